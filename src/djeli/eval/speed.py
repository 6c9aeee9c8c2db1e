"""Words per second of the whole pipeline, of spaCy alone on the same text, and their ratio, in one process and run.

CPU time, one core, batch 64, median of `REPEATS`; models are loaded and warm before the clock starts.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from djeli import read
from djeli.errors import InputError, NotFound
from djeli.extract.pipelines import load_pipeline, one_thread
from djeli.pipeline.work import Work, from_bytes
from djeli.records import Reading
from djeli.settings import Settings

REPEATS = 3
BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Words a second of CPU time; `ratio` is pipeline over parser."""

    words: int
    pipeline: float
    spacy: float

    @property
    def ratio(self) -> float:
        """How fast the pipeline is against spaCy alone."""
        return self.pipeline / self.spacy


def _seconds(work: Callable[[], object]) -> float:
    found = []
    for _ in range(REPEATS):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return median(found)


def measure(paths: Sequence[Path]) -> Speed:
    """Measure on files.

    Raises:
        NotFound: no file holds text.
    """
    settings = Settings(workers=1)
    inputs = [(path.read_bytes(), str(path)) for path in paths]
    texts = [
        one.text.content
        for data, uri in inputs
        for one in read.read(data, uri=uri, settings=settings)
        if isinstance(one, Reading) and not isinstance(one, InputError)
    ]
    words = sum(len(text.split()) for text in texts)
    if not words:
        raise NotFound("none of the files holds text to read; name reports, or a .jsonl of articles")
    parser = load_pipeline("en")
    lines = [line for text in texts for line in text.splitlines() if line.strip()]

    def ours() -> None:
        for data, uri in inputs:
            from_bytes(data, Work(path="", uri=uri, media_type="", host="", settings=settings))

    def theirs() -> None:
        for _ in parser.pipe(lines, batch_size=BATCH):
            pass

    from_bytes(inputs[0][0][:20_000], Work(path="", uri=inputs[0][1], media_type="", host="", settings=settings))
    theirs()
    with one_thread():
        return Speed(words=words, pipeline=words / _seconds(ours), spacy=words / _seconds(theirs))
