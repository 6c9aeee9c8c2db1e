"""Decisions about events: which of them hold for a group of reports, and what they fix."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from djeli import values
from djeli.decided import Decided
from djeli.fold import Fixed
from djeli.judge.rows import DISPUTE, EVENT, members, seen_fact, seen_reports
from djeli.judge.spelling import decided, parties, reason
from djeli.records import Judgement
from djeli.values import Party, Quantity, When, Where
from djeli.vocab import Harm, Role, Verdict

Anchored = tuple[tuple[str, ...], Judgement]
"""Reports that stand for the event a decision was made of, and the decision."""


def rejected(anchored: Iterable[Anchored]) -> frozenset[str]:
    """Reports of events that somebody judged to be none."""
    found = (one for _, one in anchored if one.right == EVENT and one.verdict is Verdict.REJECTED)
    return frozenset(name for one in found for name in seen_reports(one))


def by_group(groups: Sequence[Sequence[str]], anchored: Iterable[Anchored]) -> dict[int, list[Judgement]]:
    """Number of a group -> decisions about it, oldest first: the group with most of the reports that stand for it."""
    home = {report: number for number, group in enumerate(groups) for report in group}
    found: dict[int, list[Judgement]] = {}
    for reports, one in sorted(anchored, key=lambda pair: (pair[1].at, pair[1].id)):
        votes = Counter(home[report] for report in reports if report in home)
        if votes:
            found.setdefault(min(votes, key=lambda n: (-votes[n], n)), []).append(one)
    return found


def fixed(rows: Sequence[Judgement]) -> Fixed:
    """What decisions about one event fix, the latest of each question winning."""
    latest = {one.right: one for one in rows if one.verdict in (Verdict.CORRECTED, Verdict.REJECTED, Verdict.ACCEPTED)}
    harm: dict[Harm, tuple[Quantity, str]] = {}
    roles: dict[Role, tuple[Party, ...]] = {}
    single: dict[str, When | Where] = {}
    closed: list[tuple[str, frozenset[str]]] = []
    kind = ""
    for name, one in latest.items():
        if name.startswith(DISPUTE) and one.verdict is Verdict.REJECTED:
            closed.append((name.removeprefix(DISPUTE), frozenset(seen_fact(one, "sides") or ())))
        elif one.verdict is not Verdict.CORRECTED:
            continue
        elif name in set(Harm):
            harm[Harm(name)] = (values.load(one.value, Quantity), reason(one))
        elif name in set(Role):
            roles[Role(name)] = parties(one.value)
        elif name == "when":
            single[name] = dataclasses.replace(values.load(one.value, When), reason=reason(one))
        elif name == "where":
            single[name] = dataclasses.replace(values.load(one.value, Where), reason=reason(one))
        elif name == "type":
            kind = one.value
    when, where = single.get("when"), single.get("where")
    return Fixed(
        type=kind,
        when=when if isinstance(when, When) else None,
        where=where if isinstance(where, Where) else None,
        harm=harm,
        parties=roles,
        closed=tuple(sorted(closed)),
    )


def shown(
    group: Sequence[str], rows: Sequence[Judgement], about: Iterable[Judgement], made: Mapping[str, str]
) -> tuple[Decided, ...]:
    """Every decision that touches an event, oldest first.

    Args:
        group: its reports.
        rows: decisions about the event.
        about: all decisions about reports.
        made: id of a decision as it speaks now -> its id as made.
    """
    mine = set(group)
    touching = [one for one in about if mine & {one.left, one.right} or mine & set(members(one)[0] + members(one)[1])]
    both = sorted({one.id: one for one in (*rows, *touching)}.values(), key=lambda one: (one.at, one.id))
    return tuple(decided(one, made.get(one.id, one.id)) for one in both)
