"""What is read in a sentence of a language without a parser, in lines that tables of sentences can hold."""

from __future__ import annotations

import datetime as dt
from functools import cache

from djeli.extract.annotate import annotate
from djeli.extract.events.find import find_triggers
from djeli.extract.harm.find import find_counts
from djeli.extract.mentions import Sentence, Trigger
from djeli.extract.places.find import find_places
from djeli.extract.roles.actors import find_actors
from djeli.extract.roles.parties import context
from djeli.extract.roles.windows import roles_by_window
from djeli.extract.speech.speakers import find_attributions
from djeli.extract.times import find_times
from djeli.extract.tools import Tools, load_tools
from djeli.records import Item, Text
from djeli.resources.event_types import event_types

PAGE = dt.date(2024, 7, 17)  # a Wednesday


@cache
def tools() -> Tools:
    """Equipment, loaded once."""
    return load_tools()


def sentences(text: str, code: str) -> tuple[Sentence, ...]:
    """Sentences of a text."""
    source = Text(document="0" * 64, reader="test@1", content=text)
    return annotate(Item(text=source.id, start=0, end=len(text), language=code), source, tools())


def triggers(text: str, code: str) -> tuple[Trigger, ...]:
    """Triggers of a text."""
    found = sentences(text, code)
    return find_triggers(found, tools().lexicons[code], actors=find_actors(found, text, tools().actors))


def types(text: str, code: str) -> str:
    """Types and modality in reading order."""
    return "; ".join(f"{t.type} {t.modality.value}" for t in triggers(text, code))


def roles(text: str, code: str) -> str:
    """Roles of all triggers but talk, each once; "?" marks an accusation."""
    found = sentences(text, code)
    ctx = context(tools().lexicons[code], find_actors(found, text, tools().actors), tools().gazetteer)
    rows = [
        f"{role.value}{'?' if one.accused else ''}={one.party.actor or one.party.name}"
        for trigger in triggers(text, code)
        if event_types()[trigger.type].family != "statement"
        for role, one in roles_by_window(trigger, found[trigger.sentence], ctx)
    ]
    return "; ".join(dict.fromkeys(rows))


def tolls(text: str, code: str) -> str:
    """Counts: harm, number (12, 12.. for at least, 9-10-11 for about ten), scope."""
    shown = []
    for one in find_counts(sentences(text, code), text, code):
        q = one.quantity
        if q.low == q.high:
            number = str(q.best)
        elif q.best in (None, q.low):
            number = f"{q.low}..{q.high or ''}"
        else:
            number = f"{q.low}-{q.best}-{q.high}"
        shown.append(f"{one.harm.value} {number} {q.scope.value}")
    return "; ".join(shown)


def dates(text: str, code: str) -> str:
    """Days against a page of Wednesday, 17 July 2024."""
    found = find_times(sentences(text, code), text, code, published=PAGE)
    spans = [(one.when.start, one.when.end) for one in found]
    return "; ".join(str(start) if start == end else f"{start}..{end}" for start, end in spans)


def places(text: str, code: str) -> str:
    """Names of places with the country found for them."""
    found = find_places(sentences(text, code), text, tools().gazetteer, code)
    return "; ".join(f"{text[p.start : p.end]} {p.where.country}" for p in found if p.where is not None)


def speakers(text: str, code: str) -> str:
    """Source, stance and kind of source of each attribution."""
    return "; ".join(
        f"{text[one.source[0] : one.source[1]] if one.source else '-'}: {one.stance.value} {one.informant.value}"
        for one in find_attributions(sentences(text, code), text, code)
    )
