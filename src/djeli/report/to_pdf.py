"""A report as PDF, set by typst. Words of pages go in as data, so that none is taken for markup."""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
import tempfile
import unicodedata
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from djeli.errors import CaseError
from djeli.report.document import Bullets, Facing, Grid, Heading, Paper, Paragraph, Picture, Sentence
from djeli.report.to_md import note_head, shown

MISSING = (
    "PDF needs the package typst. Add it with: {python} -m pip install {packages}. Or write --to html and print it "
    "from a browser"
)
_FONTS = "fontpkg.family"
"""Entry points by which font packages say which module's folder holds their files."""
PACKAGES = "typst fontpkg-amiri"
"""What the extra `pdf` installs."""
STYLE = """<style>.land{fill:#e6e1d5;stroke:#fff;stroke-width:.7}
.dot{fill:#1f5f8b;fill-opacity:.72;stroke:#fff;stroke-width:1.2}
.dot.disputed{fill:#9a5200;stroke:#1d2329;stroke-dasharray:3 2} .dot.coarse{fill-opacity:.3} .grid{stroke:#d5d0c5}
text{fill:#59636d;font-family:sans-serif;font-size:13px} .name{fill:#1d2329;font-size:14px;stroke:#fff;stroke-width:3;
stroke-opacity:.8;paint-order:stroke} .country{fill:#8b8475;font-size:13px;letter-spacing:.06em}</style>"""
_OPEN = re.compile(r"<svg class=\"[^\"]*\"")


def write(paper: Paper, out: Path) -> Path:
    """Set the report and write it as PDF.

    Raises:
        CaseError: the package typst is not installed.
    """
    out.write_bytes(compiled(paper))
    return out


def typst() -> Any:
    """The typst package.

    Raises:
        CaseError: it is not installed.
    """
    try:
        return importlib.import_module("typst")
    except ImportError as error:
        raise CaseError(MISSING.format(python=sys.executable or "python", packages=PACKAGES)) from error


def compiled(paper: Paper, *, format: str = "pdf") -> bytes:
    """The report as PDF.

    Pictures and words are handed over as files beside the template, which reads nothing else.
    """
    engine = typst()
    with tempfile.TemporaryDirectory(prefix="djeli-report-") as folder:
        root = Path(folder)
        data = record(paper, root)
        (root / "report.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8", errors="replace")
        source = (files("djeli.report") / "templates" / "report.typ").read_text("utf-8")
        (root / "main.typ").write_text(source, encoding="utf-8")
        made: bytes = engine.compile(str(root / "main.typ"), root=str(root), format=format, font_paths=fonts())
    return made


def fonts() -> list[str]:
    """Folders of fonts beside those of the machine: $TYPST_FONT_PATHS, and font packages that are installed."""
    named = [part for part in os.environ.get("TYPST_FONT_PATHS", "").split(os.pathsep) if part]
    packed = (find_spec(one.value) for one in entry_points(group=_FONTS))
    return named + [str(Path(one.origin).parent) for one in packed if one is not None and one.origin]


def drawing(svg: str) -> str:
    """A picture that stands alone: with its colours, and the name space that a file needs."""
    head = _OPEN.sub('<svg xmlns="http://www.w3.org/2000/svg"', svg, count=1)
    at = head.index(">") + 1
    return head[:at] + STYLE + head[at:]


def picture(svg: str, *, ppi: float = 200) -> bytes:
    """A picture as PNG, for targets that take no SVG.

    Raises:
        CaseError: the package typst is not installed.
    """
    engine = typst()
    with tempfile.TemporaryDirectory(prefix="djeli-report-") as folder:
        root = Path(folder)
        (root / "one.svg").write_text(drawing(svg), encoding="utf-8")
        source = '#set page(width: 16cm, height: auto, margin: 0pt)\n#image("one.svg", width: 100%)'
        (root / "main.typ").write_text(source, encoding="utf-8")
        made: bytes = engine.compile(str(root / "main.typ"), root=str(root), format="png", ppi=ppi)
    return made


def record(paper: Paper, root: Path) -> dict[str, Any]:
    """What the typst template reads; pictures are written beside it."""
    return {
        "title": shown(paper.title),
        "subtitle": paper.subtitle,
        "lead": paper.lead,
        "chapters": [
            {"title": one.title, "blocks": [_block(paper, block, root) for block in one.blocks]}
            for one in paper.chapters
        ],
        "notes": [
            {
                "head": note_head(one),
                "grade": one.grade,
                "quote": shown(one.quote),
                "uri": shown(one.uri),
                "rtl": leftward(one.quote),
            }
            for one in paper.notes
        ],
    }


def _block(paper: Paper, block: Any, root: Path) -> dict[str, Any]:
    def told(found: Any) -> list[dict[str, Any]]:
        return [_sentence(paper, one) for one in found]

    match block:
        case Heading():
            return {"kind": "heading", "text": shown(block.text), "tag": block.tag}
        case Paragraph():
            return {"kind": "paragraph", "style": block.style, "sentences": told(block.sentences)}
        case Bullets():
            return {"kind": "list", "sentences": told(block.sentences)}
        case Grid():
            return {
                "kind": "table",
                "head": list(block.head),
                "widths": list(block.widths),
                "rows": [told(row) for row in block.rows],
            }
        case Facing():
            return {"kind": "sides", "sides": [told(side) for side in block.sides]}
        case Picture():
            name = f"picture{len(list(root.glob('*.svg')))}.svg"
            (root / name).write_text(drawing(str(block.svg)), encoding="utf-8")
            return {"kind": "picture", "file": name, "caption": block.caption, "told": block.told}
    raise TypeError(f"no block: {block!r}")


def _sentence(paper: Paper, one: Sentence) -> dict[str, Any]:
    return {"parts": _parts(shown(one.text)), "notes": paper.numbers(one)}


_QUOTED = re.compile(r"(“[^”]*”)")


def _parts(text: str) -> list[dict[str, Any]]:
    """The text in parts, quotations in a script from right to left apart, so that each is set in its own direction."""
    parts = [part for part in _QUOTED.split(text) if part]
    return [{"text": part, "rtl": part[0] == "“" and leftward(part)} for part in parts]


def leftward(text: str) -> bool:
    """Whether most letters of a text are written from right to left."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    return sum(kind in ("R", "AL") for kind in kinds) > kinds.count("L")
