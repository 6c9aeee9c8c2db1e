"""Event types: one YAML file each under `ontology/events/`, checked against the code lists of `ontology/codes.yaml`.

A type names the concepts whose words tell of it (`lang/<code>/triggers.yaml`), the roles and harms it may have, how
other codebooks call it, and which other types a report of the same event may plausibly be coded as.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from djeli.resources import load_yaml
from djeli.resources.checks import Faults
from djeli.vocab import Harm, Role

FAMILIES = (
    "violence",
    "coercion",
    "protest",
    "political",
    "military",
    "diplomatic",
    "legal",
    "humanitarian",
    "statement",
)
REQUIRED = (
    "id",
    "label",
    "family",
    "parent",
    "definition",
    "concepts",
    "roles",
    "harm",
    "two_sided",
    "undertaking",
    "plover",
    "acled",
    "ucdp",
    "muc4",
    "links_with",
    "specificity",
)
OPTIONAL = ("plover_reason", "refine_with")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plover:
    """PLOVER coding: one of the 16 types, its modes and contexts (manual of 2021-24; lists in `codes.yaml`)."""

    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acled:
    """ACLED-style event and sub-event. `armed_target` is the coding when those hit carry arms, where it differs."""

    event_type: str
    sub_event_type: str
    armed_target: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One type of the ontology.

    `roles` maps a role to whether an event of this type is incomplete without it. `undertaking` types have phases
    (announced, in force, ended). `two_sided` types have participants without direction. `specificity` grows with
    fineness: where two triggers tell one event, the type with the larger number names it. `refine_with` maps classes
    of weapons (`lang/<code>/weapons.yaml`) to the finer type an event told with such a weapon is.
    """

    id: str
    label: Mapping[str, str]
    family: str
    parent: str | None
    definition: str
    concepts: tuple[str, ...]
    roles: Mapping[Role, bool]
    harm: frozenset[Harm]
    two_sided: bool
    undertaking: bool
    plover: Plover | None
    plover_reason: str
    acled: Acled | None
    ucdp: str | None
    muc4: str | None
    links_with: frozenset[str]
    specificity: int
    refine_with: Mapping[str, str] = field(default_factory=dict)

    @property
    def required_roles(self) -> frozenset[Role]:
        """Roles without which an event of this type is incomplete."""
        return frozenset(role for role, required in self.roles.items() if required)


def _ontology() -> Traversable:
    return files("djeli.resources") / "ontology"


@cache
def codes() -> Mapping[str, Any]:
    """The code lists of other codebooks, as `ontology/codes.yaml` has them."""
    return MappingProxyType(dict(load_yaml(_ontology() / "codes.yaml")))


@cache
def event_types() -> Mapping[str, EventType]:
    """All types by id, sorted by id.

    Raises:
        ResourceError: files that break the rules; every fault is in the message.
    """
    raw = {f.name.removesuffix(".yaml"): load_yaml(f) for f in _ontology().joinpath("events").iterdir()}
    return parse_types(raw)


def type_name(kind: str) -> str:
    """An event type as people call it; an unknown one by its id in words."""
    known = event_types().get(kind)
    return known.label["en"] if known is not None else kind.replace("_", " ").capitalize()


def parse_types(raw: Mapping[str, Mapping[str, Any]]) -> Mapping[str, EventType]:
    """Types from parsed files, keyed by file name without `.yaml`.

    Raises:
        ResourceError: as `event_types`.
    """
    faults = Faults()
    for name, entry in raw.items():
        _check_entry(name, entry, faults)
    faults.check()
    types = {name: _build(raw[name]) for name in sorted(raw)}
    _check_relations(types, faults)
    faults.check()
    return MappingProxyType(types)


def _check_entry(name: str, entry: Mapping[str, Any], faults: Faults) -> None:
    before = len(faults.found)
    faults.keys(name, entry, required=REQUIRED, optional=OPTIONAL)
    if len(faults.found) > before:
        return
    if entry["id"] != name:
        faults.add(name, f"'id' is {entry['id']!r}, but the file is called {name}.yaml")
    label = entry["label"]
    if not isinstance(label, dict) or not label.get("en") or not label.get("fr"):
        faults.add(name, f"'label' needs en and fr, met {label!r}")
    if not str(entry["definition"]).strip():
        faults.add(name, "'definition' is empty; say in one or two sentences what counts")
    faults.member(name, entry["family"], FAMILIES, name="family")
    for flag in ("two_sided", "undertaking"):
        if not isinstance(entry[flag], bool):
            faults.add(name, f"{flag!r} must be true or false, met {entry[flag]!r}")
    if not isinstance(entry["specificity"], int) or not 0 <= entry["specificity"] <= 9:
        faults.add(name, f"'specificity' must be a whole number from 0 to 9, met {entry['specificity']!r}")
    faults.words(name, entry["concepts"], name="concepts")
    faults.words(name, entry["links_with"], name="links_with")
    _check_roles(name, entry, faults)
    _check_codes(name, entry, faults)


def _check_roles(name: str, entry: Mapping[str, Any], faults: Faults) -> None:
    roles = entry["roles"] if isinstance(entry["roles"], dict) else {}
    if not roles:
        faults.add(name, f"'roles' must map roles to required or optional, met {entry['roles']!r}")
    for role, need in roles.items():
        faults.member(name, role, [r.value for r in Role], name="roles")
        faults.member(name, need, ("required", "optional"), name=f"roles.{role}")
    for harm in faults.words(name, entry["harm"], name="harm"):
        faults.member(name, harm, [h.value for h in Harm], name="harm")


