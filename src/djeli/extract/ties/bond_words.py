"""Words of offices, missions, measures and cases, compiled: `lang/<code>/{offices,missions,measures,cases}.yaml`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

from djeli import lang
from djeli.extract.mentions import Sentence
from djeli.extract.ties.letters import DATE
from djeli.text.phrases import alternation, key_of

_FLAT = str.maketrans({"’": "'", "ʼ": "'", "\n": " ", "\t": " ", "\u00a0": " ", "\u202f": " "})
_CAPITAL = r"[^\W\d_a-zß-öø-ÿа-яёєіїґ]"
_INITIALS = rf"{_CAPITAL}\.(?:[ -]?{_CAPITAL}\.)*"
_ONE = (
    rf"(?:{_INITIALS}|{_CAPITAL}(?!['’][a-zß-ÿ])(?:\w|-(?={_CAPITAL})|-[a-z]{{1,3}}-(?={_CAPITAL})|['’](?!s(?!\w)))*)"
)
_BLANKS = r"[\s\u00a0\u202f]+"
AREAS = ("offices", "missions", "measures", "cases")


def flat(text: str) -> str:
    """The same characters with plain blanks and apostrophes."""
    return text.translate(_FLAT)


def words_in(raw: Any) -> Iterator[str]:
    """All words of a part of a file, lists within lists opened; YAML reads a bare "no" as false."""
    if isinstance(raw, Mapping):
        for part in raw.values():
            yield from words_in(part)
    elif isinstance(raw, list):
        for part in raw:
            yield from words_in(part)
    elif raw is not None:
        yield "no" if raw is False else key_of(str(raw))


def any_of(raw: Any) -> str:
    """Pattern of any word of a part of a file."""
    return alternation(words_in(raw))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """How a language names people, bodies, offices and authorities, and how its noun phrases end."""

    run: re.Pattern[str]
    title: re.Pattern[str]
    titled: re.Pattern[str]
    office: re.Pattern[str]
    authority: re.Pattern[str]
    mission: re.Pattern[str]
    opens: frozenset[str]
    titles: frozenset[str]
    ranked: frozenset[str]
    bodies: frozenset[str]
    nations: Mapping[str, str]
    genitive: bool  # "of" is told by an ending
    verb_first: bool  # the subject follows its verb
    verb_last: bool  # the participle closes its clause, far from its auxiliary
    nouns: bool  # every noun has a capital
    capital_nations: bool  # adjectives of nations have one
    mission_names: frozenset[str]
    mission_forms: frozenset[str]
    stops: frozenset[str]
    tails: frozenset[str]
    personal: frozenset[str]
    marks: frozenset[str]
    blocks: frozenset[str]
    listing: str
    relative: re.Pattern[str]
    relatives: str
    clause: re.Pattern[str]  # words that open another clause
    alias: re.Pattern[str]  # words before another name of the same, at the beginning of an insertion
    them: re.Pattern[str]  # a pronoun for a body at the end of a stretch
    he: re.Pattern[str]  # a pronoun for a person there
    through: re.Pattern[str]
    article: str
    same: frozenset[str]  # "the SAME court"
    the: re.Pattern[str]  # the article that names of people don't have
    of: str
    by: str

    @staticmethod
    def flatten(text: str) -> str:
        """The line as patterns read it, as long as it is."""
        return flat(text)


@cache
def grammar(code: str) -> Grammar | None:
    """The grammar of a language; None when it has no words of offices."""
    raw = lang.load(code, "offices")
    if not raw:
        return None
    missions, cases, own = lang.load(code, "missions"), lang.load(code, "cases"), raw["grammar"]

    def some(part: str) -> frozenset[str]:
        return frozenset(words_in(own.get(part)))

    of, article = any_of(raw.get("of")), any_of(raw.get("article"))
    dotted = any_of([title for title in words_in(raw.get("titles")) if title.endswith(".")])
    one = rf"(?:(?i:{dotted})(?=\s)|{_ONE})"
    particles = any_of([own.get("particles"), list(_PARTICLES)])
    titles = any_of(raw.get("titles"))
    return Grammar(
        run=re.compile(r"(?!)") if own.get("caseless") else re.compile(
            rf"(?<![\w]){one}"
            rf"(?:[ \u00a0](?:(?i:{particles})[ -]|{_SUN}-)*{one}|(?:-(?:{particles})-){_ONE})*(?:,? (?:Jr|Sr)\b\.?)?"),
        title=re.compile(rf"(?P<title>{titles})[ \u00a0]+(?=\w)", re.IGNORECASE),
        titled=re.compile(rf"(?P<title>{titles})[ \u00a0]+", re.IGNORECASE),
        office=re.compile(_office(raw), re.IGNORECASE),
        authority=re.compile(_authority(cases, raw.get("departments")), re.IGNORECASE),
        mission=re.compile(_plain_mission(missions, article), re.IGNORECASE),
        opens=some("opens"),
        titles=frozenset(words_in(raw.get("titles"))),
        ranked=frozenset(words_in(raw.get("public"))),
        bodies=some("bodies"),
        nations=_nations(code, own),
        genitive=bool(own.get("genitive")),
        verb_first=bool(own.get("verb_first")),
        verb_last=bool(own.get("verb_last")),
        nouns=bool(own.get("nouns")),
        capital_nations=bool(own.get("capital_nations", code == "en")),
        mission_names=frozenset(words_in([missions.get("names"), missions.get("before")])),
        mission_forms=frozenset(words_in(missions.get("forms"))),
        stops=some("stops"),
        tails=some("tails"),
        personal=some("personal"),
        marks=frozenset(words_in((lang.load(code, "measures").get("lists") or {}).get("marks"))),
        blocks=some("blocks"),
        listing=any_of(own.get("listing")),
        relative=re.compile(rf",?\s*(?:{any_of(own.get('relatives'))})\s*$"),
        relatives=any_of(own.get("relatives")),
        clause=re.compile(any_of([own.get("relatives"), own.get("clauses")])),
        alias=re.compile(rf"(?:{any_of(own.get('alias'))})\s"),
        them=re.compile(rf"(?:{any_of(own.get('them'))})$"),
        he=re.compile(rf"(?:{any_of(own.get('he'))})$"),
        through=re.compile(rf"(?:{any_of(own.get('through'))})(?:\s+(?:{of}))+(?:\s+(?:{article}))?\s*$"),
        article=article,
        same=some("same"),
        the=re.compile(rf"(?:{any_of(own.get('the'))})\s$", re.IGNORECASE),
        of=of,
        by=any_of(own.get("by")),
    )  # fmt: skip


def _nations(code: str, own: Mapping[str, Any]) -> dict[str, str]:
    """How adjectives of nations begin, with the country's code, where the gazetteer doesn't know the language's."""
    found = {**(lang.load(code, "places").get("nations") or {}), **(own.get("nations") or {})}
    return {str(stem).lower(): str(country) for stem, country in found.items()}


