"""Handing out: what can be made of the case and for whom, and the file itself once it is made."""

from __future__ import annotations

from typing import Annotated, TypedDict, cast

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field

from djeli.errors import NotFound
from djeli.policy import default_audience
from djeli.web.desk import AtDesk, Desk, with_query
from djeli.web.making import AN_HOUR, TARGETS, Make, Makings, grouped, makes, report, wanted
from djeli.web.security import checked

router = APIRouter()
_SOON = 1.5
"""Seconds that the answer waits for a file, so that a small case shows it at once."""


class About(BaseModel):
    """What a report is asked for: of a country, a period, one event (its id) or one actor."""

    report: str = Field("", max_length=80)
    country: str = Field("", max_length=80)
    since: str = Field("", max_length=10)
    until: str = Field("", max_length=10)
    event: str = Field("", max_length=80)
    actor: str = Field("", max_length=200)

    @property
    def chosen(self) -> str:
        """The form that fits what is asked, where none is named."""
        fits = "incident" if self.event else "actor" if self.actor else "country" if self.country else "digest"
        return self.report or fits


class Wanted(About):
    """A report, how it is written, and for whom."""

    to: str = Field("", max_length=10)
    audience: str = Field("", max_length=80)


class Made(TypedDict):
    """How far a file is; `size` in bytes once it is done."""

    id: str
    state: str
    stage: str
    fault: str
    size: int


@router.get("/export", response_class=HTMLResponse, include_in_schema=False)
def export(desk: AtDesk, about: Annotated[About, Query()], made: str = "", form: str = "") -> HTMLResponse:
    """What can be made, for whom, and what was made since the workbench started."""
    shown = _makings(desk).find(made) if made else None
    listed, audiences = makes(desk.case), desk.case.audiences()
    return desk.page(
        "export.html",
        groups=grouped(listed),
        audiences=audiences,
        chosen=form if form in listed else next(iter(listed)),
        whom=default_audience(),
        reports=desk.case.report_forms(),
        targets=TARGETS,
        about=about,
        made=shown,
        others=[one for one in _makings(desk).listed() if one is not shown],
        minutes=int(AN_HOUR.total_seconds() // 60),
    )


@router.post("/export", dependencies=[Depends(checked)], include_in_schema=False)
def make(
    desk: AtDesk,
    form: Annotated[str, Form(max_length=80)] = "",
    audience: Annotated[str, Form(max_length=80)] = "",
) -> RedirectResponse:
    """Make a file; a small one is there with the next page, of a large one that page tells how far it is."""
    return _begun(desk, wanted(desk.case, form), audience)


@router.post("/export/report", dependencies=[Depends(checked)], include_in_schema=False)
def make_report(desk: AtDesk, given: Annotated[Wanted, Form()]) -> RedirectResponse:
    """Write a report for people."""
    if given.report not in desk.case.report_forms() or given.to not in TARGETS:
        raise NotFound("choose a form of report and how it is written from the lists")
    asked = {key: value.strip() for key, value in given.model_dump(include={*About.model_fields} - {"report"}).items()}
    return _begun(desk, report(given.report, given.to, asked), given.audience)


def _begun(desk: Desk, make: Make, audience: str) -> RedirectResponse:
    one = _makings(desk).start(make, audience or default_audience())
    one.ended.wait(_SOON)
    return RedirectResponse(with_query("/export", {}, made=one.id), status_code=303)


@router.get("/export/{made}", include_in_schema=False)
def download(desk: AtDesk, made: str) -> FileResponse:
    """The made file, to be kept: never shown."""
    one = _makings(desk).find(made)
    return FileResponse(_makings(desk).path(one), media_type="application/zip", filename=one.name)


@router.get("/api/exports/{made}")
def progress(desk: AtDesk, made: str) -> Made:
    """How far a file is that leaves the case."""
    one = _makings(desk).find(made)
    return {"id": one.id, "state": one.state.value, "stage": one.stage, "fault": one.fault, "size": one.size}


def _makings(desk: Desk) -> Makings:
    return cast(Makings, desk.request.app.state.makings)
