"""Open questions by the database: their order, counts, neighbours, and what each is called by."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from djeli.store import Changes, Derived, TaskFilter, TaskRow
from djeli.store.sqlite import SqlStore

ROWS = (
    TaskRow(id="link-aaaaaaa1", kind="link", risk=2.0, event="AA", other="BB", body="1"),
    TaskRow(id="link-aaaaaab2", kind="link", risk=2.0, event="AA", other="CC", body="2"),
    TaskRow(id="date-bbbbbbb3", kind="date", risk=3.5, event="BB", body="3"),
    TaskRow(id="date-ccccccc4", kind="date", risk=0.5, event="CC", body="4"),
    TaskRow(id="adrift-ddddd5", kind="adrift", risk=2.0, body="5"),
)
ORDER = ["date-bbbbbbb3", "adrift-ddddd5", "link-aaaaaaa1", "link-aaaaaab2", "date-ccccccc4"]


@pytest.fixture
def store() -> Iterator[SqlStore]:
    """Five questions about three events."""
    made = SqlStore(None)
    with made.writing() as writer:
        writer.derive(Derived(events=[], links=[], families={}, assessments=[], words={}, tasks=ROWS))
    yield made
    made.close()


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (TaskFilter(), ORDER),
        (TaskFilter(kinds=("date", "adrift")), ["date-bbbbbbb3", "adrift-ddddd5", "date-ccccccc4"]),
        (TaskFilter(events=("CC",)), ["link-aaaaaab2", "date-ccccccc4"]),
        (TaskFilter(only=("date-ccccccc4", "date-gone")), ["date-ccccccc4"]),
        (TaskFilter(only=()), []),
        (TaskFilter(without=("date-bbbbbbb3", "it's")), ORDER[1:]),
        (TaskFilter(country="ML"), []),
    ],
)
def test_pages_counts_and_places_tell_the_same(store: SqlStore, wanted: TaskFilter, expected: list[str]) -> None:
    """Read in one go, page by page, and by its neighbours: the same questions in the same order."""
    bodies = {row.id: row.body for row in ROWS}
    with store.reading() as view:
        assert view.tasks(wanted, 0, None) == [bodies[name] for name in expected]
        assert [view.tasks(wanted, n, 1) for n in range(len(expected))] == [[bodies[name]] for name in expected]
        assert sum(view.task_counts(wanted).values()) == len(expected)
        for number, name in enumerate(expected):
            around = ["", *expected, ""]
            assert view.task_place(wanted, name) == (number, around[number], around[number + 2])
        for name in bodies.keys() - set(expected):
            assert view.task_place(wanted, name) is None


def test_a_question_is_called_by_what_no_other_begins_with(store: SqlStore) -> None:
    """Five signs where they do, more where another question begins so; each name leads back to one question."""
    with store.reading() as view:
        names = view.task_names(ORDER)
        assert names["link-aaaaaaa1"] == "link-aaaaaaa" and names["date-bbbbbbb3"] == "date-bbbbb"
        assert all(view.tasks_called(short, 9) == [name] for name, short in names.items())
        assert view.tasks_called("link-aaaaa", 9) == ["link-aaaaaaa1", "link-aaaaaab2"]
        assert all(one < other for one, other in pairwise(view.tasks_called("", 9)))


def test_questions_of_some_events_are_replaced(store: SqlStore) -> None:
    """What hung on them, also as the second event, is gone; what hangs on none goes where that is said."""
    fresh = TaskRow(id="place-eeeeee6", kind="place", risk=1.0, event="BB", body="6")
    with store.writing() as writer:
        writer.amend(Changes(asked=["BB"], tasks=[fresh]))
    with store.reading() as view:
        assert view.tasks(TaskFilter(), 0, None) == ["5", "2", "6", "4"]
    with store.writing() as writer:
        writer.amend(Changes(asked=[""]))
        writer.amend(Changes())
    with store.reading() as view:
        assert view.tasks(TaskFilter(), 0, None) == ["2", "6", "4"]
