"""What an item says beside its occurrences, as claims: statements, relations of actors, figures, persons, credits.

Claims about an occurrence are made in `assemble.py`; both speak through the innermost attribution over their words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from djeli import lang, values
from djeli.extract.mentions import Attribution, FigureMention, Mentions, Range, TieMention
from djeli.extract.speech.back import targets
from djeli.extract.speech.speakers import speaker_of
from djeli.extract.speech.words import words_of
from djeli.records import Claim, Item, Report, Span, Speaker, Text
from djeli.values import Saying, When
from djeli.vocab import Manner, Modality, Phase, Relation, Stance, SubjectKind

Holder = Callable[[TieMention], tuple[When, Range | None] | None]
_OPEN, _CLOSE = "\"“„«‹'‘", "\"”“»›'’"


@dataclass(frozen=True, slots=True)
class Told:
    """An item with all that was found in it."""

    item: Item
    text: Text
    mentions: Mentions
    method: str


def told(page: Told, reports: Sequence[Report], as_of: Sequence[tuple[Range, When]]) -> Iterator[Claim]:
    """Claims about the item: dates of its paragraphs, credits, persons, figures and statements."""
    for spot, when in as_of:
        yield _of_item(page, "as_of", values.dump(when), spot)
    for credit in page.mentions.credits:
        reach = (credit.reach,) if credit.reach is not None else ()
        yield _of_item(page, "credit", values.dump(credit.credit), (credit.start, credit.end), *reach)
    for one in page.mentions.persons:
        yield _of_item(page, "person", values.dump(one.person), (one.start, one.end))
    for figure in page.mentions.figures:
        yield _figure(page, figure)
    yield from _statements(page, reports)


def ties(page: Told, held_of: Holder) -> Iterator[Claim]:
    """What holds of actors, with the time in which it does; an actor the table lacks is known by its name."""
    for tie in page.mentions.ties:
        timeless = tie.relation == Relation.ALIAS_OF  # a sentence's day is not that of the name it explains
        when, bound = (None, None) if timeless else tie.when or held_of(tie) or (None, None)
        said = speaker_of(tie.spans[-1], page.mentions.attributions)
        yield Claim(
            item=page.item.id,
            subject_kind=SubjectKind.ACTOR,
            subject=tie.subject.actor or f"name:{tie.subject.name}",
            prop=tie.relation,
            value=values.dump(tie.value),
            spans=spans_of(page.text, (*tie.spans, bound) if bound is not None else tie.spans),
            method=page.method,
            speaker=speaker_record(page.text, said),
            stance=said.stance if said is not None else Stance.ASSERTS,
            modality=Modality.NEGATED if tie.denied else Modality.ACTUAL,
            phase=Phase.ENDED if tie.over else Phase.IN_FORCE,
            valid=when,
        )


def spans_of(text: Text, ranges: Sequence[Range]) -> tuple[Span, ...]:
    """Spans of the ranges, those inside another left out."""
    kept: list[Range] = []
    for start, end in ranges:
        if not any(low <= start and end <= high for low, high in kept):
            kept.append((start, end))
    return tuple(text.span(start, end) for start, end in kept)


def speaker_record(text: Text, said: Attribution | None) -> Speaker | None:
    """The speaker of an attribution; None when nobody is named ("reportedly")."""
    if said is None or said.source is None:
        return None
    span = text.span(*said.source)
    return Speaker(
        name=said.name or text.quote(span),
        span=span,
        informant=said.informant,
        actor=said.actor,
        cue=text.span(*said.cue),
        role=said.role,
        organisation=said.organisation,
        via=said.via,
    )


def _statements(page: Told, reports: Sequence[Report]) -> Iterator[Claim]:
    """Each statement of a named speaker, with the reports it tells or answers."""
    said = [one for one in page.mentions.attributions if one.source is not None and one.content]
    if not said:
        return
    anchors = [((r.anchor.start, r.anchor.end), r.id) for r in reports]
    words = words_of(lang.nearest((page.item.language or "en").lower().replace("_", "-").split("-")[0]))
    for one, about in zip(said, targets(said, anchors, page.text.content, words), strict=True):
        yield _statement(page, one, about)


def _statement(page: Told, said: Attribution, about: tuple[str, ...]) -> Claim:
    value = Saying(manner=_manner(page.text.content, said.content), about=about, addressee=said.addressee)
    return Claim(
        item=page.item.id,
        subject_kind=SubjectKind.ITEM,
        subject=page.item.id,
        prop="said",
        value=values.dump(value),
        spans=tuple(page.text.span(*part) for part in said.content),
        method=page.method,
        speaker=speaker_record(page.text, said),
        stance=said.stance,
    )


def _manner(content: str, parts: Sequence[Range]) -> Manner:
    """Direct where each part is one quotation, marks inside or right outside, mixed where marks stand within."""
    words = [content[max(0, start - 1) : end + 1].strip(" ,.;:\n\u00a0") for start, end in parts]
    if all(word[:1] in _OPEN and word[-1:] in _CLOSE for word in words if word):
        return Manner.DIRECT
    inside = (content[start:end] for start, end in parts)
    return Manner.MIXED if any(mark in part for part in inside for mark in '"“”«»') else Manner.INDIRECT


def _figure(page: Told, found: FigureMention) -> Claim:
    said = speaker_of(found.spans[0], page.mentions.attributions)
    return Claim(
        item=page.item.id,
        subject_kind=SubjectKind.ITEM,
        subject=page.item.id,
        prop="figure",
        value=values.dump(found.figure),
        spans=spans_of(page.text, found.spans),
        method=page.method,
        speaker=speaker_record(page.text, said),
        stance=said.stance if said is not None else Stance.ASSERTS,
        modality=Modality.NEGATED if found.denied else Modality.ACTUAL,
        valid=found.when,
    )


def _of_item(page: Told, prop: str, value: str, *spots: Range) -> Claim:
    return Claim(
        item=page.item.id,
        subject_kind=SubjectKind.ITEM,
        subject=page.item.id,
        prop=prop,
        value=value,
        spans=tuple(page.text.span(*spot) for spot in spots),
        method=page.method,
    )
