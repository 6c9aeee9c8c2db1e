"""Which of the places of an item an occurrence happened at.

A place belongs to the occurrence whose clause it stands in (`attach_tree`). A country that only acts ("Russia said",
"Mali's army") is no place of what happens where a finer place is named; where a statement was made is not where the
deed was done; the dateline is where the reporter sits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from djeli.extract.attach_tree import FAR, head_of, price, told_of_a_person
from djeli.extract.mentions import PlaceMention, Range, Sentence
from djeli.lang import load
from djeli.values import Where
from djeli.vocab import Resolution

_BACK = 3  # sentences back that a narration keeps its place
_STORY = 40
"""Sentences beyond which an item is a report of many events rather than a story of one."""
_SCENES = 3
"""First-order regions a story may play in for its opening to speak where nothing nearer does."""
_OPENING = 3  # sentences in which headline and lead tell the same matter
_NOT_SAID = 50.0  # price of a place that no preposition or kind of place makes one
_VALLEY_KM = 60.0  # radius up to which an area says where something was
_UNSURE = 20.0  # price of a name that no gazetteer has, beside a town that one has
_ACTING = frozenset({"nsubj", "nsubjpass", "agent", "poss", "dobj", "dative"})
_WIDE = (Resolution.COUNTRY, Resolution.AREA, Resolution.WATER)
_REGIONS = (*_WIDE, Resolution.ADM1, Resolution.ADM2)


Handed = dict[int, Where | None]
"""The place that each sentence of a page hands on, by its index."""


@cache
def _aftermath() -> frozenset[str]:
    """Lemmas of words that come after a deed, in every language that has them."""
    return frozenset(str(w).lower() for code in ("en", "fr") for w in load(code, "dates")["aftermath"])


_IN_OPENING = "in the story's opening"
_OPENED = f"named {_IN_OPENING}"


def place_for(
    sentence: int,
    trigger: Range,
    mentions: Sequence[PlaceMention],
    sentences: Sequence[Sentence],
    *,
    dateline: Where | None = None,
    handed: Handed | None = None,
) -> Where | None:
    """The place of an event told by `trigger` in a sentence.

    A place of the trigger's own clause comes first, made finer by one that lies in it; then one that the sentences
    before hand on, then one of the story's opening, or of the sentences right behind for what the opening tells; a
    country at last, and the dateline only where the story names no other place and its country fits; else the country
    that all names of the story lie in. What was chosen from outside the sentence is said in `reason`. With the same
    `handed` for all triggers of a page, each sentence is asked once what it hands on.

    Returns:
        None when no mention is resolved and there is no dateline.
    """
    known = [m for m in mentions if m.where is not None and not m.candidates]  # candidates: a doubtful reading
    at = next((n for n, s in enumerate(sentences) if s.index == sentence), None)
    if at is None:
        return None
    own = _best(sentences[at], trigger, [m for m in known if m.sentence == sentence and _not_aside(m, trigger)])
    known = [m for m in known if m.aside is None]
    if own is not None and _is_fine(own):
        return own
    handed = {} if handed is None else handed
    lands = _lands(sentences[at], known)
    for found in _elsewhere(at, known, sentences, handed):
        if _is_fine(found) and _fits(found, own) and not _abroad(found, lands):
            return found
    named = _part_of_a_name(at, known, sentences)
    if named is not None and _fits(named, own):
        return named
    if own is not None:
        return own
    wide = next((found for found in _elsewhere(at, known, sentences, handed) if not _abroad(found, lands)), None)
    return wide or _country(sentences[at], known) or _dateline(dateline, known) or _only_country(known)


def _not_aside(mention: PlaceMention, trigger: Range) -> bool:
    """Whether a place may be the trigger's: one put aside only where the trigger is among the words that do so."""
    return mention.aside is None or (mention.aside[0] <= trigger[0] and trigger[1] <= mention.aside[1])


