"""Which reports tell of one event: candidate pairs, named comparisons, a scorecard, groups without chains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from djeli.link.bench import SHOWN, Bench, Scored
from djeli.link.cluster import cluster, grouped
from djeli.link.columns import actor_rarity
from djeli.link.evidence import Corpus
from djeli.link.features import apart
from djeli.link.profile import ItemWords, Profile, item_words, profile, silent, with_facts
from djeli.link.score import Scorecard, scorecard
from djeli.link.unit import unit, with_mains
from djeli.records import Item, Judgement
from djeli.resources.event_types import affinity as type_affinity
from djeli.views import Account, Link
from djeli.vocab import Verdict

__all__ = ["Linking", "link"]

Ends = tuple[str, str]

THRESHOLD = 0.4
"""Mean probability from which groups join. Between .3 and .5 results hardly move in cases of up to some thousands."""
STORY_THRESHOLD = 0.35
"""The same for `Linking.stories`, where items without reports have fewer comparisons to their credit."""
STORY_WORDS = 35
"""Shorter items are no stories: all they tell stands in the report itself."""
VETO_DAYS = 2
"""Two explicit full dates further apart than this are two events; up to it they may be one night or one slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """The partition of reports into events, and the scored pairs behind it.

    `groups` hold every report once, sorted; `links` are the compared pairs of at least `SHOWN`, inside and
    across groups. Within an item a link joins two reports; across items it joins the heads of two units, each of which
    stands for all reports of its item that tell the same occurrence.
    """

    groups: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    stories: tuple[tuple[str, ...], ...] = ()
    """Ids of items about one main occurrence, items without any report included; an item may stand alone."""


def link(
    accounts: Sequence[Account],
    stories: Mapping[str, str],
    judgements: Iterable[Judgement] = (),
    *,
    threshold: float = THRESHOLD,
    card: Scorecard | None = None,
    affinity: Callable[[str, str], float] = type_affinity,
    items: Sequence[Item] = (),
) -> Linking:
    """Group the reports that tell of one event.

    Args:
        accounts: all reports of the case; `family` should be set before.
        stories: item id to the text's characters from `item.start` to `item.end`.
        judgements: of reports; for each pair the latest wins. SAME ties, DIFFERENT parts, UNSURE does neither.
        threshold: mean probability over all pairs across two groups from which they become one.
        card: the weights; the shipped scorecard where None.
        affinity: how well two event types may name one event, 0 to 1; 0 is never compared.
        items: all items, if `Linking.stories` is wanted: those without reports are compared by their words alone.

    The result does not depend on the order of `accounts`, `stories` or `judgements`.
    """
    weigh = card or scorecard()
    same, different = _decided(judgements)
    reports = _profiles(accounts, stories)
    known = {account.item.id for account in accounts}
    mute = sorted((one for one in items if one.id not in known), key=lambda one: one.id)
    corpus = Corpus([*_words(accounts, stories), *(item_words(one, stories.get(one.id, "")) for one in mute)])
    bench = Bench(corpus, weigh, affinity, actor_rarity(reports, coarse=corpus.coarse))
    inner = bench.within(reports)
    units = _with_mains(_units(reports, inner, threshold, same, different), corpus)
    outer = bench.across(units)
    told = _stories(outer, items, bench) if items else ()
    groups, bridges = _across(outer, same, different, bench=bench, threshold=threshold)
    links = {_ends(one): one for one in (*bench.shown(outer), *bridges)}
    shown = tuple(one for one in sorted((*inner, *links.values()), key=_ends) if one.probability >= SHOWN)
    return Linking(groups=tuple(groups), links=shown, stories=told)


def _stories(outer: Scored, items: Sequence[Item], bench: Bench) -> tuple[tuple[str, ...], ...]:
    """Items by main occurrence: the pairs of main units are there already, those of items without one are added."""
    mains = [one for one in outer.columns.units if one.main]
    about = {one.item for one in mains}
    bare = [silent(one) for one in sorted(items, key=lambda item: item.id) if one.id not in about]
    everybody = sorted([*mains, *bare], key=lambda one: one.id)
    scores = outer.among({one.id for one in mains})
    if bare:
        quiet = {one.id for one in bare}
        more = bench.across(everybody, quiet)
        scores |= more.among({one.id for one in everybody})
    home = {one.id: one.item for one in everybody}
    groups = cluster(home, scores, threshold=STORY_THRESHOLD)
    return tuple(sorted(tuple(sorted(home[name] for name in group)) for group in groups))


def _ends(one: Link) -> tuple[str, str]:
    return one.left, one.right


def _units(
    reports: Sequence[Profile], links: Sequence[Link], threshold: float, same: set[Ends], different: set[Ends]
) -> list[Profile]:
    """The reports of each item gathered into units, sorted by id."""
    by_id = {one.id: one for one in reports}
    scores = {_ends(one): one.probability for one in links}
    tied = {pair for pair in same if _one_item(pair, by_id)}
    parted = {pair for pair in different if _one_item(pair, by_id)}
    parted |= {pair for pair in scores if apart(by_id[pair[0]], by_id[pair[1]])}
    groups = cluster(by_id, scores, threshold=threshold, same=tied, different=parted - tied)
    return [unit([by_id[name] for name in group]) for group in groups]


