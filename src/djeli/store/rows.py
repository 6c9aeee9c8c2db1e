"""What is handed to a store and got from it beside the records: files, failures, derived rows, filters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from djeli.views import Assessment, Event, Link, Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Bytes kept in the case: a file as it came, container or not.

    `media_type` is what the bytes show; `declared` what the server said, with its charset.
    """

    id: str
    media_type: str
    size: int
    declared: str = ""
    host: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input, or a member of one, that could not be read."""

    original: str
    place: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Who published an item, and how that is known; when, as far as that is told; whom it credits.

    `outlet` is one key for all names of an outlet; `credits` are such keys with the names that stand there.
    """

    publisher: str
    basis: str
    outlet: str
    day: str = ""
    credits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """A publisher whose pages tell of an event: whether no other's do, and whether its words are a side there."""

    publisher: str
    event: str
    alone: bool
    sided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A document whose content was taken out: its SHA-256, why, by whom and when (ISO, UTC).

    `events` are ids of events that it told of then, `texts` those of its texts: whoever follows an old address is told.
    """

    document: str
    reason: str
    by: str
    at: str
    events: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """What was written, for whom, where to and when (ISO, UTC)."""

    form: str
    audience: str
    place: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeRow:
    """A dispute of an event: the `place` it has there, when the event began, and words of all that is told of it.

    The words are in plain form, each after a space, so that one may be looked for by its beginning.
    """

    id: str
    event: str
    place: int
    start: str
    kind: str
    words: str


class Telling(NamedTuple):
    """A claim that tells a statement: where it stands, the ISO day of the page, and the words said."""

    claim: str
    item: str
    document: str
    day: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SayingRow:
    """A statement as a list has it: `key` stands for whoever makes it, `last` is the day of the last page.

    `actors`, `voices` and `events` hold ids of actors, plain words of who speaks and ids of events, with a space before
    and after each. `quotes` and `told` are plain words of what was said, and of the sentences around it; `body` is the
    whole as text.
    """

    number: int
    key: str
    last: str
    id: str
    stance: str
    speaker: str
    actors: str
    voices: str
    events: str
    body: str
    quotes: str
    told: str
    tellings: Sequence[Telling]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """One who takes part in an event, a statement or a relation: `subject` is the event, or the claim in `item`.

    `key` is an id of the actor table, or a name in plain words; `kind` that of a party outside the table, `name` as a
    page writes it, where a relation shows it to be a body's.
    """

    key: str
    of: str
    subject: str
    kind: str = ""
    name: str = ""
    item: str = ""


class PersonRow(NamedTuple):
    """A person as a claim names one: `plain` is the name in plain words, `reason` why the label was given."""

    claim: str
    plain: str
    name: str
    label: str
    role: str
    organisation: str
    reason: str


class Counted(NamedTuple):
    """In how many events, statements and relations somebody takes part."""

    events: int = 0
    statements: int = 0
    relations: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SayingFilter:
    """What statements may be filtered by; empty fields do not filter.

    `who` and `about` are ids and plain written forms of one actor: who speaks; who speaks or is named in what is
    said. Days are ISO, of pages; `words` are plain words, or how such begin.
    """

    stance: str = ""
    event: str = ""
    who: Sequence[str] = ()
    about: Sequence[str] = ()
    since: str = ""
    until: str = ""
    words: Sequence[str] = ()


class Spoken(NamedTuple):
    """Statements; and of each stance and each speaker how many there are, commonest first."""

    rows: Sequence[Said]
    stances: Mapping[str, int]
    speakers: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An item that events are computed from: where it stands, and what else of it a later change needs.

    `source` and `outlet` are the names a decision about its publisher would go by (see `djeli.assess.overrule`), `site`
    and `described` what bursts are told by, `names` those in it that nothing else knows. `printed` is for lists of
    publishers only, and not read again.
    """

    item: str
    document: str
    source: str = ""
    outlet: str = ""
    site: str = ""
    day: str = ""
    described: bool = False
    names: tuple[str, ...] = ()
    printed: Printed | None = None


class Chance(NamedTuple):
    """A pair of reports that linking scored."""

    left: str
    right: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A question to people: `event` is the event it is about, `other` the second one, `body` the whole as text."""

    id: str
    kind: str
    risk: float
    event: str = ""
    other: str = ""
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Everything computed from the kept rows, written in one go."""

    events: Sequence[Event]
    links: Sequence[Link]
    families: Mapping[str, tuple[str, float]]  # item id -> family, containment in the family's first text
    assessments: Sequence[Assessment]
    words: Mapping[str, str]  # event id -> words to search
    recipe: str = ""  # settings and version they were computed with
    pages: Sequence[Page] = ()
    groups: Sequence[Sequence[str]] = ()  # of linking, before reports are left out that tell of no event
    heirs: Mapping[str, str] = field(default_factory=dict)  # report no reading finds any more -> report in its place
    bodies: Mapping[str, bytes] = field(default_factory=dict)  # arrays by name
    tasks: Sequence[TaskRow] = ()
    tellers: Sequence[Teller] = ()
    disputes: Sequence[DisputeRow] = ()
    sayings: Sequence[SayingRow] = ()
    parts: Sequence[PartRow] = ()
    persons: Sequence[PersonRow] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Derived rows that become others; all that is not named stays. Rows of events that are gone, or are written anew,
    go with them.
    """

    gone: Collection[str] = ()  # ids of events
    events: Sequence[Event] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    assessments: Sequence[Assessment] = ()
    groups: Sequence[Sequence[str]] = ()  # whose reports stood in other groups, or in none
    pages: Sequence[Page] = ()
    families: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    links: Sequence[Link] = ()
    unlinked: Collection[tuple[str, str]] = ()  # pairs that have no link any more
    bodies: Mapping[str, bytes] = field(default_factory=dict)
    tasks: Sequence[TaskRow] = ()
    tellers: Sequence[Teller] = ()
    disputes: Sequence[DisputeRow] = ()
    sayings: Sequence[SayingRow] = ()  # that are new or otherwise
    parts: Sequence[PartRow] = ()  # of events that are written anew, and of claims
    persons: Sequence[PersonRow] = ()
    unsaid: Collection[int] = ()  # numbers of statements that are no more
    asked: Collection[str] = ()  # events whose questions are these now; an empty name: those that hang on none


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFilter:
    """What open questions may be filtered by; empty fields do not filter, `only` does where it is not None."""

    kinds: Collection[str] = ()
    country: str = ""
    events: Collection[str] = ()
    only: Collection[str] | None = None
    without: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFilter:
    """What disputes of events may be filtered by: their kind; words in plain form, or how such begin, all of them."""

    kind: str = ""
    words: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """What `events` may be filtered by; empty fields do not filter. Dates are ISO days, compared by overlap."""

    country: str = ""
    place: str = ""
    actor: str = ""
    type: str = ""
    since: str = ""
    until: str = ""
    text: str = ""
    disputed: bool = False
    planned: bool = False  # also what did not happen: planned, threatened, negated
    background: bool = True
    several: bool = False  # only with more than one independent origin
    grade: str = ""
    box: tuple[float, float, float, float] | None = None  # west, south, east, north in degrees
