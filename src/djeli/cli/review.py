"""`djeli review`: what is worth deciding, and decisions; in a dialogue, or one by one for scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer
from rich.padding import Padding
from rich.table import Table

from djeli.cli import reviewing
from djeli.cli.console import case_folder, opened, out, show_json, words
from djeli.cli.fill import CaseOption, JsonOption
from djeli.judge.agreement import meaning, warning
from djeli.judge.queue import Task
from djeli.judge.sentences import sentence
from djeli.ledger import Case
from djeli.ledger.queueing import Wanted
from djeli.records import Judgement
from djeli.vocab import Verdict

review = typer.Typer(help="Decide what the machine is unsure of; every decision keeps who, when and why.")

AsOption = Annotated[str, typer.Option("--as", help="Who decides; else the custodian of the case, else your login.")]
WhyOption = Annotated[str, typer.Option("--why", help="The reason, in a sentence; kept with the decision.")]
KindOption = Annotated[
    list[str] | None,
    typer.Option("--kind", help="Only: link, member, dispute, source, place, date, coding, adrift. May be repeated."),
]
_LISTED = 20


@review.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    listing: Annotated[
        bool, typer.Option("--list", help="List the questions, most risky first, and ask none.")
    ] = False,
    kind: KindOption = None,
    limit: Annotated[int, typer.Option(help="How many questions to list; 0: all.")] = _LISTED,
    by: AsOption = "",
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Go through open questions, most risky first. Without a terminal, or with --list, they are listed."""
    if context.invoked_subcommand is not None:
        return
    with opened(case) as opened_case:
        if not listing and not as_json and out.is_terminal:
            reviewing.dialogue(opened_case, kinds=kind or [], by=by)
            return
        found = opened_case.questions(Wanted(kinds=tuple(kind or ())), limit=limit or None)
        names = opened_case.called(found.rows)
    shown = found.rows
    if as_json:
        show_json(shown)
    elif shown:
        out.print(_table(shown, names))
        more = f"{len(shown)} of {found.total:,} questions, most risky first." if len(shown) < found.total else ""
        out.print(
            words(f"{more} Look: djeli explain or djeli show. Answer: djeli review accept ID --why …".strip(), "dim")
        )
    else:
        out.print(words("Nothing is open: no question of these kinds that nobody has answered."))


