"""Country, place and tolls of a MUC-4 template as a choice among everything its page names.

Each candidate becomes some twenty words that say how near it stands to what the template's fillers are told in, what
surrounds it, and whether the program itself chose it; a logistic regression a slot ranks them. What the keys want (the
village, not the capital; all victims of a template added up) is learned here and nowhere else.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from djeli.eval.muc4_scene import Scene, value_of
from djeli.vocab import Harm

Words = list[str]
Anchors = Mapping[int, float]
"""How much each sentence of a page tells of a template, 1 for the one that tells most."""


def _standing(sentence: int, anchors: Anchors) -> Words:
    """How a sentence stands to those that tell of the template."""
    here = anchors.get(sentence, 0.0)
    ahead, behind = anchors.get(sentence + 1, 0.0), anchors.get(sentence - 1, 0.0)
    home = max(anchors, key=lambda s: anchors[s], default=0)
    nearest = min((abs(sentence - s) for s, weight in anchors.items() if weight > 0.3), default=99)
    gap = sentence - home
    step = max(min(gap, 6), -6) if abs(gap) < 4 else (4 if gap > 0 else -4) if abs(gap) < 8 else (9 if gap > 0 else -9)
    return [
        f"here={int(here * 4)}",
        f"ahead={int(ahead * 3)}",
        f"behind={int(behind * 3)}",
        f"gap={step}",
        f"nearest={min(nearest, 5)}",
        f"sent={min(sentence, 8) // 2}",
    ]


def _crossed(standing: Words, own: Iterable[str], heads: tuple[str, ...]) -> Words:
    """What a mention is, joined with how near it stands."""
    near = [w for w in standing if w.startswith(("nearest=", "here="))]
    return [f"{a}&{b}" for a in near for b in own if b.startswith(heads)]


def finest(one: Scene, kind: str, anchors: Anchors, triggers: Sequence[int]) -> dict[str, Words]:
    """Candidates for the finest place of a template of a type, each with its words."""
    found: dict[str, set[str]] = defaultdict(set)
    times: dict[str, int] = defaultdict(int)
    first: dict[str, int] = {}
    seen: dict[str, set[int]] = defaultdict(set)
    chosen = {one.where[n][1] for n in triggers if one.where[n] is not None}  # type: ignore[index]
    for named in one.names:
        times[named.text] += named.start not in seen[named.text]
        seen[named.text].add(named.start)
        first.setdefault(named.text, named.sentence)
        standing = _standing(named.sentence, anchors)
        found[named.text] |= {*named.words, *standing, *_crossed(standing, named.words, ("gz=", "ent=", "pb=", "rb="))}
    for text, words in found.items():
        words |= {
            "b",
            "STR=" + text,
            f"chosen={text in chosen}",
            f"n={min(times[text], 4)}",
            f"len={len(text.split())}",
        }
        words |= {
            f"first={min(first[text], 8) // 2}",
            "last=" + text.split()[-1],
            f"main={bool(chosen)}{text in chosen}",
        }
        words |= {f"home={text == one.home}", f"ty={kind}"}
    return {text: sorted(words) for text, words in found.items()}


def countries(one: Scene, kind: str, anchors: Anchors, triggers: Sequence[int]) -> dict[str, Words]:
    """Candidates for the country of a template."""
    found: dict[str, set[str]] = defaultdict(set)
    times: dict[str, int] = defaultdict(int)
    chosen = {where[0] for n in triggers if (where := one.where[n]) is not None}
    for named in one.names:
        if named.country:
            times[named.country] += 1
            standing = _standing(named.sentence, anchors)
            own = "fine" if named.text != named.country else "itself"
            found[named.country] |= {w + own for w in standing if w.startswith(("here=", "nearest=", "gap="))}
    top = max(times.values(), default=0)
    for name, words in found.items():
        words |= {"b", f"chosen={name in chosen}{bool(chosen)}", f"home={name == one.home}", "STR=" + name}
        words |= {f"share={int(4 * times[name] / top)}", f"placed={name == one.placed}{bool(one.placed)}", f"ty={kind}"}
    if one.placed:
        found[one.placed] |= {"b", "dateline", "STR=" + one.placed, f"alone={len(found) == 1}"}
    return {name: sorted(words) for name, words in found.items()}


Days = tuple[str | None, str]
"""First and last day; no first day: on or before the last."""


def days(
    one: Scene, kind: str, anchors: Anchors, triggers: Sequence[int], told: tuple[str, str] | None
) -> dict[Days, Words]:
    """Candidates for the date of a template; `told` is the day most told of its fillers."""
    found: dict[Days, set[str]] = defaultdict(set)
    for time in one.dates:
        standing = _standing(time.sentence, anchors)
        found[time.first, time.last] |= {*standing, *_crossed(standing, time.words, ("mark=", "by=", "from="))}
        found[time.first, time.last] |= {"said", *time.words}
    for number, day in enumerate(one.when):
        if day is not None:
            standing = _standing(one.at[number], anchors)
            own = ["t:" + w for w in standing] + [f"t:here={day.here}"]
            own += [f"t:{w}{day.here}" for w in standing if w.startswith(("nearest=", "here="))]
            own += [f"rank={triggers.index(number)}{day.here}"] if number in triggers else []
            found[day.first, day.last] |= set(own)
    main = _main_day(one, anchors, triggers, told)
    for day_of, words in found.items():
        age = _age(day_of, one.dateline)
        words |= {"b", f"told={day_of == told}{told is None}", "age=" + age, f"age={age}{day_of == told}", "ty=" + kind}
        words |= {f"len={day_of[0] == day_of[1]}{day_of == told}"}
    if told in found:
        found[told] |= {"d&" + w for w in main}
    if one.dateline:
        near = sum("t:nearest=0" in words for words in found.values())
        by = {"by", "by&ty=" + kind, f"by&n={min(len(found), 4)}", f"by&near={min(near, 3)}"}
        found[None, one.dateline] |= by | {"by&" + w for w in main}
    return {day_of: sorted(words) for day_of, words in found.items()}


def _main_day(one: Scene, anchors: Anchors, triggers: Sequence[int], told: tuple[str, str] | None) -> set[str]:
    """How surely the day most told of the fillers is said: in whose sentence, how near, how long before publication."""
    if told is None:
        return {"untold"}
    age = _age(told, one.dateline)
    ours = [n for n, day in enumerate(one.when) if day is not None and (day.first, day.last) == told]
    own = any(n in triggers and (day := one.when[n]) is not None and day.here for n in ours)
    here = any((day := one.when[n]) is not None and day.here for n in ours)
    home = max(anchors, key=lambda s: anchors[s], default=0)
    away = min((abs(time.sentence - home) for time in one.dates if (time.first, time.last) == told), default=9)
    said = [w for time in one.dates if (time.first, time.last) == told for w in time.words]
    words = {f"here={here}{own}", "age=" + age, f"age={age}{own}", f"n={min(len(ours), 4)}", f"away={min(away, 9)}"}
    words |= {f"away={min(away, 9)}{age}", f"one={told[0] == told[1]}", *said}
    return words | {f"days={min(len({day for day in one.when if day is not None}), 4)}"}


def _age(days: Days, dateline: str) -> str:
    """How long before the dateline, in steps."""
    if not dateline:
        return "?"
    gap = (dt.date.fromisoformat(dateline) - dt.date.fromisoformat(days[1])).days
    return str(gap) if -1 <= gap < 5 else next((str(top) for top in (8, 15, 32, 75, 400) if 0 <= gap < top), "far")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A victim of a template: how many its words say (None: several), whether by name, and what kind of deed."""

    number: int | None
    named: bool
    deed: str


