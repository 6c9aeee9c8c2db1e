"""Dutch without a parser: what happened, to how many, when, who did it."""

from __future__ import annotations

import pytest

from wordorder import dates, places, roles, tolls, types

TOLLS = (
    ("Bij de aanval werden minstens 12 soldaten gedood.", "killed 12.. event"),
    ("De explosie kostte 12 mensen het leven.", "killed 12 event"),
    ("Vijf mensen raakten gewond.", "wounded 5 event"),
    ("Gewapende mannen doodden vier boeren.", "killed 4 event"),
    ("Tweeëntwintig mensen zijn om het leven gekomen.", "killed 22 event"),
    ("Er vielen 21 doden en 40 gewonden.", "killed 21 event; wounded 40 event"),
    ("De politie arresteerde drie verdachten.", "arrested 3 event"),
    ("Er vielen geen slachtoffers.", "killed 0 event; wounded 0 event"),
)


@pytest.mark.parametrize(("text", "expected"), TOLLS)
def test_tolls(text: str, expected: str) -> None:
    """Numbers, hedges and harm."""
    assert tolls(text, "nl") == expected


DATES = (
    ("Maandag was er een aanval.", "2024-07-15"),
    ("Op 3 mei werden twee mannen gedood.", "2024-05-03"),
    ("Op 5 januari 2023 stierven twee mensen.", "2023-01-05"),
    ("Drie dagen geleden was er een aanval.", "2024-07-14"),
    ("Gisteravond waren er gevechten.", "2024-07-16"),
    ("Vorige week waren er gevechten.", "2024-07-08..2024-07-14"),
)


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text: str, expected: str) -> None:
    """Dates against a page of Wednesday, 17 July 2024."""
    assert dates(text, "nl") == expected


ROLES = (
    ("Gewapende mannen hebben in Gao drie boeren gedood.", "perpetrator=Gewapende mannen; victim=boeren"),
    ("Drie soldaten werden gedood door rebellen.", "perpetrator=rebellen; victim=soldaten"),
    ("Het leger doodde acht rebellen.", "perpetrator=leger; victim=rebellen"),
    ("De rebellen doodden acht soldaten.", "perpetrator=rebellen; victim=soldaten"),
    ("Dinsdag vielen rebellen het dorp aan.", "perpetrator=rebellen; target=dorp"),
    ("Twee journalisten werden ontvoerd door een militie.", "perpetrator=militie; victim=journalisten"),
)


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(text: str, expected: str) -> None:
    """Who did what to whom, the same for soldiers and rebels."""
    assert roles(text, "nl") == expected


def test_types_modality_places() -> None:
    """Compounds, negation, a name behind its preposition."""
    assert types("Een autobom ontplofte bij een kazerne.", "nl") == "car_bombing actual"
    assert types("Het leger heeft het dorp niet aangevallen.", "nl") == "armed_attack negated"
    assert types("De verdachte kreeg een hartaanval.", "nl") == ""
    assert places("Er waren gevechten in Maiduguri.", "nl") == "Maiduguri NG"
