"""Counts of harm as each voice of each account gives them.

Only totals of the event itself enter (scope EVENT, or another asked for) that a voice says did happen. Parts and
aggregates are never added to a total; parts of different people are summed only on request, and only where the account
that tells them gives no total.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from djeli.fold.voices import family_of, voice, voice_name
from djeli.records import Claim
from djeli.values import Quantity
from djeli.views import Account
from djeli.vocab import Exactness, Harm, PartyKind, Scope

FIRM = (Exactness.EXACT, Exactness.APPROXIMATE, Exactness.AT_LEAST, Exactness.RANGE, Exactness.AT_MOST, Exactness.VAGUE)
"""Exactness from the firmest to the loosest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One voice's count in one account.

    `said` is the page's ISO date, empty when unknown; `dead` how many dead were taken off a count of all who were hit,
    `joined` how many wounded who died later were added. `at` is where its words begin in the Text.
    """

    claims: tuple[str, ...]
    count: Quantity
    family: str
    voice: str
    name: str
    item: str
    said: str
    summed: bool = False
    background: bool = False
    dead: int = 0
    joined: int = 0
    at: int = 0

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


def statements(
    accounts: Iterable[Account], harm: Harm, *, sums: bool = False, scope: Scope = Scope.EVENT
) -> list[Statement]:
    """Totals of one harm as each voice of each account gives them, in the order of claim ids.

    Args:
        accounts: the accounts of one event.
        harm: the kind of harm.
        sums: whether counts of different people that one voice tells without a total are added up.
        scope: of the counts wanted.
    """
    found: list[Statement] = []
    for account in sorted(accounts, key=lambda a: a.report.id):
        told = [c for c in account.claims.get(harm.value, ()) if c.modality.happened and c.stance.affirms]
        ordered = sorted(told, key=lambda claim: (voice(claim, account), claim.id))
        for _, group in groupby(ordered, key=lambda claim: voice(claim, account)):
            found += _of_voice(account, list(group), sums=sums, scope=scope)
    return sorted(found, key=lambda one: one.claims)


def _of_voice(account: Account, claims: Sequence[Claim], *, sums: bool, scope: Scope) -> list[Statement]:
    counts: list[tuple[Claim, Quantity]] = [(claim, claim.parsed()) for claim in claims]
    totals = [(claim, count) for claim, count in counts if count.scope is scope]
    parts = [(claim, count) for claim, count in counts if count.scope is Scope.PART]
    if totals and not _of_different_people(totals):
        return [_statement(account, [claim], count) for claim, count in totals]
    pieces = totals or parts
    if sums and len(pieces) > 1 and _of_different_people(pieces) and not _told_whole(pieces, parts):
        return [_statement(account, [claim for claim, _ in pieces], _sum([c for _, c in pieces]), summed=True)]
    return [_statement(account, [claim], count) for claim, count in totals]


def _of_different_people(counts: Sequence[tuple[Claim, Quantity]]) -> bool:
    """Whether each count is of another known kind of people, so that adding them counts nobody twice."""
    kinds = [count.party for _, count in counts]
    return len(kinds) > 1 and len(set(kinds)) == len(kinds) and PartyKind.UNKNOWN not in kinds


def _told_whole(counts: Sequence[tuple[Claim, Quantity]], parts: Sequence[tuple[Claim, Quantity]]) -> bool:
    """Whether one of the counts is of all already, so that adding the others counts people twice.

    "Eleven soldiers and a policeman" adds up its own parts, and "12 dead" in another sentence is what the others come
    to: neither is of one kind of people alone.
    """
    if any(sum(_holds(claim, part) for part, _ in parts) > 1 for claim, _ in counts):
        return True
    numbers = {claim.id: count.best or count.low or 0 for claim, count in counts}
    return any(
        2 * numbers[claim.id] == sum(numbers.values())
        and all(_apart(claim, other) for other, _ in counts if other.id != claim.id)
        for claim, _ in counts
    )


APART = 60
"""Characters between two counts from which on they are not of one list."""


def _holds(claim: Claim, part: Claim) -> bool:
    """Whether a part's words stand in those of a count, which are more than they."""
    whole, own = claim.spans[0], part.spans[0]
    return whole != own and whole.text == own.text and whole.start <= own.start and own.end <= whole.end


def _apart(claim: Claim, other: Claim) -> bool:
    one, two = claim.spans[0], other.spans[0]
    return one.text != two.text or max(one.start - two.end, two.start - one.end) > APART


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
        background=account.report.background,
        at=claims[0].spans[0].start,
    )
