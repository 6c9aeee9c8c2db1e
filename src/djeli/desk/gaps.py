"""What nobody else says, what nobody says at all, and what is worth checking next. Nothing here says what will come."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files

from djeli import phrases
from djeli.desk.trend import By, Seen, period
from djeli.resources import load_yaml
from djeli.resources.checks import Faults
from djeli.resources.event_types import FAMILIES, event_types
from djeli.views import Dispute, Event
from djeli.vocab import DisputeKind, Harm
from djeli.wording import DISPUTES


class Lack(StrEnum):
    """What an event may lack."""

    SINGLE = "single"
    CREDITED = "credited"
    PARTIES = "parties"
    UNNAMED = "unnamed"
    DENIED = "denied"
    DISPUTE = "dispute"
    TOLL = "toll"
    PLACE = "place"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worths:
    """How checks are ordered: `labels` say what a lack is, `lacks` and `families` weigh, `deadly` are types."""

    labels: Mapping[Lack, str]
    lacks: Mapping[Lack, float]
    families: Mapping[str, float]
    other: float
    deadly: frozenset[str]


@cache
def worths() -> Worths:
    """As resources/desk/lacks.yaml has them.

    Raises:
        ResourceError: a lack, family or type is missing there, or unknown.
    """
    where, faults = "desk/lacks.yaml", Faults()
    table = load_yaml(files("djeli.resources") / "desk" / "lacks.yaml")
    faults.keys(where, table, required=("lacks", "families", "deadly"))
    faults.keys(f"{where}: lacks", table.get("lacks", {}), required=[one.value for one in Lack])
    faults.keys(f"{where}: families", table.get("families", {}), required=("other",), optional=FAMILIES)
    for name in table.get("deadly", ()):
        faults.member(f"{where}: deadly", name, event_types(), name="type")
    faults.check()
    families = dict(table["families"])
    return Worths(
        labels={one: table["lacks"][one.value]["label"] for one in Lack},
        lacks={one: table["lacks"][one.value]["worth"] for one in Lack},
        other=families.pop("other"),
        families=families,
        deadly=frozenset(table["deadly"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """An event to look at, why, and what would help. `worth` orders checks; it says nothing about the event."""

    event: str
    title: str
    when: str
    where: str
    killed: str
    grade: str
    worth: float
    lacks: tuple[Lack, ...]
    reason: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """Events that lack one thing, those with most harm first."""

    lack: Lack
    label: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unheard:
    """A place or a month none of whose events has a second independent origin."""

    label: str
    events: int
    killed: int
    outlets: tuple[str, ...]
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """Everything that is missing in a case, as far as it can know. `silent` are months with no page and no event."""

    total: int
    sound: int
    next: tuple[Check, ...]
    holes: tuple[Hole, ...]
    places: tuple[Unheard, ...]
    months: tuple[Unheard, ...]
    silent: tuple[str, ...]
    passing: int


@dataclass(slots=True)
class _Group:
    label: str
    events: list[Event] = field(default_factory=list)
    outlets: set[str] = field(default_factory=set)
    heard: bool = False


def gaps(
    events: Iterable[Event],
    pages: Mapping[str, Seen],
    *,
    credited: Callable[[Event], Sequence[str]] = lambda event: (),
    days: Iterable[str] | None = None,
    most: int = 20,
) -> Gaps:
    """What is missing among events.

    Args:
        events: those that happened; what is only mentioned in passing is counted and left aside.
        pages: item -> where it stands.
        credited: outlets an event credits whose pages are not in the case; asked for the checks that are named.
        days: days of all pages of the case; where not given, those of `pages`.
        most: how many checks to name.
    """
    told, passing = [], 0
    for event in events:
        if event.background:
            passing += 1
        else:
            told.append(event)
    lacking = {event.id: tuple(lacks(event)) for event in told}
    by_lack: dict[Lack, list[Event]] = defaultdict(list)
    for event in told:
        for lack in lacking[event.id]:
            by_lack[lack].append(event)
    asked = sorted((one for one in told if lacking[one.id]), key=lambda one: (-worth(one, lacking[one.id]), one.id))
    labels = worths().labels
    months = _grouped(told, pages, lambda one: period(one.when, By.MONTH))
    return Gaps(
        total=len(told),
        sound=sum(one.origins_held > 1 for one in told),
        next=tuple(_check(one, lacking[one.id], credited) for one in asked[:most]),
        holes=tuple(
            Hole(lack=lack, label=labels[lack], events=tuple(one.id for one in sorted(by_lack[lack], key=_heaviest)))
            for lack in Lack
            if by_lack[lack]
        ),
        places=_unheard(_grouped(told, pages, _region)),
        months=tuple(sorted(_unheard(months), key=lambda one: one.label)),
        silent=_silent(set(months), [one.day for one in pages.values()] if days is None else days),
        passing=passing,
    )


def lacks(event: Event) -> Iterator[Lack]:
    """What an event lacks, the most telling first."""
    signals = {one.name for one in event.assessment.signals} if event.assessment else set()
    if not event.origins_held and event.origins_credited:
        yield Lack.CREDITED
    elif event.origins_held < 2:
        yield Lack.SINGLE
    if event.origins_held < 2 and any(one.kind is DisputeKind.EXISTENCE for one in event.disputes):
        yield Lack.DENIED
    if any(_unsettled(one) for one in event.disputes):
        yield Lack.DISPUTE
    if "parties_only" in signals:
        yield Lack.PARTIES
    if "event_anonymous_only" in signals:
        yield Lack.UNNAMED
    if Harm.KILLED not in event.harm and deadly(event.type):
        yield Lack.TOLL
    if event.where is None and share(event.type) == 1:
        yield Lack.PLACE
    if event.when is None and share(event.type) == 1:
        yield Lack.DATE


_NAMED = 4
"""Credited outlets that are named."""


def share(kind: str) -> float:
    """How much a check on an event of a type weighs beside one on violence: words can wait, deeds can't."""
    known = event_types().get(kind)
    return worths().families.get(known.family, worths().other) if known else 1.0


