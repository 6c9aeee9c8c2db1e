"""Words of nations and of large areas: evidence for a country always, mentions of it when asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from djeli.extract.mentions import Sentence
from djeli.extract.places.candidates import is_locative
from djeli.extract.places.page import Token
from djeli.extract.places.spot import Spot
from djeli.extract.places.words import Words
from djeli.gazetteer import Gazetteer, Match, Place, PlaceKind, name_key


def _spoken_of(word: str, gazetteer: Gazetteer, words: Words) -> list[Place]:
    """The countries or large area that an adjective speaks of."""
    if words.nations and (code := _begins(word, words)):
        own = gazetteer.country_place(code)
        return [own] if own is not None else []
    area = words.adjectives.get(word)
    if area is not None:
        return [place for place in gazetteer.lookup(area) if place.kind is PlaceKind.AREA][:1]
    countries = gazetteer.demonym(word)
    return [place for c in countries if (place := gazetteer.country_place(c.iso2)) is not None]


def adjectives(
    sentences: Sequence[Sentence],
    lines: Sequence[tuple[Token, ...]],
    spots: Sequence[Spot],
    gazetteer: Gazetteer,
    words: Words,
) -> Iterator[Spot]:
    """Words of nations as spots of their countries, where no place name covers them."""
    taken = {(spot.sentence, n) for spot in spots for n in range(spot.first, spot.last)}
    for sentence, tokens in zip(sentences, lines, strict=True):
        for n, token in enumerate(tokens):
            if not token.capital or (sentence.index, n) in taken:
                continue
            last = n + 1
            places: list[Place] = []
            if last < len(tokens) and tokens[last].capital:
                places = _spoken_of(f"{token.low} {tokens[last].low}", gazetteer, words)
            if places:
                last += 1
            else:
                places = _spoken_of(token.low, gazetteer, words)
            if places:
                end = tokens[last - 1].end
                matches = tuple(Match(place=place, principal=True) for place in places)
                text = token.text if last == n + 1 else f"{token.text} {tokens[last - 1].text}"
                yield Spot(
                    start=token.start, end=end, sentence=sentence.index, first=n, last=last, text=text,
                    key=f"{name_key(text)} (adjective)", matches=matches, locative=False, tokens=tokens,
                )  # fmt: skip


def borders(
    sentences: Sequence[Sentence], lines: Sequence[tuple[Token, ...]], gazetteer: Gazetteer, words: Words
) -> Iterator[Spot]:
    """Adjectives of nation beside the word for a border or a part ("la frontière malienne", "l'ouest nigérien")."""
    for sentence, tokens in zip(sentences, lines, strict=True):
        for n, token in enumerate(tokens):
            border = token.low in words.border
            if not border and token.low not in words.part:
                continue
            for at in (n - 1, n + 1) if border else (n + 1,):
                places = _spoken_of(tokens[at].low, gazetteer, words) if 0 <= at < len(tokens) else []
                if len(places) == 1:
                    adjective, placed = tokens[at], is_locative(tokens, min(n, at), words)
                    yield Spot(
                        start=adjective.start, end=adjective.end, sentence=sentence.index, first=at, last=at + 1,
                        text=adjective.text, key=f"{name_key(adjective.text)} (border)",
                        matches=(Match(place=places[0], principal=True),), locative=placed,
                        tokens=tokens,
                    )  # fmt: skip
                    break


def _begins(word: str, words: Words) -> str:
    """The country whose adjective a word begins like ("украинск" of "украинскими"); a written-on prefix is passed."""
    starts = (word, *(other + word.removeprefix(p) for p, other in words.bent.prefixes if word.startswith(p)))
    for start in starts:
        for length in range(len(start), 3, -1):
            code = words.nations.get(start[:length])
            if code is not None:
                return code
    return ""


def demonyms(lines: Iterable[tuple[Token, ...]], gazetteer: Gazetteer, words: Words) -> dict[str, float]:
    """How often words of nations ("Malian") speak of each country; one that speaks of two counts for both."""
    votes: dict[str, float] = defaultdict(float)
    for tokens in lines:
        for n, token in enumerate(tokens):
            two = f"{token.low} {tokens[n + 1].low}" if n + 1 < len(tokens) else ""
            countries = (two and gazetteer.demonym(two)) or gazetteer.demonym(token.low)
            for country in countries:
                votes[country.iso2] += 1.0
            if words.nations and not countries:
                code = _begins(token.low, words)
                if code:
                    votes[code] += 1.0
    return votes
