"""Pledges and ultimatums, and what became of them: what is said of them, and what the case shows to have happened.

A deadline that passed without news is unknown, never unmet: a case holds some reports, not all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import ceil

from djeli.fold.figures.gather import Gathered
from djeli.fold.figures.tellings import alike
from djeli.records import Claim
from djeli.resources import load_yaml
from djeli.resources.event_types import event_types
from djeli.values import Party, Tie
from djeli.views import Account, Promise
from djeli.vocab import FigureKind, Modality, Outcome, Phase, Role

LATER = 180
"""Days behind the deadline, or behind the words where there is none, in which an event may still be their outcome."""
_DAY_HOURS = 24
_DONE = (Phase.NONE, Phase.IN_FORCE, Phase.ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What shows one kind of pledge or demand kept or broken (`resources/fold/figures.yaml`)."""

    met: frozenset[str]
    relations: frozenset[str]
    broken: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Something that happened: its type or relation, who is named in it and how, its day, the claims that tell it."""

    name: str
    words: str
    day: dt.date
    doers: tuple[Party, ...]
    others: tuple[Party, ...]
    claims: tuple[str, ...]


@cache
def _acts() -> Mapping[str, Act]:
    raw = load_yaml(files("djeli.resources") / "fold" / "figures.yaml")["acts"]
    return {
        name: Act(**{part: frozenset(one.get(part) or ()) for part in ("met", "relations", "broken")})
        for name, one in raw.items()
    }


@cache
def _threats() -> frozenset[str]:
    raw = load_yaml(files("djeli.resources") / "fold" / "figures.yaml")
    return frozenset(raw["threats_too"]) | {n for n, kind in event_types().items() if kind.family in raw["threats"]}


def signs(accounts: Iterable[Account], relations: Iterable[Claim]) -> list[Sign]:
    """What happened on a known day, oldest first: reports told as done, and relations."""
    found = [sign for account in accounts if (sign := _of_report(account)) is not None]
    found += [sign for claim in relations if (sign := _of_relation(claim)) is not None]
    return sorted(found, key=lambda sign: (sign.day, sign.name, sign.claims))


def _of_report(account: Account) -> Sign | None:
    kinds, when = account.claims.get("type", ()), account.when()
    if not kinds or when is None or account.modality is not Modality.ACTUAL or kinds[0].phase not in _DONE:
        return None
    doers = account.claims.get(Role.PERPETRATOR.value, ())
    others = [c for role in Role if role is not Role.PERPETRATOR for c in account.claims.get(role.value, ())]
    kind = event_types().get(account.type)
    return Sign(
        name=account.type,
        words=(kind.label.get("en", account.type) if kind else account.type).lower(),
        day=when.start,
        doers=tuple(c.parsed() for c in doers if c.stance.affirms),
        others=tuple(c.parsed() for c in others),
        claims=tuple(sorted(c.id for c in (kinds[0], account.claims["when"][0]))),
    )


def _of_relation(claim: Claim) -> Sign | None:
    if claim.valid is None or claim.modality is not Modality.ACTUAL:
        return None
    tie: Tie = claim.parsed()
    known = not claim.subject.startswith("name:")
    subject = Party(name=claim.subject.removeprefix("name:"), actor=claim.subject if known else "")
    other = (Party(name=tie.name, actor=tie.actor),) if tie.name else ()
    day = claim.valid.start
    return Sign(name=claim.prop, words=claim.prop, day=day, doers=(subject,), others=other, claims=(claim.id,))


def promise(one: Gathered, happened: Sequence[Sign], today: dt.date | None) -> Promise:
    """A pledge or ultimatum with its outcome; `today` is the last day the case knows of."""
    outcome, sentence, claims = _stated(one) or _shown(one, happened) or _unknown(one, today)
    figure = one.view.figure
    return Promise(
        figure=one.view.id,
        kind=figure.figure,
        holder=figure.holder,
        to=_detail(one, "to"),
        what=_detail(one, "what"),
        deadline=_deadline(one),
        outcome=outcome,
        sentence=sentence,
        claims=claims,
    )


_Answer = tuple[Outcome, str, tuple[str, ...]]


def _detail(one: Gathered, name: str) -> str:
    return next((words for t in one.told if (words := t.figure.detail(name))), "")


def _deadline(one: Gathered) -> str:
    """The deadline told, else the day that the length of an ultimatum leads to, from the first day it is told."""
    told = _detail(one, "deadline")
    figure, said = one.view.figure, _said(one)
    if told or figure.figure is not FigureKind.ULTIMATUM or figure.best is None or said is None:
        return told
    days = figure.best / _DAY_HOURS if figure.unit == "hours" else figure.best if figure.unit == "days" else None
    return "" if days is None or days > LATER else (said + dt.timedelta(ceil(days))).isoformat()


def _said(one: Gathered) -> dt.date | None:
    """The first day on which it is known to have been told."""
    days = [t.days[1] for t in one.told if t.days] + [dt.date.fromisoformat(t.said) for t in one.told if _iso(t.said)]
    return min(days, default=None)


def _stated(one: Gathered) -> _Answer | None:
    """The outcome as somebody tells it; where the tellings differ, the latest page's."""
    told = [t for t in one.told if t.figure.detail("outcome") in (Outcome.MET, Outcome.UNMET)]
    if not told:
        return None
    last = max(told, key=lambda t: (t.said, t.claim))
    outcome = Outcome(last.figure.detail("outcome"))
    against = sorted({t.name for t in told if t.figure.detail("outcome") != outcome})
    but = f" Told otherwise by {', '.join(against)}." if against else ""
    claims = tuple(sorted(t.claim for t in told if t.figure.detail("outcome") == outcome))
    kept = "kept" if outcome is Outcome.MET else "not kept"
    return outcome, f"It was {kept}, according to {last.name}.{but}", claims


