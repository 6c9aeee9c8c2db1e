"""The dialogue of `djeli review`: a question, its words, an answer; and decisions in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.padding import Padding
from rich.text import Text

from djeli.cli.console import out, words
from djeli.cli.eventpage import quoted
from djeli.cli.explain import of_pair
from djeli.errors import DjeliError, NotFound
from djeli.judge.agreement import Agreement
from djeli.judge.queue import Task, TaskKind
from djeli.ledger import Case, Explained
from djeli.ledger.queueing import Wanted

FIELDS = ("left", "right", "verdict", "by", "at", "why", "value", "seen")


def outcome(case: Case, about: str) -> str:
    """What a decision led to: the events it speaks of, as they are now."""
    found = []
    for name in about.split(" and "):
        try:
            event = case.event(name)
        except NotFound:
            continue
        reports = len(event.reports)
        found.append(f"{event.id}: {event.title}, {reports} {'report' if reports == 1 else 'reports'}")
    return "\n".join(found) if found else "Events are computed anew."


def figures(one: Agreement) -> tuple[str, ...]:
    """Questions, pairs alike, the interval of their share, kappa, alpha, as cells of a table."""
    chance = (f"{value:.2f}" if value is not None else "not defined" for value in (one.kappa, one.alpha))
    share = f"{one.alike} of {one.pairs} ({one.share or 0:.0%})"
    return str(one.questions), share, f"{one.low:.0%}–{one.high:.0%}", *chance


KEYS = "a accept · r reject · c correct · k comment · s skip · e explain · u undo · q leave"


def dialogue(case: Case, *, kinds: Sequence[str], by: str) -> None:
    """Ask question after question until none is left or the person leaves.

    The queue is made anew after each answer, because an answer may settle others.
    """
    made = 0
    try:
        for count in _answers(case, kinds, by):
            made += count
    except EOFError:
        out.print()
    out.print(words(f"{made} {'decision' if made == 1 else 'decisions'} made. All of them: djeli review log"))


def _answers(case: Case, kinds: Sequence[str], by: str) -> Iterator[int]:
    """How many decisions each answer made, until no question is left or the person leaves."""
    skipped: set[str] = set()
    while True:
        found = case.questions(Wanted(kinds=tuple(kinds)), limit=len(skipped) + 1)
        task = next((one for one in found.rows if one.id not in skipped), None)
        if task is None:
            return
        _show(case, task, found.total - len(skipped))
        answer = _ask("answer: ").strip().lower()[:1]
        if answer == "q":
            return
        if answer in ("s", ""):
            skipped.add(task.id)
            continue
        yield _answered(case, task, answer, by)


def _answered(case: Case, task: Task, answer: str, by: str) -> int:
    """Carry an answer out. Returns how many decisions it made; an error is shown and asks again."""
    try:
        if answer in ("a", "r"):
            case.decide(task.id, accept=answer == "a", by=by, why=_ask("why: "))
        elif answer == "c":
            prop, mark, value = _ask(f"what=value ({', '.join(task.correct) or 'date, place, killed …'}): ").partition(
                "="
            )
            if not mark:
                raise NotFound("write what is to be corrected, as in killed=57")
            target = task.events[0] if len(task.events) == 1 else _ask(f"of which ({', '.join(task.events)}): ")
            case.correct(target, prop, value, by=by, why=_ask("why: "))
        elif answer == "k":
            case.comment(task.events[0] if task.events else task.id, _ask("comment: "), by=by)
        elif answer == "u":
            case.undo(by=by, why=_ask("why: "))
        elif answer == "e" and len(task.reports) == 2:
            found = case.explain(task.id)
            if isinstance(found, Explained):
                out.print(of_pair(found))
            return 0
        else:
            out.print(words(f"Answers are {KEYS}."))
            return 0
    except DjeliError as error:
        out.print(words(str(error), "yellow"))
        return 0
    return 1


def _ask(prompt: str) -> str:
    """What was typed.

    Raises:
        EOFError: the input ended; the dialogue ends with it.
    """
    return out.input(prompt)


def _show(case: Case, task: Task, left: int) -> None:
    out.print()
    out.print(words(task.question, "bold") + words(f"  [{case.called([task])[task.id]}] · {left:,} open", "dim"))
    out.print(words(f"Why this first: {task.because} Risk {task.risk:.1f}.", "dim"))
    for line in _quotes(case, task):
        out.print(Padding(line, (0, 0, 0, 2)))
    for key, offer in (("a", task.accept), ("r", task.reject)):
        if offer is not None:
            out.print(words(f"  {key}  {offer.words}"))
    if task.correct:
        out.print(words(f"  c  correct: {', '.join(task.correct)}"))
    out.print(words(f"  {KEYS}", "dim"))


def _quotes(case: Case, task: Task) -> Iterator[Text]:
    """The words in question, with who says them."""
    if task.kind is TaskKind.DISPUTE and task.claims:
        shown = case.show(task.events[0])
        told = {claim.id: claim for account in shown.accounts for found in account.claims.values() for claim in found}
        for name in task.claims:
            if name in told:
                claim = told[name]
                speaker = f"{shown.mask(claim.speaker.name)}: " if claim.speaker else ""
                yield words(speaker) + words(quoted(" … ".join(shown.words[s] for s in claim.spans)), "italic")
        return
    for one in case.quoted(task.reports):
        yield words(quoted(one.quote), "italic") + words(f"  {one.page}", "dim")
