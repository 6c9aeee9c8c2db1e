"""What an address says should be shown, as the store's filter: one meaning for lists, maps and timelines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from djeli.errors import NotFound
from djeli.listing import Order
from djeli.store import EventFilter
from djeli.web.leaves import PER_PAGE, page_number

WORDS = {
    "q": "words",
    "country": "country",
    "type": "type",
    "place": "place",
    "actor": "actor",
    "since": "from",
    "until": "to",
    "grade": "grade",
    "box": "in the map's view",
    "disputed": "disputed",
    "several": "several origins",
    "planned": "also what did not happen",
    "foreground": "without what is mentioned in passing",
}
"""Every filter with the words it goes by; those of the last four stand alone."""
TICKS = ("disputed", "several", "planned", "foreground")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A filter with its order and page, and the query it came from, without what is not a filter."""

    wanted: EventFilter
    order: Order
    page: int
    query: Mapping[str, str]

    @property
    def offset(self) -> int:
        """Events before this page."""
        return (self.page - 1) * PER_PAGE


def asked(query: Mapping[str, str]) -> Asked:
    """The filter of an address. Unknown names are left alone, so that an old bookmark still opens.

    Raises:
        NotFound: a value that cannot be: an order, a page number, the corners of a map.
    """
    kept = {name: query[name].strip() for name in WORDS if query.get(name, "").strip()}
    order = query.get("order", Order.NEWEST.value)
    if order not in set(Order):
        raise NotFound(f"no order {order!r}; there are {', '.join(Order)}")
    wanted = EventFilter(
        country=kept.get("country", ""),
        type=kept.get("type", ""),
        place=kept.get("place", ""),
        actor=kept.get("actor", ""),
        since=kept.get("since", ""),
        until=kept.get("until", ""),
        text=kept.get("q", ""),
        grade=kept.get("grade", ""),
        disputed="disputed" in kept,
        several="several" in kept,
        planned="planned" in kept,
        background="foreground" not in kept,
        box=_box(kept["box"]) if "box" in kept else None,
    )
    return Asked(wanted=wanted, order=Order(order), page=page_number(query.get("page", "1")), query=kept)


def _box(text: str) -> tuple[float, float, float, float]:
    """West, south, east, north.

    Raises:
        NotFound: these are not four degrees.
    """
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        west = south = east = north = float("nan")
    if not (-540 <= west <= 540 and -540 <= east <= 540 and -90 <= south <= north <= 90):
        raise NotFound(f"box={text[:60]!r} is no part of a map; write west,south,east,north in degrees")
    if east - west >= 360:
        return -180.0, south, 180.0, north
    return (west + 180) % 360 - 180, south, (east + 180) % 360 - 180, north
