"""The words of harm of a language, compiled: what `harm.yaml` and `people.yaml` say as tables and patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from djeli.lang import load
from djeli.lang.stems import Stems, stems_of
from djeli.text.number_words import Words, compile_words
from djeli.text.phrases import UPPER, alternation, compiled, ending, key_of
from djeli.vocab import Harm, PartyKind

SLOTS = ("verbs", "before", "after", "nouns", "toll")
_STAR = r"\*[\s\u00a0\u202f]+"
"""A star in a phrase, as `alternation` spells it with the blanks behind it."""
_UP_TO_THREE = r"(?:[\w'’-]+[\s\u00a0\u202f]+){0,3}?"
_ENDINGS = ("", "e", "s", "es")
_LONGEST = 3  # words of a party's name that are looked up together
_RISES = ("to", "à")
_ADVERBS = ("ly",)
_PASSED = ("the", "of", "a", "all", "de", "les")
"""What English and French need; a language may list its own (`participle_endings`, `adverb_endings`,
`rises`, `passed`)."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of harm in a sentence, `[start, end)` of it. `slots` says on which sides victims may stand."""

    start: int
    end: int
    harm: Harm
    slots: frozenset[str]
    word: str


@dataclass(frozen=True, slots=True)
class CourseWords:
    """The block `course` compiled: words around numbers that replace one another or make one another up."""

    older: re.Pattern[str]
    older_after: re.Pattern[str]
    weak: frozenset[str]
    current: re.Pattern[str]
    some: re.Pattern[str]
    divides: re.Pattern[str]
    copula: re.Pattern[str]
    hurt: re.Pattern[str]
    on_top: re.Pattern[str]
    aged: re.Pattern[str]
    aside: re.Pattern[str]
    turned: re.Pattern[str]
    everybody: frozenset[str]


@dataclass(frozen=True, slots=True)
class HarmWords:
    """Compiled words of one language; `words_of` builds and caches it. Tables are in lower case."""

    numbers: Words
    counted_link_re: re.Pattern[str]  # between a number and a noun that is counted: "une dizaine DE morts"
    cues: Mapping[str, tuple[tuple[Harm, frozenset[str]], ...]]
    starred: tuple[tuple[re.Pattern[str], str], ...]  # phrases with a star, and how `cues` calls them
    cue_re: re.Pattern[str]
    auxiliaries: frozenset[str]
    passive: frozenset[str]
    weak_active: frozenset[str]
    unclear: frozenset[str]
    states: frozenset[str]
    both: frozenset[str]
    zero: Mapping[str, tuple[Harm, ...]]
    stops: frozenset[str]
    verb_endings: tuple[str, ...]
    adverbs: tuple[str, ...]
    keep: frozenset[str]
    not_people: frozenset[str]
    persons: frozenset[str]
    plurals: frozenset[str]
    pronouns: frozenset[str]
    lists: frozenset[str]
    rises: frozenset[str]  # between the two numbers of a toll that rose: "from 5 TO 17"
    passed: frozenset[str]  # may stand between an active verb and the people: "killed ALL OF THE 12 men"
    including_re: re.Pattern[str]
    beside_re: re.Pattern[str]  # people on top of those before: "along WITH 50 men" includes nobody
    part_after_re: re.Pattern[str]
    definite_re: re.Pattern[str]
    bare_re: re.Pattern[str]
    reflexive_re: re.Pattern[str]
    accident_re: re.Pattern[str]
    nameless_re: re.Pattern[str]
    active_only_re: re.Pattern[str]
    either: frozenset[str]
    more: frozenset[str]  # hedges that make a count an addition: "ANOTHER 31"
    among: frozenset[str]  # before people who are some of a count told elsewhere: "among the dead were"
    ages: frozenset[str]
    unmade_re: re.Pattern[str]
    family_re: re.Pattern[str]
    implied: Mapping[str, int]  # phrases that tell of deaths without counting them, and how many at least
    titled_re: re.Pattern[str]
    pronoun_re: re.Pattern[str]
    definite_again_re: re.Pattern[str]  # articles of a person already told: "the", "his"
    aggregate_re: re.Pattern[str]
    stock_re: re.Pattern[str]
    unreal_re: re.Pattern[str]
    negated_re: re.Pattern[str]
    chain_re: re.Pattern[str]
    place_re: re.Pattern[str]
    parties: Mapping[str, PartyKind]
    stems: Stems | None
    course: CourseWords

    def find_cues(self, text: str) -> list[Cue]:
        """Words of harm in a sentence, in order; a word with two readings gives one cue for each."""
        out = []
        for match in self.cue_re.finditer(text):
            word = self._cue_of(match[0])
            for harm, slots in self.cues[word]:
                out.append(Cue(match.start(), match.end(), harm, slots, word))
        return out

    def _cue_of(self, found: str) -> str:
        """The entry of `cues` that words of a text stand for."""
        word = key(found)
        return word if word in self.cues else next(name for pattern, name in self.starred if pattern.fullmatch(found))

    def is_filler(self, word: str) -> bool:
        """Whether a word in lower case is an auxiliary, or looks like an adverb of manner ("accidentally")."""
        return word in self.auxiliaries or (len(word) > 4 and word.endswith(self.adverbs))

    def party_of(self, noun: str) -> PartyKind:
        """Kind of party that a counted noun names; the last known word of the phrase decides."""
        phrase = key(noun)
        if phrase in self.parties:
            return self.parties[phrase]
        if self.stems is not None:
            return self._stemmed_party(phrase.split(), self.stems)
        for word in reversed(phrase.split()):
            for form in (word, word.removesuffix("s"), word.removesuffix("es"), word.removeprefix("ال")):
                if form in self.parties:
                    return self.parties[form]
        return PartyKind.UNKNOWN

    def _stemmed_party(self, phrase: Sequence[str], stems: Stems) -> PartyKind:
        """The longest run of words known by their stems, the first among equals: "villagers of the district"."""
        names = [(word, *stems.of(word)) for word in phrase]
        for size in range(min(len(names), _LONGEST), 0, -1):
            for start in range(len(names) - size + 1):
                for form in product(*names[start : start + size]):
                    if " ".join(form) in self.parties:
                        return self.parties[" ".join(form)]
        return PartyKind.UNKNOWN


