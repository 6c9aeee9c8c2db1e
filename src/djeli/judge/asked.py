"""Disputes as questions in a sentence: what every side says, who says so, and what there is to decide.

The words stand in `resources/judge/disputes.yaml`, one entry for each kind of dispute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from djeli.errors import ResourceError
from djeli.resources import load_yaml
from djeli.views import Dispute, Side
from djeli.vocab import DisputeKind

SPEAKERS, SIDES = 2, 4
"""Speakers of a side and sides that a sentence names; more would hide the question."""
_ITSELF, _NOBODY = "the text itself", "one account"
_BODIES = "bodies"


@dataclass(frozen=True, slots=True)
class _Form:
    """How a side is told: the pattern of its value, its words as the first side and as a later one."""

    pattern: re.Pattern[str]
    first: str
    again: str


def dispute_question(one: Dispute) -> str:
    """A dispute as a question: "50 were killed according to the army, 84 according to the union: is this …?"."""
    forms, asks = _templates()[one.kind]
    told = [_told(side, forms, later=number > 0) for number, side in enumerate(one.sides[:SIDES])]
    left = len(one.sides) - SIDES
    sides = ", ".join([*told, *([f"and {left} more say otherwise"] if left > 0 else [])])
    return f"{sides[:1].upper()}{sides[1:]}: {asks}"


def _told(side: Side, forms: Sequence[_Form], *, later: bool) -> str:
    form, met = next((form, met) for form in forms if (met := form.pattern.fullmatch(side.value)) is not None)
    words = (form.again if later else form.first).format(who=speakers(side.speakers), **met.groupdict())
    return f"{words} (no longer held)" if side.stale else words


def speakers(names: Sequence[str]) -> str:
    """Who says so, as it stands in a sentence: "the army", "the union and one page itself", "the mayor and 3 more"."""
    if not names:
        return _NOBODY
    own = [_named(name) for name in sorted(names, key=lambda name: name == _ITSELF)]
    if len(own) == SPEAKERS:
        return " and ".join(own)
    return own[0] if len(own) == 1 else f"{own[0]} and {len(own) - 1} more"


def _named(name: str) -> str:
    if name == _ITSELF:
        return "the page itself"
    last = name.rsplit(" ", 1)[-1]
    owned = "'s " in name or "’s " in name or name.lower().startswith(("the ", "a ", "an "))
    return name if owned or last not in _bodies() else f"the {name}"


@cache
def _bodies() -> frozenset[str]:
    return frozenset(_file()[_BODIES])


@cache
def _templates() -> Mapping[DisputeKind, tuple[tuple[_Form, ...], str]]:
    found = {}
    for kind in DisputeKind:
        entry = _file()[kind.value]
        forms = (_Form(_pattern(one), one["first"], one.get("again", one["first"])) for one in entry["says"])
        found[kind] = tuple(forms), entry["asks"]
    return found


def _pattern(form: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(form["match"], re.DOTALL)


@cache
def _file() -> Mapping[str, Any]:
    raw = load_yaml(files("djeli.resources") / "judge" / "disputes.yaml")
    faults = list(_faults(raw))
    if faults:
        raise ResourceError("judge/disputes.yaml: " + "; ".join(faults))
    return raw


def _faults(raw: Mapping[str, Any]) -> Iterator[str]:
    """Sentences about kinds that have no words, and words that fit no value."""
    for kind in DisputeKind:
        entry = raw.get(kind.value)
        if not isinstance(entry, dict) or not str(entry.get("asks", "")).endswith("?") or not entry.get("says"):
            yield f"{kind.value!r} needs 'says', and 'asks' that ends with a question mark"
        elif not _pattern(entry["says"][-1]).fullmatch("any value"):
            yield f"{kind.value!r}: the last pattern must fit every value"
    for name in raw.keys() - {_BODIES} - {kind.value for kind in DisputeKind}:
        yield f"{name!r} is no kind of dispute; there are {', '.join(DisputeKind)}"
