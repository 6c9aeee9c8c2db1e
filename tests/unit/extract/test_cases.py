"""Steps of cases at law, of people told with a public role and of bodies."""

from __future__ import annotations

import pytest

from told_ties import ties

MINISTER = "former minister Amadou Sangho"
TOLD = [
    (
        "en",
        f"A military court in Kinshasa sentenced {MINISTER} to death on 30 September 2023.",
        ("sentenced_by", "Amadou Sangho", "military court", "2023-09-30"),
    ),
    (
        "en",
        f"Police arrested {MINISTER} in March 2022.",
        ("arrested_by", "Amadou Sangho", "Police", "2022-03-01"),
    ),
    (
        "en",
        "Amadou Sangho, the former governor of Gao, was arrested on 3 March 2022.",
        ("arrested_by", "Amadou Sangho", "", "2022-03-03"),
    ),
    (
        "en",
        "The ICC issued an arrest warrant for General Oumar Tolofa in March 2023.",
        ("wanted_by", "Oumar Tolofa", "icc", "2023-03-01"),
    ),
    (
        "en",
        f"Mali's {MINISTER} was extradited to Senegal in May 2023.",
        ("extradited_to", "Amadou Sangho", "Senegal", "2023-05-01"),
    ),
    (
        "en",
        "Warlord Oumar Tolofa, sentenced to 14 years in prison by the ICC in 2012, was released in 2020.",
        ("released_by", "Oumar Tolofa", "", "2020-01-01"),
    ),
    (
        "en",
        f"Malian prosecutors charged {MINISTER} with fraud. He was acquitted in June 2023.",
        ("acquitted_by", "Amadou Sangho", "", "2023-06-01"),
    ),
    (
        "fr",
        "L'ancien président ivoirien Jean Brou a été acquitté par la Cour pénale internationale en janvier 2019.",
        ("acquitted_by", "Jean Brou", "icc", "2019-01-01"),
    ),
    (
        "fr",
        "La justice a condamné l'ancien ministre Amadou Sangho à dix ans de prison en novembre 2019.",
        ("sentenced_by", "Amadou Sangho", "justice", "2019-11-01"),
    ),
]


@pytest.mark.parametrize(("language", "content", "wanted"), TOLD)
def test_a_step_is_told(language: str, content: str, wanted: tuple[str, str, str, str]) -> None:
    """Who it happened to, by whom and when, in the active and in the passive."""
    assert wanted in ties(content, language)


def test_a_farmer_is_not_named() -> None:
    """A person without a public role gets no tie, whatever the police did."""
    assert not ties("Police arrested a farmer, John Smithers, in Gao on Tuesday.")
    assert not ties("John Smithers was sentenced to ten years in prison by a court in Gao.")


NONE = [
    f"{MINISTER.capitalize()} could be arrested soon.",
    f"Protesters demanded the arrest of {MINISTER}.",
    f"Prosecutors plan to charge {MINISTER}.",
    f"The president condemned the killing of {MINISTER}.",
]


@pytest.mark.parametrize("content", NONE)
def test_what_is_asked_for_or_possible_is_no_step(content: str) -> None:
    """Only what happened is a step of a case."""
    assert not ties(content)


def test_a_denied_step_is_marked() -> None:
    """An arrest that did not happen is denied."""
    found = ties(f"The army said that {MINISTER} was not arrested.")
    assert found == {("!arrested_by", "Amadou Sangho", "", "")}


def test_a_date_inside_a_cue_is_no_part_of_its_words() -> None:
    """The day may stand between the words of a step."""
    found = ties("L'ancien ministre Amadou Sangho a été condamné mardi par contumace à dix ans de prison.", "fr")
    assert {kind for kind, *_ in found} == {"sentenced_by"}
    taken = ties(f"Police took on Monday into custody {MINISTER}, and {MINISTER} was placed on Tuesday under arrest.")
    assert {kind for kind, *_ in taken} <= {"arrested_by"}