def number_of(phrases: Iterable[str], *, plural: bool) -> int | None:
    """How many people a phrase tells: its numeral, one where it is singular, None for "peasants"."""
    for phrase in phrases:
        value = next((v for word in phrase.split()[:3] if (v := value_of(word)) is not None), None)
        if value is not None:
            return value
    return None if plural else 1


Toll = tuple[int, int | None]


def tolls(one: Scene, kind: str, anchors: Anchors, hit: Sequence[Hit], harm: Harm) -> dict[Toll, Words]:
    """Candidates for the dead or injured of a template: numbers told near it, and what its victims add up to."""
    found: dict[Toll, set[str]] = defaultdict(set)
    near: list[int] = []
    for counted in one.numbers:
        standing = _standing(counted.sentence, anchors)
        mine = "harm=" + harm.value in counted.words
        if mine and anchors.get(counted.sentence, 0.0) > 0.3:
            near.append(counted.value)
        own = {*counted.words, *standing, *_crossed(standing, counted.words, ("harm=", "nx=", "exact="))}
        found[counted.value, counted.value] |= own | {f"mine={mine}"}
    named, told = sum(v.named for v in hit), [v.number for v in hit if not v.named]
    counts = [n for n in told if n is not None]
    sums = {"one": 1, "named": named, "counted": sum(counts), "all": named + sum(counts), "top": max(counts, default=0)}
    sums |= {"near": sum(near), "near+named": sum(near) + named, "toplike": max(near, default=0)}
    for name, value in sums.items():
        if value:
            found[value, value] |= {"as=" + name, f"as={name}{len(hit) > 1}", f"as={name}&{kind}"}
    several = None in told
    if several:
        found[2, None] |= {"as=several", f"several:{min(named, 2)}{min(len(counts), 2)}{bool(near)}"}
    deeds = {v.deed for v in hit[:3]}
    for (low, high), words in found.items():
        size = str(low) if high is not None and low < 8 else "many" if high is not None else "+"
        words |= {
            "b",
            "v=" + size,
            "v+ty=" + size + kind,
            f"v+n={size}:{min(named, 4)}:{min(len(counts), 2)}:{several}",
        }
        words |= {f"v+near={size}:{min(max(near, default=0), 8)}", "untold" if len(words) < 9 else "told"}
        words |= {f"near={low in near}{bool(near)}", f"n={low == named}{bool(named)}{several}"}
        words |= {"deed=" + deed + size for deed in deeds}
    return {toll: sorted(words) for toll, words in found.items()}
