"""Who did it, as sentences say it: denials, admissions, claims and "nobody has claimed it", each accusing the other.

A statement may deny though its verb only says ("the army said it was not responsible"). A denial that the same voice
takes back is stale; so is "nobody has claimed it" once somebody has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from djeli.fold.denials import speaks_for
from djeli.fold.parties import named
from djeli.fold.passages import Passage
from djeli.fold.reconcile import Verdict
from djeli.fold.sides import Stand, dispute, far_apart, stand_of
from djeli.fold.voices import outlet_key, voice
from djeli.records import Claim, digest
from djeli.values import Party
from djeli.views import Account, Dispute, Side
from djeli.vocab import DisputeKind, Role, Stance

DOER = Role.PERPETRATOR.value
_SHORTEST = 4
"""Letters a word of a name needs to be looked for in a sentence."""


def responsibility(accounts: Sequence[Account], found: Sequence[Passage], event_id: str) -> Iterator[Dispute]:
    """Denials of the deed against those who lay it at the denier's door or admit it."""
    against = [one for one in found if _denies(one)]
    if not against:
        return
    blamed = list(_blamed(accounts, against)) + [
        one.stand("blamed", "said to have done it") for one in found if one not in against and _blames(one, against)
    ]
    admitted = [one for one in found if one.says("admits") and _of(one, against)]
    others = blamed + [one.stand("admitted", f"admitted by {one.stand('', '').name}") for one in admitted]
    stands = others + [_denial(one, admitted) for one in against]

    def compare(one: str, other: str) -> Verdict:
        reason = "One denies it, another says that it was theirs."
        return Verdict((one == "denied") is (other == "denied"), reason)

    made = dispute(event_id, DisputeKind.DENIAL, DOER, stands, compare)
    if made is not None:
        yield made


def _denies(one: Passage) -> bool:
    """Whether the words say that the speaker did not do it, and not only that no civilians were hit."""
    if one.says("armed_only") and not one.says("denies"):
        return False
    return not one.spoken and (one.says("denies") or one.says("unfounded"))


def _denial(one: Passage, admitted: Sequence[Passage]) -> Stand:
    later = [other for other in admitted if other is one or other.voice == one.voice]
    stand = one.stand("denied", f"denied by {one.stand('', '').name}")
    return replace(stand, stale="later admitted by the same voice") if later else stand


def _of(one: Passage, against: Sequence[Passage]) -> bool:
    """Whether an admission is by one of those who deny, or by nobody else known."""
    speaker = one.claim.speaker
    if speaker is None:
        return True
    return any(
        other.claim.speaker is None
        or one.voice == other.voice
        or not (speaker.actor and other.claim.speaker.actor)
        or _state(speaker.actor) == _state(other.claim.speaker.actor)
        for other in against
    )


def _state(actor: str) -> str:
    """The organs of one state share the beginning of their ids: nigeria_army, nigeria_government."""
    return actor.split("_", maxsplit=1)[0]


def _blamed(accounts: Sequence[Account], against: Sequence[Passage]) -> Iterator[Stand]:
    """Parties named as doers by others than the deniers, where they may be the deniers."""
    voices = {one.voice for one in against}
    for account in accounts:
        for claim in account.claims.get(DOER, ()):
            party: Party = claim.parsed()
            if not named(party) or not (claim.stance.affirms and claim.modality.happened):
                continue
            if voice(claim, account) not in voices and any(_meant(one, party, claim) for one in against):
                yield stand_of(account, claim, "blamed", f"{party.name} did it")


def _meant(one: Passage, party: Party, told: Claim) -> bool:
    """Whether the denier may be the party: known to be, or not known by name at all; far down a page nobody is."""
    speaker = one.claim.speaker
    if far_apart(one.claim.spans[0], told.spans[0]):
        return False
    if speaker is None or speaks_for(speaker.actor, speaker.name, party):
        return True
    if speaker.actor and party.actor:
        return _state(speaker.actor) == _state(party.actor)
    return not speaker.actor and not any(word[0].isupper() for word in speaker.name.split())


def _blames(one: Passage, against: Sequence[Passage]) -> bool:
    """Whether a sentence lays the deed at the door of somebody whom a denier's name speaks of."""
    if not one.says("blames"):
        return False
    said = set(one.bare.split())
    return any(
        said & _names(other)
        for other in against
        if other.voice != one.voice and not far_apart(one.claim.spans[0], other.claim.spans[0])
    )


