"""The HTML reader: source, tree, text, marks and metadata put together."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import trafilatura

from djeli.errors import InputError, UnreadableInput
from djeli.read import sandbox
from djeli.read.html.marks import blocks_of
from djeli.read.html.meta import fields_of
from djeli.read.html.render import render
from djeli.read.html.tree import parse, source_text
from djeli.read.raw import Fields, Raw, make
from djeli.records import Block, Field, Reading
from djeli.vocab import Basis

NAME = "html@1"
_WITNESS_LIMIT = 2_000_000  # characters; beyond it trafilatura takes longer than its word is worth
_HIDDEN_WORTH_SAYING = 200
_ALONE = 1_000_000  # bytes up to which a page is read in this process: starting a child takes 0.3 s
_MAX_ATTRIBUTES = 500

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its complaints about odd pages are not the user's


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML source as text, with what its mark-up says."""

    content: str
    blocks: tuple[Block, ...]
    fields: Fields
    warnings: tuple[str, ...] = ()


def read(raw: Raw) -> Iterator[Reading | InputError]:
    """One Reading of a page.

    Raises:
        UnreadableInput: no text in it, or binary.
    """
    found = source_text(raw.data, where=raw.where, charset=raw.charset)
    page = page_of(found.text, where=raw.where) if len(raw.data) <= _ALONE else _in_child(raw, found.text)
    yield make(
        raw,
        page.content,
        NAME,
        blocks=page.blocks,
        encoding=found.encoding,
        fields=page.fields,
        warnings=(*found.warnings, *page.warnings),
    )


def _in_child(raw: Raw, source: str) -> Page:
    """A large page, read under limits of time and memory: some mark-up takes parsers quadratic time."""
    data = source.encode("utf-8", "replace")
    answer = sandbox.call("djeli.read.html.page:extract", data, raw.settings, where=raw.where)
    fields = {name: Field(value=value, basis=Basis.STRUCTURED) for name, value in answer["fields"].items()}
    blocks = tuple(Block(*block) for block in answer["blocks"])
    return Page(answer["content"], blocks, Fields(**fields), tuple(answer["warnings"]))


def extract(data: bytes, limits: dict[str, Any]) -> dict[str, Any]:
    """The child's work: a Page as JSON.

    Raises:
        Refusal: no text in it.
    """
    try:
        page = page_of(data.decode("utf-8"), where="")
    except UnreadableInput as error:
        raise sandbox.Refusal(error.what) from error
    named = {field.name: getattr(page.fields, field.name) for field in dataclasses.fields(page.fields)}
    return {
        "content": page.content,
        "blocks": [[b.start, b.end, b.kind, b.level] for b in page.blocks],
        "fields": {name: field.value for name, field in named.items() if field is not None},
        "warnings": page.warnings,
    }


def page_of(source: str, *, where: str, fragment: bool = False) -> Page:
    """Text, blocks and metadata of HTML source.

    Args:
        source: the characters of the page.
        where: for messages.
        fragment: a piece of HTML from a feed, a mail or a table row: no metadata is looked for, and no main part.

    Raises:
        UnreadableInput: there is no element with text in it.
    """
    root, warnings = parse(source)
    if root is None:
        raise UnreadableInput("holds no HTML element; expected a page with text", where=where)
    fields, doubts = (Fields(), ()) if fragment else fields_of(root)
    rendered = render(root)
    if not rendered.content.strip():
        raise UnreadableInput(
            f"is HTML without visible text ({len(source):,} characters of source). The page is probably filled in by "
            "a script: save it from a browser, or print it to PDF",
            where=where,
        )
    if rendered.hidden >= _HIDDEN_WORTH_SAYING:
        doubts = (*doubts, f"{rendered.hidden:,} characters that the page hides were left out")
    extracted = "" if fragment or _is_odd(root) else _witness(source)
    return Page(rendered.content, blocks_of(rendered, extracted), fields, (*warnings, *doubts))


def _is_odd(root: Any) -> bool:
    """Elements with hundreds of attributes are made to slow parsers down; trafilatura would parse them thrice."""
    return any(len(element.attrib) > _MAX_ATTRIBUTES for element in root.iter())


def _witness(source: str) -> str:
    """The main text by trafilatura; empty when it finds none or fails."""
    if len(source) > _WITNESS_LIMIT:
        return ""
    try:
        return trafilatura.extract(source, include_comments=False, favor_recall=True) or ""
    except Exception:  # a witness that stumbles is not heard
        return ""
