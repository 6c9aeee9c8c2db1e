"""Where items begin: every possible first line is scored by named features, and the reasons are kept.

The score is a plain sum (weights in `weights.yaml`), so that an analyst can read why a page was cut.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise
from statistics import median_low

from djeli.gazetteer.byhand import load_countries
from djeli.resources import load_yaml
from djeli.split.datelines import find_dateline
from djeli.split.furniture import bare
from djeli.split.lines import CUT_SHORT, MAX_TITLE, Line, closes, content_words, credited, goes_on
from djeli.split.words import plain, words
from djeli.vocab import RegionKind

WINDOW = 5  # story lines looked at on each side of a candidate
MIN_COUNTRY_HEADS = 2
REACH = 3  # lines below a title in which its header line may stand
LONE = 3.4  # one cut alone needs more than one among many: pages that hold two unmarked articles are rare
_REASON_FROM = 0.4  # features that move the score by less aren't told

_PAGE_FURNITURE = (
    RegionKind.NAVIGATION,
    RegionKind.SHARE_PROMPT,
    RegionKind.RELATED_LINK,
    RegionKind.COMMENTS,
)
_TIME = re.compile(r"^\W*\d{1,2}[:.h]\d{2}\s*(?:[ap]\.?m\.?)?\W*(?:GMT|UTC|[A-Z]{2,4}T|TU)?\W*$", re.IGNORECASE)
_POINT = re.compile(r"^(?:[•*▪●·–—-]\s|\(?[\da-z]{1,2}\)\s)")
_INSIDE = re.compile(r"[a-zà-ÿ]{3,}[.!?][\"”’»)]* +[A-ZÀ-Ý\"“«].*\w{3}")
_LABEL = re.compile(r"^[^\w]*(?:[A-Z][\w.'’-]* ?){1,3}:$|\?$")


@dataclass(frozen=True, slots=True)
class Cut:
    """An item begins at line `index`; `reasons` in words, strongest first.

    `header` names the feature when a header line or a credit led to the cut.
    """

    index: int
    score: float
    reasons: tuple[str, ...]
    header: str = ""


@cache
def weights() -> tuple[float, dict[str, tuple[float, str]]]:
    """The threshold, and weight and wording of each feature."""
    raw = load_yaml(files("djeli.split") / "weights.yaml")
    return float(raw["threshold"]), {
        name: (float(spec["weight"]), str(spec["why"])) for name, spec in raw["features"].items()
    }


class Page:
    """A page's lines with what is true of the page as a whole. Built once, then only read."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.story = [n for n, line in enumerate(lines) if line.region is None and line.header is None]
        self.place = {n: at for at, n in enumerate(self.story)}
        self._words: dict[int, frozenset[str]] = {}

    def titled(self, index: int) -> bool:
        """Whether a line can be a title: by its shape, or because a strong header follows a short line at once."""
        line = self.lines[index]
        if line.titular or not line.story or len(line.text) > MAX_TITLE:
            return line.titular
        below = self.lines[index + 1].header if index + 1 < len(self.lines) else None
        return below is not None and below.strong and not below.credit and not CUT_SHORT.search(line.text)

    def words_of(self, index: int) -> frozenset[str]:
        """Content words of a line, read once."""
        if index not in self._words:
            self._words[index] = content_words(self.lines[index].text[:1500])
        return self._words[index]

    @cached_property
    def frequency(self) -> Counter[str]:
        """In how many story lines each content word stands."""
        return Counter(word for n in self.story for word in self.words_of(n))

    @cached_property
    def usual_gap(self) -> int:
        """Blank lines that usually stand before a paragraph."""
        gaps = [line.gap for line in self.lines[1:] if line.prose]
        return median_low(gaps) if gaps else 0

    @cached_property
    def headed(self) -> int:
        """How many title-like lines have a header line with a date below them."""
        return sum(
            self.lines[n].titular and _header_below(self, n) == "header_below" and not _header_above(self, n)
            for n in self.story
        )

    @cached_property
    def title_level(self) -> int:
        """Level of the page's headings that title entries: of the first with text below it; 0 without headings."""
        level = 0
        for line in self.lines:
            if line.block == "heading" and line.region is None:
                level = line.level
            elif level and line.prose:
                return level
        return 0

    @cached_property
    def headers_lead(self) -> bool:
        """Whether the page opens with a dated header: on such pages headers stand above their titles."""
        for line in self.lines:
            if line.region is None:
                return line.header is not None and line.header.date is not None
        return False

    @cached_property
    def country_heads(self) -> frozenset[int]:
        """Lines that are a country's name and nothing else, when the page has several: heads of a digest's entries."""
        found = frozenset(n for n in self.story if len(self.lines[n].text) <= 40 and _country(self.lines[n].text))
        return found if len(found) >= MIN_COUNTRY_HEADS else frozenset()

    @cached_property
    def credits(self) -> int:
        """How many entries end in a credit with outlet and date."""
        return sum(credited(line) for line in self.lines)

    @cached_property
    def regular(self) -> bool:
        """Whether short lines and paragraphs take turns, one paragraph to a title."""
        shapes = ["p" if self.lines[n].prose else "t" if self.lines[n].titular else "x" for n in self.story]
        turns = sum(a == "p" and b == "t" for a, b in pairwise(shapes))
        prose = shapes.count("p")
        return turns >= 3 and turns >= 0.7 * (prose - 1)

    def rarity(self, word: str) -> float:
        """Weight of a word: 0 when it stands everywhere on the page."""
        return math.log((1 + len(self.story)) / (1 + self.frequency[word]))


