"""Forms read back with the library that reads them elsewhere: nothing is lost, and what is invalid is refused."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import bagit
import polars
import pyarrow.parquet
import pytest
import rispy
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from djeli import ledger
from djeli.errors import CaseError, NotFound
from djeli.export.claimreview import RATINGS
from djeli.export.events import EVENTS, TABLES
from djeli.ledger import Case
from djeli.resources.event_types import codes

NUMBER, TEXT, NONE = {"type": "number"}, {"type": "string"}, {"type": "null"}
MAYBE_TEXT, MAYBE_NUMBER = {"type": ["string", "null"]}, {"type": ["number", "null"]}


def some(one: dict[str, Any], least: int = 0) -> dict[str, Any]:
    """A list of such things."""
    return {"type": "array", "items": one, "minItems": least}


def thing(required: dict[str, Any], optional: dict[str, Any] | None = None, *, strict: bool = False) -> dict[str, Any]:
    """An object with some fields, and no others where `strict`."""
    fields = required | (optional or {})
    return {
        "type": "object",
        "required": list(required),
        "properties": fields,
        "additionalProperties": not strict,
    }


PLOVER_LISTS = codes()["plover"]
ENTITY = thing({"code": TEXT, "sector": some({"enum": [*PLOVER_LISTS["sectors"], *PLOVER_LISTS["international"]]})})
PLOVER = thing(
    {
        "id": TEXT,
        "date": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "actor": some(ENTITY, 1),
        "event": some({"enum": list(PLOVER_LISTS["types"])}, 1),
        "recipient": some(ENTITY),
        "mode": some(
            {"enum": [*(m for ms in PLOVER_LISTS["types"].values() for m in ms), *PLOVER_LISTS["auxiliary_modes"]]}
        ),
        "context": some({"enum": PLOVER_LISTS["contexts"]}),
        "quad_code": {"enum": [1, 2, 3, 4]},
        "event_scale": {"type": "number", "minimum": -10, "maximum": 10},
        "cite_info": some(thing({"citation": TEXT, "url": TEXT}), 1),
    },
    {"event_loc": {"anyOf": [NONE, thing({"lat": MAYBE_NUMBER, "lon": MAYBE_NUMBER, "resolution": MAYBE_NUMBER})]}},
)
POINT = thing({"type": {"const": "Point"}, "coordinates": {**some(NUMBER, 2), "maxItems": 2}}, strict=True)
GEOJSON = thing(
    {
        "type": {"const": "FeatureCollection"},
        "features": some(
            thing(
                {
                    "type": {"const": "Feature"},
                    "id": TEXT,
                    "geometry": {"anyOf": [NONE, POINT]},
                    "properties": {"type": "object"},
                },
                strict=True,
            )
        ),
    },
    strict=True,
)
CLAIM_REVIEW = thing(
    {
        "@context": {"const": "https://schema.org"},
        "@type": {"const": "ClaimReview"},
        "author": thing({"@type": TEXT, "name": TEXT}),
        "claimReviewed": TEXT,
        "itemReviewed": thing({"@type": {"const": "Claim"}, "author": thing({"name": TEXT}), "appearance": some({})}),
        "reviewRating": thing(
            {
                "@type": {"const": "Rating"},
                "ratingValue": {"enum": list(RATINGS.values())},
                "bestRating": {"const": 5},
                "worstRating": {"const": 1},
                "alternateName": TEXT,
                "ratingExplanation": TEXT,
            }
        ),
    }
)


def lines(path: Path) -> list[dict[str, Any]]:
    """Rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_plover_records_follow_the_format(case: Case, tmp_path: Path) -> None:
    """Every record is valid; a plan is marked as future; a fight has both parties as actors."""
    case.export("plover", tmp_path, audience="internal")
    records, validator = lines(tmp_path / "plover.jsonl"), Draft202012Validator(PLOVER)
    assert not [fault.message for one in records for fault in validator.iter_errors(one)]
    assert not validator.is_valid({**records[0], "event": ["FIGHT"]})
    by_place = {one["event_loc"]["resolved_place"]: one for one in records if one["event_loc"]}
    clash = by_place["Ménaka"]
    assert {"Malian Armed Forces", "Movement for the Salvation of Azawad"} <= {a["entity_text"] for a in clash["actor"]}
    assert clash["size"]["dead"] == 90 and clash["size_low"]["dead"] == 12 and clash["enddate"] == "2021-05-03"
    assert any("future" in one["mode"] for one in records)
    needs = set(PLOVER_LISTS["needs_recipient"])
    assert all(one["recipient"] for one in records if needs & set(one["event"]))


def test_geojson_follows_the_standard(case: Case, tmp_path: Path) -> None:
    """A valid collection with one feature an event; coordinates are longitude first."""
    case.export("geojson", tmp_path, audience="internal")
    found = json.loads((tmp_path / "events.geojson").read_text("utf-8"))
    Draft202012Validator(GEOJSON).validate(found)
    assert len(found["features"]) == len(case.events(planned=True))
    [gao] = [one for one in found["features"] if one["properties"].get("place") == "Gao"]
    lon, lat = gao["geometry"]["coordinates"]
    assert 16 < lat < 17 and -1 < lon < 1


def test_only_known_bodies_become_entities(case: Case, tmp_path: Path) -> None:
    """Gunmen, victims and demonstrators stay words: no entity is made of them."""
    case.export("ftm", tmp_path, audience="internal")
    names = [
        name
        for row in lines(tmp_path / "entities.ftm.json")
        if row["schema"] in ("Organization", "PublicBody", "Person", "LegalEntity")
        for name in row["properties"]["name"]
    ]
    assert sorted(names) == ["Malian Armed Forces", "Movement for the Salvation of Azawad"]


