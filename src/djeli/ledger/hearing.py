"""What a filter of statements means in a case: which actor a name stands for, and what else that one is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from djeli.errors import NotFound
from djeli.ledger.asking import ToldFilter, member
from djeli.ledger.listed import ActorRow
from djeli.ledger.people import resolve
from djeli.pipeline.parts import plain_name
from djeli.resources.actors import load_actors
from djeli.store import SayingFilter, View
from djeli.text.similarity import words
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
