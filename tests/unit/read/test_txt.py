"""Plain text and Markdown are the file itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djeli.read import read
from djeli.read.txt import markdown_blocks
from djeli.records import Reading
from djeli.settings import Settings

MARKED = """# Note

Gunmen attacked
the market.
- twelve killed
1. first
> We ran.
```
## no heading
```
| Place | Dead |
## Next"""


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a", "folder/a.text"])
def test_offsets_are_those_of_the_file(one: Callable[..., Reading], name: str) -> None:
    """Line ends, emoji, Arabic and outer white space stay where they are."""
    words = "  Gao 😀\r\n\r\nقتل عشرة\r\n "
    text = one(words.encode(), name).text
    assert text.content == words
    assert text.quote(text.span(6, 7)) == "😀"


def test_mark_is_not_content(one: Callable[..., Reading]) -> None:
    """A byte order mark is named in the encoding and is not a character of the text."""
    text = one("\ufeffGao".encode(), "a.txt").text
    assert (text.content, text.encoding) == ("Gao", "utf-8-sig")


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufeff"), min_size=1))
def test_roundtrip(text: str) -> None:
    """Any text written as UTF-8 under a .txt name is read unchanged, if it has any visible character."""
    (found,) = read(f"Gao {text}".encode(), uri="a.txt", settings=Settings())
    assert isinstance(found, Reading)
    assert found.text.content == f"Gao {text}"
    assert found.text.content == f"Gao {text}".encode().decode(found.text.encoding)


def test_markdown_blocks() -> None:
    """Headings with level, joined paragraphs, lists, quotes, code and tables."""
    found = [(block.kind, block.level, MARKED[block.start : block.end]) for block in markdown_blocks(MARKED)]
    assert found == [
        ("heading", 1, "# Note"),
        ("paragraph", 0, "Gunmen attacked\nthe market."),
        ("list", 0, "- twelve killed"),
        ("list", 0, "1. first"),
        ("quote", 0, "> We ran."),
        ("code", 0, "## no heading"),
        ("table", 0, "| Place | Dead |"),
        ("heading", 2, "## Next"),
    ]
