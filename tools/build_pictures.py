"""Draw the pictures of the README from real output: the demo's event table and one disputed event, as SVG.

    python tools/build_pictures.py

The demo is run into a folder that is gone afterwards. Nothing in the picture is typed by hand. Fonts are the
reader's own: the picture fetches nothing.
"""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path

from rich.console import Console, RenderableType
from rich.terminal_theme import TerminalTheme

from djeli import ledger
from djeli.cli import tables
from djeli.cli.console import WIDTH, words
from djeli.cli.demo import bundled
from djeli.cli.eventpage import page
from djeli.ledger import Case
from djeli.settings import Settings
from djeli.vocab import DisputeKind

OUT = Path(__file__).resolve().parents[1] / "docs" / "img"
PAPER = TerminalTheme(
    (251, 250, 247),
    (29, 35, 41),
    [
        (29, 35, 41),
        (160, 40, 30),
        (40, 110, 60),
        (154, 82, 0),
        (31, 95, 139),
        (110, 60, 130),
        (20, 110, 120),
        (91, 102, 112),
    ],
    [
        (91, 102, 112),
        (190, 60, 40),
        (50, 130, 70),
        (154, 82, 0),
        (40, 110, 160),
        (130, 80, 150),
        (30, 130, 140),
        (29, 35, 41),
    ],
)
FRAME = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>TITLE</title>
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: {char_height}px;
  line-height: {line_height}px; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
<rect fill="#fbfaf7" stroke="#dcd8cf" x="1" y="1" width="{width}" height="{height}" rx="8"/>
<g transform="translate(9, 12)" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def draw(shown: list[RenderableType], title: str) -> str:
    """Renderables as one SVG, as a terminal of `WIDTH` columns shows them."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), highlight=False, force_terminal=True)
    for one in shown:
        console.print(one)
    text = console.export_svg(theme=PAPER, code_format=FRAME, unique_id="djeli", font_aspect_ratio=0.61)
    return re.sub(r"[ \t]+\n", "\n", text).replace("TITLE", title, 1)


def _length(one: RenderableType) -> int:
    console = Console(width=WIDTH, file=io.StringIO(), record=True)
    console.print(one)
    return console.export_text().count("\n")


def disputed(case: Case) -> RenderableType:
    """Of the events told by several documents in English with different tolls, the one with the shortest page."""
    shown = [
        case.show(event.id)
        for event in case.events(disputed=True)
        if len(event.documents) > 1 and any(one.kind is DisputeKind.TOLL for one in event.disputes)
    ]
    english = [one for one in shown if all(account.item.language == "en" for account in one.accounts)]
    return min((page(one) for one in english or shown), key=_length)


def main() -> None:
    """Run the demo and draw."""
    reports = Path(ledger.__file__).resolve().parents[1] / "resources" / "demo"
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, ledger.create(Path(folder) / "demo", Settings(workers=1)) as case:
        case.add([reports / name for name in bundled()])
        dated = [event for event in case.events(background=False) if event.when is not None]
        pictures = {
            "events.svg": draw([words("$ djeli events", "bold"), tables.events(dated)], "The event table of the demo"),
            "show.svg": draw([words("$ djeli show ID", "bold"), disputed(case)], "A disputed event of the demo"),
        }
    for name, text in pictures.items():
        (OUT / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text.encode()) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
