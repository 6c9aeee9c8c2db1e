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
_LINK = re.compile(r'(?:href|action|data-points)="([^"]+)"')


def route_of(path: str, method: str = "GET") -> APIRoute | None:
    """The route that answers an address."""
    scope = {"type": "http", "method": method, "path": urlsplit(path).path, "root_path": ""}
    return next((route for route in ROUTES if route.matches(scope)[0] is Match.FULL), None)


def links(page: str, at: str) -> Iterator[str]:
    """Addresses on this host that a page leads to, without what stands after #."""
    for found in _LINK.findall(page):
        whole = urljoin(f"http://testserver{at}", unescape(found))
        parts = urlsplit(whole)
        if parts.netloc == "testserver" and not parts.path.startswith("/static/"):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def walk(client: TestClient, *, per_route: int = PER_ROUTE, start: tuple[str, ...] = ("/",)) -> dict[str, list[str]]:
    """Addresses by route, found by following links from the first pages, at most so many of a route.

    The bar at the top leads to every section, so what nothing links to is found by nobody, and not here.
    """
    found: dict[str, list[str]] = {}
    waiting = list(start)
    while waiting:
        path = waiting.pop(0)
        route = route_of(path)
        if route is None or path in (listed := found.setdefault(route.path, [])) or len(listed) >= per_route:
            continue
        listed.append(path)
        answer = client.get(path)
        if answer.headers.get("content-type", "").startswith("text/html"):
            waiting += links(answer.text, urlsplit(str(answer.url)).path)
    return found


def pages(found: dict[str, list[str]], client: TestClient) -> list[str]:
    """Of the addresses found, those that are pages to look at."""
    every = [path for listed in found.values() for path in listed]
    return [path for path in every if client.get(path).headers.get("content-type", "").startswith("text/html")]
