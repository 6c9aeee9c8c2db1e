"""Names of groups and bodies that nothing knows: no other text of the case, no actor table, no gazetteer.

A name that only one page knows may be a misspelling, a small group, or made up; which of them is for a person to see.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from djeli.assess.signals import unnamed_words
from djeli.gazetteer import open_gazetteer
from djeli.records import Claim, Span
from djeli.resources.actors import load_actors
from djeli.resources.sources import by_name
from djeli.text.holders import numbered
from djeli.text.similarity import Hashes, plain, words
from djeli.values import Party, Tie
from djeli.vocab import Modality, PartyKind

GROUPS = frozenset(
    {
        PartyKind.REBEL_GROUP,
        PartyKind.POLITICAL_MILITIA,
        PartyKind.IDENTITY_MILITIA,
        PartyKind.MERCENARIES,
        PartyKind.ORGANISATION,
    }
)
SHORTEST = 4
"""Letters of a name; shorter ones are mostly initials, which collide."""


def named_bodies(claims: Iterable[Claim]) -> dict[str, Span]:
    """Groups and bodies that claims name and no table resolves, with the words that name them.

    People are left out: that nobody else knows a private person is no sign of anything.
    """
    found: dict[str, Span] = {}
    people = set()
    for claim in claims:
        value = claim.parsed()
        if claim.prop in ("person", "where"):  # a place is no body, whatever it is hit as
            people.add(plain(value.name))
        elif isinstance(value, Tie | Party) and claim.modality is not Modality.NEGATED and _body(value):
            found.setdefault(value.name, claim.spans[-1])
    return {name: span for name, span in found.items() if plain(name) not in people and not _part_of(name, people)}


def _body(value: Tie | Party) -> bool:
    tokens = value.name.split()
    proper = all(word[:1].isupper() for word in (tokens[0], tokens[-1])) if tokens else False
    kinds = GROUPS | {PartyKind.UNKNOWN} if isinstance(value, Tie) else GROUPS
    known = value.actor or value.country or value.kind not in kinds
    proper = proper and plain(tokens[-1]) not in unnamed_words()
    return proper and not known and len(value.name) >= SHORTEST and len(tokens) <= 6


def _meant(name: str, story: str) -> bool:
    """Whether a single word is a name: somewhere it must stand in capitals where no sentence begins."""
    return " " in name or re.search(rf"[\w,;] {re.escape(name)}(?!\w)", story) is not None


def _part_of(name: str, people: set[str]) -> bool:
    return any(plain(name) in person.split() for person in people)


@cache
def _tabled() -> frozenset[str]:
    return frozenset(plain(form) for actor in load_actors().values() for form in (actor.name, *actor.forms))


@cache
def tabled(name: str) -> bool:
    """Whether a table of actors or outlets or the gazetteer knows a name."""
    gazetteer = open_gazetteer()
    known = plain(name) in _tabled() or by_name(name) is not None or gazetteer.country(name) is not None
    return known or bool(gazetteer.lookup(name)) or bool(gazetteer.demonym(name.split(maxsplit=1)[0]))


def strangers(
    named: Mapping[str, Mapping[str, Span]], stories: Mapping[str, str], families: Mapping[str, str]
) -> dict[str, dict[str, Span]]:
    """Item -> those of its names that nothing else knows.

    Args:
        named: item -> names, as `named_bodies` finds them.
        stories: item -> its characters.
        families: item -> text family; copies of a page know what the page knows.
    """
    asked = {name for found in named.values() for name in found if not tabled(name)}
    longest = {name: _longest(name) for name in asked}
    wanted = frozenset(longest.values())
    holders: dict[str, set[str]] = defaultdict(set)
    for item, story in stories.items() if wanted else ():
        for word in wanted.intersection(words(story)):
            holders[word].add(families.get(item, item))
    found = {}
    for item, mine in named.items():
        only = {name: span for name, span in mine.items() if name in asked and len(holders[longest[name]]) < 2}
        found[item] = {name: span for name, span in only.items() if _meant(name, stories[item])}
    return {item: mine for item, mine in found.items() if mine}


def _longest(name: str) -> str:
    return max(words(name) or [""], key=len)


class Known:
    """Words by their numbers, ascending, with the row of the item that holds each, -1 where several families do."""

    def __init__(
        self, items: Sequence[str] = (), keys: Hashes | None = None, rows: NDArray[np.int32] | None = None
    ) -> None:
        self.items = items
        self.keys: Hashes = np.empty(0, dtype=np.uint64) if keys is None else keys
        self.rows: NDArray[np.int32] = np.empty(0, dtype=np.int32) if rows is None else rows

    def of(self, word: str, unknown: str) -> str | None:
        """See `Familiar`."""
        key = numbered([word])[0]
        at = int(np.searchsorted(self.keys, key))
        if at == len(self.keys) or self.keys[at] != key:
            return unknown
        row = int(self.rows[at])
        return None if row < 0 else self.items[row]

    def with_(self, later: Mapping[str, str | None]) -> Known:
        """The same with words that came later, or stand otherwise since."""
        items = list(self.items)
        at = {item: n for n, item in enumerate(items)}
        held = [-1 if item is None else at.setdefault(item, len(at)) for item in later.values()]
        keys = np.concatenate([self.keys, numbered(later)])
        rows = np.concatenate([self.rows, np.array(held, dtype=np.int32)])
        order = np.lexsort((np.arange(len(keys)), keys))
        last = order[np.append(np.diff(keys[order]) != 0, True)] if len(order) else order
        return Known(list(at), keys[last], rows[last])


class Familiar:
    """Which words of a case stand in one family of texts only; an open resource that `add` changes.

    With the words of every story in hand names of a new page are looked up, and those of old pages that it knows.
    """

    def __init__(self, home: Callable[[str], str], known: Known | None = None) -> None:
        """`home` leads from item to family, also of items that come later; families may be renamed, not parted."""
        self._home, self._known = home, known or Known()
        self._only: dict[str, str | None] = {}  # word -> an item of the one family that holds it; None where several do
        self._asked: dict[str, set[str]] = defaultdict(set)

    def add(self, item: str, story: str) -> set[str]:
        """Take in a page; items with names that are strange no longer."""
        home, touched = self._home(item), set[str]()
        for word in set(words(story)):
            known = self._of(word, item)
            if known is not None and known != item and self._home(known) != home:
                known = None
                touched |= self._asked.pop(word, set())
            self._only[word] = known
        return touched

    def _of(self, word: str, unknown: str) -> str | None:
        """The item that holds a word, None where several families do; what is given for a word nobody holds."""
        return self._only[word] if word in self._only else self._known.of(word, unknown)

    def known(self) -> Known:
        """Everything but the names asked for, as it is given to the constructor."""
        return self._known.with_(self._only)

    def ask(self, item: str, names: Iterable[str]) -> None:
        """Note names that are strange in an item."""
        for name in names:
            self._asked[_longest(name)].add(item)

    def strange(self, name: str) -> bool:
        """Whether only one family of texts has it."""
        return self._of(_longest(name), "") is not None

    def strangers(self, named: Mapping[str, Span], story: str) -> tuple[str, ...]:
        """Those of the names in a story that nothing else knows, sorted."""
        return tuple(sorted(n for n in named if not tabled(n) and self.strange(n) and _meant(n, story)))
