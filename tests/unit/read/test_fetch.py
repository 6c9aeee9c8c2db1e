"""Fetching, against a server on this machine."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from djeli.errors import ForbiddenAddress, InputError, OversizedInput, UnreadableInput
from djeli.read import addresses, fetch
from djeli.settings import Settings

OPEN = Settings(allow_private_addresses=True, fetch_timeout=5.0, max_bytes=100_000)
PAGE = "<p>Dablo 😀</p>".encode()


class Handler(BaseHTTPRequestHandler):
    """Answers by path and keeps the headers it was sent."""

    seen: ClassVar[list[dict[str, str]]] = []

    def do_GET(self) -> None:
        """One answer for each path of the tests."""
        self.seen.append(dict(self.headers.items()))
        name = self.path.strip("/").partition("?")[0]
        if name.startswith("to-"):
            target = {
                "to-page": "/page",
                "to-self": "/to-self",
                "to-private": "http://10.255.255.1/",
                "to-file": "file:///x",
            }
            self.answer(302, b"", Location=target[name])
        elif name.isdigit():
            self.answer(int(name), b"no")
        elif name == "large":
            self.answer(200, b"x" * 200_000)
        elif name == "bomb":
            self.answer(200, gzip.compress(b"x" * 5_000_000), **{"Content-Encoding": "gzip"})
        elif name == "packed":
            self.answer(200, gzip.compress(PAGE), **{"Content-Encoding": "gzip"})
        else:
            self.answer(200, PAGE, **{"Set-Cookie": "a=b"})

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        """Send status, headers and body."""
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Address of a running server."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()


def test_page(server: str) -> None:
    """Bytes, type, host and time of a page; own agent, no cookie, and the Host header as named."""
    found = fetch(f"{server}/page?x=1#part", OPEN)
    assert (found.data, found.status, found.host) == (PAGE, 200, "127.0.0.1")
    assert found.media_type == "text/html; charset=utf-8"
    assert found.at.utcoffset() is not None
    assert "set-cookie" not in found.headers
    sent = Handler.seen[-1]
    assert sent["User-Agent"].startswith("Djeli/")
    assert sent["Host"] == server.removeprefix("http://")
    assert "Cookie" not in sent


def test_redirect_and_packing(server: str) -> None:
    """A redirect is followed and said; a packed body arrives unpacked."""
    found = fetch(f"{server}/to-page", OPEN)
    assert (found.uri, found.final_uri) == (f"{server}/to-page", f"{server}/page")
    assert fetch(f"{server}/packed", OPEN).data == PAGE


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("404", UnreadableInput, "answered 404"),
        ("403", UnreadableInput, "save the page from your browser"),
        ("500", UnreadableInput, "answered 500"),
        ("to-self", UnreadableInput, "more than 5 times"),
        ("to-file", ForbiddenAddress, "scheme 'file'"),
        ("large", OversizedInput, "larger than 100,000 bytes"),
        ("bomb", OversizedInput, "larger than 100,000 bytes"),
    ],
)
def test_faults(server: str, path: str, kind: type[InputError], words: str) -> None:
    """Statuses, loops, other schemes and sizes."""
    with pytest.raises(kind, match=words):
        fetch(f"{server}/{path}", OPEN)


def test_private_addresses_are_refused(server: str) -> None:
    """Without the setting nothing on this machine is fetched."""
    before = len(Handler.seen)
    with pytest.raises(ForbiddenAddress, match="allow_private_addresses"):
        fetch(f"{server}/page", Settings())
    assert len(Handler.seen) == before


def test_redirect_into_a_private_network(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each hop is checked: a public page cannot send Djeli inside."""
    real = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda ip: str(ip) == "127.0.0.1" or real(ip))
    with pytest.raises(ForbiddenAddress, match=r"10\.255\.255\.1"):
        fetch(f"{server}/to-private", Settings(fetch_timeout=5.0))


def test_a_name_is_resolved_once(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to the address that was checked, and the server still sees the name."""
    port = int(server.rpartition(":")[2])
    asked: list[str] = []

    def answers(host: str, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        ip = "127.0.0.1" if host in ("news.example", "127.0.0.1") else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    found = fetch(f"http://news.example:{port}/page", OPEN)
    assert found.host == "news.example"
    assert asked.count("news.example") == 1
    assert Handler.seen[-1]["Host"] == f"news.example:{port}"


def test_nobody_listens() -> None:
    """A refused connection is a message."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(UnreadableInput, match="cannot be fetched"):
        fetch(f"http://127.0.0.1:{port}/", OPEN)


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999\r\n\r\n"])
def test_a_server_that_drips(head: bytes) -> None:
    """A byte now and then keeps no single read waiting; the whole still ends in time."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            connection, _ = listening.accept()
            with connection, contextlib.suppress(OSError):
                connection.sendall(head)
                for byte in b"HTTP/1.1 200 OK" * 20:
                    connection.sendall(bytes([byte]))
                    time.sleep(0.1)

        threading.Thread(target=drip, daemon=True).start()
        began = time.monotonic()
        with pytest.raises(InputError, match="took longer than 1 s"):
            fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/", replace(OPEN, fetch_timeout=1.0))
        assert time.monotonic() - began < 4
