"""What a process keeps of a large case between runs, so that pages can be added at the price of what they touch."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from djeli.judge.pairs import pairs
from djeli.judge.rows import event_named, in_force
from djeli.link import Linker
from djeli.link.terms import is_large
from djeli.pipeline import keeping
from djeli.pipeline.base import STANDING, as_read, kept
from djeli.pipeline.copies import copies_of
from djeli.pipeline.kin import Kin, kin_of
from djeli.pipeline.reattach import Attached, attach, named_by
from djeli.pipeline.refold import Turn
from djeli.records import Judgement
from djeli.settings import Settings
from djeli.store import Changes, Store, View

BEHIND = 64
"""Pages from which what the next process begins with is written anew."""
HEAVY = 2000
"""Pages that were looked at again, from which it is written anew too, whatever few made that necessary."""
NEVER = 1 << 30
"""Stands for the pages since then where it was never written."""
MANY = 0.02
"""Share of a case's pages from which as many fresh ones are not held against it one by one."""


class Growing:
    """Holds it as long as nobody else writes to the case."""

    def __init__(self) -> None:
        self._kin: Kin | None = None
        self._state: Mapping[str, str] = {}
        self._minted: Mapping[str, str] | None = None
        self.unsettled = False
        """Whether the case lacks what linking needs for a decision, see `settle`."""
        self.behind = 0
        """How many pages were added since what the next process begins with was written; see `keeping`."""
        self.whole = 0
        """How often pages could not be added, and all was computed anew."""

    def keep(self, store: Store, kin: Kin | None, recipe: str) -> None:
        """Keep what was computed from; None where the case is so small that it doesn't pay."""
        self._kin, self._minted, self.unsettled = kin, None, False
        if kin is not None:
            keeping.write(store, kin, recipe)
        self.behind = 0
        self.mark(store)

    def grown(self, store: Store, kin: Kin, minted: Mapping[str, str], pages: int) -> None:
        """Pages were added, with these ids of events; what linking needs for a decision is not in the case by now."""
        self._kin, self._minted, self.unsettled = kin, {**(self._minted or {}), **minted}, True
        self.behind += pages if kin.touched <= HEAVY else NEVER
        self.mark(store)

    def minted(self, view: View) -> Mapping[str, str]:
        """All ids of events."""
        if self._minted is None or self.kin(view) is None:
            self._minted = view.minted()
        return self._minted

    def settle(self, store: Store, recipe: str) -> None:
        """Write what linking needs for a decision, once for all pages that were added, if all was taken in."""
        if not self.unsettled:
            return
        with store.reading() as view:
            kin = None if view.stale(recipe) else self.kin(view)
            if kin is None:
                return
            body = kin.at(view, attached_now(view, self.minted(view))).linker.standing().dump()
        with store.writing() as writer:
            writer.amend(Changes(bodies={STANDING: body}))
        self.unsettled = False
        self.mark(store)

    @property
    def lags(self) -> bool:
        """Whether many pages were added since what the next process begins with was written."""
        return self.behind > BEHIND

    def preserve(self, store: Store, recipe: str) -> None:
        """Write what the next process begins with, where many pages were added since that was done."""
        if not self.lags:
            return
        with store.reading() as view:
            kin = None if view.stale(recipe) else self.kin(view)
            if kin is not None:
                kin.at(view, attached_now(view, self.minted(view)))
                keeping.write(store, kin, recipe)
                self.behind = 0

    def take(
        self, view: View, settings: Settings, recipe: str, turn: tuple[Sequence[Judgement], Attached]
    ) -> Kin | None:
        """What the next page is held against, to be changed; `grown` gives it back. If that goes wrong it is gone."""
        kin, self._kin = self.kin(view), None
        if kin is None:
            self._state = view.state()
            found = keeping.read(view, settings, recipe, turn)
            if found is not None:
                kin, self.behind = found
        return kin.at(view, turn[1]) if kin is not None else None

    def mark(self, store: Store) -> None:
        """What is kept stands for the case as it is now."""
        with store.reading() as view:
            self._state = view.state()

    def kin(self, view: View) -> Kin | None:
        """What is kept, if derived rows are still those it was kept with."""
        if self._kin is not None and view.state() != self._state:
            self._kin = None
        return self._kin

    def entry(self) -> int:
        """The last entry that it knows of."""
        return int(self._state.get("derived", "0"))

    def decided(self, store: Store) -> None:
        """Take in decisions whose effects were written already; before it the state was that of `mark`."""
        if self._kin is None:
            return
        with store.reading() as view:
            self._minted = view.minted()
            judged = pairs(attached_now(view, self._minted).judgements)
        if not self._kin.linker.decide(judged):
            self._kin = None
        self.mark(store)


def kept_of(view: View, settings: Settings, fresh: Collection[str]) -> Kin | None:
    """What a whole run would have kept, made without folding and grading: for the first pages that a process adds.

    None where the case is small, or so many pages are fresh that a whole run costs less.
    """
    pages = view.pages()
    if not is_large(len(pages)) or len(fresh) > MANY * len(pages):
        return None
    every = kept(view)
    texts = {name: text for name, text in every.texts.items() if text.document not in fresh}
    base = replace(
        every,
        texts=texts,
        items=[item for item in every.items if item.text in texts],
        accounts=[one for one in every.accounts if one.document not in fresh],
        documents={name: one for name, one in every.documents.items() if name not in fresh},
        told={item.id: every.told[item.id] for item in every.items if item.text in texts and item.id in every.told},
    )
    stories = {item.id: base.story(item) for item in base.items}
    looked = copies_of(base, stories)
    read = [replace(a, family=looked.families[a.item.id].id) for a in as_read(base.accounts, base.attached)]
    linker = Linker(read, stories, pairs(base.attached.judgements), threshold=settings.link_threshold)
    return kin_of(base, stories, linker, looked, pages) if linker.can_grow else None


def attached_now(view: View, minted: Mapping[str, str]) -> Attached:
    """Decisions in force as they speak of reports that derived rows know."""
    rows, heirs = in_force(view.judgements()), view.heirs()
    names = {name for one in rows for name in named_by(one)}
    names |= {minted[event] for one in rows if (event := event_named(one)) in minted}
    known = view.heads({*names, *(heirs[name] for name in names if name in heirs)})
    return attach(rows, minted, known, heirs)


def turn_now(view: View, minted: Mapping[str, str]) -> Turn:
    """A case in which no decision is new: what is in force, as it speaks of reports that derived rows know."""
    found = attached_now(view, minted)
    return Turn(rows=in_force(view.judgements()), before=found, after=found, moved=(), redirects=view.redirects())
