"""What linking hands out: the partition with its links, and what adding reports changed of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from djeli.link.standing import Standing
from djeli.views import Link

Ends = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """The partition of reports into events, and the scored pairs behind it.

    `groups` hold every report once, sorted; `links` are the compared pairs of at least `SHOWN`, inside and
    across groups. Within an item a link joins two reports; across items it joins the heads of two units, each of which
    stands for all reports of its item that tell the same occurrence.
    """

    groups: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    stories: tuple[tuple[str, ...], ...] = ()
    """Ids of items about one main occurrence, items without any report included; an item may stand alone."""
    standing: Standing | None = field(default=None, compare=False, repr=False)
    """What the next decision needs."""


@dataclass(frozen=True, slots=True)
class Change:
    """What adding reports changed: the groups that are not what they were, and how many items were touched.

    `anew` says that everything was linked anew; then `groups` are all of them.
    """

    groups: tuple[tuple[str, ...], ...]
    items: int
    anew: bool = False
    links: tuple[Link, ...] = ()
    """Links that were not there, or were otherwise; not told where everything was linked anew."""
    unlinked: tuple[Ends, ...] = ()
    """Pairs that have no link any more."""
