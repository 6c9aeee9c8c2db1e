"""Where the accounts of one event cannot all be right: sides with their claims, never averaged.

Values that agree (see `reconcile`) stand on one side; a dispute needs two. Copies are one voice, so a page printed ten
times makes no side heavier and no dispute of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from djeli.fold.parties import VAGUE, party_key, same_party
from djeli.fold.reconcile import Verdict, counts, dates, places, spell
from djeli.fold.toll import statements
from djeli.fold.voices import family_of, voice, voice_name
from djeli.records import Claim, digest
from djeli.values import Party
from djeli.views import Account, Dispute, Side
from djeli.vocab import DisputeKind, Harm, Role, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One claim's stand in a question: a value, in words, and whose word it is."""

    value: Any
    words: str
    claims: tuple[str, ...]
    voice: str
    name: str
    family: str


def find_disputes(accounts: Sequence[Account], *, event_id: str) -> tuple[Dispute, ...]:
    """All disputes among the accounts of one event, in a fixed order, whatever the order of the accounts.

    Reports that only mention the event in the background take part: old counts are often the rival ones.
    """
    ordered = sorted(accounts, key=lambda account: account.report.id)
    found = [
        *(_toll(ordered, harm, event_id) for harm in Harm),
        _responsibility(ordered, event_id),
        *_denials(ordered, event_id),
        _of_values(ordered, "when", DisputeKind.DATE, dates, event_id),
        _of_values(ordered, "where", DisputeKind.PLACE, places, event_id),
    ]
    return tuple(dispute for dispute in found if dispute is not None)


def _toll(accounts: Sequence[Account], harm: Harm, event_id: str) -> Dispute | None:
    stands = [
        Stand(
            value=one,
            words=f"{spell(one)} {harm.value}",
            claims=one.claims,
            voice=one.voice,
            name=one.name,
            family=one.family,
        )
        for one in sorted(statements(accounts, harm, sums=True), key=lambda s: (s.low, s.high, s.claims))
    ]
    kind = DisputeKind.TOLL if harm is Harm.KILLED else DisputeKind.FIGURE
    return _dispute(event_id, kind, harm.value, stands, counts)


def _of_values(
    accounts: Sequence[Account], prop: str, kind: DisputeKind, compare: Callable[[Any, Any], Verdict], event_id: str
) -> Dispute | None:
    """A dispute over a date or a place; the finest values come first, so that sides form around them."""
    stands = [
        _stand(account, claim, claim.parsed())
        for account in accounts
        for claim in account.claims.get(prop, ())
        if claim.stance.affirms and claim.modality is account.modality
    ]
    return _dispute(event_id, kind, prop, sorted(stands, key=_fineness), compare)


def _fineness(stand: Stand) -> tuple[Any, ...]:
    value = stand.value
    fine = value.resolution.rank if hasattr(value, "resolution") else (value.end - value.start).days
    return fine, stand.words, stand.claims


def _stand(account: Account, claim: Claim, value: Any, words: str = "") -> Stand:
    if not words:
        words = value.name if hasattr(value, "name") else _span_of(value)
    return Stand(
        value=value,
        words=words,
        claims=(claim.id,),
        voice=voice(claim, account),
        name=voice_name(claim, account),
        family=family_of(account),
    )


def _span_of(when: Any) -> str:
    return str(when.start) if when.start == when.end else f"{when.start} to {when.end}"


def _responsibility(accounts: Sequence[Account], event_id: str) -> Dispute | None:
    """Who did it: rival claims, or claimed by one and blamed on another. Vague words ("gunmen") rival nobody."""
    stands, together = [], set()
    for account in accounts:
        own: list[Party] = []
        for claim in account.claims.get(Role.PERPETRATOR.value, ()):
            party: Party = claim.parsed()
            if party.kind in VAGUE or not claim.modality.happened or not claim.stance.affirms:
                continue
            how = " (claims it)" if claim.stance is Stance.CLAIMS_RESPONSIBILITY else ""
            stands.append(_stand(account, claim, party, party.name + how))
            if claim.speaker is None:
                own.append(party)
        together |= {frozenset((party_key(a), party_key(b))) for a in own for b in own}

    def compare(one: Party, other: Party) -> Verdict:
        if frozenset((party_key(one), party_key(other))) in together:
            return Verdict(True, f"{one.name} and {other.name} are named as acting together.")
        return Verdict(same_party(one, other), f"One account names {one.name}, another {other.name}.")

    stands.sort(key=lambda s: (party_key(s.value), s.claims))
    return _dispute(event_id, DisputeKind.RESPONSIBILITY, Role.PERPETRATOR.value, stands, compare)


