"""Somebody's sheet: its columns are known by name, its rows find their events, and what differs is told."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from djeli.desk import sheet
from djeli.desk.compare import Comparison, compare
from djeli.desk.sheet import known_headers, plain, read_sheet
from djeli.errors import NotFound, UnreadableInput
from djeli.values import Party, When, Where
from djeli.views import Estimate, Event, Participant
from djeli.vocab import DateAnchor, FoldRule, Harm, PartyKind, Precision, Resolution, Role

PLACES = {
    "Gao": (16.27, -0.04, "ML"), "Ansongo": (15.66, 0.50, "ML"), "Goma": (-1.68, 29.22, "CD"),
    "Cúcuta": (7.89, -72.50, "CO"),
}  # fmt: skip
CODES = {"Mali": "ML", "Colombia": "CO", "Colombie": "CO", "DR Congo": "CD"}


def event(name: str, day: str, place: str, killed: int | None = None, who: str = "gunmen") -> Event:
    """An event at a place of the table."""
    lat, lon, country = PLACES[place]
    date = dt.date.fromisoformat(day)
    harm = {}
    if killed is not None:
        harm[Harm.KILLED] = Estimate(
            low=killed, best=killed, high=killed, rule=FoldRule.INFORMATIVE, reason="", claims=()
        )
    parties = (Participant(role=Role.PERPETRATOR, party=Party(name=who, kind=PartyKind.REBEL_GROUP), claims=()),)
    return Event(
        id=name, type="killing", title=f"Killing in {place}", reports=(f"r{name}",), items=(), documents=(), harm=harm,
        when=When(start=date, end=date, precision=Precision.DAY, anchor=DateAnchor.STATED),
        where=Where(name=place, resolution=Resolution.SETTLEMENT, lat=lat, lon=lon, country=country),
        participants=parties,
    )  # fmt: skip


def written(folder: Path, rows: Sequence[Sequence[Any]], *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """A CSV file."""
    path = folder / "sheet.csv"
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return path


def held(path: Path, events: Sequence[Event], **columns: str) -> Comparison:
    """A sheet against events."""
    return compare(read_sheet(path, columns), events, country=lambda name: CODES.get(name, ""))


def test_a_row_that_counts_dead_is_no_arrest(tmp_path: Path) -> None:
    """Of an arrest and a killing at one place in one week, the row with dead is the killing, whoever it names."""
    arrest = dataclasses.replace(event("A", "2022-03-27", "Gao", who="the army"), type="arrest")
    killing = event("K", "2022-03-29", "Gao", 500, who="gunmen")
    path = written(tmp_path, [("date", "place", "deaths", "actor"), ("2022-03-28", "Gao", 500, "the army")])
    assert [one.ours.event for one in held(path, [arrest, killing]).both] == ["K"]


def test_the_numbers_of_ucdp_are_kinds_of_violence(tmp_path: Path) -> None:
    """A row of type_of_violence 3 fits a killing, and is not called unknown."""
    path = written(tmp_path, [("date", "place", "type_of_violence", "best"), ("2022-03-29", "Gao", 3, 5)])
    (found,) = held(path, [event("K", "2022-03-29", "Gao", 5)]).both
    assert any("types of one" in reason for reason in found.reasons)


def test_each_row_finds_its_event_and_the_rest_stands_apart(tmp_path: Path) -> None:
    """A day off, another spelling and another toll are the same event; what has no counterpart is on one side only."""
    rows = [
        ("id", "date", "location", "country", "fatalities"),
        ("1", "2021-03-12", "Gaoo", "Mali", 12),
        ("2", "2021-03-11", "Cucuta", "Colombie", 3),
        ("3", "2021-03-20", "Goma", "DR Congo", 1),
    ]
    events = [
        event("A", "2021-03-11", "Gao", 9),
        event("B", "2021-03-11", "Cúcuta", 3),
        event("C", "2021-03-15", "Ansongo", 2),
        event("D", "2022-03-15", "Ansongo", 2),
    ]
    found = held(written(tmp_path, rows), events)
    assert [(one.theirs.id, one.ours.event) for one in found.both] == [("1", "A"), ("2", "B")]
    told = [(each.about, each.theirs, each.ours) for each in found.both[0].differences]
    assert told == [("toll", "12", "9"), ("date", "12 Mar 2021", "11 Mar 2021")]
    assert not found.both[1].differences
    assert [one.id for one in found.only_theirs] == ["3"]
    assert [one.event for one in found.only_ours] == ["C"] and found.outside == 1


def test_one_event_is_given_to_one_row_only(tmp_path: Path) -> None:
    """Two rows that might tell one event: the better gets it, the other stays alone, and both are named."""
    rows = [("date", "place", "killed"), ("2021-03-11", "Gao", 9), ("2021-03-11", "Gao", 9)]
    found = held(written(tmp_path, rows), [event("A", "2021-03-11", "Gao", 9)])
    assert len(found.both) == 1 and len(found.only_theirs) == 1
    assert found.ambiguous and found.both[0].others == ("row 3",)


def test_what_cannot_be_one_is_not_paired(tmp_path: Path) -> None:
    """Another country, a place far away or another month is no match, however alike the rest."""
    rows = [
        ("date", "place", "country", "latitude", "longitude", "killed"),
        ("2021-03-11", "Gao", "Colombia", "", "", 9),
        ("2021-03-11", "Elsewhere", "", "47.0", "8.0", 9),
        ("2021-04-11", "Gao", "Mali", "", "", 9),
    ]
    assert not held(written(tmp_path, rows), [event("A", "2021-03-11", "Gao", 9)]).both


@pytest.mark.parametrize(
    ("header", "row", "delimiter"),
    [
        (("Date de l'incident", "Lieu", "Morts"), ("11/03/2021", "Gao", "9"), ";"),
        (("Fecha", "Municipio", "Muertos"), ("11 de marzo de 2021", "Gao", "9"), ","),
        (("EVENT_DATE", "LOCATION", "FATALITIES"), ("11 March 2021", "Gao", "9"), "\t"),
        (("date_start", "where_coordinates", "best"), ("2021-03-11 00:00:00.000", "Gao", "9.0"), ","),
        (("التاريخ", "مكان", "عدد القتلى"), ("2021-03-11", "Gao", "9"), ","),
        (("#date+occurred", "#loc+name", "#affected+killed"), ("2021-03-11", "Gao", "9"), ","),
    ],
)
def test_headers_are_known_in_several_languages(
    tmp_path: Path, header: Sequence[str], row: Sequence[str], delimiter: str
) -> None:
    """Date, place and toll are found whatever language and form they are in."""
    found = read_sheet(written(tmp_path, [header, row], delimiter=delimiter)).rows[0]
    assert (found.first, found.place, found.killed) == (dt.date(2021, 3, 11), "Gao", 9)


def test_months_before_days_are_seen_from_the_column(tmp_path: Path) -> None:
    """One date that can only be read so decides for all of its column."""
    american = [("date", "place"), ("03/11/2021", "Gao"), ("03/25/2021", "Gao")]
    assert read_sheet(written(tmp_path, american)).rows[0].first == dt.date(2021, 3, 11)
    other = [("date", "place"), ("03/11/2021", "Gao"), ("25/03/2021", "Gao")]
    assert read_sheet(written(tmp_path, other)).rows[0].first == dt.date(2021, 11, 3)


def test_titles_above_the_header_and_tags_below_it_are_no_rows(tmp_path: Path) -> None:
    """A workbook with a title, notes, headers and a row of HXL tags has the rows that it has."""
    book = Workbook()
    sheet = book.active
    for line in (
        ["Our incidents 2021"], [], ["Date", "Town", "Dead", "Remarks by us"],
        ["#date", "#loc", "#affected+killed", ""],
        [dt.datetime(2021, 3, 11), "Gao", 9, "x"], [None, None, None, None],
    ):  # fmt: skip
        sheet.append(line)
    book.save(tmp_path / "book.xlsx")
    found = read_sheet(tmp_path / "book.xlsx")
    assert [(one.number, one.first, one.place, one.killed) for one in found.rows] == [
        (5, dt.date(2021, 3, 11), "Gao", 9)
    ]
    assert found.unknown == ("Remarks by us",)


def test_columns_can_be_named(tmp_path: Path) -> None:
    """Where headers don't tell, the message lists them, and `--map` says which is which."""
    path = written(tmp_path, [("when it was", "where it was"), ("2021-03-11", "Gao")])
    with pytest.raises(UnreadableInput, match="when it was, where it was"):
        read_sheet(path)
    found = read_sheet(path, {"date": "When it was", "place": "where it was"})
    assert found.rows[0].place == "Gao"
    with pytest.raises(NotFound, match="fields are"):
        read_sheet(path, {"moon": "when it was"})
    with pytest.raises(NotFound, match="no column 'x'"):
        read_sheet(path, {"date": "x"})


