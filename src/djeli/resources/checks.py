"""What the loaders of this folder share: strict reading of mappings, with all faults reported together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from djeli.errors import ResourceError


@dataclass(slots=True)
class Faults:
    """Collects sentences about what is wrong; `check` raises them as one error."""

    found: list[str] = field(default_factory=list)

    def add(self, where: str, what: str) -> None:
        """Note one fault at `where` (file and entry)."""
        self.found.append(f"{where}: {what}")

    def check(self) -> None:
        """Raise what was collected, if anything.

        Raises:
            ResourceError: one or more faults; the message holds one line for each.
        """
        if self.found:
            raise ResourceError(f"{len(self.found)} fault(s) in data files:\n" + "\n".join(self.found))

    def keys(
        self, where: str, raw: Mapping[str, Any], *, required: Iterable[str], optional: Iterable[str] = ()
    ) -> None:
        """Report missing and unknown keys of a mapping."""
        required, known = set(required), {*required, *optional}
        for key in sorted(required - raw.keys()):
            self.add(where, f"lacks the key {key!r}")
        for key in sorted(str(k) for k in raw.keys() - known):
            self.add(where, f"unknown key {key!r}; known: {', '.join(sorted(known))}")

    def words(self, where: str, value: Any, *, name: str) -> tuple[str, ...]:
        """`value` as a tuple of non-empty strings; anything else is a fault and gives what can be used."""
        if value is None:
            return ()
        if not isinstance(value, Sequence) or isinstance(value, str):
            self.add(where, f"{name!r} must be a list, met {value!r}")
            return ()
        bad = [entry for entry in value if not isinstance(entry, str) or not entry.strip()]
        for entry in bad:
            self.add(
                where, f"{name!r} holds {entry!r}, which is not a word; quote it (YAML reads yes, no, on as truth)"
            )
        good = [entry for entry in value if isinstance(entry, str) and entry.strip()]
        for entry in sorted({entry for entry in good if good.count(entry) > 1}):
            self.add(where, f"{name!r} holds {entry!r} twice")
        return tuple(good)

    def member(self, where: str, value: Any, known: Iterable[str], *, name: str) -> bool:
        """Whether `value` is one of `known`; if not, a fault that lists them."""
        known = list(known)
        if value in known:
            return True
        self.add(where, f"{name!r} is {value!r}; expected one of {', '.join(known)}")
        return False
