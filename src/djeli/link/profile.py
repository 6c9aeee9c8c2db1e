"""What linking looks at: one profile for each report, one row of word evidence for each item.

Profiles hold values only, ready to be compared; nothing here decides anything.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from djeli import values
from djeli.records import Claim, Item
from djeli.text.similarity import plain, words
from djeli.text.skeleton import ARABIC, LATIN, script_of, skeleton
from djeli.values import Quantity, When, Where
from djeli.views import Account
from djeli.vocab import Harm, ItemKind, Modality, Precision, Resolution, Role, Scope

ACTING = (Role.PERPETRATOR, Role.TARGET, Role.VICTIM, Role.PARTICIPANT)
"""Roles whose parties show which event is meant; an instrument does not."""
SETTLED = frozenset({Resolution.POINT, Resolution.SETTLEMENT, Resolution.NEAR})
"""Resolutions of places whose names tell events apart."""
CHRONICLE = 4
"""Dated entries from which a page may be a chronicle."""
ENTRIES = 0.3
"""Share of a chronicle's paragraphs that begin with a date, entries of several paragraphs being allowed for."""
MAIN_TIME = 0.34
"""Share of its dated reports above which one time is what a page is about."""
QUOTE_WORDS = 4
"""Shorter quoted runs are turns of phrase that several people use."""

_QUOTED = re.compile(r"[\"“«„]\s*([^\"“”«»„]{12,400}?)\s*[\"”»“]")
# What stands before is asked after the first character: where a pattern begins with one, the search runs ahead to it.
_NUMBER = re.compile(r"\d(?<![\w.,]\d)(?:\d{0,2}(?:[,.  ]\d{3})+(?!\d)|\d*(?![\w]))")
_NAME = re.compile(r"[^\W\d_a-z](?<=[\w,;] .)[\w’'-]{2,}")
_ENTRY = re.compile(r"[^\w\n]*([^\W_][^:–—\n]{2,32}?)(?:\s*[:–—]|, )")
"""The head of a dated entry: few words with a figure, then a colon, a dash or a comma."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWords:
    """The words of one item's story, as evidence.

    `names` are words written with a capital inside a sentence; `numbers` are figures of two digits and more that
    are no years; `quotes` are quoted runs of at least `QUOTE_WORDS` words. Each stands once, in the order of telling:
    a set of ten takes six times the memory of a row of ten.
    """

    id: str
    tokens: tuple[str, ...]
    title: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    quotes: tuple[str, ...]
    published: dt.date | None
    family: str
    manifold: bool = False  # a section of a report, or a chronicle: its words as a whole tell of no one occurrence
    bears_date: bool = False  # a date of publication, be it only a month
    language: str = ""
    days: frozenset[dt.date] = frozenset()  # days any of its reports tells, known to the day
    places: frozenset[str] = frozenset()  # names of the settlements its reports tell of
    tolls: frozenset[int] = frozenset()  # numbers of killed it gives
    script: str = LATIN
    sounds: tuple[str, ...] = ()  # consonants of its names, for pairs in two scripts


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One report ready to be compared. `order` is its place among the reports of its item.

    `harm` maps a harm to the lowest and highest count told as the event's own total. `actors` are ids of the actor
    table, or names where there is no id, of parties in acting roles. `tokens` are the words the report is told in.
    """

    id: str
    item: str
    family: str
    type: str
    modality: Modality
    background: bool
    order: int
    when: When | None
    where: Where | None
    actors: frozenset[str]
    harm: Mapping[Harm, tuple[int, int]]
    tokens: tuple[str, ...]
    start: int = 0  # where the report's words begin and end in the Text, to tell neighbours from strangers
    end: int = 0
    weight: int = 0  # how much the page is about it: 0 in the background, else 1, and 1 each for harm and headline
    main: bool = False  # of a unit: what its page is mainly about
    types: tuple[str, ...] = ()  # of a unit: the types its members tell, most frequent first
    members: tuple[str, ...] = ()  # of a unit: the reports it stands for


def item_words(item: Item, story: str, family: str = "") -> ItemWords:
    """The word evidence of one item.

    Args:
        item: the item; its regions are left out when `story` is its whole range.
        story: the text's characters from `item.start` to `item.end`, or any other form of its story.
        family: the item's text family, empty for one of its own.
    """
    told = without_regions(item, story)
    title = item.title.value if item.title else ""
    script = script_of(told)
    named = _NAME.findall(told)
    return ItemWords(
        id=item.id,
        tokens=tuple(map(sys.intern, words(told))),  # most words stand in many stories: kept once
        title=tuple(map(sys.intern, words(title))),
        names=tuple(dict.fromkeys(map(_name, named))),
        numbers=tuple(dict.fromkeys(_numbers(told))),
        quotes=tuple(dict.fromkeys(_quotes(told))),
        published=_date(item.published.value) if item.published else None,
        family=family or item.id,
        manifold=item.kind is ItemKind.SECTION or _is_chronicle(told),
        bears_date=item.published is not None,
        language=item.language,
        script=script,
        sounds=tuple(dict.fromkeys(_sounds(_WORD.findall(told) if script == ARABIC else named))),
    )


