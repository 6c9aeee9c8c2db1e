"""Relations between bodies and persons, read off cues with an end on each side (`lang/<code>/relations.yaml`)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from djeli.extract.mentions import Sentence, TieMention
from djeli.extract.ties import sides
from djeli.extract.ties.asides import attributive, is_governed
from djeli.extract.ties.before import antecedent, left, nearest_left, touching_left
from djeli.extract.ties.behind import apposed, right, swapped, touching_right
from djeli.extract.ties.fits import NAMING, fits_of, is_verb
from djeli.extract.ties.hits import Hit, Match, hits_of, is_possible, matches_of
from djeli.extract.ties.implied import by_name, consequences, expansions, initials, is_shaped, of_leaders
from djeli.extract.ties.names import End, Line, Lines, Scope
from djeli.extract.ties.sides import Fits, Reach
from djeli.extract.ties.story import Story, named_person, opens
from djeli.extract.ties.telling import tell
from djeli.extract.ties.words import Slot, fold
from djeli.vocab import PartyKind, Relation

BOTH = {Relation.LED_BY, Relation.FOUNDED}
"""Relations that the same words may tell: "its founder and first emir"."""
_AHEAD = 12
"""Tokens behind the parts of a merger in which its whole is told."""
_OPENING = 6
"""Tokens at the beginning of a sentence in which "its" may mean who is named behind."""


def find_bodies(sentences: Sequence[Sentence], scope: Scope) -> tuple[TieMention, ...]:
    """Relations of an item in reading order. Sentences without a cue are not looked at, but for whom "it" means."""
    low, high = min(s.start for s in sentences), max(s.end for s in sentences)
    matches = matches_of(fold(scope.content[low:high]), low, scope.words)
    hits = [match for match in matches if is_possible(match, scope)]
    begun = sorted((match[1], n) for n, match in enumerate(hits))
    lines = Lines(sentences, scope)
    shaped = {a.sentence for a in scope.actors if is_shaped(a, scope.content)}
    found: list[TieMention] = []
    for n, sentence in enumerate(sentences):
        here = begun[bisect_left(begun, (sentence.start, 0)) : bisect_left(begun, (sentence.end + 1, 0))]
        mine = [hits[at] for at in sorted(at for _, at in here) if hits[at][2] <= sentence.end]
        if not mine and sentence.index not in shaped:
            continue
        line = lines.at(n)
        told = by_name(list(_told(line, mine, Story(lines, n))))
        known = {(t.relation, t.subject.name) for t in told}
        told += [t for t in of_leaders(line) if (t.relation, t.subject.name) not in known]
        told += (*initials(line), *expansions(line))
        found += (*told, *consequences(told))
    return tuple(found)


def _told(line: Line, matches: Sequence[Match], story: Story) -> Iterator[TieMention]:
    """Relations of one sentence: the longest cue at a place that finds its ends wins."""
    taken: list[tuple[int, int, Relation]] = []
    seen: set[tuple[str, str, str]] = set()
    for hit in hits_of(line, matches):
        mine = hit.cue.relation
        if any(hit.start < high and low < hit.end and {mine, other} != BOTH for low, high, other in taken):
            continue
        found = list(_read(hit, line, story))
        if found:
            taken.append((hit.start, hit.end, mine))
        for tie in found:
            key = (tie.relation, tie.subject.name, getattr(tie.value, "name", ""))
            if key not in seen:
                seen.add(key)
                yield tie


def _read(hit: Hit, line: Line, story: Story) -> Iterator[TieMention]:
    """The relations one cue tells; none when an end is missing."""
    ends = _ends(hit, line, story)
    subjects, objects = ends.get("S", sides.NONE), ends.get("O")
    if any(slot.many for slot in (*hit.cue.before, *hit.cue.behind)):
        if len(subjects.ends) < 2:
            return
        if objects is None:
            for one, two in combinations(subjects.ends, 2):
                yield from tell(hit, one, two, subjects.manner, line)
            return
    if objects is not None and hit.cue.relation is Relation.MERGED_INTO:
        subjects, objects = _into(hit, subjects, objects, line)
        if hit.cue.behind and hit.cue.behind[-1].end == "S" and not hit.cue.behind[-1].many:
            more = swapped(line, subjects.ends[-1].high, fits_of(hit.cue.behind[-1], hit.cue.relation)).ends
            subjects = replace(subjects, ends=tuple(dict.fromkeys((*subjects.ends, *more))))
    manner = (*subjects.manner, *(objects.manner if objects is not None else ()))
    if objects is not None and hit.cue.behind and hit.cue.behind[-1].end == "S" and subjects.ends:
        objects = replace(objects, ends=(*objects.ends, *_company(subjects.ends[-1], line, hit.cue.relation)))
    if objects is not None and hit.cue.relation in NAMING:
        objects = replace(objects, ends=objects.ends[:1])
    for subject in subjects.ends:
        if objects is None and (named_person(subject) or (subjects.far and not subject.group)):
            continue
        others: Sequence[End | None] = objects.ends if objects is not None else (None,)
        for other in others:
            yield from tell(hit, subject, other, manner, line)


def _into(hit: Hit, parts: Reach, others: Reach, line: Line) -> tuple[Reach, Reach]:
    """Parts and whole: "X joined forces with Y to form Z" merges both into Z."""
    if hit.cue.behind[:1] != (Slot("O"),) or not line.among(line.tokens[hit.last - 1].low, "with"):
        return parts, others
    last = others.ends[-1]
    for n in range(last.high, min(len(line.tokens) - 2, last.high + _AHEAD)):
        if line.tokens[n].low in ("to", "and", "pour", "para") and line.among(line.tokens[n + 1].low, "forming"):
            whole = right(line, n + 2, fits_of(Slot("O"), Relation.MEMBER_OF))
            if whole.ends:
                return replace(parts, ends=(*parts.ends, *others.ends)), whole
    return parts, others


def _company(end: End, line: Line, relation: Relation) -> tuple[End, ...]:
    """Who did it too: "X founded Y together with Z"."""
    n = end.high
    if n + 1 < len(line.tokens) and line.among(line.tokens[n].low, "together", "with"):
        n += line.among(line.tokens[n].low, "together")
        return right(line, n + 1, fits_of(Slot("O"), relation)).ends if relation is Relation.FOUNDED else ()
    return ()


def _ends(hit: Hit, line: Line, story: Story) -> dict[str, Reach]:
    """The ends by slot; empty when one is missing."""
    cue = hit.cue
    before = _before(hit, line, story)
    if before is None:
        return _opening_clause(hit, line) if hit.first <= 1 else {}
    behind = _behind(hit, line, story, [e for reach in before.values() for e in reach.ends])
    if (
        behind is None
        and [s.end for s in cue.before] == ["O"]
        and not cue.before[0].noun
        and not cue.before[0].touching
    ):
        doer, fits = before["O"], fits_of(cue.behind[0], cue.relation)
        reach = antecedent(line, doer.at if doer.at >= 0 else doer.ends[0].low, fits)
        behind = {"S": story.resolved(reach, line, fits)}
    if behind is None or any(not reach.ends for reach in behind.values()):
        return {}
    return {**before, **behind}


def _opening_clause(hit: Hit, line: Line) -> dict[str, Reach]:
    """The ends of a participle that opens the sentence: "Backed by X, Y …"."""
    if [(s.end, s.noun, s.touching, s.pronoun) for s in hit.cue.before] != [("S", False, False, False)]:
        return {}
    if not hit.cue.behind:
        return _opening_date(hit, line)
    other = right(line, hit.last, fits_of(hit.cue.behind[0], hit.cue.relation))
    if not other.ends or other.ends[-1].high >= len(line.tokens) or line.tokens[other.ends[-1].high].low != ",":
        return {}
    subject = right(line, other.ends[-1].high + 1, fits_of(hit.cue.before[0], hit.cue.relation))
    return {"S": subject, "O": other} if subject.ends else {}


def _opening_date(hit: Hit, line: Line) -> dict[str, Reach]:
    """The end of a participle that opens the sentence with nothing but its circumstances: "Founded in 1959, X"."""
    for n in range(hit.last, min(len(line.tokens), hit.last + _AHEAD)):
        if line.tokens[n].low == "," and n not in line.dated:
            subject = right(line, n + 1, fits_of(hit.cue.before[0], hit.cue.relation))
            return {"S": subject} if subject.ends else {}
        if line.end_at(n) is not None and not line.among(line.tokens[n - 1].low, "stops", "of"):
            return {}
    return {}


def _before(hit: Hit, line: Line, story: Story) -> dict[str, Reach] | None:
    """Ends before the cue, read from the cue outwards; None when one is missing."""
    found: dict[str, Reach] = {}
    at = hit.first
    if hit.cue.relation is Relation.LED_BY and at > 0 and line.among(line.tokens[at - 1].low, "deputies"):
        return None
    for slot in reversed(hit.cue.before):
        fits = fits_of(slot, hit.cue.relation)
        if slot.pronoun:
            reach = _owner(line, at, story, fits)
            at = reach.at if reach.at >= 0 else at
        elif slot.nearest:
            reach = nearest_left(line, at, fits)
        elif slot.touching:
            reach = touching_left(line, at, fits, start=hit.start)
            reach = story.resolved(reach, line, fits, before=hit.first)
            at = reach.at if reach.at >= 0 else reach.ends[0].low if reach.ends else at
            if hit.cue.relation is Relation.LED_BY and _indefinite(line, at):
                return None
        else:
            reach = _near(left(line, at, fits, noun=slot.noun or bool(found), verb=is_verb(hit.cue)), bool(found), line)
            reach = story.resolved(reach, line, fits, before=hit.first)
            if slot.noun and hit.cue.relation is Relation.LED_BY and _indefinite(line, at):
                return None
            if slot.noun and _is_others(hit, reach, line):
                return None
        if not reach.ends or (slot.many and len(reach.ends) < 2):
            return None
        found[slot.end] = reach
    return found


def _is_others(hit: Hit, reach: Reach, line: Line) -> bool:
    """Whether the noun is not the subject's: "X …, and the Saharan wing of Y", "X got money as part of Y"."""
    as_part = any(line.among(t.low, "as") for t in line.tokens[max(0, hit.first - 2) : hit.first])
    if as_part and line.among(line.tokens[hit.first].low, "pieces"):
        return True
    if (
        hit.cue.relation is Relation.MEMBER_OF
        and reach.far
        and not any(line.among(word, "be") for word in reach.manner[:2])
    ):
        return True
    joined = any(line.among(word, "coordinators") for word in reach.manner)
    return reach.far and joined and hit.cue.relation not in BOTH


