"""Languages read with the words of a near one."""

from __future__ import annotations

import pytest

from djeli.extract.reading import extract
from djeli.lang import available, nearest
from djeli.records import Document, Item, Text
from wordorder import tools


@pytest.mark.parametrize(("code", "words"), [("pcm", "en"), ("gl", "pt"), ("af", "nl"), ("fr", "fr"), ("zu", "zu")])
def test_nearest(code: str, words: str) -> None:
    """A near language lends its words; one without kin keeps its own code and stays unread."""
    assert nearest(code) == words


def test_kin_never_replaces_words_of_its_own() -> None:
    """A language with a folder is read with that folder."""
    assert all(nearest(code) == code for code in available())


def test_pidgin_is_read() -> None:
    """A Nigerian Pidgin item gives a report, and keeps its own language."""
    content = "Gunmen attack di village for Benue on Sunday, dem kill 12 farmers.\n"
    document = Document(id="0" * 64, uri="test", media_type="text/plain", size=len(content))
    text = Text(document=document.id, reader="test@1", content=content)
    item = Item(text=text.id, start=0, end=len(content), language="pcm")
    assert extract(item, text, document, tools()).reports