def key(phrase: str) -> str:
    """Lower case, single blanks, straight apostrophes."""
    return key_of(phrase)


def _expanded(phrase: str, endings: Sequence[str]) -> list[str]:
    if "~" not in phrase:
        return [phrase]
    return [phrase.replace("~", ending) for ending in endings]


def _cues(raw: Mapping[str, Any], endings: Sequence[str]) -> dict[str, tuple[tuple[Harm, frozenset[str]], ...]]:
    found: dict[str, dict[Harm, set[str]]] = {}
    for harm, slots in raw["harms"].items():
        for slot in SLOTS:
            for phrase in slots.get(slot) or ():
                for form in _expanded(str(phrase), endings):
                    found.setdefault(key(form), {}).setdefault(Harm(harm), set()).add(slot)
    for phrase, kinds in raw["zero_nouns"].items():
        for kind in kinds:
            found.setdefault(key(str(phrase)), {}).setdefault(Harm(kind), set()).add("zero")
    for phrases in raw["implied"].values():
        for phrase in phrases:
            found.setdefault(key(str(phrase)), {}).setdefault(Harm.KILLED, set()).add("implied")
    return {word: tuple((h, frozenset(s)) for h, s in by.items()) for word, by in found.items()}


def _parties(code: str) -> dict[str, PartyKind]:
    """Noun to kind of party. Tolerates nesting, because the file may group nouns below a kind."""
    table: dict[str, PartyKind] = {}

    def add(value: Any, kind: PartyKind) -> None:
        if isinstance(value, str):
            table.setdefault(key(value), kind)
        elif isinstance(value, Mapping):
            for inner in value.values():
                add(inner, kind)
        elif isinstance(value, list):
            for inner in value:
                add(inner, kind)

    def walk(level: Mapping[str, Any]) -> None:
        for name, value in level.items():
            if name in PartyKind:
                add(value, PartyKind(name))
            elif isinstance(value, Mapping):
                walk(value)

    walk(load(code, "people"))
    return table


