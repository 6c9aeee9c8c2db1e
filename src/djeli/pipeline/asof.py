"""Events as a case had them at an earlier entry: computed by today's rules from the rows that were there then.

In a case of some thousands of reports all is computed. In a larger one only what came since is looked at: pages read
since and decisions made since say which events may have been otherwise; what was there of these is grouped by the links
that are kept, and folded from the rows of then. Two things are not looked at there: grades of pages are those of today,
and a group is told from the kept links, in which pairs that hardly resemble each other are not noted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from djeli.judge.pairs import pairs
from djeli.judge.rows import event_named
from djeli.link import verdicts
from djeli.link.cluster import cluster
from djeli.pipeline.base import items_in
from djeli.pipeline.derive import computed
from djeli.pipeline.growing import turn_now
from djeli.pipeline.reattach import named_by
from djeli.pipeline.refold import Regraded, Turn, folded
from djeli.pipeline.versions import superseded
from djeli.settings import Settings
from djeli.store import EventFilter, Store, View
from djeli.views import Assessment, Event

WHOLE = 4000
"""Reports up to which all is computed: that takes half a minute."""
_ID = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What became otherwise since an entry: events as they were, and as they are, of all that may differ.

    `whole` says that all was computed; then `then` and `now` hold all events, else those that were touched since.
    """

    then: Sequence[Event]
    now: Sequence[Event]
    whole: bool
    assessments: Mapping[str, Assessment]
    families: Mapping[str, tuple[str, float]]


def past(store: Store, settings: Settings, entry: int, *, whole: int = WHOLE) -> Past:
    """Events as of an entry, beside those of now.

    Args:
        store: of the case; its derived rows must not be stale.
        settings: of the case.
        entry: the last one that counts.
        whole: number of reports up to which all is computed.
    """
    with store.reading() as now, store.reading(entry) as then:
        if now.counts()["report"] <= whole:
            found = computed(then, settings).found
            grades = {one.subject: one for one in found.assessments}
            events = list(now.events(EventFilter(planned=True)))
            return Past(then=found.events, now=events, whole=True, assessments=grades, families=found.families)
        return _near(now, then, settings, entry)


def _near(now: View, then: View, settings: Settings, entry: int) -> Past:
    later = now.since(entry)
    touched = _touched(now, then, later)
    ids = set(now.event_of(touched).values()) | (set(_redirected(now, then)))
    events = {one.id: one for one in now.named(ids)}
    members = touched | {report for one in events.values() for report in one.reports}
    before = {one.id for one in then.reports_near(members)} & members
    before -= _superseded_then(then, before)
    turn = turn_now(then, then.minted())
    groups = _groups(now, then, before, turn, settings.link_threshold)
    found, _ = folded(then, settings, turn, (groups, ()), Regraded()) if groups else (None, None)
    return Past(
        then=tuple(found.events) if found is not None else (),
        now=tuple(events.values()),
        whole=False,
        assessments={one.subject: one for one in found.assessments} if found is not None else {},
        families={},
    )


def _touched(now: View, then: View, later: Iterable[tuple[int, str, str]]) -> set[str]:
    """Reports that are told by pages read since, now or before; that decisions made since speak of."""
    rows = list(later)
    read = {subject for _, kind, subject in rows if kind == "reading"}
    came = {subject for _, kind, subject in rows if kind == "original"}
    beside = {one.id for one in now.same_addresses({*read, *now.members(came)})[0]} if came or read else set()
    found = _reports(now, read | beside) | _reports(then, read | beside)
    made = {subject for _, kind, subject in rows if kind == "judgement"}
    if made:
        minted, redirects = now.minted(), now.redirects()
        for one in (one for one in now.judgements() if one.id in made):
            name = event_named(one)
            found |= {report for report in named_by(one) if len(report) == _ID}
            found |= {minted[met] for met in (name, redirects.get(name, name)) if met in minted}
    return found


def _reports(view: View, documents: Collection[str]) -> set[str]:
    return {one.id for one in view.reports_in(items_in(view, documents))}


def _redirected(now: View, then: View) -> set[str]:
    """Events that ids lead to, or led to, by rows written since."""
    before = then.redirects()
    moved = {old: new for old, new in now.redirects().items() if before.get(old) != new}
    return {*moved, *moved.values()}


def _superseded_then(then: View, reports: Collection[str]) -> set[str]:
    """Reports of pages that another version of their address had taken the place of already then."""
    home: dict[str, set[str]] = defaultdict(set)
    for one in then.accounts(reports) if reports else ():
        home[one.document].add(one.report.id)
    old = superseded(*then.same_addresses(home))
    return {report for document, told in home.items() if document in old for report in told}


def _groups(now: View, then: View, reports: Collection[str], turn: Turn, threshold: float) -> list[tuple[str, ...]]:
    """Reports of then as groups: those of one page that tell one event now stay together, links join the others."""
    items, homes = then.items_of(reports), now.event_of(reports)
    units: dict[tuple[str, str], list[str]] = defaultdict(list)
    for report in sorted(reports):
        units[items[report], homes.get(report, report)].append(report)
    unit = {report: members[0] for members in units.values() for report in members}
    scores: dict[tuple[str, str], float] = {}
    for one in now.chances(reports):
        ends = tuple(sorted((unit[one.left], unit[one.right])))
        if ends[0] != ends[1]:
            scores[ends[0], ends[1]] = max(one.probability, scores.get((ends[0], ends[1]), 0.0))
    same, different = (
        {(unit[a], unit[b]) for a, b in some if a in unit and b in unit and unit[a] != unit[b]}
        for some in verdicts(pairs(turn.after.judgements))
    )
    found = cluster(set(unit.values()), scores, threshold=threshold, same=same, different=different)
    members = {one[0]: one for one in units.values()}
    return [tuple(sorted(report for name in group for report in members[name])) for group in found]


def known_at(store: Store, settings: Settings, entry: int, *, whole: int = WHOLE) -> Past:
    """All events as of an entry: those that nothing touched since are as they are now."""
    found = past(store, settings, entry, whole=whole)
    if found.whole:
        return found
    changed = {one.id for one in found.now} | {one.id for one in found.then}
    with store.reading() as now:
        rest = [one for one in now.events(EventFilter(planned=True)) if one.id not in changed]
        grades = dict(now.assessments())
    return Past(
        then=(*rest, *found.then),
        now=(*rest, *found.now),
        whole=False,
        assessments={**grades, **found.assessments},
        families={},
    )
