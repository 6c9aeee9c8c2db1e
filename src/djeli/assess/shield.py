"""Names that no sentence of ours repeats: persons no page shows in a public role. Quotes stay as the page has them."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from djeli.lang import bodies, civil_bodies
from djeli.records import Claim, Speaker
from djeli.text.similarity import words
from djeli.values import Person
from djeli.views import Account, Assessment, Dispute, Estimate, Event
from djeli.vocab import Informant, PersonLabel

HIDDEN, MANY = "a private person", "private persons"
PARTICLES = frozenset(
    {"al", "ag", "ould", "ben", "bin", "ibn", "abu", "de", "da", "dos", "van", "von", "el", "la", "le"}
)
ORDINARY = frozenset({Informant.PERSON, Informant.RESIDENTS, Informant.WITNESS})
"""Kinds of informants whose unlabelled members may be private persons."""
_SEVERAL = re.compile(rf"{HIDDEN}(?:, {HIDDEN})+", re.IGNORECASE)


@dataclass(frozen=True)
class Mask:
    """Names to leave out of sentences."""

    names: tuple[str, ...] = ()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self.names, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")

    def __call__(self, text: str) -> str:
        """The text with every such name as "a private person"."""
        if not any(name in text for name in self.names):
            return text
        hidden = _SEVERAL.sub(MANY, self._pattern.sub(HIDDEN, text))
        return hidden[:1].upper() + hidden[1:] if text[:1].isupper() and " " in text and text[-1:] == "." else hidden

    def of_grade(self, graded: Assessment) -> Assessment:
        """A grade whose reasons name none of them."""
        if not any(name in one.reason for one in graded.signals for name in self.names):
            return graded
        signals = tuple(dataclasses.replace(one, reason=self(one.reason)) for one in graded.signals)
        return dataclasses.replace(graded, signals=signals)

    def of_dispute(self, one: Dispute, *, values: bool = True) -> Dispute:
        """A dispute whose sentences and speakers name none of them; without `values` what the sides say stays as told,
        because decisions know a side by it.
        """
        sides = tuple(
            dataclasses.replace(
                side,
                value=self(side.value) if values else side.value,
                speakers=tuple(dict.fromkeys(self(name) for name in side.speakers)),
                stale=self(side.stale),
            )
            for side in one.sides
        )
        return dataclasses.replace(one, sides=sides, reason=self(one.reason))

    def of_estimate(self, one: Estimate) -> Estimate:
        """A count whose reason names none of them."""
        return dataclasses.replace(one, reason=self(one.reason))

    def of_event(self, event: Event) -> Event:
        """An event whose title, grade, reasons and disputes name none of them; who took part stays with its claims."""
        if not self.names:
            return event
        return dataclasses.replace(
            event,
            title=self(event.title),
            assessment=self.of_grade(event.assessment) if event.assessment else None,
            disputes=tuple(self.of_dispute(one, values=False) for one in event.disputes),
            harm={harm: self.of_estimate(one) for harm, one in event.harm.items()},
        )


class Shield:
    """Who is private in a case: what its claims `person` say, and speakers nobody labelled who look like persons.

    A person shown in a public role on one page is public on all, unless some page shows a minor of that name. A last
    name alone is a private person's where its page has such a person and no public person bears it.
    """

    def __init__(self, persons: Iterable[Claim], public: Iterable[str] | None = None) -> None:
        """`persons` are claims of the whole case; or of some items, and `public` what the whole case makes public."""
        labels: dict[str, set[PersonLabel]] = defaultdict(set)
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for claim in persons:
            if claim.prop != "person":
                continue
            person: Person = claim.parsed()
            plain = " ".join(words(person.name))
            labels[plain].add(person.label)
            found[claim.item][person.name] = plain
        here = {name for name, all_of in labels.items() if _shown(all_of)}
        self._found = dict(found)
        self._shield(here if public is None else public)

    def _shield(self, public: Iterable[str]) -> None:
        self._public = frozenset(public)
        self._lasts = {name.split()[-1] for name in self._public if name}
        self._hidden = {item: self._private(names) for item, names in self._found.items()}

    def with_public(self, public: Iterable[str]) -> Shield:
        """The same where the case makes these names public."""
        made = copy(self)
        made._shield(public)
        return made

    @property
    def public(self) -> list[str]:
        """Plain words of all names that are public in the case, sorted."""
        return sorted(self._public)

    def _private(self, names: dict[str, str]) -> dict[str, str]:
        """Name as written -> its plain words, of an item's private persons."""
        return {
            name: plain
            for name, plain in names.items()
            if plain and plain not in self._public and (" " in plain or plain not in self._lasts)
        }

    def private(self, speaker: Speaker, item: str) -> bool:
        """Whether a speaker is a named person without a public role; who is not known counts as private."""
        if speaker.actor:
            return False
        parts = words(_bare(speaker))
        plain = " ".join(parts)
        if not parts or plain in self._public:
            return False
        known = self._hidden.get(item, {}).values()
        lasts = {one.split()[-1] for one in known} - self._lasts
        if plain in known or (len(parts) == 1 and parts[0] in lasts):
            return True
        return looks_a_person(speaker.name) and speaker.informant in ORDINARY and not speaker.organisation

    def mask(self, items: Iterable[str], claims: Iterable[Claim] = ()) -> Mask:
        """What hides the private persons of some items and among the speakers of some claims."""
        names = {name for item in items for name in self._hidden.get(item, ())}
        names |= {_bare(one.speaker) for one in claims if one.speaker and self.private(one.speaker, one.item)}
        return Mask(tuple(sorted(names)))

    def of_accounts(self, accounts: Sequence[Account]) -> Mask:
        """The mask of an event told by these accounts."""
        told = (c for a in accounts for found in (*a.claims.values(), a.said) for c in found)
        return self.mask({account.item.id for account in accounts}, told)


