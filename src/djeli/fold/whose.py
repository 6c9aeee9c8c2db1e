"""Whose dead a count is of, as the sentence around it tells: two nations' dead are two counts, never one dispute.

Counts of an older time and of a whole war, told beside the event's own, are no counts of it at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from djeli.fold.context import Around, Contexts
from djeli.fold.cues import bare, says
from djeli.fold.nations import nations, of_people
from djeli.fold.statements import Statement
from djeli.text.similarity import words
from djeli.values import When
from djeli.vocab import PartyKind

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BESIDE = 60
"""Characters beside a number within which a year or "since" is that of the number."""
_NOUN = 2
"""Words beside a number that say who is counted, where its own noun is not read."""


def sides(found: Sequence[Statement], told: Contexts) -> dict[tuple[str, ...], str]:
    """The nation each count is of, by its claims; empty where counts are not of two nations.

    Two nations are counted apart once the words of counts name two. Then a count that names none is of the nation
    beside it, of the only one of its sentence, or of the speaker's own.
    """
    sure = {one.claims: code for one in found if (code := _sure(one, told))}
    rivals = set(sure.values())
    if len(rivals) < 2:
        return {}
    every = {one.claims: sure.get(one.claims) or _likely(one, told) for one in found}
    return {claims: code for claims, code in every.items() if code in rivals}


def _sure(one: Statement, told: Contexts) -> str:
    """The nation in the noun counted, or of "the ... side" in the count's sentence."""
    own = set(nations(one.count.of))
    if own:
        return next(iter(own)) if len(own) == 1 else ""
    around = _around(one, told)
    return _side(around.before) or _side(around.behind) if around else ""


def _side(text: str) -> str:
    """The nation whose side a text speaks of: "on the Tajik side", "с киргизской стороны"."""
    listed = words(text)
    for at, word in enumerate(listed):
        if says("side", f" {word} "):
            near = nations(" ".join(listed[max(0, at - 1) : at + 3]))
            if near:
                return near[0]
    return ""


def _likely(one: Statement, told: Contexts) -> str:
    around = _around(one, told)
    code = of_people(one.count.of, around.before, around.behind) if around else ""
    own = nations(one.name)
    return code or (own[0] if own else "")


def _around(one: Statement, told: Contexts) -> Around | None:
    return next((told[claim] for claim in one.claims if claim in told), None)


def own_time(found: Iterable[Statement], told: Contexts, deed: When | None) -> list[Statement]:
    """The counts without those of another year, of all that happened since something, or over and above others."""
    return [one for one in found if not _elsewhen(one, told, deed)]


def _elsewhen(one: Statement, told: Contexts, deed: When | None) -> bool:
    around = _around(one, told)
    if around is None:
        return False
    near = f"{around.before[-_BESIDE:]} {around.words} {around.behind[:_BESIDE]}"
    if says("over_time", bare(near)):
        return True
    years = {int(year) for year in _YEAR.findall(f"{around.before} {around.words} {around.behind[:_BESIDE]}")}
    return deed is not None and bool(years) and not years & set(range(deed.start.year, deed.end.year + 1))


def added(one: Statement, told: Contexts) -> bool:
    """Whether the number is told as one over and above others: "six others", "otras seis", "18 more"."""
    around = _around(one, told)
    if around is None:
        return False
    beside = [*words(around.before)[-1:], *words(around.words), *words(around.behind)[:1]]
    return says("added", bare(" ".join(beside)))


def with_doers(found: Iterable[Statement], told: Contexts) -> list[Statement]:
    """Counts of "attackers" as those of attackers, where the noun alone did not tell."""
    return [_of_doers(one, told) for one in found]


def _of_doers(one: Statement, told: Contexts) -> Statement:
    around = _around(one, told)
    if around is None or one.count.party is not PartyKind.UNKNOWN:
        return one
    beside = " ".join([*words(around.words), *words(around.behind)[:_NOUN]])
    if not says("doers", bare(beside)):
        return one
    return replace(one, count=replace(one.count, party=PartyKind.ARMED_UNKNOWN))


def apart(found: Sequence[Statement], side: Mapping[tuple[str, ...], str]) -> list[list[Statement]]:
    """Counts of the same people parted by nation, those of none by themselves."""
    parted: dict[str, list[Statement]] = {}
    for one in found:
        parted.setdefault(side.get(one.claims, ""), []).append(one)
    return [parted[key] for key in sorted(parted)]
