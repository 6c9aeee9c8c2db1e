"""Where the accounts of one event cannot all be right: sides with their claims, never averaged.

Values that agree (see `reconcile`) stand on one side; a dispute needs two. Copies are one voice, so a page printed ten
times makes no side heavier and no dispute of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from djeli.fold.breakdown import beyond
from djeli.fold.denials import denials
from djeli.fold.parties import named, party_key, same_party
from djeli.fold.people import by_people, totals_of_voices
from djeli.fold.reconcile import Verdict, counts, dates, places, spell
from djeli.fold.setting import best_when, best_where
from djeli.fold.sides import Stand, dispute, stand_of
from djeli.fold.statements import Statement, statements
from djeli.fold.toll import doers
from djeli.fold.voices import voice
from djeli.values import Party
from djeli.views import Account, Dispute
from djeli.vocab import DisputeKind, Harm, Role, Stance


def find_disputes(accounts: Sequence[Account], *, event_id: str) -> tuple[Dispute, ...]:
    """All disputes among the accounts of one event, in a fixed order, whatever the order of the accounts.

    Reports that only mention the event in the background take part: old counts are often the rival ones.
    """
    ordered = sorted(accounts, key=lambda account: account.report.id)
    found = [
        *(dispute for harm in Harm for dispute in _tolls(ordered, harm, event_id)),
        *(dispute for harm in Harm for dispute in beyond(ordered, harm, event_id)),
        _responsibility(ordered, event_id),
        *denials(ordered, event_id),
        _of_values(ordered, "when", DisputeKind.DATE, dates, event_id),
        _of_values(ordered, "where", DisputeKind.PLACE, places, event_id),
    ]
    return tuple(dispute for dispute in found if dispute is not None)


def _tolls(accounts: Sequence[Account], harm: Harm, event_id: str) -> Iterable[Dispute | None]:
    """A dispute for each group of people that voices count differently."""
    deed, _ = best_when(accounts)
    kind = DisputeKind.TOLL if harm is Harm.KILLED else DisputeKind.FIGURE

    def compare(one: Statement, other: Statement) -> Verdict:
        return counts(one, other, deed)

    for found in by_people(statements(accounts, harm), doers(accounts)).values():
        stands = [
            Stand(
                value=one,
                words=f"{spell(one)} {harm.value}",
                claims=one.claims,
                voice=one.voice,
                name=one.name,
                family=one.family,
            )
            for one in sorted(totals_of_voices(found), key=lambda s: (s.low, s.high, s.claims))
        ]
        yield dispute(event_id, kind, harm.value, stands, compare)


def _of_values(
    accounts: Sequence[Account], prop: str, kind: DisputeKind, compare: Callable[[Any, Any], Verdict], event_id: str
) -> Dispute | None:
    """A dispute over a date or a place, each page speaking once, by the value it bears out best.

    Dates and places in a page that belong to something else, to a party or to the day of a statement would otherwise
    all stand against one another. The finest values come first, so that sides form around them.
    """
    by_item: dict[str, list[Account]] = {}
    for account in accounts:
        if account.claims.get(prop):
            by_item.setdefault(account.item.id, []).append(account)
    stands = []
    for told in by_item.values():
        front = [account for account in told if not account.report.background] or told
        value, agreeing = (best_when if prop == "when" else best_where)(front)
        pairs = ((a, c) for a in front for c in a.claims[prop] if c.id in agreeing and c.parsed() == value)
        stands += [stand_of(account, claim, value) for account, claim in pairs]
    return dispute(event_id, kind, prop, sorted(stands, key=_fineness), compare)


def _fineness(stand: Stand) -> tuple[Any, ...]:
    value = stand.value
    fine = value.resolution.rank if hasattr(value, "resolution") else (value.end - value.start).days
    return fine, stand.words, stand.claims


def _responsibility(accounts: Sequence[Account], event_id: str) -> Dispute | None:
    """Who did it: rival claims, or claimed by one and blamed on another.

    Only a named group or a state stands for a side: "gunmen", "suicide bombers" rival nobody. Parties that one voice
    names on one page act together.
    """
    stands: list[Stand] = []
    own: dict[tuple[str, str], list[Party]] = {}
    for account in accounts:
        for claim in account.claims.get(Role.PERPETRATOR.value, ()):
            party: Party = claim.parsed()
            if not named(party) or not claim.modality.happened or not claim.stance.affirms:
                continue
            how = " (claims it)" if claim.stance is Stance.CLAIMS_RESPONSIBILITY else ""
            stands.append(stand_of(account, claim, party, party.name + how))
            own.setdefault((account.item.id, voice(claim, account)), []).append(party)
    together = {frozenset((party_key(a), party_key(b))) for told in own.values() for a in told for b in told}

    def compare(one: Party, other: Party) -> Verdict:
        if frozenset((party_key(one), party_key(other))) in together:
            return Verdict(True, f"{one.name} and {other.name} are named as acting together.")
        return Verdict(same_party(one, other), f"One account names {one.name}, another {other.name}.")

    stands.sort(key=lambda s: (party_key(s.value), s.claims))
    return dispute(event_id, DisputeKind.RESPONSIBILITY, Role.PERPETRATOR.value, stands, compare)
