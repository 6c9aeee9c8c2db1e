"""What changed as its page shows it: groups one does the same about, each row with its event and its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from djeli import phrases, wording
from djeli.desk.changes import Cause, Changes, Contested, EventChange, Gone, Revised, Taken
from djeli.listing import Month
from djeli.views import Event
from djeli.vocab import Harm
from djeli.web.desk import read_url, with_query
from djeli.web.draw import months

MOST = 40
"""Rows of one group that a page shows; the command line lists all."""
_CAUSES, _NAMES = 3, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """Why something is otherwise: who says so or what was decided, the words, and where they stand."""

    text: str
    quote: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that is otherwise: what it was and is, and why."""

    about: str
    was: str
    now: str
    causes: tuple[Because, ...] = ()
    warned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One event, decision or page; `link` opens it."""

    title: str
    link: str
    note: str = ""
    lines: tuple[Line, ...] = ()
    grade: str = ""
    disputed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows one does the same about, as many as a page shows, and how many more there are."""

    name: str
    title: str
    help: str
    rows: tuple[Row, ...]
    total: int
    folded: bool = False

    @property
    def more(self) -> int:
        """Rows that the page leaves out."""
        return self.total - len(self.rows)


def groups(found: Changes) -> list[Group]:
    """All that is otherwise, in the order a briefing reads it."""
    listed = (
        _of("new", "New events", "open them", [one for one in found.new if not one.passing], _new),
        _of("revised", "Revised", "change what you published", found.revised, _revised),
        _of("disputed", "Newly disputed", "never give one side alone", found.disputed, _disputed),
        _of("settled", "No longer disputed", "see why on the event’s page", found.settled, _settled),
        _of("confirmed", "Confirmed by a second independent origin", "the grade may have risen", found.confirmed,
            _confirmed),
        _of("merged", "Merged", "old ids go on working", found.merged, _merged),
        _of("split", "Split off", "old ids go on working", [one for one in found.split if one not in found.new],
            _split),
        _of("more", "Told by more pages, and nothing else about it changed", "nothing, as a rule", _more(found), _new),
        _of("gone", "No more", "links to them still lead somewhere, or say why not", found.gone, _gone),
        _of("decisions", "Decisions", "read them to each other", found.decisions, _taken),
        _of("withdrawn", "Withdrawn", "take it out of what you handed on", found.withdrawn,
            lambda one: Row(title=one, link="/documents#withdrawn")),
        _of("passing", "Only mentioned in passing", "nothing, as a rule", [one for one in found.new if one.passing],
            _new, folded=True),
        _of("pages", "Pages read", "read them", found.pages, _page, folded=True),
    )  # fmt: skip
    return [one for one in listed if one.total]


def timeline(found: Changes) -> Markup:
    """New and changed events by the month they began: what time the news is of."""
    events = [one.event for one in (*found.new, *found.changed)]
    listed: dict[str, list[Event]] = {}
    for event in events:
        if event.when is not None:
            listed.setdefault(event.when.start.isoformat()[:7], []).append(event)
    counted = [
        Month(month=month, events=len(some), disputed=sum(bool(one.disputes) for one in some), killed=_killed(some))
        for month, some in sorted(listed.items())
    ]
    return months.svg(counted, lambda first, last: with_query("/events", {}, since=first, until=last))


def _killed(events: Iterable[Event]) -> int:
    return sum(one.harm[Harm.KILLED].best or 0 for one in events if Harm.KILLED in one.harm)


def _of[T](
    name: str, title: str, help: str, rows: Sequence[T], shown: Callable[[T], Row], *, folded: bool = False
) -> Group:
    return Group(
        name=name,
        title=title,
        help=help,
        rows=tuple(shown(one) for one in rows[:MOST]),
        total=len(rows),
        folded=folded,
    )


def _more(found: Changes) -> list[EventChange]:
    return [one for one in found.changed if one.pages and not one.revised and not one.disputed and not one.confirmed]


