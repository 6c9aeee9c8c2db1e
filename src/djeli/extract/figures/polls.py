"""Polls: what share of whom answers what, with pollster, sample and mode where they are told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from djeli.extract.figures.grammar import grammar
from djeli.extract.figures.holder import (
    capitalised,
    kinds_in,
    phrase_before,
    phrase_from,
    place_behind,
    subject,
    trimmed,
)
from djeli.extract.figures.number import PERCENT, Amount
from djeli.extract.figures.scene import Found, Scene
from djeli.extract.figures.words import words_of
from djeli.extract.mentions import Range
from djeli.lang.stems import folded
from djeli.text.phrases import UPPER
from djeli.vocab import FigureKind

_NEAR = 30
"""Characters around a share in which a word makes it a turnout or a margin of error."""
_WITHIN = re.compile(r"\w+\s(?P<who>[^\W\d_]{4,})\s(?:in|out of|sur)\s(?:every\s)?\w+", re.IGNORECASE)
"""A share with its group inside: "one Colombian in three"."""
_ANSWER = 140
"""Characters of an answer that are kept."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    cue: re.Pattern[str]
    no: re.Pattern[str]
    off: re.Pattern[str]
    by: re.Pattern[str]
    named: re.Pattern[str]  # "a Gallup poll"
    backing: re.Pattern[str]  # "support for X" before its share
    ballot: re.Pattern[str]
    opinion: re.Pattern[str]
    sample: re.Pattern[str]
    modes: re.Pattern[str]
    whom: re.Pattern[str]
    among: re.Pattern[str]
    group: re.Pattern[str]


_NAME = rf"[{UPPER}][\w.'’&-]*(?:\s+(?:(?:of|for|de|and|the)\s+){{0,2}}[{UPPER}][\w.'’&-]*)*"


@cache
def _patterns(code: str) -> _Patterns:
    words = words_of(code)

    def any_of(*names: str) -> str:
        return words.any("polls", *names)

    return _Patterns(
        cue=re.compile(any_of("cue"), re.IGNORECASE),
        no=re.compile(any_of("not"), re.IGNORECASE),
        off=re.compile(any_of("aside"), re.IGNORECASE),
        by=re.compile(rf"(?i:{any_of('by')})\s+(?i:{words.any('phrases', 'articles')}\s+)*(?P<who>{_NAME})"),
        named=re.compile(
            rf"(?P<who>{_NAME})(?:\s+\w+)?\s+(?i:{any_of('poll')})|(?i:{any_of('poll')})\s+(?P<who2>{_NAME})"
        ),
        backing=re.compile(any_of("backing"), re.IGNORECASE),
        ballot=re.compile(words.any("votes", "elections", "ballots"), re.IGNORECASE),
        opinion=re.compile(any_of("opinion"), re.IGNORECASE),
        sample=re.compile(rf"(?i:{any_of('sample')})\s+(?P<n>#+)|(?P<m>#+)\s+(?:\w+\s+)?(?i:{any_of('people')})\b"),
        modes=re.compile(any_of("modes"), re.IGNORECASE),
        whom=re.compile(any_of("whom"), re.IGNORECASE),
        among=re.compile(rf"{any_of('among')}\s+", re.IGNORECASE),
        group=re.compile(rf"\s*{words.any('phrases', 'partitive')}\s*", re.IGNORECASE),
    )


def find(scene: Scene) -> Iterator[Found]:
    """Shares of a sentence that a poll named in it, or shortly before, has found."""
    patterns = _patterns(scene.words.code)
    shares = [a for a in scene.amounts if a.role == PERCENT and not _is_off(scene, a, patterns)]
    shares = [a for a in shares if not _told_exactly(scene, a, shares)]
    if not any(_is_poll(text, patterns) for text in (scene.text, *scene.back)):
        held = next((n for n, a in enumerate(shares) if _is_opinion(scene, a, patterns)), len(shares))
        shares = shares[held:]  # what goes on with an answer is one
    if not shares:
        return
    whom: tuple[Range | None, str] = (None, "")
    common = _common(scene, patterns)
    for n, amount in enumerate(shares):
        end = next((a.start for a in scene.amounts if a.start >= amount.end), len(scene.text))
        own = _group(scene, amount, patterns)
        if own is not None:
            whom = own, ""
        elif whom == (None, "") or _place(scene, amount) is not None:
            whom = _asked(scene, amount, patterns)
        answer = _answer(scene, amount, own, end)
        details: dict[str, Range | str] = {**common, **({"answer": answer} if answer else {})}
        if n and answer is None and "answer" in details:
            del details["answer"]
        yield Found(
            kind=FigureKind.POLL,
            cue=(amount.start, amount.end),
            amount=amount,
            unit="percent",
            holder=whom[0],
            holder_words=whom[1],
            details=details,
        )


