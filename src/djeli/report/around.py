"""Chapters around events: summary, timeline, map, figures, sources, method. `AROUND` lists them for forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from djeli import phrases, wording
from djeli.report import grammar
from djeli.report.chapters import Kind, Options, cell, nothing
from djeli.report.choose import family, newest_first, told_of
from djeli.report.cites import say
from djeli.report.document import Block, Bullets, Grid, Paragraph, Picture, Sentence
from djeli.report.dossier import Counted, Dossier, File
from djeli.report.lead import lead_of
from djeli.report.map import Dot, svg
from djeli.report.sides import of_claims
from djeli.report.tell import label, title, when_of, where_of
from djeli.report.templates import words
from djeli.report.timeline import Mark, timeline
from djeli.report.tolls import low_best_high
from djeli.vocab import Exactness, FigureKind, Harm, Outcome, Resolution, Sum

_COARSE = frozenset({Resolution.ADM1, Resolution.AREA, Resolution.COUNTRY})


def summary(dossier: Dossier, options: Options) -> Iterator[Block]:
    """What the report covers, in numbers of the case; then the highest counts of killed."""
    files, asked = told_of(dossier), dossier.asked
    kinds = Counter(family(file) for file in files)
    facts = _counted(dossier, files, kinds)
    found = [
        say(
            "summary", "scope", facts=facts, what="events", place=asked.place,
            since=grammar.iso(asked.since), until=grammar.iso(asked.until),
            pages=grammar.counted(dossier.items, "article or entry", "articles and entries"),
            documents=grammar.counted(dossier.documents, "document"), case=dossier.case,
            known=grammar.day(dossier.known) if dossier.known else "",
        )
    ]  # fmt: skip
    if not files:
        yield Paragraph(sentences=(*found, say("nothing", "events")))
        return
    named = [grammar.counted(n, *words("families")[kind]) for kind, n in kinds.most_common()]
    count = grammar.counted(len(files), "event")
    found.append(say("summary", "events", facts=facts, count=count, families=grammar.listed(named)))
    passing = sum(file.event.background for file in files)
    if passing:
        verb = "is" if passing == 1 else "are"
        found.append(say("summary", "background", facts=facts, count=grammar.number(passing), verb=verb))
    disputed = sum(bool(file.event.disputes) for file in files)
    if disputed:
        found.append(say("summary", "disputed", facts=facts, count=grammar.counted(disputed, "of them", "of them")))
    single = sum(file.event.origins_held < 2 for file in files)
    several = len(files) - single
    found.append(
        say(
            "summary",
            "single",
            facts=facts,
            count=_or_none(single),
            others=_or_none(several),
            verb="rests" if single == 1 else "rest",
        )
    )
    yield Paragraph(sentences=tuple(found))
    yield from _highest(files, int(options.get("most", 5)))


def _counted(dossier: Dossier, files: Sequence[File], kinds: Counter[str]) -> list[str]:
    """What the summary may say beside any page: numbers of the case, the place and the days asked for."""
    asked = dossier.asked
    passing = sum(file.event.background for file in files)
    disputed = sum(bool(file.event.disputes) for file in files)
    single = sum(file.event.origins_held < 2 for file in files)
    numbers = (len(files), dossier.items, dossier.documents, passing, disputed, single)
    days = (grammar.iso(asked.since), grammar.iso(asked.until), grammar.day(dossier.known) if dossier.known else "")
    every = (*numbers, len(files) - single, *kinds.values())
    return [*map(str, every), dossier.case, asked.place, *days]


def _or_none(value: int) -> str:
    return grammar.number(value) if value else "none"


def _highest(files: Sequence[File], most: int) -> Iterator[Block]:
    """The events with the highest counts of killed, each with its bounds and sources."""
    counted = [file for file in files if Harm.KILLED in file.event.harm and (when_of(file) or where_of(file))]
    counted.sort(key=lambda f: (-(f.event.harm[Harm.KILLED].best or f.event.harm[Harm.KILLED].low or 0), f.event.id))
    if counted:
        yield Paragraph(sentences=(say("summary", "highest"),))
        yield Bullets(sentences=tuple(_top(file) for file in counted[:most]))


def _top(file: File) -> Sentence:
    low, best, high = low_best_high(file)
    count = f"{high} killed" if low == best == high else f"low {low}, best {best}, high {high} killed"
    found = file.event.harm[Harm.KILLED]
    count += f" ({found.of})" if found.of and low == high else ""
    slots = {"label": label(file), "when": when_of(file), "where": where_of(file), "count": count}
    own = of_claims(file, found.claims)[:4]
    return say("summary", "top", own, facts=list(slots.values()), event=file.event.id, **slots)


def drawn_line(dossier: Dossier, options: Options) -> Iterator[Block]:
    """Events along time, larger with more killed."""
    marks = []
    for file in sorted(told_of(dossier), key=newest_first):
        one = lead_of(file)
        if one is not None and one.dated is not None and one.placed is not None:
            when = one.dated.value
            marks.append(
                Mark(
                    first=when.start,
                    last=when.end,
                    label=title(file),
                    size=_size(file),
                    disputed=bool(file.event.disputes),
                )
            )
    if len(marks) > 1:
        picture = timeline(marks)
        told = "; ".join(mark.label for mark in marks[:40])
        yield Picture(
            svg=picture,
            told=told,
            caption="Events by date, larger with more killed; a dashed rim marks events whose accounts disagree, a bar "
            "those whose day is not known.",
        )
    else:
        yield nothing("timeline")


def _size(file: File) -> float:
    found = file.event.harm.get(Harm.KILLED)
    return float((found.best or found.low or found.high or 1) if found else 1)


def drawn_map(dossier: Dossier, options: Options) -> Iterator[Block]:
    """Events where they are told to have been."""
    dots = []
    for file in told_of(dossier):
        one = lead_of(file)
        where = one.placed.value if one is not None and one.placed is not None else None
        if where is not None and where.lat is not None and where.lon is not None:
            coarse = where.resolution in _COARSE
            named, disputed = title(file), bool(file.event.disputes)
            dots.append(
                Dot(
                    lat=where.lat,
                    lon=where.lon,
                    label=named,
                    size=_size(file),
                    disputed=disputed,
                    coarse=coarse,
                    name="" if where.resolution is Resolution.COUNTRY else where.name,
                )
            )
    if dots:
        told = "; ".join(dict.fromkeys(dot.label for dot in dots[:40]))
        yield Picture(
            svg=svg(dots, named=True),
            told=told,
            caption="One dot an event, larger with more killed; a dashed rim marks events whose accounts disagree; a "
            "pale dot stands in the middle of a region or country because nothing nearer is told.",
        )
    else:
        yield nothing("map")


# --- figures, sources, method ---------------------------------------------------------------------------------------


def figures(dossier: Dossier, options: Options) -> Iterator[Block]:
    """Figures with their words and who says so; sums, contradictions and outcomes beneath."""
    found = [one for one in dossier.figures if one.told]
    most = int(options.get("most", 60))
    if not found:
        yield nothing("figures")
        return
    same: dict[tuple[str, str], list[Counted]] = {}
    for one in found:
        same.setdefault((one.view.figure.figure.value, one.told[0].passage), []).append(one)
    told = list(same.values())
    rows = [tuple(_figures(group)) for group in told[:most]]
    yield Grid(head=("What", "When", "Words", "Who says so"), rows=tuple(rows), widths=(20, 13, 47, 20))
    notes = tuple(note for group in told[:most] for one in group for note in _notes(one))
    if notes:
        yield Bullets(sentences=notes)
    if len(told) > most:
        yield Paragraph(sentences=(cell(f"And {grammar.number(len(told) - most)} more figures."),))


def _figures(group: Sequence[Counted]) -> Iterator[Sentence]:
    """The figures of one kind that one sentence tells; whose they are is left to its words."""
    first = group[0].told[0]
    tellings = [told for one in group for told in one.told]
    kind = _kind(group)
    amount = "; ".join(dict.fromkeys(part for one in group if (part := _amount(one))))
    yield say("figure", "kind", tellings, facts=[amount, kind], kind=kind, amount=amount)
    yield cell(_when(group))
    yield cell(grammar.quoted(first.passage), facts=[first.passage])
    who = phrases.told_by((phrases.voice_name(told.voice, told.stance), told.page.outlet) for told in tellings)
    yield cell(who, facts=[who])


def _kind(group: Sequence[Counted]) -> str:
    """What a figure is, in words; a force that is only added or planned is no strength."""
    first = group[0].told[0]
    if first.value.figure is FigureKind.FORCE_SIZE:
        own = first.words.split("…")[0].strip()
        at = first.passage.find(own)
        near = first.passage[max(0, at - _NEAR) : at + len(own) + _NEAR]
        for pattern in words("forces").values():
            if re.search(rf"\b(?:{pattern['words']})\b", near, re.IGNORECASE):
                return str(pattern["label"])
    return wording.KINDS[first.value.figure]


_NEAR = 30
"""Characters beside the words of a force that say whether it is there."""


def _amount(one: Counted) -> str:
    """Number and unit; vague words and comparisons stay in the page's own words."""
    figure = one.view.figure
    apart = figure.exactness is Exactness.VAGUE or figure.figure is FigureKind.COMPARISON
    return figure.detail("position") if not (amount := wording.amount(figure)) else "" if apart else amount


