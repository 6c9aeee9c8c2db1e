"""Those a count of harm names, as victims: "Two nurses and a guard were hurt" tells who, not only how many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from djeli.extract.lexicon import Lexicon
from djeli.extract.mentions import CountMention, Mentions, RoleMention, Sentence
from djeli.extract.roles.parties import context, party_at
from djeli.gazetteer import Gazetteer
from djeli.resources.event_types import event_types
from djeli.vocab import Harm, PartyKind, Role

_SUFFERED = frozenset({Harm.KILLED, Harm.WOUNDED, Harm.ABDUCTED, Harm.MISSING})


def victims_counted(
    found: Mentions, attached: Mapping[int, Sequence[int]], lexicon: Lexicon, gazetteer: Gazetteer
) -> Iterator[RoleMention]:
    """Victims out of the counts of each occurrence, where no role stands at those words yet."""
    types = event_types()
    ctx = context(lexicon, found.actors, gazetteer)
    for number, indexes in attached.items():
        taken = {(r.start, r.end) for r in found.roles if r.trigger == number}
        if Role.VICTIM not in types[found.triggers[number].type].roles:
            continue
        for count in (found.counts[i] for i in indexes):
            sentence = found.sentences[count.sentence]
            if count.harm not in _SUFFERED or not sentence.tokens.doc.has_annotation("DEP"):
                continue
            head = _head(count, sentence)
            one = party_at(head, sentence, ctx) if head is not None else None
            if one is None or one.party.kind is PartyKind.PLACE_OR_OBJECT or one.label in ("weapon", "place"):
                continue
            spot = (one.start, one.end)
            if not any(low < spot[1] and spot[0] < high for low, high in taken):
                taken.add(spot)
                yield RoleMention(trigger=number, role=Role.VICTIM, start=one.start, end=one.end, party=one.party)


def _head(count: CountMention, sentence: Sentence) -> Any:
    """The noun counted: the head of the words the count covers."""
    doc = sentence.tokens.doc
    span = doc.char_span(count.start - sentence.offset, count.end - sentence.offset, alignment_mode="expand")
    if span is None or len(span) == 0:
        return None
    return span.root if span.root.pos_ in ("NOUN", "PROPN") else None
