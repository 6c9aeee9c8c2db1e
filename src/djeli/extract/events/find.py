"""Triggers: the words that tell of occurrences, typed, with how they are told; words of one occurrence joined.

The word lists lead. The parse says whether a word stands where it can tell an event (a verb, a noun that is not
merely a modifier) and which words of a sentence tell the same one ("attacked …, killing 21").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from djeli.extract.events.company import has_company
from djeli.extract.events.figures import is_figure, is_heading, is_sport
from djeli.extract.events.gapping import gapped
from djeli.extract.events.joining import join
from djeli.extract.events.modality import Reading, read_modality
from djeli.extract.events.plain import is_plain_figure
from djeli.extract.events.verbs import is_verb_of, lemma_with_particle
from djeli.extract.lexicon import Hit, Lexicon, View, view_of
from djeli.extract.mentions import ActorMention, Range, Sentence, Trigger
from djeli.resources.event_types import event_types, type_of_concept
from djeli.vocab import Harm, Modality, PartyKind, Phase, Role

_LONG = 8
"""A phrase wider than this anchors at its head word alone."""

MERE_TALK = 3
"""Statement types up to this specificity (denial, appeal) are speech; threats are deeds."""

_ABOUT_DEEDS = frozenset({"denial", "accusation"})
"""Speech that gives the deed beside it a party; `speech_acts` sees to that."""

_DEEDS = frozenset({"violence", "coercion", "protest"})
_DATES = frozenset({"DATE", "TIME"})
_NOT_EVENTS = frozenset({"ORG", "WORK_OF_ART", "LAW", "PRODUCT"})
_EMPTY = frozenset({"take place", "take part", "go on", "take off"})
"""Verbs that tell nothing by themselves, whatever their first word tells elsewhere."""

_SINGLING = frozenset({"the", "this", "that", "these", "those", "both", "two", "three"})
_HIT = frozenset({PartyKind.CIVILIANS, PartyKind.PROTESTERS, PartyKind.RIOTERS})
_NOUNS = ("NOUN", "PROPN", "")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word or phrase that may tell an occurrence; token indexes are of the Doc, both ends included."""

    first: int
    last: int
    head: int
    type: str
    weak: bool
    verbal: bool
    inner: tuple[int, ...] = ()

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Strong before weak, long before short, fine before coarse; a weak word tells the least it can."""
        fine = event_types()[self.type].specificity
        return (not self.weak, self.last - self.first, -fine if self.weak else fine)


def find_triggers(
    sentences: Sequence[Sentence], lexicon: Lexicon, *, actors: Sequence[ActorMention] = ()
) -> tuple[Trigger, ...]:
    """Triggers of an item in reading order, those of one occurrence in one sentence joined into one."""
    names: dict[int, list[Range]] = {}
    armed: dict[int, list[Range]] = {}
    for actor in actors:
        if actor.named:
            names.setdefault(actor.sentence, []).append((actor.start, actor.end))
        if actor.named and actor.party.kind.armed:
            armed.setdefault(actor.sentence, []).append((actor.start, actor.end))
    found: list[Trigger] = []
    for sentence in sentences:
        if is_heading(sentence):
            continue
        view = view_of(sentence.tokens)
        chosen = _candidates(
            sentence, view, lexicon, names=names.get(sentence.index, ()), armed=armed.get(sentence.index, ())
        )
        chosen = _without_mere_speech(chosen)
        if chosen:
            told = _triggers(sentence, view, chosen, lexicon)
            found += [*told, *gapped(sentence, told)]
    return tuple(found)


def _candidates(
    sentence: Sentence, view: View, lexicon: Lexicon, *, names: Sequence[Range], armed: Sequence[Range]
) -> list[Candidate]:
    doc = sentence.tokens.doc
    hits = list(lexicon.triggers.find(view))
    blocked = {(h.pattern.meaning, i) for h in hits if h.pattern.source == "not" for i in range(h.first, h.last + 1)}
    raw = [_from_hit(doc, h) for h in hits if h.pattern.source != "not" and has_company(h, view, lexicon, doc)]
    raw += _from_verbs(sentence, lexicon)
    concepts = {kind: concept for concept, kind in type_of_concept().items()}
    if is_sport(view, lexicon.modal):
        raw = [c for c in raw if event_types()[c.type].family not in ("violence", "military")]
    standing = [
        c
        for c in raw
        if (concepts[c.type], c.head) not in blocked
        and not _inside(sentence.range_of(doc[c.head]), names)
        and _stands(doc[c.head], c, sentence, lexicon)
        and not is_figure(doc[c.head], event_types()[c.type], lexicon.modal)
        and (doc[c.head].dep_ or not is_plain_figure(c.first, c.last, view, event_types()[c.type], lexicon))
    ]
    standing = _fitting_object([c for c in standing if not _armed_leave(c, doc, lexicon)], doc, lexicon)
    chosen = [
        replace(c, inner=tuple(o.head for o in standing if c.first <= o.head <= c.last)) for c in _widest(standing)
    ]
    chosen = [
        c
        for c in chosen
        if not c.weak or _by_named(c, sentence, armed) or _supported(c, chosen, sentence, view, lexicon)
    ]
    return _not_mere_modifiers(chosen, doc, lexicon)


def _without_mere_speech(chosen: list[Candidate]) -> list[Candidate]:
    """Words of saying beside an occurrence say how it is told; they are an occurrence only when they stand alone."""
    types = event_types()
    told = [c for c in chosen if types[c.type].family != "statement"]
    kept = [
        c
        for c in chosen
        if types[c.type].family != "statement" or types[c.type].specificity > MERE_TALK or c.type in _ABOUT_DEEDS
    ]
    return kept if told else chosen


def _inside(span: Range, names: Sequence[Range]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in names)


def _from_hit(doc: Any, hit: Hit) -> Candidate:
    parsed = doc.has_annotation("DEP")
    root = doc[hit.first : hit.last + 1].root if parsed else doc[hit.first]
    head = hit.last if parsed and hit.pattern.source == "nouns" else root.i
    kind = type_of_concept()[hit.pattern.meaning]
    verbal = hit.pattern.source != "nouns" and doc[head].pos_ in ("VERB", "AUX")
    return Candidate(hit.first, hit.last, head, kind, hit.pattern.weak, verbal)


def _from_verbs(sentence: Sentence, lexicon: Lexicon) -> Iterator[Candidate]:
    for token in sentence.tokens:
        if token.pos_ not in ("VERB", "AUX", "") or lemma_with_particle(token)[1] in _EMPTY:
            continue
        lemma = token.lemma_.lower() or token.lower_
        for rest, concept, weak in lexicon.verbs.get(lemma, ()):
            last = _particles(token, rest, sentence)
            if last is not None:
                yield Candidate(token.i, max(token.i, last), token.i, type_of_concept()[concept], weak, True)


def _particles(verb: Any, rest: Sequence[str], sentence: Sentence) -> int | None:
    """Doc index of the last word of a verb with particles, or None when they are not there."""
    last = verb.i
    for word in rest:
        near = verb.doc[last + 1 : min(last + 5, sentence.tokens.end)]
        found = next((t for t in near if word in (t.lower_, t.lemma_.lower())), None)
        if found is None or (found.i > last + 1 and found.dep_ and not _belongs(found, verb)):
            return None
        last = int(found.i)
    return int(last)


def _belongs(word: Any, verb: Any) -> bool:
    return bool(verb in (word.head, word.head.head))


def _stands(token: Any, candidate: Candidate, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether the word stands where it can tell an event."""
    if token.ent_type_ in _DATES:
        return False
    if token.ent_type_ in _NOT_EVENTS and token.text[:1].isupper() and not sentence.title and not token.is_sent_start:
        return False
    if candidate.verbal or candidate.last > candidate.first:
        return True
    if lexicon.people.get(token.lemma_.lower()) not in (None, PartyKind.PLACE_OR_OBJECT):
        return False  # "the hostage", "the captives": people, not what was done to them
    if sentence.title:
        return True
    return token.pos_ in _NOUNS


