"""Mentions to Reports and Claims. Here alone the parts of extraction meet.

One report an occurrence mention: the anchor is its trigger, the scope its sentence. Every claim points at the words it
rests on; who says it is the innermost attribution over those words, and nobody when the item says it in its own voice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from djeli import values
from djeli.extract.harm.asof import counted_at
from djeli.extract.harm.attach import attach_counts
from djeli.extract.mentions import Mentions, Range, RelatedMention, RoleMention, Trigger, head_of
from djeli.extract.speech.speakers import speaker_of
from djeli.extract.times import Course
from djeli.extract.told import Holder, Told, spans_of, speaker_record, ties, told
from djeli.records import Claim, Extraction, Item, Report, Speaker, Text
from djeli.values import UNLISTED, Related, When, Where
from djeli.vocab import Informant, Modality, Phase, Precision, Scope, Stance, SubjectKind

OLD = dt.timedelta(days=60)
"""An occurrence that ended this long before the page's date is background: news pages tell the last days and weeks;
long reports carry their own dates."""

_LUMPS = frozenset({Precision.SEASON, Precision.YEAR, Precision.LONGER, Precision.MONTH})

_YEARS = frozenset({Precision.YEAR, Precision.LONGER})
"""Where neither the page nor anything it tells has a day, a year is history."""

Finder = Callable[[Trigger], tuple[When, Range] | None]
Runner = Callable[[Trigger], Course | None]
Placer = Callable[[Trigger], tuple[Where, Range] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What `assemble` needs beside the mentions: how to date and place a trigger, and the method's name."""

    item: Item
    text: Text
    mentions: Mentions
    when_of: Finder
    where_of: Placer
    method: str
    published: dt.date | None = None
    course_of: Runner = lambda _trigger: None
    as_of: Sequence[tuple[Range, When]] = ()
    held_of: Holder = lambda _tie: None


def assemble(parts: Parts) -> Extraction:
    """The extraction of one item."""
    heads = [n for n, trigger in enumerate(parts.mentions.triggers) if trigger.same_as < 0]
    dates = {n: parts.when_of(t) for n, t in enumerate(parts.mentions.triggers)}
    reports = _reports(parts, heads, dates)
    counts = attach_counts(parts.mentions, implied=True)
    claims: dict[str, Claim] = {}
    for number in range(len(parts.mentions.triggers)):
        head = head_of(parts.mentions.triggers, number)
        for claim in _claims(parts, number, reports[head], dates[number], counts.get(number, ())):
            claims.setdefault(claim.id, claim)
    for one in parts.mentions.related:
        claim = _related(parts, one, reports)
        claims.setdefault(claim.id, claim)
    page = Told(parts.item, parts.text, parts.mentions, parts.method)
    for claim in (*told(page, list(reports.values()), parts.as_of), *ties(page, parts.held_of)):
        claims.setdefault(claim.id, claim)
    return Extraction(
        item=parts.item.id,
        method=parts.method,
        reports=tuple({report.id: report for report in reports.values()}.values()),
        claims=tuple(claims.values()),
        unresolved_places=tuple(
            parts.text.span(p.start, p.end) for p in parts.mentions.places if p.locative and _unlocated(p.where)
        ),
    )


def _unlocated(where: Where | None) -> bool:
    """Whether an analyst should be asked where it is: nothing found, or a name that no gazetteer has."""
    return where is None or UNLISTED in where.reason


def _reports(parts: Parts, heads: Sequence[int], dates: Mapping[int, tuple[When, Range] | None]) -> dict[int, Report]:
    """Reports by trigger. Where all of them lie long before the page, its news is old: the last day told is its own."""
    published, latest = parts.published, _latest(parts)
    reports = {n: _report(parts, n, dates[n], published or latest) for n in heads}
    if published is None or latest is None or not all(report.background for report in reports.values()):
        return reports
    return {n: _report(parts, n, dates[n], min(published, latest)) for n in heads}


def _report(parts: Parts, number: int, dated: tuple[When, Range] | None, reference: dt.date | None) -> Report:
    trigger = parts.mentions.triggers[number]
    sentence = parts.mentions.sentences[trigger.sentence]
    here = dated is not None and _inside(dated[1], parts.mentions, trigger)
    return Report(
        item=parts.item.id,
        anchor=parts.text.span(trigger.start, trigger.end),
        scope=parts.text.span(sentence.start, sentence.end),
        type=trigger.type,
        background=trigger.background or _is_past(reference, trigger, dated, here=here),
    )


def _is_past(published: dt.date | None, trigger: Trigger, dated: tuple[When, Range] | None, *, here: bool) -> bool:
    """Long before the page's date, or a lump of occurrences without a day; of a year alone where no day is told."""
    if dated is None or (trigger.aggregate and not here):
        return trigger.aggregate
    when, _ = dated
    if trigger.aggregate and when.precision in _LUMPS:
        return True
    if published is None:
        return when.precision in _YEARS
    return when.end < published - OLD


