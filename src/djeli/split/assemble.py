"""Cuts → Items: fields from header lines, regions, kind, language and the reasons for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from djeli.records import Document, Field, Item, Region, Text
from djeli.split.address import address_date, address_year
from djeli.split.boundary import Cut, find_cuts
from djeli.split.datelines import find_dateline
from djeli.split.dates import find_date
from djeli.split.furniture import tail_of
from djeli.split.headers import Header, trailing_outlet
from djeli.split.kinds import find_kind
from djeli.split.language import detect
from djeli.split.lines import Line, read_lines
from djeli.split.page import Page, header_block
from djeli.split.sections import find_sections
from djeli.vocab import Basis, ItemKind, RegionKind

METHOD = "split@1"

HEAD = 8  # lines below an item's start in which its header may stand
MAX_LABEL = 40
SHORTEST_LEDE = 60
OPENING = 3  # paragraphs of which one may open with the dateline: a summary often stands above it
DIGEST_PARAGRAPHS = 2  # an entry of a digest has no more
_ENDS_OUTSIDE = (RegionKind.NAVIGATION, RegionKind.SHARE_PROMPT, RegionKind.RELATED_LINK, RegionKind.COMMENTS)
_INLINE_CREDIT = re.compile(r"[(\[]\s*(?:sources?|via|crédits?|credits?)\s*:\s[^()\[\]]{2,300}[)\]]", re.IGNORECASE)


def split(text: Text, document: Document) -> tuple[Item, ...]:
    """Cut a text into items: ascending, without overlap, together all that is story.

    Furniture between items belongs to none; furniture within one is a Region of it. A page on which nothing but
    furniture was found is one item of kind UNKNOWN, so that nothing is lost. Empty text has no items.
    """
    lines = read_lines(text)
    if not lines:
        return ()
    page = Page(lines)
    sections = find_sections(page)
    cuts = sections or find_cuts(page)
    if not cuts:
        whole = (lines[0].start, lines[-1].end)
        note = f"{METHOD}: only page furniture was found"
        return (Item(text=text.id, start=whole[0], end=whole[1], notes=(note,)),)
    cuts = _without_page_heading(page, cuts)
    begins = [_with_header_above(page, cut.index) for cut in cuts]
    ends = [*begins[1:], len(lines)]
    several = len(cuts) > 1
    shared = _headers(lines[: begins[0]]) if several else []
    return tuple(
        _item(text, document, page, (begin, end), cut, shared=shared, section=bool(sections), several=several)
        for cut, begin, end in zip(cuts, begins, ends, strict=True)
    )


def _without_page_heading(page: Page, cuts: list[Cut]) -> list[Cut]:
    """Leave out a first cut under which nothing but short lines stands before the next: the page's own heading."""
    if len(cuts) > 2 and not cuts[0].header:
        between = page.lines[cuts[0].index : cuts[1].index]
        if not any(line.prose for line in between) and sum(len(line.text) for line in between) < 200:
            return cuts[1:]
    return cuts


def _with_header_above(page: Page, index: int) -> int:
    """Take in dated header lines that stand above the title they belong to."""
    at = header_block(page, index)
    dated = any(line.header and (line.header.date or line.header.day_only) for line in page.lines[at:index])
    if at < index and at == 0:
        return at
    if dated and (at == 0 or page.headers_lead or not page.titled(at - 1)):
        return at
    return index


def _core(lines: Sequence[Line]) -> list[Line]:
    """The lines of an item without the page furniture that trails it."""
    stop = len(lines)
    while stop > 1 and lines[stop - 1].region in _ENDS_OUTSIDE:
        stop -= 1
    return list(lines[:stop])


