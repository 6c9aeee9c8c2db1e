"""All comparisons for many pairs at once: the probability of each pair, as `features` and `stories` would have it.

Each function here does for arrays what the function of the same name does for one pair there. That one explains a link
and says why; this one only has to agree with it, and a test holds both to that on random pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from djeli.link.columns import NEVER, Columns, Table, each_with_each
from djeli.link.features import CROSSED, CROSSING, relation
from djeli.link.score import Bin, Scorecard, probability
from djeli.link.stories import NEARBY, sound_alike
from djeli.link.terms import Numbers, Rows
from djeli.vocab import Harm

Mask = NDArray[np.bool_]

PLACES = ("same", "near", "around", "region", "inside", "country", "far", "elsewhere", "", "shared")
_NEAR = [PLACES.index(word) for word in NEARBY]
_FINE_WEIGHT = 1e6
"""Weights are added as whole millionths, so that their order doesn't matter."""
_CHUNK = 200_000


@dataclass(frozen=True, slots=True)
class Found:
    """What a comparison found about each pair: a number (NaN: it abstained) or the number of a word (-1: none)."""

    numbers: Numbers | None = None
    words: Rows | None = None
    names: tuple[str, ...] = ()


class Batch:
    """Pairs of units of different items, as two columns of row numbers; the smaller row stands left."""

    def __init__(self, columns: Columns, left: Rows, right: Rows, places: Table) -> None:
        self.c, self.left, self.right = columns, left, right
        self.one, self.other = columns.item[left], columns.item[right]
        language, scripts = columns.language, columns.corpus.scripts
        spoken = (language[self.one] > 0) & (language[self.other] > 0)
        self.two_languages: Mask = spoken & (language[self.one] != language[self.other])
        self.two_scripts: Mask = scripts[self.one] != scripts[self.other]
        self.behind: Mask = columns.background[left] | columns.background[right]
        self.passing: Mask = columns.passing[left] | columns.passing[right]
        self.manifold: Mask = columns.manifold[left] | columns.manifold[right]
        self.close = columns.close(left, right)
        self._measured: dict[str, Numbers] = {}
        a, b = columns.place[left], columns.place[right]
        both = (a >= 0) & (b >= 0)
        self.relation: Rows = np.full(len(a), -1)  # how the places lie, by number in `PLACES`; -1: one tells none
        self.relation[both] = places.at(a[both], b[both]).astype(np.int64)

    def measure(self, name: str) -> Numbers:
        """A field of `Evidence` for each pair; pairs of items are measured once."""
        if name not in self._measured:
            met, where = np.unique((self.one << 32) | self.other, return_inverse=True)
            self._measured[name] = self.c.corpus.measure(name, met >> 32, met & 0xFFFFFFFF)[where]
        return self._measured[name]


def relations(columns: Columns) -> Table:
    """The table of places against places."""
    spots = [one.where for one in columns.spots]
    return Table(lambda a, b: PLACES.index(relation(spots[a], spots[b])))  # type: ignore[arg-type]


class Comparer:
    """Scores pairs of one set of columns by one card."""

    def __init__(self, columns: Columns, card: Scorecard) -> None:
        self._columns, self._card = columns, card
        self._places = relations(columns)

    def probabilities(self, left: Rows, right: Rows) -> Numbers:
        """The probability of each pair, rounded to six places."""
        parts = [
            self._some(left[start : start + _CHUNK], right[start : start + _CHUNK])
            for start in range(0, len(left), _CHUNK)
        ]
        return np.concatenate([np.empty(0), *parts])

    def _some(self, left: Rows, right: Rows) -> Numbers:
        stories = self._columns.main[left] & self._columns.main[right]
        total = np.zeros(len(left), dtype=np.int64)
        halves = (
            (stories, STORY_COLUMNS, self._card.stories, self._card.story_prior),
            (~stories, REPORT_COLUMNS, self._card.features, self._card.prior),
        )
        for mask, functions, steps, prior in halves:
            if mask.any():
                batch = Batch(self._columns, left[mask], right[mask], self._places)
                found = [weights(steps[name], function(batch)) for name, function in functions.items()]
                total[mask] = round(prior * _FINE_WEIGHT) + sum(found)
        met, where = np.unique(total, return_inverse=True)
        return np.array([probability(odds / _FINE_WEIGHT) for odds in met.tolist()])[where]


