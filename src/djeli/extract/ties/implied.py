"""Relations that no cue tells but the shape of the words: a body "of" its leader, a name with its initials, a break.

- "the Libyan National Army of Khalifa Haftar": a body's name, "of", a person's name.
- "Free Movement of the Valley (FMV)": initials in brackets are another name.
- Who leaves a body and founds another splits the new from the old.
- Bodies that merge into one found it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from djeli.extract.mentions import ActorMention, TieMention
from djeli.extract.ties.names import End, Line
from djeli.extract.ties.sides import QUOTES
from djeli.extract.ties.story import named_person
from djeli.values import Tie
from djeli.vocab import PartyKind, Relation

_BESIDE = re.compile(r" (?:of (?:[^\W\d_]+ )?[^\W\d_a-z]|de |d['’]|du |del |\([^\W\d_a-z])")
_OWNERS = frozenset({"'s ", "’s "})
_INITIALS = re.compile(r"[^\W\d_a-z][\w.-]{1,9}$")


def is_shaped(actor: ActorMention, content: str) -> bool:
    """Whether what stands beside a name may tell a relation by its shape alone: "of", a bracket, an owner."""
    return _BESIDE.match(content, actor.end) is not None or content[max(0, actor.start - 3) : actor.start] in _OWNERS


def of_leaders(line: Line) -> Iterator[TieMention]:
    """A body and the person whose it is: "X of PERSON", "PERSON's X"."""
    for body, leader in _pairs(line):
        if body.group and named_person(leader) and not _bodily(line, leader):
            yield _tie(Relation.LED_BY, line, body, leader, Tie(name=leader.party.name, kind=PartyKind.PERSON))


def _bodily(line: Line, end: End) -> bool:
    """Whether a name of two words and more is rather a body's: "Coordinating Body of Valley Movements"."""
    words = [t.low for t in line.tokens[end.low : end.high]]
    last = words[-1].removesuffix("s")
    return line.among(last, "groups", "body_words", "institutions") or any(
        line.among(word, "of", "articles", "joiners") for word in words[1:]
    )


def _pairs(line: Line) -> Iterator[tuple[End, End]]:
    for first in line.ends:
        n = first.high
        if n >= len(line.tokens):
            continue
        n = _past_bracket(line, n)
        low = line.tokens[n].low
        n += 1
        while n < len(line.tokens) and line.among(line.tokens[n].low, "titles"):
            n += 1
        second = line.end_at(n)
        if second is None or second.low != n:
            continue
        if line.among(low, "of"):
            yield first, second
        elif low == "'s" and second.group and named_person(first):
            yield second, first


def _past_bracket(line: Line, n: int) -> int:
    """Behind a bracket with initials, and one plain noun: "X (XY) of PERSON", "the X faction of PERSON"."""
    last = len(line.tokens) - 1
    if n + 2 < last and line.tokens[n].low == "(" and line.tokens[n + 2].low == ")":
        return n + 3
    return n + 1 if n < last and line.among(line.tokens[n].low, "groups") else n


def initials(line: Line) -> Iterator[TieMention]:
    """A name and its short form in brackets."""
    for end in line.ends:
        n = end.high
        if n + 2 < len(line.tokens) and line.tokens[n].low == "(" and line.tokens[n + 2].low == ")":
            token = line.tokens[n + 1]
            short = line.text[token.start - line.sentence.start : token.end - line.sentence.start]
            long = end.high - end.low > 1 or "-" in end.party.name
            if long and _INITIALS.match(short) and sum(c.isupper() for c in short) > 1:
                other = replace(end, low=n + 1, high=n + 2, start=token.start, end=token.end)
                party = end.party
                value = Tie(name=short, kind=party.kind, actor=party.actor, country=party.country)
                yield _tie(Relation.ALIAS_OF, line, end, other, value)


def expansions(line: Line) -> Iterator[TieMention]:
    """Initials with the full name in brackets ("ABC (Another Big Company)"), a person with a nickname there."""
    for end in line.ends:
        n = end.high
        if n + 2 >= len(line.tokens) or line.tokens[n].low != "(":
            continue
        quoted = line.tokens[n + 1].low in QUOTES
        other = line.end_at(n + 1 + quoted)
        close = other.high + quoted if other is not None else 0
        if other is None or other.low != n + 1 + quoted or close >= len(line.tokens) or line.tokens[close].low != ")":
            continue
        letters = "".join(t.low[:1] for t in line.tokens[other.low : other.high] if t.capital)
        short = "".join(c for c in end.party.name.lower() if c.isalnum())
        spelt = end.acronym and other.high - other.low > 1 and letters == short
        shared = set(end.party.name.lower().split()) & set(other.party.name.lower().split())
        if spelt or (named_person(end) and (quoted or shared)):
            value = Tie(name=other.party.name, kind=end.party.kind)
            yield _tie(Relation.ALIAS_OF, line, end, other, value)


