"""Lists of statements and figures by filter, and questions: what a case looks up beside its events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from djeli.ask import Answer, Names, ask, entries, place_of
from djeli.cited import Cited, CitedFigure, CitedSaying
from djeli.errors import NotFound
from djeli.gazetteer import open_gazetteer
from djeli.ledger.people import listed_on, resolve
from djeli.ledger.shelf import Shelf
from djeli.resources.actors import load_actors
from djeli.text.similarity import words
from djeli.values import Tie
from djeli.vocab import FigureKind, PartyKind, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFilter:
    """What statements and figures may be filtered by; empty fields do not filter. Days are ISO, of the page."""

    who: str = ""
    kind: str = ""
    event: str = ""
    actor: str = ""
    place: str = ""
    since: str = ""
    until: str = ""
    text: str = ""


def statements(shelf: Shelf, wanted: ToldFilter) -> list[CitedSaying]:
    """Statements of which some telling fits, newest page first.

    Raises:
        NotFound: no such stance or event.
    """
    stance = member(wanted.kind, [one.value for one in Stance], "stance")
    event = wanted.event.upper()
    if event and not shelf.has_event(event):
        raise NotFound(f"no event {wanted.event!r} in this case; list them with 'djeli events'")
    speaker = forms_of(wanted.who, shelf)
    about = forms_of(wanted.actor, shelf)

    def fits(one: Cited) -> bool:
        if event and event not in one.events:
            return False
        if wanted.who and not _speaks(one, speaker):
            return False
        return not wanted.actor or _speaks(one, about) or _names(one.quote, about.forms)

    return [
        one
        for one in shelf.sayings
        if (not stance or one.said.stance.value == stance)
        and any(fits(told) and _fits(told, wanted) for told in one.told)
    ]


def figures(shelf: Shelf, wanted: ToldFilter) -> list[CitedFigure]:
    """Figures that fit, newest page first.

    Raises:
        NotFound: no such kind.
    """
    kind = member(wanted.kind, [one.value for one in FigureKind], "kind of figure")
    holder = forms_of(wanted.who, shelf)

    def fits(one: CitedFigure) -> bool:
        value = one.view.figure
        if kind and value.figure.value != kind:
            return False
        if wanted.who and not (value.actor in holder.ids or _names(value.holder, holder.forms)):
            return False
        placed = " ".join((*(told.passage for told in one.told), *(detail for _, detail in value.details)))
        if wanted.place and not _names(placed, (wanted.place,)):
            return False
        return any(_fits(told, wanted) for told in one.told)

    return [one for one in shelf.figures if fits(one)]


def member(given: str, known: Sequence[str], what: str) -> str:
    """A word of a closed list, however it is cased or spaced.

    Raises:
        NotFound: it isn't one; the message lists them.
    """
    word = given.strip().casefold().replace(" ", "_").replace("-", "_")
    if word and word not in known:
        raise NotFound(f"no {what} {given!r}; there are {', '.join(known)}")
    return word


@dataclass(frozen=True, slots=True)
class Forms:
    """The ids and written forms that a name given by the user stands for."""

    ids: frozenset[str]
    forms: tuple[str, ...]


def forms_of(name: str, shelf: Shelf) -> Forms:
    """What a name stands for; one that is no actor's stands for its own words."""
    if not name:
        return Forms(frozenset(), ())
    try:
        key, _ = resolve(name, listed_on(shelf))
    except NotFound:
        return Forms(frozenset(), (name,))
    actor = load_actors().get(key)
    return Forms(frozenset({key}), (name, *(actor.forms if actor else ())))


def _speaks(one: Cited, wanted: Forms) -> bool:
    speaker = one.claim.speaker
    if speaker is None:
        return False
    named = f"{speaker.name} · {speaker.role} · {speaker.organisation} · {speaker.via}"
    return speaker.actor in wanted.ids or _names(named, wanted.forms)


def _names(text: str, forms: Sequence[str]) -> bool:
    told = f" {' '.join(words(text))} "
    return any(f" {' '.join(words(form))} " in told for form in forms)


def _fits(one: Cited, wanted: ToldFilter) -> bool:
    """Whether page date and words fit; a page without a date lies in no span of days."""
    if wanted.since and one.published < wanted.since:
        return False
    if wanted.until and not (one.published and one.published <= wanted.until):
        return False
    told = words(f"{one.passage} {one.who}")
    return all(any(other.startswith(word) for other in told) for word in words(wanted.text))


def answer(question: str, shelf: Shelf, *, theatres: tuple[str, ...] = (), overlays: Sequence[str] = ()) -> Answer:
    """What the ledger says to a question."""
    listed = listed_on(shelf)
    told = frozenset(row.id for row in listed)
    gazetteer = open_gazetteer(theatres or None, tuple(Path(p) for p in overlays))
    names = Names(entries(load_actors(), shelf.events, dict.fromkeys(_ends(shelf)), told, gazetteer))
    known = frozenset(
        " ".join(words(unit)) for e in shelf.events if e.where for unit in (e.where.name, e.where.adm1, e.where.adm2)
    )
    return ask(question, shelf, names, lambda name: place_of(gazetteer, name, known))


def _ends(shelf: Shelf) -> Iterator[tuple[str, bool]]:
    """Names that the actor table lacks: speakers, ends of relations, persons; each with whether it is a person's."""
    for one in shelf.statements:
        speaker = one.claim.speaker
        if speaker is not None and not speaker.actor:
            yield speaker.name, shelf.person(speaker.name, one.claim.item) is not None
    for one in shelf.ties:
        value = one.claim.parsed()
        if one.claim.subject.startswith("name:"):
            name = one.claim.subject.removeprefix("name:")
            yield name, shelf.person(name, one.claim.item) is not None
        if isinstance(value, Tie) and value.name and not value.actor:
            yield value.name, value.kind is PartyKind.PERSON
    for known in shelf.persons.values():
        for person in known.values():
            yield person.name, True
