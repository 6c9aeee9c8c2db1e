"""The scorecard: what each observation weighs, and how a pair's weights become a probability with its parts.

Weights are log-odds (natural logarithm) and add up; the sum goes through the logistic function. They stand in
`resources/link/scorecard.yaml`, where an expert can read and change them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import exp
from typing import Any

from djeli.errors import ResourceError
from djeli.link.features import FEATURES, Observation
from djeli.link.stories import STORIES
from djeli.resources import load_yaml
from djeli.views import Link, Part


@dataclass(frozen=True, slots=True)
class Bin:
    """One step of a feature: numbers up to and including `upto`, or the word `word`; its weight and its sentence."""

    upto: float | None
    word: str
    weight: float
    says: str


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Prior log-odds and the steps of every feature; numeric steps ascend."""

    prior: float
    features: Mapping[str, tuple[Bin, ...]]
    story_prior: float
    stories: Mapping[str, tuple[Bin, ...]]

    def part(self, found: Observation, features: Mapping[str, tuple[Bin, ...]] | None = None) -> Part | None:
        """The weighed observation; None where the card has no step for it, which is neutral."""
        step = _step((self.features if features is None else features)[found.name], found.value)
        if step is None:
            return None
        value = found.value if isinstance(found.value, str) else f"{found.value:.2f}".rstrip("0").rstrip(".")
        return _part(found.name, (found.left, found.right), (step.weight, step.says), value)

    def quick(self, observations: Iterable[Observation], *, stories: bool = False) -> float:
        """The probability alone, without the parts: most pairs compared are shown to nobody."""
        features, total = (self.stories, self.story_prior) if stories else (self.features, self.prior)
        steps = (_step(features[found.name], found.value) for found in observations)
        return probability(sum((step.weight for step in steps if step is not None), total))

    def link(self, left: str, right: str, observations: Iterable[Observation]) -> Link:
        """The scored pair; the prior is a part too, so that the parts add up."""
        return _link(left, right, self.prior, [self.part(found) for found in observations])

    def story_link(self, left: str, right: str, observations: Iterable[Observation]) -> Link:
        """The same for the main occurrences of two pages, by the second half of the card."""
        return _link(left, right, self.story_prior, [self.part(found, self.stories) for found in observations])


@lru_cache(maxsize=1 << 18)
def _part(name: str, told: tuple[str, str], step: tuple[float, str], value: str) -> Part:
    """One part; the same for all links that have it, as most parts stand in many."""
    (left, right), (weight, says) = told, step
    return Part(
        name=name, left=left, right=right, weight=weight, reason=says.format(left=left, right=right, value=value)
    )


def _link(left: str, right: str, prior: float, weighed: Iterable[Part | None]) -> Link:
    parts = (_part("prior", ("", ""), (prior, PRIOR), ""), *(part for part in weighed if part))
    return Link(left=left, right=right, probability=probability(sum(p.weight for p in parts)), parts=parts)


PRIOR = "Two reports that were worth comparing mostly tell of different events."


def _step(steps: Iterable[Bin], value: float | str) -> Bin | None:
    """The step a value falls in."""
    if isinstance(value, str):
        return next((step for step in steps if step.word == value), None)
    for step in steps:
        if step.upto is not None and value <= step.upto:
            return step
    return None


def probability(log_odds: float) -> float:
    """Logistic function, rounded to six places so that equal evidence is equal on every machine."""
    bounded = max(-30.0, min(30.0, log_odds))
    return round(1 / (1 + exp(-bounded)), 6)


@cache
def scorecard() -> Scorecard:
    """The card that ships with Djeli.

    Raises:
        ResourceError: the file breaks its rules; all faults are in the message.
    """
    return parse_scorecard(load_yaml(files("djeli.resources") / "link" / "scorecard.yaml"))


def parse_scorecard(raw: Mapping[str, Any]) -> Scorecard:
    """A card from its parsed file.

    Raises:
        ResourceError: a feature is missing or unknown, steps do not ascend, or a step lacks its sentence.
    """
    faults: list[str] = []
    features = half(raw, "features", "prior", FEATURES, faults)
    stories = half(raw, "stories", "story_prior", STORIES, faults)
    if faults:
        raise ResourceError("link/scorecard.yaml: " + "; ".join(faults))
    return Scorecard(float(raw["prior"]), features, float(raw["story_prior"]), stories)


def half(
    raw: Mapping[str, Any], block: str, prior: str, known: Iterable[str], faults: list[str]
) -> dict[str, tuple[Bin, ...]]:
    """One half of the card; what breaks the rules is added to `faults`."""
    given = raw.get(block)
    entries: dict[str, Any] = given if isinstance(given, dict) else {}
    names = list(known)
    faults += [f"{block}: {name!r} has no steps" for name in names if name not in entries]
    faults += [f"{block}: {name!r} is not one Djeli compares" for name in entries if name not in names]
    if not isinstance(raw.get(prior), int | float):
        faults.append(f"{prior!r} must be a number (log-odds), met {raw.get(prior)!r}")
    return {name: tuple(_steps(name, steps, faults)) for name, steps in entries.items()}


def _steps(name: str, steps: Any, faults: list[str]) -> Iterable[Bin]:
    last = float("-inf")
    for step in steps if isinstance(steps, list) else []:
        upto, word = step.get("upto"), str(step.get("word", ""))
        if (upto is None) == (not word):
            faults.append(f"{name}: a step needs either 'upto' or 'word', met {step!r}")
        if upto is not None and float(upto) <= last:
            faults.append(f"{name}: 'upto' must ascend, met {upto} after {last}")
        if not isinstance(step.get("weight"), int | float) or not str(step.get("says", "")).strip():
            faults.append(f"{name}: a step needs a number 'weight' and a sentence 'says', met {step!r}")
            continue
        last = float(upto) if upto is not None else last
        yield Bin(None if upto is None else float(upto), word, float(step["weight"]), str(step["says"]).strip())
