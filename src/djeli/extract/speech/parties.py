"""Speakers that are actors of the table: "a spokesman for X", "X fighters" and "X" all speak for X.

A state or its capital ("Moscow denied") speaks for its government. "The army", "the junta" and "the ministry" are those
of the country named beside them, else of the only country the item is about; "the group" is the only armed group named
before. What several might be stays unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from djeli.extract.mentions import ActorMention, Attribution, PersonMention, PlaceMention, Range
from djeli.extract.speech.homes import country_of, homes, states
from djeli.extract.speech.offices import demonyms
from djeli.extract.speech.who import plain
from djeli.extract.speech.words import Words, words_of
from djeli.values import Party
from djeli.vocab import Informant, PartyKind

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_KINDS = {
    PartyKind.STATE_FORCES: Informant.ARMY,
    PartyKind.POLICE: Informant.POLICE,
    PartyKind.GOVERNMENT: Informant.GOVERNMENT,
    PartyKind.REBEL_GROUP: Informant.ARMED_GROUP,
    PartyKind.POLITICAL_MILITIA: Informant.ARMED_GROUP,
    PartyKind.IDENTITY_MILITIA: Informant.ARMED_GROUP,
    PartyKind.CRIMINALS: Informant.ARMED_GROUP,
    PartyKind.MERCENARIES: Informant.ARMED_GROUP,
}
_BODY_KINDS = {"army": PartyKind.STATE_FORCES, "police": PartyKind.POLICE, "government": PartyKind.GOVERNMENT}
_NEAR = 600
"""Characters, about two paragraphs: "the army" is the one named so far back, if it was one."""
_TIED = re.compile(r"[- ](?:affiliat|link|alli|align|back|inspir|support)\w+", re.IGNORECASE)
_ARMED = frozenset(kind for kind, informant in _KINDS.items() if informant is Informant.ARMED_GROUP)


@dataclass(frozen=True, slots=True)
class _Item:
    """What an item tells beside its statements. `home` is the country it is about; `persons` by surname."""

    named: Sequence[ActorMention]
    persons: Mapping[str, PersonMention]
    home: str
    content: str
    words: Words


def resolve_speakers(
    attributions: Sequence[Attribution],
    actors: Sequence[ActorMention],
    content: str,
    lang: str,
    *,
    places: Sequence[PlaceMention] = (),
    persons: Sequence[PersonMention] = (),
) -> tuple[Attribution, ...]:
    """The attributions with `actor` filled where the speaker's phrase names one actor and speaks for it.

    A phrase that names two actors, or holds other plain words ("residents of a town held by X"), is left alone. The
    informant's kind follows the actor's where the words gave none. An office told elsewhere in the item (`persons`)
    holds for a speaker of that name.
    """
    if not attributions:
        return ()
    by_surname = {one.person.name.split()[-1]: one for one in persons if one.person.role and one.person.name.strip()}
    named = [a for a in actors if a.named and a.party.actor]
    item = _Item(named, by_surname, country_of(places), content, words_of(lang))
    held = [_with_office(one, item) for one in attributions]
    known = {
        one.name: party for one in reversed(held) if one.name and (party := _speaking(one.source, item)) is not None
    }
    found = []
    for told in held:
        party = _speaking(told.source, item) or known.get(told.name) or _body(told, item)
        if party is not None and told.name:
            known[told.name] = party
        found.append(told if party is None else _resolved(told, party))
    return tuple(found)


def _with_office(one: Attribution, item: _Item) -> Attribution:
    if one.role or not one.name or not item.persons:
        return one
    person = item.persons.get(one.name.split()[-1])
    if person is None or person.person.name.split()[0] not in (one.name.split()[0], one.name):
        return one
    return replace(one, role=person.person.role, organisation=one.organisation or person.person.organisation)


def _resolved(one: Attribution, party: Party) -> Attribution:
    kind = _KINDS.get(party.kind, one.informant)
    informant = kind if one.informant in (Informant.UNKNOWN, Informant.PERSON) else one.informant
    return replace(one, actor=party.actor, informant=informant)


def _speaking(source: Range | None, item: _Item) -> Party | None:
    if source is None:
        return None
    inside = _own([a for a in item.named if source[0] <= a.start and a.end <= source[1]], source, item.content)
    if not inside or len({a.party.actor for a in inside}) > 1:
        return None
    rest = item.content[slice(*source)]
    for actor in sorted(inside, key=lambda a: -a.start):
        rest = rest[: actor.start - source[0]] + " " + rest[actor.end - source[0] :]
    small = [w for w in _WORD.findall(rest) if not w[:1].isupper() and not w.isdigit()]
    return inside[0].party if all(w.lower() in item.words.speaks_for for w in small) else None


def _own(inside: list[ActorMention], source: Range, content: str) -> list[ActorMention]:
    """The actors of a phrase without those that only tell more: "Al-Qaeda-linked X", "X, an Al-Qaeda affiliate"."""
    if len({a.party.actor for a in inside}) < 2:
        return inside
    plain = [a for a in inside if not _TIED.match(content, a.end)]
    comma = content.find(",", *source)
    return [a for a in plain if comma < 0 or a.end <= comma] or plain


def _body(one: Attribution, item: _Item) -> Party | None:
    """The state body or the group that a speaker without a name of the table speaks for."""
    if one.source is None:
        return None
    phrase = one.organisation or plain(item.content[slice(*one.source)])
    if not phrase:
        return None
    state = states().get(phrase)
    if state is not None and one.organisation and re.search(rf"{re.escape(phrase)}(?:,| and) \w", _source(one, item)):
        return None  # "leaders from X, Y and Z"
    if state is not None:
        return homes().get((state, "government"))
    return _of_state(one, phrase, item) or _group(one, phrase, item)


def _source(one: Attribution, item: _Item) -> str:
    return item.content[slice(*one.source)] if one.source is not None else ""


def _of_state(one: Attribution, phrase: str, item: _Item) -> Party | None:
    """Such as "the Malian ministry", "the army": the body of the country beside it, else of the item's only one."""
    tokens = _WORD.findall(phrase)
    heads = {phrase.lower(), *(tokens[-1 if item.words.head_last else 0].lower() for _ in tokens[:1])}
    body = next((name for name, words in item.words.bodies.items() if heads & words), "")
    if not body and one.role and not one.organisation and one.name == one.name.lower():
        # "The foreign minister"; a named one may be another country's.
        body = "government" if {t.lower() for t in tokens} & item.words.ministers else ""
    if not body or one.informant in (Informant.LOCAL_OFFICIAL, Informant.ARMED_GROUP):
        return None
    lands = _lands(phrase) or (_lands(item.content[slice(*one.source)]) if one.source is not None else set())
    others = [t for t in tokens if t[:1].isupper() and t.lower() not in item.words.speaks_for]
    if lands:
        return homes().get((next(iter(lands)), body)) if len(lands) == 1 else None
    # "Kachin army" is not the country's: a name beside the body that is no country's stays unresolved.
    unnamed = all(t.lower() in item.words.state_words for t in others)
    return _unnamed(one, phrase, body, item) if unnamed else None


