"""Relations between bodies and persons, read off cues with an end on each side (`lang/<code>/relations.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from djeli.extract.mentions import Sentence, TieMention
from djeli.extract.ties import sides
from djeli.extract.ties.before import antecedent, is_governed, left, touching_left
from djeli.extract.ties.behind import apposed, right, touching_right
from djeli.extract.ties.implied import consequences, initials, is_shaped, of_leaders
from djeli.extract.ties.names import End, Line, Lines, Scope
from djeli.extract.ties.sides import Fits, Reach
from djeli.extract.ties.story import Story, named_person, opens
from djeli.extract.ties.words import Cue, Slot, TieWords, fold
from djeli.values import Tie
from djeli.vocab import PartyKind, Relation

_PERSON_OBJECT = frozenset({Relation.LED_BY})
_OF_BODIES = frozenset({Relation.FOUNDED, Relation.MERGED_INTO, Relation.RENAMED})
"""Relations that only bodies have; states and places are led and founded in another sense."""
_SENT = frozenset({PartyKind.PEACEKEEPERS, PartyKind.EXTERNAL_FORCES})
"""Missions: their beginnings are mandates."""
_STRICT = frozenset({Relation.LED_BY, Relation.DISBANDED, Relation.SPONSORED_BY})
_ALIKE = frozenset({Relation.ALIAS_OF, Relation.SUCCEEDED_BY, Relation.RENAMED})
_BOTH = {Relation.LED_BY, Relation.FOUNDED}
"""Relations that the same words may tell: "its founder and first emir"."""
_NAMING = frozenset({Relation.ALIAS_OF, Relation.RENAMED})
"""Relations between two names of one actor."""
_VERBAL = frozenset({Relation.MEMBER_OF, Relation.SPLIT_FROM, Relation.MERGED_INTO, Relation.DISBANDED})
"""Relations whose cues before the other end are verbs: "left", "broke away from"."""
_STATES = frozenset({Relation.LED_BY, Relation.SPONSORED_BY, Relation.MEMBER_OF, Relation.ALLIED_WITH})
"""Relations that "was" tells as over: "was led by", but not "was founded by"."""
_HAVE = frozenset({"has", "have", "'s", "'ve"})
_LOOK = 60
"""Characters before a cue in which a name that touches it begins."""
_OPENING = 6
"""Tokens at the beginning of a sentence in which "its" may mean who is named behind."""


Match = tuple[Cue, int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a line: half-open range of characters and of tokens."""

    cue: Cue
    start: int
    end: int
    first: int
    last: int


def find_bodies(sentences: Sequence[Sentence], scope: Scope) -> tuple[TieMention, ...]:
    """Relations of an item in reading order. Sentences without a cue are not looked at, but for whom "it" means."""
    low, high = min(s.start for s in sentences), max(s.end for s in sentences)
    matches = matches_of(fold(scope.content[low:high]), low, scope.words)
    hits = [match for match in matches if _possible(match, scope)]
    lines = Lines(sentences, scope)
    shaped = {a.sentence for a in scope.actors if is_shaped(a, scope.content)}
    found: list[TieMention] = []
    for n, sentence in enumerate(sentences):
        mine = [match for match in hits if sentence.start <= match[1] and match[2] <= sentence.end]
        if not mine and sentence.index not in shaped:
            continue
        line = lines.at(n)
        told = list(_told(line, mine, Story(lines, n)))
        known = {(t.relation, t.subject.name) for t in told}
        told += [t for t in of_leaders(line) if (t.relation, t.subject.name) not in known]
        told += initials(line)
        found += (*told, *consequences(told))
    return tuple(found)


def matches_of(folded: str, low: int, words: TieWords) -> Iterator[Match]:
    """Cues that match in full, with their range in the text; `folded` begins at `low` of it."""
    for end, anchor in words.anchors.iter(folded):
        start = end - len(anchor) + 1
        before = folded[start - 1 : start] if anchor[:1].isalnum() else ""
        behind = folded[end + 1 : end + 2] if anchor[-1:].isalnum() else ""
        if before.isalnum() or before == "-" or behind.isalnum():
            continue
        for cue in words.cues[anchor]:
            found = cue.pattern.match(folded, start)
            if found is not None:
                yield cue, low + start, low + found.end()


