"""Tables of the command line: events, disputes, sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.table import Table

from djeli import phrases
from djeli.assess.overrule import with_names
from djeli.cli.console import words
from djeli.views import Assessment, Dispute, Event
from djeli.vocab import Basis
from djeli.wording import DISPUTES, SOURCES_KNOWN


def events(found: Sequence[Event]) -> Table:
    """Id, when, where, what, killed, origins, grade: one line an event."""
    table = Table(box=None, pad_edge=False, header_style="bold", expand=False)
    for name, style, wrap in (
        ("id", "bold", 5),
        ("when", "", 16),
        ("where", "", 25),
        ("what", "", 28),
        ("killed", "", 13),
        ("origins", "", 7),
        ("grade", "", 5),
    ):
        table.add_column(name, style=style, max_width=wrap, no_wrap=name in ("id", "grade", "origins"))
    for event in found:
        table.add_row(
            event.id,
            words(phrases.when(event.when)),
            words(phrases.where(event.where)),
            words(event.title),
            words(phrases.toll_cell(event)),
            phrases.origins(event),
            event.assessment.grade if event.assessment else "",
        )
    return table


def disputes(found: Iterable[tuple[Event, Dispute]]) -> Table:
    """One line a dispute, its sides under one another."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("event", "about", "sides", "independent"):
        table.add_column(name, max_width=60 if name == "sides" else 20)
    for event, dispute in found:
        sides = "\n".join(f"{side.value} — {', '.join(side.speakers) or 'no speaker named'}" for side in dispute.sides)
        known = {True: "yes", False: "no", None: "not known"}[dispute.independent]
        table.add_row(f"{event.id}", words(DISPUTES[dispute.kind.value]), words(sides), known)
    return table


def sources(rows: Iterable[tuple[str, str, Assessment, int, int]], deciders: Mapping[str, str]) -> Table:
    """Publisher, how it is known, its grade with the reasons, its items, items of others that credit it."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, width in (("source", 26), ("known from", 16), ("grade", 5), ("why", 34), ("articles", 8), ("named", 6)):
        table.add_column(name, max_width=width)
    for name, basis, grade, items, credited in rows:
        why = words("\n".join(with_names(signal.reason, deciders) for signal in grade.signals))
        known = SOURCES_KNOWN[Basis(basis)]
        table.add_row(words(name), known, grade.reliability.value, why, str(items), str(credited))
    return table
