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
    known = {field.name: field for field in dataclasses.fields(Settings)}
    faults: list[str] = []
    chosen: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in known:
            faults.append(f"unknown key {key!r} (known: {', '.join(sorted(known))})")
            continue
        default = known[key].default
        wanted = (int, float) if isinstance(default, float) else type(default)
        met = tuple(value) if isinstance(default, tuple) and isinstance(value, list) else value
        if not isinstance(met, wanted) or (isinstance(met, bool) and not isinstance(default, bool)):
            faults.append(f"{key!r} is {met!r}; expected something like {default!r}")
        else:
            chosen[key] = met
    if faults:
        raise CaseError(f"{path}: " + "; ".join(faults))
    return Settings(**chosen)
