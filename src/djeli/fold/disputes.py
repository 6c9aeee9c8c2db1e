"""Where the accounts of one event cannot all be right: sides with their claims, never averaged.

Values that agree (see `reconcile`) stand on one side; a dispute needs two. Copies are one voice, so a page printed ten
times makes no side heavier and no dispute of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from djeli.fold.answers import contended, mutual, responsibility, unclaimed
from djeli.fold.bodies import bodies
from djeli.fold.breakdown import beyond
from djeli.fold.circumstances import aim, civilians, distances, done, numbers_of_things, weapons
from djeli.fold.conditions import conditions, crossed
from djeli.fold.context import Around, contexts
from djeli.fold.cues import bare, says
from djeli.fold.denials import denials, speaks_for
from djeli.fold.parties import STATE, named, party_key, same_party
from djeli.fold.passages import Passage, Words, passages
from djeli.fold.people import by_people, totals_of_voices
from djeli.fold.reconcile import NEAR_DAYS, Verdict, counts, dates, grown, places, spell
from djeli.fold.setting import FINE, best_when, best_where, equal, same_place
from djeli.fold.sides import Stand, dispute, is_near, stand_of
from djeli.fold.slips import slips
from djeli.fold.statements import Statement, statements
from djeli.fold.toll import doers
from djeli.fold.voices import voice
from djeli.fold.whose import added, apart, own_time, sides, with_doers
from djeli.records import Claim
from djeli.values import Party, When, Where
from djeli.views import Account, Dispute
from djeli.vocab import DateAnchor, DisputeKind, Harm, PartyKind, Role, Stance


def find_disputes(accounts: Sequence[Account], *, event_id: str, words: Words | None = None) -> tuple[Dispute, ...]:
    """All disputes among the accounts of one event, in a fixed order, whatever the order of the accounts.

    Reports that only mention the event in the background take part: old counts are often the rival ones.

    Args:
        accounts: of one event.
        event_id: its id.
        words: the exact words at a span; without them only claims are compared, not what sentences say besides.
    """
    ordered = sorted(accounts, key=lambda account: account.report.id)
    told = passages(ordered, words) if words is not None else []
    found = [
        *(dispute for harm in Harm for dispute in _tolls(ordered, harm, event_id, words)),
        *(dispute for harm in Harm for dispute in beyond(ordered, harm, event_id)),
        _responsibility(ordered, event_id, words),
        *denials(ordered, event_id, words),
        _of_values(ordered, "when", DisputeKind.DATE, _calendar(ordered, told), event_id),
        _of_values(ordered, "where", DisputeKind.PLACE, places, event_id),
        *slips(ordered, event_id),
        *(made for read in _READ for made in read(ordered, told, event_id) if told),
    ]
    made = [dispute for dispute in found if dispute is not None]
    if any(one.kind in WHO and one.prop == Role.PERPETRATOR.value for one in made):
        made += weapons(ordered, told, event_id)
    return _once(made)


WHO = frozenset({DisputeKind.RESPONSIBILITY, DisputeKind.DENIAL})
"""Kinds that, of the property of those who did it, say that accounts disagree on who did it."""
_READ = (
    responsibility,
    unclaimed,
    contended,
    mutual,
    crossed,
    civilians,
    aim,
    done,
    numbers_of_things,
    distances,
    conditions,
    bodies,
)
"""What is read from the words of sentences beside their claims."""


def _once(found: Sequence[Dispute]) -> tuple[Dispute, ...]:
    """One dispute of a kind about one property and the same sides' claims; a denial read twice is the fuller one."""
    kept: dict[tuple[DisputeKind, str, str], Dispute] = {}
    for one in found:
        key = (one.kind, one.prop, "" if one.kind is DisputeKind.DENIAL else one.id)
        old = kept.get(key)
        if old is None or sum(len(s.claims) for s in one.sides) > sum(len(s.claims) for s in old.sides):
            kept[key] = one
    return tuple(kept.values())


