"""Violations of a ceasefire, an airspace, of rights: how many, by which side, who counts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from djeli.extract.figures.holder import capitalised, counted, phrase_from, subject, trimmed, unreal
from djeli.extract.figures.names import owner_before
from djeli.extract.figures.number import TIMES, Amount
from djeli.extract.figures.scene import Found, Scene
from djeli.extract.figures.words import words_of
from djeli.extract.mentions import Range
from djeli.vocab import FigureKind

_FAR = 110
"""Characters between violations and the number they come to."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    come_to: re.Pattern[str]  # "the number of breaches … AT 1,445"
    did: re.Pattern[str]
    by: re.Pattern[str]
    accused: re.Pattern[str]
    counts: re.Pattern[str]
    verbs: re.Pattern[str]
    times: re.Pattern[str]
    what: re.Pattern[str]
    parts: re.Pattern[str]  # "among them"
    noun: re.Pattern[str]


@cache
def _patterns(code: str) -> _Patterns:
    words = words_of(code)

    def any_of(*names: str) -> str:
        return words.any("violations", *names)

    return _Patterns(
        come_to=re.compile(rf"{any_of('come_to')}\s*$", re.IGNORECASE),
        did=re.compile(rf"(?P<verb>{any_of('did')})[^.;#]{{0,25}}$", re.IGNORECASE),
        by=re.compile(rf"\s(?:{any_of('by')})\s+", re.IGNORECASE),
        accused=re.compile(any_of("accused"), re.IGNORECASE),
        counts=re.compile(any_of("counts"), re.IGNORECASE),
        verbs=re.compile(any_of("verbs"), re.IGNORECASE),
        times=re.compile(rf"\s*{any_of('times')}", re.IGNORECASE),
        what=re.compile(any_of("what"), re.IGNORECASE),
        parts=re.compile(words.any("elliptic", "parts"), re.IGNORECASE),
        noun=re.compile(any_of("nouns"), re.IGNORECASE),
    )


def find(scene: Scene) -> Iterator[Found]:
    """Counted violations of a sentence, by side; where none is told, of what was violated."""
    patterns = _patterns(scene.words.code)
    last: tuple[Found, int] | None = None
    for amount in scene.amounts:
        if not amount.counts and amount.role != TIMES:
            continue
        one, end = _of_noun(scene, amount, patterns) or _of_verb(scene, amount, patterns) or (None, 0)
        if one is None and last is not None:
            one, end = _again(scene, amount, last, patterns)
        if one is not None:
            last = one, end
            yield one


def _of_noun(scene: Scene, amount: Amount, patterns: _Patterns) -> tuple[Found, int] | None:
    spot = _noun(scene, amount, patterns)
    if spot is None or unreal(scene, amount.start):
        return None
    side = _side(scene, amount, spot, patterns)
    counter = _counter(scene, amount, side, patterns)
    whose = phrase_from(scene, spot[0])
    whole = (trimmed(scene, (amount.end, max(spot[1], whose[1]))) if spot[0] > amount.start else None) or spot
    details: dict[str, Range | str] = {"what": whole}
    if counter is not None:
        details["by"] = counter
    if scene.dates:
        details["period"] = scene.dates[0]
    kind, holder = FigureKind.VIOLATIONS, side or whole
    return Found(kind=kind, cue=spot, amount=amount, unit="violations", holder=holder, details=details), spot[1]


def _noun(scene: Scene, amount: Amount, patterns: _Patterns) -> Range | None:
    """The noun of violations a number counts: behind it, or before it where the number is what they come to."""
    what = counted(scene, amount)
    if what is not None:
        fits = what.kind == "violations" or patterns.noun.search(scene.text, what.start, what.end)
        return (what.start, what.end) if fits else None
    low = max(0, amount.start - _FAR)
    before = patterns.come_to.search(scene.mask, low, amount.start)
    nouns = list(patterns.noun.finditer(scene.mask, low, before.start())) if before is not None else []
    if not nouns or "#" in scene.mask[nouns[-1].end() : amount.start]:
        return None
    return nouns[-1].span()


