"""Own counts in rows: nothing is averaged, nothing of others is added, and coverage is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from djeli.desk.trend import By, Quoted, Seen, Trend, matters, period, speaks_of, trend
from djeli.values import Figure, Party, When, Where
from djeli.views import Dispute, Estimate, Event, Participant
from djeli.vocab import (
    DateAnchor,
    DisputeKind,
    FigureKind,
    FoldRule,
    Harm,
    PartyKind,
    Precision,
    Resolution,
    Role,
)


def when(start: str, end: str = "", precision: Precision = Precision.DAY) -> When:
    """A date."""
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end or start)
    return When(start=first, end=last, precision=precision, anchor=DateAnchor.STATED)


def event(
    name: str, day: When | None, killed: tuple[int | None, int | None, int | None] | None = None, **more: Any
) -> Event:
    """An event with a toll."""
    low, best, high = killed or (None, None, None)
    harm = {}
    if killed:
        harm[Harm.KILLED] = Estimate(low=low, best=best, high=high, rule=FoldRule.INFORMATIVE, reason="", claims=())
    items = more.pop("items", (f"i{name}",))
    return Event(
        id=name,
        type="killing",
        title=name,
        reports=(f"r{name}",),
        items=items,
        documents=(),
        when=day,
        harm=harm,
        **more,
    )


def counted(
    events: list[Event], by: By = By.MONTH, what: str = "killed", pages: dict[str, Seen] | None = None
) -> Trend:
    """A trend of events."""
    return trend(events, pages or {}, by=by, what=what, label=str.title, country=lambda code: f"<{code}>")


def test_bounds_are_summed_and_never_averaged() -> None:
    """Low, best and high of a month are the sums of its events' own; an open end stays open; silence is no zero."""
    found = counted(
        [
            event("A", when("2024-07-03"), (5, 7, 9)),
            event("B", when("2024-07-30"), (2, 2, None)),
            event("C", when("2024-07-31")),
            event("D", when("2024-08-01"), (None, None, 70)),
        ]
    )
    july, august = found.bins
    assert (july.low, july.best, july.high, july.open) == (7, 9, 11, True)
    assert (july.events, july.counted) == (3, 2)
    assert (august.low, august.best, august.high, august.open) == (0, 70, 70, False)
    assert any("1 of these events come without a count" in note for note in found.notes)


@pytest.mark.parametrize(
    ("value", "by", "found"),
    [
        (when("2024-07-03"), By.MONTH, "2024-07"),
        (when("2024-07-30", "2024-08-02", Precision.DAYS), By.MONTH, "2024-07"),
        (when("2024-07-01", "2024-07-31", Precision.MONTH), By.MONTH, "2024-07"),
        (when("2024-07-01", "2024-07-31", Precision.MONTH), By.WEEK, ""),
        (when("2024-01-01", "2024-12-31", Precision.YEAR), By.MONTH, ""),
        (when("2024-01-01", "2024-12-31", Precision.YEAR), By.YEAR, "2024"),
        (when("2024-12-30"), By.WEEK, "2025-W01"),
        (None, By.YEAR, ""),
    ],
)
def test_a_date_too_coarse_for_a_row_stands_in_none(value: When | None, by: By, found: str) -> None:
    """No month is guessed for a year."""
    assert period(value, by) == found


def test_events_without_a_date_are_told_apart() -> None:
    """They are in no row, and named."""
    found = counted([event("A", None, (1, 1, 1)), event("B", when("2024-07-01"), (1, 1, 1))])
    assert found.unplaced == ("A",) and found.total == 2 and len(found.bins) == 1


def test_what_is_denied_is_left_out_of_the_low_count_of_events() -> None:
    """Two events, one of them denied: at least one, at most two."""
    denied = Dispute(id="d", event="A", kind=DisputeKind.DENIAL, prop="type", sides=(), reason="")
    found = counted([event("A", when("2024-07-01"), disputes=(denied,)), event("B", when("2024-07-01"))], what="events")
    assert (found.bins[0].low, found.bins[0].best, found.bins[0].high) == (1, 2, 2)


