"""What is otherwise in a case than it was: read at a morning briefing, so it is grouped by what one does about it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from djeli import phrases
from djeli.records import Span
from djeli.views import Dispute, Event
from djeli.vocab import Harm, Modality, Role

HAPPENED = {
    Modality.ACTUAL: "happened",
    Modality.PLANNED: "planned",
    Modality.THREATENED: "threatened",
    Modality.HYPOTHETICAL: "supposed",
    Modality.NEGATED: "told as not so",
    Modality.FOILED: "foiled",
}
"""Whether an event took place, in words."""

ROLES = {
    Role.PERPETRATOR: "who did it",
    Role.TARGET: "aimed at",
    Role.VICTIM: "victims",
    Role.PARTICIPANT: "parties",
    Role.INSTRUMENT: "by what means",
}
"""Roles as a line of a briefing names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why something is otherwise. `kind` is page, decision, grouping, version or reading.

    A page comes with its name, address, day and the words, and `span`, where these stand, or its first article; a
    decision with what it says and its reason.
    """

    kind: str
    text: str
    page: str = ""
    document: str = ""
    uri: str = ""
    quote: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """One value of an event: what it was, what it is, and why. `about` is the property in plain words.

    Of parties `came` and `left` are the names that stand in one of both only.
    """

    prop: str
    about: str
    was: str
    now: str
    because: tuple[Cause, ...] = ()
    came: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """A dispute that came up or went away: its kind, the reason it is one, its sides in words."""

    id: str
    kind: str
    prop: str
    reason: str
    sides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChange:
    """One event and all that is otherwise about it. For an event that is new only `event` and `pages` are filled.

    `before` are its ids of then where that was another or several; `pages` name pages that tell of it and did not then.
    """

    event: Event
    before: tuple[str, ...] = ()
    pages: tuple[Cause, ...] = ()
    revised: tuple[Revised, ...] = ()
    disputed: tuple[Contested, ...] = ()
    settled: tuple[Contested, ...] = ()
    confirmed: bool = False
    origins_before: int = 0
    grade_before: str = ""
    split_from: tuple[str, ...] = ()

    @property
    def passing(self) -> bool:
        """Whether it is only mentioned in passing: no news of its own."""
        return self.event.background or not self.event.origins_held

    @property
    def quiet(self) -> bool:
        """Whether nothing about it is otherwise that a reader would be told."""
        said = self.revised or self.disputed or self.settled or self.confirmed or self.split_from
        return not said and len(self.before) < 2 and not self.pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """An event that is no more: what it was, what became of it, and the event that holds its reports now, if any."""

    event: str
    title: str
    when: str
    where: str
    reason: str
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A decision made since: when, by whom, about what, in words."""

    at: str
    by: str
    about: str
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything that is otherwise since an entry of the ledger. `since` says what was asked for, in words."""

    since: str
    entry: int
    at: str
    until: int
    until_at: str
    pages: tuple[Cause, ...] = ()
    new: tuple[EventChange, ...] = ()
    changed: tuple[EventChange, ...] = ()
    gone: tuple[Gone, ...] = ()
    decisions: tuple[Taken, ...] = ()
    withdrawn: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def revised(self) -> tuple[EventChange, ...]:
        """Events with another value than then."""
        return tuple(one for one in self.changed if one.revised)

    @property
    def disputed(self) -> tuple[EventChange, ...]:
        """Events about which accounts disagree since."""
        return tuple(one for one in self.changed if one.disputed)

    @property
    def settled(self) -> tuple[EventChange, ...]:
        """Events about which accounts disagreed, and do so no more."""
        return tuple(one for one in self.changed if one.settled)

    @property
    def confirmed(self) -> tuple[EventChange, ...]:
        """Events that one origin told of then, and several tell of now."""
        return tuple(one for one in self.changed if one.confirmed)

    @property
    def merged(self) -> tuple[EventChange, ...]:
        """Events that were several then."""
        return tuple(one for one in self.changed if len(one.before) > 1)

    @property
    def split(self) -> tuple[EventChange, ...]:
        """Events whose reports stood in another event then."""
        return tuple(one for one in (*self.new, *self.changed) if one.split_from)

    @property
    def nothing(self) -> bool:
        """Whether all is as it was."""
        return not (self.new or self.changed or self.gone or self.decisions or self.pages or self.withdrawn)


Cite = Callable[[Event, Iterable[str]], tuple[Cause, ...]]
"""Of some claims of an event the pages they stand on, with their words."""
Pages = Callable[[Event, Iterable[str]], tuple[Cause, ...]]
"""The pages that some reports of an event stand on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    """A value in words with the claims it rests on."""

    prop: str
    about: str
    words: str
    claims: tuple[str, ...]
    names: tuple[str, ...] = ()


