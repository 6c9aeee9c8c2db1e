"""Words of measures and listings, compiled: `lang/<code>/measures.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from djeli import lang
from djeli.extract.ties.bond_words import Grammar, any_of, grammar, spotted, words_in
from djeli.extract.ties.cues import Manner, manner
from djeli.extract.ties.letters import AUTHORITY, BODIES, BODY, DATE, NATION, STATE
from djeli.extract.ties.verbs import spotted_verbs
from djeli.text.phrases import alternation


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """`measures.yaml` of one language; `names` gives the word under which each form of a measure is kept."""

    kinds: re.Pattern[str]
    names: Mapping[str, str]
    in_place: frozenset[str]
    verb: re.Pattern[str]
    passive: re.Pattern[str]
    author: re.Pattern[str]
    gone: re.Pattern[str]
    on: re.Pattern[str]
    place: re.Pattern[str]
    again: re.Pattern[str]
    under: re.Pattern[str]
    owner: re.Pattern[str]
    freezes: re.Pattern[str]
    acts: Mapping[str, re.Pattern[str]]
    suffers: Mapping[str, re.Pattern[str]]
    source: re.Pattern[str]
    by: re.Pattern[str]
    lists: re.Pattern[str]
    hits: re.Pattern[str]
    with_: re.Pattern[str]
    naming: re.Pattern[str]
    gone_noun: re.Pattern[str]
    dashes: re.Pattern[str]
    listed: re.Pattern[str]
    as_: re.Pattern[str]
    delists: re.Pattern[str]
    delisted: re.Pattern[str]
    off: re.Pattern[str]
    tagged: re.Pattern[str]
    stands: re.Pattern[str]
    put: re.Pattern[str]
    meant: re.Pattern[str]
    told: Manner


def _lists(lists: Mapping[str, Any], own: Grammar) -> tuple[str, str]:
    """Patterns of a list, and of being put on one ("as a terrorist group", "on its terrorism list")."""
    whose = rf"(?:{own.article})?\s*(?:[{BODY}{STATE}{NATION}{AUTHORITY}](?:'s?)?\s+)?(?:[^\W\d_][\w-]*\s+){{0,4}}?"
    noun = rf"(?:{any_of(lists.get('nouns'))})"
    marks = any_of(lists.get("marks"))
    a_list = rf"{whose}(?:(?:{marks})(?:\s+[\w-]+)?\s+{noun}|{noun}\s+(?:{own.of})\s+(?:[\w-]+\s+){{0,2}}?(?:{marks}))"
    few, group = r"(?:[^\W\d_][\w-]*\s+)", any_of(lists.get("groups"))
    plain = rf"(?:{own.article})\s+{few}{{0,2}}?(?:{marks})\s+(?:{group})"
    as_ = rf"(?:{any_of(lists.get('as_'))})\s+(?:(?:{own.article})\s+)?{few}{{0,3}}?(?:{marks})|{plain}"
    among = rf"(?:{any_of(lists.get('onto'))})\s+{whose}(?:{marks})\s+(?:{group})"
    listing = rf"(?:{any_of(lists.get('as'))}|{as_}|(?:{any_of(lists.get('onto'))})\s+{a_list}|{among})"
    return a_list, listing


@cache
def measure_words(code: str) -> MeasureWords | None:
    """The patterns of a language; None when it has no words of measures."""
    raw, own = lang.load(code, "measures"), grammar(code)
    if not raw or own is None:
        return None

    def spot(part: str) -> str:
        return any_of(raw.get(part))

    def acts(part: str, verbs: str) -> str:
        return spotted_verbs(raw.get(part), raw.get(verbs), raw.get("decides")).pattern

    lists = raw.get("lists") or {}
    names = {form: str(kind) for kind, forms in raw["kinds"].items() for form in words_in(forms)}
    fill = rf"(?:(?:\w+(?:[-'][^\W\d_]+)*|{NATION}|{STATE}|{BODY}(?:'s?)?|{DATE})\s+){{0,5}}?"
    a_list, listing = _lists(lists, own)
    return MeasureWords(
        kinds=re.compile(alternation(names)),
        names=names,
        in_place=frozenset(words_in(raw.get("in_place"))),
        verb=re.compile(
            rf"(?:(?P<lifts>{acts('lifts', 'lifting')})|(?P<extends>{acts('extends', 'extending')})"
            rf"|(?P<imposes>{acts('imposes', 'imposing')}))\s+{fill}$"
        ),
        passive=re.compile(rf"(?P<be>\s*(?:\S+\s+){{0,4}}?)(?:(?P<lifts>{spot('lifted')})|(?P<extends>{spot('extended')})|(?P<imposes>{spot('passive')}))"),
        author=re.compile(
            rf"\s+(?:{any_of(lang.load(code, 'offices')['grammar'].get('relatives'))})?\s*(?:(?:{own.article})\s+)?"
            rf"(?P<who>[{BODIES}])\s+(?:\w+\s+)?(?:{spot('imposes')}|{spot('passive')})"
        ),
        gone=re.compile(rf"(?:{any_of(lang.load(code, 'cases').get('be'))})\s+(?:\w+\s+)?(?:{spot('lifted')})"),
        on=re.compile(spot("on")),
        place=re.compile(spot("places")),
        again=re.compile(rf"(?:{own.listing})\s+$"),
        under=re.compile(rf"(?:{spot('under')})\s+{fill}$"),
        owner=re.compile(rf"(?P<who>[{BODY}{STATE}{NATION}{AUTHORITY}])(?:'s?)?\s+(?:[a-z-]+\s+){{0,3}}?$"),
        freezes=re.compile(spot("freezes")),
        acts={kind: spotted(words_in(forms)) for kind, forms in (raw.get("acts") or {}).items()},
        suffers={kind: spotted(words_in(forms)) for kind, forms in (raw.get("acts_passive") or {}).items()},
        source=re.compile(rf"(?:{spot('from')})\s+(?=\S)"),
        by=re.compile(own.by),
        lists=spotted_verbs(lists.get("does"), lists.get("verbs"), raw.get("decides")),
        hits=spotted_verbs([], raw.get("hits"), raw.get("decides")),
        with_=re.compile(rf"[^.;:]{{0,60}}?\s(?:{any_of(raw.get('with'))})\s+{fill}$"),
        naming=spotted(words_in(lists.get("naming"))),
        gone_noun=re.compile(rf"(?:{any_of(lists.get('revoked'))})\s+(?:{own.article})?\s*$"),
        dashes=re.compile(r"\s*[–—-]\s+(?=\S)"),
        listed=spotted(words_in(lists.get("passive"))),
        as_=re.compile(listing),
        delists=spotted_verbs(lists.get("delists"), lists.get("delisting"), raw.get("decides")),
        delisted=spotted(words_in(lists.get("delisted"))),
        off=re.compile(rf"(?:{any_of(lists.get('off'))}|(?:{any_of(lists.get('off_of'))})\s+{a_list})"),
        tagged=re.compile(rf"(?P<who>[{BODY}{STATE}])-(?:{any_of(lists.get('passive'))})\s+{fill}(?:{any_of(lists.get('tagged'))})"),
        stands=re.compile(rf"(?:{any_of(lists.get('onto'))})\s+{a_list}"),
        meant=re.compile(rf"\s*(?:{any_of(lang.load(code, 'cases').get('bodies'))})"),
        put=re.compile(rf"(?:{spot('puts')})\s+(?=[^,.;:]{{0,60}}$)"),
        told=manner({**lang.load(code, "cases"), "not": raw.get("not")}, own.listing, own.article),
    )  # fmt: skip
