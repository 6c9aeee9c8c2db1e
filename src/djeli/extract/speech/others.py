"""Attribution without a verb of saying: "according to", "reportedly", nouns of saying, headline colons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from djeli.extract.mentions import Range, Sentence
from djeli.extract.speech.found import Found, Scene, trimmed, without
from djeli.extract.speech.subjects import phrase, subject_of
from djeli.extract.speech.who import speaks_of_itself
from djeli.extract.speech.words import Cue, Words
from djeli.vocab import Stance

_SUPPORT = {
    "make",
    "issue",
    "give",
    "release",
    "have",
    "put",
    "send",
    "publish",
    "offer",
    "express",
    "voice",
    "level",
    "raise",
    "hold",
    "repeat",
}
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_COLON = re.compile(r"^(?P<who>[^\n:“\"]{2,60}?)\s?:\s+(?P<what>\S.{12,})$")
_DASH = re.compile(r"^(?P<what>.{15,}?)(?:\s[–—-]\s|,\s(?:says?|say)\s)(?P<who>[^–—,:;]{2,50})$")
_SAYS = re.compile(r"^(?P<what>.{15,}),\s(?P<who>[^–—,:;]{2,50}?)\s(?:says?|said)\.?$")
_FIRST_PERSON = re.compile(r"(?:I|We|My|Our|Je|Nous|Notre|Mon|Ma|J['’])\b")
_NAME_LIKE = re.compile(r"^(?:[A-Z][\w.'’-]*)(?:\s(?:[A-Z][\w.'’-]*|of|the|and|de|al))*(?:\s\w+)?$")


def prepositions(scene: Scene) -> Iterator[Found]:
    """'according to residents', 'in the words of the mayor'; the rest of the clause is what is said."""
    tokens, words = scene.sentence.tokens, scene.words
    lowered = [token.lower_ for token in tokens]
    there = set(lowered)
    possible = [parts for parts in words.prepositions if there.issuperset(parts)]
    for place in range(len(lowered) if possible else 0):
        for parts in possible:
            if tuple(lowered[place : place + len(parts)]) != parts:
                continue
            found = _preposition(tokens, place, place + len(parts) - 1, scene)
            if found is not None:
                yield found


def _preposition(tokens: Any, first: int, last: int, scene: Scene) -> Found | None:
    sentence, content = scene.sentence, scene.content
    nouns = [c for c in tokens[last].children if c.dep_ in ("pobj", "dobj", "pcomp")]
    nouns = nouns or [
        c for t in tokens[first:last] for c in t.children if c.dep_ in ("pobj", "dobj") and c.i > tokens[last].i
    ]
    if not nouns:
        return None
    source = _before_subject(nouns[0], tokens, sentence)
    cue = sentence.range_of(tokens[first])[0], sentence.range_of(tokens[last])[1]
    hole = (cue[0], _end_of_phrase(content, source[1], sentence.end))
    said = [trimmed(content, *part) for part in without(_clause(tokens[first], scene, hole), [hole])]
    if len(said) == 2 and first and tokens[first - 1].dep_ == "cc" and content[hole[1] : hole[1] + 1] == ",":
        said = said[1:]  # "The talks failed, and according to the army, …"
    said = [part for part in said if part is not None and part[1] - part[0] > 3]
    if not said:
        return None
    return Found(
        cue=cue,
        content=tuple(part for part in said if part is not None),
        source=source,
        sentence=sentence.index,
        stance=Stance.ASSERTS,
        kind="speech",
    )


def _before_subject(noun: Any, tokens: Any, sentence: Sentence) -> Range:
    """The speaker's phrase, without the subject that parsers hang on it: 'According to X, the rebels, who …, left'."""
    whole = phrase(noun, sentence)
    lone = tokens.root.pos_ in ("VERB", "AUX") and not any(c.dep_ in _SUBJECTS for c in tokens.root.children)
    apposed = [c for c in noun.children if c.dep_ == "appos" and any(g.dep_ == "relcl" for g in c.children)]
    if lone and apposed and apposed[0].i < tokens.root.i:
        return whole[0], sentence.range_of(tokens.doc[apposed[0].left_edge.i - 1])[0]
    return whole


def _end_of_phrase(content: str, at: int, limit: int) -> int:
    """A relative clause after the source belongs to the source's side: skip to its comma."""
    rest = re.match(r",?\s(?:who|which|whose|based|citing|quoted)\b[^,.]*", content[at:limit])
    return at + rest.end() if rest else at