_SUN = "(?:as|at|ut|ul|uz|ar|az|es|ez|ash|an|ad|ud)"
"""Arabic articles before letters of the sun, joined by a hyphen; alone they are words of other kinds."""
_PARTICLES = (
    "ag", "al", "el", "bin", "ben", "ibn", "ould", "oul", "de", "da", "do", "dos", "del", "della", "di", "du", "la",
    "van", "von", "der", "den", "ter", "abu", "abou", "abd", "abdel", "ul", "ur", "bint", "e", "y", "ad-din", "ed-din",
    "und",
)  # fmt: skip
"""Words in small letters inside names of people, in any language written in Latin letters."""


def _office(raw: Mapping[str, Any]) -> str:
    """An office: a head of its own, or a post with its department before or behind it."""
    posts, ranks = any_of(raw.get("posts")), any_of(raw.get("ranks"))
    heads = any_of([raw["heads"], raw.get("posts")])
    areas, of, article = any_of(raw.get("departments")), any_of(raw.get("of")), any_of(raw.get("article"))
    more = rf"(?:(?:, (?:and |et )?| and | et | y | e | und | & )(?:(?:{of})\s+)?(?:(?:{article})\s+|l['’])?{areas})*"
    ahead = rf"(?:(?:{ranks})[ -]?)*"
    behind = rf"(?:(?P<mid>\s[^\W\d_]+)?(?P<tail>\s+(?:{of})\s*(?:(?:{article})\s+|l['’])?(?P<area>{areas}{more})))?"
    return rf"{ahead}(?:{areas}{more}[ -]{posts}|{heads}{behind})"