def _item(
    text: Text,
    document: Document,
    page: Page,
    place: tuple[int, int],
    cut: Cut,
    *,
    shared: Sequence[tuple[Line, Header]],
    section: bool,
    several: bool,
) -> Item:
    """The item of lines `place`. `shared` are header lines of the page itself, which stand for all its entries."""
    core = _core(page.lines[place[0] : place[1]])
    title, printed = _title(text, core, page, cut.index)
    headers = _headers(core)
    language = detect(" ".join(line.text for line in core if line.story)[:4000])
    above = page.lines[max(0, place[0] - 2) : place[0]]
    labels = tuple(line.text for line in (*above, *core[:4]) if len(line.text) <= MAX_LABEL)
    kind, reason = _kind(page, core, title, labels, language, section=section, several=several)
    regions, dateline = _regions(text, core, title)
    alone = not several or section
    notes = ["cut here: " + "; ".join(cut.reasons)] if several and cut.reasons else []
    if reason:
        notes.append(f"kind {kind.value}: {reason}")
    if any(header.ambiguous for _, header in headers):
        notes.append("day and month of its date could be exchanged; read as the page's other dates suggest")
    return Item(
        text=text.id,
        start=core[0].start,
        end=core[-1].end,
        kind=kind,
        language=language,
        title=title or (document.title if not several else None),
        author=_field(text, headers, "author") or (document.author if alone else None),
        publisher=_field(text, _printers(headers, document), "publisher")
        or printed
        or _field(text, shared, "publisher")
        or (document.publisher if alone else None)  # a source named below an article may be whom it copies
        or _field(text, headers, "publisher")
        or document.publisher,
        published=_field(text, headers, "date")
        or _dateline_date(text, core, dateline, document)
        or _field(text, shared, "date")
        or (_day(document.published) or address_date(document) if alone else None),
        dateline=dateline or _field(text, headers, "place"),
        regions=regions,
        notes=(METHOD, *notes),
    )


def _title(text: Text, core: Sequence[Line], page: Page, index: int) -> tuple[Field | None, Field | None]:
    """The title, and the outlet when the title ends in its name in brackets: "Two held after clash (BBC News)"."""
    line = page.lines[index]
    if not page.titled(index) or len(core) < 2:
        return None, None
    named = trailing_outlet(line.text)
    end = line.start + (named[0] if named else len(line.text))
    end = line.start + len(text.content[line.start : end].rstrip(" (["))
    title = Field(value=text.content[line.start : end], basis=Basis.TEXT, span=text.span(line.start, end))
    if named is None:
        return title, None
    span = text.span(line.start + named[0], line.start + named[1])
    return title, Field(value=text.quote(span), basis=Basis.TEXT, span=span)


def _headers(core: Sequence[Line]) -> list[tuple[Line, Header]]:
    """Header lines near the item's start, then its closing credits."""
    found: list[tuple[Line, Header]] = []
    paragraphs = 0
    for line in core[:HEAD]:
        if line.header is not None and not line.header.credit:
            found.append((line, line.header))
        paragraphs += len(line.text) > 250 and line.prose
        if paragraphs:
            break
    known = {line.start for line, _ in found}
    for line in reversed(core[-4:]):
        credit = line.closing or (line.header if line.header is not None and _closes(line.header) else None)
        if credit is not None and line.start not in known:
            found.append((line, credit))
    return found


def _printers(headers: Sequence[tuple[Line, Header]], document: Document) -> list[tuple[Line, Header]]:
    """Header lines, and credits with a date ("Source: Oru Post, 4 March") where the document itself names no outlet."""
    unnamed = document.publisher is None
    return [pair for pair in headers if not pair[1].credit or (unnamed and pair[1].strong)]


def _closes(header: Header) -> bool:
    """Whether a header line may stand below the text it belongs to: credits, and an outlet's name alone."""
    return header.credit or (header.date is None and not header.day_only and header.publisher is not None)


def _field(text: Text, headers: Sequence[tuple[Line, Header]], name: str) -> Field | None:
    """The first header that has it; a strong header before weak ones."""
    for line, header in sorted(headers, key=lambda pair: not pair[1].strong):
        where: tuple[int, int] | None = getattr(header, name)
        if where is not None:
            start, end = line.start + where[0], line.start + where[1]
            value = header.iso if name == "date" else text.content[start:end]
            return Field(value=value, basis=Basis.TEXT, span=text.span(start, end))
    return None


