"""An HTML tree as text: reading order, one block a paragraph, and for each block where it stood.

The text is made once and stored under the reader's version, so its rules are part of that version: white space is
collapsed as browsers do, no-break spaces become spaces, soft hyphens and zero-width spaces go, `<br>` is a line end,
cells of a row are parted by tabs, blocks by a blank line, items of one list and rows of one table by a line end.
Nothing is left out but what a reader would not see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from djeli.read.html.areas import Area, area_of, is_meta
from djeli.read.html.names import NAMES

_SKIPPED, _BLOCKS, _INSIDE_CELL = NAMES["skipped"], NAMES["blocks"], NAMES["inside_cell"]
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_KINDS = {
    **{"li": "list", "dt": "list", "dd": "list", "blockquote": "quote", "q": "", "figcaption": "caption"},
    **{"caption": "caption", "pre": "code", "ul": "list", "ol": "list", "dl": "list"},
}
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u2000-\u200a\u202f\u3000]+")
_INVISIBLE = str.maketrans("", "", "\xad\u200b\u2060\ufeff\x00")
_MIN_ALT_WORDS = 3  # shorter ones name icons and logos


@dataclass(frozen=True, slots=True)
class Frame:
    """What the elements around a place say about it.

    `marks` are keys into `Rendered.areas`: areas of the page that might be boilerplate, outermost first.
    """

    kind: str = "paragraph"
    level: int = 0
    group: int = 0  # the list or data table it is in; 0 is none
    link: bool = False
    pre: bool = False
    cells: bool = False  # inside a data table
    meta: bool = False
    main: bool = False  # inside <main> or <article>
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as rendered: `[start, end)`, its frame, and how many of its characters are link text."""

    start: int
    end: int
    frame: Frame
    linked: int


@dataclass(slots=True)
class Rendered:
    """Text with its pieces; `hidden` counts characters that the page does not show."""

    content: str = ""
    pieces: list[Piece] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    hidden: int = 0


@dataclass(slots=True)
class _Writer:
    """Collects the pieces of the open block and closes it into the text."""

    done: Rendered
    parts: list[str] = field(default_factory=list)
    length: int = 0
    open: list[tuple[str, Frame]] = field(default_factory=list)
    alts: list[tuple[str, Frame]] = field(default_factory=list)

    def add(self, text: str | None, frame: Frame) -> None:
        """Add characters to the open block."""
        if text:
            self.open.append((text if frame.pre else _SPACE.sub(" ", text), frame))

    def line_end(self, frame: Frame) -> None:
        """End the line; the block too when the line is empty."""
        if self.open and self.open[-1][0] == "\n":  # <br><br> parts paragraphs
            self.cut()
        else:
            while self.open and self.open[-1][0] == " ":
                self.open.pop()
            if self.open and self.open[-1][0] == "\n":
                self.cut()
            elif self.open:
                self.open.append(("\n", frame))

    def cut(self) -> None:
        """Close the open block; images met in it follow with their alternative texts."""
        if self.open:
            self._close(self.open)
            self.open = []
        if self.alts:
            waiting, self.alts = self.alts, []
            for text, frame in waiting:
                self._close([(text, replace(frame, kind="alt", level=0, link=False, group=0))])

    def _close(self, runs: list[tuple[str, Frame]]) -> None:
        text, linked, frame = _join(runs)
        if frame is None:
            return
        if self.parts:
            last = self.done.pieces[-1].frame
            gap = "\n" if frame.group and frame.group == last.group else "\n\n"
            self.parts.append(gap)
            self.length += len(gap)
        self.parts.append(text)
        self.done.pieces.append(Piece(self.length, self.length + len(text), frame, linked))
        self.length += len(text)


def _join(runs: list[tuple[str, Frame]]) -> tuple[str, int, Frame | None]:
    """Text of a block without doubled or outer white space, its linked characters, its first visible frame."""
    out: list[str] = []
    linked = named = 0
    first: Frame | None = None
    ends_open = True  # at a block's or line's start: a space would be doubled or outer
    for raw, frame in runs:
        text = raw.translate(_INVISIBLE)
        if not frame.pre:
            if text in ("\n", "\t"):
                _strip_last(out)
                if text == "\t" and out and out[-1] == "\n":
                    out.pop()
                ends_open = True
                out.append(text)
                continue
            text = text[1:] if ends_open and text.startswith(" ") else text
        if not text:
            continue
        out.append(text)
        ends_open = text.endswith((" ", "\n"))
        if text.strip():
            first = frame if first is None else first
            linked += len(text.strip()) if frame.link else 0
            named += len(text.strip()) if frame.meta else 0
    if first is not None and not first.meta and 2 * named >= sum(map(len, out)):
        first = replace(first, meta=True)  # "By <a rel=author>...": the mark is on a part of the line
    joined = "".join(out)
    return (joined.strip("\n").rstrip() if first is not None and first.pre else joined.strip()), linked, first


