"""Runs of capitals: what may be a name, cut from the titles, offices and nationalities written with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from djeli.extract.mentions import Range
from djeli.extract.persons.words import NAMED, Flag, PersonWords


def _upper() -> str:
    """Capital letters of the scripts that have them, as the inside of a character class."""
    found = [c for c in range(0x41, 0x590) if chr(c).isupper()] + [c for c in range(0x1E00, 0x1F00) if chr(c).isupper()]
    return "".join(re.escape(chr(c)) for c in found)


_UP = f"[{_upper()}]"
_GLUED = r"(?:(?:[aA][lnrdstz]|[aA]s[h]|[aA]th|[eE][lsdrtnz]|[eE]sh|[uU][lr]|[dD]|[lL])[-'’])?"
_ONE = rf"(?:{_GLUED}{_UP}(?:[\w\u0300-\u036f]|['’ʼ‘`-](?!s\b)(?=\w))*|{_UP}(?=\.))"
_SHORT = r"(?<=\b\w)\.|(?<=\b[A-Z][a-z])\.|(?<=\b[A-Z][a-z]{2})\.|(?<=\bMessrs)\.|(?<=\b[A-Z][a-z]{3})\."
"""Full stops that need not end a sentence: initials, "Lt.", "Gen.", "Capt."."""
_TIED = r"ag|ould|oul|bin|ben|ibn|bint|bent|von|van"
_LOOSE = r"al|ash|e[ls]|ul|ur|abu|abou|der|den|zu|zur|ter|ten|de|da|do|dos|das|di|della|del|du|des|la|le|los|e|y|i"
_SEP = r"[ \u00a0\t]{1,2}|[ \t]?\n[ \t]?"
_NICK = r"(?:(?:[ \u00a0]|\n)[\"“'‘«(][^\"”'’»)\n]{2,25}[\"”'’»)](?=[ \u00a0\n]" + _UP + "))?"
RUN = re.compile(
    rf"(?<![\w@#/.-]){_ONE}(?:(?:{_SHORT})?{_NICK}(?:{_SEP})(?:(?:{_TIED}|{_LOOSE})(?:{_SEP}|[-'’])){{0,3}}{_ONE}"
    rf"|(?<=\b\w)\.{_ONE}){{0,9}}(?:(?<=\b[JS]r)\.)?"
)
_WORD = re.compile(r"[\w\u0300-\u036f](?:[\w\u0300-\u036f]|['’ʼ‘`-](?=\w))*")
_SUFFIX = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ROMAN = re.compile(r"[IVX]{2,4}$")
_LONGEST = 7
"""Words of the longest name taken: more are a title or a list."""

_ELIDED = re.compile(r"[dl]['’]")
"""A small word grown onto the next ("d'Irumu", "l'Est"): alone that is a place or a thing."""
_WEAK = Flag.PLAIN | Flag.CALLED | Flag.THING
Word = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name a person. `start` is where the name begins, `called` where the titles before it do."""

    words: tuple[Word, ...]
    called: int

    @property
    def start(self) -> int:
        """Where the name begins."""
        return self.words[0][1]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1][2]


def candidates(
    content: str, within: Range, words: PersonWords, taken: Sequence[Range], is_nation: Callable[[str], bool]
) -> Iterator[Candidate]:
    """What may be names in a range, in order; the ranges `taken` are names of bodies."""
    low, high = within
    for match in RUN.finditer(content, low, high):
        start, run = match.start(), match.group()
        if (
            " " not in run
            and "\n" not in run
            and words.flag(run) & (Flag.PLAIN | Flag.THING)
            and not words.flag(run) & NAMED
        ):
            continue  # "The", at the beginning of a sentence
        found = [(m.group(), start + m.start(), start + m.end()) for m in _WORD.finditer(run)]
        for part in _apart(found, taken):
            for piece in _at_particles(part, words):
                name = _named(piece, words, is_nation, opens=piece[0][1] == low)
                if name is not None:
                    yield name


def _apart(found: list[Word], taken: Sequence[Range]) -> Iterator[list[Word]]:
    """Parts of a run that no body's name covers."""
    part: list[Word] = []
    for word in found:
        if any(word[1] < high and low < word[2] for low, high in taken):
            if part:
                yield part
            part = []
        else:
            part.append(word)
    if part:
        yield part


