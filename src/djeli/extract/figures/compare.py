"""Comparisons: how many times more or less, of what, and the two numbers where they are told.

"Attacks doubled from 650 to 1,300", "1,500 dead, more than double the 650 of 2022", "up 49 % on": the factor is the
value; the numbers stand in `left` (what is compared) and `right` (what it is held against), and `holds` says what their
arithmetic makes of the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from djeli.extract.figures.clean import clean, verb_of
from djeli.extract.figures.compare_words import CompareWords, compare_words
from djeli.extract.figures.holder import counted, phrase_from, subject, unreal
from djeli.extract.figures.number import PERCENT, Amount, find_amounts
from djeli.extract.figures.scene import Found, Scene, masked
from djeli.extract.mentions import Range
from djeli.fold.figures import compared
from djeli.text.phrases import key_of
from djeli.values import Figure
from djeli.vocab import Exactness, FigureKind, Sum

_AHEAD = 110
"""Characters behind a factor in which the numbers it compares may stand."""
_GAP = 60
_LEAST_PERCENT, _MOST_FACTOR = 1, 100_000
_HOLDS = {Sum.HOLDS: "yes", Sum.FAILS: "no", Sum.OPEN: ""}
_APART = re.compile(r"[,(–—]\s*(?:(?:an?|une?|representing an?|soit une?)\s+)?$", re.IGNORECASE)
_INSERTED = re.compile(r"(?:\s[–—-]\s[^–—;.]*\s[–—-]\s*|\([^)]*\)[,\s]*)$")
"""A parenthesis right before a factor: "1,400 casualties — 400 dead, 1,000 hurt — up 22 %"."""
_LETTERS = re.compile(r"[^\W\d_]{4}|[A-ZÀ-Ý]{2}")
_LAST_WORD = re.compile(r"[^\W\d_]+\s*$")
_BRACKETS = re.compile(r"\([^)]*\)")
_HAD = frozenset({"people", "force", "things"})
"""What a force has; of other things it is they that are counted."""
_VERB, _NOUN, _MORE, _TIMES = "verb", "noun", "more", "times"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell a factor, by `form`, which says where what is compared stands; `behind` is where they end."""

    start: int
    end: int
    behind: int
    form: str
    low: float | None
    best: float | None
    high: float | None
    exactness: Exactness
    how: str
    nth: int = -1  # of two told together ("up 46 and 31 percent respectively")
    opened: int = -1  # where the words of both begin

    @property
    def begun(self) -> int:
        """Where the words begin that this factor is told with."""
        return self.start if self.opened < 0 else self.opened


def find(scene: Scene) -> Iterator[Found]:
    """Comparisons of a sentence; planned, feared and possible ones are none."""
    words = compare_words(scene.words.code)
    if words is None:
        return
    # Parts of a whole ("a third of") are struck out as percentages; here they are words of a factor.
    shares = [a for a in scene.amounts if a.role == PERCENT and scene.words.share.fullmatch(scene.text, a.core, a.end)]
    if shares:
        kept = tuple(a for a in scene.amounts if a not in shares)
        scene = replace(scene, amounts=kept, mask=masked(scene.text, kept))
    last = -1
    for cue in sorted(_cues(scene, words), key=lambda c: (c.start, -c.end)):
        if (cue.start < last and cue.nth < 0) or unreal(scene, cue.start) or words.never.search(_around(scene, cue)):
            continue
        found = _found(scene, cue, words)
        if found is not None:
            if found.holder is not None and found.holder[0] < last < found.holder[1]:  # "doubled and the toll tripled"
                found = replace(found, holder=clean(scene, (words.past_and(scene.text, last), found.holder[1])))
            last = cue.end
            yield found


def _around(scene: Scene, cue: Cue) -> str:
    return scene.mask[max(0, cue.start - 12) : cue.end + 12]


