"""Where a case is kept: originals by hash, one ledger with append-only tables, and derived tables beside them."""

from __future__ import annotations

from djeli.store.base import Store, View, Writer
from djeli.store.rows import (
    Chance,
    Changes,
    Counted,
    Derived,
    DisputeFilter,
    DisputeRow,
    EventFilter,
    Failure,
    HandedOut,
    Original,
    Page,
    PartRow,
    PersonRow,
    Printed,
    SayingFilter,
    SayingRow,
    TaskFilter,
    TaskRow,
    Teller,
    Telling,
    Withdrawn,
)

STORES: dict[str, str] = {
    "sqlite": "djeli.store.sqlite:open_sqlite",
    "memory": "djeli.store.sqlite:open_memory",
}
"""Backends by name. A new one is one line here and passes tests/contract/test_stores.py."""

__all__ = [
    "STORES",
    "Chance",
    "Changes",
    "Counted",
    "Derived",
    "DisputeFilter",
    "DisputeRow",
    "EventFilter",
    "Failure",
    "HandedOut",
    "Original",
    "Page",
    "PartRow",
    "PersonRow",
    "Printed",
    "SayingFilter",
    "SayingRow",
    "Store",
    "TaskFilter",
    "TaskRow",
    "Teller",
    "Telling",
    "View",
    "Withdrawn",
    "Writer",
]