def _at_particles(found: list[Word], words: PersonWords) -> Iterator[list[Word]]:
    """A run parted at a small word that joins names, where what stands before is no beginning of a name.

    "Paul de Villiers" is one, "Maire de Paris" two; "ag" and "ould" always join.
    """
    part: list[Word] = []
    for n, word in enumerate(found):
        if word[0] in _AND and n + 1 < len(found) and (words.flag(found[n + 1][0]) & Flag.GIVEN or n + 2 < len(found)):
            if part:
                yield part
            part = []
            continue
        if word[0].islower() and word[0] not in _ALWAYS and not any(words.flag(w[0]) & NAMED for w in part):
            if part:
                yield part
            part = []
            continue
        part.append(word)
    while part and part[0][0].islower():
        part = part[1:]
    if part:
        yield part


_AND = frozenset({"y", "e", "i"})
_ALWAYS = frozenset(_TIED.split("|"))


def _named(found: list[Word], words: PersonWords, is_nation: Callable[[str], bool], *, opens: bool) -> Candidate | None:
    """The name in a run: what stands behind its titles, when no word of it is a thing's."""
    while found and found[0][0].islower():
        found = found[1:]
    if not found:
        return None
    flags = [words.flag(word[0]) for word in found]
    start = _behind_titles(found, flags, is_nation)
    end = len(found)
    while end > start + 1 and _trails(found[end - 1], flags[end - 1], flags[start], end - start):
        end -= 1
    name, flags = found[start:end], flags[start:end]
    if opens and not start and len(name) > 2 and not flags[0] and flags[1] & Flag.GIVEN:
        name, flags = name[1:], flags[1:]
    if not name or len(name) > _LONGEST or not _may_name(name, flags):
        return None
    return Candidate(tuple(name), found[0][1])


def _trails(word: Word, flag: int, first: int, size: int) -> bool:
    """Whether the last word of a run is none of the name's; a trade may be a family name ("Andrew Parish")."""
    if word[0].islower():
        return True
    if word[0].lower() in _SUFFIX or flag & (NAMED | Flag.SOFT):
        return False
    return bool(flag & Flag.PLAIN or (flag & Flag.CALLED and not (size == 2 and first & Flag.GIVEN)))


def _behind_titles(found: Sequence[Word], flags: Sequence[int], is_nation: Callable[[str], bool]) -> int:
    start = 0
    for n in range(len(found) - 1):
        flag, word = flags[n], found[n][0]
        if word[0].islower():
            continue
        if found[n + 1][0].lower() in _SUFFIX or _ROMAN.match(found[n + 1][0]):
            continue
        inside = n > start and flags[start] & (Flag.GIVEN | Flag.FAMILY)
        if flag & (Flag.CALLED | Flag.PLAIN):
            if (inside and flag & (Flag.POLITE | NAMED)) or (flag & Flag.GIVEN and n == start and len(found) - n == 2):
                continue
            start = n + 1
        elif not flag & NAMED and not inside and (is_nation(word) or _acronym(word)):
            start = n + 1
        elif flag & Flag.THING and not inside and flags[n + 1] & Flag.GIVEN and n + 2 < len(found):
            start = n + 1  # "le ministre de la Défense NAME"
    return start


def _acronym(word: str) -> bool:
    """Letters that stand for words: "JNIM", not the initials of "NJ Ayuk"."""
    return len(word) > 2 and word.isupper() and (len(word) < 5 or not set(word) & set("AEIOUYÉÈÊÎÔÀ"))


def _may_name(name: Sequence[Word], flags: Sequence[int]) -> bool:
    """Whether no word says that this is a thing."""
    known = flags[0] & NAMED
    if len(name) == 1 and _ELIDED.match(name[0][0]):
        return False
    for (word, _, _), flag in zip(name, flags, strict=True):
        if any(c.isdigit() for c in word) or (_acronym(word) and not _ROMAN.match(word) and not flag & NAMED):
            return False
        if flag & Flag.THING and not flag & NAMED:
            return False
        if len(name) > 1 and flag & _WEAK and not known and not flag & (Flag.GIVEN | Flag.FAMILY):
            return False
    return len(name) > 1 or not flags[0] & (_WEAK | Flag.SOFT) or bool(flags[0] & Flag.FAMILY)
