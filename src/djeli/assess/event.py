"""Grade of an event: how far independent origins bear it out, in the Admiralty words, with every reason named.

The information grade is about whether it happened, not about each of its numbers. 1 takes two independent origins whose
sources are graded A to D, and no contradiction; origins graded E or F never lift it above 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from djeli.assess.signals import signal
from djeli.records import Claim
from djeli.values import Party
from djeli.views import Account, Assessment, Event, Signal
from djeli.vocab import Credibility, DisputeKind, Informant, PartyKind, Reliability, Role, Stance

GRADED = frozenset({Reliability.A, Reliability.B, Reliability.C, Reliability.D})
DOUBTING = frozenset({DisputeKind.EXISTENCE})
UNNAMED = frozenset({Informant.ANONYMOUS, Informant.SECURITY_SOURCE, Informant.UNKNOWN})
SPEAKS_FOR: Mapping[Informant, frozenset[PartyKind]] = {
    Informant.ARMY: frozenset({PartyKind.STATE_FORCES}),
    Informant.POLICE: frozenset({PartyKind.POLICE}),
    Informant.GOVERNMENT: frozenset({PartyKind.STATE_FORCES, PartyKind.POLICE, PartyKind.GOVERNMENT}),
    Informant.ARMED_GROUP: frozenset({PartyKind.REBEL_GROUP, PartyKind.POLITICAL_MILITIA, PartyKind.IDENTITY_MILITIA}),
}
"""Whose side an informant of a kind speaks for, when no actor id settles it."""


def assess_event(
    event: Event, accounts: Sequence[Account], sources: Mapping[str, Assessment] | None = None
) -> Assessment:
    """Grade one event.

    Args:
        event: the folded event; its `origins_held`, `origins_credited` and `disputes` must be set.
        accounts: the accounts it was folded from.
        sources: item id to the grade of the item's source; items without one count as F.
    """
    grades = {a.item.id: (sources or {})[a.item.id].reliability for a in accounts if a.item.id in (sources or {})}
    texts = {account.family or account.item.id for account in accounts}
    sound = {a.family or a.item.id for a in accounts if grades.get(a.item.id, Reliability.F) in GRADED}
    signals = [
        *_origins(event, len(texts)),
        *([signal("weak_origins")] if not sound else []),
        *_disputes(event),
        *_speakers(event, accounts),
        *([signal("background_only")] if event.background else []),
        *([] if event.modality.happened else [signal("not_actual", modality=event.modality.value)]),
    ]
    independent = min(event.origins_held, len(texts))
    return Assessment(
        subject=event.id,
        reliability=min(grades.values(), key=lambda g: g.value, default=Reliability.F),
        credibility=_credibility(signals, independent, min(independent, len(sound))),
        signals=tuple(signals),
    )


def _credibility(signals: Sequence[Signal], independent: int, sound: int) -> Credibility:
    """The table of grades. `sound` counts independent origins whose sources are graded A to D."""
    names = {found.name for found in signals}
    confirmed = independent >= 2 and "parties_only" not in names
    if "not_actual" in names:
        return Credibility.CANNOT_JUDGE
    if "existence_denied" in names:
        return Credibility.POSSIBLY_TRUE if confirmed and sound else Credibility.DOUBTFUL
    if not sound:
        return Credibility.POSSIBLY_TRUE if confirmed else Credibility.CANNOT_JUDGE
    if confirmed and sound >= 2 and "contradicted" not in names:
        return Credibility.CONFIRMED
    if confirmed:
        return Credibility.PROBABLY_TRUE
    return Credibility.CANNOT_JUDGE if "event_anonymous_only" in names else Credibility.POSSIBLY_TRUE


def _origins(event: Event, texts: int) -> Iterable[Signal]:
    independent = min(event.origins_held, texts)
    if independent >= 2:
        yield signal("independently_confirmed", count=event.origins_held, texts=texts)
    else:
        yield signal("single_origin")
    if len(event.items) > texts:
        yield signal("copies_only", items=len(event.items), texts=texts)
    if event.origins_credited:
        yield signal("credited_only", count=event.origins_credited)


def _disputes(event: Event) -> Iterable[Signal]:
    for dispute in event.disputes:
        if dispute.kind in DOUBTING:
            yield signal("existence_denied", reason=dispute.reason)
        else:
            yield signal("contradicted", what=_WHAT.get(dispute.kind, dispute.kind.value), reason=dispute.reason)


_WHAT = {
    DisputeKind.TOLL: "the number killed",
    DisputeKind.FIGURE: "a number",
    DisputeKind.RESPONSIBILITY: "who did it",
    DisputeKind.DENIAL: "what is denied",
    DisputeKind.DATE: "the date",
    DisputeKind.PLACE: "the place",
}


def _speakers(event: Event, accounts: Sequence[Account]) -> Iterable[Signal]:
    """Signals about those quoted: parties to the event, losses of their own, claims, nobody named."""
    claims = [claim for a in accounts for found in a.claims.values() for claim in found if claim.speaker is not None]
    if not claims:
        return
    parties = sorted({c.speaker.name for c in claims if c.speaker and _party_to(c, event)})
    others = {c.speaker.name for c in claims if c.speaker and not _party_to(c, event)}
    if parties and not others:
        yield signal("parties_only", names=", ".join(parties))
    elif parties:
        yield signal("party_speaks", names=", ".join(parties))
    losing = sorted({c.speaker.name for c in claims if c.speaker and _own_losses(c, event)})
    if losing:
        yield signal("own_losses", names=", ".join(losing))
    claiming = sorted({c.speaker.name for c in claims if c.speaker and c.stance is Stance.CLAIMS_RESPONSIBILITY})
    if claiming:
        yield signal("claimed", names=", ".join(claiming))
    if all(c.speaker and not c.speaker.actor and c.speaker.informant in UNNAMED for c in claims):
        yield signal("event_anonymous_only")


def _party_to(claim: Claim, event: Event, roles: frozenset[Role] = frozenset(Role)) -> bool:
    """Whether the claim's speaker is, or speaks for, a party to the event in one of the roles."""
    speaker = claim.speaker
    if speaker is None:
        return False
    for participant in event.participants:
        if participant.role not in roles or participant.role is Role.INSTRUMENT:
            continue
        party: Party = participant.party
        if speaker.actor and party.actor:
            if speaker.actor == party.actor:
                return True
        elif party.kind in SPEAKS_FOR.get(speaker.informant, frozenset()):
            return True
    return False


def _own_losses(claim: Claim, event: Event) -> bool:
    hurt = frozenset({Role.TARGET, Role.VICTIM})
    counted = claim.prop == "killed" and claim.stance.affirms
    return counted and _party_to(claim, event, hurt) and not _party_to(claim, event, frozenset({Role.PERPETRATOR}))