def _side(scene: Scene, amount: Amount, noun: Range, patterns: _Patterns) -> Range | None:
    """Whose they are: "by X" behind them, "X committed …" before, "accused X of …", "X's 12 violations"."""
    stop = re.search(r"[;#]|[.]\s", scene.mask[noun[1] :])
    end = noun[1] + stop.start() if stop else len(scene.mask)
    for match in patterns.by.finditer(scene.mask, noun[0], min(end, noun[1] + 90)):
        spot = trimmed(scene, phrase_from(scene, match.end(), longest=5))
        if spot is not None and not scene.dated(spot):
            return spot
    inside = trimmed(scene, (amount.end, noun[0]))
    if inside is not None and capitalised(scene, inside):
        return inside
    accused = patterns.accused.search(scene.mask, 0, amount.start)
    if accused is not None:
        return _accused(scene, accused.end())
    possessor = re.search(r"(['’]s?)\s+(?:[\w-]+\s+){0,2}$", scene.text[: noun[0]]) if noun[0] < amount.start else None
    if possessor is not None:
        return owner_before(scene, possessor.start())
    did = patterns.did.search(scene.mask, max(0, amount.start - 70), amount.start)
    who = subject(scene, *did.span("verb")) if did is not None else None
    if who is not None:
        return who
    possessive = re.search(r"['’]s?\s*$", scene.text[: amount.start])
    return owner_before(scene, possessive.start()) if possessive else None


_CHARGE = re.compile(r"\s(?:of|de|d['’])\s?(?:\w+ing|avoir|\w+er)\b")


def _accused(scene: Scene, at: int) -> Range | None:
    """The side named behind a verb of accusing, without what it is accused of."""
    start, end = phrase_from(scene, at, longest=5)
    charge = _CHARGE.search(scene.text, start, min(end + 1, len(scene.text)))
    return trimmed(scene, (start, charge.start() if charge else end))


def _counter(scene: Scene, amount: Amount, side: Range | None, patterns: _Patterns) -> Range | None:
    """Who counts them: the subject of "recorded", "documented"."""
    for match in patterns.counts.finditer(scene.mask):
        who = subject(scene, *match.span())
        if who is not None and who != side and capitalised(scene, who):
            return who
    return None


def _of_verb(scene: Scene, amount: Amount, patterns: _Patterns) -> tuple[Found, int] | None:
    """A side that "violated the truce 14 times"."""
    times = patterns.times.match(scene.mask, amount.end)
    verb = next(iter(patterns.verbs.finditer(scene.mask, max(0, amount.start - 90), amount.start)), None)
    if times is None or verb is None:
        return None
    accused = patterns.accused.search(scene.mask, 0, verb.start())
    side = _accused(scene, accused.end()) if accused else subject(scene, *verb.span())
    if side is None or unreal(scene, verb.start()):
        return None
    details: dict[str, Range | str] = {"what": (verb.end(), amount.start)}
    if scene.dates:
        details["period"] = scene.dates[0]
    one = Found(
        kind=FigureKind.VIOLATIONS, cue=verb.span(), amount=amount, unit="violations", holder=side, details=details
    )
    return one, times.end()


def _again(scene: Scene, amount: Amount, last: tuple[Found, int], patterns: _Patterns) -> tuple[Found | None, int]:
    """A number of the same by another side: "120 violations by the army and 80 by the rebels"."""
    between = scene.mask[last[1] : amount.start]
    deed = counted(scene, amount)
    if deed is not None and deed.kind == "incidents" and patterns.parts.search(between) and "#" not in between:
        one = replace(last[0], amount=amount, cue=(amount.start, amount.end))
        return one, deed.end
    match = patterns.by.match(scene.mask, amount.end)
    spot = trimmed(scene, phrase_from(scene, match.end(), longest=5)) if match else None
    if spot is None or amount.start < last[1]:
        return None, 0
    one = last[0]
    found = Found(
        kind=FigureKind.VIOLATIONS, cue=one.cue, amount=amount, unit=one.unit, holder=spot, details=dict(one.details)
    )
    return found, spot[1]
