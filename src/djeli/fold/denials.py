"""What one voice denies and another affirms: that it happened, that a party did it, that people were harmed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from djeli.fold.context import contexts
from djeli.fold.cues import bare, says
from djeli.fold.parties import same_party
from djeli.fold.reconcile import Verdict
from djeli.fold.sides import dispute, far_apart, is_near, stand_of
from djeli.fold.voices import voice
from djeli.records import Claim, Span
from djeli.values import Party
from djeli.views import Account, Dispute
from djeli.vocab import DisputeKind, Harm, Role, Stance

Told = tuple[Account, Claim]
Words = Callable[[Span], str]

DOER = Role.PERPETRATOR.value
HARMS = tuple(harm.value for harm in Harm)


def denials(accounts: Sequence[Account], event_id: str, words: Words | None = None) -> Iterable[Dispute | None]:
    """Every denial that another voice stands against.

    Whoever denies a deed that others lay at its door denies having done it, not that it happened; so does a voice
    that denies a party or a count in the same words. Where the words are known, "denied that it was involved" is such
    a denial whoever says it; a sentence that denies its own part says nothing on whether it happened.
    """
    near = contexts(accounts, ["type"], words)
    told = {prop: _told(accounts, prop) for prop in ("type", DOER, *HARMS)}
    against = {prop: [(a, c) for a, c in found if c.stance is Stance.DENIES] for prop, found in told.items()}
    inner = {(a.report.id, voice(c, a)) for prop in (DOER, *HARMS) for a, c in against[prop]}
    accused = [claim.parsed() for _, claim in _affirmed(told[DOER])]
    whole: list[Told] = []
    for account, claim in against["type"]:
        if _accused(claim, accused) or (claim.id in near and says("denies", bare(near[claim.id].sentence))):
            against[DOER].append((account, claim))
        elif (account.report.id, voice(claim, account)) not in inner:
            whole.append((account, claim))
    yield _denied(event_id, DisputeKind.EXISTENCE, "type", whole, _affirmed(told["type"]))
    yield _denied(event_id, DisputeKind.DENIAL, DOER, against[DOER], _blamed(against[DOER], _affirmed(told[DOER])))
    for harm in HARMS:
        yield _denied(event_id, DisputeKind.DENIAL, harm, against[harm], _affirmed(told[harm]))


def _told(accounts: Sequence[Account], prop: str) -> list[Told]:
    return [
        (account, claim) for account in accounts for claim in account.claims.get(prop, ()) if is_near(account, claim)
    ]


def _affirmed(told: Iterable[Told]) -> list[Told]:
    return [(a, c) for a, c in told if c.stance.affirms and c.modality.happened]


def _accused(claim: Claim, accused: Iterable[Party]) -> bool:
    """Whether the voice that denies is one of those said to have done it."""
    speaker = claim.speaker
    if speaker is None:
        return False
    return any(speaks_for(speaker.actor, speaker.name, party) for party in accused)


def speaks_for(actor: str, name: str, party: Party) -> bool:
    """Whether a voice is the party's own: the same actor, or a name that holds the party's."""
    if actor and party.actor:
        return actor == party.actor
    return same_party(Party(name=name, kind=party.kind), party) and party.name.lower() in name.lower()


def _blamed(against: Iterable[Told], affirmed: Iterable[Told]) -> list[Told]:
    """Those who name the very party that the denial is about."""
    denied = [claim.parsed() for _, claim in against]
    parties = [value for value in denied if isinstance(value, Party)]
    loose = len(parties) < len(denied)  # a deed denied by the accused: whoever is accused of it is meant
    return [(a, c) for a, c in affirmed if loose or any(same_party(c.parsed(), party) for party in parties)]


def _denied(
    event_id: str, kind: DisputeKind, prop: str, against: Sequence[Told], affirmed: Iterable[Told]
) -> Dispute | None:
    """The dispute between those who deny and those others who affirm, on one page only near one another."""
    voices = {voice(claim, account) for account, claim in against}
    rivals = [(a, c) for a, c in affirmed if voice(c, a) not in voices and _meant(c, against)]
    if not against or not rivals:
        return None
    stands = [stand_of(a, c, True, f"yes: {_word(c)}") for a, c in rivals]
    stands += [stand_of(a, c, False, f"denied: {_word(c)}") for a, c in against]
    return dispute(event_id, kind, prop, stands, _yes_or_no)


def _meant(claim: Claim, against: Iterable[Told]) -> bool:
    """Whether a denial may be of this claim: far off on the same page it answers another accusation."""
    return any(not far_apart(claim.spans[0], other.spans[0]) for _, other in against)


def _yes_or_no(one: bool, other: bool) -> Verdict:
    return Verdict(one is other, "One voice says so, another denies it.")


def _word(claim: Claim) -> str:
    value = claim.parsed()
    if isinstance(value, str):
        return value.replace("_", " ")
    return value.name if hasattr(value, "name") else claim.prop