@pytest.mark.parametrize(("name", "data"), [("a.xlsx", b"no zip"), ("b.csv", b""), ("c.csv", b"\xff\xfe\x00bad")])
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    """A sentence, no traceback."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableInput):
        read_sheet(tmp_path / name)


def test_a_date_that_is_none_is_told(tmp_path: Path) -> None:
    """The row stays, without a date, and is named."""
    found = read_sheet(written(tmp_path, [("date", "place"), ("soon", "Gao")]))
    assert found.rows[0].first is None and "row 2: 'soon'" in found.faults[0]


def test_every_header_of_the_table_stands_under_one_field() -> None:
    """The data file names each header once, in plain form."""
    assert len(known_headers()) > 200
    assert all(header == plain(header) and header for header in known_headers())


@pytest.mark.parametrize(
    "written",
    ["12 April 2021", "April 12, 2021", "12 Apr 2021", "mardi 12 avril 2021", "martes 12 de abril de 2021",
     "martedì 12 aprile 2021", "12 апреля 2021", "12 квітня 2021", "Montag, 12. April 2021"],
)  # fmt: skip
def test_months_are_read_in_many_languages(written: str) -> None:
    """A weekday that begins like a month is none."""
    day = dt.date(2021, 4, 12)
    assert sheet._worded(written) == (day, day)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_sheet_that_is_too_long_is_refused(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No row is left out without a word."""
    monkeypatch.setattr(sheet, "MOST_ROWS", 3)
    path = tmp_path / f"sheet.{ending}"
    rows = [("event_date", "location"), *(("2021-03-11", "Gao"),) * 3]
    if ending == "csv":
        path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    else:
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    with pytest.raises(UnreadableInput, match="rows"):
        read_sheet(path)


