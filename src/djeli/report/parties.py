"""Chapters about actors: the table's facts, relations as pages tell them, missions, law, accusations, statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from djeli.report import grammar
from djeli.report.chapters import Kind, Options, incidents, nothing
from djeli.report.choose import told_of
from djeli.report.cites import say, speaks, voice_of
from djeli.report.document import Block, Bullets, Cite, Heading, Paragraph, Sentence
from djeli.report.dossier import Actor, Dossier, Fact, Tied, Told
from djeli.report.sides import introduced
from djeli.report.tell import statement
from djeli.report.templates import words
from djeli.resources.actor_facts import UNREFERENCED
from djeli.vocab import PartyKind, Precision, Relation, Stance

_LAW = frozenset({Relation.MEASURE_BY, *(one for one in Relation if one.judicial)})
_MISSION = frozenset(
    {Relation.MANDATED_BY, Relation.EXTENDED_BY, Relation.ENDED, Relation.CONTRIBUTES_TO, Relation.HOSTED_BY}
)
_OFFICES = frozenset({Relation.HOLDS_ROLE})


def actors(dossier: Dossier, options: Options) -> Iterator[Block]:
    """Actors in most events: what the table says of them, then what the reports tell of their relations."""
    most, facts = int(options.get("most", 20)), int(options.get("facts", 5))
    able = [one for one in dossier.actors if one.kind not in ("public figure", PartyKind.CIVILIANS.value)]
    for actor in able[:most]:
        passages = [told.passage for file in dossier.files for told in file.told]
        yield Heading(text=introduced(actor.name, passages), anchor=f"a-{actor.id.replace(':', '-').replace(' ', '-')}")
        yield Paragraph(sentences=tuple(_about(actor, facts)))
        found = [tie for tie in dossier.ties if actor.id in (tie.bond.subject, tie.bond.other) and lineage(tie)]
        if found:
            yield Bullets(sentences=_ties(found)[: int(options.get("ties", 8))])
    if not able:
        yield nothing("actors")


def lineage(tie: Tied) -> bool:
    """Whether a relation belongs to an actor's history: no office, no step at law, no mere second name of its own."""
    bond = tie.bond
    apart = bond.relation in _LAW | _MISSION | _OFFICES | {Relation.ALIAS_OF}
    return not apart and bool(bond.other_name) and bond.subject_name.casefold() != bond.other_name.casefold()


def _about(actor: Actor, most: int) -> Iterator[Sentence]:
    countries = grammar.listed(list(actor.countries)[:6])
    base = [actor.name, actor.kind, *actor.countries, *actor.aliases]
    if actor.kind == "public figure":
        yield say("actor", "person", facts=[*base, actor.role], name=actor.name, role=actor.role)
        return
    if actor.id.startswith("name:"):
        yield say("actor", "outside")
    else:
        yield say("actor", "kind", facts=base, name=actor.name, kind=actor.kind, countries=countries)
    for fact in _facts(actor)[:most]:
        name = "unreferenced" if fact.reference == UNREFERENCED else "fact"
        made = say("actor", name, facts=[fact.sentence, fact.date], fact=_closed(fact.sentence), date=fact.date)
        yield replace(made, cites=(_table(fact.reference),)) if name == "fact" else made
    events = grammar.counted(len(actor.events), "event of this report", "events of this report")
    often = grammar.often(actor.statements) if actor.statements else ""
    if actor.events:
        counts = [str(len(actor.events)), str(actor.statements)]
        yield say("actor", "counts", facts=counts, events=events, statements=often)


def _closed(clause: str) -> str:
    """A clause with its insertion closed, so that a time can follow: "formed from X, among others, in 2017"."""
    return f"{clause}," if ", " in clause and " and " not in clause.rpartition(", ")[2] else clause


def _facts(actor: Actor) -> list[Fact]:
    """Facts, each once: one that stands there with a finer date is left out; the dated first, in their order."""
    dates = {(fact.sentence, fact.date) for fact in actor.facts if fact.date}
    coarse = {f for f in actor.facts for said, day in dates if said == f.sentence and day != f.date and _within(f, day)}
    kept = {(f.sentence, f.date): f for f in actor.facts if f not in coarse}
    return sorted(kept.values(), key=lambda fact: (not fact.date, fact.reference == UNREFERENCED))


