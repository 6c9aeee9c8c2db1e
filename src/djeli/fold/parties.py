"""Who took part, in which role, by whose claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from djeli.fold.voices import family_of, outlet_key
from djeli.resources import load_yaml
from djeli.resources.actor_facts import FactKind
from djeli.resources.actors import load_actors
from djeli.values import Party
from djeli.views import Account, Participant
from djeli.vocab import PartyKind, Role

VAGUE = frozenset({PartyKind.ARMED_UNKNOWN, PartyKind.UNKNOWN, PartyKind.CRIMINALS})
"""Kinds that fit whoever it was: "gunmen" contradicts no named group."""
STATE = frozenset({PartyKind.STATE_FORCES, PartyKind.GOVERNMENT, PartyKind.POLICE})
"""Kinds that stand for one another when a state is named: "the army", "the government", "Myanmar"."""


BYSTANDERS = frozenset(
    {PartyKind.ORGANISATION, PartyKind.PERSON, PartyKind.CIVILIANS, PartyKind.PLACE_OR_OBJECT, PartyKind.PROTESTERS}
)
"""Kinds that report, comment or suffer far more often than they attack: they stand for no side of "who did it"."""


@cache
def _generic() -> frozenset[str]:
    lists = load_yaml(files("djeli.resources") / "fold" / "people.yaml")["forms"]
    return frozenset(word for listed in lists.values() for word in listed)


def _telling(party: Party) -> frozenset[str]:
    """The words of a name without those that only say what kind of thing it is."""
    return frozenset(outlet_key(party.name).split()) - _generic()


def named(party: Party) -> bool:
    """Whether the party is known by a name of its own: an actor of the table, a state's organ, or a proper name."""
    if party.kind in VAGUE or party.kind in BYSTANDERS:
        return False
    if party.actor or (party.kind in STATE and party.country):
        return True
    telling = [word for word in party.name.split() if word[0].isalpha()]
    proper = [word for word in telling if word[0].isupper()]
    if telling and not any(char.isupper() or char.islower() for word in telling for char in word):
        return party.kind is not PartyKind.UNKNOWN and len(telling) > 1  # a script without capitals
    lone = len(telling) == 1 and bool(proper)
    return lone or any(word.isupper() and len(word) > 1 for word in telling) or any(w[0].isupper() for w in telling[1:])


def party_key(party: Party) -> str:
    """What makes two parties one: the id of the actor table, else the telling words of the name."""
    return party.actor or outlet_key(party.name)


def same_party(one: Party, other: Party) -> bool:
    """Whether both may be one party: same key, one vague, organs of one state, one in the other, or two scripts."""
    if party_key(one) == party_key(other) or one.kind in VAGUE or other.kind in VAGUE:
        return True
    if one.kind in STATE and other.kind in STATE:
        return not (one.country and other.country) or one.country == other.country
    if one.name.isascii() != other.name.isascii() and not (one.actor and other.actor):
        return True  # two scripts: nobody can say that these are two
    if _within(one.actor, other.actor) or _within(other.actor, one.actor):
        return True
    telling, others = _telling(one), _telling(other)
    if not telling or not others:
        return one.kind is other.kind
    return telling <= others or others <= telling


def _within(part: str, whole: str) -> bool:
    """Whether the actor table has one actor as a part of the other: a branch and what it belongs to."""
    known = load_actors().get(part) if part and whole else None
    if known is None:
        return False
    facts = {fact.value for fact in known.facts if fact.kind is FactKind.PART_OF}
    return whole in facts or whole == known.parent


def participants(accounts: Sequence[Account]) -> tuple[Participant, ...]:
    """Parties by role, those most texts name first. Denials give nobody a role, nor do older things told beside."""
    found: dict[tuple[Role, str], list[tuple[Party, str, str]]] = {}
    front = [account for account in accounts if not account.report.background] or accounts
    for account in sorted(front, key=lambda a: a.report.id):
        for role in Role:
            for claim in account.claims.get(role.value, ()):
                if claim.stance.affirms and claim.modality is account.modality:
                    party: Party = claim.parsed()
                    found.setdefault((role, party_key(party)), []).append((party, claim.id, family_of(account)))
    order = sorted(found.items(), key=lambda kv: (list(Role).index(kv[0][0]), -len({f for _, _, f in kv[1]}), kv[0][1]))
    return tuple(
        Participant(
            role=role, party=_name([party for party, _, _ in told]), claims=tuple(sorted({c for _, c, _ in told}))
        )
        for (role, _), told in order
    )


def _name(parties: Sequence[Party]) -> Party:
    """The form most often told; then the longer name; a known kind before an unknown one."""
    counts = Counter(parties)
    return min(counts, key=lambda p: (p.kind is PartyKind.UNKNOWN, -counts[p], -len(p.name), p.name, p.country))
