"""Quotations that go on: in the next sentence or paragraph, or behind the speaker who interrupted them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from djeli.extract.mentions import Range, Sentence
from djeli.extract.speech.found import Found, inside, merged, overlap

_LONG_QUOTE = 4
"""Words: shorter quotations are names and scare quotes."""

_REST = 80
"""Characters: a longer stretch before a quotation belongs to another clause."""

_JOINED = (
    "and",
    "but",
    "or",
    "because",
    "as",
    "to",
    "for",
    "et",
    "mais",
    "ou",
    "y",
    "pero",
    "und",
    "aber",
    "e",
    "mas",
    "ma",
)


def continued(
    found: Sequence[Found], sentences: Sequence[Sentence], content: str, quotes: Sequence[Range]
) -> list[Found]:
    """Give quotations that nobody speaks to the speaker of the words before.

    That is, in the same sentence, whoever said what they are joined to; at the start of a sentence the speaker of the
    quotation before, in this or the previous paragraph.
    """
    result = list(found)
    paragraphs = {sentence.index: sentence.paragraph for sentence in sentences}
    taken = [part for one in result for part in one.content]
    for quote in quotes:
        if len(content[quote[0] : quote[1]].split()) < _LONG_QUOTE:
            continue
        if any(2 * overlap(quote, part) > quote[1] - quote[0] for part in taken):
            continue
        home = _sentence_at(quote[0], sentences)
        if home is None:
            continue
        if quote[0] - home.start > 3:
            chosen = _same_sentence(quote, home, result, content)
        else:
            chosen = _sentence_before(quote, home, result, paragraphs, quotes)
        if chosen is not None:
            number, part = chosen
            result[number] = dataclasses.replace(result[number], content=merged([*result[number].content, part]))
            taken.append(part)
    return result


def _same_sentence(quote: Range, home: Sentence, found: Sequence[Found], content: str) -> tuple[int, Range] | None:
    """'"…," she told the paper, "and …"', 'said that it was calm and had "…"': what the speaker's words run on to."""
    before = [
        (max([one.cue[1], *(high for _, high in one.content if high <= quote[0])]), number)
        for number, one in enumerate(found)
        if one.kind == "speech" and one.sentence == home.index and one.content and one.cue[1] <= quote[0]
    ]
    if not before:
        return None
    end, number = max(before)
    one, gap = found[number], content[end : quote[0]]
    if len(gap) > _REST or any(end <= other.cue[0] < quote[0] for other in found) or any(c in gap for c in ";:—–\n"):
        return None
    first = gap.strip(" ,").split(" ", 1)[0]
    if first in _JOINED and any(high == end for _, high in one.content):
        return number, (end, quote[1])
    interrupted = gap.rstrip().endswith(",") and any(high <= one.cue[0] for _, high in one.content)
    return (number, quote) if interrupted else None


def _sentence_before(
    quote: Range, home: Sentence, found: Sequence[Found], paragraphs: Mapping[int, int], quotes: Sequence[Range]
) -> tuple[int, Range] | None:
    before = [
        n
        for n, one in enumerate(found)
        if one.kind == "speech" and one.cue[0] < quote[0] and 0 <= home.paragraph - paragraphs[one.sentence] <= 1
    ]
    # Those who speak in another's words don't go on.
    before = [n for n in before if not any(inside(found[n].cue, found[m]) for m in before if m != n)] or before
    if not before:
        return None
    # The last one who was quoted, in the nearest paragraph; "asking for anonymity" was not.
    return max(before, key=lambda n: (_quoted(found[n], quotes), found[n].cue[0])), quote


def _quoted(one: Found, quotes: Sequence[Range]) -> bool:
    return any(overlap(part, quote) > 20 for part in one.content for quote in quotes)


def _sentence_at(at: int, sentences: Sequence[Sentence]) -> Sentence | None:
    # Splitters leave an opening mark, of one character or two, at the end of the sentence before.
    return next((one for one in sentences if one.start - 3 <= at < one.end - 2), None)
