"""Disputes asked in a sentence: every kind has its words, and what the demo disputes reads as one would ask it."""

from __future__ import annotations

from pathlib import Path

import pytest

import djeli
from djeli.judge import asked
from djeli.judge.asked import dispute_question, speakers
from djeli.views import Dispute, Side
from djeli.vocab import DisputeKind

ITSELF = "the text itself"


def dispute(kind: DisputeKind, *sides: tuple[str, tuple[str, ...]], stale: str = "") -> Dispute:
    """A dispute between sides; the first is stale where said."""
    told = [
        Side(value=value, claims=(), speakers=who, stale="" if n else stale) for n, (value, who) in enumerate(sides)
    ]
    return Dispute(id="d", event="e", kind=kind, prop="killed", sides=tuple(told), reason="One says so.")


ASKED: dict[DisputeKind, tuple[Dispute, str]] = {
    one.kind: (one, words)
    for one, words in (
        (
            dispute(DisputeKind.TOLL, ("50 killed", ("army",)), ("84 killed", ("union",))),
            "50 were killed according to the army, 84 according to the union: is this one dispute, or are these two "
            "counts, of other people or of another hour?",
        ),
        (
            dispute(DisputeKind.FIGURE, ("4 attackers", ("police",)), ("5 attackers", ("Lakeside Chronicle",))),
            "4 attackers according to the police, 5 attackers according to Lakeside Chronicle: do both count the same, "
            "at the same time?",
        ),
        (
            dispute(
                DisputeKind.RESPONSIBILITY, ("Northern Front (claims it)", ("Northern Front",)), ("Army", (ITSELF,))
            ),
            "Northern Front claims it, Army according to the page itself: do these contradict one another, or can all "
            "of them have had a part in it?",
        ),
        (
            dispute(DisputeKind.DENIAL, ("yes: raiders", ("mayor", ITSELF)), ("denied: raiders", ("Army command",))),
            "It is so according to the mayor and the page itself (raiders), it is denied by the Army command "
            "(raiders): do both speak of the same deed?",
        ),
        (
            dispute(DisputeKind.EXISTENCE, ("yes: killing", ("UN office",)), ("denied: killing", ())),
            "It happened according to the UN office (killing), that it happened is denied by one account (killing): "
            "do both speak of the same event?",
        ),
        (
            dispute(DisputeKind.PLACE, ("Gossi", (ITSELF,)), ("Gao", ("Press reports",))),
            "It was at Gossi according to the page itself, Gao according to Press reports: are these two places, or "
            "one place under two names, or a place and what it lies in?",
        ),
        (
            dispute(DisputeKind.DATE, ("4 May 2021", ("a witness",)), ("5 May 2021", ("Mali's army",))),
            "It was on 4 May 2021 according to a witness, 5 May 2021 according to Mali's army: are these two dates of "
            "one event, or its beginning and its end, or is the day of the page meant?",
        ),
        (
            dispute(DisputeKind.IDENTITY, ("the Lions", ("A",)), ("the Hawks", ("B",))),
            "It was the Lions according to A, the Hawks according to B: are these two, or one under two names?",
        ),
        (
            dispute(DisputeKind.ROLE, ("civilian", ("A",)), ("fighter", ("B",))),
            "Civilian according to A, fighter according to B: can both be so, or is one of them wrong?",
        ),
        (
            dispute(DisputeKind.STATUS, ("killed", ("A",)), ("alive", ("B",)), stale="B spoke later"),
            "Killed according to A (no longer held), alive according to B: do these contradict one another, or did "
            "one follow the other?",
        ),
        (
            dispute(DisputeKind.QUOTATION, ("we did it", ("A",)), ("we did not", ("B",))),
            "“we did it” as A has it, “we did not” as B has it: are these two versions of the same words, or were "
            "both said?",
        ),
        (
            dispute(DisputeKind.CHRONOLOGY, ("told on 3 May", ("A",)), ("took place on 4 May", ("B",))),
            "Told on 3 May according to A, took place on 4 May according to B: is a day misread, or was it told "
            "before it took place?",
        ),
        (
            dispute(DisputeKind.CIRCUMSTANCE, ("with a bomb", ("A",)), ("with a rocket", ("B", "C", "D"))),
            "With a bomb according to A, with a rocket according to B and 2 more: can both be so, or was it one or "
            "the other?",
        ),
    )
}


@pytest.mark.parametrize("kind", DisputeKind)
def test_every_kind_is_asked_in_a_sentence(kind: DisputeKind) -> None:
    """Both sides with who says so, and what there is to decide."""
    one, words = ASKED[kind]
    assert dispute_question(one) == words


def test_many_sides_and_many_lines_stay_one_question() -> None:
    """Sides beyond the fourth are counted; a value over two lines is told as any other."""
    many = dispute(DisputeKind.TOLL, *((f"{n} killed", (f"Paper {n}",)) for n in range(6)))
    assert "and 2 more say otherwise: is this" in dispute_question(many)
    assert dispute_question(dispute(DisputeKind.PLACE, ("a\nb", ()), ("c", ()))).endswith("?")


def test_speakers_read_as_people_say_them() -> None:
    """Bare nouns take an article, names and what is owned do not, the page speaks last."""
    assert speakers([ITSELF, "police"]) == "the police and the page itself"
    assert speakers(["Mali's government"]) == "Mali's government"
    assert speakers(["the union"]) == "the union"
    assert speakers(["Coastline News Agency", "x", "y"]) == "Coastline News Agency and 2 more"
    assert speakers([]) == "one account"


def test_the_demo_is_asked_plainly(demo_case: Path) -> None:
    """No mark of the machine stands in a question, and each names all its sides."""
    with djeli.open(demo_case) as case:
        tasks = [(event, one) for event in case.events(planned=True) for one in event.disputes]
        asks = [task.question for task in case.review(kinds=["dispute"])]
    assert tasks
    assert asks
    for _, one in tasks:
        words = dispute_question(one)
        assert words.endswith("?")
        assert not {"yes:", "denied:", "(claims it)", " | ", "the text itself"} & {
            mark for mark in ("yes:", "denied:", "(claims it)", " | ", "the text itself") if mark in words
        }
    assert all(one.endswith("?") for one in asks)


def test_a_table_with_a_hole_is_refused() -> None:
    """A kind without words, a last pattern that fits not all, and a name that is no kind are said together."""
    found = list(asked._faults({"toll": {"says": [{"match": "x"}], "asks": "so?"}, "mood": {}}))
    assert any("toll" in one and "last pattern" in one for one in found)
    assert any("figure" in one for one in found)
    assert any("mood" in one for one in found)
