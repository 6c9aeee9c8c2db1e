"""Told as having happened, or not; phases; background; aggregates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from djeli import lang
from djeli.vocab import Modality, PartyKind, Phase
from english import shown, triggers_of

TOLD = (
    ("Nobody was abducted in the raid on the farm.", "abduction negated | raid"),
    ("Reports of a massacre in the valley turned out to be false.", "massacre negated"),
    ("Reports that a drone had hit the airport were untrue.", "armed_attack negated background"),
    ("Had the bomb exploded, it would have destroyed the bridge.", "bombing hypothetical | sabotage hypothetical"),
    ("Troops stormed a mock village during exercises in the north.", "armed_attack hypothetical"),
    ("The film tells the story of a kidnapping in the Andes.", "abduction background"),
    ("The novel's hero is shot by a sniper.", "shooting hypothetical"),
    ("The ministry announced that it had cut diplomatic relations with its neighbour.", "diplomatic_break"),
    ("The junta announced that an election will be held next year.", "election planned announced"),
    ("The council will vote on sanctions next week.", "vote planned | sanction planned considered aggregate"),
    ("The truce took effect at midnight on Tuesday.", "ceasefire in_force"),
    ("The ceasefire ended on Saturday.", "ceasefire ended"),
    ("The group has killed thousands since 2015.", "killing aggregate"),
    (
        "Crimes have included bombings, a hijacking and arson.",
        "bombing aggregate | hijacking aggregate | arson aggregate",
    ),
    ("Negotiating with the rebels should be a priority.", "talks hypothetical"),
    ("The rebels did not attack the convoy.", "armed_attack negated"),
    ("No attack was reported in the city.", "armed_attack negated"),
    ("The army never bombed the hospital.", "bombing negated"),
    ("Troops withdrew without firing on the crowd.", "withdrawal | shooting negated"),
    ("The rebels failed to capture the airport.", "territory_gain negated"),
    ("Officials plan to deport the refugees.", "deportation planned"),
    ("France will withdraw its troops by December.", "withdrawal planned"),
    ("The group threatened to attack the oil fields.", "threat"),
    ("The militia vowed to storm the capital.", "armed_attack threatened"),
    ("Rebels could attack the capital within days.", "armed_attack hypothetical"),
    ("There are fears of an attack on the camp.", "armed_attack hypothetical"),
    ("The UN warned of a possible massacre in El Geneina.", "massacre hypothetical"),
    ("Police foiled a plot to bomb the parliament.", "interception | bombing foiled"),
    ("An attempted coup was thwarted in Bissau.", "coup_attempt | interception"),
    ("Gunmen tried to kidnap the governor.", "abduction foiled"),
    ("Soldiers attempted to seize the presidential palace.", "territory_gain foiled"),
    ("Activists called for a general strike.", "strike hypothetical"),
    ("Human rights groups demanded the release of the prisoners.", "appeal"),
    ("The two sides agreed to a ceasefire.", "ceasefire agreed"),
    ("The government is considering sanctions against the generals.", "sanction hypothetical considered"),
    ("The ministry announced the withdrawal of its troops.", "withdrawal planned announced"),
    ("The bloc lifted sanctions on Mali.", "sanctions_lifted ended"),
    ("The ceasefire was extended for a week.", "ceasefire extended"),
    ("The mandate of the mission ended, and its troops left.", "mission_end ended | withdrawal"),
    ("The rebels had attacked the same village in March.", "armed_attack background"),
    ("The town has been under siege since the rebels attacked it in 2012.", "siege | armed_attack background"),
    ("Thousands marked the anniversary of the massacre.", "massacre background"),
    ("A series of bombings has hit the city this year.", "bombing aggregate"),
    ("The militia often attacks villages in the area.", "armed_attack aggregate"),
    ("Recent attacks have emptied the region.", "armed_attack aggregate"),
    ("The planned protest was banned.", "protest planned | ban"),
    ("The army denied that it bombed the village.", "denial | bombing"),
    ("Police said gunmen killed four people.", "killing"),
    ("The rebels allegedly executed prisoners.", "execution"),
    ("The army managed to recapture the bridge.", "territory_gain"),
    ("The militants continued to shell the town.", "shelling"),
    ("The jets were used to bomb rebel positions.", "bombing"),
    ("The coup plotters wanted to kill the president.", "killing hypothetical"),
    ("The army is preparing an offensive against the rebels.", "offensive planned"),
    ("The attack did not take place.", "armed_attack negated"),
    ("Elections were postponed because of the violence.", "election negated aggregate"),
    ("Bomb threats closed three schools.", "threat"),
    ("The soldiers refused to fire on protesters.", "shooting negated"),
    ("The police chief ordered the arrest of the leaders.", "arrest planned"),
    ("The mayor escaped an assassination attempt.", "attempted_assassination"),
    ("Militants may have killed the hostage.", "killing hypothetical"),
    ("It is unclear whether the drone struck the convoy.", "drone_strike hypothetical"),
    ("Years ago, rebels burned the town.", "arson background"),
    ("Peace talks are expected to resume in Doha.", "talks planned considered"),
    ("Rebels were accused of killing 12 villagers.", "accusation | killing"),
    ("Several people were arrested in connection with the murder of the mayor.", "arrest | killing background"),
)


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_how_it_is_told(text: str, expected: str) -> None:
    """Negation, plans, threats, conditions, foiled attempts, phases, the past behind the news."""
    found = " | ".join(shown(t) for t in triggers_of(text))
    assert found == expected, f"{text}\n  found:    {found}\n  expected: {expected}"


@pytest.mark.parametrize("verb", ["said", "reported", "claimed", "denied", "confirmed", "alleged"])
def test_words_of_saying_leave_modality_alone(verb: str) -> None:
    """Who says it, and how, is the attribution's matter."""
    (found,) = [t for t in triggers_of(f"The army {verb} that rebels attacked the town.") if t.type == "armed_attack"]
    assert found.modality.happened


def leaves(entry: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every word of a data file with the path to it."""
    if isinstance(entry, dict):
        for key, part in entry.items():
            yield from leaves(part, f"{path}.{key}")
    elif isinstance(entry, list):
        for part in entry:
            yield from leaves(part, path)
    else:
        yield path, entry


@pytest.mark.parametrize("code", lang.available())
@pytest.mark.parametrize("name", ["modality", "parties"])
def test_data_files_hold_words(code: str, name: str) -> None:
    """Every entry is a word: YAML reads a bare "no" or "on" as true or false, which would silently match nothing."""
    bad = [
        (path, word) for path, word in leaves(lang.load(code, name)) if not isinstance(word, str) or not word.strip()
    ]
    assert not bad


@pytest.mark.parametrize("code", lang.available())
def test_data_files_use_known_outcomes(code: str) -> None:
    """Outcomes, phases and kinds are those of the vocabulary."""
    raw = lang.load(code, "modality")
    assert set(raw["outcomes"]) <= {m.value for m in Modality}
    assert set(raw["phases"]) <= {p.value for p in Phase}
    assert set(lang.load(code, "parties")["descriptions"]) <= {k.value for k in PartyKind}


@pytest.mark.parametrize("code", lang.available())
def test_an_adjective_or_verb_gives_one_outcome(code: str) -> None:
    """A word that gave two outcomes would make the answer depend on the order of the file."""
    for part in ("verbs", "adjectives", "nouns"):
        seen: dict[str, str] = {}
        for outcome, words in lang.load(code, "modality")["outcomes"].items():
            for word in words.get(part, ()):
                assert seen.setdefault(word, outcome) == outcome, f"{part}: {word!r} in {seen[word]} and {outcome}"
