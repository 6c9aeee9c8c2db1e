"""Two groups of reports compared on request, also where linking kept nothing of it: why they are linked, or why not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from djeli.link.bench import VETO_DAYS, Bench
from djeli.link.columns import Columns, actor_rarity, closeness, kinds, stated
from djeli.link.evidence import Corpus
from djeli.link.features import Pair, observe
from djeli.link.linking import THRESHOLD
from djeli.link.prepare import decided, mains, profiles, units, words
from djeli.link.profile import Profile
from djeli.link.score import scorecard
from djeli.link.stories import observe_stories
from djeli.records import Judgement
from djeli.resources.event_types import affinity as type_affinity
from djeli.views import Account, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two reports, each standing for all its page tells of one occurrence, and what came of comparing them.

    `link` is None where linking never compares such a pair; `bars` are sentences on what keeps them apart whatever
    their score.
    """

    left: str
    right: str
    link: Link | None
    bars: tuple[str, ...] = ()


def compare(
    accounts: Sequence[Account],
    stories: Mapping[str, str],
    left: Collection[str],
    right: Collection[str],
    judgements: Iterable[Judgement] = (),
    *,
    threshold: float = THRESHOLD,
    affinity: Callable[[str, str], float] = type_affinity,
) -> list[Comparison]:
    """Compare what two groups of reports tell, the likeliest pair first.

    Args:
        accounts: all reports of the case, as `link` takes them; how rare a word is depends on all of them.
        stories: item id to the text's characters from `item.start` to `item.end`.
        left: reports of one group.
        right: reports of the other.
        judgements: as `link` takes them.
        threshold: as `link` takes it.
        affinity: how well two event types may name one event.
    """
    same, different = decided(judgements)
    reports = profiles(accounts, stories)
    corpus = Corpus(words(accounts, stories))
    bench = Bench(corpus, scorecard(), affinity, actor_rarity(reports, coarse=corpus.coarse))
    told_together = units(reports, bench.within(reports), threshold, same, different)
    found = mains(told_together, {one.id: one for one in corpus.items})
    ours = [n for n, one in enumerate(found) if set(left) & set(one.members)]
    theirs = [n for n, one in enumerate(found) if set(right) & set(one.members)]
    rows = sorted({(min(a, b), max(a, b)) for a in ours for b in theirs if found[a].item != found[b].item})
    columns = Columns(found, corpus, affinity)
    across = bench.pairs(columns, np.array([a for a, _ in rows], int), np.array([b for _, b in rows], int))
    by_id = {one.id: one for one in reports}
    crossing = [(a, b) for a in left for b in right if a != b and a in by_id and b in by_id]
    inside = sorted({(min(p), max(p)) for p in crossing if by_id[p[0]].item == by_id[p[1]].item})
    told = [bench.pair(by_id[a], by_id[b]) for a, b in inside]
    return sorted((_compared(pair, affinity) for pair in (*across, *told)), key=_likeliest)


def _likeliest(one: Comparison) -> tuple[float, str, str]:
    return -(one.link.probability if one.link else -1.0), one.left, one.right


def _compared(pair: Pair, affinity: Callable[[str, str], float]) -> Comparison:
    a, b = pair.left, pair.right
    both, bars = a.main and b.main and pair.evidence is not None, tuple(_bars(a, b))
    if a.modality is not b.modality:
        said = f"One is told as {a.modality.value}, the other as {b.modality.value}: such reports are never compared."
        return Comparison(left=a.id, right=b.id, link=None, bars=(said, *bars))
    if closeness(kinds(a), kinds(b), affinity) == 0 and not both:
        names = " and ".join(sorted({one.type.replace("_", " ") for one in (a, b)})).capitalize()
        said = f"{names}: no event is both, and they are not what both pages are about, so they are never compared."
        return Comparison(left=a.id, right=b.id, link=None, bars=(said, *bars))
    card = scorecard()
    link = card.story_link(a.id, b.id, observe_stories(pair)) if both else card.link(a.id, b.id, observe(pair))
    return Comparison(left=a.id, right=b.id, link=link, bars=bars)


def _bars(a: Profile, b: Profile) -> Iterable[str]:
    if a.when and b.when and stated(a.when) and stated(b.when) and a.when.gap_days(b.when) > VETO_DAYS:
        yield (
            f"Both give a full date, {a.when.start} and {b.when.start}, more than {VETO_DAYS} days apart: "
            "beside a person's word the only thing that keeps reports apart whatever else speaks for them."
        )


__all__ = ["Comparison", "compare"]
