"""Making and opening case folders."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from djeli import plugins
from djeli.errors import CaseError
from djeli.ledger.case import LEDGER, SETTINGS, Case
from djeli.ledger.looking import ORIGINALS
from djeli.settings import Leaving, Settings, read_settings
from djeli.store import STORES


def create(folder: str | Path, settings: Settings | None = None) -> Case:
    """Make a case folder.

    Raises:
        CaseError: there is a case already, or the folder holds other files.
    """
    path = Path(folder)
    if (path / SETTINGS).exists():
        raise CaseError(f"{path} is a case already; add to it with 'djeli add', or choose another folder")
    if path.exists() and any(found.name != ORIGINALS or any(found.iterdir()) for found in path.iterdir()):
        raise CaseError(f"{path} holds files that are not a case; choose an empty or a new folder")
    (path / ORIGINALS).mkdir(parents=True, exist_ok=True)  # it may be left over from an init that was killed
    chosen = settings or Settings(title=path.resolve().name)
    (path / SETTINGS).write_text(settings_text(chosen), encoding="utf-8")
    return open(path)


def open(folder: str | Path) -> Case:
    """Open a case folder.

    Raises:
        CaseError: it is no case, it is damaged, or a newer Djeli made it.
    """
    path = Path(folder)
    if not (path / SETTINGS).is_file():
        raise CaseError(f"{path} is not a case (it has no {SETTINGS}); make one with 'djeli init {path}'")
    settings = read_settings(path / SETTINGS)
    return Case(path, settings, plugins.load(STORES, "sqlite")(path / LEDGER))


@contextmanager
def passing(settings: Settings | None = None) -> Iterator[Case]:
    """A case that is gone when the block ends: for looking at a page without keeping anything."""
    with tempfile.TemporaryDirectory(prefix="djeli-") as folder:
        store = plugins.load(STORES, "memory")(Path(folder) / LEDGER)
        case = Case(Path(folder), replace(settings or Settings(), workers=1), store)
        try:
            yield case
        finally:
            case.close()


def settings_text(settings: Settings) -> str:
    """`djeli.toml` with what was chosen, and a word on what else can be set."""
    title = settings.title.replace("\\", "\\\\").replace('"', '\\"')
    custodian = settings.custodian.replace("\\", "\\\\").replace('"', '\\"')
    lines = [
        "# Settings of this case. Everything has a sensible default; see docs/reference/settings.md for all keys.",
        f'title = "{title}"',
        f'custodian = "{custodian}"  # who keeps this case; written into every capture record',
        f"theatres = {list(settings.theatres)}  # word lists and places to load; empty: all".replace("'", '"'),
        f"languages = {list(settings.languages)}  # languages to read; empty: all that have words".replace("'", '"'),
        f"workers = {settings.workers}  # processes; 0: one per core",
    ]
    own = {name: value for name, value in asdict(settings.policy).items() if value != getattr(Leaving(), name)}
    if own:
        lines += ["", "[policy]  # what leaves the case, and for whom; see docs/why/policy.md"]
        lines += [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in own.items()]
    return "\n".join(lines) + "\n"
