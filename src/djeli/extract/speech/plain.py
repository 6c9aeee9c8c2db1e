"""Verbs of saying in sentences without a parse, where the subject stands before its verb (English).

Lines that tell no event are not parsed, and still say who says what: "The minister said (that) …", '"…," she added',
"…, said the mayor". Only what stands next to the verb is read; what would need grammar is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from djeli.extract.mentions import Range
from djeli.extract.speech.chains import named
from djeli.extract.speech.found import Found, Scene, trimmed, without
from djeli.extract.speech.words import Cue
from djeli.vocab import Stance

_BARS = frozenset(',;:()[]–—…"“”«»')
_QUOTES = frozenset('"“”«»') | {"''", "``"}
_LONGEST = 14
"""Tokens: a longer stretch before the verb is no speaker's phrase."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A sentence as tokens, with the index of the verb and its cue."""

    tokens: Sequence[Any]
    at: int
    cue: Cue


def plain(scene: Scene) -> Iterator[Found]:
    """Attributions of one sentence by word order alone."""
    tokens = [t for t in scene.sentence.tokens if not t.is_space]
    forms = scene.words.plain_forms
    for at, token in enumerate(tokens):
        cue = forms.get(token.lower_)
        if cue is None or (at and tokens[at - 1].lower_ in scene.words.plain["not_before"]):
            continue
        start = scene.sentence.range_of(token)[0]
        if any(low <= start < high for low, high in scene.quotes):
            continue
        found = _read(_Clause(tokens, at, cue), scene)
        if found is not None:
            yield found


def _read(clause: _Clause, scene: Scene) -> Found | None:
    source, first = _before(clause, scene)
    if source is None:
        return _inverted(clause, scene)
    told, after = _told(clause, scene)
    said = _after(clause, after, scene) or (_preposed(first, scene) if _closes(clause, after) else None)
    return _made(clause, scene, said, source, told)


def _made(clause: _Clause, scene: Scene, said: Range | None, source: Range, told: str = "") -> Found | None:
    spot = trimmed(scene.content, *said) if said is not None else None
    if spot is not None and scene.content[spot[1] - 1] == ".":
        spot = (spot[0], spot[1] - 1)
    if spot is None or len(scene.content[slice(*spot)].split()) < 2:
        return None
    return Found(
        cue=scene.sentence.range_of(clause.tokens[clause.at]),
        content=(spot,),
        source=source,
        sentence=scene.sentence.index,
        stance=clause.cue.stance,
        kind=clause.cue.kind,
        addressee=told,
    )


def _before(clause: _Clause, scene: Scene) -> tuple[Range | None, int]:
    """The speaker right before the verb, an apposition in commas too, and where that begins among the tokens."""
    tokens, end = clause.tokens, clause.at
    while end and (tokens[end - 1].lower_ in scene.words.plain["between"] or tokens[end - 1].lower_.endswith("ly")):
        end -= 1
    low = end
    if end and tokens[end - 1].text == ",":  # "X, the governor of Y, said"
        low = end - 1
        while low and tokens[low - 1].text not in _BARS:
            low -= 1
        if not low or tokens[low - 1].text != ",":
            return None, 0
        low -= 1
        end -= 1
    while low and tokens[low - 1].text not in _BARS and tokens[low - 1].lower_ not in scene.words.plain["opens"]:
        low -= 1
    while low < end and tokens[low].lower_ in scene.words.plain["joins"]:
        low += 1
    low, end = _narrowed(tokens, low, end, scene)
    if low >= end or end - low > _LONGEST or not any(t.is_alpha for t in tokens[low:end]):
        return None, 0
    start, stop = scene.sentence.range_of(tokens[low])[0], scene.sentence.range_of(tokens[end - 1])[1]
    return (start, stop), low


def _narrowed(tokens: Sequence[Any], low: int, end: int, scene: Scene) -> tuple[int, int]:
    """The phrase without "On Monday …" before it and without a first verb of the same speaker behind it."""
    known = (scene.words.plain_forms, scene.words.plain["between"])
    verb = next((n for n in range(low + 1, end) if any(tokens[n].lower_ in some for some in known)), None)
    end = end if verb is None else verb
    while end > low and tokens[end - 1].lower_ in scene.words.plain["between"]:
        end -= 1
    if low < end and tokens[low].lower_ in scene.words.plain["no_clause"]:
        low = next((n for n in range(low + 1, end) if tokens[n].lower_ in scene.words.plain["begins"]), end)
    return low, end


