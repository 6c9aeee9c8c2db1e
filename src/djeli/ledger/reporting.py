"""What a report is made from, collected once: events with their words, relations, figures, actors, sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from djeli import wording
from djeli.assess import Mask
from djeli.assess.shield import HIDDEN
from djeli.cited import Cited, bounds_of
from djeli.errors import NotFound
from djeli.fold.chains import chains
from djeli.gazetteer import country_name, country_words
from djeli.ledger import people
from djeli.ledger.behind import Behind
from djeli.ledger.figuring import tells_of
from djeli.ledger.listed import ActorRow
from djeli.ledger.neighbours import neighbours
from djeli.ledger.shelf import Shelf
from djeli.ledger.small import names
from djeli.ledger.sources import SourceRow, source_rows
from djeli.origin import origins
from djeli.phrases import clip
from djeli.policy import Veil
from djeli.records import Claim, Item, Span, Text
from djeli.report import grammar
from djeli.report.dossier import (
    Actor,
    Asked,
    Beside,
    Counted,
    Dossier,
    Fact,
    File,
    Page,
    Source,
    Tied,
    Told,
)
from djeli.report.templates import words as report_words
from djeli.resources.actor_facts import FactKind
from djeli.resources.actors import Actor as TableActor
from djeli.resources.actors import load_actors
from djeli.store import EventFilter, View
from djeli.text.similarity import words as plain_words
from djeli.values import Party, Saying
from djeli.views import Bond, Chain, Event
from djeli.vocab import ItemKind, Manner, PartyKind

_LEFT_OUT = frozenset({"credit", "person", "related", "figure", "said", "as_of"})
"""Claims of accounts that tell nothing of the event itself."""
_SHORT = 4000
"""Characters up to which an item is taken to tell one story, so that a date at its head is the event's."""
_PRONOUN = re.compile(r"^(?:it|its|they|their|he|his|she|her|who|which|that|this|we|our|us)$", re.IGNORECASE)
_DETERMINER = re.compile(r"^(?:The|A|An|Some|Several|Many|Its|Their|His|Her|Two|Three|Four|Five|Six|About|At|Armed)\b")


