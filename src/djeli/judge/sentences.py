"""Decisions in sentences, as every surface shows them."""

from __future__ import annotations

from djeli.decided import Decided
from djeli.judge.rows import ASSIGNED, CODED
from djeli.judge.spelling import name_of
from djeli.vocab import Verdict

GRADE = "grade"
_SAID = {
    Verdict.SAME: "these are one event",
    Verdict.DIFFERENT: "these are different events",
    Verdict.UNSURE: "cannot say whether these are one event",
    Verdict.ACCEPTED: "looked at, and it stands",
    Verdict.WITHDRAWN: "an earlier decision is taken back",
    Verdict.NOTED: "note",
}
_ANSWERS = {"accept": "accepted", "reject": "rejected"}
_REJECTED = {
    "event": "no such event",
    "report": "this mention tells of no event",
    "grade": "the grade that the signs give counts again",
}


def said(one: Decided) -> str:
    """What was decided, in words."""
    if one.verdict is Verdict.CORRECTED and one.prop == GRADE:
        return _graded(one.value)
    if one.verdict is Verdict.CORRECTED:
        before = f" (Djeli: {one.machine})" if one.machine else ""
        return f"{name_of(one.prop)} is {one.value or 'empty'}{before}"
    if one.verdict is Verdict.REJECTED:
        kind, mark, name = one.prop.partition(":")
        if mark:
            return f"the sign “{name.replace('_', ' ')}” does not count" if kind == "signal" else "no contradiction"
        return _REJECTED.get(one.prop, f"{name_of(one.prop)} {one.machine} is misread")
    if one.verdict is Verdict.NOTED and one.prop == ASSIGNED:
        return f"to be answered by {one.value.replace(';', ',')}" if one.value else "to be answered by anybody"
    if one.verdict is Verdict.NOTED and one.prop == CODED:
        return f"second answer, given without seeing the first: {_ANSWERS.get(one.value, one.value)}"
    return _SAID[one.verdict]


def _graded(grade: str) -> str:
    """A grade given by hand: whole, or the half of it that was given."""
    if grade.endswith("-"):
        return f"grade of the source is {grade[0]}"
    return f"grade of the information is {grade[-1]}" if grade.startswith("-") else f"grade is {grade}"


def sentence(one: Decided, *, plain: bool = False) -> str:
    """A decision in a sentence, with its reason; `plain` leaves out who and when."""
    who = "" if plain else f"{one.by}, {one.at[:10]}: "
    why = f" — {one.why}" if one.why else ""
    return f"{who}{said(one)}{why}"
