"""Statements of a large case: what a filter means there, and the words and pages of those that are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from djeli.cited import CitedSaying
from djeli.errors import NotFound
from djeli.ledger.asking import ToldFilter, member
from djeli.ledger.listed import ActorRow
from djeli.ledger.people import resolve
from djeli.ledger.shelf import Shelf
from djeli.pipeline.parts import plain_name
from djeli.records import Text
from djeli.resources.actors import load_actors
from djeli.store import SayingFilter, View
from djeli.text.similarity import words
from djeli.views import Said
from djeli.vocab import Stance


def understood(view: View, wanted: ToldFilter, listed: Callable[[View], Sequence[ActorRow]]) -> SayingFilter:
    """A filter as the store takes it; days are whole ones already, `listed` gives the actors of the case.

    Raises:
        NotFound: no such stance or event.
    """
    event = wanted.event.upper()
    if event and not any(True for _ in view.named([event])):
        raise NotFound(f"no event {wanted.event!r} in this case; list them with 'djeli events'")
    return SayingFilter(
        stance=member(wanted.kind, [one.value for one in Stance], "stance"),
        event=event,
        who=forms_of(wanted.who, view, listed),
        about=forms_of(wanted.actor, view, listed),
        since=wanted.since,
        until=wanted.until,
        words=words(wanted.text),
    )


def forms_of(name: str, view: View, listed: Callable[[View], Sequence[ActorRow]]) -> tuple[str, ...]:
    """The id and the plain forms of the actor that a name stands for; for one of nobody's its own words."""
    if not name:
        return ()
    try:
        key, _ = resolve(name, listed(view))
    except NotFound:
        return (plain_name(name),)
    actor = load_actors().get(key)
    forms = (name, *(actor.forms if actor is not None else ()))
    return tuple(dict.fromkeys((key, *map(plain_name, forms))))


def cited(view: View, text: Callable[[str], Text], found: Sequence[Said]) -> list[CitedSaying]:
    """Statements with the words and the pages of every telling."""
    shelf = Shelf(view, text, within={item for one in found for item in one.items})
    told = {one.claim.id: one for one in shelf.statements} if found else {}
    return [CitedSaying(said=one, told=tuple(told[claim] for claim in one.claims)) for one in found]
