"""Who says what in an item, how they stand to it, and what kind of informant they are.

English sentences with a parse are read by construction (`speech/parsed.py`, `speech/others.py`), all others by
patterns (`speech/patterns.py`). Quotations may cross sentences; what follows in quotation marks belongs to the
speaker before.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from djeli.extract.mentions import Attribution, Range, Sentence
from djeli.extract.speech import others, parsed
from djeli.extract.speech.blocks import blocks
from djeli.extract.speech.chains import addressee, chained
from djeli.extract.speech.continued import continued
from djeli.extract.speech.found import Found, Scene, inside, merged, overlap, trimmed, without
from djeli.extract.speech.homes import states
from djeli.extract.speech.onward import onward
from djeli.extract.speech.orphans import orphans
from djeli.extract.speech.patterns import patterns
from djeli.extract.speech.plain import according, plain
from djeli.extract.speech.quotes import find_quotes
from djeli.extract.speech.subjects import phrase
from djeli.extract.speech.transcripts import transcripts
from djeli.extract.speech.who import Who, informant_of, resolve
from djeli.extract.speech.words import Words, words_of
from djeli.vocab import Informant, Stance

_REPORTS_FACTS = frozenset({"speech", "thought", "evidence"})
_OFFICE_HOLDERS = frozenset({Informant.GOVERNMENT, Informant.LOCAL_OFFICIAL, Informant.POLICE, Informant.HOSPITAL})
_QUOTES = frozenset("“«„\"'")
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}(?:,\s[^—–\n(]{2,30}?)?\s?(?:\([^)\n]{2,40}\))?\s?[—–-]{1,2}\s")


def find_attributions(
    sentences: Sequence[Sentence], content: str, lang: str, *, attitudes: bool = False
) -> tuple[Attribution, ...]:
    """All attributions of an item, in text order of their cues; outer ones before the ones they contain.

    With `attitudes`, wishes, support and silence ("wants to", "declined to comment") are given too; they report no
    fact and are left out otherwise.
    """
    if not sentences:
        return ()
    words = words_of(lang)
    quotes = find_quotes(content, sentences[0].start, sentences[-1].end)
    found: list[Found] = []
    for sentence in sentences:
        found += _of_sentence(Scene(sentence, content, words, quotes), lang)
    found = [_with_whole_quotes(one, content, quotes) for one in found if _speaks(one, content, quotes, words)]
    found = onward(_without_outer(found, content), sentences, content)
    found += transcripts(found, sentences, content)
    found += blocks(found, sentences, content, words)
    found += orphans(found, sentences, content, quotes, words)
    found = continued(found, sentences, content, quotes)
    kept = [one for one in found if attitudes or one.kind in _REPORTS_FACTS]
    kept = [_without_dateline(one, content) for one in kept]
    kept = [_addressed(one, sentences, content, words) for one in kept]
    told = _named(sorted(kept, key=lambda one: (one.cue, one.content)), sentences, content, words)
    return chained(told, content, words)


def speaker_of(spot: Range, attributions: Sequence[Attribution]) -> Attribution | None:
    """The innermost attribution whose content covers more than half of `spot`; None is the item's own voice."""
    low, high = spot
    near = (one for one in attributions if any(start < high and low < end for start, end in one.content))
    covering = [one for one in near if 2 * sum(overlap(spot, part) for part in one.content) > high - low]
    # Of two with the same words, whoever is passed on by the other.
    return min(covering, key=lambda one: (_length(one), not one.via), default=None)


def _addressed(one: Found, sentences: Sequence[Sentence], content: str, words: Words) -> Found:
    if one.addressee or one.source is None or not words.addressed or one.kind not in _REPORTS_FACTS:
        return one
    home = sentences[one.sentence] if one.sentence < len(sentences) else None
    if home is None or home.index != one.sentence:
        return one
    told = addressee(one.cue, one.content, (home.start, home.end), content, words)
    return dataclasses.replace(one, addressee=told) if told else one


def _length(one: Attribution) -> int:
    return sum(end - start for start, end in one.content)


def _of_sentence(scene: Scene, lang: str) -> list[Found]:
    if scene.words.patterns:
        return list(patterns(scene, lang)) or list(others.headline(scene))
    if not scene.sentence.tokens.doc.has_annotation("DEP"):
        return [*plain(scene), *according(scene)] or list(others.headline(scene))
    found = [
        *parsed.verbs(scene),
        *others.prepositions(scene),
        *others.adverbs(scene),
        *others.nouns(scene),
        *others.adjectives(scene),
    ]
    return found or list(others.headline(scene))


def _speaks(one: Found, content: str, quotes: tuple[Range, ...], words: Words) -> bool:
    """Whether a cue counts. "No group has claimed" says nothing, nor does "who asked not to be named".

    Inside a quotation only a third party's saying counts ("the army told us that …").
    """
    if words.anonymity.match(content, one.cue[0]) is not None:
        return False
    spot = one.naming or one.source
    if spot is not None and content[spot[0] : spot[1]].lower().split()[0] in words.nobody:
        return False
    inside = any(low <= one.cue[0] < high and (low, high) not in one.content for low, high in quotes)
    if not inside:
        return True
    if one.kind != "speech" or one.source is None:
        return False
    return informant_of(content[slice(*one.source)], words) is not Informant.UNKNOWN


