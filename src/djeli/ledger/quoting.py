"""Statements out of their table, with the words and the pages of those that are shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from djeli.cited import CitedSaying
from djeli.ledger.shelf import Shelf
from djeli.pipeline.parts import plain_name
from djeli.records import Text
from djeli.store import View
from djeli.views import Said

SHORT = 3
"""Letters up to which a name must be written in words said as it is written: "UN" is one, "un" is none."""


class Voiced(NamedTuple):
    """Some statements of an actor and some of others that name it, and how many there are of both."""

    said: tuple[CitedSaying, ...]
    about: tuple[CitedSaying, ...]
    said_total: int
    about_total: int


def cited(view: View, text: Callable[[str], Text], found: Sequence[Said]) -> list[CitedSaying]:
    """Statements with the words and the pages of every telling."""
    shelf = Shelf(view, text, within={item for one in found for item in one.items})
    told = {one.claim.id: one for one in shelf.statements} if found else {}
    return [CitedSaying(said=one, told=tuple(told[claim] for claim in one.claims)) for one in found]


def voiced(
    view: View, text: Callable[[str], Text], key: str, forms: Collection[str], *, most: int | None = None
) -> Voiced:
    """What an actor said, and what others said that names it, newest page first.

    Args:
        view: of the case.
        text: gives texts by id.
        key: id of the actor, or its name in plain words.
        forms: names it goes by.
        most: statements to hand out of each.
    """
    said = view.said_by(key)
    own, short = set(said), {form for form in forms if len(form) <= SHORT}
    named = view.said_about({plain_name(form) for form in forms} - {""})
    if short:
        sure = set(view.said_about({plain_name(form) for form in forms if form not in short} - {""}))
        unsure = [number for number in named if number not in sure and number not in own]
        met = zip(unsure, view.said(unsure), strict=True)
        sure |= {number for number, one in met if any(form in one.words for form in short)}
        named = [number for number in named if number in sure]
    about = [number for number in named if number not in own]
    shown = [cited(view, text, view.said(numbers[:most])) for numbers in (said, about)]
    return Voiced(tuple(shown[0]), tuple(shown[1]), len(said), len(about))
