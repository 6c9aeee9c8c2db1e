"""What the program found on a page of MUC-4: the candidates it judged, and all that could fill a template's slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from djeli.eval.muc4_scene import Scene, scene
from djeli.extract.annotate import annotate_many
from djeli.extract.learned.look import Look, look
from djeli.extract.learned.model import Model
from djeli.extract.reading import answers, find_mentions
from djeli.extract.tools import Tools
from djeli.records import Document, Item, Text

Page = list[tuple[Look, Scene]]
"""Of each item."""


def page_of(
    items: Sequence[Item], text: Text, document: Document, tools: Tools, *, models: Mapping[str, Model], dateline: str
) -> Page:
    """The looks and scenes of a page's items; `dateline` is the day it was published."""
    out: Page = []
    for item, sentences in zip(items, annotate_many([(i, text) for i in items], tools), strict=True):
        if sentences:
            mentions = find_mentions(item, text, document, tools, sentences)
            dated, placed = answers(item, text, mentions, tools)
            where = [placed(trigger) for trigger in mentions.triggers]
            candidates = scene(
                mentions,
                text.content,
                where=[found[0] if found is not None else None for found in where],
                when=[dated[trigger] for trigger in mentions.triggers],
                placed=_country(item, tools),
                dateline=dateline,
            )
            out.append((look(mentions, tools, models, keep=True), candidates))
    return out


def _country(item: Item, tools: Tools) -> str:
    """The country of the item's dateline: the one it names, else that of the largest place of its name."""
    parts = [part.strip().title() for part in (item.dateline.value if item.dateline else "").split(",")]
    for part in parts:
        country = tools.gazetteer.country(part)
        if country is not None:
            return country.name
    places = [place for part in parts for place in tools.gazetteer.lookup(part)]
    if not places:
        return ""
    known = tools.gazetteer.country(max(places, key=lambda place: place.population).country)
    return known.name if known is not None else ""
