"""Grade of a source, A to F, apart from what it says. Unknown is F; a fact without a reference is never used."""

from __future__ import annotations

from dataclasses import dataclass

from djeli.assess.overrule import NONE, Decision
from djeli.assess.signals import signal
from djeli.errors import InvalidRecord
from djeli.records import Document, Item
from djeli.resources.sources import Outlet, by_host, by_name
from djeli.views import Assessment, Signal
from djeli.vocab import Basis, Credibility, Reliability

PROVEN = frozenset({Basis.FETCHED_HOST, Basis.STRUCTURED, Basis.SUPPLIED})
"""Bases that earn a profile: what only the page's own words say does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """What the source table says of an outlet. `state` names the state whose media it is; empty for none.

    `references` are addresses that were opened when the fact was written. Without one nothing here is used.
    """

    name: str
    grade: Reliability = Reliability.F
    state: str = ""
    references: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.grade is Reliability.E and not self.references:
            raise InvalidRecord(f"{self.name}: grade E needs a cited record; give a reference or leave the grade F")


def publisher_of(item: Item, document: Document | None) -> tuple[str, Basis]:
    """Name of an item's publisher and how it is known: the fetched host goes before what a page says of itself."""
    told = document.publisher if document else None
    fetched = told if document and document.publisher_basis is Basis.FETCHED_HOST else None
    known = fetched or item.publisher or told
    return (known.value, known.basis) if known else ("", Basis.NONE)


def outlet_of(name: str, basis: Basis) -> Outlet | None:
    """The outlet table's entry: by host for what was fetched, else by name."""
    if not name:
        return None
    return by_host(name) if basis is Basis.FETCHED_HOST else by_name(name)


def facts_of(outlet: Outlet) -> SourceFacts:
    """What an entry of the outlet table gives to grade by: who controls it, if a reference was opened for that.

    The table holds no grades, so the grade stays F until an analyst gives one.
    """
    return SourceFacts(
        name=outlet.name,
        state=outlet.country if outlet.controlled else "",
        references=(outlet.reference,) if outlet.referenced else (),
    )


def assess_source(name: str, facts: SourceFacts | None, *, basis: Basis, decided: Decision = NONE) -> Assessment:
    """Grade one publisher.

    Args:
        name: as the item gives it; empty when there is none.
        facts: its entry in the source table, if any.
        basis: how the publisher is known; with TEXT no profile is earned, nor a grade that somebody gave the name.
        decided: what people decided about it.
    """
    signals: list[Signal] = []
    grade = Reliability.F
    if not name.strip():
        signals.append(signal("no_publisher"))
    elif basis not in PROVEN:
        signals.append(signal("publisher_text_only", name=name))
    elif facts is None:
        signals.append(signal("source_unknown", name=name))
    elif not facts.references:
        signals.append(signal("profile_unreferenced", name=name))
    else:
        grade, found = _profile(name, facts)
        signals += found
    graded = Assessment(
        subject=name or "unknown publisher",
        reliability=grade,
        credibility=Credibility.CANNOT_JUDGE,
        signals=tuple(signals),
    )
    return decided.applied(graded) if basis in PROVEN else graded


def _profile(name: str, facts: SourceFacts) -> tuple[Reliability, list[Signal]]:
    reference = facts.references[0]
    found = []
    if facts.grade is Reliability.F:
        found.append(signal("source_unknown", name=name))
    else:
        against = facts.grade in (Reliability.D, Reliability.E)
        found.append(
            signal("profile_against" if against else "profile", name=name, grade=facts.grade, reference=reference)
        )
    if facts.state:
        found.append(signal("state_media", name=name, state=facts.state, reference=reference))
    return facts.grade, found