def _elsewhere(
    at: int, known: Sequence[PlaceMention], sentences: Sequence[Sentence], handed: Handed
) -> Iterator[Where]:
    """Places that other sentences hand to this one, with that said.

    In a story of one region its opening speaks first; else the sentences before do, nearest first, and the opening
    after them where the regions are few. What the opening tells may have its place in the sentences right behind.
    """
    regions = _regions(known) if len(sentences) <= _STORY else _SCENES + 1
    opening = sentences[: min(at, _OPENING)] if regions <= _SCENES else ()
    if regions <= 1:
        yield from _told(opening, _IN_OPENING, known, handed)
    for back, earlier in enumerate(reversed(sentences[max(0, at - _BACK) : at]), 1):
        yield from _told((earlier,), f"{back} sentence{'s' * (back > 1)} earlier", known, handed)
    if regions > 1:
        yield from _told(opening, _IN_OPENING, known, handed)
    ahead = sentences[at + 1 : at + 1 + _BACK] if at < _OPENING else ()
    yield from _told(ahead, "right after it", known, handed)


def _told(sentences: Sequence[Sentence], where: str, known: Sequence[PlaceMention], handed: Handed) -> Iterator[Where]:
    """The place that each of these sentences hands on."""
    for sentence in sentences:
        if sentence.index not in handed:
            handed[sentence.index] = _handed_on(sentence, known)
        found = handed[sentence.index]
        if found is not None:
            yield replace(found, reason=f"named {where}; {found.reason}")


def _lands(sentence: Sentence, known: Sequence[PlaceMention]) -> frozenset[str]:
    """Countries in which a sentence says that something is."""
    here = [m for m in known if m.sentence == sentence.index and m.where is not None and m.where.country]
    return frozenset(m.where.country for m in here if m.where and (m.locative or m.where.resolution is Resolution.AREA))


def _abroad(found: Where, lands: frozenset[str]) -> bool:
    """Whether a place of the story's opening lies in none of the countries that the sentence itself is about."""
    return found.reason.startswith(_OPENED) and bool(lands) and bool(found.country) and found.country not in lands


def _regions(known: Sequence[PlaceMention]) -> int:
    """How many first-order regions a story plays in.

    A country report names dozens of places over many years; its first one is the scene of its first paragraph only.
    """
    return len({(m.where.country, m.where.adm1) for m in known if m.locative and m.where and m.where.adm1})


def _handed_on(sentence: Sentence, known: Sequence[PlaceMention]) -> Where | None:
    """The place a sentence tells of: that closest to its main verb."""
    here = [m for m in known if m.sentence == sentence.index and m.locative]
    here = [m for m in here if not told_of_a_person(sentence, (m.start, m.end))]
    root = next((t for t in sentence.tokens if t.dep_ == "ROOT"), None)
    spot = sentence.range_of(root) if root is not None else (sentence.start, sentence.start + 1)
    return _best(sentence, spot, here, strict=False)


def _best(sentence: Sentence, spot: Range, mentions: Sequence[PlaceMention], *, strict: bool = True) -> Where | None:
    """The place closest to a word of its sentence, the finest of its hierarchy."""
    priced = [
        (cost, m.start, m.where)
        for m in mentions
        if m.where is not None and (cost := _price(sentence, spot, m, strict=strict)) < FAR
    ]
    if not priced:
        return None
    listed = any(w.resolution is Resolution.SETTLEMENT and cost < _NOT_SAID for cost, _, w in priced)
    best = min(priced, key=lambda p: (p[0] + _UNSURE * (listed and p[2].unlisted), p[1]))[2]
    for _, _, where in priced:
        named = where.unlisted and not best.unlisted and best.resolution in _REGIONS
        if (named or where.resolution.rank < best.resolution.rank) and _lies_in(where, best):
            best = where
    return best


