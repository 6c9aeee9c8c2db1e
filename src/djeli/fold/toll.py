"""Low, best and high of a count of harm under a named rule, always of the same people.

Copies count once. A part is never the low, the dead of another side never the high: what was counted, and what was
counted apart, stands in the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from djeli.fold.breakdown import remainder
from djeli.fold.moved import dead_with, moved, wounded_without
from djeli.fold.people import ALL, PEOPLE, by_people, is_self, totals_of_voices
from djeli.fold.statements import FIRM, Statement, statements
from djeli.fold.survivors import survivors
from djeli.values import Party
from djeli.views import Account, Estimate
from djeli.vocab import Exactness, FoldRule, Harm, PartyKind, Role

__all__ = ["estimate", "statements", "support"]


def estimate(accounts: Sequence[Account], harm: Harm, rule: FoldRule) -> Estimate | None:
    """Low, best and high of one harm under a rule; None where no account counts it."""
    groups = _groups(accounts, harm, rule)
    if not groups:
        return None
    key = _main(groups, doers(accounts))
    found = groups.pop(key)
    firm = [one for one in found if one.count.exactness is not Exactness.VAGUE]
    found = firm or found
    low, high = min(one.low for one in found), max(one.high for one in found)
    chosen, reason = _RULES[rule](found)
    best = chosen.point if chosen is not None else None
    low, high = min(low, low if best is None else best), max(high, high if best is None else best)
    claims = sorted({claim for one in found for claim in one.claims})
    people = "" if key in (ALL, PEOPLE) else whose(key)
    reason = f"{reason[:-1]}; of {people}." if people else reason
    told = best - chosen.joined if chosen is not None and best is not None else best
    apart = remainder(accounts, harm, told) + _apart(groups)
    return Estimate(low=low, best=best, high=high, rule=rule, reason=reason + apart, claims=tuple(claims), of=people)


def with_doers(accounts: Sequence[Account], harm: Harm, rule: FoldRule) -> int | None:
    """The number an estimate gives, and those who hurt themselves after others: for books that count every body.

    None where no account counts anybody. "Five people died; he killed four and himself" is five: a total that another
    count and he make up has him already.
    """
    groups = _groups(accounts, harm, rule)
    if not groups:
        return None
    own = [one.low for key, found in groups.items() if key == _OWN for one in found if is_self(one.count)]
    main = _main(groups, doers(accounts))
    number, more = _number(groups[main], rule), max(own, default=0) if main != _OWN else 0
    others = {one.point for one in statements(accounts, harm) if not is_self(one.count)}
    return number if more and number - more in others else number + more


_OWN = PartyKind.ARMED_UNKNOWN.value


def _number(found: Sequence[Statement], rule: FoldRule) -> int:
    """The number a rule chooses, else the lowest that the words allow."""
    firm = [one for one in found if one.count.exactness is not Exactness.VAGUE] or list(found)
    chosen, _ = _RULES[rule](firm)
    point = chosen.point if chosen is not None else None
    return min(one.low for one in firm) if point is None else point


def _groups(accounts: Sequence[Account], harm: Harm, rule: FoldRule) -> dict[str, list[Statement]]:
    """The totals of each voice, by the people they are of."""
    told = statements(accounts, harm, sums=rule is FoldRule.INFORMATIVE)
    if harm is Harm.KILLED:
        told = dead_with(told)
    elif harm is Harm.WOUNDED:
        dead = statements(accounts, Harm.KILLED)
        told = [*(wounded_without(told, dead) if moved(dead) else told), *survivors(accounts)]
    return {key: totals_of_voices(found) for key, found in by_people(told, doers(accounts)).items()}


def doers(accounts: Sequence[Account]) -> frozenset[PartyKind]:
    """Kinds of those said to have done it, where they are armed: their own dead are counted apart."""
    kinds = set()
    for account in accounts:
        for claim in account.claims.get(Role.PERPETRATOR.value, ()):
            party: Party = claim.parsed()
            if claim.stance.affirms and claim.modality.happened and party.kind.armed:
                kinds.add(party.kind)
    return frozenset(kinds | {PartyKind.ARMED_UNKNOWN})


def _main(groups: Mapping[str, Sequence[Statement]], did: frozenset[PartyKind]) -> str:
    """The people an event's count is of: everybody, else those without arms, else the side most texts count.

    Those who did it come last. "Two dead" is no count of everybody where one side alone is said to have lost more.
    """
    kinds = {kind.value for kind in did}
    reach = {key: max(one.high for one in found) for key, found in groups.items()}
    whole = ALL in groups and reach[ALL] == max(reach.values())

    def rank(key: str) -> tuple[object, ...]:
        families = {one.family for one in groups[key]}
        own = key.split(":", maxsplit=1)[0] in kinds
        return not (whole and key == ALL), key != PEOPLE, key == ALL, own, -len(families), -reach[key], key

    return min(groups, key=rank)


def _apart(groups: Mapping[str, Sequence[Statement]]) -> str:
    """A sentence on the people counted apart; empty where there are none."""
    if not groups:
        return ""
    spans = ", ".join(f"{_span(found)} {whose(key)}" for key, found in sorted(groups.items()))
    return f" Counted apart: {spans}."


def _span(found: Sequence[Statement]) -> str:
    low, high = min(one.low for one in found), max(one.high for one in found)
    return str(low) if low == high else f"{low}–{high}"


def whose(key: str) -> str:
    """The people of a group of counts in words."""
    kind, _, nation = key.partition(": ")
    spelled = _KINDS.get(kind, kind.replace("_", " "))
    return f"{spelled} ({nation})" if nation else spelled


_KINDS = {
    PartyKind.STATE_FORCES.value: "soldiers",
    PartyKind.POLICE.value: "police",
    PartyKind.REBEL_GROUP.value: "rebels",
    PartyKind.POLITICAL_MILITIA.value: "militiamen",
    PartyKind.IDENTITY_MILITIA.value: "members of community militias",
    PartyKind.EXTERNAL_FORCES.value: "foreign soldiers",
    PartyKind.ARMED_UNKNOWN.value: "attackers",
    PEOPLE: "people without arms",
    ALL: "in all",
}


def support(found: Sequence[Statement], number: int) -> int:
    """How many independent voices give this number: a voice counts once, and so does a text family."""
    mine = [one for one in found if one.point == number]
    return min(len({one.family for one in mine}), len({one.voice for one in mine})) if mine else 0


def _representative(found: Sequence[Statement]) -> tuple[Statement | None, str]:
    """The number most independent voices give; then the latest said, the firmest, the lowest."""
    pointed = [one for one in found if one.point is not None]
    if not pointed:
        return None, _no_number(found)
    best = min(pointed, key=lambda one: (-support(found, one.point or 0), _latest(one), _firmness(one), one.low))
    voices = support(found, best.point or 0)
    if voices == 1 and len({one.point for one in pointed}) > 1:
        return best, f"No two independent accounts give the same number; {_said(best)}."
    return best, f"{_plural(voices, 'independent account')} {'gives' if voices == 1 else 'give'} {best.point}."


def _informative(found: Sequence[Statement]) -> tuple[Statement | None, str]:
    """The latest count said; then the firmest, the one most voices give, the highest."""
    pointed = [one for one in found if one.point is not None]
    if not pointed:
        return None, _no_number(found)
    best = min(
        pointed, key=lambda one: (_latest(one), _firmness(one), -support(found, one.point or 0), -(one.point or 0))
    )
    reason = _said(best)
    earlier = sorted({(one.said, one.point) for one in pointed if one.said and one.said < best.said})
    if earlier and earlier[-1][1] != best.point:
        reason += f"; on {earlier[-1][0]} it was {earlier[-1][1]}"
    if best.summed:
        reason += "; the sum of the groups named, as no total is given"
    return best, reason[0].upper() + reason[1:] + "."


def _conservative(found: Sequence[Statement]) -> tuple[Statement | None, str]:
    """The lowest number any account gives."""
    pointed = [one for one in found if one.point is not None]
    if not pointed:
        return None, _no_number(found)
    best = min(pointed, key=lambda one: (one.point or 0, _latest(one), one.claims))
    return best, f"The lowest number any account gives: {_said(best)}."


_RULES = {
    FoldRule.REPRESENTATIVE: _representative,
    FoldRule.INFORMATIVE: _informative,
    FoldRule.CONSERVATIVE: _conservative,
}


def _latest(one: Statement) -> int:
    """Sorts the latest page first and undated pages last."""
    return -int(one.said.replace("-", "") or 0) if one.said.replace("-", "").isdigit() else 0


def _firmness(one: Statement) -> int:
    return FIRM.index(one.count.exactness)


def _said(one: Statement) -> str:
    on = f" on {one.said}" if one.said else ""
    left = f" were hit, {one.dead} of whom died" if one.dead else ""
    words = {Exactness.AT_LEAST: "at least ", Exactness.AT_MOST: "up to ", Exactness.APPROXIMATE: "about "}
    number = (one.point or 0) + one.dead
    late = f", {one.joined} of them wounded who died later" if one.joined else ""
    return f"{words.get(one.count.exactness, '')}{number}{left}{late} according to {one.name}{on}"


def _no_number(found: Sequence[Statement]) -> str:
    return f"No account gives a number; the words allow {min(s.low for s in found)} to {max(s.high for s in found)}."


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
