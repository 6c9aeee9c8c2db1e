"""Views: what is computed from claims and judgements, shown to people, and never stored as truth.

A view can be dropped and made again. Only event ids outlive it: they are minted once and redirect.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from djeli.decided import Decided
from djeli.records import Claim, Item, Report, Span
from djeli.values import Figure, Party, When, Where
from djeli.vocab import (
    Credibility,
    DisputeKind,
    FigureKind,
    FoldRule,
    Harm,
    Informant,
    Manner,
    Modality,
    Outcome,
    Relation,
    Reliability,
    Role,
    Stance,
    Sum,
)


@dataclass(frozen=True, kw_only=True)
class Account:
    """One report with the claims about it: the unit that links, folds and disputes look at.

    `claims` are grouped by property; `said` are statements of its item that tell of it or stand near it.
    """

    report: Report
    item: Item
    document: str
    claims: Mapping[str, tuple[Claim, ...]]
    family: str = ""  # text family of the item; items of one family are copies
    said: tuple[Claim, ...] = ()
    judged: str = ""  # event type as a person corrected it; empty: the report's own holds

    @property
    def type(self) -> str:
        """Event type, as corrected where a person did so."""
        return self.judged or self.report.type

    @property
    def modality(self) -> Modality:
        """Modality of the occurrence itself, that of the type claim."""
        kinds = self.claims.get("type", ())
        return kinds[0].modality if kinds else Modality.ACTUAL

    def when(self) -> When | None:
        """The first date claimed, or None."""
        found = self.claims.get("when", ())
        return found[0].parsed() if found else None

    def where(self) -> Where | None:
        """The first place claimed, or None."""
        found = self.claims.get("where", ())
        return found[0].parsed() if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One factor of a score: its name, the two values compared, its weight in log-odds, and a sentence."""

    name: str
    left: str
    right: str
    weight: float
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two reports compared. `probability` is of telling one event; `parts` add up to its log-odds."""

    left: str
    right: str
    probability: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Low, best and high of a count, the rule that chose best, why, and the claims it rests on.

    `of` says whose dead (or hurt, or held) these are, where several sides are counted apart; empty: everybody's.
    """

    low: int | None
    best: int | None
    high: int | None
    rule: FoldRule
    reason: str
    claims: tuple[str, ...]
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A party in a role, with the claims that say so."""

    role: Role
    party: Party
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a dispute: value, claims, speakers. A `stale` one was superseded, and is no equal of the others."""

    value: str
    claims: tuple[str, ...]
    speakers: tuple[str, ...]
    stale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Accounts that cannot both be right, side by side; never averaged.

    `independent` says whether the sides rest on different origins; None when that is not known.
    """

    id: str
    event: str
    kind: DisputeKind
    prop: str
    sides: tuple[Side, ...]
    reason: str
    independent: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One reason for a grade. `effect` is +1, 0 or -1: speaks for, neutral, against."""

    name: str
    effect: int
    reason: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Admiralty grade of a source, item or event, with its signals. `overruled_by`: a decision's id, never a name."""

    subject: str
    reliability: Reliability
    credibility: Credibility
    signals: tuple[Signal, ...]
    overruled_by: str = ""

    @property
    def grade(self) -> str:
        """The pair as it is written: "C3"."""
        return f"{self.reliability.value}{self.credibility.value}"


@dataclass(frozen=True, kw_only=True)
class Event:
    """What the accounts of one occurrence add up to, under one rule."""

    id: str
    type: str
    title: str
    reports: tuple[str, ...]
    items: tuple[str, ...]
    documents: tuple[str, ...]
    when: When | None = None
    when_claims: tuple[str, ...] = ()
    where: Where | None = None
    where_claims: tuple[str, ...] = ()
    harm: Mapping[Harm, Estimate] = field(default_factory=dict)
    participants: tuple[Participant, ...] = ()
    modality: Modality = Modality.ACTUAL
    background: bool = False
    origins_held: int = 1  # independent origins whose pages are in the case
    origins_credited: int = 0  # outlets credited whose pages are not
    disputes: tuple[Dispute, ...] = ()
    assessment: Assessment | None = None
    rule: FoldRule = FoldRule.INFORMATIVE
    decisions: tuple[Decided, ...] = ()  # what people decided about it, oldest first


@dataclass(frozen=True, kw_only=True)
class FigureAccount:
    """One claim of a figure or a relation with the item that makes it: what these are folded from."""

    claim: Claim
    item: Item
    document: str
    family: str = ""  # text family of the item; items of one family are copies


