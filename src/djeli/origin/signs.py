"""What of a text stays when it is translated: figures, days, names and countries, in the order of telling.

No parser is needed. Names are compared by their consonants (`text/skeleton.py`), so that they are known again in other
letters; figures by their value, written out or not; months, weekdays and words of nations through the tables of the
languages. Some can answer to a name of the other text, but their own lack of an answer proves nothing: words of
scripts without capitals, nouns of German, words at the head of a sentence, initials (UN is ONU), hours (of twelve or
of twenty-four). They are not `sure`.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from djeli import lang
from djeli.gazetteer.byhand import foreign_names, load_countries
from djeli.lang.script import bare
from djeli.text.number_words import Words, compile_words
from djeli.text.numbers import find_numbers
from djeli.text.similarity import Hashes, plain
from djeli.text.skeleton import ARABIC, CYRILLIC, LATIN, script_of, skeleton

NOUNS_BIG = frozenset({"de"})
"""Languages that write all nouns with a capital."""
NAMED = 2
"""Consonants from which a word with a capital counts as a name; "Mali" has two."""
HEARD = 3
"""Consonants from which a word counts as a name where there are no capitals, and as a clue."""
LEAST = 3
"""Smaller figures are articles in one language and words in another."""
FIGURE, TIME, NATION = "#", "~", "@"
"""First characters of the keys of anchors that are no names. Days of a month and years are times, no figures."""
CALENDAR = 15
"""Characters between a month and a figure that is its day."""
REPEATED = 40
"""How often one name or figure of a text is looked at."""
MARKED = 300
"""Characters at either end of a text in which it says that it is a translation."""

_YEARS = range(1900, 2100)
_DAYS = 31
_MONTH = f"{TIME}months"
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_DIGITS = re.compile(r"(?<![\w.,])\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+(?!\d)|(?<![\w.,])\d+(?!\w)")
_HEAD = re.compile(r"(?:^|[.!?…:\n•؟])[\s\"“”«»„'’)(–—-]*$")
_OWNER = re.compile(r"['’]s$")
_CLUE = re.compile(r"[A-ZÀ-ÞĀ-ſЀ-Я][a-zß-öø-ÿĀ-ſа-џґA-ZА-Я]{2,}|[ء-ي]{4,}|\d+(?:[.,\u00a0\u202f ]\d{3})*")
_LONGEST = 15  # digits of a figure; longer runs are numbers of accounts


@dataclass(frozen=True, slots=True)
class Anchor:
    """One word or figure that a translation keeps, at a place in characters; it answers to `key` and `others`."""

    key: str
    at: int
    sure: bool
    others: tuple[str, ...] = ()

    @property
    def is_name(self) -> bool:
        """Whether it is a name, as against a figure, a day or a nation."""
        return self.key[0] not in (FIGURE, TIME, NATION)


@dataclass(frozen=True, slots=True)
class Sign:
    """A text as its translations have it, too. `marked`: it says that it is a translation."""

    language: str
    size: int
    anchors: tuple[Anchor, ...]
    capitals: bool = True  # whether names are told by capitals
    marked: bool = False

    def beginning(self, size: int) -> Sign:
        """The sign of the text's first characters."""
        kept = tuple(one for one in self.anchors if one.at < size)
        return Sign(self.language, max(1, min(size, self.size)), kept, self.capitals, self.marked)


@dataclass(frozen=True, slots=True)
class _Tongue:
    """Words of one language that have a counterpart in any other, or none in most."""

    numbers: Words | None
    times: Mapping[str, str]
    nations: tuple[tuple[str, str], ...]
    common: frozenset[str]


@cache
def _tongue(code: str) -> _Tongue:
    if code not in lang.available():
        return _Tongue(None, {}, (), frozenset())
    dates, places = lang.load(code, "dates"), lang.load(code, "places")
    numbers = compile_words(lang.load(code, "numbers"))
    times = {
        plain(str(word)): f"{TIME}{name}{number}"
        for name in ("months", "weekdays")
        for number, words in dates[name].items()
        for word in words
        if " " not in str(word) and str(word) not in numbers.units
    }
    common = {plain(str(word)) for name in ("titles", "common_words") for word in places.get(name) or ()}
    common |= {plain(str(word)) for words in (places.get("kinds_before") or {}).values() for word in words}
    common |= {plain(word) for word in lang.bodies()}
    nations = tuple((plain(str(word)), str(iso)) for word, iso in (places.get("nations") or {}).items())
    return _Tongue(numbers, times, nations, frozenset(common))


@cache
def _countries() -> Mapping[str, str]:
    """Single words that name a country or its people, in any language."""
    found: dict[str, str] = {}
    for one in load_countries():
        own = (one.name, one.name_fr, *one.aliases, *one.demonyms, *one.demonyms_fr)
        for name in (*own, *foreign_names().get(one.iso2, ())):
            if " " not in name and len(name) > 3:
                found.setdefault(plain(name), one.iso2)
    return found


@lru_cache(maxsize=65536)
def _nation(word: str, code: str) -> str:
    """ISO code of the country a word names, empty for other words."""
    if known := _countries().get(word):
        return known
    return next((iso for stem, iso in _tongue(code).nations if word.startswith(stem)), "")


@cache
def _marks() -> tuple[str, ...]:
    words = lang.shared("translations")["marks"]
    return tuple(sorted({plain(str(one)) for found in words.values() for one in found}))


