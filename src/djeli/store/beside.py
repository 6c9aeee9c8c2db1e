"""Which statements of an item go with which of its reports.

A denial often tells of "the massacre" in words of its own, which makes a report without day and place beside the report
of the deed: it goes with both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from djeli.records import Claim, Report
from djeli.values import Saying
from djeli.vocab import Stance

NEAR = 600
"""Characters within which a statement may speak of a report: two paragraphs."""
_ANSWERS = frozenset({Stance.DENIES, Stance.CONFIRMS, Stance.CLAIMS_RESPONSIBILITY, Stance.ASSERTS})


def beside(reports: Iterable[Report], said: Mapping[str, Sequence[Claim]]) -> dict[str, tuple[Claim, ...]]:
    """Statements by report id: those that tell of it, and those near it that tell of nothing or answer something.

    Args:
        reports: all reports of the items.
        said: claims with the property `said`, by item id.
    """
    by_item: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_item[report.item].append(report)
    found: dict[str, list[Claim]] = defaultdict(list)
    for item, claims in said.items():
        for claim in claims:
            for name in _about(claim, by_item[item]):
                found[name].append(claim)
    return {name: tuple(sorted(claims, key=lambda one: one.id)) for name, claims in found.items()}


def _about(claim: Claim, reports: Sequence[Report]) -> tuple[str, ...]:
    saying: Saying = claim.parsed()
    known = {report.id for report in reports}
    told = tuple(name for name in saying.about if name in known)
    if told and claim.stance not in _ANSWERS:
        return told
    front = [report for report in reports if not report.background] or reports
    return tuple({*told, *(report.id for report in front if _apart(claim, report) <= NEAR)})


def _apart(claim: Claim, report: Report) -> int:
    """Characters between the statement and the report's sentences; 0 where they overlap."""
    start, end = min(s.start for s in claim.spans), max(s.end for s in claim.spans)
    return max(0, start - report.scope.end, report.scope.start - end)
