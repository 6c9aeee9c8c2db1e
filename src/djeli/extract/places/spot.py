"""Where place names stand: gazetteer names and labels weighed against persons, organisations and plain words.

Each possible name gets a score from named signs; `THRESHOLD` decides. A named-entity recogniser is one sign among
others, for it misses most names of small wars' towns and calls half of the rest persons; without one the other signs
decide alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from djeli.extract.mentions import Sentence
from djeli.extract.places.words import Words
from djeli.gazetteer import Gazetteer, Match, PlaceKind, name_key

LONGEST = 7  # tokens of one name; a hyphen is a token for some tokenizers
THRESHOLD = 1.0
_CONNECTORS = frozenset({
    "of", "the", "and", "de", "du", "des", "da", "do", "dos", "di", "la", "le", "les", "el", "al", "ez", "es", "er",
    "as", "ash", "ad", "an", "ar", "az", "bin", "ibn", "ben", "ould", "upon", "sur", "sous", "en", "et", "l'", "d'",
    "-", "'", "’", ".", "van", "von", "der", "den", "saint", "st",
})  # fmt: skip
_LISTING = frozenset({"and", "et", ",", "&", "/"})
_ARTICLES = frozenset({"the", "le", "la", "les", "l'", "l’"})
_PLACE_LABELS = {"GPE": 2.2, "LOC": 2.0, "FAC": 0.6}
_OTHER_LABELS = {"PERSON": -1.2, "PER": -1.2, "ORG": -0.3, "NORP": -1.5, "DATE": -1.5, "EVENT": -1.0, "PRODUCT": -1.0,
                 "WORK_OF_ART": -1.5, "LAW": -1.5, "LANGUAGE": -2.5, "MISC": -1.0}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place in the Text and what a recogniser called it."""

    text: str
    low: str
    start: int
    end: int
    label: str
    capital: bool


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


def tokens_of(sentence: Sentence) -> tuple[Token, ...]:
    """The sentence's words; labels are empty when nobody named entities."""
    found = []
    for token in sentence.tokens:
        text = token.text
        if text.isspace():
            continue
        start = sentence.offset + token.idx
        first = text[0]
        capital = first.isupper() or (first.isalpha() and not first.isascii() and first.lower() == first.upper())
        found.append(Token(text, text.casefold(), start, start + len(text), token.ent_type_, capital))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Page:
    """What the whole item tells about its words."""

    lower: frozenset[str]  # words that also stand in lower case
    surnames: frozenset[str]  # last words of names of persons with more than one word
    labelled: bool  # whether anybody named entities
    upper: bool  # whether the page is written in capitals


@dataclass(frozen=True, slots=True)
class Book:
    """What is looked into while names are weighed."""

    content: str
    gazetteer: Gazetteer
    words: Words
    page: Page


def survey(lines: Sequence[tuple[Token, ...]], words: Words) -> Page:
    """Look over an item once before names are weighed."""
    lower: set[str] = set()
    surnames: Counter[str] = Counter()
    capitals = letters = 0
    labelled = False
    for tokens in lines:
        for n, token in enumerate(tokens):
            labelled = labelled or bool(token.label)
            if token.text.isalpha():
                letters += 1
                capitals += token.text.isupper() and len(token.text) > 1
                if token.text.islower():
                    lower.add(token.low)
            if n and token.capital and token.text.isalpha() and _is_given(tokens[n - 1], words):
                surnames[token.low] += 1
    return Page(frozenset(lower), frozenset(surnames), labelled, capitals > 0.5 * max(letters, 1))


def _is_given(token: Token, words: Words) -> bool:
    return token.capital and (token.low in words.first_names or token.low.rstrip(".") in words.titles)


