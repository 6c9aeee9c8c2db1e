"""Pages that are made to keep the rules busy: what they take grows with their length, not with its square."""

from __future__ import annotations

import time

import pytest

from djeli import read
from djeli.pipeline.work import Done, through
from djeli.records import Reading
from djeli.settings import Settings

TOLD = "Raid in Gao\n\nGunmen killed 12 villagers in Gao on 3 May 2021, the mayor said. "


def _taken(body: str) -> float:
    """Seconds of processor time from bytes to claims."""
    settings = Settings(workers=1)
    data = f"{TOLD}{body} the end.".encode()
    (reading,) = read.read(data, uri="x.txt", settings=settings, media_type="text/plain")
    assert isinstance(reading, Reading)
    began = time.process_time()
    (done,) = through([reading], settings, ())
    assert isinstance(done, Done)
    return time.process_time() - began


@pytest.mark.parametrize(("run", "times"), [("\n", 200_000), ("HEAD\n", 8_000), ("said ", 4_000), ("Ali (", 4_000)])
def test_a_long_run_is_read_in_time(run: str, times: int) -> None:
    """Each takes a few seconds; when each part looked at all others, it was a minute and more."""
    _taken("")  # words, places and models are loaded before the clock runs
    assert _taken(run * times) < 25
