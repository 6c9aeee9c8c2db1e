"""Places that a story names and that are not where the deed was done.

The wounded are flown to a hospital, the accused stand before a court, people flee to a town, a capital speaks for its
government: `aside` in places.yaml lists the words that say so, before and behind a name.
"""

from __future__ import annotations

from djeli.extract.mentions import Range
from djeli.extract.places.spot import Spot
from djeli.extract.places.words import Words
from djeli.gazetteer import Gazetteer, Place, PlaceKind

_REACH = 6  # words between a phrase and the name: "flown to a hospital in the regional capital Gao"
_FILLERS = frozenset({
    "a", "an", "the", "local", "area", "nearby", "neighbouring", "neighboring", "regional", "provincial", "hospital",
    "hospitals", "hospital's", "un", "une", "le", "la", "les", "l'", "l’", "de", "du", "d'", "d’", "des", "à", "au",
    "dans", "el", "los", "las", "del", "en", "in", "at", "of", "city", "al", "und", "der", "die", "das",
})  # fmt: skip


def aside_of(spot: Spot, place: Place | None, words: Words, gazetteer: Gazetteer) -> Range | None:
    """The words that make a place another's than the deed's, the name with them; None where nothing does."""
    start = _before(spot, words)
    if start is not None:
        return start, spot.end
    end = _behind(spot, words)
    if end is not None:
        return spot.start, end
    if place is not None and not spot.locative and _governs(spot, place, words, gazetteer):
        return spot.start, spot.end
    return None


def _before(spot: Spot, words: Words) -> int | None:
    """Where the phrase begins that ends right before a name, articles and kinds of places between."""
    before, n = spot.before, spot.first
    for _ in range(_REACH):
        for phrase in words.aside_before.get(before[n - 1], ()) if n else ():
            said = n >= len(phrase) and before[n - len(phrase) : n] == phrase
            if said and (words.hospital.isdisjoint(phrase) or _treated(spot, words)):
                return spot.tokens[n - len(phrase)].start
        if not n or not (before[n - 1] in _FILLERS or before[n - 1] in words.kinds_before):
            return None
        n -= 1
    return None


def _treated(spot: Spot, words: Words) -> bool:
    """Whether the sentence tells of the wounded: a hospital may be where they are, or what was hit."""
    return any(token.low in words.treatment for token in spot.tokens)


def _behind(spot: Spot, words: Words) -> int | None:
    """The end of a word behind a name that makes it a court's or, in a sentence about the wounded, a hospital's."""
    after = spot.tokens[spot.last : spot.last + 3]
    for n, token in enumerate(after):
        if token.low in words.aside_after:
            return token.end
        if token.low in words.hospital:
            return token.end if _treated(spot, words) else None
        if n == 0 and not (token.capital or token.low in {"general", "area", "county", "district", "-"}):
            return None
    return None


def _governs(spot: Spot, place: Place, words: Words, gazetteer: Gazetteer) -> bool:
    """Whether a capital stands for its government: "Kyiv said", "Niamey a admis"."""
    if place.kind is not PlaceKind.SETTLEMENT:
        return False
    country = gazetteer.country(place.country)
    if country is None or country.capital != place.name or spot.last >= len(spot.tokens):
        return False
    behind = spot.tokens[spot.last]
    following = spot.tokens[spot.last + 1].low if spot.last + 1 < len(spot.tokens) else ""
    if behind.low in words.auxiliaries:
        return following not in words.passive
    return behind.low in words.speech