def _without_outer(found: list[Found], content: str) -> list[Found]:
    """'X says that …, according to Y', 'X told …, the paper reported': who stands behind the words is outside them.

    Where each of two cues lies in the other's words, the one behind its words is the outer one, and one of speech is
    outside one of thought, wish or evidence; a quotation behind a cue is that cue's.
    """
    return [kept for one in found if (kept := _cut(one, found, content)).content]


def _cut(one: Found, found: Sequence[Found], content: str) -> Found:
    said = list(one.content)
    for outer in found:
        if outer is one or outer.sentence != one.sentence or not _outside(outer, one, content):
            continue
        if inside(outer.cue, one) and inside(one.cue, outer):
            ends = [outer.cue, *([outer.source] if outer.source is not None else [])]
            hole = (min(low for low, _ in ends), max(high for _, high in ends))
            kept = [trimmed(content, *part) for whole in said for part in without(whole, [hole])]
            same_side = one.cue[0] < hole[0]
            said = [part for part in kept if part is not None and (part[0] < hole[0]) == same_side]
    return dataclasses.replace(one, content=tuple(said))


def _outside(outer: Found, one: Found, content: str) -> bool:
    last = bool(outer.content) and max(end for _, end in outer.content) <= outer.cue[0]
    quotes = any(0 <= low - outer.cue[1] <= 3 and content[low] in _QUOTES for low, _ in outer.content)
    return last or quotes or (outer.kind == "speech" and one.kind != "speech")


def _with_whole_quotes(one: Found, content: str, quotes: tuple[Range, ...]) -> Found:
    """Contents that share words with a quotation take all of it, unless the cue itself stands inside."""
    parts = []
    for spot in one.content:
        part = _up_to_comma(spot, one, content, quotes)
        for low, high in quotes:
            inside = low <= one.cue[0] < high or (one.source is not None and low <= one.source[0] < high)
            if not inside and overlap(part, (low, high)) > 0 and not (part[0] <= low and high <= part[1]):
                part = _stretched(part, (low, high), one)
        parts.append(part)
    return dataclasses.replace(one, content=merged(parts))


def _up_to_comma(part: Range, one: Found, content: str, quotes: tuple[Range, ...]) -> Range:
    """A quotation that opens the words said and closes with a comma inside ends them: '"…," the mayor, who …, said'."""
    for low, high in quotes:
        opens = abs(low - part[0]) <= 1 and high < part[1] <= one.cue[0]
        if opens and content[part[0] : high].rstrip("”\"'»")[-1:] in (",", "?", "!"):
            return part[0], high
    return part


def _stretched(part: Range, quote: Range, one: Found) -> Range:
    """The union of both, cut where it would run over cue or source."""
    start, end = min(part[0], quote[0]), max(part[1], quote[1])
    for low, high in (one.cue, *([one.source] if one.source else [])):
        if low >= part[1]:
            end = min(end, low)
        elif high <= part[0]:
            start = max(start, high)
    return start, end


def _without_dateline(one: Found, content: str) -> Found:
    """Cut "COLOMBO, April 25 (AFP) — " off what is said or off the speaker's name."""

    def cut(part: Range) -> Range:
        match = _DATELINE.match(content, *part) if content[max(0, part[0] - 1) : part[0]] in ("", "\n") else None
        return (match.end(), part[1]) if match else part

    return dataclasses.replace(
        one, content=tuple(cut(part) for part in one.content), source=cut(one.source) if one.source else None
    )


def _subjects(sentences: Sequence[Sentence]) -> list[Range]:
    """Subjects of parsed sentences: those whom a later pronoun may take up, though they have not spoken."""
    spots = []
    for sentence in sentences:
        if sentence.tokens.doc.has_annotation("DEP"):
            heads = [t for t in sentence.tokens if t.dep_ in ("nsubj", "nsubjpass") and t.pos_ != "PRON"]
            spots += [phrase(head, sentence) for head in heads if head.head.dep_ in ("ROOT", "conj", "ccomp")]
    return sorted(spots)


def _named(
    found: Sequence[Found], sentences: Sequence[Sentence], content: str, words: Words
) -> tuple[Attribution, ...]:
    """Resolve speakers in text order, so that "he" and a surname find the name before them."""
    known: list[Who] = []
    waiting = _subjects(sentences)
    lands = frozenset(states())
    result = []
    for one in found:
        who: Who | None = None
        spot = one.naming or one.source
        if spot is not None:
            while waiting and waiting[0][1] <= spot[0]:
                before = waiting.pop(0)
                if not any(overlap(before, part) for part in one.content):
                    known += _able_to_speak(content[slice(*before)], known, words, lands)
            who = resolve(content[slice(*spot)], known, words, states=lands)
            known.append(who)
        result.append(_attribution(one, who))
    return tuple(result)


def _able_to_speak(text: str, known: Sequence[Who], words: Words, lands: frozenset[str]) -> list[Who]:
    who = resolve(text, known, words, states=lands)
    return [who] if who.informant is not Informant.UNKNOWN or who.human else []


def _attribution(one: Found, who: Who | None) -> Attribution:
    stance = one.stance
    if stance is Stance.CLAIMS_RESPONSIBILITY and who is not None and who.informant in _OFFICE_HOLDERS:
        stance = Stance.CONFIRMS  # a minister "takes responsibility" for a failure, not for the attack
    return Attribution(
        cue=one.cue,
        content=one.content,
        source=one.source,
        sentence=one.sentence,
        stance=stance,
        informant=who.informant if who else Informant.ANONYMOUS,
        name="" if who is None else (who.person if who.role else "") or who.name,
        role=who.role if who else "",
        organisation=who.organisation if who else "",
        addressee=one.addressee,
    )
