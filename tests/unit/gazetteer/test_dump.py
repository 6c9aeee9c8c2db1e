"""GeoNames dumps as tables of a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from djeli.errors import InputError
from djeli.gazetteer import PlaceKind, add_dump, open_gazetteer

DUMPS = Path(__file__).resolve().parents[3] / "../shared/geonames"


def line(**changes: str) -> str:
    """A line of a dump with some columns changed."""
    cells = {
        "id": "1", "name": "Testville", "ascii": "Testville", "alt": "Testburg,تستفيل", "lat": "10.5", "lon": "-3.25",
        "fclass": "P", "fcode": "PPL", "country": "ML", "cc2": "", "adm1": "99", "adm2": "01", "adm3": "", "adm4": "",
        "population": "120", "elevation": "", "dem": "300", "tz": "Africa/Bamako", "date": "2014-01-01",
    }  # fmt: skip
    return "\t".join((cells | changes).values()) + "\n"


def test_a_dump_becomes_a_table(tmp_path: Path) -> None:
    """Settlements, regions and waters are kept with their hierarchy, hills are not."""
    dump, table = tmp_path / "XX.txt", tmp_path / "XX.npz"
    dump.write_text(
        line()
        + line(id="2", name="Test Region", ascii="Test Region", alt="", fclass="A", fcode="ADM1", adm2="")
        + line(id="3", name="Test Cercle", ascii="Test Cercle", alt="", fclass="A", fcode="ADM2")
        + line(id="4", name="Lac de Test", ascii="Lac de Test", alt="", fclass="H", fcode="LK")
        + line(id="5", name="Test Hill", ascii="Test Hill", alt="", fclass="T", fcode="HLL"),
        encoding="utf-8",
    )
    assert add_dump(dump, table) == 4
    gazetteer = open_gazetteer(extra=(table,))
    (village,) = gazetteer.lookup("Testburg")
    assert (village.name, village.lat, village.lon) == ("Testville", 10.5, -3.25)
    assert (village.adm1, village.adm2, village.country) == ("Test Region", "Test Cercle", "ML")
    assert gazetteer.lookup("تستفيل") == (village,)
    assert [p.kind for p in gazetteer.lookup("Lac de Test")] == [PlaceKind.WATER]
    assert [p.kind for p in gazetteer.lookup("Test Region")] == [PlaceKind.ADM1]
    assert gazetteer.lookup("Test Hill") == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"name,lat,lon\nGao,16,0\n", "line 1: 3? ?1? ?columns"),
        (line(lat="95.0").encode(), "impossible position"),
        (line(lat="north").encode(), "line 1"),
        (line(fclass="T").encode(), "no populated place"),
        (b"", "no populated place"),
        (b"\xff\xfe\x00", "UTF-8"),
    ],
)
def test_what_is_no_dump_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    """The error says what was met and where; nothing is written."""
    dump, table = tmp_path / "bad.txt", tmp_path / "bad.npz"
    dump.write_bytes(content)
    with pytest.raises(InputError, match=message if "?" not in message else "columns"):
        add_dump(dump, table)
    assert not table.exists()


@pytest.mark.shared
def test_a_real_dump_adds_villages(tmp_path: Path) -> None:
    """The dump of a whole country loads, and its regions carry true positions."""
    if not (DUMPS / "BF.txt").exists():
        pytest.skip("no GeoNames dumps beside the checkout")
    table = tmp_path / "BF.npz"
    assert add_dump(DUMPS / "BF.txt", table) > 5_000
    assert len(open_gazetteer(extra=(table,)).lookup("Solhan")) >= 1
