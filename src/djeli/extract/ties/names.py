"""What may be an end of a relation: actors of the table, and names that stand in no table, in one sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from djeli.extract.mentions import ActorMention, PlaceMention, Range, Sentence, TimeMention
from djeli.extract.ties.words import TieWords, fold
from djeli.values import Party
from djeli.vocab import PartyKind, Resolution

_TOKEN = re.compile(r"\d[\w.,]*\w|[^\W\d_][\w’'ʿʼ]*(?:[.](?=[^\W\d_]\.)[^\W_]\.?)*(?:-[^\W_][\w’']*)*|['’]\w*|-\w+|\S")
_POSSESSIVE = re.compile(r"['’]s?$")
_QUOTES = frozenset({'"', "“", "”", "«", "»", "‘", "’", "'"})
_TAIL = 4
"""Words in small letters at the end of a name at most."""
_SMALL = ("stops", "be", "adverbs", "relatives", "joins", "coordinators", "over", "its", "offices", "groups")
_SHORT = 6
"""Letters of initials at most."""
_ARTICLED = re.compile(r"(?:a[lnrstdz]|el|ash|ul)[-'’][^\W\d_a-z]")
"""An article in lower case tied to a name: "al-Sahrawi", "d'Haftar"."""
_ELIDED = re.compile(r"(?:[dlnsjcmt]|qu|jusqu|[DLCJS]|Qu)['’](?=\w)")
"""A small word that lost its vowel before a name: "l'Iran"."""
_INITIAL = re.compile(r"[^\W\d_]\.?$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark: half-open range in the Text, folded form, whether it begins with a capital."""

    start: int
    end: int
    low: str
    capital: bool
    shouted: bool = False  # in capitals throughout


@dataclass(frozen=True, slots=True)
class End:
    """A name at tokens `[low, high)`. `known`: the actor table has it; `body`: its words say that it is no person."""

    low: int
    high: int
    start: int
    end: int
    party: Party
    known: bool = False
    body: bool = False
    acronym: bool = False

    place: bool = False
    country: bool = False

    @property
    def person(self) -> bool:
        """Whether it may be somebody's name."""
        if self.known:
            return self.party.kind is PartyKind.PERSON
        return not (self.body or self.acronym or self.place)

    @property
    def group(self) -> bool:
        """Whether its own words say that it is a body: listed, initials, or a word for bodies."""
        if self.known:
            return self.party.kind is not PartyKind.PERSON
        return (self.body or self.acronym) and not self.place


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence in tokens, with its names and dates."""

    sentence: Sentence
    text: str
    words: TieWords
    tokens: tuple[Token, ...]
    ends: tuple[End, ...]
    of_token: tuple[int, ...]  # the end a token belongs to, or -1
    dated: frozenset[int]  # tokens of dates

    def at(self, place: int) -> int:
        """The first token that begins at `place` or behind."""
        return bisect_left(self.tokens, place, key=lambda t: t.start)

    def among(self, low: str, *names: str) -> bool:
        """Whether a folded word is in one of the sets of small words."""
        return any(low in self.words.sets[name] for name in names)

    def end_at(self, token: int) -> End | None:
        """The name a token belongs to."""
        n = self.of_token[token] if 0 <= token < len(self.tokens) else -1
        return self.ends[n] if n >= 0 else None


@dataclass(frozen=True, slots=True)
class Scope:
    """What an item's relations are read by."""

    content: str
    words: TieWords
    actors: Sequence[ActorMention]
    times: Sequence[TimeMention]
    places: Sequence[PlaceMention]


def read_line(sentence: Sentence, scope: Scope) -> Line:
    """The sentence in tokens; names of the table first, then runs of capitalised words."""
    tokens = tuple(_tokens(scope.content, sentence.start, sentence.end, scope.words.sets["compounds"]))
    dated = frozenset(
        n
        for t in scope.times
        if t.sentence == sentence.index
        for n, k in enumerate(tokens)
        if t.start <= k.start < t.end
    )
    known = [a for a in scope.actors if a.sentence == sentence.index and a.named]
    mine = (p for p in scope.places if p.sentence == sentence.index)
    spots = {(p.start, p.end): p.where.resolution is Resolution.COUNTRY for p in mine if p.where is not None}
    names = (_placed(e, spots) for e in _names(tokens, known, dated, scope))
    ends = list(_one_name(sorted((*_known(tokens, known), *names), key=lambda e: e.low), scope.content))
    of_token = [-1] * len(tokens)
    for n, end in enumerate(ends):
        of_token[end.low : end.high] = [n] * (end.high - end.low)
    return Line(
        sentence, scope.content[sentence.start : sentence.end], scope.words, tokens, tuple(ends), tuple(of_token), dated
    )


def _one_name(ends: Sequence[End], content: str) -> Iterator[End]:
    """The names, a state or organisation made one with the body it describes: "UN Verification Mission in X"."""
    n = 0
    while n < len(ends):
        end = ends[n]
        after = ends[n + 1] if n + 1 < len(ends) else None
        owner = end.known and end.party.kind in (PartyKind.GOVERNMENT, PartyKind.ORGANISATION)
        if owner and after is not None and after.low == end.high and after.body and not after.known:
            name = " ".join(content[end.start : after.end].split())
            yield replace(after, low=end.low, start=end.start, party=Party(name=name))
            n += 2
            continue
        yield end
        n += 1


