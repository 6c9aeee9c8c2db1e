"""Words around names of persons, compiled: `lang/<code>/persons.yaml` and `lang/given_names.yaml`.

A word of a text is looked up by its key (case, accents, hyphens and apostrophes forgotten), never searched for: a
page has thousands of capitals, and each costs one look into a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

from djeli import lang
from djeli.gazetteer import name_key
from djeli.resources import load_yaml


class Flag:
    """What a word may be; several at once. Plain numbers: a page asks a hundred thousand times."""

    NONE: Final = 0
    GIVEN: Final = 1  # a given name, and little else
    MAYBE: Final = 2  # a given name that is also a word or a place
    FAMILY: Final = 4
    CALLED: Final = 8  # stands before a name: a title, an office, an honorific
    POLITE: Final = 16  # an honorific, which may also stand inside a name ("Hassan Sheikh Mohamud")
    THING: Final = 32  # makes a run of capitals no person
    SOFT: Final = 64  # does so unless a given name leads
    PLAIN: Final = 128  # no name: opens sentences, or stands in capitals


NAMED = Flag.GIVEN | Flag.MAYBE | Flag.FAMILY
WEAK = Flag.PLAIN | Flag.THING | Flag.SOFT | Flag.CALLED
_ROLES = ("honorifics", "kin", "private", "titles_private", "public", "titles_public", "minor")
"""Lists whose phrases say what a person is; a phrase of two lists counts as the later one says."""
_KIND = {"honorifics": "polite", "titles_public": "public", "titles_private": "private"}
_VOWELS = tuple("аяьйеоиіыуюєї")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWords:
    """The words of one language.

    `roles` maps phrases to what they say of a person: public, private, minor, kin, polite. `strict`: nouns are written
    with capitals, so that two unknown capitals are no name. `bends`: letters an ending may have.
    """

    code: str
    roles: Mapping[str, str] = field(repr=False)
    longest: int
    sets: Mapping[str, frozenset[str]] = field(repr=False)
    openings: Mapping[str, int] = field(repr=False)  # first words of roles, with the longest phrase of each
    flags: Mapping[str, int] = field(repr=False)
    memo: dict[str, int] = field(repr=False)
    near: frozenset[str] = field(repr=False)  # last words of what may stand right before a name, first of what behind
    age: re.Pattern[str]  # an age before a name or inside a phrase
    age_behind: re.Pattern[str]  # an age right behind a name
    ages: Mapping[str, int]
    months: frozenset[str]
    endings: tuple[str, ...] = ()  # of words that are no names
    strict: bool = False
    bends: int = 0
    heads_first: bool = False
    unmarked: bool = False  # writing without capitals

    def flag(self, word: str) -> int:
        """What a written word may be."""
        found = self.memo.get(word)
        if found is None:
            if len(self.memo) > _REMEMBERED:
                self.memo.clear()
            found = self.memo[word] = self._flag(word)
        return found

    def _flag(self, word: str) -> int:
        key = name_key(word)
        found = self.flags.get(key, Flag.NONE)
        if not found and " " in key and not key.startswith(_SAINTS):  # "Jean-Pierre", "Al-Sayed": by its parts
            parts = [self.flags.get(part, Flag.NONE) for part in key.split()]
            found = next((part for part in parts if part & Flag.GIVEN), Flag.NONE)
            if any(part & (Flag.THING | Flag.PLAIN) and not part & NAMED for part in parts):
                found = Flag.PLAIN
        if not found and self.bends:
            found = next((self.flags[s] for s in self._stems(key) if s in self.flags), Flag.NONE)
        return found

    def _stems(self, key: str) -> Iterable[str]:
        return (key[:-n] for n in range(1, self.bends + 1) if len(key) - n > 2)

    def role(self, phrase: str) -> str:
        """What a phrase in small letters says of a person; empty when nothing."""
        found = self.roles.get(phrase)
        if found is None and self.unmarked:
            found = next((self.roles[form] for form in _bared(phrase) if form in self.roles), None)
        if found is None and self.bends:
            head, _, last = phrase.rpartition(" ")
            stems = (f"{head} {stem}".strip() for stem in self._stems(last))
            found = next((self.roles[stem] for stem in stems if stem in self.roles), None)
        return found or ""

    def opening(self, word: str) -> int:
        """Words of the longest role that begins with a word; 0 when none does."""
        return self.longest if self.bends or self.unmarked else self.openings.get(word, 0)

    def closes(self, word: str) -> bool:
        """Whether a role or an introduction may end with a word."""
        return bool(self.bends) or self.unmarked or word in self.near


_SAINTS = ("st ", "ste ", "san ", "santa ", "santo ", "são ", "sao ")
"""Saints with a hyphen are places: "Saint-Marc"."""
_REMEMBERED = 50_000
"""Words whose flags are kept: a page of made-up words must not fill the memory."""
_SETS = (
    "articles",
    "of",
    "breaks",
    "said",
    "theirs",
    "named",
    "lists",
    "after_things",
    "before_things",
    "be",
    "as",
    "leads",
    "led",
    "naming",
    "who",
    "runs",
)


@cache
def person_words(code: str) -> PersonWords | None:
    """The words of a language; None when it has none."""
    raw = lang.load(code, "persons") if code in lang.available() else {}
    return _compile(code, raw) if raw else None


@cache
def _small(code: str) -> frozenset[str]:
    """Small words by which a text is known for one of a language."""
    found = person_words(code)
    return frozenset(w for w in lang.load(code, "persons").get("no_names", ()) if len(w) > 1) if found else frozenset()


def likely(text: str, code: str) -> str:
    """The language of a text nobody told: the one most of whose small words it holds; `code` when none has more."""
    if any("\u0600" <= c <= "\u06ff" for c in text[:200]):
        return "ar"
    held = [w.lower() for w in re.findall(r"[^\W\d_]+", text[:600])]
    known = [one for one in lang.available() if _small(one)]
    counts = {one: sum(w in _small(one) for w in held) for one in known}
    best = max(known, key=lambda one: (counts[one], one == code), default=code)
    return best if counts.get(best, 0) > counts.get(code, 0) + 1 else code


@cache
def _names() -> Mapping[str, Any]:
    return load_yaml(files("djeli.lang") / "given_names.yaml")


def _compile(code: str, raw: Mapping[str, Any]) -> PersonWords:
    bends = int(raw.get("bends", 0))
    roles: dict[str, str] = {}
    for name in _ROLES:
        for phrase in raw.get(name) or ():
            for form in _forms(_flat(phrase), code):
                roles[form] = _KIND.get(name, name)
    sets = {name: frozenset(map(_flat, raw.get(name) or ())) for name in _SETS}
    age = raw.get("age") or {}
    units, months = age.get("units") or (), age.get("months") or ()
    return PersonWords(
        code=code,
        roles=roles,
        longest=max((phrase.count(" ") + 1 for phrase in roles), default=1),
        sets=sets,
        openings=_openings(roles),
        flags=_flags(raw, roles, bends),
        memo={},
        near=_near(roles, sets),
        age=_age(units, months, raw.get("age_words") or {}, age),
        age_behind=_age_behind(raw.get("age_words") or {}, age),
        ages={str(k): int(v) for k, v in (raw.get("age_words") or {}).items()},
        months=frozenset(months),
        endings=tuple(raw.get("endings") or ()),
        strict=bool(raw.get("strict")),
        bends=bends,
        heads_first=bool(raw.get("heads_first")),
        unmarked=lang.script(code) is not None,
    )


def _bared(phrase: str) -> Iterable[str]:
    """A word of an unmarked script without article, glued "and" and a pronoun at its end."""
    bare = " ".join(re.sub(r"^(?:[وف]?(?:ال|بال|لل)|[وفلب](?=\w{3}))", "", word) for word in phrase.split())
    yield bare
    yield re.sub(r"(?:ها|هما|هم|ه)$", "", bare)
    yield re.sub(r"ت(?:ها|هما|هم|ه)$", "ه", bare)


def _openings(roles: Mapping[str, str]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for phrase in roles:
        first, size = phrase.partition(" ")[0], phrase.count(" ") + 1
        found[first] = max(found.get(first, 0), size)
    return found


def _near(roles: Mapping[str, str], sets: Mapping[str, frozenset[str]]) -> frozenset[str]:
    before = (phrase.rpartition(" ")[2] for phrase in (*roles, *sets["naming"], *sets["led"]))
    behind = (phrase.partition(" ")[0] for name in ("be", "as", "who", "named", "leads") for phrase in sets[name])
    return frozenset(before) | frozenset(behind)


def _flat(phrase: str) -> str:
    """A phrase as its words stand apart: "chef de l'état" is "chef de l état"."""
    return re.sub(r"\b([dl])'", r"\1 ", phrase)


def _forms(phrase: str, code: str) -> Iterable[str]:
    """A phrase and its regular plurals."""
    yield phrase
    if code in ("fr", "es", "pt") and phrase[-1] not in "sxz":
        first, space, rest = phrase.partition(" ")
        yield f"{first}s{space}{rest}"
        yield f"{first}es{space}{rest}"
    head, space, last = phrase.rpartition(" ")
    if code == "en" and not last.endswith("s"):
        plural = f"{last[:-3]}men" if last.endswith("man") else f"{last[:-1]}ies" if last[-1:] == "y" else f"{last}s"
        yield f"{head}{space}{plural}"
        if last.endswith(("ch", "sh", "x")):
            yield f"{head}{space}{last}es"


def _flags(raw: Mapping[str, Any], roles: Mapping[str, str], bends: int) -> dict[str, int]:
    found: dict[str, int] = {}

    def add(words: Iterable[str], flag: int) -> None:
        for word in words:
            key = name_key(word)
            found[key] = found.get(key, Flag.NONE) | flag

    names = _names()
    add((w for group in names["given"].values() for w in group.split()), Flag.GIVEN)
    add(names["families"].split(), Flag.FAMILY)
    for word in names["ambiguous"].split():
        key = name_key(word)
        found[key] = (found.get(key, Flag.NONE) & ~Flag.GIVEN) | Flag.MAYBE
    if bends:  # "Анастасии" bends the last letter of "Анастасия"
        for key in [k for k in found if k.endswith(_VOWELS) and len(k) > 3]:
            found[key[:-1]] = found.get(key[:-1], Flag.NONE) | found[key]
    add((w for phrase in raw.get("honorifics") or () for w in phrase.split()), Flag.CALLED | Flag.POLITE)
    add((w for phrase in roles if roles[phrase] != "polite" for w in phrase.split()), Flag.CALLED)
    add((str(w) for w in raw.get("things") or ()), Flag.THING)
    add((str(w) for w in raw.get("soft_things") or ()), Flag.SOFT)
    for word in raw.get("soft_things") or ():
        key = name_key(word)
        found[key] &= ~Flag.THING
    add((str(w) for w in raw.get("no_names") or ()), Flag.PLAIN)
    return found


def _age(
    units: Iterable[str], months: Iterable[str], told: Mapping[str, int], raw: Mapping[str, Any]
) -> re.Pattern[str]:
    """Ages with a unit ("34-year-old", "six months old") or a word before them ("aged 12")."""
    number = rf"\d{{1,3}}|(?:{_any(told)})(?:[- ](?:{_any(told)}))?"
    unit = rf"(?:{_any(units)}|(?P<months>{_any(months)}))"
    aged = _any(raw.get("before") or ("aged", "age"))
    return re.compile(
        rf"(?<![\w.])(?:(?P<n>{number})[- \u00a0]?{unit}|(?:{aged})\s+(?P<n2>{number}))(?!\w)", re.IGNORECASE
    )


def _age_behind(told: Mapping[str, int], raw: Mapping[str, Any]) -> re.Pattern[str]:
    """Ages behind a name: ", 34,", "(9)", ", nine,", ", aged three and five,"; with a word for it, without a comma."""
    number = rf"(?:\d{{1,3}}|{_any(told)})(?!\w)"
    aged = _any([*(raw.get("before") or ()), *(raw.get("aged") or ())])
    closed = r"(?=\s*(?:[,.;:)\]—–]|$)|\s+(?P<next>[^\W\d_]+))"
    some = rf"(?P<n>{number})(?P<more>(?:,?\s*(?:(?:and|et|y|e|und|и)\s+)?{number}){{0,6}})"
    return re.compile(
        rf"\s*(?:,\s*|\(\s*|[—–]\s|-\s)(?:(?:{aged})\s+){{0,2}}{some}{closed}|\s*,?\s*(?:{aged})\s+(?P<n2>{number})",
        re.IGNORECASE,
    )


def _any(words: Iterable[str]) -> str:
    found = sorted({str(word) for word in words}, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]") for word in found) or r"(?!)"
