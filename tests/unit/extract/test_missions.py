"""Missions: mandate, extension, end, who gives people, which state hosts."""

from __future__ import annotations

import pytest

from told_ties import ties

TOLD = [
    (
        "en",
        "The UN Security Council established MINUSMA in April 2013.",
        ("mandated_by", "minusma", "un_security_council", "2013-04-01"),
    ),
    (
        "en",
        "MONUSCO's mandate was renewed by the UN Security Council on 20 December 2022.",
        ("extended_by", "monusco", "un_security_council", "2022-12-20"),
    ),
    ("en", "MINUSMA completed its withdrawal on 31 December 2023.", ("ended", "minusma", "", "2023-12-31")),
    ("en", "Kenya contributed 400 police officers to ATMIS.", ("contributes_to", "Kenya", "ATMIS", "")),
    (
        "en",
        "AMISOM, made up of troops from Uganda and Burundi, was small.",
        ("contributes_to", "Burundi", "amisom", ""),
    ),
    ("en", "Mali asked MINUSMA to leave in June 2023.", ("-hosted_by", "minusma", "Mali", "2023-06-01")),
    ("en", "MINUSMA came at the request of Mali.", ("hosted_by", "minusma", "Mali", "")),
    (
        "fr",
        "La Minusma, créée par le Conseil de sécurité en avril 2013, a pris fin le 31 décembre 2023.",
        ("ended", "minusma", "", "2023-12-31"),
    ),
    ("fr", "Le Tchad fournit 1 400 soldats à la Minusma.", ("contributes_to", "Chad", "minusma", "")),
]


@pytest.mark.parametrize(("language", "content", "wanted"), TOLD)
def test_a_mission_s_life_is_told(language: str, content: str, wanted: tuple[str, str, str, str]) -> None:
    """Each step of a mission is found with who does it and when."""
    folded = {(kind, who, by.lower(), day) for kind, who, by, day in ties(content, language)}
    assert (*wanted[:2], wanted[2].lower(), wanted[3]) in folded


NONE = [
    "The Security Council could extend the mandate of MONUSCO.",
    "Mali plans to contribute 400 soldiers to MONUSCO.",
    "MONUSCO soldiers killed four men in Goma.",
]


@pytest.mark.parametrize("content", NONE)
def test_what_is_planned_is_no_step(content: str) -> None:
    """Neither a plan nor an act of force says anything of a mission's life."""
    kinds = {"mandated_by", "extended_by", "ended", "contributes_to", "hosted_by"}
    assert not [tie for tie in ties(content) if tie[0].lstrip("-!") in kinds]
