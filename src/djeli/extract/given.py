"""What is read around words that somebody marked: the deed's word, who did it, to whom, when and where.

Where there is no parse (most languages but English) the words, names and numbers of the sentence are all that is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import sqrt
from typing import Any

from djeli.anchors import Anchor, Mention
from djeli.extract.lexicon import base_form
from djeli.extract.mentions import Sentence
from djeli.extract.tools import Tools
from djeli.records import Item, Text

LIGHT = frozenset({"be", "have", "do", "make", "take", "get", "give", "go", "put", "come"})
"""Verbs that leave the deed to another word of the anchor: "took place", "put out of business"."""

NEAR = 5
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_NAMING = frozenset({"NOUN", "PROPN", "NUM"})
_PARTIES, _PLACES, _DAYS = frozenset({"PERSON", "ORG", "NORP"}), frozenset({"GPE", "LOC", "FAC"}), ("DATE", "TIME")
_DEEP = 3
"""Verbs above that may lend their subject: "tried to ESCAPE", "was held and CHARGED"."""

Sides = tuple[set[str], set[str]]


def mentions(
    item: Item, text: Text, anchors: Sequence[Anchor], sentences: Sequence[Sentence], tools: Tools
) -> Iterator[Mention]:
    """A Mention for each anchor of an item, in order; one outside its sentences is read by its line."""
    code = tools.language_of(item)
    page = frozenset(word for sentence in sentences for word in _telling(sentence.tokens))
    for anchor in sorted(anchors, key=lambda one: (one.span.start, one.span.end, one.id)):
        home = next((s for s in sentences if s.start <= anchor.span.start < s.end), None)
        tokens, offset = (home.tokens, home.offset) if home else _line(anchor, text, tools.pipeline(code))
        marked = [t for t in tokens if offset + t.idx < anchor.span.end and offset + t.idx + len(t) > anchor.span.start]
        found = _mention(anchor, item, code, tokens, marked)
        yield replace(found, page=page, sentence=home.index if home else -1 - anchor.span.start)


def _line(anchor: Anchor, text: Text, pipeline: Any) -> tuple[Any, int]:
    """The line of an anchor, read on its own: a headline, a caption, what counts as furniture of the page."""
    start = text.content.rfind("\n", 0, anchor.span.start) + 1
    end = text.content.find("\n", anchor.span.end)
    doc = pipeline(text.content[start : end if end >= 0 else len(text.content)])
    at = anchor.span.start - start
    near = next((s for s in doc.sents if s.start_char <= at < s.end_char), doc[:])
    return near, start


def _mention(anchor: Anchor, item: Item, code: str, tokens: Any, marked: Sequence[Any]) -> Mention:
    if not marked:
        word = anchor.id
        return Mention(
            id=anchor.id, item=item.id, language=code, sentence=0, start=anchor.span.start, word=word, words=frozenset()
        )
    head = tokens.doc[marked[0].i : marked[-1].i + 1].root if tokens.doc.has_annotation("DEP") else marked[-1]
    named = _naming(head, marked)
    words = {_form(t) for t in marked if not t.pos_ or t.pos_ in _TELLING} or {_form(head)}
    noun = head.pos_ in ("NOUN", "PROPN", "ADJ")
    doers, hit, beside = _parties(head, marked, noun=noun)
    own = {_form(named)}
    low, high = marked[0].i - NEAR, marked[-1].i + 1 + NEAR
    return Mention(
        id=anchor.id,
        item=item.id,
        language=code,
        sentence=0,
        start=anchor.span.start,
        word=_form(named),
        words=frozenset(words),
        noun=noun,
        plural=head.tag_ == "NNS",
        denied=any(c.dep_ == "neg" for c in head.children),
        open=any(c.tag_ == "MD" for c in head.children) or (head.tag_ == "VB" and head.dep_ != "ROOT"),
        doers=frozenset(doers - own),
        hit=frozenset(hit - own),
        beside=frozenset(beside - own),
        around=frozenset(_telling(tokens)),
        near=frozenset(_form(t) for t in tokens if low <= t.i < high and t not in marked and _tells(t)),
        people=frozenset(t.lower_ for t in tokens if t.ent_type_ in _PARTIES and t.pos_ == "PROPN"),
        places=frozenset(t.lower_ for t in tokens if t.ent_type_ in _PLACES and t.pos_ == "PROPN"),
        days=frozenset(t.lower_ for t in tokens if t.ent_type_ in _DAYS and (t.like_num or t.pos_ == "PROPN")),
        numbers=frozenset(t.lower_ for t in tokens if t.like_num and t.ent_type_ not in _DAYS),
        meaning=_meaning(named),
    )


def _form(token: Any) -> str:
    return str(base_form(token)).lower()


def _tells(token: Any) -> bool:
    return token.pos_ in _TELLING if token.pos_ else token.is_alpha and len(token) > 3


def _telling(tokens: Any) -> list[str]:
    return [_form(token) for token in tokens if _tells(token)]


def _naming(head: Any, marked: Sequence[Any]) -> Any:
    """The word that names the deed: the head, unless it is a verb of little meaning and the anchor says more."""
    if _form(head) not in LIGHT:
        return head
    more = [t for t in marked if t.pos_ in ("NOUN", "VERB", "ADJ", "PROPN") and _form(t) not in LIGHT]
    return more[-1] if more else head


def _meaning(token: Any) -> tuple[float, ...]:
    vector = [float(value) for value in token.vector] if token.has_vector else []
    length = sqrt(sum(value * value for value in vector))
    return tuple(value / length for value in vector) if length else ()


def _parties(head: Any, marked: Sequence[Any], *, noun: bool) -> tuple[set[str], set[str], set[str]]:
    """Who did it, to whom or what, and what else hangs on it."""
    doers, hit = _of_verb(head) if head.pos_ in ("VERB", "AUX") else (set(), set())
    beside: set[str] = set()
    for preposition, words in _behind(head):
        side = doers if preposition == "by" else hit if preposition == "of" and noun else beside
        side |= words
    if noun:
        for child in head.children:
            if child.dep_ == "poss":
                doers |= _words(child)
            elif child.dep_ in ("compound", "amod", "nmod", "nummod") and child not in marked:
                beside.add(_form(child))
        verb = head.head if head.dep_ != "pobj" else head.head.head
        if head.dep_ in ("dobj", "pobj", "attr", "nsubjpass") and verb.pos_ in ("VERB", "AUX"):
            one, other = _of_verb(verb)
            beside |= one | other
    return doers, hit, beside


def _of_verb(verb: Any, depth: int = 0) -> Sides:
    """Doers and those hit; a verb without a subject of its own has that of the verb above it, or of its noun."""
    doers: set[str] = set()
    hit: set[str] = set()
    own = False
    for child in verb.children:
        if child.dep_ in ("nsubj", "csubj", "nsubjpass"):
            own = True
            relative = child.tag_ in ("WP", "WDT") and verb.dep_ == "relcl"
            side = hit if child.dep_ == "nsubjpass" else doers
            side |= _words(verb.head if relative else child)
        elif child.dep_ in ("dobj", "attr", "dative", "oprd"):
            hit |= _words(child)
        elif child.dep_ == "agent":
            doers |= {word for one in child.children if one.dep_ == "pobj" for word in _words(one)}
    if own or depth >= _DEEP:
        return doers, hit
    return _lent(verb, depth, doers, hit)


def _lent(verb: Any, depth: int, doers: set[str], hit: set[str]) -> Sides:
    passive = verb.tag_ == "VBN" if verb.dep_ == "acl" else any(c.dep_ == "auxpass" for c in verb.children)
    if verb.dep_ == "acl":
        subject = _words(verb.head)
    elif verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "pcomp") and verb.head.pos_ in ("VERB", "AUX"):
        above, below = _of_verb(verb.head, depth + 1)
        subject = above or below
    else:
        subject = set()
    return (doers, hit | subject) if passive else (doers | subject, hit)


def _behind(head: Any) -> Iterator[tuple[str, set[str]]]:
    """Prepositions of a word and what stands behind them."""
    for child in head.children:
        if child.dep_ == "prep":
            inner = [c for c in child.children if c.dep_ == "prep"]
            for one in (c for p in (child, *inner) for c in p.children if c.dep_ == "pobj"):
                yield child.lower_, _words(one)


def _words(token: Any) -> set[str]:
    """The key words of a noun: its own form and the words of names beside it; a pronoun says nothing."""
    if token.pos_ == "PRON":
        return set()
    found = {_form(token)} if token.pos_ in _NAMING else set()
    for child in token.children:
        if (child.dep_ in ("compound", "appos", "nmod", "conj") and child.pos_ in _NAMING) or (
            child.dep_ == "poss" and child.pos_ == "PROPN"
        ):
            found.add(_form(child))
            found |= {_form(c) for c in child.children if c.dep_ == "compound"}
    return {word for word in found if len(word) > 1}
