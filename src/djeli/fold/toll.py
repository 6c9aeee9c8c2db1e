"""Counts of harm: what each account says, and low, best and high under a named rule.

Only totals of the event itself enter (scope EVENT) that a voice says did happen. Parts and aggregates are never added
to a total; parts of different people are summed under the informative rule alone, and only where the account that tells
them gives no total. Copies count once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from djeli.fold.voices import family_of, voice, voice_name
from djeli.records import Claim
from djeli.values import Quantity
from djeli.views import Account, Estimate
from djeli.vocab import Exactness, FoldRule, Harm, PartyKind, Scope

FIRM = (Exactness.EXACT, Exactness.APPROXIMATE, Exactness.AT_LEAST, Exactness.RANGE, Exactness.AT_MOST, Exactness.VAGUE)
"""Exactness from the firmest to the loosest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One voice's count in one account. `said` is the page's ISO date, empty when unknown."""

    claims: tuple[str, ...]
    count: Quantity
    family: str
    voice: str
    name: str
    item: str
    said: str
    summed: bool = False

    @property
    def low(self) -> int:
        """Lowest number the words allow; the number itself where they set no lower bound."""
        return next(n for n in (self.count.low, self.count.best, self.count.high) if n is not None)

    @property
    def high(self) -> int:
        """Highest number the words name."""
        return next(n for n in (self.count.high, self.count.best, self.count.low) if n is not None)

    @property
    def point(self) -> int | None:
        """The number meant, None where the words give bounds only."""
        if self.count.best is not None or self.count.exactness in (Exactness.VAGUE, Exactness.RANGE):
            return self.count.best
        return self.high if self.count.exactness is Exactness.AT_MOST else self.low


def statements(accounts: Iterable[Account], harm: Harm, *, sums: bool = False) -> list[Statement]:
    """Totals of one harm as each voice of each account gives them, in the order of claim ids.

    Args:
        accounts: the accounts of one event.
        harm: the kind of harm.
        sums: whether counts of different people that one voice tells without a total are added up.
    """
    found: list[Statement] = []
    for account in sorted(accounts, key=lambda a: a.report.id):
        told = [c for c in account.claims.get(harm.value, ()) if c.modality.happened and c.stance.affirms]
        ordered = sorted(told, key=lambda claim: (voice(claim, account), claim.id))
        for _, group in groupby(ordered, key=lambda claim: voice(claim, account)):
            found += _of_voice(account, list(group), sums=sums)
    return sorted(found, key=lambda one: one.claims)


def _of_voice(account: Account, claims: Sequence[Claim], *, sums: bool) -> list[Statement]:
    counts: list[tuple[Claim, Quantity]] = [(claim, claim.parsed()) for claim in claims]
    totals = [(claim, count) for claim, count in counts if count.scope is Scope.EVENT]
    parts = [(claim, count) for claim, count in counts if count.scope is Scope.PART]
    if totals and not _of_different_people(totals):
        return [_statement(account, [claim], count) for claim, count in totals]
    pieces = totals or parts
    if sums and len(pieces) > 1 and _of_different_people(pieces):
        return [_statement(account, [claim for claim, _ in pieces], _sum([c for _, c in pieces]), summed=True)]
    return [_statement(account, [claim], count) for claim, count in totals]


def _of_different_people(counts: Sequence[tuple[Claim, Quantity]]) -> bool:
    """Whether each count is of another known kind of people, so that adding them counts nobody twice."""
    kinds = [count.party for _, count in counts]
    return len(kinds) > 1 and len(set(kinds)) == len(kinds) and PartyKind.UNKNOWN not in kinds


def _sum(counts: Sequence[Quantity]) -> Quantity:
    """The sum, with a bound only where every count has one."""

    def add(numbers: list[int | None]) -> int | None:
        known = [n for n in numbers if n is not None]
        return sum(known) if len(known) == len(numbers) else None

    loosest = max((count.exactness for count in counts), key=FIRM.index)
    low = add([c.low if c.low is not None else c.best for c in counts])
    high = add([c.high for c in counts])
    best = add([c.best for c in counts])
    if low is None and high is None and best is None:
        low = sum(c.low or 0 for c in counts)
    return Quantity(low=low, best=best, high=high, exactness=loosest)


def _statement(account: Account, claims: Sequence[Claim], count: Quantity, *, summed: bool = False) -> Statement:
    return Statement(
        claims=tuple(sorted(claim.id for claim in claims)),
        count=count,
        family=family_of(account),
        voice=voice(claims[0], account),
        name=voice_name(claims[0], account),
        item=account.item.id,
        said=account.item.published.value[:10] if account.item.published else "",
        summed=summed,
    )


def estimate(accounts: Sequence[Account], harm: Harm, rule: FoldRule) -> Estimate | None:
    """Low, best and high of one harm under a rule; None where no account counts it."""
    found = statements(accounts, harm, sums=rule is FoldRule.INFORMATIVE)
    if not found:
        return None
    low, high = min(one.low for one in found), max(one.high for one in found)
    chosen, reason = _RULES[rule](found)
    claims = sorted({claim for one in found for claim in one.claims})
    best = chosen.point if chosen is not None else None
    return Estimate(low=low, best=best, high=high, rule=rule, reason=reason, claims=tuple(claims))


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
    words = {Exactness.AT_LEAST: "at least ", Exactness.AT_MOST: "up to ", Exactness.APPROXIMATE: "about "}
    return f"{one.name} says {words.get(one.count.exactness, '')}{one.point}{on}"


def _no_number(found: Sequence[Statement]) -> str:
    return f"No account gives a number; the words allow {min(s.low for s in found)} to {max(s.high for s in found)}."


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
