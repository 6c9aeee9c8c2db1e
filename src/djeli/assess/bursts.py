"""Bursts: an event that several sites tell within days of one another that tell nothing else in the case.

A net of new sites that print one story looks like confirmation. Where nobody has described the sites, none of them
tells anything else here, and no other page tells it, they are flagged and confirm nothing. A case needs a background
for that: in a case of one event every site is new.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from djeli.assess.signals import signal
from djeli.assess.source import PROVEN, outlet_of, publisher_of
from djeli.records import Document, Item
from djeli.text.weblink import parted
from djeli.views import Signal
from djeli.vocab import Basis

SITES = 3
"""Sites that make a burst."""
DAYS = 3
"""Days within which they print it."""
BACKGROUND = 10
"""Documents of other sites a case must hold before any site can be called new to it."""
SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """Where the pages of a case stand: item -> site, its known sites, and the documents of each site."""

    site: Mapping[str, str] = field(default_factory=dict)
    day: Mapping[str, str] = field(default_factory=dict)  # item -> ISO day of its page
    described: frozenset[str] = frozenset()
    documents: Mapping[str, frozenset[str]] = field(default_factory=dict)


def sites_of(pairs: Sequence[tuple[Item, Document]]) -> Sites:
    """The sites of a case: the fetched host, a publisher that is proven, or the host of the address."""
    site: dict[str, str] = {}
    day: dict[str, str] = {}
    described: set[str] = set()
    documents: dict[str, set[str]] = {}
    for item, document in pairs:
        name, basis = publisher_of(item, document)
        here = name if basis in PROVEN else _host(document.uri)
        if not here:
            continue
        site[item.id] = here
        published = item.published or document.published
        day[item.id] = published.value[:10] if published else ""
        documents.setdefault(here, set()).add(document.id)
        if outlet_of(here, basis if basis in PROVEN else Basis.FETCHED_HOST) is not None:
            described.add(here)
    return Sites(
        site=site,
        day=day,
        described=frozenset(described),
        documents={name: frozenset(found) for name, found in documents.items()},
    )


def _host(uri: str) -> str:
    return (parted(uri).hostname or "").removeprefix("www.") if "://" in uri else ""


def burst(items: Sequence[str], documents: frozenset[str], sites: Sites) -> Signal | None:
    """The signal, where the pages that tell an event are such a burst; None else.

    Args:
        items: that tell the event.
        documents: they stand in.
        sites: of the whole case.
    """
    told = {name: sites.site.get(name, "") for name in items}
    found = {site for site in told.values() if site}
    if len(found) < SITES or not all(told.values()):
        return None
    if any(site in sites.described or not sites.documents[site] <= documents for site in found):
        return None
    if not _enough(sites, found, documents):
        return None
    days = sorted(day for name in items if (day := _day(sites.day.get(name, ""))))
    if len(days) < SITES or (days[-1] - days[0]).days > DAYS:
        return None
    names = sorted(found)
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return signal("burst", count=len(names), days=DAYS, names=", ".join(names[:SHOWN]) + more)


def _enough(sites: Sites, found: Collection[str], documents: frozenset[str]) -> bool:
    """Whether other sites hold enough pages for any site to be called new; counted only as far as that takes."""
    elsewhere = 0
    for site, held in sites.documents.items():
        if site not in found:
            elsewhere += len(held) - len(documents & held)  # an intersection costs what the smaller set holds
            if elsewhere >= BACKGROUND:
                return True
    return False


def _day(iso: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        return None