_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def _when(group: Sequence[Counted]) -> str:
    """The time of the figures, where the sentence gives that year, no other, and not as part of a name for something
    else ("a June 2015 deal"); else its words tell it.
    """
    if _attribute().search(group[0].told[0].passage):
        return ""
    whens = {one.view.when for one in group}
    when = next(iter(whens)) if len(whens) == 1 else None
    years = set(_YEAR.findall(group[0].told[0].passage))
    return grammar.dated(when) if when is not None and years == {str(when.start.year)} else ""


@cache
def _attribute() -> re.Pattern[str]:
    """A year before a noun that it only tells apart from others, a poll's or a report's own excepted; one to come."""
    own = "|".join(map(re.escape, words("surveys")))
    months = r"(?:\w+(?:/\w+)?\s)?(?:\d{1,2},\s)?"
    year = r"(?:1[89]|20)\d\d"
    name = rf"\b(?:an?|the|its|this|that)\s{months}{year}\s(?!(?:\w+\s)?(?:{own})\b)[A-Za-z]"
    return re.compile(rf"{name}|\b(?:will|would)\b[^.;]{{0,60}}\b(?:by|until)\s{months}{year}", re.I)


def _notes(one: Counted) -> Iterator[Sentence]:
    if one.comparison is not None and one.comparison.sum is not Sum.OPEN:
        yield say("figure", "sum", one.told, facts=[one.comparison.sentence], sentence=one.comparison.sentence)
    if one.promise is not None and one.promise.outcome is not Outcome.UNKNOWN:
        yield say("figure", "promise", one.told, facts=[one.promise.sentence], sentence=one.promise.sentence)
    for each in one.disputes:
        yield say("figure", "against", one.told, facts=[each.reason], reason=each.reason)


