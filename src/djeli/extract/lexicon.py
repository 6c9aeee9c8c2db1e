"""The words of one language, compiled: triggers, people, weapons and modality, matched over tokens.

Patterns are token sequences. A pattern word fits a token's lower-case form, its lemma or a stem of it ("обстрел~",
see `djeli.lang.stems`); "*" stands for up to three tokens; hyphens between tokens are passed over on both sides, so
"car bomb" finds "car-bomb".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from djeli import lang
from djeli.lang.stems import MARK, folded, stems_of
from djeli.resources.event_types import type_of_concept
from djeli.vocab import Modality, PartyKind, Phase

_ENDING = 2
"""Letters of an infinitive that its other forms change: arrêt-er, fini-r is cut one too short."""

GAP = 3
"""Tokens a "*" may stand for."""

_WORD = re.compile(r"\*|[\w.]+(?:['’](?!s\b)\w+)*['’]?~?|['’]s\b|[^\w\s-]", re.UNICODE)
_CYRILLIC = "\u0400"
_HYPHENS = frozenset("-–‐‑")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sequence of words and what it stands for. `source` is verbs, nouns, phrases, forms, not ...

    `stem` begins the word that needs company, `needs` says which (see `events/company.py`); "" and () for most.
    """

    words: tuple[str, ...]
    meaning: str
    source: str
    weak: bool = False
    stem: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found: token indexes of the Doc, `[first, last]`, both included."""

    first: int
    last: int
    pattern: Pattern

    @property
    def length(self) -> int:
        """Tokens covered."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class View:
    """The tokens of a sentence as patterns see them, hyphens left out: Doc indexes, lower-case forms, and all `names`
    of each: the form, its lemma where that differs, its stems.
    """

    lower: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    index: tuple[int, ...]


def view_of(tokens: Any) -> View:
    """The view of a spaCy Span; it is kept with the Doc, since half a dozen rules ask for it."""
    known = tokens.doc.user_data
    key = ("view", tokens.start, tokens.end)
    if key not in known:
        known[key] = _view_of(tokens)
    view: View = known[key]
    return view


def _view_of(tokens: Any) -> View:
    kept = [t for t in tokens if t.text not in _HYPHENS and not t.is_space]
    lower = tuple(folded(t.lower_) for t in kept)
    stems = stems_of(kept[0].lang_) if kept else None
    if stems is not None:
        names = tuple((word, *stems.of(word)) for word in lower)
    else:
        lemmas = (folded(base_form(t)) for t in kept)
        names = tuple((word,) if word == lemma else (word, lemma) for word, lemma in zip(lower, lemmas, strict=True))
    return View(lower, names, tuple(t.i for t in kept))


def base_form(token: Any) -> str:
    """The lemma; without a lemmatizer the longest known stem, or the form without a plural ending (French -s, -x)."""
    if token.lemma_:
        return str(token.lemma_.lower())
    lower = str(token.lower_)
    stems = stems_of(token.lang_)
    if stems is not None:
        return next(iter(stems.of(folded(lower))), lower)
    return lower[:-1] if len(lower) > 3 and lower[-1] in "sx" and lower[-2] not in "su" else lower


def split_words(phrase: str) -> tuple[str, ...]:
    """The words of a pattern as written in a data file."""
    text = folded(phrase).replace("-", " ")
    return tuple(_split_clitics(_WORD.findall(text)))


