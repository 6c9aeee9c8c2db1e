"""How a count was told in the course of time: by whom, when, and which count a later one superseded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from djeli.fold.people import ALL, PEOPLE, by_people, totals_of_voices
from djeli.fold.reconcile import counts, spell
from djeli.fold.setting import best_when
from djeli.fold.statements import Statement, statements
from djeli.fold.toll import doers, whose
from djeli.values import When
from djeli.views import Account
from djeli.vocab import Exactness, Harm, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One voice's count on one day; pages on which it says the same are counted together.

    `said` is the ISO day of the page, empty when unknown; `of` the people counted, where several kinds are counted
    apart. `superseded` is a sentence on the later count that took its place, empty where none did. `apart` says why it
    is never added to the event's total: a sum over several events, or a number still held at some time.
    """

    said: str
    words: str
    name: str
    of: str
    claims: tuple[str, ...]
    pages: int
    superseded: str = ""
    apart: str = ""


_APART = {
    Scope.AGGREGATE: "over several events, not added",
    Scope.STOCK: "at that time, not added",
    Scope.EARLIER: "an earlier count, since replaced",
}


def tellings(accounts: Sequence[Account], harm: Harm) -> list[Telling]:
    """Counts of one harm, the earliest page first and undated pages last; of one day the lowest first."""
    deed, _ = best_when(accounts)
    groups = by_people(statements(accounts, harm), doers(accounts))
    found = [
        one
        for key, told in groups.items()
        for one in _of_people(totals_of_voices(told), "" if key in (ALL, PEOPLE) else whose(key), deed)
    ]
    for scope, why in _APART.items():
        found += _gathered(statements(accounts, harm, scope=scope), "", {}, why)
    return sorted(found, key=lambda one: (not one.said, one.said, bool(one.apart), one.claims))


def _of_people(told: Sequence[Statement], of: str, deed: When | None) -> list[Telling]:
    later = {one.claims: why for one in told if (why := _superseded(one, told, deed))}
    return _gathered(told, of, later, "")


def _gathered(told: Sequence[Statement], of: str, later: dict[tuple[str, ...], str], apart: str) -> list[Telling]:
    """The same number of one voice on one day, from however many pages, as one."""
    same: dict[tuple[str, str, str], list[Statement]] = {}
    for one in sorted(told, key=lambda s: (s.low, s.claims)):
        same.setdefault((one.said, spell(one), one.name), []).append(one)
    return [
        Telling(
            said=said,
            words=words,
            name=name,
            of=of,
            claims=tuple(sorted({claim for one in some for claim in one.claims})),
            pages=len({one.item for one in some}),
            superseded=next((later[one.claims] for one in some if one.claims in later), ""),
            apart=apart,
        )
        for (said, words, name), some in same.items()
    ]


def _superseded(early: Statement, told: Sequence[Statement], deed: When | None) -> str:
    """The first later and higher count that took this one's place without contradicting it; empty where none did."""
    if not early.said or early.point is None or early.count.exactness is Exactness.VAGUE:
        return ""
    after = [one for one in told if one.said > early.said and (one.point or 0) > early.point]
    took = [one for one in after if counts(early, one, deed).agree]
    best = min(took, key=lambda one: (one.said, one.claims), default=None)
    return f"{spell(best)} on {best.said}" if best is not None else ""