def _near(reach: Reach, other: bool, line: Line) -> Reach:
    """The reach; a second end before a cue must stand beside the first, not far off."""
    return sides.NONE if other and reach.far and not set(reach.manner) & line.words.sets["be"] else reach


def _indefinite(line: Line, at: int) -> bool:
    """Whether the noun at the cue is one of many: "a commander of"."""
    return any(line.among(t.low, "indefinite") for t in line.tokens[max(0, at - 2) : at])


def _behind(hit: Hit, line: Line, story: Story, but: Sequence[End] = ()) -> dict[str, Reach] | None:
    found: dict[str, Reach] = {}
    at = hit.last
    if hit.cue.relation is Relation.LED_BY and _is_adjective(hit, line):
        return None
    lax = not hit.cue.before or any(slot.touching or slot.pronoun for slot in hit.cue.before)
    for slot in hit.cue.behind:
        fits = fits_of(slot, hit.cue.relation)
        whole = line.end_at(at) if hit.cue.before and hit.cue.before[-1].touching else None
        if whole is not None and whole.low < at and fits(whole):
            # "Iran-backed Houthis" is a name in the table, with the cue inside it
            reach = Reach((replace(whole, low=at, start=line.tokens[at].start),))
        elif slot.touching:
            reach = touching_right(line, at, fits)
        elif found:
            instead = hit.cue.relation is Relation.SUCCEEDED_BY
            reach = swapped(line, at, fits) if instead else apposed(line, at, fits)
        else:
            reach = right(line, at, fits, lax=lax)
            reach = story.resolved(reach, line, fits, before=hit.first, but=but)
        if not reach.ends or (slot.many and len(reach.ends) < 2):
            return None
        found[slot.end] = reach
        at = reach.at + 1 if reach.at >= 0 else reach.ends[-1].high
    return found