def test_a_workbook_that_unpacks_too_far_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that holds a very large one is not unpacked."""
    path = tmp_path / "small.xlsx"
    book = Workbook()
    book.active.append(["date", "place"])
    book.save(path)
    assert read_sheet(path).rows == ()
    monkeypatch.setattr(sheet, "MOST_BYTES", path.stat().st_size)
    with pytest.raises(UnreadableInput, match="unpack"):
        read_sheet(path)


@pytest.mark.parametrize(
    "odd", ["9" * 5000, f"1/{'9' * 5000}/2020", "9999-12", "nan", "\x00", "=1+1", "1 2 3 4 " * 900]
)
def test_odd_cells_spoil_no_sheet(tmp_path: Path, odd: str) -> None:
    """Whatever somebody's cells hold, the other rows are read, and what is told of a fault stays short."""
    header = ("date", "place", "killed", "lat", "lon", "year")
    found = read_sheet(written(tmp_path, [header, [odd] * 6, ("2021-03-11", "Gao", 9, 16.27, -0.04, 2021)]))
    assert found.rows[-1].first == dt.date(2021, 3, 11)
    assert all(len(fault) < 250 for fault in found.faults)


def test_one_far_cell_does_not_fill_the_memory(tmp_path: Path) -> None:
    """A cell in the last column of line 20,000 makes no row of all columns of each line before it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in [["date", "place"], ["2021-03-11", "Gao"], *[[]] * 20_000, [None] * 16_383 + ["far"]]:
        sheet.append(line)
    book.save(tmp_path / "far.xlsx")
    tracemalloc.start()
    try:
        assert len(read_sheet(tmp_path / "far.xlsx").rows) == 1
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()
