"""Short forms of names: "the Council", "the Court" stand for the body an item named in full before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from djeli.extract.ties.bond_words import Grammar
from djeli.extract.ties.ends import End, View
from djeli.extract.ties.letters import AUTHORITY, BODY, NAME

_KEPT = 12
"""Full names back among which a short form seeks its own."""


def in_full(views: Sequence[View], grammar: Grammar) -> list[View]:
    """The views with every short form given the name and the place of the full one; those without stay as they are."""
    known: list[End] = []
    found = []
    for view in sorted(views, key=lambda v: v.sentence.index):
        changed: dict[int, End] = {}
        for at, end in sorted(view.ends.items()):
            if end.kind not in (BODY, AUTHORITY, NAME):
                continue
            words = end.party.name.lower().split()
            if len(words) > 1:
                known.append(end)
                continue
            whole = _whole(view, at, end, known, grammar) if words and not end.party.actor else None
            if whole is not None:
                changed[at] = replace(end, kind=whole.kind, party=whole.party, meant=whole.spot)
        found.append(replace(view, ends={**view.ends, **changed}) if changed else view)
    return found


def _whole(view: View, at: int, end: End, known: Sequence[End], grammar: Grammar) -> End | None:
    """The last full name with the short form's word in it, where an article stands before the short form."""
    word = end.party.name.lower()
    if end.kind != AUTHORITY and word not in grammar.bodies:
        return None
    ahead = view.line[:at].split()[-2:]
    if not any(grammar.the.search(f"{one} ") or one in grammar.same for one in ahead):
        return None
    return next((one for one in reversed(known[-_KEPT:]) if word in one.party.name.lower().split()), None)