def _price(sentence: Sentence, spot: Range, mention: PlaceMention, *, strict: bool) -> float:
    """Price of the way to a mention; what only acts, and where a statement was made, is another's place."""
    where = mention.where
    if not mention.locative and (where is None or not _is_fine(where) or _acts(sentence, mention)):
        return FAR
    others = _aftermath() if strict else frozenset()
    return price(sentence, spot, (mention.start, mention.end), others) + _NOT_SAID * (not mention.locative)


def _acts(sentence: Sentence, mention: PlaceMention) -> bool:
    """Whether a name stands where doers and owners stand."""
    if not sentence.tokens.doc.has_annotation("DEP"):
        return False
    token = head_of(sentence, (mention.start, mention.end))
    return token is not None and token.dep_ in _ACTING


def _part_of_a_name(at: int, known: Sequence[PlaceMention], sentences: Sequence[Sentence]) -> Where | None:
    """A town that the opening names only inside the name of its police or hospital, for a story that names no other."""
    if any(m.locative and m.where is not None and _is_fine(m.where) for m in known):
        return None
    for sentence in sentences[: min(at + _BACK, 2 * _OPENING)]:
        for mention in known:
            where = mention.where
            fine = mention.sentence == sentence.index and where is not None and _is_fine(where)
            if fine and where is not None and not _acts(sentence, mention):
                return replace(where, reason=f"named only inside another name; {where.reason}")
    return None


def _country(sentence: Sentence, known: Sequence[PlaceMention]) -> Where | None:
    """A country named only as one who acts, where the story names no place at all and no second country."""
    if any(m.locative for m in known) or len({m.where.country for m in known if m.where is not None}) != 1:
        return None
    found = [m for m in known if m.sentence <= sentence.index and m.where is not None]
    if not found or found[0].where is None:
        return None
    return replace(found[0].where, reason=f"the only country the story names; {found[0].where.reason}")


def _only_country(known: Sequence[PlaceMention]) -> Where | None:
    """The country that every name of the story lies in, for a deed too far from each of them to be put there."""
    places = [m.where for m in known if m.where is not None]
    if not places or not places[0].country or len({where.country for where in places}) != 1:
        return None
    land, name = next((w for w in places if w.resolution is Resolution.COUNTRY), None), places[0].country_name
    reason = f"all places that the story names lie in {name}"
    if land is not None:
        return replace(land, reason=f"{reason}; {land.reason}")
    return Where(name=name, resolution=Resolution.COUNTRY, country=places[0].country, country_name=name, reason=reason)


def _dateline(dateline: Where | None, known: Sequence[PlaceMention]) -> Where | None:
    """Where the reporter sits, unless what the story tells of lies in other countries."""
    if dateline is None:
        return None
    lands = [m.where.country for m in known if m.locative and m.where is not None and m.where.country]
    if dateline.country not in lands and len(lands) > 1:
        return None
    reason = f"only the dateline names a place, which is where the report was written; {dateline.reason}"
    return replace(dateline, reason=reason)


def _is_fine(where: Where) -> bool:
    """Whether a place is one, and no country, wide area or sea; a village known by name alone, a valley are too."""
    valley = where.resolution is Resolution.AREA and 0.0 < (where.radius_km or 0.0) <= _VALLEY_KM
    return where.resolution not in _WIDE or valley or where.unlisted


def _fits(finer: Where, coarse: Where | None) -> bool:
    """Whether a place can lie in a coarser one."""
    return coarse is None or not coarse.country or finer.country == coarse.country or not finer.country


def _lies_in(where: Where, other: Where) -> bool:
    """Whether a place lies in another, by its country and region names."""
    if other.resolution is Resolution.COUNTRY:
        return bool(where.country) and where.country == other.country
    if other.resolution is Resolution.ADM1:
        return where.country == other.country and where.adm1 == other.adm1
    if other.resolution is Resolution.ADM2:
        return where.country == other.country and where.adm2 == other.adm2
    return other.resolution is Resolution.AREA and (not other.country or where.country == other.country)
