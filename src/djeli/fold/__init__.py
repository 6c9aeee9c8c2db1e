"""Folding: accounts of one event become one view of it, under a rule the user chose.

Only what a voice says did happen counts; every value names the claims it rests on; nothing is averaged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from djeli.errors import InvalidRecord
from djeli.fold.disputes import WHO, find_disputes
from djeli.fold.fixed import NOTHING, Fixed, set_harm, set_parties, set_when, set_where, without_closed
from djeli.fold.parties import participants, party_key
from djeli.fold.setting import best_when, best_where
from djeli.fold.title import title
from djeli.fold.toll import estimate
from djeli.fold.voices import family_of
from djeli.records import Span
from djeli.values import Party, When, Where
from djeli.views import Account, Dispute, Estimate, Event, Participant
from djeli.vocab import FoldRule, Harm, Modality, Role, Stance

__all__ = ["NOTHING", "Fixed", "counts", "find_disputes", "fold", "under_all_rules"]


def _spelled(name: str) -> str:
    return name.replace("_", " ")


def fold(
    accounts: Sequence[Account],
    *,
    event_id: str,
    rule: FoldRule = FoldRule.INFORMATIVE,
    label: Callable[[str], str] = _spelled,
    specificity: Callable[[str], int] = lambda name: 0,
    two_sided: Callable[[str], bool] = lambda name: False,
    origins_held: int | None = None,
    origins_credited: int = 0,
    language: str = "en",
    words: Callable[[Span], str] | None = None,
    fixed: Fixed = NOTHING,
) -> Event:
    """One event out of its accounts, whatever their order.

    Args:
        accounts: at least one; all of one group of the linking.
        event_id: the minted id.
        rule: how one number is chosen among several.
        label: event type to words, for the title.
        specificity: of an event type; of equally frequent types the finer one names the event.
        two_sided: whether a type has parties without direction.
        origins_held: independent origins (see `djeli.origin`); the number of text families where None.
        origins_credited: outlets credited whose pages are not in the case.
        language: of the title; `label` must speak it too.
        words: the exact words at a span, for disputes that only sentences show.
        fixed: what people decided; it wins over what accounts tell.

    Raises:
        InvalidRecord: there is no account.
    """
    if not accounts:
        raise InvalidRecord(f"event {event_id}: an event without any account cannot be folded; leave the group out")
    ordered = sorted(accounts, key=lambda account: account.report.id)
    kind = fixed.type or _type(ordered, specificity)
    disputes = without_closed(find_disputes(ordered, event_id=event_id, words=words), fixed)
    (when, when_claims), (where, where_claims) = _setting(ordered, fixed)
    people = set_parties(participants(ordered), fixed)
    named, both, foreign = _sure(people, ordered, disputes, fixed), two_sided(kind), _foreign(ordered, language)
    return Event(
        id=event_id,
        type=kind,
        title=title(label(kind), named, where, kind=kind, two_sided=both, language=language, foreign=foreign),
        reports=tuple(account.report.id for account in ordered),
        items=tuple(sorted({account.item.id for account in ordered})),
        documents=tuple(sorted({account.document for account in ordered})),
        when=when,
        when_claims=when_claims,
        where=where,
        where_claims=where_claims,
        harm=counts(ordered, rule, fixed),
        participants=people,
        modality=_modality(ordered),
        background=all(account.report.background for account in ordered),
        origins_held=len({family_of(a) for a in ordered}) if origins_held is None else origins_held,
        origins_credited=origins_credited,
        disputes=disputes,
        rule=rule,
    )


def _setting(
    accounts: Sequence[Account], fixed: Fixed
) -> tuple[tuple[When | None, tuple[str, ...]], tuple[Where | None, tuple[str, ...]]]:
    """Date and place, each with the claims that agree with it."""
    return (
        set_when(accounts, fixed.when) if fixed.when else best_when(accounts),
        set_where(accounts, fixed.where) if fixed.where else best_where(accounts),
    )


def _sure(
    people: Sequence[Participant], accounts: Sequence[Account], disputes: Sequence[Dispute], fixed: Fixed
) -> Sequence[Participant]:
    """Whom a title may name: where accounts disagree on who did it only the one who claims it, if just one does.

    Accused is not did, and a title has no room to say who accuses.
    """
    disputed = any(one.kind in WHO and one.prop in (Role.PERPETRATOR, Role.PARTICIPANT) for one in disputes)
    if not disputed or Role.PERPETRATOR in fixed.parties:
        return people
    told = [claim for account in accounts for claim in account.claims.get(Role.PERPETRATOR.value, ())]
    owners: list[Party] = [claim.parsed() for claim in told if claim.stance is Stance.CLAIMS_RESPONSIBILITY]
    known = {one.actor for one in owners if one.actor}  # "the Somali group" beside "al-Shabaab" is no second claimer
    named = known or {party_key(one) for one in owners}
    named = named if len(named) == 1 else set()
    return [one for one in people if one.role is not Role.PERPETRATOR or party_key(one.party) in named]


def counts(accounts: Sequence[Account], rule: FoldRule, fixed: Fixed = NOTHING) -> dict[Harm, Estimate]:
    """Every harm that somebody counts, under one rule."""
    found: dict[Harm, Estimate] = {}
    for harm in Harm:
        one = set_harm(accounts, harm, fixed, rule) if harm in fixed.harm else estimate(accounts, harm, rule)
        if one is not None:
            found[harm] = one
    return found


def under_all_rules(accounts: Sequence[Account], fixed: Fixed = NOTHING) -> Mapping[Harm, Mapping[FoldRule, Estimate]]:
    """Every count as each of the three rules gives it, so that a reader sees how much hangs on the rule."""
    by_rule = {rule: counts(accounts, rule, fixed) for rule in FoldRule}
    told = [harm for harm in Harm if any(harm in found for found in by_rule.values())]
    return {harm: {rule: found[harm] for rule, found in by_rule.items() if harm in found} for harm in told}


def _foreign(accounts: Sequence[Account], language: str) -> frozenset[str]:
    """Claims in items of another language than the title's."""
    return frozenset(
        claim.id
        for account in accounts
        if account.item.language and account.item.language != language
        for claims in account.claims.values()
        for claim in claims
    )


def _type(accounts: Sequence[Account], specificity: Callable[[str], int]) -> str:
    """The type most text families tell in the foreground; then the finer, then by name."""
    front = [account for account in accounts if not account.report.background] or list(accounts)
    votes = Counter(kind for kind, _ in {(account.type, family_of(account)) for account in front})
    return min(votes, key=lambda kind: (-votes[kind], -specificity(kind), kind))


def _modality(accounts: Sequence[Account]) -> Modality:
    """ACTUAL when any account tells it so, else the most frequent."""
    votes = Counter(account.modality for account in accounts)
    return Modality.ACTUAL if Modality.ACTUAL in votes else min(votes, key=lambda m: (-votes[m], m.value))
