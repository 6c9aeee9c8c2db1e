"""Numbers that say nothing of themselves and go on with the figure before: "Cauca 26", "18 in Gaza", "the 145 of 2021".

Only a number without a noun of its own is read so, and only when a name, a place or a date stands right beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from djeli.extract.figures.holder import Counted, counted, phrase_from, trimmed, unreal
from djeli.extract.figures.names import listed_before
from djeli.extract.figures.number import Amount
from djeli.extract.figures.scene import Found, Scene
from djeli.extract.figures.words import words_of
from djeli.extract.mentions import Range
from djeli.text.phrases import UPPER
from djeli.vocab import FigureKind

_KINDS = frozenset({FigureKind.COUNT, FigureKind.DISPLACED, FigureKind.VIOLATIONS, FigureKind.FORCE_SIZE})
_NAME = rf"[{UPPER}][\w'’-]*(?:\s(?:(?:de|of|du|al|el|the)\s)?[{UPPER}][\w'’-]*)*"
_PEOPLE = frozenset({"people", "force", "families", "voters"})
_REACH = 28
"""Characters between a number and the date it is told of."""
_RATIO = 300
"""Two numbers of one kind are seldom farther apart."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    name: re.Pattern[str]
    place: re.Pattern[str]
    older: re.Pattern[str]
    side: re.Pattern[str]  # "58 TO the army"
    firm: re.Pattern[str]  # "compared with": what follows is of the same kind, dated or not
    twice: re.Pattern[str]  # "double the", before the number that was doubled
    each: re.Pattern[str]
    more: re.Pattern[str]
    parts: re.Pattern[str]  # "of whom", "including": what follows are parts of the number before
    joined: re.Pattern[str]  # nothing but "and" or a comma


@cache
def _patterns(code: str) -> _Patterns:
    words = words_of(code)

    def any_of(name: str) -> str:
        return words.any("elliptic", name)

    return _Patterns(
        name=re.compile(rf"(?P<name>{_NAME})(?:\s+(?i:{any_of('has')})|\s*[:(])?\s*(?:(?i:{any_of('about')})\s*)?$"),
        place=re.compile(rf"(?:\s+(?i:{any_of('more')}))*\s+(?i:{any_of('in')})\s+"),
        older=re.compile(rf"(?i:{any_of('than')})\s*(?:(?i:{any_of('about')})\s*)*$"),
        side=re.compile(rf"\s+(?i:{words.any('violations', 'by')}|{any_of('side')})\s*"),
        firm=re.compile(rf"(?i:{any_of('firm')})\s*(?:(?i:{any_of('about')})\s*)*$"),
        twice=re.compile(rf"(?i:{any_of('twice')})\s*$"),
        each=re.compile(rf"\s*(?i:{any_of('each')})"),
        more=re.compile(rf"\s*(?i:{any_of('them')})"),
        parts=re.compile(rf"[:(–—]|(?i:{any_of('parts')})"),
        joined=re.compile(rf"\s*,?\s*(?i:{words.any('phrases', 'and')})?\s*(?:(?i:{any_of('about')})\s*)*"),
    )


def find(scene: Scene, here: Sequence[Found], taken: Sequence[Range]) -> Iterator[Found]:
    """Figures of the numbers that nobody took, read after the figure before them.

    Args:
        scene: the sentence.
        here: the figures found in it.
        taken: ranges of their numbers.
    """
    before = [one for one in scene.told if one.kind in _KINDS and one.amount is not None]
    patterns = _patterns(scene.words.code)
    known = sorted((one for one in here if one.kind in _KINDS and one.amount is not None), key=_place)
    for amount in scene.amounts:
        if not amount.counts or any(low < amount.end and amount.start < high for low, high in taken):
            continue
        ahead = [one for one in known if _place(one) < amount.start]
        model = ahead[-1] if ahead else before[-1] if before else None
        if model is None or unreal(scene, amount.start):
            continue
        one = _part(scene, amount, ahead, patterns) if ahead else None
        one = one or _read(scene, amount, _carried(model, here=bool(ahead)), patterns)
        if one is not None:
            known.append(one)
            yield from _each(scene, one, patterns)


def _part(scene: Scene, amount: Amount, ahead: Sequence[Found], patterns: _Patterns) -> Found | None:
    """A part of the number before: "134 lives: 87 militants, 33 policemen", "282 violations, among them 88 shootings".

    A number joined to a count by "and" alone goes on with it too: "killed 30 civilians and 12 soldiers".
    """
    whom = counted(scene, amount)
    for model in reversed(ahead):
        told = model.amount
        if told is None or model.kind is FigureKind.FORCE_SIZE:
            continue
        what = counted(scene, told)
        end = what.end if what is not None else told.end
        between = scene.mask[end : amount.start]
        joined = patterns.joined.fullmatch(between) is not None
        inside = told.size >= amount.size and patterns.parts.search(between) is not None
        if not (joined or inside) or re.search(r";|[.]\s", between):
            continue
        if whom is None:
            side = patterns.side.search(scene.text, amount.end, min(len(scene.text), amount.end + _REACH))
            if inside and side is not None and model.kind is FigureKind.VIOLATIONS:
                holder = trimmed(scene, phrase_from(scene, side.end(), longest=4))
                return replace(model, amount=amount, cue=(amount.start, amount.end), holder=holder or model.holder)
            bare = inside and "#" not in between and model.kind is not FigureKind.COUNT
            return replace(model, amount=amount, cue=(amount.start, amount.end)) if bare else None
        return _of_noun(scene, amount, model, whom, joined=joined)
    return None


