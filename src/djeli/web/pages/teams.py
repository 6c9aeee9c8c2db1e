"""Working as several: who answers what, answers that differ, and how well people agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse

from djeli.errors import NotFound
from djeli.judge.agreement import meaning, warning, word
from djeli.judge.codings import ACCEPT, REJECT, Coded, answer_words, dealt, people_typed
from djeli.ledger.queueing import Wanted
from djeli.report.grammar import listed
from djeli.web import decideview
from djeli.web.desk import AtDesk, with_query
from djeli.web.pages.decide import Sent, decided
from djeli.web.pages.enter import inside
from djeli.web.pages.review import DOUBLE, FILTERS, KINDS
from djeli.web.security import checked

router = APIRouter(include_in_schema=False)
_MOST = 20
"""Conflicts shown at once: each with its quotes."""


@router.post("/review/assign", dependencies=[Depends(checked)])
def assign(
    desk: AtDesk,
    given: Sent,
    tasks: Annotated[list[str] | None, Form()] = None,
    names: Annotated[str, Form(max_length=400)] = "",
    each: Annotated[int, Form(ge=1, le=9)] = 1,
) -> RedirectResponse:
    """Give ticked questions to people, in turn."""
    back, ticked = inside(given.back), (tasks or [])[:500]
    if not ticked:
        desk.tell("Tick the questions to give to somebody.")
        return RedirectResponse(back, status_code=303)
    to = people_typed(names)
    shares = dealt(ticked, to, each=each) if to else [(task, ()) for task in ticked]
    with desk.request.app.state.turn:
        desk.case.assign(shares, by=desk.analyst)
    count = f"{len(ticked)} {'question' if len(ticked) == 1 else 'questions'}"
    desk.tell(f"{count} given to {_shared(to, each)}." if to else f"{count} may be answered by anybody again.")
    return RedirectResponse(back, status_code=303)


def _shared(names: Sequence[str], each: int) -> str:
    """Who got them, and how many people answer each."""
    if len(names) == 1:
        return names[0]
    return f"{listed(names)}, {'in turn' if each == 1 else f'{min(each, len(names))} people to each'}"


@router.get("/review/conflicts", response_class=HTMLResponse)
def conflicts(desk: AtDesk) -> HTMLResponse:
    """Questions that people answered otherwise, to be settled."""
    found = desk.case.conflicts()
    shown = [(one, desk.case.passages(one.task), choices(one)) for one in found[:_MOST]]
    return desk.page(
        "conflicts.html",
        worded=desk.case.worded([one.task for one, *_ in shown]),
        shown=shown,
        total=len(found),
        kinds=KINDS,
        words=answer_words,
        hints=decideview.HINTS,
    )


def choices(one: Coded) -> list[tuple[str, str]]:
    """Every answer that somebody gave, and what the question offered beside them."""
    offered = [name for name, offer in ((ACCEPT, one.task.accept), (REJECT, one.task.reject)) if offer is not None]
    given = [coding.answer for coding in one.codings]
    return [(name, answer_words(one.task, name)) for name in dict.fromkeys((*given, *offered))]


@router.post("/review/conflicts/{task}", dependencies=[Depends(checked)])
def settle(desk: AtDesk, task: str, given: Sent, answer: Annotated[str, Form(max_length=400)]) -> RedirectResponse:
    """Settle answers that differ."""
    if not given.why.strip():
        raise NotFound("say why this answer shall hold: two people saw it differently, and both will read it")
    return decided(desk, given, f"settle-{task}", lambda by: [desk.case.settle(task, answer, by=by, why=given.why)])


@router.get("/review/agreement", response_class=HTMLResponse)
def agreement(desk: AtDesk) -> HTMLResponse:
    """How well people agree who answered the same questions without seeing one another."""
    found = desk.case.agreement()
    rows = [("all questions", found.overall), *((KINDS[kind], one) for kind, one in found.kinds)]
    return desk.page(
        "agreement.html",
        found=found,
        rows=[(name, one, _figure(one.kappa), _figure(one.alpha)) for name, one in rows],
        couples=[(" and ".join(one.analysts), one, _figure(one.kappa), "") for one in found.couples],
        meaning=meaning(found.overall),
        warning=warning(found.overall),
        waiting=desk.case.questions(Wanted(second_for=desk.analyst or "?"), limit=0).total,
        differ=len(desk.case.conflicts()),
        double=with_query("/review", dict.fromkeys(FILTERS, ""), mode=DOUBLE),
    )


def _figure(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.2f} ({word(value)})".replace("-", "−")
