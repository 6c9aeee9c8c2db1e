"""Nothing is asked of any network while pages are read, looked at and handed out; only `fetch` may, when it is told."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import djeli
from djeli import ledger
from djeli.ledger.ways import ways_out
from djeli.settings import Settings
from djeli.web.app import create_app

CONNECTS = frozenset(
    {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"}
)
STARTS = frozenset({"subprocess.Popen", "os.exec", "os.system", "os.posix_spawn"})
PAGE = b"""<html><head><title>Raid</title><link rel=stylesheet href=https://x.example/a.css><base href=https://x.example>
<script src=https://x.example/a.js></script></head><body><img src=https://x.example/a.png><p>Gunmen killed 12 villagers
in Gao on 3 May 2021, the mayor told https://x.example/interview.</p></body></html>"""
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><item><title>Raid</title>
<link>https://x.example/1</link><description>Gunmen killed 3 people in Kidal on 4 May 2021.</description></item>
</channel></rss>"""
_HEARD: list[tuple[str, tuple[Any, ...]]] = []
_LISTENING: list[bool] = []


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if _LISTENING and (event in CONNECTS or event in STARTS):
        _HEARD.append((event, arguments))


sys.addaudithook(_hear)  # tells of what libraries do in C as well, and cannot be taken away again


@pytest.fixture
def heard() -> Iterator[list[tuple[str, tuple[Any, ...]]]]:
    """What this process asked of a network or started while the test ran."""
    _HEARD.clear()
    _LISTENING.append(True)
    yield _HEARD
    _LISTENING.clear()


def test_no_network_is_asked(tmp_path: Path, heard: list[tuple[str, tuple[Any, ...]]]) -> None:
    """A page and a feed that name addresses are read, looked at and handed out in every way, without one connection."""
    with ledger.create(tmp_path / "case", Settings(title="Gao", workers=1)) as case:
        case.add_bytes(PAGE, "https://x.example/page", media_type="text/html")
        case.add_bytes(FEED, "https://x.example/feed", media_type="application/rss+xml")
        case.run()
        (first, *_) = case.events()
        for number, write in enumerate(ways_out(case, {"country": "ML", "event": first.id}).values()):
            write(tmp_path / f"out{number}", "internal")
        desk = TestClient(create_app(case))
        assert all(
            desk.get(path).status_code == 200 for path in ("/", "/events", f"/events/{first.id}", "/search?q=Gao")
        )
    assert [one for one in heard if one[0] in CONNECTS] == []
    assert [one for one in heard if one[0] in STARTS] == []


def test_the_ear_hears(heard: list[tuple[str, tuple[Any, ...]]]) -> None:
    """So that the test above can fail: a name that is looked up is heard."""
    import socket

    socket.getaddrinfo("127.0.0.1", 9)
    assert [name for name, _ in heard] == ["socket.getaddrinfo"]


def test_no_data_becomes_code() -> None:
    """No pickles, no eval, no shell, no loader that builds objects: nowhere in what is installed."""
    bad = []
    for path in sorted(Path(djeli.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            told = ast.unparse(node) if isinstance(node, ast.Call) else ""
            name = told.partition("(")[0]
            if name in ("eval", "exec", "compile", "os.system", "os.popen", "yaml.unsafe_load", "yaml.full_load"):
                bad.append(f"{path.name}: {told[:60]}")
            if name.startswith(("pickle.", "marshal.", "shelve.", "dill.", "cloudpickle.", "joblib.")):
                bad.append(f"{path.name}: {told[:60]}")
            if "shell=True" in told or "allow_pickle=True" in told or (name == "yaml.load" and "_Loader" not in told):
                bad.append(f"{path.name}: {told[:60]}")
    assert not bad