def deadly(kind: str) -> bool:
    """Whether events of a type are deadly by their kind, so that a count of the killed is to be asked for."""
    known = event_types().get(kind)
    return known is not None and known.id in worths().deadly


def _unsettled(one: Dispute) -> bool:
    return one.independent is False and not any(side.stale for side in one.sides)


def _killed(event: Event) -> int:
    found = event.harm.get(Harm.KILLED)
    return (found.high or found.best or found.low or 0) if found else 0


def _heaviest(event: Event) -> tuple[int, str]:
    return -_killed(event), event.id


def worth(event: Event, missing: Sequence[Lack]) -> float:
    """How much a check is worth beside others: what is lacking, more where more are told to be killed."""
    weights = sorted((worths().lacks[one] for one in missing), reverse=True)
    lack = weights[0] + sum(weights[1:]) / 4
    harm = math.log2(1 + min(_killed(event), 10_000))
    hurt = any(event.harm.get(one) for one in (Harm.WOUNDED, Harm.ABDUCTED, Harm.DISPLACED))
    return round(lack * share(event.type) * (1 + harm / 2 + hurt / 2), 2)


def _check(event: Event, missing: Sequence[Lack], credited: Callable[[Event], Sequence[str]]) -> Check:
    killed = phrases.estimate(event.harm.get(Harm.KILLED))
    return Check(
        event=event.id,
        title=event.title,
        when=phrases.when(event.when),
        where=phrases.where(event.where),
        killed=killed,
        grade=event.assessment.grade if event.assessment else "",
        worth=worth(event, missing),
        lacks=tuple(missing),
        reason=_reason(event, missing, killed),
        help=_help(event, missing, credited(event) if event.origins_credited else ()),
    )