def _tie(relation: Relation, line: Line, subject: End, other: End, value: Tie) -> TieMention:
    low, high = min(subject.end, other.end), max(subject.start, other.start)
    return TieMention(
        start=min(subject.start, other.start),
        end=max(subject.end, other.end),
        sentence=line.sentence.index,
        relation=relation.value,
        subject=subject.party,
        value=value,
        spans=((subject.start, subject.end), (other.start, other.end), (low, max(high, low + 1))),
    )


def by_name(told: Sequence[TieMention]) -> list[TieMention]:
    """The same relations, nicknames of the sentence given back to their bearers: "X, alias Y, head of Z"."""
    bearers = {_name(t): t for t in told if t.relation == Relation.ALIAS_OF and not _tied(t).actor}
    return [t if t.relation == Relation.ALIAS_OF else _renamed(t, bearers) for t in told]


def _renamed(tie: TieMention, bearers: Mapping[str, TieMention]) -> TieMention:
    bearer = bearers.get(_name(tie))
    if bearer is not None and bearer.subject.name != tie.subject.name:
        who = bearer.subject
        value = replace(_tied(tie), name=who.name, kind=who.kind, actor=who.actor, country=who.country)
        tie = replace(tie, value=value, spans=(tie.spans[0], bearer.spans[0], *tie.spans[2:]))
    bearer = bearers.get(tie.subject.name)
    if bearer is not None and _name(tie) != bearer.subject.name:
        tie = replace(tie, subject=bearer.subject, spans=(bearer.spans[0], *tie.spans[1:]))
    return tie


def _tied(tie: TieMention) -> Tie:
    return tie.value if isinstance(tie.value, Tie) else Tie()


def consequences(told: Sequence[TieMention]) -> Iterator[TieMention]:
    """What follows from the relations of one sentence: founders who broke away, wholes that mergers found."""
    left = [t for t in told if t.relation == Relation.MEMBER_OF and t.over and not t.denied]
    made = [t for t in told if t.relation == Relation.FOUNDED and not t.denied]
    for new in made:
        old = next((t for t in left if _name(new) == t.subject.name and _name(t) != new.subject.name), None)
        if old is not None and not any(t.relation == Relation.SPLIT_FROM for t in told):
            yield replace(
                old,
                relation=Relation.SPLIT_FROM.value,
                subject=new.subject,
                over=False,
                spans=tuple(dict.fromkeys((new.spans[0], *old.spans[1:]))),
            )
    yield from _successions(told)
    merged = [t for t in told if t.relation == Relation.MERGED_INTO and not (t.over or t.denied)]
    for whole in dict.fromkeys(_name(t) for t in merged):
        parts = [t for t in merged if _name(t) == whole]
        if len(parts) > 1 and not any(_same(t, whole) for t in made):
            first = parts[0]
            value = first.value
            if not isinstance(value, Tie):
                continue
            subject = replace(first.subject, name=value.name, kind=value.kind, actor=value.actor, country=value.country)
            spans = (first.spans[1], *first.spans[2:])
            yield replace(first, relation=Relation.FOUNDED.value, subject=subject, value=Tie(), spans=spans)


def _successions(told: Sequence[TieMention]) -> Iterator[TieMention]:
    """Who leads after who led: two leaders of one body in a sentence, one of them no more."""
    for old in told:
        for new in told:
            both = old.relation == new.relation == Relation.LED_BY and old.subject == new.subject
            if both and old.over and not new.over and _name(old) != _name(new):
                known = any(t.relation == Relation.SUCCEEDED_BY for t in told)
                subject = replace(old.subject, name=_name(old), kind=PartyKind.PERSON, actor="", country="")
                if not known:
                    spans = (old.spans[1], *new.spans[1:])
                    yield replace(new, relation=Relation.SUCCEEDED_BY.value, subject=subject, spans=spans)


def _same(tie: TieMention, name: str) -> bool:
    return tie.subject.name == name


def _name(tie: TieMention) -> str:
    return tie.value.name
