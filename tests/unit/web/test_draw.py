"""Pictures: well-formed, every mark with words, and drawn where their numbers and days say."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree as xml

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djeli.report import timeaxis
from djeli.web.draw import lanes, series
from djeli.web.draw.lanes import Group, Lane, Mark, State, Turn
from djeli.web.draw.series import Point

DAY = dt.date(2020, 1, 1)


def _mark(start: dt.date = DAY, end: dt.date = DAY, **more: object) -> Mark:
    return Mark(start=start, end=end, words="leader", title="<A> is led by B", **more)  # type: ignore[arg-type]


def _point(value: float | None, **more: object) -> Point:
    given = {"low": value, "high": value, "words": str(value), "name": "N", "note": "", "title": "<t>", "link": "#f-1"}
    return Point(value=value, **(given | more))  # type: ignore[arg-type]


def _with(picture: str, name: str) -> list[xml.Element]:
    """Elements of a class."""
    root = xml.fromstring(picture)  # noqa: S314 - our own picture
    return [one for one in root.iter() if name in one.get("class", "").split()]


def test_nothing_dated_is_no_picture() -> None:
    """Without a date there is nothing to draw."""
    assert lanes.svg("A", [Group(heading="said", lanes=())]) == ""
    assert series.rows([], what="polls") == ""
    assert series.over_time([[_point(3)]], what="polls") == ""


@pytest.mark.parametrize("state", list(State))
def test_states_are_told_apart(state: State) -> None:
    """Each state has a class of its own, so that a dispute never looks like what is agreed."""
    picture = str(lanes.svg("A", [Group(heading="h", lanes=(Lane(name="B", marks=(_mark(state=state),)),))]))
    assert len(_with(picture, "mark")) == 1
    assert _with(picture, "mark")[0].get("class") == f"mark {state.value}"


def test_open_and_soft_ends() -> None:
    """Dots where nobody says how far; fading where only the year is told; hard ends else."""
    lane = Lane(name="B", marks=(_mark(before=True, after=True, soft=True), _mark()))
    picture = str(lanes.svg("A", [Group(heading="h", lanes=(lane,), own=(_mark(after=True), _mark(before=True)))]))
    assert len(_with(picture, "open")) == 2  # the lane's own; the actor's line begins and ends with its marks
    assert [bool(mark.get("mask")) for mark in _with(picture, "mark")].count(True) == 1


def test_forks_and_mergers_run_the_right_way() -> None:
    """What flows in ends at the actor's line above it, what splits off starts there."""
    marks = (_mark(turn=Turn.IN), _mark(turn=Turn.OUT))
    lane = Lane(name="B", marks=marks)
    into, out = (one.get("d", "") for one in _with(str(lanes.svg("A", [Group(heading="h", lanes=(lane,))])), "flow"))
    first = lambda path: float(path[1:].split(" ")[0].split(",")[1])  # noqa: E731
    last = lambda path: float(path.split(" ")[-1].lstrip("L").split(",")[1])  # noqa: E731
    assert first(into) > last(into)
    assert first(out) < last(out)


def test_a_phone_has_the_same_marks() -> None:
    """Only words and measures differ; every mark is drawn, and the two share no name that one page may hold once."""
    lane = Lane(name="B", marks=(_mark(soft=True, turn=Turn.IN), _mark()))
    both = [str(lanes.svg("A", [Group(heading="h", lanes=(lane,))], frame)) for frame in (lanes.LAPTOP, lanes.PHONE)]
    assert [len(_with(one, "mark")) for one in both] == [2, 2]
    ids = [{one.get("id") for one in xml.fromstring(picture).iter() if one.get("id")} for picture in both]  # noqa: S314
    assert len(ids[0]) == 3
    assert not ids[0] & ids[1]


def test_names_are_escaped_and_linked() -> None:
    """A name is text, however it is written, and leads to its page where it has one."""
    lane = Lane(name='<script>"x"&', marks=(_mark(),), link="/actors/b")
    picture = str(lanes.svg("A & co", [Group(heading="<h>", lanes=(lane,))]))
    assert "<script" not in picture
    assert 'href="/actors/b"' in picture
    assert xml.fromstring(picture).get("aria-label", "").startswith("A & co: 1 dated")  # noqa: S314


@given(
    st.lists(st.tuples(st.dates(), st.integers(0, 4000), st.sampled_from(Turn), st.booleans()), min_size=1, max_size=12)
)
def test_any_days_can_be_drawn(told: list[tuple[dt.date, int, Turn, bool]]) -> None:
    """From the first day of the calendar to its last, bars stay within the picture and end after they begin."""
    marks = tuple(
        _mark(day, min(dt.date.max, dt.date.fromordinal(min(dt.date.max.toordinal(), day.toordinal() + long))),
              turn=turn, soft=soft, before=soft)
        for day, long, turn, soft in told
    )  # fmt: skip
    picture = str(lanes.svg("A", [Group(heading="h", lanes=(Lane(name="B", marks=marks),))]))
    for bar in _with(picture, "mark"):
        assert float(bar.get("width", "")) > 0
        assert 0 <= float(bar.get("x", "")) <= lanes.LAPTOP.width


@given(st.dates(), st.integers(0, 300_000))
def test_an_axis_has_few_ticks_in_order(day: dt.date, long: int) -> None:
    """However short or long the time, a handful of ticks, each within it."""
    of = timeaxis.axis([day, dt.date.fromordinal(min(dt.date.max.toordinal(), day.toordinal() + long))], 0, 900)
    assert of is not None
    found = timeaxis.ticks(of)
    assert len(found) <= 24
    assert [one for one, _ in found] == sorted({one for one, _ in found})
    assert all(of.first <= one <= of.last for one, _ in found)


@given(
    st.lists(st.floats(0, 1e12), min_size=1, max_size=20), st.booleans(), st.sampled_from([series.LAPTOP, series.PHONE])
)
def test_numbers_keep_their_order(values: list[float], percent: bool, frame: series.Frame) -> None:
    """A larger number never stands left of a smaller one, and all stand within the picture."""
    told = [min(value, 100.0) for value in values] if percent else values
    picture = str(series.rows([_point(value) for value in told], what="w", percent=percent, frame=frame))
    places = [float(one.get("cx", "")) for one in _with(picture, "point")]
    assert all(frame.left <= place <= frame.right for place in places)
    ordered = [place for _, place in sorted(zip(told, places, strict=True))]
    assert ordered == sorted(ordered)


def test_bounds_lines_and_marks() -> None:
    """Bounds are a bar, a series is joined, a superseded figure is hollow, a disputed one has its words."""
    days = [DAY, dt.date(2021, 1, 1), dt.date(2022, 1, 1)]
    line = [
        _point(10 * n, low=5, high=40, first=day, last=day, stale=n == 1, disputed=n == 2) for n, day in enumerate(days)
    ]
    picture = str(series.over_time([line, [_point(7, first=DAY, last=DAY)]], what="w"))
    assert len(_with(picture, "join")) == 2
    assert len(_with(picture, "bounds")) == 3
    assert (len(_with(picture, "stale")), len(_with(picture, "ring"))) == (1, 1)
    assert "⚠ disputed" in picture
    assert "superseded" in picture