def _shown(one: Gathered, happened: Sequence[Sign]) -> _Answer | None:
    """The outcome as events of the case show it."""
    act = _acts().get(_detail(one, "act"))
    said, deadline = _said(one), _day(_deadline(one))
    if said is None:
        return None
    ultimatum = one.view.figure.figure is FigureKind.ULTIMATUM
    until = (deadline or said) + dt.timedelta(LATER)
    later = [sign for sign in happened if said <= sign.day <= until]
    doer = _detail(one, "to") if ultimatum else ""
    if act is not None:
        done = (s for s in later if s.name in act.met | act.relations and _does(s, one, doer))
        sign = next(done, None)
        if sign is not None:
            return _by(sign, deadline)
        bad = next((s for s in later if s.name in act.broken and _does(s, one, doer, only=True)), None)
        if bad is not None:
            return Outcome.UNMET, f"A report of {bad.day} tells of {bad.words} by the same party.", bad.claims
    if not ultimatum:
        return None
    carried = (s for s in later if s.name in _threats() and (deadline is None or s.day >= deadline) and _threat(s, one))
    sign = next(carried, None)
    if sign is None:
        return None
    return Outcome.UNMET, f"The threat was carried out: {sign.words} on {sign.day}.", sign.claims


def _by(sign: Sign, deadline: dt.date | None) -> _Answer:
    late = (sign.day - deadline).days if deadline is not None else 0
    if late > 0:
        return Outcome.UNMET, f"Done late: {sign.words} on {sign.day}, {late} days after the deadline.", sign.claims
    in_time = f", before the deadline of {deadline}" if deadline is not None else ""
    return Outcome.MET, f"Shown by {sign.words} on {sign.day}{in_time}.", sign.claims


def _does(sign: Sign, one: Gathered, doer: str, *, only: bool = False) -> bool:
    """Whether who promised, or was told to, is named in what happened; `only`: as the one who did it."""
    parties = sign.doers if only else (*sign.doers, *sign.others)
    return any(_is(party, one, doer) for party in parties)


def _is(party: Party, one: Gathered, name: str) -> bool:
    figure = one.view.figure
    if not name and figure.actor and party.actor:
        return party.actor == figure.actor
    wanted = name or figure.holder
    return bool(wanted) and alike(party.name.replace("_", " "), wanted)


def _threat(sign: Sign, one: Gathered) -> bool:
    """Whether who set the ultimatum did it to the one it was set to."""
    to = _detail(one, "to")
    hit = not to or not sign.others or any(_is(party, one, to) for party in sign.others)
    return hit and any(_is(party, one, "") for party in sign.doers)


def _unknown(one: Gathered, today: dt.date | None) -> _Answer:
    deadline = _day(_deadline(one))
    if deadline is None:
        return Outcome.UNKNOWN, "The case doesn't say what came of it.", ()
    if today is not None and deadline > today:
        return Outcome.UNKNOWN, f"The deadline, {deadline}, lies after the case's last page ({today}).", ()
    return Outcome.UNKNOWN, f"The deadline, {deadline}, has passed; the case doesn't say what came of it.", ()


def _day(words: str) -> dt.date | None:
    """The last day of an ISO day, month or year; None for other words."""
    parts = words.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(parts) == 3:
            return dt.date(*numbers)
        if len(parts) == 2:
            first = dt.date(numbers[0], numbers[1], 28) + dt.timedelta(4)
            return first.replace(day=1) - dt.timedelta(1)
        return dt.date(numbers[0], 12, 31)
    except (ValueError, TypeError):
        return None


def _iso(words: str) -> bool:
    return _day(words) is not None and len(words) == 10
