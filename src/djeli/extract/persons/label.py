"""How a named person is treated, with the sentence that says why: public, private or a minor.

Office, command, leadership, speaking for a body, an elected or a party role make public. Kin, work, suffering, rank and
file do not, nor does silence: who is told no role is private. A child is a minor whatever else is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from djeli.extract.persons.context import Sign
from djeli.gazetteer import name_key
from djeli.values import Person
from djeli.vocab import PersonLabel


def person_of(name: str, signs: Sequence[Sign]) -> Person:
    """The person by all that is said of them, in the page's order."""
    kinds: dict[str, Sign] = {}
    for sign in signs:
        kinds.setdefault(sign.kind, sign)
    if "age" in kinds:
        return Person(
            name=name, label=PersonLabel.MINOR, reason=f"The page gives an age under 18 ({kinds['age'].words})."
        )
    if "minor" in kinds and "adult" not in kinds and "public" not in kinds:
        return Person(name=name, label=PersonLabel.MINOR, reason=f"The page calls them “{kinds['minor'].words}”.")
    if "public" in kinds:
        role = _fullest([s.words for s in signs if s.kind == "public"])
        return Person(
            name=name, label=PersonLabel.PUBLIC, reason=f"The page gives them a public role: “{role}”.", role=role
        )
    if "title" in kinds and not kinds.keys() & {"private", "kin", "adult", "minor"}:
        role = kinds["title"].words
        reason = f"The page gives them a public title: “{role}”."
        return Person(name=name, label=PersonLabel.PUBLIC, reason=reason, role=role)
    if "lead" in kinds:
        reason = f"The page speaks of them as one who leads (“{kinds['lead'].words}”)."
        return Person(name=name, label=PersonLabel.PUBLIC, reason=reason)
    if "kin" in kinds:
        return Person(
            name=name,
            label=PersonLabel.PRIVATE,
            reason=f"The page names them as somebody's kin (“{kinds['kin'].words}”).",
        )
    if "private" in kinds:
        return Person(name=name, label=PersonLabel.PRIVATE, reason=f"“{kinds['private'].words}” is no public role.")
    return Person(name=name, label=PersonLabel.PRIVATE, reason="The page tells no public role of theirs.")


def _fullest(roles: Sequence[str]) -> str:
    return max(roles, key=lambda role: role.count(" "))


def labels_of(persons: Iterable[Person]) -> Mapping[str, PersonLabel]:
    """Labels by full name and, where only one person bears it, by last name; keys as `name_key` makes them.

    Two persons of one name get the more careful label.
    """
    found: dict[str, PersonLabel] = {}
    shared: set[str] = set()
    for person in persons:
        full = name_key(person.name)
        for key in {full, full.rpartition(" ")[2]}:
            if key in found and found[key] is not person.label:
                shared.add(key)
            found[key] = person.label
    return {key: (PersonLabel.PRIVATE if key in shared else label) for key, label in found.items()}


def label_of(name: str, persons: Iterable[Person]) -> PersonLabel:
    """How a person of that name is treated; PRIVATE when nobody of the name is known."""
    known = labels_of(persons)
    return known.get(name_key(name)) or known.get(
        name_key(name.rsplit(maxsplit=1)[-1]) if name.split() else "", PersonLabel.PRIVATE
    )


def public_role(name: str, persons: Iterable[Person]) -> str:
    """The public role that the page tells of a name, empty when it tells none."""
    key = name_key(name)
    for person in persons:
        full = name_key(person.name)
        if person.label.shown and key and key in (full, full.rpartition(" ")[2]):
            return person.role
    return ""
