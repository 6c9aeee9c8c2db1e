"""Fetching one public page: bounded in size, time and redirects, and never into a private network.

Every hop is resolved once and checked; the connection goes to the checked address while Host header, SNI and
certificate check keep the name. Proxies of the environment are not used: they would resolve the name again.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

from djeli import __version__
from djeli.errors import InputError, OversizedInput, UnreadableInput
from djeli.read.addresses import resolve
from djeli.settings import Settings

MAX_REDIRECTS = 5
USER_AGENT = f"Djeli/{__version__} (research tool; reads single public pages on a person's request)"
_SENT = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/*;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_KEPT = ("content-type", "last-modified", "date", "etag", "content-language", "server", "x-robots-tag")
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page as it came. `uri` as asked, `final_uri` after redirects, `host` of the latter, `at` in UTC.

    `data` is the body after transfer and content coding were undone. `media_type` is the Content-Type with its
    parameters; hand it to `read` as it is.
    """

    data: bytes
    uri: str
    final_uri: str
    host: str
    media_type: str
    at: dt.datetime
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)


def fetch(url: str, settings: Settings) -> Fetched:
    """Fetch one address.

    Raises:
        ForbiddenAddress: it, or a redirect of it, leads where Djeli does not go.
        OversizedInput: the body is larger than `max_bytes`, or the whole takes longer than `fetch_timeout`.
        UnreadableInput: no connection, too many redirects, or an answer other than 200.
    """
    deadline = time.monotonic() + settings.fetch_timeout
    current = url
    for _ in range(MAX_REDIRECTS + 1):
        answer = _hop(url, current, settings, deadline)
        if isinstance(answer, Fetched):
            return answer
        current = answer
    raise UnreadableInput(
        f"redirects more than {MAX_REDIRECTS} times, last to {current}; give the final address", where=url
    )


def _hop(asked: str, current: str, settings: Settings, deadline: float) -> Fetched | str:
    """The page, or the address that it redirects to."""
    target = resolve(current, allow_private=settings.allow_private_addresses)
    request_url = _pinned(current, target.ip)
    host = urlsplit(current).netloc.rpartition("@")[2]
    try:
        # A client for each hop: no cookie, no kept connection to a name that may mean another address later.
        with (
            httpx.Client(
                verify=httpx.create_ssl_context(),  # honours SSL_CERT_FILE, as offices with their own authority need
                trust_env=False,
                follow_redirects=False,
                timeout=settings.fetch_timeout,
            ) as client,
            _closing_at(deadline, client),
            client.stream(
                "GET",
                request_url,
                headers={
                    "Host": host,
                    "User-Agent": USER_AGENT,
                    "Accept": "text/html,application/*;q=0.9,*/*;q=0.5",
                    "Accept-Encoding": "gzip, deflate",
                },
                extensions={"sni_hostname": target.host},
            ) as response,
        ):
            if response.status_code in _REDIRECTS and response.headers.get("location"):
                return urljoin(current, response.headers["location"])
            _expect_ok(response, asked)
            data = _body(response, asked, settings, deadline)
            return Fetched(
                data=data,
                uri=asked,
                final_uri=current,
                host=target.host,
                media_type=response.headers.get("content-type", ""),
                at=dt.datetime.now(dt.UTC),
                status=response.status_code,
                headers={name: response.headers[name][:500] for name in _KEPT if name in response.headers},
            )
    except InputError:
        raise
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError, RuntimeError) as error:
        if time.monotonic() > deadline:
            raise _too_slow(asked, settings) from error
        raise UnreadableInput(
            f"cannot be fetched from {target.host} ({type(error).__name__}: {error}); try again later, or save the "
            "page from a browser and add the file",
            where=asked,
        ) from error


@contextmanager
def _closing_at(deadline: float, client: httpx.Client) -> Iterator[None]:
    """Close the client's connection when time is up: time-outs of single reads never end a server that drips."""
    timer = threading.Timer(max(0.0, deadline - time.monotonic()), client.close)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _pinned(url: str, ip: str) -> str:
    """The URL with the checked address in the place of its host."""
    parts = urlsplit(url)
    literal = f"[{ip}]" if ":" in ip else ip
    netloc = literal if parts.port is None else f"{literal}:{parts.port}"
    return urlunsplit((parts.scheme.lower(), netloc, parts.path or "/", parts.query, ""))


def _expect_ok(response: httpx.Response, asked: str) -> None:
    if response.status_code == 200:
        return
    cures = {
        401: "the page wants a log-in; save it from your browser and add the file",
        403: "the server refuses programs; save the page from your browser and add the file",
        404: "the page is not there (any more); look for it in a web archive",
        410: "the page was taken down; look for it in a web archive",
        429: "the server asks for fewer requests; wait and try again",
        451: "the page is withheld for legal reasons; look for it in a web archive",
    }
    cure = cures.get(response.status_code, "try again later, or save the page from a browser and add the file")
    raise UnreadableInput(f"the server answered {response.status_code}, expected 200: {cure}", where=asked)


def _too_slow(asked: str, settings: Settings) -> OversizedInput:
    return OversizedInput(
        f"took longer than {settings.fetch_timeout:g} s; raise fetch_timeout in djeli.toml or try again later",
        where=asked,
    )


def _body(response: httpx.Response, asked: str, settings: Settings, deadline: float) -> bytes:
    """The body while it stays within size and time; decoded sizes count, so that a compressed bomb stops early."""
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > settings.max_bytes:
            raise OversizedInput(
                f"is larger than {settings.max_bytes:,} bytes; raise max_bytes in djeli.toml if you want it",
                where=asked,
            )
        if time.monotonic() > deadline:
            raise _too_slow(asked, settings)
    return bytes(data)
