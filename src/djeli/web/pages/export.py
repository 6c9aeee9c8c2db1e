"""Handing out: what can be made of the case and for whom, and the file itself once it is made."""

from __future__ import annotations

from typing import Annotated, TypedDict, cast

from fastapi import APIRouter, Depends, Form
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse

from djeli.policy import default_audience
from djeli.web.desk import AtDesk, Desk, with_query
from djeli.web.making import AN_HOUR, Makings, makes
from djeli.web.security import checked

router = APIRouter()
_SOON = 1.5
"""Seconds that the answer waits for a file, so that a small case shows it at once."""


class Made(TypedDict):
    """How far a file is; `size` in bytes once it is done."""

    id: str
    state: str
    stage: str
    fault: str
    size: int


@router.get("/export", response_class=HTMLResponse, include_in_schema=False)
def export(desk: AtDesk, made: str = "", form: str = "", audience: str = "") -> HTMLResponse:
    """What can be made, for whom, and what was made since the workbench started."""
    shown = _makings(desk).find(made) if made else None
    listed, audiences = makes(desk.case), desk.case.audiences()
    return desk.page(
        "export.html",
        makes=list(listed.values()),
        audiences=audiences,
        chosen=form if form in listed else next(iter(listed)),
        whom=audience if audience in audiences else default_audience(),
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
    one = _makings(desk).start(form, audience or default_audience())
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