def is_marked(text: str) -> bool:
    """Whether the head or the foot of a text says that it is a translation ("Translated from French")."""
    return any(_stands(phrase, part) for part in (plain(text[:MARKED]), plain(text[-MARKED:])) for phrase in _marks())


def _stands(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text, at the beginning of a word."""
    at = text.find(phrase)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(phrase, at + 1)
    return at >= 0


def sign(text: str, language: str, *, marked: bool = False) -> Sign:
    """The sign of a text in a language (ISO code; words of near languages serve for those without their own)."""
    code = lang.nearest(language)
    told = bare(text) if lang.script(code) is not None else text
    script = script_of(told)
    capitals = script in (LATIN, CYRILLIC)
    spoken = list(_words(told, code, script))
    months = [one.at for one in spoken if one.key.startswith(_MONTH)]
    found = [*spoken, *(_dated(one, months) for one in _figures(told, code))]
    ordered = tuple(_not_too_often(sorted(found, key=lambda one: (one.at, one.key))))
    return Sign(code, max(1, len(told)), ordered, capitals, marked)


def _not_too_often(anchors: Iterable[Anchor]) -> Iterator[Anchor]:
    """Anchors without what is repeated on and on, as in a table, which would be compared each with each."""
    often: Counter[str] = Counter()
    for one in anchors:
        often[one.key] += 1
        if often[one.key] <= REPEATED:
            yield one


def _dated(figure: Anchor, months: Sequence[int]) -> Anchor:
    """A figure as the time that it is: a year, or the day of one of the months before it or after it."""
    value = int(figure.key[1:])
    day = value <= _DAYS and any(abs(month - figure.at) <= CALENDAR for month in months)
    return Anchor(f"{TIME}{value}", figure.at, sure=False) if day or value in _YEARS else figure


def _figures(text: str, code: str) -> Iterator[Anchor]:
    words = _tongue(code).numbers
    if words is None:
        for match in _DIGITS.finditer(text):
            if len(match[0]) <= _LONGEST and int(re.sub(r"\D", "", match[0])) >= LEAST:
                yield Anchor(f"{FIGURE}{int(re.sub(r'\D', '', match[0]))}", match.start(), sure=True)
        return
    for number in find_numbers(text, words):
        sure = number.exactness != "vague" and number.role not in ("time", "code")
        told = (number.best,) if number.best is not None else (number.low, number.high)
        for value in told:
            if value is not None and value >= LEAST:
                yield Anchor(f"{FIGURE}{value}", number.core_start, sure)


def _words(text: str, code: str, script: str) -> Iterator[Anchor]:
    tongue = _tongue(code)
    for match in _WORD.finditer(text):
        word = _OWNER.sub("", match[0])
        low = plain(word)
        if time := tongue.times.get(low):
            yield Anchor(time, match.start(), sure=False)
        elif iso := _nation(low, code):
            yield Anchor(f"{NATION}{iso}", match.start(), sure=False)
        elif word[0].isupper() or word[1:2] in ("'", "’") or script == ARABIC:
            heads = code in NOUNS_BIG or low in tongue.common
            sure = not heads and not _HEAD.search(text, max(0, match.start() - 8), match.start())
            yield from _names(word, match.start(), script, sure)


def _names(word: str, at: int, script: str, sure: bool) -> Iterator[Anchor]:
    """The parts of a word that may be a name ("d'Inates", "Pont-Sondé")."""
    for part in re.split("[-’']", word):
        key = skeleton(part)
        if script == ARABIC and len(key) >= HEARD:
            yield Anchor(key, at, sure=False, others=(key[:-1],) if len(key) > HEARD else ())
        elif script != ARABIC and len(key) >= NAMED and part[:1].isupper():
            initials = part.isupper() and len(part) > 1
            yield Anchor(key, at, sure and not initials, _others(part, key, script))


def _others(word: str, key: str, script: str) -> tuple[str, ...]:
    """What else a name may be heard as: without a case ending; in Cyrillic also without what Latin writes h or w."""
    found = {key[:-1]} if len(key) > HEARD else set()
    if script == CYRILLIC:
        low = word.casefold()
        found |= {skeleton(re.sub(letters, "", low)) for letters in ("[хгґ]", "в") if re.search(letters, low)}
    return tuple(sorted(one for one in found - {key} if len(one) >= NAMED))


@lru_cache(maxsize=65536)
def _clue(word: str) -> int:
    """The number of a word or figure by which texts are looked for; -1 for those that tell nothing."""
    if word[0].isdigit():
        value = int(re.sub(r"\D", "", word)) if len(word) <= _LONGEST else 0
        return -1 if value < 10 or value in _YEARS else zlib.crc32(f"{FIGURE}{value}".encode())
    key = skeleton(word)
    return zlib.crc32(key[:5].encode()) if len(key) >= HEARD else -1


def clue_places(text: str) -> dict[int, list[float]]:
    """Where the clues of a text stand, as shares of its length."""
    found: dict[int, list[float]] = {}
    for match in _CLUE.finditer(text):
        if (clue := _clue(match[0])) >= 0:
            spots = found.setdefault(clue, [])
            if len(spots) < REPEATED:
                spots.append(match.start() / len(text))
    return found


def clues(text: str) -> Hashes:
    """Numbers of the names and figures of a text, sorted, each once: cheap, to look for texts that share several."""
    found = sorted(set(map(_clue, _CLUE.findall(text))))
    return np.array(found[found[:1] == [-1] :], dtype=np.uint64)
