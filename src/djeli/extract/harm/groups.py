"""People as they stand in a sentence: "at least 12 soldiers", "a farmer and his two sons", "John Smith", "her".

A `Group` is one counted or single noun phrase; `harm` joins groups to words of harm.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from djeli.extract.harm.words import HarmWords, key
from djeli.text.numbers import PLAIN, Number, find_numbers
from djeli.values import Quantity
from djeli.vocab import Exactness, PartyKind, Scope

_WORD = re.compile(
    r"[\s\u00a0\u202f]*(?:of[\s]+(?:the|these|those|its|his|her|their|our)[\s]+|(?:of|des?|di|von|van)[\s]+|d['’])?"
    r"([^\W\d_][\w'’-]*)"
)
_MORE = re.compile(r"[\s\u00a0\u202f]+([^\W\d_][\w'’-]*)")
_MAX_WORDS = 5
COUNTED, SINGLE, NONE = "counted", "single", "none"


@dataclass(frozen=True, slots=True)
class Group:
    """A noun phrase of people, `[start, end)` of the sentence.

    `kind` is counted (with a number), single (one person without a number) or none ("no civilians"). `noun` is what
    is counted; `part` says that it stands as a part of another group ("including three children"), `himself` that it
    takes up the doer ("then killed himself"), unless by accident.
    """

    start: int
    end: int
    kind: str
    low: int | None
    best: int | None
    high: int | None
    exactness: Exactness
    noun: str = ""
    part: bool = False
    himself: bool = False

    def quantity(self, words: HarmWords, scope: Scope) -> Quantity:
        """The count as a value."""
        party = words.party_of(self.noun) if self.noun else PartyKind.UNKNOWN
        party = PartyKind.ARMED_UNKNOWN if self.himself else party
        return Quantity(
            low=self.low,
            best=self.best,
            high=self.high,
            exactness=self.exactness,
            of=self.noun,
            party=party,
            scope=scope,
        )


def _noun_after(text: str, at: int, words: HarmWords) -> tuple[int, str]:
    """End and words of the counted noun behind a number; the number's own end and "" when none follows."""
    taken: list[str] = []
    end = at
    match = _WORD.match(text, at)
    while match is not None and len(taken) < _MAX_WORDS:
        word = key(match[1])
        if (word in words.stops or word in words.auxiliaries) and word not in words.keep:
            break
        if taken and word.endswith(words.verb_endings) and word not in words.persons:
            break
        if taken and words.cue_re.fullmatch(match[1]) and word not in words.persons:
            break
        taken.append(match[1])
        end = match.end()
        match = _MORE.match(text, end)
    return end, " ".join(taken)


def _counted(text: str, number: Number, words: HarmWords) -> Group | None:
    end, noun = _noun_after(text, number.core_end, words)
    end = max(end, number.end)
    told = text[number.core_start : number.core_end]
    if key(told) in words.parties:  # a dual is number and noun in one word
        end, noun = number.end, told
    named = key(noun).split()
    if named and (named[-1] in words.not_people or named[0] in words.not_people):
        return None
    if number.role == "article" and not _is_person(noun, words):
        return None
    if noun[:1].isupper() and key(text[number.core_start : number.core_end]) in words.both:  # "both Ali and Omar"
        return None
    more = key(text[number.start : number.core_start]).split()
    if more and more[-1] in words.more:  # "another 31 people": they come on top of others
        noun = f"{more[-1]} {noun}".strip()
    kind = NONE if number.role == "negative" else SINGLE if number.role == "article" else COUNTED
    return Group(number.start, end, kind, number.low, number.best, number.high, Exactness(number.exactness), noun)


def _is_person(noun: str, words: HarmWords) -> bool:
    phrase = key(noun)
    tail = phrase.split()[-1] if phrase else ""
    return phrase in words.persons or tail in words.persons or any(w in words.persons for w in phrase.split()[:3])


def _single(text: str, pattern: re.Pattern[str]) -> list[Group]:
    return [
        Group(m.start(), m.end(), SINGLE, 1, 1, 1, Exactness.EXACT, "" if len(m[0]) < 4 else _bare(m[0]))
        for m in pattern.finditer(text)
    ]


def _bare(phrase: str) -> str:
    """A noun phrase without its determiner."""
    head, _, rest = phrase.partition(" ")
    return rest if rest and len(head) <= 5 and head[:1].islower() else phrase


