"""Who said what: each statement once however many copies tell it, with its words, its page and what came after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from djeli.cited import CitedSaying
from djeli.ledger import Case
from djeli.ledger.asking import ToldFilter
from djeli.records import Span
from djeli.views import Event
from djeli.vocab import Manner, Stance
from djeli.web.desk import AtDesk
from djeli.web.leaves import Leaves, leaves, once

router = APIRouter(include_in_schema=False)
NAMES = {
    "q": "words",
    "speaker": "said by",
    "stance": "how",
    "actor": "by or about",
    "event": "of the event",
    "since": "page from",
    "until": "page to",
}
STANCES = {
    Stance.ASSERTS: "says",
    Stance.DENIES: "denies",
    Stance.CONFIRMS: "confirms",
    Stance.ACCUSES: "accuses",
    Stance.CLAIMS_RESPONSIBILITY: "claims responsibility",
    Stance.CONDEMNS: "condemns",
    Stance.PREDICTS: "predicts",
    Stance.PROMISES: "promises",
    Stance.CALLS_FOR: "calls for",
}
MANNERS = {Manner.DIRECT: "in its own words", Manner.INDIRECT: "as the page tells it", Manner.MIXED: "partly quoted"}
_PER_PAGE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One statement as the page shows it. `office` is the speaker's role and body, `answers` the events it tells of."""

    id: str
    speaker: str
    address: str
    private: bool
    office: str
    stance: str
    denies: bool
    manner: str
    via: str
    addressee: str
    words: str
    passage: str
    span: Span
    pages: tuple[str, ...]
    copies: str
    date: str
    answers: tuple[Event, ...]
    stale: str
    disputes: tuple[str, ...]


@router.get("/statements", response_class=HTMLResponse)
def statements(desk: AtDesk) -> HTMLResponse:
    """Statements page by page, newest page first."""
    wish = leaves("/statements", desk.request.query_params, NAMES, per_page=_PER_PAGE)
    found = desk.case.statement_portion(wanted(wish), offset=wish.offset, limit=_PER_PAGE)
    return desk.page(
        "statements.html",
        wish=wish,
        found=found,
        rows=rows(desk.case, found.rows),
        chosen=wish.chosen({"stance": stance_name}),
        facets=[
            ("How it is said", wish.choices("stance", found.facets["stance"], stance_name)),
            ("Who speaks most", wish.choices("speaker", found.facets["speaker"], str)),
        ],
        stances=[(one.value, words) for one, words in STANCES.items()],
    )


def wanted(wish: Leaves) -> ToldFilter:
    """The ledger's filter for the filters of an address."""
    return ToldFilter(
        who=wish.get("speaker"), kind=wish.get("stance"), event=wish.get("event"), actor=wish.get("actor"),
        since=wish.get("since"), until=wish.get("until"), text=wish.get("q"),
    )  # fmt: skip


def rows(case: Case, found: Iterable[CitedSaying]) -> list[Row]:
    """Statements with the titles of the events they tell of."""
    told = list(found)
    events = case.titles([event for one in told for event in one.said.events])
    return [row(one, events) for one in told]


def row(one: CitedSaying, events: Mapping[str, Event]) -> Row:
    """A statement by its fullest telling."""
    said, first = one.said, one.first
    pages = once([each.page for each in one.told])
    return Row(
        id=said.id,
        speaker=said.speaker,
        address=f"/actors/{quote(said.actor)}" if said.actor else "",
        private=first.private,
        office=", ".join(part for part in (said.role, said.organisation) if part and part not in said.speaker),
        stance=STANCES[said.stance],
        denies=said.stance is Stance.DENIES,
        manner=MANNERS[said.manner],
        via=said.via,
        addressee=said.addressee,
        words=first.quote,
        passage=first.passage if first.passage != first.quote else "",
        span=first.claim.spans[0],
        pages=tuple(pages),
        copies=_copies(len(pages), said.texts),
        date=said.first,
        answers=tuple(events[name] for name in said.events if name in events),
        stale=said.stale,
        disputes=tuple(" / ".join(side.value for side in dispute.sides) for dispute in said.disputes),
    )


def _copies(pages: int, texts: int) -> str:
    """How many pages tell it, and how many of them in a text of their own; empty for one."""
    if pages < 2:
        return ""
    return f"{pages} pages tell it, in {texts} different text{'' if texts == 1 else 's'}"


def stance_name(stance: str) -> str:
    """A stance in one plain verb."""
    return STANCES[Stance(stance)] if stance in set(Stance) else stance.replace("_", " ")