def _table(found: Sequence[Task], names: Mapping[str, str]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name, width in (
        ("id", max(13, *map(len, names.values()))),
        ("risk", 4),
        ("question", 47),
        ("why it stands here", 28),
    ):
        table.add_column(name, width=width)
    for task in found:
        table.add_row(names[task.id], f"{task.risk:.1f}", words(task.question), words(task.because, "dim"))
    return table


@review.command("accept")
def accept(
    name: Annotated[str, typer.Argument(help="A question, a link, or an event.")],
    why: WhyOption = "",
    by: AsOption = "",
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say yes: the question's first answer; the two reports of a link are one event; an event stands as it is."""
    with opened(case) as opened_case:
        made = opened_case.decide(name, accept=True, by=by, why=why)
        _done(opened_case, [made], as_json)


@review.command("reject")
def reject(
    name: Annotated[str, typer.Argument(help="A question, a link, an event, or a report.")],
    why: WhyOption = "",
    by: AsOption = "",
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say no: the question's second answer; the two reports differ; there was no such event."""
    with opened(case) as opened_case:
        made = opened_case.decide(name, accept=False, by=by, why=why)
        _done(opened_case, [made], as_json)


@review.command("merge")
def merge(
    events: Annotated[list[str], typer.Argument(help="Two events or more.")],
    why: WhyOption = "",
    by: AsOption = "",
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that events are one. The first keeps its id, the others lead to it."""
    with opened(case) as opened_case:
        made = opened_case.merge(events, by=by, why=why)
        _done(opened_case, made, as_json)


@review.command("split")
def split(
    event: Annotated[str, typer.Argument(help="The event.")],
    away: Annotated[list[str], typer.Argument(help="Reports, items or pages that tell of another event.")],
    why: WhyOption = "",
    by: AsOption = "",
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that some of an event's reports tell of another one."""
    with opened(case) as opened_case:
        made = opened_case.split(event, away, by=by, why=why)
        _done(opened_case, [made], as_json)


@review.command("correct")
def correct(
    name: Annotated[str, typer.Argument(help="An event, or a report by the beginning of its id.")],
    setting: Annotated[
        list[str],
        typer.Argument(
            metavar="WHAT=VALUE...",
            help='date=2024-07-25, place="Kidal, Mali", killed=57, killed=50-60, type=air_strike, '
            'actor="Wagner Group", against=…, grade=C3.',
        ),
    ],
    instead_of: Annotated[
        str, typer.Option(help="Of a report that gives several values, the one that is wrong, as it is shown.")
    ] = "",
    why: WhyOption = "",
    by: AsOption = "",
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set a value of an event, or mend what was read out of one report. The machine's value stays beside it."""
    pairs = [one.partition("=") for one in setting]
    bad = next((one for one, mark, _ in pairs if not mark), "")
    if bad:
        raise typer.BadParameter(f"{bad!r} has no '='; write killed=57 or date=2024-07-25")
    with opened(case) as opened_case:
        made = [
            opened_case.correct(name, prop, value, instead_of=instead_of, by=by, why=why) for prop, _, value in pairs
        ]
        _done(opened_case, made, as_json)


@review.command("grade", context_settings={"ignore_unknown_options": True})  # -2 is half a grade, no option
def grade(
    subject: Annotated[str, typer.Argument(help="event:ID, item:ID (an article) or source:NAME.")],
    given: Annotated[
        str,
        typer.Argument(
            metavar="GRADE", help="C3, or one half: B- the source, -2 the information; none: the signs count again."
        ),
    ] = "",
    signal: Annotated[str, typer.Option(help="Instead of a grade: name of a sign that shall not count.")] = "",
    why: WhyOption = "",
    by: AsOption = "",
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Overrule a grade, or set one of its signs aside. The machine's grade stays beside it."""
    with opened(case) as opened_case:
        made = opened_case.regrade(subject, given, signal=signal, by=by, why=why)
        _done(opened_case, [made], as_json)


@review.command("comment")
def comment(
    name: Annotated[str, typer.Argument(help="An event, a report, or a link.")],
    text: Annotated[str, typer.Argument(help="What should be known.")],
    by: AsOption = "",
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a remark beside an event or a report; it changes nothing else."""
    with opened(case) as opened_case:
        made = opened_case.comment(name, text, by=by)
        _done(opened_case, [made], as_json)


@review.command("undo")
def undo(
    decision: Annotated[str, typer.Argument(help="Beginning of a decision's id; else the last one.")] = "",
    why: WhyOption = "",
    by: AsOption = "",
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a decision back. Nothing is erased: the row stays, and that it was taken back is a row too."""
    with opened(case) as opened_case:
        made = opened_case.undo(decision, by=by, why=why)
        _done(opened_case, [made], as_json)


@review.command("log")
def log(
    every: Annotated[bool, typer.Option("--all", help="Also decisions that were taken back.")] = False,
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List decisions: what was decided of what, by whom, when, why."""
    with opened(case) as opened_case:
        found = opened_case.decisions(every=every)
    if as_json:
        show_json([{"decision": one, "about": about} for one, about in found])
        return
    if not found:
        out.print(words(f"No decision in {case_folder(case)} yet. Begin: djeli review"))
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name, width in (("id", 8), ("when", 16), ("who", 14), ("about", 13), ("decision", 37)):
        table.add_column(name, width=width)
    for one, about in found:
        table.add_row(
            one.id[:8], one.at[:16].replace("T", " "), words(one.by), words(about), words(sentence(one, plain=True))
        )
    out.print(table)


@review.command("agreement")
def agreement_of(case: CaseOption = None, as_json: JsonOption = False) -> None:
    """How well people agree who answered the same questions, the second without seeing the first answer."""
    with opened(case) as opened_case:
        found = opened_case.agreement()
    if as_json:
        show_json(found)
        return
    out.print(words(meaning(found.overall)))
    if caution := warning(found.overall):
        out.print(words(caution, "yellow"))
    if not found.overall.pairs:
        out.print(words("Second answers are given in the workbench: djeli serve, Review, Second reading.", "dim"))
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in ("questions", "count", "alike", "95 % interval", "kappa", "alpha"):
        table.add_column(name)
    for name, one in (("all", found.overall), *((kind.value, one) for kind, one in found.kinds)):
        table.add_row(name, *reviewing.figures(one))
    for one in found.couples:
        table.add_row(words(" and ".join(one.analysts)), *reviewing.figures(one))
    out.print(table)


def _done(case: Case, made: list[Judgement], as_json: bool) -> None:
    """Say what was decided and what came of it."""
    if as_json:
        show_json([{"id": one.id, **{name: getattr(one, name) for name in reviewing.FIELDS}} for one in made])
        return
    known = {one.id: (one, about) for one, about in case.decisions(every=True)}
    for one in made:
        shown, about = known[one.id]
        out.print(words(f"{sentence(shown)}  [{one.id[:8]}]"))
        if shown.verdict is not Verdict.NOTED:
            out.print(Padding(words(reviewing.outcome(case, about)), (0, 0, 0, 2)))
    out.print(words("Take it back: djeli review undo", "dim"))
