"""A case that answers the desk's questions: what changed, what is missing, how counts run, what others have."""

from __future__ import annotations

import datetime as dt

from djeli import pipeline
from djeli.desk.changes import Changes
from djeli.desk.moments import HELP, entry_named, moment
from djeli.errors import NotFound
from djeli.ledger import since as answering
from djeli.ledger.regrading import Regrading
from djeli.pipeline.asof import past

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
            if not rows and not stale:
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
                notes=_notes(entry, whole=found.whole, stale=stale),
            )


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