def _told(clause: _Clause, scene: Scene) -> tuple[str, int]:
    """Who is told, and the index behind that and behind the day."""
    tokens, at = clause.tokens, clause.at + 1
    told = ""
    if tokens[clause.at].lower_ in scene.words.plain["told"]:
        end = at
        while end < len(tokens) and end - at < 6 and tokens[end].lower_ != "that" and tokens[end].text not in _BARS:
            if end > at and tokens[end].lower_ in scene.words.plain["begins"]:
                break
            end += 1
        if end == at:
            return "", at
        low, high = scene.sentence.range_of(tokens[at])[0], scene.sentence.range_of(tokens[end - 1])[1]
        told, at = named(scene.content[low:high]), end
    if at + 1 < len(tokens) and tokens[at].lower_ == "on" and tokens[at + 1].lower_ in scene.words.plain["days"]:
        at += 2
    elif at < len(tokens) and tokens[at].lower_ in scene.words.plain["days"]:
        at += 1
    return told, at


def _after(clause: _Clause, at: int, scene: Scene) -> Range | None:
    """What follows the verb: a clause with "that", a quotation, words of their own after plain verbs, an object."""
    tokens = clause.tokens
    if at >= len(tokens):
        return None
    start, end = scene.sentence.range_of(tokens[at])[0], scene.sentence.end
    opens = tokens[at].text in _BARS and tokens[at].text not in (")", "]")
    quote = next((q for q in scene.quotes if start <= q[0] <= start + 3), None)
    if quote is not None and "clause" in clause.cue.takes:
        return quote
    if tokens[at].lower_ == "that" and "clause" in clause.cue.takes:
        return start, end
    if opens:
        return None
    bare = tokens[clause.at].lower_ in scene.words.plain["bare"]
    if (
        bare
        and len(tokens) - at > 3
        and tokens[at].lower_ not in ("to", "in", "on", "at", "of", "by", "for", "after", "so", "as")
    ):
        return start, end
    if "thing" in clause.cue.takes and clause.cue.stance.value != "asserts":
        stop = next((n for n in range(at, len(tokens)) if tokens[n].text in _BARS), len(tokens))
        return start, scene.sentence.range_of(tokens[stop - 1])[1]
    return None


def _closes(clause: _Clause, at: int) -> bool:
    """Whether the sentence or the aside ends behind the verb: "…, she said."."""
    return at >= len(clause.tokens) or clause.tokens[at].text in ".,"


def _preposed(first: int, scene: Scene) -> Range | None:
    """What stands before ", X said": the quotation there, or the words up to the comma."""
    tokens = [t for t in scene.sentence.tokens if not t.is_space]
    if not first or tokens[first - 1].text not in (",", *_QUOTES):
        return None
    end = scene.sentence.range_of(tokens[first - 1])[1]
    quote = next((q for q in scene.quotes if abs(q[1] - end) <= 2), None)
    return quote or (scene.sentence.start, end)


def _inverted(clause: _Clause, scene: Scene) -> Found | None:
    """'…," said the mayor of Gao.'."""
    tokens, at = clause.tokens, clause.at
    if (
        not at
        or tokens[at - 1].text not in (",", *_QUOTES)
        or tokens[at].lower_ not in ("said", "says", "added", "wrote")
    ):
        return None
    end = at + 1
    while end < len(tokens) and tokens[end].text not in _BARS and tokens[end].text not in ".?!":
        end += 1
    if end == at + 1 or end - at > _LONGEST or tokens[at + 1].lower_ == "that":
        return None
    source = scene.sentence.range_of(tokens[at + 1])[0], scene.sentence.range_of(tokens[end - 1])[1]
    return _made(clause, scene, _preposed(at, scene), source)


def according(scene: Scene) -> Iterator[Found]:
    """'According to residents, …', '…, according to the ministry': the rest of the sentence is what is said."""
    tokens = [t for t in scene.sentence.tokens if not t.is_space]
    for at in range(len(tokens) - 2):
        if tokens[at].lower_ != "according" or tokens[at + 1].lower_ != "to":
            continue
        end = at + 2
        while end < len(tokens) and tokens[end].text not in _BARS and tokens[end].text not in ".?!":
            end += 1
        if not 0 < end - at - 2 <= _LONGEST:
            continue
        cue = scene.sentence.range_of(tokens[at])[0], scene.sentence.range_of(tokens[at + 1])[1]
        source = scene.sentence.range_of(tokens[at + 2])[0], scene.sentence.range_of(tokens[end - 1])[1]
        whole = (scene.sentence.start, scene.sentence.end)
        said = [trimmed(scene.content, *part) for part in without(whole, [(cue[0], source[1])])]
        kept = tuple(part for part in said if part is not None and part[1] - part[0] > 3)
        if kept:
            yield Found(
                cue=cue,
                content=kept,
                source=source,
                sentence=scene.sentence.index,
                stance=Stance.ASSERTS,
                kind="speech",
            )