def _latest(parts: Parts) -> dt.date | None:
    """The latest day the item tells of, up to the page's."""
    days = [t.when.end for t in parts.mentions.times if t.when.precision is Precision.DAY]
    return max((day for day in days if parts.published is None or day <= parts.published), default=None)


def _claims(
    parts: Parts,
    number: int,
    report: Report,
    dated: tuple[When, Range] | None,
    counts: Sequence[int],
) -> Iterator[Claim]:
    """All claims one trigger gives about its report."""
    mentions = parts.mentions
    trigger = mentions.triggers[number]
    yield from _course(parts, report, trigger)
    placed = parts.where_of(trigger)
    own = trigger.same_as < 0
    for prop, found in (("when", dated), ("where", placed)):
        here = found is not None and _inside(found[1], mentions, trigger)
        if found is not None and (here or (own and not trigger.aggregate)):
            value, span = found
            # What is carried over from other sentences is said by who tells the occurrence.
            voice = span if here else (trigger.start, trigger.end)
            yield _claim(parts, report, trigger, prop, values.dump(value), span, voice=voice)
    for index in counts:
        count = mentions.counts[index]
        quantity = replace(count.quantity, scope=Scope.AGGREGATE) if trigger.aggregate else count.quantity
        at = counted_at(count, mentions, parts.published)
        spans = ((count.start, count.end), count.cue, *((at[1],) if at is not None and at[1] is not None else ()))
        told = _claim(parts, report, trigger, count.harm.value, values.dump(quantity), *spans)
        yield replace(told, valid=at[0]) if at is not None else told
    for role in mentions.roles:
        if role.trigger == number:
            accused = Stance.ACCUSES if role.accused else None
            spot = (role.start, role.end)
            claim = _claim(parts, report, trigger, role.role.value, values.dump(role.party), spot, stance=accused)
            yield _own_claim(claim, role) if role.claimed or role.denied else claim


def _course(parts: Parts, report: Report, trigger: Trigger) -> Iterator[Claim]:
    """The type, with the time an undertaking holds, and the date of its phase."""
    told = _claim(parts, report, trigger, "type", trigger.type, (trigger.start, trigger.end))
    course = parts.course_of(trigger)
    if course is None:
        yield told
        return
    over = course.over and trigger.phase in (Phase.NONE, Phase.IN_FORCE)
    if course.valid is not None:
        spans = spans_of(parts.text, ((trigger.start, trigger.end), course.valid[1]))
        told = replace(told, spans=spans, valid=course.valid[0])
    yield replace(told, phase=Phase.ENDED) if over else told
    if course.reached is not None:
        when, span = course.reached
        yield _claim(parts, report, trigger, "phase_when", values.dump(when), span)


def _related(parts: Parts, one: RelatedMention, reports: Mapping[int, Report]) -> Claim:
    """How one report stands to another; of what did not happen, or is only planned, the relation is no fact either."""
    triggers = parts.mentions.triggers
    left, right = head_of(triggers, one.left), head_of(triggers, one.right)
    spot, unreal = (one.start, one.end), [t for t in (triggers[left], triggers[right]) if not t.modality.happened]
    ranges = [spot, *((triggers[n].start, triggers[n].end) for n in (one.left, one.right))]
    claim = _claim(
        parts,
        reports[left],
        unreal[0] if unreal else triggers[left],
        "related",
        values.dump(Related(relation=one.relation, report=reports[right].id)),
        *ranges,
    )
    return replace(claim, phase=Phase.NONE, modality=Modality.NEGATED if one.denied else claim.modality)


def _inside(span: Range, mentions: Mentions, trigger: Trigger) -> bool:
    sentence = mentions.sentences[trigger.sentence]
    return sentence.start <= span[0] and span[1] <= sentence.end


def _claim(
    parts: Parts,
    report: Report,
    trigger: Trigger,
    prop: str,
    value: str,
    *ranges: Range,
    voice: Range | None = None,
    stance: Stance | None = None,
) -> Claim:
    """One claim; `voice` are the words whose speaker it has when not its own, `stance` what the words say of it."""
    said = speaker_of(voice or ranges[0], parts.mentions.attributions)
    spoken = said.stance if said is not None else Stance.ASSERTS
    return Claim(
        item=parts.item.id,
        subject_kind=SubjectKind.REPORT,
        subject=report.id,
        prop=prop,
        value=value,
        spans=spans_of(parts.text, ranges),
        method=parts.method,
        speaker=speaker_record(parts.text, said),
        stance=stance if stance is not None and spoken is Stance.ASSERTS else spoken,
        modality=trigger.modality,
        phase=trigger.phase,
    )


def _own_claim(claim: Claim, role: RoleMention) -> Claim:
    """The claim as its party makes it: who claims responsibility, or denies it, is the speaker."""
    informant = Informant.ARMED_GROUP if role.party.kind.armed else Informant.UNKNOWN
    speaker = Speaker(name=role.party.name, span=claim.spans[0], informant=informant, actor=role.party.actor)
    return replace(claim, speaker=speaker, stance=Stance.DENIES if role.denied else Stance.CLAIMS_RESPONSIBILITY)
