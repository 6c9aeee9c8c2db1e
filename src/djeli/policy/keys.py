"""Pseudonyms of a case: drawn at random, the same for a person as long as the case keeps its key.

The key is a file beside the ledger that its owner alone may read. It is no part of the ledger and of nothing that is
written from it: who has it knows who is who, who lacks it cannot find out from the pseudonyms.
"""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from collections.abc import Iterable
from pathlib import Path

from djeli.errors import CaseError

KEY = "policy-key.json"
"""Name of the key file in a case's folder."""
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, 1, I, O, which are mistaken for one another
_LENGTH = 4


class Pseudonyms:
    """Who goes by which pseudonym; an open resource that `keep` writes."""

    def __init__(self, folder: Path | None) -> None:
        """`folder` of the case; None for pseudonyms that nobody keeps.

        Raises:
            CaseError: the key cannot be read.
        """
        self._path = folder / KEY if folder is not None else None
        self._signs, self.secret = _read(self._path)
        self._taken = set(self._signs.values())
        self.made = self._path is not None and not self._path.exists()
        self._fresh = self.made

    def of(self, person: str) -> str:
        """The pseudonym of a person, told by the folded words of the fullest name."""
        sign = self._signs.get(person)
        if sign is None:
            sign = self._drawn()
            self._signs[person] = sign
            self._fresh = True
        return f"Person {sign}"

    def _drawn(self) -> str:
        length = _LENGTH + (len(self._taken) > len(_SIGNS) ** _LENGTH // 8)
        while True:
            sign = "".join(secrets.choice(_SIGNS) for _ in range(length))
            if sign not in self._taken and not sign.isdigit():
                self._taken.add(sign)
                return sign

    def forget(self, persons: Iterable[str]) -> None:
        """Drop persons that the case tells nothing of any more."""
        for person in persons:
            if self._signs.pop(person, None) is not None:
                self._fresh = True

    def known(self) -> frozenset[str]:
        """Persons who have a pseudonym."""
        return frozenset(self._signs)

    def keep(self) -> Path | None:
        """Write the key if it changed. Returns its path where it was made now, else None.

        Raises:
            CaseError: it cannot be written, so that the next export would call everybody otherwise.
        """
        if self._path is None or not self._fresh:
            return None
        body = {
            "what": "Who is who behind the pseudonyms of this case. Keep it apart from what is written for others; "
            "without it the pseudonyms lead to nobody.",
            "secret": self.secret.hex(),
            "persons": dict(sorted(self._signs.items())),
        }
        try:
            _write(self._path, json.dumps(body, ensure_ascii=False, indent=1) + "\n")
        except OSError as error:
            raise CaseError(
                f"{self._path}: the key of the pseudonyms cannot be written ({error.strerror}); nothing leaves without "
                "it. Work on a copy of the case that you may write to"
            ) from error
        made, self.made, self._fresh = self.made, False, False
        return self._path if made else None


def _read(path: Path | None) -> tuple[dict[str, str], bytes]:
    if path is None or not path.exists():
        return {}, secrets.token_bytes(16)
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        persons = {str(name): str(sign) for name, sign in raw["persons"].items()}
        return persons, bytes.fromhex(raw["secret"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CaseError(
            f"{path}: the key of the pseudonyms cannot be read ({error}); restore it from a backup, or move it away: "
            "then everybody gets a new pseudonym"
        ) from error


def _write(path: Path, text: str) -> None:
    """Whole or not at all, and for its owner alone from the first byte."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".policy-")  # made with mode 600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
