"""Reports written to attack, on every page that links lead to: whatever they hold stays words."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import djeli
from djeli.web.app import create_app
from hostile import MARK, hostile_case
from walking import ROUTES, name, walk

SHOWN = sorted(name(route) for route in ROUTES if "GET" in route.methods and not route.path.startswith("/api/"))
OURS = ("/static/", "/", "?", "#")


class Marks(HTMLParser):
    """The elements that a page really has."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what none of our pages has."""
        given = dict(attrs)
        if tag in ("iframe", "object", "embed", "base", "style", "applet", "frame", "xss"):
            self.faults.append(tag)
        if tag in ("script", "img", "link") and not (given.get("src") or given.get("href") or "").startswith(
            "/static/"
        ):
            self.faults.append(f"{tag} {given}")
        self.faults += [f"{tag} {one}" for one in given if one.startswith("on") or one in ("style", "srcdoc", "ping")]
        for one in ("href", "src", "action", "formaction", "xlink:href"):
            value = given.get(one)
            if value is not None and (not value.startswith(OURS) or value.startswith(("//", "/\\"))):
                self.faults.append(f"{tag} {one}={value[:80]}")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A session with a case of hostile reports."""
    folder: Path = hostile_case(tmp_path_factory.mktemp("hostile"))
    with djeli.open(folder) as case, TestClient(create_app(case)) as session:
        yield session


@pytest.fixture(scope="module")
def found(client: TestClient) -> dict[str, list[str]]:
    """Every address that their pages lead to."""
    return walk(client, per_route=4)


@pytest.mark.parametrize("route", SHOWN)
def test_whatever_they_hold_stays_words(client: TestClient, found: dict[str, list[str]], route: str) -> None:
    """No element, handler, style or address of theirs is in any page; their letters may be."""
    for path in found.get(route, ()):
        answer = client.get(path)
        assert answer.status_code == 200 or route.endswith(("/enter", "{task}")), path
        if answer.headers["content-type"].startswith("text/html"):
            marks = Marks()
            marks.feed(answer.text)
            assert marks.faults == [], path
            assert "\0" not in answer.text, path
            assert len(answer.content) < 1_500_000, path


def test_their_words_are_shown(client: TestClient, found: dict[str, list[str]]) -> None:
    """The test looks at pages that hold the attacks: as letters they are there, on several kinds of page."""
    holding = [route for route in SHOWN if any(MARK in client.get(path).text for path in found.get(route, ()))]
    assert len(holding) >= 4, holding
