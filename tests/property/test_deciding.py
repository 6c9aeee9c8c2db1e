"""One decision more changes exactly what computing everything anew would change, whatever was decided before."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from djeli import ledger, pipeline
from djeli.errors import DjeliError
from djeli.settings import Settings
from filled import KINDS, compare, told, write


@pytest.mark.parametrize("seed", range(4))
def test_deciding_step_by_step_is_computing_everything_anew(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After decisions of every kind, each taken in by itself, all derived rows are those of one whole run."""
    draw, whole = random.Random(seed), Counter[str]()
    with ledger.create(tmp_path / "case", Settings(title="Twelve", workers=1)) as case:
        pages = random.Random(seed)
        with case.store.writing() as writer:
            for number, (one, sentence) in enumerate(told(pages)):
                write(writer, one, sentence, pages, f"page{number}")
        pipeline.derive(case.store, case.settings)
        everything = pipeline.derive

        def counted(*some: object, **more: object) -> int:
            whole[kind.__name__] += 1
            return everything(*some, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(pipeline, "derive", counted)
        for step in range(26):
            kind = draw.choice(KINDS)
            with suppress(DjeliError, IndexError, ValueError):
                kind(case, draw)
            if step % 5 == 4:
                compare(case, tmp_path / f"copy{step}", everything)
        assert case.verify() == []
    assert whole.total() <= 6, whole
    assert set(whole) <= {"_misread", "_merge", "_split", "_pair", "_undo", "_take_back_undoing"}, whole
