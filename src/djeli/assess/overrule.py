"""What people decided about grades: a grade given by hand, or a signal set aside. The machine's grade stays beside it.

A decision is a Judgement like any other, appended, the latest wins:

    left                          right            verdict     value
    item:ID, event:ID, source:NAME  grade          corrected   B2; B- only the source, -2 only the information
    the same                      grade            rejected    (none): back to what the signals give
    the same                      signal:NAME      rejected    (none): the signal is set aside
    the same                      signal:NAME      accepted    (none): it counts again

A source is graded by name or host. E needs a cited record, so its `why` must hold the record's address.

Grades leave the case, names of analysts never do: a signal names the decision by its id, and screens inside the case
look up who made it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from djeli.assess.signals import names, signal
from djeli.errors import InvalidRecord
from djeli.phrases import when_day
from djeli.records import Judgement, unsigned
from djeli.views import Assessment, Signal
from djeli.vocab import Credibility, Reliability, Verdict

ITEM, EVENT, SOURCE = "item", "event", "source"
SHORT = 8
_DECISION = re.compile(r"decision ([0-9a-f]{8})")
_GRADE = re.compile(r"([A-F-])([1-6-]?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The latest decisions on one subject: a grade given by hand, and signals set aside by name."""

    grade: Judgement | None = None
    aside: Mapping[str, Judgement] = field(default_factory=dict)

    def kept(self, signals: Iterable[Signal]) -> list[Signal]:
        """The signals that count, and a note for each that does not."""
        found = []
        for one in signals:
            judged = self.aside.get(one.name)
            if judged is None:
                found.append(one)
            else:
                note = signal(
                    "set_aside",
                    decision=short(judged),
                    signal=one.reason.rstrip("."),
                    why=unsigned(judged),
                    spans=one.spans,
                )
                found.append(note)
        return found

    def applied(self, graded: Assessment) -> Assessment:
        """The assessment under the grade given by hand, the machine's beside it in a signal."""
        if self.grade is None:
            return graded
        source, information = parts(self.grade.value)
        new = dataclasses.replace(
            graded,
            reliability=source or graded.reliability,
            credibility=information or graded.credibility,
            overruled_by=self.grade.id,
        )
        note = signal(
            "overruled",
            decision=short(self.grade),
            grade=new.grade,
            day=when_day(self.grade.at.date()),
            machine=graded.grade,
            why=unsigned(self.grade),
        )
        return dataclasses.replace(new, signals=(note, *graded.signals))


NONE = Decision()
Decisions = Mapping[str, Decision]
"""Decisions by subject key."""


def short(one: Judgement) -> str:
    """The beginning of a decision's id, as screens show it and `djeli review undo` takes it."""
    return one.id[:SHORT]


def by_decision(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Short id of a decision -> who made it; for screens inside the case only."""
    return {short(one): one.by for one in judgements}


def with_names(text: str, names: Mapping[str, str]) -> str:
    """A sentence that names decisions by id, with who made them."""
    return _DECISION.sub(lambda m: f"{m[0]}, {names[m[1]]}" if m[1] in names else m[0], text)


def key(kind: str, name: str) -> str:
    """How a decision names its subject; sources are compared without case."""
    return f"{kind}:{' '.join(name.split()).casefold() if kind == SOURCE else name}"


def parts(grade: str) -> tuple[Reliability | None, Credibility | None]:
    """The two halves of a grade as written: "B2", "B-" or "B" (source only), "-2" (information only).

    Raises:
        InvalidRecord: it is no grade.
    """
    match = _GRADE.fullmatch(grade.strip().upper())
    source, information = match.groups() if match else ("", "")
    found = (
        Reliability(source) if source in set(Reliability) else None,
        Credibility(information) if information in set(Credibility) else None,
    )
    if found == (None, None):
        raise InvalidRecord(f"{grade!r} is no grade; write A to F and 1 to 6 (B2), or one of them alone (B-, -2)")
    return found


def asked(subject: str, *, grade: str = "", name: str = "", why: str = "") -> tuple[str, str, Verdict, str]:
    """The four fields of a Judgement that says so: left, right, verdict, value.

    Args:
        subject: as `key` writes it.
        grade: given by hand; with neither grade nor signal the machine's grade counts again.
        name: of a signal that is set aside.
        why: the reason.

    Raises:
        InvalidRecord: no such grade or signal, a source graded for its information, or E without a record's address.
    """
    if name:
        if name not in names():
            raise InvalidRecord(f"no signal is called {name!r}; known: {', '.join(names())}")
        return subject, f"signal:{name}", Verdict.REJECTED, ""
    if not grade:
        return subject, "grade", Verdict.REJECTED, ""
    source, information = parts(grade)
    if subject.startswith(f"{SOURCE}:") and information is not None:
        raise InvalidRecord("a source is graded A to F; the information is graded where it stands, at an item or event")
    if source is Reliability.E and "://" not in why:
        raise InvalidRecord("E needs a cited record; give its address in the reason")
    written = (source.value if source else "-") + (information.value if information else "-")
    return subject, "grade", Verdict.CORRECTED, written


def decisions(judgements: Sequence[Judgement], leads: Mapping[str, str] | None = None) -> Decisions:
    """The latest decisions on grades, by subject.

    Args:
        judgements: all of the case.
        leads: event ids that lead elsewhere by now.
    """
    grades: dict[str, Judgement] = {}
    aside: dict[str, dict[str, Judgement]] = {}
    for one in sorted(judgements, key=lambda j: (j.at, j.id)):
        subject = _now(one.left, leads or {})
        if one.right == "grade":
            grades[subject] = one
        elif one.right.startswith("signal:"):
            aside.setdefault(subject, {})[one.right.removeprefix("signal:")] = one
    return {
        subject: Decision(
            grade=g if (g := grades.get(subject)) and g.verdict is Verdict.CORRECTED else None,
            aside={n: j for n, j in aside.get(subject, {}).items() if j.verdict is Verdict.REJECTED},
        )
        for subject in {*grades, *aside}
    }


def _now(subject: str, leads: Mapping[str, str]) -> str:
    kind, _, name = subject.partition(":")
    met = {name}
    while kind == EVENT and name in leads and leads[name] not in met:
        name = leads[name]
        met.add(name)
    return key(kind, name)