class Clerk:
    """Collects what a report for an audience may say: claims with words, voice and page, behind the audience's veil."""

    def __init__(self, view: View, veil: Veil, text: Callable[[str], Text]) -> None:
        self._shelf, self._veil = Shelf(view, text), veil
        self._behind = None if veil.open else Behind(view, veil)
        self._shown = None if self._behind is None else {event.id for event in self._behind.shown()}
        self._pages: dict[str, Page] = {}

    def dossier(self, asked: Asked, *, case: str) -> Dossier:
        """Everything a report may say.

        Raises:
            NotFound: no such event or actor, an event that is held back, or a person without a public role.
        """
        view = self._shelf.view
        if asked.event:
            events = [view.event(asked.event)]
        else:
            wanted = EventFilter(country=asked.country, since=asked.since, until=asked.until, planned=True)
            events = list(view.events(wanted))
        events = [event for event in events if self.shows(event.id)]
        if asked.event and not events:
            raise NotFound(f"the event {asked.event!r} is held back for the audience {self._veil.audience!r}")
        made = dossier_of(self, events, asked, case=case, audience=self._veil.audience)
        return replace(self._veil.with_refs(made), note=self._veil.note())

    @property
    def shelf(self) -> Shelf:
        """The shelf it reads from."""
        return self._shelf

    @property
    def open(self) -> bool:
        """Whether nothing is held back."""
        return self._behind is None

    def shows(self, event: str) -> bool:
        """Whether the audience may know of an event."""
        return self._shown is None or event in self._shown

    def passes(self, claim: Claim) -> bool:
        """Whether a claim tells nothing of what is held back."""
        return self._behind is None or any(True for _ in self._behind.passing([claim]))

    def _quote(self, item: Item, start: int, end: int) -> str:
        raw = self._shelf.content(item)[start:end]
        return " ".join(self._veil.quote(Span(item.text, start, end), raw).split())

    def page(self, item: Item) -> Page:
        """An item as notes name it."""
        if item.id not in self._pages:
            document = self._shelf.documents[self._shelf.home(item)]
            publisher = item.publisher or document.publisher
            published = item.published or document.published
            bare = self._behind is not None and self._behind.bare(document.id)
            title = None if bare else item.title or document.title
            uri = self._veil.host(document.uri) if bare else document.uri
            graded = self._shelf.view.assessments([item.id]).get(item.id)
            self._pages[item.id] = Page(
                item=item.id,
                outlet=_outlet(publisher.value if publisher else "", title.value if title else "", uri),
                title=" ".join(title.value.split()) if title and publisher else "",
                published=published.value[:10] if published else "",
                uri=uri if "://" in uri else uri.rsplit("/", 1)[-1],
                grade=graded.grade if graded is not None else "",
                language=item.language,
                family=self._shelf.families.get(item.id, ("", 0.0))[0],
                short=item.end - item.start <= _SHORT and item.kind in (ItemKind.ARTICLE, ItemKind.DIGEST),
            )
        return self._pages[item.id]

    def told(self, claim: Claim, mask: Mask, *, background: bool = False) -> Told:
        """A claim with its words; `mask` hides private persons in what is no quote."""
        item = self._shelf.items[claim.item]
        content = self._shelf.content(item)
        start, end = bounds_of(content, claim.spans, (item.start, item.end))
        if self._behind is not None and self._behind.holds_back(Span(item.text, start, end)):
            start, end = claim.spans[0].start, claim.spans[0].end  # the sentence tells of what waits, too
        words = " … ".join(self._quote(item, span.start, span.end) for span in claim.spans)
        value = self._veil.of(claim).parsed()
        speaker = claim.speaker
        return Told(
            claim=claim.id,
            report=claim.subject,
            prop=claim.prop,
            value=value,
            name=mask(_name(value, words, content[max(start, claim.spans[0].start - 8) : claim.spans[0].start])),
            words=words,
            passage=self._quote(item, start, end),
            text=item.text,
            start=start,
            end=end,
            spans=claim.spans,
            page=self.page(item),
            voice=mask(self._voice(claim)) if speaker else "",
            voice_key=(speaker.actor or speaker.name.casefold()) if speaker else "",
            voice_at=speaker.span if speaker else None,
            stance=claim.stance,
            modality=claim.modality,
            phase=claim.phase,
            manner=value.manner if isinstance(value, Saying) else Manner.INDIRECT,
            background=background,
        )

    def _voice(self, claim: Claim) -> str:
        """Who says it, as a sentence names them."""
        speaker = claim.speaker
        if speaker is None:
            return ""
        if self._shelf.private(claim):
            return HIDDEN
        known = load_actors().get(speaker.actor)
        named = " ".join(speaker.name.split())
        item = self._shelf.items[claim.item]
        content, at = self._shelf.content(item), speaker.span
        if known is not None and _PRONOUN.match(named):
            return known.name
        if item.language not in ("", "en"):
            own = f"the “{named}”" if named[:1].islower() else named if named.isupper() else f"“{named}”"
            return own if known is None or named.isupper() else known.name
        around = f"{content[max(0, at.start - 8) : at.start]}|{content[at.start : at.end]}"
        article = re.search(rf"\b(a|an|the)\s+\||\|(a|an|the)\s+{re.escape(named[:9])}", around, re.IGNORECASE)
        return f"{(article[1] or article[2]).lower()} {named}" if article else named

    def each(self, cited: Iterable[Cited]) -> tuple[Told, ...]:
        """Cited claims, each under the mask of its own item."""
        return tuple(self.told(one.claim, self.mask([one.claim])) for one in cited if self.passes(one.claim))

    def mask(self, claims: Sequence[Claim]) -> Mask:
        """What hides the private persons of some claims."""
        return self._shelf.shield.mask({claim.item for claim in claims}, claims)

    def file(self, event: Event) -> File:
        """One event with its words."""
        shelf = self._shelf
        accounts = shelf.accounts(event)
        mask = shelf.shield.of_accounts(accounts)
        told = [
            self.told(claim, mask, background=account.report.background)
            for account in accounts
            for prop, found in account.claims.items()
            if prop not in _LEFT_OUT
            for claim in found
        ]
        said = [one for one in shelf.about(event) if self.passes(one.claim)]
        whose = origins(accounts)
        days = sorted(one.page.published for one in told if one.page.published)
        return File(
            event=mask.of_event(event),
            told=tuple(told),
            said=tuple(self.told(one.claim, mask) for one in said),
            origins=tuple(mask(one.name) or "a page that names nobody" for one in whose.held),
            credited=tuple(whose.credited),
            beside=tuple(
                Beside(
                    relation=one.relation,
                    back=one.back,
                    denied=one.denied,
                    event=one.event,
                    title=mask(one.title),
                    told=tuple(self.told(claim, mask) for claim in one.claims),
                )
                for one in neighbours(shelf.view, event, accounts)
                if self.shows(one.event)
            ),
            newest=days[-1] if days else "",
            oldest=days[0] if days else "",
        )


