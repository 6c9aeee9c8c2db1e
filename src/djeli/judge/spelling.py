"""Decisions in words: values as people read them, and the sentence that stands beside a corrected one."""

from __future__ import annotations

import json
from typing import Any

from djeli import phrases, values
from djeli.decided import Decided
from djeli.errors import InvalidRecord
from djeli.judge.rows import ASSIGNED, CODED, DISPUTE, seen_value
from djeli.records import Judgement, unsigned
from djeli.values import PROPERTIES, Party, Quantity, When, Where
from djeli.vocab import Harm, Role

NOBODY = "nobody known"


def parties(text: str) -> tuple[Party, ...]:
    """Parties of a role as a decision about an event keeps them: a JSON list.

    Raises:
        InvalidRecord: it is no such list.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidRecord(f"not a list of parties: {text[:80]!r}") from error
    return tuple(values.load(json.dumps(one), Party) for one in (found if isinstance(found, list) else [found]))


def party_list(found: tuple[Party, ...]) -> str:
    """The list that `parties` reads."""
    return json.dumps([json.loads(values.dump(one)) for one in found], ensure_ascii=False)


def spelled(prop: str, text: str) -> str:
    """A value as people read it; empty stays empty."""
    if not text:
        return ""
    try:
        return _spelled(prop, text)
    except InvalidRecord:  # a row that somebody else wrote: shown as it is
        return text


def _spelled(prop: str, text: str) -> str:
    if text.startswith("["):
        return ", ".join(one.name for one in parties(text)) or NOBODY
    kind = PROPERTIES.get(prop)
    if kind is None or not text.startswith("{"):
        return text.replace("_", " ") if prop == "type" else text
    value: Any = values.load(text, kind)
    if isinstance(value, Quantity):
        return phrases.quantity(value)
    if isinstance(value, When):
        return phrases.when(value)
    return phrases.where(value) if isinstance(value, Where) else str(value.name)


_SHOWN = ("grade", ASSIGNED, CODED)
NAMES = {
    "when": "date",
    "where": "place",
    Role.PERPETRATOR.value: "who did it",
    Role.TARGET.value: "whom it was aimed at",
    Role.VICTIM.value: "victims",
    Role.PARTICIPANT.value: "parties",
}


def name_of(prop: str) -> str:
    """A property as people call it."""
    if prop.startswith(DISPUTE):
        return prop.removeprefix(DISPUTE).replace(":", ", ")
    return NAMES.get(prop, f"number {prop}" if prop in set(Harm) else prop)


def reason(one: Judgement) -> str:
    """When a value was set, why, and what stood there: "Set by a person on 2 Jan 2026 (why); Djeli had 50.".

    It goes into values and grades and so into what leaves the case: the name stands with the decision alone.
    """
    given = unsigned(one).strip().rstrip(".")
    why = f" ({given})" if given else ""
    before = spelled(one.right, seen_value(one)) or "nothing"
    return f"Set by a person on {phrases.when_day(one.at.date())}{why}; Djeli had {before}."


def decided(one: Judgement, made: str) -> Decided:
    """A decision as it is shown; `made` is its id as made."""
    return Decided(
        id=made,
        of=one.left,
        prop="" if _report(one.right) else one.right,
        verdict=one.verdict,
        value=spelled(one.right, one.value) if one.right in PROPERTIES or one.right in _SHOWN else "",
        machine=spelled(one.right, seen_value(one)),
        by=one.by,
        at=one.at.isoformat(timespec="seconds"),
        why=one.why,
    )


def _report(name: str) -> bool:
    return len(name) == 32 and all(letter in "0123456789abcdef" for letter in name)
