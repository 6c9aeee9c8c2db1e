"""Tellings of one figure become one view of it; views of one question become groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import log

from djeli.fold.figures.numbers import NEAR, point, same_number, spell, step
from djeli.fold.figures.tellings import HARD, Telling, fits, names, same_question, same_time, telling_words
from djeli.fold.statements import FIRM
from djeli.records import digest
from djeli.values import Figure
from djeli.views import FigureView

_NONE = -1000
"""The size of no number at all, of nought, and of ranges."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One figure with its tellings, the firmest first, and its view."""

    view: FigureView
    told: tuple[Telling, ...]

    @property
    def first(self) -> Telling:
        """The firmest telling."""
        return self.told[0]


def gather(told: Iterable[Telling]) -> list[Gathered]:
    """Figures out of their tellings, in a fixed order, whatever the order of the tellings.

    A telling joins the first figure with all of whose tellings it agrees, so that there are no chains of roundings.
    """
    every = sorted(told, key=_firmest)
    groups = _clusters([t for t in every if not t.denied], _one_figure, _sizes)
    denials: dict[int, list[Telling]] = {}
    alone: list[list[Telling]] = []
    for denial in (t for t in every if t.denied):
        at = next((n for n, group in enumerate(groups) if _one_figure(group[0], denial)), None)
        if at is None:
            alone.append([denial])
        else:
            denials.setdefault(at, []).append(denial)
    found = [_gathered(group, denials.get(n, ())) for n, group in enumerate(groups)]
    found += [_gathered(group, group) for group in alone]
    return sorted(found, key=lambda one: (one.view.figure.figure.value, one.view.figure.holder, one.view.id))


def questions(figures: Sequence[Gathered]) -> list[list[Gathered]]:
    """Figures that answer one question, together; each stands in one group."""
    ordered = sorted(figures, key=lambda one: _firmest(one.first))

    def agree(one: Gathered, other: Gathered) -> bool:
        return same_question(one.first.figure, other.first.figure)

    return _clusters(ordered, agree, lambda one: _asked(one.first.figure))


def times[T](found: Sequence[T], telling: Callable[[T], Telling]) -> list[list[T]]:
    """What speaks of one time, together, in the order of time; what has none comes last."""

    def agree(one: T, other: T) -> bool:
        return same_time(telling(one), telling(other))

    def begun(one: T) -> tuple[bool, str]:
        days = telling(one).days
        return days is None, "".join(day.isoformat() for day in days or ())

    return _clusters(sorted(found, key=begun), agree, lambda one: (("",), ("",)))


def _clusters[T](
    found: Sequence[T],
    agree: Callable[[T, T], bool],
    keys: Callable[[T], tuple[Iterable[object], Iterable[object]]],
) -> list[list[T]]:
    """Groups all of whose members agree; only groups that share a key are looked at.

    `keys` gives the keys a member is looked for under, and those it is found under.
    """
    groups: list[list[T]] = []
    index: dict[object, list[int]] = {}
    for one in found:
        asked, kept = keys(one)
        near = sorted({n for key in asked for n in index.get(key, ())})
        home = next((n for n in near if all(agree(member, one) for member in groups[n])), None)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(one)
        for key in kept:
            if home not in index.setdefault(key, []):
                index[key].append(home)
    return groups


def _firmest(telling: Telling) -> tuple[object, ...]:
    """Exact before about, more digits before fewer, more details before fewer; then by time and claim."""
    figure, told = telling.figure, point(telling.figure)
    fine = step(told) if told is not None else float("inf")
    days = telling.days[0].isoformat() if telling.days else "~"
    return told is None, FIRM.index(figure.exactness), fine, -len(figure.details), days, telling.claim


def _one_figure(one: Telling, other: Telling) -> bool:
    """Whether two tellings give one figure: number and subject agree, and their words don't date them apart."""
    if not same_number(one.figure, other.figure)[0] or not fits(one.figure, other.figure):
        return False
    return not (one.own and other.own) or same_time(one, other)


def _size(number: float | None) -> int:
    """Numbers that may be one rounded differ by one at most."""
    return int(log(abs(number)) / log(1 + 1.2 * NEAR)) if number else _NONE


def _sizes(telling: Telling) -> tuple[list[object], list[object]]:
    """Kind, unit, a word of the subject and the size of the number: what two tellings of one figure share."""
    figure = telling.figure
    told = point(figure)
    size = _size(told)
    base = [(figure.figure, figure.unit, word) for word in names(figure)]
    if told is None and (figure.low is not None or figure.high is not None):
        low, high = _size(figure.low or 1), _size(figure.high or figure.low or 1)
        sizes = {_NONE, *range(min(low, high), max(low, high) + 1)}
    else:
        sizes = {size - 1, size, size + 1}
    kept = [(*key, size) for key in base]
    return [(*key, n) for key, n in product(base, sorted(sizes))], list(kept)


def _asked(figure: Figure) -> tuple[Iterator[object], Iterator[object]]:
    """Kind, unit, a word of the subject and one of its first telling detail."""
    detail = next((figure.detail(name) for name in HARD[figure.figure] if figure.detail(name)), "")
    found = list(product((figure.figure,), (figure.unit,), names(figure), sorted(telling_words(detail)) or [""]))
    return iter(found), iter(found)


def _gathered(told: Sequence[Telling], denials: Sequence[Telling]) -> Gathered:
    affirmed = [t for t in told if not t.denied] or list(told)
    first = affirmed[0]
    kept = [t for t in told if not t.denied]
    figure = first.figure
    said = sorted(t.said for t in told if t.said)
    claims = tuple(sorted(t.claim for t in kept))
    differing = {reason: None for t in kept if (reason := same_number(figure, t.figure)[1])}
    view = FigureView(
        id=digest("figure", sorted(t.claim for t in told)),
        figure=figure,
        when=next((t.when for t in kept if t.when is not None), None),
        first=said[0] if said else "",
        last=said[-1] if said else "",
        claims=claims,
        voices=_named(kept),
        items=tuple(sorted({t.item for t in told})),
        texts=len({t.family for t in kept}),
        denied_by=_named(denials),
        denials=tuple(sorted(t.claim for t in denials)),
        reasons=tuple(differing),
    )
    return Gathered(view, tuple(affirmed))


def _named(told: Sequence[Telling]) -> tuple[str, ...]:
    """The voices, each once, by the name it is first told with."""
    found: dict[str, str] = {}
    for one in sorted(told, key=lambda t: (t.said, t.claim)):
        found.setdefault(one.voice, one.name)
    return tuple(sorted(set(found.values())))


def described(one: Gathered) -> str:
    """A figure with its day, for sentences: "25,000 people on 2024-05-02"."""
    days = one.first.days
    on = "" if days is None else f" on {days[0]}" if days[0] == days[1] else f" in {days[0]} to {days[1]}"
    return spell(one.view.figure) + on
