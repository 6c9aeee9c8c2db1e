"""UCDP-style table: the columns, order and codes of its georeferenced events, with our own definitions.

Only events with at least one death in low, best or high have a row. The order of the three is best, high, low. These
columns have no place for a dispute: it stands in a second file under the same id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import floor
from pathlib import Path

from djeli.bundle import Bundle
from djeli.export.codes import country, data, number, place_name
from djeli.export.evidence import Evidence, Source
from djeli.export.manifest import Tally, write_manifest
from djeli.export.notes import notes
from djeli.export.occasions import WHOLE, Occasion, Splitter, Toll, toll
from djeli.export.sides import Sides, sides
from djeli.export.table import Columns, Row, joined, write_csv
from djeli.resources.event_types import codes, event_types
from djeli.values import Party, Where
from djeli.views import Event
from djeli.vocab import DisputeKind, Harm, PartyKind

SCHEMA = "djeli-ucdp-style/1"
COLUMNS: Columns = {
    "id": "number: the event's id to base 32; of a split event with the row's number in three digits behind",
    "relid": "the event's id, of a split event with the row's number",
    "year": "year of the event",
    "active_year": "empty: whether a dyad reached 25 deaths in a year is for the user to count",
    "code_status": "Clear where event_clarity is 1; else empty",
    "type_of_violence": "1 state-based, 2 non-state, 3 one-sided",
    "conflict_dset_id": "empty: ids are given by UCDP",
    "conflict_new_id": "empty, as above",
    "conflict_name": "empty: conflicts are named by UCDP",
    "dyad_dset_id": "empty, as above",
    "dyad_new_id": "empty, as above",
    "dyad_name": "both sides",
    "side_a_dset_id": "empty, as above",
    "side_a_new_id": "empty, as above",
    "side_a": "first side; the state in state-based violence; Unknown where nobody is told",
    "side_b_dset_id": "empty, as above",
    "side_b_new_id": "empty, as above",
    "side_b": "second side; Civilians in one-sided violence",
    "number_of_sources": "outlets, each once; copies of one text by several outlets are several outlets",
    "source_article": "outlet, date and headline of each source, with its address",
    "source_office": "outlets",
    "source_date": "dates of the pages, ISO",
    "source_headline": "headlines",
    "source_original": "informants: who is quoted for it",
    "where_prec": "1 the place; 2 near it; 3 second-order unit; 4 first-order unit; 5 a wider area, or between places; "
    "6 the country; 7 water",
    "where_coordinates": "name of the place the coordinates are of",
    "where_description": "the place with the units it lies in, and how it was found",
    "adm_1": "first-order unit",
    "adm_2": "second-order unit",
    "latitude": "degrees, WGS 84",
    "longitude": "degrees, WGS 84",
    "geom_wkt": "the point as POINT (longitude latitude)",
    "priogrid_gid": "cell of half a degree, numbered from the south-west",
    "country": "name of the country",
    "country_id": "Gleditsch-Ward number of the country; empty where it has none",
    "region": "Africa, Americas, Asia, Europe, Middle East",
    "event_clarity": "1 when day, place and both sides are told and undisputed; 2 else, and for parts of a split event",
    "date_prec": "1 the day; 2 two to six days; 3 the week; 4 the month; 5 the year, or a part longer than a month",
    "date_start": "first day, ISO",
    "date_end": "last day, ISO",
    "deaths_a": "dead of side a, where all dead are told to be theirs",
    "deaths_b": "dead of side b, where all dead are told to be theirs",
    "deaths_civilians": "civilian dead, where all dead are told to be civilians",
    "deaths_unknown": "dead of whom that is not told; the four add up to best",
    "best": "the number the case's rule chose; the lowest where it chose none",
    "high": "highest number told by a reliable account",
    "low": "lowest number told by a reliable account, 0 where none is",
    "gwnoa": "Gleditsch-Ward number of side a where it is a state's; else empty",
    "gwnob": "the same of side b",
}
UNKNOWN, CIVILIANS = "Unknown", "Civilians"
NOTES: Columns = {
    "id": "as in ucdp.csv",
    "relid": "as in ucdp.csv",
    "notes": "title, counts, disputes with both sides, and the words of the first report",
}
_UNCLEAR = frozenset(
    {DisputeKind.RESPONSIBILITY, DisputeKind.EXISTENCE, DisputeKind.PLACE, DisputeKind.DATE, DisputeKind.IDENTITY}
)
_EMPTY = dict.fromkeys(COLUMNS, "")


def standing(party: Party | None) -> str:
    """Whether a party is a state, a group, civilian, or none of these."""
    return str(data("ucdp")["party"][party.kind.value]) if party else "none"


def violence(event: Event, both: Sides) -> str:
    """state_based, non_state or one_sided; empty where the parties don't tell."""
    kind = event_types().get(event.type)
    if kind is None or kind.ucdp is None:
        return ""
    if kind.ucdp != "by_parties":
        return kind.ucdp
    a = next((s for s in map(standing, both.a) if s in ("state", "group")), "none")
    b = next((s for s in map(standing, both.b) if s != "none"), "none")
    found = (rule["is"] for rule in data("ucdp")["violence"] if rule["a"] == a and rule["b"] == b)
    return next(found, "one_sided" if b == "civilian" else "")