def _values(event: Event) -> Iterator[_Value]:
    yield _Value(prop="type", about="what", words=event.type, claims=())
    yield _Value(prop="when", about="when", words=phrases.when(event.when), claims=event.when_claims)
    yield _Value(prop="where", about="where", words=phrases.where(event.where), claims=event.where_claims)
    yield _Value(prop="modality", about="whether it happened", words=HAPPENED[event.modality], claims=())
    for harm in Harm:
        found = event.harm.get(harm)
        told = phrases.estimate(found) if found else "no count"
        yield _Value(prop=harm.value, about=f"number {harm.value}", words=told, claims=found.claims if found else ())
    for role in Role:
        parties = [one for one in event.participants if one.role is role]
        names = tuple(dict.fromkeys(one.party.name for one in parties))
        claims = tuple(claim for one in parties for claim in one.claims)
        told = ", ".join(sorted(names)) or "nobody named"
        yield _Value(prop=role.value, about=ROLES[role], words=told, claims=claims, names=names)


def compared(then: Event, now: Event, cite: Cite, label: Callable[[str], str]) -> tuple[Revised, ...]:
    """Values of an event that are otherwise, each with why: new claims, else a decision, else another reading.

    Args:
        then: as it was.
        now: as it is.
        cite: names the pages of claims.
        label: name of an event type for people.
    """
    found = []
    for old, new in zip(_values(then), _values(now), strict=True):
        if old.words == new.words:
            continue
        was, is_now = (label(old.words), label(new.words)) if old.prop == "type" else (old.words, new.words)
        because = _because(then, now, old, new, cite)
        found.append(
            Revised(
                prop=new.prop,
                about=new.about,
                was=was,
                now=is_now,
                because=because,
                came=tuple(name for name in new.names if name not in old.names),
                left=tuple(name for name in old.names if name not in new.names),
            )
        )
    return tuple(found)


def _because(then: Event, now: Event, old: _Value, new: _Value, cite: Cite) -> tuple[Cause, ...]:
    decided = tuple(_decided(then, now, new.prop))
    if decided:
        return decided
    told = cite(now, [claim for claim in new.claims if claim not in set(old.claims)])
    fresh = set(now.documents) - set(then.documents)
    mine = tuple(cause for cause in told if cause.document in fresh)
    if mine:
        return mine
    if set(then.reports) != set(now.reports):
        return (_regrouped(then, now), *told)
    return told or (Cause(kind="reading", text="read or weighed otherwise: a newer reading of a page, or a decision"),)


def _regrouped(then: Event, now: Event) -> Cause:
    came, left = len(set(now.reports) - set(then.reports)), len(set(then.reports) - set(now.reports))
    parts = [f"{came} more" * bool(came), f"{left} fewer" * bool(left)]
    reports = " and ".join(part for part in parts if part)
    return Cause(kind="grouping", text=f"{reports} report{'s' * (came + left > 1)} counted under this event")


def _decided(then: Event, now: Event, prop: str) -> Iterator[Cause]:
    known = {one.id for one in then.decisions}
    for one in now.decisions:
        if one.id not in known and one.prop in (prop, f"event_{prop}"):
            day = phrases.when_day(dt.date.fromisoformat(one.at[:10]))
            said = f"a decision of {day}: {one.value or one.verdict.value}"
            yield Cause(kind="decision", text=said + (f" ({one.why})" if one.why else ""))


