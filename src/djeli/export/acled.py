"""ACLED-style table: its columns, order and codes, with our own definitions.

One row an event, or more by the rule chosen. Deaths are the lowest number that is told; disputes stand in the notes in
plain words. Only what is told as having happened, at a known place and at least in a known month, has a row.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from djeli.bundle import Bundle
from djeli.export.codes import country, data, number, place_name
from djeli.export.evidence import Evidence
from djeli.export.manifest import Tally, write_manifest
from djeli.export.notes import notes
from djeli.export.occasions import WHOLE, Occasion, Splitter, Toll, toll
from djeli.export.sides import CIVIL, Sides, sides
from djeli.export.table import Columns, Row, joined, write_csv
from djeli.resources.event_types import Acled, codes, event_types
from djeli.values import Party, Quantity
from djeli.views import Event
from djeli.vocab import Exactness, Harm, PartyKind

SCHEMA = "djeli-acled-style/1"
COLUMNS: Columns = {
    "event_id_cnty": "three letters of the country and a number: the event's id to base 32; of a split event with the "
    "row's number in three digits behind",
    "event_date": "first day, ISO; for a month its middle, as the precision says",
    "year": "year of the event",
    "time_precision": "1 the day is known; 2 within a week; 3 the month is known",
    "disorder_type": "Political violence, Demonstrations, Strategic developments",
    "event_type": "one of six",
    "sub_event_type": "one of twenty-five",
    "actor1": "best named party of the first side; Unidentified where violence has none",
    "assoc_actor_1": "others of that side",
    "inter1": "kind of actor1",
    "actor2": "best named party of the second side; empty when no second party is told",
    "assoc_actor_2": "others of that side",
    "inter2": "kind of actor2",
    "interaction": "both kinds, the lower code first; one alone with 'only'",
    "civilian_targeting": "filled when violence was against civilians",
    "iso": "ISO 3166-1 number of the country",
    "region": "region of the world",
    "country": "name of the country",
    "admin1": "first-order unit",
    "admin2": "second-order unit",
    "admin3": "empty: the gazetteer goes no finer",
    "location": "name of the place",
    "latitude": "degrees, WGS 84",
    "longitude": "degrees, WGS 84",
    "geo_precision": "1 the place itself; 2 near it, between places, or in its district; 3 a region or coarser",
    "source": "outlets, each once",
    "source_scale": "empty: not judged",
    "notes": "title, counts, disputes with both sides, the words of the first report, and the event's id",
    "fatalities": "lowest number of dead that is told, 0 when none is; of words such as 'dozens' what the table of "
    "vague words says",
    "tags": "size of a crowd for protests and riots: not reported",
    "timestamp": "when this file was written, Unix seconds; in a release when its last entry came into the case",
}
UNIDENTIFIED = "Unidentified"
"""The first actor of violence that nobody is named for."""
_CROWDS = ("Protests", "Riots")
_ARMS = ("Battles", "Explosions/Remote violence", "Violence against civilians")
_VIOLENT = ("Political violence", "Political violence; Demonstrations")


def inter(party: Party | None, event_type: str = "") -> int:
    """Number of a kind of actor, 1 to 8; 0 for nobody. Who demonstrates is a protester or a rioter there."""
    if party is None:
        return 0
    if party.kind in CIVIL and event_type in _CROWDS:
        return 6 if event_type == "Protests" else 5
    for code, kinds in enumerate(codes()["acled_inter"].values(), start=1):
        if party.kind.value in kinds:
            return code
    return 0


def inter_name(code: int) -> str:
    """Words of a kind of actor."""
    return list(codes()["acled_inter"])[code - 1] if code else ""


def interaction(one: int, other: int) -> str:
    """Words of two kinds of actor, the lower code first."""
    low, high = sorted((one, other))
    if low == 0:
        return f"{inter_name(high)} only" if high else ""
    return f"{inter_name(low)}-{inter_name(high)}"


def actor(party: Party | None, land: str) -> str:
    """Name of an actor; civilians are named after the country, so that rows of one country go together."""
    if party is None:
        return ""
    return f"Civilians ({land})" if party.kind is PartyKind.CIVILIANS else party.name


def _others(side: Sequence[Party]) -> Iterator[str]:
    """Names beside the first; of civilians the words that were told too ("farmers")."""
    return (party.name for party in (side if side and side[0].kind is PartyKind.CIVILIANS else side[1:]))


def code_of(event: Event, both: Sides) -> Acled | None:
    """Event and sub-event of an event, by its type, who acts and what harm was done; None where it has none."""
    kind = event_types().get(event.type)
    if kind is None or kind.acled is None:
        return None
    found, fight = kind.acled, kind.acled.armed_target
    if fight is not None and both.b and both.b[0].kind.armed:
        found = Acled(event_type=fight[0], sub_event_type=fight[1])
    for rule in data("acled")["refine"]:
        if {event.type, found.sub_event_type} & set(rule["of"]) and _fits(rule, event, both):
            return Acled(**rule["code"])
    return found


def _fits(rule: Row, event: Event, both: Sides) -> bool:
    hurt = {kind.value for kind, one in event.harm.items() if (one.high or one.best or one.low or 0) > 0}
    by = "by" not in rule or (bool(both.a) and both.a[0].kind.value in rule["by"])
    against = "against" not in rule or bool({kind.value for kind in both.hit} & set(rule["against"]))
    return by and against and ("harm" not in rule or bool(hurt & set(rule["harm"])))


def left_out(event: Event, both: Sides) -> str:
    """Why an event has no row; empty when it has."""
    kind = event_types().get(event.type)
    if not event.modality.happened:
        return f"told as {event.modality.value}, not as having happened"
    if event.background:
        return "only mentioned in passing, with little told of it"
    if kind is None or kind.acled is None:
        return f"no event of such a table: {data('acled')['without'].get(event.type, 'unknown type')}"
    if event.when is None:
        return "no date is told"
    if event.when.precision.value not in data("acled")["time_precision"]:
        return "the date is coarser than a month"
    if event.where is None or not event.where.country:
        return "no country is told"
    if kind.acled.event_type not in _ARMS and not both.a:
        return "no party is told who did it"
    return ""


class Acleds:
    """Rows of a bundle."""

    def __init__(self, bundle: Bundle, split: str, tally: Tally) -> None:
        """`tally` takes up what is left out."""
        self._bundle, self._tally = bundle, tally
        self._split, self._splitter = split, Splitter(bundle, split)
        self.evidence = Evidence(bundle)
        self._vague = vague(bundle)
        self._now = int(bundle.at.timestamp() if bundle.at else time.time())

    def __iter__(self) -> Iterator[Row]:
        return (row for _, row in self.pairs())

    def pairs(self) -> Iterator[tuple[Occasion, Row]]:
        """Rows with the occasions they are of."""
        for event in self._bundle.events:
            both = sides(event)
            why = left_out(event, both)
            if why:
                self._tally.leave(why)
                continue
            words, sources = self.evidence.words(event), self.evidence.sources(event)
            outlets = joined(one.outlet for one in sources)
            for row in self._splitter.rows(event, both, self._dead(event)):
                yield row, self._row(row, outlets, words)

    def _dead(self, event: Event) -> Toll:
        found = toll(event.harm.get(Harm.KILLED))
        estimate = event.harm.get(Harm.KILLED)
        if estimate is not None and any(name in self._vague for name in estimate.claims):
            return Toll(low=data("acled")["vague"].get(found.low, found.low), best=found.best, high=found.high)
        return found

    def _row(self, row: Occasion, outlets: str, words: str) -> Row:
        event, where, both = row.event, row.where, row.sides
        code = code_of(event, both)
        assert code is not None  # noqa: S101 - left_out() has looked
        first, second = (side[0] if side else None for side in (both.a, both.b))
        kinds = inter(first, code.event_type), inter(second)
        disorder, land = _disorder(code), country(where.country)
        name = place_name(where.country, where.country_name)
        civil = disorder in _VIOLENT and (kinds[1] in (5, 6, 7) or any(kind in CIVIL for kind in both.hit))
        crowd = code.event_type in _CROWDS
        middle = row.start + (row.end - row.start) / 2
        return {
            "event_id_cnty": _event_id(event, land.iso3 if land else where.country, row, self._split),
            "event_date": (middle if row.precision.value == "month" else row.start).isoformat(),
            "year": row.start.year,
            "time_precision": data("acled")["time_precision"][row.precision.value],
            "disorder_type": disorder,
            "event_type": code.event_type,
            "sub_event_type": code.sub_event_type,
            "actor1": actor(first, name) or UNIDENTIFIED,
            "assoc_actor_1": joined(_others(both.a)),
            "inter1": inter_name(kinds[0]),
            "actor2": actor(second, name),
            "assoc_actor_2": joined(_others(both.b)),
            "inter2": inter_name(kinds[1]),
            "interaction": interaction(*kinds),
            "civilian_targeting": data("acled")["civilian_targeting"] if civil else "",
            "iso": int(land.numeric) if land else "",
            "region": _region(where.country, land.region if land else ""),
            "country": name,
            "admin1": where.adm1,
            "admin2": where.adm2,
            "admin3": "",
            "location": where.name,
            "latitude": where.lat,
            "longitude": where.lon,
            "geo_precision": data("acled")["geo_precision"][where.resolution.value],
            "source": outlets,
            "source_scale": "",
            "notes": f"{notes(row, words)} [djeli={event.id}]" + (" [size=no report]" if crowd else ""),
            "fatalities": row.killed.low,
            "tags": "crowd size=no report" if crowd else "",
            "timestamp": self._now,
        }


def vague(bundle: Bundle) -> frozenset[str]:
    """Claims that count the dead in words such as "dozens"."""
    return frozenset(
        claim.id
        for claim in bundle.told(Harm.KILLED.value, holding='"vague"')
        for value in [claim.parsed()]
        if isinstance(value, Quantity) and value.exactness is Exactness.VAGUE
    )


def _event_id(event: Event, letters: str, row: Occasion, split: str) -> str:
    suffix = "" if split == WHOLE else f"{row.number:03d}"
    return f"{letters}{number(event.id)}{suffix}"


def _disorder(code: Acled) -> str:
    found = data("acled")
    return str(found["disorder_of_sub_event"].get(code.sub_event_type, found["disorder"][code.event_type]))


def _region(code: str, region: str) -> str:
    return str(data("acled")["region_of_country"].get(code, region))


def export(bundle: Bundle, out: Path, *, split: str = WHOLE) -> list[Path]:
    """Write `acled.csv` and a manifest that says what was left out into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    path, tally = out / "acled.csv", Tally()
    count = write_csv(path, COLUMNS, Acleds(bundle, split, tally))
    return write_manifest(bundle, out, SCHEMA, {path: count}, tally=tally, more={"split": split})
