"""The title sentence of an event: what, whom, by whom, where."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from djeli.fold.parties import VAGUE
from djeli.resources import load_yaml
from djeli.values import Party, Where
from djeli.views import Participant
from djeli.vocab import Resolution, Role

LONGEST_NAME = 60
"""A longer name is a whole clause that an extractor took for a party; it is left out."""


@cache
def _words(language: str) -> Any:
    return load_yaml(files("djeli.resources") / "fold" / "titles.yaml")[language]


def title(
    label: str, people: Sequence[Participant], where: Where | None, *, two_sided: bool = False, language: str = "en"
) -> str:
    """One line without a full stop ("Ambush of an army convoy near Tinzaouatène").

    Args:
        label: the event type in words.
        people: participants, those most texts name first.
        where: the place, if any.
        two_sided: whether the type has parties without direction.
        language: of the templates; the words of the sources are not translated.
    """
    words = _words(language)
    by, to = _first(people, Role.PERPETRATOR), _first(people, Role.TARGET) or _first(people, Role.VICTIM)
    sides = [p.party for p in people if p.role is Role.PARTICIPANT and len(p.party.name) <= LONGEST_NAME][:2]
    sides = sides if len(sides) == 2 else [party for party in (by, to) if party is not None]
    if two_sided and len(sides) == 2:
        head = words["between"].format(label=label, one=_named(sides[0], words), other=_named(sides[1], words))
    elif by and to:
        head = words["by_to"].format(label=label, by=_named(by, words), to=_named(to, words))
    elif to:
        head = words["to"].format(label=label, to=_named(to, words))
    elif by or sides:
        head = words["by"].format(label=label, by=_named(by or sides[0], words))
    else:
        head = label
    line = str(words["place"][_preposition(where)].format(head=head, place=where.name) if where else head)
    return line[:1].upper() + line[1:]


def _preposition(where: Where | None) -> str:
    if where is None:
        return "in"
    return {Resolution.NEAR: "near", Resolution.BETWEEN: "between", Resolution.WATER: "off"}.get(where.resolution, "in")


def _first(people: Sequence[Participant], role: Role) -> Party | None:
    """The first party of a role with a usable name; a named one before "gunmen"."""
    able = [p.party for p in people if p.role is role and len(p.party.name) <= LONGEST_NAME]
    return next((party for party in able if party.kind not in VAGUE), able[0] if able else None)


def _named(party: Party, words: Any) -> str:
    """The name, with an article where it is a common noun in the singular that has none."""
    name = party.name.strip()
    first, last = name.split()[0], name.split()[-1].lower()
    if not name[0].islower() or first.lower() in words["determiners"] or first[0].isdigit():
        return name
    if last.endswith(tuple(words["plural_endings"])) or last in words["without_article"]:
        return name
    article = words["article_before_vowel"] if name[0].lower() in "aeiou" else words["article"]
    return f"{article} {name}"
