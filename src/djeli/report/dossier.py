"""What a report is made from: the ledger's views for one question, each value with its words, who says so, and where.

The ledger fills it through the façade, hides whom the audience may not read of, and hands it over; reports read nothing
else.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from djeli.records import Span
from djeli.views import Bond, Chain, Comparison, Dispute, Event, FigureView, Promise
from djeli.vocab import EventRelation, Manner, Modality, Phase, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An item as notes name it. `grade` is the item's Admiralty grade or empty, `short` whether it tells one story."""

    item: str
    outlet: str
    title: str
    published: str
    uri: str
    grade: str = ""
    language: str = ""
    family: str = ""
    short: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim that can be read without the case at hand.

    `words` are the exact words of its spans, `name` the same made fit for a sentence (private persons hidden, a pronoun
    by its name), `passage` the sentences they stand in: `[start, end)` of text `text`. `voice` is who says it, hidden
    if private, empty for the page's own voice; `voice_key` the actor's id, or the name.
    """

    claim: str
    report: str
    prop: str
    value: Any
    name: str
    words: str
    passage: str
    text: str
    start: int
    end: int
    spans: tuple[Span, ...]
    page: Page
    voice: str = ""
    voice_key: str = ""
    voice_at: Span | None = None
    stance: Stance = Stance.ASSERTS
    modality: Modality = Modality.ACTUAL
    phase: Phase = Phase.NONE
    manner: Manner = Manner.INDIRECT
    background: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """An event that this one is told to stand to."""

    relation: EventRelation
    back: bool
    denied: bool
    event: str
    title: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class File:
    """One event with what a report may say of it; compared by identity, so that what is read out of it can be kept.

    `oldest` and `newest` are the ISO days of its first and last page, empty when undated.
    """

    event: Event
    told: tuple[Told, ...]
    said: tuple[Told, ...] = ()
    origins: tuple[str, ...] = ()
    credited: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()
    newest: str = ""
    oldest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """A relation of two actors with its tellings."""

    bond: Bond
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure that is no toll of one event, with its tellings."""

    view: FigureView
    told: tuple[Told, ...]
    disputes: tuple[Dispute, ...] = ()
    comparison: Comparison | None = None
    promise: Promise | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher of the case with its grade and the reasons for it; `items` 0: only credited by others."""

    name: str
    known: str
    items: int
    credited: int
    grade: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What the actor table says, as a clause without its time; the page it was read on, or "unreferenced"."""

    sentence: str
    date: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor of the case: what the table knows apart from what reports say."""

    id: str
    name: str
    kind: str
    role: str = ""
    countries: tuple[str, ...] = ()
    events: tuple[tuple[str, str], ...] = ()  # ids of events with the role there
    statements: int = 0
    aliases: tuple[str, ...] = ()
    note: str = ""
    reference: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the report is about; days are ISO, empty ones set no bound. `place` is a country's name."""

    form: str = ""
    country: str = ""
    place: str = ""
    since: str = ""
    until: str = ""
    event: str = ""
    actor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything one report is made from. `known` is the day of the newest capture,
    `note` for whom it is and what was held back.
    """

    case: str
    audience: str
    asked: Asked
    known: dt.date | None = None
    documents: int = 0
    items: int = 0
    files: tuple[File, ...] = ()
    ties: tuple[Tied, ...] = ()
    chains: tuple[Chain, ...] = ()
    figures: tuple[Counted, ...] = ()
    sources: tuple[Source, ...] = ()
    actors: tuple[Actor, ...] = ()
    said: tuple[Told, ...] = ()
    about: tuple[Told, ...] = ()
    note: str = ""