def _placed(end: End, spots: Mapping[Range, bool]) -> End:
    spot = (end.start, end.end)
    return replace(end, place=True, country=spots[spot]) if spot in spots else end


def _tokens(content: str, start: int, end: int, tails: frozenset[str]) -> Iterator[Token]:
    folded = fold(content[start:end])

    def token(low: int, high: int, *, name: bool) -> Token:
        first = content[low]
        capital = name and (first.isupper() or (first in "aeu" and _ARTICLED.match(content, low, high) is not None))
        shouted = capital and 1 < high - low <= _SHORT and content[low:high].isupper()
        return Token(low, high, folded[low - start : high - start], capital, shouted)

    for found in _TOKEN.finditer(content, start, end):
        low, high = found.span()
        if high - low > 2 and ("'" in (word := found.group()) or "’" in word):
            elided = _ELIDED.match(word)
            if elided:
                yield token(low, low + elided.end(), name=False)
                low += elided.end()
            cut = _POSSESSIVE.search(content, low, high)
            if cut:
                yield token(low, cut.start(), name=True)
                low = cut.start()
                yield token(low, high, name=False)
                continue
        cut_at = content.rfind("-", low, high)
        if cut_at > low and folded[cut_at + 1 - start : high - start] in tails:  # "Iran-backed"
            yield token(low, cut_at, name=True)
            low = cut_at
            yield token(low, high, name=False)
            continue
        yield token(low, high, name=True)


def _known(tokens: Sequence[Token], actors: Sequence[ActorMention]) -> Iterator[End]:
    for actor in actors:
        inside = [n for n, t in enumerate(tokens) if t.start < actor.end and actor.start < t.end]
        if inside:
            low, high = inside[0], inside[-1] + 1
            listed = bool(actor.party.actor)
            yield End(low, high, actor.start, actor.end, actor.party, known=listed, body=True)


def _names(
    tokens: Sequence[Token], actors: Sequence[ActorMention], dated: frozenset[int], scope: Scope
) -> Iterator[End]:
    content, words = scope.content, scope.words
    taken = {n for n, t in enumerate(tokens) if any(a.start < t.end and t.start < a.end for a in actors)} | dated
    at = 0
    while at < len(tokens):
        high = _run(tokens, at, taken, words) if _opens(tokens, at, taken, words) else at
        spot = _trimmed(tokens, at, high, words)
        if spot[0] < spot[1]:
            end = _end(tokens, spot, content, words)
            if end is not None:
                yield end
        at = max(high, at + 1)


def _opens(tokens: Sequence[Token], at: int, taken: set[int], words: TieWords) -> bool:
    token = tokens[at]
    return at not in taken and token.capital and token.low not in words.sets["never"]


def _run(tokens: Sequence[Token], at: int, taken: set[int], words: TieWords) -> int:
    """Where the run of words that make one name ends."""
    high = at + 1
    body = tokens[at].low in words.sets["body_words"]
    if tokens[at].shouted:  # initials are a whole name
        return high
    while high < len(tokens) and high not in taken:
        token = tokens[high]
        if _INITIAL.match(token.low) and token.capital and tokens[high - 1].end < token.start:
            high += 1
            if high < len(tokens) and tokens[high].low == "." and tokens[high].start == tokens[high - 1].end:
                high += 1
            continue
        if token.capital and (token.low not in words.sets["stops"] or token.low in words.sets["name_words"]):
            body = body or token.low in words.sets["body_words"]
            high += 1
            continue
        nick = _nickname(tokens, high)
        if nick and not body:
            high = nick
            continue
        own = token.low == "'s" and high + 1 < len(tokens) and high + 1 not in taken
        if own and body and tokens[high + 1].capital:  # "People's War Group"
            high += 2
            continue
        step = _joined(tokens, high, taken, words, body) or _paired(tokens, at, high, taken, words)
        if step and not body and tokens[high].low in words.sets["joins"]:
            body = True
        if not step or (body and _is_leader(tokens, at, high, taken, words)):
            break
        high = step
    tail = _tail(tokens, high, taken, words) if tokens[at].low in words.sets["body_words"] else 0
    return max(high, tail)


def _paired(tokens: Sequence[Token], at: int, high: int, taken: set[int], words: TieWords) -> int:
    """Behind "and" in the name of a body of two nouns behind an article: "the Research and Analysis Wing"; else 0."""
    owned = at > 0 and (tokens[at - 1].low in words.sets["the"] or tokens[at - 1].low == "'s")
    if not owned or high - at != 1 or high + 2 >= len(tokens) or tokens[high].low != "and":
        return 0
    end = high + 1
    while end < len(tokens) and end not in taken and tokens[end].capital:
        end += 1
    return end if end - high > 2 and tokens[end - 1].low in words.sets["body_words"] else 0


