"""Forms of English verbs from one entry of a file, so that a cue is written once: "extend", "take/took/taken off".

What somebody decided to do is done for the ledger: "voted on Friday to extend" tells the extension, "plans to extend"
doesn't.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from djeli.extract.ties.bond_words import any_of, spotted, words_in
from djeli.text.phrases import alternation

_BE = ("is", "are", "was", "were", "has been", "have been")
_VOWELS = frozenset("aeiou")
_BETWEEN = r"(?:\s+(?!not\b)[^\s,.;:]+){0,6}?\s+"
"""Words between a decision and what is decided ("voted by 14 to none on Friday to …"), never over a comma."""


def past_of(verb: str) -> str:
    """The past of a regular verb."""
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return f"{verb[:-1]}ied"
    return f"{verb}ed"


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{verb}s"


def _gerund(verb: str, past: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe")):
        return f"{verb[:-1]}ing"
    doubled = past == f"{verb}{verb[-1]}ed" or (verb[-2:-1] in _VOWELS and verb[-1] == "t" and past == verb)
    return f"{verb}{verb[-1]}ing" if doubled else f"{verb}ing"


def finite_forms(entries: Iterable[str]) -> Iterator[str]:
    """The past, participle and present in which a verb stands before its object; "has" before it is passed over."""
    for entry in entries:
        head, _, rest = entry.partition(" ")
        base, *others = head.split("/")
        past = others[0] if others else past_of(base)
        for form in dict.fromkeys((past, *others[1:], _third(base))):
            yield f"{form} {rest}".rstrip()


def gerunds(entries: Iterable[str]) -> Iterator[str]:
    """The forms in -ing of verbs."""
    for entry in entries:
        head, _, rest = entry.partition(" ")
        base, *others = head.split("/")
        yield f"{_gerund(base, others[0] if others else past_of(base))} {rest}".rstrip()


def passive_forms(entries: Iterable[str]) -> Iterator[str]:
    """The participles of verbs, as they stand behind "was" or a name."""
    for entry in entries:
        head, _, rest = entry.partition(" ")
        base, *others = head.split("/")
        yield f"{others[-1] if others else past_of(base)} {rest}".rstrip()


def bare_forms(entries: Iterable[str]) -> Iterator[str]:
    """Verbs as they stand behind "to"."""
    for entry in entries:
        head, _, rest = entry.partition(" ")
        yield f"{head.split('/')[0]} {rest}".rstrip()


def spotted_verbs(phrases: Any, verbs: Any, decides: Any) -> re.Pattern[str]:
    """Pattern of set phrases, of all active forms of verbs, and of those verbs behind a decision."""
    plain, entries = list(words_in(phrases)), list(words_in(verbs))
    every = spotted([*plain, *finite_forms(entries)]).pattern
    if not entries:
        return re.compile(every)
    doing = rf"(?:{alternation(_BE)}\s+)?{spotted(gerunds(entries)).pattern}"
    decided = rf"{any_of(decides)}{_BETWEEN}to\s+(?:\w+ly\s+)?{alternation(bare_forms(entries))}"
    return re.compile(rf"{every}|{doing}|{decided}")
