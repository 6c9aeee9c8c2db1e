"""Stretches of words that may name a place: those the gazetteer knows, and those that say themselves what they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from djeli.extract.places.lookup import Known, look_up
from djeli.extract.places.page import Book, Token
from djeli.extract.places.words import Words
from djeli.gazetteer import Match, PlaceKind, name_key

LONGEST = 7  # tokens of one name; a hyphen is a token for some tokenizers
LONGEST_UNCASED = 4  # the same in scripts without capitals, where every word may begin a name
_BEHIND = 7  # words between a name and the region it is told in
_LIGHT = frozenset({"the", "l'", "l’", "la", "le", "les", "el", "a", "an", "un", "une"})
_STATED_KINDS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADM1, PlaceKind.AREA})
REGIONAL = frozenset({"adm1", "adm2", "area", "water"})
CONNECTORS = frozenset({
    "of", "the", "and", "de", "du", "des", "da", "do", "dos", "di", "la", "le", "les", "el", "al", "ez", "es",
    "er", "au", "aux", "as", "ash", "ad", "an", "ar", "az", "bin", "ibn", "ben", "ould", "upon", "sur", "sous",
    "en", "et", "l'", "d'", "-", "'", "’", ".", "van", "von", "der", "den", "saint", "st",
})  # fmt: skip
LISTING = frozenset({"and", "et", ",", "&", "/"})
ARTICLES = frozenset({"the", "le", "la", "les", "l'", "l’"})
PLACE_LABELS = {"GPE": 2.2, "LOC": 2.0, "FAC": 0.6}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a name: token behind its last one, end in the text, what the gazetteer knows of it."""

    last: int
    end: int
    known: Known


def candidates(tokens: tuple[Token, ...], at: int, book: Book) -> Iterator[Candidate]:
    """Names that begin at a token, longest first."""
    short = _abbreviation(tokens, at, book)
    if short is not None:
        yield short
    words = book.words
    longest = LONGEST if tokens[at].cased else LONGEST_UNCASED
    for last in range(min(len(tokens), at + longest), at, -1):
        end = tokens[last - 1]
        named = end.capital or (words.bent and last - at > 1 and words.kinds_after.get(end.low) in REGIONAL)
        if not named or not _joined(tokens, at, last):
            continue
        if last - at == 1 and not tokens[at].cased and tokens[at].low in words.kinds_before:
            continue  # "مدينة" says what the next word is
        if last - at > 1 and tokens[at].low in ARTICLES and tokens[at + 1].text not in words.keeps_article:
            continue
        text = book.content[tokens[at].start : end.end]
        known = look_up(text, book.gazetteer, words)
        kept = tuple(m for m in known.matches if _written_so(text, m) and (end.capital or m.place.kind in REGIONAL))
        if not kept and book.gazetteer.demonym(text):
            continue
        if kept or (end.capital and (known.key in book.unlisted or _outside_gazetteer(tokens, at, last, book))):
            yield Candidate(last, end.end, known if len(kept) == len(known.matches) else replace(known, matches=kept))


def _abbreviation(tokens: tuple[Token, ...], at: int, book: Book) -> Candidate | None:
    """The short form of a region after a comma or a preposition: "Paris, Tex."."""
    text = tokens[at].text
    plain = len(text) > 2 and text.isupper() and text.isalpha()
    if not (plain or (at and tokens[at - 1].low in {",", "(", "in"}) or tokens[at].label in PLACE_LABELS):
        return None
    for count in (3, 2, 1):
        if at + count > len(tokens):
            continue
        start, end = tokens[at].start, tokens[at + count - 1].end
        for stop in (end + 1, end):
            name = book.words.abbreviations.get(book.content[start:stop])
            if name is not None:
                full, _, country = name.partition(", ")
                matches = tuple(m for m in book.gazetteer.matches(full) if country in ("", m.place.country))
                return Candidate(at + count, stop, Known(name_key(book.content[start:stop]), matches))
    return None


