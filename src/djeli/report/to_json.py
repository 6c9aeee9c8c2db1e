"""A report for programs: every sentence with its template, its event, and the claims and words it rests on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from djeli.report.document import Bullets, Facing, Grid, Heading, Paper, Paragraph, Picture, Sentence
from djeli.viewcodec import plain

SCHEMA = "djeli-report@1"


def write(paper: Paper, out: Path) -> Path:
    """Write the report as JSON."""
    out.write_text(json.dumps(record(paper), ensure_ascii=False, indent=1), encoding="utf-8")
    return out


def record(paper: Paper) -> dict[str, Any]:
    """The report as plain values."""
    return {
        "schema": SCHEMA,
        "title": paper.title,
        "subtitle": paper.subtitle,
        "audience": paper.audience,
        "lead": paper.lead,
        "chapters": [
            {"title": one.title, "blocks": [_block(paper, block) for block in one.blocks]} for one in paper.chapters
        ],
        "notes": [{"number": n, **plain(cite)} for n, cite in enumerate(paper.notes, start=1)],
    }


def _block(paper: Paper, block: Any) -> dict[str, Any]:
    def all_of(found: Any) -> list[dict[str, Any]]:
        return [_sentence(paper, one) for one in found]

    match block:
        case Heading():
            return {"heading": block.text, "anchor": block.anchor}
        case Paragraph():
            return {"paragraph": all_of(block.sentences), "style": block.style}
        case Bullets():
            return {"list": all_of(block.sentences)}
        case Grid():
            return {"table": [all_of(row) for row in block.rows], "head": list(block.head)}
        case Facing():
            return {"sides": [all_of(side) for side in block.sides]}
        case Picture():
            return {"picture": block.caption, "told": block.told}
    raise TypeError(f"no block: {block!r}")


def _sentence(paper: Paper, one: Sentence) -> dict[str, Any]:
    return {
        "text": one.text,
        "template": one.template,
        "event": one.event,
        "claims": [cite.claim for cite in one.cites],
        "notes": paper.numbers(one),
    }
