"""Features of a line as first line of an item: each has a name, and a weight and wording in `weights.yaml`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from djeli.split.datelines import find_dateline
from djeli.split.furniture import bare, tail_of
from djeli.split.lines import CUT_SHORT, closes, credited, goes_on
from djeli.split.page import Page, header_above, header_below
from djeli.split.words import words
from djeli.vocab import RegionKind

WINDOW = 5  # story lines looked at on each side of a candidate
_PAGE_FURNITURE = (
    RegionKind.NAVIGATION,
    RegionKind.SHARE_PROMPT,
    RegionKind.RELATED_LINK,
    RegionKind.COMMENTS,
)
_TIME = re.compile(r"^\W*\d{1,2}[:.h]\d{2}\s*(?:[ap]\.?m\.?)?\W*(?:GMT|UTC|[A-Z]{2,4}T|TU)?\W*$", re.IGNORECASE)
_POINT = re.compile(r"^(?:[•*▪●·–—-]\s|\(?[\da-z]{1,2}\)\s|\d{1,2}[.)]\s)")
_INSIDE = re.compile(r"[a-zà-ÿ]{3,}[.!?][\"”’»)]* +[A-ZÀ-Ý\"“«].*\w{3}")
_LABEL = re.compile(r"^[^\w]*(?:[A-Z][\w.'’-]* ?){1,3}:$|\?$")


def _neighbours(page: Page, index: int) -> tuple[list[int], list[int]]:
    at = page.place[index]
    return page.story[max(0, at - WINDOW) : at], page.story[at + 1 : at + 1 + WINDOW]


def _union(page: Page, indices: Sequence[int]) -> frozenset[str]:
    return frozenset().union(*(page.words_of(n) for n in indices))


def _shared(page: Page, left: frozenset[str], right: frozenset[str]) -> float:
    """Share of the rarer words that two sides have in common, 0 to 1."""
    small = min(sum(map(page.rarity, left)), sum(map(page.rarity, right)))
    return sum(map(page.rarity, left & right)) / small if small > 0 else 0.0


def _shape(page: Page, index: int) -> dict[str, float]:
    line = page.lines[index]
    count = line.text.count(" ") + 1
    found: dict[str, float] = {}
    found["dated_entry"] = float(index in page.dated_entries)
    found["country_head"] = float(index in page.country_heads)
    if line.titular:
        found["title_shape"] = 1
        found["title_length"] = float(4 <= count <= 22)
        found["too_short"] = float(count <= 2)
        found["question_or_speaker"] = float(_LABEL.search(line.text) is not None)
        found["sentence_start"] = float(count >= 8 and words().prose_starts.match(line.text) is not None)
        found["point"] = float(_POINT.match(line.text) is not None)
        found["section_head"] = float(line.text.startswith("==") or bare(line.text) in words().section_heads)
        found["sentence_inside"] = float(_INSIDE.search(line.text) is not None)
    if page.title_level:
        found["heading"] = float(line.block == "heading" and line.level <= page.title_level)
        found["crosshead"] = float(line.block == "heading" and line.level > page.title_level)
        found["no_heading"] = float(line.block != "heading")
    return found


def _surroundings(page: Page, index: int) -> dict[str, float]:
    line = page.lines[index]
    before = page.lines[index - 1] if index else None
    after = page.lines[index + 1] if index + 1 < len(page.lines) else None
    found: dict[str, float] = {}
    if before is not None:
        found["after_credit"] = float(credit_above(page, index))
        found["after_close"] = float(closes(before) and not found["after_credit"])
        found["after_furniture"] = float(before.region in _PAGE_FURNITURE)
        found["after_excerpt"] = float(_excerpt_above(page, index))
    found["wider_gap"] = float(line.gap > page.usual_gap)
    found["alone"] = float(after is not None and page.usual_gap == 0 and line.gap > 0 and after.gap > 0)
    found["after_time"] = float(before is not None and _TIME.match(before.text) is not None)
    if page.titled(index):
        below = header_below(page, index)
        if below:
            found[below] = 1
        found["header_above"] = float(header_above(page, index))
    return found


def _excerpt_above(page: Page, index: int) -> bool:
    """Whether the paragraph above was cut short ("… […]", "… Read more"), as list pages do with their articles."""
    above = next((line for line in reversed(page.lines[max(0, index - 4) : index]) if line.story), None)
    cut = above is not None and (CUT_SHORT.search(above.text) or tail_of(above.text))
    return above is not None and above.prose and bool(cut)


def credit_above(page: Page, index: int) -> bool:
    """Whether an entry was closed by a credit above, with nothing but furniture between."""
    for line in reversed(page.lines[max(0, index - 12) : index]):
        if credited(line):
            return True
        if line.region is None or line.region is RegionKind.CAPTION:
            return False
    return False


def _texts(page: Page, index: int) -> dict[str, float]:
    """Features of what stands above and below: does the title belong to it, does the story go on?"""
    above, below = _neighbours(page, index)
    found: dict[str, float] = {}
    prose = next((page.lines[n] for n in below[:4] if page.lines[n].prose), None)
    if prose is None:
        return {"no_text_below": 1}
    first = page.lines[below[0]]
    found["goes_on_below"] = float(goes_on(first))
    found["lede_below"] = float(first is prose and not goes_on(first))
    found["dateline_below"] = float(any(find_dateline(n.text, 0, len(n.text)) for n in (first, prose)))
    title = page.words_of(index)
    found["repeated"] = float(first.text.lstrip("×- ")[:40] == page.lines[index].text[:40] and len(first.text) > 12)
    if title:
        found["told_below"] = len(title & _union(page, below)) / len(title)
        found["told_above"] = len(title & _union(page, above)) / len(title)
    found["same_story"] = _shared(page, _union(page, above), _union(page, below)) if above else 0.0
    found["among_titles"] = float(first.titular and bool(above) and page.lines[above[-1]].titular)
    return found


def features(page: Page, index: int) -> dict[str, float]:
    """Named features of a line as first line of an item; only those that hold."""
    found = _shape(page, index) | _surroundings(page, index)
    if page.titled(index):
        found |= _texts(page, index)
    headed = found.get("header_below") or found.get("header_above") or found.get("dated_entry")
    found["regular"] = float(page.regular and page.lines[index].titular)
    found["page_has_credits"] = float(page.credits >= 2 and not found.get("after_credit"))
    if page.headed >= 2 and not headed and not found.get("after_credit"):
        found["page_has_headers"] = 0.4 if found.get("byline_below") else 1.0
    found["one_article"] = float(page.one_article and not headed)
    return {name: value for name, value in found.items() if value}
