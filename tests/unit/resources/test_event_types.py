"""The ontology: every file is valid, and the checks see each kind of fault."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djeli.errors import ResourceError
from djeli.resources.event_types import (
    FAMILIES,
    affinity,
    ancestors,
    codes,
    coverage,
    event_types,
    parse_types,
    related,
    type_of_concept,
)
from djeli.vocab import Harm, Role

GOOD: dict[str, Any] = {
    "id": "ambush",
    "label": {"en": "Ambush", "fr": "Embuscade"},
    "family": "violence",
    "parent": None,
    "definition": "An attack from hiding.",
    "concepts": ["ambush"],
    "roles": {"perpetrator": "optional", "victim": "required"},
    "harm": ["killed"],
    "two_sided": False,
    "undertaking": False,
    "plover": {"type": "ASSAULT", "modes": ["firearms"], "contexts": ["military"]},
    "acled": {"event_type": "Battles", "sub_event_type": "Armed clash"},
    "ucdp": "by_parties",
    "muc4": "ATTACK",
    "links_with": [],
    "specificity": 5,
}
TYPES = sorted(event_types())


def test_the_ontology_is_rich_and_every_family_is_used() -> None:
    """At least 100 types, and no family without one."""
    assert len(TYPES) >= 100
    assert {kind.family for kind in event_types().values()} == set(FAMILIES)


@pytest.mark.parametrize("name", TYPES)
def test_each_type_is_complete(name: str) -> None:
    """Labels in two languages, a definition that is a sentence, a concept, and a role."""
    kind = event_types()[name]
    assert set(kind.label) >= {"en", "fr"}
    assert kind.definition.endswith(".")
    assert kind.concepts
    assert kind.roles
    assert kind.plover or kind.plover_reason.endswith(".")
    assert not (kind.two_sided and Role.PARTICIPANT not in kind.roles)


@pytest.mark.parametrize("name", [n for n in TYPES if event_types()[n].parent])
def test_a_child_is_finer_than_its_parent(name: str) -> None:
    """A finer type must win over its parent when both are told."""
    kind = event_types()[name]
    assert kind.parent
    assert kind.specificity > event_types()[kind.parent].specificity


def test_violence_that_kills_is_coded_for_muc4() -> None:
    """Types of violence that count the dead map to one of the six types of MUC-4, cyber attacks and such aside."""
    without = {n for n in TYPES if event_types()[n].family == "violence" and event_types()[n].muc4 is None}
    assert without <= {"siege", "cyber_attack", "prison_break", "capture"}


FAULTS: list[tuple[str, Any, str]] = [
    ("id", "raid", "file is called"),
    ("label", {"en": "Ambush"}, "en and fr"),
    ("family", "war", "expected one of violence"),
    ("parent", "nothing", "not another type"),
    ("parent", "ambush", "not another type"),
    ("definition", " ", "is empty"),
    ("concepts", "ambush", "must be a list"),
    ("concepts", ["a", "a"], "twice"),
    ("roles", {"killer": "optional"}, "expected one of perpetrator"),
    ("roles", {"victim": "maybe"}, "required, optional"),
    ("roles", {}, "must map"),
    ("harm", ["dead"], "expected one of killed"),
    ("two_sided", "no", "true or false"),
    ("plover", {"type": "FIGHT", "modes": [], "contexts": []}, "expected one of AGREE"),
    ("plover", {"type": "ASSAULT", "modes": ["demo"], "contexts": []}, "ASSAULT mode"),
    ("plover", {"type": "ASSAULT", "modes": [], "contexts": ["war"]}, "plover.contexts"),
    ("plover", None, "plover_reason"),
    ("acled", {"event_type": "Battle", "sub_event_type": "Armed clash"}, "acled.event_type"),
    ("acled", {"event_type": "Battles", "sub_event_type": "Attack"}, "acled.sub_event_type"),
    ("ucdp", "war", "expected one of state_based"),
    ("muc4", "MURDER", "expected one of ATTACK"),
    ("links_with", ["nothing"], "not another type"),
    ("specificity", 12, "from 0 to 9"),
    ("colour", "red", "unknown key"),
]


@pytest.mark.parametrize(("key", "value", "message"), FAULTS)
def test_each_fault_is_named(key: str, value: Any, message: str) -> None:
    """A broken file is refused with the words that help to mend it."""
    entry = copy.deepcopy(GOOD) | {key: value}
    with pytest.raises(ResourceError, match=message):
        parse_types({"ambush": entry})


def test_all_faults_come_together() -> None:
    """Two broken keys in two files give one error with both."""
    with pytest.raises(ResourceError) as caught:
        parse_types({"ambush": GOOD | {"muc4": "X"}, "raid": GOOD | {"id": "raid", "family": "y"}})
    assert "2 fault(s)" in str(caught.value)
    assert "ambush" in str(caught.value)
    assert "raid" in str(caught.value)


def test_a_missing_key_and_a_concept_used_twice_are_faults() -> None:
    """Keys may not be left out, and a concept tells one type only."""
    with pytest.raises(ResourceError, match="lacks the key 'muc4'"):
        parse_types({"ambush": {k: v for k, v in GOOD.items() if k != "muc4"}})
    with pytest.raises(ResourceError, match="tells ambush already"):
        parse_types({"ambush": GOOD, "raid": GOOD | {"id": "raid"}})


AFFINITIES = [
    ("ambush", "ambush", 1.0),
    ("ambush", "armed_attack", 0.8),
    ("drone_strike", "armed_attack", 0.8),
    ("suicide_bombing", "car_bombing", 0.6),
    ("killing", "air_strike", 0.6),
    ("kidnapping", "abduction", 0.0),
    ("ambush", "raid", 0.5),
    ("vote", "ambush", 0.0),
    ("ceasefire", "looting", 0.0),
    ("coup", "coup_attempt", 0.6),
]


@pytest.mark.parametrize(("a", "b", "expected"), AFFINITIES)
def test_affinity(a: str, b: str, expected: float) -> None:
    """Kinship and links give the stated steps; a word that is no type is akin to nothing but itself."""
    assert affinity(a, b) == expected
    assert related(a, b) == (expected > 0)


@given(st.sampled_from(TYPES), st.sampled_from(TYPES))
def test_affinity_is_symmetric_and_bounded(a: str, b: str) -> None:
    """The order of two types never matters, and only equal types reach 1."""
    assert affinity(a, b) == affinity(b, a)
    assert 0 <= affinity(a, b) <= 1
    assert (affinity(a, b) == 1) == (a == b)


@pytest.mark.parametrize("name", TYPES)
def test_most_types_stay_apart(name: str) -> None:
    """A type that goes with a third of all others would link everything with everything."""
    assert sum(related(name, other) for other in TYPES) < len(TYPES) / 3


def test_ancestors_and_concepts() -> None:
    """Ancestors come nearest first; concepts lead back to their type."""
    assert ancestors("drone_strike") == ("air_strike", "armed_attack")
    assert ancestors("no such type") == ()
    assert type_of_concept()["ambush"] == "ambush"


def test_code_lists() -> None:
    """The code lists have the known sizes: 16 PLOVER types, 37 contexts, 25 sectors, 25 sub-events, 8 kinds."""
    lists = codes()
    assert len(lists["plover"]["types"]) == 16
    assert len(lists["plover"]["contexts"]) == 37
    assert len(lists["plover"]["sectors"]) == 25
    assert sum(len(subs) for subs in lists["acled"].values()) == 25
    assert len(lists["acled_inter"]) == 8
    assert set(lists["ucdp"].values()) == {1, 2, 3}


def test_coverage_reports_gaps() -> None:
    """A language without words for a concept is listed with type and concept."""
    every = set(type_of_concept())
    assert coverage({"en": every}) == ()
    gaps = coverage({"en": every, "xx": every - {"ambush"}})
    assert [(gap.type, gap.concept, gap.language) for gap in gaps] == [("ambush", "ambush", "xx")]


def test_harms_and_roles_are_members_of_the_closed_words() -> None:
    """Harms and roles come out as enum members, not as strings."""
    kind = event_types()["hostage_taking"]
    assert Harm.ABDUCTED in kind.harm
    assert kind.required_roles == {Role.VICTIM}
