"""Fit the weights of the second half of the link scorecard on the Gun Violence Corpus, and score them both ways.

    python tools/fit_scorecard.py bench/gva [--keep reports.pkl] [--write]

The incidents are split by the SHA-256 of their id into even and odd. Weights fitted on one half are scored on the
other, each half a case of its own; with --write those fitted on all go into the shipped card, whose sentences and steps
stay. The fit is a logistic regression over steps, monotone where the hand-set steps are, on pairs of main occurrences;
each pair also counts once for every group of comparisons in `LEFT_OUT`, without them, so that none leans on what other
news lacks. What ships lies between the hand-set weights (`scorecard_hand.yaml`) and the fit, see `SHARE`.
--keep holds the extracted reports, because reading takes minutes and fitting seconds.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from djeli import link as linking
from djeli.eval import gva
from djeli.eval.bench import rows_of
from djeli.eval.book import Book, read_pages
from djeli.link.batch import STORY_COLUMNS, Batch, relations
from djeli.link.score import Bin, Scorecard, scorecard
from djeli.views import Account

HERE = Path(__file__).parent
CARD = HERE.parent / "src/djeli/resources/link/scorecard.yaml"
PULL = 2.0  # how strongly weights are held near the hand-set ones
SHARE = 0.25  # how far what ships lies from the hand-set weights towards the fit
DATES, DAYS, FACTS = ("published_gap", "lag", "title_alike"), ("days_told",), ("places_told", "tolls_told")
LEFT_OUT: tuple[tuple[str, ...], ...] = (
    (),
    DATES,
    DATES + DAYS,
    ("places_told",),
    ("tolls_told", "figures_told"),
    ("story",),
    ("names_told",),
    ("story", "names_told"),
    DATES + FACTS,
    (*DATES, *DAYS, *FACTS, "figures_told"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Reports of the pages, and the incident of each page."""

    accounts: dict[str, list[Account]]
    stories: dict[str, str]
    incidents: dict[str, str]

    @property
    def page(self) -> dict[str, str]:
        """Page of each item."""
        return {one.item.id: key for key, told in self.accounts.items() for one in told}


def read(path: Path, keep: Path | None) -> Pages:
    """The pages' reports, extracted or kept from an earlier run."""
    if keep is not None and keep.exists():
        accounts, stories, incidents = pickle.loads(keep.read_bytes())  # noqa: S301 - a file this tool wrote
        return Pages(accounts=accounts, stories=stories, incidents=incidents)
    rows = rows_of(path / "dev.jsonl")
    with read_pages(gva.pages(rows)) as book:
        with book.case.store.reading() as view:
            family = {item: name for item, (name, _) in view.families().items()}
        found = Pages(
            accounts={
                key: [replace(a, family=family[a.item.id]) for told in events.values() for a in told]
                for key, events in book.accounts.items()
            },
            stories={i.id: book.texts[key].content[i.start : i.end] for key in book.items for i in book.items[key]},
            incidents={row["id"]: row["gold"]["incident"] for row in rows},
        )
    if keep is not None:
        keep.write_bytes(pickle.dumps((found.accounts, found.stories, found.incidents)))
    return found


def half(incident: str) -> int:
    """0 for even, 1 for odd."""
    return int(hashlib.sha256(incident.encode()).hexdigest(), 16) % 2


def of_half(pages: Pages, number: int) -> Pages:
    """The pages of the incidents of one half."""
    mine = {key: incident for key, incident in pages.incidents.items() if half(incident) == number}
    return replace(pages, accounts={k: v for k, v in pages.accounts.items() if k in mine}, incidents=mine)


@dataclass(frozen=True, slots=True)
class Pairs:
    """For each comparison the number of the step each pair falls in, past the last where it says nothing."""

    steps: dict[str, Any]
    same: Any


