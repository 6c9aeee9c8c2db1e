"""Long runs of signs cost no more than one word."""

from __future__ import annotations

import time

import pytest

from djeli.extract.annotate import annotate
from djeli.extract.tools import load_tools
from djeli.gazetteer import open_gazetteer
from djeli.records import Item, Text
from djeli.settings import Settings


@pytest.mark.parametrize("sign", ["(", '"', "\u201c"])
def test_a_run_of_signs_takes_no_time(sign: str) -> None:
    """Thousands of brackets or quotes are one token, and the words behind them keep their offsets."""
    content = "Gunmen killed 12 people in Gao. " + sign * 15_000 + " Rebels fled.\n"
    text = Text(document="d" * 64, reader="txt@1", content=content)
    tools = load_tools(Settings(workers=1), gazetteer=open_gazetteer())
    begun = time.process_time()
    sentences = annotate(Item(text=text.id, start=0, end=len(content), language="en"), text, tools)
    assert time.process_time() - begun < 2
    tokens = [(one.range_of(token), token.text) for one in sentences for token in one.tokens]
    assert (content.index("Rebels"), content.index("Rebels") + 6) in [
        where for where, word in tokens if word == "Rebels"
    ]