def left_out(event: Event, both: Sides, killed: Toll) -> str:
    """Why an event has no row; empty when it has."""
    kind = event_types().get(event.type)
    if not event.modality.happened:
        return f"told as {event.modality.value}, not as having happened"
    if not killed.any:
        return "no death in low, best or high"
    if event.background:
        return "only mentioned in passing, with little told of it"
    if kind is None or kind.ucdp is None:
        return f"no organised violence: {data('ucdp')['without'].get(event.type, 'the type has no code there')}"
    if not violence(event, both):
        return "the parties don't tell which kind of violence it is"
    if event.when is None:
        return "no date is told"
    if event.when.precision.value not in data("ucdp")["date_prec"]:
        return "the date is coarser than a year"
    if event.where is None or not event.where.country:
        return "no country is told"
    return ""


class Ucdps:
    """Rows of a bundle."""

    def __init__(self, bundle: Bundle, split: str, tally: Tally) -> None:
        """`tally` takes up what is left out."""
        self._bundle, self._tally = bundle, tally
        self._split, self._splitter = split, Splitter(bundle, split)
        self._evidence = Evidence(bundle)
        self.notes: list[Row] = []

    def __iter__(self) -> Iterator[Row]:
        for event in self._bundle.events:
            killed = toll(event.harm.get(Harm.KILLED))
            both = sides(event)
            why = left_out(event, both, killed)
            if why:
                self._tally.leave(why)
                continue
            told = _told(self._evidence, event)
            words = self._evidence.words(event)
            for row in self._splitter.rows(event, both, killed, tells(event)):
                if row.killed.any:
                    found = self._row(row) | told
                    self.notes.append({"id": found["id"], "relid": found["relid"], "notes": notes(row, words)})
                    yield found
                else:
                    self._tally.noted["rows of split events that no death was left for"] += 1

    def _row(self, row: Occasion) -> Row:
        event, where = row.event, row.where
        kind = violence(event, row.sides)
        a, b = pair(row.sides, kind)
        open_ = UNKNOWN in (a.name, b.name) or any(one.kind in _UNCLEAR for one in event.disputes)
        clear = row.of == 1 and not open_ and row.precision.value == "day" and where.resolution.rank <= 1
        land = country(where.country)
        suffix = "" if self._split == WHOLE else f"{row.number:03d}"
        return (
            _EMPTY
            | {
                "id": int(f"{number(event.id)}{suffix}"),
                "relid": f"{event.id}-{suffix}" if suffix else event.id,
                "year": row.start.year,
                "code_status": "Clear" if clear else "",
                "type_of_violence": codes()["ucdp"][kind],
                "dyad_name": f"{a.name} - {b.name}",
                "side_a": a.name,
                "side_b": b.name,
                "country": place_name(where.country, where.country_name),
                "country_id": land.gw if land and land.gw else "",
                "region": _region(where.country),
                "event_clarity": 1 if clear else 2,
                "date_prec": data("ucdp")["date_prec"][row.precision.value],
                "date_start": row.start.isoformat(),
                "date_end": row.end.isoformat(),
                "best": row.killed.best,
                "high": row.killed.high,
                "low": row.killed.low,
                "gwnoa": gw(a),
                "gwnob": gw(b),
            }
            | _place(where)
            | deaths(event, row, a, b)
        )


