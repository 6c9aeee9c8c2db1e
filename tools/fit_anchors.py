"""Fit the weights of src/djeli/resources/link/anchors.yaml on a train file of ECB+; sentences and steps stay.

    python tools/fit_anchors.py train.jsonl

Logistic regression, penalised towards 0; weights of numeric steps are held monotone. The pages are read as a case of
their own, so that anchors are compared within the stories that the program itself predicts.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from djeli.anchors import Mention
from djeli.eval.bench import rows_of
from djeli.eval.book import read_pages
from djeli.eval.ecb import pages, read_mentions
from djeli.link.anchors import BOTH, OTHER, SAME, anchor_card, compared, homes, same_word
from djeli.link.features import Observation
from djeli.link.score import Bin

CARD = Path(__file__).parent.parent / "src" / "djeli" / "resources" / "link" / "anchors.yaml"
FALLING = frozenset({"one_sentence", "one_page_by_chance", "repeats"})
"""Numbers that speak against one event as they grow; all others speak for it."""
FREE = frozenset({"rarity"})
"""Numbers that may speak for it and against it."""
BY_HAND = {"type": (-1.5, -0.3, 0.2, 0.4)}
PENALTY = 3.0

Floats = NDArray[np.float64]
Steps = Mapping[str, tuple[Bin, ...]]


class Design:
    """Columns of one half of the card: one a step; numbers as thermometers, so that a bound makes them monotone."""

    def __init__(self, steps: Steps) -> None:
        self.steps = {name: some for name, some in steps.items() if name not in BY_HAND}
        self.columns = [(name, n) for name, some in self.steps.items() for n in range(len(some))]
        self.at = {key: n for n, key in enumerate(self.columns)}

    def row(self, found: Iterable[Observation]) -> list[int]:
        """Columns that an observed pair sets."""
        columns = []
        for one in found:
            some = self.steps.get(one.name, ())
            if isinstance(one.value, str):
                columns += [self.at[one.name, n] for n, step in enumerate(some) if step.word == one.value]
            elif some:
                reached = next((n for n, s in enumerate(some) if s.upto is not None and one.value <= s.upto), None)
                if reached is not None:
                    columns += [self.at[one.name, n] for n in range(reached + 1)]
        return columns

    def bounds(self) -> list[tuple[float | None, float | None]]:
        """What each coefficient may be; the last is the prior's."""
        found: list[tuple[float | None, float | None]] = []
        for name, n in self.columns:
            free = self.steps[name][0].word or name in FREE or n == 0
            found.append((None, None) if free else (None, 0.0) if name in FALLING else (0.0, None))
        return [*found, (None, None)]

    def weights(self, fitted: Floats) -> dict[str, list[float]]:
        """Weights as the card has them."""
        found: dict[str, list[float]] = {}
        for name, some in self.steps.items():
            raw = [float(fitted[self.at[name, n]]) for n in range(len(some))]
            found[name] = raw if some[0].word else list(np.cumsum(raw))
        return found


def fit(design: Design, rows: Sequence[Sequence[int]], gold: Floats, weight: Floats) -> Floats:
    """Coefficients, the prior last."""
    matrix = _matrix(rows, len(design.columns))
    scaled = weight / weight.mean()

    def loss(x: Floats) -> tuple[float, Floats]:
        z = matrix @ x
        value = float((scaled * (np.logaddexp(0, z) - gold * z)).sum() + PENALTY * (x[:-1] ** 2).sum())
        slope = matrix.T @ (scaled * (1 / (1 + np.exp(-z)) - gold))
        slope[:-1] += 2 * PENALTY * x[:-1]
        return value, slope

    start = np.zeros(matrix.shape[1])
    done = minimize(loss, start, jac=True, bounds=design.bounds(), method="L-BFGS-B", options={"maxiter": 600})
    fitted: Floats = done.x
    return fitted


def _matrix(rows: Sequence[Sequence[int]], width: int) -> sparse.csr_matrix:
    ends = np.cumsum([0, *(len(row) + 1 for row in rows)])
    columns = np.fromiter((c for row in rows for c in (*row, width)), dtype=np.int64, count=int(ends[-1]))
    return sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), width + 1))


class Data:
    """Pairs of one half of the card."""

    def __init__(self, *, same: bool) -> None:
        card = anchor_card()
        self.same = same
        self.design = Design(card.stories if same else card.features)
        self.rows: list[list[int]] = []
        self.pairs: list[tuple[str, str]] = []
        self.story: list[int] = []


def gather(mentions: Sequence[Mention], home: Mapping[str, int]) -> tuple[Data, Data]:
    """Pairs of one word, pairs of two."""
    both = Data(same=True), Data(same=False)
    for left, right, found in compared(mentions, home):
        data = both[not same_word(left, right)]
        data.rows.append(data.design.row(found))
        data.pairs.append((left.id, right.id))
        data.story.append(home[left.item])
    return both


def fitted_on(data: Data, chain: Mapping[str, str], keep: Sequence[bool] | None = None) -> Floats:
    """Coefficients fitted on the pairs to `keep`; a story counts by the root of its pairs."""
    kept = [n for n in range(len(data.rows)) if keep is None or keep[n]]
    sizes = Counter(data.story)
    gold = np.array([chain[data.pairs[n][0]] == chain[data.pairs[n][1]] for n in kept], dtype=float)
    weight = np.array([sizes[data.story[n]] ** -0.5 for n in kept])
    return fit(data.design, [data.rows[n] for n in kept], gold, weight)


def written(text: str, block: str, prior: float, weights: Mapping[str, Sequence[float]]) -> str:
    """The file's text with the weights of one half."""
    text = re.sub(rf"^{block}_prior: .*$", f"{block}_prior: {prior:.1f}", text, flags=re.M)
    start = text.index(f"\n{block}:")
    end = text.find("\n\n", start + 1)
    end = len(text) if end < 0 else end
    lines, name, step = [], "", 0
    for line in text[start:end].split("\n"):
        head = re.match(r"  (\w+):$", line)
        if head:
            name, step = head[1], 0
        elif line.startswith("    - "):
            line = re.sub(r"weight: [-\d.]+", f"weight: {weights[name][step] + 0.0:.1f}", line)  # noqa: PLW2901
            step += 1
        lines.append(line)
    return (text[:start] + "\n".join(lines) + text[end:]).replace("weight: -0.0,", "weight: 0.0,")


def main() -> None:
    """Read the pages, fit both halves, write the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    given = parser.parse_args()
    rows = rows_of(given.train)
    chain = {event["id"]: event["chain"] for row in rows for event in row["events"]}
    with read_pages(pages(rows), workers=1) as book:
        mentions, stories = read_mentions(book, rows)
    write(mentions, homes(mentions, stories), chain)


def write(mentions: Sequence[Mention], home: Mapping[str, int], chain: Mapping[str, str]) -> None:
    """Fit both halves and write them into the card."""
    text = CARD.read_text(encoding="utf-8")
    ordered = sorted(mentions, key=lambda one: one.id)
    for data, block, names in zip(
        gather(ordered, home), ("same_word", "other_words"), ((*SAME, *BOTH), (*OTHER, *BOTH)), strict=True
    ):
        found = fitted_on(data, chain)
        weights = {**data.design.weights(found), **BY_HAND}
        text = written(text, block, float(found[-1]), {name: weights[name] for name in names})
    CARD.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