@cache
def _country_names() -> frozenset[str]:
    return frozenset(
        plain(name)
        for country in load_countries()
        for name in (country.name, country.name_fr, country.iso3, *country.aliases)
        if len(name) > 2
    )


def _country(text: str) -> bool:
    return plain(text).strip(" .:#|*") in _country_names()


def _header_below(page: Page, index: int) -> str:
    """Which header feature the lines below a title earn, if any."""
    shorts = 0
    for line in page.lines[index + 1 : index + 1 + REACH + 2]:
        if line.header is not None and not line.header.credit:
            if line.header.strong:
                return "header_below"
            return "" if page.headers_lead and line.header.date else "byline_below"
        if line.region is not None:
            continue
        shorts += 1
        if (line.prose and len(line.text) > 250) or shorts >= REACH - 1:
            break
    return ""


def _is_header(line: Line) -> bool:
    return line.header is not None and not line.header.credit


def header_block(page: Page, index: int) -> int:
    """First of the header lines right above a line (`index` when there are none); "5 min read" may stand among them."""
    at = top = index
    while at > 0 and (_is_header(page.lines[at - 1]) or page.lines[at - 1].region is RegionKind.NAVIGATION):
        at -= 1
        top = at if _is_header(page.lines[at]) else top
    return top


def _header_above(page: Page, index: int) -> bool:
    """Whether a dated header stands above the line and belongs to no title above it."""
    at = header_block(page, index)
    if at == index or page.lines[index].gap > page.usual_gap + 1:
        return False
    if not any(line.header and line.header.date for line in page.lines[at:index]):
        return False
    return at == 0 or page.headers_lead or not page.titled(at - 1)


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
        found["after_credit"] = float(_credit_above(page, index))
        found["after_close"] = float(closes(before) and not found["after_credit"])
        found["after_furniture"] = float(before.region in _PAGE_FURNITURE)
        found["after_excerpt"] = float(_excerpt_above(page, index))
    found["wider_gap"] = float(line.gap > page.usual_gap)
    found["alone"] = float(after is not None and page.usual_gap == 0 and line.gap > 0 and after.gap > 0)
    found["after_time"] = float(before is not None and _TIME.match(before.text) is not None)
    if page.titled(index):
        below = _header_below(page, index)
        if below:
            found[below] = 1
        found["header_above"] = float(_header_above(page, index))
    return found


