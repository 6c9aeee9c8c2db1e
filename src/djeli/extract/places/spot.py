"""Where place names stand: gazetteer names and labels weighed against persons, organisations and plain words.

Each possible name gets a score from named signs; `THRESHOLD` decides. A named-entity recogniser is one sign among
others, for it misses most names of small wars' towns and calls half of the rest persons; without one the other signs
decide alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from djeli.extract.mentions import Sentence
from djeli.extract.places.candidates import LISTING, candidates
from djeli.extract.places.lookup import look_up
from djeli.extract.places.page import Book, Token, survey, tokens_of
from djeli.extract.places.weigh import weigh
from djeli.extract.places.words import Words
from djeli.gazetteer import Gazetteer, Match, PlaceKind, name_key

THRESHOLD = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place name in the text. `first`, `last` are token numbers in its sentence, half-open."""

    start: int
    end: int
    sentence: int
    first: int
    last: int
    text: str
    key: str
    matches: tuple[Match, ...]
    locative: bool
    kind: str = ""  # kind of place that a word beside it names
    tokens: tuple[Token, ...] = field(default=(), repr=False)

    @property
    def before(self) -> tuple[str, ...]:
        """Lower-case words before the name in its sentence."""
        return tuple(token.low for token in self.tokens[: self.first])

    @property
    def after(self) -> tuple[str, ...]:
        """Lower-case words after the name in its sentence."""
        return tuple(token.low for token in self.tokens[self.last :])


def find_spots(
    sentences: Sequence[Sentence], content: str, gazetteer: Gazetteer, words: Words
) -> tuple[tuple[Spot, ...], tuple[tuple[Token, ...], ...]]:
    """Names of places in reading order, and the words of each sentence."""
    lines = tuple(tokens_of(sentence) for sentence in sentences)
    book = Book(content, gazetteer, words, survey(lines, words))
    found = [tuple(_spots_of(sentence, tokens, book)) for sentence, tokens in zip(sentences, lines, strict=True)]
    lacking = frozenset(spot.key for spots in found for spot in spots if _is_told(spot))
    if lacking:
        # Once told to be a village, a name is one wherever else it stands.
        again, begins = replace(book, unlisted=lacking), {key.split()[0] for key in lacking}
        for n, tokens in enumerate(lines):
            if any(t.capital and name_key(t.text) in begins for t in tokens):
                found[n] = tuple(_spots_of(sentences[n], tokens, again))
    return tuple(spot for spots in found for spot in spots), lines


def _is_told(spot: Spot) -> bool:
    """Whether a name that the gazetteer lacks is a place by what its own sentence says."""
    return not spot.matches and (spot.locative or bool(spot.kind)) and len(spot.key) > 3 and "(" not in spot.key


def _spots_of(sentence: Sentence, tokens: tuple[Token, ...], book: Book) -> Iterator[Spot]:
    at, earlier = 0, None
    while at < len(tokens):
        found = None
        if tokens[at].capital:
            for one in candidates(tokens, at, book):
                last, end, known = one.last, one.end, one.known
                score, locative, kind = weigh(tokens, at, last, known, book)
                if earlier is not None and _continues(tokens, earlier, at):
                    score += 0.8 if earlier.locative and not locative else 0.4
                    locative = locative or earlier.locative
                if score >= THRESHOLD:
                    start = tokens[at].start
                    text = book.content[start:end]
                    region = " (region)" if kind in ("adm1", "adm2") else ""
                    found = Spot(
                        start=start, end=end, sentence=sentence.index, first=at, last=last, text=text,
                        key=known.key + region, matches=known.matches, locative=locative, kind=kind, tokens=tokens,
                    )  # fmt: skip
                    break
        if found is not None:
            yield _with_its_kind(found, book) if found.kind in ("water", "area") else found
            at, earlier = found.last, found
        else:
            at += 1


def _with_its_kind(spot: Spot, book: Book) -> Spot:
    """A spot that means what its kind and its name mean together: "le golfe d'Aden" is no town of Yemen."""
    n = spot.first - 1
    while n > spot.first - 3 and n > 0 and spot.tokens[n].low in book.words.of:
        n -= 1
    known = look_up(book.content[spot.tokens[n].start : spot.end], book.gazetteer, book.words) if n >= 0 else None
    if known is None or not any(m.place.kind in (PlaceKind.WATER, PlaceKind.AREA) for m in known.matches):
        return spot
    return replace(spot, matches=known.matches, key=known.key)


def _continues(tokens: tuple[Token, ...], earlier: Spot, at: int) -> bool:
    """Whether a name goes on with a list of places, or belongs to the place before it ("Georgia's Gori")."""
    between = [token.low for token in tokens[earlier.last : at]]
    return 0 < len(between) <= 3 and all(word in LISTING or word in {"'s", "’s", "or", "ou", "à"} for word in between)