def _cues(scene: Scene, words: CompareWords) -> Iterator[Cue]:
    text = scene.mask
    for match in words.verbs.finditer(text):
        yield _hedged(scene, match, _VERB, words.factor(match), words)
    for match in words.multiples.finditer(text):
        cue = _hedged(scene, match, _TIMES, words.factor(match), words)
        if match.end() > match.end("f") or cue.start < match.start() or scene.mask[match.end() :].lstrip()[:1] in "#$":
            yield cue
    for pattern, form in ((words.times, _TIMES), (words.folds, _VERB), (words.multiplied, _VERB)):
        for match in pattern.finditer(scene.text):
            number = words.number(match["n"])
            if number is not None and 1 < number <= _MOST_FACTOR:
                divides = bool(match.groupdict().get("less"))
                yield _hedged(scene, match, form, 1 / number if divides else number, words)
    for match in words.changed.finditer(text):
        yield from _percent(scene, match, _VERB, words)
    for pattern in (words.change_noun, words.noun_change):
        for match in pattern.finditer(text):
            yield from _percent(scene, match, _NOUN, words)
    for match in words.more.finditer(text):
        yield from _percent(scene, match, _MORE, words)


def _hedged(scene: Scene, match: re.Match[str], form: str, factor: float, words: CompareWords) -> Cue:
    """A cue with the hedge before it taken in."""
    start, end = match.span("f") if "f" in match.groupdict() and match["f"] else match.span()
    exactness, how, begun = words.hedge(scene.mask, start)
    return Cue(begun, end, match.end(), form, *_bounds(factor, exactness), exactness, how)


def _bounds(factor: float, exactness: Exactness) -> tuple[float | None, float | None, float | None]:
    value = _whole(factor)
    low = None if exactness is Exactness.AT_MOST else value
    return low, value, None if exactness is Exactness.AT_LEAST else value


def _percent(scene: Scene, match: re.Match[str], form: str, words: CompareWords) -> Iterator[Cue]:
    """A change in percent, or by a part ("by a third"), as a factor."""
    sign = -1 if match["down"] else 1
    part = match.groupdict().get("part")
    if part:
        change = words.part(part)
        exactness, how, begun = words.hedge(scene.mask, match.start("part"))
        bounds = _bounds(1 + sign * change, exactness)
        start, end = min(begun, match.start()), match.end()
        yield Cue(start, end, end, form, *bounds, exactness, f"{how} change".strip())
        return
    amount = scene.amount_at(match.start("p"))
    if amount is None or amount.role != PERCENT or words.points.match(scene.mask, match.end("p")):
        return
    other = scene.amount_at(match.start("q")) if match.groupdict().get("q") else None
    end = max(match.end(), amount.end)
    for n, one in enumerate([amount] if other is None else [other, amount]):
        if one.size < _LEAST_PERCENT or (sign < 0 and one.size > 100):
            continue
        _, how, _ = words.hedge(scene.mask, one.core, text=scene.text)
        start = one.start if n else min(match.start(), one.start)
        till = one.end if other is not None and not n else end
        nth = n if other is not None else -1
        yield Cue(
            start, till, end, form, *_changed(one, sign), one.exactness, f"{how} change".strip(), nth, match.start()
        )


def _changed(amount: Amount, sign: int) -> tuple[float | None, float | None, float | None]:
    """The factor of a change in percent."""
    if amount.best is not None:
        return _bounds(1 + sign * amount.best / 100, amount.exactness)
    ends = sorted(_whole(1 + sign * n / 100) for n in (amount.low, amount.high) if n is not None)
    return ends[0], None, ends[-1]


def _whole(number: float) -> float:
    return int(number) if float(number).is_integer() else round(number, 4)


def _found(scene: Scene, cue: Cue, words: CompareWords) -> Found | None:
    left, right = _numbers(scene, cue, words)
    if cue.form == _TIMES and (cue.best or 0) < 1 and right is not None and left is None:
        return None  # a part of a number, not a number beside it
    before, noun = (None, "")
    holder = _holder(scene, cue, left, words)
    if holder is None or words.back.fullmatch(key_of(scene.text[slice(*holder)])):
        before, noun = _sentence_before(scene)
        holder = None
    if left is None and right is not None and before is not None:
        left = before
    if holder is None and not noun:
        return None
    amount = Amount(cue.start, cue.end, cue.start, cue.low, cue.best, cue.high, cue.exactness, FigureKind.COMPARISON)
    told = {"left": _plain(left), "right": _plain(right), "how": cue.how}
    details = {name: text for name, text in told.items() if text}
    figure = Figure(
        figure=FigureKind.COMPARISON,
        low=cue.low,
        best=cue.best,
        high=cue.high,
        exactness=cue.exactness,
        details=tuple(sorted(details.items())),
    )
    holds = _HOLDS[compared(figure)[0]]
    details |= {"holds": holds} if holds else {}
    here = [one.start for one in (left, right) if one is not None and one is not before]
    spans = [(one.start, one.end) for one in scene.amounts if one.start in here]
    return Found(
        kind=FigureKind.COMPARISON,
        cue=(cue.start, cue.end),
        amount=amount,
        holder=holder,
        holder_words=noun,
        details=details,
        beside=tuple(spans),
    )


