"""What is missing: each lack is seen, ordered by worth, and told in a sentence."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from djeli.desk.gaps import Lack, gaps, lacks, worth
from djeli.desk.trend import Seen
from djeli.values import When, Where
from djeli.views import Assessment, Dispute, Estimate, Event, Side, Signal
from djeli.vocab import (
    Credibility,
    DateAnchor,
    DisputeKind,
    FoldRule,
    Harm,
    Precision,
    Reliability,
    Resolution,
)

DAY = When(start=dt.date(2024, 7, 3), end=dt.date(2024, 7, 3), precision=Precision.DAY, anchor=DateAnchor.STATED)
GAO = Where(name="Gao", resolution=Resolution.SETTLEMENT, country="ML", country_name="Mali", adm1="Gao")


def toll(count: int) -> dict[Harm, Estimate]:
    """A count of the killed."""
    return {Harm.KILLED: Estimate(low=count, best=count, high=count, rule=FoldRule.INFORMATIVE, reason="", claims=())}


def event(name: str = "A", **more: Any) -> Event:
    """An event that lacks nothing, but for what is said."""
    whole: dict[str, Any] = {
        "type": "killing", "title": name, "reports": ("r",), "items": (f"i{name}",), "documents": (), "when": DAY,
        "where": GAO, "harm": toll(4), "origins_held": 2,
    }  # fmt: skip
    return Event(id=name, **(whole | more))


def graded(signal: str, reason: str = "") -> Assessment:
    """A grade with one signal."""
    return Assessment(
        subject="A",
        reliability=Reliability.F,
        credibility=Credibility.CANNOT_JUDGE,
        signals=(Signal(name=signal, effect=-1, reason=reason),),
    )


def dispute(kind: DisputeKind, independent: bool | None, stale: str = "") -> Dispute:
    """A dispute of two sides."""
    sides = (Side(value="4", claims=(), speakers=()), Side(value="9", claims=(), speakers=(), stale=stale))
    return Dispute(id="d", event="A", kind=kind, prop="killed", sides=sides, reason="", independent=independent)


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, []),
        ({"origins_held": 1}, [Lack.SINGLE]),
        ({"origins_held": 0, "origins_credited": 2}, [Lack.CREDITED]),
        ({"when": None}, [Lack.DATE]),
        ({"where": None}, [Lack.PLACE]),
        ({"harm": {}}, [Lack.TOLL]),
        ({"harm": {}, "type": "ambush"}, []),
        ({"where": None, "type": "statement"}, []),
        ({"assessment": graded("parties_only")}, [Lack.PARTIES]),
        ({"assessment": graded("event_anonymous_only")}, [Lack.UNNAMED]),
        ({"disputes": (dispute(DisputeKind.TOLL, False),)}, [Lack.DISPUTE]),
        ({"disputes": (dispute(DisputeKind.TOLL, True),)}, []),
        ({"disputes": (dispute(DisputeKind.TOLL, None),)}, []),
        ({"disputes": (dispute(DisputeKind.TOLL, False, stale="superseded"),)}, []),
        ({"disputes": (dispute(DisputeKind.EXISTENCE, True),), "origins_held": 1}, [Lack.SINGLE, Lack.DENIED]),
    ],
)
def test_each_lack_is_seen_and_no_other(more: dict[str, Any], found: list[Lack]) -> None:
    """What is there is no lack; a stale side is no dispute; a statement needs no place."""
    assert list(lacks(event(**more))) == found


def test_more_dead_weigh_more_and_words_weigh_less() -> None:
    """With the same lack, a greater toll comes first; a statement comes behind a deed."""
    single = (Lack.SINGLE,)
    assert worth(event(harm=toll(100)), single) > worth(event(harm=toll(3)), single) > worth(event(harm={}), single)
    assert worth(event(type="statement"), single) < worth(event(), single)
    assert worth(event(), (Lack.SINGLE, Lack.DATE)) > worth(event(), single)


def test_checks_say_why_and_what_would_help() -> None:
    """The sentence names the toll, the lack, and the outlets that are credited."""
    found = gaps(
        [event("B", origins_held=1, origins_credited=2, harm=toll(115)), event("C")],
        {},
        credited=lambda one: ["Harbour Wire", "Lake Radio"],
    )
    assert [one.event for one in found.next] == ["B"]
    assert found.next[0].reason == "115 killed rest on one independent origin."
    assert found.next[0].help == "add what it credits: Harbour Wire, Lake Radio"
    assert (found.total, found.sound) == (2, 1)
    assert [(one.lack, one.events) for one in found.holes] == [(Lack.SINGLE, ("B",))]


def test_places_and_months_without_a_second_origin() -> None:
    """A place is heard when one of its events has two origins; otherwise it is named with who tells of it."""
    bamako = Where(name="Bamako", resolution=Resolution.SETTLEMENT, country="ML", country_name="Mali", adm1="Bamako")
    seen = {"iB": Seen(document="d", outlet="Harbour Wire", day="2024-07-04")}
    events = [event("A"), event("A2", origins_held=1), event("B", where=bamako, origins_held=1, harm=toll(7))]
    found = gaps(events, seen)
    assert [(one.label, one.killed, one.outlets) for one in found.places] == [("Bamako, Mali", 7, ("Harbour Wire",))]
    assert found.months == ()
    assert [one.label for one in gaps(events[1:], seen).months] == ["2024-07"]


def test_months_of_silence_are_named_where_the_case_is_a_record() -> None:
    """One empty month among four is told; a case of two dates years apart is no record of the years between."""

    def on(day: str) -> dict[str, Seen]:
        return {day: Seen(document=day, outlet="", day=day)}

    assert gaps([event()], on("2024-05-03") | on("2024-08-01")).silent == ("2024-06",)
    assert gaps([event()], on("2019-05-03")).silent == ()


def test_what_is_mentioned_in_passing_is_left_aside() -> None:
    """It is counted, and no check is made of it."""
    found = gaps([event(background=True, origins_held=0)], {})
    assert (found.total, found.passing, found.next) == (0, 1, ())
