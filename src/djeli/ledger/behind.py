"""A case behind its veil: what of it an audience may know of, part by part, each read when it is first used."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from djeli.ledger.wordstock import remembering
from djeli.pipeline import as_judged
from djeli.pipeline.versions import superseded
from djeli.policy import Veil
from djeli.records import Capture, Claim, Document, Item, Judgement, Report, Span, Text
from djeli.store import EventFilter, View
from djeli.views import Account, Assessment, Event
from djeli.vocab import SubjectKind


class Behind:
    """The parts of a bundle for an audience other than the team; the view must stay open while they are used."""

    def __init__(self, view: View, veil: Veil) -> None:
        self._view, self._veil = view, veil
        self._content = remembering(view)

    def parts(self) -> dict[str, Callable[[], Any]]:
        """What reads each part of a bundle."""
        return {
            "documents": self.documents,
            "captures": self.captures,
            "texts": self.texts,
            "homes": lambda: self._homes,
            "items": self.items,
            "reports": self.reports,
            "accounts": self.accounts,
            "claims": self.claims,
            "spoken": self.spoken,
            "told": lambda: self.told,
            "spans": self.spans,
            "scopes": self.scopes,
            "events": self.events,
            "assessments": self.assessments,
            "grades": lambda: {name: one.grade for name, one in self.assessments().items()},
            "judgements": self.judgements,
            "newer": self.newer,
            "words": lambda: self.quote,
            "note": self._veil.note,
        }

    @cached_property
    def _homes(self) -> Mapping[str, str]:
        return self._view.homes()

    def _raw(self, span: Span) -> str:
        return self._content(span.text)[span.start : span.end]

    def quote(self, span: Span) -> str:
        """The words at a span, as the audience may read them."""
        return self._veil.quote(span, self._raw(span))

    # --- what waits -----------------------------------------------------------------------------------------------

    @cached_property
    def _split(self) -> tuple[list[Event], list[Event]]:
        """Events that are shown and those that are held back, both as they are in the case."""
        shown: list[Event] = []
        held: list[Event] = []
        for event in self._view.events(EventFilter(planned=True)):
            (held if self._veil.holds_back(event) else shown).append(event)
        self._look(shown)
        self._veil.conceal(self._view.naming())
        return shown, held

    def _look(self, events: Iterable[Event]) -> None:
        """Find out which are at sensitive places, before anything of them is shown."""
        told = self._told({report for event in events if event.where is not None for report in event.reports})
        found = [one for one in events if self._veil.look(one, [told[name] for name in one.reports if name in told])]
        wanted = {name for one in found for name in one.reports}
        called: dict[str, set[str]] = defaultdict(set)
        for claim in self._view.claims(wanted, props=("where",)) if wanted else ():  # all at once
            called[claim.subject].update(map(self._raw, claim.spans))
        for event in found:
            names = {name for report in event.reports for name in called[report]}
            texts = {self._reports[name].anchor.text for name in event.reports if name in self._reports}
            self._veil.withhold(event, names, texts)

    def _told(self, wanted: Collection[str]) -> dict[str, str]:
        """Reports -> the words that tell them, where these speak of what may be a sensitive place."""
        scopes: dict[str, list[Report]] = defaultdict(list)
        for name in wanted:
            if name in self._reports:
                scopes[self._reports[name].scope.text].append(self._reports[name])
        found = {}
        for text, content in self._view.contents():
            for report in scopes.get(text, ()):
                words = content[report.scope.start : report.scope.end]
                if self._veil.may_be_sensitive(words):
                    found[report.id] = words
        return found

    @cached_property
    def _reports(self) -> dict[str, Report]:
        return {report.id: report for report in self._view.reports()}

    @cached_property
    def _event_of(self) -> dict[str, str]:
        """Report -> the event that is shown of it."""
        return {report: event.id for event in self._split[0] for report in event.reports}

    @cached_property
    def _held(self) -> dict[str, list[Report]]:
        """Text -> reports in it that wait."""
        found: dict[str, list[Report]] = defaultdict(list)
        for name in {report for event in self._split[1] for report in event.reports} & self._reports.keys():
            found[self._reports[name].scope.text].append(self._reports[name])
        return dict(found)

    @cached_property
    def _all_documents(self) -> tuple[Document, ...]:
        return tuple(self._view.documents())

    @cached_property
    def _out(self) -> frozenset[str]:
        """Documents that wait: they tell of what is held back and of nothing else, or came only now."""
        shown = {name for event in self._split[0] for name in event.documents}
        held = {name for event in self._split[1] for name in event.documents}
        held |= self._veil.young()
        return frozenset(held - shown)

    @cached_property
    def _bare(self) -> frozenset[str]:
        """Documents that tell of what is held back, too: their titles and addresses would tell of it."""
        return frozenset(self._homes[text] for text in self._held) - self._out

    def shown(self) -> list[Event]:
        """The events that the audience may know of, as they are in the case: whoever takes them veils them."""
        return self._split[0]

    def bare(self, document: str) -> bool:
        """Whether the title and the address of a page would tell of an event that is held back."""
        return document in self._bare

    # --- parts ----------------------------------------------------------------------------------------------------

    def events(self) -> Iterable[Event]:
        """Events that the audience may know of."""
        return (self._veil.with_refs(event) for event in self._split[0])

    def documents(self) -> Iterable[Document]:
        """Documents that do not wait."""
        for one in self._all_documents:
            if one.id in self._out:
                continue
            told = one
            if one.id in self._bare:
                told = dataclasses.replace(one, title=None, uri=self._veil.host(one.uri), member="")
            yield self._veil.with_refs(told)

    def captures(self) -> Iterable[Capture]:
        """How they came, without who brought them."""
        homes = {one.id: one.container for one in self._all_documents if one.id not in self._out}
        kept = homes.keys() | set(homes.values())
        bare = self._bare | {homes[name] for name in self._bare} - {""}
        for one in self._view.captures():
            if one.document in kept:
                uri = self._veil.host(one.uri) if one.document in bare else one.uri
                yield self._veil.with_refs(dataclasses.replace(one, custodian="", uri=uri))

    def texts(self) -> Iterable[Text]:
        """Texts, where the audience may have them."""
        return self._view.texts() if self._veil.texts else ()

    def items(self) -> Iterable[Item]:
        """Items of documents that do not wait."""
        for one in self._view.items():
            home = self._homes[one.text]
            if home not in self._out:
                yield self._veil.with_refs(
                    dataclasses.replace(one, title=None, notes=()) if home in self._bare else one
                )

    def reports(self) -> Iterable[Report]:
        """Reports of events that are shown."""
        return (one for one in self._reports.values() if one.id in self._event_of)

    def accounts(self) -> Iterable[Account]:
        """The same with all claims about them."""
        return self._accounts

    @cached_property
    def _accounts(self) -> tuple[Account, ...]:
        told = as_judged(self._view, self._view.accounts())
        return tuple(self._veil.with_refs(one) for one in told if one.report.id in self._event_of)

    def _corrected(self) -> Iterator[Claim]:
        """Claims of accounts as corrections left them; nothing where nobody decided anything."""
        for account in self._accounts if any(self._view.judgements()) else ():
            yield from (one for told in account.claims.values() for one in told)

    def claims(self) -> Iterator[Claim]:
        """Claims, and those that corrections made."""
        known = set()
        for claim in self.passing(self._view.claims()):
            known.add(self._veil.ref(claim.id))
            yield self._veil.with_refs(claim)
        yield from (one for one in self._corrected() if one.id not in known)

    def spoken(self) -> Iterator[Claim]:
        """Claims that a speaker makes."""
        return (self._veil.with_refs(one) for one in self.passing(self._view.claims(spoken=True)))

    def told(self, prop: str, holding: str) -> Iterator[Claim]:
        """Claims of one property."""
        found = self._view.claims(props=(prop,), holding=holding)
        return (self._veil.with_refs(one) for one in self.passing(found))

    def scopes(self) -> Mapping[str, str]:
        """The words each report is told in."""
        raw = dict(self._view.scopes())
        return {one.id: self._veil.quote(one.scope, raw[one.id]) for one in self.reports() if one.id in raw}

    def spans(self) -> Mapping[str, tuple[Span, ...]]:
        """Where the words of each claim stand."""
        found = {self._veil.ref(one.id): one.spans for one in self.passing(self._view.claims())}
        for one in self._corrected():
            found.setdefault(one.id, one.spans)
        return found

    def passing(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """Claims that say nothing of what is held back: not about its reports, nor in their words."""
        for claim in claims:
            text = claim.spans[0].text
            if self._homes[text] in self._out:
                continue
            if claim.subject_kind is SubjectKind.REPORT:
                beside = (report.id in claim.value for report in self._held.get(text, ()))
                if claim.subject in self._event_of and not any(beside):
                    yield claim
            elif not any(_tells(claim, report) for report in self._held.get(text, ())):
                yield claim

    def holds_back(self, span: Span) -> bool:
        """Whether words tell of what is held back."""
        return any(span.overlaps(report.scope) for report in self._held.get(span.text, ()))

    def assessments(self) -> Mapping[str, Assessment]:
        """Grades of what is shown, without signs that point at words on what is held back."""
        known = {event.id for event in self._split[0]} | {one.id for one in self._all_documents}
        known |= {one.id for one in self._view.items() if self._homes[one.text] not in self._out}
        found = self._view.assessments()
        shown = {name: self._telling(one) for name, one in found.items() if name in known - self._out}
        return {name: self._veil.with_refs(one) for name, one in shown.items()}

    def _telling(self, one: Assessment) -> Assessment:
        kept = tuple(signal for signal in one.signals if not any(map(self.holds_back, signal.spans)))
        return one if len(kept) == len(one.signals) else dataclasses.replace(one, signals=kept)

    def judgements(self) -> Iterable[Judgement]:
        """Decisions, where the audience may have them."""
        found = self._view.judgements() if self._veil.decisions else ()
        return (self._veil.with_refs(one) for one in found)

    def newer(self) -> Mapping[str, str]:
        """Superseded documents of those that are shown."""
        found = superseded(self._all_documents, tuple(self._view.captures()))
        return {old: new for old, new in found.items() if not {old, new} & self._out}


def _tells(claim: Claim, report: Report) -> bool:
    return report.id in claim.value or any(span.overlaps(report.scope) for span in claim.spans)