def _within(fact: Fact, date: str) -> bool:
    """Whether a date tells a fact's own more closely: the day of its month, any date where it has none."""
    return not fact.date or date.endswith(f" {fact.date}") or date.startswith(f"{fact.date}-")


def _table(reference: str) -> Cite:
    """The note of a fact: the actor table and the page it was read on."""
    return Cite(claim="", quote="", outlet="Actor table", uri=reference)


def _tie(tie: Tied) -> Sentence:
    """A relation by its kind, with the words that tell it: who stands to whom is left to the page."""
    bond, first = tie.bond, tie.told[0]
    slots = {"kind": words("ties")[bond.relation.value], "quote": grammar.quoted(first.passage), "when": _time(tie)}
    facts = [slots["when"]]
    if bond.denied:
        voice = voice_of(first) if first.voice and speaks(first) else ""
        return say("tie", "denied", tie.told, facts=facts, **{**slots, "voice": voice})
    if bond.over:
        return say("tie", "over", tie.told, facts=facts, **slots)
    if first.voice and speaks(first) and first.voice.casefold() not in first.passage.casefold():
        return say("tie", "citing", tie.told, facts=facts, voice=voice_of(first), **slots)
    return say("tie", "told", tie.told, facts=facts, **slots)


def _ties(ties: Sequence[Tied]) -> tuple[Sentence, ...]:
    """Relations as sentences, those told in the same words once."""
    return tuple({one.text: one for one in map(_tie, ties)}.values())


def _time(tie: Tied) -> str:
    """When it happened or began, where the words quoted give that month and year.

    Of what lasts a day in its sentence is mostly that of something else ("the member of X arrested on 4 May").
    """
    when, passage = tie.bond.when, tie.told[0].passage
    if when is None or (tie.bond.relation.lasts and when.precision is Precision.DAY):
        return ""
    years = all(str(year) in passage for year in (when.start.year, when.end.year))
    month = when.precision is Precision.YEAR or f"{when.start:%b}" in passage or _parts_of_years().search(passage)
    return grammar.dated(when) if years and month else ""


@cache
def _parts_of_years() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words('parts_of_years')))})\b", re.IGNORECASE)


def relations(dossier: Dossier, options: Options) -> Iterator[Block]:
    """Relations of the actor asked for, in the order of their time."""
    wanted = {actor.id for actor in dossier.actors}
    found = [tie for tie in dossier.ties if wanted & {tie.bond.subject, tie.bond.other} and _of_history(tie)]
    found.sort(key=lambda t: (t.bond.when is None, t.bond.when.start.toordinal() if t.bond.when else 0, t.bond.id))
    sentences = _ties(found)
    yield Bullets(sentences=sentences) if sentences else nothing("told")


def _of_history(tie: Tied) -> bool:
    same = tie.bond.subject_name.casefold() == tie.bond.other_name.casefold()
    return tie.bond.relation not in _LAW | _MISSION and not same


def courses(dossier: Dossier, options: Options) -> Iterator[Block]:
    """Missions and cases at law of the actor asked for."""
    wanted = {actor.id for actor in dossier.actors}
    found = [
        _tie(tie)
        for tie in dossier.ties
        if wanted & {tie.bond.subject, tie.bond.other} and tie.bond.relation in _LAW | _MISSION
    ]
    yield Bullets(sentences=tuple(found)) if found else nothing("ties")


def missions(dossier: Dossier, options: Options) -> Iterator[Block]:
    """Missions as reports tell them, then agreements and truces."""
    found = [tie for tie in dossier.ties if tie.bond.relation in _MISSION]
    by_mission: dict[str, list[Tied]] = {}
    for tie in found:
        of = tie.bond.other if tie.bond.relation is Relation.CONTRIBUTES_TO else tie.bond.subject
        name = tie.bond.other_name if tie.bond.relation is Relation.CONTRIBUTES_TO else tie.bond.subject_name
        by_mission.setdefault(of or name, []).append(tie)
    for ties in by_mission.values():
        one = ties[0].bond
        yield Heading(
            text=grammar.capital(one.other_name if one.relation is Relation.CONTRIBUTES_TO else one.subject_name)
        )
        yield Bullets(sentences=_ties(ties))
    yield Heading(text="Agreements, truces and talks")
    yield from incidents(
        dossier, {"parts": ["what", "when_where", "denials", "dispute"], "background": True, **options}
    )


