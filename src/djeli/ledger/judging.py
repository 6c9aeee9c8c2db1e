"""A case to which decisions are appended: the one door they all go through."""

from __future__ import annotations

import datetime as dt
import getpass
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from djeli import pipeline
from djeli.assess.overrule import EVENT, ITEM, SOURCE, asked, key
from djeli.errors import CaseError, NotFound
from djeli.ledger.portions import Portions
from djeli.ledger.small import lock, lock_file
from djeli.records import Judgement
from djeli.vocab import Verdict

_ITEM = re.compile(r"[0-9a-f]{32}")


class Judging(Portions):
    """A case folder that is looked into and decided about."""

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One run at a time in a case; a second one is told so."""
        if not self.folder.is_dir():
            yield
            return
        with lock_file(self.folder) as handle:
            if not lock(handle):
                raise CaseError(
                    f"another Djeli is working in {self.folder}; wait until it has finished, then try again"
                )
            yield

    def judge(
        self,
        left: str,
        right: str,
        verdict: Verdict,
        *,
        by: str = "",
        why: str = "",
        value: str = "",
        seen: str = "",
    ) -> Judgement:
        """Append a decision and compute what it concerns anew."""
        judgement = self._judgement(left, right, verdict, by=by, why=why, value=value, seen=seen)
        with self._alone():
            with self.store.reading() as view:
                stale = view.stale(pipeline.recipe(self.settings))
                self._growing.kin(view)  # another process may have written
            self._growing.settle(self.store, pipeline.recipe(self.settings))
            with self.store.writing() as writer:
                writer.judgement(judgement)
            if stale or not pipeline.amend(self.store, self.settings, judgement):
                pipeline.derive(self.store, self.settings, growing=self._growing)
            else:
                self._growing.decided(self.store)
        return judgement

    @property
    def anew(self) -> int:
        """How often pages that came made everything be computed anew, since the case was opened."""
        return self._growing.whole

    def close(self) -> None:
        """Let go of the ledger, after writing what decisions and further pages will need of those that were added."""
        if self._growing.unsettled:
            with suppress(CaseError), self._alone():  # who works in it meanwhile has no use for that
                self._growing.settle(self.store, pipeline.recipe(self.settings))
        if self._growing.lags:
            with suppress(CaseError), self._alone():
                self._growing.preserve(self.store, pipeline.recipe(self.settings))
        super().close()

    def regrade(self, subject: str, grade: str = "", *, signal: str = "", by: str = "", why: str = "") -> Judgement:
        """Overrule a grade, or set one of its signals aside. The machine's grade stays beside it.

        Args:
            subject: `item:ID`, `event:ID` or `source:NAME`.
            grade: B2, or one half of it (B-, -2); without grade and signal the machine's counts again.
            signal: name of a signal that shall not count.
            by: who says so; the custodian where empty.
            why: the reason; a source graded E needs the address of a record here.

        Raises:
            InvalidRecord: no such grade or signal, or E without a record.
            NotFound: no such item or event.
        """
        left, right, verdict, value = asked(self._graded_subject(subject), grade=grade, name=signal, why=why)
        return self.judge(left, right, verdict, by=by, why=why, value=value)

    def _graded_subject(self, subject: str) -> str:
        kind, _, name = subject.partition(":")
        if kind == EVENT:
            return key(EVENT, self.event(name).id)
        if kind == ITEM:
            found = self._items_called(name)
            if len(found) != 1 or not name:
                raise NotFound(f"{len(found)} items begin with {name!r}; `djeli items` lists them")
            return key(ITEM, found[0])
        if kind != SOURCE or not name.strip():
            raise NotFound(f"{subject!r} cannot be graded; write item:ID, event:ID or source:NAME")
        return key(SOURCE, name)

    def _items_called(self, start: str) -> list[str]:
        with self.store.reading() as view:
            whole = [one.id for one in view.items([start])] if _ITEM.fullmatch(start) else []
        return whole or [item.id for item in self.items() if item.id.startswith(start)]

    def _judgement(
        self, left: str, right: str, verdict: Verdict, *, by: str, why: str, value: str, seen: str = ""
    ) -> Judgement:
        return Judgement(
            left=left,
            right=right,
            verdict=verdict,
            by=by or self.settings.custodian or getpass.getuser(),
            at=dt.datetime.now(dt.UTC),
            why=why,
            value=value,
            seen=seen,
        )
