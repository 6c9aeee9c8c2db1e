"""The actor tables: valid, free of clashes, neutral, and refused with a reason when broken."""

from __future__ import annotations

from typing import Any

import pytest

from djeli.errors import NotFound, ResourceError
from djeli.resources.actor_facts import FactKind
from djeli.resources.actors import clashes, load_actors, parse_actors, theatres
from djeli.vocab import PartyKind

GOOD: dict[str, Any] = {"names": ["Northern Army", "NA"], "kind": "rebel_group", "country": ["ML"], "sector": "REB"}
ACTORS = load_actors()


def test_the_tables_are_rich() -> None:
    """At least 14 theatres, 250 actors and 1,000 written forms."""
    assert len(theatres()) >= 14
    assert len(ACTORS) >= 250
    assert sum(len(actor.forms) for actor in ACTORS.values()) >= 1000


def test_each_kind_of_armed_party_is_there() -> None:
    """Armies, rebels, militias, mercenaries, missions, police, criminals, governments and organisations are listed."""
    kinds = {actor.kind for actor in ACTORS.values()}
    assert kinds >= {k for k in PartyKind if k.armed and k is not PartyKind.ARMED_UNKNOWN}
    assert kinds >= {PartyKind.GOVERNMENT, PartyKind.ORGANISATION}
    assert PartyKind.PERSON not in kinds, "the table holds no persons"


KNOWN = [
    ("jnim", "GSIM", PartyKind.REBEL_GROUP),
    ("mali_army", "FAMa", PartyKind.STATE_FORCES),
    ("rsf", "Forces de soutien rapide", PartyKind.POLITICAL_MILITIA),
    ("wagner", "PMC Wagner", PartyKind.MERCENARIES),
    ("unifil", "Finul", PartyKind.PEACEKEEPERS),
    ("fmln", "FMLN", PartyKind.REBEL_GROUP),
    ("ecowas", "CEDEAO", PartyKind.ORGANISATION),
    ("sinaloa_cartel", "Sinaloa cartel", PartyKind.CRIMINALS),
]


@pytest.mark.parametrize(("actor", "form", "kind"), KNOWN)
def test_known_actors(actor: str, form: str, kind: PartyKind) -> None:
    """Actors of several wars are found with their forms and neutral kinds."""
    assert form in ACTORS[actor].forms
    assert ACTORS[actor].kind is kind


def test_no_form_is_a_common_word() -> None:
    """A form that is a plain lower-case noun would turn every army into one army."""
    common = {
        "the army",
        "army",
        "rebels",
        "police",
        "government",
        "jihadists",
        "the coalition",
        "militia",
        "the front",
    }
    assert not {form for actor in ACTORS.values() for form in actor.forms if form.casefold() in common}


def test_words_needed_are_long_enough_to_mean_something() -> None:
    """A need of two letters stands in every text."""
    short = [(a.id, w) for a in ACTORS.values() for ws in a.needs.values() for w in ws if len(w) < 3]
    assert not short


def test_home_country() -> None:
    """An actor of one country has it; an actor of several or none has not."""
    assert ACTORS["mali_army"].country == "ML"
    assert ACTORS["jnim"].country == ""
    assert ACTORS["un"].country == ""


FAULTS: list[tuple[str, Any, str]] = [
    ("names", [], "canonical name comes first"),
    ("names", ["A", "A"], "twice"),
    ("kind", "terrorists", "expected one of state_forces"),
    ("sector", "ARMY", "expected one of COP"),
    ("country", ["Mali"], "alpha-2"),
    ("country", [False], "is not a word"),
    ("needs", {"XX": ["Mali"]}, "not among the names"),
    ("needs", {"NA": []}, "gives no words"),
    ("reference", "https://example.org", "unreferenced"),
    ("leader", "somebody", "unknown key"),
]


@pytest.mark.parametrize(("key", "value", "message"), FAULTS)
def test_each_fault_is_named(key: str, value: Any, message: str) -> None:
    """A broken entry is refused with words that help to mend it."""
    with pytest.raises(ResourceError, match=message):
        parse_actors({"north": {"na": GOOD | {key: value}}})


def test_a_shared_form_must_be_explained_on_both_sides() -> None:
    """Two actors may share a form only when each says what it needs."""
    other = {"names": ["National Alliance", "NA"], "kind": "organisation", "country": ["XX"], "sector": "PTY"}
    needs = {"NA": ["Kidal"]}
    with pytest.raises(ResourceError, match="'na' names"):
        parse_actors({"north": {"na": GOOD, "alliance": other}})
    with pytest.raises(ResourceError, match="'na' names"):
        parse_actors({"north": {"na": GOOD | {"needs": needs}, "alliance": other}})
    both = parse_actors({"north": {"na": GOOD | {"needs": needs}, "alliance": other | {"needs": {"NA": ["vote"]}}}})
    assert not clashes(both.values())


