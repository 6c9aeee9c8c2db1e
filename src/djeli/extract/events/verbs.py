"""Verbs with what belongs to them: particles ("carry out", "take place"), and children of given relations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_PARTICLES = frozenset({"place", "off", "out", "up", "part", "on", "down", "effect", "force"})


def children(token: Any, *deps: str) -> Iterator[Any]:
    """Children of a token in one of the relations `deps`."""
    return (child for child in token.children if child.dep_ in deps)


def lemma_with_particle(token: Any) -> tuple[str, str]:
    """Lemma alone, and with its particle or the noun of a set phrase ("carry out", "take place")."""
    lemma = token.lemma_.lower()
    found = _particle(token)
    return (lemma, f"{lemma} {found.lower_}") if found is not None else (lemma, lemma)


def _particle(token: Any) -> Any:
    for child in token.children:
        near = child.dep_ in ("prt", "dobj", "prep", "advmod") and 0 < child.i - token.i <= 3
        if near and (child.dep_ == "prt" or child.lower_ in _PARTICLES):
            return child
    return None


def is_verb_of(token: Any, verbs: frozenset[str]) -> bool:
    """Whether a token is one of `verbs`, its particle included where the list has one."""
    lemma, found = token.lemma_.lower(), _particle(token)
    if found is None:
        return lemma in verbs
    # "ended on Saturday": a preposition with an object of its own changes nothing about the verb
    own = found.dep_ == "prep" and any(c.dep_ == "pobj" for c in found.children)
    return f"{lemma} {found.lower_}" in verbs or (own and lemma in verbs)