def test_a_rise_that_pages_share_is_warned_of() -> None:
    """Ten events after two, with ten pages after two, is a rise of coverage maybe; with as many pages as before not."""
    events = [event(f"A{n}", when("2024-07-03")) for n in range(2)]
    events += [event(f"B{n}", when("2024-08-03")) for n in range(10)]
    more = {f"iA{n}": Seen(document=f"a{n}", outlet="X", day="2024-07-05") for n in range(2)}
    more |= {f"iB{n}": Seen(document=f"b{n}", outlet="Y", day="2024-08-05") for n in range(10)}
    found = counted(events, what="events", pages=more)
    assert not found.bins[0].warning
    assert "2 → 10" in found.bins[1].warning and "pages" in found.bins[1].warning
    assert (found.bins[1].pages, found.bins[1].outlets, found.bins[1].published) == (10, 1, 10)
    same = {name: Seen(document="one", outlet="X", day=seen.day) for name, seen in more.items()}
    same |= {"iA1": Seen(document="two", outlet="X", day="2024-07-05")}
    assert not any(one.warning for one in counted(events, what="events", pages=same).bins)


def test_months_between_stand_in_the_table_with_nothing() -> None:
    """A month without any event is a row of its own, across the turn of a year."""
    found = counted([event("A", when("2023-11-30"), (1, 1, 1)), event("B", when("2024-02-01"), (1, 1, 1))])
    assert [one.key for one in found.bins] == ["2023-11", "2023-12", "2024-01", "2024-02"]
    weeks = counted([event("A", when("2024-12-27"), (1, 1, 1)), event("B", when("2025-01-09"), (1, 1, 1))], By.WEEK)
    assert [one.key for one in weeks.bins] == ["2024-W52", "2025-W01", "2025-W02"]


def test_rows_of_countries_types_and_actors() -> None:
    """The largest first; an event counts in the row of each actor once, and private persons are no rows."""
    mali = Where(name="Gao", resolution=Resolution.SETTLEMENT, country="ML")
    parties = tuple(
        Participant(role=role, party=party, claims=())
        for role, party in (
            (Role.PERPETRATOR, Party(name="JNIM", kind=PartyKind.REBEL_GROUP, actor="jnim")),
            (Role.PARTICIPANT, Party(name="JNIM", kind=PartyKind.REBEL_GROUP, actor="jnim")),
            (Role.VICTIM, Party(name="Awa Sow", kind=PartyKind.PERSON)),
        )
    )
    events = [event("A", None, (3, 3, 3), where=mali, participants=parties), event("B", None, (9, 9, 9))]
    assert [(one.label, one.best) for one in counted(events, By.COUNTRY).bins] == [("<ML>", 3)]
    assert [(one.label, one.best) for one in counted(events, By.TYPE).bins] == [("Killing", 12)]
    assert [(one.key, one.best) for one in counted(events, By.ACTOR).bins] == [("jnim", 3)]
    assert any("whatever role" in note for note in counted(events, By.ACTOR).notes)


def test_figures_of_others_change_no_count() -> None:
    """They stand beside, whatever they say."""
    other = Quoted(amount="5,000", about="", who="a monitor", when="2024", passage="", page="", uri="", group="2024-07")
    events = [event("A", when("2024-07-03"), (5, 7, 9))]
    alone = counted(events)
    beside = trend(events, {}, by=By.MONTH, what="killed", label=str, country=str, quoted=[other], left_out=2)
    assert beside.bins == alone.bins and beside.quoted == (other,) and beside.quoted_left_out == 2


@pytest.mark.parametrize(
    ("kind", "unit", "counted_words", "what", "speaks"),
    [
        (FigureKind.COUNT, "people", "killed", "killed", True),
        (FigureKind.COUNT, "people", "morts", "killed", True),
        (FigureKind.COUNT, "civilian deaths", "", "killed", True),
        (FigureKind.COUNT, "people", "wounded", "killed", False),
        (FigureKind.COUNT, "houses", "burnt", "killed", False),
        (FigureKind.DISPLACED, "people", "", "displaced", True),
        (FigureKind.VIOLATIONS, "violations", "", "events", True),
        (FigureKind.VOTE, "percent", "killed", "killed", False),
    ],
)
def test_figures_of_others_are_found_by_what_they_count(
    kind: FigureKind, unit: str, counted_words: str, what: str, speaks: bool
) -> None:
    """A word of what they count decides, in any language."""
    details = (("what", counted_words),) if counted_words else ()
    figure = Figure(figure=kind, holder="people", low=5, best=5, high=5, unit=unit, details=details)
    assert speaks_of(figure, what) is speaks


def test_every_harm_can_be_counted() -> None:
    """The data file knows each kind of harm, and events."""
    assert matters().keys() == {"events", *(harm.value for harm in Harm)}
