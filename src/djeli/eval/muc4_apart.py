"""Which fillers of a type make a template of their own: those hit on another day or in another place than the rest.

Day and place are those that the program reads for the occurrence that a filler's trigger tells; an occurrence told
twice is one. Whether the ledger keeps two deeds of one chain apart doesn't matter here: the benchmark counts what
happened on one day in one place as one template of a type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from djeli.eval.muc4_choice import Entity
from djeli.eval.muc4_scene import Scene
from djeli.vocab import Role

Home = tuple[int, int]
"""An occurrence: the number of its item, and of the trigger that told it first."""


@dataclass(frozen=True, slots=True)
class Answer:
    """First and last day, country and place of an occurrence, as far as the page says."""

    when: tuple[str, str] | None
    where: tuple[str, str] | None

    def differs(self, other: Answer) -> bool:
        """Whether two days or two places finer than a country are told."""
        if self.when is not None and other.when is not None and self.when != other.when:
            return True
        if self.where is None or other.where is None:
            return False
        finer = self.where[0] != self.where[1] and other.where[0] != other.where[1]
        return finer and self.where[1] != other.where[1]


def answers(scenes: Sequence[Scene]) -> dict[Home, Answer]:
    """What is told of each occurrence of a page; the first day and the first place that any of its triggers has."""
    found: dict[Home, Answer] = {}
    for item, scene in enumerate(scenes):
        for number, root in enumerate(scene.root):
            known = found.get((item, root), Answer(None, None))
            day = scene.when[number]
            found[item, root] = Answer(
                known.when or ((day.first, day.last) if day is not None else None), known.where or scene.where[number]
            )
    return found


def home_of(one: Entity, scenes: Sequence[Scene]) -> Home:
    """The occurrence that an entity's likeliest mention goes with."""
    item, seen = one.mentions[0]
    return item, scenes[item].root[seen.trigger]


def apart(found: Sequence[Entity], scenes: Sequence[Scene], told: Mapping[Home, Answer]) -> list[list[Entity]]:
    """The fillers of a type, template by template, the likeliest first."""
    homes = {id(one): home_of(one, scenes) for one in found}
    hit: dict[Home, float] = defaultdict(float)
    for one in found:
        if one.role in (Role.VICTIM, Role.TARGET):
            hit[homes[id(one)]] += one.chance
    kept: list[Home] = []
    for home in sorted(hit, key=lambda home: -hit[home]):
        if all(told[home].differs(told[other]) for other in kept):
            kept.append(home)
    groups: list[list[Entity]] = [[] for _ in range(max(len(kept), 1))]
    for one in found:
        home = homes[id(one)]
        alike = [n for n, other in enumerate(kept) if home == other]
        alike += [n for n, other in enumerate(kept) if not told[home].differs(told[other])]
        groups[alike[0] if alike else 0].append(one)
    return groups


def day_of(found: Sequence[Entity], scenes: Sequence[Scene], told: Mapping[Home, Answer]) -> tuple[str, str] | None:
    """The day most told of a template's fillers; None where none is told."""
    days: dict[tuple[str, str], float] = defaultdict(float)
    for one in found:
        when = told[home_of(one, scenes)].when
        if when is not None:
            days[when] += one.chance
    return max(days, key=lambda day: days[day], default=None)