class Persons:
    """Which persons the claims of a case make public, and where names stand; an open resource that `add` changes."""

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self._labels: dict[str, set[PersonLabel]] = defaultdict(set)
        self._items: dict[str, set[str]] = defaultdict(set)
        self.public: set[str] = set()
        self.add(claims)

    def known(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """Labels by name, and items by last name, for `of`."""
        labels = {name: sorted(one.value for one in found) for name, found in self._labels.items()}
        return labels, {last: sorted(items) for last, items in self._items.items()}

    @classmethod
    def of(cls, labels: Mapping[str, Iterable[str]], items: Mapping[str, Iterable[str]]) -> Persons:
        """Out of what `known` gave."""
        found = cls()
        for name, some in labels.items():
            found._labels[name] = {PersonLabel(one) for one in some}
        for last, names in items.items():
            found._items[last] = set(names)
        found.public = {name for name, told in found._labels.items() if _shown(told)}
        return found

    def add(self, claims: Iterable[Claim]) -> set[str]:
        """Take in claims of new items; items of others in which somebody may be private, or public, since then."""
        told: dict[str, set[str]] = defaultdict(set)
        labelled = set()
        for claim in claims:
            if claim.prop == "person":
                person: Person = claim.parsed()
                plain = " ".join(words(person.name))
                self._labels[plain].add(person.label)
                labelled.add(plain)
                told[claim.item].add(plain.split()[-1] if plain else "")
            if claim.speaker:
                told[claim.item].update(words(_bare(claim.speaker))[-1:])
        now = {name for name in labelled if _shown(self._labels[name])}
        moved = (now ^ self.public) & labelled
        self.public = (self.public - labelled) | now
        touched = {item for name in moved for item in self._items.get(name.split()[-1] if name else "", ())}
        for item, lasts in told.items():
            for last in lasts:
                self._items[last].add(item)
        return touched


def _shown(labels: Collection[PersonLabel]) -> bool:
    return PersonLabel.MINOR not in labels and any(label.shown for label in labels)


def _bare(speaker: Speaker) -> str:
    """The name without what explains it: "Awa Sow, a teacher"."""
    return speaker.name.split(",", maxsplit=1)[0].strip()


def looks_a_person(name: str) -> bool:
    """Whether a name nobody labelled may be a person's: two to four capitalised words, none of them a body's."""
    parts = [part for part in name.split(",", maxsplit=1)[0].split() if part.lower() not in PARTICLES]
    proper = all(part[0].isupper() and part.replace("-", "").isalpha() for part in parts)
    return 2 <= len(parts) <= 4 and proper and not any(part.lower() in bodies() | civil_bodies() for part in parts)
