"""Whose names are protected in a case, and in which spellings."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from djeli.assess.shield import looks_a_person
from djeli.link.evidence import common_words
from djeli.policy.fold import words
from djeli.policy.rules import Rules
from djeli.policy.spellings import LEAST, Words, forms, part_forms, parts, plurals, spelling
from djeli.resources.actors import load_actors
from djeli.split.words import words as split_words
from djeli.store import View
from djeli.values import Party, Person, Tie, load
from djeli.vocab import Informant, PartyKind, PersonLabel, Relation, Role

BYLINE = "author of the page"
"""Stands in the reason of persons who are known as authors only."""
_ORDINARY = frozenset(
    {Informant.PERSON.value, Informant.RESIDENTS.value, Informant.WITNESS.value, Informant.UNKNOWN.value}
)
_BETWEEN = re.compile(r"\s*(?:[;/|&]|,|\band\b|\bet\b|\by\b|\be\b|\bund\b|\bи\b|\bта\b)\s*", re.IGNORECASE)
_BY = re.compile(r"^\s*(?:by|par|por|von|di|da|text|texte|reporting by|автор|بقلم)\b[\s:]*", re.IGNORECASE)


@dataclass
class Named:
    """Names met in a case, by how they are to be treated; filled once, then read."""

    private: set[str] = field(default_factory=set)
    minor: set[str] = field(default_factory=set)
    byline: set[str] = field(default_factory=set)
    public: set[str] = field(default_factory=set)
    unlabelled: set[str] = field(default_factory=set)  # look like persons, and nobody labelled them

    def person(self, one: Person) -> None:
        """Take in a person as a page shows them."""
        if one.label is PersonLabel.MINOR:
            self.minor.add(one.name)
        elif one.label.shown:
            self.public.add(one.name)
        else:
            (self.byline if BYLINE in one.reason else self.private).add(one.name)


def named(view: View) -> Named:
    """Everybody whom claims, headers and corrections of a case name."""
    found = Named()
    for value in view.values(("person",)):
        found.person(load(value, Person))
    people = '"kind":"person"'
    parties = (load(value, Party) for value in view.values(tuple(str(role) for role in Role), people))
    ties = (load(value, Tie) for value in view.values(tuple(str(one) for one in Relation), people))
    taking_part: tuple[Party | Tie, ...] = (*parties, *ties)
    for one in taking_part:
        if one.name and not one.actor and one.kind is PartyKind.PERSON and _outlet_words().isdisjoint(words(one.name)):
            found.unlabelled.add(one.name)
    for raw in view.speakers():
        found.unlabelled.update(_spoken(raw))
    for author in view.authors():
        found.byline.update(bylines(author))
    for decided in view.judgements():
        if people in decided.value:
            found.unlabelled.update(str(name) for name in re.findall(r'"name":"([^"]+)"', decided.value))
    return found


def _spoken(raw: str) -> Iterator[str]:
    """Names among what is kept of a speaker: their own, and who passes it on."""
    name, informant, actor, _, _, *more = json.loads(raw)
    role, organisation, via = more or ("", "", "")
    bare = name.split(",", maxsplit=1)[0].strip()
    if not actor and informant in _ORDINARY and not organisation and not role and _a_person(bare):
        yield bare
    if via and _a_person(via):
        yield via.split(",", maxsplit=1)[0].strip()


def bylines(author: str) -> list[str]:
    """The persons of a byline; bodies and desks are none."""
    found = (_BY.sub("", part).strip() for part in _BETWEEN.split(author))
    return [name for name in found if _a_person(name)]


def _a_person(name: str) -> bool:
    """Whether a name that nobody labelled may be a person's, and is no outlet's."""
    return looks_a_person(name) and _outlet_words().isdisjoint(words(name))


@cache
def _outlet_words() -> frozenset[str]:
    """Words that make a byline an outlet's, not a person's."""
    return frozenset(word for one in split_words().outlet_words for word in words(one))


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """Folded words -> the person they mean (fullest name, folded). `parts` are single words that may mean one,
    `families` the same of several who bear the name.
    """

    whole: Mapping[Words, str]
    parts: Mapping[str, str]  # "" where several persons bear it
    families: Mapping[str, str]
    kept: frozenset[Words]  # names of public persons, which may hold those of others
    persons: frozenset[str]


def protected(found: Named, rules: Rules, is_place: Callable[[str], bool]) -> Protected:
    """Whose names an audience may not have.

    A person shown in a public role on one page is public on all, unless some page shows a minor of that name. A name
    on the list of the case is protected whatever the pages say.
    """
    listed = {" ".join(words(name)): name for name in rules.protect}
    open_ = {" ".join(words(name)) for name in rules.public}
    minors = {" ".join(words(name)) for name in found.minor}
    public = ({" ".join(words(name)) for name in found.public} - minors | open_) - set(listed)
    secret: dict[str, str] = {}
    if "private" in rules.persons:
        secret |= {" ".join(words(name)): name for name in sorted(found.private | found.unlabelled)}
    if "authors" in rules.persons:
        secret |= {" ".join(words(name)): name for name in sorted(found.byline)}
    if "minor" in rules.persons:
        secret |= {" ".join(words(name)): name for name in sorted(found.minor)}
    secret = {key: name for key, name in secret.items() if key and key not in public} | listed
    known = {word for name in public for word in name.split()}
    sure = set(listed) | minors
    secret = {
        key: name
        for key, name in secret.items()
        if key in sure or " " in key or (key not in known and _telling(key, is_place))
    }
    return _spelt(secret, public, lambda word: word not in known and _telling(word, is_place))


def _spelt(secret: Mapping[str, str], public: set[str], alone: Callable[[str], bool]) -> Protected:
    kept = {tuple(name.split()) for name in public}
    whole: dict[Words, str] = {}
    owners: dict[str, set[str]] = defaultdict(set)
    for key in sorted(secret, key=lambda one: (-one.count(" "), one)):
        own = tuple(key.split())
        if own in whole:
            continue  # a shorter spelling of somebody told more fully
        for form in forms(secret[key]):
            if sum(map(len, form)) >= LEAST and (form not in kept or form == own) and (form == own or _fits(form)):
                whole.setdefault(form, key)
        for word in parts(secret[key]):
            if alone(word):
                owners[word].add(key)
    bearer = {word: next(iter(keys)) if len(keys) == 1 else "" for word, keys in owners.items()}
    marks = {form: person for word, person in bearer.items() for form in part_forms(word)}
    marks = {form: key for form, key in marks.items() if (form,) not in whole and (form,) not in kept}
    return Protected(
        whole=whole,
        parts=marks,
        families={one: person for word, person in bearer.items() for one in plurals(word) if alone(one)},
        kept=frozenset(kept - whole.keys()),
        persons=frozenset(secret),
    )


def _fits(form: Words) -> bool:
    """Whether a spelling is long enough not to be met by chance."""
    return len(form) > 1 or len(form[0]) >= 7 or not form[0].isascii()


def _telling(word: str, is_place: Callable[[str], bool]) -> bool:
    """Whether one word alone may mean a person: no ordinary word, no place, no part of an actor's name."""
    return (
        len(word) >= LEAST
        and word not in spelling().particles
        and word not in common_words()
        and word not in _actor_words()
        and not is_place(word)
    )


@cache
def _actor_words() -> frozenset[str]:
    return frozenset(word for actor in load_actors().values() for form in actor.forms for word in words(form))