def test_an_id_stands_once() -> None:
    """The same id in two theatres is a fault."""
    with pytest.raises(ResourceError, match="stands in north already"):
        parse_actors({"north": {"na": GOOD}, "south": {"na": GOOD}})


def test_choosing_theatres() -> None:
    """A chosen theatre comes with the global table and nothing else; an unknown one is refused by name."""
    chosen = {actor.theatre for actor in load_actors(("sahel",)).values()}
    assert chosen == {"sahel", "global"}
    with pytest.raises(NotFound, match="sahel"):
        load_actors(("atlantis",))


def test_facts_are_marked() -> None:
    """Every actor and every fact either is unreferenced or names the address and day of its reference."""
    for actor in ACTORS.values():
        for reference in (actor.reference, *(fact.reference for fact in actor.facts)):
            assert reference == "unreferenced" or reference.startswith("http")


def test_a_hundred_and_twenty_actors_were_looked_up() -> None:
    """Actors of every theatre stand on a page that was opened, not only those of the best known wars."""
    looked_up = [actor for actor in ACTORS.values() if actor.reference != "unreferenced"]
    assert len(looked_up) >= 120
    assert {actor.theatre for actor in looked_up} == set(theatres())


def test_facts_are_read() -> None:
    """A fact keeps its kind, value, date as fine as it was written, and the page by address and day."""
    pages = {"maps": {"address": "https://example.org/maps", "opened": "2026-01-02"}}
    facts = [
        {"kind": "founded", "date": 2012},
        {"kind": "split_from", "value": "southern_army", "date": "2014-05", "reference": "maps"},
        {"kind": "known_as", "value": "na", "reference": pages["maps"]},
    ]
    other = GOOD | {"names": ["Southern Army"]}
    table = {"references": pages, "na": GOOD | {"facts": facts, "reference": "maps"}, "southern_army": other}
    actor = parse_actors({"north": table})["na"]
    founded, split, known = actor.facts
    assert (founded.kind, founded.date, founded.referenced) == (FactKind.FOUNDED, "2012", False)
    assert (split.value, split.date) == ("southern_army", "2014-05")
    assert split.reference == known.reference == actor.reference == "https://example.org/maps (2026-01-02)"


FACT_FAULTS: list[tuple[Any, str]] = [
    ({"kind": "founded"}, "needs a date"),
    ({"kind": "founded", "date": "2012-13"}, "write a year"),
    ({"kind": "founded", "date": "spring 2012"}, "write a year"),
    ({"kind": "allied_with"}, "needs a value"),
    ({"kind": "allied_with", "value": "nobody_known"}, "is no actor"),
    ({"kind": "allied_with", "value": 23}, "not a word"),
    ({"kind": "known_as", "value": "Elsewhere"}, "not among the names"),
    ({"kind": "terrorist", "value": "yes"}, "expected one of founded"),
    ({"kind": "founded", "date": 2012, "reference": "no_page"}, "a key of 'references'"),
    ({"kind": "founded", "date": 2012, "reference": {"address": "a book", "opened": "2026-01-02"}}, "was opened"),
    ({"kind": "founded", "date": 2012, "reference": {"address": "https://a.org", "opened": 2026}}, "day it was read"),
    ({"kind": "founded", "date": 2012, "led_by": "somebody"}, "unknown key"),
    ("founded 2012", "expected a mapping"),
]


@pytest.mark.parametrize(("fact", "message"), FACT_FAULTS)
def test_each_fault_of_a_fact_is_named(fact: Any, message: str) -> None:
    """A broken fact is refused with words that help to mend it."""
    with pytest.raises(ResourceError, match=message):
        parse_actors({"north": {"na": GOOD | {"facts": [fact]}}})


def test_facts_are_a_list() -> None:
    """Facts that are no list, and pages that are no mapping, are refused."""
    with pytest.raises(ResourceError, match="must be a list"):
        parse_actors({"north": {"na": GOOD | {"facts": {"founded": 2012}}}})
    with pytest.raises(ResourceError, match="must map short names"):
        parse_actors({"north": {"references": ["https://example.org"], "na": GOOD}})


def test_the_facts_of_two_actors_agree() -> None:
    """Whoever merged into a body is not also what that body split from, and nobody is its own relation."""
    for actor in ACTORS.values():
        related = [fact for fact in actor.facts if fact.value in ACTORS]
        assert not [fact for fact in related if fact.value == actor.id]
        merged = {fact.value for fact in related if fact.kind is FactKind.MERGED_INTO}
        assert not merged & {fact.value for fact in related if fact.kind is FactKind.MERGER_OF}
