"""The queue: what is worth deciding, most risky first; read one question after the other, with keys, also blind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup

from djeli.errors import DjeliError, NotFound
from djeli.judge.codings import ACCEPT, REJECT, answer_words
from djeli.judge.queue import Task, TaskKind
from djeli.ledger import Case, Explained
from djeli.ledger.queueing import Place, Wanted
from djeli.records import Judgement
from djeli.web import decideview
from djeli.web.desk import DONE, SKIPPED, AtDesk, Desk, with_query
from djeli.web.draw import parts
from djeli.web.pages.decide import Sent, name_of
from djeli.web.security import checked

router = APIRouter(include_in_schema=False)
PER_PAGE = 50
DOUBLE = "double"
KINDS: Mapping[TaskKind, str] = {
    TaskKind.LINK: "one event or two",
    TaskKind.MEMBER: "does a page belong",
    TaskKind.DISPUTE: "do accounts contradict",
    TaskKind.SOURCE: "one origin alone",
    TaskKind.PLACE: "where it was",
    TaskKind.DATE: "when it was",
    TaskKind.CODING: "looks misread",
    TaskKind.ADRIFT: "decisions adrift",
}
WHOSE = {"": "mine and nobody’s", "mine": "given to me", "all": "everybody’s"}
FILTERS = ("kind", "country", "event", "mode", "whose")
_MOST_SKIPPED = 120
"""Skipped questions that a session remembers, nine signs each: it lives in a cookie, which holds little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The queue as an address asks for it: its filters, and who shall answer questions."""

    query: Mapping[str, str]
    wanted: Wanted
    assigned: Mapping[str, Sequence[str]]

    @property
    def blind(self) -> bool:
        """Whether these are second readings, which show nothing of the first."""
        return self.query.get("mode") == DOUBLE

    def link(self, path: str, **changes: object) -> str:
        """An address with these filters."""
        return with_query(path, self.query, **changes)


def asked(desk: Desk) -> Asked:
    """The queue of an address.

    Raises:
        NotFound: no such mode or choice of whose.
    """
    given = desk.request.query_params
    query = {name: given[name].strip() for name in FILTERS if given.get(name, "").strip()}
    kind, whose, who = query.get("kind", ""), query.get("whose", ""), desk.analyst
    if query.get("mode", DOUBLE) != DOUBLE or whose not in WHOSE:
        raise NotFound("the queue is read with mode=double or without, and whose=mine, whose=all or without")
    wanted = Wanted(
        kinds=(kind,) if kind else (),
        country=query.get("country", ""),
        event=query.get("event", ""),
        who=who,
        whose=whose,
        second_for=(who or "?") if "mode" in query else "",
    )
    return Asked(query=query, wanted=wanted, assigned=desk.case.assigned())


@router.get("/review", response_class=HTMLResponse)
def review(desk: AtDesk) -> HTMLResponse:
    """The queue as a list."""
    found = asked(desk)
    page = desk.request.query_params.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 7 else 1
    shown = desk.case.questions(found.wanted, offset=(max(number, 1) - 1) * PER_PAGE, limit=PER_PAGE)
    pages = max(1, -(-shown.total // PER_PAGE))
    if number > pages:
        number = pages
        shown = desk.case.questions(found.wanted, offset=(number - 1) * PER_PAGE, limit=PER_PAGE)
    counts, skipped = shown.facets["kind"], _skipped(desk)
    return desk.page(
        "review.html",
        asked=found,
        tasks=shown.rows,
        worded=desk.case.worded(shown.rows),
        total=shown.total,
        every=sum(counts.values()),
        kinds=KINDS,
        facets=[(kind, words, counts[kind]) for kind, words in KINDS.items() if counts.get(kind)],
        whose=WHOSE,
        number=max(number, 1),
        pages=pages,
        skipped={task.id for task in shown.rows if short(task) in skipped},
        passed=len(skipped),
        others=0 if shown.total else desk.case.questions(Wanted(), limit=0).total,
        empty=not shown.total and not desk.case.counts()["document"],
        behind=not shown.total and desk.case.behind(),
    )


@router.get("/review/next")
def following(desk: AtDesk) -> RedirectResponse:
    """To the most risky question that was not skipped."""
    found = asked(desk)
    skipped = _skipped(desk)
    first = desk.case.questions(found.wanted, limit=len(skipped) + 1).rows
    task = next((one for one in first if short(one) not in skipped), None)
    if task is not None:
        return RedirectResponse(found.link(f"/review/{task.id}"), status_code=303)
    if first and "said" not in desk.request.session:
        desk.tell("All that is left here was skipped in this session. “Ask again” brings it back.")
    return RedirectResponse(found.link("/review"), status_code=303)


@router.post("/review/skipped", dependencies=[Depends(checked)])
def again(desk: AtDesk) -> RedirectResponse:
    """Ask what was skipped again."""
    desk.request.session.pop(SKIPPED, None)
    return RedirectResponse(asked(desk).link("/review/next"), status_code=303)


@router.get("/review/{task}", response_class=HTMLResponse)
def question(desk: AtDesk, task: str) -> HTMLResponse:
    """One question with the words it is about."""
    found, case = asked(desk), desk.case
    place, total = case.place(found.wanted, task), 1
    if place is not None:
        total = case.questions(found.wanted, limit=0).total
    else:
        try:
            one = case.question(task)
        except NotFound as error:
            return desk.page("gone.html", asked=found, task=task, told=str(error), status=404)
        if found.blind:
            return desk.page("gone.html", asked=found, task=task, told="", status=404)
        found, place = replace(found, query={}), Place(task=one, ahead=0, previous="", next="")
    one = place.task
    beside = {step: name for step, name in (("next", place.next), ("previous", place.previous)) if name}
    return desk.page(
        "question.html",
        asked=found,
        task=one,
        worded=desk.case.worded([one]),
        kind=KINDS[one.kind],
        place=place.ahead + 1,
        total=total,
        done=int(desk.request.session.get(DONE, 0)),
        passages=case.passages(one),
        why=_why(case, one, blind=found.blind),
        hints=decideview.HINTS,
        beside={step: found.link(f"/review/{name}") for step, name in beside.items()},
        names=found.assigned.get(one.id, ()),
    )


def _why(case: Case, task: Task, *, blind: bool) -> tuple[Markup, Sequence[str]]:
    """What speaks for and against a link; nothing in a blind reading, where it would show what has been decided."""
    if blind or task.kind not in (TaskKind.LINK, TaskKind.MEMBER) or len(task.reports) != 2:
        return Markup(""), ()
    found = case.explain(*task.reports)
    if not isinstance(found, Explained):
        return Markup(""), ()
    return parts.svg([part for part in found.parts if part.name != "prior"]), found.reasons


@router.post("/review/{task}", dependencies=[Depends(checked)])
def answer(desk: AtDesk, task: str, given: Sent, answer: Annotated[str, Form(max_length=20)]) -> RedirectResponse:
    """Answer a question, or skip it; the next one follows."""
    query = {name: desk.request.query_params[name] for name in FILTERS if desk.request.query_params.get(name)}
    here, onward = with_query(f"/review/{task}", query), with_query("/review/next", query)
    if answer == "skip":
        kept = [*str(desk.request.session.get(SKIPPED, "")).split(), _short(task)]
        desk.request.session[SKIPPED] = " ".join(dict.fromkeys(kept[-_MOST_SKIPPED:]))
        return RedirectResponse(onward, status_code=303)
    by = name_of(desk, given)
    if not by:
        return _told(desk, given, "Say who you are first: every decision is kept with a name.", here)
    blind = query.get("mode") == DOUBLE
    try:
        with desk.request.app.state.turn:
            words = _words(desk.case, task, answer, again=by if blind else "")
            made = _answered(desk.case, task, answer, given, by, blind=blind)
    except DjeliError as error:
        return _told(desk, given, f"Not decided: {error}", here)
    desk.request.session[DONE] = int(desk.request.session.get(DONE, 0)) + 1
    desk.tell(decideview.told(desk.case, [made], answer=words), undo=made.id[:16], back=here)
    return RedirectResponse(here if answer == "comment" else onward, status_code=303)


def _words(case: Case, task: str, answer: str, *, again: str) -> str:
    """The answer as its button has it, so that what is told afterwards is what was pressed; empty for any other."""
    if answer not in (ACCEPT, REJECT):
        return ""
    place = case.place(Wanted(second_for=again), task)
    return answer_words(place.task, answer) if place is not None else ""


def _answered(case: Case, task: str, answer: str, given: Sent, by: str, *, blind: bool) -> Judgement:
    if answer == "comment" and not blind:
        asked_of = case.question(task)
        return case.comment(asked_of.events[0] if asked_of.events else asked_of.reports[0], given.why, by=by)
    if answer not in (ACCEPT, REJECT, "correct"):
        raise NotFound(f"{answer!r} is no answer; accept, reject, correct, or skip it")
    said = f"{given.prop}={given.value}" if answer == "correct" else answer
    give = case.answer_again if blind else case.answer
    return give(task, said, by=by, why=given.why)


def _told(desk: Desk, given: Sent, sentence: str, back: str) -> RedirectResponse:
    desk.request.session["draft"] = {"act": "question", "why": given.why[:300], "value": given.value[:60]}
    desk.tell(sentence)
    return RedirectResponse(back, status_code=303)


def _skipped(desk: Desk) -> set[str]:
    return set(str(desk.request.session.get(SKIPPED, "")).split())


def short(task: Task) -> str:
    """The part of a question's id that a session remembers."""
    return _short(task.id)


def _short(task: str) -> str:
    return task.rpartition("-")[2][:8]
