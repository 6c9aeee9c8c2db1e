"""Actors that experts wrote down: armies, armed groups, missions, alliances, organisations and offices.

Files: `theatres/<theatre>/actors.yaml`. The table names public bodies and offices, never private persons. What it says
about an actor beyond its names is background for the reader, not a claim of any document, and says where it was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from djeli.errors import NotFound
from djeli.resources import load_yaml
from djeli.resources.actor_facts import (
    REFERENCES,
    UNREFERENCED,
    Fact,
    build_facts,
    check_facts,
    check_pages,
    check_reference,
    reference_text,
    strangers,
)
from djeli.resources.checks import Faults
from djeli.resources.event_types import codes
from djeli.vocab import PartyKind

REQUIRED = ("names", "kind", "country", "sector")
OPTIONAL = ("needs", "founded", "ended", "note", "reference", "parent", "facts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One actor. `name` is the canonical form, `aliases` every other written form, French ones included.

    `needs` maps an ambiguous form to words one of which must stand in the same item before the form counts.
    `countries` are ISO 3166-1 alpha-2, home first. `sector` is a PLOVER sector or international code. `reference` is
    an address that was opened, or "unreferenced"; it stands for one of the names, the kind and the home country, and
    for nothing else. `facts` carry a reference each.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: PartyKind
    countries: tuple[str, ...]
    sector: str
    theatre: str
    needs: Mapping[str, tuple[str, ...]]
    parent: str = ""
    founded: str = ""
    ended: str = ""
    note: str = ""
    reference: str = UNREFERENCED
    facts: tuple[Fact, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Every written form, the canonical one first."""
        return (self.name, *self.aliases)

    @property
    def country(self) -> str:
        """The one country of the actor; empty when it has none or several."""
        return self.countries[0] if len(self.countries) == 1 else ""


@cache
def theatres() -> tuple[str, ...]:
    """Names of the theatres that have an actor table, sorted."""
    folder = files("djeli.resources") / "theatres"
    return tuple(sorted(f.name for f in folder.iterdir() if f.is_dir() and (f / "actors.yaml").is_file()))


@cache
def load_actors(chosen: tuple[str, ...] | None = None) -> Mapping[str, Actor]:
    """Actors by id: of the chosen theatres and the `global` one, or of all when none is chosen.

    Raises:
        NotFound: a chosen theatre has no actor table.
        ResourceError: a table breaks its rules; every fault is in the message.
    """
    known = theatres()
    for name in chosen or ():
        if name not in known:
            raise NotFound(f"no theatre {name!r}; there are {', '.join(known)}")
    wanted = tuple(name for name in known if not chosen or name in (*chosen, "global"))
    folder = files("djeli.resources") / "theatres"
    return parse_actors({name: load_yaml(folder / name / "actors.yaml") for name in wanted}, whole=not chosen)


def parse_actors(tables: Mapping[str, Mapping[str, Any]], *, whole: bool = True) -> Mapping[str, Actor]:
    """Actors from parsed tables, keyed by theatre. With a part of the tables only, parents may be elsewhere.

    Raises:
        ResourceError: as `load_actors`.
    """
    faults = Faults()
    owner: dict[str, str] = {}
    pages: dict[str, Mapping[str, Any]] = {}
    for theatre, table in tables.items():
        pages[theatre] = check_pages(f"{theatre}.{REFERENCES}", table.get(REFERENCES, {}), faults)
        for name, entry in table.items():
            if name == REFERENCES:
                continue
            if name in owner:
                faults.add(f"{theatre}.{name}", f"the id stands in {owner[name]} already")
            owner[name] = theatre
            _check_entry(f"{theatre}.{name}", entry, pages[theatre], faults)
    faults.check()
    actors = {i: _build(i, owner[i], tables[owner[i]][i], pages[owner[i]]) for i in sorted(owner)}
    for actor in actors.values() if whole else ():
        if actor.parent and actor.parent not in actors:
            faults.add(f"{actor.theatre}.{actor.id}", f"'parent' {actor.parent!r} is no actor")
        for value in strangers(actor.facts, actors):
            faults.add(f"{actor.theatre}.{actor.id}", f"the fact's value {value!r} is no actor")
    for fault in clashes(actors.values()):
        faults.add("aliases", fault)
    faults.check()
    return MappingProxyType(actors)


def _check_entry(where: str, entry: Any, pages: Mapping[str, Any], faults: Faults) -> None:
    before = len(faults.found)
    if not isinstance(entry, dict):
        faults.add(where, f"expected a mapping, met {entry!r}")
        return
    faults.keys(where, entry, required=REQUIRED, optional=OPTIONAL)
    if len(faults.found) > before:
        return
    names = faults.words(where, entry["names"], name="names")
    if not names:
        faults.add(where, "'names' is empty; the canonical name comes first")
    faults.member(where, entry["kind"], [k.value for k in PartyKind], name="kind")
    known = codes()["plover"]
    faults.member(where, entry["sector"], [*known["sectors"], *known["international"]], name="sector")
    for country in faults.words(where, entry["country"], name="country"):
        if len(country) != 2 or not country.isupper():
            faults.add(where, f"'country' holds {country!r}; write ISO 3166-1 alpha-2 codes in capitals")
    for form, words in (entry.get("needs") or {}).items():
        if form not in names:
            faults.add(where, f"'needs' speaks of {form!r}, which is not among the names")
        if not faults.words(where, words, name=f"needs.{form}"):
            faults.add(where, f"'needs' gives no words for {form!r}")
    check_reference(where, entry.get("reference", UNREFERENCED), pages, faults)
    check_facts(where, entry.get("facts", []), names, pages, faults)


def _build(name: str, theatre: str, entry: Mapping[str, Any], pages: Mapping[str, Any]) -> Actor:
    first, *rest = entry["names"]
    return Actor(
        id=name,
        name=first,
        aliases=tuple(rest),
        kind=PartyKind(entry["kind"]),
        countries=tuple(entry["country"]),
        sector=entry["sector"],
        theatre=theatre,
        needs=MappingProxyType({form: tuple(w.lower() for w in ws) for form, ws in (entry.get("needs") or {}).items()}),
        parent=entry.get("parent", ""),
        founded=str(entry.get("founded", "")),
        ended=str(entry.get("ended", "")),
        note=entry.get("note", ""),
        reference=reference_text(entry.get("reference", UNREFERENCED), pages),
        facts=build_facts(entry.get("facts", []), pages),
    )


def clashes(actors: Iterable[Actor]) -> tuple[str, ...]:
    """Sentences about written forms that two actors share without both saying what they need."""
    owners: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        for form in dict.fromkeys(f.casefold() for f in actor.forms):
            owners[form].append(actor)
    return tuple(
        f"{form!r} names {' and '.join(a.id for a in sharing)}; give the form 'needs' in each"
        for form, sharing in sorted(owners.items())
        if len(sharing) > 1 and not all(_needs(actor, form) for actor in sharing)
    )


def _needs(actor: Actor, form: str) -> bool:
    return any(key.casefold() == form for key in actor.needs)
