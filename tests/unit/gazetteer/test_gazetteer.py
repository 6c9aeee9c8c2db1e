"""The gazetteer: names, countries, regions, positions, and the rules of its data files."""

from __future__ import annotations

import time
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djeli.errors import NotFound, ResourceError
from djeli.gazetteer import PlaceKind, km_between, name_key, open_gazetteer, theatres
from djeli.gazetteer.byhand import load_areas, load_countries, load_overlay
from djeli.resources.actors import theatres as all_theatres

REGIONS = {
    "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa", "Northern Africa", "South Asia",
    "Southeast Asia", "Middle East", "Europe", "Caucasus and Central Asia", "Central America", "South America",
    "Caribbean", "East Asia", "North America", "Oceania", "Antarctica",
}  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ménaka", "MENAKA"),
        ("Saint-Louis", "St. Louis"),
        ("Mount Vernon", "Mt Vernon"),
        ("Fort Worth", "Ft. Worth"),
        ("Sainte-Marie", "Ste Marie"),
        ("Ta‘izz", "Ta'izz"),
        ("N’Djamena", "Ndjamena"),
        ("Łódź", "Lodz"),
        ("Deir ez-Zor", "deir ez zor"),
        ("The Gambia", "Gambia"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    """Case, accents, hyphens, apostrophes and short forms make no difference."""
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Gao", "Goa"), ("Niger", "Nigeria"), ("Guinea", "Guinea-Bissau")])
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    """Folding doesn't go so far that names of different places meet."""
    assert name_key(one) != name_key(other)


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    """Folding twice changes nothing, so keys of the table can be looked up as they stand."""
    once = name_key(text)
    assert name_key(once) in (once, once.removeprefix("the "))


@pytest.mark.parametrize(
    ("name", "kind", "country", "lat", "lon"),
    [
        ("Gao", PlaceKind.SETTLEMENT, "ML", 16.27, -0.04),
        ("Gao", PlaceKind.ADM1, "ML", 16.3, 0.0),
        ("Kidal", PlaceKind.SETTLEMENT, "ML", 18.44, 1.41),
        ("Ménaka", PlaceKind.ADM1, "ML", 15.9, 2.4),
        ("Tillabéri", PlaceKind.ADM1, "NE", 14.2, 1.5),
        ("Goma", PlaceKind.SETTLEMENT, "CD", -1.68, 29.22),
        ("Nord-Kivu", PlaceKind.ADM1, "CD", -0.7, 29.2),
        ("Kharkov", PlaceKind.SETTLEMENT, "UA", 49.98, 36.25),
        ("Харків", PlaceKind.SETTLEMENT, "UA", 49.98, 36.25),
        ("الموصل", PlaceKind.SETTLEMENT, "IQ", 36.34, 43.13),
        ("Donetsk Oblast", PlaceKind.ADM1, "UA", 48.1, 37.7),
        ("Helmand", PlaceKind.ADM1, "AF", 31.4, 64.2),
        ("Rakhine State", PlaceKind.ADM1, "MM", 20.1, 93.6),
        ("Cauca", PlaceKind.ADM1, "CO", 2.4, -76.8),
        ("Cook County", PlaceKind.ADM2, "US", 41.8, -87.8),
        ("Londres", PlaceKind.SETTLEMENT, "GB", 51.5, -0.12),
        ("Burma", PlaceKind.COUNTRY, "MM", 22.0, 98.0),
        ("Tchad", PlaceKind.COUNTRY, "TD", 15.0, 19.0),
        ("Sahel", PlaceKind.AREA, "", 15.0, 2.0),
        ("bande de Gaza", PlaceKind.AREA, "PS", 31.4, 34.4),
        ("lac Tchad", PlaceKind.WATER, "", 13.1, 14.4),
    ],
)
def test_places_are_where_they_are(name: str, kind: PlaceKind, country: str, lat: float, lon: float) -> None:
    """Names in several languages and scripts find their place, of the right kind."""
    found = [p for p in open_gazetteer().lookup(name) if p.kind is kind and p.country == country]
    assert found, f"{name!r} finds no {kind} in {country!r}"
    assert km_between((found[0].lat, found[0].lon), (lat, lon)) < 90


@pytest.mark.parametrize(
    ("text", "iso2", "gw"),
    [
        ("ML", "ML", 432), ("MLI", "ML", 432), ("466", "ML", 432), ("Malian", "ML", 432), ("malienne", "ML", 432),
        ("Ivory Coast", "CI", 437), ("RDC", "CD", 490), ("Burkinabè", "BF", 439), ("Birmanie", "MM", 775),
        ("États-Unis", "US", 2), ("South Sudanese", "SS", 626), ("Kosovars", "XK", 347), ("Palestinian", "PS", None),
        ("nigérien", "NE", 436), ("Nigerian", "NG", 475), ("Holland", "NL", 210), ("Turquie", "TR", 640),
    ],
)  # fmt: skip
def test_countries_by_code_name_and_demonym(text: str, iso2: str, gw: int | None) -> None:
    """ISO codes, names, aliases and unambiguous demonyms give the country and its codes."""
    country = open_gazetteer().country(text)
    assert country is not None
    assert (country.iso2, country.gw) == (iso2, gw)


def test_an_ambiguous_demonym_gives_no_single_country() -> None:
    """Congolese speaks of two countries, and the caller is told both."""
    gazetteer = open_gazetteer()
    assert gazetteer.country("Congolese") is None
    assert {c.iso2 for c in gazetteer.demonym("Congolese")} == {"CD", "CG"}


def test_unknown_names_find_nothing() -> None:
    """A name nobody filed gives an empty answer, an empty one too."""
    gazetteer = open_gazetteer()
    assert gazetteer.lookup("Qwxzyville") == ()
    assert gazetteer.lookup("  ") == ()


def test_nearest_settlements_come_in_order() -> None:
    """The nearest settlement comes first and distances grow."""
    found = open_gazetteer().nearest(16.27, -0.04, limit=3)
    assert found[0][0].name == "Gao"
    assert [km for _, km in found] == sorted(km for _, km in found)


def test_the_region_of_a_town_and_the_capital_of_a_country() -> None:
    """A town leads to its first-order region, a country to its capital."""
    gazetteer = open_gazetteer()
    goma = next(p for p in gazetteer.lookup("Goma") if p.country == "CD")
    region, capital = gazetteer.admin1_of(goma), gazetteer.capital("ML")
    assert region is not None
    assert region.name == "North Kivu"
    assert capital is not None
    assert capital.name == "Bamako"


def test_countries_keep_their_rules() -> None:
    """Codes are unique, positions possible, regions from the list, and no name means two countries."""
    countries = load_countries()
    assert len(countries) >= 245
    for field in ("iso2", "iso3"):
        codes = [getattr(c, field) for c in countries]
        assert len(set(codes)) == len(codes)
    numbers = [c.gw for c in countries if c.gw is not None]
    assert len(set(numbers)) == len(numbers)
    owner: dict[str, str] = {}
    for c in countries:
        assert -90 <= c.lat <= 90
        assert -180 <= c.lon <= 180
        assert c.region in REGIONS, c
        for name in (c.name, c.name_fr, *c.aliases):
            assert owner.setdefault(name_key(name), c.iso2) == c.iso2, f"{name} means two countries"


def test_areas_keep_their_rules() -> None:
    """There are many areas on every continent, their countries exist, and no name stands for two of them."""
    areas, codes = load_areas(), {c.iso2 for c in load_countries()}
    assert sum(place.kind is PlaceKind.AREA for place, _ in areas) >= 150
    owner: dict[str, str] = {}
    for place, names in areas:
        assert set(place.countries) <= codes, place
        for name in names:
            key = name_key(name)
            assert owner.setdefault(key, place.name) == place.name, f"{name} stands for two areas"


def test_an_overlay_is_read_and_its_faults_are_reported_together(tmp_path: Path) -> None:
    """A good overlay adds its villages; a bad one names every faulty line."""
    header = "# villages\nname,alternates,country,adm1,adm2,lat,lon,kind,source\n"
    good = tmp_path / "good.csv"
    good.write_text(header + "Farabougou Nord,Farabugu N,ML,Ségou,Niono,14.9,-6.1,settlement,unreferenced\n")
    (found,) = open_gazetteer(extra=(good,)).lookup("farabugu n")
    assert (found.name, found.source) == ("Farabougou Nord", "unreferenced")
    bad = tmp_path / "bad.csv"
    bad.write_text(header + "A,,ML,,,99,0,settlement,x\nB,,ML,,,1,1,castle,x\n")
    with pytest.raises(ResourceError, match=r"line 3.*line 4"):
        load_overlay(bad)


def test_a_theatre_of_actors_only_can_be_chosen() -> None:
    """Some theatres bring actors and no places: they are chosen all the same, and the world's places are there."""
    bare = sorted({*all_theatres()} - {*theatres()})
    assert bare
    assert open_gazetteer(theatres=(bare[0],)).lookup("Nairobi")


def test_unknown_theatres_and_broken_tables_are_refused(tmp_path: Path) -> None:
    """The message lists what there is, or says what was met."""
    with pytest.raises(NotFound, match="no theatre atlantis"):
        open_gazetteer(theatres=("atlantis",))
    broken = tmp_path / "x.npz"
    broken.write_bytes(b"not a zip")
    with pytest.raises(ResourceError, match="not a readable place table"):
        open_gazetteer(extra=(broken,))


def test_lookups_are_quick() -> None:
    """Ten thousand names that are not there take well under a second."""
    gazetteer = open_gazetteer()
    start = time.process_time()
    for n in range(10_000):
        gazetteer.lookup(f"khan younis {n}")
    assert time.process_time() - start < 1.5


def test_overlays_of_theatres_keep_their_rules() -> None:
    """Every overlay reads, its regions are ones the table knows, and no row stands far from its country."""
    world = open_gazetteer(theatres=())
    assert len(theatres()) >= 8
    for theatre in theatres():
        for place, _ in load_overlay(files("djeli.resources") / "theatres" / theatre / "places.csv"):
            regions = [p for p in world.lookup(place.adm1) if p.kind is PlaceKind.ADM1 and p.country == place.country]
            assert regions or not place.adm1, f"{theatre}: {place.name} lies in unknown region {place.adm1!r}"
            near = world.nearest(place.lat, place.lon, limit=12, within_km=250)
            assert place.country in {other.country for other, _ in near}, f"{theatre}: {place.name} is misplaced"
            assert place.source in {"unreferenced", "geonames"} or place.source.startswith("https://")
