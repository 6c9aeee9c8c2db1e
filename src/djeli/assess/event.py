"""Grade of an event: how far independent origins bear it out, in the Admiralty words, with every reason named.

The information grade is about whether it happened, not about each of its numbers. 1 takes two independent origins whose
sources are graded A to D, and no contradiction; origins graded E or F never lift it above 3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from djeli.assess.bursts import Sites, burst
from djeli.assess.overrule import NONE, Decision
from djeli.assess.signals import phrases, signal
from djeli.assess.speakers import BODIES, SHOWN
from djeli.fold.voices import informant_key
from djeli.records import Claim, Speaker
from djeli.resources.actors import load_actors
from djeli.values import Party, Quantity
from djeli.views import Account, Assessment, Event, Signal
from djeli.vocab import Credibility, DisputeKind, Harm, Informant, PartyKind, Reliability, Role, Stance

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
    event: Event,
    accounts: Sequence[Account],
    sources: Mapping[str, Assessment] | None = None,
    *,
    sites: Sites | None = None,
    decided: Decision = NONE,
) -> Assessment:
    """Grade one event.

    Args:
        event: the folded event; its `origins_held`, `origins_credited` and `disputes` must be set.
        accounts: the accounts it was folded from.
        sources: item id to the grade of the item's source; items without one count as F.
        sites: where the pages of the whole case stand.
        decided: what people decided about its grade.
    """
    grades = {a.item.id: (sources or {})[a.item.id].reliability for a in accounts if a.item.id in (sources or {})}
    texts = {account.family or account.item.id for account in accounts}
    sound = {a.family or a.item.id for a in accounts if grades.get(a.item.id, Reliability.F) in GRADED}
    signals = [
        *_origins(event, len(texts)),
        *([signal("weak_origins")] if not sound else []),
        *([found] if sites and (found := burst(event.items, frozenset(event.documents), sites)) else []),
        *_disputes(event),
        *speaker_signals(event, accounts),
        *([signal("background_only")] if event.background else []),
        *([] if event.modality.happened else [signal("not_actual", modality=event.modality.value)]),
    ]
    counted = decided.kept(signals)
    independent = min(event.origins_held, len(texts))
    graded = Assessment(
        subject=event.id,
        reliability=min(grades.values(), key=lambda g: g.value, default=Reliability.F),
        credibility=_credibility(counted, independent, min(independent, len(sound))),
        signals=tuple(counted),
    )
    return decided.applied(graded)


def _credibility(signals: Sequence[Signal], independent: int, sound: int) -> Credibility:
    """The table of grades. `sound` counts independent origins whose sources are graded A to D."""
    names = {found.name for found in signals}
    confirmed = independent >= 2 and names.isdisjoint({"parties_only", "burst"})
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
    unsure = names & {"event_anonymous_only", "speaker_under_duress"}
    return Credibility.CANNOT_JUDGE if unsure else Credibility.POSSIBLY_TRUE


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
    DisputeKind.DENIAL: "whether it is so",
    DisputeKind.STATUS: "what became of it",
    DisputeKind.IDENTITY: "who it is",
    DisputeKind.ROLE: "who did what",
    DisputeKind.QUOTATION: "what was said",
    DisputeKind.CHRONOLOGY: "what came first",
    DisputeKind.CIRCUMSTANCE: "how it came about",
    DisputeKind.DATE: "the date",
    DisputeKind.PLACE: "the place",
}


def speaker_signals(event: Event, accounts: Sequence[Account]) -> Iterable[Signal]:
    """Signals about those quoted: parties to the event, for or against their interest, under duress, nobody named."""
    claims = [claim for a in accounts for found in a.claims.values() for claim in found if claim.speaker is not None]
    if not claims:
        return
    parties = [c.speaker for c in claims if c.speaker and _party_to(c, event)]
    if parties:
        alone = all(c.speaker is None or _party_to(c, event) for c in claims)
        yield signal("parties_only" if alone else "party_speaks", names=_listed(parties))
    for name, test in _STATEMENTS.items():
        found = [c.speaker for c in claims if c.speaker and test(c, event)]
        if found:
            yield signal(name, names=_listed(found), spans=sorted({one.span for one in found}))
    if all(c.speaker and not c.speaker.actor and c.speaker.informant in UNNAMED for c in claims):
        yield signal("event_anonymous_only")


def _listed(speakers: Iterable[Speaker]) -> str:
    """Who speaks, each once: by the actor table's name where it knows them, else by the fullest name given."""
    names: dict[str, str] = {}
    for one in sorted(speakers, key=lambda s: (-len(s.name), s.name)):
        known = load_actors().get(one.actor)
        names.setdefault(informant_key(one), known.name if known else one.name)
    listed = sorted(dict.fromkeys(names.values()))
    more = f" and {len(listed) - SHOWN} more" if len(listed) > SHOWN else ""
    return ", ".join(listed[:SHOWN]) + more


