"""Answers from events: who did it, to whom, when, where, how many, with what, and what happened at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from djeli import phrases
from djeli.ask import fit
from djeli.ask.answer import Found
from djeli.ask.lines import against, blame, headline, lines, name, one_each, wordings
from djeli.ask.names import common
from djeli.ask.reading import Asked, Mention
from djeli.ask.shelf import Shelf
from djeli.fold.parties import named as proper
from djeli.fold.parties import party_key
from djeli.records import Claim
from djeli.text.similarity import words
from djeli.values import Party, Quantity
from djeli.views import Account, Dispute, Event
from djeli.vocab import DisputeKind, Harm, Role, Scope, Stance

NAMES = 6
"""Names told in one sentence."""
HURT = (Harm.KILLED, Harm.WOUNDED)
_LACKS = {"who": "says in so many words who", "when": "dates it", "where": "places it", "how": "says with what"}


def search(asked: Asked, shelf: Shelf) -> list[Event]:
    """Events that fit every name, word and day of the question, those told in the foreground first."""
    able = [one for one in shelf.events if fit.in_days(asked, one) and _told(asked, one) and _worded(asked, one, shelf)]
    found = [one for one in able if all(fit.in_event(mention, one) == fit.STRICT for mention in asked.mentions)]
    if not found and asked.mentions:
        found = [one for one in able if all(fit.in_event(mention, one, shelf) for mention in asked.mentions)]
    return sorted(found, key=lambda one: (not one.modality.happened, one.background, -len(one.reports)))


def _told(asked: Asked, event: Event) -> bool:
    """What did not happen answers only whether, what and when."""
    return event.modality.happened or asked.wanted in ("whether", "what", "when")


def _worded(asked: Asked, event: Event, shelf: Shelf) -> bool:
    """Whether an event is of the kind asked about and its words hold the question's."""
    cues = zip(asked.cues, asked.cue_words, strict=False)
    return all(fit.of_cue(cue, said, event, shelf) for cue, said in cues) and fit.held(asked.topics, event, shelf)


def _narrowed(asked: Asked, event: Event, shelf: Shelf) -> list[Account]:
    """The accounts of an event that speak of what the question does: its words, and the party that did it. All of
    them where none does so by itself.
    """
    every = list(shelf.accounts(event))
    doers = [one for one in asked.mentions if one.role == "doer"]

    def holds(account: Account) -> bool:
        claims = [claim for found in account.claims.values() for claim in found]
        text = words(" ".join(dict.fromkeys(shelf.sentence(claim) for claim in claims)))
        return all(fit.like(word, text) for word in asked.topics) and all(_does(m, account) for m in doers)

    return [account for account in every if holds(account)] or every


def _does(mention: Mention, account: Account) -> bool:
    told = (claim for role in fit.DOERS for claim in account.claims.get(role.value, ()))
    return any(fit.is_party(mention, claim.parsed()) for claim in told)


def answers(asked: Asked, shelf: Shelf) -> list[Found]:
    """What the events that fit say to the question; those that do not say it are left out."""
    made = (_answer(asked, event, shelf) for event in search(asked, shelf))
    return [one for one in made if one is not None]


def silent(asked: Asked, shelf: Shelf) -> list[Found]:
    """Events that fit the question and don't answer it in a value of their own, with their words to read."""
    lacks = _LACKS.get(asked.wanted)
    return [
        Found(
            sentence=f"{headline(event)}: no account {lacks}; its words are:",
            lines=tuple(wordings(event, shelf)),
            event=event.id,
        )
        for event in (search(asked, shelf) if lacks else ())
    ]


def _answer(asked: Asked, event: Event, shelf: Shelf) -> Found | None:
    if asked.wanted == "whether" and any(one.role == "doer" for one in asked.mentions):
        return _did(asked, event, shelf)
    if asked.wanted == "who":
        return _victims(asked, event, shelf) if asked.passive or asked.active_name else _doers(asked, event, shelf)
    if asked.wanted == "how_many":
        return _toll(asked, event, shelf)
    if asked.wanted == "when":
        return _dated(asked, event, shelf)
    if asked.wanted == "where":
        return _placed(asked, event, shelf)
    if asked.wanted == "how":
        return _armed(event, shelf)
    return _happened(asked, event, shelf)


