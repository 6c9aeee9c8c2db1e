"""Counts over a period or an area: killed, abducted, attacks since a day, in a year; stocks; populations.

The toll of one event is none: a count needs words of a period, of somebody who keeps count, or of a stock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from djeli.extract.figures.grammar import grammar
from djeli.extract.figures.holder import (
    Counted,
    capitalised,
    counted,
    kinds_in,
    phrase_from,
    place_behind,
    subject,
    trimmed,
    unreal,
)
from djeli.extract.figures.names import nearest_holder
from djeli.extract.figures.number import Amount
from djeli.extract.figures.scene import Found, Scene
from djeli.extract.figures.words import words_of
from djeli.extract.mentions import Range
from djeli.lang.stems import folded
from djeli.vocab import FigureKind

_PLURAL = re.compile(r"\s(?P<np>(?:[^\W\d_]+[- ]){0,2}?(?P<noun>[^\W\d_]{3,}[sx]))(?![\w'’])")
_WORDS = 3
_MANY = 20
_LEAST = 2
_PLACE_WORDS = 5
"""Words of the longest names of places."""
_DOZENS = 20
"""The least that "dozens" stands for: vaguer words count nothing."""
_NEAR, _FAR = 40, 60
_DAY = re.compile(r"\b(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er)?\b(?!\s*(?:years|months|weeks|days|ans|mois|jours))")
"""A day of a month in a date."""
_PEOPLE = frozenset({"people", "force", "families", "displaced", "voters"})


@dataclass(frozen=True, slots=True)
class _Patterns:
    harm: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    period: re.Pattern[str]
    counters: re.Pattern[str]
    keeps: re.Pattern[str]  # verbs of those who keep count, so that no period need be told
    sources: re.Pattern[str]
    said: re.Pattern[str]
    rose: re.Pattern[str]
    stock: re.Pattern[str]
    peopled: re.Pattern[str]
    lived: re.Pattern[str]
    year: re.Pattern[str]
    object: re.Pattern[str]  # what an active verb is followed by: "killed 20", "killed the chief"
    month: re.Pattern[str]
    of: re.Pattern[str]
    within: re.Pattern[str]
    day: re.Pattern[str]
    since: re.Pattern[str]
    apart: re.Pattern[str]  # "a year EARLIER"
    worst: re.Pattern[str]  # "the DEADLIEST attack since"
    recent: re.Pattern[str]  # "last month", which may date one event
    within_it: re.Pattern[str]  # "LATE last month"
    deed: re.Pattern[str]  # one deed: "an attack", "the raid"


@cache
def _patterns(code: str) -> _Patterns:
    words = words_of(code)

    def any_of(*names: str) -> str:
        return words.any("counts", *names)

    harm = any_of("harm")
    return _Patterns(
        harm=re.compile(harm, re.IGNORECASE),
        before=re.compile(rf"(?P<harm>{harm})(?P<gap>[^.;#%$]{{0,{_NEAR}}})$", re.IGNORECASE),
        behind=re.compile(rf"(?P<gap>[^.;#%$]{{0,{_FAR}}}?)(?P<harm>{harm})", re.IGNORECASE),
        period=re.compile(any_of("period"), re.IGNORECASE),
        counters=re.compile(any_of("counters"), re.IGNORECASE),
        keeps=re.compile(any_of("keeps"), re.IGNORECASE),
        sources=re.compile(rf"(?:{any_of('sources')})\s+", re.IGNORECASE),
        said=re.compile(any_of("said"), re.IGNORECASE),
        rose=re.compile(
            rf"(?P<verb>{any_of('rose')})(?:\s+{words.any('phrases', 'beside')}|\s+#+)*\s*$", re.IGNORECASE
        ),
        stock=re.compile(any_of("stock"), re.IGNORECASE),
        peopled=re.compile(rf"{any_of('peopled')}[^.,;]{{0,25}}$", re.IGNORECASE),
        lived=re.compile(rf"\s*{any_of('lived')}", re.IGNORECASE),
        object=re.compile(rf"\s+(?:#+|{any_of('objects')}\s)", re.IGNORECASE),
        month=re.compile(any_of("months"), re.IGNORECASE),
        of=re.compile(rf"\s*{words.any('phrases', 'partitive')}\s*", re.IGNORECASE),
        within=re.compile(rf"\s{any_of('in')}\s", re.IGNORECASE),
        day=re.compile(any_of("days"), re.IGNORECASE),
        since=re.compile(any_of("since"), re.IGNORECASE),
        apart=re.compile(rf"\s+{any_of('apart')}", re.IGNORECASE),
        worst=re.compile(rf"{any_of('worst')}[^#.;]{{0,120}}$", re.IGNORECASE),
        recent=re.compile(any_of("recent"), re.IGNORECASE),
        within_it=re.compile(rf"{any_of('within_it')}\s+$", re.IGNORECASE),
        deed=re.compile(rf"{any_of('one')}\s+(?:[\w'’-]+\s+){{0,3}}?{any_of('deeds')}", re.IGNORECASE),
        year=re.compile(r"\b(?:19|20)\d\d\b"),
    )


def find(scene: Scene) -> Iterator[Found]:
    """Counts of a sentence that reach over more than one event."""
    patterns = _patterns(scene.words.code)
    kept = patterns.counters.search(scene.mask) is not None
    frame = _Frame(_period(scene, patterns), _counter(scene, patterns), kept, _month(scene, patterns))
    last = next((one for one in reversed(scene.told) if one.kind is FigureKind.COUNT and one.unit == "people"), None)
    for amount in scene.amounts:
        if not amount.counts or amount.size < _LEAST or unreal(scene, amount.start) or _too_vague(amount):
            continue
        what = counted(scene, amount)
        one = _population(scene, amount, what, patterns) or _risen(scene, amount, what, frame)
        one = one or _counts(scene, amount, what, frame)
        if one is not None:
            if one.holder is None and last is not None:
                one = replace(one, holder=last.holder if last not in scene.told else None, holder_words=_named(last))
            last = one if one.unit == "people" else last
            yield one


def _too_vague(amount: Amount) -> bool:
    """Whether a number says no more than "some": "several", "a number of"."""
    return amount.best is None and (amount.low is None or amount.low < _DOZENS)


def _named(last: Found) -> str:
    """The holder in words, where no words of this sentence name it."""
    return last.holder_words or "people"


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a sentence says of all its counts: the period, who counts, and whether anybody keeps count."""

    period: Range | None
    counter: Range | None
    kept: bool
    month: Range | None  # the period of counted things; people harmed in one month may be those of one event


