"""How decisions are written down, one row each, and which of them are in force.

| decision | left | right | verdict | value | seen |
|---|---|---|---|---|---|
| two reports | report | report | same, different, unsure | | |
| two groups of reports (merge, split) | one of the first | one of the second | same, different | both groups | |
| a value of one report | report | property | corrected, rejected | the right one | the machine's |
| a value of an event | event | property | corrected | the right one | the machine's, and the reports |
| looked at, and it stands | event | question | accepted | | what was asked |
| no such event; no such dispute | event | "event", "dispute:…" | rejected | | what was asked, and the reports |
| a comment | event, report | "comment" | noted | | the reports |
| who shall answer a question; a second answer | question | "assigned", "coded" | noted | names; answer | the question |
| an earlier decision taken back | "decision:" and its id | "decision" | withdrawn | | |

Groups and what was seen are JSON. Rows are appended and never changed: to take one back is a row too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from djeli.records import Judgement
from djeli.vocab import Verdict

DECISION = "decision:"
"""Before the id of the decision that a row takes back."""
EVENT, COMMENT, REPORT = "event", "comment", "report"
ASSIGNED, CODED = "assigned", "coded"
"""Notes about a question: who shall answer it, and what a second person answered without seeing the first answer."""
DISPUTE = "dispute:"


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Decisions that nobody took back, oldest first; equal times go by id. Rows that take back are left out."""
    gone: set[str] = set()
    kept: list[Judgement] = []
    for one in sorted(judgements, key=lambda j: (j.at, j.id), reverse=True):
        if one.id in gone:
            continue
        if one.verdict is Verdict.WITHDRAWN:
            gone.add(one.left.removeprefix(DECISION))
        else:
            kept.append(one)
    return kept[::-1]


def groups(left: Sequence[str], right: Sequence[str]) -> str:
    """Two groups of reports as a row keeps them."""
    return json.dumps({"left": sorted(left), "right": sorted(right)}, separators=(",", ":"))


def event_named(one: Judgement) -> str:
    """The event a decision would be about; decisions about grades name it "event:ID"."""
    return one.left.removeprefix(f"{EVENT}:")


def of_groups(one: Judgement) -> bool:
    """Whether a decision names two groups of reports rather than two reports."""
    found = _unpacked(one.value)
    return isinstance(found.get("left"), list) and isinstance(found.get("right"), list)


def members(one: Judgement) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The reports on both sides of a decision about reports."""
    if not of_groups(one):
        return (one.left,), (one.right,)
    found = _unpacked(one.value)
    return tuple(found["left"]), tuple(found["right"])


def seen(value: str, reports: Iterable[str], **more: Any) -> str:
    """What the analyst had before them: the machine's value, the reports of the event, and other facts by name."""
    return json.dumps({"value": value, "reports": sorted(reports), **more}, separators=(",", ":"), ensure_ascii=False)


def seen_value(one: Judgement) -> str:
    """The machine's value at the time; empty when there was none."""
    found = _unpacked(one.seen)
    return str(found.get("value", "")) if "reports" in found else one.seen


def seen_reports(one: Judgement) -> tuple[str, ...]:
    """The reports that made up the event at the time."""
    found = _unpacked(one.seen).get("reports", ())
    return tuple(found) if isinstance(found, list) else ()


def seen_fact(one: Judgement, name: str) -> Any:
    """Another fact seen at the time, None when it is not there."""
    return _unpacked(one.seen).get(name)


def _unpacked(text: str) -> dict[str, Any]:
    if not text.startswith("{"):
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):  # a row of a case that somebody else wrote
        return {}
    return found if isinstance(found, dict) else {}
