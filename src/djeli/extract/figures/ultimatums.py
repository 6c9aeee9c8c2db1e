"""Ultimatums: who gives whom how long to do what, until when, and what is said to have come of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from djeli.extract.figures.clean import clean, verb_of
from djeli.extract.figures.grammar import grammar
from djeli.extract.figures.holder import capitalised, phrase_from, subject, trimmed, unreal
from djeli.extract.figures.names import owner_before
from djeli.extract.figures.number import Amount
from djeli.extract.figures.pledge_words import PromiseWords, promise_words
from djeli.extract.figures.pledges import Details, ends_of, what_behind, without_limit, words_at
from djeli.extract.figures.scene import Found, Scene
from djeli.extract.mentions import Range
from djeli.vocab import Exactness, FigureKind

_FAR = 170
"""Characters behind the noun in which its end may be told."""
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
        if not until and _is_date(scene, limit, words):
            continue
        to = _addressee(scene, end, limit[0])
        goes_on = _purpose(scene, limit[1], words)
        if goes_on is None and to is None and not until:
            continue
        if goes_on is None and not until and words["strong"].search(scene.mask, end) is None:
            continue
        noun = words["nouns"].match(scene.mask, limit[1] + 1)
        behind = noun.end() if noun else limit[1]
        if to is None and words["to"].match(scene.mask, behind + 1):
            to = _target(scene, behind, words)
            goes_on = _purpose(scene, to[1], words) if to is not None else goes_on
        holder = clean(scene, subject(scene, start, end))
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
    spot = clean(scene, (start, min(stop, end)))
    words = promise_words(scene.words.code, "ultimatum")
    if spot is None or (words is not None and words["nouns"].fullmatch(scene.text, *spot)):
        return None
    sure = sure or _is_body(scene, at) or (0 <= end - spot[1] <= 1)  # nothing stands between it and the time given
    return spot if sure or scene.text[spot[0]].isupper() or spot[0] > start + 1 else None


def _is_date(scene: Scene, limit: Range, words: PromiseWords) -> bool:
    """Whether a limit is a day rather than a length."""
    return words.length.search(scene.mask, *limit) is None


def _ends(scene: Scene, limit: Range, words: PromiseWords) -> bool:
    """Whether the words right before a day make it an end: "expires on Monday", "until 1 May"."""
    return words["ends"].search(scene.mask, max(0, limit[0] - 14), limit[0] + 1) is not None


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
    leads = (m for m in words["purpose"].finditer(stretch) if stretch[m.end() :].lstrip()[:1].islower())
    match = next((m for m in leads if not _is_body(scene, at + m.end())), None)
    if match is None or re.search(r"[.;]", stretch[: match.start()]):
        return None
    start, end = what_behind(scene, at + match.end(), words)
    cut = words["or"].search(scene.mask, start, end)
    return start, start + len(scene.text[start : cut.start() if cut else end].rstrip(' ,”"»'))


def _is_body(scene: Scene, at: int) -> bool:
    """Whether a noun phrase stands behind "to", by the parse or by its article: "to service chiefs", not "to leave"."""
    spot = re.compile(r"\s*").match(scene.text, at)
    start = spot.end() if spot else at
    if grammar(scene.words.code).articles.match(scene.text, start):
        return True
    base = scene.sentence.start - scene.sentence.offset
    if not scene.sentence.tokens.doc.has_annotation("DEP"):
        return False
    word = next((t for t in scene.sentence.tokens if t.idx - base == start), None)
    return word is not None and word.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM")


def _named(scene: Scene, words: PromiseWords) -> Found | None:
    """By a noun, "a 48-hour ultimatum to Y", "X set a deadline of 1 May for Y to …", "the ultimatum of X"."""
    for match in words["nouns"].finditer(scene.mask):
        start, end = match.span()
        strong = words["strong"].fullmatch(match[0]) is not None
        verb = _setting(scene, start, words)
        if unreal(scene, start if verb is None else verb[0]):
            continue
        near = words.length.search(scene.mask, max(0, start - 30), start)
        limit = near.span() if near and near.end() >= start - 2 else _limit(scene, end, end + _FAR, words)
        if limit is not None and _is_date(scene, limit, words) and not _ends(scene, limit, words):
            limit = None
        holder = clean(scene, subject(scene, *verb)) if verb is not None else None
        if holder is None:
            by = words["by"].match(scene.mask, end + 1)
            who = clean(scene, phrase_from(scene, by.end(), longest=6)) if by else None
            named = who is not None and by is not None and (capitalised(scene, who) or who[0] > by.end() + 1)
            holder = who if named else None
            holder = holder or _owner(scene, start) or _setter(scene, start, end, words)
        if holder is None or not (strong or (verb is not None and limit is not None)):
            continue
        to = _target(scene, end, words)
        return _ultimatum(
            scene, words, _Demand(match.span(), holder, to, limit, _purpose(scene, to[1] if to else end, words))
        )
    return None


def _owner(scene: Scene, at: int) -> Range | None:
    """Whose an ultimatum is, by the words before it: "the leaders' ultimatum", "ECOWAS ultimatum"."""
    owned = re.search(r"(?:[\w.-]+\s+){0,3}[\w.-]+(?=['’]s?\s+(?:[\w-]+\s+)?$)", scene.text[:at])
    spot = (clean(scene, owned.span()) if owned else None) or owner_before(scene, at)
    between = scene.text[spot[1] : at] if spot is not None else ""
    return spot if not any(grammar(scene.words.code).articles.fullmatch(word) for word in between.split()) else None


def _setter(scene: Scene, start: int, end: int, words: PromiseWords) -> Range | None:
    """Who is the subject of the verb an ultimatum hangs on, if it isn't one of those who get or defy it."""
    verb = verb_of(scene, start, end)
    if verb is None:
        return owner_before(scene, start)
    if any(words[name].match(scene.mask, verb[0]) for name in ("taken", "met", "unmet")):
        return None
    spot = clean(scene, subject(scene, *verb))
    return spot if spot is not None and not (spot[0] < end and start < spot[1]) else None


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
        holder = clean(scene, subject(scene, start, end))
        to = trimmed(scene, phrase_from(scene, end, longest=7))
        purpose = _purpose(scene, to[1] if to else end, words)
        if purpose is None:  # "demanded the release of": what is told, not whom
            to, purpose = None, to
        if purpose is None and limit is not None and limit[0] > end:
            purpose = what_behind(scene, end, words)  # an infinitive without a "to"
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