def _contested(one: Dispute) -> Contested:
    sides = tuple(f"{side.value} ({', '.join(side.speakers) or 'no speaker named'})" for side in one.sides)
    return Contested(id=one.id, kind=one.kind.value, prop=one.prop, reason=one.reason, sides=sides)


def _newly(then: Event, now: Event) -> tuple[tuple[Contested, ...], tuple[Contested, ...]]:
    """Disputes that came up, and those that went away; one whose sides changed is neither."""

    def shape(one: Dispute) -> tuple[str, str]:
        return one.kind.value, one.prop

    old, new = [shape(one) for one in then.disputes], [shape(one) for one in now.disputes]
    up = tuple(_contested(one) for one in now.disputes if shape(one) not in old)
    away = tuple(_contested(one) for one in then.disputes if shape(one) not in new)
    return up, away


def changed(
    then: Sequence[Event],
    now: Sequence[Event],
    *,
    cite: Cite,
    pages: Pages,
    label: Callable[[str], str],
    redirects: Mapping[str, str],
) -> tuple[list[EventChange], list[EventChange], list[Event]]:
    """Events that are new, events that are otherwise, and events that are no more, with nothing said of why yet.

    Args:
        then: events as they were; `now` as they are: of both all, or all that may differ.
        now: see there.
        cite: names the pages of claims.
        pages: names the pages of reports.
        label: name of an event type for people.
        redirects: old id -> where it leads now.
    """
    before = {one.id: one for one in then}
    home = {report: one.id for one in then for report in one.reports}
    heirs = _heirs(then, now, redirects)
    new, other, met = [], [], set()
    for one in now:
        mine = heirs.get(one.id, [])
        met |= set(mine)
        if not mine:
            old = tuple(dict.fromkeys(home[report] for report in one.reports if report in home))
            new.append(EventChange(event=one, pages=pages(one, one.reports), split_from=old))
            continue
        was = before[one.id if one.id in mine else mine[0]]
        if was == one and len(mine) == 1:
            continue
        found = _change(was, one, tuple(mine), cite=cite, pages=pages, label=label)
        if not found.quiet:
            other.append(found)
    return new, other, [one for one in then if one.id not in met]


def _heirs(then: Sequence[Event], now: Sequence[Event], redirects: Mapping[str, str]) -> dict[str, list[str]]:
    """Event of now -> ids of then that it goes on: by the id, and where that leads nowhere by most of the reports."""
    here = {one.id for one in now}
    home = {report: one.id for one in now for report in one.reports}
    found: dict[str, list[str]] = {}
    for one in then:
        lead = redirects.get(one.id, one.id)
        held = Counter(home[report] for report in one.reports if report in home)
        if lead not in here and held:
            lead = min(held, key=lambda name: (-held[name], name))
        found.setdefault(lead, []).append(one.id)
    return found


def _change(
    was: Event, now: Event, before: tuple[str, ...], *, cite: Cite, pages: Pages, label: Callable[[str], str]
) -> EventChange:
    fresh_items = set(now.items) - set(was.items)
    up, away = _newly(was, now)
    grade = was.assessment.grade if was.assessment else ""
    return EventChange(
        event=now,
        before=before,
        pages=pages(now, [one for one in now.reports if one not in set(was.reports)]) if fresh_items else (),
        revised=compared(was, now, cite, label),
        disputed=up,
        settled=away,
        confirmed=was.origins_held < 2 <= now.origins_held,
        origins_before=was.origins_held,
        grade_before=grade,
    )


def weight(one: EventChange) -> tuple[int, str, str]:
    """Order for reading: the deadliest first, then the latest."""
    killed = one.event.harm.get(Harm.KILLED)
    most = (killed.high or killed.best or killed.low or 0) if killed else 0
    day = one.event.when.start.isoformat() if one.event.when else ""
    return -most, "".join(chr(0x10FFFF - ord(c)) for c in day), one.event.id
