"""The way through extraction: every part asked in turn, its mentions handed to `assemble`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from djeli import lang
from djeli.extract import times
from djeli.extract.annotate import annotate_many
from djeli.extract.assemble import Parts, assemble
from djeli.extract.credits import item_credits
from djeli.extract.events.demands import called_for
from djeli.extract.events.evidence import weigh
from djeli.extract.events.find import find_triggers
from djeli.extract.events.gate import tells
from djeli.extract.events.hit import victims_counted
from djeli.extract.events.joining import refer_back
from djeli.extract.events.means import find_weapons, refine
from djeli.extract.events.office import by_office
from djeli.extract.events.placing import set_back
from djeli.extract.events.related import find_related
from djeli.extract.events.retelling import retold
from djeli.extract.events.speech_acts import onto_deeds
from djeli.extract.figures.find import find_figures
from djeli.extract.harm.attach import BACK, attach_counts
from djeli.extract.harm.find import find_counts
from djeli.extract.learned.reader import choose
from djeli.extract.lexicon import Lexicon
from djeli.extract.mentions import (
    CreditMention,
    Mentions,
    PlaceMention,
    Range,
    Sentence,
    TieMention,
    TimeMention,
    Trigger,
)
from djeli.extract.original import counts_as_written, speakers_as_written
from djeli.extract.persons.find import find_persons
from djeli.extract.places.dateline import dateline_day, dateline_where
from djeli.extract.places.find import Handed, PlaceHint, find_places, place_for
from djeli.extract.places.words import words_of
from djeli.extract.roles.actors import find_actors
from djeli.extract.roles.find import find_roles
from djeli.extract.roles.parties import party_words
from djeli.extract.speech.parties import resolve_speakers
from djeli.extract.speech.speakers import find_attributions
from djeli.extract.ties.bonds import find_bonds, may_bind, once
from djeli.extract.ties.find import find_ties, may_tell
from djeli.extract.ties.when import date_of
from djeli.extract.told import Told, told
from djeli.extract.tools import Tools
from djeli.records import Document, Extraction, Item, Text
from djeli.resources.event_types import event_types
from djeli.values import When, Where
from djeli.vocab import Relation

METHOD = "rules@2"


def extract(item: Item, text: Text, document: Document, tools: Tools) -> Extraction:
    """Reports and claims of one item; none for an item in a language without words."""
    return extract_many([item], text, document, tools)[0]


def extract_many(items: Sequence[Item], text: Text, document: Document, tools: Tools) -> list[Extraction]:
    """Extractions of the items of one text, in their order; lines of all items are parsed in common batches."""
    wanted = [item for item in items if tools.language_of(item) in tools.languages]
    with tools.one_thread():
        found = list(annotate_many([(i, text) for i in wanted], tools, worth=tells))
        sentences = dict(zip((item.id for item in wanted), found, strict=True))
        return [
            _read(
                item,
                text,
                document,
                tools,
                sentences=sentences.get(item.id, ()),
                credited=_credits(item, items, text, tools),
            )
            for item in items
        ]


def _read(
    item: Item,
    text: Text,
    document: Document,
    tools: Tools,
    *,
    sentences: tuple[Sentence, ...],
    credited: tuple[CreditMention, ...],
) -> Extraction:
    if not sentences:
        return _credits_alone(item, text, credited)
    code = tools.language_of(item)
    mentions = choose(find_mentions(item, text, document, tools, sentences), tools, code)
    related = find_related(sentences, mentions.triggers, reading_form(text.content, code), code)
    mentions = replace(mentions, credits=credited, related=related)
    dates, placed = answers(item, text, mentions, tools)
    page = published(item, document)
    kept = partial(times.as_of, content=text.content, lang=code, page=page)
    parts = Parts(
        item=item,
        text=text,
        mentions=mentions,
        when_of=dates.get,
        where_of=placed,
        method=METHOD,
        published=page,
        course_of=partial(_course, mentions=mentions, content=text.content, code=code, page=page),
        as_of=tuple(kept(item, sentences, mentions.times)),
        held_of=partial(_held, mentions=mentions, content=text.content, code=code, page=page),
    )
    return assemble(parts)


def _credits(item: Item, items: Sequence[Item], text: Text, tools: Tools) -> tuple[CreditMention, ...]:
    """Who is credited in an item; the lines above the first and below the last item of a text belong to these."""
    start = 0 if item.start == min(one.start for one in items) else item.start
    end = len(text.content) if item.end == max(one.end for one in items) else item.end
    own = item.publisher.value if item.publisher else ""
    return item_credits(text.content, item, (start, end), tools.language_of(item), own=own)


def _credits_alone(item: Item, text: Text, credited: tuple[CreditMention, ...]) -> Extraction:
    """The extraction of an item without sentences: in a language without words, or of headers alone."""
    page = Told(item, text, Mentions(sentences=(), credits=credited), METHOD)
    return Extraction(item=item.id, method=METHOD, claims=tuple(told(page, (), ())))


def answers(
    item: Item, text: Text, mentions: Mentions, tools: Tools
) -> tuple[dict[Trigger, tuple[When, Range] | None], Callable[[Trigger], tuple[Where, Range] | None]]:
    """When each trigger's occurrence happened, and a way to ask where, each with the words that say so."""
    code = tools.language_of(item)
    content = reading_form(text.content, code)
    told = times.times_for(mentions.triggers, mentions.sentences, mentions.times, content=content, lang=code)
    placed = partial(_where, mentions=mentions, dateline=_dateline(item, tools), handed={})
    return dict(zip(mentions.triggers, told, strict=True)), placed


