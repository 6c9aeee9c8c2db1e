"""Loading from the explicit tables `name -> "module:function"`; the tables stand in their own folders."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any

from djeli.errors import NotFound


def load(table: Mapping[str, str], name: str) -> Callable[..., Any]:
    """The function that `table` names.

    Raises:
        NotFound: the table has no such name; the message lists those it has.
    """
    if name not in table:
        raise NotFound(f"nothing is called {name!r} here; known: {', '.join(sorted(table))}")
    module, _, function = table[name].partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found
