"""Which given anchors tell one event: named comparisons of two anchors of one story, a scorecard, average link.

Two anchors are compared only where their items tell one story (see `Linking.stories`). Those of one word ("attack",
"attack") and those of two ("attack", "raid") are different questions, so each has its half of the card,
`resources/link/anchors.yaml`. Everything is counted within the story: a word that most of its pages use for a deed
mostly means one deed there; two words that stand side by side in one sentence mostly don't.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from math import sqrt

from djeli.anchors import Mention, SameEvent
from djeli.errors import ResourceError
from djeli.link.cluster import cluster
from djeli.link.evidence import PRIOR_PAGES, common_words
from djeli.link.features import Observation
from djeli.link.kinship import kinship, one_stem
from djeli.link.score import Scorecard, half, probability
from djeli.resources import load_yaml
from djeli.resources.event_types import affinity
from djeli.text.similarity import rarity
from djeli.views import Link, Part

THRESHOLD = 0.35
"""Mean probability from which groups of anchors join; chosen by cross-validation on ecb train."""
SHOWN = 0.15
ENOUGH_PAGES = 3
"""Pages a word must stand on before it says anything that it shares few of them with another."""

SAME = ("rarity", "spread", "repeats")
OTHER = ("kinship", "meaning", "both_spread", "one_sentence", "one_page_by_chance")
BOTH = (
    "doer", "hit", "beside", "tied_alike", "told_alike", "near_alike", "told_elsewhere", "people", "places", "days",
    "numbers", "one_page", "word_class", "plural", "denied", "open", "type",
)  # fmt: skip
PRIORS = {
    True: "Two anchors of one word in one story, before anything is compared.",
    False: "Two anchors of different words in one story mostly tell of different things.",
}

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Story:
    """What is counted over the anchors of one story."""

    rarity: Weights
    pages: Mapping[str, frozenset[str]]  # word: items in which it is an anchor
    often: Mapping[str, int]  # word: anchors
    beside: Mapping[tuple[str, str], int]  # two words: sentences in which both are anchors
    size: int

    def share(self, word: str) -> float:
        """Share of the story's items in which the word is an anchor."""
        return len(self.pages[word]) / self.size


def link_anchors(
    mentions: Iterable[Mention],
    stories: Iterable[Iterable[str]],
    *,
    threshold: float = THRESHOLD,
    card: Scorecard | None = None,
) -> SameEvent:
    """Group the anchors that tell one event.

    Args:
        mentions: all anchors of the case.
        stories: items that tell one story; an item that stands in none is a story of its own.
        threshold: mean probability over all pairs across two groups from which they become one.
        card: the weights; those that ship where None.

    The result does not depend on the order of either.
    """
    weigh = card or anchor_card()
    everybody = sorted(mentions, key=lambda one: one.id)
    home = homes(everybody, stories)
    links = []
    for one, other, found in compared(everybody, home):
        links.append(_link(one, other, found, weigh))
    scores = {(one.left, one.right): one.probability for one in links}
    groups = cluster([one.id for one in everybody], scores, threshold=threshold)
    shown = tuple(one for one in links if one.parts)
    return SameEvent(groups=tuple(sorted(groups)), links=shown, stories=home)


def homes(mentions: Iterable[Mention], stories: Iterable[Iterable[str]]) -> dict[str, int]:
    """Number of the story of each item."""
    found = {item: n for n, items in enumerate(sorted(sorted(one) for one in stories)) for item in items}
    for item in sorted({one.item for one in mentions} - found.keys()):
        found[item] = len(found) + 1_000_000  # no number of a story given
    return found


def compared(
    mentions: Sequence[Mention], home: Mapping[str, int]
) -> Iterator[tuple[Mention, Mention, list[Observation]]]:
    """Every pair of anchors of one story with what was found on them, in order of ids."""
    pages = {one.item: one.page for one in mentions}
    weights = rarity((pages[item] for item in sorted(pages)), prior=common_words(), strength=PRIOR_PAGES)
    by_story: dict[int, list[Mention]] = defaultdict(list)
    for one in mentions:
        by_story[home[one.item]].append(one)
    for _, members in sorted(by_story.items()):
        story = _story(members, weights)
        for left, right in combinations(members, 2):
            yield left, right, list(observe(left, right, story))


def _story(members: Sequence[Mention], weights: Weights) -> _Story:
    pages: dict[str, set[str]] = defaultdict(set)
    sentences: dict[tuple[str, int], set[str]] = defaultdict(set)
    for one in members:
        pages[one.word].add(one.item)
        sentences[one.item, one.sentence].add(one.word)
    beside = Counter(pair for told in sentences.values() for pair in combinations(sorted(told), 2))
    often = Counter(one.word for one in members)
    items = {one.item for one in members}
    return _Story(weights, {word: frozenset(found) for word, found in pages.items()}, often, beside, len(items))


def same_word(left: Mention, right: Mention) -> bool:
    """Which half of the card a pair is weighed by."""
    return left.word == right.word


