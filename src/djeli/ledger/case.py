"""A case that is opened, filled, read, judged and checked: the one object every surface stands on."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path

from djeli import pipeline
from djeli.gazetteer import add_dump
from djeli.ledger.looking import PLACES
from djeli.ledger.parcels import Added
from djeli.ledger.releasing import Releasing
from djeli.pipeline.gather import Input, take

LEDGER, SETTINGS = "ledger.db", "djeli.toml"


class Case(Releasing):
    """A case folder, opened. Use it as a context manager, or call `close`."""

    def add(
        self, inputs: Sequence[str | Path], *, run: bool = True, progress: pipeline.Progress = pipeline.silent
    ) -> Added:
        """Keep files, folders and addresses, and read them unless `run` is False."""
        names = [str(one) for one in inputs]
        with self._alone():
            gathered = pipeline.gather(self.store, self.originals, self.settings, names, progress=progress)
        read = self.run(progress=progress) if run else None
        return Added(gathered=gathered, read=read, events=self.counts()["d_event"])

    def add_sent(
        self,
        files: Sequence[pipeline.Sent],
        addresses: Sequence[str] = (),
        *,
        progress: pipeline.Progress = pipeline.silent,
        executor: Executor | None = None,
    ) -> Added:
        """Keep files that a browser sent, under labels, and pages fetched from addresses, and read them.

        Without `executor` each page is read in a process apart, which can be stopped: a limit on its time holds in no
        other thread than a process's main one.
        """
        with self._alone():
            gathered = pipeline.gather_sent(
                self.store, self.originals, self.settings, files, addresses, progress=progress
            )
        progress("read", 0, None)
        if executor is not None:
            read = self.run(progress=progress, executor=executor)
        else:
            with pipeline.pool(min(4, self.settings.processes)) as apart:
                read = self.run(progress=progress, executor=apart)
        return Added(gathered=gathered, read=read, events=self.counts()["d_event"])

    def add_bytes(self, data: bytes, uri: str, *, media_type: str = "") -> str:
        """Keep bytes at hand under an address. Returns their SHA-256; `run` reads them."""
        one = Input(data=data, uri=uri, method="file", media_type=media_type)
        return take(self.store, self.originals, self.settings, one)[0]

    def run(
        self,
        *,
        retry: bool = False,
        executor: Executor | None = None,
        progress: pipeline.Progress = pipeline.silent,
    ) -> pipeline.Read:
        """Read what is pending, with `retry` also what failed before, then compute events anew if anything changed."""
        with self._alone():
            found = pipeline.read_pending(
                self.store,
                self.originals,
                self.settings,
                extra=self.gazetteers,
                executor=executor,
                retry=retry,
                progress=progress,
            )
            with self.store.reading() as view:
                stale = view.stale(pipeline.recipe(self.settings))
            if stale and not pipeline.grow(self.store, self.settings, self._growing):
                pipeline.derive(self.store, self.settings, progress=progress, growing=self._growing)
        return found

    def verify(self) -> list[str]:
        """Sentences about everything that is not as it was written; empty when all is well."""
        with self.store.reading() as view:
            return view.verify(self.originals)

    def load_gazetteer(self, dump: Path) -> int:
        """Load a GeoNames dump for this case; the next run reads the texts again with it. Returns its places."""
        folder = self.folder / PLACES
        folder.mkdir(exist_ok=True)
        return add_dump(dump, folder / f"{dump.stem}.npz")
