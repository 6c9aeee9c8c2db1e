"""ACLED-style, UCDP-style and HXL-tagged tables: columns, codes, tolls, disputes, what stays out, and the split."""

from __future__ import annotations

import csv
import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import hxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from djeli.bundle import Bundle
from djeli.export import acled, ucdp
from djeli.export.occasions import Splitter, Toll, toll
from djeli.export.sides import sides
from djeli.ledger import Case
from djeli.resources.event_types import codes
from djeli.values import Party, When, Where
from djeli.views import Estimate, Event, Participant
from djeli.vocab import DateAnchor, FoldRule, Harm, Modality, PartyKind, Precision, Resolution, Role

ACLED_COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)
UCDP_COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates "
    "where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity "
    "date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
)


def read(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def left_out(folder: Path) -> dict[str, int]:
    """What the manifest says was left out."""
    found: dict[str, int] = json.loads((folder / "manifest.json").read_text("utf-8"))["left_out"]
    return found


def event(kind: str = "armed_attack", parties: tuple[tuple[Role, str, PartyKind], ...] = (), **more: object) -> Event:
    """An event made for a test: in Gao on 3 May 2021 unless told otherwise."""
    when = When(start=dt.date(2021, 5, 3), end=dt.date(2021, 5, 3), precision=Precision.DAY, anchor=DateAnchor.STATED)
    where = Where(name="Gao", resolution=Resolution.SETTLEMENT, lat=16.27, lon=-0.04, country="ML", adm1="Gao")
    found = {
        "id": "7K2Q",
        "type": kind,
        "title": "Attack in Gao",
        "reports": ("r1",),
        "items": (),
        "documents": (),
        "when": when,
        "where": where,
        "participants": tuple(
            Participant(role=role, party=Party(name=name, kind=party), claims=()) for role, name, party in parties
        ),
    }
    return Event(**(found | more))  # type: ignore[arg-type]


def estimate(low: int | None, best: int | None, high: int | None) -> Estimate:
    """A count."""
    return Estimate(low=low, best=best, high=high, rule=FoldRule.INFORMATIVE, reason="", claims=())


def test_acled_columns_codes_and_toll(case: Case, tmp_path: Path) -> None:
    """31 columns in their order; the lowest toll with the dispute in words; vague words as the table writes them."""
    case.export("acled", tmp_path, audience="internal")
    rows = read(tmp_path / "acled.csv")
    assert " ".join(rows[0]) == ACLED_COLUMNS == " ".join(acled.COLUMNS)
    by_place = {row["location"]: row for row in rows}
    clash, market, march = by_place["Ménaka"], by_place["Gao"], by_place["Bamako"]
    assert clash["sub_event_type"] == "Armed clash" and clash["fatalities"] == "12"
    assert "12" in clash["notes"] and "90" in clash["notes"] and "“" in clash["notes"]
    assert clash["time_precision"] == "2" and clash["iso"] == "466" and clash["region"] == "Western Africa"
    assert market["fatalities"] == "12", "'dozens' is 12 in these columns"
    assert market["civilian_targeting"] and market["actor2"] == "Civilians (Mali)"
    assert (
        march["event_type"] == "Protests" and march["inter1"] == "Protesters" and "[size=no report]" in march["notes"]
    )
    assert by_place["Sikasso"]["event_date"] == "2021-03-16" and by_place["Sikasso"]["time_precision"] == "3"
    names = {name: list(subs) for name, subs in codes()["acled"].items()}
    assert all(row["sub_event_type"] in names[row["event_type"]] for row in rows)
    assert "told as planned, not as having happened" in left_out(tmp_path)
    assert all(row["event_id_cnty"][:3].isalpha() and row["event_id_cnty"][3:].isdigit() for row in rows)


def test_ucdp_columns_order_and_who_stays_out(case: Case, tmp_path: Path) -> None:
    """49 columns in their order, best before high before low, deaths that add up; no event without a death."""
    case.export("ucdp", tmp_path, audience="internal")
    rows = read(tmp_path / "ucdp.csv")
    assert " ".join(rows[0]) == UCDP_COLUMNS == " ".join(ucdp.COLUMNS)
    for row in rows:
        low, best, high = (int(row[name]) for name in ("low", "best", "high"))
        assert 0 <= low <= best <= high and high > 0
        dead = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        assert sum(int(row[name]) for name in dead) == best
        assert row["type_of_violence"] in "123"
    [clash] = [row for row in rows if row["where_coordinates"] == "Ménaka"]
    assert (clash["low"], clash["best"], clash["high"]) == ("12", "90", "90")
    assert clash["side_a"] == "Malian Armed Forces" and clash["gwnoa"] == "432" and clash["gwnob"] == ""
    assert clash["type_of_violence"] == "1" and clash["date_prec"] == "2" and clash["deaths_a"] == "90"
    assert {"rebels", "army"} <= set(clash["source_original"].casefold().split("; "))
    notes = {row["relid"]: row["notes"] for row in read(tmp_path / "ucdp_notes.csv")}
    assert "12" in notes[clash["relid"]] and "90" in notes[clash["relid"]]
    assert left_out(tmp_path)["no death in low, best or high"] >= 2


def test_a_split_event_keeps_its_toll(case: Case, tmp_path: Path) -> None:
    """Three days give three rows whose tolls add up to that of the event, and each row says so."""
    case.export("acled", tmp_path / "whole", audience="internal")
    case.export("acled", tmp_path / "days", audience="internal", split="day-place")
    whole = read(tmp_path / "whole" / "acled.csv")
    days = read(tmp_path / "days" / "acled.csv")
    clash = [row for row in days if row["location"] == "Ménaka"]
    assert [row["event_date"] for row in clash] == ["2021-05-01", "2021-05-02", "2021-05-03"]
    assert all("Row" in row["notes"] and "shared out" in row["notes"] for row in clash)
    assert sum(int(row["fatalities"]) for row in days) == sum(int(row["fatalities"]) for row in whole)
    assert len({row["event_id_cnty"] for row in days}) == len(days)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500), st.integers(1, 40))
