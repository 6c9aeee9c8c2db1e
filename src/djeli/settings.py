"""Settings: one frozen dataclass, read from `djeli.toml`. Nothing in that file can name code to run.

A case from somebody else is hostile input: unknown keys are reported, values are checked, and no key holds a plugin,
a command or a path outside the case (the model path is taken from the environment or the command line only).
"""

from __future__ import annotations

import dataclasses
import os
import tomllib
from pathlib import Path
from typing import Any

from djeli.errors import CaseError


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What a case changes in the rules for what leaves it: `[policy]` in `djeli.toml`.

    Delays are days, -1 for those of the shared table; `protect` and `public` are names of persons who are to be
    protected, or need not be; `sensitive` are words beside which the name of a place is withheld.
    """

    delay: int = -1
    partner_delay: int = -1
    protect: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        both = sorted({*self.protect} & {*self.public})
        if both:
            raise CaseError(f"[policy] names {', '.join(both)} under 'protect' and under 'public'; leave one of them")
        if not all(name.strip() for name in (*self.protect, *self.public, *self.sensitive)):
            raise CaseError("[policy] holds an empty name; write the name, or leave the list empty: []")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may set. Sizes in bytes, times in seconds.

    `languages` restricts reading; `theatres` names the overlays to load (empty: all). `custodian` is written into
    capture records. `workers` 0 means one process per core.
    """

    title: str = ""
    custodian: str = ""
    languages: tuple[str, ...] = ()
    theatres: tuple[str, ...] = ()
    workers: int = 0
    max_bytes: int = 64 * 1024 * 1024
    max_chars: int = 20_000_000
    max_members: int = 200_000
    max_ratio: int = 200  # decompressed to compressed
    read_timeout: float = 60.0
    fetch_timeout: float = 30.0
    allow_private_addresses: bool = False
    fold_rule: str = "informative"
    link_threshold: float = 0.4
    policy: Leaving = Leaving()

    def __post_init__(self) -> None:
        for name in ("workers", "max_bytes", "max_chars", "max_members", "max_ratio", "read_timeout"):
            if getattr(self, name) < 0:
                raise CaseError(f"setting {name!r} is {getattr(self, name)}; it must not be negative")
        if not 0 <= self.link_threshold <= 1:
            raise CaseError(f"setting 'link_threshold' is {self.link_threshold}; it must lie between 0 and 1")

    @property
    def processes(self) -> int:
        """Worker processes to start."""
        return self.workers or os.cpu_count() or 1


def read_settings(path: Path) -> Settings:
    """Settings from a `djeli.toml`.

    Raises:
        CaseError: the file is not TOML, has unknown keys or values of the wrong type; all faults in one message.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(f"{path}: not valid TOML ({error}); mend the line or restore the file") from error
    except OSError as error:
        raise CaseError(
            f"{path}: cannot be read ({error.strerror}); is this a case folder made by 'djeli init'?"
        ) from error
    faults: list[str] = []
    own = raw.pop("policy", {})
    if not isinstance(own, dict):
        faults.append("'policy' is a table: write [policy] on a line of its own, its keys below")
        own = {}
    chosen = _chosen(Settings, raw, "", faults)
    leaving = _chosen(Leaving, own, "policy.", faults)
    if faults:
        raise CaseError(f"{path}: " + "; ".join(faults))
    try:
        return Settings(**chosen, policy=Leaving(**leaving))
    except CaseError as error:
        raise CaseError(f"{path}: {error}") from error


def _chosen(kind: type[Settings | Leaving], raw: dict[str, Any], at: str, faults: list[str]) -> dict[str, Any]:
    """Values of a table that fit what they are for; sentences on the others go to `faults`."""
    known = {field.name: field for field in dataclasses.fields(kind) if field.name != "policy"}
    chosen: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in known:
            faults.append(f"unknown key {at + key!r} (known: {', '.join(sorted(known))})")
            continue
        default = known[key].default
        wanted = (int, float) if isinstance(default, float) else type(default)
        met = tuple(value) if isinstance(default, tuple) and isinstance(value, list) else value
        plain = not isinstance(met, tuple) or all(isinstance(one, str) for one in met)
        if not plain or not isinstance(met, wanted) or (isinstance(met, bool) and not isinstance(default, bool)):
            faults.append(f"{at + key!r} is {met!r}; expected something like {default!r}")
        else:
            chosen[key] = met
    return chosen