def _is_adjective(hit: Hit, line: Line) -> bool:
    """Whether "chief" or "head" only describes the next word: "chief negotiator"."""
    if not line.among(line.tokens[hit.last - 1].low, "describing") or hit.last >= len(line.tokens):
        return False
    token = line.tokens[hit.last]
    return token.low[:1].isalpha() and not token.capital and not line.among(token.low, "titles", "be", "named", "stops")


def _owner(line: Line, at: int, story: Story, fits: Fits) -> Reach:
    """Whose "its" stands before the cue: the nearest body before it in the sentence, else the story's."""
    n = at - 1
    while n >= 0 and n >= at - 3 and not line.among(line.tokens[n].low, "its"):
        if line.tokens[n].low in sides.MARKS or line.end_at(n) is not None:
            return sides.NONE
        n -= 1
    if n < 0 or not line.among(line.tokens[n].low, "its"):
        return sides.NONE
    before = [e for e in line.ends if e.high <= n and fits(e) and e.group and not attributive(line, e)]
    if any(not _rules(e) for e in before):
        before = [e for e in before if not _rules(e)]  # emirs and founders are those of groups
    free = [e for e in before if not is_governed(line, e)]
    if free and len({e.party for e in free}) > 1 and opens(free[0]) and _content(line, n):
        return Reach((free[0],), at=n)
    if before:
        return Reach(((free or before)[-1],), at=n)
    behind = [e for e in line.ends if e.low > n and e.group and fits(e)]
    if len(behind) == 1 and n <= _OPENING:  # "After its leader was killed, X …"
        return Reach((behind[0],), at=n)
    return replace(story.resolved(Reach(group=True), line, fits), at=n)


def _content(line: Line, n: int) -> bool:
    """Whether the clause of token `n` is what the sentence's subject says: "X denied that its emir"."""
    return n > 0 and line.among(line.tokens[n - 1].low, "clauses", "clause_ends")


def _rules(end: End) -> bool:
    """Whether it is a state, a government or part of one."""
    return end.known and end.party.kind in (PartyKind.GOVERNMENT, PartyKind.ORGANISATION)