def _event(one: EventChange, *lines: Line, note: str = "") -> Row:
    event = one.event
    told = (phrases.where(event.where), phrases.when(event.when), note)
    return Row(
        title=event.title,
        link=f"/events/{event.id}",
        note=" · ".join(part for part in told if part),
        lines=lines,
        grade=event.assessment.grade if event.assessment else "",
        disputed=bool(event.disputes),
    )


def _new(one: EventChange) -> Row:
    tolls = [f"{harm.value} {told}" for harm in Harm if (told := phrases.estimate(one.event.harm.get(harm)))]
    parts = [*tolls[:1], f"origins {phrases.origins(one.event)}"]
    if one.split_from:
        parts.append(f"split off from {', '.join(one.split_from)}")
    lines = [Line(about="told by", was="", now="", causes=_causes(one.pages))] if one.pages else []
    return _event(one, *lines, note=" · ".join(parts))


def _revised(one: EventChange) -> Row:
    return _event(one, *(_value(each) for each in one.revised))


def _value(one: Revised) -> Line:
    if one.came or one.left:
        came = f"now also {_few(one.came)}" if one.came else ""
        left = f"no longer {_few(one.left)}" if one.left else ""
        told = "; ".join(part for part in (came, left) if part)
        return Line(about=one.about, was="", now=told, causes=_causes(one.because))
    return Line(about=one.about, was=one.was, now=one.now, causes=_causes(one.because))


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMES} more" if len(names) > _NAMES else ""
    return ", ".join(names[:_NAMES]) + more


def _disputed(one: EventChange) -> Row:
    return _event(one, *_contests(one.disputed, warned=True))


def _settled(one: EventChange) -> Row:
    return _event(one, *_contests(one.settled, warned=False))


def _contests(found: Iterable[Contested], *, warned: bool) -> Iterator[Line]:
    for one in found:
        yield Line(about=wording.DISPUTES[one.kind], was="", now=one.reason, warned=warned)


def _confirmed(one: EventChange) -> Row:
    now = one.event.assessment.grade if one.event.assessment else ""
    lines = [Line(about="independent origins", was=str(one.origins_before), now=str(one.event.origins_held),
                  causes=_causes(one.pages))]  # fmt: skip
    if now != one.grade_before:
        lines.append(Line(about="grade", was=one.grade_before, now=now))
    return _event(one, *lines)


def _merged(one: EventChange) -> Row:
    return _event(one, Line(about="was", was="", now=", ".join(one.before)))


def _split(one: EventChange) -> Row:
    return _event(one, Line(about="its reports stood in", was="", now=", ".join(one.split_from)))


def _gone(one: Gone) -> Row:
    link = f"/events/{one.now}" if one.now else ""
    return Row(title=f"{one.event} {one.title}", link=link, note=f"{one.where} · {one.when} · {one.reason}")


def _taken(one: Taken) -> Row:
    why = f": {one.why}" if one.why else ""
    return Row(title=one.text, link="/history", note=f"about {one.about} · {one.by}, {one.at[:10]}{why}")


def _page(one: Cause) -> Row:
    link = f"/read/{one.span.text}" if one.span else ""
    return Row(title=one.quote or one.text, link=link, note=one.text if one.quote else "")


def _causes(found: Sequence[Cause]) -> tuple[Because, ...]:
    shown = found[:_CAUSES]
    listed = [Because(text=one.text, quote=one.quote, link=_link(one)) for one in shown]
    if len(found) > _CAUSES:
        listed.append(Because(text=f"and {len(found) - _CAUSES} more", quote="", link=""))
    return tuple(listed)


def _link(one: Cause) -> str:
    """Where the words stand; of a cause without words the page, and nothing of a decision."""
    if one.span is None:
        return ""
    return read_url(one.span) if one.quote else f"/read/{one.span.text}"
