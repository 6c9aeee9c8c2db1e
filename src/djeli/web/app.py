"""The application: pages put together, guarded, errors turned into sentences."""

from __future__ import annotations

import secrets
import threading
from pathlib import Path
from typing import Any, TypedDict

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.sessions import SessionMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from xstatic.pkg import leaflet

from djeli import __version__
from djeli.errors import DjeliError, NotFound
from djeli.ledger import Case
from djeli.web.answers import Answers
from djeli.web.desk import Desk
from djeli.web.jobs import Jobs
from djeli.web.making import Makings
from djeli.web.pages import (
    actors,
    add,
    decide,
    disputes,
    documents,
    enter,
    event,
    events,
    export,
    figures,
    grades,
    history,
    overview,
    places,
    questions,
    read,
    review,
    search,
    sources,
    statements,
    teams,
)
from djeli.web.security import Guard, Tokens

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
MOST = 256 * 1024 * 1024
"""Bytes that one request may send: a folder of reports dropped on the page."""
PAGES = (
    overview, events, event, read, documents, add, enter, disputes, statements, actors, figures, sources, search,
    places, questions, decide, grades, teams, review, history, export,
)  # fmt: skip


class Fault(TypedDict):
    """What a program is answered when it asked amiss: a sentence with its cure."""

    error: str


FAULTS: dict[int | str, dict[str, Any]] = {"4XX": {"model": Fault, "description": "A sentence that says what is wrong"}}


def create_app(
    case: Case, *, token: str = "", hosts: tuple[str, ...] = (), most: int = MOST, cookie: str = "djeli"
) -> FastAPI:
    """The workbench of one open case.

    Args:
        case: the case; the caller closes it.
        token: what lets people in from beyond this machine; empty: whoever reaches it.
        hosts: names it answers to beside this machine's own, so that no foreign name can be bent to it.
        most: bytes that one request may send.
        cookie: name of the session's cookie. Browsers keep cookies by host and not by port, so that two workbenches
            on one machine need two names.
    """
    app = FastAPI(title="Djeli", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    secret = secrets.token_urlsafe(32)  # of this run: sessions end when the server does
    app.state.case, app.state.tokens, app.state.token = case, Tokens(secret), token
    app.state.jobs, app.state.makings, app.state.most = Jobs(case), Makings(case), most
    app.state.answers = Answers()
    app.state.turn = threading.Lock()  # decisions of several people wait for one another, instead of being refused
    app.add_middleware(Guard, token=token, most=most)
    app.add_middleware(  # without an age: the browser forgets it when it is closed
        SessionMiddleware, secret_key=secret, same_site="strict", session_cookie=cookie, max_age=None
    )
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*LOOPBACK, *hosts])
    here = Path(__file__).parent / "static"
    app.mount("/static/leaflet", StaticFiles(directory=leaflet.BASE_DIR), name="leaflet")
    app.mount("/static", StaticFiles(directory=here), name="static")
    for page in PAGES:
        app.include_router(page.router, responses=FAULTS)
    app.add_exception_handler(DjeliError, _fault)
    app.add_exception_handler(HTTPException, _fault)
    app.add_exception_handler(RequestValidationError, _fault)
    return app


def _fault(request: Request, error: Exception) -> Response:
    """What went wrong, as a sentence with its cure: a page, or JSON where a program asked."""
    status, sentence = _told(error)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": sentence}, status_code=status)
    if "session" not in request.scope:
        return HTMLResponse(status_code=status)
    return Desk(request, request.app.state.case).page("fault.html", status=status, sentence=sentence, code=status)


def _told(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        return error.status_code, "there is no such page" if error.status_code == 404 else str(error.detail)
    if isinstance(error, RequestValidationError):
        faults = "; ".join(f"{'.'.join(str(part) for part in one['loc'][1:])}: {one['msg']}" for one in error.errors())
        return 422, f"the request cannot be understood ({faults})"
    return (404 if isinstance(error, NotFound) else 400), str(error)
