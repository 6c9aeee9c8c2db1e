"""A dispute on a screen: what it is about, each side with who stands on it and the words, and why they cannot agree."""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from djeli.cli.console import words
from djeli.cli.eventpage import quoted
from djeli.ledger.disputed import Disputed
from djeli.viewcodec import plain
from djeli.wording import DISPUTES

_INDEPENDENT = {
    True: "The sides rest on different voices.",
    False: "The sides do not rest on different voices.",
    None: "Whether the sides rest on different voices is not known.",
}
_QUOTES = 3
_SPEAKERS = 4


def row(one: Disputed) -> dict[str, Any]:
    """A dispute for programs: its own fields, what it is about, and the words of each side."""
    found: dict[str, Any] = plain(one.dispute)
    for side, told in zip(found["sides"], one.sides, strict=True):
        side["words"] = plain(told)
    return found | {"event": one.event, "of": one.of, "about": one.about}


def block(one: Disputed) -> RenderableType:
    """A dispute, its sides under one another with their words."""
    dispute = one.dispute
    where = f"  [{one.event}]" if one.event else ""
    head = Text(f"⚠ {DISPUTES[dispute.kind.value]} ", style="bold yellow")
    head += words(f"({one.of}): {one.about}", "bold") + words(where, "dim")
    parts: list[RenderableType] = [head, Padding(words(dispute.reason), (0, 0, 0, 2))]
    for side, told in zip(dispute.sides, one.sides, strict=True):
        who = ", ".join(side.speakers[:_SPEAKERS]) or "no speaker named"
        more = f" and {len(side.speakers) - _SPEAKERS} more" if len(side.speakers) > _SPEAKERS else ""
        stale = f" — no equal side: {side.stale}" if side.stale else ""
        parts.append(Padding(words(side.value, "bold") + words(f" — {who}{more}{stale}"), (0, 0, 0, 2)))
        for quote in told[:_QUOTES]:
            parts.append(
                Padding(words(quoted(quote.sentence), "italic") + words(f"  {quote.page}", "dim"), (0, 0, 0, 6))
            )
        if len(told) > _QUOTES:
            parts.append(Padding(words(f"and {len(told) - _QUOTES} more", "dim"), (0, 0, 0, 6)))
    parts.append(Padding(words(_INDEPENDENT[dispute.independent], "dim"), (0, 0, 1, 2)))
    return Group(*parts)
