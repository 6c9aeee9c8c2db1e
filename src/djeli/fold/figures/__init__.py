"""Figures of a case: each once however often it is told, disputes side by side, series, sums, and promises kept.

Nothing is averaged. A value of another day is no contradiction, nor is a rounded one, or a part beside its whole: each
says why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from djeli.fold.figures import against
from djeli.fold.figures.arithmetic import compared, number_of
from djeli.fold.figures.gather import Gathered, gather, questions
from djeli.fold.figures.numbers import point
from djeli.fold.figures.promises import promise, signs
from djeli.fold.figures.tellings import tellings
from djeli.records import Claim
from djeli.views import Account, Comparison, FigureAccount, Figures
from djeli.vocab import FigureKind

__all__ = ["compared", "fold_figures"]

_PROMISES = (FigureKind.PLEDGE, FigureKind.ULTIMATUM)
_ALONE = (*_PROMISES, FigureKind.COMPARISON)
"""Kinds that stand each for itself: two promises or comparisons that differ contradict nobody."""


def fold_figures(
    accounts: Iterable[FigureAccount],
    *,
    later: Iterable[Account] = (),
    relations: Iterable[Claim] = (),
    today: dt.date | None = None,
) -> Figures:
    """All figures of a case, whatever the order of the accounts.

    Args:
        accounts: claims with property "figure", each with its item.
        later: reports of the case; they show whether a promise was kept.
        relations: claims of relations (an ended mission), for the same.
        today: the last day the case knows of; the latest page's where None.
    """
    told = tellings(accounts)
    today = today or max((t.days[1] for t in told if t.days and not t.own), default=None)
    found = gather(told)
    groups = questions([one for one in found if one.view.figure.figure not in _ALONE])
    disputed = [dispute for group in groups for dispute in against.disputes(group)]
    disputed += [dispute for one in found if (dispute := against.denied(one)) is not None]
    series = [one for group in groups if (one := against.series(group)) is not None]
    promises = [one for one in found if one.view.figure.figure in _PROMISES]
    happened = signs(later, relations) if promises else []
    return Figures(
        figures=tuple(one.view for one in _noted(found, groups)),
        series=tuple(sorted(series, key=lambda s: (s.kind.value, s.holder, s.id))),
        disputes=tuple(sorted(disputed, key=lambda d: d.id)),
        comparisons=tuple(_comparison(one) for one in found if one.view.figure.figure is FigureKind.COMPARISON),
        promises=tuple(promise(one, happened, today) for one in promises),
    )


def _noted(found: list[Gathered], groups: list[list[Gathered]]) -> list[Gathered]:
    """The figures with the reasons why others don't contradict them, and what took their place."""
    old = {view: text for group in groups for view, text in against.stale(group).items()}
    agreeing = {view: texts for group in groups for view, texts in against.reasons(group).items()}
    parts = against.parts([one for group in groups for one in group])
    out = []
    for one in found:
        name = one.view.id
        reasons = dict.fromkeys([*one.view.reasons, *agreeing.get(name, ()), *parts.get(name, ())])
        out.append(replace(one, view=replace(one.view, reasons=tuple(reasons), stale=old.get(name, ""))))
    return out


def _comparison(one: Gathered) -> Comparison:
    figure = one.view.figure
    verdict, sentence = compared(figure)
    left, right = (number_of(figure.detail(name)) for name in ("left", "right"))
    return Comparison(figure=one.view.id, factor=point(figure), left=left, right=right, sum=verdict, sentence=sentence)
