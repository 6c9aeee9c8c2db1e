"""Ultimatums: who gives whom how long to do what, until when, and what is said to have come of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from djeli.extract.figures.holder import capitalised, phrase_from, subject, trimmed, unreal
from djeli.extract.figures.names import owner_before
from djeli.extract.figures.number import Amount
from djeli.extract.figures.pledge_words import PromiseWords, promise_words
from djeli.extract.figures.pledges import Details, ends_of, what_behind, without_limit, words_at
from djeli.extract.figures.scene import Found, Scene
from djeli.extract.mentions import Range
from djeli.vocab import Exactness, FigureKind

_CLOSE = 6
"""Characters between "to" and the name it leads to: an article."""


@dataclass(frozen=True, slots=True)
class _Demand:
    """The words of an ultimatum: its cue, who sets it, to whom, until when, and what is demanded."""

    cue: Range
    holder: Range
    to: Range | None
    limit: Range | None
    what: Range | None


def find(scene: Scene) -> Iterator[Found]:
    """Ultimatums of a sentence: a time given, a noun with its length, an order with a time limit or a threat."""
    words = promise_words(scene.words.code, "ultimatum")
    if words is None or "ultimatum" not in scene.kinds:
        return
    for form in (_given, _named, _ordered):
        found = form(scene, words)
        if found is not None:
            yield found
            return


def _given(scene: Scene, words: PromiseWords) -> Found | None:
    """A time given, "X gave Y 72 hours to …", "X gave Y until Friday to …"."""
    for match in words["gave"].finditer(scene.mask):
        start, end = match.span()
        limit = _limit(scene, end, end + 70, words)
        if limit is None or unreal(scene, start):
            continue
        until = words["until"].search(scene.mask, end, limit[0] + 1) is not None
        to = _addressee(scene, end, limit[0])
        goes_on = _purpose(scene, limit[1], words)
        if goes_on is None and to is None and not until:
            continue
        if goes_on is None and not until and words["strong"].search(scene.mask, end) is None:
            continue
        if to is None and words["to"].match(scene.mask, limit[1] + 1):
            to = _target(scene, limit[1], words)
            goes_on = _purpose(scene, to[1], words) if to is not None else goes_on
        holder = subject(scene, start, end)
        giver = _by(scene, limit[1], words) if to is None else None
        if giver is not None:  # "had been given 48 hours by X"
            holder, to = giver, holder
        if holder is not None and (to is None or to != holder):
            return _ultimatum(scene, words, _Demand((start, end), holder, to, limit, goes_on))
    return None


def _by(scene: Scene, at: int, words: PromiseWords) -> Range | None:
    """Who gave the time, behind it: "48 hours by the rebels"."""
    by = words["agent"].match(scene.mask, at + 1)
    return trimmed(scene, phrase_from(scene, by.end(), longest=6)) if by else None


def _addressee(scene: Scene, at: int, end: int, *, sure: bool = False) -> Range | None:
    """Who is told to do it: a phrase that begins with a name or an article, so that no verb is taken for one."""
    start, stop = phrase_from(scene, at, longest=7)
    spot = trimmed(scene, (start, min(stop, end)))
    if spot is None or not (sure or scene.text[spot[0]].isupper() or spot[0] > start + 1):
        return None
    return spot


def _limit(scene: Scene, low: int, high: int, words: PromiseWords) -> Range | None:
    """The first length or date within a stretch of the sentence."""
    spans = [m.span() for m in words.length.finditer(scene.mask, low, min(high, len(scene.mask)))]
    spans += [spot for spot in scene.dates if low <= spot[0] < high]
    stop = re.search(r"[;]|\.\s", scene.mask[low:high])
    spans = [spot for spot in spans if stop is None or spot[0] < low + stop.start()]
    return min(spans) if spans else None


def _purpose(scene: Scene, at: int, words: PromiseWords) -> Range | None:
    """What is demanded, behind a time: "to leave the country"."""
    stretch = scene.mask[at : at + 80]
    match = next((m for m in words["purpose"].finditer(stretch) if stretch[m.end() :].lstrip()[:1].islower()), None)
    if match is None or re.search(r"[.;]", stretch[: match.start()]):
        return None
    start, end = what_behind(scene, at + match.end(), words)
    cut = words["or"].search(scene.mask, start, end)
    return start, start + len(scene.text[start : cut.start() if cut else end].rstrip(" ,"))


def _named(scene: Scene, words: PromiseWords) -> Found | None:
    """By a noun, "a 48-hour ultimatum to Y", "X set a deadline of 1 May for Y to …", "the ultimatum of X"."""
    for match in words["nouns"].finditer(scene.mask):
        start, end = match.span()
        strong = words["strong"].fullmatch(match[0]) is not None
        verb = _setting(scene, start, words)
        if unreal(scene, start if verb is None else verb[0]):
            continue
        near = words.length.search(scene.mask, max(0, start - 30), start)
        limit = near.span() if near and near.end() >= start - 2 else _limit(scene, end, end + 90, words)
        holder = subject(scene, *verb) if verb is not None else None
        if holder is None:
            by = words["by"].match(scene.mask, end + 1)
            who = trimmed(scene, phrase_from(scene, by.end(), longest=6)) if by else None
            holder = who if who is not None and capitalised(scene, who) else None
            holder = holder or owner_before(scene, start)
        if holder is None or not (strong or (verb is not None and limit is not None)):
            continue
        to = _target(scene, end, words)
        return _ultimatum(
            scene, words, _Demand(match.span(), holder, to, limit, _purpose(scene, to[1] if to else end, words))
        )
    return None


def _setting(scene: Scene, at: int, words: PromiseWords) -> Range | None:
    """The verb that sets an ultimatum, right before it."""
    found = list(words["set"].finditer(scene.mask, max(0, at - 45), at))
    found = [m for m in found if not re.search(r"[.;]", scene.mask[m.end() : at])]
    return found[-1].span() if found else None


def _target(scene: Scene, at: int, words: PromiseWords) -> Range | None:
    """To whom it was set: behind "to" or "for" with a name or a body, not a verb."""
    for match in words["to"].finditer(scene.mask, at, min(len(scene.mask), at + 70)):
        spot = _addressee(scene, match.end(), len(scene.mask), sure=words["to_body"].fullmatch(match[0]) is not None)
        if spot is not None and spot[0] - match.end() < _CLOSE:
            cut = words["purpose"].search(scene.mask, *spot)
            return spot if cut is None else (spot[0], spot[0] + len(scene.text[spot[0] : cut.start()].rstrip()))
    return None


def _ordered(scene: Scene, words: PromiseWords) -> Found | None:
    """An order, "X ordered Y to leave within 48 hours", "X told Y to stop or face an attack"."""
    for match in words["orders"].finditer(scene.mask):
        start, end = match.span()
        strict = words["strict"].fullmatch(match[0]) is not None
        limit = _within(scene, end, words)
        threat = words["or"].search(scene.mask, end)
        if not (limit is not None and (strict or threat)) or unreal(scene, start):
            continue
        holder = subject(scene, start, end)
        to = trimmed(scene, phrase_from(scene, end, longest=7))
        purpose = _purpose(scene, to[1] if to else end, words)
        if purpose is None:  # "demanded the release of": what is told, not whom
            to, purpose = None, to
        if limit is not None and purpose is not None:
            purpose = without_limit(scene, purpose, limit, words["within"])
        if holder is not None and purpose is not None:
            return _ultimatum(scene, words, _Demand((start, end), holder, to, limit, purpose))
    return None


def _within(scene: Scene, at: int, words: PromiseWords) -> Range | None:
    """A length or date that a word of limits leads."""
    spans = [m.span() for m in words.length.finditer(scene.mask, at)] + [s for s in scene.dates if s[0] >= at]
    for low, high in sorted(spans):
        before = scene.text[max(at, low - 20) : low].rstrip()
        led = any(m.end() == len(before) for m in words["within"].finditer(before))
        if (led or words["within"].match(scene.text, low)) and not re.search(r"[;]|\.\s", scene.mask[at:low]):
            return low, high
    return None


def _ultimatum(scene: Scene, words: PromiseWords, told: _Demand) -> Found:
    limit, what = told.limit, told.what
    length = words.length.search(scene.mask, *limit) if limit is not None else None
    span = words.hours_or_days(length) if length is not None else None
    details: Details = {}
    if told.to is not None:
        details["to"] = told.to
    if what is not None:
        details["what"] = what
    if limit is not None and span is None:
        details["deadline"] = limit
    behind = scene.mask[told.cue[1] :]
    details |= ends_of(scene, words, told.cue[1], words_at(scene, what) if what is not None else behind)
    amount = None
    if span is not None and limit is not None:
        amount = Amount(limit[0], limit[1], limit[0], span[0], span[0], span[0], Exactness.EXACT)
    return Found(
        kind=FigureKind.ULTIMATUM,
        cue=told.cue,
        amount=amount,
        unit=span[1] if span is not None else "",
        holder=told.holder,
        details=details,
    )
