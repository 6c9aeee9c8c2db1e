"""Where items begin: every possible first line is scored by named features, and the reasons are kept.

The score is a plain sum (weights in `weights.yaml`), so that an analyst can read why a page was cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from djeli.resources import load_yaml
from djeli.split.features import credit_above, features
from djeli.split.page import Page, is_header

LONE = 3.4  # one cut alone needs more than one among many: pages that hold two unmarked articles are rare
_REASON_FROM = 0.4  # features that move the score by less aren't told


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


def score(page: Page, index: int) -> Cut:
    """The sum of a line's features and its reasons."""
    _, known = weights()
    found = features(page, index)
    parts = [(known[name][0] * value, known[name][1]) for name, value in found.items()]
    told = sorted((part for part in parts if abs(part[0]) >= _REASON_FROM), key=lambda part: -abs(part[0]))
    header = next((name for name in ("after_credit", "header_above", "header_below") if found.get(name)), "")
    return Cut(index, sum(part[0] for part in parts), tuple(f"{why} ({part:+.1f})" for part, why in told), header)


def _candidates(page: Page) -> list[int]:
    """Lines that can open an item.

    Title-like ones, any short line right above a strong header, and paragraphs after a closing credit or a date.
    """
    return [n for n in page.story if page.titled(n) or credit_above(page, n) or n in page.dated_entries]


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
    # a page's own title with its header, and the first entry's title right below that
    page_title = first.index == _first(page) and page.headed == 1 and _header_between(page, first.index, second.index)
    return page.regular and (label or top or page_title)


def _header_between(page: Page, left: int, right: int) -> bool:
    return any(is_header(line) for line in page.lines[left + 1 : right])


def _text_between(page: Page, left: int, right: int) -> bool:
    lines = page.lines[left:right]
    return any(line.prose or line.closing is not None for line in lines) or sum(len(n.text) for n in lines[1:]) > 400