def _disputes(event: Event, *kinds: DisputeKind) -> tuple[Dispute, ...]:
    return tuple(one for one in event.disputes if one.kind in kinds)


def _doers(asked: Asked, event: Event, shelf: Shelf) -> Found | None:
    accounts = _narrowed(asked, event, shelf)
    mine = [one for one in asked.mentions if one.role in ("object", "any")]
    only = asked.main is not None and asked.main.stance == Stance.CLAIMS_RESPONSIBILITY

    def other(claim: Claim) -> bool:
        if only and claim.stance is not Stance.CLAIMS_RESPONSIBILITY:
            return False
        return not any(fit.is_party(mention, claim.parsed()) for mention in mine)

    role = Role.PERPETRATOR
    said = lines(shelf, accounts, [role.value], keep=other)
    if not said:
        role = Role.PARTICIPANT
        said = lines(shelf, accounts, [role.value], keep=other)
    if not said:
        return None
    claims = [claim for account in accounts for claim in account.claims.get(role.value, ()) if other(claim)]
    kinds = (DisputeKind.RESPONSIBILITY, DisputeKind.DENIAL, DisputeKind.EXISTENCE, DisputeKind.IDENTITY)
    sides = "as sides " if role is Role.PARTICIPANT else ""
    names = _names([claim.parsed() for claim in claims if not against(claim)]) or "nobody but those who deny it"
    named_first = {name(claim.parsed()): _vague(claim.parsed()) for claim in claims}
    ordered = sorted(one_each(said), key=lambda one: (named_first.get(one.text, True), one.against, not one.voice))
    return Found(
        sentence=f"{headline(event)}: the accounts name {sides}{names}.",
        lines=tuple(ordered + ([] if only else blame(shelf, event))),
        event=event.id,
        disputes=_disputes(event, *kinds),
    )


def _vague(party: Party) -> bool:
    return not (party.actor or (proper(party) and not common(party.name)))


def _names(parties: Sequence[Party]) -> str:
    """Names of parties, those most often told first; "gunmen" only where nobody has a name."""
    known = [party for party in parties if not _vague(party)] or list(parties)
    counted = Counter(name(party) for party in known)
    listed = [each for each, _ in counted.most_common()]
    more = f" and {len(listed) - NAMES} more" if len(listed) > NAMES else ""
    return ", ".join(listed[:NAMES]) + more


def _did(asked: Asked, event: Event, shelf: Shelf) -> Found | None:
    """Whether a party did it: what says so, and what denies it."""
    doers = [one for one in asked.mentions if one.role == "doer"]
    roles = [role.value for role in fit.DOERS]
    accounts = _narrowed(asked, event, shelf)
    said = lines(shelf, accounts, roles, keep=lambda c: all(fit.is_party(one, c.parsed()) for one in doers))
    said = one_each(said)
    if not said:
        return None
    names = " and ".join(one.words for one in doers)
    pages = len({page for one in said for page in one.pages if not one.against})
    denied = "; others deny it" if any(one.against for one in said) else ""
    told = (
        f"{pages} page{'s name' if pages != 1 else ' names'} {names} as taking part"
        if pages
        else f"nobody names {names}"
    )
    return Found(
        sentence=f"{headline(event)}: {told}{denied}.",
        lines=tuple(said + blame(shelf, event)),
        event=event.id,
        disputes=_disputes(event, DisputeKind.RESPONSIBILITY, DisputeKind.DENIAL, DisputeKind.EXISTENCE),
    )


