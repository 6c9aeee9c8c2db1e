"""Sanctions, bans, suspensions, emergencies and listings."""

from __future__ import annotations

import pytest

from told_ties import ties

TOLD = [
    ("en", "The EU imposed sanctions on Belarus in June 2021.", ("measure_by", "Belarus", "eu", "2021-06-01")),
    ("en", "ECOWAS suspended Niger in July 2023.", ("measure_by", "Niger", "ecowas", "2023-07-01")),
    (
        "en",
        "Burkina Faso was suspended from the African Union in January 2022.",
        ("measure_by", "Burkina Faso", "au", "2022-01-01"),
    ),
    ("en", "Sudan has been under a UN arms embargo since 2004.", ("measure_by", "Sudan", "un", "2004-01-01")),
    (
        "en",
        "The European Union lifted the arms embargo on Zimbabwe in 2022.",
        ("-measure_by", "Zimbabwe", "eu", "2022-01-01"),
    ),
    (
        "en",
        "The junta declared a state of emergency in Myanmar on 1 February 2021.",
        ("measure_by", "Myanmar", "junta", "2021-02-01"),
    ),
    (
        "en",
        "The United States designated Boko Haram as a foreign terrorist organization in November 2013.",
        ("designated_by", "boko_haram", "United States", "2013-11-01"),
    ),
    (
        "en",
        "Hezbollah, which Canada considers a terrorist group, denied it.",
        ("designated_by", "hezbollah", "Canada", ""),
    ),
    (
        "en",
        "Boko Haram was removed from Canada's list of terrorist organisations in July 2021.",
        ("-designated_by", "boko_haram", "Canada", "2021-07-01"),
    ),
    ("fr", "La Cédéao a suspendu le Niger en juillet 2023.", ("measure_by", "Niger", "ecowas", "2023-07-01")),
    (
        "fr",
        "Le gouvernement a décrété l'état d'urgence dans la région de Diffa.",
        ("measure_by", "Diffa", "gouvernement", ""),
    ),
    (
        "es",
        "La Unión Europea impuso sanciones contra Nicaragua en 2021.",
        ("measure_by", "Nicaragua", "eu", "2021-01-01"),
    ),
    ("de", "Die EU verhängte im Juni 2021 Sanktionen gegen Belarus.", ("measure_by", "Belarus", "eu", "2021-06-01")),
    ("ru", "Евросоюз ввел санкции против Белоруссии в июне 2021 года.", ("measure_by", "Belarus", "eu", "2021-06-01")),
]


@pytest.mark.parametrize(("language", "content", "wanted"), TOLD)
def test_a_measure_is_told(language: str, content: str, wanted: tuple[str, str, str, str]) -> None:
    """Who is hit, by whom, from when; lifted ones are over."""
    assert wanted in ties(content, language)


NONE = [
    "The US could impose sanctions on Rwanda.",
    "Protesters called for sanctions on Rwanda.",
    "Mali suspended its military cooperation with Niger.",
]


@pytest.mark.parametrize("content", NONE)
def test_what_is_asked_for_is_no_measure(content: str) -> None:
    """Possible, demanded and other suspensions hit nobody."""
    assert not [tie for tie in ties(content) if tie[0].lstrip("-") in ("measure_by", "designated_by")]
