"""What a reading depends on: the words of a gazetteer, not when its file was copied."""

from __future__ import annotations

import os
from pathlib import Path

from djeli.pipeline.work import fingerprint
from djeli.settings import Settings


def test_a_copied_gazetteer_is_the_same(tmp_path: Path) -> None:
    """Another time of writing changes nothing; other content of the same length does."""
    path, settings = tmp_path / "pins.csv", Settings()
    path.write_text("Newtown,16.2", encoding="utf-8")
    first = fingerprint(settings, (str(path),))
    os.utime(path, ns=(1, 1))
    assert fingerprint(settings, (str(path),)) == first
    path.write_text("Newtown,16.3", encoding="utf-8")
    assert fingerprint(settings, (str(path),)) != first
    assert fingerprint(settings) != first
