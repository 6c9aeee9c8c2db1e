"""The whole case as a bag (BagIt 1.0, RFC 8493): originals, ledger, settings and its JSON Lines, each with its hash.

For the team only: originals hold everything that masking hides. A bag is how a case is archived or handed to another
custodian: whoever gets it can check with any BagIt tool that nothing was lost or changed on the way.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from djeli import __version__
from djeli.bundle import Bundle
from djeli.errors import CaseError
from djeli.export import jsonl
from djeli.export.manifest import sha256

SCHEMA = "djeli-bag/1"
_ORIGINALS = "originals"
_CASE = ("djeli.toml", _ORIGINALS, "gazetteer")
"""What is copied of a case's folder as it lies; the ledger is copied by the database itself."""
_LEDGER = "ledger.db"
_KEPT = re.compile("[0-9a-f]{2}|[0-9a-f]{64}")
"""Names of what lies among the originals."""
_TAGS, _TAG_HASHES = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt"), "tagmanifest-sha256.txt"


def export(bundle: Bundle, out: Path) -> list[Path]:
    """Write a bag into the folder `out`, which must be empty or new.

    Raises:
        CaseError: the audience may not have originals, or the folder holds something.
    """
    if bundle.folder is None:
        raise CaseError(
            f"a bag holds the originals, and the audience {bundle.audience!r} may not have them; "
            "for the team and its archive: --audience internal"
        )
    if out.exists() and any(out.iterdir()):
        raise CaseError(f"{out} holds files already; a bag needs an empty or a new folder")
    data = out / "data"
    _copy_case(bundle.folder, data / "case")
    jsonl.export(bundle, data / "ledger")
    payload = sorted(path for path in data.rglob("*") if path.is_file())
    _write_tags(bundle, out, payload)
    return [*payload, *(out / name for name in _TAGS), out / _TAG_HASHES]


def _copy_case(folder: Path, target: Path) -> None:
    target.mkdir(parents=True)
    for name in _CASE:
        path = folder / name
        if path.is_dir() and (name == _ORIGINALS or not path.is_symlink()):
            shutil.copytree(path, target / name, ignore=_foreign)
        elif path.is_file() and not path.is_symlink():
            shutil.copy2(path, target / name)
    ledger = (folder / _LEDGER).as_uri() + "?mode=ro"
    with closing(sqlite3.connect(ledger, uri=True)) as source, closing(sqlite3.connect(target / _LEDGER)) as copy:
        source.backup(copy)  # also what still waits in the log beside the file
        copy.execute("PRAGMA journal_mode = DELETE")


def _foreign(folder: str, names: list[str]) -> list[str]:
    """What is no part of a case: links, which in a case from somebody else may lead to files of whoever packs it, and
    among the originals whatever isn't called by a hash. The originals themselves may lie on another disk.
    """
    here = Path(folder)
    kept = _ORIGINALS in (here.name, here.parent.name)
    return [one for one in names if (here / one).is_symlink() or (kept and _KEPT.fullmatch(one) is None)]


def _write_tags(bundle: Bundle, out: Path, payload: list[Path]) -> None:
    """The bag's own files: its declaration, what it is, and the hashes of the payload and of these files."""
    octets = sum(path.stat().st_size for path in payload)
    (out / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", encoding="utf-8")
    about = {
        "Bag-Software-Agent": f"djeli {__version__}",
        "Bagging-Date": dt.datetime.now(dt.UTC).date().isoformat(),
        "External-Description": f"Djeli case: {' '.join(bundle.case.split())}; for the team only",
        "Payload-Oxum": f"{octets}.{len(payload)}",
    }
    (out / "bag-info.txt").write_text("".join(f"{k}: {v}\n" for k, v in about.items()), encoding="utf-8")
    _hashes(out, "manifest-sha256.txt", payload)
    _hashes(out, _TAG_HASHES, [out / name for name in _TAGS])


def _hashes(out: Path, name: str, paths: list[Path]) -> None:
    lines = (f"{sha256(path)}  {_encoded(path.relative_to(out).as_posix())}\n" for path in paths)
    (out / name).write_text("".join(lines), encoding="utf-8")


def _encoded(path: str) -> str:
    """A path as the standard writes it: line ends and % by their numbers."""
    return re.sub("[%\r\n]", lambda met: f"%{ord(met[0]):02X}", path)