def _clause(token: Any, scene: Scene, hole: Range) -> Range:
    """The clause that "according to" qualifies: the sentence, unless it hangs on a clause inside it.

    Between another's verb of saying and the end of its clause it belongs to what that one says.
    """
    sentence = scene.sentence
    if token.i == sentence.tokens.start:
        return sentence.start, sentence.end
    closes = sentence.end - hole[1] < 3
    for inner in token.ancestors:
        told = inner.dep_ == "ccomp" and inner.head.i < token.i and inner.head.lemma_.lower() in scene.words.verbs
        if (inner.dep_ in ("relcl", "advcl", "acl") or (told and not closes)) and inner.pos_ in ("VERB", "AUX"):
            tokens = [t for t in inner.subtree if not t.is_space]
            start = sentence.range_of(tokens[0])[0]
            return start, max(sentence.range_of(tokens[-1])[1], start + 1)
    return sentence.start, sentence.end


def adverbs(scene: Scene) -> Iterator[Found]:
    """'reportedly', 'allegedly': nobody is named, and the clause is hearsay."""
    sentence, content, words = scene.sentence, scene.content, scene.words
    for token in sentence.tokens:
        if token.lower_ not in words.adverbs or token.pos_ != "ADV":
            continue
        head = token.head
        if (
            head.pos_ in ("VERB", "AUX")
            and head.lemma_.lower() in words.verbs
            and head.dep_ != "amod"
            and _speaks(head)
        ):
            continue  # "reportedly said": the verb gives the attribution
        tokens = [t for t in head.subtree if not t.is_space]
        if head.dep_ in ("amod", "acl") and head.head.pos_ in ("NOUN", "PROPN"):
            tokens = [t for t in head.head.subtree if not t.is_space]
        whole = sentence.range_of(tokens[0])[0], sentence.range_of(tokens[-1])[1]
        cue = sentence.range_of(token)
        said = [trimmed(content, *part) for part in without(whole, [cue])]
        kept = tuple(part for part in said if part is not None)
        if kept:
            yield Found(
                cue=cue, content=kept, source=None, sentence=sentence.index, stance=Stance.ASSERTS, kind="speech"
            )


def _speaks(verb: Any) -> bool:
    return any(child.dep_ == "ccomp" for child in verb.children)


def nouns(scene: Scene) -> Iterator[Found]:
    """'the army's claim that …', 'a statement by the union that …', 'made threats to …'."""
    sentence, content, words = scene.sentence, scene.content, scene.words
    for token in sentence.tokens:
        if token.pos_ not in ("NOUN", "PROPN") or token.lemma_.lower() not in words.nouns:
            continue
        cue = _noun_cue(token, words)
        if cue is None:
            continue
        source = _owner(token, sentence)
        said = _noun_content(token, owned=source is not None)
        loose = said is None
        said = said or _noun_topic(token, owned=source is not None)
        unowned = source is None and token.lemma_.lower() not in words.hearsay_nouns
        if said is None or (unowned and (loose or token.lemma_.lower() not in words.common_nouns)):
            continue
        start, end = sentence.range_of(said[0])[0], sentence.range_of(said[-1])[1]
        spot = trimmed(content, start, end)
        if spot is not None:
            yield Found(
                cue=sentence.range_of(token),
                content=(spot,),
                source=source,
                sentence=sentence.index,
                stance=cue.stance,
                kind="attitude" if loose or unowned else cue.kind,
            )


def adjectives(scene: Scene) -> Iterator[Found]:
    """'…, confident that …', 'eager to …': wishes and beliefs told beside a verb."""
    sentence, words = scene.sentence, scene.words
    for token in sentence.tokens:
        if token.pos_ != "ADJ" or token.lower_ not in words.adjectives or token.head.lemma_ == "be":
            continue
        said = [c for c in token.children if c.dep_ in ("ccomp", "xcomp") and c.i > token.i]
        source = subject_of(token.head) if token.head.pos_ in ("VERB", "AUX") else None
        if said and source is not None:
            inner = [t for t in said[0].subtree if not t.is_space]
            spot = trimmed(scene.content, sentence.range_of(inner[0])[0], sentence.range_of(inner[-1])[1])
            if spot is not None:
                yield Found(
                    cue=sentence.range_of(token),
                    content=(spot,),
                    source=phrase(source, sentence),
                    sentence=sentence.index,
                    stance=Stance.ASSERTS,
                    kind="attitude",
                )