def weights(steps: Sequence[Bin], found: Found) -> Rows:
    """The weight of the step each value falls in, in millionths; 0 where there is none, which is neutral."""
    size = len(found.numbers if found.numbers is not None else found.words if found.words is not None else ())
    total = np.zeros(size, dtype=np.int64)
    if found.numbers is not None:
        numeric = [(step.upto, step.weight) for step in steps if step.upto is not None]
        given = np.array([round(weight * _FINE_WEIGHT) for _, weight in numeric] + [0], dtype=np.int64)
        at = np.searchsorted(np.array([upto for upto, _ in numeric]), found.numbers, side="left")
        at[np.isnan(found.numbers)] = len(numeric)
        total += given[np.minimum(at, len(numeric))]
    if found.words is not None:
        spoken = {step.word: step.weight for step in reversed(steps) if step.word}
        given = np.array([round(spoken.get(word, 0.0) * _FINE_WEIGHT) for word in found.names] + [0], dtype=np.int64)
        total += given[found.words]
    return total


def event_type(batch: Batch) -> Found:
    """Closeness of the types, where both have one."""
    typed = batch.c.typed[batch.left] & batch.c.typed[batch.right]
    return Found(np.where(typed, batch.close, np.nan))


def _both_to_day(batch: Batch) -> Mask:
    found: Mask = batch.c.to_day[batch.left] & batch.c.to_day[batch.right]
    return found


def day_gap(batch: Batch) -> Found:
    """Days apart, where both are known to the day."""
    return Found(_days(batch))


def _days(batch: Batch) -> Numbers:
    return np.where(_both_to_day(batch), batch.c.gap(batch.left, batch.right), np.nan)


def period_gap(batch: Batch) -> Found:
    """Days apart, where at least one is coarser."""
    return Found(np.where(_both_to_day(batch), np.nan, batch.c.gap(batch.left, batch.right)))


def published_gap(batch: Batch) -> Found:
    """Days between publications."""
    a, b = batch.c.published[batch.one], batch.c.published[batch.other]
    known = (a != NEVER) & (b != NEVER)
    return Found(np.where(known, np.abs(np.where(known, a - b, 0)), np.nan))


def lag(batch: Batch) -> Found:
    """Days from the one date told to the publication of the other page."""
    first, second = batch.c.dated[batch.left], batch.c.dated[batch.right]
    start = np.where(first, batch.c.start[batch.left], batch.c.start[batch.right])
    published = np.where(first, batch.c.published[batch.other], batch.c.published[batch.one])
    known = (first != second) & (published != NEVER)
    return Found(np.where(known, np.where(known, published - start, 0), np.nan))


def place(batch: Batch) -> Found:
    """How the places lie to one another."""
    return Found(words=batch.relation, names=PLACES)


def actors(batch: Batch) -> Found:
    """Rarity of the parties both name."""
    known = (batch.c.parties[batch.left] > 0) & (batch.c.parties[batch.right] > 0)
    many, rare = batch.c.shared_parties(batch.left, batch.right)
    return Found(np.where(known & (many > 0), rare, np.nan), np.where(known & (many == 0), 0, -1), ("none",))


def toll_killed(batch: Batch) -> Found:
    """Ratio of the counts of killed."""
    return Found(_ratio(batch, list(Harm).index(Harm.KILLED)))


