"""PDF, and the child process that reads it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from djeli.errors import InputError, OversizedInput, UnreadableInput
from djeli.read.pdf import lay_out
from djeli.records import Reading
from djeli.settings import Settings

HEAD = "Field report 12 August 2024"
PAGES = [
    [
        HEAD,
        "Gunmen on motorbikes attacked the weekly market of Dablo on Thursday,",
        "killing at least twelve traders and wounding many more, local resi-",
        "dents said.",
        "The group withdrew before dawn.",
        "Page 1",
    ],
    [HEAD, "Two clinics have closed.", "Page 2"],
    [HEAD, "The road is cut.", "Page 3"],
]


def test_pages_paragraphs_and_running_heads(one: Callable[..., Reading], pdf: Callable[..., bytes]) -> None:
    """Lines of a paragraph are joined, pages parted by form feeds, heads and page numbers marked."""
    found = one(pdf(PAGES), "a.pdf")
    content = found.text.content
    pages = content.split("\f")
    assert len(pages) == 3
    assert (
        "Dablo on Thursday, killing at least twelve traders and wounding many more, local resi-dents said." in pages[0]
    )
    assert "\n\nThe group withdrew before dawn." in pages[0]
    kinds = {content[b.start : b.end]: b.kind for b in found.text.blocks}
    assert kinds[HEAD] == kinds["Page 2"] == "footer"
    assert kinds["Two clinics have closed."] == "paragraph"
    assert found.document.title is not None
    assert found.document.title.value == "Monthly security note"


@pytest.mark.parametrize(
    ("options", "pages", "words"),
    [
        ({}, [[], []], "no text layer: 2 pages"),
        ({"encrypted": True}, PAGES, "needs a password"),
        ({}, [], "damaged or cut-off"),
    ],
)
def test_refused(
    fault: Callable[..., InputError],
    pdf: Callable[..., bytes],
    options: dict[str, bool],
    pages: list[list[str]],
    words: str,
) -> None:
    """Scans, encrypted and empty files each have their own message."""
    found = fault(pdf(pages, **options), "a.pdf")
    assert isinstance(found, UnreadableInput)
    assert words in str(found)


def test_cut_off(fault: Callable[..., InputError], pdf: Callable[..., bytes]) -> None:
    """Half a file says that it is one."""
    assert "cut-off" in str(fault(pdf(PAGES)[:400], "a.pdf"))


def test_bare_pages_are_said(one: Callable[..., Reading], pdf: Callable[..., bytes]) -> None:
    """A page without text among pages with text is a warning."""
    assert "1 of 2 pages have no text (first: page 2)" in one(pdf([["Gao"], []]), "a.pdf").warnings[0]


@pytest.mark.parametrize(
    ("settings", "kind"), [(Settings(read_timeout=0.01), OversizedInput), (Settings(max_chars=20), InputError)]
)
def test_limits(
    fault: Callable[..., InputError], pdf: Callable[..., bytes], settings: Settings, kind: type[InputError]
) -> None:
    """Time and amount of text are limited."""
    assert isinstance(fault(pdf(PAGES), "a.pdf", settings), kind)


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ("A heading here\r\n\r\nA paragraph.", ["paragraph", "paragraph"]),
        ("• first point\r\n• second point", ["list", "list"]),
        ("hyphen\ufffe\r\nated word", ["paragraph"]),
        ("", []),
    ],
)
def test_layout(page: str, kinds: list[str]) -> None:
    """Blocks lie in the text and hold what the page holds."""
    content, blocks = lay_out([page])
    assert [block.kind for block in blocks] == kinds
    assert "hyphen" not in page or content == "hyphen-ated word"
