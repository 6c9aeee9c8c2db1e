"""Words of relations, compiled: `lang/<code>/relations.yaml`, and those of presence: `lang/<code>/states.yaml`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import ahocorasick

from djeli import lang
from djeli.vocab import Relation

_GAP = r"(?:[^.;:()]{1,45}?)\s"
"""What `~` lets stand inside a cue: a date, a few words, nothing that closes the clause."""
_BORDER = r"(?:(?<=')|(?!\w))"
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‑": "-", "\n": " ", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Slot:
    """An end of a cue: whose it is ("S" or "O") and how it stands.

    `many`: a list of at least two; `touching`: right at the cue; `noun`: the cue is a noun with its article, apposed to
    this end; `pronoun`: the end is the "its" before the cue; `nearest`: it is the last name before the cue that fits.
    """

    end: str
    many: bool = False
    touching: bool = False
    noun: bool = False
    pronoun: bool = False
    nearest: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell a relation: the ends before them and those behind, in reading order."""

    relation: Relation
    before: tuple[Slot, ...]
    behind: tuple[Slot, ...]
    source: str = field(repr=False)
    over: bool = False  # the words themselves tell that it is over

    @property
    def pattern(self) -> re.Pattern[str]:
        """The words as a pattern, compiled when a page first needs it: three thousand take half a second."""
        return _compiled(self.source)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


@dataclass(frozen=True, slots=True)
class TieWords:
    """Cues and small words of one language. `anchors` finds the first words of cues in folded text."""

    anchors: Any = field(repr=False)
    cues: Mapping[str, tuple[Cue, ...]] = field(repr=False)  # by first words
    sets: Mapping[str, frozenset[str]] = field(repr=False)
    phrases: Mapping[str, tuple[tuple[str, ...], ...]] = field(repr=False)  # words of two and more, by set

    def has(self, name: str, word: str) -> bool:
        """Whether a folded word is in the set `name`."""
        return word in self.sets[name]


