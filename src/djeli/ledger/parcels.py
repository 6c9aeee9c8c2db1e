"""What a case hands out about its events: what came of adding, and one event with everything it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from djeli import pipeline
from djeli.assess import Mask
from djeli.assess.overrule import by_decision
from djeli.cited import Cited
from djeli.fold.tellings import Telling, tellings
from djeli.ledger.copying import Copy, copies
from djeli.ledger.neighbours import Neighbour, neighbours
from djeli.ledger.shelf import Shelf
from djeli.ledger.small import spans_of
from djeli.origin import Origins, origins
from djeli.records import Document, Span, Text
from djeli.store import Failure, View
from djeli.views import Account, Assessment, Event, Link
from djeli.vocab import Harm


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of `add`: inputs taken, known and refused, and what reading them found."""

    gathered: pipeline.Gathered
    read: pipeline.Read | None
    events: int

    @property
    def failures(self) -> list[Failure]:
        """Every input or member that could not be used."""
        return [*self.gathered.failures, *(self.read.failures if self.read else [])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An event with everything it rests on, ready to be shown by any surface."""

    event: Event
    accounts: tuple[Account, ...]
    documents: dict[str, Document]
    links: tuple[Link, ...]
    item_grades: dict[str, Assessment]
    words: dict[Span, str]
    """The exact words of every span of the claims."""
    origins: Origins = field(default_factory=lambda: Origins(held=(), credited=()))
    """Whose word it is: informants whose pages are in the case, and outlets only credited."""
    copies: tuple[Copy, ...] = ()
    """Pages that count as one text, each with the reason why."""
    tellings: dict[Harm, tuple[Telling, ...]] = field(default_factory=dict)
    """How each count was told in time, the earliest first."""
    told: tuple[Cited, ...] = ()
    """What somebody is told to have said of it."""
    neighbours: tuple[Neighbour, ...] = ()
    """Events that it is told to stand to."""
    mask: Mask = field(default_factory=Mask)
    """Hides private persons in every sentence that is no quote."""
    deciders: Mapping[str, str] = field(default_factory=dict)
    """Short id of a decision -> who made it: names stand with decisions alone, and grades only point there."""


def shown(view: View, event: str, text: Callable[[str], Text], *, links: bool = True) -> Shown:
    """One event with its accounts, links, and the words of every value.

    Raises:
        NotFound: no such event.
    """
    found = view.event(event)
    accounts = tuple(pipeline.as_judged(view, view.accounts(found.reports)))
    beside = neighbours(view, found, accounts)
    spans = {span for account in accounts for span in spans_of(account)}
    spans |= {span for one in beside for claim in one.claims for span in claim.spans}
    spans |= {span for account in accounts for claim in account.said for span in claim.spans}
    documents = {one.id: one for one in view.documents(found.documents)}
    return Shown(
        event=found,
        accounts=accounts,
        documents=documents,
        links=tuple(view.links(found.reports)) if links else (),
        tellings={harm: tuple(told) for harm in Harm if (told := tellings(accounts, harm))},
        item_grades=dict(view.assessments(found.items)),
        words={span: text(span.text).quote(span) for span in spans},
        origins=origins(accounts),
        copies=copies(accounts, documents, text),
        told=tuple(Shelf(view, text, within=found.items).about(found)),
        neighbours=beside,
        mask=pipeline.shield_of(view, {account.item.id for account in accounts}).of_accounts(accounts),
        deciders=by_decision(view.judgements()),
    )