def sources(dossier: Dossier, options: Options) -> Iterator[Block]:
    """Publishers with their grades and why; then outlets that are only credited."""
    held = [one for one in dossier.sources if one.items]
    rows = [
        (
            cell(one.name), cell(f"{one.items:,}"), cell(one.known),
            cell(f"{one.grade[:1]}: {phrases.SOURCES[one.grade[:1]]}"), cell(" ".join(one.reasons)),
        )
        for one in held
    ]  # fmt: skip
    yield Grid(head=("Outlet", "Articles", "Known by", "Grade", "Why"), rows=tuple(rows), widths=(22, 9, 17, 20, 32))
    credited = [one for one in dossier.sources if not one.items]
    if credited:
        names = grammar.listed([one.name for one in credited[:40]])
        verb = "is" if len(credited) == 1 else "are"
        line = say("origin", "credited", facts=[one.name for one in credited], names=names, verb=verb)
        yield Paragraph(sentences=(line,), style="small")


def method(dossier: Dossier, options: Options) -> Iterator[Block]:
    """How the report is made and what it can't tell."""
    yield Bullets(sentences=tuple(say("method", "line", line=line, facts=[line]) for line in words("method")))


AROUND: Mapping[str, Kind] = {
    "summary": summary,
    "timeline": drawn_line,
    "map": drawn_map,
    "figures": figures,
    "sources": sources,
    "method": method,
}
"""Kinds of chapters around events."""