@lru_cache(maxsize=2)
def reading_form(content: str, code: str) -> str:
    """The text as patterns read it, as long as it is: itself, but where letters have several forms."""
    script = lang.script(code)
    return content if script is None else script.reading(content)


def find_mentions(
    item: Item, text: Text, document: Document, tools: Tools, sentences: tuple[Sentence, ...]
) -> Mentions:
    """Everything found in an item, before it becomes reports and claims."""
    code, content = tools.language_of(item), text.content
    plain = reading_form(content, code)
    lexicon = tools.lexicons[code]
    actors = find_actors(sentences, content, tools.actors)
    triggers = refer_back(sentences, find_triggers(sentences, lexicon, actors=actors))
    persons = find_persons(
        sentences,
        plain,
        code,
        actors=actors,
        gazetteer=tools.gazetteer,
        author=_author(item),
        sure=bool(item.language),
        shown=content,
    )
    stateful = may_tell(sentences, actors, plain, code)
    bound = may_bind(sentences, plain, code)
    dates = partial(_times, item, document, sentences, plain, code)
    figures = find_figures(sentences, actors, plain, code, times=dates)
    told = find_attributions(sentences, plain, code)
    if not (triggers or stateful or bound or figures):
        alone = speakers_as_written(resolve_speakers(told, actors, plain, code), plain, content)
        return Mentions(sentences=sentences, actors=actors, attributions=alone, persons=persons)
    hint = PlaceHint(
        dateline=item.dateline.value if item.dateline else "",
        place=document.place.value if document.place else "",
    )
    places = find_places(sentences, content, tools.gazetteer, code, hint=hint)
    roles = find_roles(sentences, triggers, actors, lexicon, gazetteer=tools.gazetteer)
    triggers, roles = onto_deeds(triggers, roles, sentences, party_words(code))
    roles = (*roles, *find_weapons(triggers, roles, sentences, lexicon))
    triggers = by_office(refine(triggers, roles, sentences, lexicon), roles, sentences, party_words(code))
    said = resolve_speakers(told, actors, plain, code, places=places)
    dated = dates()
    ties = find_ties(sentences, actors, places, dated, plain, code=code) if stateful else ()
    if bound:
        bonds = find_bonds(
            sentences, actors, places, dated, plain, code=code, gazetteer=tools.gazetteer, others=ties
        )  # fmt: skip
        ties = once(ties, bonds)
    found = Mentions(
        sentences=sentences,
        triggers=called_for(triggers, said),
        roles=roles,
        places=places,
        times=dated,
        counts=counts_as_written(find_counts(_near(sentences, triggers), plain, code), plain, content),
        actors=actors,
        attributions=speakers_as_written(said, plain, content),
        persons=persons,
        ties=ties,
        figures=figures,
    )
    return _settled(found, lexicon, tools)


def _author(item: Item) -> Range | None:
    """Where the item's author is named in its own text."""
    span = item.author.span if item.author is not None else None
    return (span.start, span.end) if span is not None and span.text == item.text else None


