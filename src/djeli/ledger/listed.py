"""The actors a case tells of, as their list has them: those of the table, public persons, and bodies outside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from djeli.assess.shield import looks_a_person
from djeli.pipeline.base import public_names
from djeli.resources.actor_facts import UNREFERENCED
from djeli.resources.actors import Actor, load_actors
from djeli.store import Counted, PersonRow, View
from djeli.vocab import PartyKind, PersonLabel

REFERENCED, OUTSIDE = "referenced", "not in the table"


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many events an actor takes part, how many statements it makes, in how many relations it stands."""

    events: int = 0
    statements: int = 0
    relations: int = 0

    @property
    def all(self) -> int:
        """Everything counted."""
        return self.events + self.statements + self.relations


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor the case tells of. `known` says whether the table has it and with a page behind it; `role` is a public
    person's, in the page's words.
    """

    id: str
    name: str
    kind: PartyKind
    countries: tuple[str, ...] = ()
    counts: Counts = Counts()
    known: str = OUTSIDE
    role: str = ""
    why: str = ""
    """Why a person is listed: the reason for calling the role public."""


def rows(view: View) -> list[ActorRow]:
    """Actors of the table that events, statements or relations name, bodies outside it, and public persons."""
    table, public, named = load_actors(), _public(view), view.bodies()
    counted = view.counted({*table, *public, *(key for key, _ in named)})
    found = [of_table(table[key], _counts(counted[key])) for key in counted if key in table]
    for key in public.keys() & counted.keys() - table.keys():
        one = public[key]
        role = ", ".join(part for part in (one.role, one.organisation) if part)
        found.append(
            ActorRow(
                id=f"name:{key}",
                name=one.name,
                kind=PartyKind.PERSON,
                role=role,
                counts=_counts(counted[key]),
                why=one.reason,
            )
        )
    found += [
        ActorRow(id=f"name:{key}", name=name, kind=kind, counts=_counts(counted[key]))
        for key, (name, kind) in _outside(view, named).items()
    ]
    return sorted(found, key=lambda row: (-row.counts.all, row.name.casefold(), row.id))


def _counts(counted: Counted) -> Counts:
    return Counts(*counted)


def _public(view: View) -> Mapping[str, PersonRow]:
    """Persons that some page shows in a public role, and none as a minor, by name in plain words."""
    found = {}
    for name, told in view.persons_called(public_names(view)).items():
        one = next((each for each in told if PersonLabel(each.label).shown), None)
        if one is not None and all(PersonLabel(each.label) is not PersonLabel.MINOR for each in told):
            found[name] = one
    return found


def _outside(view: View, named: list[tuple[str, str]]) -> dict[str, tuple[str, PartyKind]]:
    """Bodies that relations name and the table lacks, by name in plain words. Persons are never among them."""
    keys = {key for key, _ in named}
    persons, kinds = view.persons_called(keys), view.kinds_of(keys)
    found: dict[str, tuple[str, PartyKind]] = {}
    for key, name in named:
        kind = PartyKind(kinds[key]) if key in kinds else None
        if key not in persons and _names_a_body(name, kind):
            found.setdefault(key, (name, kind or PartyKind.UNKNOWN))
    return found


def _names_a_body(name: str, kind: PartyKind | None) -> bool:
    """Whether a name can be listed: it took part as an armed party, or it is no name that a person may have."""
    parts = name.split()
    if kind is not None and kind.armed:
        return True
    if len(parts) == 1:
        return name.isupper()
    return any(part[0].isupper() for part in parts) and not looks_a_person(name)


def of_table(actor: Actor, counts: Counts) -> ActorRow:
    """The row of an actor of the table."""
    known = actor.reference != UNREFERENCED or any(fact.referenced for fact in actor.facts)
    return ActorRow(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        countries=actor.countries,
        known=REFERENCED if known else UNREFERENCED,
        counts=counts,
    )