def find_spots(
    sentences: Sequence[Sentence], content: str, gazetteer: Gazetteer, words: Words
) -> tuple[tuple[Spot, ...], tuple[tuple[Token, ...], ...]]:
    """Names of places in reading order, and the words of each sentence."""
    lines = tuple(tokens_of(sentence) for sentence in sentences)
    book = Book(content, gazetteer, words, survey(lines, words))
    spots: list[Spot] = []
    for sentence, tokens in zip(sentences, lines, strict=True):
        spots += _spots_of(sentence, tokens, book)
    return tuple(spots), lines


def _spots_of(sentence: Sentence, tokens: tuple[Token, ...], book: Book) -> Iterator[Spot]:
    at, earlier = 0, None
    while at < len(tokens):
        found = None
        if tokens[at].capital:
            for last, end, matches in _candidates(tokens, at, book):
                score, locative, kind = _weigh(tokens, at, last, matches, book)
                if earlier is not None and _continues(tokens, earlier, at):
                    score += 0.8 if earlier.locative and not locative else 0.4
                    locative = locative or earlier.locative
                if score >= THRESHOLD:
                    start = tokens[at].start
                    text = book.content[start:end]
                    region = " (region)" if kind in ("adm1", "adm2") else ""
                    found = Spot(
                        start=start, end=end, sentence=sentence.index, first=at, last=last, text=text,
                        key=name_key(text) + region, matches=matches, locative=locative, kind=kind, tokens=tokens,
                    )  # fmt: skip
                    break
        if found is not None:
            yield found
            at, earlier = found.last, found
        else:
            at += 1


def _continues(tokens: tuple[Token, ...], earlier: Spot, at: int) -> bool:
    """Whether a name goes on with a list of places, or belongs to the place before it ("Georgia's Gori")."""
    between = [token.low for token in tokens[earlier.last : at]]
    return 0 < len(between) <= 3 and all(word in _LISTING or word in {"'s", "’s", "or", "ou", "à"} for word in between)


def _candidates(tokens: tuple[Token, ...], at: int, book: Book) -> Iterator[tuple[int, int, tuple[Match, ...]]]:
    """Names that begin at a token, longest first: last token (half-open), end in the text, what the gazetteer knows."""
    short = _abbreviation(tokens, at, book)
    if short is not None:
        yield short
    for last in range(min(len(tokens), at + LONGEST), at, -1):
        end = tokens[last - 1]
        if not end.capital or not _joined(tokens, at, last):
            continue
        if last - at > 1 and tokens[at].low in _ARTICLES and tokens[at + 1].text not in book.words.keeps_article:
            continue
        text = book.content[tokens[at].start : end.end]
        matches = tuple(m for m in book.gazetteer.matches(text) if _written_so(text, m))
        if not matches and book.gazetteer.demonym(text):
            continue
        if matches or _outside_gazetteer(tokens, at, last, book.words):
            yield last, end.end, matches


def _abbreviation(tokens: tuple[Token, ...], at: int, book: Book) -> tuple[int, int, tuple[Match, ...]] | None:
    """The short form of a region after a comma or a preposition: "Paris, Tex."."""
    text = tokens[at].text
    plain = len(text) > 2 and text.isupper() and text.isalpha()
    if not (plain or (at and tokens[at - 1].low in {",", "(", "in"}) or tokens[at].label in _PLACE_LABELS):
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
                return at + count, stop, matches
    return None


