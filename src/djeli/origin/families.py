"""Text families: which items are copies, light rewrites or cuts of one text.

Candidates are found by sketches of word runs at a loose cut; a pair is a copy when the smaller text's exact runs of
five words lie to at least 45 % in the larger. Independent reports of one event share names and figures but few runs of
five words: merging them would destroy corroboration, so the cut is on the careful side. Lines that pages with nothing
else in common share (sign-up notices, copyright lines) are set aside first. Translations of a text join its family, see
`djeli.origin.translations`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from djeli.lang import language_name
from djeli.origin.alignment import Aligned
from djeli.origin.boilerplate import boilerplate, without
from djeli.origin.tellings import Tellings
from djeli.origin.translations import Signs, clues_of, near
from djeli.records import digest
from djeli.text.similarity import SKETCH_RATE, Hashes, containment, runs, sketch, words

CANDIDATE = 0.15
"""Sketch containment from which a pair is looked at exactly: loose, because a sketch of a short text is coarse."""
COPY = 0.45
"""Exact containment that makes two texts copies: pair F1 .99 with no two independent reports of one event merged."""
TOGETHER = 0.1
"""Containment that every two members of a family need, so that a round-up does not chain unlike texts together."""
MIN_RUNS = 8
"""Texts with fewer runs of five words (12 words) are copies only when all their runs are shared."""
COMMON_RUN = 200
"""A run in more texts than this finds no candidates: it is a formula, not a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two items of one family and the share of the smaller one's word runs that the larger one holds.

    Of a `translation` it is the share of names and figures that both have in one order; `aligned` has these, and
    `languages` the codes of the two texts, where they are at hand.
    """

    left: str
    right: str
    containment: float
    translation: bool = False
    aligned: Aligned | None = None
    languages: tuple[str, str] = ("", "")

    def explain(self, item: str) -> str:
        """One sentence: why this item, one of the two, is a copy of the other."""
        mine = item == self.left
        other = (self.right if mine else self.left)[:8]
        if self.aligned is None:
            return f"{self.containment:.0%} of the shorter text's runs of five words also stand in item {other}."
        found, of = self.aligned.left if mine else self.aligned.right
        told = f"{found} of {of} names and figures in the same order, and as far apart, as in item {other}"
        return f"A translation: {told}, which is in {language_name(self.languages[mine])}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Items whose texts are one text. `id` is made from the smallest member id, so that it stays when others join."""

    id: str
    members: tuple[str, ...]
    overlaps: tuple[Overlap, ...] = ()

    def explain(self, item: str) -> str:
        """One sentence: why this item is in the family."""
        mine = [overlap for overlap in self.overlaps if item in (overlap.left, overlap.right)]
        if not mine:
            return "No other text in the case shares its wording."
        return max(mine, key=lambda overlap: (not overlap.translation, overlap.containment)).explain(item)


@dataclass(frozen=True, slots=True)
class Families:
    """Families of all items, and what they were found by: overlaps, runs of each text, lines set aside.

    `clues` are those that translations are looked for by, of each text; empty where all are in one language.
    """

    families: Mapping[str, Family]
    overlaps: Sequence[Overlap]
    hashes: Mapping[str, Hashes]
    boilerplate: frozenset[str]
    clues: Mapping[str, Hashes] = field(default_factory=dict)

    def share(self, item: str) -> float:
        """The largest share of its wording, or of a smaller one's, that it has in common with another member."""
        return share_of(item, self.families[item])


def families(
    texts: Mapping[str, str],
    *,
    titles: Mapping[str, str] | None = None,
    languages: Mapping[str, str] | None = None,
) -> dict[str, Family]:
    """The family of every item; an item without copies is alone in its own.

    Args:
        texts: item id to the story's words (regions that hold no story left out, if known).
        titles: item id to title; where missing the first line stands in for it.
        languages: item id to ISO code; an item of unknown language is no translation.

    The result does not depend on the order of `texts`.
    """
    return dict(look(Tellings(texts, titles or {}, languages or {})).families)


def look(told: Tellings) -> Families:
    """`families` with all that they were found by."""
    order = sorted(told.texts)
    known = boilerplate(told.texts, told.titles)
    hashes = {item: runs(words(without(told.texts[item], known))) for item in order}
    overlaps = [
        Overlap(left=left, right=right, containment=share)
        for left, right in _candidates(order, hashes)
        if (share := copied(hashes[left], hashes[right])) is not None
    ]
    alike = {(one.left, one.right) for one in overlaps}
    clues, signs = clues_of(told, order), Signs(told)
    pairs = [pair for pair in near(clues, told.tongue) if pair not in alike]
    overlaps += [one for pair in pairs if (one := telling(*pair, signs)) is not None]
    overlaps.sort(key=lambda one: (one.left, one.right))
    found = found_by(group(order, overlaps, hashes), overlaps)
    return Families({item: found[item] for item in order}, overlaps, hashes, known, clues)