def measures(dossier: Dossier, options: Options) -> Iterator[Block]:
    """Measures and cases at law, each case with what its status is, and acquittals beside accusations."""
    chains = {chain.subject: chain.name for chain in dossier.chains}
    done: set[str] = set()
    for subject, name in chains.items():
        ties = [tie for tie in dossier.ties if tie.bond.subject == subject and tie.bond.relation.judicial]
        if not ties:
            continue
        done.update(tie.bond.id for tie in ties)
        ties.sort(key=lambda t: t.bond.when.start.toordinal() if t.bond.when else 10**7)
        yield Paragraph(sentences=(*_ties(ties), *(_status(ties, name) if subject.startswith("name:") else ())))
    others = [tie for tie in dossier.ties if tie.bond.relation in _LAW and tie.bond.id not in done]
    if others:
        yield Bullets(sentences=_ties(others))
    yield from incidents(
        dossier, {"parts": ["what", "when_where", "denials", "dispute"], "background": True, **options}
    )


def _status(ties: Sequence[Tied], subject: str) -> Iterator[Sentence]:
    """The last step that says how a case stands; an acquittal clears what came before."""
    steps = [tie for tie in ties if tie.bond.relation.value in words("status") and not tie.bond.denied]
    if any(tie.bond.relation is Relation.ACQUITTED_BY for tie in ties):
        yield say("law", "acquitted", facts=[subject], subject=subject)
    elif steps and steps[-1].bond.relation is not Relation.SENTENCED_BY:
        status = words("status")[steps[-1].bond.relation.value]
        yield say("law", "status", steps[-1].told, facts=[subject], subject=subject, status=status)


def accused(dossier: Dossier, options: Options) -> Iterator[Block]:
    """Accusations against the actor asked for in the events told, each with its denials."""
    found: dict[tuple[str, str], Sentence] = {}
    for file in told_of(dossier):
        for told in file.said:
            if told.stance in (Stance.ACCUSES, Stance.DENIES, Stance.CLAIMS_RESPONSIBILITY) and told.voice:
                found.setdefault((told.voice_key, told.words), statement(told, event=file.event.id))
    unique = tuple(found.values())
    yield Bullets(sentences=unique) if unique else nothing("accusations")


def said(dossier: Dossier, options: Options) -> Iterator[Block]:
    """What the actor asked for is quoted with."""
    yield from _statements(dossier.said, int(options.get("statements", 20)))


def about(dossier: Dossier, options: Options) -> Iterator[Block]:
    """What others are quoted with that names it."""
    yield from _statements(dossier.about, int(options.get("statements", 20)))


def _statements(told: Sequence[Told], most: int) -> Iterator[Block]:
    found = tuple({s.text: s for s in (statement(one) for one in told if one.voice)}.values())
    yield Bullets(sentences=found[:most]) if found else nothing("told")


def actor_table(dossier: Dossier, options: Options) -> Iterator[Block]:
    """What the actor table knows of the actor asked for; no claim of any report."""
    for actor in dossier.actors[:1]:
        yield Paragraph(sentences=tuple(_about(actor, 30)))
        if actor.aliases:
            names = "; ".join(actor.aliases[:20])
            yield Paragraph(sentences=(say("actor", "aliases", facts=[names], names=names),))
        if actor.note:
            yield Paragraph(sentences=(say("actor", "note", facts=[actor.note], note=actor.note),), style="small")
        pages = dict.fromkeys(
            p for p in (actor.reference, *(f.reference for f in actor.facts)) if p and p != UNREFERENCED
        )
        if pages:
            line = "; ".join(pages)
            yield Paragraph(sentences=(say("actor", "pages", facts=[line], pages=line),), style="small")


PARTIES: Mapping[str, Kind] = {
    "actors": actors,
    "relations": relations,
    "courses": courses,
    "missions": missions,
    "measures": measures,
    "accused": accused,
    "said": said,
    "about": about,
    "actor_table": actor_table,
}
"""Kinds of chapters about actors."""
