"""What the tag, role, class and id of an element say about the part of the page that it opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from djeli.read.html.names import NAMES, ORDERED

_CERTAIN_ROLES = ("navigation", "menu", "menubar", "search", "contentinfo")  # banners often hold the headline
_AREA_NAMES = {name: kind for kind in ("navigation", "footer") for name in ORDERED[kind]}


@dataclass(frozen=True, slots=True)
class Area:
    """An element that might hold boilerplate: `kind` it would give, and whether its name alone is certain."""

    kind: str
    certain: bool


_ROLES = {
    **{"navigation": "navigation", "menu": "navigation", "menubar": "navigation", "search": "navigation"},
    **{"complementary": "navigation", "contentinfo": "footer", "banner": "navigation"},
}


def _names(element: Any) -> Iterator[str]:
    yield from (element.get("class") or "").lower().split()[:12]
    yield (element.get("id") or "").lower()


def is_meta(element: Any) -> bool:
    """Whether the element's own names say that it holds a byline or a date line."""
    if element.tag == "time" or (element.get("rel") or "") == "author":
        return True
    return (element.get("itemprop") or "").lower() in NAMES["meta_props"] or any(
        n in NAMES["meta_names"] for n in _names(element)
    )


def area_of(element: Any, tag: str) -> Area | None:
    """The area that this element opens, by tag, by role, by class or id; None for ordinary elements."""
    if tag in ("nav", "footer"):
        return Area("footer" if tag == "footer" else "navigation", certain=True)
    if tag == "aside":
        return Area("navigation", certain=False)
    if tag in ("html", "body", "main", "article"):
        return None
    role = _ROLES.get((element.get("role") or "").lower())
    if role is not None:
        return Area(role, certain=element.get("role").lower() in _CERTAIN_ROLES)
    for name in _names(element):
        if name in _AREA_NAMES:
            return Area(_AREA_NAMES[name], certain=False)
    return None