def toll_other(batch: Batch) -> Found:
    """Ratio of the counts of the first other harm both tell."""
    found = np.full(len(batch.left), np.nan)
    for number, harm in enumerate(Harm):
        if harm is not Harm.KILLED:
            found = np.where(np.isnan(found), _ratio(batch, number), found)
    return Found(found)


def _ratio(batch: Batch, harm: int) -> Numbers:
    low, high = batch.c.low[harm], batch.c.high[harm]
    first = high[batch.left] < low[batch.right]
    small = np.where(first, high[batch.left], high[batch.right])
    large = np.where(first, low[batch.right], low[batch.left])
    ratio = np.where(small >= large, 1.0, np.round(small / np.maximum(large, 1), 6))
    return np.where(np.isnan(small) | np.isnan(large), np.nan, ratio)


def told_alike(batch: Batch) -> Found:
    """Cosine of the passages, unless they are nearly all of their stories."""
    both_whole = batch.c.whole[batch.left] & batch.c.whole[batch.right]
    return Found(_told(batch, ~batch.two_languages & (~both_whole | batch.behind)))


def _told(batch: Batch, wanted: Mask) -> Numbers:
    found = np.full(len(wanted), np.nan)
    if wanted.any():
        found[wanted] = batch.c.told(batch.left[wanted], batch.right[wanted])
    return found


def _of_stories(field: str, name: str) -> Callable[[Batch], Found]:
    """A measure of whole stories, for their foreground only."""

    def compare(batch: Batch) -> Found:
        found = batch.measure(field)
        silent = batch.behind | batch.passing
        if name in CROSSING:
            silent |= batch.two_languages & (found < CROSSED)
        else:
            silent |= batch.two_languages
        if name == "title_alike":
            silent |= ~_titled(batch)
        return Found(np.where(silent, np.nan, found))

    return compare


def _titled(batch: Batch) -> Mask:
    found: Mask = batch.c.titled[batch.one] & batch.c.titled[batch.other]
    return found


def quotes(batch: Batch) -> Found:
    """How many quotes both hold, where any."""
    found = batch.measure("quotes")
    return Found(np.where((found > 0) & ~batch.manifold, found, np.nan))


def background(batch: Batch) -> Found:
    """How many of the two stand in the background."""
    sides = batch.c.background[batch.left].astype(np.int64) + batch.c.background[batch.right]
    return Found(words=sides - 1, names=("one", "both"))


def copies(batch: Batch) -> Found:
    """Whether copies of one text tell it in the same words; translations share no words."""
    family = (batch.c.family[batch.one] == batch.c.family[batch.other]) & ~batch.two_languages
    same = np.nan_to_num(_told(batch, family)) >= 0.8
    return Found(words=np.where(family, np.where(same, 0, 1), -1), names=("same_words", "other_words"))


def _copies_of_stories(batch: Batch) -> Found:
    """The same of two stories, translations included."""
    words = copies(batch).words
    translated = (batch.c.family[batch.one] == batch.c.family[batch.other]) & batch.two_languages
    return Found(
        words=words if words is None else np.where(translated, 2, words),
        names=("same_words", "other_words", "translated"),
    )


def one_item(batch: Batch) -> Found:
    """Asked within an item only."""
    return Found(words=np.full(len(batch.left), -1), names=())


def specifics(batch: Batch) -> Found:
    """How many of date, place and toll both tell, for passages of long pages."""
    c, left, right = batch.c, batch.left, batch.right
    narrow = c.dated & (c.end - c.start <= 7)
    counted = ~np.isnan(c.low)
    tolls = (counted[:, left] & counted[:, right]).any(axis=0)
    found = (narrow[left] & narrow[right]).astype(float) + (c.fine[left] & c.fine[right]) + tolls
    return Found(np.where(batch.passing, found, np.nan))