def pairs(pages: Pages, card: Scorecard) -> Pairs:
    """The pairs of main occurrences that linking would compare, and whether they are of one incident."""
    told = [one for accounts in pages.accounts.values() for one in accounts]
    scored = linking.Linker(told, pages.stories, growing=False).outer
    both = scored.columns.main[scored.left] & scored.columns.main[scored.right]
    left, right = scored.left[both], scored.right[both]
    batch = Batch(scored.columns, left, right, relations(scored.columns))
    page = pages.page
    home = np.array([pages.incidents[page[one.item]] for one in scored.columns.units])
    found = {name: step_numbers(card.stories[name], function(batch)) for name, function in STORY_COLUMNS.items()}
    return Pairs(found, home[left] == home[right])


def step_numbers(steps: Sequence[Bin], found: Any) -> Any:
    """The number of the step each value falls in."""
    none = len(steps)
    out = np.full(len(found.words if found.numbers is None else found.numbers), none)
    numeric = [n for n, step in enumerate(steps) if step.upto is not None]
    if found.numbers is not None and numeric:
        at = np.searchsorted([steps[n].upto for n in numeric], found.numbers, side="left")
        at[np.isnan(found.numbers)] = len(numeric)
        out = np.array([*numeric, none])[at]
    if found.words is not None:
        spoken = {step.word: n for n, step in enumerate(steps) if step.word}
        named = np.array([*(spoken.get(word, none) for word in found.names), none])[found.words]
        out = np.where(named < none, named, out)
    return out


def thinned(given: Pairs, card: Scorecard) -> Pairs:
    """The pairs once for each group of comparisons left out."""
    steps = {
        name: np.concatenate([np.full_like(at, len(card.stories[name])) if name in out else at for out in LEFT_OUT])
        for name, at in given.steps.items()
    }
    return Pairs(steps, np.tile(given.same, len(LEFT_OUT)))


Weights = tuple[float, dict[str, Any]]


def hand() -> Weights:
    """The hand-set prior and weights."""
    raw = yaml.safe_load((HERE / "scorecard_hand.yaml").read_text(encoding="utf-8"))
    return float(raw["prior"]), {name: np.array(row, dtype=float) for name, row in raw["weights"].items()}


def shapes(card: Scorecard, start: Mapping[str, Any]) -> tuple[Any, list[tuple[float | None, None]], Any]:
    """How free numbers make weights: numeric steps as a first weight and rises or falls, words each by itself."""
    size = sum(len(row) for row in start.values())
    made, given, bounds, at = np.zeros((size, size)), np.zeros(size), [], 0
    for name, row in start.items():
        rises = np.diff(row)
        numeric = all(step.upto is not None for step in card.stories[name])
        first = 1 if name == "lag" else 0  # before and after are two things: the first step goes by itself
        sign = 0 if not numeric else 1 if row[-1] > row[first] else -1
        for n in range(len(row)):
            free = n <= first or not sign
            made[at + n : at + (n + 1 if not sign or n < first else len(row)), at + n] = 1 if free else sign
            given[at + n] = row[n] if free else sign * rises[n - 1]
            bounds.append((None if free else 0.0, None))
        at += len(row)
    return made, bounds, given


def fit(given: Pairs, card: Scorecard, start: Weights) -> Weights:
    """Monotone logistic weights, held near the start."""
    prior, rows = start
    made, bounds, free = shapes(card, rows)
    offsets = np.concatenate([[0], np.cumsum([len(row) for row in rows.values()])])
    named = zip(rows.items(), offsets, strict=False)
    cells = [np.where(given.steps[name] < len(row), given.steps[name] + at, -1) for (name, row), at in named]
    told = np.stack(cells, axis=1)
    row, _ = np.nonzero(told >= 0)
    ones = csr_matrix((np.ones(len(row)), (row, told[told >= 0])), shape=(len(told), offsets[-1]))
    flat, x, y = np.concatenate(list(rows.values())), ones @ csr_matrix(made), np.where(given.same, 1.0, -1.0)

    def loss(values: Any) -> tuple[float, Any]:
        weights = made @ values[1:] - flat
        margin = y * (values[0] + x @ values[1:])
        slope = -y / (1 + np.exp(np.minimum(margin, 500)))
        total = np.logaddexp(0, -margin).sum() + PULL / 2 * (weights @ weights + (values[0] - prior) ** 2)
        return total, np.concatenate(
            [[slope.sum() + PULL * (values[0] - prior)], x.T @ slope + PULL * made.T @ weights]
        )

    found = minimize(loss, [prior, *free], jac=True, method="L-BFGS-B", bounds=[(None, None), *bounds]).x
    return float(found[0]), dict(zip(rows, np.split(made @ found[1:], offsets[1:-1]), strict=True))


