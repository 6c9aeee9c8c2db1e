"""Names in a question: actors of the table, persons and bodies of the case, places. The longest name wins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from djeli.fold.parties import STATE, named
from djeli.gazetteer import Country, Gazetteer
from djeli.lang import bodies, plain_words
from djeli.resources.actors import Actor
from djeli.text.similarity import words
from djeli.values import Party, Where
from djeli.views import Event

ACTOR, NAME, PLACE = "actor", "name", "place"
_SHORT = 3
"""Letters up to which a word counts as a name only where it is not written small: "US", "WHO", "IS"."""
Form = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What a name may stand for. `key` is an actor's id, a name or a place in plain words, by `sort`."""

    sort: str
    key: str
    name: str
    country: str = ""
    forms: tuple[str, ...] = ()
    """Other names that speak of it: a country's demonyms and its capital."""

    def is_party(self, party: Party) -> bool:
        """Whether a party is this; a country also stands for its government, army and police."""
        if self.sort == ACTOR:
            return party.actor == self.key
        if self.sort == PLACE:
            return bool(self.country) and party.kind in STATE and party.country == self.country
        return not party.actor and holds(words(party.name), tuple(words(self.name)))

    def is_place(self, where: Where | None) -> bool:
        """Whether a place is this, or lies in it."""
        if where is None or self.sort != PLACE:
            return False
        if self.country:
            return where.country == self.country
        return any(" ".join(words(unit)) == self.key for unit in (where.name, where.adm1, where.adm2))

    def is_end(self, actor: str, name: str) -> bool:
        """Whether the end of a relation, or a speaker, is this."""
        if self.sort == ACTOR:
            return actor == self.key
        if self.sort == PLACE and actor:
            return False
        mine, theirs = tuple(words(self.name)), tuple(words(name))
        if holds(theirs, mine):
            return True
        surname = self.sort == NAME and len(theirs) == 1 and theirs == mine[-1:]
        return surname and not common(theirs[0])


def holds(text: Sequence[str], form: Form) -> bool:
    """Whether the words stand in the text next to one another."""
    width = len(form)
    return bool(form) and any(tuple(text[at : at + width]) == form for at in range(len(text) - width + 1))


class Names:
    """An index of names by their words."""

    def __init__(self, entries: Iterable[tuple[str, Named]]) -> None:
        self._by_form: dict[Form, dict[Named, None]] = defaultdict(dict)
        self._longest = 1
        for form, one in entries:
            key = tuple(words(form))
            if key:
                self._by_form[key][one] = None
                self._longest = max(self._longest, len(key))

    def at(self, plain: Sequence[str], raw: Sequence[str], at: int, taken: frozenset[str]) -> tuple[int, list[Named]]:
        """Length and meanings of the longest name that begins at a word; (0, []) when none does.

        `taken` are words that mean something else unless they are written in capitals.
        """
        for width in range(min(self._longest, len(plain) - at), 0, -1):
            found = self._by_form.get(tuple(plain[at : at + width]))
            if found and (width > 1 or _name_like(plain[at], raw[at], taken)):
                return width, list(found)
        return 0, []


def _name_like(plain: str, raw: str, taken: frozenset[str]) -> bool:
    if plain in taken:
        return len(raw) > 1 and raw.isupper()
    return len(plain) > _SHORT or not raw.islower()


def entries(
    table: Mapping[str, Actor],
    events: Iterable[Event],
    ends: Iterable[tuple[str, bool]],
    told: frozenset[str],
    gazetteer: Gazetteer,
) -> Iterator[tuple[str, Named]]:
    """Every form with what it stands for.

    Args:
        table: the actor tables.
        events: of the case, for their places and parties.
        ends: names of persons and bodies in statements, relations and figures that the table lacks, each with whether
            it is a person's, who also goes by the last word of the name.
        told: ids of actors the case tells of; where one form names several actors, those come before the others.
        gazetteer: for what countries are called.
    """
    owners: dict[Form, list[Actor]] = defaultdict(list)
    for actor in table.values():
        for written in (*actor.forms, actor.id):
            owners[tuple(words(written))].append(actor)
    for form, sharing in owners.items():
        chosen = [actor for actor in sharing if actor.id in told] or sharing
        for actor in chosen:
            yield " ".join(form), Named(ACTOR, actor.id, actor.name)
    for event in events:
        yield from _of_event(event, gazetteer)
    for name, person in ends:
        yield from _of_name(name, person=person)


def _of_event(event: Event, gazetteer: Gazetteer) -> Iterator[tuple[str, Named]]:
    where = event.where
    if where is not None:
        for unit in (where.name, where.adm1, where.adm2):
            if unit and unit not in (where.country_name, where.country):
                yield unit, Named(PLACE, " ".join(words(unit)), unit)
        country = gazetteer.country(where.country) if where.country else None
        if country is not None:
            yield where.country_name or country.name, country_named(country)
    for one in event.participants:
        if not one.party.actor and named(one.party):
            yield from _of_name(one.party.name)


def _of_name(name: str, *, person: bool = False) -> Iterator[tuple[str, Named]]:
    parts = words(name)
    if not parts or common(name):
        return
    one = Named(NAME, " ".join(parts), name)
    yield name, one
    if person and len(parts) > 1 and len(parts[-1]) > _SHORT:
        yield parts[-1], one
    if person and len(parts) > 2:
        yield f"{parts[0]} {parts[-1]}", one


def common(name: str) -> bool:
    """Whether a name is a lone word that names no one body: "Ministry", "Soldiers"."""
    [word, *rest] = words(name) or [""]
    if rest:
        return False
    return word in bodies() or any(
        word in plain_words(code) or word.rstrip("s") in plain_words(code) for code in ("en", "fr")
    )


def country_named(country: Country) -> Named:
    """A country as what a name may stand for."""
    forms = (country.name, country.name_fr, *country.demonyms, *country.demonyms_fr, country.capital)
    spoken = tuple(dict.fromkeys(form for form in forms if form))
    return Named(PLACE, " ".join(words(country.name)), country.name, country.iso2, spoken)


def place_of(gazetteer: Gazetteer, name: str, known: frozenset[str]) -> Named | None:
    """What the gazetteer knows of a name: a country, or a place that `known` has under its usual spelling."""
    country = gazetteer.country(name)
    if country is not None:
        return country_named(country)
    for place in gazetteer.lookup(name):
        key = " ".join(words(place.name))
        if key in known:
            return Named(PLACE, key, place.name)
    return None
