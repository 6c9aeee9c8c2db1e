"""A report as Markdown: what a page's words could make of it (links, headings, HTML) is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from djeli.phrases import page_name
from djeli.report.document import Bullets, Cite, Facing, Grid, Heading, Paper, Paragraph, Picture, Sentence
from djeli.report.grammar import capital

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~!$&])")
_LINE = re.compile(r"^(\s*)([-+=]|\d+[.)])")
_SCHEME = re.compile(r"(?i)\b(https?|ftp|mailto|javascript|data|vbscript|www)([:.])")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff\ud800-\udfff]")


def write(paper: Paper, out: Path) -> Path:
    """Write the report as Markdown."""
    out.write_text(markdown(paper), encoding="utf-8")
    return out


def markdown(paper: Paper) -> str:
    """The report as Markdown text; notes stand at the end under their numbers."""
    lines = [f"# {escape(paper.title)}", ""]
    lines += [line for part in (paper.subtitle, paper.lead) if part for line in (f"*{escape(part)}*", "")]
    for chapter in paper.chapters:
        lines += [f"## {escape(chapter.title)}", ""] if chapter.title else []
        for block in chapter.blocks:
            lines += [*_block(paper, block), ""]
    if paper.notes:
        lines += ["## Notes", ""]
        lines += [f"[^{n}]: {escape(note(cite))}" for n, cite in enumerate(paper.notes, start=1)]
    return "\n".join(lines).rstrip() + "\n"


def note(one: Cite) -> str:
    """A note in words: outlet, title, date, address, grade, and the exact words."""
    address = f", {one.uri}" if one.uri and one.uri not in note_head(one) else ""
    grade = f" [{one.grade}]" if one.grade else ""
    return f"{note_head(one)}{address}{grade}" + (f": “{one.quote}”" if one.quote else "")


def note_head(one: Cite) -> str:
    """Outlet, date and title of a note, as a note begins."""
    title = f", “{one.title}”" if one.title else ""
    return shown(capital(page_name(one.outlet, one.published) if one.quote else one.outlet) + title)


def shown(text: str) -> str:
    """The text without characters that can't be seen and only mislead."""
    return _UNSEEN.sub("\ufffd", text)


def escape(text: str) -> str:
    """Words that stay words in any Markdown: nothing becomes a link, a heading, a table, a list or HTML."""
    flat = " ".join(shown(text).split())
    return _LINE.sub(r"\1\\\2", _SCHEME.sub(r"\1\\\2", _ACTIVE.sub(r"\\\1", flat)))


def _noted(paper: Paper, one: Sentence) -> str:
    return escape(one.text) + "".join(f"[^{number}]" for number in paper.numbers(one))


def _block(paper: Paper, block: Any) -> Iterator[str]:
    match block:
        case Heading():
            tag = f" ({escape(block.tag)})" if block.tag else ""
            yield f"### {escape(block.text)}{tag}"
        case Paragraph():
            yield " ".join(_noted(paper, one) for one in block.sentences)
        case Bullets():
            yield from (f"- {_noted(paper, one)}" for one in block.sentences)
        case Grid():
            yield "| " + " | ".join(map(escape, block.head)) + " |"
            yield "|" + " --- |" * len(block.head)
            yield from ("| " + " | ".join(_noted(paper, one) for one in row) + " |" for row in block.rows)
        case Facing():
            for side in block.sides:
                first, *rest = side
                yield f"- **{escape(first.text)}**" + "".join(f"[^{n}]" for n in paper.numbers(first))
                yield from (f"  - {_noted(paper, one)}" for one in rest)
        case Picture():
            yield f"*A drawing stands here in the HTML, PDF and Word forms. {escape(block.caption)}*"
