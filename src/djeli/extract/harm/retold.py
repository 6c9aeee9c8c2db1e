"""Persons told again: "he was killed" after "a farmer was killed" is no second death.

A pronoun, and a named or definite person told right after a count of several, are parts of that count: they stay in
the ledger as parts, so that no total takes them for its own low.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from djeli.extract.harm.words import HarmWords
from djeli.extract.mentions import CountMention
from djeli.vocab import Exactness, Scope

_WHOLE = (Scope.EVENT, Scope.HIT)
_PRONOUN_REACH = 6  # sentences back that a pronoun may point to a counted person
_PERSON_REACH = 3  # sentences back that a person may be one of several counted


def without_retold(counts: Sequence[CountMention], content: str, words: HarmWords) -> tuple[CountMention, ...]:
    """The counts in order, persons told again marked as parts."""
    out: list[CountMention] = []
    for count in counts:
        again = _is_one(count) and _told_before(count, out, content, words)
        part = replace(count.quantity, scope=Scope.PART)
        out.append(replace(count, quantity=part) if again else count)
    return tuple(out)


def _is_one(count: CountMention) -> bool:
    quantity = count.quantity
    return quantity.scope in _WHOLE and quantity.best == 1 and quantity.exactness is Exactness.EXACT


def _told_before(count: CountMention, before: Sequence[CountMention], content: str, words: HarmWords) -> bool:
    text = content[count.start : count.end]
    pronoun = words.pronoun_re.fullmatch(text) is not None
    person = words.definite_again_re.match(text) is not None or (text.istitle() and " " in text)
    if not (pronoun or person):
        return False
    reach = _PRONOUN_REACH if pronoun else _PERSON_REACH
    near = [b for b in before if b.harm is count.harm and 0 <= count.sentence - b.sentence <= reach]
    if count.place is not None:
        return False
    counted = [b.quantity for b in near if b.quantity.scope in _WHOLE and b.end <= count.start]
    return bool(counted) if pronoun else any((q.low or q.best or 0) > 1 for q in counted)