def test_shares_add_up_and_keep_their_order(a: int, b: int, c: int, of: int) -> None:
    """Whatever the toll and the rows: nothing is lost, nothing counted twice, and low ≤ best ≤ high in each row."""
    low, best, high = sorted((a, b, c))
    shares = [Toll(low=low, best=best, high=high).share(number, of) for number in range(of)]
    assert [sum(getattr(one, name) for one in shares) for name in ("low", "best", "high")] == [low, best, high]
    assert all(one.low <= one.best <= one.high for one in shares)


@pytest.mark.parametrize(
    ("told", "low", "best", "high"),
    [((5, 5, None), 5, 5, 5), ((None, None, 70), 0, 0, 70), ((24, None, 99), 24, 24, 99), ((3, 9, 20), 3, 9, 20)],
)
def test_tolls_have_no_gaps(told: tuple[int | None, int | None, int | None], low: int, best: int, high: int) -> None:
    """Bounds that nobody tells are filled as documented."""
    assert toll(estimate(*told)) == Toll(low=low, best=best, high=high)
    assert toll(None) == Toll()


ARMY = (Role.PERPETRATOR, "army", PartyKind.STATE_FORCES)
REBELS = (Role.TARGET, "rebels", PartyKind.REBEL_GROUP)
PEOPLE = (Role.VICTIM, "people", PartyKind.CIVILIANS)
MILITIA = (Role.PERPETRATOR, "militia", PartyKind.IDENTITY_MILITIA)


@pytest.mark.parametrize(
    ("kind", "parties", "violence"),
    [
        ("armed_attack", (ARMY, REBELS), "state_based"),
        ("armed_attack", (MILITIA, REBELS), "non_state"),
        ("armed_attack", (MILITIA, PEOPLE), "one_sided"),
        ("armed_attack", (ARMY, PEOPLE), "one_sided"),
        ("massacre", (), "one_sided"),
        ("armed_attack", (), ""),
        ("protest", (ARMY, PEOPLE), ""),
    ],
)
def test_kind_of_violence_goes_by_the_parties(
    kind: str, parties: tuple[tuple[Role, str, PartyKind], ...], violence: str
) -> None:
    """Who fights whom decides, where the type leaves it open."""
    found = event(kind, parties)
    assert ucdp.violence(found, sides(found)) == violence


def test_a_dyad_is_of_parties_that_fight(case: Case) -> None:
    """A party that tells no kind of violence makes no dyad, and its share of the dead goes to those that do."""
    agency = (Role.PERPETRATOR, "aid agency", PartyKind.ORGANISATION)
    found = event(parties=(ARMY, agency, REBELS))
    known = [replace(one, party=replace(one.party, actor=one.party.name)) for one in found.participants]
    found = replace(found, participants=tuple(known), harm={Harm.KILLED: estimate(3, 5, 5)})
    bundle = Bundle(case="", audience="internal", parts={"told": lambda: lambda prop, holding: ()})
    rows = list(
        Splitter(bundle, "dyad-day-place").rows(found, sides(found), Toll(low=3, best=5, high=5), ucdp.tells(found))
    )
    assert [(row.sides.a[0].name, row.killed.best) for row in rows] == [("army", 5)]
    assert len(list(Splitter(bundle, "dyad-day-place").rows(found, sides(found), Toll()))) == 2


