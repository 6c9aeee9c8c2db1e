"""Who published what: publishers with their grade and how they are known, and one publisher's page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from djeli import phrases, wording
from djeli.assess.overrule import with_names
from djeli.assess.source import PROVEN
from djeli.ledger import SourceRow
from djeli.ledger.sources import UNSTATED, Printed, SourceHistory
from djeli.records import Span
from djeli.text.similarity import words
from djeli.views import Event, Signal
from djeli.web.desk import AtDesk
from djeli.web.leaves import leaves
from djeli.web.pages.grades import source_form

router = APIRouter(include_in_schema=False)
NAMES = {"q": "words", "show": "only"}
SHOW = {"held": "with pages in this case", "credited": "only credited by others"}
_SHOWN = 40
_ONLY_WORDS = (
    "It cannot be graded: only words of its pages name it, and anybody can write a name. "
    "Pages added from their own address can be; each article can be graded on its own page."
)
_NOBODY = "It cannot be graded: these pages do not say who published them. Each article can be graded on its own page."


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One publisher as the list shows it."""

    name: str
    link: str
    known: str
    profile: str
    grade: str
    grade_words: str
    signals: tuple[Signal, ...]
    items: int
    documents: int
    credited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item a publisher printed, and where the reader shows it."""

    id: str
    title: str
    date: str
    kind: str
    span: Span
    address: str
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event a publisher tells of, and how its telling stands there."""

    event: Event
    marks: tuple[tuple[str, str], ...]  # class of the tag, words


@router.get("/sources", response_class=HTMLResponse)
def sources(desk: AtDesk) -> HTMLResponse:
    """Publishers, most items first, then outlets that are only credited."""
    wish = leaves("/sources", desk.request.query_params, NAMES)
    every = desk.case.sources()
    found = [one for one in every if _fits(one, wish.get("q"), wish.get("show"))]
    counts = {"held": sum(one.items > 0 for one in every), "credited": sum(one.items == 0 for one in every)}
    return desk.page(
        "sources.html",
        wish=wish,
        total=len(found),
        behind=not every and desk.case.behind(),
        rows=[row(one) for one in found[wish.offset : wish.offset + wish.per_page]],
        chosen=wish.chosen({"show": _show}),
        facets=[("Only", wish.choices("show", counts, _show))],
    )


@router.get("/sources/{name:path}", response_class=HTMLResponse)
def source(desk: AtDesk, name: str) -> Response:
    """One publisher: its grade with the reasons, what it printed, which events that tells of, who credits it."""
    found = desk.case.source(name, limit=_SHOWN)
    if found.rows[0].name != name:
        return RedirectResponse(link(found.rows[0].name), status_code=303)
    past = desk.case.given_to(found.rows)
    names = desk.case.deciders() if past else {}
    graded = next((one for one in found.rows if one.items and one.basis in PROVEN), None)
    return desk.page(
        "source.html",
        name=name,
        here=link(name),  # whole, also where a name holds a question mark
        rows=[row(one) for one in found.rows],
        found=found,
        items=[_item(one) for one in found.printed],
        told=[_told(one, found) for one in found.events],
        counts=counts(found),
        creditors=[(who, link(who), count) for who, count in found.creditors[:20]],
        held=sum(one.items for one in found.rows),
        past=past,
        named=lambda reason: with_names(reason, names),
        form=source_form(name, graded.grade, past) if graded else None,
        ungraded=_ONLY_WORDS if name != UNSTATED else _NOBODY,
    )


def counts(found: SourceHistory) -> list[tuple[int, str, str]]:
    """What can be counted of a publisher, each with what it counts, and what it does not say."""
    told = found.told
    return [
        (told.events, "events its pages tell of", ""),
        (told.alone, "told by no other publisher here", "nobody else in this case has to have looked"),
        (told.supported, "with more than one independent origin", "which need not all agree"),
        (told.disputed, "in which accounts disagree", "about some value, not always its own"),
        (told.sided, "in which its own words are a side", "which says nothing of who is right"),
    ]


def row(one: SourceRow) -> Row:
    """A publisher in words."""
    letter = one.grade.reliability.value
    return Row(
        name=one.name,
        link=link(one.name),
        known=wording.SOURCES_KNOWN[one.basis],
        profile=one.profile,
        grade=letter,
        grade_words=phrases.SOURCES[letter],
        signals=one.grade.signals,
        items=one.items,
        documents=one.documents,
        credited=one.credited,
    )


def link(name: str) -> str:
    """The page of a publisher."""
    return f"/sources/{quote(name, safe='')}"


def _fits(one: SourceRow, text: str, show: str) -> bool:
    told = words(f"{one.name} {one.profile}")
    asked = all(any(word.startswith(begun) for word in told) for begun in words(text))
    return asked and (show not in SHOW or (one.items > 0) == (show == "held"))


def _show(value: str) -> str:
    return SHOW.get(value, value)


def _item(one: Printed) -> Item:
    told = one.item.published or one.document.published
    title = one.item.title.value if one.item.title else "(no title)"
    return Item(
        id=one.item.id,
        title=title,
        date=told.value[:10] if told else "undated",
        kind=one.item.kind.value,
        span=Span(text=one.item.text, start=one.item.start, end=min(one.item.end, one.item.start + 1)),
        address=one.document.uri.rsplit("/", 1)[-1] if "://" not in one.document.uri else one.document.uri,
        grade=one.grade.grade if one.grade else "",
    )


def _told(one: Event, found: SourceHistory) -> Told:
    marks = [
        ("", "told by it alone") if one.id in found.alone else None,
        ("good", "several origins") if one.origins_held > 1 else None,
        ("bad", "⚠ its words are a side") if one.id in found.sided else None,
        ("bad", "⚠ disputed") if one.disputes and one.id not in found.sided else None,
    ]
    return Told(event=one, marks=tuple(mark for mark in marks if mark is not None))
