"""Whom "it", "they" and "the force" stand for: the last actor of the sentences before that may have such a figure."""

from __future__ import annotations

from dataclasses import replace

from djeli.extract.figures.grammar import grammar
from djeli.extract.figures.holder import points_back
from djeli.extract.figures.scene import Found, Scene
from djeli.lang.stems import folded
from djeli.vocab import FigureKind, PartyKind

_TAKE = frozenset(
    {
        FigureKind.FORCE_SIZE,
        FigureKind.CONTROL,
        FigureKind.MONEY,
        FigureKind.VIOLATIONS,
        FigureKind.PLEDGE,
        FigureKind.ULTIMATUM,
    }
)
"""Kinds whose holder is a body: of the others "they" are people of any sort."""
_BODIES = {kind for kind in PartyKind if kind.armed} - {PartyKind.ARMED_UNKNOWN} | {PartyKind.UNKNOWN}
"""Kinds of parties that may be "the force": armed ones with a name of their own, and those nobody knows."""


def meant(scene: Scene, words: str, kind: FigureKind, at: int) -> str:
    """The name a pronoun or "the group" stands for, read before `at` and in the sentences before; empty for none."""
    if kind not in _TAKE or not grammar(scene.words.code).again.fullmatch(folded(words)):
        return ""
    base = scene.sentence.start
    here = [(scene.text[a.start - base : a.end - base], a.party.kind) for a in scene.actors if a.named]
    here = [one for one, a in zip(here, [a for a in scene.actors if a.named], strict=True) if a.end - base <= at]
    for group in (tuple(here), scene.earlier):
        armed = [name for name, party in group if party in _BODIES]
        if armed:
            return armed[-1]
    named = here or list(scene.earlier)
    return named[0][0] if named else ""


def resolved(scene: Scene, one: Found) -> Found:
    """The figure with a name for a holder, payer or counter that only points back to one."""
    details = dict(one.details)
    for name, spot in one.details.items():
        if name in ("by", "payee", "to") and isinstance(spot, tuple) and points_back(scene, spot):
            told = meant(scene, scene.text[slice(*spot)], FigureKind.MONEY, spot[0])
            details[name] = told
            if not told:
                del details[name]
    one = replace(one, details=details)
    if one.holder is None:
        return one
    name = meant(scene, scene.text[slice(*one.holder)], one.kind, one.holder[0])
    return replace(one, holder_words=name, holder=None, beside=(*one.beside, one.holder)) if name else one
