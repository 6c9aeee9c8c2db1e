"""How much speaks for a stretch of words being the name of a place: named signs, added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from djeli.extract.places.candidates import (
    CONNECTORS,
    PLACE_LABELS,
    is_locative,
    kind_after,
    kind_before,
    stated_behind,
)
from djeli.extract.places.lookup import Known
from djeli.extract.places.page import Book, Page, Token, is_given
from djeli.extract.places.words import Words
from djeli.gazetteer import Match, PlaceKind

_OTHER_LABELS = {"PERSON": -1.2, "PER": -1.2, "ORG": -0.3, "NORP": -1.5, "DATE": -1.5, "EVENT": -1.0, "PRODUCT": -1.0,
                 "WORK_OF_ART": -1.5, "LAW": -1.5, "LANGUAGE": -2.5, "MISC": -1.0}  # fmt: skip
_NAMED_SO = 3.0  # what is surely called after a place
_QUOTES = frozenset({'"', "«", "»", "“", "”", "„", "‟", "''", "``"})
BENT = 0.3  # a form that the gazetteer knows only without its ending is a little less sure


def weigh(tokens: tuple[Token, ...], at: int, last: int, known: Known, book: Book) -> tuple[float, bool, str]:
    """Score of a possible name, whether it stands as a place, and the kind a word beside it names."""
    name, words, page, matches = tokens[at:last], book.words, book.page, known.matches
    before = tokens[at - 1] if at else None
    after = tokens[last] if last < len(tokens) else None
    locative = known.located or is_locative(tokens, at, words)
    kind = kind_before(tokens, at, words)
    if not kind and after is not None:
        kind = kind_after(tokens, last, words)
    score = _known(matches) + _label(name, page) + 1.2 * locative + 1.8 * bool(kind) - BENT * known.bent
    if not matches:
        score += 1.6 * (known.key in book.unlisted) + 0.8 * stated_behind(tokens, last, book)
    else:
        score += _followed(tokens, last, book)
    if len(name) > 1 and name[-1].text in words.streets:
        score += 0.6
    if len(name) > 1:
        score += 0.4 + 0.6 * any(match.principal for match in matches)
        if name[-1].text in words.part_of_name or name[-1].text in words.streets or name[0].text in words.begins_name:
            score += 1.0
    score += _sentence_start(tokens, at, last, words, page)
    score -= _person(before, name, after, words, page)
    score -= _organisation(tokens, at, last, words)
    return score, locative, kind


def _followed(tokens: tuple[Token, ...], last: int, book: Book) -> float:
    """What the words after a name add: people ("Kidal residents"), or the region it lies in ("Gwoza, Borno")."""
    if last < len(tokens) and tokens[last].low in book.words.people_after:
        return 1.0
    if last + 1 < len(tokens) and tokens[last].text == "," and tokens[last + 1].capital:
        for end in (last + 4, last + 3, last + 2):
            if end <= len(tokens):
                text = book.content[tokens[last + 1].start : tokens[end - 1].end]
                kinds = {m.place.kind for m in book.gazetteer.matches(text) if m.principal}
                if kinds & {PlaceKind.COUNTRY, PlaceKind.ADM1} or text in book.words.abbreviations:
                    return 0.8
    return 0.0


def _known(matches: tuple[Match, ...]) -> float:
    """How much the gazetteer speaks for a place of that name."""
    best = -0.4
    for match in matches[:6]:
        place = match.place
        if place.kind in (PlaceKind.COUNTRY, PlaceKind.AREA, PlaceKind.WATER):
            return 2.2
        size = {PlaceKind.ADM1: 1.3, PlaceKind.ADM2: 0.4}.get(place.kind, 0.0)
        size = max(size, 0.3 + 0.35 * (place.population > 3_000) + 0.4 * (place.population > 50_000)
                   + 0.5 * (place.population > 400_000))  # fmt: skip
        best = max(best, size - 0.8 * (not match.principal))
    return best


def _label(name: Sequence[Token], page: Page) -> float:
    if not page.labelled:
        return 0.3
    labels = Counter(token.label for token in name if token.low not in CONNECTORS)
    label = labels.most_common(1)[0][0] if labels else ""
    return PLACE_LABELS.get(label, _OTHER_LABELS.get(label, -0.3 if not label else -1.0))


def _sentence_start(tokens: tuple[Token, ...], at: int, last: int, words: Words, page: Page) -> float:
    """What plain words that only begin a sentence, or are something else more often, take away."""
    name = tokens[at:last]
    if len(name) > 1:
        plain = all(t.low in words.common or t.low in CONNECTORS or t.low in words.compass for t in name)
        return -1.5 if plain else 0.0
    taken = 0.0
    if name[0].low in words.common or name[0].low in words.compass:
        taken -= 3.0
    if name[0].low in page.lower:
        taken -= 1.5
    if name[0].text.isupper() and len(name[0].text) > 3 and not page.upper:
        taken -= 0.0 if at == 0 else 0.8
    return taken


def _person(before: Token | None, name: Sequence[Token], after: Token | None, words: Words, page: Page) -> float:
    """How much speaks for a person or for a part of a longer name."""
    taken = 0.0
    place = name[0].label in PLACE_LABELS
    long = len(name) > 1
    cased = name[0].cased
    if before is not None and before.capital and before.text.isalpha() and (cased or is_given(before, words)):
        if is_given(before, words):
            taken += 3.0
        elif before.low not in words.compass and before.low not in words.weak_locative and not before.text.isupper():
            taken += 0.4 if place else 1.4
    elif before is not None and before.low.rstrip(".") in words.titles and before.low not in words.kinds_before:
        taken += 1.0
    if not long and name[0].low in words.first_names:
        taken += 1.2 if after is None or not after.capital or not cased else 2.5
    if after is not None and cased and after.capital and after.text.isalpha() and after.text not in words.part_of_name:
        # A place may well stand before the name of its police or hospital; a given name before a surname is PERSON.
        person = after.label in ("PERSON", "PER") or name[0].label in ("PERSON", "PER") or not page.labelled
        taken += 0.3 if place or (long and not person) else 1.5 if person else 0.6
    elif after is not None and after.low in words.speech:
        taken += 0.5
    if not long and name[0].low in page.surnames:
        taken += 2.0
    return taken


def _organisation(tokens: tuple[Token, ...], at: int, last: int, words: Words) -> float:
    """How much speaks for the name of an organisation that only contains a place."""
    taken = 0.0
    if last < len(tokens) and tokens[last].text in words.organisation_after:
        taken += 1.6
    before = tuple(token.low for token in tokens[max(0, at - 3) : at])
    if any(before[-len(phrase) :] == phrase for phrase in words.organisation_before):
        taken += 1.5
    quoted = at > 0 and last < len(tokens) and tokens[at - 1].text in _QUOTES and tokens[last].text in _QUOTES
    if quoted and not (at > 1 and tokens[at - 2].low in words.kinds_before):
        taken += _NAMED_SO  # a battalion, a ship, a newspaper: «Азов», "Moskva"
    behind = tokens[last].low if last < len(tokens) else ""
    if behind in words.troops_after or (before and before[-1] in words.troops_before):
        taken += _NAMED_SO
    return taken
