"""Whether a subject can speak at all: "the move led to criticism", "58 per cent believe" have no speaker.

Nouns that can are listed in `speech.yaml` (`able`, `persons`, `documents`, and the words of `informants`). What can't
stays an attitude: read for benchmarks, left out of the ledger.
"""

from __future__ import annotations

import re
from typing import Any

from djeli.extract.mentions import Sentence
from djeli.extract.speech.subjects import phrase, relative
from djeli.extract.speech.words import Words

_NEVER = frozenset({"this", "that", "these", "those", "there", "what", "which", "something", "nothing", "anything"})
_OWN_VOICE = frozenset({"i", "we", "you", "one"})
_PARTS = frozenset(
    {
        "one",
        "some",
        "two",
        "three",
        "four",
        "several",
        "many",
        "others",
        "most",
        "both",
        "another",
        "few",
        "all",
        "dozens",
        "hundreds",
        "thousands",
        "scores",
        "half",
        "someone",
        "somebody",
        "everyone",
        "everybody",
        "anyone",
    }
)
_ABSTRACT = re.compile(r"(?:TION|SION|MENT|NESS|ITY|ING|ANCE|ENCE|SHIP|S)$")
_OPENERS = frozenset({".", "!", "?", ":", "“", "``", "‘", "«", "—", "–"})
_SHARES = frozenset({"percent", "percentage", "%", "cent", "share", "proportion"})


def able(subject: Any | None, sentence: Sentence, words: Words) -> bool:
    """Whether the token can be who speaks; true where nobody is named. "Some of the X" is judged by X."""
    if subject is None:
        return True
    if relative(subject):
        if subject.head.dep_ != "relcl":
            return bool(subject.lower_ == "who")
        subject = subject.head.head
    low = subject.lower_
    if subject.pos_ == "PROPN" or _looks_named(subject, sentence):
        return True
    if low in _NEVER or low in _SHARES or subject.pos_ == "VERB":
        return False
    if subject.tag_.startswith("PRP"):
        return low not in _OWN_VOICE
    if low in _PARTS:
        inner = [g for c in subject.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
        return all(able(one, sentence, words) for one in inner)
    noun = subject.lemma_.lower()
    if noun in words.able or low in words.able or noun in words.persons or noun in words.documents:
        return True
    start, end = phrase(subject, sentence)
    text = sentence.tokens.doc.text[start - sentence.offset : end - sentence.offset]
    return any(m.end() >= text.find(subject.text) for _, p in words.informants for m in p.finditer(text))


def _looks_named(token: Any, sentence: Sentence) -> bool:
    """Whether a capital shows a name that the parser mistakes: inside the sentence, or on a bare first noun."""
    if not token.text[:1].isupper():
        return False
    if token.text.isupper() and token.head.text.isupper():
        return _ABSTRACT.search(token.text) is None  # in all capitals they show nothing
    before = token.doc[token.i - 1] if token.i > sentence.tokens.start else None
    if before is not None and before.text not in _OPENERS:
        return True
    bare = all(c.is_punct or c.dep_ in ("relcl", "appos") for c in token.children)
    return bare and token.tag_ in ("NN", "NNP", "VB", "VBP")