def _plain(amount: Amount | None) -> str:
    """A number without signs, as `fold.figures` reads it."""
    if amount is None or amount.best is None:
        return ""
    return f"{amount.best:.10g}"


def _numbers(scene: Scene, cue: Cue, words: CompareWords) -> tuple[Amount | None, Amount | None]:
    """What is compared and what it is held against, as far as the sentence tells."""
    end = min(len(scene.mask), cue.behind + _AHEAD)
    stop = re.search(r"[;]|\.\s", scene.mask[cue.behind : end])
    end = cue.behind + stop.start() if stop else end
    pair = _ends(scene, cue, end, words)
    if pair is not None:
        return pair
    right = _at(scene, words.right.match(scene.mask, cue.behind, end))
    right = right or _at(scene, words.base.search(scene.mask, cue.behind, end))
    if right is None:
        right = _at(scene, _last(words.base, scene.mask, max(0, cue.start - _AHEAD), cue.start))
    left = _at(scene, words.to.search(scene.mask, cue.behind, min(end, cue.behind + _GAP)))
    inserted = _INSERTED.search(scene.mask, 0, cue.begun)
    begun = inserted.start() if inserted else cue.begun
    before = [a for a in scene.amounts if a.end <= begun and a is not right and a.best is not None]
    inner = [m.span() for m in _BRACKETS.finditer(scene.mask) if not m.start() < cue.start < m.end()]
    before = [a for a in before if not any(low < a.start < high for low, high in inner)]
    before = [a for a in before if a.role != PERCENT and (right is None or a.role == right.role)]
    if right is not None and right.end <= cue.start:
        before = [a for a in before if a.end < right.start]
    if left is None and before and (right is not None or _aside(scene, cue)):
        left = before[-1] if cue.nth < 0 else before[cue.nth - 2] if len(before) > 1 else None
    if (
        right is None and len(before) == 2 and cue.form == _TIMES and _aside(scene, cue)
    ):  # "were 15,000, are now 28,000"
        right = before[0]
    return left, right


def _aside(scene: Scene, cue: Cue) -> bool:
    """Whether it stands in apposition to what is told before: "216 murders, up 49 %"."""
    return _APART.search(scene.mask[: cue.begun]) is not None


def _ends(scene: Scene, cue: Cue, end: int, words: CompareWords) -> tuple[Amount, Amount] | None:
    """Both numbers of "from X to Y" or "to Y from X", behind the factor or before it: Y is compared with X."""
    for low, high in ((cue.behind, end), (0, cue.start)):
        for one in scene.amounts:
            if (
                one.exactness is Exactness.RANGE
                and low <= one.start < high
                and words.opens.match(scene.text, one.start)
            ):
                first, second = (
                    replace(one, low=n, best=n, high=n, exactness=Exactness.EXACT) for n in (one.low, one.high)
                )
                return second, first
        for pattern in (words.from_to, words.to_from):
            for match in pattern.finditer(scene.mask, low, high):
                left, right = scene.amount_at(match.start("b")), scene.amount_at(match.start("a"))
                if left is not None and right is not None and left.role == right.role and _beside((left, right), cue):
                    return left, right
    return None


def _beside(pair: tuple[Amount, Amount], cue: Cue) -> bool:
    """Whether the pair isn't the factor itself ("rose from 20 % to 30 %" has no other factor)."""
    return all(one.end <= cue.start or one.start >= cue.end for one in pair)