def _with_mains(units: Sequence[Profile], corpus: Corpus) -> list[Profile]:
    return with_mains(units, {one.item for one in units if len(corpus.of(one.item).tokens) >= STORY_WORDS})


def _one_item(pair: Ends, by_id: Mapping[str, Profile]) -> bool:
    return pair[0] in by_id and pair[1] in by_id and by_id[pair[0]].item == by_id[pair[1]].item


def _across(
    scored: Scored, same: set[Ends], different: set[Ends], *, bench: Bench, threshold: float
) -> tuple[list[tuple[str, ...]], list[Link]]:
    """Groups of reports out of linked units: first what pages are mainly about, then everything else beside it.

    What pages mention besides would otherwise thin out the mean between their main occurrences. Groups in two scripts
    are compared as wholes; the links that join them are returned too.
    """
    units, main = scored.columns.units, scored.columns.main
    row = {one.id: n for n, one in enumerate(units)}
    home = {member: n for n, one in enumerate(units) for member in one.members}
    tied = _at_home(same, home)
    barred = (_at_home(different, home) | scored.two_dates(VETO_DAYS)) - tied
    size, left, right, chances = len(units), scored.left, scored.right, scored.probabilities
    both = main[left] & main[right]
    mains = {pair for pair in tied if main[pair[0]] and main[pair[1]]}
    core = grouped(size, left[both], right[both], chances[both], threshold=threshold, same=mains, different=barred)
    bridges = bench.bridges(core, scored.columns)
    bridges = _passable(bridges, {(int(core[a]), int(core[b])) for a, b in barred}, {n: int(core[row[n]]) for n in row})
    tied |= {(int(head), n) for n, head in enumerate(core) if head != n}
    tied |= {(row[one.left], row[one.right]) for one in bridges}
    found = grouped(size, left, right, chances, threshold=threshold, same=tied, different=barred)
    groups: dict[int, list[str]] = {}
    for n, head in enumerate(found.tolist()):
        groups.setdefault(head, []).extend(units[n].members)
    return sorted(tuple(sorted(members)) for members in groups.values()), bridges


def _passable(bridges: Iterable[Link], shut: set[tuple[int, int]], core: Mapping[str, int]) -> list[Link]:
    """Bridges, the likeliest first, that bring no two groups together which must not meet, not even in several steps.

    Args:
        bridges: links between groups.
        shut: pairs of groups that must not meet, each either way round.
        core: unit -> its group.
    """
    joined: dict[int, set[int]] = {}
    found = []
    for one in sorted(bridges, key=lambda link: (-link.probability, _ends(link))):
        a, b = (joined.setdefault(core[end], {core[end]}) for end in _ends(one))
        if a is b or any((x, y) in shut or (y, x) in shut for x in a for y in b):
            continue
        a |= b
        joined |= dict.fromkeys(b, a)
        found.append(one)
    return sorted(found, key=_ends)


def _at_home(pairs: Iterable[Ends], home: Mapping[str, int]) -> set[tuple[int, int]]:
    """Judgements on reports as judgements on the units they stand in."""
    found = ((home[a], home[b]) for a, b in pairs if a in home and b in home)
    return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}


def _profiles(accounts: Sequence[Account], stories: Mapping[str, str]) -> list[Profile]:
    """Profiles in the order of items and of anchors within them."""
    ordered = sorted(accounts, key=lambda a: (a.item.id, a.report.anchor.start, a.report.id))
    found, last, order = [], "", 0
    for account in ordered:
        order = order + 1 if account.item.id == last else 0
        last = account.item.id
        found.append(profile(account, stories.get(account.item.id, ""), order))
    return found


def _words(accounts: Sequence[Account], stories: Mapping[str, str]) -> list[ItemWords]:
    items: dict[str, list[Account]] = {}
    for account in sorted(accounts, key=lambda a: a.report.id):
        items.setdefault(account.item.id, []).append(account)
    return [
        with_facts(item_words(told[0].item, stories.get(name, ""), told[0].family), told)
        for name, told in sorted(items.items())
    ]


def _decided(judgements: Iterable[Judgement]) -> tuple[set[Ends], set[Ends]]:
    """Pairs an analyst tied and parted; the latest judgement of a pair wins, equal times go by id."""
    latest: dict[Ends, Judgement] = {}
    for one in sorted(judgements, key=lambda j: (j.at, j.id)):
        if one.verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE):
            latest[min(one.left, one.right), max(one.left, one.right)] = one
    same = {pair for pair, one in latest.items() if one.verdict is Verdict.SAME}
    different = {pair for pair, one in latest.items() if one.verdict is Verdict.DIFFERENT}
    return same, different