def _names(text: str, words: HarmWords) -> list[Group]:
    """Names of at least two capitalised words, or a title and a name. Whether it is a person's the caller checks."""
    out = []
    for match in words.titled_re.finditer(text):
        if " " in match[0].strip() and not words.nameless_re.search(match[0]):
            out.append(Group(match.start(), match.end(), SINGLE, 1, 1, 1, Exactness.EXACT, ""))
    return out


def find_groups(
    text: str, words: HarmWords, dates: Sequence[tuple[int, int]], *, headline: bool = False
) -> list[Group]:
    """Groups of people in a sentence, in order; counted ones win over single ones where they overlap.

    In a headline a person needs no article ("Teen shot dead").
    """
    groups: list[Group] = []
    for number in find_numbers(text, words.numbers, articles=True, taken=dates):
        inside = bool(groups) and number.start < groups[-1].end  # "one of five people" counts one
        family = words.family_re.search(text, max(0, number.start - 24), number.start)  # "father of 5"
        age = words.course.aged.search(text, max(0, number.start - 40), number.core_start)  # "ages 25, 26 and 33"
        if number.role in (PLAIN, "article", "negative") and not inside and family is None and age is None:
            group = _counted(text, number, words)
            if group is not None:
                groups.append(group)
    bare = _single(text, words.bare_re) if headline else []
    mishap = words.accident_re.search(text) is not None
    pools = (
        _single(text, words.definite_re),
        bare,
        _names(text, words),
        _single(text, words.pronoun_re),
        [replace(g, himself=not mishap) for g in _single(text, words.reflexive_re)],
    )
    for pool in pools:
        groups += [g for g in pool if all(g.end <= o.start or g.start >= o.end for o in groups)]
    marked = [replace(g, part=is_part(text, g, words)) for g in groups]
    return sorted(marked, key=lambda g: g.start)


def is_part(text: str, group: Group, words: HarmWords) -> bool:
    """Whether the words around a group make it a part of another one."""
    before = text[max(0, group.start - 40) : group.start]
    first_word = group.start + len(text[group.start : group.end].partition(" ")[0])
    behind = (words.part_after_re.match(text, at) for at in (group.end, first_word))
    included = words.including_re.search(before) is not None and words.beside_re.search(before) is None
    return included or any(behind)


def joined(text: str, groups: Sequence[Group], index: int, words: HarmWords, *, step: int) -> list[Group]:
    """Groups listed with the one at `index` ("a farmer and his two sons"), going left (-1) or right (+1)."""
    out = [groups[index]]
    at = index + step
    while 0 <= at < len(groups):
        left, right = (groups[at], out[-1]) if step < 0 else (out[-1], groups[at])
        gap = key(text[left.end : right.start])
        if gap not in words.lists or groups[at].part or groups[at].kind == NONE:
            break
        if gap == "," and left.kind != right.kind and len(out) == 1 and step < 0:  # "Gao, 12 people" is no list
            break
        out.append(groups[at])
        at += step
    listed = sorted(out, key=lambda g: g.start)
    if _explained(text, listed, words):
        return [listed[0]]
    if len(listed) > 1 and key(text[listed[-2].end : listed[-1].start]) == "," and not _all_counted(listed):
        return [groups[index]]  # commas alone set off an explanation: "John Smith, a student"
    return listed


def _explained(text: str, groups: Sequence[Group], words: HarmWords) -> bool:
    """Whether the first counts those listed behind it: "two victims, a farmer and a trader"."""
    first, others = groups[0], groups[1:]
    if first.kind != COUNTED or len(others) < 2 or key(text[first.end : others[0].start]) != ",":
        return False
    generic = key(first.noun).split()[-1:]
    same = first.best is not None and first.best == sum(g.best or 0 for g in others)
    return same and bool(generic) and generic[0] in words.course.everybody


def _all_counted(groups: Sequence[Group]) -> bool:
    return all(g.kind == COUNTED and g.noun for g in groups)


def total(groups: Sequence[Group]) -> Group:
    """Several listed groups as one: bounds are added up, and the least exact decides how exact the sum is."""
    if len(groups) == 1:
        return groups[0]
    lows, bests, highs = ([getattr(g, n) for g in groups] for n in ("low", "best", "high"))
    order = list(Exactness)
    exactness = max((g.exactness for g in groups), key=order.index)
    low = sum(n for n in lows if n is not None)
    best = sum(bests) if None not in bests else None
    high = sum(highs) if None not in highs else None
    nouns = [g.noun for g in groups if g.noun]
    return Group(groups[0].start, groups[-1].end, COUNTED, low, best, high, exactness, " and ".join(nouns))
