"""What a total is made of: parts told beside it, the remainder nobody describes, and parts that outgrow their whole.

Parts count as one list where they stand in one ("41 soldiers and 12 civilians"). Of people of several kinds the largest
count of each kind is taken, so that "12 civilians, five of them children" counts the children once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from djeli.fold.voices import voice, voice_name
from djeli.records import Claim, digest
from djeli.values import Quantity
from djeli.views import Account, Dispute, Side
from djeli.vocab import DisputeKind, Exactness, Harm, Scope

REACH = 160
"""Characters behind a total in which its parts begin."""
LIST = 30
"""Characters between two parts of one list."""

Told = tuple[Claim, Quantity]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A total with the parts one voice tells beside it. `counted` are the parts' people, each once."""

    account: Account
    total: Told
    parts: tuple[Told, ...]
    counted: int

    @property
    def whole(self) -> int:
        """The number the total gives: its lowest where the words leave it open."""
        count = self.total[1]
        return next(n for n in (count.best, count.low, count.high) if n is not None)

    @property
    def listed(self) -> str:
        """The parts in words: "41 soldiers and 12 civilians"."""
        said = [f"{_number(count)} {count.of}".strip() for _, count in self.parts]
        return " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))


def breakdowns(accounts: Sequence[Account], harm: Harm) -> list[Breakdown]:
    """Every total of a harm that has parts beside it, in the order of the accounts."""
    return [one for account in accounts for one in _of_account(account, harm)]


def _of_account(account: Account, harm: Harm) -> Iterator[Breakdown]:
    told = [(c, c.parsed()) for c in account.claims.get(harm.value, ()) if c.modality.happened and c.stance.affirms]
    parts = sorted((t for t in told if t[1].scope is Scope.PART and _number(t[1])), key=lambda t: t[0].spans[0].start)
    for total in told:
        if total[1].scope is not Scope.EVENT:
            continue
        mine = [
            part for part in parts if _beside(total[0], part[0]) and voice(part[0], account) == voice(total[0], account)
        ]
        best = max(_lists(mine), key=_people, default=None)
        if best:
            yield Breakdown(account=account, total=total, parts=tuple(best), counted=_people(best))


def _beside(total: Claim, part: Claim) -> bool:
    one, other = total.spans[0], part.spans[0]
    return one.start <= other.start <= one.end + REACH


def _lists(parts: Sequence[Told]) -> Iterator[list[Told]]:
    found: list[Told] = []
    for part in parts:
        if found and part[0].spans[0].start - found[-1][0].spans[0].end > LIST:
            yield found
            found = []
        found.append(part)
    if found:
        yield found


def _people(parts: Sequence[Told]) -> int:
    """People in a list, of each kind the largest count; of one kind alone, or of kinds not known, all counts."""
    kinds = [count.party for _, count in parts]
    if len(set(kinds)) == 1:
        return sum(_number(count) for _, count in parts)
    return sum(max(_number(c) for _, c in parts if c.party is kind) for kind in set(kinds))


def _number(count: Quantity) -> int:
    return count.best or count.low or 0


def remainder(accounts: Sequence[Account], harm: Harm, best: int | None) -> str:
    """A sentence on the parts of the number chosen and on how many it leaves; empty where no parts are told."""
    fitting = [one for one in breakdowns(accounts, harm) if one.whole == best and one.counted < one.whole]
    if not fitting:
        return ""
    one = max(fitting, key=lambda b: (b.counted, b.total[0].id))
    counts = [one.total[1], *(count for _, count in one.parts)]
    about = "" if all(count.exactness is Exactness.EXACT for count in counts) else "about "
    left = one.whole - one.counted
    return f" Of the {one.whole}, {one.listed} are told apart; who the other {about}{left} were is not told."


def beyond(accounts: Sequence[Account], harm: Harm, event_id: str) -> Iterator[Dispute]:
    """A dispute for each total that is smaller than its parts together."""
    for one in breakdowns(accounts, harm):
        count = one.total[1]
        if count.exactness is not Exactness.EXACT or one.counted <= one.whole:
            continue
        kind = DisputeKind.TOLL if harm is Harm.KILLED else DisputeKind.FIGURE
        claims = tuple(sorted(claim.id for claim, _ in one.parts))
        name = voice_name(one.total[0], one.account)
        sides = (
            Side(value=f"{one.whole} {harm.value}", claims=(one.total[0].id,), speakers=(name,)),
            Side(value=f"{one.counted} {harm.value}", claims=claims, speakers=(name,)),
        )
        yield Dispute(
            id=digest("dispute", event_id, kind, harm.value, [side.claims for side in sides]),
            event=event_id,
            kind=kind,
            prop=harm.value,
            sides=sides,
            reason=f"The parts told, {one.listed}, come to {one.counted}, more than the {one.whole} told in all.",
            independent=False,
        )