def _tolls(accounts: Sequence[Account], harm: Harm, event_id: str, words: Words | None) -> Iterable[Dispute | None]:
    """A dispute for each group of people that voices count differently."""
    deed, _ = best_when(accounts)
    told = contexts(accounts, [harm.value], words)
    kind = DisputeKind.TOLL if harm is Harm.KILLED else DisputeKind.FIGURE

    def compare(one: Statement, other: Statement) -> Verdict:
        return counts(one, other, deed)

    every = [one for one in own_time(statements(accounts, harm), told, deed) if not added(one, told)]
    groups = by_people(with_doers(every, told), doers(accounts)).values()
    for found in (some for group in groups for some in apart(group, sides(every, told))):
        told_once = sorted(totals_of_voices(found), key=lambda s: (s.low, s.high, s.claims))
        stands = [
            Stand(
                value=one,
                words=f"{spell(one)} {harm.value}",
                claims=one.claims,
                voice=one.voice,
                name=one.name,
                family=one.family,
                said=one.said,
                stale=grown(one, told_once, deed),
            )
            for one in told_once
        ]
        yield dispute(event_id, kind, harm.value, stands, compare)


def _of_values(
    accounts: Sequence[Account], prop: str, kind: DisputeKind, compare: Callable[[Any, Any], Verdict], event_id: str
) -> Dispute | None:
    """A dispute over a date or a place, each page speaking once, by the value it bears out best.

    Dates and places in a page that belong to something else, to a party or to the day of a statement would otherwise
    all stand against one another: one that differs from the event's must stand close to the words for the deed. The
    finest values come first, so that sides form around them.
    """
    by_item: dict[str, list[Account]] = {}
    for account in accounts:
        if account.claims.get(prop):
            by_item.setdefault(account.item.id, []).append(account)
    choose = best_when if prop == "when" else best_where
    usual, _ = choose(accounts)
    stands = []
    for told in by_item.values():
        front = [account for account in told if not account.report.background] or told
        value, agreeing = choose(front)
        pairs = [(a, c) for a in front for c in a.claims[prop] if c.id in agreeing and equal(c.parsed(), value)]
        if value is None or _of_other(front, value, usual):
            continue
        if compare(value, usual).agree or any(_at_hand(a, c) for a, c in pairs):
            stands += [stand_of(account, claim, value) for account, claim in pairs]
    return dispute(event_id, kind, prop, sorted(stands, key=_fineness), compare)


def _of_other(told: Sequence[Account], value: When | Where, usual: When | Where | None) -> bool:
    """Whether a value that differs from the event's is of something else by what its page shows."""
    if isinstance(value, When):
        return isinstance(usual, When) and _of_its_own_month(told[0], value, usual)
    return isinstance(usual, Where) and _also(told, value, usual)


def _of_its_own_month(account: Account, value: When, usual: When) -> bool:
    """Whether a day weeks after the event's is of the month in which its page came out: something newer, no slip."""
    page = account.item.published.value[:7] if account.item.published else ""
    return usual.gap_days(value) > NEAR_DAYS and value.start.isoformat()[:7] == page


def _also(told: Sequence[Account], value: Where, usual: Where) -> bool:
    """Whether a page that names another place names the event's own one, too: it contradicts nothing."""
    if usual.resolution not in FINE or (same_place(value, usual) and value.resolution in FINE):
        return False
    named = [claim.parsed() for account in told for claim in account.claims["where"]]
    return any(one.resolution in FINE and same_place(one, usual) for one in named)


def _after_another(claim: Claim) -> bool:
    """Whether the day is counted from another ("the day after the attack"): mostly that of a statement."""
    when: When = claim.parsed()
    return when.anchor is DateAnchor.EARLIER


AT_HAND = 40
"""Characters between the words for a deed and its date or place, beyond which they may belong to something else."""


def _at_hand(account: Account, claim: Claim) -> bool:
    """Whether the words stand close to those for the deed; far off they are of something else."""
    anchor, span = account.report.anchor, claim.spans[0]
    return max(span.start - anchor.end, anchor.start - span.end) <= AT_HAND


def _calendar(accounts: Sequence[Account], told: Sequence[Passage]) -> Callable[[When, When], Verdict]:
    """How days are compared: a night has two dates, so the later of neighbouring days must be told without one.

    Where no words are known any two neighbouring days may be one night.
    """
    dark = {one.account.report.id for one in told if one.says("night")}
    lit = {
        claim.parsed().end
        for account in accounts
        for claim in account.claims.get("when", ())
        if told and account.report.id not in dark and _at_hand(account, claim) and not _after_another(claim)
    }
    return lambda one, other: dates(one, other, one_night=max(one.end, other.end) not in lit)


def _fineness(stand: Stand) -> tuple[Any, ...]:
    value = stand.value
    fine = value.resolution.rank if hasattr(value, "resolution") else (value.end - value.start).days
    return fine, stand.words, stand.claims


