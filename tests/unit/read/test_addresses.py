"""Which addresses are public."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest

from djeli.errors import ForbiddenAddress, InputError, UnreadableInput
from djeli.read.addresses import is_public, resolve


@pytest.mark.parametrize(
    ("address", "public"),
    [
        *[(a, True) for a in ("8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808")],
        *[(a, False) for a in ("127.0.0.1", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "0.0.0.0")],  # noqa: S104
        *[(a, False) for a in ("100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1")],
        *[(a, False) for a in ("::1", "::", "fe80::1", "fc00::1", "ff02::1", "fec0::1", "2001:db8::1")],
        *[(a, False) for a in ("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::")],
    ],
)
def test_is_public(address: str, public: bool) -> None:
    """Private, special and carried addresses of both families."""
    assert is_public(ipaddress.ip_address(address)) is public


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://[::1]/",
        "http://[::ffff:169.254.169.254]/latest/meta-data",
        "http://[::]/",
        "http://0/",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "gopher://x/",
        "http://user:word@example.org/",
        "http://example.org@127.0.0.1/",
    ],
)
def test_forbidden(url: str) -> None:
    """Other schemes, credentials, and the many ways to write a private address."""
    with pytest.raises(ForbiddenAddress):
        resolve(url, allow_private=False)


@pytest.mark.parametrize(
    "url", ["http://", "http:///x", "http://[::1", "http://a:99999999/", "http://no-such.invalid/"]
)
def test_malformed(url: str) -> None:
    """No host, a broken one, one that has no address."""
    with pytest.raises(UnreadableInput):
        resolve(url, allow_private=True)


def test_one_private_answer_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that resolves to a public and a private address is refused."""

    def answers(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, 1, 6, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    with pytest.raises(InputError, match=r"10\.0\.0\.1"):
        resolve("http://rebind.example/", allow_private=False)
    assert resolve("http://rebind.example/", allow_private=True).ip == "8.8.8.8"
