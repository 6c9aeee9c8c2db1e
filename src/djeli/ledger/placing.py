"""Names that no gazetteer knew: how often and where they stand, what comes near, and where an analyst pinned them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from djeli import pipeline, values
from djeli.cited import page_of, passage
from djeli.errors import InvalidRecord, NotFound
from djeli.gazetteer import Gazetteer, Place, name_key
from djeli.judge.rows import DECISION, in_force
from djeli.ledger.desk import Desk
from djeli.ledger.looking import PLACES
from djeli.ledger.pins import add_pin, drop_pin, near_names
from djeli.ledger.portions import LIMIT, Portion
from djeli.ledger.shelf import Shelf
from djeli.ledger.teams import Past
from djeli.pipeline.work import fingerprint
from djeli.records import Judgement, Span
from djeli.store import EventFilter, View
from djeli.text.similarity import words
from djeli.values import Where
from djeli.views import Event
from djeli.vocab import Resolution, Verdict

PLACE = "place:"
"""Before the name, in a decision that pins it."""
LONGEST = 120
"""Characters of a name; longer is a sentence, and no gazetteer would find it."""
_NEAR, _QUOTED, _SOUGHT = 4, 40, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownName:
    """A name found nowhere: how often it stands in the texts, and where, the first places of each item."""

    name: str
    count: int
    spans: tuple[Span, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place of the gazetteer whose name is spelt nearly so; `told` where the same pages tell of its country."""

    place: Place
    country: str
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A sentence in which a name stands, with its page."""

    span: Span
    sentence: str
    page: str


class Placing(Desk):
    """A case folder in which names are given a place."""

    def unknown_places(self, *, text: str = "", offset: int = 0, limit: int = LIMIT) -> Portion[UnknownName]:
        """Some of the names that look like places and were found nowhere, the commonest first.

        Names of persons without a public role are left out: they are none, and would be shown for nothing.
        """
        with self.shelves.open() as shelf:
            found: Sequence[UnknownName] = shelf.made("unknown places", _unknown)
        begun = words(text)
        fitting = [
            one for one in found if all(any(word.startswith(part) for word in words(one.name)) for part in begun)
        ]
        return Portion(rows=fitting[offset : offset + limit], total=len(fitting))

    def unknown_place(self, name: str) -> UnknownName:
        """One of these names, however it is written; with no places where no text holds it as one."""
        with self.shelves.open() as shelf:
            found: Sequence[UnknownName] = shelf.made("unknown places", _unknown)
        wanted = name_key(name)
        known = next((one for one in found if name_key(one.name) == wanted), None)
        return known or UnknownName(name=" ".join(name.split())[:LONGEST], count=0, spans=(), items=())

    def unknown_in(self, items: Sequence[str]) -> list[str]:
        """Names in some items that were found nowhere, the commonest first."""
        with self.store.reading() as view:
            mask = pipeline.shield_of(view, items).mask(items)
            spans = list(view.unresolved_in(items))
        counted = Counter(" ".join(self.quote(span).split()) for span in spans)
        return [name for name, _ in counted.most_common() if mask(name) == name]

    def quoted_names(self, spans: Sequence[Span]) -> list[Quoted]:
        """The sentences that some names stand in, with their pages."""
        with self.store.reading() as view:
            outlines = {text: view.outline(text) for text in {span.text for span in spans}}
            homes = {span: next((n for n, a, b in outlines[span.text] if a <= span.start < b), "") for span in spans}
            items = {one.id: one for one in view.items({name for name in homes.values() if name})}
            documents = {one.id: one for one in view.documents({self.text(text).document for text in outlines})}
        found = []
        for span in spans:
            item = items.get(homes[span])
            text = self.text(span.text)
            content = text.content
            within = (item.start, item.end) if item else (0, len(content))
            told = page_of(item, documents.get(text.document)) if item else ""
            found.append(Quoted(span=span, sentence=passage(content, [span], within), page=told))
        return found

    def near(self, name: str, items: Iterable[str] = (), *, limit: int = _NEAR) -> list[Candidate]:
        """Places spelt nearly so in countries that the same items tell of; where there is none, anywhere.

        Then those of countries that the case tells of come first. A name like it on another continent is mostly an
        accident, and beside a place of the country told of it is left out.
        """
        gazetteer = self.places()
        with self.store.reading() as view:
            told = _countries(view, list(items)[:_QUOTED])
        known = {*told, *self.tally(EventFilter(planned=True)).facets["country"].counts} - {""}
        places = [one for key in near_names(gazetteer, name, _SOUGHT) for one in _foremost(gazetteer, key, known)]
        found = {(one.name, one.country, one.lat): one for one in places}
        here = [one for one in found.values() if one.country in told]
        listed = here or sorted(found.values(), key=lambda one: one.country not in known)
        return [
            Candidate(place=one, country=_land(gazetteer, one.country), told=one.country in told)
            for one in listed[:limit]
        ]

    def told_beside(self, items: Iterable[str]) -> list[Event]:
        """Events that some items tell of, one at each place: where a name that stands beside them may be sought."""
        with self.store.reading() as view:
            told = view.event_of(report.id for report in view.reports_in(list(items)[:_QUOTED]))
            events = list(view.named(sorted(set(told.values()))))
        placed = {(one.where.lat, one.where.lon): one for one in reversed(events) if one.where is not None}
        return [one for (lat, _), one in placed.items() if lat is not None]

    def pin(self, name: str, lat: float, lon: float, *, country: str, why: str = "", by: str = "") -> Judgement:
        """Say where a name is: kept as a decision, and as a place of this case that the next run uses.

        Raises:
            NotFound: no country is called so, or the name is none.
            InvalidRecord: no such degrees.
        """
        if not name_key(name) or len(name) > LONGEST:
            raise NotFound(f"{name[:40]!r} is no name of a place; write it as the reports do")
        where = Where(
            name=name,
            resolution=Resolution.SETTLEMENT,
            lat=lat,
            lon=lon,
            country=self.country_code(country),
            reason=why,
        )
        row = self._judgement(
            PLACE + name_key(name), "where", Verdict.CORRECTED, by=by, why=why, value=values.dump(where)
        )
        made = self._note([row])[0]  # first, so that a case somebody else is working in keeps its places
        add_pin(self.folder / PLACES, where)
        return made

    def undo(self, name: str = "", *, by: str = "", why: str = "") -> Judgement:
        """Take a decision back: the last one in force, or that whose id begins so; a pin is taken back by its id only.

        Raises:
            NotFound: there is none.
        """
        if name:
            with self.store.reading() as view:
                rows = in_force(view.judgements())
            met = [one for one in rows if one.id.startswith(name)]
            if len(met) == 1 and met[0].left.startswith(PLACE):
                return self._unpinned(met[0], [one for one in rows if one is not met[0]], by=by, why=why)
        return super().undo(name, by=by, why=why)

    def _unpinned(self, one: Judgement, rest: Sequence[Judgement], *, by: str, why: str) -> Judgement:
        """Take a pin back; an earlier one of the same name holds again."""
        row = self._judgement(DECISION + one.id, "decision", Verdict.WITHDRAWN, by=by, why=why, value="")
        made = self._note([row])[0]
        earlier = next((other for other in reversed(rest) if other.left == one.left), None)
        where = _where(earlier) if earlier is not None else None
        if where is None:
            drop_pin(self.folder / PLACES, one.left.removeprefix(PLACE))
        else:
            add_pin(self.folder / PLACES, where)
        return made

    def pinned(self, name: str = "") -> list[tuple[Past, Where]]:
        """Decisions that pin a place, or this one, the newest first; those taken back are among them."""
        with self.store.reading() as view:
            places = {one.id: where for one in view.judgements() if (where := _where(one)) is not None}
        wanted = PLACE + name_key(name)
        return [
            (one, places[one.decided.id])
            for one in self.history(every=True)
            if one.decided.id in places and (not name or one.decided.of == wanted)
        ]

    def waiting(self) -> tuple[int, int]:
        """How many originals of how many wait to be read again, because places or words changed since."""
        method = fingerprint(self.settings, self.gazetteers)
        with self.store.reading() as view:
            completed = view.completed()
        return sum(one != method for one in completed.values()), len(completed)


def _unknown(shelf: Shelf) -> list[UnknownName]:
    """Names by how they are looked up, each under the spelling it has most often."""
    counts: dict[str, Counter[str]] = {}
    spans: dict[str, list[Span]] = {}
    items: dict[str, dict[str, None]] = {}
    for said, item, span in shelf.view.unknown_names():
        name = " ".join(said.split())
        key = name_key(name)
        if not key or " ".join(words(name)) in shelf.secluded:
            continue
        counts.setdefault(key, Counter())[name] += 1
        items.setdefault(key, {})[item] = None
        listed = spans.setdefault(key, [])
        if len(listed) < _QUOTED:
            listed.append(span)
    found = [
        UnknownName(
            name=spelt.most_common(1)[0][0], count=spelt.total(), spans=tuple(spans[key]), items=tuple(items[key])
        )
        for key, spelt in counts.items()
    ]
    return sorted(found, key=lambda one: (-one.count, one.name))


def _countries(view: View, items: Sequence[str]) -> set[str]:
    """Countries of the events that some items tell of."""
    events = set(view.event_of(report.id for report in view.reports_in(items)).values())
    return {event.where.country for event in view.named(sorted(events)) if event.where and event.where.country}


def _foremost(gazetteer: Gazetteer, key: str, known: Container[str]) -> list[Place]:
    """The places a name means first: one in each of two countries, of known ones before others, the most populous."""
    found: dict[str, Place] = {}
    for one in sorted(gazetteer.lookup(key), key=lambda place: (place.country not in known, -place.population)):
        found.setdefault(one.country, one)
    return list(found.values())[:2]


def _land(gazetteer: Gazetteer, code: str) -> str:
    found = gazetteer.country(code) if code else None
    return found.name if found is not None else code


def _where(one: Judgement) -> Where | None:
    """The place that a decision pins; None where it pins none."""
    if not one.left.startswith(PLACE) or one.verdict is not Verdict.CORRECTED:
        return None
    try:
        found: Where = values.load(one.value, Where)
    except InvalidRecord:  # a row of a case that somebody else wrote
        return None
    return found