def _is_poll(text: str, patterns: _Patterns) -> bool:
    """Whether a sentence speaks of a poll: one that isn't gone to."""
    taken = [m.span() for m in patterns.no.finditer(text)]
    return any(
        not any(low <= m.start() < high or low < m.end() <= high for low, high in taken)
        for m in patterns.cue.finditer(text)
    )


def _is_opinion(scene: Scene, amount: Amount, patterns: _Patterns) -> bool:
    """Whether a share of people holds an opinion: nobody knows that but by a poll."""
    if patterns.ballot.search(scene.text):
        return False  # who votes is counted, not asked
    if patterns.backing.search(scene.mask, 0, amount.start):
        return True
    group = _group(scene, amount, patterns)
    people = group is not None and "people" in kinds_in(scene, group)
    if group is None or not (people or capitalised(scene, group) or patterns.whom.match(scene.text, group[0])):
        return False
    clause = re.split(r"[,;]\s", scene.mask[group[1] :])[0]
    return patterns.opinion.search(clause) is not None


def _is_off(scene: Scene, amount: Amount, patterns: _Patterns) -> bool:
    low, high = max(0, amount.start - _NEAR), min(len(scene.mask), amount.end + _NEAR // 2)
    before = scene.mask[low : amount.start].rpartition("%")[2].rpartition(",")[2]
    return bool(patterns.off.search(before) or patterns.off.match(scene.mask[amount.end : high].lstrip()))


def _is_name(match: re.Match[str], scene: Scene) -> bool:
    """Whether what stands beside "poll" is a name and no word that opens the sentence."""
    name = match["who"] or match["who2"]
    known = grammar(scene.words.code)
    return len(name) > 2 and folded(name) not in known.stops | known.says and not known.articles.fullmatch(name)


def _told_exactly(scene: Scene, amount: Amount, shares: Sequence[Amount]) -> bool:
    """Whether a share in words has its number in brackets behind it: "a majority of Americans (56%)"."""
    after = next((a for a in shares if a.start >= amount.end), None)
    return amount.best is None and after is not None and scene.text[: after.start].endswith("(")


def _group(scene: Scene, amount: Amount, patterns: _Patterns) -> Range | None:
    """Of whom it is a share: "of Ukrainians", "of those polled"; shares in words hold their own "of"."""
    within = _WITHIN.fullmatch(scene.text, amount.core, amount.end)
    if within is not None:
        return within.span("who")
    if scene.text[: amount.start].endswith("("):  # "most Afghans (79 percent)"
        told = phrase_before(scene, amount.start - 1)
        if told is not None and (capitalised(scene, told) or patterns.whom.search(scene.text, *told)):
            return told
    match = patterns.group.match(scene.text, amount.end)
    inside = patterns.group.search(scene.text, amount.core, amount.end)
    in_parts = (
        amount.best is not None and "%" not in scene.text[amount.core : amount.end] and _next_is_name(scene, amount.end)
    )
    if match is None and not in_parts and not (inside and inside.end() >= amount.end):
        return None
    spot = phrase_from(scene, match.end() if match else amount.end, longest=5)
    spot = (min(match.end() if match else amount.end, spot[1]), spot[1])
    asked = patterns.whom.match(scene.text, spot[0])
    return trimmed(scene, (spot[0], asked.end()) if asked else _cut(scene, spot))


def _next_is_name(scene: Scene, at: int) -> bool:
    """Whether a name stands right behind: "nine in ten Palestinians"."""
    return re.match(rf"\s[{UPPER}]\w", scene.text[at : at + 4]) is not None


def _cut(scene: Scene, spot: Range) -> Range:
    """A group up to its verb, by the parse; else its first plural or name."""
    if not scene.parsed():
        one = re.match(
            r"(?:\w+\s+){0,3}?(?:[^\W\d_a-z]\w+(?:\s[^\W\d_a-z]\w+)*|\w+[sx])(?=\s)", scene.text[slice(*spot)]
        )
        return (spot[0], spot[0] + one.end()) if one else spot
    base = scene.sentence.start - scene.sentence.offset
    verb = next(
        (t for t in scene.sentence.tokens if spot[0] < t.idx - base < spot[1] and t.pos_ in ("VERB", "AUX")), None
    )
    return (spot[0], verb.idx - base) if verb is not None else spot


def _asked(scene: Scene, amount: Amount, patterns: _Patterns) -> tuple[Range | None, str]:
    """Who was asked, where the share doesn't say: those of the figure before, or of the poll."""
    match = patterns.whom.search(scene.text)
    if match is not None:
        return match.span(), ""
    place = _place(scene, amount)
    if place is not None:
        return place, ""
    last = next((one for one in reversed(scene.told) if one.kind is FigureKind.POLL), None)
    if last is not None and last.holder_words:
        return None, last.holder_words
    for text in (scene.text, *reversed(scene.back)):
        found = re.search(r"\b(?:[A-Z][a-z]+(?:ians|ans|is|ese|ans|ish|eans))\b", text)
        if found is not None:
            return None, found[0]
    return None, "respondents"


def _place(scene: Scene, amount: Amount) -> Range | None:
    """The place of the answers, right behind a share or opening its clause: "in Gaza it stood at 42 percent"."""
    known = grammar(scene.words.code)
    for at in (amount.end, _clause(scene, amount)):
        lead = known.place_next.match(scene.mask, at)
        spot = place_behind(scene, at, "counts", "in", reach=50) if lead is not None else None
        if lead is not None and spot is not None and spot[0] <= lead.end() + 4:
            return spot
    return None


def _clause(scene: Scene, amount: Amount) -> int:
    """Where the clause of a share begins: behind the last comma, semicolon or full stop."""
    return max(scene.mask.rfind(mark, 0, amount.start) for mark in ",;.:") + 1


def _answer(scene: Scene, amount: Amount, group: Range | None, end: int) -> Range | None:
    """What is answered: the words behind the group, or before a share that closes its clause."""
    start = group[1] if group else amount.end
    clause = re.split(r"[,;.:(]\s|\s[–—-]\s|[.;]$", scene.mask[start:end])[0]
    clause = re.sub(
        r"\s+(?:and|while|but|against|compared with|up from|down from|et|contre|tandis que)(?:\s+\w+)?\s*$", "", clause
    )
    spot = trimmed(scene, (start, min(start + len(clause), start + _ANSWER)))
    if spot is not None and spot[1] - spot[0] > 3:
        return spot
    return subject(scene, amount.start, amount.start)


def _common(scene: Scene, patterns: _Patterns) -> dict[str, Range | str]:
    """Pollster, sample and mode of the poll, of this sentence or the one that named it."""
    details: dict[str, Range | str] = {}
    for text in (scene.text, *reversed(scene.back)):
        here = text is scene.text
        match = patterns.by.search(text) or next((m for m in patterns.named.finditer(text) if _is_name(m, scene)), None)
        if match is not None and "pollster" not in details:
            name = "who2" if "who2" in match.re.groupindex and match["who2"] else "who"
            details["pollster"] = match.span(name) if here else match[name]
        mode = patterns.modes.search(text)
        if mode is not None:
            details.setdefault("mode", mode.span() if here else mode[0])
        if _is_poll(text, patterns):
            break
    sample = patterns.sample.search(scene.mask)
    if sample is not None:
        details["sample"] = sample.span("n" if sample["n"] else "m")
    if scene.dates and "date" not in details:
        details["date"] = scene.dates[0]
    return details
