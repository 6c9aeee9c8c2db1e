"""Whether events, words and ends of relations fit the names and words of a question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from djeli.ask.names import ACTOR, holds
from djeli.ask.reading import Asked, Mention
from djeli.ask.shelf import Shelf
from djeli.ask.words import MARK, Cue, fits
from djeli.resources.actors import load_actors
from djeli.text.similarity import words
from djeli.values import Party
from djeli.views import Event, Participant
from djeli.vocab import Role

NO, WEAK, STRICT = 0, 1, 2
DOERS = (Role.PERPETRATOR, Role.PARTICIPANT)
_TAIL, _STEM = 3, 4


def like(word: str, text: Iterable[str]) -> bool:
    """Whether a text holds the word or another form of it."""
    begins = stem(word)
    return any(other == word or (len(word) > _STEM and fits(begins + MARK, other)) for other in text)


def spoken(mention: Mention, text: Sequence[str]) -> bool:
    """Whether the words of a text name it, in any form the actor table knows."""
    forms = {tuple(words(mention.words))}
    for one in mention.meanings:
        forms |= {tuple(words(form)) for form in (one.name, *one.forms)}
        if one.sort == ACTOR:
            forms |= {tuple(words(form)) for form in load_actors()[one.key].forms}
    return any(holds(text, form) for form in forms)


def is_party(mention: Mention, party: Party) -> bool:
    """Whether a party is what a name of the question stands for."""
    return any(one.is_party(party) for one in mention.meanings)


def is_end(mention: Mention, actor: str, name: str) -> bool:
    """Whether an end of a relation, a speaker or a holder is what a name of the question stands for."""
    return any(one.is_end(actor, name) or _home(one.country, actor) for one in mention.meanings)


def _home(country: str, actor: str) -> bool:
    """Whether an actor is a state's own: a country also stands for its government and army."""
    known = load_actors().get(actor) if country and actor else None
    return known is not None and known.country == country and known.sector in ("GOV", "MIL", "COP")


def in_event(mention: Mention, event: Event, shelf: Shelf | None = None) -> int:
    """How well a name of the question fits an event: NO, WEAK (its words stand in the reports) or STRICT.

    Without a shelf no words are looked up.
    """
    parties = [one for one in event.participants if is_party(mention, one.party)]
    roles = {one.role for one in parties}
    if mention.role == "doer":
        if roles & set(DOERS):
            return STRICT
        told = any(one.role in DOERS for one in event.participants)
        return WEAK if not told and shelf is not None and event.id in shelf.holding(mention.words) else NO
    if mention.role == "object" and roles & {Role.TARGET, Role.VICTIM, Role.PARTICIPANT}:
        return STRICT
    if any(one.is_place(event.where) for one in mention.meanings):
        return STRICT
    if mention.role == "object" and roles:
        return NO  # it did the deed, and the question is who did it to it
    if roles and mention.role != "place":
        return STRICT
    return WEAK if shelf is not None and event.id in shelf.holding(mention.words) else NO


def stem(word: str) -> str:
    """What other forms of a word begin with: all but its last three letters, and at least four."""
    return word[: max(_STEM, len(word) - _TAIL)]


def held(words_of: Iterable[str], event: Event, shelf: Shelf) -> bool:
    """Whether the reports of an event hold each word, or another form of it."""
    return all(event.id in shelf.holding(_looked_up(word)) for word in words_of)


def _looked_up(word: str) -> str:
    return f"{stem(word)}*" if len(word) > _STEM else word


def of_cue(cue: Cue, said: str, event: Event, shelf: Shelf | None = None) -> bool:
    """Whether an event is of a kind the question asks about: by type, by harm, or by the question's own word.

    The words of relations ("led", "joined") stand in reports of many things, so for them the type alone counts.
    """
    if not (cue.types or cue.harm) or event.type in cue.types:
        return True
    if cue.harm is not None and cue.harm in event.harm:
        return True
    return shelf is not None and not cue.ties and held(said.split(), event, shelf)


def in_days(asked: Asked, event: Event) -> bool:
    """Whether an event may lie in the days of the question; an undated one does not when days are asked for."""
    if asked.since is None and asked.until is None:
        return True
    if event.when is None:
        return False
    after = asked.since is None or event.when.end >= asked.since
    return after and (asked.until is None or event.when.start <= asked.until)


def text_of(event: Event) -> list[str]:
    """The plain words of an event's title, place and parties."""
    where = event.where
    units = (where.name, where.adm1, where.adm2, where.country_name) if where else ()
    return words("\n".join([event.title, *units, *(one.party.name for one in event.participants)]))


def others(people: Iterable[Participant], asked: Asked, *, role: str) -> list[Participant]:
    """Participants that are none of the question's names in a part."""
    mine = [one for one in asked.mentions if one.role == role]
    return [one for one in people if not any(is_party(mention, one.party) for mention in mine)]