def _joined(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether the words between two ends can stand inside one name."""
    return all(t.capital or t.low in CONNECTORS for t in tokens[at + 1 : last - 1])


def _written_so(text: str, match: Match) -> bool:
    """Whether a short name is written as names are: "US" and "CAR" in capitals, "Of" never."""
    if len(text) > 3 or (text[0] >= "\u0250" and text != text.lower()) or text.lower() == text.upper():
        return True
    if match.place.kind is PlaceKind.COUNTRY:
        return text.isupper() or name_key(text) == name_key(match.place.name)
    return not text.isupper() and (match.principal or len(text) > 2)


def _outside_gazetteer(tokens: tuple[Token, ...], at: int, last: int, book: Book) -> bool:
    """Whether a name nobody filed is a place by its label, by the kind of place it says it is, or by its region."""
    name, words = tokens[at:last], book.words
    if any(token.low in LISTING for token in name) or name[0].low in ARTICLES:
        return False
    if not name[0].cased:
        plain = name[-1].low in words.common or any(name[-1].low.startswith(nation) for nation in words.nations)
        if plain:
            return False  # "المركز العسكري", "العاصمة الليبية": a word that says what kind
        begins = len(name) == 2 and name[0].text in words.begins_name
        return (len(name) == 1 or begins) and kind_before(tokens, at, words) == "settlement"
    if any(c.isdigit() for c in "".join(t.text for t in name)) or (len(name) == 1 and name[0].text.isupper()):
        return False
    if name[0].low in words.locative or (len(name) == 1 and name[0].low in words.common):
        return False
    if all(token.label in PLACE_LABELS for token in name):
        before = tokens[at - 1] if at else None
        after = tokens[last] if last < len(tokens) else None
        longer = [t for t in (before, after) if t is not None and t.label == name[0].label and t.capital]
        return not [t for t in longer if t.low not in ARTICLES]
    if len(name) > 4 or not all(token.text[0].isalpha() or token.text in "-’'." for token in name):
        return False
    plain = any(token.low in words.titles or token.low in words.first_names for token in name[1:])
    if len(name) > 1 and not plain and (name[-1].text in words.part_of_name or name[-1].text in words.streets):
        return not (at and tokens[at - 1].capital and tokens[at - 1].low not in CONNECTORS)
    if len(name) == 2 and name[0].text in words.begins_name and name[0].low not in words.compass and not plain:
        return last >= len(tokens) or not tokens[last].capital
    if len(name) > 3:
        return False
    titled = at > 1 and tokens[at - 1].capital  # "the State House" is no house in a state
    if (not titled and kind_before(tokens, at, words)) or kind_after(tokens, last, words, lone=True):
        return True
    unknown = not any(t.low in words.common or t.low in words.titles or t.low in words.first_names for t in name)
    return unknown and is_locative(tokens, at, words) and stated_behind(tokens, last, book)


def stated_behind(tokens: tuple[Token, ...], last: int, book: Book) -> bool:
    """Whether the words behind a name say which country or region it lies in: "Inates, dans l'ouest du Niger"."""
    words, n, opened = book.words, last, False
    while n < len(tokens) and n - last <= _BEHIND and not tokens[n].capital:
        low = tokens[n].low
        if opened and (n > last + 1) and book.gazetteer.demonym(low):
            return True  # "sur la frontière malienne", "dans l'ouest nigérien"
        opened = opened or low in {",", "("} or low in words.locative
        known = low in {",", "("} or low in words.locative or low in words.of or low in words.compass
        known = known or low in words.border
        if not (known or low in _LIGHT or low in words.kinds_before):
            return False
        n += 1
    if not opened or n >= len(tokens) or not tokens[n].capital:
        return False
    for end in range(min(len(tokens), n + 3), n, -1):
        text = book.content[tokens[n].start : tokens[end - 1].end]
        if any(m.principal and m.place.kind in _STATED_KINDS for m in look_up(text, book.gazetteer, words).matches):
            return True
    return False


def is_locative(tokens: tuple[Token, ...], at: int, words: Words) -> bool:
    """Whether the name follows a preposition of place, articles, directions and kinds of place between."""
    n = at - 1
    steps = 0
    while n >= 0 and steps < 5:
        low = tokens[n].low
        if low in words.locative:
            return True
        between = low in words.weak_locative or low in words.compass or low in words.kinds_before
        if not between:
            return False
        n, steps = n - 1, steps + 1
    return False


def kind_before(tokens: tuple[Token, ...], at: int, words: Words) -> str:
    """The kind of place that "village of" or "town" before a name says it is."""
    n = at - 1
    while n >= 0 and tokens[n].low in {"of", "the", "de", "du", "d'", "d’", "called", "named", "-"}:
        n -= 1
    return words.kinds_before.get(tokens[n].low, "") if n >= 0 and at - n <= 3 else ""


def kind_after(tokens: tuple[Token, ...], last: int, words: Words, *, lone: bool = False) -> str:
    """The kind of place told after a name: "Gao region"; "Moura, a village in"; `lone` asks for the second only."""
    after = tokens[last : last + 5]
    if not lone and after and not after[0].capital:
        kind = words.kinds_after.get(after[0].low, "")
        if kind:
            return kind
    if len(after) > 2 and after[0].text == "," and not after[1].capital:
        # An apposition has its article, adjectives and then the kind: "a small mining town", "une localité".
        for n, token in enumerate(after[1:], 1):
            if token.low in words.kinds_before and (n > 1 or last + 2 < len(tokens)):
                return words.kinds_before[token.low] if n > 1 else ""
            if token.capital or not token.text.isalpha():
                break
    return ""
