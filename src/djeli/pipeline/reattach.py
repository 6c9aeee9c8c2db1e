"""Decisions and event ids after a new extraction, or a new version of a page.

A report's id is its anchor and type. When a later reading anchors or types the same mention otherwise, what was said
of the older report is carried to the newer one: in the same Text by overlapping anchors, in another Text of the
document, or of its newer version, by the words around the anchor; and only where the types may name one event.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from djeli.judge.events import Anchored
from djeli.judge.rows import event_named, groups, in_force, members, of_groups, seen_reports
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
    """Decisions in force as they speak of current reports, those that no longer can, and seeds of event ids.

    `made` leads from the id of a judgement as it speaks now to its id as made; `events` are decisions about events,
    each with the current reports that stand for its event.
    """

    judgements: tuple[Judgement, ...]
    detached: tuple[Judgement, ...]
    seeds: Mapping[str, str]
    made: Mapping[str, str] = field(default_factory=dict)
    events: tuple[Anchored, ...] = ()
    heirs: Mapping[str, str] = field(default_factory=dict)
    """Report that no reading finds any more -> the one that stands in its place."""


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
    judgements, minted = in_force(view.judgements()), view.minted()
    known = {report.id for report in current}
    named = {name for one in judgements for name in named_by(one)} | set(minted.values())
    lost = list(view.past_reports(sorted(name for name in named - known if _REPORT.fullmatch(name))))
    heirs = successors(lost, current, _texts(view, lost, newer) if lost else {}, newer, affinity)
    return attach(judgements, minted, known, heirs)


def attach(
    judgements: Iterable[Judgement], minted: Mapping[str, str], known: Collection[str], heirs: Mapping[str, str]
) -> Attached:
    """Decisions in force as they speak of current reports.

    Args:
        judgements: those in force.
        minted: event id -> the report it was minted for.
        known: current reports; at least those that decisions name.
        heirs: report that no reading finds any more -> the one that stands in its place.
    """
    rows = list(judgements)
    seeds = {name: heirs.get(seed, seed) for name, seed in minted.items()}
    of_events = [one for one in rows if event_named(one) in minted]
    anchored = [(_anchors(one, seeds, known, heirs), one) for one in of_events]
    others = [one for one in rows if event_named(one) not in minted]
    kept, left = carried(others, known, heirs)
    now = {one.id: carry(one, known, heirs) for one in others}
    return Attached(
        judgements=tuple(kept),
        detached=(*left, *(one for reports, one in anchored if not reports)),
        seeds=seeds,
        made={one.id: made for made, (_, one) in now.items() if one is not None},
        events=tuple((reports, _seen_now(one, known, heirs)) for reports, one in anchored if reports),
        heirs=heirs,
    )


def named_by(one: Judgement) -> Iterator[str]:
    """Every report a decision names."""
    yield from (one.left, one.right)
    for side in members(one):
        yield from side
    yield from seen_reports(one)


def _anchors(
    one: Judgement, seeds: Mapping[str, str], known: Collection[str], heirs: Mapping[str, str]
) -> tuple[str, ...]:
    """Reports that stand for an event: its seed, or where no reading finds that any more, all that it was made of."""
    seed = seeds[event_named(one)]
    return (seed,) if seed in known else _now(seen_reports(one), known, heirs)


def _now(reports: Iterable[str], known: Collection[str], heirs: Mapping[str, str]) -> tuple[str, ...]:
    """Reports as they are found now, each once, without those that are not found."""
    found = (name if name in known else heirs.get(name, "") for name in reports)
    return tuple(dict.fromkeys(name for name in found if name))


def _seen_now(one: Judgement, known: Collection[str], heirs: Mapping[str, str]) -> Judgement:
    """A decision about an event with the reports it had before it as they are found now."""
    before = seen_reports(one)
    after = _now(before, known, heirs)
    if not before or before == after:
        return one
    return dataclasses.replace(one, seen=json.dumps({**json.loads(one.seen), "reports": list(after)}))


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
    judgements: Iterable[Judgement], known: Collection[str], heirs: Mapping[str, str]
) -> tuple[list[Judgement], list[Judgement]]:
    """Judgements that speak of current reports, and those that no longer attach."""
    kept: list[Judgement] = []
    left: list[Judgement] = []
    for one in judgements:
        attaches, now = carry(one, known, heirs)
        if now is not None:
            kept.append(now)
        elif not attaches:
            left.append(one)
    return kept, left


def carry(one: Judgement, known: Collection[str], heirs: Mapping[str, str]) -> tuple[bool, Judgement | None]:
    """Whether a decision attaches to current reports, and how it speaks of them.

    What tied two reports that are one by now attaches and has nothing more to say. Of two groups those that are still
    found stay.
    """
    if not of_groups(one):
        ends = [heirs.get(side, side) if side not in known else side for side in (one.left, one.right)]
        if any(_REPORT.fullmatch(side) and side not in known for side in ends):
            return False, None
        if ends[0] == ends[1]:
            return one.verdict is Verdict.SAME, None
        return True, dataclasses.replace(one, left=ends[0], right=ends[1])
    left, right = (_now(side, known, heirs) for side in members(one))
    if one.verdict is Verdict.SAME:
        everybody = tuple(dict.fromkeys((*left, *right)))
        left, right = everybody[:1], everybody[1:]
        if left and not right:
            return True, None
    else:  # two mentions that are one by now cannot be told apart any more
        left, right = tuple(n for n in left if n not in right), tuple(n for n in right if n not in left)
    if not left or not right:
        return False, None
    return True, dataclasses.replace(one, left=left[0], right=right[0], value=groups(left, right))
