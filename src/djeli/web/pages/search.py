"""One box for everything: events, actors, statements, sources, places, documents; ids and names go straight there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from djeli.ask import Answer
from djeli.errors import NotFound
from djeli.ledger import ActorRow, Case
from djeli.ledger.asking import ToldFilter
from djeli.records import Span
from djeli.resources.actors import load_actors
from djeli.store import EventFilter
from djeli.text.similarity import words
from djeli.views import Event
from djeli.web.desk import AtDesk, with_query
from djeli.web.pages.actors import Row as ActorView
from djeli.web.pages.actors import address as actor_address
from djeli.web.pages.actors import row as actor_row
from djeli.web.pages.sources import link as source_link
from djeli.web.pages.statements import Row as SayingView
from djeli.web.pages.statements import rows as saying_rows

router = APIRouter(include_in_schema=False)
_LONGEST = 400
_SHOWN = 6
_ID = re.compile(r"[0-9A-Z]{3,12}", re.IGNORECASE)
_ENGLISH = "who whom whose what when where why how which did was were is are has have does"
_FRENCH = "qui que quoi quand où combien comment pourquoi quel quelle quels quelles est-ce"
_ASKING = frozenset((*_ENGLISH.split(), *_FRENCH.split()))
"""Words that open a question, in English and in French."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What of one kind fits: some of it, how much there is, and the address of the full list."""

    events: tuple[Event, ...] = ()
    events_total: int = 0
    placed: tuple[Event, ...] = ()
    placed_total: int = 0
    actors: tuple[ActorView, ...] = ()
    actors_total: int = 0
    statements: tuple[SayingView, ...] = ()
    statements_total: int = 0
    sources: tuple[tuple[str, str, int], ...] = ()
    sources_total: int = 0
    documents: tuple[tuple[str, str, Span | None], ...] = ()
    documents_total: int = 0

    @property
    def total(self) -> int:
        """Everything that fits; an event found by words and by place counts in both."""
        return (
            self.events_total
            + self.placed_total
            + self.actors_total
            + self.statements_total
            + self.sources_total
            + self.documents_total
        )


@router.get("/search", response_class=HTMLResponse)
def search(desk: AtDesk, q: str = "", all: str = "") -> Response:
    """What the case holds for some words; an id or an actor's name leads straight there unless `all` is set."""
    asked = " ".join(q.split())[:_LONGEST]
    if asked and not all:
        straight = _straight(desk.case, asked)
        if straight:
            return RedirectResponse(straight, status_code=303)
    question = is_question(asked)
    answer: Answer | None = desk.case.ask(asked) if question else None
    return desk.page(
        "search.html",
        asked=asked,
        answer=answer,
        hits=hits(desk.case, asked) if words(asked) and not question else Hits(),
        searched=bool(words(asked)) and not question,
        links={
            "events": with_query("/events", {}, q=asked, planned="1"),
            "placed": with_query("/events", {}, place=asked, planned="1"),
            "actors": with_query("/actors", {}, q=asked),
            "statements": with_query("/statements", {}, q=asked),
            "sources": with_query("/sources", {}, q=asked),
            "documents": with_query("/documents", {}, q=asked),
        },
    )


def is_question(text: str) -> bool:
    """Whether words ask something, rather than name it."""
    told = text.casefold().split()
    return text.rstrip().endswith("?") or (len(told) > 2 and told[0] in _ASKING)


def _straight(case: Case, asked: str) -> str:
    """Where an event's id, or the whole name of one actor, leads; empty for anything else."""
    if _ID.fullmatch(asked):
        try:
            return f"/events/{case.event(asked.upper()).id}"
        except NotFound:
            pass
    plain = " ".join(words(asked))
    named = [one for one in case.actor_portion(text=asked, limit=20).rows if plain in _names(one)]
    return with_query(actor_address(named[0].id), {}, searched=asked) if len(named) == 1 else ""


def _names(one: ActorRow) -> set[str]:
    known = load_actors().get(one.id)
    return {" ".join(words(form)) for form in (one.id, one.name, *(known.forms if known else ()))}


def hits(case: Case, asked: str) -> Hits:
    """Everything that holds the words, a few of each kind."""
    worded, placed = EventFilter(text=asked, planned=True), EventFilter(place=asked, planned=True)
    actors = case.actor_portion(text=asked, limit=_SHOWN)
    sayings = case.statement_portion(ToldFilter(text=asked), limit=_SHOWN)
    begun = words(asked)
    sources = [
        one for one in case.sources()
        if all(any(word.startswith(part) for word in words(one.name)) for part in begun)
    ]  # fmt: skip
    pages_total, pages = case.page_rows(asked, limit=_SHOWN)
    return Hits(
        events=tuple(case.page(worded, limit=_SHOWN)),
        events_total=case.tally(worded).total,
        placed=tuple(case.page(placed, limit=_SHOWN)),
        placed_total=case.tally(placed).total,
        actors=tuple(actor_row(one) for one in actors.rows),
        actors_total=actors.total,
        statements=tuple(saying_rows(case, sayings.rows)),
        statements_total=sayings.total,
        sources=tuple((one.name, source_link(one.name), one.items) for one in sources[:_SHOWN]),
        sources_total=len(sources),
        documents=tuple(
            (
                one.title or one.name,
                one.document.uri if "://" in one.document.uri else one.name,
                Span(text=one.text, start=0, end=1) if one.text else None,
            )
            for one in pages
        ),
        documents_total=pages_total,
    )
