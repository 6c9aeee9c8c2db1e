"""A case that answers the desk's questions: what changed, what is missing, how counts run, what others have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from djeli import pipeline
from djeli.desk.changes import Changes
from djeli.desk.compare import Comparison, compare
from djeli.desk.gaps import Gaps, gaps
from djeli.desk.moments import HELP, entry_named, moment
from djeli.desk.sheet import read_sheet
from djeli.desk.trend import By, Trend, matters, trend
from djeli.errors import NotFound
from djeli.gazetteer import country_name, country_words, open_gazetteer
from djeli.ledger import figuring
from djeli.ledger import since as answering
from djeli.ledger.asking import member
from djeli.ledger.regrading import Regrading
from djeli.pipeline.asof import past
from djeli.resources.event_types import type_name
from djeli.store import EventFilter

_ALWAYS = "9999"
"""After every moment."""


class Desk(Regrading):
    """A case folder that answers what a desk asks of it."""

    def entry_of(self, text: str, *, last: bool = False) -> tuple[int, str, str]:
        """Number and time of an entry of the ledger named by a moment, its number or a release, and its name in words.

        Args:
            text: 2026-11-20, yesterday, 7d, entry:41, or the name of a release.
            last: a day is meant to its end.

        Raises:
            NotFound: it names nothing of the kind.
        """
        number = entry_named(text)
        with self.store.reading() as view:
            if number is not None:
                at = view.entry_time(number)
                if not at and number:
                    raise NotFound(f"the ledger has no entry {number}; {HELP}")
                return number, at, f"entry {number}"
            asked = moment(text, dt.datetime.now(dt.UTC), last=last)
            entry, at = view.entry_before(asked.isoformat())
        return entry, at, f"{asked:%d %b %Y, %H:%M} UTC".lstrip("0")

    def read_since(self, entry: int, most: int) -> int:
        """How many documents were read since an entry of the ledger, counted up to `most`: what changes come of."""
        with self.store.reading() as view:
            return view.read_since(entry, most)

    def changes(self, since: str) -> Changes:
        """What is otherwise than it was: new, revised, disputed, confirmed, merged and split events, and decisions.

        Events of then are computed by today's rules from what was in the case then, so that nothing counts as changed
        because Djeli is a newer one.

        Args:
            since: 2026-11-20, yesterday, 7d, entry:41, or the name of a release.

        Raises:
            NotFound: it names no moment.
        """
        entry, at, asked = self.entry_of(since)
        with self.store.reading() as view:
            until, until_at = view.entry_before(_ALWAYS)
            rows = view.since(entry)
            stale = view.stale(pipeline.recipe(self.settings))
            taken_out = tuple(
                f"{one.document[:12]} on {one.at[:10]}: {one.reason}" for one in view.withdrawn() if one.at > at
            )
            if not rows and not stale and not taken_out:
                return Changes(since=asked, entry=entry, at=at, until=until, until_at=until_at, notes=_notes(entry))
        found = past(self.store, self.settings, entry)
        with self.store.reading() as view:
            new, other, gone = answering.compared(view, self.text, found)
            made = {subject for _, kind, subject in rows if kind == "judgement"}
            read = [subject for _, kind, subject in rows if kind == "reading"]
            return Changes(
                since=asked,
                entry=entry,
                at=at,
                until=until,
                until_at=until_at,
                pages=answering.pages_since(view, read),
                new=new,
                changed=other,
                gone=gone,
                decisions=tuple(answering.taken(answering.decisions_since(view, made))),
                withdrawn=taken_out,
                notes=_notes(entry, whole=found.whole, stale=stale),
            )

    def trend(
        self,
        *,
        by: str = "month",
        what: str = "events",
        country: str = "",
        place: str = "",
        type: str = "",
        actor: str = "",
        since: str = "",
        until: str = "",
        background: bool = True,
    ) -> Trend:
        """Own counts by period, country, type or actor, with what they rest on, and figures of others beside them.

        Args:
            by: month, week, year, country, type or actor.
            what: events, killed, wounded, abducted, arrested, released, missing or displaced.
            country: ISO code or name.
            place: name of the place or of a unit above it.
            type: id of an event type.
            actor: name or id of a participant.
            since: first day, ISO; also a year or a month.
            until: last day, ISO; also a year or a month.
            background: also what is only mentioned in passing.

        Raises:
            NotFound: no such grouping or matter, no country of that name, or not a date.
        """
        rows, counted = By(member(by, list(By), "grouping")), member(what, list(matters()), "matter to count")
        wanted = EventFilter(
            country=country, place=place, type=type, actor=actor, since=since, until=until, background=background
        )
        with self.store.reading() as view:
            asked = self.understood(wanted)
            where = (place,) if place else country_words(asked.country) if country else ()
            beside, left_out = figuring.quoted(view, self.text, what=counted, by=rows, places=where)
            events = list(view.events(asked))
            return trend(
                events,
                figuring.seen(view, events),
                by=rows,
                what=counted,
                label=type_name,
                country=country_name,
                published=figuring.published(view),
                quoted=beside,
                left_out=left_out,
            )

    def gaps(
        self, *, country: str = "", place: str = "", type: str = "", since: str = "", until: str = "", most: int = 20
    ) -> Gaps:
        """What nobody else says, what nobody says at all, and what is worth checking next.

        Args:
            country: ISO code or name.
            place: name of the place or of a unit above it.
            type: id of an event type.
            since: first day, ISO; also a year or a month.
            until: last day, ISO; also a year or a month.
            most: how many checks to name.

        Raises:
            NotFound: no country of that name, or not a date.
        """
        wanted = EventFilter(country=country, place=place, type=type, since=since, until=until)
        with self.store.reading() as view:
            asked = self.understood(wanted)
            events = list(view.events(asked))
            return gaps(
                events,
                figuring.seen(view, events),
                credited=lambda one: figuring.credited(view, one),
                days=[day for day in figuring.published(view) if _within(asked, day)],
                most=most,
            )

    def compare(
        self, file: Path, *, columns: Mapping[str, str] | None = None, country: str = "", days: int = 3
    ) -> Comparison:
        """Hold somebody's sheet against the case: in both, only theirs, only ours, and what differs. Nothing is kept.

        Args:
            file: CSV, TSV or XLSX; its columns are known by their names (resources/desk/columns.yaml).
            columns: field -> header, where the names don't tell.
            country: only events of this country, by code or name.
            days: how far two days of one event may lie apart.

        Raises:
            UnreadableInput: it is no table, or no column of dates or places is known.
            NotFound: no such field, header or country.
        """
        sheet = read_sheet(file, columns)
        with self.store.reading() as view:
            events = list(view.events(self.understood(EventFilter(country=country))))
        return compare(sheet, events, country=_country_code, days=days)


def _within(wanted: EventFilter, day: str) -> bool:
    """Whether a day lies in the time that is asked for."""
    return (not wanted.since or day >= wanted.since) and (not wanted.until or day <= wanted.until)


@cache
def _country_code(name: str) -> str:
    """Code of a country by what a sheet calls it; empty where no country is called so."""
    told = name.strip()
    for form in (told, told.partition("(")[0].strip()):
        found = open_gazetteer().country(form.upper() if len(form) <= 3 else form)
        if found:
            return found.iso2
    return ""


def _notes(entry: int, *, whole: bool = True, stale: bool = False) -> tuple[str, ...]:
    """What the answer doesn't know, in sentences."""
    found = []
    if not entry:
        found.append("The case had nothing in it then: all of it is new.")
    if not whole:
        found.append(
            "This case is large, so only events near what came since were computed as of then: with the grades that "
            "pages have now, and grouped by the links that are kept. An event that was parted or joined otherwise then "
            "may be missed here."
        )
    if stale:
        found.append("Something was written that events don't know yet: run 'djeli run', then ask again.")
    return tuple(found)