def _within(field: str, *, across: bool) -> Callable[[Batch], Found]:
    """A measure of whole stories in one language, or across languages of one script."""

    def compare(batch: Batch) -> Found:
        wanted = batch.two_languages & ~batch.two_scripts if across else ~batch.two_languages
        return Found(np.where(wanted, batch.measure(field), np.nan))

    return compare


def names_heard(batch: Batch) -> Found:
    """Names that sound alike in two scripts."""
    return Found(batch.measure("sounds"))


def figures_told(batch: Batch) -> Found:
    """Cosine of the figures."""
    return Found(batch.measure("numbers_alike"))


def days_told(batch: Batch) -> Found:
    """Days between the nearest days told."""
    own = _days(batch)
    found = np.full(len(batch.left), np.inf)
    for pair, one, other in each_with_each(batch.c.days, batch.one, batch.other):
        met = np.flatnonzero(np.diff(pair, prepend=-1))
        found[pair[met]] = np.minimum.reduceat(np.abs(one - other), met)
    return Found(np.where(own <= 1, own, np.where(np.isinf(found), np.nan, found)))


def places_told(batch: Batch) -> Found:
    """How the places lie, or that both stories name one."""
    how = batch.relation
    same = np.isin(how, _NEAR)
    for n in np.flatnonzero(batch.two_scripts & (how >= 0) & ~same).tolist():
        same[n] = _sound_alike(batch, n)
    shared = batch.c.shared_places(batch.left, batch.right)
    words = np.where(same, PLACES.index("same"), np.where(shared, PLACES.index("shared"), how))
    return Found(words=words, names=PLACES)


def _sound_alike(batch: Batch, n: int) -> bool:
    units = batch.c.units
    a, b = units[int(batch.left[n])].where, units[int(batch.right[n])].where
    return a is not None and b is not None and sound_alike(a, b)


def tolls_told(batch: Batch) -> Found:
    """The best ratio of two counts of killed the stories give."""
    found = np.full(len(batch.left), np.nan)
    for pair, one, other in each_with_each(batch.c.tolls, batch.one, batch.other):
        met = np.flatnonzero(np.diff(pair, prepend=-1))
        found[pair[met]] = np.maximum.reduceat(np.minimum(one, other) / np.maximum(one, other), met)
    return Found(np.round(found, 6))


def undated(batch: Batch) -> Found:
    """How many of the pages neither tell a day nor bear a date."""
    unknown = (np.diff(batch.c.days[0]) == 0) & ~batch.c.bears_date
    sides = unknown[batch.one].astype(np.int64) + unknown[batch.other]
    return Found(words=np.where(batch.two_languages & (sides > 0), 2, sides - 1), names=("one", "both", "across"))


def title_alike(batch: Batch) -> Found:
    """Cosine of the titles of two stories, as `_of_stories` has it."""
    return _of_stories("title", "title_alike")(batch)


Compare = Callable[[Batch], Found]
REPORT_COLUMNS: Mapping[str, Compare] = {
    **{f.__name__: f for f in (event_type, day_gap, period_gap, published_gap, lag, place, actors, toll_killed)},
    **{f.__name__: f for f in (toll_other, told_alike, title_alike, quotes, background, copies, one_item, specifics)},
    "story_alike": _of_stories("cosine", "story_alike"),
    "rare_words": _of_stories("rare", "rare_words"),
    "names": _of_stories("names", "names"),
    "numbers": _of_stories("numbers", "numbers"),
}
"""`features.FEATURES` for many pairs."""
STORY_COLUMNS: Mapping[str, Compare] = {
    **{f.__name__: f for f in (event_type, names_heard, figures_told, days_told, places_told, tolls_told, undated)},
    **{f.__name__: f for f in (published_gap, lag, title_alike, quotes)},
    "copies": _copies_of_stories,
    "story": _within("cosine", across=False),
    "story_across": _within("cosine", across=True),
    "names_told": _within("names_alike", across=False),
    "names_across": _within("names_alike", across=True),
}
"""`stories.STORIES` for many pairs."""
