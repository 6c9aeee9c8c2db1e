"""Named persons of an item: found by names, titles, roles, ages and kin, each labelled once.

Recall comes first: a person missed is a person nobody shields. Two capitals in a row that are no place, no body and no
outlet are taken for a name unless the words around them speak against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from djeli.extract.mentions import ActorMention, PersonMention, Range, Sentence
from djeli.extract.persons.context import Sign, before, behind
from djeli.extract.persons.gather import Found, in_list, labelled, share
from djeli.extract.persons.judge import Judge
from djeli.extract.persons.runs import Candidate
from djeli.extract.persons.words import PersonWords, likely, person_words
from djeli.gazetteer import Gazetteer, name_key


def find_persons(
    sentences: Sequence[Sentence],
    content: str,
    code: str,
    *,
    actors: Sequence[ActorMention],
    gazetteer: Gazetteer,
    author: Range | None = None,
    sure: bool = True,
    shown: str | None = None,
) -> tuple[PersonMention, ...]:
    """Named persons of an item in reading order, each once, with the label and the reason for it.

    `content` is in reading form, `shown` the same text as it is written. `author` is where the item's author stands.
    Unless `sure`, the language is a guess, and another whose words the item holds is taken.
    """
    if not sure and sentences:
        code = likely(content[sentences[0].start : sentences[-1].end], code)
    words = person_words(code)
    if words is None:
        return ()
    if not sentences:
        return ()
    whole = (sentences[0].start, sentences[-1].end)
    taken: dict[int, list[Range]] = {}
    for actor in actors:
        if actor.named:
            taken.setdefault(actor.sentence, []).append((actor.start, actor.end))
    page = Judge(content, words, gazetteer, whole)
    found: list[Found] = []
    single: list[tuple[Found, Sentence]] = []
    if author is not None:
        found += page.authors(author)
    for sentence in sentences:
        here = taken.get(sentence.index, ())
        heading = _heading(sentence, content)
        last: Found | None = None
        for one in page.candidates(sentence, here):
            met = Found(one, sentence.index, tuple(name_key(w) for w, _, _ in one.words))
            if page.may_be(one) or (last is not None and last.sentence == sentence.index):
                met.signs = _signs(one, sentence, content, words)
            if page.is_person(met, sentence, heading=heading) or in_list(last, met, content):
                share(last, met, content)
                found.append(met)
                last = met
            elif len(one.words) == 1:
                single.append((met, sentence))
    known = {key for met in found for key in met.keys}
    later = [(met, sentence) for met, sentence in single if met.keys[0] in known]
    for met, sentence in later:
        met.signs = met.signs or _signs(met.candidate, sentence, content, words)
    return tuple(labelled(found, [met for met, _ in later], content if shown is None else shown))


def _signs(one: Candidate, sentence: Sentence, content: str, words: PersonWords) -> list[Sign]:
    ahead = before(content, (sentence.start, sentence.end), (one.start, one.end), words)
    return [*ahead, *behind(content, one.end, sentence.end, words)]


def _heading(sentence: Sentence, content: str) -> bool:
    """Whether most words of a sentence have capitals: a headline in title case or in capitals says nothing by them."""
    text = content[sentence.start : sentence.end]
    if not sentence.title and text[-1:] in '.!?”"':
        return False
    long: list[str] = re.findall(r"[^\W\d_]{4,}", text[:300])
    return len(long) > 3 and sum(word[0].isupper() for word in long) > 0.7 * len(long)
