"""What changed since a moment, as a morning briefing reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from djeli import phrases
from djeli.cli.console import opened, out, show_json, words
from djeli.cli.fill import CaseOption, JsonOption
from djeli.desk.changes import Cause, Changes, Contested, EventChange, Gone, Revised, Taken
from djeli.vocab import Harm
from djeli.wording import DISPUTES

_EVENTS, _PAGES, _CAUSES, _PASSING = 25, 12, 2, 8
"""Lines of a group, pages, reasons of one value, and events in passing that a screen shows; --json has all."""


def changes(
    since: Annotated[
        str, typer.Option("--since", help="2026-11-20, yesterday, 24h, 7d, entry:41, or the name of a release.")
    ] = "yesterday",
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """What is otherwise than it was: new, revised, disputed, confirmed, merged and split events; decisions taken."""
    with opened(case) as opened_case:
        found = opened_case.changes(since)
    if as_json:
        show_json(found)
        return
    out.print(briefing(found))


def briefing(found: Changes) -> RenderableType:
    """The whole answer."""
    return Group(*_head(found), *_body(found), *(words(note, "dim") for note in found.notes))


def _head(found: Changes) -> Iterator[Text]:
    then = f"entry {found.entry}" if found.entry else "before the first entry"
    asked = found.since if found.since == then else f"{found.since} ({then})"
    yield words(f"Since {asked}, until entry {found.until} of {found.until_at[:16].replace('T', ' ')} UTC", "bold")
    passing = sum(one.passing for one in found.new)
    counts = (
        (len(found.pages), "page read", "pages read"),
        (len(found.new) - passing, "new event", "new events"),
        (passing, "only mentioned in passing", "only mentioned in passing"),
        (len(found.revised), "revised", "revised"),
        (len(found.disputed), "newly disputed", "newly disputed"),
        (len(found.confirmed), "confirmed by a second origin", "confirmed by a second origin"),
        (len(found.decisions), "decision", "decisions"),
    )
    told = [f"{n:,} {one if n == 1 else many}" for n, one, many in counts if n]
    yield words(" · ".join(told) or "Nothing is otherwise than it was then.")


def _body(found: Changes) -> Iterator[RenderableType]:
    yield from _group("New events", [one for one in found.new if not one.passing], _new)
    yield from _passing([one for one in found.new if one.passing])
    yield from _group("Revised", found.revised, _revised)
    yield from _group("Newly disputed", found.disputed, lambda one: _contested(one, one.disputed, "⚠"))
    yield from _group("No longer disputed", found.settled, lambda one: _contested(one, one.settled, "·"))
    yield from _group("Confirmed by a second independent origin", found.confirmed, _confirmed)
    yield from _group("Merged", found.merged, _merged)
    yield from _group("Split off", [one for one in found.split if one not in found.new], _split)
    more = [one for one in found.changed if one.pages and not one.revised and not one.disputed and not one.confirmed]
    yield from _group("Told by more pages, and nothing else about it changed", more, _more)
    yield from _group("No more", found.gone, _gone)
    yield from _group("Decisions", found.decisions, _taken)
    yield from _group("Withdrawn", found.withdrawn, lambda one: [words(f"  {one}")])
    yield from _group("Pages read", found.pages, _page, most=_PAGES)
    yield Text()


def _group[T](title: str, rows: Sequence[T], draw: object, *, most: int = _EVENTS) -> Iterator[RenderableType]:
    if not rows:
        return
    yield Text()
    yield words(f"{title} ({len(rows):,})", "bold")
    for one in rows[:most]:
        yield from draw(one)  # type: ignore[operator]
    if len(rows) > most:
        yield words(f"  and {len(rows) - most:,} more: --json lists all", "dim")


def _passing(rows: Sequence[EventChange]) -> Iterator[RenderableType]:
    if not rows:
        return
    listed = ", ".join(f"{one.event.id} {one.event.title}" for one in rows[:_PASSING])
    more = f" and {len(rows) - _PASSING:,} more" if len(rows) > _PASSING else ""
    yield Text()
    yield words(f"Only mentioned in passing ({len(rows):,})", "bold")
    yield Padding(words(listed + more, "dim"), (0, 0, 0, 2))


def _line(one: EventChange) -> RenderableType:
    event = one.event
    title = event.title
    parts = [] if event.where is None else phrases.where(event.where).split(", ")
    rest = ", ".join(part for part in parts if part.removeprefix("near ").casefold() not in title.casefold())
    place = "place not stated" if event.where is None else rest
    told = " · ".join(part for part in (title, place, phrases.when(event.when)) if part)
    return Padding(words(event.id, "bold") + words(f"  {told}"), (0, 0, 0, 2))


def _toll(one: EventChange) -> str:
    for harm in Harm:
        told = phrases.estimate(one.event.harm.get(harm))
        if told:
            return f"{harm.value} {told}"
    return ""


def _new(one: EventChange) -> Iterator[RenderableType]:
    yield _line(one)
    event = one.event
    parts = [_toll(one), "⚠ disputed" if event.disputes else "", f"origins {phrases.origins(event)}"]
    parts += [f"grade {event.assessment.grade}" if event.assessment else "", _named(one.pages)]
    parts += [f"split off from {', '.join(one.split_from)}" if one.split_from else ""]
    yield Padding(words(" · ".join(part for part in parts if part), "dim"), (0, 0, 0, 8))


def _named(pages: Sequence[Cause]) -> str:
    if not pages:
        return ""
    names = list(dict.fromkeys(one.page for one in pages))
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"told by {names[0]}{more}"


def _revised(one: EventChange) -> Iterator[RenderableType]:
    yield _line(one)
    for value in one.revised:
        yield Padding(words(f"{value.about}: ") + words(_turned(value), "bold"), (0, 0, 0, 8))
        for cause in value.because[:_CAUSES]:
            quote = f"“{phrases.clip(cause.quote, 90)}” " if cause.quote else ""
            yield Padding(words(f"because {quote}{cause.text}", "dim"), (0, 0, 0, 10))


def _turned(value: Revised) -> str:
    if not value.came and not value.left:
        return f"{value.was} → {value.now}"
    came = f"now also {_few(value.came)}" if value.came else ""
    left = f"no longer {_few(value.left)}" if value.left else ""
    return "; ".join(part for part in (came, left) if part)


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return ", ".join(names[:4]) + more


def _contested(one: EventChange, told: Iterable[Contested], mark: str) -> Iterator[RenderableType]:
    yield _line(one)
    for each in told:
        yield Padding(words(f"{mark} {DISPUTES[each.kind]}: {each.reason}", "yellow"), (0, 0, 0, 8))


def _confirmed(one: EventChange) -> Iterator[RenderableType]:
    yield _line(one)
    now = one.event.assessment.grade if one.event.assessment else ""
    grade = f" · grade {one.grade_before} → {now}" if now != one.grade_before else ""
    told = f"{one.origins_before} → {one.event.origins_held} independent origins{grade}"
    pages = _named(one.pages).replace("told by", "now also told by")
    yield Padding(words(" · ".join(part for part in (told, pages) if part), "dim"), (0, 0, 0, 8))


def _merged(one: EventChange) -> Iterator[RenderableType]:
    yield _line(one)
    yield Padding(words(f"was {', '.join(one.before)}", "dim"), (0, 0, 0, 8))


def _split(one: EventChange) -> Iterator[RenderableType]:
    yield _line(one)
    yield Padding(words(f"its reports stood in {', '.join(one.split_from)}", "dim"), (0, 0, 0, 8))


def _more(one: EventChange) -> Iterator[RenderableType]:
    yield _line(one)
    yield Padding(words(_named(one.pages), "dim"), (0, 0, 0, 8))


def _gone(one: Gone) -> Iterator[RenderableType]:
    told = words(one.event, "bold") + words(f"  {one.title} · {one.where} · {one.when}: {one.reason}")
    yield Padding(told, (0, 0, 0, 2))


def _taken(one: Taken) -> Iterator[RenderableType]:
    why = f" ({one.why})" if one.why else ""
    yield Padding(words(f"{one.at[:10]} {one.by}, about {one.about}: {one.text}{why}"), (0, 0, 0, 2))


def _page(one: Cause) -> Iterator[RenderableType]:
    title = f": {phrases.clip(one.quote, 70)}" if one.quote else ""
    yield words(f"  {one.text}{title}")
