"""Displaced people: how many fled, from where, to where; refugees, displaced within a country, those who returned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from djeli.extract.figures.grammar import grammar
from djeli.extract.figures.holder import Counted, capitalised, counted, place_behind, subject, unreal
from djeli.extract.figures.names import country_before, nearest_holder
from djeli.extract.figures.number import Amount
from djeli.extract.figures.scene import Found, Scene
from djeli.extract.figures.words import words_of
from djeli.extract.mentions import Range
from djeli.lang.stems import folded
from djeli.vocab import FigureKind

_PEOPLE = frozenset({"people", "families", "displaced"})
_NEAR, _FAR = 45, 70
"""Characters between a verb of flight and the number before or behind it."""
_MANY = 1000
"""A number of so many, in a sentence on flight, counts those who fled."""
_LEAST = 10
"""Fewer are a family or a delegation on its way, no displacement."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    before: re.Pattern[str]
    after: re.Pattern[str]
    needs: re.Pattern[str]
    theme: re.Pattern[str]  # words that make flight what the sentence is about
    joint: re.Pattern[str]
    harm: re.Pattern[str]
    made: re.Pattern[str]
    left: re.Pattern[str]  # "left Al-Fashir", with a name
    refugees: re.Pattern[str]
    returnees: re.Pattern[str]
    peopled: re.Pattern[str]  # "a population of"


@cache
def _patterns(code: str) -> _Patterns:
    words = words_of(code)

    def made(name: str) -> str:
        return words.any("displaced", name)

    return _Patterns(
        before=re.compile(rf"{made('before')}(?P<gap>[^.;#%$]{{0,{_NEAR}}})$", re.IGNORECASE),
        after=re.compile(rf"(?P<gap>[^.;#%$]{{0,{_FAR}}}?){made('after')}", re.IGNORECASE),
        theme=re.compile(made("theme"), re.IGNORECASE),
        joint=re.compile(rf"\s+(?:{words.any('phrases', 'beside', 'inside', 'stops', 'relative')})\b", re.IGNORECASE),
        harm=re.compile(words.any("force_size", "harm"), re.IGNORECASE),
        needs=re.compile(made("needs"), re.IGNORECASE),
        made=re.compile(made("made"), re.IGNORECASE),
        left=re.compile(rf"[^.;,]{{0,12}}?\s(?P<verb>{made('left')})\s+(?:the\s+)?(?P<name>\w+)", re.IGNORECASE),
        refugees=re.compile(made("refugees"), re.IGNORECASE),
        returnees=re.compile(made("returnees"), re.IGNORECASE),
        peopled=re.compile(rf"{words.any('counts', 'peopled')}[^.,;]{{0,25}}$", re.IGNORECASE),
    )


def find(scene: Scene) -> Iterator[Found]:
    """Counts of people who fled, were driven out, found shelter or came back."""
    patterns = _patterns(scene.words.code)
    theme = "displaced" in scene.kinds and patterns.theme.search(scene.text) is not None
    for amount in scene.amounts:
        if amount.counts and amount.size >= _LEAST:
            people = counted(scene, amount)
            cue = _cue(scene, amount, people, patterns)
            if cue is None and theme and _unsaid(scene, amount, people, patterns):
                cue = amount.start, amount.end
            if cue is not None and not (unreal(scene, amount.start) or unreal(scene, cue[0])):
                yield _found(scene, amount, people, cue, patterns)


def _unsaid(scene: Scene, amount: Amount, people: Counted | None, patterns: _Patterns) -> bool:
    """Whether a number of a sentence on flight counts those who fled, though no verb stands beside it."""
    if amount.size < _MANY or (people is not None and people.kind not in ("people", "families")):
        return False
    if patterns.peopled.search(scene.mask, max(0, amount.start - _NEAR), amount.start):
        return False
    near = scene.within(amount.start - _NEAR, (people.end if people else amount.end) + _NEAR)
    bare = not re.match(r"[\s-]*[^\W\d_]{4,}", scene.text[amount.end :])
    noun = people is not None or bare or patterns.joint.match(scene.text, amount.end)
    return bool(noun) and patterns.harm.search(near) is None


def _cue(scene: Scene, amount: Amount, people: Counted | None, patterns: _Patterns) -> Range | None:
    """The words that say these people were displaced."""
    if people is not None and people.kind not in _PEOPLE:
        return None
    if people is not None and people.kind == "displaced":
        return people.start, people.end
    end = people.end if people is not None else amount.end
    before = patterns.before.search(scene.mask, max(0, amount.start - _NEAR - 20), amount.start)
    if before is not None and people is not None and len(before["gap"].split()) <= 3:
        weak = patterns.needs.match(before[0]) is not None and not capitalised(scene, (people.start, people.end))
        if not weak or patterns.made.search(scene.mask, end, end + _FAR):
            return before.start(), before.start("gap")
    after = patterns.after.match(scene.mask, end, min(len(scene.mask), end + _FAR + 25))
    if after is not None and (people is not None or _only_auxiliaries(after["gap"], scene)):
        return after.end("gap"), after.end()
    gone = patterns.left.match(scene.text, end) if people is not None else None
    if gone is not None and gone["name"][:1].isupper():
        return gone.span("verb")
    if people is not None and re.search(r"\bdisplaced\b", scene.mask[amount.end : people.start]):
        return people.start, people.end
    return None


def _host(scene: Scene, amount: Amount, cue: Range) -> Range | None:
    """The place told before the number: "Chad hosts 1.1 million", "clashes in Ituri drove 23,000 people"."""
    if cue[1] <= amount.start:
        doer = subject(scene, *cue)
        if doer is not None and capitalised(scene, doer):
            inside = place_behind(scene, doer[0], "displaced", "in", reach=doer[1] - doer[0])
            return inside or doer
    return place_behind(scene, 0, "displaced", "in", reach=amount.start)


def _only_auxiliaries(gap: str, scene: Scene) -> bool:
    """Whether nothing but "have been" and the like stands between a number and its verb."""
    return all(folded(word) in grammar(scene.words.code).beside for word in gap.split())


def _found(scene: Scene, amount: Amount, people: Counted | None, cue: Range, patterns: _Patterns) -> Found:
    end = people.end if people is not None else amount.end
    low = min(amount.start, cue[0])
    behind = max(end, cue[1])
    origin = place_behind(scene, min(end, cue[0]) if cue[0] > end else end, "displaced", "from")
    where = place_behind(scene, end, "displaced", "in")
    noun = (amount.end, end) if people is not None and capitalised(scene, (amount.end, end)) else None
    holder, words = noun or origin or where, ""
    if holder is None:
        holder = _host(scene, amount, cue)
        if holder is not None:
            where = holder
    if holder is None:
        holder, words = country_before(scene, amount.start)
    if holder is None and not words:
        nearest = nearest_holder(scene, amount)
        holder = (people.start, people.end) if people is not None else nearest
        if holder is None and cue[0] >= amount.end:
            holder = cue
    told = scene.text[low:behind]
    what = "displaced"
    if patterns.returnees.search(told):
        what = "returnees"
    elif patterns.refugees.search(told):
        what = "refugees"
    details: dict[str, Range | str] = {"what": what}
    if origin is not None:
        details["from"] = origin
    if where is not None:
        details["in"] = where
    unit = "families" if people is not None and people.kind == "families" else "people"
    return Found(
        kind=FigureKind.DISPLACED, cue=cue, amount=amount, unit=unit, holder=holder, holder_words=words, details=details
    )