def _possible(match: Match, scope: Scope) -> bool:
    """A cheap look at the words before a cue, where its end must touch it or be a pronoun."""
    cue, start, _ = match
    if not (cue.before and (cue.before[-1].touching or cue.before[-1].pronoun)):
        return True
    behind = scope.content[max(0, start - _LOOK) : start].split()[-3:]
    if cue.before[-1].pronoun:
        return any(word in scope.words.sets["its"] for word in map(fold, behind))
    return bool(behind) and (not behind[-1].islower() or behind[-1].endswith((")", "'", "’", "'s", "’s", "s")))


def _told(line: Line, matches: Sequence[Match], story: Story) -> Iterator[TieMention]:
    """Relations of one sentence: the longest cue at a place that finds its ends wins."""
    taken: list[tuple[int, int, Relation]] = []
    seen: set[tuple[str, str, str]] = set()
    for hit in _hits(line, matches):
        mine = hit.cue.relation
        if any(hit.start < high and low < hit.end and {mine, other} != _BOTH for low, high, other in taken):
            continue
        found = list(_read(hit, line, story))
        if found:
            taken.append((hit.start, hit.end, mine))
        for tie in found:
            key = (tie.relation, tie.subject.name, getattr(tie.value, "name", ""))
            if key not in seen:
                seen.add(key)
                yield tie


def _hits(line: Line, matches: Sequence[Match]) -> list[Hit]:
    """Cues over no name: those with more ends first, then the longest."""
    out = []
    for cue, start, end in matches:
        hit = Hit(cue, start, end, line.at(start), line.at(end))
        inside = any(hit.first <= e.low and e.high <= hit.last for e in line.ends)
        through = any(e.start < start < e.end for e in line.ends) and line.text[start - line.sentence.start] != "-"
        if not (inside or through):
            out.append(hit)
    out.sort(key=lambda h: (-len(h.cue.before) - len(h.cue.behind), h.start - h.end, h.start))
    return out


def _fits(slot: Slot, relation: Relation) -> Fits:
    """What may stand in a slot of a relation."""
    if slot.end == "O" and relation in _PERSON_OBJECT:
        return _human
    if slot.end == "S" and relation in _STRICT:
        return _no_person
    if slot.end == "O" and relation in (Relation.MEMBER_OF, Relation.SPLIT_FROM):
        return _whole
    if slot.end == "S" and relation in _OF_BODIES:
        return _body
    if slot.end == "S" and relation in (Relation.MEMBER_OF, Relation.SPLIT_FROM):
        return _member
    return _anything


def _human(end: End) -> bool:
    return end.person


def _body(end: End) -> bool:
    return not end.place and (not end.known or end.party.kind is not PartyKind.PERSON)


def _no_person(end: End) -> bool:
    return _body(end) and not named_person(end)


def _member(end: End) -> bool:
    return not end.place or end.country


def _whole(end: End) -> bool:
    return end.known or not (named_person(end) or end.place)


def _anything(end: End) -> bool:
    return True


def _read(hit: Hit, line: Line, story: Story) -> Iterator[TieMention]:
    """The relations one cue tells; none when an end is missing."""
    ends = _ends(hit, line, story)
    subjects, objects = ends.get("S", sides.NONE), ends.get("O")
    if any(slot.many for slot in (*hit.cue.before, *hit.cue.behind)):
        if len(subjects.ends) < 2:
            return
        if objects is None:
            for one, two in combinations(subjects.ends, 2):
                yield from _tie(hit, one, two, subjects.manner, line)
            return
    manner = (*subjects.manner, *(objects.manner if objects is not None else ()))
    if objects is not None and hit.cue.behind and hit.cue.behind[-1].end == "S" and subjects.ends:
        objects = replace(objects, ends=(*objects.ends, *_company(subjects.ends[-1], line, hit.cue.relation)))
    if objects is not None and hit.cue.relation in _NAMING:
        objects = replace(objects, ends=objects.ends[:1])
    for subject in subjects.ends:
        if objects is None and subjects.far and not subject.group:
            continue
        others: Sequence[End | None] = objects.ends if objects is not None else (None,)
        for other in others:
            yield from _tie(hit, subject, other, manner, line)


