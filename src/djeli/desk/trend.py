"""Own counts by period, country, type or actor, as low, best and high, with the pages and outlets behind them.

A rise in pages is not a rise in violence, so where both rise together that is said. Figures that others give are listed
beside, never added: what they count, where and by what rule is theirs.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files

from djeli.resources import load_yaml
from djeli.resources.actors import load_actors
from djeli.values import Figure, When
from djeli.views import Event
from djeli.vocab import DisputeKind, FigureKind, Harm, PartyKind, Precision

EVENTS = "events"
NOT_STATED = "not stated"
_MOST = 240
"""Periods that stand in a table without gaps; of a longer time only those that have something."""
_NO_ACTOR = frozenset({PartyKind.CIVILIANS, PartyKind.PERSON, PartyKind.PLACE_OR_OBJECT, PartyKind.UNKNOWN})
"""Kinds of parties that are no actor a count could be held by: private persons and unnamed groups stay out."""
_RISE = 1.5
_FEW = 3


class By(StrEnum):
    """What counts are grouped by."""

    MONTH = "month"
    WEEK = "week"
    YEAR = "year"
    COUNTRY = "country"
    TYPE = "type"
    ACTOR = "actor"


TIMES = frozenset({By.MONTH, By.WEEK, By.YEAR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A page that tells of events: its document, its outlet, and its day (ISO, empty where not stated)."""

    document: str
    outlet: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A figure that somebody else gives for the same matter, with its words. `group` is the row it falls in, if one."""

    amount: str
    about: str
    who: str
    when: str
    passage: str
    page: str
    uri: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """One row: a count as low, best and high, and what it rests on.

    `open` says that some accounts give no upper bound. `counted` are events with a count, `events` all of the row.
    `pages` tell of these events, `outlets` publish them; `published` are pages of the case dated in the period.
    """

    key: str
    label: str
    low: int
    best: int
    high: int
    open: bool
    events: int
    counted: int
    disputed: int
    single: int
    pages: int
    outlets: int
    published: int
    ids: tuple[str, ...]
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Own counts in rows, figures of others beside them, and what is to be known before either is quoted."""

    what: str
    label: str
    by: By
    bins: tuple[Bin, ...]
    total: int
    unplaced: tuple[str, ...]
    quoted: tuple[Quoted, ...]
    quoted_left_out: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What can be counted, and how figures of others are known to speak of it."""

    label: str
    kinds: frozenset[FigureKind]
    words: tuple[str, ...]


@cache
def matters() -> Mapping[str, Matter]:
    """Matters by name, as resources/desk/matters.yaml has them."""
    table = load_yaml(files("djeli.resources") / "desk" / "matters.yaml")
    return {
        name: Matter(
            label=entry["label"],
            kinds=frozenset(FigureKind(kind) for kind in entry["kinds"]),
            words=tuple(dict.fromkeys(entry["words"])),
        )
        for name, entry in table.items()
    }


def speaks_of(figure: Figure, what: str) -> bool:
    """Whether a figure of somebody else speaks of a matter."""
    matter = matters()[what]
    if figure.figure in matter.kinds:
        return True
    if figure.figure is not FigureKind.COUNT:
        return False
    counted = " ".join([figure.unit, *(words for name, words in figure.details if name == "what")]).casefold()
    return any(word.startswith(matter.words) for word in counted.split())


@dataclass(slots=True)
class _Row:
    low: int = 0
    best: int = 0
    high: int = 0
    open: bool = False
    events: int = 0
    counted: int = 0
    disputed: int = 0
    single: int = 0
    documents: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    ids: list[str] = field(default_factory=list)


def trend(
    events: Iterable[Event],
    pages: Mapping[str, Seen],
    *,
    by: By,
    what: str,
    label: Callable[[str], str],
    country: Callable[[str], str],
    published: Mapping[str, int] | None = None,
    quoted: Sequence[Quoted] = (),
    left_out: int = 0,
) -> Trend:
    """Counts of events in rows.

    Args:
        events: those that happened; each counts once in a row, and with `by` actor once in each actor's.
        pages: item -> where it stands.
        by: what rows are.
        what: "events", or a kind of harm.
        label: name of an event type for people.
        country: name of a country by its code.
        published: day -> pages of the whole case of that day; where not given, those of `pages` are counted.
        quoted: figures of others for the same matter.
        left_out: how many more of those there are.
    """
    rows: dict[str, _Row] = defaultdict(_Row)
    unplaced, total = [], 0
    for event in events:
        total += 1
        keys = list(_keys(event, by))
        if not keys:
            unplaced.append(event.id)
        for key in keys:
            _count(rows[key], event, what, pages)
    names = _names(by, label, country)
    came = _published(pages, by) if published is None else _by_period(published, by)
    bins = [_bin(key, names(key), rows[key], came[key]) for key in _order(rows, by)]
    if by in TIMES:
        bins = list(_warned(bins))
    return Trend(
        what=what,
        label=matters()[what].label,
        by=by,
        bins=tuple(bins),
        total=total,
        unplaced=tuple(unplaced),
        quoted=tuple(quoted),
        quoted_left_out=left_out,
        notes=tuple(_notes(by, what, bins, unplaced)),
    )


def period(value: When | None, by: By) -> str:
    """The month, week or year that a date lies in; empty where it is not stated or too coarse to be put in one."""
    if value is None:
        return ""
    coarse = {By.WEEK: 7, By.MONTH: 31, By.YEAR: 366}[by]
    if (value.end - value.start).days >= coarse or (by is By.WEEK and value.precision is Precision.MONTH):
        return ""
    return _named(value.start, by)


def _named(day: dt.date, by: By) -> str:
    if by is By.WEEK:
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return day.isoformat()[:7] if by is By.MONTH else day.isoformat()[:4]


def _keys(event: Event, by: By) -> Iterator[str]:
    if by in TIMES:
        found = period(event.when, by)
        if found:
            yield found
    elif by is By.COUNTRY:
        if event.where is not None and event.where.country:
            yield event.where.country
    elif by is By.TYPE:
        yield event.type
    else:
        parties = (one.party for one in event.participants if one.party.kind not in _NO_ACTOR)
        yield from dict.fromkeys(party.actor for party in parties if party.actor)


def _count(row: _Row, event: Event, what: str, pages: Mapping[str, Seen]) -> None:
    contested = any(one.kind in (DisputeKind.EXISTENCE, DisputeKind.DENIAL) for one in event.disputes)
    row.events += 1
    row.disputed += bool(event.disputes)
    row.single += event.origins_held + event.origins_credited < 2
    row.ids.append(event.id)
    for item in event.items:
        seen = pages.get(item)
        if seen is not None:
            row.documents.add(seen.document)
            row.outlets.add(seen.outlet)
    if what == EVENTS:
        row.low, row.best, row.high = row.low + (not contested), row.best + 1, row.high + 1
        row.counted += 1
        return
    found = event.harm.get(Harm(what))
    if found is None:
        return
    bounds = [one for one in (found.low, found.best, found.high) if one is not None]
    row.low += found.low or 0
    row.best += found.best if found.best is not None else bounds[0]
    row.high += found.high if found.high is not None else bounds[-1]
    row.open = row.open or found.high is None
    row.counted += 1


def _bin(key: str, label: str, row: _Row, published: int) -> Bin:
    return Bin(
        key=key,
        label=label,
        low=row.low,
        best=row.best,
        high=row.high,
        open=row.open,
        events=row.events,
        counted=row.counted,
        disputed=row.disputed,
        single=row.single,
        pages=len(row.documents),
        outlets=len(row.outlets - {""}),
        published=published,
        ids=tuple(row.ids),
    )


def _names(by: By, label: Callable[[str], str], country: Callable[[str], str]) -> Callable[[str], str]:
    if by is By.COUNTRY:
        return country
    if by is By.TYPE:
        return label
    if by is By.ACTOR:
        return lambda key: load_actors()[key].name if key in load_actors() else key
    return lambda key: key


def _published(pages: Mapping[str, Seen], by: By) -> Counter[str]:
    days = {one.document: one.day for one in pages.values() if one.day}
    return _by_period(Counter(days.values()), by)


def _by_period(days: Mapping[str, int], by: By) -> Counter[str]:
    found: Counter[str] = Counter()
    for day, count in days.items() if by in TIMES else ():
        found[_named(dt.date.fromisoformat(day[:10]), by)] += count
    return found


def _order(rows: Mapping[str, _Row], by: By) -> list[str]:
    if by not in TIMES:
        return sorted(rows, key=lambda key: (-rows[key].best, -rows[key].events, key))
    known = sorted(rows)
    every = list(_between(known[0], known[-1], by)) if known else []
    return every if len(every) <= _MOST else known


def _between(first: str, last: str, by: By) -> Iterator[str]:
    day, end = starts(first, by), starts(last, by)
    name = first
    while day <= end:
        if _named(day, by) != name or day == starts(first, by):
            name = _named(day, by)
            yield name
        day += dt.timedelta(7 if by is By.WEEK else 1 if by is By.MONTH else 28)


def starts(key: str, by: By) -> dt.date:
    """The first day of a period."""
    if by is By.WEEK:
        return dt.date.fromisocalendar(int(key[:4]), int(key[6:]), 1)
    return dt.date.fromisoformat(f"{key}-01" if by is By.MONTH else f"{key}-01-01")


def _warned(bins: Sequence[Bin]) -> Iterator[Bin]:
    """Rows that rose together with the pages that were collected, said so."""
    before: Bin | None = None
    for one in bins:
        warning = _warning(before, one) if before is not None else ""
        before = one
        yield one if not warning else replace(one, warning=warning)


def _warning(before: Bin, now: Bin) -> str:
    rose = now.best >= _RISE * max(before.best, 1) and now.best - before.best >= _FEW
    fell = before.best >= _RISE * max(now.best, 1) and before.best - now.best >= _FEW
    more = now.published >= _RISE * max(before.published, 1)
    fewer = before.published >= _RISE * max(now.published, 1)
    if not (rose and more) and not (fell and fewer):
        return ""
    way = "more" if rose else "fewer"
    return (
        f"{way} is counted than in {before.label} ({before.best:,} → {now.best:,}), and {way} pages of this time were "
        f"collected ({before.published:,} → {now.published:,}): that may be all"
    )


def _notes(by: By, what: str, bins: Sequence[Bin], unplaced: Sequence[str]) -> Iterator[str]:
    if by is By.ACTOR:
        yield "Events are counted for every actor named in them, in whatever role: that says nothing on who did it."
    if what == EVENTS:
        yield "low: without events that somebody denies. best and high: all that are told as having happened."
    else:
        yield "low, best and high are the sums of what events count; best goes by the rule of the case."
        silent = sum(one.events - one.counted for one in bins)
        if silent:
            yield f"{silent:,} of these events come without a count; that is not a count of none."
    if unplaced:
        missing = {By.COUNTRY: "place", By.ACTOR: "actor of the actor table"}.get(by, "date fine enough")
        yield f"{len(unplaced):,} events have no {missing} and stand in no row."
    single = sum(one.single for one in bins)
    if single:
        yield f"{single:,} of the events in these rows rest on one origin only."
    yield "Counts follow what was collected; no row says what will come."