_SETS = (
    "auxiliaries",
    "passive_aux",
    "weak_active",
    "unclear_nouns",
    "state_nouns",
    "both",
    "stops",
    "keep",
    "not_people",
    "persons",
    "plural_persons",
    "pronouns",
    "lists",
    "either",
    "ages",
)
"""Slots of harm.yaml that are read as sets of words."""
_START = r"(?<!\w)"
_BLANK = r"[\s\u00a0\u202f]+"
_PARTICLE = r"(?:al-|el-|de\s|ben\s|ould\s|von\s|bin\s|ag\s)?"
_NAME = rf"(?-i:[{UPPER}][\w'’.-]*(?:[\s\u00a0]+{_PARTICLE}[{UPPER}][\w'’-]*){{0,4}})"


def _groups(raw: Mapping[str, Any], numbers: Mapping[str, Any], cues: Any) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Groups of people: with an article or demonstrative, and bare as headlines have them."""
    persons, stops = alternation(raw["persons"]), alternation(raw["stops"])
    ages = rf"(?:\d{{1,3}}|{alternation(numbers['units'])})"
    aged = rf"(?:{persons}|{ages}[- ](?:year|month|week|day)s?[- ]olds?(?![- ](?!{stops})\w))"
    end = rf"{aged}(?!{_BLANK}(?:{persons})|['’-]\w)"
    if "bare_singles" in raw:  # no article before one person: "a soldier" is the bare noun
        single = re.compile(rf"(?<!\w){raw['bare_singles']}{persons.replace(_START, '')}(?!\w)", re.IGNORECASE)
        return single, single
    begins = r"(?:^|(?<=[,:;] )|(?<=and )|(?<=et ))"
    bare = rf"{begins}(?:(?!{stops}|{alternation(cues)})[\w'’-]+{_BLANK}){{0,3}}?{end}"
    if raw.get("modifiers"):  # a language without articles: adjectives may stand before a person, nothing must
        definite = rf"(?<!\w)(?:(?!{stops}|{alternation(cues)}){raw['modifiers']}{_BLANK}){{0,3}}{persons}(?!['’-]?\w)"
        return re.compile(definite, re.IGNORECASE), re.compile(bare, re.IGNORECASE)
    definite = rf"{alternation(raw['determiners'])}{_BLANK}?(?:(?!{stops})[\w'’-]+{_BLANK}){{0,3}}?{end}"
    return re.compile(definite, re.IGNORECASE), re.compile(bare, re.IGNORECASE)


def _with_stars(phrases: Iterable[str]) -> re.Pattern[str]:
    """The phrases as one pattern; a star in them stands for up to three words."""
    return re.compile(alternation(phrases).replace(_STAR, _UP_TO_THREE), re.IGNORECASE)


def _course(raw: Mapping[str, Sequence[str]], including: Sequence[str]) -> CourseWords:
    words = {name: alternation(raw.get(name, ())) for name in _COURSE}
    flags = re.IGNORECASE
    some = rf"{_BLANK}{words['some']}{_BLANK}"
    later = rf"(?={_BLANK}(?:[\w-]+{_BLANK}){{0,3}}?{words['dies']})"
    return CourseWords(
        older=ending(raw.get("older", ())),
        older_after=re.compile(rf"[\s,]*{words['older_after']}", flags),
        weak=frozenset(key(str(w)) for w in raw.get("weak", ())),
        current=ending(raw.get("current", ())),
        some=re.compile(rf"{_BLANK}{words['some']}(?:{_BLANK})?", flags),
        divides=ending(raw.get("divides", ())),
        copula=re.compile(rf"{_BLANK}{words['copula']}{_BLANK}(?P<noun>[^\W\d_][\w’'-]*)", flags),
        hurt=re.compile(rf"(?:{some}|{_BLANK})(?P<noun>{words['hurt']}){later}", flags),
        on_top=re.compile(rf"{_BLANK}(?P<noun>{words['on_top']})", flags),
        aged=re.compile(
            rf"{words['aged']}{_BLANK}(?:(?:\d{{1,3}}(?!\d)|,|{words['age_joins']})(?:{_BLANK})?)*$", flags
        ),
        aside=re.compile(rf",{_BLANK}{alternation(including)}{_BLANK}[^,;.]{{1,60}},", flags),
        turned=ending(raw.get("turned", ())),
        everybody=frozenset(key(str(w)) for w in raw.get("everybody", ())),
    )


_COURSE = ("older_after", "some", "dies", "copula", "hurt", "on_top", "aged", "age_joins")


def _optional(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What a language may leave out."""
    return {
        "counted_link_re": re.compile(rf"\s*(?:{alternation(raw.get('counted_links', ()))}\s*)?", re.IGNORECASE),
        "adverbs": tuple(raw.get("adverb_endings", _ADVERBS)),
        "beside_re": re.compile(alternation(raw.get("beside", ())) + r"[\s,]*(?:\w+\s+){0,2}$", re.IGNORECASE),
        "accident_re": compiled(raw.get("accidents", ())),
        "more": frozenset(key(str(w)) for w in raw.get("more", ())),
        "among": frozenset(key(str(w)) for w in raw.get("among", ())),
        "course": _course(raw.get("course", {}), raw["including"]),
    }