def telling(left: str, right: str, signs: Signs) -> Overlap | None:
    """What makes one of two texts a translation of the other; `left` is the smaller id."""
    found = signs.translated(left, right)
    if found is None:
        return None
    languages = (signs.sign(left).language, signs.sign(right).language)
    share = round(found.cover, 4)
    return Overlap(left=left, right=right, containment=share, translation=True, aligned=found, languages=languages)


def found_by(groups: Iterable[tuple[str, ...]], overlaps: Sequence[Overlap]) -> dict[str, Family]:
    """Groups as families, by item. Overlaps come sorted by their items."""
    homes = {item: members for members in groups for item in members}
    inside: dict[tuple[str, ...], list[Overlap]] = {members: [] for members in homes.values()}
    for one in overlaps:
        if homes[one.left] is homes[one.right]:
            inside[homes[one.left]].append(one)
    made = {some: Family(id=digest("family", some[0]), members=some, overlaps=tuple(inside[some])) for some in inside}
    return {item: made[members] for item, members in homes.items()}


def share_of(item: str, family: Family) -> float:
    """See `Families.share`; 0 without copies."""
    return max((o.containment for o in family.overlaps if item in (o.left, o.right)), default=0.0)


def copied(left: Hashes, right: Hashes) -> float | None:
    """The share that two texts overlap by, in four decimals, where it makes them copies."""
    share = _copied(left, right)
    return round(share, 4) if share >= COPY else None


def _copied(left: Hashes, right: Hashes) -> float:
    """Exact containment; very short texts must be contained as a whole."""
    share = containment(left, right)
    return share if min(len(left), len(right)) >= MIN_RUNS or share == 1.0 else 0.0


def _candidates(order: Sequence[str], hashes: Mapping[str, Hashes]) -> list[tuple[str, str]]:
    """Pairs whose sketches overlap, in order. Texts too short for a sketch are looked up by all their runs."""
    keys = {item: lookup(hashes[item]) for item in order}
    holders: dict[int, list[str]] = {}
    for item in order:
        for key in keys[item].tolist():
            holders.setdefault(key, []).append(item)
    counts: dict[tuple[str, str], int] = {}
    for group in holders.values():
        if 1 < len(group) <= COMMON_RUN:
            for pair in combinations(group, 2):
                counts[pair] = counts.get(pair, 0) + 1
    found = []
    for (left, right), n in counts.items():
        sampled = len(keys[left]) < len(hashes[left]) or len(keys[right]) < len(hashes[right])
        if worth(n, sampled, min(len(hashes[left]), len(hashes[right]))):
            found.append((left, right))
    return sorted(found)


def worth(shared: int, sampled: bool, smaller: int) -> bool:
    """Whether two texts are looked at exactly: by the keys they share, and by the runs of the smaller one."""
    return shared * (SKETCH_RATE if sampled else 1) / smaller >= CANDIDATE


def lookup(hashes: Hashes) -> Hashes:
    """The sketch, or every run of a text of under about 120 words, whose sketch would hold next to nothing."""
    return hashes if len(hashes) < 120 else sketch(hashes)


def group(order: Sequence[str], overlaps: Sequence[Overlap], hashes: Mapping[str, Hashes]) -> list[tuple[str, ...]]:
    """Join the best overlaps first, translations last; two groups become one when all their members go together."""
    home: dict[str, tuple[str, ...]] = {item: (item,) for item in order}
    beside: dict[str, dict[str, bool]] = {}
    for known in overlaps:
        beside.setdefault(known.left, {})[known.right] = known.translation
        beside.setdefault(known.right, {})[known.left] = known.translation
    for overlap in sorted(overlaps, key=lambda o: (o.translation, -o.containment, o.left, o.right)):
        one, two = home[overlap.left], home[overlap.right]
        if one is two:
            continue
        if all(_together(a, b, beside, hashes) for a in one for b in two):
            joined = tuple(sorted(one + two))
            home |= dict.fromkeys(joined, joined)
    return sorted(set(home.values()))


def _together(a: str, b: str, beside: Mapping[str, Mapping[str, bool]], hashes: Mapping[str, Hashes]) -> bool:
    """Whether two texts may be in one family: they share some wording, or a translation leads from one to the other.

    It leads to a text itself and to its copies, and two translations of one text are copies however they are worded.
    """
    mine, its = beside.get(a, {}), beside.get(b, {})
    if mine.get(b) or any(mine[c] or its[c] for c in mine.keys() & its.keys()):
        return True
    return containment(hashes[a], hashes[b]) >= TOGETHER