@dataclass(frozen=True, kw_only=True)
class FigureView:
    """One figure, however often it is told: in two paragraphs, in copies, rounded, by several voices.

    `figure` is the firmest telling of it, `when` the time its words give, `first` and `last` the ISO days of the pages
    that tell it (empty: unknown). `voices` are named for people; `texts` counts text families, so that copies count
    once. `reasons` say why tellings that differ are one figure, or why it doesn't contradict another; `stale` says by
    what it was superseded.
    """

    id: str
    figure: Figure
    when: When | None
    first: str
    last: str
    claims: tuple[str, ...]
    voices: tuple[str, ...]
    items: tuple[str, ...]
    texts: int
    denied_by: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()  # claims that deny it
    reasons: tuple[str, ...] = ()
    stale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Figures of one question at different times, in their order: force sizes, the displaced, polls of one pollster.

    `figures` are ids of views, `days` the ISO day each speaks of (the first of a longer time).
    """

    id: str
    kind: FigureKind
    holder: str
    question: str
    figures: tuple[str, ...]
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A comparison held against its own numbers; `sentence` shows the sum."""

    figure: str
    factor: float | None
    left: float | None
    right: float | None
    sum: Sum
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A pledge or ultimatum and what became of it, and why; `deadline` is an ISO date or the words."""

    figure: str
    kind: FigureKind
    holder: str
    to: str
    what: str
    deadline: str
    outcome: Outcome
    sentence: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Figures:
    """All figures of a case, folded."""

    figures: tuple[FigureView, ...] = ()
    series: tuple[Series, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Said:
    """One statement, however many copies tell it.

    `claims` are the claims that tell it, the fullest first; `items`, `documents` and `spans` go with them one by one.
    `speaker` is named for people; `actor` an id of the actor table or empty. `role` and `organisation` are the office
    and the body spoken for on that page, `via` who passed it on, `addressee` who was told. `first` and `last` are the
    ISO days of the pages (empty: unknown). `reports` and `events` are what it is about. Copies count once in `texts`.
    `stale` says by what the same speaker superseded it.
    """

    id: str
    claims: tuple[str, ...]
    items: tuple[str, ...]
    documents: tuple[str, ...]
    spans: tuple[tuple[Span, ...], ...]
    speaker: str
    actor: str
    role: str
    organisation: str
    informant: Informant
    via: str
    addressee: str
    stance: Stance
    manner: Manner
    words: str
    first: str
    last: str
    reports: tuple[str, ...]
    events: tuple[str, ...]
    texts: int
    disputes: tuple[Dispute, ...] = ()
    stale: str = ""


@dataclass(frozen=True, kw_only=True)
class Bond:
    """One relation between two actors, however often it is told.

    `subject` and `other` are ids of the actor table or `name:…` keys, `other` empty where no other end is told. `when`
    is the finest time told, `over` that the last who tell it tell it as past, `denied` that nobody but deniers tells
    it. Copies count once in `texts`; `speakers` are named for people. `stale` says by what it was superseded.
    """

    id: str
    relation: Relation
    subject: str
    subject_name: str
    other: str
    other_name: str
    role: str = ""
    count: int | None = None
    when: When | None = None
    over: bool = False
    denied: bool = False
    claims: tuple[str, ...]
    denials: tuple[str, ...] = ()
    items: tuple[str, ...]
    texts: int
    speakers: tuple[str, ...]
    disputes: tuple[Dispute, ...] = ()
    stale: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a case, mission or measure, with claims for and against; `other` took it (id, `name:…` or empty)."""

    relation: Relation
    other: str = ""
    other_name: str = ""
    role: str = ""
    count: int | None = None
    when: When | None = None
    over: bool = False
    denied: bool = False
    claims: tuple[str, ...]
    denials: tuple[str, ...] = ()
    disputes: tuple[Dispute, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Chain:
    """A case at law: the steps against one person or body, by day; undated ones where cases have them."""

    subject: str
    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class Mission:
    """A mission or operation: its mandates, extensions and end, who gives people, which states consent or refuse."""

    subject: str
    name: str
    mandates: tuple[Step, ...] = ()
    extensions: tuple[Step, ...] = ()
    ends: tuple[Step, ...] = ()
    participants: tuple[Step, ...] = ()
    hosts: tuple[Step, ...] = ()
    start: dt.date | None = None  # first day told of a mandate
    until: dt.date | None = None  # last day told: its end, or else the end of the last extension


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A legal measure of one authority against one target; `since` and `until` are days told, None where none is."""

    target: str
    name: str
    authority: str
    authority_name: str
    kind: str
    since: When | None = None
    until: dt.date | None = None
    over: bool = False
    steps: tuple[Step, ...]