def _reason(event: Event, missing: Sequence[Lack], killed: str) -> str:
    what = f"{killed} killed" if killed else "What is told"
    rests = "rest" if killed else "rests"
    said = {
        Lack.SINGLE: f"{what} {rests} on one independent origin",
        Lack.CREDITED: f"{what} {'are' if killed else 'is'} known only from outlets whose pages are not in the case",
        Lack.DENIED: "it is denied, and nobody independent bears it out",
        Lack.DISPUTE: _disputed(event),
        Lack.PARTIES: f"only parties to it speak ({_signal(event, 'parties_only')})",
        Lack.UNNAMED: "nobody who tells it has a name",
        Lack.TOLL: "nobody gives a count of the killed",
        Lack.PLACE: "nobody gives a place",
        Lack.DATE: "nobody gives a date",
    }
    sentence = "; ".join(said[one] for one in missing)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _disputed(event: Event) -> str:
    kinds = dict.fromkeys(DISPUTES[one.kind.value] for one in event.disputes if _unsettled(one))
    return f"accounts contradict each other ({', '.join(kinds)}), and their sides rest on one origin"


def _signal(event: Event, name: str) -> str:
    found = [one.reason for one in event.assessment.signals if one.name == name] if event.assessment else []
    return found[0].rpartition(": ")[2].rstrip(".") if found else ""


def _help(event: Event, missing: Sequence[Lack], credited: Sequence[str]) -> str:
    if event.origins_credited:
        more = f" and {len(credited) - _NAMED} more" if len(credited) > _NAMED else ""
        named = ", ".join(credited[:_NAMED]) + more or f"{event.origins_credited} more"
        return f"add what it credits: {named}"
    if Lack.DISPUTE in missing or Lack.DENIED in missing:
        return "find an account by neither side, or decide the dispute"
    if Lack.PARTIES in missing:
        return "find a hospital, residents or an organisation that tells of it"
    if {Lack.SINGLE, Lack.CREDITED, Lack.UNNAMED} & set(missing):
        return "find a page with another informant"
    return "look at its pages for what was not read, or find one that says it"


def _region(event: Event) -> str:
    where = event.where
    if where is None or not (where.country or where.country_name):
        return ""
    return ", ".join(part for part in (where.adm1, where.country_name or where.country) if part)


def _grouped(events: Iterable[Event], pages: Mapping[str, Seen], key: Callable[[Event], str]) -> dict[str, _Group]:
    found: dict[str, _Group] = {}
    for event in events:
        name = key(event)
        if name:
            group = found.setdefault(name, _Group(label=name))
            group.events.append(event)
            group.outlets |= {pages[item].outlet for item in event.items if item in pages}
            group.heard = group.heard or event.origins_held > 1
    return found


def _unheard(groups: Mapping[str, _Group]) -> tuple[Unheard, ...]:
    found = [
        Unheard(
            label=one.label,
            events=len(one.events),
            killed=sum((h.best or h.low or 0) for e in one.events if (h := e.harm.get(Harm.KILLED))),
            outlets=tuple(sorted(name for name in one.outlets if name)),
            ids=tuple(each.id for each in sorted(one.events, key=_heaviest)),
        )
        for one in groups.values()
        if not one.heard
    ]
    return tuple(sorted(found, key=lambda one: (-one.killed, -one.events, one.label)))


def _silent(told: set[str], days: Iterable[str]) -> tuple[str, ...]:
    """Months between the first and the last with neither event nor page; none where the case is no record of a time."""
    known = told | {day[:7] for day in days if day}
    if not known:
        return ()
    year, month = (int(part) for part in min(known).split("-"))
    every: list[str] = []
    while f"{year:04}-{month:02}" <= max(known) and len(every) < 1200:
        every.append(f"{year:04}-{month:02}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    silent = tuple(one for one in every if one not in known)
    return silent if len(silent) * 2 < len(every) else ()
