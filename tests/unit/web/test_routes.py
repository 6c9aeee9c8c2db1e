"""Every route there is, without a list to keep: guarded, no way out of the case, never answered with a trace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

import djeli
from copies import copied
from djeli.ledger import Case
from djeli.web.app import create_app
from djeli.web.security import CSP, HEADERS
from walking import ROUTES, name, walk

KEY = "open-sesame"
READING = [route for route in ROUTES if "GET" in route.methods]
WRITING = [route for route in ROUTES if "POST" in route.methods]
NAMED = [route for route in ROUTES if "{" in route.path]
CLIMBS = (
    "../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/djeli.toml", "/etc/passwd", "..", ".",
    "%2fetc%2fpasswd", "djeli.toml", "C:%5cdjeli.toml", "%00", "%ff", "a%0d%0aset-cookie:%20x=1", "%27%20OR%201=1--",
    "%25", "*", "%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "%F0%9D%9F%99", "-1", "0", "9" * 400, "a" * 5000,
    "%e2%80%ae", "ev%20x",
)  # fmt: skip
VALUES = (
    "-1", "1e400", "nan", "9" * 40, "２", "²", "\0", "a\0b", "'", '"', "%", "*", '"a" OR', "NEAR(", "2024-13",
    "99999-01", "2024-02-30", "<script>", "\u202ex", "x" * 20_000, "0-99999999",
)  # fmt: skip
INSIDES = re.compile(r"Traceback|root:x:0|sqlite3?\.|sqlalchemy|/site-packages/|File &#34;")
FORM, FIELD = re.compile(r"<form[^>]*>.*?</form>", re.DOTALL), re.compile(r'<(?:input|select)[^>]*\sname="([^"]+)"')
MOST = 200_000


@pytest.fixture(scope="module")
def own(demo_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A copy of the demo that every route may be tried on."""
    with djeli.open(copied(demo_case, tmp_path_factory.mktemp("routes") / "case")) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(own: Case) -> Iterator[TestClient]:
    """A session that is told of faults as a browser is: by their status."""
    with TestClient(create_app(own, most=MOST), raise_server_exceptions=False) as session:
        yield session


@pytest.fixture(scope="module")
def found(client: TestClient) -> dict[str, list[str]]:
    """Addresses by route, as links lead to them."""
    return walk(client)


def _filled(route: APIRoute, found: dict[str, list[str]], value: str | None = None) -> str:
    """An address of a route: one that links lead to, or with a value in every place."""
    if value is None and found.get(name(route)):
        return found[name(route)][0]
    return re.sub(r"\{[^}]*\}", lambda _: "nosuch" if value is None else value, route.path)


def _fields(asked: Dependant) -> list[str]:
    """Names of a form's fields, also those that a route's helpers ask for."""
    own = [param.alias for param in asked.body_params]
    return own + [one for below in asked.dependencies for one in _fields(below)]


def _csrf(client: TestClient) -> str:
    met = re.search(r'name="csrf" value="([^"]+)"', client.get("/").text)
    assert met
    return met[1]


@pytest.mark.parametrize("route", ROUTES, ids=name)
def test_every_route_is_guarded(client: TestClient, found: dict[str, list[str]], route: APIRoute) -> None:
    """Headers are on every answer; what is hidden from caches is never kept; cookies are out of scripts' reach."""
    for method in ("GET", "POST", "DELETE", "OPTIONS"):
        answer = client.request(method, _filled(route, found), follow_redirects=False)
        assert answer.status_code < 500, method
        for header, value in HEADERS.items():
            assert answer.headers[header] == value, method
        assert answer.headers["content-security-policy"] == CSP
        assert "no-store" in answer.headers["cache-control"] or route.path == "/api/land"
        assert "server" not in answer.headers
        for cookie in answer.headers.get_list("set-cookie"):
            assert {"httponly", "samesite=strict"} <= {part.strip().lower() for part in cookie.split(";")}


@pytest.mark.parametrize("route", ROUTES, ids=name)
def test_every_route_asks_for_the_token(own: Case, found: dict[str, list[str]], route: APIRoute) -> None:
    """Beyond this machine nothing is answered to whoever has no token, save the door itself."""
    if route.path == "/enter":
        return
    stranger = TestClient(create_app(own, token=KEY))
    path = _filled(route, found)
    assert stranger.get(path).status_code == 401
    assert stranger.post(path, data={"csrf": "x"}).status_code == 401
    assert stranger.get(path + "?token=" + KEY).status_code == 401  # only the door takes it


