"""Who information is from: independent origins behind the accounts of one event.

The rule, kept on the careful side. Every text family speaks once, however many pages print it. What a family knows it
has from its informants: the speakers of its claims that the event happened. A named informant (an actor of the table,
or the same name) is one origin across all texts, so three agencies rewriting one ministry statement are one origin. An
unnamed informant of one kind ("residents", "a security source") is one origin across the whole event, because nothing
shows that two pages met different ones. So is a body named by its kind alone ("the army"), and it is taken for the one
body of that kind that another text names in full. A text that has the event from an outlet whose own page is in the
case has it from that page's informants, along the whole chain; where the page is not in the case, the outlet counts as
credited only, and all texts that have the event from such outlets are one origin: nobody knows whom those have it from.
A text that names nobody is one origin of its own when its publisher is known; all others together are one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from djeli.fold.voices import family_of, informant_key, outlet_key
from djeli.records import Claim, Span, Speaker
from djeli.resources.sources import by_name
from djeli.views import Account
from djeli.vocab import Harm, Informant, Stance

TOLD = frozenset({"type", "when", "where", *(harm.value for harm in Harm)})
"""Properties by which a speaker vouches that something happened."""


BODIES = frozenset(
    {Informant.ARMY, Informant.POLICE, Informant.GOVERNMENT, Informant.ARMED_GROUP, Informant.UNITED_NATIONS}
)
"""Kinds of which a story mostly quotes one body, now by its full name, now as "the army" or "the ministry"."""
RELAYED = "relayed"
"""Key of what texts have from outlets whose pages are not in the case: possible origins, which count as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One informant behind an event, with the text families and items that carry the word."""

    key: str
    name: str
    informant: Informant
    families: tuple[str, ...]
    items: tuple[str, ...]
    reason: str
    spans: tuple[Span, ...] = ()  # where it is named


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
    families: dict[str, list[Account]] = {}
    for account in told:
        families.setdefault(family_of(account), []).append(account)
    texts = [_text(family, families[family]) for family in sorted(families)]
    printed: dict[str, list[_Text]] = {}
    for text in texts:
        for key in text.publishers:
            printed.setdefault(key, []).append(text)
    found: dict[str, list[_Word]] = {}
    for text in texts:
        for word in _words_of(text, printed):
            found.setdefault(word.key, []).append(dataclasses.replace(word, text=text))
    credited = {key: name for text in texts for key, name in text.outlets.items() if key not in printed}
    held = tuple(_origin(words) for _, words in sorted(found.items()))
    return Origins(
        held=_absorbed(held), credited=tuple(credited[key] for key in sorted(credited)), outlets=_outlets(told)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """One text family: who prints it, which outlets it has the event from, who vouches in it."""

    family: str
    items: tuple[str, ...]
    publishers: Mapping[str, str]
    outlets: Mapping[str, str]
    speakers: Mapping[str, Speaker]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """What one text knows, from one origin."""

    key: str
    name: str
    informant: Informant
    reason: str
    text: _Text
    spans: tuple[Span, ...] = ()


def _text(family: str, members: Sequence[Account]) -> _Text:
    publishers = {key: name for a in members if (name := _publisher(a)) and (key := outlet_name_key(name))}
    outlets = {key: name for a in members for name in _credits(a) if (key := outlet_name_key(name))}
    speakers: dict[str, Speaker] = {}
    for account in members:
        speakers = _vouching(account) | speakers
    return _Text(
        family=family,
        items=tuple(sorted({a.item.id for a in members})),
        publishers=publishers,
        outlets={key: name for key, name in sorted(outlets.items()) if key not in publishers},
        speakers=speakers,
    )


def _origin(words: Sequence[_Word]) -> Origin:
    first = words[0]
    names = dict.fromkeys(word.name for word in words) if first.key == RELAYED else {first.name: None}
    return Origin(
        key=first.key,
        name=", ".join(names),
        informant=first.informant,
        families=tuple(sorted({word.text.family for word in words})),
        items=tuple(sorted({item for word in words for item in word.text.items})),
        reason=first.reason,
        spans=tuple(sorted({span for word in words for span in word.spans})),
    )


def outlet_name_key(name: str) -> str:
    """One key for an outlet under all its names: the id in the outlet table, else the words of the name."""
    known = by_name(name)
    return f"={known.id}" if known is not None else outlet_key(name)


def _outlets(told: Iterable[Account]) -> int:
    """How many pages or publishers tell it: the sections of one page are one outlet's word, and copies count once."""
    first: dict[str, str] = {}
    for account in told:
        first.setdefault(family_of(account), outlet_name_key(_publisher(account)) or account.document)
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
        spans=tuple(sorted({span for o in found for span in o.spans})),
    )


