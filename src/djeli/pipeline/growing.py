"""What a process keeps of a large case between runs, so that pages can be added at the price of what they touch."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from djeli.assess.shield import Persons
from djeli.assess.strangers import Familiar
from djeli.judge.pairs import pairs
from djeli.judge.rows import event_named, in_force
from djeli.link import Linker
from djeli.link.terms import is_large
from djeli.origin.families import Families
from djeli.origin.growing import Copies, found_in
from djeli.pipeline.base import STANDING, Kept, as_read, kept
from djeli.pipeline.copies import bare, copies_of
from djeli.pipeline.reattach import Attached, attach, named_by
from djeli.records import Claim
from djeli.settings import Settings
from djeli.store import Changes, Page, Store, View

MANY = 0.02
"""Share of a case's pages from which as many fresh ones are not held against it one by one."""


@dataclass(kw_only=True)
class Kin:
    """All of a case that its next page is held against; an open resource that pages are added to."""

    linker: Linker
    copies: Copies
    familiar: Familiar
    persons: Persons

    def note(self, pages: Iterable[Page]) -> None:
        """Names in pages that nothing else knows."""
        for page in pages:
            self.familiar.ask(page.item, page.names)


def kin_of(base: Kept, stories: Mapping[str, str], linker: Linker, looked: Families, pages: Iterable[Page]) -> Kin:
    """What a whole run keeps."""
    copies = Copies(found_in(bare(base.items, stories)[0], looked))
    found = Kin(linker=linker, copies=copies, familiar=Familiar(copies.family), persons=Persons(claims_of(base)))
    for item, story in stories.items():
        found.familiar.add(item, story)
    found.note(pages)
    return found


class Growing:
    """Holds it as long as nobody else writes to the case."""

    def __init__(self) -> None:
        self._kin: Kin | None = None
        self._state: Mapping[str, str] = {}
        self._minted: Mapping[str, str] | None = None
        self.unsettled = False
        """Whether the case lacks what linking needs for a decision, see `settle`."""
        self.whole = 0
        """How often pages could not be added, and all was computed anew."""

    def keep(self, store: Store, kin: Kin | None) -> None:
        """Keep what was computed from; None where the case is so small that it doesn't pay."""
        self._kin, self._minted, self.unsettled = kin, None, False
        self.mark(store)

    def grown(self, store: Store, kin: Kin, minted: Mapping[str, str]) -> None:
        """Pages were added, with these ids of events; what linking needs for a decision is not in the case by now."""
        self._kin, self._minted, self.unsettled = kin, {**(self._minted or {}), **minted}, True
        self.mark(store)

    def minted(self, view: View) -> Mapping[str, str]:
        """All ids of events; to be asked for where `kin` is given."""
        if self._minted is None:
            self._minted = view.minted()
        return self._minted

    def settle(self, store: Store, recipe: str) -> None:
        """Write what linking needs for a decision, once for all pages that were added, if all was taken in."""
        if not self.unsettled:
            return
        with store.reading() as view:
            kin = None if view.stale(recipe) else self.kin(view)
        if kin is not None:
            with store.writing() as writer:
                writer.amend(Changes(bodies={STANDING: kin.linker.standing().dump()}))
            self.unsettled = False
            self.mark(store)

    def take(self, view: View) -> Kin | None:
        """What `kin` gives, to be changed; `grown` gives it back. If that goes wrong it is gone."""
        kin, self._kin = self.kin(view), None
        if kin is None:
            self._state, self._minted = view.state(), None
        return kin

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


def claims_of(base: Kept) -> list[Claim]:
    """All claims of some rows that may name a person."""
    told = [claim for found in base.told.values() for claim in found]
    return told + [claim for one in base.accounts for found in (*one.claims.values(), one.said) for claim in found]
