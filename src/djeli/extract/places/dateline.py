"""What a dateline tells: "MANILA, Oct. 26 (Xinhua) --" has a day, which weekdays are read against, and a place."""

from __future__ import annotations

import datetime as dt

from djeli.extract.places.phrase import where_of
from djeli.extract.places.words import Words
from djeli.extract.times import find_expressions, words_of
from djeli.gazetteer import Gazetteer, Place, PlaceKind
from djeli.records import Item
from djeli.text.date_frame import Frame, resolve_in
from djeli.values import Where
from djeli.vocab import Precision, RegionKind

OLD = 14
"""Days between dateline and publication beyond which the dateline's day is not believed."""


def dateline_day(item: Item, content: str, lang: str, published: dt.date | None) -> dt.date | None:
    """The day told in the dateline, its year taken from the page's date.

    None without a dateline or a day in it, and where it lies after the page's date or more than `OLD` days before.
    """
    region = next((r for r in item.regions if r.kind is RegionKind.DATELINE), None)
    if region is None or published is None:
        return None
    for expr in find_expressions(content[region.start : region.end], lang):
        found = resolve_in(expr, words_of(lang), Frame(published))
        if found is not None and Precision(found.precision) is Precision.DAY:
            near = published - dt.timedelta(days=OLD) <= found.start <= published + dt.timedelta(days=1)
            return found.start if near else None
    return None


def dateline_places(value: str, gazetteer: Gazetteer, words: Words) -> tuple[Place, ...]:
    """The places that a dateline's words name, widest first: country, first-order region, town.

    "GRAND RAPIDS, Minn." is the town of that state, not the larger one of the next; of several towns that the words
    leave open, the largest.
    """
    parts = [_written_out(part.strip(), words) for part in value.split(",") if part.strip()]
    if not parts:
        return ()
    wide = [p for part in parts[1:] for p in gazetteer.lookup(part) if p.kind in (PlaceKind.COUNTRY, PlaceKind.ADM1)]
    named = [p for p in gazetteer.lookup(parts[0]) if p.source == "djeli" or p.kind is not PlaceKind.AREA]
    lone = next((p for p in named if p.kind is PlaceKind.COUNTRY), None)
    if lone is not None and not wide:
        return (lone,)
    towns = [p for p in named if p.kind is PlaceKind.SETTLEMENT] or named
    for parent in wide:
        inside = [p for p in towns if _within(p, parent)]
        if inside:
            town = max(inside, key=lambda p: p.population)
            land = gazetteer.country_place(parent.country)
            return tuple(dict.fromkeys(p for p in (land, parent, town) if p is not None))
    if wide:
        return tuple(p for p in wide[:1])
    return (max(towns, key=lambda p: p.population),) if towns else ()


def _within(place: Place, parent: Place) -> bool:
    return place.country == parent.country and (parent.kind is PlaceKind.COUNTRY or place.adm1 == parent.adm1)


def _written_out(part: str, words: Words) -> str:
    """A part of a dateline in plain letters, short forms of regions in full."""
    full = words.abbreviations.get(part) or words.abbreviations.get(f"{part}.")
    if full is not None:
        return full.partition(", ")[0]
    return part.title() if part.isupper() and len(part) > 3 else part


def dateline_where(value: str, gazetteer: Gazetteer, words: Words) -> Where | None:
    """Where a dateline was written: its town, or the region that it names alone; never a bare country."""
    fine = [p for p in dateline_places(value, gazetteer, words) if p.kind is not PlaceKind.COUNTRY]
    return where_of(fine[-1], gazetteer, f"'{value}' in the dateline") if fine else None
