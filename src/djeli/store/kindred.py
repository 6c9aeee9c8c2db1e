"""Part of what a view reads: what the next page of a case is held against."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from djeli.store.rows import Page


class Kindred(Protocol):
    """Reads what a page that is added may have to do with."""

    def sites(self, names: Collection[str]) -> Mapping[str, str]:
        """Some sites, each with an item on a page of it, as far as there is one."""
        ...

    def sited(self) -> int:
        """How many documents stand at a site."""
        ...

    def pages_naming(self) -> list[Page]:
        """Items with names that nothing else knows."""
        ...

    def read_by(self, entry: int, names: Iterable[str]) -> set[str]:
        """Those of some documents, or files they came in, that an entry up to this one read."""
        ...

    def kin_mark(self) -> str:
        """What `Writer.kin` was given beside the arrays; empty where there are none, or all was computed anew since."""
        ...

    def kin(self, name: str) -> bytes:
        """An array that the next page is held against; empty where there is none of that name."""
        ...
