"""Chapters about events: incidents, contested ones, digest, one event in full. `EVENTS` lists them for forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from djeli import phrases, wording
from djeli.report import grammar
from djeli.report.choose import chosen, fixed, newest_first
from djeli.report.cites import say
from djeli.report.document import Block, Bullets, Facing, Grid, Heading, Paragraph, Sentence, sentences_of
from djeli.report.dossier import Dossier, File, Told
from djeli.report.lead import lead_of
from djeli.report.sides import backing, counts, matter, of_claims, side_value, speakers_of
from djeli.report.tell import label, paragraph, paragraphs, statement, title, when_of
from djeli.report.templates import words
from djeli.report.tolls import low_best_high
from djeli.views import Dispute, Side
from djeli.vocab import Harm, Role

Options = Mapping[str, Any]
Kind = Callable[[Dossier, Options], Iterator[Block]]


def cell(text: str, told: Sequence[Told] = (), *, facts: Sequence[str] = (), event: str = "") -> Sentence:
    """A cell of a table: words of the ledger as they stand."""
    shown = text or "–"
    return say("table", "cell", told, facts=[*facts, shown], event=event, text=shown)


def incidents(dossier: Dossier, options: Options) -> Iterator[Block]:
    """A table of the events that have a date and a place, then each in its paragraph; then what stays open."""
    found = chosen(dossier, options)
    sure, open_ = [f for f in found if fixed(f)], [f for f in found if not fixed(f)]
    if not found:
        yield nothing("events")
        return
    if options.get("table") and sure:
        yield _table(sure)
    for file in sure:
        yield Heading(text=title(file), anchor=file.event.id, tag=_tag(file))
        yield from paragraphs(file, options)
    if open_ and options.get("open", True):
        yield from _open(open_, options)


def _open(files: Sequence[File], options: Options) -> Iterator[Block]:
    """What has no date or place: told at some length or with a count of people; the rest is counted."""
    shown = [file for file in files if file.event.harm or not file.event.background]
    if shown:
        yield Heading(text="Told without a date or a place")
    brief = {**options, "parts": [part for part in options["parts"] if part not in ("said", "when_where")]}
    for file in shown:
        yield Paragraph(sentences=paragraph(file, brief))
    left = len(files) - len(shown)
    if left:
        verb = "is" if left == 1 else "are"
        yield Paragraph(
            sentences=(say("open", "passing", facts=[str(left)], count=grammar.number(left), verb=verb),), style="small"
        )


def nothing(name: str) -> Paragraph:
    """Said in place of what a chapter would tell."""
    return Paragraph(sentences=(say("nothing", name),))


def _tag(file: File) -> str:
    return "told in passing" if file.event.background else ""


def _table(files: Sequence[File]) -> Grid:
    """Date, place, what, killed as low, best, high, origins, grade, and whether accounts disagree."""
    rows = []
    for file in files:
        one = lead_of(file)
        event = file.event
        own = of_claims(file, event.harm[Harm.KILLED].claims) if Harm.KILLED in event.harm else []
        when = [one.dated] if one and one.dated else []
        where = [one.placed] if one and one.placed else []
        spot = grammar.place(one.placed.value) if one and one.placed else ""
        low, best, high = low_best_high(file)
        numbers = [
            *(cell(text, event=event.id) for text in (low, best)),
            cell(high, own[:2] if high else (), event=event.id),
        ]
        rest = (str(event.origins_held), event.assessment.grade if event.assessment else "")
        marks = ", ".join(dict.fromkeys(matter(d) for d in event.disputes))
        rows.append(
            (
                cell(when_of(file), when, event=event.id), cell(spot, where, event=event.id),
                cell(label(file), [one.kind] if one else [], event=event.id), *numbers,
                *(cell(text, event=event.id) for text in rest), cell(marks, event=event.id),
            )
        )  # fmt: skip
    head = ("Date", "Place", "Event", "Low", "Best", "High", "Sources", "Grade", "Disputed")
    return Grid(head=head, rows=tuple(rows), widths=(13, 19, 14, 6, 6, 7, 9, 7, 19))


def contested(dossier: Dossier, options: Options) -> Iterator[Block]:
    """Every dispute with its sides facing one another, each with its words."""
    found = sorted((file for file in dossier.files if file.event.disputes), key=newest_first)
    for file in found:
        if len(dossier.files) > 1:
            yield Heading(text=title(file) if lead_of(file) else label(file), anchor=f"d-{file.event.id}")
        for one in file.event.disputes:
            head = [_head(file, one)]
            if one.independent is False:
                head.append(say("dispute", "same_origin", event=file.event.id))
            yield Paragraph(sentences=tuple(head))
            yield Facing(sides=tuple(tuple(_side(file, side)) for side in one.sides))
    if not found:
        yield Paragraph(sentences=(cell("No accounts in this report contradict one another."),))


def _head(file: File, one: Dispute) -> Sentence:
    """What is disputed; of counts the sides beneath say all that there is to say."""
    told = [each for side in one.sides for each in of_claims(file, side.claims)[:1]]
    if counts(one):
        return say("dispute", "about", told, event=file.event.id, matter=matter(one))
    reason = re.sub(r"\b[Tt]he text itself\b", words("matters")["itself"], one.reason)
    reason = f"{reason[:1].lower()}{reason[1:]}" if reason.startswith(("One ", "Each ")) else reason
    return say("dispute", "reason", told, facts=[one.reason], event=file.event.id, matter=matter(one), reason=reason)


def _side(file: File, side: Side) -> Iterator[Sentence]:
    event = file.event.id
    own = backing(file, side)
    speakers, said = speakers_of(file, side), side_value(file, side.value)
    yield say("dispute", "side", own, facts=[side.value, said], event=event, value=grammar.capital(said))
    if speakers:
        yield say("dispute", "speakers", own[:1], facts=[speakers, *side.speakers], event=event, speakers=speakers)
    first = {told.page.family or told.passage: told for told in sorted(own, key=_in_order, reverse=True)}
    for one in sorted(first.values(), key=_in_order)[:3]:
        yield say("dispute", "quote", [one], event=event, quote=grammar.quoted(one.passage))
    if side.stale:
        yield say("dispute", "stale", own[:1], facts=[side.stale], event=event, stale=side.stale)


def _in_order(told: Told) -> tuple[str, int]:
    return told.text, told.start


def digest(dossier: Dossier, options: Options) -> Iterator[Block]:
    """One titled paragraph an event, with its credits."""
    found = chosen(dossier, options)
    before: set[str] = set()
    for file in found:
        tag = _tag(file) if options.get("background") is True else ""
        blocks = list(paragraphs(file, options))
        if options.get("titles", True):
            yield Heading(text=title(file), anchor=file.event.id, tag=tag)
        elif (texts := {one.text for block in blocks for one in sentences_of(block)}) <= before:
            continue  # one sentence may tell two events: without titles it is read once
        else:
            before |= texts
        yield from blocks
        if options.get("credits"):
            yield Paragraph(sentences=(credits_of(file),), style="credit")
    if not found:
        yield nothing("events")


def credits_of(file: File) -> Sentence:
    """Who published what is told, with the day of each page."""
    names = {phrases.page_name(one.page.outlet, one.page.published): one for one in file.told}
    shown = list(names)[:8]
    more = f" and {grammar.counted(len(names) - 8, 'page')} more" if len(names) > 8 else ""
    text = "; ".join(shown) + more
    return say("credit", "line", (), facts=[*shown, more], event=file.event.id, names=text)


# --- one event in full ----------------------------------------------------------------------------------------------


def event(dossier: Dossier, options: Options) -> Iterator[Block]:
    """What the reports say, in one paragraph."""
    for file in dossier.files[:1]:
        if lead_of(file) is not None:
            yield from paragraphs(file, options)
        else:
            told = file.event.modality.value
            yield Paragraph(sentences=(cell(f"The reports tell it as {told}; it is not told as having happened."),))


_PROPS = (
    *((harm.value, harm.value.capitalize()) for harm in Harm),
    (Role.PERPETRATOR.value, "By"),
    (Role.TARGET.value, "Against"),
    (Role.VICTIM.value, "Victims"),
    (Role.PARTICIPANT.value, "Between"),
    (Role.INSTRUMENT.value, "With"),
    ("when", "When"),
    ("where", "Where"),
)


def values(dossier: Dossier, options: Options) -> Iterator[Block]:
    """Every value with its words and who says so, the same words of several voices and pages once."""
    rows = []
    for file in dossier.files[:1]:
        for prop, name in _PROPS:
            first = name
            found: dict[tuple[str, str], list[Told]] = {}
            for one in file.told:
                if one.prop == prop:
                    found.setdefault((_value(one), one.words), []).append(one)
            for (value, quote), told in found.items():
                who = _tellers(told)
                rows.append(
                    (
                        cell(first or " "), cell(value, told, event=file.event.id),
                        cell(grammar.quoted(quote), event=file.event.id, facts=[quote]),
                        cell(who, event=file.event.id, facts=[who]),
                    )
                )  # fmt: skip
                first = ""
    yield Grid(head=("", "Value", "Words", "Who says so"), rows=tuple(rows), widths=(9, 21, 34, 36))


def _tellers(told: Sequence[Told]) -> str:
    """Who says the same in the same words, page by page: "the army and residents, in Lake Post; Hill News".

    Copies of one text are named by the first, as in the notes.
    """
    pages: dict[str, tuple[str, list[str]]] = {}
    for one in told:
        _, voices = pages.setdefault(one.page.family or one.page.outlet, (one.page.outlet, []))
        voices.extend([one.voice] if one.voice else [])
    shown = [f"{grammar.listed(voices)}, in {page}" if voices else page for page, voices in pages.values()]
    return "; ".join(shown)


def _value(one: Told) -> str:
    """A claim's value in words; parties by the words a private person is hidden in."""
    value = one.value
    said = one.name if hasattr(value, "actor") and one.name else ""
    if hasattr(value, "low"):
        said = f"{grammar.quantity(value)} {value.of}".strip()
    elif hasattr(value, "precision"):
        said = grammar.dated(value)
    elif hasattr(value, "resolution"):
        said = grammar.at(value)
    mark = "" if one.modality.happened else f" ({one.modality.value})"
    return (said or one.words) + mark


