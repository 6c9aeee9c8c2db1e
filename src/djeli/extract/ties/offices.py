"""Offices: who holds which of which state or body, since when, and who followed whom.

A person and an office stand beside each other ("Malian Prime Minister NAME", "NAME, Mali's prime minister,"), or words
of holding, entering or leaving stand between them. An office without a state or body is none: nothing says of what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from djeli import lang
from djeli.extract.mentions import Range, TieMention
from djeli.extract.ties.binding import bond
from djeli.extract.ties.bond_words import Grammar, any_of, dated_any, grammar, spotted, words_in
from djeli.extract.ties.ends import End, View
from djeli.extract.ties.frames import before, behind, fronted
from djeli.extract.ties.letters import (
    AUTHORITY,
    BODIES,
    BODY,
    DATE,
    MISSION,
    NAME,
    NATION,
    OFFICE,
    PEOPLE,
    PERSON,
    STATE,
    WHO,
    WHOSE,
)
from djeli.extract.ties.verbs import spotted_verbs
from djeli.vocab import PartyKind, Relation

_DEFINITE = frozenset({"the", "le", "la", "l'", "el", "il", "der", "die", "de", "o", "a"})
_OF_STATE = frozenset({PartyKind.STATE_FORCES, PartyKind.GOVERNMENT, PartyKind.POLICE})
_BACK = 2
"""Sentences back in which a plain noun finds its name."""
_NEAR = 90
"""Characters of the line before an office in which words of holding it stand."""


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """`offices.yaml` of one language."""

    office: re.Pattern[str]
    name: re.Pattern[str]
    holder: re.Pattern[str]
    between: re.Pattern[str]
    leaves: re.Pattern[str]
    takes: re.Pattern[str]
    gives: re.Pattern[str]
    follows: re.Pattern[str]
    followed: re.Pattern[str]
    over: re.Pattern[str]
    pending: re.Pattern[str]
    past: re.Pattern[str]
    leads: frozenset[str]
    doubt: re.Pattern[str]
    dated: re.Pattern[str]
    several: re.Pattern[str]
    its: re.Pattern[str]
    many: re.Pattern[str]
    noun: re.Pattern[str]
    sent: re.Pattern[str]  # offices of those a state sends: their state is the sender
    rules: re.Pattern[str]  # authorities that are their state
    of_groups: re.Pattern[str]  # what no state has: "warlord", "rebel leader"
    made: re.Pattern[str]
    of_states: re.Pattern[str]  # offices of a state, whose state goes without saying
    replaces: re.Pattern[str]
    instead: re.Pattern[str]


@cache
def office_words(code: str) -> OfficeWords | None:
    """The patterns of a language; None when it has no words of offices."""
    raw, own = lang.load(code, "offices"), grammar(code)
    if not raw or own is None:
        return None
    over, pending = any_of(raw.get("over")), any_of(raw.get("pending"))
    told = rf"(?:{over}|{pending}|{any_of(raw.get('now'))})"
    state = rf"(?:{told}|(?:{own.article}))"
    none = r"|\s+(?=\S)" if own.genitive else ""
    of = rf"(?:\s+(?:{own.of})|\s+d'{none})\s*(?:(?:{own.article})\s*)?"
    owner = rf"(?:(?P<owner>[{WHOSE}])(?:'s?)?[ -]+)?"
    sender = rf"(?:(?P<sender>[{STATE}{NATION}])'s?\s+(?P<st0>(?:{state}[ -]+)*))?"
    groups = any_of(raw.get("plain_owners"))
    plain = rf"(?P<plain>(?:(?:{own.article})\s+)?(?:{groups})(?:'s?)?[ -]+)?"
    inner = rf"(?:{of}(?:[^\W\d_]+(?:-\w+)?\s+){{0,3}}?(?P<ofN>[{BODY}{STATE}{AUTHORITY}{MISSION}{NAME}]))?"
    guard = "".join(rf"(?<!\b{word} )" for word in words_in(raw.get("be")))
    office = (
        rf"(?P<st>(?:(?:{guard}{state}|{any_of(raw.get('plainly_over'))})[ -]+)*){sender}{plain}{owner}"
        rf"(?P<st2>(?:{state}[ -]+)*)(?P<o>{OFFICE})(?:\s+(?P<nat>{NATION}))?"
        rf"(?P<more>{of}{OFFICE}|\s+{OFFICE})?(?:\s+(?P<nat2>{NATION}))?(?P<st3>(?:\s+{told})*)"
        rf"(?P<group>{of}(?:{groups}))?"
        rf"{inner.replace('ofN', 'of1')}{inner.replace('ofN', 'of2')}(?P<st4>(?:-{pending}|\s+{pending})?)"
    )
    ways = "|".join(f"(?P<{way}>{dated_any(raw.get(way))})" for way in ("holds", "held", "begins", "ends"))
    adverbs, on, not_ = (any_of(raw.get(part)) for part in ("adverbs", "on", "not"))
    small = rf"(?:\s+(?:{adverbs}|{DATE}|(?:{on})\s+{DATE}|(?P<not>{not_})))*"
    return OfficeWords(
        office=re.compile(office),
        name=re.compile(rf"(?:\s+|\s*,\s+(?:{own.article}\s+)?(?P<comma>))(?:{any_of(raw.get('titles'))}\s+)?(?P<who>[{PERSON}{NAME}])"),
        holder=re.compile(rf"(?P<who>{PERSON})(?:\s*\([^()]*\)|,\s*\d+)?\s*[,(–—-]\s*(?:(?P<date>{DATE})\s+)?(?:{any_of(raw.get('between'))}\s+)?$"),
        between=re.compile(rf"(?:{ways}){small}(?:\s+(?:{any_of(raw.get('between'))}|{own.article}))?\s*$"),
        leaves=re.compile(rf"(?:,[^,]{{1,60}},)?\s*(?:{any_of(raw.get('leaves'))})"),
        takes=re.compile(rf"(?:{any_of(raw.get('takes'))})\s+(?:{own.article}\s+)?$"),
        gives=re.compile(
            rf"(?:(?P<gives>{any_of(raw.get('gives'))})|(?P<takes>{any_of(raw.get('takes'))}))\s+(?:{own.article}\s+)?"
            rf"(?:[{NATION}{STATE}{BODY}](?:'s?)?\s+|{OFFICE}\s+|\w+\s+){{0,3}}(?P<who>[{WHO}])\s*,?\s+"
            rf"(?:{any_of(raw.get('as'))}\s+)?(?:{any_of(raw.get('between'))}\s+)?$"
        ),
        follows=spotted(words_in(raw.get("follows"))),
        followed=spotted(words_in(raw.get("followed"))),
        over=re.compile(over),
        pending=re.compile(pending),
        past=re.compile("|".join(words_in(raw.get("past_begins"))) or r"(?!)", re.IGNORECASE),
        leads=frozenset(words_in(raw.get("leads"))),
        dated=re.compile(rf"\s*\(?(?:{any_of(raw.get('on'))})?\s*{DATE}"),
        its=re.compile(any_of(raw.get("its"))),
        several=re.compile(rf"(?:{any_of(raw.get('several'))})\s*$"),
        many=re.compile(any_of(raw.get("many"))),
        noun=re.compile(groups),
        sent=re.compile(any_of(raw.get("sent"))),
        of_groups=re.compile(any_of(raw.get("of_groups"))),
        made=re.compile(any_of(raw.get("made"))),
        rules=re.compile(any_of(raw.get("rules"))),
        of_states=re.compile(any_of(raw.get("of_states"))),
        replaces=spotted_verbs(raw.get("follow_takes"), raw.get("replaces"), raw.get("decides")),
        instead=re.compile(rf",?\s+(?:{any_of(raw.get('follow_with'))})\s+(?=\S)"),
        doubt=re.compile(rf"(?:{any_of(raw.get('doubt'))})\s*$"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """An office as a sentence names it: whose it is, and whether it is told as past."""

    low: int
    high: int
    owner: End | None
    over: bool
    role: str
    words: Range
    one_of: bool = False  # "a commander of": one of several


def _offices(view: View, words: OfficeWords, content: str, views: Sequence[View] = ()) -> Iterator[Held]:
    for match in words.office.finditer(view.line):
        states = " ".join(match[name] or "" for name in ("st", "st0", "st2", "st3"))
        if words.pending.search(states) or match["st4"]:
            continue
        sent = words.sent.search(content[slice(*view.span(match.start("o"), match.end("o")))].lower()) is not None
        places = ("sender", "owner", "nat", "of1") if sent else ("of1", "owner", "sender")
        place = next((match.start(n) for n in (*places, "nat", "nat2", "of2") if match[n]), None)
        low = match.start("o")
        high = match.end("more") if match["more"] else match.end("o")
        span = view.span(low, high)
        first = match.start("st2") if match["st2"] and not words.over.search(match["st2"]) else low
        owner = view.ends[place] if place is not None else _taken_up(view, match, words, views)
        yield Held(
            low=match.start(),
            high=match.end(),
            owner=owner,
            over=words.over.search(states) is not None or words.past.match(content, span[0]) is not None,
            role=" ".join(content[view.at(first) : span[1]].split()),
            words=span,
            one_of=words.several.search(view.line[: match.start()] + states) is not None
            and words.many.fullmatch(content[slice(*span)].lower()) is not None,
        )


def _taken_up(view: View, match: re.Match[str], words: OfficeWords, views: Sequence[View]) -> End | None:
    """The state or body that a possessive or a plain word takes up ("its former president", "the group's leader")."""
    noun = match["plain"] or match["group"]
    if noun is not None:
        return _meant(view, match.start(), words.noun.search(noun), views)
    if not words.its.match(match["st"] or ""):
        return None
    named = [(at, e) for at, e in view.ends.items() if at < match.start() and e.kind in (BODY, STATE, MISSION)]
    return max(named, key=lambda pair: pair[0])[1] if named else None


def _meant(view: View, place: int, noun: re.Match[str] | None, views: Sequence[View]) -> End | None:
    """The body a plain noun takes up: the last one before whose name has that noun, else the last group at all."""
    if noun is None:
        return None
    index = view.sentence.index
    near = [v for v in views if index - _BACK <= v.sentence.index < index]
    before_it = [e for at, e in view.ends.items() if at < place]
    ends = [e for e in (*(e for v in near for e in v.ends.values()), *before_it) if e.kind in (BODY, MISSION)]
    ends = [e for e in ends if e.party.kind is not PartyKind.GOVERNMENT]
    word = noun.group()
    named = [e for e in ends if word in e.party.name.lower().split()]
    return max(named or ends, key=lambda e: e.start) if named or ends else None


def _one_of(ahead: str, role: str, words: OfficeWords) -> bool:
    """Whether an office is told as one of several ("a commander of NAME")."""
    return words.several.search(ahead) is not None and words.many.fullmatch(role.lower()) is not None


def find_offices(views: Sequence[View], content: str, code: str) -> tuple[TieMention, ...]:
    """Who holds which office and who followed whom, in reading order; one tie for each person, body and office."""
    words, own = office_words(code), grammar(code)
    if words is None or own is None:
        return ()
    found: list[TieMention] = []
    everywhere = _states([end for view in views for end in view.ends.values()])
    for view in views:
        if OFFICE in view.letters:
            home = _home(_states(list(view.ends.values())) or everywhere)
            for held in _offices(view, words, content, views):
                found += _holders(view, held, words, own, home)
        found += _followers(view, words, own, content)
    return tuple(dict.fromkeys(found))


def _states(ends: Sequence[End]) -> dict[str, End]:
    """The countries that are spoken of, with the government that stands for each, or else a body."""
    found = {e.party.country: e for e in ends if e.kind == BODY and e.party.kind in _OF_STATE}
    found |= {e.party.country: e for e in ends if e.kind in (STATE, NATION) and e.party.kind is PartyKind.GOVERNMENT}
    found.pop("", None)
    return found


def _home(states: Mapping[str, End]) -> End | None:
    """The one country that a sentence speaks of, or the item where the sentence names none; else None."""
    return next(iter(states.values())) if len(states) == 1 else None


def _near_home(view: View) -> End | None:
    """The state an office without one is of: the only one its sentence names; of two nobody knows which."""
    named = [(at, e) for at, e in view.ends.items() if e.kind in (STATE, NATION) and e.party.country]
    if len({e.party.country for _, e in named}) == 1:
        return min(named, key=lambda pair: pair[0])[1]
    return None


def _holders(
    view: View, held: Held, words: OfficeWords, own: Grammar, home: End | None
) -> Iterator[TieMention]:  # fmt: skip
    """Those a sentence says hold an office: behind it, before it, or over words of holding."""
    line = view.line
    behind_it = words.name.match(line, held.high)
    if behind_it is not None and (behind_it["who"] == PERSON or behind_it["comma"] is None):
        end = behind_it.end()
        closed = behind_it["comma"] is None or not line[end:].strip() or line[end:].lstrip()[:1] in ",.;:)"
        if closed:
            leaves = words.leaves.match(line, end) or words.takes.search(line[: held.low])
            definite = behind_it["comma"] is not None and line[held.low : held.high].split()[0] in _DEFINITE
            owner = held.owner or (home if leaves or definite else None) or _owner(view, held, words, home)
            who, gone = view.ends[behind_it.start("who")], held.over or leaves is not None
            yield from _hold(view, who, held, owner, words, over=gone, dated=leaves is not None)
            return
    ahead = line[max(0, held.low - _NEAR) : held.low]
    shift = held.low - len(ahead)
    told = words.between.search(ahead)
    if told is not None:
        if words.doubt.search(line[: shift + told.start()]):
            return
        way = told.lastgroup if told.lastgroup not in (None, "not") else ""
        way = next((w for w in ("holds", "held", "begins", "ends") if told[w]), way)
        owner = held.owner or (home if way in ("begins", "ends") else None) or _owner(view, held, words, home)
        for who in before(view, shift + told.start(), own):
            if who.kind in PEOPLE:
                over = held.over or way in ("held", "ends")
                yield from _hold(view, who, held, owner, words, over=over, denied=told["not"] is not None)
        return
    given = words.gives.search(ahead)
    if given is not None:
        givers = [e for e in before(view, shift + given.start(), own) if e.kind in BODIES]
        owner = held.owner or home or _owner(view, held, words, home) or (givers[0] if givers else None)
        who = view.ends[shift + given.start("who")]
        yield from _hold(view, who, held, owner, words, over=held.over or given["takes"] is not None)
        return
    beside = words.holder.search(ahead)
    if beside is not None:
        behind_it = words.dated.match(line, held.high)
        dated = behind_it is not None
        last = view.ends[behind_it.end() - 1].time if behind_it is not None else None
        who = view.ends[shift + beside.start("who")]
        time = view.ends[shift + beside.start("date")].time if beside["date"] else None
        over = held.over or any(t is not None and (t.until or t.span) for t in (time, last))
        yield from _hold(
            view, who, held, _owner(view, held, words, home), words, over=over, dated=dated or time is not None
        )


def _owner(view: View, held: Held, words: OfficeWords, home: End | None) -> End | None:
    """Whose an office is: as told, or the state at hand where only states have it ("President NAME")."""
    if held.owner is not None or words.of_states.fullmatch(held.role.lower()) is None:
        return held.owner
    return home or _near_home(view)


def _hold(
    view: View,
    who: End,
    held: Held,
    owner: End | None,
    words: OfficeWords,
    *,
    over: bool,
    denied: bool = False,
    dated: bool = True,
) -> Iterator[TieMention]:
    """The tie, but for who leads a group: that is told of the group (`led_by`)."""
    if owner is None or owner.party.name == who.party.name:
        return
    if words.made.fullmatch(held.role.lower()) is not None:
        return  # who made a body is told by `founded`
    if owner.kind in (STATE, NATION) and words.of_groups.fullmatch(held.role.lower()) is not None:
        return
    group = owner.kind in (BODY, MISSION, NAME, AUTHORITY) and owner.party.kind is not PartyKind.GOVERNMENT
    group = group or (owner.kind == AUTHORITY and words.rules.search(owner.party.name.lower()) is None)
    if group and held.role.lower() in words.leads and not held.one_of:
        yield bond(view, Relation.LED_BY, owner, who, held.words, role=held.role, over=over, denied=denied, dated=dated)
        return
    yield bond(view, Relation.HOLDS_ROLE, who, owner, held.words, role=held.role, over=over, denied=denied, dated=dated)


def _followers(view: View, words: OfficeWords, own: Grammar, content: str) -> Iterator[TieMention]:
    """New holders of an office in place of old ones."""
    swapped = list(_swaps(view, words, own, content))
    taken = [tie.start for tie in swapped]
    yield from swapped
    for pattern, turned in ((words.follows, False), (words.followed, True)):
        for match in pattern.finditer(view.line):
            if words.doubt.search(view.line[: match.start()]) or view.at(match.start()) in taken:
                continue
            first = [e for e in before(view, match.start(), own) if e.kind in PEOPLE]
            second = behind(view, match.end(), own, wanted=PEOPLE) or fronted(view, first, own)
            if turned and any(e.kind != PERSON for e in (*first, *second)):
                continue
            if len(first) == 1 and second:
                old, new = (first[0], second[0]) if turned else (second[0], first[0])
                office = next((h for h in _offices(view, words, content)), None)
                if office is not None or (old.kind == PERSON and new.kind == PERSON):
                    cue = view.span(match.start(), match.end())
                    yield bond(view, Relation.SUCCEEDED_BY, old, new, cue, role=office.role if office else "")


def _swaps(view: View, words: OfficeWords, own: Grammar, content: str) -> Iterator[TieMention]:
    """Old holders whom somebody replaced with new ones: "replaced NAME with NAME"."""
    for match in words.replaces.finditer(view.line):
        gone = behind(view, match.end(), own, wanted=PEOPLE)
        at = max((at for at, e in view.ends.items() if gone and e is gone[-1]), default=-1)
        by = words.instead.search(view.line, at + 1, at + _NEAR) if gone else None
        come = behind(view, by.end(), own, wanted=PEOPLE) if by is not None else []
        if come and not words.doubt.search(view.line[: match.start()]):
            cue = view.span(match.start(), match.end())
            office = next((h for h in _offices(view, words, content) if match.end() <= h.low <= at), None)
            yield bond(view, Relation.SUCCEEDED_BY, gone[0], come[0], cue, role=office.role if office else "")
