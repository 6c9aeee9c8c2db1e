"""Linking as a whole: all reports at once, or a few more of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from djeli.link import block
from djeli.link.bench import SHOWN, VETO_DAYS, Bench
from djeli.link.cluster import cluster
from djeli.link.columned import columned
from djeli.link.columns import actor_rarity
from djeli.link.evidence import Corpus
from djeli.link.features import apart
from djeli.link.heap import no_cycles
from djeli.link.index import TOO_MANY, Index
from djeli.link.keeping import Arrays, arrays_of, index_of, inner_of
from djeli.link.moving import Bridging, Moved
from djeli.link.outcome import Change, Ends, Linking
from djeli.link.partition import partition
from djeli.link.prepare import at_home, decided, ends, mains, profiles, units, words
from djeli.link.profile import ItemWords, Profile, item_words, silent
from djeli.link.score import Scorecard, scorecard
from djeli.link.shelf import Fetch
from djeli.link.standing import Inner, Standing, standing
from djeli.link.terms import Rows, is_large
from djeli.records import Item, Judgement
from djeli.resources.event_types import affinity as type_affinity
from djeli.views import Account, Link

THRESHOLD = 0.4
"""Mean probability from which groups join. Between .3 and .5 results hardly move in cases of up to some thousands."""
STORY_THRESHOLD = 0.3
"""The same for `Linking.stories`, where items without reports have fewer comparisons to their credit."""

Affinity = Callable[[str, str], float]
Mask = NDArray[np.bool_]
Look = Callable[[Collection[str]], Iterable[Link]]
"""From ids of reports to all links of theirs that people are shown."""


class Linker:
    """Reports that were linked, and can be added to; an open resource.

    What comes out is the same whether reports come at once or one after the other, in any order.
    """

    def __init__(
        self,
        accounts: Sequence[Account],
        stories: Mapping[str, str],
        judgements: Iterable[Judgement] = (),
        *,
        threshold: float = THRESHOLD,
        card: Scorecard | None = None,
        affinity: Affinity = type_affinity,
        items: Sequence[Item] = (),
        growing: bool = True,
    ) -> None:
        """See `link`; with `items`, or without `growing`, nothing is kept that `add` would need."""
        self._threshold, self._card, self._affinity = threshold, card or scorecard(), affinity
        self._same, self._different = decided(judgements)
        self._fetch: Fetch | None = None
        self._look: Look | None = None
        self._kept_inner: Sequence[Inner] = ()  # of pages whose reports were compared before, without the links
        self._inner_shown: dict[Ends, Link] = {}
        self._recast: set[str] = set()  # reports among them that were compared again
        self._growing, self._every = growing and not items, items
        with no_cycles():
            self._reports: list[Profile] = profiles(accounts, stories)
            self._items: list[ItemWords] = words(accounts, stories)
            told = {one.id for one in self._items}
            self._mute = [item_words(one, stories.get(one.id, "")) for one in items if one.id not in told]
            self._all()

    def _all(self) -> None:
        """Link all reports."""
        self._reports.sort(key=lambda one: (one.item, one.order))
        self._items.sort(key=lambda one: one.id)
        corpus = Corpus([*self._items, *self._mute])
        self.bench = Bench(corpus, self._card, self._affinity, actor_rarity(self._reports, coarse=corpus.coarse))
        inner = self.bench.within(self._reports)
        found = self._units(self._reports, inner, {one.id: one for one in self._items})
        wording = None
        if is_large(len(self._items)) and len(self._items) > block.FULL and self._growing:
            wording = block.nearest(block.neighbour_words(corpus), np.arange(len(self._items)))
        self.outer = self.bench.across(found, wording=wording[:2] if wording else None)
        ground = self.outer.ground(VETO_DAYS)
        tied, parted = self._judged(found)
        bridging = Bridging(self.bench, found, corpus)
        groups = partition(ground, tied, parted, bridging, threshold=self._threshold)
        self._inner = {ends(one): one for one in inner}
        self._bridges = {ends(one): one for one in bridging.links}
        self._shown: dict[str, dict[str, Link]] = {}
        self._show(self.bench.shown(self.outer))
        self._groups = _groups(found, groups.home)
        self._index: Index | None = None
        if self._growing and wording is not None:
            self._index = Index(columned(self._items, self.outer, self._reports, groups, wording))
            self._index.shelf.put(self._items, self.outer.columns.units)

    def kept(self) -> Arrays | None:
        """All it needs for the next report, as arrays; None for cases of two scripts, which need all of each report."""
        if self._index is None or self._index.several_scripts:
            return None
        made = arrays_of(self._index.columned(), self._inner_pairs())
        return made | {"same": _flat(self._same), "different": _flat(self._different)}

    @classmethod
    def of(cls, kept: Mapping[str, Any], fetch: Fetch, *, threshold: float = THRESHOLD) -> Linker:
        """Out of what `kept` gave; reports and words of items are asked for as they are needed."""
        found = cls((), {}, threshold=threshold, growing=False)
        found._index, found._fetch = Index(index_of(kept), fetch), fetch
        found._kept_inner = inner_of(kept)
        found._same, found._different = (set(_paired(kept[name])) for name in ("same", "different"))
        return found

    def look_up(self, links: Look) -> None:
        """Ask for links that people are shown where they are needed, instead of keeping them."""
        self._look = links

    def _show(self, links: Iterable[Link]) -> None:
        """Note links by both their ends."""
        for one in links:
            self._shown.setdefault(one.left, {})[one.right] = one
            self._shown.setdefault(one.right, {})[one.left] = one

    def _units(
        self, reports: Sequence[Profile], inner: Sequence[Link], stories: Mapping[str, ItemWords]
    ) -> list[Profile]:
        found = units(reports, inner, self._threshold, self._same, self._different)
        return mains(found, stories)

    def _judged(self, found: Sequence[Profile]) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
        if not (self._same or self._different):
            return set(), set()
        home = {member: n for n, one in enumerate(found) for member in one.members}
        return at_home(self._same, home), at_home(self._different, home)

    @no_cycles()
    def linking(self) -> Linking:
        """Everything as it stands."""
        outer = (one for name, told in self._shown.items() for one in told.values() if one.left == name)
        links = {ends(one): one for one in outer} | self._bridges
        told = sorted((*self._inner.values(), *links.values()), key=ends)
        shown = tuple(one for one in told if one.probability >= SHOWN)
        stories = self._stories() if self._every else ()
        groups = tuple(sorted(self._groups.values()))
        return Linking(groups=groups, links=shown, stories=stories, standing=self.standing())

    def standing(self) -> Standing:
        """What the next decision needs."""
        index, inner = self._index, self._inner_pairs()
        if index is None:
            units = self.outer.columns.units
            names = [one.id for one in units], [one.item for one in units]
            ground, several = self.outer.ground(VETO_DAYS), self.bench.corpus.several_scripts
            return standing(names, [one.members for one in units], ground, inner, scripts=several)
        ground, order, _ = index.ground()
        shelf = index.shelf
        columns = shelf.unit_ids.names[order], shelf.ids.names[shelf.home[order]]
        members = [shelf.reports(n) for n in order.tolist()]
        return standing(columns, members, ground, inner, scripts=index.several_scripts)

    def _inner_pairs(self) -> list[Inner]:
        """Reports of one page that were compared."""
        by_id = {one.id: one for one in self._of_items({self._home(pair[0]) for pair in self._inner})}
        found = [one for one in self._kept_inner if one.left not in self._recast]
        for (left, right), one in self._inner.items():
            found.append(Inner(left, right, one.probability, apart(by_id[left], by_id[right])))
        return sorted(found, key=lambda one: (one.left, one.right))

    def _home(self, report: str) -> str:
        """The item that a report stands in."""
        if self._index is None:
            return self._by_report[report]
        unit = self._index.shelf.unit_of(report)
        return "" if unit is None else self._index.shelf.item_name(int(self._index.shelf.home[unit]))

    @cached_property
    def _by_report(self) -> dict[str, str]:
        return {one.id: one.item for one in self._reports}

    def _of_items(self, names: Collection[str]) -> list[Profile]:
        """All reports of some items."""
        if self._fetch is not None:
            return list(self._fetch(names)[0]) if names else []
        return [one for one in self._reports if one.item in names]

    def add(self, accounts: Sequence[Account], stories: Mapping[str, str]) -> Change:
        """Take in reports of new items."""
        more, told = profiles(accounts, stories), words(accounts, stories)
        return self._grown(more, told) or self._anew(more, told)

    def grow(self, accounts: Sequence[Account], stories: Mapping[str, str]) -> Change | None:
        """The same; None where all has to be linked anew, after which there is no more use for this one."""
        return self._grown(profiles(accounts, stories), words(accounts, stories))

    def _grown(self, more: Sequence[Profile], told: Sequence[ItemWords]) -> Change | None:
        index = self._index
        if index is None or not index.fits(len(told), len(more)):
            return None
        touched = index.grow(told, more)
        if self._fetch is not None and index.several_scripts:
            return None
        bench = Bench(self.bench.corpus, self._card, self._affinity, index.actors())
        inner = bench.of(Corpus(told, index)).within(more)
        found = self._units(more, inner, {one.id: one for one in told})
        touched |= index.place(found)
        if touched.mean() > TOO_MANY:
            return None
        moved = Moved(self._link)
        self._open(index, touched)
        if index.regrouped(lambda names: self._again(names, bench, index, moved)):
            return None
        if self._fetch is None:
            self._reports += more
            self._items += told
        moved.note(map(ends, inner))
        self._inner |= {ends(one): one for one in inner}
        scored, gone = index.rescore(touched, bench, self._affinity)
        for name in gone:
            for other in list(self._shown.get(name, ())):
                moved.note([(min(name, other), max(name, other))])
                del self._shown[name][other], self._shown[other][name]
        fresh = bench.of(scored.columns.corpus).shown(scored)
        moved.note(map(ends, fresh))
        self._show(fresh)
        groups = self._regroup(index, bench, moved)
        return Change(groups, int(touched.sum()), links=moved.links(), unlinked=moved.gone())

    def _open(self, index: Index, touched: Mask) -> None:
        """Have the links of items that are touched at hand, where not all of them are."""
        if self._look is None:
            return
        self._shown, self._inner_shown = {}, {}
        units = np.flatnonzero(touched[index.shelf.home])
        for one in self._look({name for n in units.tolist() for name in index.shelf.reports(n)}):
            if self._home(one.left) == self._home(one.right):
                self._inner_shown[ends(one)] = one
            else:
                self._show([one])

    def _link(self, pair: Ends) -> Link | None:
        """The link of two reports or units that people are shown."""
        bridge = self._bridges.get(pair)
        within = self._inner.get(pair) or self._inner_shown.get(pair)
        found = bridge or self._shown.get(pair[0], {}).get(pair[1]) or within
        return found if found is not None and found.probability >= SHOWN else None

    @property
    def can_grow(self) -> bool:
        """Whether the case is so large that adding to it costs less than linking anew."""
        return self._index is not None

    @property
    def largest(self) -> int:
        """Reports in the largest group."""
        if self._index is not None:
            return self._index.largest
        return max(map(len, self._groups.values()), default=0)

    def rename(self, families: Mapping[str, str]) -> None:
        """Items whose families have other names now, though the same of them belong together."""
        self._items = [_renamed(one, families.get(one.id, "")) for one in self._items]
        self._reports = [_renamed(one, families.get(one.item, "")) for one in self._reports]
        if self._index is not None:
            self._index.shelf.rename(families, _renamed)

    def decide(self, judgements: Iterable[Judgement]) -> bool:
        """Take these decisions instead of those there were; False where all has to be linked anew."""
        same, different = decided(judgements)
        moved = {*same} ^ {*self._same} | {*different} ^ {*self._different}
        if not moved:
            return True
        if self._index is None:
            return False
        shelf = self._index.shelf
        units = [(shelf.unit_of(a), shelf.unit_of(b)) for a, b in moved]
        rows = [(a, b) for a, b in units if a is not None and b is not None]
        if self._index.several_scripts or any(shelf.home[a] == shelf.home[b] for a, b in rows):
            return False
        self._same, self._different = same, different
        self._index.touch({n for pair in rows for n in pair})
        self._regroup(self._index, self.bench, Moved(self._link))
        return True

    def _again(self, names: Sequence[str], bench: Bench, index: Index, moved: Moved) -> list[Profile]:
        """The units of some items, and their inner links, by what their parties weigh now."""
        reports = self._of_items(set(names))
        items = {name: index.of(name) for name in names}
        inner = bench.of(Corpus(items.values(), index)).within(reports)
        mine = {one.id for one in reports}
        moved.note(pair for pair in (*self._inner, *self._inner_shown) if pair[0] in mine)
        moved.note(map(ends, inner))
        self._inner = {pair: one for pair, one in self._inner.items() if pair[0] not in mine}
        self._inner |= {ends(one): one for one in inner}
        self._inner_shown = {pair: one for pair, one in self._inner_shown.items() if pair[0] not in mine}
        self._recast |= mine
        return self._units(reports, inner, items)

    def _regroup(self, index: Index, bench: Bench, moved: Moved) -> tuple[tuple[str, ...], ...]:
        ground, order, known = index.ground()
        tied, parted = (index.shelf.pairs(pairs) for pairs in (self._same, self._different))
        bridging = Bridging(bench, index.every(order), index, list(self._bridges.values()))
        groups = partition(ground, tied, parted, bridging, threshold=self._threshold, known=known)
        moved.note((*self._bridges, *map(ends, bridging.links)))
        self._bridges = {ends(one): one for one in bridging.links}
        gone, some = index.settle(groups, order)
        for head in gone.tolist():
            self._groups.pop(index.shelf.unit_name(head), None)
        fresh: dict[str, list[str]] = {}
        for n, head in zip(some.tolist(), index.home[some].tolist(), strict=True):
            fresh.setdefault(index.shelf.unit_name(head), []).extend(index.shelf.reports(n))
        told = {name: tuple(sorted(group)) for name, group in fresh.items()}
        self._groups |= told if self._fetch is None else {}
        return tuple(sorted(told.values()))

    def _anew(self, more: Sequence[Profile], told: Sequence[ItemWords]) -> Change:
        self._reports += more
        self._items += told
        self._all()
        return Change(tuple(sorted(self._groups.values())), len(self._items), anew=True)

    def _stories(self) -> tuple[tuple[str, ...], ...]:
        """Items by main occurrence: the pairs of main units are there already, those of other items are added."""
        known = [one for one in self.outer.columns.units if one.main]
        about = {one.item for one in known}
        bare = [silent(one) for one in self._every if one.id not in about]
        everybody = sorted([*known, *bare], key=lambda one: one.id)
        scores = self.outer.among({one.id for one in known})
        if bare:
            quiet = {one.id for one in bare}
            scores |= self.bench.across(everybody, quiet).among({one.id for one in everybody})
        home = {one.id: one.item for one in everybody}
        groups = cluster(home, scores, threshold=STORY_THRESHOLD)
        return tuple(sorted(tuple(sorted(home[name] for name in group)) for group in groups))


def _flat(pairs: Iterable[Ends]) -> list[str]:
    return [name for pair in sorted(pairs) for name in pair]


def _paired(names: Sequence[str]) -> Iterable[Ends]:
    return zip(names[::2], names[1::2], strict=True)


def _renamed[T: (ItemWords, Profile)](one: T, family: str) -> T:
    return replace(one, family=family) if family else one


def _groups(found: Sequence[Profile], home: Rows) -> dict[str, tuple[str, ...]]:
    """Reports by the id of the first unit of their group."""
    members: dict[int, list[str]] = {}
    for one, head in zip(found, home.tolist(), strict=True):
        members.setdefault(head, []).extend(one.members)
    return {found[head].id: tuple(sorted(group)) for head, group in members.items()}


def link(
    accounts: Sequence[Account],
    stories: Mapping[str, str],
    judgements: Iterable[Judgement] = (),
    *,
    threshold: float = THRESHOLD,
    card: Scorecard | None = None,
    affinity: Affinity = type_affinity,
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
    linker = Linker(
        accounts, stories, judgements, threshold=threshold, card=card, affinity=affinity, items=items, growing=False
    )
    return linker.linking()