def fold(text: str) -> str:
    """Lower case with plain apostrophes, character for character, so that offsets stay."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low if low.isascii() else low.translate(_APOSTROPHES)


@cache
def tie_words(code: str) -> TieWords | None:
    """Cues of a language; None when it has none."""
    raw = lang.load(code, "relations")
    return compile_ties(raw) if raw else None


def compile_ties(raw: Mapping[str, Any]) -> TieWords:
    """Cues of a parsed `relations.yaml`."""
    cues: dict[str, list[Cue]] = {}
    lists = raw.get("lists") or {}
    for relation, shapes in (raw.get("cues") or {}).items():
        for shape, phrases in shapes.items():
            before, behind = _shape(shape)
            for phrase in phrases:
                for anchor, source in _sources(phrase, lists):
                    kind, _, over = relation.partition(" ")
                    cue = Cue(Relation(kind), before, behind, source, over == "over")
                    cues.setdefault(anchor, []).append(cue)
    automaton = ahocorasick.Automaton()
    for anchor in cues:
        automaton.add_word(anchor, anchor)
    automaton.make_automaton()
    words = {name: [_flat(word) for word in found] for name, found in raw["words"].items()}
    words["offices"] = [_flat(word).split()[-1] for name in ("leader", "founder") for word in lists.get(name) or ()]
    return TieWords(
        automaton,
        {anchor: tuple(found) for anchor, found in cues.items()},
        defaultdict(frozenset, {name: frozenset(found) for name, found in words.items()}),
        defaultdict(tuple, {n: tuple(tuple(w.split()) for w in found if " " in w) for n, found in words.items()}),
    )


def _shape(shape: str) -> tuple[tuple[Slot, ...], tuple[Slot, ...]]:
    before, _, behind = shape.partition("_")
    return tuple(map(_slot, before.split())), tuple(map(_slot, behind.split()))


def _slot(mark: str) -> Slot:
    return Slot(
        end=mark[0].upper(),
        many="+" in mark,
        touching="'" in mark,
        noun="," in mark,
        pronoun=mark[0].islower(),
        nearest="^" in mark,
    )


def _flat(word: object) -> str:
    """A word as pages are folded; YAML reads a bare "on" as true and "no" as false."""
    if isinstance(word, bool):
        return "on" if word else "no"
    return fold(str(word).replace("_", " ")).strip()


def _sources(phrase: str, lists: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """First words and pattern of each way to begin a phrase: words that may be missing at its beginning may."""
    parts = [_part(word, lists) for word in phrase.split()]
    starts = next((n for n, (_, optional) in enumerate(parts) if not optional), len(parts) - 1)
    for first in range(starts + 1):
        rest = _pattern(parts[first + 1 :])
        for anchor in parts[first][0]:
            yield anchor, re.escape(anchor).replace(r"\ ", r"\s+") + rest


def _part(word: str, lists: Mapping[str, Iterable[str]]) -> tuple[list[str], bool]:
    """The forms of one word of a phrase, and whether it may be missing."""
    optional = word.endswith("?")
    forms = []
    for form in word.rstrip("?").split("|"):
        head, brace, name = form.partition("{")
        ahead, _, behind = name.partition("}")
        forms += [_flat(head + one + behind) for one in lists[ahead]] if brace else [_flat(form)]
    return forms, optional


def _pattern(parts: Iterable[tuple[list[str], bool]]) -> str:
    out = ""
    for forms, optional in parts:
        if forms == ["~"]:
            out += rf"(?:\s{_GAP}|\s)"
            continue
        if forms == ["*"]:  # some words of description
            out += r"(?:\s+[^\s,.;:()]+){0,2}?"
            continue
        if forms[0].startswith("..."):  # a word that stands somewhere behind, names between
            behind = "|".join(re.escape(f.strip(". ")).replace(r"\ ", r"\s+") for f in forms)
            out += rf"(?=\s[^.;]{{1,160}}?\b(?:{behind})(?!\w))"
            continue
        gap = "" if out.endswith(r"|\s)") else r"(?:\s+|(?<='))"
        words = "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in sorted(forms, key=len, reverse=True))
        if all(not f[:1].isalnum() for f in forms):
            gap = r"\s*"  # a mark or an ending stands close
        out += rf"(?:{gap}(?:{words}){_BORDER})?" if optional else rf"{gap}(?:{words}){_BORDER}"
    return out + _BORDER


@dataclass(frozen=True, slots=True, kw_only=True)
class StateWords:
    """Patterns read behind a named actor; groups `was`, `over` and `not` say how it is told."""

    behind: re.Pattern[str]  # what stands between the actor and the place
    past: frozenset[str]
    hint: re.Pattern[str]  # a sentence without one of these words holds no state


@cache
def state_words(code: str) -> StateWords | None:
    """The words of a language; None when it has none."""
    raw = lang.load(code, "states")
    return _states(raw) if raw else None


def _states(raw: Mapping[str, Any]) -> StateWords:
    def some(*keys: str) -> str:
        return _any(word for key in keys for word in raw.get(key) or ())

    def beside(n: int) -> str:
        return rf"(?:\s+(?:(?P<over{n}>{some('over')})|(?P<not{n}>{some('not')})|{some('adverbs')}))*"

    verb = rf"(?:\s*(?:{some('is_now')}|(?P<was>{some('was')}))(?!\w))?"
    relative = rf"(?:\s+(?:{some('relatives')})(?!\w))?"
    opening = rf"(?:\s*,)?{relative}{beside(1)}{verb}{beside(2)}"
    article = rf"(?:\s+(?:{some('articles')})(?!\w)|\s*\bl')?"
    return StateWords(
        behind=re.compile(rf"{opening}\s+(?P<words>{some('present_in')})(?!\w){article}\s*", re.IGNORECASE),
        past=frozenset(str(word) for word in raw.get("past_forms") or ()),
        hint=re.compile(rf"(?<!\w)(?:{some('present_in')})(?!\w)", re.IGNORECASE),
    )


def _any(words: Iterable[object]) -> str:
    found = sorted({str(word) for word in words}, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in found) or r"(?!)"
