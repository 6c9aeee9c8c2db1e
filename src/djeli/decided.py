"""A decision of a person as events show it."""

from __future__ import annotations

from dataclasses import dataclass

from djeli.vocab import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision of a person as it is shown beside what it changed: what they said, instead of what, and why.

    `id` is that of the judgement as made, `of` the event or report it was made of, `prop` the property or question,
    `at` an ISO time (UTC); `value` and `machine` are words, empty where the decision is of reports that belong
    together or not.
    """

    id: str
    of: str
    prop: str
    verdict: Verdict
    value: str
    machine: str
    by: str
    at: str
    why: str