def _fitting_object(candidates: Sequence[Candidate], doc: Any, lexicon: Lexicon) -> list[Candidate]:
    """Of several types one verb may tell, those that fit its object: people are seized otherwise than a bridge is."""
    kept: list[Candidate] = []
    for candidate in candidates:
        rivals = [c for c in candidates if c.head == candidate.head and c.type != candidate.type]
        if candidate.first < candidate.last:
            rivals = [c for c in rivals if c.first < c.last]  # a phrase knows better than one of its words
        thing = next((c for c in doc[candidate.head].children if c.dep_ in ("dobj", "nsubjpass")), None)
        if candidate.verbal and rivals and thing is not None and thing.pos_ in ("NOUN", "PROPN"):
            listed = lexicon.people.get(thing.lemma_.lower()) not in (None, PartyKind.PLACE_OR_OBJECT)
            people = listed or thing.ent_type_ == "PERSON"
            wants = [_takes_people(c.type) == people for c in (candidate, *rivals)]
            if not wants[0] and any(wants):
                continue
        kept.append(candidate)
    return kept


def _armed_leave(candidate: Candidate, doc: Any, lexicon: Lexicon) -> bool:
    """Armed people who flee or leave are not displaced: "the last soldiers left Gao"; and "the attackers left" tells
    the end of their attack, "gunmen entered the village" its beginning.
    """
    if candidate.type not in ("displacement", "withdrawal", "territory_gain") or not candidate.verbal:
        return False
    verb = doc[candidate.head]
    doers = [c for c in verb.children if c.dep_ == "nsubj"] + ([verb.head] if verb.dep_ == "relcl" else [])
    kinds = [lexicon.people.get(t.lemma_.lower()) for t in doers]
    if candidate.type != "displacement":
        return candidate.weak and any(kind in (PartyKind.ARMED_UNKNOWN, PartyKind.CRIMINALS) for kind in kinds)
    return any(kind is not None and kind.armed for kind in kinds)


