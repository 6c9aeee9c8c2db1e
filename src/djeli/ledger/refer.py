"""What a name on the command line or in a link speaks of: an event, a link, a report, an item, a page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from djeli.errors import NotFound
from djeli.store import View
from djeli.views import Event

SHORT = 8
"""Signs of a report's id that are shown; in cases of a million reports two rarely share them, and it is said if so."""
_LINK = re.compile(r"([0-9a-f]{4,32})-([0-9a-f]{4,32})")
_HEX = re.compile(r"[0-9a-f]{6,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred:
    """Reports that a name stands for, and the event if it names one."""

    name: str
    reports: tuple[str, ...]
    event: Event | None = None


def link_name(left: str, right: str) -> str:
    """How a link between two reports is called."""
    return f"{min(left, right)[:SHORT]}-{max(left, right)[:SHORT]}"


def refer(view: View, name: str) -> Referred:
    """What a name speaks of.

    Args:
        view: of the case.
        name: an event's id; the beginning of a report's, an item's or a page's; a page's address or file name.

    Raises:
        NotFound: nothing, or several things, go by that name.
    """
    given = name.strip()
    if len(given) < 6 or not _HEX.fullmatch(given):
        page = _page(view, given)
        if page is not None:
            return page
        event = view.event(given)
        return Referred(name=event.id, reports=event.reports, event=event)
    return _by_beginning(view, given)


def link_ends(view: View, name: str) -> tuple[Referred, Referred] | None:
    """The two reports of a link's name, or of the beginnings of both; None when it is no such name."""
    found = _LINK.fullmatch(name.strip())
    return (_by_beginning(view, found[1]), _by_beginning(view, found[2])) if found else None


def _by_beginning(view: View, start: str) -> Referred:
    met: dict[str, set[str]] = {}
    for one, document in view.reports_beginning(start):
        for key in (one.id, one.item, document):
            if key.startswith(start):
                met.setdefault(key, set()).add(one.id)
    if len(met) > 1:
        some = ", ".join(sorted(key[:16] for key in met)[:6])
        raise NotFound(f"{start!r} is the beginning of several: {some}; write more of it")
    if not met:
        raise NotFound(
            f"no report, item or page in this case begins with {start!r}; 'djeli show EVENT --json' and 'djeli items' "
            "list them"
        )
    ((key, found),) = met.items()
    return Referred(name=key, reports=tuple(sorted(found)))


def _page(view: View, name: str) -> Referred | None:
    """The reports of a page called by its address or by its last part."""
    pages = view.documents_called(name) if name else []
    if not pages:
        return None
    found = (one for page in pages for one in view.reports_beginning(page.id))
    reports = tuple(sorted({one.id for one, _ in found}))
    if not reports:
        raise NotFound(f"{name} tells of no event, so there is nothing to compare")
    return Referred(name=name, reports=reports)