def mixed(start: Weights, fitted: Weights) -> Weights:
    """What ships: between the hand-set weights and the fit."""
    rows = {name: (1 - SHARE) * row + SHARE * fitted[1][name] for name, row in start[1].items()}
    return (1 - SHARE) * start[0] + SHARE * fitted[0], rows


def with_weights(card: Scorecard, weights: Weights) -> Scorecard:
    """The card with other weights, as they will be written."""
    prior, rows = weights
    stories = {
        name: tuple(replace(step, weight=round(float(w), 1)) for step, w in zip(card.stories[name], row, strict=True))
        for name, row in rows.items()
    }
    return replace(card, story_prior=round(prior, 1), stories=stories)


def figures(pages: Pages, card: Scorecard, scorer: Any) -> tuple[float, float]:
    """B3 and pair F1 of the pages' principal events."""
    told = [one for accounts in pages.accounts.values() for one in accounts]
    home = {report: group[0] for group in linking.link(told, pages.stories, card=card).groups for report in group}
    answers = {}
    for key in pages.incidents:
        events: dict[str, list[Account]] = {}
        for one in sorted(pages.accounts.get(key, ()), key=lambda a: a.report.anchor.start):
            events.setdefault(home[one.report.id], []).append(one)
        answers[key] = _Answered(key, events).principal(key, harmful=True, recalled=True) or f"none-{key}"
    found = scorer.score(pages.incidents, answers)
    return found["b3"][2], found["pair"][2]


class _Answered(Book):
    """A book of one page, without a case behind it."""

    def __init__(self, key: str, events: dict[str, list[Account]]) -> None:
        self.accounts = {key: events}


def scorer_of(folder: Path) -> Any:
    """The benchmarks' cluster scorer, which lies beside gva."""
    spec = spec_from_file_location("scorer", folder.resolve().parent / "ecb" / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no ecb/score.py beside {folder}")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def written(text: str, weights: Weights) -> str:
    """The card's text with other weights in its second half."""
    head, block, tail = text.partition("story_prior:")
    prior, rows = weights
    lines, name, left = [f"{block} {prior:.1f}"], "", iter(np.empty(0))
    for line in tail.splitlines()[1:]:
        if heading := re.match(r"  (\w+):", line):
            name = heading[1]
            left = iter(rows[name])
        step = "weight:" in line and bool(name)
        lines.append(re.sub(r"weight: -?[\d.]+", f"weight: {_shown(next(left))}", line) if step else line)
    return head + "\n".join(lines) + "\n"


def _shown(weight: float) -> str:
    return f"{round(float(weight), 1) + 0.0:.1f}"


def main() -> None:
    """Fit, score both ways, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    pages, card, scorer, start = read(given.bench, given.keep), scorecard(), scorer_of(given.bench), hand()
    halves = [of_half(pages, number) for number in (0, 1)]
    known = [thinned(pairs(one, card), card) for one in halves]
    for number, one in enumerate(halves):
        other = fit(known[1 - number], card, start)
        tried = (start, other, mixed(start, other))
        rows = [figures(one, each, scorer) for each in (card, *(with_weights(card, weights) for weights in tried))]
        names = ("the card as it is", "hand-set", "fitted on the other half", f"{SHARE:.0%} of the way there")
        shown = (f"{name} B3 {b3:.1f} pair {pair:.1f}" for name, (b3, pair) in zip(names, rows, strict=True))
        print(f"half {number}: " + "; ".join(shown))
    if given.write:
        weights = mixed(start, fit(thinned(pairs(pages, card), card), card, start))
        CARD.write_text(written(CARD.read_text(encoding="utf-8"), weights), encoding="utf-8")


if __name__ == "__main__":
    main()