def sayings(dossier: Dossier, options: Options) -> Iterator[Block]:
    """Every statement on the event in its words."""
    found = [one for file in dossier.files for one in file.said if one.voice]
    most = int(options.get("statements", 40))
    told = {one.words: one for one in found}
    event_id = dossier.files[0].event.id if dossier.files else ""
    if told:
        yield Bullets(sentences=tuple(statement(one, event=event_id) for one in list(told.values())[:most]))
    else:
        yield nothing("quoted")


def origins(dossier: Dossier, options: Options) -> Iterator[Block]:
    """Whose word it is: origins held, and outlets only credited."""
    for file in dossier.files[:1]:
        yield Paragraph(sentences=tuple(PART for PART in paragraph(file, {"parts": ["origin"], "grade": False})))
        names = [cell(name, facts=[name], event=file.event.id) for name in file.origins]
        if names:
            yield Bullets(sentences=tuple(names))
        if file.credited:
            verb = "is" if len(file.credited) == 1 else "are"
            line = grammar.listed(list(file.credited)[:20])
            credited = say("origin", "credited", facts=list(file.credited), event=file.event.id, names=line, verb=verb)
            yield Paragraph(sentences=(credited,))


def beside(dossier: Dossier, options: Options) -> Iterator[Block]:
    """Events that reports put beside this one."""
    found = []
    for file in dossier.files[:1]:
        for one in file.beside:
            relation = words("relations")[one.relation.value][int(one.back)]
            other = f"“{one.title}” ({one.event})"
            quote = grammar.quoted(one.told[0].passage if one.told else "")
            name = "denied" if one.denied else "told"
            found.append(
                say(
                    "beside",
                    name,
                    one.told,
                    facts=[other],
                    event=file.event.id,
                    relation=relation,
                    other=other,
                    quote=quote,
                )
            )
    yield Bullets(sentences=tuple(found)) if found else nothing("beside")


_SIGNS = {1: "+", 0: "·", -1: "−"}


def grade(dossier: Dossier, options: Options) -> Iterator[Block]:
    """The grade in words with every signal, for and against."""
    for file in dossier.files[:1]:
        graded = file.event.assessment
        if graded is None:
            continue
        words_of = phrases.grade(graded.grade)
        yield Paragraph(sentences=(say("grade", "pair", facts=[words_of], event=file.event.id, grade=words_of),))
        yield Bullets(
            sentences=tuple(
                say(
                    "grade",
                    "reason",
                    facts=[one.reason],
                    event=file.event.id,
                    sign=_SIGNS[one.effect],
                    reason=wording.plainly(one.reason),
                )
                for one in graded.signals
            )
        )


EVENTS: Mapping[str, Kind] = {
    "incidents": incidents,
    "contested": contested,
    "digest": digest,
    "event": event,
    "values": values,
    "sayings": sayings,
    "origins": origins,
    "beside": beside,
    "grade": grade,
}
"""Kinds of chapters about events."""
