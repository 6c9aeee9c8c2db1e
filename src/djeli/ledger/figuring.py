"""Figures that others give for a matter, found without folding every figure of a large case."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from djeli import phrases, pipeline, wording
from djeli.cited import CitedFigure
from djeli.desk.trend import TIMES, By, Quoted, Seen, period, speaks_of
from djeli.ledger.shelf import Shelf
from djeli.ledger.small import names
from djeli.origin import origins
from djeli.records import Text
from djeli.store import View
from djeli.views import Event, FigureView

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOST = 300
"""Items whose figures are folded; a list of more is read by nobody."""


def seen(view: View, events: Iterable[Event]) -> dict[str, Seen]:
    """Item of some events -> where it stands: its document, its outlet by one name, and its day."""
    names: dict[str, str] = {}
    found = {}
    for item, document, publisher, outlet, day in view.stands(name for event in events for name in event.items):
        name = names.setdefault(outlet, publisher)
        found[item] = Seen(document=document, outlet=name, day=day[:10] if _DAY.fullmatch(day[:10]) else "")
    return found


def published(view: View) -> dict[str, int]:
    """Day -> how many pages of the whole case are of it; pages whose day is not known stand in none."""
    return {day[:10]: count for day, count in view.published().items() if _DAY.fullmatch(day[:10])}


def credited(view: View, event: Event) -> tuple[str, ...]:
    """Outlets that pages of an event credit and whose own pages are not in the case."""
    return origins(pipeline.as_judged(view, view.accounts(event.reports))).credited


def quoted(
    view: View, text: Callable[[str], Text], *, what: str, by: By, places: Collection[str] = ()
) -> tuple[list[Quoted], int]:
    """Figures of others for a matter, newest page first, and how many items with more of them were left out.

    `places`: only those whose words or details have one of these names.
    """
    items = list(
        dict.fromkeys(claim.item for claim in view.claims(props=("figure",)) if speaks_of(claim.parsed(), what))
    )
    if not items:
        return [], 0
    shelf = Shelf(view, text, within=set(items[:_MOST]))
    found = [one for one in shelf.figures if speaks_of(one.view.figure, what) and one.told]
    return [_quoted(one, by) for one in found if not places or tells_of(places, one)], len(items[_MOST:])


def tells_of(places: Collection[str], one: CitedFigure) -> bool:
    """Whether the words of a figure or its details have one of these names."""
    return names(places, (*(told.passage for told in one.told), *(words for _, words in one.view.figure.details)))


def _quoted(one: CitedFigure, by: By) -> Quoted:
    figure, told = one.view.figure, one.told[0]
    given, spoken = dict(figure.details).get("by", ""), list(dict.fromkeys(_voices(one)))
    voices = ", ".join(spoken if any(given in name for name in spoken) else [part for part in (given, *spoken) if part])
    return Quoted(
        amount=wording.amount(figure) or "no number told",
        about=_about(one.view),
        who=voices,
        when=phrases.when(one.view.when) if one.view.when else "",
        passage=told.passage,
        page=told.page,
        uri=told.uri,
        group=period(one.view.when, by) if by in TIMES else "",
    )


def _about(view: FigureView) -> str:
    """Whom and what it counts, as far as the amount and the date don't say that."""
    figure = view.figure
    plain = {"by", "what"} | ({"period"} if view.when else set())
    told = " · ".join(f"{name}: {words}" for name, words in figure.details if words and name not in plain)
    holder = "" if figure.holder.casefold() in ("people", figure.unit.casefold()) else figure.holder
    counted = dict(figure.details).get("what", "")
    said = [holder, "" if counted.casefold() in holder.casefold() else counted, told]
    return " · ".join(part for part in said if part)


def _voices(one: CitedFigure) -> Iterator[str]:
    for told in one.told:
        if told.claim.speaker is not None:
            yield "a private person" if told.private else told.claim.speaker.name