def test_workbook_holds_the_tables(case: Case, tmp_path: Path) -> None:
    """Excel's own reader finds each sheet with its columns, and numbers as numbers."""
    case.export("xlsx", tmp_path, audience="internal")
    book = load_workbook(tmp_path / "djeli.xlsx", read_only=True)
    assert book.sheetnames == ["about", *TABLES]
    rows = list(book["events"].iter_rows(values_only=True))
    assert list(rows[0]) == list(EVENTS)
    assert len(rows) == 1 + len(case.events(planned=True))
    row = next(dict(zip(EVENTS, one, strict=True)) for one in rows if one[EVENTS_AT["place"]] == "Ménaka")
    assert row["killed_low"] == 12 and isinstance(row["latitude"], float)


EVENTS_AT = {name: number for number, name in enumerate(EVENTS)}


def test_parquet_holds_the_tables_with_their_meaning(case: Case, tmp_path: Path) -> None:
    """Each table reads back with its types; what a column means is in the file."""
    case.export("parquet", tmp_path, audience="internal")
    found = pyarrow.parquet.read_table(tmp_path / "events.parquet")
    assert found.column_names == list(EVENTS)
    assert str(found.schema.field("killed_low").type) == "int64"
    assert found.schema.field("killed_low").metadata[b"meaning"]
    frame = polars.read_parquet(tmp_path / "events.parquet")
    assert frame.filter(polars.col("place") == "Ménaka")["killed_best"].to_list() == [90]


@pytest.mark.parametrize("kind", ["pandas", "polars", "arrow"])
@pytest.mark.parametrize("name", TABLES)
def test_frames(case: Case, name: str, kind: str) -> None:
    """Every table comes as every kind of frame, with its columns."""
    found = case.frame(name, kind=kind)
    columns = found.column_names if kind == "arrow" else list(found.columns)
    assert columns == list(TABLES[name].columns)
    assert len(found) > 1


def test_frames_say_what_is_missing(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong table or kind lists those there are; a library that isn't installed is named with its cure."""
    with pytest.raises(NotFound, match="disputes"):
        case.frame("claims")
    with pytest.raises(NotFound, match="polars"):
        case.frame(kind="excel")
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(CaseError, match="pip install polars"):
        case.frame(kind="polars")


def test_claim_reviews_only_of_what_a_person_approved(case: Case, tmp_path: Path) -> None:
    """One event was graded by an analyst: one review, valid, with the verdict in words and nobody's name."""
    case.export("claimreview", tmp_path, audience="internal")
    reviews = lines(tmp_path / "claimreview.jsonl")
    assert len(reviews) == 1
    Draft202012Validator(CLAIM_REVIEW).validate(reviews[0])
    assert reviews[0]["reviewRating"]["ratingValue"] == 4
    assert reviews[0]["reviewRating"]["alternateName"] == "probably true"
    assert "Mopti" in reviews[0]["claimReviewed"]
    assert "Ada" not in json.dumps(reviews)


def test_ris_and_csl_hold_every_source(case: Case, tmp_path: Path) -> None:
    """The reference manager's reader finds each article once, with title, outlet and day."""
    case.export("ris", tmp_path / "ris", audience="internal")
    case.export("csljson", tmp_path / "csl", audience="internal")
    entries = rispy.loads((tmp_path / "ris" / "sources.ris").read_text("utf-8"))
    styled = json.loads((tmp_path / "csl" / "sources.csl.json").read_text("utf-8"))
    assert len(entries) == len(styled) == len(case.items())
    assert {one["id"] for one in entries} == {one["id"] for one in styled}
    titles = {one["title"] for one in entries}
    assert "Army and rebels clash near Menaka" in titles
    assert all(one["type"] == "article-newspaper" and one["title"] for one in styled)
    dated = [one for one in styled if "issued" in one]
    assert dated and all(len(one["issued"]["date-parts"][0]) == 3 for one in dated)


def test_a_bag_is_whole_and_opens_as_a_case(case: Case, tmp_path: Path) -> None:
    """The bag validates, a changed byte is noticed, and what is in it is the case with its originals."""
    case.export("bagit", tmp_path / "bag", audience="internal")
    bag = bagit.Bag(str(tmp_path / "bag"))
    bag.validate()
    with ledger.open(tmp_path / "bag" / "data" / "case") as copy:
        assert copy.verify() == []
        assert [event.id for event in copy.events()] == [event.id for event in case.events()]
    (tmp_path / "bag" / "data" / "ledger" / "events.jsonl").write_text("changed", encoding="utf-8")
    with pytest.raises(bagit.BagValidationError):
        bag.validate()


def test_a_bag_is_for_the_team_and_for_an_empty_folder(case: Case, tmp_path: Path) -> None:
    """Originals leave for nobody else, no key of pseudonyms is in it, and nothing is written over."""
    with pytest.raises(CaseError, match="internal"):
        case.export("bagit", tmp_path / "bag", audience="public")
    assert not (tmp_path / "bag").exists()
    case.export("csv", tmp_path / "csv", audience="public")
    case.export("bagit", tmp_path / "bag", audience="internal")
    assert not [path for path in (tmp_path / "bag").rglob("*") if "key" in path.name]
    with pytest.raises(CaseError, match="empty"):
        case.export("bagit", tmp_path / "bag", audience="internal")
