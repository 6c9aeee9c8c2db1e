"""What a report says of one event, part by part: what, when and where, toll, denials, statements, disputes, origins.

Each part is a function of the event's file and the chapter's options; `PARTS` lists them for the forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from djeli.report import grammar
from djeli.report.cites import page_day, say, speaks, speaks_before, speaks_near, voice_of
from djeli.report.document import Paragraph, Sentence
from djeli.report.dossier import File, Told
from djeli.report.lead import Lead, lead_of, tells_time
from djeli.report.sides import matter, of_claims, side_told, side_value
from djeli.report.templates import acts, people_only, words
from djeli.report.tolls import counts_from, low_best_high, toll
from djeli.resources.event_types import type_name
from djeli.vocab import DisputeKind, Manner, Stance

Options = Mapping[str, Any]


def label(file: File) -> str:
    """The event's type in words."""
    return type_name(file.event.type)


def when_of(file: File) -> str:
    """The date that the sentence it is told by, or its page's head, gives; empty where neither does."""
    one = lead_of(file)
    return grammar.dated(one.dated.value) if one and one.dated else ""


def where_of(file: File) -> str:
    """The place with its preposition, likewise."""
    one = lead_of(file)
    return grammar.at(one.placed.value) if one and one.placed else ""


def title(file: File) -> str:
    """A heading that says no more than is borne out: type, place, date; else to whom it was done, or the dead."""
    one = lead_of(file)
    spot = grammar.place(one.placed.value) if one and one.placed else ""
    near = "near " if one and one.placed and grammar.at(one.placed.value).startswith("near ") else ""
    named = label(file)
    if not spot and not when_of(file) and one is not None:
        whom = one.to if one.plain and one.type in people_only() and not _contested_doer(file, one) else ""
        dead = low_best_high(file)[2]
        named += f" of {whom}" if whom else f", {dead} killed" if dead not in ("", "?") else ""
    return ", ".join(part for part in (named, near + spot if spot else "", when_of(file)) if part)


def what(file: File, options: Options) -> Iterator[Sentence]:
    """What happened, in words of ours where one plain sentence of a page holds it, else in the page's."""
    one = lead_of(file)
    if one is None:
        return
    told = one.kind
    clause = _clause(one) if not _contested_doer(file, one) else _clause(one, doer=False)
    bare = clause == acts().get(one.type, {}).get("none", "")
    if not one.plain or not clause or (bare and not (one.when and one.where)) or not speaks(told):
        yield _quoted(file, told)
        return
    voice = voice_of(told) if speaks_near(told) else ""
    yield say(
        "what",
        "told",
        one.cited,
        event=file.event.id,
        when=grammar.on(one.when.value) if one.when else "",
        clause=clause,
        where=grammar.at(one.where.value) if one.where and not _names_place(clause, one.where) else "",
        voice=voice or told.page.outlet,
        outlet=told.page.outlet if voice else "",
    )


def _names_place(clause: str, where: Told) -> bool:
    return where.value.name.casefold() in clause.casefold()


_GIVEN_WHOLE = 420
"""Characters of a quotation, as `grammar.quoted` clips it."""


def _quoted(file: File, told: Told) -> Sentence:
    held = [one for one in file.told if one.text == told.text and told.passage in one.passage != told.passage]
    wider = min((one for one in held if one.prop in words("harms")), key=lambda one: len(one.passage), default=told)
    if len(wider.passage) <= _GIVEN_WHOLE:  # the count's sentences tell it, and would only repeat it
        told = wider
    apart = speaks_before(told) and told.voice.casefold() not in told.passage.casefold()
    name = "citing" if apart else "quoted"
    slots = {"voice": voice_of(told)} if apart else {}
    quote = grammar.quoted(told.passage)
    return say(
        "what",
        name,
        [told],
        event=file.event.id,
        outlet=told.page.outlet,
        page_day=page_day(told),
        quote=quote,
        **slots,
    )


def _contested_doer(file: File, one: Lead) -> bool:
    """Whether accounts disagree about who did it; then no sentence names a doer by itself."""
    kinds = {DisputeKind.RESPONSIBILITY, DisputeKind.IDENTITY, DisputeKind.ROLE, DisputeKind.DENIAL}
    return any(dispute.kind in kinds for dispute in file.event.disputes)


def _clause(one: Lead, *, doer: bool = True) -> str:
    """The clause of the event's type for the parties that the sentence names; empty where the type has none."""
    forms = acts().get(one.type, {})
    if one.sides and "between" in forms:
        return forms["between"].format(one=one.sides[0], other=one.sides[1])
    by, to = one.by if doer else "", one.to
    name = "by_to" if by and to and "by_to" in forms else "to" if to and "to" in forms else ""
    if not name and by and "by_to" in forms:
        return ""  # to whom it was done is in the page's words alone
    name = name or ("by" if by and "by" in forms else "none")
    if name not in forms:
        return ""
    return forms[name].format(by=by, to=to, was=grammar.was(to))