@pytest.mark.parametrize("route", NAMED, ids=name)
@pytest.mark.parametrize("value", CLIMBS, ids=range(len(CLIMBS)))
def test_noname_leads_out(client: TestClient, found: dict[str, list[str]], route: APIRoute, value: str) -> None:
    """A name that climbs, that is none, or that is a command finds nothing, and nothing of the machine is told."""
    method = "GET" if "GET" in route.methods else "POST"
    data = {"csrf": _csrf(client)} if method == "POST" else None
    answer = client.request(method, _filled(route, found, value), data=data)
    assert answer.status_code < 500
    assert answer.status_code in (303, 400, 403, 404, 405, 422) or urlsplit(str(answer.url)).path != route.path
    assert not INSIDES.search(answer.text)
    assert "x=1" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize("route", READING, ids=name)
def test_odd_questions_get_sentences(client: TestClient, found: dict[str, list[str]], route: APIRoute) -> None:
    """Whatever a query says, by every name that the route or a link to it knows, it is answered or refused in words."""
    path = urlsplit(_filled(route, found)).path
    names = {param.alias for param in route.dependant.query_params}
    names |= {one for path in found.get(name(route), ()) for one, _ in parse_qsl(urlsplit(path).query)}
    for form in FORM.findall(client.get(path).text):
        names |= set(FIELD.findall(form)) if f'action="{path}"' in form else set()
    for asked in sorted(names):
        for value in VALUES:
            answer = client.get(f"{path}?{quote(asked)}={quote(value)}", follow_redirects=False)
            assert answer.status_code < 500, (asked, value[:60])
            assert not INSIDES.search(answer.text), (asked, value[:60])


@pytest.mark.parametrize("route", WRITING, ids=name)
def test_nothing_is_written_without_the_forms_token(
    client: TestClient, own: Case, found: dict[str, list[str]], route: APIRoute
) -> None:
    """Without a token, with a forged one, another session's or another site's, every route that writes refuses."""
    path, before = _filled(route, found), own.counts()
    good, other = _csrf(client), _csrf(TestClient(client.app))
    fields = dict.fromkeys(_fields(route.dependant), "1")
    for data in (fields, {**fields, "csrf": ""}, {**fields, "csrf": good[:-3] + "xyz"}, {**fields, "csrf": other}):
        assert client.post(path, data=data, follow_redirects=False).status_code == 403
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "http://evil.example"}, {"origin": "null"}):
        answer = client.post(path, data={**fields, "csrf": good}, headers=headers, follow_redirects=False)
        assert answer.status_code == 403, headers
    assert client.post(path, headers={"x-djeli-csrf": other}, follow_redirects=False).status_code == 403
    assert client.get(path, params={"csrf": good}, follow_redirects=False).status_code != 303 or "GET" in route.methods
    assert own.counts() == before


@pytest.mark.parametrize("route", WRITING, ids=name)
def test_odd_forms_get_sentences(client: TestClient, found: dict[str, list[str]], route: APIRoute) -> None:
    """A form with nothing, with nonsense, or with what is no form at all is refused in words, or leads to a page."""
    path, good = _filled(route, found), _csrf(client)
    names = _fields(route.dependant) or ["x"]
    header = {"x-djeli-csrf": good}
    tried = [{}, *(dict.fromkeys(names, value) for value in VALUES)]
    for data in tried:
        answer = client.post(path, data={"csrf": good, **data}, follow_redirects=False)
        assert answer.status_code in (303, 400, 403, 404, 413, 422), data
        assert not INSIDES.search(answer.text)
        assert answer.headers.get("location", "/").startswith("/")
        assert not answer.headers.get("location", "/").startswith(("//", "/\\"))
        good = _csrf(client)  # a session may be told anew who sits there
    for content, kind in (
        (b"{", "application/json"),
        (b"\xff\xfe", "multipart/form-data; boundary=x"),
        (b"a=%ff", "x"),
    ):
        answer = client.post(path, content=content, headers={**header, "content-type": kind}, follow_redirects=False)
        assert answer.status_code < 500, kind


@pytest.mark.parametrize("route", WRITING, ids=name)
def test_no_route_takes_too_much(client: TestClient, found: dict[str, list[str]], route: APIRoute) -> None:
    """More than may be sent is refused, with its length told or without."""
    path, header = _filled(route, found), {"x-djeli-csrf": _csrf(client)}
    assert client.post(path, content=b"x" * (MOST + 1), headers=header).status_code == 413
    told = {**header, "content-type": "application/x-www-form-urlencoded"}
    parts = (b"x" * 50_000 for _ in range(9))
    answer = client.post(path, content=parts, headers=told, follow_redirects=False)
    assert answer.status_code in (400, 413, 422) or not _fields(route.dependant)  # without fields none of it is read
