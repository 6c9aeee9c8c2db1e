"""Coming in with the token, who sits there, and light or dark."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException
from fastapi.responses import RedirectResponse

from djeli.text.weblink import parted
from djeli.web.desk import ANALYST, DONE, SKIPPED, THEME, THEMES, AtDesk
from djeli.web.security import LOGGED_IN, checked

router = APIRouter(include_in_schema=False)
_LONGEST = 80


@router.get("/enter")
def enter(desk: AtDesk, token: str = "") -> RedirectResponse:
    """Take the token of the address `djeli serve` printed, and keep it out of the address from then on."""
    wanted = desk.request.app.state.token
    if wanted and not hmac.compare_digest(token.encode(), wanted.encode()):
        raise HTTPException(401, "this token opens nothing here; take the address that 'djeli serve' printed last")
    if wanted:
        desk.request.session.clear()  # what somebody may have put there before is not carried in
    desk.request.session[LOGGED_IN] = True
    return RedirectResponse("/", status_code=303)


@router.post("/me", dependencies=[Depends(checked)])
def me(desk: AtDesk, analyst: Annotated[str, Form()] = "", back: Annotated[str, Form()] = "/") -> RedirectResponse:
    """Remember who sits there: every decision is kept with a name."""
    name = " ".join(analyst.split())[:_LONGEST]
    if desk.analyst and name != desk.analyst:
        for one in (SKIPPED, DONE):
            desk.request.session.pop(one, None)
    desk.request.session[ANALYST] = name
    return RedirectResponse(inside(back), status_code=303)


@router.post("/theme", dependencies=[Depends(checked)])
def theme(desk: AtDesk, theme: Annotated[str, Form()], back: Annotated[str, Form()] = "/") -> RedirectResponse:
    """Light, dark, or as the machine is set."""
    desk.request.session[THEME] = theme if theme in THEMES else THEMES[0]
    return RedirectResponse(inside(back), status_code=303)


def inside(address: str) -> str:
    """The address if it leads to a page of ours, else the overview: nobody is sent elsewhere."""
    parts = parted(address)
    ours = not parts.scheme and not parts.netloc and address.startswith("/") and address[1:2] not in ("/", "\\")
    return address if ours else "/"
