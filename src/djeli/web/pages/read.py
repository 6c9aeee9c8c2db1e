"""One page of the case as it came: its words with all that was read out of them, and the preserved original."""

from __future__ import annotations

import re

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from djeli.errors import NotFound
from djeli.ledger.leafing import Leaf, Sheet
from djeli.web import findings, gone, reader, signs
from djeli.web.desk import AtDesk, with_query

router = APIRouter(include_in_schema=False)
_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")
_AROUND = 6  # articles before and after, in the list of articles


@router.get("/read/{text}", response_class=HTMLResponse)
def read(desk: AtDesk, text: str, at: str = "", item: str = "", part: str = "") -> HTMLResponse:
    """The part of a text that the address asks for: a range of code points, an article, or a part by its number."""
    withdrawn = gone.of_text(desk.case, text)
    if withdrawn:
        return gone.page(desk, withdrawn, what="The page that stood at this address")
    sheet = desk.case.sheet(text)
    asked = _asked(sheet, at)
    parts = reader.windows(sheet.text, sheet.outline)
    window = _window(sheet, parts, asked, item, part)
    leaf = desk.case.leaf(sheet, window.start, window.end)
    found = findings.groups(sheet.text, leaf)
    listed = findings.flat(found)
    content = sheet.text.content
    return desk.page(
        "read.html",
        sheet=sheet,
        name=_name(sheet, leaf),
        window=window,
        stretches=reader.sections(sheet, leaf, window, listed, asked),
        groups=found,
        total=len(listed),
        kinds={kind: words for kind, words in findings.KINDS.items() if any(one.kind == kind for one in listed)},
        known=_known(sheet),
        tricks=signs.tricks(content, window.start, window.end),
        content=content,
        articles=_articles(sheet, window),
        turn=lambda number: with_query(f"/read/{text}", {}, part=number),
        asked=asked,
        shown=lambda one: any(a < window.end and window.start < b for a, b in one.spans),
    )


@router.get("/original/{original}")
def original(desk: AtDesk, original: str) -> Response:
    """The preserved file to be kept elsewhere: never shown, never run, whatever it is."""
    withdrawn = gone.of_document(desk.case, original)
    if withdrawn:
        return gone.page(desk, withdrawn, what="The original that was kept at this address")
    data = desk.case.original_bytes(original)
    headers = {"content-disposition": f'attachment; filename="original-{original[:16]}.bin"'}
    return Response(data, media_type="application/octet-stream", headers=headers)


def _asked(sheet: Sheet, at: str) -> tuple[int, int] | None:
    """The range that an address points at.

    Raises:
        NotFound: it is no range, or lies outside the text.
    """
    if not at:
        return None
    met = _RANGE.fullmatch(at)
    start, end = (int(met[1]), int(met[2])) if met else (0, 0)
    if not 0 <= start < end <= len(sheet.text.content):
        raise NotFound(
            f"at={at[:40]!r} is no part of this page; write at=START-END, counted in characters from 0 to "
            f"{len(sheet.text.content)}"
        )
    return start, end


def _window(
    sheet: Sheet, parts: list[tuple[int, int]], asked: tuple[int, int] | None, item: str, part: str
) -> reader.Window:
    """The part to show.

    Raises:
        NotFound: no such article or part.
    """
    if asked:
        return reader.window_at(parts, asked[0])
    if item:
        starts = {name: start for name, start, _ in sheet.outline}
        if item not in starts:
            raise NotFound(f"no article {item[:40]!r} in this page; it has {len(starts)}")
        return reader.window_at(parts, starts[item])
    number = int(part) if part.isascii() and part.isdigit() and len(part) < 9 else 1 if not part else 0
    if not 1 <= number <= len(parts):
        raise NotFound(f"part {part[:20]!r} is none of this page’s; it has {len(parts)}, counted from 1")
    return reader.window_at(parts, parts[number - 1][0])


def _name(sheet: Sheet, leaf: Leaf) -> str:
    """What the page is called: by its own title, by that of its only article, or by the end of its address."""
    only = leaf.items[0].title if len(sheet.outline) == 1 and leaf.items else None
    title = sheet.document.title or only
    return title.value if title else sheet.document.uri.rstrip("/").rsplit("/", 1)[-1]


def _known(sheet: Sheet) -> list[reader.Known]:
    document = sheet.document
    fields = (("Publisher", document.publisher), ("Date", document.published), ("Author", document.author))
    return [reader.known(label, field) for label, field in fields if field is not None]


def _articles(sheet: Sheet, window: reader.Window) -> list[tuple[int, str, bool, str]]:
    """Articles near the part shown: number, link, whether it is shown, its first words."""
    shown = [n for n, (_, start, end) in enumerate(sheet.outline) if start < window.end and window.start < end]
    low = max(0, (shown[0] if shown else 0) - _AROUND)
    high = (shown[-1] if shown else 0) + _AROUND + 1
    found = []
    for n, (name, start, _) in enumerate(sheet.outline[low:high], start=low):
        words = " ".join(sheet.text.content[start : start + 160].split())[:70]
        link = f"#i-{name}" if n in set(shown) else with_query(f"/read/{sheet.text.id}", {}, item=name)
        found.append((n + 1, link, n in set(shown), words))
    return found