def _risen(scene: Scene, amount: Amount, what: Counted | None, frame: _Frame) -> Found | None:
    """A number that something counted has come to: "attacks on schools rose to 6,000"."""
    verb = _patterns(scene.words.code).rose.search(scene.mask, max(0, amount.start - _FAR), amount.start)
    who = subject(scene, *verb.span("verb")) if verb is not None and what is None else None
    if who is None or not any(kind in ("incidents", "violations") for kind in kinds_in(scene, who)):
        return None
    details = {name: spot for name, spot in (("period", frame.period), ("by", frame.counter)) if spot is not None}
    cue = (amount.start, amount.end)
    return Found(
        kind=FigureKind.COUNT, cue=cue, amount=amount, unit="incidents", holder=who, details={**details, "what": who}
    )


def _counts(scene: Scene, amount: Amount, what: Counted | None, frame: _Frame) -> Found | None:
    told = _told(scene, amount, what, _patterns(scene.words.code))
    if told is None and frame.period is not None:
        told = _anywhere(scene, amount, what)
    if told is None and what is None and frame.kept and frame.counter is not None:
        what = _thing(scene, amount)
        told = ((what.start, what.end), False) if what is not None else None
    things = what is not None and what.kind == "incidents"
    period = frame.period or (frame.month if things else None)
    if told is None or (scene.text[amount.end : amount.end + 1] == "-"):
        return None
    cue, stock = told
    if not stock and period is None and not (frame.kept and _patterns(scene.words.code).keeps.search(scene.mask)):
        return None
    details: dict[str, Range | str] = {"what": cue}
    area = place_behind(scene, what.end if what else amount.end, "counts", "in")
    for name, spot in (("period", period), ("by", frame.counter), ("area", area)):
        if spot is not None:
            details[name] = spot
    people = what is None or what.kind in _PEOPLE
    spot = trimmed(scene, (amount.end, what.end)) or (what.start, what.end) if what else None
    whom = _whom(scene, what) if what is not None and what.kind == "incidents" else None
    if whom is not None:
        people, spot = True, whom
    return Found(
        kind=FigureKind.COUNT,
        cue=cue,
        amount=amount,
        unit="people" if people else what.noun if what else "",
        holder=spot,
        holder_words="" if spot else "people",
        details=details,
    )