@cache
def words_of(lang: str) -> HarmWords:
    """Words of harm of a language, compiled once."""
    raw, numbers = load(lang, "harm"), load(lang, "numbers")
    cues = _cues(raw, raw.get("participle_endings", _ENDINGS))
    starred = [word for word in cues if "*" in word]
    definite_re, bare_re = _groups(raw, numbers, cues)
    lower = {slot: frozenset(key(str(w)) for w in raw[slot]) for slot in _SETS}
    parties = _parties(lang)
    return HarmWords(
        numbers=compile_words(numbers),
        **_optional(raw),
        cues=cues,
        starred=tuple((_with_stars([word]), word) for word in starred),
        cue_re=_with_stars(cues),
        auxiliaries=lower["auxiliaries"],
        passive=lower["passive_aux"],
        weak_active=lower["weak_active"],
        unclear=lower["unclear_nouns"],
        states=lower["state_nouns"],
        both=lower["both"],
        zero={key(k): tuple(Harm(h) for h in v) for k, v in raw["zero_nouns"].items()},
        stops=lower["stops"],
        verb_endings=tuple(raw["verb_endings"]),
        keep=lower["keep"],
        not_people=lower["not_people"],
        persons=lower["persons"],
        plurals=lower["plural_persons"],
        pronouns=lower["pronouns"],
        lists=lower["lists"],
        rises=frozenset(raw.get("rises", _RISES)),
        passed=frozenset(raw.get("passed", _PASSED)),
        including_re=re.compile(alternation(raw["including"]) + r"[\s,]*(?:\w+\s+){0,2}$", re.IGNORECASE),
        part_after_re=re.compile(r"\s*" + alternation(raw["part_after"]), re.IGNORECASE),
        definite_re=definite_re,
        bare_re=bare_re,
        reflexive_re=compiled(raw["reflexives"]),
        nameless_re=re.compile(alternation(raw["not_names"])),
        active_only_re=re.compile(raw["active_only"]),
        either=lower["either"],
        ages=lower["ages"],
        unmade_re=compiled(raw["unmade"]),
        family_re=ending(raw["family"]),
        implied={key(str(phrase)): int(n) for n, phrases in raw["implied"].items() for phrase in phrases},
        titled_re=re.compile(rf"(?:(?-i:{alternation(raw['titles'])}){_BLANK})?{_NAME}", re.IGNORECASE),
        pronoun_re=compiled(raw["pronouns"]),
        definite_again_re=compiled(raw["definite_again"]),
        aggregate_re=re.compile("|".join(raw["aggregate"]), re.IGNORECASE),
        stock_re=compiled(raw["stock"]),
        unreal_re=re.compile(rf"(?<!\w)(?:{'|'.join(raw['not_happened'])})\s*(?:\w+\s+){{0,2}}$", re.IGNORECASE),
        negated_re=re.compile(
            rf"(?!{alternation(raw.get('not_negated', ()))}){alternation(raw['negated'])}[\s,]*(?:[\w-]+\s+){{0,3}}$",
            re.IGNORECASE,
        ),
        chain_re=re.compile(rf"[\s,]*{alternation(raw['chain'])}[\s,]*(?:[\w-]+\s+){{0,2}}$", re.IGNORECASE),
        place_re=re.compile(
            rf"\s*(?:\w+\s+)?{alternation(raw['places_in'])}{_BLANK}(?P<place>{_NAME}(?<![.]))", re.IGNORECASE
        ),
        parties=parties,
        stems=stems_of(lang),
    )
