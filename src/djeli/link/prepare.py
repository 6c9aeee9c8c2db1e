"""From accounts to what is compared: profiles, the words of items, units, and what analysts decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from djeli.link.cluster import cluster
from djeli.link.features import apart
from djeli.link.profile import ItemWords, Profile, item_words, profile, with_facts
from djeli.link.unit import unit, with_mains
from djeli.records import Judgement
from djeli.views import Account, Link
from djeli.vocab import Verdict

Ends = tuple[str, str]

STORY_WORDS = 35
"""Shorter items are no stories: all they tell stands in the report itself."""


def ends(one: Link) -> Ends:
    """The two reports or units of a link."""
    return one.left, one.right


def units(
    reports: Sequence[Profile], links: Sequence[Link], threshold: float, same: set[Ends], different: set[Ends]
) -> list[Profile]:
    """The reports of each item gathered into units, sorted by id."""
    by_id = {one.id: one for one in reports}
    scores = {ends(one): one.probability for one in links}
    tied = {pair for pair in same if _one_item(pair, by_id)}
    parted = {pair for pair in different if _one_item(pair, by_id)}
    parted |= {pair for pair in scores if apart(by_id[pair[0]], by_id[pair[1]])}
    groups = cluster(by_id, scores, threshold=threshold, same=tied, different=parted - tied)
    return [unit([by_id[name] for name in group]) for group in groups]


def mains(units: Sequence[Profile], stories: Mapping[str, ItemWords]) -> list[Profile]:
    """The same units with what each story is mainly about marked."""
    return with_mains(units, {one.item for one in units if _is_story(stories[one.item])})


def _is_story(item: ItemWords) -> bool:
    """Whether an item can be mainly about one thing; a section is about its report's matter, as its neighbours are."""
    return len(item.tokens) >= STORY_WORDS and not item.manifold


def _one_item(pair: Ends, by_id: Mapping[str, Profile]) -> bool:
    return pair[0] in by_id and pair[1] in by_id and by_id[pair[0]].item == by_id[pair[1]].item


def profiles(accounts: Sequence[Account], stories: Mapping[str, str]) -> list[Profile]:
    """Profiles in the order of items and of anchors within them."""
    ordered = sorted(accounts, key=lambda a: (a.item.id, a.report.anchor.start, a.report.id))
    found, last, order = [], "", 0
    for account in ordered:
        order = order + 1 if account.item.id == last else 0
        last = account.item.id
        found.append(profile(account, stories.get(account.item.id, ""), order))
    return found


def words(accounts: Sequence[Account], stories: Mapping[str, str]) -> list[ItemWords]:
    """The words of each item that has a report, sorted by id."""
    items: dict[str, list[Account]] = {}
    for account in sorted(accounts, key=lambda a: a.report.id):
        items.setdefault(account.item.id, []).append(account)
    return [
        with_facts(item_words(told[0].item, stories.get(name, ""), told[0].family), told)
        for name, told in sorted(items.items())
    ]


def alike(some: Sequence[Account], others: Sequence[Account], stories: Mapping[str, str]) -> bool:
    """Whether two readings of the same items are one to linking."""
    return profiles(some, stories) == profiles(others, stories) and words(some, stories) == words(others, stories)


def decided(judgements: Iterable[Judgement]) -> tuple[set[Ends], set[Ends]]:
    """Pairs an analyst tied and parted; the latest judgement of a pair wins, equal times go by id."""
    latest: dict[Ends, Judgement] = {}
    for one in sorted(judgements, key=lambda j: (j.at, j.id)):
        if one.verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE):
            latest[min(one.left, one.right), max(one.left, one.right)] = one
    same = {pair for pair, one in latest.items() if one.verdict is Verdict.SAME}
    different = {pair for pair, one in latest.items() if one.verdict is Verdict.DIFFERENT}
    return same, different


def at_home(pairs: Iterable[Ends], home: Mapping[str, int]) -> set[tuple[int, int]]:
    """Judgements on reports as judgements on the units they stand in."""
    found = ((home[a], home[b]) for a, b in pairs if a in home and b in home)
    return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}


def passable(bridges: Iterable[Link], shut: set[tuple[int, int]], core: Mapping[str, int]) -> list[Link]:
    """Bridges, the likeliest first, that bring no two groups together which must not meet, not even in several steps.

    Args:
        bridges: links between groups.
        shut: pairs of groups that must not meet, each either way round.
        core: unit -> its group.
    """
    joined: dict[int, set[int]] = {}
    found = []
    for one in sorted(bridges, key=lambda link: (-link.probability, ends(link))):
        a, b = (joined.setdefault(core[end], {core[end]}) for end in ends(one))
        if a is b or any((x, y) in shut or (y, x) in shut for x in a for y in b):
            continue
        a |= b
        joined |= dict.fromkeys(b, a)
        found.append(one)
    return sorted(found, key=ends)
