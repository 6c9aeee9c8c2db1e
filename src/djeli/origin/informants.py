"""Who information is from: independent origins behind the accounts of one event.

The rule, kept on the careful side. Every text family speaks once, however many pages print it. What a family knows it
has from its informants: the speakers of its claims that the event happened. A named informant (an actor of the table,
or the same name) is one origin across all texts, so three agencies rewriting one ministry statement are one origin. An
unnamed informant of one kind ("residents", "a security source") is one origin across the whole event, because nothing
shows that two pages met different ones. So is a body named by its kind alone ("the army"), and it is taken for the one
body of that kind that another text names in full. An outlet quoted by a text whose own page is in the case is no new
origin; where it is not, it counts as credited only, and all texts that have the event from it are one origin. A text
that names nobody is one origin of its own when its publisher is known; all others together are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from djeli.fold.voices import family_of, informant_key, outlet_key
from djeli.records import Claim, Speaker
from djeli.views import Account
from djeli.vocab import Harm, Informant, Stance

TOLD = frozenset({"type", "when", "where", *(harm.value for harm in Harm)})
"""Properties by which a speaker vouches that something happened."""


BODIES = frozenset(
    {Informant.ARMY, Informant.POLICE, Informant.GOVERNMENT, Informant.ARMED_GROUP, Informant.UNITED_NATIONS}
)
"""Kinds of which a story mostly quotes one body, now by its full name, now as "the army" or "the ministry"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One informant behind an event, with the text families and items that carry the word."""

    key: str
    name: str
    informant: Informant
    families: tuple[str, ...]
    items: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """Origins held (their word is in a page of the case) and outlets only credited (their page is not)."""

    held: tuple[Origin, ...]
    credited: tuple[str, ...]
    outlets: int = 0  # publishers, and pages whose publisher is not known

    @property
    def families(self) -> frozenset[str]:
        """The text families that carry the held origins."""
        return frozenset(family for origin in self.held for family in origin.families)

    @property
    def independent(self) -> int:
        """Origins that can confirm one another: never more than texts that differ, nor than pages or outlets."""
        return min(len(self.held), len(self.families), self.outlets)


def origins(accounts: Sequence[Account]) -> Origins:
    """The independent origins behind the accounts of one event, whatever their order.

    Accounts that tell the event as planned, threatened or negated vouch for nothing and are left out.
    """
    told = sorted((a for a in accounts if a.modality.happened), key=lambda account: account.report.id)
    publishers = {family_of(a): key for a in told if (key := outlet_key(_publisher(a)))}
    held_outlets = frozenset(publishers.values())
    found: dict[str, tuple[str, Informant, str, set[str], set[str]]] = {}
    credited: dict[str, str] = {}
    for family in sorted({family_of(a) for a in told}):
        members = [a for a in told if family_of(a) == family]
        outlets = {outlet_key(name): name for a in members for name in _credits(a) if outlet_key(name)}
        mine = {outlet_key(_publisher(a)) for a in members}
        credited |= {key: name for key, name in outlets.items() if key not in held_outlets and key not in mine}
        for key, name, informant, reason in _voices(members, outlets, held_outlets - mine):
            entry = found.setdefault(key, (name, informant, reason, set(), set()))
            entry[3].add(family)
            entry[4].update(a.item.id for a in members)
    held = tuple(
        Origin(key=key, name=e[0], informant=e[1], families=tuple(sorted(e[3])), items=tuple(sorted(e[4])), reason=e[2])
        for key, e in sorted(found.items())
    )
    return Origins(
        held=_absorbed(held), credited=tuple(credited[key] for key in sorted(credited)), outlets=_outlets(told)
    )


def _outlets(told: Iterable[Account]) -> int:
    """How many pages or publishers tell it: the sections of one page are one outlet's word, and copies count once."""
    first: dict[str, str] = {}
    for account in told:
        first.setdefault(family_of(account), outlet_key(_publisher(account)) or account.document)
    return len(set(first.values()))