def _lands(phrase: str) -> set[str]:
    """ISO codes of the countries that a phrase names, by name, capital or adjective."""
    words = _WORD.findall(phrase)
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    named = [demonyms().get(w) or w for w in (*words, *pairs)]
    return {states()[name] for name in named if name in states()}


def _unnamed(one: Attribution, phrase: str, body: str, item: _Item) -> Party | None:
    """The body of a country that the phrase doesn't name: the last such body told just before, else the item's own.

    A foreign ministry's named speaker may be another country's: without the country told, they stay unresolved.
    """
    at = one.source[0] if one.source is not None else one.cue[0]
    near = [a for a in item.named if 0 <= at - a.end <= _NEAR and a.party.kind is _BODY_KINDS[body] and a.party.country]
    home = homes().get((item.home, body)) if item.home else None
    if near and near[-1].party.actor != (home.actor if home is not None else ""):
        told = near[-1].party
        others = {a.party.country for a in near}
        return told if len(others) == 1 and home is None else None
    abroad = one.name != one.name.lower() and bool(
        {t.lower() for t in _WORD.findall(f"{phrase} {one.role}")} & item.words.abroad
    )
    return home if near or not abroad else None


def _group(one: Attribution, phrase: str, item: _Item) -> Party | None:
    """Such as "the group", "the rebels": the armed group named before, when there is one and no other."""
    if one.source is None or phrase.lower() not in item.words.groups:
        return None
    before = {a.party.actor: a.party for a in item.named if a.start < one.source[0] and a.party.kind in _ARMED}
    return next(iter(before.values())) if len(before) == 1 else None
