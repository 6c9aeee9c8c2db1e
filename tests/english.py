"""English sentences for tests: cut, searched for triggers, and shown as the tables write them."""

from __future__ import annotations

from functools import cache

from djeli.extract.annotate import annotate
from djeli.extract.events.find import find_triggers
from djeli.extract.events.joining import refer_back
from djeli.extract.mentions import Sentence, Trigger
from djeli.extract.roles.actors import find_actors
from djeli.extract.tools import Tools, load_tools
from djeli.records import Item, Text


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """Sentences of a text that is one English item."""
    source = Text(document="0" * 64, reader="test@1", content=text)
    return annotate(Item(text=source.id, start=0, end=len(text), language="en"), source, tools())


def triggers_of(text: str) -> tuple[Trigger, ...]:
    """Triggers of a text, speech left in."""
    sentences = sentences_of(text)
    actors = find_actors(sentences, text, tools().actors)
    return refer_back(sentences, find_triggers(sentences, tools().lexicons["en"], actors=actors))


def shown(trigger: Trigger) -> str:
    """A trigger as the tables write it: type and what is not plain about how it is told."""
    told = [trigger.type]
    told += [trigger.modality.value] if not trigger.modality.happened else []
    told += [trigger.phase.value] if trigger.phase.value else []
    told += ["background"] if trigger.background else []
    return " ".join(told + (["aggregate"] if trigger.aggregate else []))
