"""Which reports tell of one event: candidate pairs, named comparisons, a scorecard, groups without chains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from djeli.link.block import across_items, closeness, item_pairs, within_items
from djeli.link.cluster import cluster
from djeli.link.evidence import PRIOR_PAGES, Corpus, Evidence
from djeli.link.features import Pair, apart, observe
from djeli.link.profile import ItemWords, Profile, item_words, profile, silent, with_facts
from djeli.link.score import Scorecard, scorecard
from djeli.link.scripts import across_scripts
from djeli.link.stories import observe_stories
from djeli.link.unit import unit, with_mains
from djeli.records import Item, Judgement
from djeli.resources.event_types import affinity as type_affinity
from djeli.text.similarity import rarity, vector
from djeli.values import When
from djeli.views import Account, Link
from djeli.vocab import DateAnchor, Precision, Verdict

__all__ = ["Linking", "link"]

Ends = tuple[str, str]

THRESHOLD = 0.4
"""Mean probability from which groups join. Between .3 and .5 results hardly move in cases of up to some thousands."""
STORY_THRESHOLD = 0.35
"""The same for `Linking.stories`, where items without reports have fewer comparisons to their credit."""
SHOWN = 0.15
"""Links below this are not kept: they are neither made nor "possible"."""
STORY_WORDS = 35
"""Shorter items are no stories: all they tell stands in the report itself."""
BRIDGE = 0.5
"""Probability from which groups in two scripts are one: their facts alone speak, so more is asked of them."""
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
    words = [*_words(accounts, stories), *(item_words(one, stories.get(one.id, "")) for one in mute)]
    bench = _Bench(reports, Corpus(words), weigh, affinity)
    inner = bench.score(within_items(reports, affinity), reports)
    units = _with_mains(_units(reports, inner, threshold, same, different), bench.corpus)
    outer = bench.score(across_items(units, bench.corpus, affinity), units)
    told = _stories(units, items, outer, bench) if items else ()
    groups, bridges = _across(units, outer, same, different, bench=bench, threshold=threshold)
    outer = sorted({_ends(one): one for one in (*outer, *bridges)}.values(), key=_ends)
    shown = tuple(one for one in sorted((*inner, *outer), key=_ends) if one.probability >= SHOWN)
    return Linking(groups=tuple(groups), links=shown, stories=told)


def _stories(
    units: Sequence[Profile], items: Sequence[Item], outer: Sequence[Link], bench: _Bench
) -> tuple[tuple[str, ...], ...]:
    """Items by main occurrence: the links of main units are there already, those of items without one are added."""
    mains = [one for one in units if one.main]
    about = {one.item for one in mains}
    bare = [silent(one) for one in sorted(items, key=lambda item: item.id) if one.id not in about]
    heads = {one.id for one in mains}
    quiet = {one.id for one in bare}
    everybody = [*mains, *bare]
    pairs = (
        [pair for pair in across_items(everybody, bench.corpus, bench.affinity) if quiet & set(pair)] if bare else []
    )
    links = [*(one for one in outer if one.left in heads and one.right in heads), *bench.score(pairs, everybody)]
    home = {one.id: one.item for one in everybody}
    groups = cluster(home, {_ends(one): one.probability for one in links}, threshold=STORY_THRESHOLD)
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
    units: Sequence[Profile],
    links: Sequence[Link],
    same: set[Ends],
    different: set[Ends],
    *,
    bench: _Bench,
    threshold: float,
) -> tuple[list[tuple[str, ...]], list[Link]]:
    """Groups of reports out of linked units: first what pages are mainly about, then everything else beside it.

    What pages mention besides would otherwise thin out the mean between their main occurrences. Groups in two scripts
    are compared as wholes; the links that join them are returned too.
    """
    by_id = {one.id: one for one in units}
    home = {member: one.id for one in units for member in one.members}
    tied, parted = _at_home(same, home), _at_home(different, home)
    parted |= {_ends(one) for one in links if _two_dates(by_id[one.left].when, by_id[one.right].when)}
    scores = {_ends(one): one.probability for one in links}
    barred = parted - tied
    mains = [one.id for one in units if one.main]
    cores = cluster(mains, scores, threshold=threshold, same=tied, different=barred)
    bridges = [one for one in bench.across_scripts(cores, by_id) if one.probability >= BRIDGE]
    bridges = [one for one in bridges if _ends(one) not in barred]
    tied |= {(core[0], other) for core in cores for other in core[1:]} | {_ends(one) for one in bridges}
    groups = cluster(by_id, scores, threshold=threshold, same=tied, different=barred)
    return sorted(tuple(sorted(r for name in group for r in by_id[name].members)) for group in groups), bridges


def _at_home(pairs: Iterable[Ends], home: Mapping[str, str]) -> set[Ends]:
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


class _Bench:
    """What every comparison of one run needs; an open resource, read only after it is built."""

    def __init__(
        self, reports: Sequence[Profile], corpus: Corpus, card: Scorecard, affinity: Callable[[str, str], float]
    ) -> None:
        self.corpus = corpus
        self._card = card
        self.affinity = affinity
        self._actors = rarity((r.actors for r in sorted(reports, key=lambda p: p.id)), strength=PRIOR_PAGES)

    def score(self, pairs: Sequence[Ends], profiles: Sequence[Profile]) -> list[Link]:
        """A link for every pair of profile ids, in their order; shown ones name the rare words they share."""
        by_id = {one.id: one for one in profiles}
        evidence = self.corpus.evidence(item_pairs(pairs, {one.id: one.item for one in profiles}))
        vectors = {name: vector(by_id[name].tokens, self.corpus.weights) for name in {n for p in pairs for n in p}}
        found = []
        for a, b in pairs:
            pair = self._pair(by_id[a], by_id[b], evidence, vectors)
            found.append(self._link(pair))
        return found

    def _link(self, pair: Pair) -> Link:
        """Main occurrences of two pages are compared by their stories, everything else by itself.

        Pairs that nobody will be shown get no parts.
        """
        left, right = pair.left.id, pair.right.id
        stories = pair.evidence is not None and pair.left.main and pair.right.main
        found = observe_stories(pair) if stories else observe(pair)
        chance = self._card.quick(found, stories=stories)
        if chance < SHOWN:
            return Link(left=left, right=right, probability=chance, parts=())
        if stories:
            return self._card.story_link(left, right, found)
        if pair.evidence is not None:
            shared = self.corpus.shared_terms(pair.left.item, pair.right.item)
            found = observe(replace(pair, evidence=replace(pair.evidence, shared=shared)))
        return self._card.link(left, right, found)

    def across_scripts(self, groups: Sequence[Sequence[str]], units: Mapping[str, Profile]) -> list[Link]:
        """Links between groups in two scripts."""

        def score(pair: Pair) -> Link:
            return self._card.story_link(pair.left.id, pair.right.id, observe_stories(pair))

        return list(across_scripts(groups, units, self.corpus, self.affinity, score))

    def _pair(
        self,
        left: Profile,
        right: Profile,
        evidence: Mapping[Ends, Evidence],
        vectors: Mapping[str, Mapping[str, float]],
    ) -> Pair:
        return Pair(
            left=left,
            right=right,
            left_item=self.corpus.of(left.item),
            right_item=self.corpus.of(right.item),
            evidence=evidence.get((min(left.item, right.item), max(left.item, right.item))),
            left_vector=vectors[left.id],
            right_vector=vectors[right.id],
            actor_rarity=self._actors,
            affinity=closeness(left, right, self.affinity),
        )


def _decided(judgements: Iterable[Judgement]) -> tuple[set[Ends], set[Ends]]:
    """Pairs an analyst tied and parted; the latest judgement of a pair wins, equal times go by id."""
    latest: dict[Ends, Judgement] = {}
    for one in sorted(judgements, key=lambda j: (j.at, j.id)):
        if one.verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE):
            latest[min(one.left, one.right), max(one.left, one.right)] = one
    same = {pair for pair, one in latest.items() if one.verdict is Verdict.SAME}
    different = {pair for pair, one in latest.items() if one.verdict is Verdict.DIFFERENT}
    return same, different


def _two_dates(one: When | None, other: When | None) -> bool:
    """Two explicit full event dates that differ: with an analyst's word the only hard "different" there is."""
    if one is None or other is None:
        return False
    explicit = all(w.precision is Precision.DAY and w.anchor is DateAnchor.STATED for w in (one, other))
    return explicit and one.gap_days(other) > VETO_DAYS
