"""Fitting the small models of `train_reader.py`: hashed words, logistic regressions, chances by folds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from djeli.extract.learned.model import BITS, row_of

FOLDS = 5


def matrix(rows: Iterable[Iterable[str]]) -> Any:
    """One row of ones for each list of words."""
    cells: list[int] = []
    ends = [0]
    for words in rows:
        cells.extend({row_of(w) for w in words})
        ends.append(len(cells))
    return csr_matrix((np.ones(len(cells), np.float32), cells, ends), shape=(len(ends) - 1, 1 << BITS))


def fit(x: Any, y: Any, strength: float) -> tuple[Any, float]:
    """Weights and base of one column; words met once weigh nothing."""
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=300, random_state=0).fit(x, y)
    weights = model.coef_[0].copy()
    if x.shape[1] == 1 << BITS:
        weights[np.asarray((x > 0).sum(axis=0)).ravel() < 2] = 0.0
    return weights, float(model.intercept_[0])


def chance(x: Any, part: tuple[Any, float]) -> Any:
    """Probabilities of one column."""
    return 1.0 / (1.0 + np.exp(-(x @ part[0] + part[1])))


class Fold:
    """Out-of-fold chances and the final weights of one set of columns."""

    def __init__(self, folds: Any, strength: float) -> None:
        self.folds, self.strength = folds, strength

    def run(self, x: Any, y: Any, used: Any) -> tuple[Any, tuple[Any, float]]:
        """Chances of all rows, each by a model that did not see its document, and the model of all used rows."""
        out = np.zeros(len(y))
        for fold in range(FOLDS):
            train, test = (self.folds != fold) & used, self.folds == fold
            if test.any():
                out[test] = chance(x[test], fit(x[train], y[train], self.strength))
        return out, fit(x[used], y[used], self.strength)


def dense(name: str, parts: Sequence[tuple[Any, float]], middle: Any, spread: Any) -> dict[str, Any]:
    """Arrays of a model over numbers: how they are scaled, and the weights of its columns."""
    return {
        f"{name}/middle": middle,
        f"{name}/spread": spread,
        f"{name}/weights": np.stack([w for w, _ in parts], axis=1),
        f"{name}/start": np.array([b for _, b in parts]),
    }
