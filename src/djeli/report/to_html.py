"""A report as one HTML file: no script, nothing fetched, readable in light, dark and on paper."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from djeli.report.document import Bullets, Facing, Grid, Heading, Paper, Paragraph, Picture, Sentence
from djeli.report.to_md import note_head, shown


def write(paper: Paper, out: Path) -> Path:
    """Write the report as one HTML file."""
    out.write_text(html(paper), encoding="utf-8", errors="replace")
    return out


def html(paper: Paper) -> str:
    """The page."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((files("djeli.report") / "templates" / "report.html").read_text("utf-8"))
    chapters = [
        {"title": one.title, "anchor": one.anchor, "body": Markup("\n").join(_block(paper, b) for b in one.blocks)}
        for one in paper.chapters
    ]
    notes = [{"number": n, "head": note_head(one), "one": one} for n, one in enumerate(paper.notes, start=1)]
    return template.render(paper=paper, chapters=chapters, notes=notes, shown=shown)


def _noted(paper: Paper, one: Sentence) -> Markup:
    marks = [Markup('<a href="#n{0}">{0}</a>').format(number) for number in paper.numbers(one)]
    sup = Markup('<sup class="notes">{}</sup>').format(Markup(" ").join(marks)) if marks else Markup("")
    event = Markup(' data-event="{}"').format(one.event) if one.event else Markup("")
    return Markup('<span data-made="{}"{} dir="auto">{}</span>{}').format(one.template, event, shown(one.text), sup)


def _block(paper: Paper, block: Any) -> Markup:
    match block:
        case Heading():
            tag = Markup(' <span class="tag">{}</span>').format(block.tag) if block.tag else ""
            return Markup('<h3 id="{}">{}{}</h3>').format(block.anchor, shown(block.text), tag)
        case Paragraph():
            body = Markup(" ").join(_noted(paper, one) for one in block.sentences)
            return Markup('<p class="{}">{}</p>').format(block.style or "text", body)
        case Bullets():
            rows = (Markup("<li>{}</li>").format(_noted(paper, one)) for one in block.sentences)
            return Markup("<ul>{}</ul>").format(Markup("").join(rows))
        case Grid():
            return _grid(paper, block)
        case Facing():
            return Markup('<div class="sides">{}</div>').format(Markup("").join(_side(paper, s) for s in block.sides))
        case Picture():
            return Markup("<figure>{}<figcaption>{}</figcaption></figure>").format(block.svg, block.caption)
    raise TypeError(f"no block: {block!r}")


def _grid(paper: Paper, block: Grid) -> Markup:
    head = Markup("").join(Markup("<th>{}</th>").format(one) for one in block.head)
    rows = (
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                Markup('<td data-head="{}">{}</td>').format(name, _noted(paper, one))
                for name, one in zip(block.head, row, strict=True)
            )
        )
        for row in block.rows
    )
    columns = Markup("").join(Markup('<col class="w{}">').format(width) for width in block.widths)
    return Markup('<div class="scroll"><table><colgroup>{}</colgroup><tr>{}</tr>{}</table></div>').format(
        columns, head, Markup("").join(rows)
    )


def _side(paper: Paper, side: tuple[Sentence, ...]) -> Markup:
    first, *rest = side
    lines = Markup("").join(Markup("<p>{}</p>").format(_noted(paper, one)) for one in rest)
    return Markup("<div><b>{}</b>{}</div>").format(_noted(paper, first), lines)