def _plain_mission(missions: Mapping[str, Any], article: str) -> str:
    """Descriptions of a mission: set ones, and a kind before a noun behind an article ("its monitoring mission")."""
    kinds, nouns = any_of(missions.get("plain_kinds")), any_of(missions.get("body"))
    return rf"(?:{any_of(missions.get('plain'))}|(?:{article})\s+(?:(?:{kinds})\s+){{1,3}}(?:{nouns}))"


def _authority(cases: Mapping[str, Any], departments: Any) -> str:
    kinds = any_of([cases.get("kinds"), departments])
    return rf"(?:(?:{kinds})[ -])*(?:{any_of(cases.get('authorities'))})(?:\s(?:{kinds}))*"


@dataclass(frozen=True, slots=True)
class Hints:
    """Words without which a sentence holds no tie of an area: one automaton for all areas of a language."""

    automaton: Any

    def areas(self, content: str, sentences: Sequence[Sentence]) -> dict[int, set[str]]:
        """Areas by the index of the sentences that hold a word of them."""
        if not sentences:
            return {}
        low, high = min(s.start for s in sentences), max(s.end for s in sentences)
        piece = flat(content[low:high]).lower()
        if len(piece) != high - low:
            piece = "".join(c.lower() if len(c.lower()) == 1 else c for c in flat(content[low:high]))
        order = sorted(sentences, key=lambda s: s.start)
        starts = [s.start for s in order]
        found: dict[int, set[str]] = {}
        for end, (size, areas) in self.automaton.iter(piece):
            start = end - size + 1
            if (start and piece[start - 1].isalnum()) or piece[end + 1 : end + 2].isalnum():
                continue
            sentence = order[max(0, bisect_right(starts, low + start) - 1)]
            if low + end < sentence.end:
                found.setdefault(sentence.index, set()).update(areas)
        return found


@cache
def hints(code: str) -> Hints | None:
    """The hint words of a language; None when it has no words of offices."""
    if not lang.load(code, "offices"):
        return None
    automaton = ahocorasick.Automaton()
    areas: dict[str, set[str]] = {}
    for area in AREAS:
        for word in _hinting(area, lang.load(code, area)):
            areas.setdefault(word, set()).add(area)
    for word, found in areas.items():
        automaton.add_word(word, (len(word), tuple(found)))
    automaton.make_automaton()
    return Hints(automaton)


def _hinting(area: str, raw: Mapping[str, Any]) -> Iterator[str]:
    if area == "offices":
        yield from words_in([raw.get("heads"), raw.get("posts")])
    elif area == "missions":
        yield from words_in([raw.get(part) for part in ("forms", "plain", "names", "contributor", "people")])
    elif area == "measures":
        yield from words_in([raw.get("kinds"), raw.get("acts"), raw.get("acts_passive"), raw.get("freezes")])
        lists = raw.get("lists") or {}
        yield from words_in([lists.get("as"), lists.get("nouns")])
    else:
        steps = [part for name, part in raw.items() if name.endswith(("_by", "_to"))]
        yield from words_in([[s.get(p) for p in ("passive", "active", "nouns", "self", "lifts")] for s in steps])


def dated_any(raw: Any) -> str:
    """Pattern of any word of a part of a file; a date may stand between the words of a phrase."""
    return _dated(alternation(words_in(raw)))


def spotted(words: Iterable[str]) -> re.Pattern[str]:
    """Pattern of phrases over a line, which is in small letters already; a date may stand between their words."""
    return re.compile(_dated(alternation(words)))


def _dated(pattern: str) -> str:
    return pattern.replace(_BLANKS, rf"{_BLANKS}(?:(?:\w{{1,4}}{_BLANKS})?{DATE}{_BLANKS})?")
