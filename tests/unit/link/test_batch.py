"""Many pairs at once against one by one: the columns and the explanation must say the same."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest

from accounts import PLACES, account, party, place
from djeli.link import block
from djeli.link.batch import REPORT_COLUMNS, STORY_COLUMNS, Batch, Comparer, relations, weights
from djeli.link.bench import Bench
from djeli.link.block import across_items
from djeli.link.columns import Columns, actor_rarity
from djeli.link.evidence import Corpus
from djeli.link.features import FEATURES
from djeli.link.profile import Profile, item_words, profile, with_facts
from djeli.link.score import scorecard
from djeli.link.stories import STORIES
from djeli.link.terms import UNIT, Terms, dots, rarities, steady, unit_rows
from djeli.link.unit import unit, with_mains
from djeli.resources.event_types import affinity
from djeli.text.similarity import rarity
from djeli.values import When
from djeli.vocab import DateAnchor, Modality, PartyKind, Precision, Resolution

KINDS = ("armed_attack", "killing", "bombing", "arrest", "protest", "agreement")
LATIN = [
    "The",
    "column",
    "crossed",
    "the",
    "dry",
    "river",
    "at",
    "dawn",
    "and",
    "burnt",
    "Kanoro",
    "market",
    "where",
    "Colonel",
    "Adama",
    "48",
    "traders",
    "said",
]
ARABIC = [
    "قال",
    "شهود",
    "إن",
    "مسلحين",
    "هاجموا",
    "قرية",
    "ود",
    "النورة",
    "صباح",
    "يوم",
    "السبت",
    "وقتلوا",
    "عشرات",
    "المدنيين",
    "قرب",
    "السوق",
]
OTHERS = [f"word{n}" for n in range(60)] + [f"Name{n}" for n in range(20)] + [str(n) for n in range(2101, 8000, 20)]


def told(draw: random.Random, number: int) -> tuple[Profile, object]:
    """One page of one report, with everything that can be missing missing at times."""
    script = ARABIC if draw.random() < 0.2 else LATIN
    size = draw.choice((6, 40, 60, 800))
    words = draw.choices(script * 9 if script is ARABIC else script + OTHERS[: 80 if size == 800 else None], k=size)
    text = " ".join(words) + draw.choice(("", ' "we saw four trucks leave the town"'))
    day = dt.date(2023, 3, 1) + dt.timedelta(draw.randrange(40))
    span = draw.choice((None, 0, 0, 0, 3, 30))
    when = None
    if span is not None:
        precision = Precision.DAY if span == 0 else Precision.DAYS if span == 3 else Precision.MONTH
        anchor = draw.choice((DateAnchor.STATED, DateAnchor.PUBLICATION))
        when = When(start=day, end=day + dt.timedelta(span), precision=precision, anchor=anchor)
    spot = draw.choice((*PLACES, "Nowhere", None))
    where = place(spot) if spot else None
    if where is not None and draw.random() < 0.2:
        where = dataclasses.replace(where, name=where.adm1, lat=None, lon=None, resolution=Resolution.ADM1)
    one = account(
        text,
        type=draw.choice(KINDS),
        page=str(number),
        when=when,
        where=where,
        published=day.isoformat() if draw.random() < 0.6 else "",
        title=" ".join(draw.sample(LATIN, 4)) if draw.random() < 0.5 else "",
        background=draw.random() < 0.2,
        modality=draw.choice((Modality.ACTUAL, Modality.ACTUAL, Modality.PLANNED)),
        family=draw.choice(("", "", "", f"family{number % 5}")),
        **({"killed": draw.randrange(1, 50)} if draw.random() < 0.5 else {}),
        **({"wounded": draw.randrange(1, 50)} if draw.random() < 0.4 else {}),
        **({"perpetrator": party(draw.choice("ABCD"), PartyKind.REBEL_GROUP)} if draw.random() < 0.6 else {}),
    )
    language = draw.choice(("en", "en", "fr", "")) if script is LATIN else "ar"
    words_of = with_facts(item_words(one.item, text, one.family), [one])
    found = profile(one, text)
    if size == 800:  # a passage of a long page
        found = dataclasses.replace(found, tokens=found.tokens[:90])
    return unit([found]), dataclasses.replace(words_of, language=language, manifold=draw.random() < 0.2)


def bench(draw: random.Random, pages: int) -> tuple[Bench, Columns]:
    """Some pages ready to be compared."""
    rows = [told(draw, number) for number in range(pages)]
    corpus = Corpus([row[1] for row in rows])  # type: ignore[misc]
    some = {row[0].item for row in rows if draw.random() < 0.6}
    units: Sequence[Profile] = with_mains([row[0] for row in rows], some)
    actors = actor_rarity(units, coarse=corpus.coarse)
    return Bench(corpus, scorecard(), affinity, actors), Columns(units, corpus, affinity, actors)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_columns_agree_with_the_explanation(seed: int) -> None:
    """Every pair of sixty random pages has the same probability in columns as the sum of its explained parts."""
    made, columns = bench(random.Random(seed), 60)
    left, right = (np.array(side) for side in zip(*combinations(range(60), 2), strict=True))
    chances = Comparer(columns, scorecard()).probabilities(left, right)
    explained = made.explained(columns, left, right)
    assert chances.tolist() == [one.probability for one in explained]
    assert 0 < sum(bool(one.parts) for one in explained) < len(explained)


@pytest.mark.parametrize("half", ["features", "stories"])
def test_each_comparison_agrees(half: str) -> None:
    """Every comparison alone gives random pairs the weight it has in the explanation; each gives some of them one."""
    made, columns = bench(random.Random(4), 70)
    left, right = (np.array(side) for side in zip(*combinations(range(70), 2), strict=True))
    batch = Batch(columns, left, right, relations(columns))
    pairs = made.pairs(columns, left, right)
    steps = getattr(scorecard(), half)
    compare, together = (FEATURES, REPORT_COLUMNS) if half == "features" else (STORIES, STORY_COLUMNS)
    for name, function in compare.items():
        found = [None if (met := function(pair)) is None else scorecard().part(met, steps) for pair in pairs]
        wanted = [0 if part is None else round(part.weight * 1e6) for part in found]
        assert weights(steps[name], together[name](batch)).tolist() == wanted, name
        assert name == "one_item" or len(set(wanted)) > 1, name


def test_every_comparison_has_its_columns() -> None:
    """A comparison that explains and one that scores go by the same names."""
    assert REPORT_COLUMNS.keys() == FEATURES.keys()
    assert STORY_COLUMNS.keys() == STORIES.keys()


def test_rarity_in_columns() -> None:
    """Exact counts give the rarity that texts have elsewhere; coarse ones round down to powers of two."""
    rows = [["a", "b"], ["a"], ["a", "c", "c"]]
    terms = Terms(rows)
    found = rarities(terms.held(), 3, strength=50, coarse=False)
    assert dict(zip(terms.vocabulary, found.round(12).tolist(), strict=True)) == {
        name: round(value, 12) for name, value in rarity(rows, strength=50).items()
    }
    assert steady(np.array([0, 1, 2, 3, 4, 1023, 1025]), coarse=True).tolist() == [0, 1, 2, 2, 4, 512, 1024]


def test_products_do_not_mind_the_order() -> None:
    """Rows whose terms came in another order have the same products to the last digit."""
    draw = random.Random(5)
    rows = [draw.choices(OTHERS, k=40) for _ in range(30)]
    weights = {term: draw.random() for term in OTHERS}
    found = []
    for order in (list(range(30)), draw.sample(range(30), 30)):
        terms = Terms(rows[n] for n in order)
        matrix = unit_rows(terms.counts, np.array([weights[term] for term in terms.vocabulary]))
        at = {n: k for k, n in enumerate(order)}
        one = np.array([at[n] for n in range(29)])
        found.append(dots(matrix, one, np.array([at[n + 1] for n in range(29)])).tolist())
    assert found[0] == found[1]


def test_large_cases_compare_near_pages_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the limit no pair is new, most are gone, and every pair of one day and place is still compared."""
    _, columns = bench(random.Random(9), 80)
    every = set(zip(*map(np.ndarray.tolist, across_items(columns)), strict=True))
    monkeypatch.setattr(block, "FULL", 10)
    monkeypatch.setattr(block, "NEIGHBOURS", 3)
    some = set(zip(*map(np.ndarray.tolist, across_items(columns)), strict=True))
    assert some < every
    assert len(some) < len(every) / 2
    for a, b in every - some:
        one, other = columns.units[a], columns.units[b]
        assert one.when is None or one.when != other.when or one.where is None or one.where != other.where


def test_nearest_by_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of any size give the nearest stories that sorting every pair by likeness and rank gives."""
    draw = random.Random(6)
    rows = [draw.choices(OTHERS[:30], k=draw.choice((0, 3, 8))) for _ in range(50)]
    terms = Terms(rows)
    words = unit_rows(terms.counts, np.ones(terms.counts.shape[1]))
    rank = np.array(draw.sample(range(50), 50))
    likeness = (words @ words.T).toarray()
    monkeypatch.setattr(block, "NEIGHBOURS", 4)
    wanted = []
    for row in range(50):
        alike = [k for k in range(50) if k != row and likeness[row, k] >= block.ALIKE * UNIT * UNIT]
        wanted += [(row, k) for k in sorted(alike, key=lambda k, row=row: (-likeness[row, k], rank[k]))[:4]]
    for size in (3, 16, 100):
        monkeypatch.setattr(block, "_BLOCK", size)
        monkeypatch.setattr(block, "_ROWS", 7)
        row, column, score = block.nearest(words, rank)
        assert list(zip(row.tolist(), column.tolist(), strict=True)) == wanted
        assert score.tolist() == [likeness[pair] for pair in wanted]