def _check_codes(name: str, entry: Mapping[str, Any], faults: Faults) -> None:
    lists = codes()
    plover = entry["plover"]
    if plover is None:
        if not entry.get("plover_reason"):
            faults.add(name, "'plover' is null without a 'plover_reason'")
    elif faults.member(name, plover.get("type"), lists["plover"]["types"], name="plover.type"):
        faults.keys(f"{name}.plover", plover, required=("type", "modes", "contexts"))
        for mode in plover.get("modes", ()):
            faults.member(name, mode, lists["plover"]["types"][plover["type"]], name=f"{plover['type']} mode")
        for context in plover.get("contexts", ()):
            faults.member(name, context, lists["plover"]["contexts"], name="plover.contexts")
    acled = entry["acled"]
    for code in (acled, acled.get("armed_target")) if isinstance(acled, dict) else ():
        if code is not None and faults.member(name, code.get("event_type"), lists["acled"], name="acled.event_type"):
            subs = lists["acled"][code["event_type"]]
            faults.member(name, code.get("sub_event_type"), subs, name="acled.sub_event_type")
    if entry["ucdp"] is not None:
        faults.member(name, entry["ucdp"], [*lists["ucdp"], "by_parties"], name="ucdp")
    if entry["muc4"] is not None:
        faults.member(name, entry["muc4"], lists["muc4"], name="muc4")


def _check_relations(types: Mapping[str, EventType], faults: Faults) -> None:
    told: dict[str, str] = {}
    for name, kind in types.items():
        for other in (*kind.links_with, *((kind.parent,) if kind.parent else ())):
            if other not in types or other == name:
                faults.add(name, f"points to {other!r}, which is not another type")
        seen, above = {name}, kind.parent
        while above and above in types and above not in seen:
            seen.add(above)
            above = types[above].parent
        if above in seen:
            faults.add(name, "is its own ancestor; mend 'parent'")
        for weapon, finer in kind.refine_with.items():
            if finer not in types:
                faults.add(name, f"'refine_with' gives {finer!r} for {weapon!r}, which is no type")
        for concept in kind.concepts:
            if concept in told:
                faults.add(name, f"uses the concept {concept!r}, which tells {told[concept]} already")
            told[concept] = name


def _pair(raw: Mapping[str, str] | None) -> tuple[str, str] | None:
    return (raw["event_type"], raw["sub_event_type"]) if raw else None


def _build(entry: Mapping[str, Any]) -> EventType:
    plover, acled = entry["plover"], entry["acled"]
    return EventType(
        id=entry["id"],
        label=MappingProxyType(dict(entry["label"])),
        family=entry["family"],
        parent=entry["parent"],
        definition=str(entry["definition"]).strip(),
        concepts=tuple(entry["concepts"]),
        roles=MappingProxyType({Role(role): need == "required" for role, need in entry["roles"].items()}),
        harm=frozenset(Harm(h) for h in entry["harm"]),
        two_sided=entry["two_sided"],
        undertaking=entry["undertaking"],
        plover=Plover(type=plover["type"], modes=tuple(plover["modes"]), contexts=tuple(plover["contexts"]))
        if plover
        else None,
        plover_reason=entry.get("plover_reason", ""),
        acled=Acled(
            event_type=acled["event_type"],
            sub_event_type=acled["sub_event_type"],
            armed_target=_pair(acled.get("armed_target")),
        )
        if acled
        else None,
        ucdp=entry["ucdp"],
        muc4=entry["muc4"],
        links_with=frozenset(entry["links_with"]),
        specificity=entry["specificity"],
        refine_with=MappingProxyType(dict(entry.get("refine_with") or {})),
    )


@cache
def type_of_concept() -> Mapping[str, str]:
    """Concept name to the id of the one type it tells."""
    return MappingProxyType({c: kind.id for kind in event_types().values() for c in kind.concepts})


@cache
def ancestors(name: str) -> tuple[str, ...]:
    """Ids above a type, nearest first; empty for a root and for a word that is no type."""
    kind = event_types().get(name)
    return (kind.parent, *ancestors(kind.parent)) if kind and kind.parent else ()


@cache
def affinity(a: str, b: str) -> float:
    """How well two types may name one event, from 0 to 1.

    1 same type; 0.8 one is the other's parent or ancestor; 0.6 named in `links_with` of either; 0.5 children of one
    parent; 0.4 linked through a parent; 0 otherwise. The steps order candidates; they are no probabilities.
    """
    if a == b:
        return 1.0
    types = event_types()
    if a not in types or b not in types:
        return 0.0
    up_a, up_b = ancestors(a), ancestors(b)
    if b in up_a or a in up_b:
        return 0.8
    if b in types[a].links_with or a in types[b].links_with:
        return 0.6
    if set(up_a) & set(up_b):
        return 0.5
    linked = any(_linked(x, y) for x in (a, *up_a) for y in (b, *up_b))
    return 0.4 if linked else 0.0


def _linked(a: str, b: str) -> bool:
    types = event_types()
    return b in types[a].links_with or a in types[b].links_with


def related(a: str, b: str) -> bool:
    """Whether reports of types `a` and `b` may speak of one event."""
    return affinity(a, b) > 0


@dataclass(frozen=True, slots=True)
class Gap:
    """A concept of a type that has no words in a language."""

    type: str
    concept: str
    language: str


def coverage(words: Mapping[str, Iterable[str]]) -> tuple[Gap, ...]:
    """Types times languages: which concepts lack words.

    Args:
        words: for each language code, the concepts its `triggers.yaml` holds.
    """
    have = {code: set(concepts) for code, concepts in words.items()}
    return tuple(
        Gap(kind.id, concept, code)
        for kind in event_types().values()
        for concept in kind.concepts
        for code in sorted(have)
        if concept not in have[code]
    )
