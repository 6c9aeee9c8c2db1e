"""How well analysts agree who answered the same questions without seeing one another's answers.

Three figures, because none alone is honest: the share of pairs of answers that are alike (easily high by chance where
nearly everything is accepted), Cohen's kappa for two analysts, and Krippendorff's alpha for any number of analysts who
need not all have answered everything. Both are 1 for perfect agreement and 0 for what chance would give; below 0 people
disagree more than by chance.

J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960), 37-46.
K. Krippendorff, "Content Analysis: An Introduction to Its Methodology", the chapter on reliability.
The words for ranges of kappa are those of J. R. Landis and G. G. Koch, "The measurement of observer agreement for
categorical data", Biometrics 33 (1977), 159-174; they are a convention, not a law.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

Unit = Mapping[str, str]
"""One question: who answered it -> the answer, a label."""
FEW = 30
"""Questions answered by two below which figures swing with every further answer."""
_WORDS = ((0.2, "slight"), (0.4, "fair"), (0.6, "moderate"), (0.8, "substantial"))
Z95 = 1.96
"""Standard deviations on each side of a mean between which 95 of 100 lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How well analysts agree on some questions.

    `questions` are those at least two answered, `pairs` the pairs of answers to one question and `alike` those of them
    that agree. `low` and `high` bound the share alike (95 % interval). `kappa` is there for exactly two analysts,
    `alpha` for any number; each is None where it is not defined.
    """

    analysts: tuple[str, ...]
    questions: int
    pairs: int
    alike: int
    low: float
    high: float
    kappa: float | None
    alpha: float | None

    @property
    def share(self) -> float | None:
        """Share of pairs that are alike, 0 to 1; None where there is no pair."""
        return self.alike / self.pairs if self.pairs else None


def agreement(units: Iterable[Unit]) -> Agreement:
    """Every figure of some questions; those that fewer than two answered are left out."""
    kept = [unit for unit in units if len(unit) > 1]
    people = tuple(sorted({name for unit in kept for name in unit}))
    pairs = [pair for unit in kept for pair in combinations((unit[name] for name in sorted(unit)), 2)]
    alike = sum(a == b for a, b in pairs)
    low, high = interval(alike, len(pairs))
    two = [(unit[people[0]], unit[people[1]]) for unit in kept] if len(people) == 2 else []
    return Agreement(
        analysts=people,
        questions=len(kept),
        pairs=len(pairs),
        alike=alike,
        low=low,
        high=high,
        kappa=kappa(two) if two else None,
        alpha=alpha([list(unit.values()) for unit in kept]),
    )


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two analysts' answers to the same questions.

    Returns:
        1 at most; None where there is no question, or where both gave one and the same answer throughout, so that
        chance would agree as well.
    """
    count = len(pairs)
    if not count:
        return None
    seen = sum(a == b for a, b in pairs) / count
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[label] * right[label] for label in left) / count**2
    return None if math.isclose(chance, 1.0) else (seen - chance) / (1 - chance)


def alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Krippendorff's alpha for labels without order; missing answers are simply not in a unit.

    Args:
        units: the answers to each question; units of a single answer tell nothing and are left out.

    Returns:
        1 at most; None where no question has two answers, or all answers are the same one.
    """
    weights: defaultdict[tuple[str, str], float] = defaultdict(float)
    for unit in units:
        for pair in permutations(unit, 2):  # every answer beside every other, so that each answer counts once
            weights[pair] += 1 / (len(unit) - 1)
    total = sum(weights.values())
    by_label: defaultdict[str, float] = defaultdict(float)
    for (label, _), weight in weights.items():
        by_label[label] += weight
    chance = total**2 - sum(weight**2 for weight in by_label.values())
    if total < 2 or chance <= 0:
        return None
    apart = sum(weight for (a, b), weight in weights.items() if a != b)
    return 1 - (total - 1) * apart / chance


def interval(hits: int, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share; all of 0 to 1 where nothing was counted."""
    if not count:
        return 0.0, 1.0
    share, z2 = hits / count, Z95**2
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    half = Z95 * math.sqrt(share * (1 - share) / count + z2 / (4 * count**2)) / (1 + z2 / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def word(figure: float) -> str:
    """What a kappa or an alpha is commonly called."""
    return "poor" if figure < 0 else next((name for limit, name in _WORDS if figure <= limit), "almost perfect")


def meaning(found: Agreement) -> str:
    """What the figures say, in plain sentences."""
    if not found.pairs:
        return "No question has been answered by two people yet, so nothing can be said."
    said = f"Of {found.pairs} {'pair' if found.pairs == 1 else 'pairs'} of answers {found.alike} are alike."
    figure, name = (found.kappa, "kappa") if found.kappa is not None else (found.alpha, "alpha")
    if figure is None:
        return f"{said} Everybody always gave the same answer, so chance alone would have agreed as well."
    if figure <= 0:
        return f"{said} That is no better than chance would do ({name} {figure:.2f})."
    return f"{said} Beyond what chance would do that is {word(figure)} agreement ({name} {figure:.2f})."


def warning(found: Agreement) -> str:
    """A caution where there is little to go by; empty where there is enough."""
    if not found.questions or found.questions >= FEW:
        return ""
    one = found.questions == 1
    return (
        f"Only {found.questions} {'question was' if one else 'questions were'} answered by two people: with fewer than "
        f"{FEW} these figures swing with every further answer, so take them as a first impression."
    )
