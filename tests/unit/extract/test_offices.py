"""Who holds which office, since when, and who followed whom."""

from __future__ import annotations

import pytest

from told_ties import ties

TOLD = [
    ("en", "Malian Prime Minister Amadou Sangho spoke on Tuesday.", ("holds_role", "Amadou Sangho", "Mali", "")),
    (
        "en",
        "Gen. Oumar Tolofa, Chad's transitional president, spoke.",
        ("holds_role", "Oumar Tolofa", "Chad", ""),
    ),
    (
        "en",
        "Kenya's foreign minister, Joseph Wanyoike, spoke.",
        ("holds_role", "Joseph Wanyoike", "Kenya", ""),
    ),
    (
        "en",
        "Former Peruvian president Hernán Quispe returned in June 2021.",
        ("-holds_role", "Hernán Quispe", "Peru", ""),
    ),
    (
        "en",
        "Joseph Wanyoike was appointed defence minister of Kenya in June 2021.",
        ("holds_role", "Joseph Wanyoike", "Kenya", "2021-06-01"),
    ),
    (
        "en",
        "Lara Monteiro resigned as prime minister of Haiti on 3 April 2024.",
        ("-holds_role", "Lara Monteiro", "Haiti", "2024-04-03"),
    ),
    (
        "en",
        "Petro Danko has been president of Ukraine since 2019.",
        ("holds_role", "Petro Danko", "Ukraine", "2019-01-01"),
    ),
    ("en", "The mayor of Gao, Issa Barry, agreed.", ("holds_role", "Issa Barry", "Gao", "")),
    (
        "en",
        "Petro Danko replaced Ivan Melnyk as defence minister of Ukraine.",
        ("succeeded_by", "Ivan Melnyk", "Petro Danko", ""),
    ),
    (
        "en",
        "Ivan Melnyk was succeeded by Petro Danko as governor of Kharkiv.",
        ("succeeded_by", "Ivan Melnyk", "Petro Danko", ""),
    ),
    (
        "fr",
        "Le ministre malien des Affaires étrangères Amadou Sangho a parlé.",
        ("holds_role", "Amadou Sangho", "Mali", ""),
    ),
    (
        "fr",
        "Amadou Sangho a été nommé Premier ministre du Burkina Faso le 7 décembre 2023.",
        ("holds_role", "Amadou Sangho", "Burkina Faso", "2023-12-07"),
    ),
    (
        "fr",
        "L'ancien président ivoirien Jean Brou a voyagé.",
        ("-holds_role", "Jean Brou", "Côte d'Ivoire", ""),
    ),
    (
        "fr",
        "Amadou Sangho a succédé à Jean Brou au poste de Premier ministre du Tchad.",
        ("succeeded_by", "Jean Brou", "Amadou Sangho", ""),
    ),
    (
        "es",
        "El expresidente peruano Hernán Quispe volvió.",
        ("-holds_role", "Hernán Quispe", "Peru", ""),
    ),
    (
        "pt",
        "O presidente moçambicano Rui Tembe exonerou o ministro da Defesa, Jaime Cossa, em novembro de 2021.",
        ("-holds_role", "Jaime Cossa", "Mozambique", "2021-11-01"),
    ),
    (
        "it",
        "Il presidente ha nominato Amadou Sangho primo ministro del Mali nel novembre 2023.",
        ("holds_role", "Amadou Sangho", "Mali", "2023-11-01"),
    ),
    ("de", "Der ukrainische Präsident Petro Danko sprach.", ("holds_role", "Petro Danko", "Ukraine", "")),
    (
        "nl",
        "De voormalige president van Ivoorkust, Jean Brou, sprak.",
        ("-holds_role", "Jean Brou", "Côte d'Ivoire", ""),
    ),
    ("ru", "Президент Украины Пётр Данько уволил министра.", ("holds_role", "Пётр Данько", "Ukraine", "")),
]


@pytest.mark.parametrize(("language", "content", "wanted"), TOLD)
def test_an_office_is_told(language: str, content: str, wanted: tuple[str, str, str, str]) -> None:
    """Office, holder and state are found beside each other or over words of holding, with the day told."""
    assert wanted in ties(content, language)


NONE = [
    "President-elect Petro Danko of Ukraine will speak.",
    "Petro Danko will be appointed defence minister of Ukraine.",
    "The president spoke to Petro Danko in Ukraine.",
    "The wife of Mali's president met Petro Danko.",
]


@pytest.mark.parametrize("content", NONE)
def test_what_is_planned_or_another_s_is_no_office(content: str) -> None:
    """Neither an office to come nor somebody beside an office-holder gives one."""
    assert not [tie for tie in ties(content) if tie[0] == "holds_role"]


def test_the_head_of_a_group_is_told_of_the_group() -> None:
    """A group's leader is `led_by`, never an office beside it."""
    assert {tie[0] for tie in ties("Hezbollah leader Samir Khalil spoke.")} == {"led_by"}


def test_a_title_takes_no_date_of_a_deed() -> None:
    """The day of what a minister did isn't the day the office began."""
    found = ties("Malian Prime Minister Amadou Sangho was in Paris in March 2021.")
    assert ("holds_role", "Amadou Sangho", "Mali", "") in found