def _last(pattern: re.Pattern[str], text: str, low: int, high: int) -> re.Match[str] | None:
    found = list(pattern.finditer(text, low, high))
    return found[-1] if found else None


def _at(scene: Scene, match: re.Match[str] | None) -> Amount | None:
    amount = scene.amount_at(match.start("a")) if match is not None else None
    return amount if amount is not None and amount.best is not None else None


def _holder(scene: Scene, cue: Cue, left: Amount | None, words: CompareWords) -> Range | None:
    """What is compared: the noun behind the factor, what changed, what the compared number counts."""
    told = left is not None and left.end <= cue.start and left in scene.amounts
    near = cue.form in (_TIMES, _MORE) or _aside(scene, cue)
    before = _counted(scene, left, words) if told and left is not None and near else None
    if cue.form == _VERB:
        led = words.change_of.match(scene.mask, cue.behind) or words.owned.match(scene.mask, cue.behind)
        return (_thing(scene, led.end(), words) if led else None) or before or _subject(scene, cue.start, cue.end)
    if cue.form == _NOUN:
        behind = words.holder.match(scene.mask, cue.behind)
        return (_thing(scene, behind.end(), words) if behind else None) or before or _subject(scene, cue.start, cue.end)
    if before is not None:
        return before
    of = words.holder.match(scene.mask, cue.behind)
    return _phrase(scene, of.end() if of else cue.behind, words) or _subject(scene, cue.start, cue.end)


def _counted(scene: Scene, left: Amount, words: CompareWords) -> Range | None:
    """What a number counts, told before the factor: "216 murders of leaders"; who has it: "the army has 800 tanks"."""
    people = counted(scene, left)
    has = _last(words.has, scene.mask, max(0, left.start - 24), left.start)
    if has is not None and has.end() >= left.start - 1 and (people is None or people.kind in _HAD):
        return _named(scene, *has.span())
    if people is None:
        return _subject(scene, left.start, left.end)
    of = words.of_what.match(scene.mask, people.end + 1)
    spot = _phrase(scene, people.start, words) if of else None
    return spot if spot is not None and spot[1] >= people.end else (people.start, people.end)


def _thing(scene: Scene, at: int, words: CompareWords) -> Range | None:
    """The noun phrase at `at`, if it is no time: an increase IN attacks, not in five years or on 2014."""
    spot = _phrase(scene, at, words)
    if spot is None or any(low < spot[1] and at <= high for low, high in scene.dates if low <= at + 4):
        return None
    named = any(char.isalpha() for char in scene.text[slice(*spot)])
    return spot if named and not words.spans.search(scene.text, *spot) else None


def _phrase(scene: Scene, at: int, words: CompareWords) -> Range | None:
    """The noun phrase at `at`, cut where the words of a comparison begin."""
    start, end = phrase_from(scene, at)
    cut = words.bases.search(scene.mask, start, end)
    return clean(scene, (start, cut.start() if cut else end))


def _subject(scene: Scene, start: int, end: int) -> Range | None:
    """The subject of the verb that the words `[start, end)` stand with."""
    return _named(scene, *(verb_of(scene, start, end) or (start, end)))


def _named(scene: Scene, start: int, end: int) -> Range | None:
    """The subject of a verb; dates and numbers alone name nothing, so what stands before them is asked."""
    for _ in range(2):
        told = subject(scene, start, end)
        spot = clean(scene, told)
        if told is None or (spot is not None and _LETTERS.search(scene.text, *spot)):
            return spot
        lead = _LAST_WORD.search(scene.text, 0, told[0])
        start = end = lead.start() if lead else told[0]
    return None


def _sentence_before(scene: Scene) -> tuple[Amount | None, str]:
    """The last number of people or things in the sentence before, and what it counts: "That is double the …"."""
    if not scene.back:
        return None, ""
    text = scene.back[-1]
    amounts = find_amounts(text, scene.words)
    other = replace(scene, text=text, mask=masked(text, amounts), amounts=amounts)
    for amount in reversed(amounts):
        people = counted(other, amount) if amount.counts and amount.best is not None else None
        if people is not None:
            return amount, text[people.start : people.end]
    return None, ""