def _settled(found: Mentions, lexicon: Lexicon, tools: Tools) -> Mentions:
    """Mentions with those counted as victims, retellings bound to what they tell, and the unproven set back."""
    found = replace(found, triggers=set_back(found, lexicon.modal))
    attached = attach_counts(found)
    hit = victims_counted(found, attached, lexicon, tools.gazetteer)
    found = replace(found, roles=(*found.roles, *hit))
    found = replace(found, triggers=retold(found, attached, lexicon.modal))
    return replace(found, triggers=weigh(found, attached))


def _near(sentences: Sequence[Sentence], triggers: Sequence[Trigger]) -> list[Sentence]:
    """Sentences that tell an occurrence and those a count of it may stand in: the others need no counting."""
    wanted = {t.sentence + ahead for t in triggers for ahead in range(BACK + 1)}
    return [s for s in sentences if s.index in wanted]


def _times(
    item: Item, document: Document, sentences: Sequence[Sentence], content: str, code: str
) -> tuple[TimeMention, ...]:
    page = next((f.value for f in (item.published, document.published) if f is not None), "")
    day = published(item, document)
    told = dateline_day(item, content, code, day)
    return times.find_times(sentences, content, code, published=day, dateline=told, page=page)


def published(item: Item, document: Document) -> dt.date | None:
    """The page's date: the item's own, else the document's; None when neither is a date."""
    for field in (item.published, document.published):
        if field is not None:
            try:
                return dt.date.fromisoformat(field.value[:10])
            except ValueError:
                continue
    return None


def _course(
    trigger: Trigger, *, mentions: Mentions, content: str, code: str, page: dt.date | None
) -> times.Course | None:
    """The course of an undertaking; None for what is done once and for all."""
    if not event_types()[trigger.type].undertaking:
        return None
    sentence = mentions.sentences[trigger.sentence]
    return times.course_of(trigger, sentence, mentions.times, content=content, lang=code, page=page)


def _held(
    state: TieMention, *, mentions: Mentions, content: str, code: str, page: dt.date | None
) -> tuple[When, Range | None] | None:
    sentence = mentions.sentences[state.sentence]
    spot = (state.start, state.end)
    told = mentions.times if state.dated else ()
    own = date_of(state, sentence, told, content, page)
    if own is not None:
        return own
    # What happens once has the day that is told or none: the page's own is not the day of an arrest.
    lasting = any(t.since for t in told if t.sentence == state.sentence)
    page = page if lasting or state.relation == "present_in" or Relation(state.relation).lasts else None
    return times.held(spot, sentence, told, content=content, lang=code, page=page, over=state.over)


def _where(
    trigger: Trigger, *, mentions: Mentions, dateline: tuple[Where, Range] | None, handed: Handed
) -> tuple[Where, Range] | None:
    """The place of a trigger with the words that name it."""
    span = (trigger.start, trigger.end)
    city = dateline[0] if dateline else None
    chosen = place_for(trigger.sentence, span, mentions.places, mentions.sentences, dateline=city, handed=handed)
    if chosen is None:
        return None
    naming = [p for p in mentions.places if p.where is not None and _same(p.where, chosen)]
    near = [p for p in naming if p.sentence <= trigger.sentence] or naming
    if near:
        best = min(near, key=lambda p: (abs(trigger.sentence - p.sentence), _gap(p, span)))
        return chosen, (best.start, best.end)
    if dateline is not None and _same(dateline[0], chosen):
        return chosen, dateline[1]
    return None


def _same(one: Where, other: Where) -> bool:
    def key(w: Where) -> tuple[object, ...]:
        return w.name, w.lat, w.lon, w.resolution

    return key(one) == key(other)


def _gap(place: PlaceMention, span: Range) -> int:
    return max(place.start - span[1], span[0] - place.end, 0)


def _dateline(item: Item, tools: Tools) -> tuple[Where, Range] | None:
    """The place of the item's dateline, where its words stand in the text and name one place of the country given."""
    field, gazetteer = item.dateline, tools.gazetteer
    if field is None or field.span is None or field.span.text != item.text:
        return None
    where = dateline_where(field.value, gazetteer, words_of(tools.language_of(item)))
    return (where, (field.span.start, field.span.end)) if where is not None else None
