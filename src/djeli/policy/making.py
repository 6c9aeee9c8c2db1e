"""The veil of a case, made of what the case tells of persons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager

from djeli.gazetteer import Gazetteer, PlaceKind
from djeli.policy.keys import Pseudonyms
from djeli.policy.protected import Named, named, protected
from djeli.policy.rules import Rules
from djeli.policy.veil import Veil
from djeli.settings import Settings
from djeli.store import View
from djeli.views import Event

Opens = Callable[[], AbstractContextManager[View]]
_REGIONS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADM1, PlaceKind.ADM2, PlaceKind.AREA})
_TOWN = 20_000
"""People of a town whose name is a town's before it is a part of somebody's."""


def veil_of(
    opens: Opens,
    rules: Rules,
    pseudonyms: Pseudonyms,
    *,
    settings: Settings,
    gazetteer: Gazetteer,
    today: dt.date,
) -> Veil:
    """The veil of a case for an audience.

    Args:
        opens: opens the case for reading; the veil also uses it later.
        rules: what the audience may have.
        pseudonyms: of the case; whoever makes the veil keeps them.
        settings: of the case.
        gazetteer: of the case.
        today: from which the delay counts back (UTC).
    """
    if rules.open:
        known, analysts = protected(Named(), rules, lambda _: False), frozenset[str]()
    else:
        with opens() as view:
            known = protected(named(view), rules, _places(gazetteer))
            analysts = _analysts(view, settings)
    return Veil(
        rules,
        known,
        pseudonyms,
        analysts=analysts,
        sensitive=settings.policy.sensitive,
        gazetteer=gazetteer,
        today=today,
        published=_Published(opens).of,
        told=lambda event: _told(opens, event),
    )


def _places(gazetteer: Gazetteer) -> Callable[[str], bool]:
    def is_place(word: str) -> bool:
        return any(one.kind in _REGIONS or one.population >= _TOWN for one in gazetteer.lookup(word))

    return is_place


def _analysts(view: View, settings: Settings) -> frozenset[str]:
    """Names of who decided, is assigned, brought pages in or keeps the case."""
    found = {one.by for one in view.judgements()} | {settings.custodian}
    assigned = (one.value for one in view.judgements() if one.right == "assigned")
    found.update(name.strip() for value in assigned for name in value.split(";"))
    found.update(one.custodian for one in view.captures())
    return frozenset(name for name in found if name.strip())


class _Published:
    """The first day of pages, read when it is first asked for."""

    def __init__(self, opens: Opens) -> None:
        self._opens = opens
        self._items: dict[str, dt.date] | None = None
        self._documents: dict[str, dt.date] = {}

    def of(self, event: Event) -> dt.date | None:
        """The first day that pages of an event are of, by what they say or else by when they came."""
        if self._items is None:
            with self._opens() as view:
                dated = ((one.id, one.published) for one in view.items() if one.published is not None)
                self._items = {name: day for name, field in dated if (day := _day(field.value)) is not None}
                self._documents = first_days(view)
        days = [self._items[name] for name in event.items if name in self._items]
        return min(days or [self._documents[name] for name in event.documents if name in self._documents], default=None)


def first_days(view: View) -> dict[str, dt.date]:
    """Document -> the day it says it was published, else the day it first came."""
    came: dict[str, dt.date] = {}
    for capture in view.captures():
        came[capture.document] = min(capture.at.date(), came.get(capture.document, dt.date.max))
    found: dict[str, dt.date] = {}
    for one in view.documents():
        day = _day(one.published.value) if one.published is not None else None
        day = day or came.get(one.container or one.id)
        if day is not None:
            found[one.id] = day
    return found


def _day(words: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(words[:10])
    except ValueError:
        return None


def _told(opens: Opens, event: Event) -> Collection[str]:
    """The words that tell an event."""
    with opens() as view:
        own = [one for one in view.reports_near(event.reports) if one.id in event.reports]
        return [view.content(one.scope.text)[one.scope.start : one.scope.end] for one in own]
