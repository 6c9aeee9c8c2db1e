"""Decisions about one event: each is a form of its page, kept with who and why, and can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field

from djeli.errors import DjeliError, NotFound
from djeli.ledger import Case
from djeli.records import Judgement
from djeli.web import decideview
from djeli.web.desk import ANALYST, DONE, AtDesk, Desk
from djeli.web.pages.enter import inside
from djeli.web.security import checked

router = APIRouter(include_in_schema=False)
_LONG, _SHORT, _NAME = 2000, 300, 80
_DRAFT, _DRAFT_WHY = 60, 300
"""Characters of what was typed that are kept for another try: a session lives in a cookie, which holds little."""


class Given(BaseModel):
    """What the forms send; each uses some of it."""

    analyst: str = Field("", max_length=_NAME)
    why: str = Field("", max_length=_LONG)
    back: str = Field("/", max_length=_LONG)
    prop: str = Field("", max_length=_NAME)
    value: str = Field("", max_length=_SHORT)
    into: str = Field("", max_length=_SHORT)
    near: str = Field("", max_length=_SHORT)
    pages: list[str] = Field(default_factory=list, max_length=2000)
    source: str = Field("", max_length=1)
    information: str = Field("", max_length=1)
    signal: str = Field("", max_length=_NAME)
    name: str = Field("", max_length=_SHORT)
    lat: str = Field("", max_length=20)
    lon: str = Field("", max_length=20)
    country: str = Field("", max_length=_NAME)


Sent = Annotated[Given, Form()]
Made = Sequence[Judgement]
Act = Callable[[Case, str, Given, str], Made]


def _accept(case: Case, event: str, given: Given, by: str) -> Made:
    return [case.decide(event, accept=True, by=by, why=given.why)]


def _reject(case: Case, event: str, given: Given, by: str) -> Made:
    return [case.decide(event, accept=False, by=by, why=given.why)]


def _comment(case: Case, event: str, given: Given, by: str) -> Made:
    return [case.comment(event, given.why, by=by)]


def _correct(case: Case, event: str, given: Given, by: str) -> Made:
    return [case.correct(event, given.prop, given.value, by=by, why=given.why)]


def _merge(case: Case, event: str, given: Given, by: str) -> Made:
    other = given.into.strip() or given.near.strip()
    if not other:
        raise NotFound("choose an event to merge with, or write its id")
    return case.merge([event, other], by=by, why=given.why)


def _split(case: Case, event: str, given: Given, by: str) -> Made:
    if not given.pages:
        raise NotFound("tick the pages that tell of another event")
    return [case.split(event, given.pages, by=by, why=given.why)]


def _grade(case: Case, event: str, given: Given, by: str) -> Made:
    if not (given.source or given.information):
        return [case.regrade(f"event:{event}", by=by, why=given.why)]
    grade = f"{given.source or '-'}{given.information or '-'}"
    return [case.regrade(f"event:{event}", grade, by=by, why=given.why)]


def _signal(case: Case, event: str, given: Given, by: str) -> Made:
    return [case.regrade(f"event:{event}", signal=given.signal, by=by, why=given.why)]


def _place(case: Case, event: str, given: Given, by: str) -> Made:
    """By degrees where they are given, else by the gazetteer."""
    if not given.name.strip():
        raise NotFound("write the name of the place")
    if bool(given.lat.strip()) != bool(given.lon.strip()):
        raise NotFound("give both degrees, north and east, or none of them")
    spot = f"@{degrees(given.lat, 90, 'north')},{degrees(given.lon, 180, 'east')}" if given.lat.strip() else ""
    name = given.name.replace("@", " ").strip()
    return [case.correct(event, "place", ", ".join(p for p in (name + spot, given.country) if p), by=by, why=given.why)]


def degrees(text: str, most: float, way: str) -> str:
    """Degrees as somebody typed them, with a comma or a point.

    Raises:
        NotFound: they are none.
    """
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        found = float("nan")
    if not -most <= found <= most:
        raise NotFound(f"{text!r} is no number of degrees {way}; write one like 16.27, with a minus for the other way")
    return f"{found:.5f}"


def _dispute(case: Case, event: str, given: Given, by: str) -> Made:
    return [case.no_contradiction(event, given.value, by=by, why=given.why)]


def _misread(case: Case, event: str, given: Given, by: str) -> Made:
    found = decideview.misread(case.show(event), given.name)
    if found is None:
        raise NotFound("this value is not read there any more; load the event's page again")
    chosen = [(report, value) for report, value, _ in found.places if report in given.pages]
    if not chosen:
        raise NotFound("tick at least one page on which it was misread")
    return case.misread(chosen, found.prop, given.value, by=by, why=given.why)


ACTS: Mapping[str, Act] = {
    "accept": _accept,
    "reject": _reject,
    "comment": _comment,
    "correct": _correct,
    "merge": _merge,
    "split": _split,
    "grade": _grade,
    "signal": _signal,
    "place": _place,
    "dispute": _dispute,
    "misread": _misread,
}


@router.post("/events/{event}/{act}", dependencies=[Depends(checked)])
def about_event(desk: AtDesk, event: str, act: str, given: Sent) -> RedirectResponse:
    """Decide something about an event, then go back to it."""
    do = ACTS.get(act)
    if do is None:
        raise NotFound(f"nothing is called {act!r} that could be decided about an event")
    return decided(desk, given, act, lambda by: do(desk.case, event, given, by))


@router.post("/links/{name}/{act}", dependencies=[Depends(checked)])
def about_link(desk: AtDesk, name: str, act: str, given: Sent) -> RedirectResponse:
    """Say that the two reports of a link are one event, or are not."""
    if act not in ("same", "different"):
        raise NotFound(f"two reports are the same or different, not {act!r}")
    return decided(desk, given, name, lambda by: [desk.case.decide(name, accept=act == "same", by=by, why=given.why)])


@router.post("/undo", dependencies=[Depends(checked)])
def undo(desk: AtDesk, given: Sent, decision: Annotated[str, Form(max_length=_LONG)]) -> RedirectResponse:
    """Take decisions back, the last one first."""
    names = [one for one in decision.split(",") if one]
    if re.match(r"/review/\w+-", given.back) and desk.request.session.get(DONE):  # an answer that counts no more
        desk.request.session[DONE] = int(desk.request.session[DONE]) - 1
    return decided(
        desk, given, "undo", lambda by: [desk.case.undo(one, by=by, why=given.why) for one in reversed(names)]
    )


@router.get("/events/{event}/misread", response_class=HTMLResponse)
def misread(desk: AtDesk, event: str, claim: str) -> HTMLResponse:
    """The form for a value that was read wrongly: what is right, and on which of the pages that say it so."""
    shown = desk.case.show(event)
    found = decideview.misread(shown, claim)
    if found is None:
        raise NotFound("this value is not read there any more; load the event's page again")
    return desk.page("misread.html", event=shown.event, found=found, claim=claim, hints=decideview.HINTS)


def decided(desk: Desk, given: Given, act: str, make: Callable[[str], Made]) -> RedirectResponse:
    """Carry a decision out, say what came of it, and lead back; what cannot be done is said there as well."""
    back = inside(given.back)
    by = name_of(desk, given)
    if not by:
        return _again(desk, given, act, "Say who you are first: every decision is kept with a name.", back)
    try:
        with desk.request.app.state.turn:
            made = make(by)
    except DjeliError as error:
        return _again(desk, given, act, f"Not decided: {error}", back)
    desk.tell(decideview.told(desk.case, made), undo=",".join(one.id[:16] for one in made))
    return RedirectResponse(_standing(desk.case, back), status_code=303)


def name_of(desk: Desk, given: Given) -> str:
    """Who decides: whoever the session knows, or the name that the form asked for, which it then remembers."""
    asked = " ".join(given.analyst.split())
    if asked:
        desk.request.session[ANALYST] = asked[:_NAME]
    return desk.analyst


def _again(desk: Desk, given: Given, act: str, sentence: str, back: str) -> RedirectResponse:
    typed = {name: text for name, text in given.model_dump().items() if isinstance(text, str) and name != "back"}
    kept = {name: text[: _DRAFT_WHY if name == "why" else _DRAFT] for name, text in typed.items() if text}
    desk.request.session["draft"] = {**kept, "act": act}
    desk.tell(sentence)
    return RedirectResponse(back, status_code=303)


def _standing(case: Case, back: str) -> str:
    """The address, or the history where it was the page of an event that is no more."""
    path = back.partition("#")[0].partition("?")[0].strip("/").split("/")
    if path[0] == "events" and len(path) > 1:
        try:
            case.event(path[1])
        except NotFound:
            return "/history"
    return back