def _anywhere(scene: Scene, amount: Amount, what: Counted | None) -> tuple[Range, bool] | None:
    """A word of harm or a counted deed anywhere in a sentence on a period, for a number large enough to be its sum."""
    if amount.size < _MANY or what is None or what.kind not in ("people", "families", "voters"):
        return None
    found = list(_patterns(scene.words.code).harm.finditer(scene.mask))
    nearest = min(found, key=lambda m: abs(m.start() - amount.start), default=None)
    return (nearest.span(), False) if nearest is not None else None


def _thing(scene: Scene, amount: Amount) -> Counted | None:
    """The plural right behind a number, whatever it names: what somebody who keeps count has counted."""
    match = _PLURAL.match(scene.text, amount.end)
    return Counted(match.start("np"), match.end(), match["noun"].lower(), "incidents") if match is not None else None


def _whom(scene: Scene, what: Counted) -> Range | None:
    """The people a counted deed was done to: "216 murders of social leaders"."""
    patterns = _patterns(scene.words.code)
    of = patterns.of.match(scene.text, what.end) if patterns.harm.fullmatch(what.noun) else None
    if of is None:
        return None
    start, end = phrase_from(scene, of.end(), longest=4)
    inside = patterns.within.search(scene.text, start, end)
    return trimmed(scene, (start, inside.start() if inside else end))


def _told(scene: Scene, amount: Amount, what: Counted | None, patterns: _Patterns) -> tuple[Range, bool] | None:
    """The word that says what is counted, and whether it is a stock; None for a number of nothing told."""
    if what is not None and what.kind in ("incidents", "violations"):
        return (what.start, what.end), False
    end = what.end if what is not None else amount.end
    if what is not None and what.kind in _PEOPLE:
        stock = patterns.stock.search(scene.mask, end, min(len(scene.mask), end + _NEAR))
        if stock is not None and "#" not in scene.mask[end : stock.start()]:
            return stock.span(), True
    if what is not None and what.kind not in _PEOPLE | {"places"}:
        return None
    if what is not None and patterns.harm.fullmatch(what.noun):
        return (what.start, what.end), False
    before = patterns.before.search(scene.mask, max(0, amount.start - _NEAR - 15), amount.start)
    if before is not None and _near_enough(before["gap"], scene, bare=what is None):
        return before.span("harm"), False
    behind = patterns.behind.match(scene.mask, end, min(len(scene.mask), end + _FAR + 15))
    if behind is not None and patterns.object.match(scene.mask, behind.end()):
        return None  # "two gunmen killed 20": these did it
    if behind is not None and (what is not None or len(behind["gap"].split()) <= 2):
        return behind.span("harm"), False
    return None


