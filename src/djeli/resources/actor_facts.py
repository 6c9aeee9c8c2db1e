"""What the actor tables say of an actor beyond its names: dated facts, each with the page it was read on.

A fact is background for the reader and not a claim of any document. A fact without a page is "unreferenced", and
nothing unreferenced is ever used in a grade.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from djeli.resources.checks import Faults

UNREFERENCED = "unreferenced"
REFERENCES = "references"
"""The key of a table that is no actor: pages by short name, so that one page can stand behind many facts."""

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


class FactKind(StrEnum):
    """What a fact says. The value is the other body, the name, or empty where the kind says it all."""

    FOUNDED = "founded"
    KNOWN_AS = "known_as"
    RENAMED = "renamed"
    MERGED_INTO = "merged_into"
    MERGER_OF = "merger_of"
    SPLIT_FROM = "split_from"
    SUCCEEDED_BY = "succeeded_by"
    ALLIED_WITH = "allied_with"
    RIVAL_OF = "rival_of"
    MEMBER_OF = "member_of"
    PART_OF = "part_of"
    DISBANDED = "disbanded"
    DESIGNATED_BY = "designated_by"
    MANDATE_START = "mandate_start"
    MANDATE_END = "mandate_end"

    @property
    def needs_date(self) -> bool:
        """Whether the fact says nothing without a date; the others say nothing without a value."""
        return self in _DATED


_DATED = frozenset({FactKind.FOUNDED, FactKind.DISBANDED, FactKind.MANDATE_START, FactKind.MANDATE_END})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact: `value` is an actor's id, a name or a phrase; `date` an ISO year, month or day, or empty.

    `reference` is the address that states it with the day it was opened, or "unreferenced". A designation is what the
    body in `value` decided and says nothing of what the actor is.
    """

    kind: FactKind
    value: str = ""
    date: str = ""
    reference: str = UNREFERENCED

    @property
    def referenced(self) -> bool:
        """Whether a page stands behind the fact."""
        return self.reference != UNREFERENCED


def check_facts(where: str, raw: Any, names: Iterable[str], pages: Mapping[str, Any], faults: Faults) -> None:
    """Report what is wrong with the facts of one entry."""
    if not isinstance(raw, list):
        faults.add(where, f"'facts' must be a list, met {raw!r}")
        return
    known = {name.casefold() for name in names}
    for number, fact in enumerate(raw):
        at = f"{where}.facts[{number}]"
        if not isinstance(fact, dict):
            faults.add(at, f"expected a mapping, met {fact!r}")
            continue
        faults.keys(at, fact, required=("kind",), optional=("value", "date", "reference"))
        if faults.member(at, fact.get("kind"), [k.value for k in FactKind], name="kind"):
            _check_content(at, fact, known, faults)
        check_reference(at, fact.get("reference", UNREFERENCED), pages, faults)


def _check_content(at: str, fact: Mapping[str, Any], names: set[str], faults: Faults) -> None:
    kind, value, day = FactKind(fact["kind"]), fact.get("value", ""), str(fact.get("date", ""))
    if not isinstance(value, str):
        faults.add(at, f"'value' is {value!r}, which is not a word; quote it")
    elif not value and not kind.needs_date:
        faults.add(at, f"{kind.value!r} needs a value: an actor's id or a name")
    elif kind is FactKind.KNOWN_AS and value.casefold() not in names:
        faults.add(at, f"'known_as' speaks of {value!r}, which is not among the names")
    if kind.needs_date and not day:
        faults.add(at, f"{kind.value!r} needs a date")
    if day and not _is_day(day):
        faults.add(at, f"'date' is {day!r}; write a year, year-month or year-month-day")


def check_reference(where: str, raw: Any, pages: Mapping[str, Any], faults: Faults) -> None:
    """Report a reference that is neither "unreferenced", nor a page of the table, nor {address, opened}."""
    if raw == UNREFERENCED or (isinstance(raw, str) and raw in pages):
        return
    if not (isinstance(raw, dict) and set(raw) == {"address", "opened"}):
        faults.add(where, f"'reference' is 'unreferenced', a key of '{REFERENCES}' or {{address, opened: the day}}")
        return
    if not str(raw["address"]).startswith(("https://", "http://")):
        faults.add(where, f"'address' is {raw['address']!r}; write the address that was opened")
    if len(str(raw["opened"])) != len("2000-01-01") or not _is_day(str(raw["opened"])):
        faults.add(where, f"'opened' is {raw['opened']!r}; write the day it was read")


def check_pages(where: str, raw: Any, faults: Faults) -> Mapping[str, Any]:
    """The pages of a table by short name; what is wrong with them is reported."""
    if not isinstance(raw, dict):
        faults.add(where, f"'{REFERENCES}' must map short names to {{address, opened}}, met {raw!r}")
        return {}
    for name, page in raw.items():
        check_reference(f"{where}.{name}", page, {}, faults)
    return raw


def reference_text(raw: Any, pages: Mapping[str, Any]) -> str:
    """The reference as one string: "address (day)", or "unreferenced"."""
    page = pages.get(raw, raw) if isinstance(raw, str) else raw
    return page if isinstance(page, str) else f"{page['address']} ({page['opened']})"


def build_facts(raw: Iterable[Mapping[str, Any]], pages: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Facts from checked entries, in their order."""
    return tuple(
        Fact(
            kind=FactKind(fact["kind"]),
            value=fact.get("value", ""),
            date=str(fact.get("date", "")),
            reference=reference_text(fact.get("reference", UNREFERENCED), pages),
        )
        for fact in raw
    )


def strangers(facts: Iterable[Fact], actors: Mapping[str, Any]) -> tuple[str, ...]:
    """Values written like an id that are no actor's id: a typing error, or a name that wants its capitals."""
    relating = (f.value for f in facts if f.kind not in (FactKind.KNOWN_AS, FactKind.RENAMED))
    return tuple(value for value in relating if _ID.fullmatch(value) and value not in actors)


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        return False
    return True
