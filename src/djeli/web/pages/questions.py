"""The desk's questions: what changed, what is missing, how counts run, what another's sheet has; answered with events.

The address holds the question. What takes longer than a page is worked out in the background (see `answers`).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Annotated, Any, TypedDict, cast

from fastapi import APIRouter, Depends, File, Form, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from djeli.desk.trend import By, Trend, matters
from djeli.errors import InputError
from djeli.ledger.asking import member
from djeli.resources.event_types import event_types
from djeli.store import EventFilter
from djeli.web import changeview, compareview, gapview, trendview
from djeli.web.answers import Answer, Answers
from djeli.web.desk import AtDesk, Desk, with_query
from djeli.web.draw import bars
from djeli.web.pages.add import label
from djeli.web.period import Looked, looked
from djeli.web.security import checked

router = APIRouter()
LOOKED = "looked"
"""In a session: the entry that changes were last shown up to, and the one before something new came."""
CHECKS = 15
MANY_READ = 2000
"""Pages read since a moment up to which what changed by them is worked out unasked."""
MOST_BYTES = 24 * 1024 * 1024
"""Bytes of a sheet that is held against the case: a year of a country in any of the formats has a tenth of it."""
SINCE = {"24h": "24 hours", "7d": "a week", "30d": "30 days"}
NAMES = ("country", "place", "type", "actor", "since", "until", "whole")


@router.get("/questions", response_class=HTMLResponse, include_in_schema=False)
def questions(desk: AtDesk) -> HTMLResponse:
    """What can be asked."""
    return desk.page("questions.html")


@router.get("/questions/changes", response_class=HTMLResponse, include_in_schema=False)
def changes(desk: AtDesk, since: str = "", whole: str = "") -> HTMLResponse:
    """What is otherwise than it was."""
    asked = since.strip()[:80] or "24h"
    entry, _, words = desk.case.entry_of(asked)
    read = 0 if whole else desk.case.read_since(entry, MANY_READ + 1)
    answer = _asked(desk, ("changes", entry), lambda: desk.case.changes(asked)) if read <= MANY_READ else None
    found = answer.found if answer else None
    return desk.page(
        "changes.html",
        answer=answer,
        read=read,
        all=with_query("/questions/changes", {}, since=asked, whole=1),
        asked=asked,
        words=words,
        presets=[(words, with_query("/questions/changes", {}, since=one)) for one, words in SINCE.items()],
        last=_last(desk, found.until) if found else 0,
        found=found,
        groups=changeview.groups(found) if found else [],
        timeline=changeview.timeline(found) if found else "",
    )


@router.get("/questions/gaps", response_class=HTMLResponse, include_in_schema=False)
def gaps(desk: AtDesk) -> HTMLResponse:
    """What nobody else says, what nobody says at all, and what to check next."""
    query = _query(desk, NAMES)
    look = _looked(desk, query, background=False)
    asked = look.wanted
    answer = _asked(
        desk,
        ("gaps", asked),
        lambda: desk.case.gaps(country=asked.country, place=asked.place, type=asked.type, since=asked.since,
                               until=asked.until, most=CHECKS),
    )  # fmt: skip
    found = answer.found
    plain = {name: query[name] for name in query if name in ("country", "type", "since", "until")}
    return desk.page(
        "gaps.html",
        answer=answer,
        types=_types(),
        asked=query,
        look=look,
        all=with_query("/questions/gaps", query, whole=1),
        found=found,
        holes=gapview.holes(found, desk.case.named(gapview.wanted(found))) if found else [],
        drawn=bars.svg(gapview.counts(found.holes), of=found.total, what="Events by what they lack") if found else "",
        shares=gapview.shares(found) if found else [],
        share=bars.parts(gapview.shares(found), what="Events") if found else "",
        places=gapview.unheard(found.places, plain, months=False) if found else [],
        months=gapview.unheard(found.months, plain, months=True) if found else [],
    )


@router.get("/questions/trend", response_class=HTMLResponse, include_in_schema=False)
def trend(desk: AtDesk, by: str = "", what: str = "") -> HTMLResponse:
    """Own counts in rows, drawn, and figures of others beside them."""
    query = _query(desk, NAMES)
    rows, counted = By(member(by, list(By), "grouping") or By.MONTH), member(what, list(matters()), "matter to count")
    foreground = bool(desk.request.query_params.get("foreground"))
    look = _looked(desk, query, background=not foreground)
    one = look.wanted
    answer = _asked(
        desk,
        ("trend", one, rows, counted),
        lambda: desk.case.trend(by=rows.value, what=counted or "events", country=one.country, place=one.place,
                                type=one.type, actor=one.actor, since=one.since, until=one.until,
                                background=not foreground),
    )  # fmt: skip
    found: Trend | None = answer.found
    told = {**query, "by": by, "what": what, "foreground": "1" if foreground else ""}
    return desk.page(
        "trend.html",
        answer=answer,
        types=_types(),
        asked=query,
        by=rows,
        what=counted or "events",
        foreground=foreground,
        groupings=list(By),
        matters={name: matter.label for name, matter in matters().items()},
        look=look,
        all=with_query("/questions/trend", told, whole=1),
        found=found,
        view=trendview.of(found, _plain(query)) if found else None,
    )


@router.get("/questions/compare", response_class=HTMLResponse, include_in_schema=False)
def compare(desk: AtDesk, made: str = "", show: str = "", page: str = "1") -> HTMLResponse:
    """The form that takes a sheet, and how one compares with the case."""
    answer = _answers(desk).find(made) if made else None
    if answer is not None and answer.fault is not None:
        raise answer.fault
    found = answer.found if answer else None
    return desk.page(
        "compare.html",
        answer=answer,
        found=found,
        view=compareview.of(found, made, show, page) if found else None,
        most=MOST_BYTES // (1024 * 1024),
    )


@router.post("/questions/compare", dependencies=[Depends(checked)], include_in_schema=False)
def held_against(
    desk: AtDesk,
    sheet: Annotated[UploadFile | None, File()] = None,
    country: Annotated[str, Form(max_length=80)] = "",
    days: Annotated[int, Form(ge=0, le=31)] = 3,
    columns: Annotated[str, Form(max_length=2000)] = "",
) -> RedirectResponse:
    """Hold a sheet against the case. It lies in a folder of ours until it is read, and is gone before the answer."""
    if sheet is None or not sheet.filename:
        raise InputError("no file was chosen; choose a CSV, TSV or XLSX file")
    if (sheet.size or 0) > MOST_BYTES:
        raise InputError(f"larger than {MOST_BYTES // (1024 * 1024)} MB; cut it into parts, or use 'djeli compare'")
    given = compareview.columns(columns)
    if country.strip():
        desk.case.country_code(country.strip())  # a slip is told before anything is kept
    folder = Path(tempfile.mkdtemp(prefix="djeli-sheet-"))
    path = folder / (label(sheet.filename).rsplit("/", 1)[-1][-120:] or "sheet")
    with path.open("wb") as stream:
        shutil.copyfileobj(sheet.file, stream)

    def work() -> Any:
        try:
            return desk.case.compare(path, columns=given, country=country.strip(), days=days)
        except InputError as error:
            raise InputError(error.what, where=path.name) from error  # no folder of this machine is told
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    answer = _answers(desk).ask(("compare", folder.name), work)
    return RedirectResponse(with_query("/questions/compare", {}, made=answer.id), status_code=303)


class Progress(TypedDict):
    """How far an answer is: waiting, working, done or failed."""

    id: str
    state: str


@router.get("/api/answers/{answer}")
def progress(desk: AtDesk, answer: str) -> Progress:
    """How far an answer is that takes longer than a page."""
    one = _answers(desk).find(answer)
    return {"id": one.id, "state": one.state.value}


def _answers(desk: Desk) -> Answers:
    return cast(Answers, desk.request.app.state.answers)


def _asked(desk: Desk, key: Hashable, work: Callable[[], Any]) -> Answer:
    return _answers(desk).ask((desk.case.state(), key), work)


def _query(desk: Desk, names: tuple[str, ...]) -> dict[str, str]:
    given = desk.request.query_params
    return {name: given[name].strip()[:200] for name in names if given.get(name, "").strip()}


def _plain(query: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in query.items() if name != "whole"}


def _looked(desk: Desk, query: Mapping[str, str], *, background: bool) -> Looked:
    wanted = EventFilter(
        country=query.get("country", ""),
        place=query.get("place", ""),
        type=query.get("type", ""),
        actor=query.get("actor", ""),
        since=query.get("since", ""),
        until=query.get("until", ""),
        background=background,
    )
    return looked(desk.case, wanted, whole="whole" in query)


def _types() -> dict[str, str]:
    """Event types by their names, as a list to choose from."""
    return dict(sorted(((one.id, one.label["en"]) for one in event_types().values()), key=lambda pair: pair[1]))


def _last(desk: Desk, until: int) -> int:
    """The entry up to which this session saw changes before something new came; 0 where it saw none yet."""
    before, latest = desk.request.session.get(LOOKED, (0, 0))
    if until != latest:
        before, latest = latest, until
        desk.request.session[LOOKED] = (before, latest)
    return int(before)
