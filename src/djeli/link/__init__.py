"""Which reports tell of one event: candidate pairs, named comparisons, a scorecard, groups without chains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from djeli.link.block import candidates, item_pairs
from djeli.link.cluster import cluster
from djeli.link.evidence import Corpus
from djeli.link.features import Pair, gap_days, observe
from djeli.link.profile import ItemWords, Profile, item_words, profile
from djeli.link.score import Scorecard, scorecard
from djeli.records import Judgement
from djeli.resources.event_types import affinity as type_affinity
from djeli.text.similarity import rarity, vector
from djeli.values import When
from djeli.views import Account, Link
from djeli.vocab import DateAnchor, Precision, Verdict

__all__ = ["Linking", "link"]

THRESHOLD = 0.4
"""Mean probability from which groups join. Between .3 and .5 results hardly move in cases of up to some thousands."""
SHOWN = 0.15
"""Links below this are not kept: they are neither made nor "possible"."""
VETO_DAYS = 2
"""Two explicit full dates further apart than this are two events; up to it they may be one night or one slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """The partition of reports into events, and the scored pairs behind it.

    `groups` hold every report once, sorted; `links` are the pairs of at least `SHOWN`, inside and across groups.
    """

    groups: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]


def link(
    accounts: Sequence[Account],
    stories: Mapping[str, str],
    judgements: Iterable[Judgement] = (),
    *,
    threshold: float = THRESHOLD,
    card: Scorecard | None = None,
    affinity: Callable[[str, str], float] = type_affinity,
) -> Linking:
    """Group the reports that tell of one event.

    Args:
        accounts: all reports of the case; `family` should be set before.
        stories: item id to the text's characters from `item.start` to `item.end`.
        judgements: of reports; for each pair the latest wins. SAME ties, DIFFERENT parts, UNSURE does neither.
        threshold: mean probability over all pairs across two groups from which they become one.
        card: the weights; the shipped scorecard where None.
        affinity: how well two event types may name one event, 0 to 1; 0 is never compared.

    The result does not depend on the order of `accounts`, `stories` or `judgements`.
    """
    profiles = _profiles(accounts, stories)
    by_id = {one.id: one for one in profiles}
    corpus = Corpus(_words(accounts, stories))
    pairs = candidates(profiles, corpus, affinity)
    links = _score(pairs, by_id, corpus, card or scorecard(), affinity)
    same, different = _decided(judgements)
    different |= {(one.left, one.right) for one in links if _two_dates(by_id[one.left].when, by_id[one.right].when)}
    scores = {(one.left, one.right): one.probability for one in links}
    groups = cluster(by_id, scores, threshold=threshold, same=same, different=different - same)
    shown = tuple(one for one in links if one.probability >= SHOWN)
    return Linking(groups=tuple(groups), links=shown)


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
    items = {account.item.id: account for account in sorted(accounts, key=lambda a: a.report.id)}
    return [item_words(a.item, stories.get(name, ""), a.family) for name, a in sorted(items.items())]


def _score(
    pairs: Sequence[tuple[str, str]],
    by_id: Mapping[str, Profile],
    corpus: Corpus,
    card: Scorecard,
    affinity: Callable[[str, str], float],
) -> list[Link]:
    evidence = corpus.evidence(item_pairs(pairs, {one.id: one.item for one in by_id.values()}))
    vectors = {one.id: vector(one.tokens, corpus.weights) for one in by_id.values()}
    actors = rarity(one.actors for one in sorted(by_id.values(), key=lambda p: p.id))
    found = []
    for a, b in pairs:
        left, right = by_id[a], by_id[b]
        key = (min(left.item, right.item), max(left.item, right.item))
        pair = Pair(
            left=left,
            right=right,
            left_item=corpus.of(left.item),
            right_item=corpus.of(right.item),
            evidence=evidence.get(key),
            left_vector=vectors[a],
            right_vector=vectors[b],
            actor_rarity=actors,
            affinity=affinity(left.type, right.type),
        )
        found.append(card.link(a, b, observe(pair)))
    return found


def _decided(judgements: Iterable[Judgement]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Pairs an analyst tied and parted; the latest judgement of a pair wins, equal times go by id."""
    latest: dict[tuple[str, str], Judgement] = {}
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
    return explicit and gap_days(one, other) > VETO_DAYS