def _is_leader(tokens: Sequence[Token], at: int, of: int, taken: set[int], words: TieWords) -> bool:
    """Whether "of" behind a whole body's name leads to a person: "People's Defence Force of Mary Example"."""
    if tokens[of].low not in words.sets["of"] or of - at < 2 or tokens[of - 1].low not in words.sets["groups"]:
        return False
    high = of + 1
    while (
        high < len(tokens)
        and high not in taken
        and (tokens[high].capital or tokens[high].low in words.sets["particles"])
    ):
        high += 1
    name = tokens[of + 1 : high]
    plain = any(
        t.shouted or t.low in words.sets["body_words"] or t.low.endswith(("s", "ia", "stan", *words.sets["nations"]))
        for t in name
    )
    return 2 <= len(name) <= 4 and not plain


def _tail(tokens: Sequence[Token], at: int, taken: set[int], words: TieWords) -> int:
    """Behind the small letters a name goes on in, in languages that write so: "Front national de la vallée".

    Adjectives by their endings, and one noun behind "de".
    """
    high = at
    while words.sets["tails"] and high < min(at + _TAIL, len(tokens)):
        n = high
        while n < min(high + 2, len(tokens)) and tokens[n].low in words.sets["of"] | words.sets["articles"]:
            n += 1
        if n >= len(tokens) or n in taken or not tokens[n].low[:1].isalpha() or tokens[n].capital:
            break
        adjective = n == high and tokens[n].low.endswith(tuple(words.sets["tails"]))
        noun = n > high and tokens[high].low in words.sets["of"]
        if not (adjective or noun) or any(tokens[n].low in words.sets[name] for name in _SMALL):
            break
        high = n + 1
    return high


def _nickname(tokens: Sequence[Token], at: int) -> int:
    """Behind a nickname in quotation marks between two parts of a name ('Jimmy "Barbecue" Chérizier'); else 0."""
    if tokens[at].low not in _QUOTES:
        return 0
    for n in range(at + 1, min(at + 4, len(tokens) - 1)):
        if tokens[n].low in _QUOTES:
            return n + 2 if tokens[n + 1].capital else 0
        if not tokens[n].capital:
            return 0
    return 0


def _joined(tokens: Sequence[Token], at: int, taken: set[int], words: TieWords, body: bool) -> int:
    """Behind small words that hold a name together ("Movement FOR THE Liberation OF Palestine"); 0 when they don't."""
    ahead = at
    while ahead < min(len(tokens), at + 3) and ahead not in taken:
        low = tokens[ahead].low
        if low not in (words.sets["joiners"] if body else words.sets["particles"]) or tokens[ahead].capital:
            break
        ahead += 1
    fits = at < ahead < len(tokens) and ahead not in taken and tokens[ahead].capital
    return ahead + 1 if fits else 0


def _trimmed(tokens: Sequence[Token], low: int, high: int, words: TieWords) -> tuple[int, int]:
    """The run without titles before a person's name and without marks behind it."""
    while low < high and (tokens[low].low.rstrip(".") in words.sets["titles"] or tokens[low].low == "."):
        low += 1
    while low < high and tokens[high - 1].low in (".", ",", "-"):
        high -= 1
    return low, high


def _end(tokens: Sequence[Token], spot: tuple[int, int], content: str, words: TieWords) -> End | None:
    low, high = spot
    start, end = tokens[low].start, tokens[high - 1].end
    name = " ".join(content[start:end].split())
    letters = [c for c in name if c.isalpha()]
    acronym = high - low == 1 and sum(c.isupper() for c in letters) >= 2 and len(letters) <= 12
    alone = high - low == 1 and (tokens[low].low in words.sets["kinds"] or _of_nation(tokens, low, words))
    coded = any(c.isdigit() for c in name) and name[:1].isupper()  # "G9"
    if alone or (len(letters) < 2 and not coded) or (high - low == 1 and name.islower() and "-" not in name):
        return None
    body = any(tokens[n].low in words.sets["body_words"] for n in range(low, high))
    if low and not body and tokens[low - 1].low in words.sets["definite"]:
        body = tokens[low - 1].low in words.sets["the"]  # "the African Energy Chamber": people have no article
    return End(low, high, start, end, Party(name=name), body=body, acronym=acronym)


def _of_nation(tokens: Sequence[Token], at: int, words: TieWords) -> bool:
    """Whether a lone word is the adjective of a nation before a plain noun: "Syrian" of "its Syrian branch"."""
    if at + 1 >= len(tokens) or not tokens[at].low.endswith(tuple(words.sets["nations"])):
        return False
    return any(tokens[at + 1].low in words.sets[name] for name in ("groups", "offices", "persons", "institutions"))


def spot_of(end: End) -> Range:
    """The characters of a name."""
    return end.start, end.end


class Lines:
    """The sentences of an item, each read when it is asked for."""

    def __init__(self, sentences: Sequence[Sentence], scope: Scope) -> None:
        self._sentences = sentences
        self._scope = scope
        self._read: dict[int, Line] = {}

    def at(self, place: int) -> Line:
        """The sentence at `place` of the item."""
        if place not in self._read:
            self._read[place] = read_line(self._sentences[place], self._scope)
        return self._read[place]
