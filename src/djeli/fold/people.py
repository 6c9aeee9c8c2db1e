"""Which people a count is of: only counts of the same people are held against one another or share a range.

Soldiers, rebels and everybody else are counted apart; women, children or foreigners are some of everybody; "six more"
is no total. A count of people nobody describes may be of anybody: it goes with the only people the event counts, and
where several are counted it is of all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from djeli.fold.statements import Statement
from djeli.resources import load_yaml
from djeli.text.similarity import plain, words
from djeli.values import Quantity
from djeli.vocab import Exactness, PartyKind

ALL = "all"
"""Key of counts of people nobody describes, where several kinds of people are counted."""
_LISTED = re.compile(r"\s(?:and|et|y|e|und|i)\s|,\s")
"""Between the nouns of a sum; a language whose "and" is missing here only loses the finer reading."""
MANY, FEW = 10, 1
"""Beside a count of `MANY`, a count of up to `FEW` people without arms is no total."""
PEOPLE = "people"
"""Key of counts of people who carry no arms."""


@cache
def _listed(block: str) -> frozenset[str]:
    lists = load_yaml(files("djeli.resources") / "fold" / "people.yaml")[block]
    return frozenset(word for listed in lists.values() for word in listed)


def is_part(count: Quantity) -> bool:
    """Whether the noun shows that some of the victims are meant, or an addition to another count.

    "A man and two children" are a total: not all that is listed is such a part.
    """
    said = [words(one) for one in _LISTED.split(count.of)]
    if any(word in _listed("more") for one in said for word in one):
        return True
    if is_hurt(count):
        return True
    return not count.party.armed and all(any(word in _listed("parts") for word in one) for one in said)


def is_hurt(count: Quantity) -> bool:
    """Whether people known to be wounded are counted ("two of the wounded died")."""
    return any(word in _listed("hurt") for word in words(count.of))


def is_self(count: Quantity) -> bool:
    """Whether the doer himself is counted ("then shot himself")."""
    return count.party is PartyKind.ARMED_UNKNOWN and any(word in _listed("self") for word in words(count.of))


def _kind(count: Quantity) -> str:
    """The key of a count by itself; empty where it may be anybody."""
    if count.party.armed:
        return count.party.value
    return "" if count.party is PartyKind.UNKNOWN else PEOPLE


def _nation(count: Quantity) -> frozenset[str]:
    """Names in the noun: "Indian soldiers" and "Chinese soldiers" are of two sides."""
    return frozenset(plain(word) for word in count.of.split() if word[:1].isupper() and not word.isupper())


def by_people(found: Iterable[Statement], doers: frozenset[PartyKind] = frozenset()) -> dict[str, list[Statement]]:
    """Totals by the people they are of, keys sorted; parts are left out where there is a total.

    A count of children alone is a part of a toll when a toll is told, and the toll when none is ("a girl was killed").

    Args:
        found: statements of one harm.
        doers: kinds of the parties that did it; their own dead are no victims.
    """
    told = list(found)
    totals = [one for one in told if not is_part(one.count)]
    totals = totals if any(one.count.exactness is not Exactness.VAGUE for one in totals) else told
    nations = {kind: _nations(totals, kind) for kind in {_kind(one.count) for one in totals}}
    keyed = [(_key(one.count, nations), one) for one in totals]
    hurt = {key for key, _ in keyed if key} - {key for key, one in keyed if one.count.party in doers}
    sole = next(iter(hurt)) if len(hurt) == 1 else ALL if hurt else PEOPLE
    groups: dict[str, list[Statement]] = {}
    for key, one in sorted(keyed, key=lambda kv: (kv[0] or sole, kv[1].claims)):
        groups.setdefault(key or sole, []).append(one)
    return groups


def _nations(found: Sequence[Statement], kind: str) -> frozenset[frozenset[str]]:
    return frozenset(n for one in found if kind and _kind(one.count) == kind != PEOPLE and (n := _nation(one.count)))


def _key(count: Quantity, nations: dict[str, frozenset[frozenset[str]]]) -> str:
    kind = _kind(count)
    mine = _nation(count)
    rivals = nations.get(kind, frozenset())
    return f"{kind}: {' '.join(sorted(mine))}" if mine in rivals and len(rivals) > 1 else kind


def totals_of_voices(found: Sequence[Statement]) -> list[Statement]:
    """One total for each voice of each item, of counts of the same people: the largest number told as news.

    The rest are its parts, or older counts it mentions. A vague word gives way to any number, and one person
    beside a count of many is somebody told of, not all who were hurt.
    """
    most = max((one.point or 0 for one in found), default=0)
    counted = [one for one in found if most < MANY or one.high > FEW or one.count.party.armed]
    best: dict[tuple[str, str], Statement] = {}
    for one in sorted(counted, key=_rank):
        best.setdefault((one.item, one.voice), one)
    return sorted(best.values(), key=lambda one: one.claims)


def _rank(one: Statement) -> tuple[bool, bool, bool, int, tuple[str, ...]]:
    return one.summed, one.count.exactness is Exactness.VAGUE, one.background, -one.high, one.claims