def _takes_people(kind: str) -> bool:
    found = event_types()[kind]
    return found.roles.get(Role.VICTIM, False) or (Harm.ARRESTED in found.harm and Harm.WOUNDED not in found.harm)


def _widest(candidates: Sequence[Candidate]) -> list[Candidate]:
    """One candidate a head word; none that lies inside a better one."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (*(-int(r) for r in c.rank), c.first)):
        if any(k.first <= candidate.head <= k.last or candidate.first <= k.head <= candidate.last for k in kept):
            continue
        kept.append(candidate)
    return sorted(kept, key=lambda c: c.head)


def _by_named(weak: Candidate, sentence: Sentence, armed: Sequence[Range]) -> bool:
    """A weak verb of force with a named armed body as its subject or agent, or inside their phrase."""
    token = sentence.tokens.doc[weak.head]
    if not armed or event_types()[weak.type].family != "violence":
        return False
    if not sentence.tokens.doc.has_annotation("DEP"):
        return True  # no tree says whose verb it is: the named body stands in the sentence
    if not weak.verbal:
        return False
    doers = [c for c in token.children if c.dep_ in ("nsubj", "agent")]
    return any(_inside(sentence.range_of(t), armed) for c in doers for t in c.subtree)


def _supported(weak: Candidate, chosen: Sequence[Candidate], sentence: Sentence, view: View, lexicon: Lexicon) -> bool:
    """A weak word tells an event when armed people, those hit or a weapon depend on it; without a parse, stand by."""
    doc = sentence.tokens.doc
    token = doc[weak.head]
    if not doc.has_annotation("DEP"):
        kinds = [lexicon.people.get(name) for names in view.names for name in names]
        return any(not c.weak for c in chosen) or any(kind is not None and kind.armed for kind in kinds)
    near = list(_dependents(token))
    near += [p for t in near for c in t.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    weapons = {i for hit in lexicon.weapons.find(view) for i in range(hit.first, hit.last + 1)}
    if any(t.i in weapons and t.i not in range(weak.first, weak.last + 1) for t in near):
        return True
    if any(c.head == t.i and not c.weak for t in near for c in chosen):
        return event_types()[weak.type].family == "violence"
    return _people_suffice(weak, near, lexicon)


def _people_suffice(weak: Candidate, near: Sequence[Any], lexicon: Lexicon) -> bool:
    """Armed people or those hit for violence and force; a crowd for protest; two parties for acts of politics."""
    family = event_types()[weak.type].family
    kinds = [lexicon.people.get(t.lemma_.lower()) or lexicon.people.get(t.lower_) for t in near]
    kinds = [k for k, t in zip(kinds, near, strict=True) if k is not PartyKind.CIVILIANS or t.dep_ != "nsubj"]
    if family in ("violence", "coercion"):
        # "The injured were taken to hospital": a weak verb needs armed people, those hit alone do not make a deed
        return any(kind is not None and (kind.armed or (kind in _HIT and not weak.verbal)) for kind in kinds)
    if family == "protest":
        return any(kind in _HIT for kind in kinds)
    if family == "military":
        return weak.verbal and any(kind is not None and kind.armed for kind in kinds)
    named = sum(t.ent_type_ in ("GPE", "ORG", "PERSON", "NORP") for t in near)
    return weak.verbal and named + sum(kind is not None for kind in kinds) > 1


def _dependents(token: Any) -> Iterator[Any]:
    """Words that depend on a token directly or through one preposition, and the subject of the verb it hangs on."""
    for child in token.children:
        if child.dep_ in ("prep", "agent"):
            yield from (c for c in child.children if c.dep_ == "pobj")
        elif child.dep_ == "acl":
            yield from (c for agent in child.children if agent.dep_ == "agent" for c in agent.children)
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj", "compound", "poss", "nmod", "amod", "conj"):
            yield child
    verb = token.head
    if token.dep_ in ("dobj", "nsubjpass", "nsubj", "acl", "relcl", "advcl", "xcomp", "conj") and verb != token:
        yield verb
        if token.dep_ in ("nsubj", "dobj", "nsubjpass", "conj", "xcomp"):
            wanted = ("dobj",) if token.dep_ == "nsubj" else ("nsubj", "agent")
            yield from (c for c in verb.children if c.dep_ in wanted and c != token)


def _not_mere_modifiers(chosen: Sequence[Candidate], doc: Any, lexicon: Lexicon) -> list[Candidate]:
    """Candidates that tell something by themselves: "bombing victims" does, "attack helicopter" does not."""
    heads = {c.head for c in chosen}
    keep = lexicon.modal.carriers.union(*(g.nouns for g in lexicon.modal.outcomes.values()))
    kept = []
    for candidate in chosen:
        token = doc[candidate.head]
        if token.dep_ == "amod":
            stands = _done_before(token, candidate)
        elif token.dep_ in ("compound", "nmod") and token.head.pos_ in ("NOUN", "PROPN"):
            stands = token.head.lemma_.lower() in keep and token.head.i not in heads
        else:
            stands = True
        kept += [candidate] if stands else []
    return kept


def _done_before(token: Any, candidate: Candidate) -> bool:
    """A deed named before those hit: "the abducted girls", not "the fighting spirit" or "the elected council"."""
    return token.tag_ == "VBN" and candidate.verbal and event_types()[candidate.type].family == "violence"


def _triggers(sentence: Sentence, view: View, chosen: Sequence[Candidate], lexicon: Lexicon) -> list[Trigger]:
    doc = sentence.tokens.doc
    singles = []
    for candidate in chosen:
        token = doc[candidate.head]
        kind, phrase = event_types()[candidate.type], candidate.last > candidate.first
        reading = read_modality(token, view, lexicon, kind, first=candidate.first, phrase=phrase)
        singles.append(_single(sentence, candidate, token, reading, lexicon))
    return join(sentence, singles, lexicon)


def _single(sentence: Sentence, candidate: Candidate, token: Any, reading: Reading, lexicon: Lexicon) -> Trigger:
    doc = token.doc
    wide = candidate.last - candidate.first >= _LONG
    words = doc[token.i : token.i + 1] if wide else doc[candidate.first : candidate.last + 1]
    start, end = sentence.range_of(words)
    members = _members(doc, candidate)
    trigger = Trigger(
        start=start,
        end=end,
        sentence=sentence.index,
        type=candidate.type,
        # A type that is an attempt has happened when the attempt was foiled.
        modality=Modality.ACTUAL
        if reading.modality is Modality.FOILED and "attempt" in candidate.type
        else reading.modality,
        phase=reading.phase,
        background=reading.background
        or (reading.phase is Phase.NONE and _in_passing(candidate, token, sentence, lexicon)),
        token=token.i,
        weak=candidate.weak,
        verbal=candidate.verbal,
        members=members,
        kinds=(candidate.type,) * len(members),
        aggregate=reading.aggregate,
    )
    plain = candidate.first == candidate.last
    return replace(trigger, aggregate=True) if _general(token, sentence, plain=plain) else trigger


def _in_passing(candidate: Candidate, token: Any, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Named as a known thing and not told: "the abducted girls"; "its alliance with Moscow" without verb or date."""
    family = event_types()[candidate.type].family
    dated = any(t.ent_type_ in _DATES for t in token.subtree)
    if candidate.verbal:
        # "the troops deployed there", "designated a terrorist group": said of a party, not told
        said_of = token.dep_ in ("acl", "advcl") and token.tag_ == "VBN" and family not in _DEEDS
        return bool(token.dep_ == "amod") or (said_of and not dated)
    if sentence.title or not token.dep_ or family not in ("diplomatic", "statement"):
        return False
    verb = token.head
    if token.dep_ in ("dobj", "nsubjpass", "nsubj") and verb.pos_ == "VERB":
        told = verb.tag_ in ("VBD", "VBN") or is_verb_of(verb, lexicon.modal.light)
        return not told
    return not any(t.ent_type_ in _DATES for t in sentence.tokens)


def _members(doc: Any, candidate: Candidate) -> tuple[int, ...]:
    """The head, and the verbs and event nouns inside a phrase: "launched" and "attack" both may have parties."""
    verbs = {i for i in range(candidate.first, candidate.last + 1) if doc[i].pos_ == "VERB"}
    return tuple(sorted(verbs | {candidate.head, *candidate.inner}))


def _general(token: Any, sentence: Sentence, *, plain: bool) -> bool:
    """Told in general: a bare plural ("attacks on villages"), or a habit in the simple present outside headlines."""
    if sentence.title or sentence.tokens[-1].text not in (".", "!", "?", "”", '"', "’", "'", ")"):
        return False
    if token.tag_ in ("NNS", "NNPS") and plain:
        return not any(c.dep_ in ("nummod", "quantmod", "poss") or c.lower_ in _SINGLING for c in token.children)
    if token.tag_ == "NN" and plain and token.dep_ in ("dobj", "conj"):
        return not any(c.dep_ not in ("cc", "conj", "punct") for c in token.children)  # "stop the war, end torture"
    if token.tag_ == "VBZ" and token.pos_ == "VERB":
        return not any(c.dep_ in ("aux", "auxpass") for c in token.children)
    return False
