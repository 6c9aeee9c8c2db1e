"""The title sentence of an event: what, whom, by whom, where. Nothing unknown, and nothing twice."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from rapidfuzz import fuzz

from djeli.fold.parties import VAGUE
from djeli.resources import load_yaml
from djeli.text.similarity import plain, words
from djeli.values import Party, Where
from djeli.views import Participant
from djeli.vocab import PartyKind, Resolution, Role

LONGEST_NAME = 48
"""A longer name is a whole clause that an extractor took for a party; it is left out."""
ALIKE = 85
"""Likeness of two spellings, of 100, from which a party is the place under another spelling."""
THINGS = frozenset({PartyKind.PLACE_OR_OBJECT, PartyKind.UNKNOWN})
COMMON = frozenset({*VAGUE, PartyKind.CIVILIANS, PartyKind.PROTESTERS, PartyKind.RIOTERS, PartyKind.POLITICAL_MILITIA})
"""Kinds whose parties mostly go by a common noun, which has no capital but at the beginning of a sentence."""


@cache
def _words(language: str) -> Any:
    return load_yaml(files("djeli.resources") / "fold" / "titles.yaml")[language]


def title(
    label: str,
    people: Sequence[Participant],
    where: Where | None,
    *,
    kind: str = "",
    two_sided: bool = False,
    language: str = "en",
    foreign: Collection[str] = (),
) -> str:
    """One line without a full stop ("Ambush of an army convoy near Tinzaouatène").

    Args:
        label: the event type in words.
        people: participants, those most texts name first.
        where: the place, if any.
        kind: the event type's id, for its own phrase and preposition.
        two_sided: whether the type has parties without direction.
        language: of the templates.
        foreign: ids of claims in another language than the title's; parties that only they name go by their kind.
    """
    table = _words(language)
    able = [_spoken(one, table, foreign) for one in people if len(one.party.name) <= LONGEST_NAME]
    named = [one for one in able if one is not None and not _is_place(one.party, where, table)]
    by, to = _doer(named), _sufferer(named, kind in table["people_only"])
    if by is not None and to is not None and plain(by.name) == plain(to.name):
        by = None
    sides = sorted((o.party for o in named if o.role is Role.PARTICIPANT), key=lambda party: not party.kind.armed)
    sides = sides[:2] if len(sides) >= 2 else [party for party in (by, to) if party is not None]
    if two_sided and len(sides) == 2:
        one, other = (_named(side, table) for side in sides)
        head = table["between"].format(label=label, one=one, other=other)
    else:
        head = _one_sided(label, by or (sides[0] if sides and to is None else None), to, kind, table)
    told = where is not None and kind not in table["placeless"]
    line = str(table["place"][_preposition(where)].format(head=head, place=where.name) if where and told else head)
    return line[:1].upper() + line[1:]


def _one_sided(label: str, by: Party | None, to: Party | None, kind: str, table: Any) -> str:
    """The sentence without a place, by the type's own phrase, else its preposition, else the general form."""
    form = "by_to" if by and to else "to" if to else "by" if by else ""
    if not form:
        return label
    taken: dict[str, str] = next((t for word, t in table["takes"].items() if kind in table[word]), {})
    template = table["phrases"].get(kind, {}).get(form) or taken.get(form) or table[form]
    return str(
        template.format(
            label=label,
            by=_named(by, table) if by else "",
            to=_named(to, table, start=template.startswith("{to}")) if to else "",
        )
    )


def _spoken(one: Participant, table: Any, foreign: Collection[str]) -> Participant | None:
    """The participant as the title's language names it; None where it has no words for it."""
    party = one.party
    if party.actor or not foreign or not set(one.claims) <= set(foreign) or _proper(party.name):
        return one
    own = table["kinds"].get(party.kind.value)
    return Participant(role=one.role, party=Party(name=own, kind=party.kind), claims=one.claims) if own else None


def _proper(name: str) -> bool:
    """Whether a name holds a word with a capital that does not merely begin it."""
    return any(word[:1].isupper() for word in name.split()[1:]) or name.isupper()


def _is_place(party: Party, where: Where | None, table: Any) -> bool:
    """Whether the party is but the place again: its name, a spelling of it, or "the town"."""
    said = words(party.name)
    if party.actor or not said:
        return False
    if said[-1] in table["settlements"]:
        return True
    if where is None or party.kind not in THINGS | {PartyKind.ORGANISATION}:
        return False
    spellings = ["".join(words(name)) for name in (where.name, where.adm1, where.country_name) if name]
    return any(fuzz.ratio("".join(said), spelling) >= ALIKE for spelling in spellings)


def _doer(people: Sequence[Participant]) -> Party | None:
    """Who did it: a known actor, else whoever is armed and named, else as most texts have it. Things do nothing."""
    able = [one.party for one in people if one.role is Role.PERPETRATOR and one.party.kind not in THINGS]
    return min(able, key=lambda p: (not p.actor, p.kind in VAGUE, able.index(p))) if able else None


def _sufferer(people: Sequence[Participant], only_people: bool) -> Party | None:
    """Whom or what it was done to: what was aimed at before who was hit, known actors first."""
    able = [
        one
        for role in (Role.TARGET, Role.VICTIM)
        for one in people
        if one.role is role and not (only_people and one.party.kind in THINGS)
    ]
    return min(able, key=lambda p: (not p.party.actor, able.index(p))).party if able else None


def _preposition(where: Where | None) -> str:
    if where is None:
        return "in"
    return {Resolution.NEAR: "near", Resolution.BETWEEN: "between", Resolution.WATER: "off"}.get(where.resolution, "in")


def _named(party: Party, table: Any, *, start: bool = False) -> str:
    """The name, with an article where it is a common noun in the singular that has none."""
    name = party.name.strip()
    if party.kind in COMMON and not party.actor and not _proper(name):
        name = name[0].lower() + name[1:]
    first, last = name.split()[0], name.split()[-1].lower()
    if start or not name[0].islower() or first.lower() in table["determiners"] or first[0].isdigit():
        return name
    if last.endswith(tuple(table["plural_endings"])) or last in table["without_article"]:
        return name
    article = table["article_before_vowel"] if name[0].lower() in "aeiou" else table["article"]
    return f"{article} {name}"