_HURT = frozenset({Role.TARGET, Role.VICTIM})
_DOER = frozenset({Role.PERPETRATOR})


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
    counted = claim.prop == "killed" and claim.stance.affirms and not _of_others(claim, event)
    return counted and _party_to(claim, event, _HURT) and not _party_to(claim, event, _DOER)


def _own_blame(claim: Claim, event: Event) -> bool:
    """A doer that owns to harm done to civilians; to own to a blow against the other side, or to losses, is none."""
    owned = claim.stance in (Stance.CLAIMS_RESPONSIBILITY, Stance.CONFIRMS)
    return owned and _of_civilians(claim, event) and _party_to(claim, event, _DOER)


def _of_civilians(claim: Claim, event: Event) -> bool:
    """Whether a claim speaks of civilians: counts or names them, or is of an event that hurt nobody else."""
    if claim.prop in set(Harm) | {role.value for role in _HURT}:
        value: Quantity | Party = claim.parsed()
        kind = value.party if isinstance(value, Quantity) else value.kind
        return kind is PartyKind.CIVILIANS
    hurt = {p.party.kind for p in event.participants if p.role in _HURT}
    return claim.prop == "type" and hurt == {PartyKind.CIVILIANS}


def _own_interest(claim: Claim, event: Event) -> bool:
    """A party that counts the other side's losses, or denies what it is accused of."""
    if claim.stance is Stance.DENIES:
        return _party_to(claim, event, _DOER)
    counted = claim.prop == "killed" and claim.stance.affirms
    hits = _party_to(claim, event, _DOER) and not _party_to(claim, event, _HURT)
    return counted and (hits or (_party_to(claim, event) and _of_others(claim, event)))


def _of_others(claim: Claim, event: Event) -> bool:
    """Whether a count is of the side its speaker fights: the army that counts rebels."""
    counted: Quantity = claim.parsed()
    speaker = claim.speaker
    if speaker is None or counted.party in (PartyKind.UNKNOWN, PartyKind.CIVILIANS):
        return False
    return speaker.informant in SPEAKS_FOR and counted.party not in SPEAKS_FOR[speaker.informant]


def _under_duress(claim: Claim, event: Event) -> bool:
    """Whether the speaker's own words say captive, prisoner or hostage."""
    speaker = claim.speaker
    if speaker is None or speaker.informant in SPEAKS_FOR or speaker.informant in BODIES:
        return False
    return bool(phrases("speaker_under_duress", f"{speaker.name} {speaker.role}"))


def _claimed(claim: Claim, event: Event) -> bool:
    return claim.stance is Stance.CLAIMS_RESPONSIBILITY


_STATEMENTS: Mapping[str, Callable[[Claim, Event], bool]] = {
    "own_losses": _own_losses,
    "own_blame": _own_blame,
    "own_interest": _own_interest,
    "speaker_under_duress": _under_duress,
    "claimed": _claimed,
}
"""Signals of one statement, each with its test."""
