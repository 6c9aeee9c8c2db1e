"""Commands about who says what: claims, figures, and the tables both are shown in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from djeli import phrases, wording
from djeli.cited import Cited, CitedFigure, CitedSaying
from djeli.cli.console import opened, out, show_json, words
from djeli.cli.eventpage import quoted
from djeli.cli.fill import CaseOption, JsonOption
from djeli.viewcodec import plain
from djeli.views import Said


def asked(filters: dict[str, str]) -> str:
    """The filters of a list in words."""
    return ", ".join(f"{name} {value}" for name, value in filters.items() if value) or "all"


def statements(told: Sequence[CitedSaying]) -> Table:
    """Statements, one row each: date, speaker and stance, words, pages, events; then what disputes or supersedes it."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for width in (10, 22, 36, 17, 4):
        table.add_column(width=width, overflow="fold")
    for one in told:
        said = one.said
        stance = phrases.STANCES[said.stance].removesuffix(" by")
        pages = list(dict.fromkeys(each.page for each in one.told))
        more = f" and {len(pages) - 1} more" if len(pages) > 1 else ""
        private = " (private)" if one.first.private else ""
        via = f", via {said.via}" if said.via else ""
        table.add_row(
            words(said.first or "undated"),
            words(f"{said.speaker}{private}{via}: {stance}"),
            words(quoted(one.first.read, 200), "italic"),
            words(f"{pages[0]}{more}", "dim"),
            words("\n".join(said.events[:3])),
        )
        for note in _sayings_notes(said):
            table.add_row(Text(), Text(), words(note, "yellow"), Text(), Text())
    return table


def _sayings_notes(said: Said) -> Iterator[str]:
    if said.stale:
        yield f"superseded: {said.stale}"
    for dispute in said.disputes:
        yield f"⚠ {dispute.kind.value}: {' / '.join(side.value for side in dispute.sides)}"


def most_first(found: Sequence[CitedSaying]) -> list[CitedSaying]:
    """Statements whose speaker says most first, those of one speaker in order."""
    often = Counter(one.said.speaker.casefold() for one in found)

    def order(one: CitedSaying) -> tuple[int, str, int]:
        name = one.said.speaker.casefold()
        return -often[name], name, one.first.claim.spans[0].start

    return sorted(found, key=order)


def saying_json(one: CitedSaying) -> dict[str, Any]:
    """A statement for programs: its fullest telling, and every page that tells it."""
    said = one.said
    told = {"first": said.first, "last": said.last, "texts": said.texts, "stale": said.stale}
    shown = statement_json(one.first) | {"events": list(said.events), "disputes": plain(said.disputes)} | told
    return shown | {"told": [statement_json(each) for each in one.told]}


def statement_json(one: Cited) -> dict[str, Any]:
    """A cited claim for programs: who, stance, value, words, page."""
    claim = one.claim
    return {
        "claim": claim.id,
        "speaker": plain(claim.speaker),
        "private": one.private,
        "stance": claim.stance.value,
        "modality": claim.modality.value,
        "value": plain(one.value),
        "valid": plain(claim.valid),
        "quote": one.quote,
        "passage": one.passage,
        "spans": plain(claim.spans),
        "events": list(one.events),
        "item": claim.item,
        "published": one.published,
        "page": one.page,
        "document": one.document,
        "uri": one.uri,
    }


def claims(
    case: CaseOption = None,
    speaker: Annotated[str, typer.Option(help="Who says it: a name, an alias, an office or a body.")] = "",
    stance: Annotated[str, typer.Option(help="asserts, denies, confirms, accuses, claims_responsibility, …")] = "",
    event: Annotated[str, typer.Option(help="Id of an event the words tell of.")] = "",
    actor: Annotated[str, typer.Option(help="Who speaks or is spoken of.")] = "",
    since: Annotated[str, typer.Option(help="First day, month or year of the page: 2024-07.")] = "",
    until: Annotated[str, typer.Option(help="Last day, month or year of the page.")] = "",
    text: Annotated[str, typer.Option(help="Words of the statement or its speaker.")] = "",
    as_json: JsonOption = False,
) -> None:
    """List who says what: speaker, stance, exact words, page. A person without a public role is marked "private"."""
    filters = {"speaker": speaker, "stance": stance, "event": event, "actor": actor}
    filters |= {"since": since, "until": until, "text": text}
    with opened(case) as opened_case:
        found = opened_case.statements(**filters)
        total = len(found) if not any(filters.values()) else len(opened_case.statements())
    if as_json:
        show_json([saying_json(one) for one in found])
    elif found:
        out.print(statements(found))
        out.print(words(f"{len(found)} of {total} statements.", "dim"))
    else:
        out.print(words(f"No statement among {total} fits ({asked(filters)})."))
        out.print(words("Try fewer filters; djeli actors lists speakers, djeli events the ids of events."))