def tells(event: Event) -> Callable[[Sides], bool]:
    """Whether a pair of parties makes a dyad: an aid agency beside a state's forces fights nobody."""
    return lambda both: bool(violence(event, both))


def pair(both: Sides, kind: str) -> tuple[Party, Party]:
    """The two names of a dyad: the state first in state-based violence, civilians second in one-sided."""
    nobody = Party(name=UNKNOWN)
    a = next((one for one in both.a if standing(one) in ("state", "group")), both.a[0] if both.a else nobody)
    if kind == "one_sided":
        return a, Party(name=CIVILIANS, kind=PartyKind.CIVILIANS)
    b = next((one for one in both.b if standing(one) in ("state", "group")), nobody)
    return (b, a) if kind == "state_based" and standing(a) != "state" and standing(b) == "state" else (a, b)


def deaths(event: Event, row: Occasion, a: Party, b: Party) -> Row:
    """Best estimate by who the dead are, where the reports tell it of all of them; else they are of unknown side."""
    estimate, names = event.harm.get(Harm.KILLED), ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    hit = {kind for kind in row.sides.hit if standing(Party(name="x", kind=kind)) != "none"}
    if estimate is not None and estimate.of:  # counted of one kind of people alone: theirs, where they are a party
        hit = {one.party.kind for one in event.participants if one.party.name.casefold() == estimate.of.casefold()}
    where = "deaths_unknown"
    if estimate is not None:
        if hit and all(standing(Party(name="x", kind=kind)) == "civilian" for kind in hit):
            where = "deaths_civilians"
        elif len(hit) == 1 and a.kind is not b.kind:
            [kind] = hit
            where = {a.kind: "deaths_a", b.kind: "deaths_b"}.get(kind, where)
    return {name: row.killed.best if name == where else 0 for name in names}


def gw(party: Party) -> int | str:
    """Gleditsch-Ward number of a party that is a state's; empty where that is not known."""
    land = country(party.country) if standing(party) == "state" else None
    return land.gw if land and land.gw else ""


def _place(where: Where) -> Row:
    known = where.lat is not None and where.lon is not None
    units = ", ".join(dict.fromkeys(part for part in (where.name, where.adm2, where.adm1) if part))
    return {
        "where_prec": data("ucdp")["where_prec"][where.resolution.value],
        "where_coordinates": where.name,
        "where_description": f"{units}. {where.reason}".strip() if where.reason else units,
        "adm_1": where.adm1,
        "adm_2": where.adm2,
        "latitude": where.lat,
        "longitude": where.lon,
        "geom_wkt": f"POINT ({where.lon} {where.lat})" if known else "",
        "priogrid_gid": priogrid(where.lat, where.lon) if where.lat is not None and where.lon is not None else "",
    }


def priogrid(lat: float, lon: float) -> int:
    """Cell of PRIO-GRID: half a degree wide, 720 to a row, numbered from 1 at the south-west corner."""
    row, column = min(359, floor((lat + 90) * 2)), min(719, floor((lon + 180) * 2))
    return row * 720 + column + 1


def _region(code: str) -> str:
    land = country(code)
    return str(
        data("ucdp")["region_of_country"].get(code) or data("ucdp")["region"].get(land.continent if land else "", "")
    )


def _told(evidence: Evidence, event: Event) -> Row:
    sources = evidence.sources(event)
    return {
        "number_of_sources": len({one.outlet for one in sources}),
        "source_article": joined(_article(one) for one in sources),
        "source_office": joined(one.outlet for one in sources),
        "source_date": joined(one.published[:10] for one in sources),
        "source_headline": joined(one.headline for one in sources),
        "source_original": joined(evidence.informants(event)),
    }


def _article(one: Source) -> str:
    return f"{one.article} <{one.address}>" if one.address else one.article


def export(bundle: Bundle, out: Path, *, split: str = WHOLE) -> list[Path]:
    """Write `ucdp.csv`, its notes, and a manifest that says what was left out into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    path, beside, tally = out / "ucdp.csv", out / "ucdp_notes.csv", Tally()
    rows = Ucdps(bundle, split, tally)
    files = {path: write_csv(path, COLUMNS, rows), beside: write_csv(beside, NOTES, rows.notes)}
    return write_manifest(bundle, out, SCHEMA, files, tally=tally, more={"split": split})