def _names(one: Passage) -> set[str]:
    speaker = one.claim.speaker
    if speaker is None:
        return set()
    words = [w for part in (speaker.name, speaker.organisation) for w in part.split() if w[:1].isupper()]
    return {word for word in outlet_key(" ".join(words)).split() if len(word) >= _SHORTEST}


def unclaimed(accounts: Sequence[Account], found: Sequence[Passage], event_id: str) -> Iterator[Dispute]:
    """A claim against "nobody has claimed it", which was true once and is superseded."""
    before = [one for one in found if one.says("unclaimed")]
    if not before:
        return
    claimed = [
        stand_of(account, claim, True, f"claimed by {_claimer(claim)}")
        for account in accounts
        for claim in (*account.claims.get(DOER, ()), *account.said)
        if claim.stance is Stance.CLAIMS_RESPONSIBILITY
    ]
    stands = claimed + [
        replace(one.stand(False, "claimed by nobody so far"), stale="somebody claimed it later") for one in before
    ]

    def compare(one: bool, other: bool) -> Verdict:
        return Verdict(one is other, "One account says that nobody has claimed it, another that somebody does.")

    made = dispute(event_id, DisputeKind.RESPONSIBILITY, "claim", stands, compare)
    if made is not None:
        yield made


def _claimer(claim: Claim) -> str:
    return claim.speaker.name if claim.speaker is not None else "the doer"


def contended(accounts: Sequence[Account], found: Sequence[Passage], event_id: str) -> Iterator[Dispute]:
    """More than one group claims it, as a sentence says that names not all of them: who did it is open.

    Where two are known by name their own claims make the dispute.
    """
    told = [one for one in found if not one.near and one.says("contended")]
    claims = [c for a in accounts for c in (*a.claims.get(DOER, ()), *a.said)]
    claimed = [c for c in claims if c.stance is Stance.CLAIMS_RESPONSIBILITY and c.speaker is not None]
    known: dict[str, tuple[str, list[str]]] = {}
    for claim in claimed:
        name = _claimer(claim)
        if any(word[:1].isupper() for word in name.split()):
            known.setdefault(outlet_key(name), (name, []))[1].append(claim.id)
    if not told or len(known) > 1:
        return
    here = tuple(sorted({one.claim.id for one in told}))
    speakers = tuple(sorted({one.stand("", "").name for one in told}))
    name, own = next(iter(known.values()), ("one group", []))
    sides = (
        Side(
            value=f"{name} (claims it)", claims=tuple(sorted(set(own))) or here, speakers=(name,) if own else speakers
        ),
        Side(value="another group (claims it)", claims=here, speakers=speakers),
    )
    yield Dispute(
        id=digest("dispute", event_id, DisputeKind.RESPONSIBILITY, "contended", here),
        event=event_id,
        kind=DisputeKind.RESPONSIBILITY,
        prop="claim",
        sides=sides,
        reason="More than one group claims it.",
        independent=None,
    )


def mutual(accounts: Sequence[Account], found: Sequence[Passage], event_id: str) -> Iterator[Dispute]:
    """Each side says it was the other: a dispute told in one sentence."""
    told = [one for one in found if not one.near and one.says("mutual")]
    if not told:
        return
    sides = _two(accounts)
    claims = tuple(sorted({one.claim.id for one in told}))
    speakers = tuple(sorted({one.stand("", "").name for one in told}))
    views = tuple(Side(value=f"{name} is to blame", claims=claims, speakers=speakers) for name in sides)
    yield Dispute(
        id=digest("dispute", event_id, DisputeKind.RESPONSIBILITY, "mutual", claims),
        event=event_id,
        kind=DisputeKind.RESPONSIBILITY,
        prop=Role.PARTICIPANT.value,
        sides=views,
        reason="Each side says that it was the other.",
        independent=None,
    )


def _two(accounts: Sequence[Account]) -> tuple[str, str]:
    """The two parties most pages name as taking part, else "the one side" and "the other"."""
    pages: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for account in accounts:
        for claim in account.claims.get(Role.PARTICIPANT.value, ()):
            party: Party = claim.parsed()
            if named(party):
                key = party.country or party.actor or outlet_key(party.name)
                pages.setdefault(key, set()).add(account.item.id)
                names[key] = min(names.get(key, party.name), party.name, key=lambda name: (len(name), name))
    most = sorted(pages, key=lambda key: (-len(pages[key]), key))[:2]
    if len(most) < len(("one", "other")):
        return "the one side", "the other side"
    return names[most[0]], names[most[1]]
