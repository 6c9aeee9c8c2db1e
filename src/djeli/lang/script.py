"""Writing that hides its words: letters with several forms, marks that come and go, little words glued to the next.

A language whose folder holds a `script.yaml` is read in a *reading form*: as long as the original, character for
character, with one letter for each group of letters that writers mix, vowel marks moved out of the way, and the
little words before a word (`و` and, `ب` in, `ل` for) turned into signs, so that word lists find what stands behind
them. Offsets stay; what is shown is always cut from the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_MARK = re.compile(f"[{_MARKS}]+")
_MARKED = re.compile(rf"[^\W\d_]*[{_MARKS}][^\W\d_{_MARKS}]*(?:[{_MARKS}][^\W\d_{_MARKS}]*)*")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = str.maketrans(
    "أإآٱىةؤئیکۀھ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،؛؟٪٫٬۔",
    "اااايهوييكهه" + "01234567890123456789" + ",;?%.,.",
)
AND, BEFORE = "&", "+"
"""What a glued "and" and a glued preposition become in the reading form."""


def fold(text: str) -> str:
    """One letter for each group that writers mix, ASCII digits and stops, marks behind their word as blanks.

    The result is as long as the text.
    """
    flat = text.translate(_LETTERS)
    return _MARKED.sub(_unmarked, flat) if _MARK.search(flat) else flat


def _unmarked(match: re.Match[str]) -> str:
    bare = _MARK.sub("", match[0])
    return bare + " " * (len(match[0]) - len(bare))


def bare(word: str) -> str:
    """A word or phrase in folded letters, marks left out: the form in which word lists are compared."""
    return _MARK.sub("", word.translate(_LETTERS))


@dataclass(frozen=True, slots=True)
class Glued:
    """A word taken apart: the little words before it with their lengths in letters, and the bare word behind them."""

    heads: tuple[tuple[str, int], ...]
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """`script.yaml` of one language, compiled. `known` are all words of its other files, folded."""

    ands: frozenset[str]
    prepositions: frozenset[str]
    article: str
    endings: tuple[str, ...]
    verb_heads: tuple[str, ...]
    verb_tails: tuple[str, ...]
    stems: Mapping[str, str] = field(repr=False)
    known: frozenset[str] = field(repr=False)
    whole: frozenset[str] = field(repr=False)
    names: frozenset[str] = field(repr=False)

    def split(self, word: str) -> Glued:
        """The little words glued to a folded word; none when the whole is a word of its own."""
        if len(word) < 3 or word[0] not in self.ands | self.prepositions or self._is_word(word):
            return Glued((), word)
        if word[0] in self.ands:
            rest = word[1:]
            inner = self.split(rest)
            if inner.heads or self._is_word(rest) or (word[0] in _SURE and len(rest) > 3):
                return Glued(((word[0], 1), *inner.heads), inner.rest)
        if word[0] in self.prepositions:
            return self._governed(word)
        return Glued((), word)

    def _governed(self, word: str) -> Glued:
        """A preposition with its noun: "بالقرب", "للجيش" (whose article lost its first letter), "بمقتل"."""
        head, rest = word[0], word[1:]
        if self.article and rest.startswith(self.article) and len(rest) > 4:
            return Glued(((head, 1),), rest)
        if self.article and head == rest[0] == self.article[-1] and len(rest) > 3:
            return Glued(((head, 2),), rest[1:])
        return Glued(((head, 1),), rest) if self._is_word(rest) else Glued((), word)

    def _is_word(self, word: str) -> bool:
        return word in self.known or self._plain(word) in self.known or word in self.stems

    def _plain(self, word: str) -> str:
        """A word without its article."""
        size = len(self.article)
        return word[size:] if size and word.startswith(self.article) and len(word) > size + 2 else word

    def lemma(self, word: str) -> str:
        """The form under which the word lists know a folded word: no article, no possessive, verbs in the past."""
        plain = self._plain(word)
        if word in self.stems:
            return self.stems[word]
        if plain.endswith("ا") and len(plain) > 3 and plain[:-1] in self.known and word not in self.whole:
            return plain[:-1]  # the accusative: "هجوما"
        if plain in self.known:
            return plain
        for ending in self.endings:
            if plain.endswith(ending) and len(plain) - len(ending) > 2:
                short = plain.removesuffix(ending)
                tied = short[:-1] + "ه" if short.endswith("ت") else ""  # the closed t opens before a possessive
                found = next((w for w in (tied, short) if w and w in self.known), "") or self.stems.get(short, "")
                if found:
                    return found
        return plain

    def pieces(self, word: str) -> Iterator[tuple[int, str]]:
        """Length and reading of each part of a written word, marks counted with the letter before them."""
        bare_word = bare(word)
        glued = self.split(bare_word)
        at = 0
        for head, letters in glued.heads:
            size = _reach(word, at, letters)
            yield size, head
            at += size
        yield len(word) - at, glued.rest

    def reading(self, text: str) -> str:
        """The text in its reading form, as long as it was."""
        return _WORD.sub(self._signed, fold(text))

    def _signed(self, match: re.Match[str]) -> str:
        word = match[0]
        if word[0] not in self.ands and word[0] not in self.prepositions:
            return word
        if len(word) == 1:  # before a figure, or set apart by blanks
            return AND if word in self.ands else BEFORE
        glued = _split_cached(self, word)
        signs = "".join((AND if head in self.ands else BEFORE) * letters for head, letters in glued.heads)
        return signs + word[len(signs) :]


_SURE = frozenset("و")
"""Before a word nobody knows only this one is taken off: few longer words begin with it by themselves."""

_cache: dict[tuple[int, str], Glued] = {}


def _split_cached(script: Script, word: str) -> Glued:
    key = (id(script), word)
    found = _cache.get(key)
    if found is None:
        if len(_cache) > 100_000:
            _cache.clear()
        found = _cache[key] = script.split(word)
    return found


def _reach(word: str, at: int, letters: int) -> int:
    """Characters from `at` that hold so many letters, with the marks behind them."""
    end = at
    while end < len(word) and (letters or _MARK.match(word[end])):
        letters -= not _MARK.match(word[end])
        end += 1
    return end - at


def verb_forms(verb: str, heads: tuple[str, ...], tails: tuple[str, ...]) -> Iterator[str]:
    """Written forms of a verb given in the past: persons of the past and of the present."""
    for tail in tails:
        yield verb + tail
    stem = verb[1:] if verb.startswith("ا") and len(verb) > 3 else verb
    for head in heads:
        for tail in ("", "ون", "ان", "وا"):
            yield head + stem + tail


def compile_script(raw: Mapping[str, Any], words: frozenset[str], verbs: frozenset[str]) -> Script:
    """Compile the parsed `script.yaml`; `words` are all words of the other files, `verbs` those given in the past."""
    heads, tails = tuple(raw["verb_heads"]), tuple(raw["verb_tails"])
    stems: dict[str, str] = {}
    for verb in sorted(verbs):
        for form in verb_forms(verb, heads, tails):
            stems.setdefault(form, verb)
    for verb, forms in (raw.get("irregular") or {}).items():
        stems.update({bare(form): bare(verb) for form in forms})
    names = frozenset(raw["names"])
    whole = frozenset(raw["whole"]) | names
    return Script(
        ands=frozenset(raw["ands"]),
        prepositions=frozenset(raw["prepositions"]),
        article=raw["article"],
        endings=tuple(raw["endings"]),
        verb_heads=heads,
        verb_tails=tails,
        stems=stems,
        known=words | whole,
        whole=whole,
        names=names,
    )
