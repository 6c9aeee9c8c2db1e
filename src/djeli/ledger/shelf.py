"""Everything that lists and answers look things up in: events, statements, relations and figures of a case, cited.

What only superseded versions of a page say is left out, as it is from events.
"""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Self

from djeli.assess.shield import Shield
from djeli.cited import Cited, CitedBond, CitedFigure, CitedSaying, page_of, passage
from djeli.fold.figures import fold_figures
from djeli.fold.sayings import sayings
from djeli.fold.ties import bonds
from djeli.pipeline import as_judged, shield_of
from djeli.pipeline.base import public_names
from djeli.pipeline.parts import EVENT, PRESENT, TIES, forms_of_persons, person_called
from djeli.pipeline.versions import superseded
from djeli.records import Claim, Document, Item, Span, Text
from djeli.resources.actors import load_actors
from djeli.store import EventFilter, View
from djeli.text.similarity import words
from djeli.values import Figure, Person, Saying
from djeli.views import Account, Dispute, Event, FigureAccount, Figures, Series
from djeli.vocab import FigureKind, PersonLabel


class Shelf:
    """A view of a case with its claims cited; what is asked for is read once. Use it inside the view's block."""

    def __init__(self, view: View, text: Callable[[str], Text], *, within: Collection[str] | None = None) -> None:
        """`within`: only these items are looked at, whatever is asked; the whole case where it is None."""
        self._view = view
        self._text = text
        self._within = None if within is None else {page.item: page.document for page in view.pages(within)}
        self._made: dict[str, tuple[Callable[[Any], Any], Any]] = {}
        self._accounts: dict[str, list[Account]] = {}
        self._held: dict[str, frozenset[str]] = {}

    def over(self, view: View) -> Self:
        """The same over another view of the same state of the case: what was read and folded is shared."""
        other = copy.copy(self)
        other._view = view
        return other

    @property
    def text(self) -> Callable[[str], Text]:
        """What gives texts by id."""
        return self._text

    @property
    def view(self) -> View:
        """The view it stands over."""
        return self._view

    @property
    def size(self) -> int:
        """How many things it has read, folded or made."""
        return len(vars(self)) + len(self._made)

    def take(self, other: Self) -> None:
        """Keep what another over the same state has folded, but no events, which are many."""
        vars(self).update({name: value for name, value in vars(other).items() if name in _FOLDED})
        for name in ("events", "event_by_id"):
            vars(self).pop(name, None)

    def fold_as(self, other: Self) -> None:
        """Fold all that another has folded."""
        for name in _FOLDED & vars(other).keys():
            getattr(self, name)
        for name, make in list(other._made.items()):
            self.made(name, make[0])

    def made(self, name: str, make: Callable[[Self], Any]) -> Any:
        """What is made of the shelf as a whole, made once."""
        if name not in self._made:
            self._made[name] = make, make(self)
        return self._made[name][1]

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Documents of the case by id, superseded ones left out."""
        if self._within is not None:  # events are computed from none of a superseded document
            return {document.id: document for document in self._view.documents(set(self._within.values()))}
        found = {document.id: document for document in self._view.documents()}
        newer = superseded(list(found.values()), list(self._view.captures()))
        return {name: document for name, document in found.items() if name not in newer}

    @cached_property
    def _homes(self) -> Mapping[str, str]:
        if self._within is not None:
            return {item.text: self._within[item.id] for item in self.items.values()}
        return {text.id: text.document for text in self._view.texts()}

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Items by id."""
        if self._within is not None:
            return {item.id: item for item in self._view.items(self._within)}
        return {item.id: item for item in self._view.items() if self._homes[item.text] in self.documents}

    @cached_property
    def families(self) -> Mapping[str, tuple[str, float]]:
        """Item -> its text family."""
        return self._view.families(self._within)

    @cached_property
    def events(self) -> Sequence[Event]:
        """Events, newest first; also what did not happen."""
        return list(self._view.events(EventFilter(planned=True)))

    def events_of(self, actor: str) -> Sequence[Event]:
        """Events in which an actor, by id or name in plain words, takes part; newest first, undated ones last."""
        found = list(self._view.named([event for event, _ in self._view.parts_of([actor], EVENT)]))
        found.sort(key=lambda one: one.id)
        return sorted(found, key=lambda one: one.when.start.isoformat() if one.when else "", reverse=True)

    def has_event(self, event: str) -> bool:
        """Whether an event goes by that id now."""
        return any(True for _ in self._view.named([event]))

    @cached_property
    def event_by_id(self) -> Mapping[str, Event]:
        """Events by id."""
        return {event.id: event for event in self.events}

    def accounts(self, event: Event) -> Sequence[Account]:
        """The accounts of one event."""
        if event.id not in self._accounts:
            found = as_judged(self._view, self._view.accounts(event.reports))
            self._accounts[event.id] = [account for account in found if account.item.id in self.items]
        return self._accounts[event.id]

    def holding(self, text: str) -> frozenset[str]:
        """Ids of events whose words hold all the words of the text; a closing * stands for any ending."""
        if text not in self._held:
            self._held[text] = frozenset(one.id for one in self._view.events(EventFilter(text=text, planned=True)))
        return self._held[text]

    def at(self, item: str, sentence: str) -> Span:
        """Where a sentence of an item stands, however its lines are broken; the item's first letter if nowhere."""
        known = self.items[item]
        content = self._text(known.text).content
        begun = " ".join(sentence.split()).removesuffix("…")
        spaced = re.compile(r"\s+".join(re.escape(word) for word in begun.split()))
        met = spaced.search(content, known.start, known.end) if begun else None
        first, last = met.span() if met else (known.start, min(known.end, known.start + 1))
        return Span(text=known.text, start=first, end=last)

    def sentence(self, claim: Claim) -> str:
        """The sentences that a claim's spans stand in, on one line."""
        item = self.items[claim.item]
        return passage(self._text(item.text).content, claim.spans, (item.start, item.end))

    def story(self, item: str) -> str:
        """The words of an item."""
        found = self.items[item]
        return self._text(found.text).content[found.start : found.end]

    def content(self, item: Item) -> str:
        """The characters of the text that an item is part of."""
        return self._text(item.text).content

    def home(self, item: Item) -> str:
        """The document an item stands in."""
        return self._homes[item.text]

    def page_of(self, claim: Claim) -> str:
        """Publisher and date of a claim's item."""
        return self.page_of_item(claim.item)

    def page_of_item(self, name: str) -> str:
        """Publisher and date of an item."""
        item = self.items[name]
        return page_of(item, self.documents.get(self._homes[item.text]))

    @cached_property
    def claim_by_id(self) -> Mapping[str, Claim]:
        """All claims of current pages by id."""
        return {claim.id: claim for claim in self._claims()}

    def page(self, account: Account) -> str:
        """Publisher and date of an account's item."""
        return page_of(account.item, self.documents.get(account.document))

    @cached_property
    def statements(self) -> Sequence[Cited]:
        """What somebody is told to have said, newest page first."""
        return self._cited(self._claims("said"))

    @cached_property
    def sayings(self) -> Sequence[CitedSaying]:
        """Statements, each once however many copies tell it, newest page first."""
        told = {one.claim.id: one for one in self.statements}
        events = self._view.event_of({report for one in told.values() for report in _about(one.claim)})
        folded = sayings(
            (self._figure(one) for one in told.values()),
            words={name: one.quote for name, one in told.items()},
            events=events,
        )
        found = [CitedSaying(said=said, told=tuple(told[claim] for claim in said.claims)) for said in folded]
        return sorted(found, key=lambda one: (one.said.last, one.said.id), reverse=True)

    def about(self, event: Event) -> Sequence[Cited]:
        """Statements that tell of an event, read from its own items only."""
        reports = set(event.reports)
        claims = self._view.claims(event.items, props=["said"])
        return self._cited(one for one in claims if one.item in self.items and reports & set(_about(one)))

    @cached_property
    def ties(self) -> Sequence[Cited]:
        """What holds of actors or happens to them, claim by claim."""
        return self._cited(self._claims(*TIES))

    @cached_property
    def places(self) -> Sequence[Cited]:
        """Where actors are told to be present."""
        return [one for one in self.ties if one.claim.prop == PRESENT]

    @cached_property
    def bonds(self) -> Sequence[CitedBond]:
        """Relations of actors, each once however often it is told."""
        told = {one.claim.id: one for one in self.ties}
        names = {actor.id: actor.name for actor in load_actors().values()}
        return [
            CitedBond(bond=bond, told=tuple(told[claim] for claim in (*bond.claims, *bond.denials)))
            for bond in bonds(self.tellings, names=names)
        ]

    @cached_property
    def tellings(self) -> Sequence[FigureAccount]:
        """Claims of relations with their items, as folds take them."""
        return [self._figure(one) for one in self.ties if one.claim.prop != PRESENT]

    @cached_property
    def series(self) -> Sequence[Series]:
        """Figures of one question at different times."""
        return self._folded.series

    @cached_property
    def _numbers(self) -> Mapping[str, Cited]:
        """Claims of figures by id."""
        return {one.claim.id: one for one in self._cited(self._claims("figure"))}

    @cached_property
    def _folded(self) -> Figures:
        told = self._numbers.values()
        return fold_figures(
            (self._figure(one) for one in told),
            later=self._view.accounts() if any(_promised(one) for one in told) else (),
            relations=[one.claim for one in self.tellings],
        )

    @cached_property
    def figures(self) -> Sequence[CitedFigure]:
        """Figures that are no toll of one event, each once however often it is told, newest page first."""
        told, folded = self._numbers, self._folded
        disputed: dict[str, list[Dispute]] = defaultdict(list)
        for dispute in folded.disputes:
            for claim in {claim for side in dispute.sides for claim in side.claims}:
                claims = [told[name].claim for side in dispute.sides for name in side.claims if name in told]
                mask = self.shield.mask({one.item for one in claims}, claims)
                disputed[claim].append(mask.of_dispute(dispute))
        sums = {one.figure: one for one in folded.comparisons}
        kept = {one.figure: one for one in folded.promises}
        found = [
            CitedFigure(
                view=view,
                told=tuple(told[claim] for claim in (*view.claims, *view.denials) if claim in told),
                disputes=tuple({d.id: d for claim in view.claims for d in disputed[claim]}.values()),
                comparison=sums.get(view.id),
                promise=kept.get(view.id),
            )
            for view in folded.figures
        ]
        return sorted(found, key=lambda one: (one.view.last, one.view.id), reverse=True)

    def _figure(self, one: Cited) -> FigureAccount:
        item = self.items[one.claim.item]
        return FigureAccount(claim=one.claim, item=item, document=one.document, family=one.family)

    @cached_property
    def persons(self) -> Mapping[str, Mapping[str, Person]]:
        """Named persons by item and by every form of the name: the whole, and its last word."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._claims("person"):
            found[claim.item].append(claim)
        return {item: forms_of_persons(claims) for item, claims in found.items()}

    @cached_property
    def public(self) -> Mapping[str, Person]:
        """Persons that some page shows in a public role, and none as a minor, by name in plain words."""
        labels: dict[str, list[Person]] = defaultdict(list)
        for claim in self._claims("person"):
            person: Person = claim.parsed()
            labels[" ".join(words(person.name))].append(person)
        minors = {name for name, found in labels.items() if any(p.label is PersonLabel.MINOR for p in found)}
        shown = {name: next((p for p in found if p.label.shown), None) for name, found in labels.items()}
        return {name: person for name, person in shown.items() if person is not None and name not in minors}

    @cached_property
    def secluded(self) -> frozenset[str]:
        """Names, in plain words, of persons whom no page shows in a public role."""
        named = {" ".join(words(p.name)) for known in self.persons.values() for p in known.values()}
        if self._within is not None:
            return frozenset((named | self._view.person_names()) - set(public_names(self._view)))
        return frozenset(named - set(self.public))

    @cached_property
    def shield(self) -> Shield:
        """Who is private in the case, for sentences that are no quotes."""
        if self._within is not None:
            return shield_of(self._view, self._within)
        return Shield(self._claims("person"))

    def person(self, name: str, item: str) -> Person | None:
        """The person of an item whom a name speaks of."""
        known = self.persons.get(item)
        if not known:
            return None
        return person_called(name, known)

    def _claims(self, *props: str) -> list[Claim]:
        if self._within is not None and props:
            return list(self._view.claims_in(self._within.keys(), props))
        return [claim for claim in self._view.claims(props=props) if claim.item in self.items]

    def _cited(self, claims: Iterable[Claim]) -> list[Cited]:
        listed = list(claims)
        told = {report for claim in listed if claim.prop == "said" for report in _about(claim)}
        events = self._view.event_of(told) if told else {}
        found = [self._one(claim, events) for claim in listed]
        return sorted(found, key=lambda one: (one.published, one.claim.item), reverse=True)

    def _one(self, claim: Claim, events: Mapping[str, str]) -> Cited:
        item = self.items[claim.item]
        document = self.documents[self._homes[item.text]]
        content = self._text(item.text).content
        published = item.published or document.published
        about = (events[report] for report in _about(claim) if report in events) if claim.prop == "said" else ()
        return Cited(
            claim=claim,
            quote=" … ".join(" ".join(content[s.start : s.end].split()) for s in claim.spans),
            passage=passage(content, claim.spans, (item.start, item.end)),
            page=page_of(item, document),
            published=published.value[:10] if published else "",
            document=document.id,
            uri=document.uri,
            family=self.families.get(claim.item, ("", 0.0))[0],
            events=tuple(dict.fromkeys(about)),
            private=self.private(claim),
        )

    def private(self, claim: Claim) -> bool:
        """Whether the speaker is a named person without a public role; who is not known counts as private."""
        speaker = claim.speaker
        if speaker is None or speaker.actor:
            return False
        person = self.person(speaker.name, claim.item)
        if person is not None:
            return person.label is not PersonLabel.PUBLIC
        return self.shield.private(speaker, claim.item)


_FOLDED = frozenset(name for name, value in vars(Shelf).items() if isinstance(value, cached_property)) - {
    "events",
    "event_by_id",
}
"""What a shelf reads or folds once."""


def _promised(one: Cited) -> bool:
    figure: Figure = one.claim.parsed()
    return figure.figure in (FigureKind.PLEDGE, FigureKind.ULTIMATUM)


def _about(claim: Claim) -> tuple[str, ...]:
    said: Saying = claim.parsed()
    return said.about