def _absorbed(held: Sequence[Origin]) -> tuple[Origin, ...]:
    """Origins, those named by their kind alone taken for the one body of the kind that is named in full.

    Where several are named in full ("the Kyrgyz ministry", "the Tajik ministry") the bare name stays apart: it may be
    either.
    """
    bare = {o.key: o for o in held if o.informant in BODIES and not _full(o)}
    full: dict[Informant, list[Origin]] = {}
    for origin in held:
        if origin.key not in bare:
            full.setdefault(origin.informant, []).append(origin)
    groups: dict[str, list[Origin]] = {}
    for origin in held:
        known = full.get(origin.informant, [])
        home = origin.key
        if origin.key in bare:
            home = known[0].key if len(known) == 1 else f"kind:{origin.informant.value}"
        groups.setdefault(home, []).append(origin)
    return tuple(_joined(key, found) for key, found in sorted(groups.items()))


def _full(origin: Origin) -> bool:
    """Whether an origin is an actor of the table, or its name holds a proper name."""
    return origin.key.startswith("actor:") or any(word[:1].isupper() for word in origin.name.split())


def _joined(key: str, found: Sequence[Origin]) -> Origin:
    named = sorted(found, key=lambda o: (o.key != key, -len(o.items), o.key))
    others = sorted({o.name for o in named[1:]} - {named[0].name})
    also = f" Also called {', '.join(repr(name) for name in others)}." if others else ""
    return Origin(
        key=key,
        name=named[0].name,
        informant=named[0].informant,
        families=tuple(sorted({family for o in found for family in o.families})),
        items=tuple(sorted({item for o in found for item in o.items})),
        reason=named[0].reason + also,
    )


def _publisher(account: Account) -> str:
    return account.item.publisher.value if account.item.publisher else ""


def _claims(account: Account) -> Iterable[Claim]:
    return (claim for prop in sorted(account.claims) for claim in account.claims[prop])


def _credits(account: Account) -> list[str]:
    """Outlets the account says it has the event from: credit lines and quoted media."""
    named = [claim.parsed().name for claim in account.claims.get("credit", ())]
    quoted = [
        claim.speaker.name
        for claim in _claims(account)
        if claim.speaker is not None and claim.speaker.informant is Informant.MEDIA
    ]
    return sorted({*named, *quoted})


def _vouching(account: Account) -> dict[str, Speaker]:
    """Speakers, other than outlets, who say that it happened."""
    found: dict[str, Speaker] = {}
    for claim in _claims(account):
        speaker = claim.speaker
        if speaker is None or speaker.informant is Informant.MEDIA or claim.prop not in TOLD:
            continue
        if claim.modality.happened and (claim.stance.affirms and claim.stance is not Stance.CONDEMNS):
            found.setdefault(informant_key(speaker), speaker)
    return found


def _voices(
    members: Sequence[Account], outlets: dict[str, str], held: frozenset[str]
) -> list[tuple[str, str, Informant, str]]:
    """Origins one family stands for: its informants, else the outlet it quotes, else its publisher."""
    speakers: dict[str, Speaker] = {}
    for account in members:
        speakers = _vouching(account) | speakers
    if speakers:
        return [(key, s.name, s.informant, f"{s.name!r} is named as saying so.") for key, s in sorted(speakers.items())]
    if outlets:
        return [
            (
                f"outlet:{key}",
                name,
                Informant.MEDIA,
                f"Told after {name!r}, whose own page is in the case."
                if key in held
                else f"Told after {name!r}, whose own page is not in the case.",
            )
            for key, name in sorted(outlets.items())[:1]
        ]
    publisher = next((_publisher(a) for a in members if outlet_key(_publisher(a))), "")
    if publisher:
        key = f"outlet:{outlet_key(publisher)}"
        return [(key, publisher, Informant.MEDIA, f"{publisher!r} tells it in its own voice and names nobody.")]
    return [("unattributed", "", Informant.UNKNOWN, "Told without any informant, by publishers that are not known.")]
