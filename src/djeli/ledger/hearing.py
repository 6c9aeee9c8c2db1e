"""Statements of a large case: what a filter means there, and the words and pages of those that are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from djeli.cited import CitedSaying
from djeli.errors import NotFound
from djeli.ledger.asking import ToldFilter, member
from djeli.ledger.people import resolve
from djeli.ledger.shelf import Shelf
from djeli.records import Text
from djeli.resources.actors import load_actors
from djeli.store import SayingFilter, View
from djeli.text.similarity import words
from djeli.views import Said
from djeli.vocab import Stance


def understood(view: View, wanted: ToldFilter) -> SayingFilter:
    """A filter as the store takes it; days are whole ones already.

    Raises:
        NotFound: no such stance or event.
    """
    event = wanted.event.upper()
    if event and not any(True for _ in view.named([event])):
        raise NotFound(f"no event {wanted.event!r} in this case; list them with 'djeli events'")
    return SayingFilter(
        stance=member(wanted.kind, [one.value for one in Stance], "stance"),
        event=event,
        who=forms_of(wanted.who),
        about=forms_of(wanted.actor),
        since=wanted.since,
        until=wanted.until,
        words=words(wanted.text),
    )


def forms_of(name: str) -> tuple[str, ...]:
    """The id and the plain forms of the actor of the table that a name stands for; another name's own words."""
    if not name:
        return ()
    try:
        key, _ = resolve(name, ())
    except NotFound:
        return (" ".join(words(name)),)
    return tuple(dict.fromkeys((key, *(" ".join(words(form)) for form in (name, *load_actors()[key].forms)))))


def cited(view: View, text: Callable[[str], Text], found: Sequence[Said]) -> list[CitedSaying]:
    """Statements with the words and the pages of every telling."""
    shelf = Shelf(view, text, within={item for one in found for item in one.items})
    told = {one.claim.id: one for one in shelf.statements} if found else {}
    return [CitedSaying(said=one, told=tuple(told[claim] for claim in one.claims)) for one in found]