def _victims(asked: Asked, event: Event, shelf: Shelf) -> Found | None:
    roles = [Role.TARGET.value, Role.VICTIM.value]
    accounts = _narrowed(asked, event, shelf)
    said = lines(shelf, accounts, roles)
    harm = lines(shelf, accounts, [one.value for one in HURT]) if said else []
    if not said:
        sides = fit.others([one for one in event.participants if one.role is Role.PARTICIPANT], asked, role="doer")
        wanted = {party_key(one.party) for one in sides}
        keep = [Role.PARTICIPANT.value]
        said = lines(shelf, accounts, keep, keep=lambda claim: party_key(claim.parsed()) in wanted)
    if not said:
        return None
    names = ", ".join(dict.fromkeys(one.text for one in said if not one.against))
    sentence = (
        f"{headline(event)}: against {names}." if names else f"{headline(event)}: denied by those who speak of it."
    )
    return Found(
        sentence=sentence,
        lines=tuple(one_each(said) + one_each(harm)),
        event=event.id,
        disputes=_disputes(event, DisputeKind.IDENTITY, DisputeKind.STATUS, DisputeKind.TOLL),
    )


def _toll(asked: Asked, event: Event, shelf: Shelf) -> Found | None:
    harm = next((cue.harm for cue in asked.cues if cue.harm is not None), None)
    if harm is None:
        return None

    def counted(claim: Claim) -> bool:
        count: Quantity = claim.parsed()
        told = words(f"{count.of} {shelf.sentence(claim)}") if count.scope is Scope.PART else words(count.of)
        return all(fit.like(word, told) for word in asked.people)

    accounts = _narrowed(asked, event, shelf)
    own = lines(shelf, accounts, [harm.value], keep=lambda c: counted(c) and c.parsed().scope is Scope.EVENT)
    rest = lines(shelf, accounts, [harm.value], keep=lambda c: counted(c) and c.parsed().scope is not Scope.EVENT)
    said = own + rest
    if not said:
        return None
    whole = event.harm.get(harm) if not asked.people else None
    sure = f": {harm.value} {phrases.estimate(whole)}" if whole else f": {harm.value}, as the accounts count them"
    best = f"; best {whole.best:,} by the rule '{whole.rule.value}' ({whole.reason})" if whole and whole.best else ""
    return Found(
        sentence=f"{headline(event)}{sure}{best}.",
        lines=tuple(said),
        event=event.id,
        disputes=tuple(one for one in event.disputes if one.prop == harm.value),
    )


def _dated(asked: Asked, event: Event, shelf: Shelf) -> Found | None:
    if event.when is None:
        return None
    said = lines(shelf, _narrowed(asked, event, shelf), ["when"])
    return Found(
        sentence=f"{headline(event)}: {phrases.when(event.when)}.",
        lines=tuple(said),
        event=event.id,
        disputes=_disputes(event, DisputeKind.DATE, DisputeKind.CHRONOLOGY),
    )


def _placed(asked: Asked, event: Event, shelf: Shelf) -> Found | None:
    if event.where is None:
        return None
    return Found(
        sentence=f"{headline(event)}: {phrases.where(event.where)}.",
        lines=tuple(one_each(lines(shelf, _narrowed(asked, event, shelf), ["where"]))),
        event=event.id,
        disputes=_disputes(event, DisputeKind.PLACE),
    )


def _armed(event: Event, shelf: Shelf) -> Found | None:
    said = lines(shelf, shelf.accounts(event), [Role.INSTRUMENT.value])
    names = ", ".join({one.text.casefold(): one.text for one in reversed(said)}.values())
    return Found(sentence=f"{headline(event)}: with {names}.", lines=tuple(said), event=event.id) if said else None


def _happened(asked: Asked, event: Event, shelf: Shelf) -> Found | None:
    tolls = ", ".join(
        f"{harm.value} {phrases.estimate(one)}" for harm, one in event.harm.items() if phrases.estimate(one)
    )
    body = f": {tolls}." if tolls else "."
    extra = blame(shelf, event) if asked.wanted == "whether" else []
    return Found(
        sentence=f"{headline(event)}{body}",
        lines=tuple(wordings(event, shelf) + extra),
        event=event.id,
        disputes=event.disputes,
    )
