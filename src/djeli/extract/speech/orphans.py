"""Quotations that no rule of one sentence gave to anybody: behind a colon, or before the next sentence's "X said"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from djeli.extract.mentions import Range, Sentence
from djeli.extract.speech.found import Found, overlap
from djeli.extract.speech.subjects import phrase
from djeli.extract.speech.words import Words
from djeli.vocab import Stance

_LONG = 4
"""Words: shorter quotations are names and scare quotes."""

_NAMED = re.compile(
    r"(?:^|[\n–—]|\s-|[.!?”\"\]]\s)\s*(?P<who>[A-Z][\w.'’-]*(?:\s(?:[A-Z][\w.'’-]*|of|the|and|de|al|von|van|bin)){0,6})\s*$"
)


def orphans(
    found: Sequence[Found], sentences: Sequence[Sentence], content: str, quotes: Sequence[Range], words: Words
) -> Iterator[Found]:
    """Attributions of quotations that nobody speaks yet, in text order."""
    taken = [part for one in found for part in one.content]
    for quote in quotes:
        if len(content[slice(*quote)].split()) < _LONG or any(
            2 * overlap(quote, part) > quote[1] - quote[0] for part in taken
        ):
            continue
        made = _behind_colon(quote, sentences, content) or _before_speaker(quote, found, sentences, content, words)
        if made is not None:
            yield made


def _made(cue: Range, quote: Range, source: Range, sentence: Sentence) -> Found:
    return Found(
        cue=cue,
        content=(quote,),
        source=source,
        sentence=sentence.index,
        stance=Stance.ASSERTS,
        kind="speech",
    )


def _behind_colon(quote: Range, sentences: Sequence[Sentence], content: str) -> Found | None:
    """'The mayor was blunt: "…"', 'Jane Doe: "…"': the name before the colon, else the subject of its clause."""
    before = content[max(0, quote[0] - 160) : quote[0]].rstrip()
    if not before.endswith(":"):
        return None
    colon = quote[0] - len(content[max(0, quote[0] - 160) : quote[0]]) + len(before) - 1
    home = next((s for s in sentences if s.start <= colon < s.end), None)
    if home is None:
        return None
    cue = (colon, colon + 1)
    named = _NAMED.search(before[:-1])
    if named is not None:
        start = colon - len(before[:-1]) + named.start("who")
        return _made(cue, quote, (start, start + len(named["who"])), home)
    subject = _subject(home, colon)
    return _made(cue, quote, phrase(subject, home), home) if subject is not None else None


def _subject(home: Sentence, colon: int) -> Any | None:
    """The subject of the clause that ends in the colon."""
    if not home.tokens.doc.has_annotation("DEP"):
        return None
    subjects = [
        t
        for t in home.tokens
        if t.dep_ == "nsubj" and home.range_of(t)[1] <= colon and t.head.dep_ in ("ROOT", "conj", "ccomp")
    ]
    plain = [t for t in subjects if t.lower_ not in ("it", "this", "that", "there", "which", "what", "here")]
    return plain[-1] if plain else None


def _before_speaker(
    quote: Range, found: Sequence[Found], sentences: Sequence[Sentence], content: str, words: Words
) -> Found | None:
    """'"… !" the senator said as she left': next come a speaker and a verb of saying that says nothing else."""
    home = next((s for s in sentences if s.start <= quote[1] + 1 < s.end), None)
    if home is None or not home.tokens.doc.has_annotation("DEP"):
        return None
    if "\n" in content[quote[1] : quote[1] + 2]:
        return None
    after = [t for t in home.tokens if home.range_of(t)[0] >= quote[1] and not t.is_space]
    verb = next((t for t in after[:14] if t.pos_ == "VERB"), None)
    if verb is None or not any(
        c.kind == "speech" and "clause" in c.takes for c in words.verbs.get(verb.lemma_.lower(), ())
    ):
        return None
    cue = home.range_of(verb)
    if any(one.cue[0] <= cue[0] < one.cue[1] for one in found):
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if (
        subject is None
        or home.range_of(subject)[0] < quote[1]
        or any(c.dep_ in ("ccomp", "dobj") for c in verb.children)
    ):
        return None
    return _made(cue, quote, phrase(subject, home), home)