def _dateline_date(text: Text, core: Sequence[Line], dateline: Field | None, document: Document) -> Field | None:
    """The date inside a dateline ("NAIROBI, 17 Jan 2003 (AFP)"); without a year it takes that of the address."""
    if dateline is None or dateline.span is None:
        return None
    start = dateline.span.end
    head = text.content[start : min(start + 60, core[-1].end)]
    dash = re.search(r"[–—-]", head)
    limit = dash.start() if dash else 60
    found = find_date(head)
    if found is not None and found.date is not None and found.start <= limit:
        span = text.span(start + found.start, start + found.end)
        return Field(value=found.date.isoformat(), basis=Basis.TEXT, span=span)
    address = address_date(document)
    year = address.value[:4] if address else address_year(document)
    for match in re.finditer(r"[^\W_]+\.?\s+\d{1,2}|\d{1,2}\s+[^\W_]+", head[:limit]) if year else ():
        whole = find_date(f"{match.group()} {year}")
        if whole is not None and whole.date is not None:
            span = text.span(start + match.start(), start + match.end())
            return Field(value=whole.date.isoformat(), basis=Basis.TEXT, span=span)
    return None


def _day(field: Field | None) -> Field | None:
    """A document's date or date-time as the date an item has."""
    return None if field is None else replace(field, value=field.value[:10])


def _kind(
    page: Page,
    core: Sequence[Line],
    title: Field | None,
    labels: tuple[str, ...],
    language: str,
    *,
    section: bool,
    several: bool,
) -> tuple[ItemKind, str]:
    if section:
        return ItemKind.SECTION, "the page is one report under headings"
    body = "\n".join(line.text for line in core if line.story)
    kind, reason = find_kind(title.value if title else "", labels, body, language=language)
    if kind is not ItemKind.ARTICLE:
        return kind, reason
    paragraphs = sum(line.prose for line in core)
    if several and paragraphs <= DIGEST_PARAGRAPHS and (page.regular or any(line.closing for line in core)):
        return ItemKind.DIGEST, "it is one paragraph among entries of the same build"
    return ItemKind.ARTICLE, ""


def _regions(text: Text, core: Sequence[Line], title: Field | None) -> tuple[tuple[Region, ...], Field | None]:
    """Regions in order, and the place of the dateline."""
    pieces: list[tuple[int, int, RegionKind]] = []
    dateline: Field | None = None
    opened = 0
    for at, line in enumerate(core):
        kind = _line_region(core, at, title)
        if kind is not None:
            pieces.append((line.start, line.end, kind))
            continue
        if opened < OPENING and dateline is None and line.story and len(line.text) >= SHORTEST_LEDE:
            opened += 1
            found = find_dateline(text.content, line.start, line.end)
            if found is not None:
                span = text.span(found[0], found[1])
                dateline = Field(value=text.quote(span), basis=Basis.TEXT, span=span)
                pieces.append((line.start, found[2], RegionKind.DATELINE))
        pieces += [
            (line.start + m.start(), line.start + m.end(), RegionKind.CREDIT_LINE)
            for m in _INLINE_CREDIT.finditer(line.text)
        ]
        tail = tail_of(line.text)
        if tail is not None:
            pieces.append((line.start + tail[0], line.end, tail[1]))
        elif line.closing is not None:
            opening = max(line.text.rfind("("), line.text.rfind("["))
            pieces.append((line.start + opening, line.end, RegionKind.CREDIT_LINE))
    return _merged(pieces), dateline


def _line_region(core: Sequence[Line], at: int, title: Field | None) -> RegionKind | None:
    line = core[at]
    if line.header is not None:
        return RegionKind.CREDIT_LINE if line.header.credit else RegionKind.HEADER
    if title is not None and title.span is not None and title.span.start == line.start:
        return RegionKind.HEADER
    if line.region is RegionKind.AUTHOR_BIO and len(line.text) > 60 and sum(n.prose for n in core[at + 1 :]) > 3:
        return None  # "Moussa Keita is a journalist …" in mid-text tells of somebody in the story
    return line.region


def _merged(pieces: Sequence[tuple[int, int, RegionKind]]) -> tuple[Region, ...]:
    """Neighbouring lines of one kind become one region."""
    found: list[tuple[int, int, RegionKind]] = []
    for start, end, kind in pieces:
        if found and found[-1][2] is kind and start - found[-1][1] <= 4 and kind is not RegionKind.DATELINE:
            found[-1] = (found[-1][0], end, kind)
        else:
            found.append((start, end, kind))
    return tuple(Region(start, end, kind) for start, end, kind in found if start < end)