def _split_clitics(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        # l'attaque: French tokenizers cut after the apostrophe; Ukrainian п'ять is one word
        if "'" in word[1:-1] and word[0] != "'" and word[0] < _CYRILLIC:
            head, _, tail = word.partition("'")
            yield from (head + "'", tail)
        else:
            yield word


class Patterns:
    """Patterns indexed by their first word; a compiled resource, never changed after building."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._by_first: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            if pattern.words:
                self._by_first[pattern.words[0]].append(pattern)

    def __len__(self) -> int:
        return sum(len(found) for found in self._by_first.values())

    def find(self, view: View) -> Iterator[Hit]:
        """Every place where a pattern fits, overlaps included, in order of their first token."""
        starting = self._by_first.get
        for at, names in enumerate(view.names):
            for word in names:
                for pattern in starting(word) or ():
                    end = _fit(pattern.words, 1, view, at + 1)
                    if end is not None:
                        yield Hit(view.index[at], view.index[end - 1], pattern)


def _fit(words: Sequence[str], word: int, view: View, at: int) -> int | None:
    """Index behind the last token when `words[word:]` fit from `at` on, else None; the shortest gap wins."""
    while word < len(words):
        if words[word] == "*":
            for skip in range(GAP + 1):
                end = _fit(words, word + 1, view, at + skip)
                if end is not None:
                    return end
            return None
        if at >= len(view.lower) or words[word] not in view.names[at]:
            return None
        word, at = word + 1, at + 1
    return at if at <= len(view.lower) else None


@dataclass(frozen=True, slots=True)
class Governors:
    """Words that give one outcome (a modality or a phase) to what they govern; verbs may hold a particle.

    `windows` are wordings before a trigger, `behind` those right after it, for sentences without a parse.
    """

    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    windows: tuple[tuple[str, ...], ...] = ()
    behind: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ModalWords:
    """`modality.yaml` of one language."""

    outcomes: Mapping[Modality, Governors]
    phases: Mapping[Phase, Governors]
    actual: frozenset[str]
    light: frozenset[str]
    suffer: frozenset[str]
    cause: frozenset[str]
    background: Governors
    after: tuple[tuple[str, ...], ...]
    placing: tuple[tuple[str, ...], ...]
    eras: tuple[tuple[str, ...], ...]
    aggregate: Governors
    often: frozenset[str]
    carriers: frozenset[str]
    charged: frozenset[str]
    fiction: frozenset[str]
    tells: frozenset[str]
    staged: frozenset[str]
    within: frozenset[str]
    during: frozenset[str]
    reports: frozenset[str]
    untrue: frozenset[str]
    causes: frozenset[str]
    by: frozenset[str]
    aims: frozenset[str]
    aimed: frozenset[str]
    contests: frozenset[str]
    games: frozenset[str]
    sport: frozenset[str]
    earnest: frozenset[str]
    prizes: frozenset[str]
    formerly: frozenset[str]
    kinds: frozenset[str]
    spared: tuple[tuple[str, ...], ...]
    another: frozenset[str]
    different: frozenset[str]
    elsewhere: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All words of a language that reading events needs."""

    code: str
    triggers: Patterns = field(repr=False)
    verbs: Mapping[str, tuple[tuple[tuple[str, ...], str, bool], ...]] = field(repr=False)
    people: Mapping[str, PartyKind] = field(repr=False)
    compounds: Patterns = field(repr=False)
    weapons: Patterns = field(repr=False)
    modal: ModalWords = field(repr=False)

    @property
    def none(self) -> frozenset[str]:
        """Words that say there was none ("no civilians")."""
        return self.modal.outcomes.get(Modality.NEGATED, Governors()).particles


@cache
def lexicon(code: str) -> Lexicon:
    """The compiled words of language `code`.

    Raises:
        ResourceError: the language has no folder, or a file of it is not a mapping.
    """
    triggers = lang.load(code, "triggers")
    people = _people(lang.load(code, "people"))
    return Lexicon(
        code=code,
        triggers=Patterns(_trigger_patterns(triggers)),
        verbs=_verbs(triggers),
        people=MappingProxyType({" ".join(words): kind for words, kind in people.items() if len(words) == 1}),
        compounds=Patterns(Pattern(words, kind.value, "people") for words, kind in people.items() if len(words) > 1),
        weapons=Patterns(_weapons(lang.load(code, "weapons"))),
        modal=_modal(lang.load(code, "modality")),
    )


def _trigger_patterns(raw: Mapping[str, Any]) -> Iterator[Pattern]:
    known = type_of_concept()
    for concept, entry in raw.items():
        if concept not in known:
            continue  # words may be written before a type uses them; the coverage test of resources says so
        weak = entry.get("weak") or {}
        for source in ("nouns", "phrases", "forms", "not"):
            for phrase in entry.get(source) or ():
                yield _needing(Pattern(split_words(phrase), concept, source), entry)
        # Stems of verbs are patterns like any other word; dictionary forms wait for a lemmatizer (`_verbs`).
        for phrase in filter(_stemmed, entry.get("verbs") or ()):
            yield Pattern(split_words(phrase), concept, "forms")
        for phrase in filter(_stemmed, weak.get("verbs") or ()):
            yield Pattern(split_words(phrase), concept, "forms", weak=True)
        for phrase in weak.get("nouns") or ():
            yield Pattern(split_words(phrase), concept, "nouns", weak=True)
        for phrase in weak.get("forms") or ():
            yield _needing(Pattern(split_words(phrase), concept, "forms", weak=True), entry)


def _needing(pattern: Pattern, entry: Mapping[str, Any]) -> Pattern:
    """The pattern with the company its verb needs; nouns and exceptions need none."""
    nouns = {*(entry.get("nouns") or ()), *((entry.get("weak") or {}).get("nouns") or ())}
    if pattern.source not in ("forms", "phrases"):
        return pattern
    for verb, needs in (entry.get("needs") or {}).items():
        stem = split_words(verb)[-1][:-_ENDING]
        there = [word for word in pattern.words if word.startswith(stem)]
        if there and not nouns & {there[0], there[0].rstrip("sx")}:
            return replace(pattern, stem=stem, needs=tuple(needs))
    return pattern


def _stemmed(phrase: str) -> bool:
    return MARK in phrase


def _verbs(raw: Mapping[str, Any]) -> Mapping[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
    known = type_of_concept()
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = defaultdict(list)
    for concept, entry in raw.items():
        if concept not in known:
            continue
        weak = (entry.get("weak") or {}).get("verbs") or ()
        for verb, is_weak in [(v, False) for v in entry.get("verbs") or ()] + [(v, True) for v in weak]:
            head, *rest = verb.lower().split()
            found[head].append((tuple(rest), concept, is_weak))
    return MappingProxyType({verb: tuple(entries) for verb, entries in found.items()})


def _people(raw: Mapping[str, Any]) -> dict[tuple[str, ...], PartyKind]:
    return {split_words(noun): PartyKind(kind) for kind, nouns in raw.items() for noun in _flat(nouns)}


def _weapons(raw: Mapping[str, Any]) -> Iterator[Pattern]:
    for kind, terms in raw.items():
        for term in _flat(terms):
            yield Pattern(split_words(term), kind, "weapons")


def _flat(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, Mapping):
        for part in entry.values():
            yield from _flat(part)
    elif entry is not None:
        for part in entry:
            yield from _flat(part)


def _governors(raw: Mapping[str, Any]) -> Governors:
    sets = {
        name: frozenset(w.lower() for w in raw.get(name) or ())
        for name in ("verbs", "nouns", "adjectives", "particles", "marks", "prepositions")
    }
    windows, behind = (tuple(split_words(w) for w in raw.get(name) or ()) for name in ("windows", "behind"))
    return Governors(**sets, windows=windows, behind=behind)


def _eras(raw: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Each small word before each name of a time long over."""
    for small in raw.get("within") or ():
        for name in raw.get("names") or ():
            yield split_words(f"{small} {name}")


def _modal(raw: Mapping[str, Any]) -> ModalWords:
    def verbs(name: str) -> frozenset[str]:
        return frozenset((raw.get(name) or {}).get("verbs") or ())

    def words(section: str, name: str) -> frozenset[str]:
        return frozenset(folded(word) for word in (raw.get(section) or {}).get(name) or ())

    aggregate = raw.get("aggregate") or {}
    background = raw.get("background") or {}
    return ModalWords(
        outcomes={Modality(k): _governors(v) for k, v in (raw.get("outcomes") or {}).items()},
        phases={Phase(k): _governors(v) for k, v in (raw.get("phases") or {}).items()},
        actual=verbs("actual"),
        light=verbs("light"),
        suffer=verbs("suffer"),
        cause=verbs("cause"),
        background=_governors(background),
        after=tuple(split_words(w) for w in background.get("after") or ()),
        placing=tuple(split_words(w) for w in background.get("placing") or ()),
        eras=tuple(_eras(background.get("eras") or {})),
        aggregate=_governors(aggregate),
        often=frozenset(aggregate.get("adverbs") or ()),
        charged=frozenset((raw.get("charged") or {}).get("words") or ()),
        fiction=words("fiction", "nouns"),
        tells=words("fiction", "tells"),
        staged=words("staged", "nouns"),
        within=words("fiction", "within"),
        during=words("staged", "within"),
        reports=words("untrue", "reports"),
        untrue=words("untrue", "words"),
        causes=words("figures", "causes"),
        by=words("figures", "by"),
        aims=words("figures", "aims"),
        aimed=words("figures", "aimed"),
        contests=words("figures", "contests"),
        games=words("figures", "games"),
        sport=words("figures", "sport"),
        earnest=words("figures", "earnest"),
        prizes=words("figures", "prizes"),
        kinds=frozenset(aggregate.get("kinds") or ()),
        another=words("apart", "words"),
        different=words("apart", "behind"),
        elsewhere=tuple(split_words(w) for w in (raw.get("apart") or {}).get("openers") or ()),
        formerly=frozenset(background.get("adverbs") or ()),
        spared=tuple(split_words(w) for w in raw.get("spared") or ()),
        carriers=frozenset((raw.get("carriers") or {}).get("nouns") or ()),
    )
