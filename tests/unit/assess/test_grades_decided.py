"""What people decide about grades: it wins, the machine's grade stays beside it, and it can be taken back."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts import account
from djeli.assess import Known, assess_item, assess_source, decisions
from djeli.assess.overrule import asked, key, parts
from djeli.errors import InvalidRecord
from djeli.records import Judgement
from djeli.vocab import Basis, Credibility, Informant, Reliability, Verdict

TEXT = "Make no mistake: the army says so."


def judged(*asks: tuple[str, str, Verdict, str]) -> list[Judgement]:
    """Judgements made one after another."""
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return [
        Judgement(
            left=a[0], right=a[1], verdict=a[2], value=a[3], by="Awa", why="I asked them", at=start.replace(hour=n)
        )
        for n, a in enumerate(asks)
    ]


def item_grade(*asks: tuple[str, str, Verdict, str]) -> tuple[str, set[str], str]:
    """Grade, signals and overruler of one opinion piece under these decisions on `item:x`."""
    one = account(TEXT, published="2026-01-01", says=("the army", Informant.ARMY))
    known = Known(decided=decisions(judged(*asks)).get("item:x", Known().decided))
    found = assess_item(one.item, None, TEXT, [one], known=known)
    return found.grade, {s.name for s in found.signals}, found.overruled_by


def test_a_signal_set_aside_no_longer_counts() -> None:
    """The grade is that of the other signals, and the note says which decision set it aside."""
    assert item_grade()[0] == "F6"
    grade, names, _ = item_grade(asked("item:x", name="opinion"))
    assert grade == "F3"
    assert "set_aside" in names and "opinion" not in names


def test_the_latest_decision_wins() -> None:
    """A grade by hand is shown with its decision; a later empty one gives the machine's back."""
    given = asked("item:x", grade="B2")
    assert item_grade(given)[::2] == ("B2", judged(given)[0].id)
    assert item_grade(given, asked("item:x", grade="-4"))[0] == "F4"
    assert item_grade(given, asked("item:x"))[::2] == ("F6", "")


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("B2", (Reliability.B, Credibility.PROBABLY_TRUE)),
        ("b", (Reliability.B, None)),
        ("C-", (Reliability.C, None)),
        ("-5", (None, Credibility.IMPROBABLE)),
    ],
)
def test_grades_as_written(written: str, wanted: tuple[object, object]) -> None:
    """Both halves, or one of them."""
    assert parts(written) == wanted


@pytest.mark.parametrize(
    ("subject", "given"),
    [
        ("item:x", {"grade": "G9"}),
        ("item:x", {"grade": "-"}),
        ("item:x", {"name": "nonsense"}),
        ("source:wire", {"grade": "B2"}),
        ("source:wire", {"grade": "E", "why": "everybody knows"}),
    ],
)
def test_what_cannot_be_decided(subject: str, given: dict[str, str]) -> None:
    """No such grade or signal, a source graded for information, E without a record's address."""
    with pytest.raises(InvalidRecord):
        asked(subject, **given)


def test_a_source_is_graded_only_where_it_is_proven() -> None:
    """A grade given to a name is not earned by a page that merely says so."""
    asks = asked(key("source", "The  Herald"), grade="E", why="https://example.org/ruling")
    decided = decisions(judged(asks))["source:the herald"]
    proven = assess_source("The Herald", None, basis=Basis.FETCHED_HOST, decided=decided)
    assert (proven.reliability, proven.overruled_by) == (Reliability.E, judged(asks)[0].id)
    assert assess_source("The Herald", None, basis=Basis.TEXT, decided=decided).reliability is Reliability.F


def test_decisions_follow_an_event_that_was_merged() -> None:
    """An older event id leads to the newer one, even in a circle."""
    found = decisions(judged(asked("event:OLD", grade="C3")), {"OLD": "MID", "MID": "NEW", "NEW": "OLD"})
    assert set(found) <= {"event:OLD", "event:MID", "event:NEW"}
    assert "event:NEW" in decisions(judged(asked("event:OLD", grade="C3")), {"OLD": "MID", "MID": "NEW"})