def _excerpt_above(page: Page, index: int) -> bool:
    """Whether the paragraph above was cut short ("… […]"), as list pages cut the first lines of their articles."""
    above = next((line for line in reversed(page.lines[max(0, index - 4) : index]) if line.story), None)
    return above is not None and above.prose and CUT_SHORT.search(above.text) is not None


def _credit_above(page: Page, index: int) -> bool:
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
    headed = found.get("header_below") or found.get("header_above")
    found["regular"] = float(page.regular and page.lines[index].titular)
    found["page_has_credits"] = float(page.credits >= 2 and not found.get("after_credit"))
    found["page_has_headers"] = float(page.headed >= 2 and not headed and not found.get("after_credit"))
    found["one_article"] = float(page.headed == 1 and not headed)
    return {name: value for name, value in found.items() if value}


def score(page: Page, index: int) -> Cut:
    """The sum of a line's features and its reasons."""
    _, known = weights()
    found = features(page, index)
    parts = [(known[name][0] * value, known[name][1]) for name, value in found.items()]
    told = sorted((part for part in parts if abs(part[0]) >= _REASON_FROM), key=lambda part: -abs(part[0]))
    header = next((name for name in ("after_credit", "header_above", "header_below") if found.get(name)), "")
    return Cut(index, sum(part[0] for part in parts), tuple(f"{why} ({part:+.1f})" for part, why in told), header)


def _candidates(page: Page) -> list[int]:
    """Lines that can open an item: title-like ones, any short line right above a strong header, and paragraphs
    right after a closing credit.
    """
    return [n for n in page.story if page.titled(n) or _credit_above(page, n)]


def find_cuts(page: Page) -> list[Cut]:
    """Where items begin, ascending. The page's first story line always begins one."""
    if not page.story:
        return []
    threshold, _ = weights()
    first = _first(page)
    scored = [score(page, n) for n in _candidates(page)]
    passed = [cut for cut in scored if cut.score >= threshold and cut.index > first]
    start = next((cut for cut in scored if cut.index == first), Cut(first, 0.0, ()))
    kept = _spaced(page, [start, *passed])
    return kept[:1] if len(kept) == 2 and kept[1].score < LONE and not kept[1].header else kept


def _first(page: Page) -> int:
    """The line the first item begins at: the first of the story, or the one under a page's own short heading."""
    one, two = [*page.story, page.story[0]][:2]
    label = page.lines[one].titular and page.lines[one].text.count(" ") < 3
    return two if page.regular and label and page.lines[two].titular else one


def _spaced(page: Page, cuts: list[Cut]) -> list[Cut]:
    """Of cuts with no paragraph between them (title and subtitle, heading and title) one stays.

    It is the first, unless the second is clearly the better, or the first is a heading over several entries.
    """
    kept: list[Cut] = []
    for cut in cuts:
        dated = kept and cut.header == kept[-1].header == "header_above"
        if kept and not dated and not _text_between(page, kept[-1].index, cut.index):
            if cut.score > kept[-1].score + 2.0 or _heads_several(page, kept[-1], cut):
                kept[-1] = cut
            continue
        kept.append(cut)
    return kept


def _heads_several(page: Page, first: Cut, second: Cut) -> bool:
    """Whether the first of two title-like lines is a label over entries ("Update on Security", a page's name)."""
    over, under = page.lines[first.index], page.lines[second.index]
    label = over.text.count(" ") < 4 and under.text.count(" ") >= 4 and first.score <= second.score + 1.0
    top = first.index == _first(page) and first.score <= second.score
    return page.regular and (label or top)


def _text_between(page: Page, left: int, right: int) -> bool:
    lines = page.lines[left:right]
    return any(line.prose or line.closing is not None for line in lines) or sum(len(n.text) for n in lines[1:]) > 400
