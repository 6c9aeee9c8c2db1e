"""Linking as a whole: all reports at once, or a few more of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from djeli.link import block
from djeli.link.bench import SHOWN, VETO_DAYS, Bench
from djeli.link.cluster import as_rows, cluster
from djeli.link.columns import actor_rarity
from djeli.link.evidence import Corpus
from djeli.link.features import apart
from djeli.link.heap import no_cycles
from djeli.link.index import TOO_MANY, Index
from djeli.link.partition import partition
from djeli.link.prepare import at_home, decided, ends, mains, passable, profiles, units, words
from djeli.link.profile import ItemWords, Profile, item_words, silent
from djeli.link.score import Scorecard, scorecard
from djeli.link.scripts import Words
from djeli.link.standing import Standing, standing
from djeli.link.terms import Rows, is_large
from djeli.records import Item, Judgement
from djeli.resources.event_types import affinity as type_affinity
from djeli.views import Account, Link

THRESHOLD = 0.4
"""Mean probability from which groups join. Between .3 and .5 results hardly move in cases of up to some thousands."""
STORY_THRESHOLD = 0.3
"""The same for `Linking.stories`, where items without reports have fewer comparisons to their credit."""

Affinity = Callable[[str, str], float]
Ends = tuple[str, str]


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
    standing: Standing | None = field(default=None, compare=False, repr=False)
    """What the next decision needs."""


@dataclass(frozen=True, slots=True)
class Change:
    """What adding reports changed: the groups that are not what they were, and how many items were touched.

    `anew` says that everything was linked anew; then `groups` are all of them.
    """

    groups: tuple[tuple[str, ...], ...]
    items: int
    anew: bool = False
    links: tuple[Link, ...] = ()
    """Links that were not there, or were otherwise; not told where everything was linked anew."""
    unlinked: tuple[Ends, ...] = ()
    """Pairs that have no link any more."""


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
        bridging = _Bridging(self.bench, found, corpus)
        groups = partition(ground, tied, parted, bridging, threshold=self._threshold)
        self._inner, self._bridges = {ends(one): one for one in inner}, bridging.links
        self._shown: dict[str, dict[str, Link]] = {}
        self._show(self.bench.shown(self.outer))
        self._groups = _groups(found, groups.home)
        self._index: Index | None = None
        if self._growing and wording is not None:
            self._index = Index(self._items, self.outer, self._reports, groups, wording)

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
        links = {ends(one): one for one in (*outer, *self._bridges)}
        told = sorted((*self._inner.values(), *links.values()), key=ends)
        shown = tuple(one for one in told if one.probability >= SHOWN)
        stories = self._stories() if self._every else ()
        groups = tuple(sorted(self._groups.values()))
        return Linking(groups=groups, links=shown, stories=stories, standing=self.standing())

    def standing(self) -> Standing:
        """What the next decision needs."""
        by_id, index = {one.id: one for one in self._reports}, self._index
        units: Sequence[Profile] = self.outer.columns.units
        ground, several = self.outer.ground(VETO_DAYS), self.bench.corpus.several_scripts
        if index is not None:
            ground, order, _ = index.ground()
            units, several = [index.shelf.units[n] for n in order.tolist()], index.several_scripts
        inner = [self._inner[pair] for pair in sorted(self._inner)]
        return standing(units, ground, inner, lambda a, b: apart(by_id[a], by_id[b]), scripts=several)

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
        bench = Bench(self.bench.corpus, self._card, self._affinity, index.actors())
        inner = bench.of(Corpus(told, index)).within(more)
        found = self._units(more, inner, {one.id: one for one in told})
        touched |= index.place(found)
        if touched.mean() > TOO_MANY:
            return None
        moved = _Moved(self._link)
        if index.regrouped(lambda names: self._again(names, bench, index, moved)):
            return None
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

    def _link(self, pair: Ends) -> Link | None:
        """The link of two reports or units that people are shown."""
        bridge = next((one for one in self._bridges if ends(one) == pair), None)
        found = bridge or self._shown.get(pair[0], {}).get(pair[1]) or self._inner.get(pair)
        return found if found is not None and found.probability >= SHOWN else None

    @property
    def can_grow(self) -> bool:
        """Whether the case is so large that adding to it costs less than linking anew."""
        return self._index is not None

    @property
    def largest(self) -> int:
        """Reports in the largest group."""
        return max(map(len, self._groups.values()), default=0)

    def rename(self, families: Mapping[str, str]) -> None:
        """Items whose families have other names now, though the same of them belong together."""
        for told in (self._items, *([self._index.shelf.items] if self._index else [])):
            for n, one in enumerate(told):
                if one.id in families:
                    told[n] = replace(one, family=families[one.id])
        for found in (self._reports, *([self._index.shelf.units] if self._index else [])):
            for n, each in enumerate(found):
                if each.item in families:
                    found[n] = replace(each, family=families[each.item])

    def decide(self, judgements: Iterable[Judgement]) -> bool:
        """Take these decisions instead of those there were; False where all has to be linked anew."""
        same, different = decided(judgements)
        moved = {*same} ^ {*self._same} | {*different} ^ {*self._different}
        if not moved:
            return True
        if self._index is None:
            return False
        units = self._index.shelf.units
        home = {member: n for n, one in enumerate(units) for member in one.members}
        rows = [(home[a], home[b]) for a, b in moved if a in home and b in home]
        if self._index.several_scripts or any(units[a].item == units[b].item for a, b in rows):
            return False
        self._same, self._different = same, different
        self._index.touch({n for pair in rows for n in pair})
        self._regroup(self._index, self.bench, _Moved(self._link))
        return True

    def _again(self, names: Sequence[str], bench: Bench, index: Index, moved: _Moved) -> list[Profile]:
        """The units of some items, and their inner links, by what their parties weigh now."""
        some = set(names)
        reports = [one for one in self._reports if one.item in some]
        items = {name: index.of(name) for name in names}
        inner = bench.of(Corpus(items.values(), index)).within(reports)
        mine = {one.id for one in reports}
        moved.note(pair for pair in self._inner if pair[0] in mine)
        moved.note(map(ends, inner))
        self._inner = {pair: one for pair, one in self._inner.items() if pair[0] not in mine}
        self._inner |= {ends(one): one for one in inner}
        return self._units(reports, inner, items)

    def _regroup(self, index: Index, bench: Bench, moved: _Moved) -> tuple[tuple[str, ...], ...]:
        ground, order, known = index.ground()
        ordered = [index.shelf.units[n] for n in order.tolist()]
        tied, parted = self._judged(ordered)
        bridging = _Bridging(bench, ordered, index, self._bridges)
        groups = partition(ground, tied, parted, bridging, threshold=self._threshold, known=known)
        moved.note(map(ends, (*self._bridges, *bridging.links)))
        self._bridges = bridging.links
        gone, some = index.settle(groups, order)
        for head in gone.tolist():
            self._groups.pop(index.shelf.units[head].id, None)
        fresh = _groups([index.shelf.units[n] for n in some.tolist()], index.home[some], index.shelf.units)
        self._groups |= fresh
        return tuple(sorted(fresh.values()))

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


class _Moved:
    """Links that may become others: what each was is asked for when it is first noted."""

    def __init__(self, link: Callable[[Ends], Link | None]) -> None:
        self._link = link
        self._before: dict[Ends, Link | None] = {}

    def note(self, pairs: Iterable[Ends]) -> None:
        """Pairs whose links are about to change."""
        for pair in pairs:
            if pair not in self._before:
                self._before[pair] = self._link(pair)

    def links(self) -> tuple[Link, ...]:
        """Links that are not what they were."""
        now = ((self._link(pair), before) for pair, before in sorted(self._before.items()))
        return tuple(one for one, before in now if one is not None and one != before)

    def gone(self) -> tuple[Ends, ...]:
        """Pairs without the link they had."""
        return tuple(p for p, before in sorted(self._before.items()) if before is not None and self._link(p) is None)


class _Bridging:
    """Joins groups of main units in two scripts, which are compared as wholes; keeps the links.

    `before` are the links there were, of which some may be gone.
    """

    def __init__(self, bench: Bench, found: Sequence[Profile], texts: Words, before: Sequence[Link] = ()) -> None:
        self._bench, self._units, self._texts, self._before = bench, found, texts, before
        self.links: list[Link] = []

    def __call__(self, core: Rows, barred: Rows) -> tuple[Rows, Rows]:
        links = self._bench.bridges(core, self._units, self._texts)
        if not links and not self._before:
            return as_rows([]), np.empty(0, dtype=np.int64)
        row = {one.id: n for n, one in enumerate(self._units)}
        shut = {(a, b) for a, b in np.stack([core[barred >> 32], core[barred & 0xFFFFFFFF]], axis=1).tolist()}
        self.links = passable(links, shut, {one.id: head for one, head in zip(self._units, core.tolist(), strict=True)})
        moved = {ends(one) for one in self.links} ^ {ends(one) for one in self._before}
        touched = sorted({row[name] for pair in moved for name in pair})
        return as_rows((row[one.left], row[one.right]) for one in self.links), np.array(touched, dtype=np.int64)


def _groups(found: Sequence[Profile], home: Rows, every: Sequence[Profile] | None = None) -> dict[str, tuple[str, ...]]:
    """Reports by the id of the first unit of their group; `home` numbers units of `every`, else of `found`."""
    members: dict[int, list[str]] = {}
    for one, head in zip(found, home.tolist(), strict=True):
        members.setdefault(head, []).extend(one.members)
    named = found if every is None else every
    return {named[head].id: tuple(sorted(group)) for head, group in members.items()}


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
