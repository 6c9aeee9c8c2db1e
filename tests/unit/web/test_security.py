"""The workbench's guard: headers, hosts, other sites, tokens, sizes."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from djeli.ledger import Case
from djeli.web.app import create_app
from djeli.web.pages.enter import inside
from djeli.web.security import CSP

KEY = "open-sesame"


def _csrf(client: TestClient) -> str:
    met = re.search(r'name="csrf" value="([^"]+)"', client.get("/").text)
    assert met
    return met[1]


@pytest.mark.parametrize(
    "path", ["/", "/events", "/nosuch", "/static/djeli.css", "/api/spots", "/static/leaflet/leaflet.js"]
)
def test_every_answer_is_guarded(desk: TestClient, path: str) -> None:
    """No script, frame or picture from elsewhere, whatever is answered."""
    headers = desk.get(path).headers
    assert headers["content-security-policy"] == CSP
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_nothing_inline(desk: TestClient, case: Case) -> None:
    """Pages obey their own policy: no inline script, style or handler, nothing from another host."""
    paths = ["/", "/events", *(f"/events/{event.id}" for event in case.events()[:5])]
    for path in paths:
        page = desk.get(path).text
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", page), path
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page), path


@pytest.mark.parametrize("host", ["evil.example", "testserver", "127.0.0.1.evil.example", "127.1", ""])
def test_a_foreign_name_is_refused(desk: TestClient, host: str) -> None:
    """A name that somebody bends to this machine's address opens nothing."""
    assert desk.get("/", headers={"host": host}).status_code == 400


def _looking_in(site: str, mode: str, dest: str) -> dict[str, str]:
    return {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}


@pytest.mark.parametrize("path", ["/search?q=Gao", "/api/spots", "/static/djeli.css"])
def test_other_sites_cannot_look_in(desk: TestClient, path: str) -> None:
    """As a picture, a frame or a script of another page nothing is answered: its time would tell something."""
    for site in ("cross-site", "same-site"):
        assert desk.get(path, headers=_looking_in(site, "no-cors", "image")).status_code == 403
        assert desk.get(path, headers=_looking_in(site, "navigate", "iframe")).status_code == 403
        assert desk.get(path, headers=_looking_in(site, "navigate", "document")).status_code == 200
    assert desk.get(path, headers=_looking_in("same-origin", "cors", "empty")).status_code == 200


def test_a_session_ends_with_the_browser(desk: TestClient) -> None:
    """Its cookie has no age, no script reads it, and no other site sends it along."""
    told = desk.get("/").headers["set-cookie"].lower()
    assert "max-age" not in told and "expires" not in told
    assert "httponly" in told and "samesite=strict" in told


def test_two_workbenches_in_one_browser_do_not_throw_each_other_out(case: Case) -> None:
    """Cookies go by host and not by port, so that each has a name of its own."""
    one, two = (TestClient(create_app(case, cookie=f"djeli-{port}")) for port in (8401, 8402))
    token = _csrf(one)
    _csrf(two)
    one.cookies.update(two.cookies)
    assert one.post("/me", data={"analyst": "Awa", "csrf": token}, follow_redirects=False).status_code == 303


def test_writing_needs_the_forms_token(desk: TestClient) -> None:
    """Without the token, with a forged one, or with another session's nothing is written."""
    good = _csrf(desk)
    assert desk.post("/me", data={"analyst": "Awa"}).status_code == 403
    assert desk.post("/me", data={"analyst": "Awa", "csrf": good[:-2] + "xx"}).status_code == 403
    other = TestClient(desk.app)
    assert desk.post("/me", data={"analyst": "Awa", "csrf": _csrf(other)}).status_code == 403
    assert desk.post("/me", data={"analyst": "Awa", "csrf": good}, follow_redirects=False).status_code == 303
    assert 'value="Awa"' in desk.get("/").text


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "http://evil.example"}]
)
def test_other_sites_cannot_write(desk: TestClient, headers: dict[str, str]) -> None:
    """Even with the right token a request of another site is refused."""
    assert desk.post("/me", data={"analyst": "Eve", "csrf": _csrf(desk)}, headers=headers).status_code == 403


def test_beyond_this_machine_a_token_is_needed(case: Case) -> None:
    """Without it nothing is shown; with it the session stays in."""
    client = TestClient(create_app(case, token=KEY))
    assert client.get("/events").status_code == 401
    assert client.get("/enter?token=wrong", follow_redirects=False).status_code == 401
    assert client.get("/events").status_code == 401
    assert client.get(f"/enter?token={KEY}", follow_redirects=False).status_code == 303
    assert client.get("/events").status_code == 200


def test_what_was_planted_before_is_not_carried_in(case: Case) -> None:
    """A session that somebody prepared is emptied on coming in, so that no form of it counts afterwards."""
    client = TestClient(create_app(case, token=KEY))
    planted = re.search(r'name="csrf" value="([^"]+)"', client.get("/enter?token=wrong").text)
    client.get(f"/enter?token={KEY}")
    assert planted and client.post("/me", data={"analyst": "Eve", "csrf": planted[1]}).status_code == 403


def test_too_much_is_refused(case: Case) -> None:
    """A request larger than it may be is cut off, whether it says its length or not."""
    client = TestClient(create_app(case, most=2000))
    assert client.post("/me", content=b"x" * 5000).status_code == 413
    assert client.post("/me", content=(b"x" * 500 for _ in range(10))).status_code in (400, 403, 413)


@pytest.mark.parametrize(
    ("address", "expected"),
    [("/events?x=1", "/events?x=1"), ("https://evil.example/", "/"), ("//evil.example", "/"), ("/\\evil.example", "/"),
     ("javascript:alert(1)", "/"), ("events", "/")],
)  # fmt: skip
def test_nobody_is_sent_elsewhere(address: str, expected: str) -> None:
    """Where a form leads back to is always a page of ours."""
    assert inside(address) == expected


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/..%2fapp.py", "/static/leaflet/../../../__init__.py", "/static/%2e%2e/desk.py"],
)
def test_no_way_out_of_the_static_files(desk: TestClient, path: str) -> None:
    """Names that climb out of the folder are not found."""
    assert desk.get(path).status_code == 404
