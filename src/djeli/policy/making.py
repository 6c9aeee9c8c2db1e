"""The veil of a case, made of what the case tells of persons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from functools import cached_property

from djeli.gazetteer import Gazetteer
from djeli.policy.keys import Pseudonyms
from djeli.policy.places import is_place
from djeli.policy.protected import Named, named, protected
from djeli.policy.rules import Rules
from djeli.policy.veil import Veil
from djeli.settings import Settings
from djeli.store import View
from djeli.views import Event

Opens = Callable[[], AbstractContextManager[View]]


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
            known = protected(named(view), rules, is_place(gazetteer))
            analysts = _analysts(view, settings)
    return Veil(
        rules,
        known,
        pseudonyms,
        analysts=analysts,
        sensitive=settings.policy.sensitive,
        gazetteer=gazetteer,
        today=today,
        published=Published(opens),
        told=lambda event: _told(opens, event),
    )


def _analysts(view: View, settings: Settings) -> frozenset[str]:
    """Names of who decided, is assigned, brought pages in or keeps the case."""
    found = {one.by for one in view.judgements()} | {settings.custodian}
    assigned = (one.value for one in view.judgements() if one.right == "assigned")
    found.update(name.strip() for value in assigned for name in value.split(";"))
    found.update(one.custodian for one in view.captures())
    return frozenset(name for name in found if name.strip())


class Published:
    """The first day of pages, read when it is first asked for."""

    def __init__(self, opens: Opens) -> None:
        self._opens = opens

    @cached_property
    def _days(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        with self._opens() as view:
            return view.days()

    def of(self, event: Event) -> dt.date | None:
        """The first day that pages of an event are of, by what they say or else by when they came."""
        items, documents = self._days
        days = [items[name] for name in event.items if name in items]
        return _day(min(days or [documents[name] for name in event.documents if name in documents], default=""))

    def since(self, day: dt.date) -> frozenset[str]:
        """Documents of that day or later; a page that gives its day is of the day it gives."""
        return frozenset(name for name, of in self._days[1].items() if of >= day.isoformat())


def _day(words: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        return None


def _told(opens: Opens, event: Event) -> Collection[str]:
    """The words that tell an event."""
    with opens() as view:
        own = [one for one in view.reports_near(event.reports) if one.id in event.reports]
        return [view.content(one.scope.text)[one.scope.start : one.scope.end] for one in own]
