"""What keeps the workbench safe: headers, the host it answers to, who may write, and how much may be sent.

Pages show words of hostile reports, so nothing but our own files may run, be fetched or be framed. Writing needs a
request that our own page made: the browser must not call it cross-site, and a signed token of the session goes along.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping

from fastapi import HTTPException, Request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from djeli.text.weblink import parted

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Only our own files; pictures also as data, for Leaflet's controls. Nothing inline, nothing from elsewhere."""
HEADERS: Mapping[str, str] = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with no-referrer, browsers send Origin: null with our own forms
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-frame-options": "DENY",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
CSRF_FIELD, CSRF_HEADER, NONCE = "csrf", "x-djeli-csrf", "nonce"
LOGGED_IN = "in"
A_DAY = 24 * 60 * 60  # seconds that a page may lie open before its forms must be loaded anew
OPEN_PATHS = ("/static/", "/enter")


class Guard:
    """Checks every request before any page sees it, and writes the headers of every answer.

    Args:
        app: what is guarded.
        token: who beyond this machine may come in; empty on loopback.
        most: bytes a request may send.
    """

    def __init__(self, app: ASGIApp, *, token: str, most: int) -> None:
        self.app, self.token, self.most = app, token, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it in a sentence."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        answer = self.app if refusal is None else refusal
        counted = _Counted(receive, self.most)
        await answer(scope, counted, _with_headers(send, cached=scope["path"].startswith("/static/")))

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        headers = Headers(scope=scope)
        length = headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length) > self.most:
            return _refuse(scope, 413, f"too much at once: {int(length):,} bytes; at most {self.most:,} may be sent")
        if scope["method"] not in SAFE and not own(headers):
            return _refuse(scope, 403, "refused: another site made this request; use the workbench's own page")
        if foreign(headers):
            return _refuse(scope, 403, "refused: another site looks in from its own page; open the address by itself")
        if self.token and not scope["session"].get(LOGGED_IN) and not scope["path"].startswith(OPEN_PATHS):
            return _refuse(scope, 401, "who are you? Open the address with its token, as 'djeli serve' printed it")
        return None


def own(headers: Headers) -> bool:
    """Whether a request was made by a page of this very server, as the browser tells it.

    Browsers send Sec-Fetch-Site; older ones at least Origin. A program that sends neither is no browser, and no
    other site can make it send a session's cookie.
    """
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or parted(origin).netloc == headers.get("host", "")


def foreign(headers: Headers) -> bool:
    """Whether a page of another site asks for something of ours to use it there: as a picture, a frame, a script.

    It could not read it, but it could measure how long the answer takes, and so learn what the case holds. A link that
    somebody follows is no such thing.
    """
    if headers.get("sec-fetch-site") in (None, "same-origin", "none"):
        return False
    return headers.get("sec-fetch-mode") != "navigate" or headers.get("sec-fetch-dest") != "document"


class _Counted:
    """A request's body, cut off where it grows beyond what it may."""

    def __init__(self, receive: Receive, most: int) -> None:
        self.receive, self.left = receive, most

    async def __call__(self) -> Message:
        message = await self.receive()
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            raise HTTPException(413, "more was sent than may be sent at once")
        return message


def _with_headers(send: Send, *, cached: bool) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "max-age=86400" if cached else "no-store")
        await send(message)

    return sending


def _refuse(scope: Scope, status: int, sentence: str) -> ASGIApp:
    if scope["path"].startswith("/api/"):
        return JSONResponse({"error": sentence}, status_code=status)
    return PlainTextResponse(sentence + "\n", status_code=status)


class Tokens:
    """Tokens of forms: signed, bound to the session, good for a day."""

    def __init__(self, secret: str) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="djeli-form")

    def of(self, request: Request) -> str:
        """The token that this session's forms carry."""
        nonce = request.session.setdefault(NONCE, secrets.token_urlsafe(16))
        return self._signer.dumps(nonce)

    def check(self, request: Request, given: str) -> None:
        """Nothing when the token is this session's.

        Raises:
            HTTPException: 403, it is missing, forged, of another session, or more than a day old.
        """
        try:
            nonce = str(self._signer.loads(given, max_age=A_DAY))
        except BadSignature:
            nonce = ""
        if not nonce or not hmac.compare_digest(nonce, str(request.session.get(NONCE, ""))):
            raise HTTPException(403, "this form is out of date; load the page again and send it once more")


async def checked(request: Request) -> None:
    """Dependency of everything that writes: the form's token, or the same in a header of our own script."""
    given = request.headers.get(CSRF_HEADER)
    if given is None:
        given = str((await request.form()).get(CSRF_FIELD, ""))
    request.app.state.tokens.check(request, given)
