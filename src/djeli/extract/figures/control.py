"""Control of territory: who holds what share, how many places, how much ground; claims without a number too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from djeli.extract.figures.holder import capitalised, counted, phrase_from, subject, trimmed, unreal
from djeli.extract.figures.names import nearest_holder, owner_before
from djeli.extract.figures.number import AREA, PERCENT, Amount
from djeli.extract.figures.scene import Found, Scene
from djeli.extract.figures.words import words_of
from djeli.extract.mentions import Range
from djeli.vocab import FigureKind

_NEAR = 30


@dataclass(frozen=True, slots=True)
class _Patterns:
    holds: re.Pattern[str]
    lost: re.Pattern[str]
    passive: re.Pattern[str]
    possessed: re.Pattern[str]
    hints: re.Pattern[str]
    own: re.Pattern[str]  # "in THEIR grip"
    have: re.Pattern[str]
    grounds: re.Pattern[str]
    parts: re.Pattern[str]
    of: re.Pattern[str]


@cache
def _patterns(code: str) -> _Patterns:
    words = words_of(code)

    def any_of(*names: str) -> str:
        return words.any("control", *names)

    return _Patterns(
        holds=re.compile(rf"(?P<verb>{any_of('holds')})(?P<gap>[^.,;#%$^]{{0,{_NEAR}}})$", re.IGNORECASE),
        lost=re.compile(any_of("lost"), re.IGNORECASE),
        passive=re.compile(rf"[^.;#%$^]{{0,70}}?{any_of('passive')}\s+", re.IGNORECASE),
        possessed=re.compile(
            rf"[^.;#%$^]{{0,70}}?{any_of('possessive')}\s+(?P<who>[^.,;]{{1,50}}?)\s+{any_of('possessed')}",
            re.IGNORECASE,
        ),
        hints=re.compile(any_of("holds", "passive", "possessed"), re.IGNORECASE),
        own=re.compile(
            rf"\s+{any_of('possessive')}\s+{any_of('own')}\s+(?:\w+\s+)?{any_of('possessed')}", re.IGNORECASE
        ),
        have=re.compile(rf"(?P<verb>{any_of('have')})[^.,;#%$^]{{0,{_NEAR}}}$", re.IGNORECASE),
        grounds=re.compile(any_of("grounds"), re.IGNORECASE),
        parts=re.compile(rf"(?P<verb>{any_of('holds')})\s+(?P<part>{any_of('parts')})\s+", re.IGNORECASE),
        of=re.compile(rf"{words.any('phrases', 'partitive')}\s*", re.IGNORECASE),
    )


def find(scene: Scene) -> Iterator[Found]:
    """Claims of control in a sentence."""
    patterns = _patterns(scene.words.code)
    last: Found | None = None
    before = next((one for one in reversed(scene.told) if one.kind is FigureKind.CONTROL), None)
    for amount in scene.amounts:
        unit, ground = _ground(scene, amount, patterns)
        if unit:
            one = _held(scene, amount, unit, ground, patterns) or _carried(scene, (amount, unit, ground), last, before)
            one = one or _unsaid(scene, (amount, unit, ground), patterns)
            if one is not None:
                last = one
                yield one
    for match in patterns.parts.finditer(scene.mask):
        who = subject(scene, *match.span("verb"))
        ground = trimmed(scene, phrase_from(scene, match.end()))
        taken = any(a.start < match.end() and match.start() < a.end for a in scene.amounts)
        if who is not None and ground is not None and not taken and not unreal(scene, match.start()):
            part = (match.start("part"), ground[1])
            yield Found(kind=FigureKind.CONTROL, cue=match.span(), holder=who, details={"area": part})


def _carried(
    scene: Scene, told: tuple[Amount, str, Range | None], last: Found | None, before: Found | None
) -> Found | None:
    """One more number of the same holder: "… and three quarters of Donetsk"; of ground alone in a new sentence."""
    amount, unit, ground = told
    model = last or (before if unit in ("percent", "km2") else None)
    if model is None or unreal(scene, amount.start):
        return None
    details: dict[str, Range | str] = {"area": ground} if ground else {}
    return replace(
        model,
        cue=(amount.start, amount.end),
        amount=amount,
        unit=unit,
        details=details,
        holder=model.holder if last else None,
    )


def _unsaid(scene: Scene, told: tuple[Amount, str, Range | None], patterns: _Patterns) -> Found | None:
    """A share of ground in a sentence on control whose holder no verb beside it names: the nearest name."""
    amount, unit, ground = told
    if unit not in ("percent", "km2") or not patterns.hints.search(scene.mask) or unreal(scene, amount.start):
        return None
    holder = nearest_holder(scene, amount)
    if holder is None or (ground is not None and holder[0] < ground[1] and ground[0] < holder[1]):
        return None
    details: dict[str, Range | str] = {"area": ground} if ground else {}
    cue = (amount.start, amount.end)
    return Found(kind=FigureKind.CONTROL, cue=cue, amount=amount, unit=unit, holder=holder, details=details)


def _ground(scene: Scene, amount: Amount, patterns: _Patterns) -> tuple[str, Range | None]:
    """The unit of a number of ground, with the words of the ground; no unit for any other number."""
    of = patterns.of.match(scene.text, amount.end)
    spot = trimmed(scene, phrase_from(scene, of.end() if of else amount.end))
    if amount.role == AREA:
        return amount.unit, spot if of else None
    if amount.role == PERCENT:
        if patterns.grounds.match(scene.text, amount.end + 1):  # "four fifths of what it held"
            return "percent", spot
        told = spot is not None and (patterns.grounds.search(scene.text, *spot) or capitalised(scene, spot))
        return ("percent", spot) if told else ("", None)
    what = counted(scene, amount) if amount.counts else None
    return ("places", (what.start, what.end)) if what is not None and what.kind == "places" else ("", None)


def _held(scene: Scene, amount: Amount, unit: str, ground: Range | None, patterns: _Patterns) -> Found | None:
    """The claim, told by a verb before the number, or by who holds it behind."""
    low = max(0, amount.start - _NEAR - 30)
    verb = patterns.holds.search(scene.mask, low, amount.start)
    end = max(amount.end, ground[1] if ground else 0)
    holder: Range | None = None
    cue = (amount.start, amount.end)
    if verb is not None and not patterns.lost.match(scene.mask, verb.start("verb")):
        if unreal(scene, verb.start("verb")):
            return None
        holder, cue = subject(scene, *verb.span("verb")), verb.span("verb")
        before = re.search(r"(?:['’]s?)?\s*$", scene.text[: verb.start("verb")])
        if holder is None and before is not None and before[0].strip():
            holder = owner_before(scene, verb.start("verb"))
    own = patterns.own.match(scene.mask, end) if holder is None else None
    if own is not None:
        have = patterns.have.search(scene.mask, low, amount.start)
        holder = subject(scene, *have.span("verb")) if have is not None else None
    if holder is None:
        holder = _holder_behind(scene, end, patterns)
    if holder is None:
        return None
    details: dict[str, Range | str] = {"area": ground} if ground else {}
    return Found(kind=FigureKind.CONTROL, cue=cue, amount=amount, unit=unit, holder=holder, details=details)


def _holder_behind(scene: Scene, end: int, patterns: _Patterns) -> Range | None:
    passive = patterns.passive.match(scene.mask, end)
    possessed = patterns.possessed.match(scene.mask, end)
    if possessed is not None and (passive is None or possessed.start("who") <= passive.end()):
        who = trimmed(scene, possessed.span("who"))
        if who is not None:
            return who
    return trimmed(scene, phrase_from(scene, passive.end())) if passive is not None else None
