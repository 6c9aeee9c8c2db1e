"""Words given as paragraphs of their own below a line that names who says them: "The statement read:", "She wrote:"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from djeli.extract.mentions import Sentence
from djeli.extract.speech.found import Found, Scene
from djeli.extract.speech.subjects import phrase, speaker
from djeli.extract.speech.words import Words
from djeli.vocab import Stance

_FEWEST = 6
"""Words: a shorter line below a colon is an entry of a list."""


def blocks(found: Sequence[Found], sentences: Sequence[Sentence], content: str, words: Words) -> Iterator[Found]:
    """Attributions of unquoted paragraphs below a colon, where the line above has a verb of saying without words.

    One paragraph is taken: where the block ends is not told.
    """
    speaking = {one.sentence for one in found}
    for number, sentence in enumerate(sentences[:-1]):
        below = sentences[number + 1]
        closes = content[sentence.end - 1] == ":" and below.paragraph == sentence.paragraph + 1
        if not closes or sentence.index in speaking or not sentence.tokens.doc.has_annotation("DEP"):
            continue
        last = number + 1
        while last + 1 < len(sentences) and sentences[last + 1].paragraph == below.paragraph:
            last += 1
        text = content[below.start : sentences[last].end]
        if len(text.split()) < _FEWEST or text[0] in "“«\"'-–•*" or not text[0].isupper():
            continue
        verb = _verb(Scene(sentence, content, words, ()))
        subject = speaker(verb, words.verbs) if verb is not None else None
        if verb is not None and subject is not None:
            yield Found(
                cue=sentence.range_of(verb),
                content=((below.start, sentences[last].end),),
                source=phrase(subject, sentence),
                sentence=sentence.index,
                stance=Stance.ASSERTS,
                kind="speech",
            )


def _verb(scene: Scene) -> Any | None:
    """The last verb of saying of the line."""
    said = [
        token
        for token in scene.sentence.tokens
        if token.pos_ == "VERB"
        and any(c.kind == "speech" and "clause" in c.takes for c in scene.words.verbs.get(token.lemma_.lower(), ()))
    ]
    return said[-1] if said else None
