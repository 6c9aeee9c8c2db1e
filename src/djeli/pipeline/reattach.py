"""Decisions and event ids after a new extraction, or a new version of a page.

A report's id is its anchor and type. When a later reading anchors or types the same mention otherwise, what was said
of the older report is carried to the newer one: in the same Text by overlapping anchors, in another Text of the
document, or of its newer version, by the words around the anchor; and only where the types may name one event.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from djeli.pipeline.versions import latest
from djeli.records import Judgement, Report, Span, Text
from djeli.store import View
from djeli.vocab import Verdict

_REPORT = re.compile(r"[0-9a-f]{32}")
_NEAR, _WORDS = 200, 8
"""Characters, and words in them, that are compared on each side of an anchor."""
_ALIKE = 0.6
"""Share of those words that must stand alike in another Text: a corrected toll may differ, the sentence may not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """Judgements as they speak of current reports, those that no longer can, and seeds of event ids carried over."""

    judgements: tuple[Judgement, ...]
    detached: tuple[Judgement, ...]
    seeds: Mapping[str, str]


def attached(
    view: View, current: Sequence[Report], newer: Mapping[str, str], affinity: Callable[[str, str], float]
) -> Attached:
    """Read what was decided and minted, and carry it to current reports.

    Args:
        view: of the case.
        current: reports that events are computed from.
        newer: superseded document -> newer version.
        affinity: how well two event types may name one event; 0 is never.
    """
    judgements, minted = list(view.judgements()), view.minted()
    known = {report.id for report in current}
    named = {side for one in judgements for side in (one.left, one.right)} | set(minted.values())
    lost = list(view.past_reports(sorted(name for name in named - known if _REPORT.fullmatch(name))))
    heirs = successors(lost, current, _texts(view, lost, newer) if lost else {}, newer, affinity)
    kept, left = carried(judgements, known, heirs)
    seeds = {name: heirs.get(seed, seed) for name, seed in minted.items()}
    return Attached(judgements=tuple(kept), detached=tuple(left), seeds=seeds)


def _texts(view: View, lost: Iterable[Report], newer: Mapping[str, str]) -> dict[str, Text]:
    old = {name: view.text(name) for name in {report.anchor.text for report in lost}}
    wanted = {latest(text.document, newer) for text in old.values()} | {text.document for text in old.values()}
    return old | {text.id: text for text in view.texts() if text.document in wanted}


def successors(
    lost: Iterable[Report],
    current: Iterable[Report],
    texts: Mapping[str, Text],
    newer: Mapping[str, str],
    affinity: Callable[[str, str], float],
) -> dict[str, str]:
    """Older report -> the current report of the same mention, where there is one. `texts` holds all they stand in."""
    by_text: dict[str, list[Report]] = defaultdict(list)
    for report in current:
        by_text[report.anchor.text].append(report)
    found: dict[str, str] = {}
    for old in lost:
        places = list(_places(old, by_text, texts, newer))
        near = [(place, one) for place in places for one in by_text[place.text] if one.anchor.overlaps(place)]
        fit = [(place, one) for place, one in near if affinity(old.type, one.type) > 0]
        if fit:
            found[old.id] = min(fit, key=lambda pair: _distance(old, pair[0], pair[1], affinity))[1].id
    return found


def _distance(old: Report, place: Span, one: Report, affinity: Callable[[str, str], float]) -> tuple[float, int, str]:
    apart = abs(place.start - one.anchor.start) + abs(place.end - one.anchor.end)
    return -affinity(old.type, one.type), apart, one.id


def _places(
    old: Report, by_text: Mapping[str, Sequence[Report]], texts: Mapping[str, Text], newer: Mapping[str, str]
) -> Iterator[Span]:
    """Where the anchor stands in current texts."""
    if by_text.get(old.anchor.text):
        yield old.anchor
        return
    text = texts[old.anchor.text]
    homes = (text.document, latest(text.document, newer))
    for other in texts.values():
        if other.document in homes and by_text.get(other.id):
            place = aligned(text, old.anchor, other)
            if place is not None:
                yield place


def aligned(text: Text, anchor: Span, other: Text) -> Span | None:
    """The same words in another Text, where most words around stand alike; None when two places are as good."""
    words = r"\s+".join(re.escape(word) for word in text.quote(anchor).split())
    around = _around(text.content, anchor.start, anchor.end)
    if not words:
        return None
    met = [match.span() for match in re.finditer(words, other.content)]
    ranked = sorted(((_alike(around, _around(other.content, *span)), span) for span in met), reverse=True)
    if not ranked or ranked[0][0] < _ALIKE or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    return other.span(*ranked[0][1])


def _around(content: str, start: int, end: int) -> Counter[str]:
    """Words before and after a range, marked by side."""
    before, after = content[max(0, start - _NEAR) : start].split(), content[end : end + _NEAR].split()
    return Counter([*(f"<{word}" for word in before[-_WORDS:]), *(f">{word}" for word in after[:_WORDS])])


def _alike(left: Counter[str], right: Counter[str]) -> float:
    return (left & right).total() / max(left.total(), right.total(), 1) if left or right else 1.0


def carried(
    judgements: Iterable[Judgement], known: set[str], heirs: Mapping[str, str]
) -> tuple[list[Judgement], list[Judgement]]:
    """Judgements that speak of current reports, and those that no longer attach."""
    kept: list[Judgement] = []
    left: list[Judgement] = []
    for one in judgements:
        ends = [heirs.get(side, side) if side not in known else side for side in (one.left, one.right)]
        missing = any(_REPORT.fullmatch(side) and side not in known for side in ends)
        if missing or (ends[0] == ends[1] and one.verdict is not Verdict.SAME):
            left.append(one)
        elif ends[0] != ends[1]:  # else: tied once, and one report by now
            kept.append(dataclasses.replace(one, left=ends[0], right=ends[1]))
    return kept, left
