"""Claims of figures as they are folded: whose word, of which time, about whom, and whether two are about the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from djeli.fold.voices import family_of, voice, voice_name
from djeli.resources import load_yaml
from djeli.text.similarity import words
from djeli.values import Figure, When
from djeli.views import FigureAccount
from djeli.vocab import FigureKind, Stance

HARD: Mapping[FigureKind, tuple[str, ...]] = MappingProxyType(
    {
        FigureKind.VOTE: ("position", "on"),
        FigureKind.POLL: ("answer", "area", "pollster"),
        FigureKind.FORCE_SIZE: ("what", "area"),
        FigureKind.DISPLACED: ("from", "in", "what"),
        FigureKind.MONEY: ("payee", "purpose", "rate"),
        FigureKind.COUNT: ("what", "area"),
        FigureKind.CONTROL: ("area",),
        FigureKind.VIOLATIONS: ("what",),
        FigureKind.COMPARISON: ("left", "right"),
        FigureKind.PLEDGE: ("what", "to"),
        FigureKind.ULTIMATUM: ("what", "to"),
    }
)
"""Details that say which question a figure answers."""
STOCKS = frozenset({FigureKind.FORCE_SIZE, FigureKind.DISPLACED, FigureKind.CONTROL})
"""Kinds that tell how much there is on a day; the others cover a time or happen once."""
APART: Mapping[FigureKind, int] = MappingProxyType(
    {FigureKind.FORCE_SIZE: 90, FigureKind.DISPLACED: 3, FigureKind.CONTROL: 7, FigureKind.POLL: 0}
)
"""Days between two times from which they are two times, by kind; `DAYS` for the others."""
DAYS = 3
_STEM = 5
"""Letters by which two words are one, whatever their endings."""
_HALF = 0.5


@cache
def _hollow() -> frozenset[str]:
    lists = load_yaml(files("djeli.resources") / "fold" / "figures.yaml")["hollow"]
    return frozenset(word for listed in lists.values() for word in listed)


@cache
def telling_words(text: str) -> frozenset[str]:
    """Stems of the words of a phrase that tell something; all of them where none does."""
    every = words(text)
    return frozenset(word[:_STEM] for word in every if word not in _hollow()) or frozenset(every)


def alike(one: str, other: str) -> bool:
    """Whether two phrases name one thing: the words of one stand in the other, or half of all are common."""
    a, b = telling_words(one), telling_words(other)
    return a <= b or b <= a or len(a & b) >= _HALF * len(a | b)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One claim of a figure. `days` is the time of its words, else the page's day; `own` says which of the two."""

    claim: str
    figure: Figure
    when: When | None
    days: tuple[dt.date, dt.date] | None
    own: bool
    said: str
    voice: str
    name: str
    family: str
    item: str
    denied: bool

    @property
    def kind(self) -> FigureKind:
        """The kind of its figure."""
        return self.figure.figure


def tellings(accounts: Iterable[FigureAccount]) -> list[Telling]:
    """Tellings in the order of claim ids; what is planned, predicted or called for is no figure."""
    found = {account.claim.id: telling for account in accounts if (telling := _telling(account)) is not None}
    return [found[claim] for claim in sorted(found)]


def _telling(account: FigureAccount) -> Telling | None:
    claim, item = account.claim, account.item
    denied = claim.stance is Stance.DENIES or claim.modality.value == "negated"
    if not denied and not (claim.modality.happened and (claim.stance.affirms or _promised(claim.parsed()))):
        return None
    when, said = claim.valid, item.published.value[:10] if item.published else ""
    days = (when.start, when.end) if when is not None else _day(said)
    return Telling(
        claim=claim.id,
        figure=claim.parsed(),
        when=when,
        days=days,
        own=when is not None,
        said=said,
        voice=voice(claim, account),
        name=voice_name(claim, account),
        family=family_of(account),
        item=item.id,
        denied=denied,
    )


def _promised(figure: Figure) -> bool:
    """Whether it is told by a stance that promises or demands, as pledges and ultimatums are."""
    return figure.figure in (FigureKind.PLEDGE, FigureKind.ULTIMATUM)


def _day(iso: str) -> tuple[dt.date, dt.date] | None:
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return None
    return day, day


def names(figure: Figure) -> tuple[str, ...]:
    """Words under which a figure's subject is looked up: of its holder, and where the displaced fled from or to."""
    phrases = [figure.holder]
    if figure.figure is FigureKind.DISPLACED:
        phrases += [figure.detail("from"), figure.detail("in")]
    found = {word for phrase in phrases if phrase for word in telling_words(phrase)}
    return tuple(sorted(found | ({figure.actor} if figure.actor else set()))) or ("",)


def same_holder(one: Figure, other: Figure) -> bool:
    """Whether both are about one body: one actor, or names alike."""
    if one.actor and other.actor:
        return one.actor == other.actor
    return not one.holder or not other.holder or alike(one.holder, other.holder)


def fits(one: Figure, other: Figure) -> bool:
    """Whether two figures of one number may be one: no detail that both tell differs."""
    if one.figure is not other.figure or one.unit != other.unit:
        return False
    if one.figure is FigureKind.DISPLACED:
        if not any(_meet(one.detail(name), other.detail(name)) for name in ("from", "in")) and not same_holder(
            one, other
        ):
            return False
    elif not same_holder(one, other):
        return False
    told = ((one.detail(name), other.detail(name)) for name in (*HARD[one.figure], "deadline"))
    return all(not a or not b or alike(a, b) for a, b in told)


def _meet(one: str, other: str) -> bool:
    return bool(one and other and alike(one, other))


def same_question(one: Figure, other: Figure) -> bool:
    """Whether two figures answer one question, so that different numbers contradict: the same details are told."""
    if not fits(one, other):
        return False
    return all(bool(one.detail(name)) == bool(other.detail(name)) for name in HARD[one.figure])


def part_of(part: Figure, whole: Figure) -> str:
    """The detail that makes one figure a part of the other, which lacks it; empty where none does."""
    if not fits(part, whole):
        return ""
    more = [name for name in HARD[part.figure] if part.detail(name) and not whole.detail(name)]
    less = [name for name in HARD[part.figure] if whole.detail(name) and not part.detail(name)]
    return part.detail(more[0]) if len(more) == 1 and not less and more[0] in ("area", "from", "in", "what") else ""


def same_time(one: Telling, other: Telling) -> bool:
    """Whether two tellings speak of one time; unknown times are one only where both are unknown."""
    if one.days is None or other.days is None:
        return one.days is None and other.days is None
    limit = APART.get(one.kind, DAYS)
    if one.kind in STOCKS or one.kind is FigureKind.POLL:
        gap = max(one.days[0], other.days[0]) - min(one.days[1], other.days[1])
        return gap.days <= limit
    if one.own != other.own:
        return False  # a count over a time, beside one that doesn't say over which
    return all(abs((a - b).days) <= limit for a, b in zip(one.days, other.days, strict=True))
