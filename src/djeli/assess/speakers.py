"""Who an item has its information from: named people and bodies, bodies by their kind alone, people without a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from djeli.assess.shield import HIDDEN
from djeli.assess.signals import signal, unnamed_words
from djeli.records import Claim, Span, Speaker
from djeli.resources.sources import by_name
from djeli.text.similarity import plain, words
from djeli.views import Account, Signal
from djeli.vocab import Informant, PersonLabel

UNNAMED = frozenset({Informant.ANONYMOUS, Informant.SECURITY_SOURCE, Informant.WITNESS, Informant.RESIDENTS})
"""Kinds whose members speak for nobody: without a proper name they are unnamed, whatever stands before the word."""
BODIES = frozenset(
    {
        Informant.ARMY,
        Informant.POLICE,
        Informant.GOVERNMENT,
        Informant.FOREIGN_GOVERNMENT,
        Informant.LOCAL_OFFICIAL,
        Informant.ARMED_GROUP,
        Informant.UNITED_NATIONS,
        Informant.NGO,
        Informant.UNION,
        Informant.HOSPITAL,
        Informant.MEDIA,
    }
)
LONGEST = 8
"""Words of a speaker; what is longer is a clause, not a name."""
SHOWN = 4
_COUNT = re.compile(r"^\d|%|\d[.,]\d|\bper ?cent\b")
_PRONOUNS = frozenset(
    [
        *["sgt", "gen", "col", "lt", "capt", "maj", "brig", "cmdr", "mr", "mrs", "ms", "dr", "sir"],
        "this",
        "that",
        "these",
        "those",
        "it",
        "he",
        "she",
        "they",
        "we",
        "you",
        "i",
        "il",
        "elle",
        "ils",
        "elles",
        "on",
        "él",
        "ella",
        "eles",
        "elas",
        "er",
        "sie",
        "es",
    ]
)


@dataclass(slots=True)
class Speakers:
    """Spans of those who speak in an item, by the name shown."""

    named: dict[str, Span] = field(default_factory=dict)
    bodies: dict[str, Span] = field(default_factory=dict)
    unnamed: dict[str, Span] = field(default_factory=dict)
    credited: dict[str, Span] = field(default_factory=dict)


def speakers_of(accounts: Sequence[Account], told: Iterable[Claim]) -> Speakers:
    """Everybody that an item's claims are put in the mouth of, and whom it credits."""
    claims = [*told, *(claim for a in accounts for found in a.claims.values() for claim in found)]
    private = {
        plain(one.name)
        for claim in claims
        if claim.prop == "person" and (one := claim.parsed()).label in (PersonLabel.PRIVATE, PersonLabel.MINOR)
    }
    found = Speakers()
    for claim in claims:
        if claim.speaker is not None:
            _file(found, claim.speaker, private)
        if claim.prop == "credit":
            found.credited.setdefault(claim.parsed().name, claim.spans[0])
    return found


def _file(found: Speakers, speaker: Speaker, private: set[str]) -> None:
    name = _shown(speaker.name)
    tokens = name.split()
    if not 0 < len(tokens) <= LONGEST or _COUNT.search(name):
        return
    if proper(name):
        found.named.setdefault(HIDDEN if plain(name) in private else name, speaker.span)
    elif speaker.informant in UNNAMED or not unnamed_words().isdisjoint(words(name)):
        found.unnamed.setdefault(name, speaker.span)
    elif (speaker.actor or speaker.informant in BODIES) and any(word[:1].isupper() for word in tokens):
        found.named.setdefault(name, speaker.span)
    elif speaker.actor or speaker.informant in BODIES:
        found.bodies.setdefault(name, speaker.span)


def _shown(name: str) -> str:
    """The name without what explains it: brackets, asides."""
    for mark in (" (", "—", ", one ", "–"):
        name = name.split(mark, maxsplit=1)[0]
    return " ".join(name.split()).strip(" ,;:“”\"'")


def proper(name: str) -> bool:
    """Whether a speaker's words end in a proper name; in scripts without capitals, whether no word is a common one."""
    tokens = [word.strip(".,’'") for word in name.split()]
    last = tokens[-1] if tokens else ""
    if len(tokens) == 1 and plain(last) in _PRONOUNS:
        return False
    if tokens and tokens[0][:1].islower() and not all(word[:1].isupper() for word in tokens[-2:]):
        return False
    if not any(char.isupper() or char.islower() for char in last):
        return bool(last) and not last.isdigit() and unnamed_words().isdisjoint(words(name))
    return last[:1].isupper() and plain(last) not in unnamed_words()


def informant_signals(accounts: Sequence[Account], told: Sequence[Claim], publisher: str) -> Iterable[Signal]:
    """Who is named as saying it: somebody named, a body, unnamed people only, an outlet credited, or nobody.

    A page that credits its own publisher credits nobody.
    """
    if not accounts and not told:
        return
    found = speakers_of(accounts, told)
    own = {plain(publisher), plain(outlet.name) if (outlet := by_name(publisher)) else ""}
    for name in list(found.credited):
        known = by_name(name)
        if plain(known.name if known else name) in own:
            del found.credited[name]
    for name, those in (("named_source", found.named), ("credited_source", found.credited)):
        if those:
            yield _listed(name, those)
    if found.named or found.credited:
        return
    if found.bodies:
        yield _listed("body_source", found.bodies)
    elif len(found.unnamed) == 1:
        yield _listed("one_anonymous", found.unnamed)
    elif found.unnamed:
        yield _listed("anonymous_only", found.unnamed)
    else:
        yield signal("no_named_source")


def _listed(name: str, those: dict[str, Span]) -> Signal:
    listed = sorted(those, key=lambda one: those[one])
    more = f" and {len(listed) - SHOWN} more" if len(listed) > SHOWN else ""
    return signal(name, names=", ".join(listed[:SHOWN]) + more, spans=[those[one] for one in listed])
