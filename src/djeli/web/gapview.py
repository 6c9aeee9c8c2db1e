"""What is missing as its page shows it: lacks as bars, events by name, places and months with where they lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from djeli.desk.gaps import Gaps, Hole, Unheard
from djeli.views import Event
from djeli.web.desk import with_query
from djeli.web.draw.bars import Count

NAMED, PLACES = 6, 20
"""Events named under each lack, and places and months listed; the lists of events have all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoleView:
    """Events that lack one thing: how many, and the first of them by name."""

    name: str
    label: str
    total: int
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnheardView:
    """A place or month nobody else tells of, with the address of its events."""

    label: str
    link: str
    events: int
    killed: int
    outlets: str


def wanted(found: Gaps) -> list[str]:
    """Ids of all events that the page names."""
    return [name for hole in found.holes for name in hole.events[:NAMED]]


def holes(found: Gaps, events: Mapping[str, Event]) -> list[HoleView]:
    """Lacks with their events."""
    return [
        HoleView(
            name=one.lack.value,
            label=one.label,
            total=len(one.events),
            events=tuple(events[name] for name in one.events[:NAMED] if name in events),
        )
        for one in found.holes
    ]


def counts(found: Sequence[Hole]) -> list[Count]:
    """Lacks as bars; each leads to its events below."""
    return [Count(one.label, len(one.events), f"#lack-{one.lack.value}", "warn") for one in found]


def shares(found: Gaps) -> list[Count]:
    """Events by how many independent origins tell them."""
    return [
        Count("told by several independent origins", found.sound, "/events?several=1", "good"),
        Count("told by one, or by credited outlets alone", found.total - found.sound, "#lacks", "warn"),
    ]


def unheard(found: Sequence[Unheard], query: Mapping[str, str], *, months: bool) -> list[UnheardView]:
    """Places or months as rows."""
    return list(_unheard(found[:PLACES], query, months=months))


def _unheard(found: Sequence[Unheard], query: Mapping[str, str], *, months: bool) -> Iterator[UnheardView]:
    for one in found:
        more = f" and {len(one.outlets) - 3} more" if len(one.outlets) > 3 else ""
        asked = {"since": one.label, "until": one.label} if months else {"place": one.label.split(", ")[0]}
        yield UnheardView(
            label=one.label,
            link=with_query("/events", {**query, **asked}),
            events=one.events,
            killed=one.killed,
            outlets=", ".join(one.outlets[:3]) + more or "publishers not stated",
        )