def _strip_last(out: list[str]) -> None:
    if out and out[-1].endswith(" "):
        out[-1] = out[-1].rstrip(" ")


def render(root: Any) -> Rendered:
    """The text of a tree. Iterative, so that depth costs no stack."""
    done = Rendered()
    writer = _Writer(done)
    frames = [Frame()]
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            if element.tag in _BLOCKS or _is_layout_cell(element, frames[-1]):
                writer.cut()
            frames.pop()
            writer.add(element.tail if element is not root else None, frames[-1])
            continue
        frame = _enter(element, frames[-1], writer)
        frames.append(frame if frame is not None else frames[-1])
        if frame is None:
            walker.skip_subtree()
        else:
            writer.add(element.text, frame)
    writer.cut()
    done.content = "".join(writer.parts)
    return done


def _enter(element: Any, outer: Frame, writer: _Writer) -> Frame | None:
    """Frame inside `element`; None when it is not to be read."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag == "br":
        writer.line_end(outer)
        return outer
    if tag == "img":
        _image(element, outer, writer)
        return None
    if not tag or tag in _SKIPPED:
        return None
    if _hidden(element):
        writer.done.hidden += sum(len(text.strip()) for text in element.itertext("p", "div", "span", "li"))
        return None
    if tag in ("td", "th"):
        return _cell(outer, writer)
    if tag in _BLOCKS:
        writer.cut()
    elif tag == "a" and writer.open and writer.open[-1][1].link:
        writer.add(" ", outer)  # menus part their links by style alone; the words must not grow together
    return _inner(element, tag, outer, writer.done)


def _inner(element: Any, tag: str, outer: Frame, done: Rendered) -> Frame:
    changes: dict[str, Any] = {}
    if tag == "a" and element.get("href"):
        changes["link"] = True
    elif tag in _HEADINGS:
        changes |= {"kind": "heading", "level": _HEADINGS[tag], "group": 0}
    elif tag == "table":
        is_data = not _is_layout(element)
        group = _number(done) if is_data else 0
        changes |= {"cells": is_data, "group": group, "kind": "table" if is_data else outer.kind}
    elif _KINDS.get(tag) and not outer.cells and outer.kind != "heading":
        changes["kind"] = _KINDS[tag]
        if tag in ("ul", "ol", "dl") and not outer.group:
            changes["group"] = _number(done)
        changes["pre"] = outer.pre or tag == "pre"
    if tag in ("main", "article") or element.get("role") == "main":
        changes["main"] = True
    if is_meta(element):
        changes["meta"] = True
    area = area_of(element, tag)
    if area is not None and len(outer.marks) < 16:
        done.areas.append(area)
        changes["marks"] = (*outer.marks, len(done.areas) - 1)
    return replace(outer, **changes) if changes else outer


def _number(done: Rendered) -> int:
    """A group number not used before: pieces and areas only grow, and one area is added for each group."""
    done.areas.append(Area("", certain=False))
    return len(done.areas)


def _cell(outer: Frame, writer: _Writer) -> Frame:
    if not outer.cells:
        writer.cut()
    elif writer.open:
        writer.open.append(("\t", outer))
    return outer


def _is_layout_cell(element: Any, frame: Frame) -> bool:
    return element.tag in ("td", "th") and not frame.cells


def _is_layout(table: Any) -> bool:
    """Old pages set whole articles in tables: a cell with a block in it, or a long one, is not a datum."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    return any(child.tag in _INSIDE_CELL for child in table.iterdescendants())


def _image(element: Any, outer: Frame, writer: _Writer) -> None:
    alt = _SPACE.sub(" ", element.get("alt") or "").strip()
    if len(alt.split()) >= _MIN_ALT_WORDS and not _hidden(element):
        writer.alts.append((alt, outer))


def _hidden(element: Any) -> bool:
    if element.get("hidden") is not None or (element.get("aria-hidden") or "").lower() == "true":
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN_STYLE.search(style) is not None