def observe(left: Mention, right: Mention, story: _Story) -> Iterator[Observation]:
    """All comparisons that can be made; those that cannot are left out, which is neutral."""
    yield from _same(left, story) if same_word(left, right) else _other(left, right, story)
    for name, one, other in (
        ("doer", left.doers, right.doers),
        ("hit", left.hit, right.hit),
        ("beside", left.beside, right.beside),
    ):
        if one and other:
            yield Observation(name, _shared(one, other), _some(one), _some(other))
    if left.tied and right.tied:
        yield Observation("tied_alike", _alike(left.tied, right.tied, story.rarity))
    own = {left.word, right.word}
    yield Observation("told_alike", _alike(left.around - own, right.around - own, story.rarity))
    yield Observation("near_alike", _alike(left.near, right.near, story.rarity))
    across = (_alike(left.tied, right.around, story.rarity), _alike(right.tied, left.around, story.rarity))
    yield Observation("told_elsewhere", max(across))
    for name, one, other in (
        ("people", left.people, right.people),
        ("places", left.places, right.places),
        ("days", left.days, right.days),
        ("numbers", left.numbers, right.numbers),
    ):
        if one and other:
            yield Observation(name, "shared" if one & other else "others", _some(one & other or one), _some(other))
    yield from _grammar(left, right)


def _same(one: Mention, story: _Story) -> Iterator[Observation]:
    yield Observation("rarity", story.rarity.get(one.word, 1.0), one.word)
    yield Observation("spread", story.share(one.word), one.word)
    yield Observation("repeats", story.often[one.word] / len(story.pages[one.word]), one.word)


def _other(left: Mention, right: Mention, story: _Story) -> Iterator[Observation]:
    words = left.word, right.word
    yield Observation("kinship", _kin(left, right), *words)
    if left.meaning and right.meaning:
        yield Observation("meaning", sum(a * b for a, b in zip(left.meaning, right.meaning, strict=True)), *words)
    yield Observation("both_spread", min(story.share(word) for word in words), *words)
    beside = story.beside.get((min(words), max(words)), 0)
    yield Observation("one_sentence", beside / min(story.often[word] for word in words), *words)
    one, other = (story.pages[word] for word in words)
    if min(len(one), len(other)) >= ENOUGH_PAGES:
        chance = max(len(one) * len(other) / story.size, 0.5)
        yield Observation("one_page_by_chance", len(one & other) / chance, *words)


def _kin(left: Mention, right: Mention) -> str:
    if left.words & right.words:
        return "shared"
    english = left.language == right.language == "en"
    found = kinship().between(left.word, right.word) if english else ""
    if found in ("same_sense", "derived"):
        return found
    return "stem" if one_stem(left.word, right.word) else found or "unknown"


def _grammar(left: Mention, right: Mention) -> Iterator[Observation]:
    if left.item == right.item:
        yield Observation("one_page", "sentence" if left.sentence == right.sentence else "page")
    yield Observation("word_class", ("verbs", "mixed", "nouns")[left.noun + right.noun])
    for name in ("plural", "denied", "open"):
        if getattr(left, name) != getattr(right, name):
            yield Observation(name, "one")
    if left.type and right.type:
        yield Observation("type", affinity(left.type, right.type), left.type, right.type)


def _shared(one: frozenset[str], other: frozenset[str]) -> str:
    share = len(one & other) / min(len(one), len(other))
    return "same" if share > 0.5 else "partly" if share else "others"


def _some(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)[:4])


def _alike(one: frozenset[str], other: frozenset[str], weights: Weights) -> float:
    """Cosine of two sets of words, rare ones counting more."""
    shared = sum(weights.get(word, 1.0) ** 2 for word in one & other)
    if not shared:
        return 0.0
    sizes = [sum(weights.get(word, 1.0) ** 2 for word in words) for words in (one, other)]
    return shared / sqrt(sizes[0] * sizes[1])


def _link(left: Mention, right: Mention, found: Sequence[Observation], card: Scorecard) -> Link:
    """The scored pair; one that nobody will be shown gets no parts. `Scorecard.stories` holds the half of one word."""
    same = same_word(left, right)
    chance = card.quick(found, stories=same)
    if chance < SHOWN:
        return Link(left=left.id, right=right.id, probability=chance, parts=())
    prior = card.story_prior if same else card.prior
    parts = [card.part(one, card.stories if same else card.features) for one in found]
    first = Part(name="prior", left="", right="", weight=prior, reason=PRIORS[same])
    kept = (first, *(part for part in parts if part and part.weight))
    return Link(left=left.id, right=right.id, probability=probability(sum(p.weight for p in kept)), parts=kept)


@cache
def anchor_card() -> Scorecard:
    """The card that ships with Djeli.

    Raises:
        ResourceError: the file breaks its rules; all faults are in the message.
    """
    raw = load_yaml(files("djeli.resources") / "link" / "anchors.yaml")
    faults: list[str] = []
    other = half(raw, "other_words", "other_words_prior", (*OTHER, *BOTH), faults)
    same = half(raw, "same_word", "same_word_prior", (*SAME, *BOTH), faults)
    if faults:
        raise ResourceError("link/anchors.yaml: " + "; ".join(faults))
    return Scorecard(float(raw["other_words_prior"]), other, float(raw["same_word_prior"]), same)