def _denials(accounts: Sequence[Account], event_id: str) -> Iterable[Dispute | None]:
    """What one voice denies and another affirms: that it happened at all, that a party did it, that people died."""
    questions = (("type", DisputeKind.EXISTENCE), (Role.PERPETRATOR.value, DisputeKind.DENIAL))
    for prop, kind in (*questions, *((harm.value, DisputeKind.DENIAL) for harm in Harm)):
        told = [(account, claim) for account in accounts for claim in account.claims.get(prop, ())]
        against = [(a, c) for a, c in told if c.stance is Stance.DENIES]
        voices = {voice(claim, account) for account, claim in against}
        rivals = [(a, c) for a, c in told if c.stance.affirms and c.modality.happened and voice(c, a) not in voices]
        if prop == Role.PERPETRATOR.value:
            blamed = [claim.parsed() for _, claim in against]
            rivals = [(a, c) for a, c in rivals if any(same_party(c.parsed(), party) for party in blamed)]
        if not against or not rivals:
            yield None
            continue
        stands = [_stand(a, c, True, f"yes: {_word(c)}") for a, c in rivals]
        stands += [_stand(a, c, False, f"denied: {_word(c)}") for a, c in against]
        yield _dispute(event_id, kind, prop, stands, _yes_or_no)


def _yes_or_no(one: bool, other: bool) -> Verdict:
    return Verdict(one is other, "One voice says so, another denies it.")


def _word(claim: Claim) -> str:
    value = claim.parsed()
    if isinstance(value, str):
        return value.replace("_", " ")
    return value.name if hasattr(value, "name") else claim.prop


def _dispute(
    event_id: str, kind: DisputeKind, prop: str, stands: Sequence[Stand], compare: Callable[[Any, Any], Verdict]
) -> Dispute | None:
    """Gather stands into sides; a stand joins the first side that agrees with it as a whole."""
    sides: list[list[Stand]] = []
    for stand in stands:
        agreeing = (side for side in sides if all(compare(member.value, stand.value).agree for member in side))
        home = next(agreeing, None)
        if home is None:
            sides.append([stand])
        else:
            home.append(stand)
    sides = _clear(sides, compare)
    if len(sides) < 2:
        return None
    reason = next(
        verdict.reason for a in sides[0] for b in sides[1] if not (verdict := compare(a.value, b.value)).agree
    )
    views = tuple(_side(side) for side in sides)
    return Dispute(
        id=digest("dispute", event_id, kind, prop, [side.claims for side in views]),
        event=event_id,
        kind=kind,
        prop=prop,
        sides=views,
        reason=reason,
        independent=_independent(sides),
    )


def _clear(sides: list[list[Stand]], compare: Callable[[Any, Any], Verdict]) -> list[list[Stand]]:
    """Only sides that truly contradict another stay: a side that every other could live with is no side."""
    return [
        side
        for side in sides
        if any(not compare(a.value, b.value).agree for other in sides if other is not side for a in side for b in other)
    ]


def _side(stands: Sequence[Stand]) -> Side:
    return Side(
        value=stands[0].words,
        claims=tuple(sorted({claim for stand in stands for claim in stand.claims})),
        speakers=tuple(sorted({stand.name for stand in stands})),
    )


def _independent(sides: Sequence[Sequence[Stand]]) -> bool | None:
    """Whether the first two sides rest on different voices; None where texts of one family speak for themselves."""
    one, other = ({stand.voice for stand in side} for side in sides[:2])
    if one & other:
        return False
    families = [{stand.family for stand in side} for side in sides[:2]]
    named = all(not v.startswith("text:") for v in one | other)
    return True if named or not families[0] & families[1] else None
