"""Words of missions, compiled: `lang/<code>/missions.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from djeli import lang
from djeli.extract.ties.bond_words import any_of, grammar, spotted, words_in
from djeli.extract.ties.cues import Manner, manner
from djeli.extract.ties.letters import AUTHORITY, BODY, MISSION, NATION, STATE
from djeli.extract.ties.verbs import passive_forms, spotted_verbs
from djeli.text.number_words import Words, compile_words
from djeli.vocab import Relation

_STEPS = (("mandated", Relation.MANDATED_BY), ("extended", Relation.EXTENDED_BY), ("ended", Relation.ENDED))


@dataclass(frozen=True, slots=True)
class Step:
    """The cues of one step in a mission's life, by how they stand to the mission."""

    by: re.Pattern[str]
    does: re.Pattern[str]
    passive: re.Pattern[str]
    own: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class MissionWords:
    """`missions.yaml` of one language."""

    steps: Mapping[Relation, Step]
    gives: re.Pattern[str]
    people: re.Pattern[str]
    to: re.Pattern[str]
    contributor: re.Pattern[str]
    made_of: re.Pattern[str]
    from_army: re.Pattern[str]
    from_nation: re.Pattern[str]
    stops: re.Pattern[str]
    asked: re.Pattern[str]
    request: re.Pattern[str]
    invites: re.Pattern[str]
    unasked: re.Pattern[str]
    mans: re.Pattern[str]
    further: re.Pattern[str]
    them: re.Pattern[str]
    nations: re.Pattern[str]
    one_of: re.Pattern[str]
    it: re.Pattern[str]
    has: re.Pattern[str]
    unmarked: re.Pattern[str]
    presence: re.Pattern[str]
    turns: re.Pattern[str]
    into: re.Pattern[str]
    expels: re.Pattern[str]
    tail: re.Pattern[str]
    refused: frozenset[str]
    by: re.Pattern[str]
    placed: re.Pattern[str]
    told: Manner
    numbers: Words


@cache
def mission_words(code: str) -> MissionWords | None:
    """The patterns of a language; None when it has no words of missions."""
    raw, own = lang.load(code, "missions"), grammar(code)
    if not raw or own is None:
        return None

    def spot(part: str) -> re.Pattern[str]:
        return spotted(words_in(raw.get(part)))

    people, to = any_of(raw.get("people")), any_of(raw.get("to"))
    return MissionWords(
        steps={relation: _step(raw.get(name) or {}, raw) for name, relation in _STEPS},
        gives=spot("gives"),
        people=spot("people"),
        to=re.compile(rf"(?:{to})\s+[^.,;:]{{0,30}}?(?:,\s*)?(?P<m>{MISSION})"),
        contributor=spot("contributor"),
        made_of=spot("made_of"),
        from_army=re.compile(rf"(?P<who>{BODY})\s+(?:\w+\s+)?(?:{to})\s+(?:\w+\s+){{0,3}}?(?P<m>{MISSION})"),
        from_nation=re.compile(rf"(?P<who>{NATION})\s+(?:\w+\s+){{0,2}}?(?:{people})\s+(?:[\w-]+\s+){{0,3}}?(?:{any_of(raw.get("join"))}|{to})\s+(?:\w+\s+){{0,3}}?(?P<m>{MISSION})|(?P<who2>{NATION})\s+(?:\w+\s+){{0,2}}?(?:{people})\s+[^.,;:]{{0,60}}?(?:{any_of(raw.get("join"))})\s+(?:\w+\s+){{0,3}}?(?P<m2>{MISSION})"),
        mans=spotted_verbs([], raw.get("mans"), raw.get("decides")),
        further=re.compile(rf"(?P<who>{STATE})(?:,[^,]{{1,20}},)?\s+(?:{any_of(raw.get('each'))})\s+[\d.,]*\d"),
        nations=re.compile(rf"\s+(?:[\w-]+\s+){{0,3}}?{NATION}(?:(?:,\s*|\s+)(?:(?:{own.listing})\s+)?{NATION})*\s+(?:{people})"),
        them=re.compile(rf"\s+(?:{any_of(raw.get('them'))})\s"),
        one_of=re.compile(rf"(?P<who>[{STATE}{BODY}]),\s+(?:{any_of(raw.get('one_of'))})\s+(?:[\w-]+\s+){{0,3}}$"),
        has=re.compile(any_of(raw.get("has"))),
        it=re.compile(rf"\s*(?:{any_of(raw.get('it'))})(?!\w)"),
        unmarked=re.compile(rf"(?P<m>{MISSION})\s+(?:{any_of(raw.get('it'))})\s"),
        presence=re.compile(rf"\s+(?:{any_of(raw.get('presence'))})"),
        turns=spotted_verbs([], raw.get("turns"), raw.get("decides")),
        into=re.compile(rf"\s+(?:{any_of(raw.get('into'))})\s+(?:\w+\s+){{0,3}}?(?P<m>{MISSION})"),
        stops=spot("stops"),
        asked=spot("asked"),
        request=re.compile(rf"\w+\s+(?P<who>[{STATE}{AUTHORITY}{BODY}])'s?\s+(?:{any_of(raw.get('requests'))})"),
        invites=spot("invites"),
        unasked=spot("unasked"),
        expels=spot("unasked_bare"),
        tail=spot("unasked_tail"),
        refused=frozenset(words_in(raw.get("refused"))),
        by=re.compile(own.by),
        placed=re.compile(rf"\s+(?:{own.of})\s+(?:(?:{own.article})\s+)?(?P<who>{STATE})"),
        told=manner({**lang.load(code, "cases"), "not": raw.get("not")}, own.listing, own.article),
        numbers=compile_words(lang.load(code, "numbers")),
    )  # fmt: skip


def _step(raw: Mapping[str, Any], whole: Mapping[str, Any]) -> Step:
    verbs, be = list(words_in(raw.get("verbs"))), list(words_in(whole.get("be")))
    done = list(passive_forms(verbs))
    by, passive, own = (list(words_in(raw.get(part))) for part in ("by", "passive", "self"))
    return Step(
        by=spotted([*by, *(f"{form} {word}" for form in done for word in words_in(whole.get("by")))]),
        does=spotted_verbs(raw.get("does"), verbs, whole.get("decides")),
        passive=spotted([*passive, *(f"{word} {form}" for form in done for word in be)]),
        own=spotted(own),
    )