def _outlet(publisher: str, title: str, uri: str) -> str:
    """Who published it; else the page by its title, else by its file."""
    if publisher.strip():
        return " ".join(publisher.split())
    named = clip(title, 90)
    if not named and uri == "name withheld":
        return "a page (name withheld)"
    return f"the page “{named}”" if named else f"the page {uri.rsplit('/', 1)[-1] or uri}"


_BEFORE = re.compile(r"\b(a|an|the|its|their|his|her|some)\s+$", re.IGNORECASE)


def _name(value: Any, words: str, before: str) -> str:
    """The words of a party as a clause takes them: a pronoun by its name, a determiner with a small letter."""
    if not isinstance(value, Party):
        return words
    if " … " in words:
        return ""
    known = load_actors().get(value.actor)
    article = _BEFORE.search(before)
    if article and not _PRONOUN.match(words):
        words = f"{article[1].lower()} {words}"
    if _PRONOUN.match(words):
        words = grammar.the(known.name if known is not None else value.name, report_words("articled"))
    plain = words
    return plain[:1].lower() + plain[1:] if _DETERMINER.match(plain) else plain


def dossier_of(clerk: Clerk, events: Sequence[Event], asked: Asked, *, case: str, audience: str) -> Dossier:
    """Everything a report on these events may say, still to be veiled.

    Raises:
        NotFound: the actor asked for is not in the case, or is a person without a public role.
    """
    shelf = clerk.shelf
    whole = asked.form in ("country", "actor")
    history = people.history(asked.actor, shelf) if asked.actor else None
    if history is not None:
        own = {part.event.id for part in history.events}
        events = [event for event in events if event.id in own]
    files = tuple(clerk.file(event) for event in events)
    ties = tuple(_ties(clerk, shelf, asked)) if whole else ()
    captures = [one.at.date() for one in shelf.view.captures()]
    return Dossier(
        case=case,
        audience=audience,
        asked=asked,
        known=max(captures, default=None),
        documents=len({document for event in events for document in event.documents}),
        items=len({item for event in events for item in event.items}),
        files=files,
        ties=ties,
        chains=tuple(_named(one, shelf.secluded) for one in chains(shelf.tellings if whole else ())),
        figures=tuple(_figures(clerk, shelf, asked)) if asked.form == "country" else (),
        sources=tuple(_sources(clerk, files)) if asked.form == "country" else (),
        actors=tuple(_actors(clerk, files, history.row if history else None)),
        said=tuple(clerk.each([one.first for one in history.said])) if history else (),
        about=tuple(clerk.each([one.first for one in history.about])) if history else (),
    )


def _ties(clerk: Clerk, shelf: Shelf, asked: Asked) -> Iterable[Tied]:
    table = load_actors()
    for one in shelf.bonds:
        told = [each for each in one.told if clerk.passes(each.claim)]
        if not told:
            continue
        ends = [table[key] for key in (one.bond.subject, one.bond.other) if key in table]
        named = names(country_words(asked.country), (each.passage for each in told))
        if asked.place and not named and not any(asked.country in actor.countries for actor in ends):
            continue
        mask = clerk.mask([each.claim for each in told])
        bond = _hidden(one.bond, shelf.secluded)
        yield Tied(bond=bond, told=tuple(clerk.told(each.claim, mask) for each in told))