def figures(
    case: CaseOption = None,
    kind: Annotated[str, typer.Option(help="vote, poll, force_size, displaced, money, count, control, pledge, …")] = "",
    holder: Annotated[str, typer.Option(help="Whom the figure is about.")] = "",
    place: Annotated[str, typer.Option(help="A place its sentence names.")] = "",
    since: Annotated[str, typer.Option(help="First day, month or year of the page: 2024-07.")] = "",
    until: Annotated[str, typer.Option(help="Last day, month or year of the page.")] = "",
    text: Annotated[str, typer.Option(help="Words of its sentence.")] = "",
    as_json: JsonOption = False,
) -> None:
    """List figures that are no toll of one event, with who says so, sums held against them and promises kept."""
    filters = {"kind": kind, "holder": holder, "place": place, "since": since, "until": until, "text": text}
    with opened(case) as opened_case:
        found = opened_case.figures(**filters)
        total = len(found) if not any(filters.values()) else len(opened_case.figures())
    if as_json:
        show_json([figure_json(one) for one in found])
    elif found:
        out.print(figure_table(found))
        out.print(words(f"{len(found)} of {total} figures.", "dim"))
    else:
        out.print(words(f"No figure among {total} fits ({asked(filters)})."))
        out.print(words("Try fewer filters. The toll of one event is no figure; it stands in djeli show ID."))


def figure_json(one: CitedFigure) -> dict[str, Any]:
    """A figure for programs, with every telling."""
    shown: dict[str, Any] = plain(one.view)
    shown |= {"comparison": plain(one.comparison), "promise": plain(one.promise), "disputes": plain(one.disputes)}
    return shown | {"told": [statement_json(told) for told in one.told]}


def figure_table(found: Sequence[CitedFigure]) -> Table:
    """Figures: what, of whom, when; then the words and who says so; then sums, outcomes and disputes."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for width in (30, 34, 30):
        table.add_column(width=width)
    for one in found:
        figure = one.view.figure
        held = wording.held(one.view.when)
        head = [f"{wording.KINDS[figure.figure]}: {wording.amount(figure) or 'no number told'}"]
        holder = "" if figure.holder.casefold() in ("", "people", figure.unit.casefold()) else figure.holder
        head += [part for part in (holder, wording.details(figure, without="period" if held else ""), held) if part]
        first = one.told[0] if one.told else None
        quote = quoted(first.passage, 170) if first else ""
        table.add_row(words("\n".join(head)), words(quote, "italic"), words(_voices(one), "dim"))
        for note in _notes(one):
            table.add_row(Text(), words(note, "yellow"), Text())
    return table


def _voices(one: CitedFigure) -> str:
    return phrases.told_by((phrases.voice(told.claim) + " (private)" * told.private, told.page) for told in one.told)


def _notes(one: CitedFigure) -> Iterator[str]:
    if one.comparison is not None:
        yield f"{one.comparison.sum.value}: {one.comparison.sentence}"
    if one.promise is not None:
        yield f"outcome {one.promise.outcome.value}: {one.promise.sentence}"
    if one.view.stale:
        yield f"superseded: {one.view.stale}"
    for dispute in one.disputes:
        sides = " / ".join(f"{side.value} ({', '.join(side.speakers) or 'no speaker named'})" for side in dispute.sides)
        yield f"⚠ {sides}: {dispute.reason}"
