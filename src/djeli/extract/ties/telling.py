"""A relation as it is told: of now or as over, denied, planned, and between ends that can bear it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from djeli.extract.mentions import TieMention
from djeli.extract.ties.fits import NAMING, consistent, sends
from djeli.extract.ties.hits import Hit
from djeli.extract.ties.names import End, Line
from djeli.extract.ties.sides import possessive
from djeli.extract.ties.story import named_person
from djeli.values import Tie
from djeli.vocab import PartyKind, Relation

SENT = frozenset({PartyKind.PEACEKEEPERS, PartyKind.EXTERNAL_FORCES})
"""Missions: their beginnings are mandates."""
_STATES = frozenset({Relation.LED_BY, Relation.SPONSORED_BY, Relation.MEMBER_OF, Relation.ALLIED_WITH})
"""Relations that "was" tells as over: "was led by", but not "was founded by"."""
_LEAVING = frozenset({Relation.SPLIT_FROM, Relation.MEMBER_OF})
_HAVE = frozenset({"has", "have", "'s", "'ve"})


def tell(hit: Hit, subject: End, other: End | None, manner: Sequence[str], line: Line) -> Iterator[TieMention]:
    """One relation, unless its ends are one, or the words don't tell it as done."""
    relation = hit.cue.relation
    naming = relation in NAMING
    if other is not None and (other.start == subject.start or (other.party == subject.party and not naming)):
        return
    if naming and other is not None and _owning(line, other):
        return  # "became Y's province" names nothing
    if relation is Relation.FOUNDED and (subject.party.kind in SENT or (other is not None and sends(other))):
        return  # set up by whom it has its mandate from
    if relation is Relation.FOUNDED and (_describes(subject, line) or _says(hit, line)):
        return
    if relation is Relation.MEMBER_OF and hit.cue.over and other is not None and not other.group:
        return  # "expelled from the town"
    if relation in _LEAVING and any(line.among(t.low, "talks") for t in line.tokens[hit.first : hit.last]):
        return  # "broke off talks with"
    told = " ".join(reversed(manner)).split()
    if unreal(" ".join(told), line) or not consistent(relation, subject, other):
        return
    lasting = any(word in _HAVE for word in told) and relation is Relation.LED_BY
    past = (hit.cue.over and not lasting) or _is_past(
        relation, [*told, *(t.low for t in line.tokens[hit.first : hit.last])], told, line
    )
    ended = relation.lasts and _no_more(told, line)
    past = past or ended
    if relation is Relation.LED_BY and other is not None:
        past = past or _gone(line, other)
    if relation is Relation.SPLIT_FROM and subject.person and not subject.group and named_person(subject):
        relation, past = Relation.MEMBER_OF, True  # a person who breaks with a body is a member no more
    spots = [(subject.start, subject.end), *([(other.start, other.end)] if other else []), (hit.start, hit.end)]
    yield TieMention(
        start=hit.start,
        end=hit.end,
        sentence=line.sentence.index,
        relation=relation.value,
        subject=subject.party,
        value=_value(other, line if naming else None),
        spans=tuple(dict.fromkeys(spots)),
        over=past,
        denied=(any(line.among(word, "deny") for word in told) and not ended)
        or (not _bound(hit) and _denied_behind(hit, line)),
    )


def _describes(end: End, line: Line) -> bool:
    """Whether a name only describes what is begun: "launched a new X strategy", "launched Operation X"."""
    if not _stands(end, line):
        return False
    behind = line.tokens[end.high].low if end.high < len(line.tokens) else ""
    return line.among(behind, "things") or line.among(line.tokens[end.low].low, "things")


def _stands(end: End, line: Line) -> bool:
    """Whether an end stands in this line; the name that a pronoun stands for may be another line's."""
    return end.high <= len(line.tokens) and line.tokens[end.low].start == end.start


def _says(hit: Hit, line: Line) -> bool:
    """Whether a clause follows: "it is established that"."""
    return hit.last < len(line.tokens) and not hit.cue.behind and line.among(line.tokens[hit.last].low, "clauses")


def _owning(line: Line, end: End) -> bool:
    return _stands(end, line) and end.high < len(line.tokens) and possessive(line.tokens[end.high].low)


def _value(other: End | None, line: Line | None) -> Tie:
    """The other end; of names, with `line`, the very words."""
    if other is None:
        return Tie()
    party = other.party
    if line is not None and line.end_at(other.low) == other:
        words = line.text[other.start - line.sentence.start : other.end - line.sentence.start]
        party = replace(party, name=" ".join(words.split()))
    kind = PartyKind.PERSON if other.person and other.high - other.low > 1 else party.kind
    return Tie(name=party.name, kind=kind, actor=party.actor, country=party.country)


def _bound(hit: Hit) -> bool:
    """Whether the cue is part of a name's description, which a denial of the sentence leaves alone: "X-backed"."""
    return any(slot.touching or slot.noun for slot in hit.cue.before)


def _denied_behind(hit: Hit, line: Line) -> bool:
    """Whether the sentence goes on to deny it: "…, and X denies it", "…, a charge the army rejects"."""
    behind = [t.low for t in line.tokens[hit.last :]]
    for n, low in enumerate(behind):
        if line.among(low, "denying"):
            after = behind[n + 1 : n + 3]
            if " ".join(after) in line.words.sets["denied_thing"] or (
                after[:1] and line.among(after[0], "denied_thing")
            ):
                return True
            if any(line.among(word, "accusation") for word in behind[max(0, n - 5) : n]):
                return True
    return False


def _no_more(told: Sequence[str], line: Line) -> bool:
    """Whether the words deny it for now only: "is no longer", "n'est plus"."""
    text = f" {' '.join(told)} "
    return any(f" {' '.join(p)} " in text for p in line.words.phrases["no_more"])


def _gone(line: Line, leader: End) -> bool:
    """Whether the words behind a leader's name say that they lead no more: "was killed", "died"."""
    ahead = [t.low for t in line.tokens[leader.high : leader.high + 4]]
    while ahead and line.among(ahead[0], "be"):
        ahead.pop(0)
    return bool(ahead) and line.among(ahead[0], "gone")


def unreal(manner: str, line: Line) -> bool:
    """Whether small words before a cue tell it as planned, wished or possible."""
    rest = f" {manner} "
    for phrase in line.words.phrases["real"]:
        rest = rest.replace(f" {' '.join(phrase)} ", " ")
    return any(line.among(word, "unreal") for word in rest.split())


def _is_past(relation: Relation, around: Sequence[str], told: Sequence[str], line: Line) -> bool:
    if not relation.lasts:
        return False
    text = f" {' '.join(around)} "
    if any(line.among(word, "over") or word.startswith("ex-") for word in around) or any(
        f" {' '.join(p)} " in text for p in line.words.phrases["over"]
    ):
        return True
    accused = any(line.among(word, "accused") for word in told)  # "was accused of backing" accuses of backing now
    if relation is Relation.MEMBER_OF and "had" in told and "been" not in told:
        return False  # "had joined" begins a membership
    return relation in _STATES and not accused and any(line.among(word, "was") for word in told)
