"""All of a large case that its next page is held against."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from djeli.assess.shield import Persons
from djeli.assess.strangers import Familiar
from djeli.link import Change, Linker
from djeli.link.prepare import profiles, words
from djeli.link.profile import ItemWords, Profile
from djeli.origin.families import Families
from djeli.origin.growing import Copies, found_in
from djeli.pipeline.base import Kept, as_read
from djeli.pipeline.copies import bare
from djeli.pipeline.reattach import Attached
from djeli.records import Claim
from djeli.store import Page, View
from djeli.views import Link


class Source:
    """Reads reports of items, and links of reports, out of the case as it is at the moment."""

    def __init__(self, copies: Copies, view: View, attached: Attached) -> None:
        self._copies, self.view, self.attached = copies, view, attached

    def told(self, items: Collection[str]) -> tuple[Sequence[Profile], Sequence[ItemWords]]:
        """All reports of some items, and their words."""
        reports = [one.id for one in self.view.reports_in(items)]
        read = as_read(self.view.accounts(reports), self.attached) if reports else []
        found = [replace(one, family=self._copies.family(one.item.id)) for one in read]
        named = {one.item.id: one.item for one in found}
        content = {text.id: text.content for text in self.view.texts({one.text for one in named.values()})}
        stories = {name: content[one.text][one.start : one.end] for name, one in named.items()}
        return profiles(found, stories), words(found, stories)

    def links(self, reports: Collection[str]) -> Iterable[Link]:
        """Links of some reports."""
        return self.view.links(reports, touching=True) if reports else ()


@dataclass(kw_only=True)
class Kin:
    """All of a case that its next page is held against; an open resource that pages are added to."""

    linker: Linker
    copies: Copies
    familiar: Familiar
    persons: Persons
    source: Source | None = None
    """Where the linker reads what it has not at hand; None where it has everything."""

    touched: int = 0
    """How many pages were looked at again since it was last written; the next process would have to do so too."""

    def at(self, view: View, attached: Attached) -> Kin:
        """The same, reading from a view."""
        if self.source is not None:
            self.source.view, self.source.attached = view, attached
        return self

    def link(self, base: Kept, stories: Mapping[str, str], attached: Attached) -> Change | None:
        """Link the reports of pages whose copies were looked for already; None where linking must be done anew."""
        read = [replace(a, family=self.copies.family(a.item.id)) for a in as_read(base.accounts, attached)]
        change = self.linker.grow(read, stories) if read else Change((), 0)
        if change is not None:
            self.touched += change.items
        return change

    def note(self, pages: Iterable[Page]) -> None:
        """Names in pages that nothing else knows."""
        for page in pages:
            self.familiar.ask(page.item, page.names)


def kin_of(base: Kept, stories: Mapping[str, str], linker: Linker, looked: Families, pages: Iterable[Page]) -> Kin:
    """What a whole run keeps."""
    copies = Copies(found_in(bare(base.items, stories), looked))
    found = Kin(linker=linker, copies=copies, familiar=Familiar(copies.family), persons=Persons(claims_of(base)))
    for item, story in stories.items():
        found.familiar.add(item, story)
    found.note(pages)
    return found


def claims_of(base: Kept) -> list[Claim]:
    """All claims of some rows that may name a person."""
    told = [claim for found in base.told.values() for claim in found]
    return told + [claim for one in base.accounts for found in (*one.claims.values(), one.said) for claim in found]