def _near_enough(gap: str, scene: Scene, *, bare: bool) -> bool:
    """Whether a verb of harm reaches the number behind it; one without a noun allows no words of their own between."""
    known = grammar(scene.words.code)
    words = gap.split()
    own = [word for word in words if not known.articles.fullmatch(word) and folded(word) not in known.beside]
    return "," not in gap and len(words) <= _WORDS and not (bare and own)


def _month(scene: Scene, patterns: _Patterns) -> Range | None:
    """The first date of a sentence that is a month."""
    for start, end in scene.dates:
        words = scene.text[start:end]
        if patterns.month.search(words) and not re.search(r"\b\d{1,2}\b", words):
            return start, end
    return None


def _period(scene: Scene, patterns: _Patterns) -> Range | None:
    """The words of a time longer than a day: set phrases with the date in them, or a year, a month, a span."""
    match = next((m for m in patterns.period.finditer(scene.text) if not _of_one_event(scene, m, patterns)), None)
    if match is not None:
        date = next(((a, b) for a, b in scene.dates if a <= match.end() + 1 and b >= match.start()), None)
        return (min(match.start(), date[0]), max(match.end(), date[1])) if date else match.span()
    for start, end in scene.dates:
        words = scene.text[start:end]
        bare = patterns.year.sub("", words).strip(" ,")
        kept = patterns.counters.search(scene.mask) is not None
        if patterns.month.search(bare) and not kept:
            continue  # a month alone may date one event
        alone = re.search(r"\d", bare) or patterns.day.search(bare)
        if not alone and not patterns.worst.search(scene.text, 0, start):
            return start, end
    return None


def _of_one_event(scene: Scene, period: re.Match[str], patterns: _Patterns) -> bool:
    """Whether words of a time only date one event: "late last month", "the worst raid since", "a year earlier".

    A week or month gone by dates an event as readily as it bounds a count; where a single deed is told and nobody
    keeps count, it does.
    """
    if patterns.apart.match(scene.text, period.end()) or patterns.worst.search(scene.text, 0, period.start()):
        return True
    for low, high in scene.dates:
        if low < period.end() and period.start() < high and _DAY.search(scene.text[low:high]):
            return not patterns.since.match(period[0])
    if not patterns.recent.fullmatch(period[0]):
        return False
    if patterns.within_it.search(scene.text, 0, period.start()):
        return True
    kept = patterns.counters.search(scene.mask) or patterns.keeps.search(scene.mask)
    return kept is None and patterns.deed.search(scene.text) is not None


def _counter(scene: Scene, patterns: _Patterns) -> Range | None:
    """Who counts: the subject of "recorded" or "said", or who is named behind "according to"."""
    for match in patterns.sources.finditer(scene.mask):
        spot = trimmed(scene, phrase_from(scene, match.end()))
        if spot is not None and capitalised(scene, spot):
            return spot
    for pattern in (patterns.counters, patterns.said):
        for match in pattern.finditer(scene.mask):
            who = subject(scene, *match.span())
            if who is not None and capitalised(scene, who):
                return who
    return None


def _population(scene: Scene, amount: Amount, what: Counted | None, patterns: _Patterns) -> Found | None:
    """How many live somewhere: "a population of 2.3 million", "home to 80,000 people"."""
    lived = patterns.lived.match(scene.mask, what.end) if what is not None and what.kind == "people" else None
    before = patterns.peopled.search(scene.mask, max(0, amount.start - 50), amount.start)
    if before is None and lived is None:
        return None
    if what is not None and what.kind not in ("people", "families"):
        return None
    if before is not None:
        owner = subject(scene, *before.span())
        if owner is None or len(scene.text[slice(*owner)].split()) > _PLACE_WORDS:
            owner = nearest_holder(scene, amount)
    else:
        owner = place_behind(scene, amount.end, "counts", "in")
    if owner is None:
        return None
    details: dict[str, Range | str] = {"what": "population", "area": owner}
    return Found(
        kind=FigureKind.COUNT,
        cue=(amount.start, amount.end),
        amount=amount,
        unit="people",
        holder=owner,
        details=details,
    )
