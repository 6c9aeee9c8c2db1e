"""What people decided of an event: it wins in the fold, under every rule, and says who said so and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from djeli.fold.parties import party_key
from djeli.fold.setting import same_place, same_time, told
from djeli.fold.statements import statements
from djeli.values import Party, Quantity, When, Where
from djeli.views import Account, Dispute, Estimate, Participant
from djeli.vocab import FoldRule, Harm, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """Values a person set. `harm` holds a count with the sentence that says who, when, why and instead of what.

    `parties` of a role replace all that accounts name; an empty tuple says that nobody is known. `closed` are disputes
    judged to be none: kind and property, with the values that had been seen.
    """

    type: str = ""
    when: When | None = None
    where: Where | None = None
    harm: Mapping[Harm, tuple[Quantity, str]] = field(default_factory=dict)
    parties: Mapping[Role, tuple[Party, ...]] = field(default_factory=dict)
    closed: tuple[tuple[str, frozenset[str]], ...] = ()


NOTHING = Fixed()


def set_when(accounts: Sequence[Account], when: When) -> tuple[When, tuple[str, ...]]:
    """The date set, and the claims that agree with it."""
    return when, tuple(one.claim for one in told(accounts, "when") if same_time(when, one.value))


def set_where(accounts: Sequence[Account], where: Where) -> tuple[Where, tuple[str, ...]]:
    """The place set, and the claims that agree with it."""
    return where, tuple(one.claim for one in told(accounts, "where") if same_place(where, one.value))


def set_harm(accounts: Sequence[Account], harm: Harm, fixed: Fixed, rule: FoldRule) -> Estimate:
    """The count set, whatever the rule, and the claims of voices that give it too."""
    count, reason = fixed.harm[harm]
    found = statements(accounts, harm)
    agreeing = {claim for one in found if one.point is not None and one.point == count.best for claim in one.claims}
    return Estimate(
        low=count.low,
        best=count.best,
        high=count.high,
        rule=rule,
        reason=reason,
        claims=tuple(sorted(agreeing)),
        of=count.of,
    )


def set_parties(people: Sequence[Participant], fixed: Fixed) -> tuple[Participant, ...]:
    """Participants, with the roles that a person filled; a party keeps the claims that name it in that role."""
    found: list[Participant] = []
    for role, parties in fixed.parties.items():
        for party in parties:
            named = [p for p in people if p.role is role and party_key(p.party) == party_key(party)]
            claims = tuple(sorted({claim for one in named for claim in one.claims}))
            found.append(Participant(role=role, party=party, claims=claims))
    return (*found, *(one for one in people if one.role not in fixed.parties))


def without_closed(disputes: Sequence[Dispute], fixed: Fixed) -> tuple[Dispute, ...]:
    """Disputes but those judged to be none; a value nobody had seen then opens one again."""
    return tuple(
        one
        for one in disputes
        if not any(
            question(one) == name and {side.value for side in one.sides} <= values for name, values in fixed.closed
        )
    )


def question(one: Dispute) -> str:
    """What a dispute is about: kind and property, the same after every run."""
    return f"{one.kind.value}:{one.prop}"
