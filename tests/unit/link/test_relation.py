"""How two places lie to one another, where one of them is known by its name alone."""

from __future__ import annotations

import pytest

from djeli.link.features import relation
from djeli.values import UNLISTED, Where
from djeli.vocab import Resolution

GAO = Where(name="Gao", resolution=Resolution.SETTLEMENT, lat=16.3, lon=0.0, country="ML", adm1="Gao", geonameid=1)
MALI = Where(name="Mali", resolution=Resolution.COUNTRY, country="ML", geonameid=2)


def village(name: str, country: str = "") -> Where:
    """A village without a row."""
    return Where(name=name, resolution=Resolution.AREA, country=country, reason=f"'{name}' {UNLISTED}; nothing")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (village("Qwardabo"), village("Qwardabo", "ML"), "same"),
        (village("Qwardabo", "NE"), village("Qwardabo", "ML"), "elsewhere"),
        (village("Qwardabo"), village("Ansibu"), ""),
        (village("Qwardabo"), GAO, ""),
        (village("Qwardabo", "ML"), GAO, "country"),
        (MALI, GAO, "country"),
    ],
)
def test_a_village_in_no_known_country_shares_none(one: Where, other: Where, expected: str) -> None:
    """Its name may be the same; that it shares a country with another place, or does not, nobody knows."""
    assert relation(one, other) == relation(other, one) == expected
