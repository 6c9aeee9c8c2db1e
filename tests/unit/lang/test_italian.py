"""Italian without a parser: what happened, to how many, when, who did it, who says so."""

from __future__ import annotations

import pytest

from wordorder import dates, places, roles, speakers, tolls, types

TOLLS = (
    ("Almeno 12 soldati sono stati uccisi in un'imboscata.", "killed 12.. event"),
    ("Due agenti sono morti e cinque sono rimasti feriti nell'attacco.", "killed 2 event; wounded 5 event"),
    ("L'esplosione ha causato 12 morti e 40 feriti.", "killed 12 event; wounded 40 event"),
    ("Uomini armati hanno ucciso quattro contadini.", "killed 4 event"),
    ("Sono morte dodici persone.", "killed 12 event"),
    ("Circa 3.000 persone sono state sfollate dai combattimenti.", "displaced 2700-3000-3300 event"),
    ("Il bilancio delle vittime è salito da 5 a 17.", "killed 5 earlier; killed 17 event"),
    ("Una ventina di persone sono state uccise.", "killed 18-20-22 event"),
    ("Tre persone risultano disperse.", "missing 3 event"),
    ("Non ci sono vittime.", "killed 0 event; wounded 0 event"),
)


@pytest.mark.parametrize(("text", "expected"), TOLLS)
def test_tolls(text: str, expected: str) -> None:
    """Numbers, hedges and harm."""
    assert tolls(text, "it") == expected


DATES = (
    ("Lunedì c'è stato un attacco.", "2024-07-15"),
    ("Il 3 maggio hanno ucciso due uomini.", "2024-05-03"),
    ("Il 5 gennaio 2023 sono morti in due.", "2023-01-05"),
    ("Tre giorni fa c'è stato un attacco.", "2024-07-14"),
    ("Ieri sera ci sono stati combattimenti.", "2024-07-16"),
    ("La scorsa settimana ci sono stati combattimenti.", "2024-07-08..2024-07-14"),
    ("Nella notte tra sabato e domenica due morti.", "2024-07-13..2024-07-14"),
)


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text: str, expected: str) -> None:
    """Dates against a page of Wednesday, 17 July 2024."""
    assert dates(text, "it") == expected


ROLES = (
    ("Tre soldati sono stati uccisi dai ribelli.", "victim=soldati; perpetrator=ribelli"),
    ("L'esercito ha ucciso otto ribelli.", "perpetrator=esercito; victim=ribelli"),
    ("I ribelli hanno ucciso otto soldati.", "perpetrator=ribelli; victim=soldati"),
    ("Il villaggio è stato attaccato da uomini armati.", "target=villaggio; perpetrator=uomini armati"),
    ("Due giornalisti sono stati rapiti da paramilitari.", "victim=giornalisti; perpetrator=paramilitari"),
    ("La polizia ha arrestato tre banditi.", "perpetrator=polizia; target=banditi"),
    ("Scontri tra l'esercito e la milizia.", "participant=esercito; participant=milizia"),
)


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(text: str, expected: str) -> None:
    """Who did what to whom, the same for soldiers and rebels."""
    assert roles(text, "it") == expected


TYPES = (
    ("Un'autobomba è esplosa davanti a una caserma.", "car_bombing actual"),
    ("I soldati si sono arresi.", "surrender actual"),
    ("I ribelli hanno violato la tregua.", "ceasefire_violation actual"),
    ("I ribelli potrebbero attaccare la capitale.", "armed_attack hypothetical"),
    ("È stato sventato un attentato.", "interception actual"),
    ("L'imputato ha avuto un attacco cardiaco.", ""),
)


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_types_and_modality(text: str, expected: str) -> None:
    """The type of what is told, and whether it is told as having happened."""
    assert types(text, "it") == expected


def test_places_and_speakers() -> None:
    """Melted articles before names; who says it."""
    assert places("Scontri a Maiduguri e nel Borno.", "it") == "Maiduguri NG; Borno NG"
    assert speakers("Secondo la polizia, due uomini sono morti.", "it") == "la polizia: asserts police"
    assert speakers("Due civili sono morti, ha riferito il sindaco.", "it") == "il sindaco: asserts local_official"
