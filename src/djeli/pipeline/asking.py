"""Single questions to extraction, without reports and claims: where are places named, who says what.

For tools that look at one question only, such as benchmarks; same parts and same settings as the whole pipeline.
"""

from __future__ import annotations

from collections.abc import Sequence

from djeli.extract.annotate import annotate_many
from djeli.extract.mentions import ActorMention, Attribution, PlaceMention, Sentence
from djeli.extract.places.find import PlaceHint, find_places
from djeli.extract.roles.actors import find_actors
from djeli.extract.speech.speakers import find_attributions
from djeli.extract.tools import Tools
from djeli.pipeline.work import tools_for
from djeli.records import Item, Text
from djeli.settings import Settings


def _sentences(text: Text, items: Sequence[Item], tools: Tools) -> list[tuple[Item, str, tuple[Sentence, ...]]]:
    """Items in languages that have words, with their sentences."""
    known = [item for item in items if tools.language_of(item) in tools.languages]
    found = annotate_many([(item, text) for item in known], tools)
    return [(item, tools.language_of(item), tuple(one)) for item, one in zip(known, found, strict=True)]


def places_in(text: Text, items: Sequence[Item], settings: Settings, *, nations: bool) -> list[PlaceMention]:
    """All toponyms of a text's items, resolved or not, in order; with `nations` also adjectives of nation."""
    tools = tools_for(settings, ())
    found: list[PlaceMention] = []
    for item, code, sentences in _sentences(text, items, tools):
        hint = PlaceHint(dateline=item.dateline.value if item.dateline else "", place="")
        found += find_places(
            sentences, text.content, tools.gazetteer, code, hint=hint, nations=nations, relations=False
        )
    return sorted(found, key=lambda place: place.start)


def attributions_in(text: Text, items: Sequence[Item], settings: Settings) -> list[Attribution]:
    """Who says what in a text's items, in order, wishes and refusals included."""
    tools = tools_for(settings, ())
    found: list[Attribution] = []
    for _, code, sentences in _sentences(text, items, tools):
        found += find_attributions(sentences, text.content, code, attitudes=True)
    return sorted(found, key=lambda one: one.cue)


def actors_in(text: Text, items: Sequence[Item], settings: Settings) -> list[ActorMention]:
    """Named actors of a text's items, in order, each with its id where the table has it."""
    tools = tools_for(settings, ())
    found: list[ActorMention] = []
    for _, _, sentences in _sentences(text, items, tools):
        found += find_actors(sentences, text.content, tools.actors)
    return sorted(found, key=lambda one: one.start)