def _of_noun(scene: Scene, amount: Amount, model: Found, whom: Counted, *, joined: bool) -> Found | None:
    """The part by its noun: people of a count or of those who fled, deeds of violations."""
    people = whom.kind in _PEOPLE
    if model.kind is FigureKind.VIOLATIONS:
        fits = whom.kind in ("incidents", "violations")
    else:
        fits = people and (model.unit == "people" or whom.kind == "families") and not (joined and _its_own(scene, whom))
    if not fits:
        return None
    spot = trimmed(scene, (amount.end, whom.end)) or (whom.start, whom.end)
    holder = model.holder if model.kind is FigureKind.VIOLATIONS else spot
    words = model.holder_words if holder is None else ""
    return replace(model, amount=amount, cue=(amount.start, amount.end), holder=holder, holder_words=words)


def _its_own(scene: Scene, whom: Counted) -> bool:
    """Whether a noun goes on with words of its own that a figure before doesn't share: "and 12 soldiers WHO …"."""
    return re.match(r"\s+(?:who|whom|que|qui|dont)\b", scene.text[whom.end :]) is not None


def _each(scene: Scene, one: Found, patterns: _Patterns) -> Iterator[Found]:
    """The figure, or one for each name of a list that has so many each: "Antioquia and Putumayo 22 each"."""
    amount = one.amount
    each = amount is not None and patterns.each.match(scene.text, amount.end)
    names = listed_before(scene, len(scene.text[: amount.start].rstrip())) if each and amount is not None else []
    if len(names) > 1:
        yield from (_named(one, name) for name in names)
    else:
        yield one


def _place(one: Found) -> int:
    return one.amount.start if one.amount is not None else one.cue[0]


def _carried(model: Found, *, here: bool) -> Found:
    """The figure before, its words in place of ranges where those are of another sentence."""
    kept = {
        name: spot for name, spot in model.details.items() if name in ("what", "by") and (here or isinstance(spot, str))
    }
    return replace(model, holder=model.holder if here else None, details=kept)


def _read(scene: Scene, amount: Amount, model: Found, patterns: _Patterns) -> Found | None:
    whom = counted(scene, amount)
    if whom is not None and not _same_noun(whom.noun, model):
        return None
    if model.amount is None or not _near(amount, model.amount):
        return None
    found = replace(model, amount=amount, cue=(amount.start, amount.end))
    name = patterns.name.search(scene.text, 0, amount.start)
    if (
        name is not None
        and (name.start("name") > 0 or name.end() - name.end("name") > 1)
        and not scene.dated(name.span("name"))
    ):
        return _named(found, name.span("name"))
    place = patterns.place.match(scene.text, amount.end)
    spot = trimmed(scene, phrase_from(scene, place.end(), longest=4)) if place is not None else None
    if spot is not None and scene.text[spot[0]].isupper() and not scene.dated(spot):
        return _named(found, spot)
    side = patterns.side.match(scene.text, amount.end) if model.kind is FigureKind.VIOLATIONS else None
    whose = trimmed(scene, phrase_from(scene, side.end(), longest=4)) if side is not None else None
    if whose is not None and not scene.dated(whose):
        return replace(found, holder=whose)
    if model.holder is not None and patterns.firm.search(scene.text, 0, amount.start):
        return found
    date = next((d for d in scene.dates if amount.end <= d[0] <= amount.end + _REACH), None)
    dated = date is not None and not re.search(r"[,;:.#]", scene.mask[amount.end : date[0]])
    if patterns.twice.search(scene.text, 0, amount.start):
        return found
    if (dated and patterns.older.search(scene.text, 0, amount.start)) or patterns.more.match(scene.text, amount.end):
        details = {**found.details, "period": date} if date is not None and dated else found.details
        return replace(found, details=details)
    return None


def _same_noun(noun: str, model: Found) -> bool:
    return noun in model.unit or noun in str(model.details.get("what", ""))


def _near(amount: Amount, other: Amount) -> bool:
    """Whether two numbers may tell one kind of thing: no figure of thousands goes on with a three."""
    small, large = sorted((max(amount.size, 1), max(other.size, 1)))
    return large <= _RATIO * small


def _named(found: Found, spot: Range) -> Found:
    """The figure of another place, or for a force of another holder."""
    if found.kind in (FigureKind.FORCE_SIZE, FigureKind.VIOLATIONS):
        return replace(found, holder=spot)
    where = "in" if found.kind is FigureKind.DISPLACED else "area"
    return replace(found, details={**found.details, where: spot})