def _joined(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether the words between two ends can stand inside one name."""
    return all(t.capital or t.low in _CONNECTORS for t in tokens[at + 1 : last - 1])


def _written_so(text: str, match: Match) -> bool:
    """Whether a short name is written as names are: "US" and "CAR" in capitals, "Of" never."""
    if len(text) > 3:
        return True
    if match.place.kind is PlaceKind.COUNTRY:
        return text.isupper() or name_key(text) == name_key(match.place.name)
    return not text.isupper() and (match.principal or len(text) > 2)


def _outside_gazetteer(tokens: tuple[Token, ...], at: int, last: int, words: Words) -> bool:
    """Whether a name nobody filed is a place by its label, or by the kind of place it says it is."""
    name = tokens[at:last]
    if any(token.low in _LISTING for token in name) or name[0].low in _ARTICLES:
        return False
    if any(c.isdigit() for c in "".join(t.text for t in name)) or (len(name) == 1 and name[0].text.isupper()):
        return False
    if name[0].low in words.locative or (len(name) == 1 and name[0].low in words.common):
        return False
    if all(token.label in _PLACE_LABELS for token in name):
        before = tokens[at - 1] if at else None
        after = tokens[last] if last < len(tokens) else None
        longer = [t for t in (before, after) if t is not None and t.label == name[0].label and t.capital]
        return not [t for t in longer if t.low not in _ARTICLES]
    if len(name) > 4 or not all(token.text[0].isalpha() or token.text in "-’'." for token in name):
        return False
    plain = any(token.low in words.titles or token.low in words.first_names for token in name[1:])
    if len(name) > 1 and not plain and (name[-1].text in words.part_of_name or name[-1].text in words.streets):
        return not (at and tokens[at - 1].capital and tokens[at - 1].low not in _CONNECTORS)
    if len(name) == 2 and name[0].text in words.begins_name and name[0].low not in words.compass and not plain:
        return last >= len(tokens) or not tokens[last].capital
    return len(name) <= 3 and (_kind_before(tokens, at, words) or _kind_after(tokens, last, words, lone=True)) != ""


def _kind_before(tokens: tuple[Token, ...], at: int, words: Words) -> str:
    """The kind of place that "village of" or "town" before a name says it is."""
    n = at - 1
    while n >= 0 and tokens[n].low in {"of", "the", "de", "du", "d'", "d’", "called", "named", "-"}:
        n -= 1
    return words.kinds_before.get(tokens[n].low, "") if n >= 0 and at - n <= 3 else ""


def _kind_after(tokens: tuple[Token, ...], last: int, words: Words, *, lone: bool = False) -> str:
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


def _weigh(
    tokens: tuple[Token, ...], at: int, last: int, matches: tuple[Match, ...], book: Book
) -> tuple[float, bool, str]:
    """Score of a possible name, whether it stands as a place, and the kind a word beside it names."""
    name, words, page = tokens[at:last], book.words, book.page
    before = tokens[at - 1] if at else None
    after = tokens[last] if last < len(tokens) else None
    locative = _is_locative(tokens, at, words)
    kind = _kind_before(tokens, at, words)
    if not kind and after is not None:
        kind = _kind_after(tokens, last, words)
    score = _known(matches) + _label(name, page) + 1.2 * locative + 1.8 * bool(kind)
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
    labels = Counter(token.label for token in name if token.low not in _CONNECTORS)
    label = labels.most_common(1)[0][0] if labels else ""
    return _PLACE_LABELS.get(label, _OTHER_LABELS.get(label, -0.3 if not label else -1.0))


def _is_locative(tokens: tuple[Token, ...], at: int, words: Words) -> bool:
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


def _sentence_start(tokens: tuple[Token, ...], at: int, last: int, words: Words, page: Page) -> float:
    """What plain words that only begin a sentence, or are something else more often, take away."""
    name = tokens[at:last]
    if len(name) > 1:
        plain = all(t.low in words.common or t.low in _CONNECTORS or t.low in words.compass for t in name)
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
    place = name[0].label in _PLACE_LABELS
    long = len(name) > 1
    if before is not None and before.capital and before.text.isalpha():
        if _is_given(before, words):
            taken += 3.0
        elif before.low not in words.compass and before.low not in words.weak_locative and not before.text.isupper():
            taken += 0.4 if place else 1.4
    elif before is not None and before.low.rstrip(".") in words.titles and before.low not in words.kinds_before:
        taken += 1.0
    if not long and name[0].low in words.first_names:
        taken += 1.2 if after is None or not after.capital else 2.5
    if after is not None and after.capital and after.text.isalpha() and after.text not in words.part_of_name:
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
    return taken