def test_the_same_act_has_the_same_code_whoever_did_it() -> None:
    """Swapping army and rebels changes neither event nor kind of violence, and the state is side A in both."""
    swapped = ((Role.PERPETRATOR, "rebels", PartyKind.REBEL_GROUP), (Role.TARGET, "army", PartyKind.STATE_FORCES))
    one, other = event("ambush", (ARMY, REBELS)), event("ambush", swapped)
    assert acled.code_of(one, sides(one)) == acled.code_of(other, sides(other))
    kinds = [ucdp.violence(found, sides(found)) for found in (one, other)]
    assert kinds == ["state_based", "state_based"]
    names = [tuple(p.name for p in ucdp.pair(sides(found), "state_based")) for found in (one, other)]
    assert names == [("army", "rebels")] * 2


def test_finer_codes_by_who_acts_and_what_harm() -> None:
    """Territory by who takes it; a protest with dead protesters; a raid on armed people."""

    def sub(found: Event) -> str:
        code = acled.code_of(found, sides(found))
        return code.sub_event_type if code else ""

    assert sub(event("territory_gain", (ARMY,))) == "Government regains territory"
    assert sub(event("territory_gain", (MILITIA,))) == "Non-state actor overtakes territory"
    hurt = {Harm.KILLED: estimate(2, 2, 2)}
    crowd = (Role.VICTIM, "protesters", PartyKind.PROTESTERS)
    assert sub(event("dispersal", (ARMY, crowd), harm=hurt)) == "Excessive force against protesters"
    assert sub(event("dispersal", (ARMY, crowd))) == "Protest with intervention"
    assert sub(event("raid", (MILITIA, PEOPLE))) == "Attack" and sub(event("raid", (ARMY, REBELS))) == "Armed clash"


def test_what_did_not_happen_or_is_too_coarse_stays_out() -> None:
    """Planned, denied, in passing, undated, of a year: each has its reason."""
    year = When(
        start=dt.date(2021, 1, 1), end=dt.date(2021, 12, 31), precision=Precision.YEAR, anchor=DateAnchor.STATED
    )
    cases = {
        "told as planned": event(modality=Modality.PLANNED),
        "told as negated": event(modality=Modality.NEGATED),
        "in passing": event(background=True),
        "no date": event(when=None),
        "coarser than a month": event(when=year),
        "no country": event(where=None),
        "no event of such a table": event("denial"),
    }
    for words, one in cases.items():
        assert words in acled.left_out(one, sides(one)), words
    assert acled.left_out(event(), sides(event())) == ""
    assert ucdp.left_out(event("massacre", when=year), sides(event()), Toll(high=1)) == ""


def test_places_told_together_make_rows(case: Case) -> None:
    """Two towns that one report tells make two rows; dyads multiply them; the toll is shared."""
    with case.bundle("internal") as bundle:
        splitter = Splitter(bundle, "dyad-day-place")
    gao = event().where
    assert gao is not None
    ansongo = Where(name="Ansongo", resolution=Resolution.SETTLEMENT, lat=15.66, lon=0.5, country="ML")
    splitter._places = {"r1": (gao, ansongo)}
    known = tuple(
        Participant(role=role, party=Party(name=name, kind=kind, actor=name), claims=())
        for role, name, kind in (ARMY, MILITIA, REBELS)
    )
    found = event(participants=known)
    rows = list(splitter.rows(found, sides(found), Toll(low=5, best=5, high=9)))
    assert [(row.where.name, row.sides.a[0].name, row.sides.b[0].name) for row in rows] == [
        ("Gao", "army", "rebels"),
        ("Gao", "militia", "rebels"),
        ("Ansongo", "army", "rebels"),
        ("Ansongo", "militia", "rebels"),
    ]
    assert sum(row.killed.low for row in rows) == 5 and sum(row.killed.high for row in rows) == 9


def test_priogrid_cells() -> None:
    """Cells are numbered from the south-west corner, 720 to a row."""
    assert ucdp.priogrid(-90, -180) == 1
    assert ucdp.priogrid(-89.5, -180) == 721
    assert ucdp.priogrid(90, 180) == 259_200


def test_hxl_is_read_by_its_library(case: Case, tmp_path: Path) -> None:
    """The library finds the tags, and the rows under them."""
    case.export("hxl", tmp_path, audience="internal")
    with hxl.data(str(tmp_path / "events.hxl.csv"), hxl.InputOptions(allow_local=True)) as found:
        rows = list(found)
        assert found.tags[0] == "#event" and "#affected+killed+min" in [c.display_tag for c in found.columns]
        assert found.validate()
    clash = next(row for row in rows if row.get("#loc+name") == "Ménaka")
    assert clash.get("#affected+killed+min") == "12" and clash.get("#country+code") == "MLI"
    assert clash.get("#date+occurred") == "2021-05-01"