def with_facts(item: ItemWords, accounts: Iterable[Account]) -> ItemWords:
    """The same words with the days, places and tolls that the item's reports tell."""
    days: set[dt.date] = set()
    places: set[str] = set()
    tolls: set[int] = set()
    times: list[When] = []
    for account in accounts:
        dates = [_value(claim) for claim in account.claims.get("when", ())]
        times += dates[:1]
        days |= {one.start for one in dates if one.precision is Precision.DAY}
        spots = [_value(claim) for claim in account.claims.get("where", ())]
        places |= {plain(one.name) for one in spots if one.resolution in SETTLED}
        counts = [_value(claim) for claim in account.claims.get(Harm.KILLED.value, ())]
        tolls |= {one.best for one in counts if one.best and one.scope is Scope.EVENT}
    manifold = item.manifold or _is_restless(times)
    return replace(item, manifold=manifold, days=frozenset(days), places=frozenset(places), tolls=frozenset(tolls))


def _is_chronicle(story: str) -> bool:
    """Whether a page is a row of dated entries: a timeline, a month's incidents."""
    paragraphs = [line for line in story.split("\n") if line.strip()]
    heads = {head[1].strip() for line in paragraphs if (head := _ENTRY.match(line)) and any(map(str.isdigit, head[1]))}
    return len(heads) >= CHRONICLE and len(heads) >= ENTRIES * len(paragraphs)


def _is_restless(times: Sequence[When]) -> bool:
    """Whether reports tell of many times, no one of them much more often than others."""
    often = Counter((when.start, when.end) for when in times).most_common(1)
    return len({when.start for when in times}) > CHRONICLE and often[0][1] <= MAIN_TIME * len(times)


def without_regions(item: Item, story: str) -> str:
    """The story with everything that is no story blanked out, so that offsets keep their meaning."""
    if len(story) != item.end - item.start:
        return story
    for region in item.regions:
        start, end = region.start - item.start, region.end - item.start
        blank = "".join(char if char == "\n" else " " for char in story[start:end])
        story = story[:start] + blank + story[end:]
    return story


def profile(account: Account, story: str, order: int = 0) -> Profile:
    """One account as linking sees it.

    The words of the report are cut out of `story` when that is the item's whole range, else all of it counts.
    """
    item, scope = account.item, account.report.scope
    whole = len(story) == item.end - item.start
    told = story[scope.start - item.start : scope.end - item.start] if whole else story
    return Profile(
        id=account.report.id,
        item=item.id,
        family=account.family or item.id,
        type=account.type,
        modality=account.modality,
        background=account.report.background,
        order=order,
        when=_first(account, "when"),
        where=_first(account, "where"),
        actors=frozenset(_actors(account)),
        harm=_harm(account),
        tokens=tuple(map(sys.intern, words(told))),
        start=scope.start,
        end=scope.end,
        weight=_weight(account),
    )


def silent(item: Item) -> Profile:
    """An item without any report as its own main occurrence, of no known type, told with no facts."""
    return Profile(
        id=item.id,
        item=item.id,
        family=item.id,
        type="",
        modality=Modality.ACTUAL,
        background=False,
        order=0,
        when=None,
        where=None,
        actors=frozenset(),
        harm={},
        tokens=(),
        main=True,
    )


def _value(claim: Claim) -> Any:
    """`Claim.parsed`; what many reports tell in the same words is read and kept once."""
    return _read(claim.prop, claim.value)


@lru_cache(maxsize=65536)
def _read(prop: str, value: str) -> Any:
    kind = values.PROPERTIES[prop]
    return value if kind is None else values.load(value, kind)


def _first(account: Account, prop: str) -> Any:
    """The first value claimed, or None."""
    found = account.claims.get(prop, ())
    return _value(found[0]) if found else None


def _weight(account: Account) -> int:
    """How much a report makes of what its page is about; what is planned or denied makes nothing."""
    if account.report.background or not account.modality.happened:
        return 0
    title = account.item.title
    headed = title is not None and title.span is not None and title.span.overlaps(account.report.anchor)
    return 1 + bool(account.claims.keys() & {"killed", "wounded", "abducted"}) + headed


def _actors(account: Account) -> Iterable[str]:
    for role in ACTING:
        for claim in account.claims.get(role.value, ()):
            party = _value(claim)
            yield party.actor or " ".join(words(party.name))


def _harm(account: Account) -> dict[Harm, tuple[int, int]]:
    found: dict[Harm, tuple[int, int]] = {}
    for harm in Harm:
        for claim in account.claims.get(harm.value, ()):
            count: Quantity = _value(claim)
            known = [n for n in (count.low, count.best, count.high) if n is not None]
            if count.scope is not Scope.EVENT or not claim.modality.happened:
                continue
            low, high = found.get(harm, (known[0], known[-1]))
            found[harm] = min(low, known[0]), max(high, known[-1])
    return found


@lru_cache(maxsize=65536)
def _name(word: str) -> str:
    """A name as it compares: without accents, apostrophes and hyphens, which spellings disagree about."""
    return sys.intern(re.sub(r"['’-]", "", plain(word)))


def _sounds(names: Iterable[str]) -> Iterable[str]:
    """Consonants of names: of words with a capital, and of all longer words where a script has no capitals."""
    return (sys.intern(found) for found in map(skeleton, names) if len(found) >= 3)


def _numbers(text: str) -> Iterable[str]:
    for match in _NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) >= 2 and not (len(digits) == 4 and int(digits) in _YEARS):
            yield digits.lstrip("0") or "0"


def _quotes(text: str) -> Iterable[str]:
    for match in _QUOTED.finditer(text):
        said = words(match[1])
        if len(said) >= QUOTE_WORDS:
            yield " ".join(said)


def _date(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        return None