def _company(end: End, line: Line, relation: Relation) -> tuple[End, ...]:
    """Who did it too: "X founded Y together with Z"."""
    n = end.high
    if n + 1 < len(line.tokens) and line.among(line.tokens[n].low, "together"):
        reach = right(line, n + 2, _fits(Slot("O"), relation))
        return reach.ends
    return ()


def _ends(hit: Hit, line: Line, story: Story) -> dict[str, Reach]:
    """The ends by slot; empty when one is missing."""
    cue = hit.cue
    before = _before(hit, line, story)
    if before is None:
        return _opening_clause(hit, line) if hit.first <= 1 and cue.behind else {}
    behind = _behind(hit, line, story, [e for reach in before.values() for e in reach.ends])
    if (
        behind is None
        and [s.end for s in cue.before] == ["O"]
        and not cue.before[0].noun
        and not cue.before[0].touching
    ):
        doer, fits = before["O"], _fits(cue.behind[0], cue.relation)
        reach = antecedent(line, doer.at if doer.at >= 0 else doer.ends[0].low, fits)
        behind = {"S": story.resolved(reach, line, fits)}
    if behind is None or any(not reach.ends for reach in behind.values()):
        return {}
    return {**before, **behind}


def _opening_clause(hit: Hit, line: Line) -> dict[str, Reach]:
    """The ends of a participle that opens the sentence: "Backed by X, Y …"."""
    if [(s.end, s.noun, s.touching, s.pronoun) for s in hit.cue.before] != [("S", False, False, False)]:
        return {}
    other = right(line, hit.last, _fits(hit.cue.behind[0], hit.cue.relation))
    if not other.ends or other.ends[-1].high >= len(line.tokens) or line.tokens[other.ends[-1].high].low != ",":
        return {}
    subject = right(line, other.ends[-1].high + 1, _fits(hit.cue.before[0], hit.cue.relation))
    return {"S": subject, "O": other} if subject.ends else {}


def _is_verb(cue: Cue) -> bool:
    """Whether the cue is a verb with a subject of its own; "led by" and "known as" hang on the name before them."""
    if cue.relation in _NAMING or any(slot.noun for slot in cue.before):
        return False
    return [slot.end for slot in cue.before] == ["O"] or cue.relation in _VERBAL


def _before(hit: Hit, line: Line, story: Story) -> dict[str, Reach] | None:
    """Ends before the cue, read from the cue outwards; None when one is missing."""
    found: dict[str, Reach] = {}
    at = hit.first
    if hit.cue.relation is Relation.LED_BY and at > 0 and line.among(line.tokens[at - 1].low, "deputies"):
        return None
    for slot in reversed(hit.cue.before):
        fits = _fits(slot, hit.cue.relation)
        if slot.pronoun:
            reach = _owner(line, at, story, fits)
            at = reach.at if reach.at >= 0 else at
        elif slot.touching:
            reach = touching_left(line, at, fits, start=hit.start)
            at = reach.ends[0].low if reach.ends else at
            if hit.cue.relation is Relation.LED_BY and at > 0 and line.among(line.tokens[at - 1].low, "indefinite"):
                return None
        else:
            reach = _near(
                left(line, at, fits, noun=slot.noun or bool(found), verb=_is_verb(hit.cue)), bool(found), line
            )
            reach = story.resolved(reach, line, fits, before=hit.first)
            if slot.noun and hit.cue.relation is Relation.LED_BY and _indefinite(line, at):
                return None
            if slot.noun and reach.far and hit.cue.relation not in _BOTH and _joined(reach, line):
                return None  # "X …, and the Saharan wing of Y": the noun is another's
        if not reach.ends or (slot.many and len(reach.ends) < 2):
            return None
        found[slot.end] = reach
    return found


def _joined(reach: Reach, line: Line) -> bool:
    return any(line.among(word, "coordinators") for word in reach.manner)