def _noun_cue(token: Any, words: Words) -> Cue | None:
    """The noun's cue: one of several words when they follow, else the plain one."""
    following = [t.lower_ for t in token.doc[token.i + 1 : token.i + 4]]
    for cue in words.nouns[token.lemma_.lower()]:
        if list(cue.rest) == following[: len(cue.rest)]:
            return cue
    return None


def _owner(token: Any, sentence: Sentence) -> Range | None:
    """Who made the statement: its possessor, its "by"/"from" phrase, or the subject of "made", "issued"."""
    for child in token.children:
        if child.dep_ == "poss":
            return phrase(child, sentence)
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            inner = [c for c in child.children if c.dep_ == "pobj"]
            if inner:
                return phrase(inner[0], sentence)
    verb = token.head
    if token.dep_ == "dobj" and verb.pos_ == "VERB" and verb.lemma_ in _SUPPORT:
        subject = subject_of(verb)
        return phrase(subject, sentence) if subject is not None else None
    return None


def _noun_content(token: Any, *, owned: bool) -> list[Any] | None:
    for child in token.children:
        that = any(c.dep_ == "mark" and c.lower_ in ("that", "whether") for c in child.children)
        infinitive = child.tag_ == "VB" and any(c.lower_ == "to" for c in child.children)
        if child.dep_ in ("acl", "ccomp", "relcl") and child.i > token.i and (that or (infinitive and owned)):
            return [t for t in child.subtree if not t.is_space]
    return None


def _noun_topic(token: Any, *, owned: bool) -> list[Any] | None:
    """'their criticism of the raid': a topic, told as an attitude because no statement is given."""
    for child in token.children if owned else ():
        if child.dep_ == "prep" and child.lower_ in ("of", "about", "on", "for", "against", "over", "to"):
            tokens = [t for t in child.subtree if not t.is_space]
            return tokens[1:] or None
    return None


def headline(scene: Scene) -> Iterator[Found]:
    """'Army: 12 killed', '12 killed – minister', '12 killed, says army'. Headlines and lines of one sentence only."""
    sentence, content, words = scene.sentence, scene.content, scene.words
    text = content[sentence.start : sentence.end]
    if len(text) > 220 or "\n" in text:
        return
    for pattern in (_COLON, _DASH, _SAYS):
        match = pattern.match(text)
        if match is None or (pattern is _DASH and not sentence.title and text[-1] in ".?!"):
            continue
        who, what = match.span("who"), match.span("what")
        inside = (t for t in sentence.tokens if sentence.range_of(t)[1] <= sentence.start + who[1])
        clause = pattern is _COLON and any(t.pos_ in ("VERB", "AUX") for t in inside)
        if clause or not _names_speaker(match["who"], match["what"], words):
            continue
        cue = (who[1], what[0]) if who[0] < what[0] else (what[1], who[0])
        yield Found(
            cue=trimmed_cue(content, sentence.start + cue[0], sentence.start + cue[1]),
            content=((sentence.start + what[0], sentence.start + what[1]),),
            source=(sentence.start + who[0], sentence.start + who[1]),
            sentence=sentence.index,
            stance=Stance.ASSERTS,
            kind="speech",
        )
        return


def trimmed_cue(content: str, start: int, end: int) -> Range:
    """The cue without the spaces around it: a colon, a dash, or ", says"."""
    while start < end - 1 and content[start].isspace():
        start += 1
    while end > start + 1 and content[end - 1].isspace():
        end -= 1
    return start, end


def _names_speaker(who: str, what: str, words: Words) -> bool:
    """Whether the words before a colon or after a dash can speak: a body or people of a known kind, or who is quoted.

    A place or a topic before a colon ("Senko: 12 killed") speaks for nobody.
    """
    plain = who.strip().lower()
    length = len(plain.split())
    if any(part in words.headline_cues for part in (plain, *plain.split())):
        return length <= 6
    if length <= 6 and speaks_of_itself(who, words):
        return True
    own_words = what.lstrip()[:1] in "\"“«'‘" or _FIRST_PERSON.match(what.lstrip()) is not None
    return length <= 4 and own_words and _NAME_LIKE.match(who.strip()) is not None
