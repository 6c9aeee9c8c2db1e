"""Counts that follow one another or make one another up, in the words of one sentence.

An older number beside the newer one ("climbed to 31 from 12", "earlier put at 12, now stands at 19"), what a total is
made of ("of the 60 dead, 41 were soldiers and 12 civilians"), some of a number ("12 of the 30 girls"), and wounded who
died. The words stand in the block `course` of `harm.yaml`; a language without it finds none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from djeli.extract.harm.groups import COUNTED, NONE, SINGLE, Group
from djeli.extract.harm.scope import Match
from djeli.extract.harm.words import Cue, HarmWords, key
from djeli.vocab import PartyKind

_REACH = 48  # characters before a number in which it is told that it is the older one
_TOLL_REACH = 90  # characters between a word for the toll and the number it "now stands at"
_OPENS = re.compile(r"[\w\s]{0,24}(?::|\s[-–—]|\s?\()\s*")
"""What leads from a total to what it is made of: "killed on Sunday: 41 soldiers …"."""


_CLAUSE_END = re.compile(r"[,;:.]\s")
_COMPLEMENT = re.compile(r"\b(?:of|from|du|de la|de|des|d['’])\s?(?:the\s)?[A-ZÀ-Ý][\w’-]+(?:\s[A-ZÀ-Ý][\w’-]+)?")
"""Where people are from ("71 soldats du Niger sont tombés"): it parts them from no word of harm."""


@lru_cache(maxsize=4)
def without_asides(text: str, aside: re.Pattern[str]) -> str:
    """The sentence with blanks where people are said to be from, or some of them are named ("…, dont trois enfants,").

    It is the same for each of the sentence's words of harm.
    """
    return aside.sub(_blank, _COMPLEMENT.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def bound_part(text: str, group: Group, cue: Cue, words: HarmWords) -> bool:
    """Whether some of a number are said to have died, or the like: "193 were inside, 41 of them died"."""
    part = words.part_after_re.match(text, group.end)
    between = text[part.end() : cue.start].lower().split() if part and part.end() <= cue.start else ["?"]
    return all(words.is_filler(word) for word in between)


def some_of(text: str, groups: Sequence[Group], words: HarmWords) -> list[Group]:
    """The groups, "12 of the 30 girls" as one group of 12 girls, "two of the wounded" as one of people wounded."""
    out: list[Group] = []
    for group in groups:
        last = out[-1] if out else None
        if last is not None and _counts(last, group) and words.course.some.fullmatch(text, last.end, group.start):
            out[-1] = replace(last, end=group.end, noun=group.noun)
        else:
            out.append(_also(text, group, words))
    return out


def on_top(text: str, cue: Cue, groups: Sequence[Group], cues: Sequence[Cue], words: HarmWords) -> tuple[Group, ...]:
    """People told behind the word of harm as hit with those before it: "a colonel was killed along with 20 men".

    Not where another word of harm follows them in their clause: that is what became of them.
    """
    for group in groups:
        if group.start < cue.end:
            continue
        clause = _CLAUSE_END.search(text, group.end)
        end = clause.start() if clause else len(text)
        own = any(group.start <= c.start < end for c in cues)
        joins = words.beside_re.fullmatch(text[cue.end : group.start].lstrip(" ,"))
        return (group,) if joins and group.kind in (COUNTED, SINGLE) and not group.part and not own else ()
    return ()


def _counts(one: Group, whole: Group) -> bool:
    """Whether the first may be some of the second."""
    number, most = one.best or one.low, whole.best or whole.high or whole.low
    return one.kind == whole.kind == COUNTED and not one.noun and number is not None and number <= (most or 0)


def _also(text: str, group: Group, words: HarmWords) -> Group:
    """The group with what stands behind it and says that it comes on top, or that they had been wounded."""
    if group.kind == NONE or group.noun:
        return group
    match = words.course.hurt.match(text, group.end) or words.course.on_top.match(text, group.end)
    return replace(group, end=match.end(), noun=key(match["noun"])) if match else group


def revised(
    text: str, matches: Sequence[Match], groups: Sequence[Group], cues: Sequence[Cue], words: HarmWords
) -> list[Match]:
    """The matches, older numbers marked as such or added, and with the number that a toll now stands at."""
    known = list(matches)
    known += [m for m in _standing(text, cues, groups, words) if not _taken(m.groups[0], known)]
    out, added = [], []
    for match in known:
        group = match.groups[0]
        newer = any(m is not match and m.cue.harm is match.cue.harm and not m.part for m in known)
        old = newer and len(match.groups) == 1 and _older(text, group, words)
        out.append(replace(match, earlier=True) if old else match)
    for group in groups:
        if group.kind == COUNTED and not group.part and not _taken(group, out):
            cue = _replaced_by(text, group, out, words)
            added += [Match(cue, (group,), earlier=True)] if cue is not None else []
    return out + added


def _standing(text: str, cues: Sequence[Cue], groups: Sequence[Group], words: HarmWords) -> Iterator[Match]:
    tolls = [c for c in cues if "toll" in c.slots]
    for group in groups if tolls else ():
        behind = [c for c in tolls if group.end <= c.start <= group.end + 4]  # "ha bajado a 253 el número de muertos"
        if behind and group.kind == COUNTED and words.course.turned.search(text, 0, group.start):
            yield Match(behind[0], (group,))
        before = [c for c in tolls if c.end <= group.start <= c.end + _TOLL_REACH]
        if before and group.kind == COUNTED and words.course.current.search(text, before[-1].end, group.start):
            yield Match(before[-1], (group,))


def _taken(group: Group, matches: Sequence[Match]) -> bool:
    return any(group.start == g.start for m in matches for g in m.groups)


def _older(text: str, group: Group, words: HarmWords) -> bool:
    """Whether the words right around a number say that it is the older one."""
    before = text[max(0, group.start - _REACH) : group.start]
    return bool(words.course.older.search(before) or words.course.older_after.match(text, group.end))


def _replaced_by(text: str, group: Group, matches: Sequence[Match], words: HarmWords) -> Cue | None:
    """The word of harm of the count before this number that this number is the older one of."""
    before = [m for m in matches if m.groups[-1].end <= group.start and not m.part and not m.earlier]
    if not before:  # "the toll, earlier put at 12, now stands at 19"
        newer = [m for m in matches if m.cue.end <= group.start < m.groups[0].start and "toll" in m.cue.slots]
        return newer[0].cue if newer and _older(text, group, words) else None
    last = max(before, key=lambda m: m.groups[-1].end)
    told = last.cue.end if last.cue.end <= group.start else 0
    gap = key(text[max(last.groups[-1].end, told) : group.start])
    weak = "toll" in last.cue.slots and gap in words.course.weak and group.noun in ("", last.groups[-1].noun)
    return last.cue if weak or (len(gap) <= _REACH and _older(text, group, words)) else None


def divided(text: str, matches: Sequence[Match], groups: Sequence[Group], words: HarmWords) -> list[Match]:
    """What totals are made of: people listed behind "of the 60 dead,", behind a colon, or behind "including"."""
    out: list[Match] = []
    for whole in matches:
        if whole.part:
            out += _listed(text, whole.groups[-1].end, whole.cue, groups, [*matches, *out], words=words)
        if whole.part or whole.earlier or (whole.groups[0].low or 0) < 2:
            continue
        end = max(whole.groups[-1].end, whole.cue.end)
        start = _opened(text, whole, end, words)
        if start is not None:
            out += _listed(text, start, whole.cue, groups, [*matches, *out], words=words, first=True)
    return out


def _opened(text: str, whole: Match, end: int, words: HarmWords) -> int | None:
    """Where the list of parts may begin."""
    at = whole.groups[0].start
    hedge = len(text[at : whole.groups[0].end].partition(" ")[0])  # "the" may belong to the group
    if any(words.course.divides.search(text[max(0, at - 24) : to]) for to in (at, at + hedge)):
        comma = text.find(",", end, end + _REACH)
        return comma + 1 if comma >= 0 else None
    opens = _OPENS.match(text, end)
    return opens.end() if opens else None


def _listed(
    text: str,
    start: int,
    cue: Cue,
    groups: Sequence[Group],
    used: Sequence[Match],
    *,
    words: HarmWords,
    first: bool = False,
) -> Iterator[Match]:
    """People listed from `start` on, as parts; the list ends at the first that no list word joins or no noun names."""
    at = start
    for group in groups:
        if group.start < at:
            continue
        gap = key(text[at : group.start])
        if not (gap in words.lists or (first and not gap)) or group.kind not in (COUNTED, SINGLE):
            return
        first = False
        named = _named(text, group, words)
        if named is None or _taken(group, used):
            return
        at = named.end
        yield Match(cue, (named,), part=True)


def _named(text: str, group: Group, words: HarmWords) -> Group | None:
    """The group if its noun is one of people; "41 were soldiers" takes its noun from behind the verb."""
    if not group.noun:
        match = words.course.copula.match(text, group.end)
        group = replace(group, end=match.end(), noun=match["noun"]) if match else group
    tail = key(group.noun).split()[-1:]
    known = words.party_of(group.noun) is not PartyKind.UNKNOWN if group.noun else False
    return group if known or (tail and tail[0] in words.persons | words.plurals) else None