def _accuser(account: Account, party: Party) -> bool:
    """Whether the report tells that this party accuses somebody: who accuses is not who did it."""
    return any(
        claim.stance in (Stance.ACCUSES, Stance.CONDEMNS)
        and claim.speaker is not None
        and speaks_for(claim.speaker.actor, claim.speaker.name, party)
        for claim in account.claims.get("type", ())
    )


def _answered(account: Account, armed: set[PartyKind]) -> bool:
    """Whether those hit in this report are of the kind that did it: forces that kill attackers are no rivals."""
    hit = [
        claim.parsed()
        for prop in (Role.VICTIM.value, Role.TARGET.value, Harm.KILLED.value)
        for claim in account.claims.get(prop, ())
    ]
    return any((value.kind if isinstance(value, Party) else value.party) in armed for value in hit)


_CLAUSE = re.compile(r"[,;:،]")
CONDEMNING = 80
"""Characters behind a party within which a verb of condemning is the party's own."""


def _by_attackers(account: Account) -> bool:
    """Whether the report names a group in arms as the doer: forces named on its page came to meet it."""
    return any(
        (party := claim.parsed()).kind.armed and party.kind not in STATE and named(party) and claim.stance.affirms
        for claim in account.claims.get(Role.PERPETRATOR.value, ())
    )


def _looked_on(sentence: Around, party: Party, fought: bool) -> bool:
    """Whether the sentence shows that it was not the party: it condemns the deed, provoked it, or met the attackers."""
    if says("condemns", bare(sentence.behind[:CONDEMNING])):
        return True
    if says("provoked", bare(_CLAUSE.split(sentence.before)[-1])):
        return True
    return fought and party.kind in STATE and says("doers", bare(sentence.sentence))


BLAMED = 400
"""Characters from the words for a deed within which an accusation without words for a deed is of that one."""


def _of_deed(account: Account, claim: Claim, sentence: Around) -> bool:
    """Whether a sentence that names a doer tells the deed too, or accuses or claims right beside where it is told."""
    span = claim.spans[0]
    start, end = span.start - len(sentence.before), span.end + len(sentence.behind)
    told = [each.spans[0] for each in account.claims.get("type", ()) if each.spans[0].text == span.text]
    if not told or any(start <= each.start and each.end <= end for each in told):
        return True
    said = claim.stance in (Stance.ACCUSES, Stance.CLAIMS_RESPONSIBILITY, Stance.CONFIRMS)
    return said and any(max(each.start - span.end, span.start - each.end) <= BLAMED for each in told)


def _responsibility(accounts: Sequence[Account], event_id: str, words: Words | None) -> Dispute | None:
    """Who did it: rival claims, or claimed by one and blamed on another.

    Only a named group or a state stands for a side: "gunmen", "suicide bombers" rival nobody. Parties that one voice
    names on one page, or one sentence whoever says it, act together or against each other.
    """
    stands: list[Stand] = []
    own: dict[tuple[str, str], list[Party]] = {}
    armed = {kind for kind in doers(accounts) if kind not in STATE}
    near = contexts(accounts, [Role.PERPETRATOR.value], words)
    fought = {account.item.id for account in accounts if _by_attackers(account)}
    for account in accounts:
        for claim in account.claims.get(Role.PERPETRATOR.value, ()):
            party: Party = claim.parsed()
            if not named(party) or not (claim.modality.happened and claim.stance.affirms and is_near(account, claim)):
                continue
            if _accuser(account, party) or (party.kind in STATE and _answered(account, armed)):
                continue
            if claim.id in near and _looked_on(near[claim.id], party, account.item.id in fought):
                continue
            if claim.id in near and not _of_deed(account, claim, near[claim.id]):
                continue
            how = " (claims it)" if claim.stance is Stance.CLAIMS_RESPONSIBILITY else ""
            stands.append(stand_of(account, claim, party, party.name + how))
            own.setdefault((account.item.id, voice(claim, account)), []).append(party)
            own.setdefault((account.report.id, ""), []).append(party)
    together = {frozenset((party_key(a), party_key(b))) for told in own.values() for a in told for b in told}

    def compare(one: Party, other: Party) -> Verdict:
        if frozenset((party_key(one), party_key(other))) in together:
            return Verdict(True, f"{one.name} and {other.name} are named as acting together.")
        return Verdict(same_party(one, other), f"One account names {one.name}, another {other.name}.")

    stands.sort(key=lambda s: (party_key(s.value), s.claims))
    return dispute(event_id, DisputeKind.RESPONSIBILITY, Role.PERPETRATOR.value, stands, compare)