def when_where(file: File, options: Options) -> Iterator[Sentence]:
    """Date and place that stand elsewhere on the page, or that none is stated."""
    one = lead_of(file)
    if one is None:
        return
    date = grammar.dated(one.date.value) if one.date else ""
    spot = grammar.at(one.spot.value).removeprefix("in ") if one.spot else ""
    both = [claim for claim in (one.date, one.spot) if claim is not None]
    if both:
        name = "both" if date and spot else "date" if date else "spot"
        yield say("what", name, both, event=file.event.id, date=date, spot=spot)
    if one.dated is None and not tells_time(one.kind.passage):
        day = page_day(one.kind) if one.plain else ""
        yield say("what", "undated", [one.kind], event=file.event.id, page_day=day)
    if one.placed is None and options.get("unplaced"):
        yield say("what", "unplaced", [one.kind], event=file.event.id)


_VOICED = (
    Stance.DENIES,
    Stance.CLAIMS_RESPONSIBILITY,
    Stance.ACCUSES,
    Stance.CONFIRMS,
    Stance.CONDEMNS,
    Stance.PROMISES,
    Stance.CALLS_FOR,
    Stance.ASSERTS,
    Stance.PREDICTS,
)


def denials(file: File, options: Options) -> Iterator[Sentence]:
    """Who denies it, in whose words; a denial always stands beside what it denies."""
    seen: list[str] = []
    for told in (*file.said, *file.told):
        known = any(told.passage in other or other in told.passage for other in seen)
        if told.stance is Stance.DENIES and told.voice and speaks(told) and not known:
            seen.append(told.passage)
            quote = grammar.quoted(told.passage)
            yield say("dispute", "denied", [told], event=file.event.id, voice=voice_of(told), quote=quote)


def said(file: File, options: Options) -> Iterator[Sentence]:
    """What somebody is told to have said of it: claims, accusations and confirmations first; denials stand apart."""
    most = int(options.get("statements", 3))
    able = [one for one in file.said if one.voice and speaks(one) and one.stance is not Stance.DENIES]
    able = [one for one in able if one.stance not in (Stance.ASSERTS, Stance.PREDICTS) or _whole(one)]
    able = [one for one in able if one.stance is not Stance.ASSERTS or not _told_already(file, one)]
    used: set[str] = set()
    for one in sorted(able, key=lambda t: (_VOICED.index(t.stance), t.manner is not Manner.DIRECT, t.start)):
        if len(used) < most and one.words not in used:
            used.add(one.words)
            yield statement(one, event=file.event.id)


def _told_already(file: File, one: Told) -> bool:
    """Whether a statement in the page's words only says again what the event, or a count, is told by."""
    lead = lead_of(file)
    same = lead is not None and lead.kind.passage == one.passage
    return one.manner is Manner.INDIRECT and (same or counts_from(file, one))


def _whole(one: Told) -> bool:
    """Whether what is said is more than a noun with its adjective, which no voice says by itself."""
    return one.manner is not Manner.INDIRECT or len(one.words.split()) > 4


def statement(one: Told, *, event: str = "") -> Sentence:
    """One statement in the speaker's words, or in the page's words for them."""
    slots = {"voice": voice_of(one), "outlet": one.page.outlet}
    if one.manner is not Manner.DIRECT and (verb := _before(one)):
        quote = grammar.quoted(one.words.rstrip(" .,;"))
        return say("said", "that", [one], event=event, verb=verb, quote=quote, **slots)
    whole = one.manner is Manner.DIRECT or _SENTENCE.match(one.words)
    read = one.words if whole and len(one.words.split()) > 3 else one.passage
    name = "direct" if one.manner is Manner.DIRECT and read == one.words else "indirect"
    verb = words("stances")[one.stance.value]
    return say("said", name, [one], event=event, verb=verb, quote=grammar.quoted(read), **slots)


_SENTENCE = re.compile(r"[^\w]*[^\W\d_a-z]")
"""How words begin that are a sentence of their own."""


def _before(one: Told) -> str:
    """The verb that quoted words can follow at once, when they are a clause or a thing; else empty."""
    first = one.words.split()[0].casefold() if one.words.split() else ""
    clause, thing = words("speech")[one.stance.value]
    if one.page.language not in ("", "en") or _of_another(one):
        return ""
    if first in words("clauses"):
        return str(clause)
    named_ = first in words("things") or (one.stance is Stance.ACCUSES and " of " in one.words)
    return str(thing) if named_ and thing != clause else ""


_TAKEN_UP = re.compile(r"\b(?:accusation|allegation|claim|charge|report|suggestion)s?\b[^.;]{0,80}$", re.IGNORECASE)
_IT = re.compile(r"that (?:it|they|he|she)\b", re.IGNORECASE)


def _of_another(one: Told) -> bool:
    """Whether "it" in the words may be somebody else than the speaker: "The army denied claims by X that it did it"."""
    at = one.passage.find(one.words.split("…")[0].strip())
    return bool(_IT.match(one.words) and _TAKEN_UP.search(one.passage[: max(at, 0)]))