def _publisher(account: Account) -> str:
    return account.item.publisher.value if account.item.publisher else ""


def _claims(account: Account) -> Iterable[Claim]:
    return (claim for prop in sorted(account.claims) for claim in account.claims[prop])


def _credits(account: Account) -> list[str]:
    """Outlets the account says it has the event from: credit lines, quoted media, and who passed a statement on."""
    named = [claim.parsed().name for claim in account.claims.get("credit", ()) if _reaches(claim, account)]
    speakers = [claim.speaker for claim in _claims(account) if claim.speaker is not None]
    quoted = [speaker.name for speaker in speakers if speaker.informant is Informant.MEDIA]
    passed = [speaker.via for speaker in speakers if speaker.via and by_name(speaker.via) is not None]
    return sorted({*named, *quoted, *passed})


def _reaches(credit: Claim, account: Account) -> bool:
    """Whether a credit stands under the words of a report: a note under one paragraph says nothing of the others."""
    return len(credit.spans) < 2 or credit.spans[1].overlaps(account.report.scope)


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


def _words_of(text: _Text, printed: Mapping[str, Sequence[_Text]]) -> Iterable[_Word]:
    """Origins one text stands for: its informants, else those behind the outlets it quotes, else its publisher.

    `printed` has the texts of each outlet whose pages are in the case. Chains are followed to their ends: a text that
    has it from AFP, which has it from the ministry, has it from the ministry.
    """
    ends = {end.family: (end, name) for end, name in _ends(text, printed)}
    for end, name in ends.values():
        for word in _own_words(end):
            after = f"Told after {name!r}, whose own page is in the case."
            yield word if end is text else dataclasses.replace(word, reason=after)


def _ends(text: _Text, printed: Mapping[str, Sequence[_Text]]) -> Iterable[tuple[_Text, str]]:
    """Texts at the ends of the chain of quoting, each with the outlet it was quoted as; the text itself where none."""
    seen, waiting = {text.family}, [(text, "")]
    while waiting:
        one, name = waiting.pop()
        behind = [
            (other, quoted)
            for key, quoted in one.outlets.items()
            for other in printed.get(key, ())
            if other.family not in seen
        ]
        if one.speakers or not behind:
            yield one, name
            continue
        seen.update(other.family for other, _ in behind)
        waiting += behind


def _own_words(text: _Text) -> Iterable[_Word]:
    """What a text has from its own informants, from outlets not in the case, or says itself."""
    for key, s in sorted(text.speakers.items()):
        reason = f"{s.name!r} is named as saying so."
        yield _Word(key=key, name=s.name, informant=s.informant, reason=reason, text=text, spans=(s.span,))
    if text.speakers:
        return
    if text.outlets:
        names = ", ".join(sorted(set(text.outlets.values())))
        reason = "Told after other outlets; whom those have it from is not in the case."
        yield _Word(key=RELAYED, name=names, informant=Informant.MEDIA, reason=reason, text=text)
    elif text.publishers:
        key, publisher = min(text.publishers.items())
        reason = f"{publisher!r} tells it in its own voice and names nobody."
        yield _Word(key=f"outlet:{key}", name=publisher, informant=Informant.MEDIA, reason=reason, text=text)
    else:
        reason = "Told without any informant, by publishers that are not known."
        yield _Word(key="unattributed", name="", informant=Informant.UNKNOWN, reason=reason, text=text)