def _near(reach: Reach, other: bool, line: Line) -> Reach:
    """The reach; a second end before a cue must stand beside the first, not far off."""
    return sides.NONE if other and reach.far and not set(reach.manner) & line.words.sets["be"] else reach


def _indefinite(line: Line, at: int) -> bool:
    """Whether the noun at the cue is one of many: "a commander of"."""
    return any(line.among(t.low, "indefinite") for t in line.tokens[max(0, at - 2) : at])


def _behind(hit: Hit, line: Line, story: Story, but: Sequence[End] = ()) -> dict[str, Reach] | None:
    found: dict[str, Reach] = {}
    at = hit.last
    lax = not hit.cue.before or any(slot.touching or slot.pronoun for slot in hit.cue.before)
    for slot in hit.cue.behind:
        fits = _fits(slot, hit.cue.relation)
        if slot.touching:
            reach = touching_right(line, at, fits)
        elif found:
            reach = apposed(line, at, fits)
        else:
            reach = right(line, at, fits, lax=lax)
            reach = story.resolved(reach, line, fits, before=hit.first, but=but)
        if not reach.ends or (slot.many and len(reach.ends) < 2):
            return None
        found[slot.end] = reach
        at = reach.ends[-1].high
    return found


def _owner(line: Line, at: int, story: Story, fits: Fits) -> Reach:
    """Whose "its" stands before the cue: the nearest body before it in the sentence, else the story's."""
    n = at - 1
    while n >= 0 and n >= at - 3 and not line.among(line.tokens[n].low, "its"):
        if line.tokens[n].low in sides.MARKS or line.end_at(n) is not None:
            return sides.NONE
        n -= 1
    if n < 0 or not line.among(line.tokens[n].low, "its"):
        return sides.NONE
    before = [e for e in line.ends if e.high <= n and fits(e) and e.group]
    free = [e for e in before if not is_governed(line, e)]
    if free and len({e.party for e in free}) > 1 and opens(free[0]) and not _clause(line, free[-1], n):
        return Reach((free[0],), at=n)
    if before:
        return Reach(((free or before)[-1],), at=n)
    behind = [e for e in line.ends if e.low > n and e.group and fits(e)]
    if len(behind) == 1 and n <= _OPENING:  # "After its leader was killed, X …"
        return Reach((behind[0],), at=n)
    return replace(story.resolved(Reach(group=True), line, fits), at=n)


def _clause(line: Line, end: End, n: int) -> bool:
    """Whether a name and token `n` stand in one clause."""
    return not any(t.low in (";", ":") for t in line.tokens[end.high : n])


def _tie(hit: Hit, subject: End, other: End | None, manner: Sequence[str], line: Line) -> Iterator[TieMention]:
    """One relation, unless its ends are one, or the words don't tell it as done."""
    relation = hit.cue.relation
    naming = relation in _NAMING
    if other is not None and (other.start == subject.start or (other.party == subject.party and not naming)):
        return
    if relation is Relation.FOUNDED and (subject.party.kind in _SENT or (other is not None and _sends(other))):
        return  # set up by whom it has its mandate from
    told = " ".join(reversed(manner)).split()
    if unreal(" ".join(told), line) or not _consistent(relation, subject, other):
        return
    lasting = any(word in _HAVE for word in told) and relation is Relation.LED_BY
    past = (hit.cue.over and not lasting) or _is_past(
        relation, [*told, *(t.low for t in line.tokens[hit.first : hit.last])], told, line
    )
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
        denied=any(line.among(word, "deny") for word in told) or _denied_behind(hit, line),
    )


def _sends(other: End) -> bool:
    return other.known and other.party.kind is PartyKind.ORGANISATION and not other.party.country


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


def _consistent(relation: Relation, subject: End, other: End | None) -> bool:
    """Whether both ends are of a kind where the relation asks for it."""
    if other is None or relation not in _ALIKE:
        return True
    one, two = named_person(subject), named_person(other)
    return not ((one and other.group) or (two and subject.group))


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
    if any(line.among(word, "over") for word in around) or any(
        f" {' '.join(p)} " in text for p in line.words.phrases["over"]
    ):
        return True
    return relation in _STATES and any(line.among(word, "was") for word in told)