def dispute(file: File, options: Options) -> Iterator[Sentence]:
    """What accounts disagree about, side by side in one sentence; the toll's stands with the toll."""
    for one in file.event.disputes:
        if one.kind in (DisputeKind.TOLL, DisputeKind.DENIAL) or one.prop in words("harms"):
            continue  # stand with the counts and with the denials
        told = [each for side in one.sides for each in of_claims(file, side.claims)[:2]]
        yield say(
            "dispute",
            "sides",
            told,
            facts=[one.reason, *(w for s in one.sides for w in (s.value, side_value(file, s.value), *s.speakers))],
            event=file.event.id,
            matter=matter(one),
            sides="; ".join(side_told(file, side) for side in one.sides),
        )


def origin(file: File, options: Options) -> Iterator[Sentence]:
    """On how many independent sources it rests, and the grade."""
    event = file.event
    graded = event.assessment.grade if event.assessment is not None and options.get("grade", True) else ""
    held = len({one.page.item for one in file.told})
    facts = [str(event.origins_held), str(held), graded]
    pages = grammar.counted(held, "page")
    if event.origins_held > 1:
        count = grammar.counted(event.origins_held, "independent source")
        yield say("origin", "several", facts=facts, event=event.id, count=count, pages=pages, grade=graded)
    elif held > 1:
        yield say("origin", "copies", facts=facts, event=event.id, pages=pages, grade=graded)
    else:
        yield say("origin", "single", facts=facts, event=event.id, grade=graded)


def update(file: File, options: Options) -> Iterator[Sentence]:
    """From when to when it was reported on."""
    if file.newest and file.newest != file.oldest:
        first, last = grammar.iso(file.oldest), grammar.iso(file.newest)
        told = [one for one in file.told if one.page.published in (file.oldest, file.newest)][:2]
        yield say("update", "page", told, facts=[first, last], event=file.event.id, first=first, last=last)


Part = Callable[[File, Options], Iterator[Sentence]]
PARTS: Mapping[str, Part] = {
    "what": what,
    "when_where": when_where,
    "toll": toll,
    "denials": denials,
    "said": said,
    "dispute": dispute,
    "origin": origin,
    "update": update,
}
"""Parts a form may name, in any order."""


_STAND_TOGETHER = 6
"""Sentences of one paragraph; of more, what happened, the counts, what is said and the sources stand apart."""
_GROUPS = (("what", "when_where"), ("toll",), ("denials", "said", "dispute"), ("origin", "update"))


def paragraph(file: File, options: Options) -> tuple[Sentence, ...]:
    """The sentences of the parts that a chapter wants of an event, each text once."""
    found = [one for part in options["parts"] for one in PARTS[part](file, options)]
    return tuple(_same_page(list(_once(found))))


def paragraphs(file: File, options: Options) -> Iterator[Paragraph]:
    """The same, in several paragraphs where they are many."""
    whole = paragraph(file, options)
    if len(whole) <= _STAND_TOGETHER:
        yield Paragraph(sentences=whole)
        return
    made = {part: {one.template for one in PARTS[part](file, options)} for part in options["parts"]}
    left = list(whole)
    for group in _GROUPS:
        templates = set().union(*(made.get(part, ()) for part in group))
        own = [one for one in left if one.template in templates]
        left = [one for one in left if one.template not in templates]
        if own:
            yield Paragraph(sentences=tuple(own))


_QUOTING = (
    "what.quoted",
    "what.citing",
    "toll.words",
    "toll.words_voice",
    "toll.more",
    "toll.more_voice",
    "said.direct",
    "said.indirect",
    "dispute.denied",
)
_KEEP = ("dispute.denied",)


def _once(found: Sequence[Sentence]) -> Iterator[Sentence]:
    """Each text once, and no sentence that only quotes again what was quoted before; a denial stands all the same."""
    texts: set[str] = set()
    quotes: set[str] = set()
    for one in found:
        own = {cite.quote for cite in one.cites} if one.template in _QUOTING else set()
        again = bool(own) and own <= quotes and one.template not in _KEEP
        if one.text not in texts and not again:
            texts.add(one.text)
            quotes |= own
            yield one


_UNNAMED = re.compile(r"[Tt]he page “[^”]*”|[Aa] page \(name withheld\)")


def _same_page(found: Sequence[Sentence]) -> Iterator[Sentence]:
    """A page that goes by its title is named once, then called the same page until another is named."""
    last = ""
    for one in found:
        named_here = _UNNAMED.findall(one.text)
        if len(named_here) == 1 and named_here[0].casefold() == last:
            at = one.text.index(named_here[0])
            yield replace(
                one, text=one.text[:at] + ("The" if at == 0 else "the") + " same page" + one.text[at + len(last) :]
            )
        else:
            yield one
        last = named_here[-1].casefold() if named_here else last