def _hidden(one: Bond, secluded: frozenset[str]) -> Bond:
    """The relation without names of persons that no page shows in a public role."""
    names = (one.subject_name, one.other_name)
    subject, other = (HIDDEN if " ".join(plain_words(name)) in secluded else name for name in names)
    return replace(one, subject_name=subject, other_name=other)


def _named(one: Chain, secluded: frozenset[str]) -> Chain:
    """A case at law by the name of whom it is against; a private person by none."""
    known = load_actors().get(one.subject)
    plain = known.name if known is not None else one.name
    return replace(one, name=HIDDEN if " ".join(plain_words(plain)) in secluded else plain or "the person")


def _figures(clerk: Clerk, shelf: Shelf, asked: Asked) -> Iterable[Counted]:
    """Figures of the country: a sentence or a detail names it. Without a country all.

    What is held against others is left out where one of them waits.
    """
    known = {each.claim.id for one in shelf.figures for each in one.told if clerk.passes(each.claim)}
    for one in shelf.figures:
        days = [told.published for told in one.told if told.published]
        if asked.since and days and max(days) < asked.since:
            continue
        if not asked.place or tells_of(country_words(asked.country), one):
            told = clerk.each(one.told)
            if not told:
                continue
            yield Counted(
                view=one.view,
                told=told,
                disputes=tuple(d for d in one.disputes if all(known.issuperset(side.claims) for side in d.sides)),
                comparison=one.comparison,
                promise=one.promise if one.promise and known.issuperset(one.promise.claims) else None,
            )


def _sources(clerk: Clerk, files: Sequence[File]) -> Iterable[Source]:
    """Publishers of the case; where something waits, only those whose pages are cited."""
    cited = {one.page.outlet for file in files for one in file.told}
    rows = source_rows(clerk.shelf.view)
    return (_source(row) for row in rows if clerk.open or row.name in cited)


def _source(row: SourceRow) -> Source:
    return Source(
        name=row.name,
        known=wording.SOURCES_KNOWN[row.basis],
        items=row.items,
        credited=row.credited,
        grade=row.grade.grade,
        reasons=tuple(one.reason for one in row.grade.signals),
    )


def _actors(clerk: Clerk, files: Sequence[File], one: ActorRow | None) -> Iterable[Actor]:
    """Actors that take part in these events, those in most events first; or the one asked for."""
    roles: dict[str, dict[str, str]] = {}
    for file in files:
        for part in file.event.participants:
            key = part.party.actor or "name:" + " ".join(plain_words(part.party.name))
            roles.setdefault(key, {}).setdefault(file.event.id, part.role.value)
    rows = [one] if one is not None else [row for row in people.listed_on(clerk.shelf) if row.id in roles]
    for row in sorted(rows, key=lambda r: (-len(roles.get(r.id, {})), r.name)):
        actor = load_actors().get(row.id)
        yield Actor(
            id=row.id,
            name=row.name,
            kind="public figure" if row.kind is PartyKind.PERSON else row.kind.value.replace("_", " "),
            role=row.role,
            countries=tuple(filter(None, (country_name(code) for code in row.countries))),
            events=tuple(roles.get(row.id, {}).items()),
            statements=row.counts.statements if clerk.open else 0,
            aliases=actor.aliases if actor is not None else (),
            note=actor.note if actor is not None else "",
            reference=actor.reference if actor is not None else "",
            facts=tuple(_facts(actor)) if actor is not None else (),
        )


def _facts(actor: TableActor) -> Iterable[Fact]:
    """What the table says of an actor, what is alike in one clause; names without a date stand among its names."""
    table = load_actors()
    alike: dict[tuple[FactKind, str, str], list[str]] = {}
    for one in actor.facts:
        if one.kind is not FactKind.KNOWN_AS or one.date:
            alike.setdefault((one.kind, one.date, one.reference), []).append(one.value)
    for (kind, date, reference), values in alike.items():
        known = grammar.listed([table[value].name if value in table else value for value in values])
        yield Fact(
            sentence=wording.FACTS[kind.value].format(value=known), date=grammar.on_iso(date), reference=reference
        )
