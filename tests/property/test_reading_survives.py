"""Whatever order words and marks come in, reading ends soon, without a fault, and points into the text."""

from __future__ import annotations

import time
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from djeli.extract import extract
from djeli.extract.tools import Tools, load_tools
from djeli.records import Document, Item, Text

_LISTED = """
the a its of by in on and, or that which who whose ( ) “ ” " ' — - : ; . , ... 's [ ] * 1. (1) Mali France Kenya
UN ECOWAS JNIM al-Shabab M23 Wagner Kigali Gao Kouffa General President Colonel Minister John Okello army rebels
group movement mission operation court council state men people soldiers civilians villagers was is has been
were had will would not never founded formed merged split renamed dissolved joined left led leads appointed
replaced sacked arrested charged sentenced extradited banned sanctioned lifted mandated extended withdrew backed
armed trained allied killed wounded displaced fled attacked shelled accused denied said told vowed pledged voted
against for abstained percent poll respondents troops 5,000 650 two dozen third half 2014 May 3 Tuesday by
deadline ultimatum hours million dollars $5 sources: Reuters AFP according to reportedly (Reuters) commander
leader founder known as formerly called member part faction retaliation response led to sparked during offensive
Le la les du des qui a été fondé par groupe armée tué morts selon en représailles à accord ministre
"""
WORDS = _LISTED.split()


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), min_size=4, max_size=60), st.sampled_from(["en", "en", "fr", "es", "ru"]))
def test_any_order_of_words_is_read(words: list[str], language: str) -> None:
    """No order of words makes a rule fail, loop, or point at nothing: `Text.span` refuses an empty span."""
    content = " ".join(words)
    text = Text(document="0" * 64, reader="test@1", content=content)
    document = Document(id="0" * 64, uri="x", media_type="text/plain", size=len(content))
    begun = time.process_time()
    extract(Item(text=text.id, start=0, end=len(content), language=language), text, document, tools())
    assert time.process_time() - begun < 20
