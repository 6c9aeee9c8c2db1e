"""Walking through the workbench as links lead: at least one address of every route, without a list to keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.routing import Match

from djeli.web.app import PAGES

ROUTES: tuple[APIRoute, ...] = tuple(
    route for page in PAGES for route in page.router.routes if isinstance(route, APIRoute)
)
"""Every route of the workbench, in the order in which they are tried."""
PER_ROUTE = 2
_TAG, _LINK = re.compile(r"<\w[^>]*>"), re.compile(r'\s(?:href|action|data-points)="([^"]+)"')


def route_of(path: str, method: str = "GET") -> APIRoute | None:
    """The route that answers an address."""
    scope = {"type": "http", "method": method, "path": urlsplit(path).path, "root_path": ""}
    return next((route for route in ROUTES if route.matches(scope)[0] is Match.FULL), None)


def links(page: str, at: str) -> Iterator[tuple[str, str]]:
    """Addresses on this host that a page leads to, with the method they are asked by, without what stands after #."""
    for tag in _TAG.findall(page):
        found = _LINK.search(tag)
        parts = urlsplit(urljoin(f"http://testserver{at}", unescape(found[1]))) if found else None
        if parts is not None and parts.netloc == "testserver" and not parts.path.startswith("/static/"):
            method = "POST" if 'method="post"' in tag else "GET"
            yield method, parts.path + (f"?{parts.query}" if parts.query else "")


def walk(client: TestClient, *, per_route: int = PER_ROUTE, start: tuple[str, ...] = ("/",)) -> dict[str, list[str]]:
    """Addresses by method and route, found by following links from the first pages, at most so many of a route.

    The bar at the top leads to every section, so what nothing links to is found by nobody, and not here. Forms that
    write are noted, and not sent.
    """
    found: dict[str, list[str]] = {}
    waiting = [("GET", path) for path in start]
    while waiting:
        method, path = waiting.pop(0)
        route = route_of(path, method)
        if route is None or path in (listed := found.setdefault(name(route), [])) or len(listed) >= per_route:
            continue
        listed.append(path)
        answer = client.get(path) if method == "GET" else None
        if answer is not None and answer.headers.get("content-type", "").startswith("text/html"):
            waiting += links(answer.text, urlsplit(str(answer.url)).path)
    return found


def name(route: APIRoute) -> str:
    """A route by its method and path."""
    return f"{'/'.join(sorted(route.methods))} {route.path}"
