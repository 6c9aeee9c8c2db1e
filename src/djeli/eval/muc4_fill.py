"""Templates from what the program found and MUC-4's choice among it: the words of spans, the values of one event.

A template's date is that of the ledger's event that its triggers tell; country, place and tolls are chosen among all
that the page names, near the sentences its fillers stand in; its fillers are phrases the program judged. Nothing is
printed that has no words in the text, save "on or before the dateline" and sums of victims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from djeli.eval import muc4_slots as slots
from djeli.eval.bench import Row
from djeli.eval.book import Book
from djeli.eval.muc4_choice import TYPES, Chooser, Entity, norm
from djeli.eval.muc4_page import Page, page_of
from djeli.eval.muc4_scene import Scene
from djeli.eval.values import on_page
from djeli.extract.learned.look import ROLES, TELLING, Look
from djeli.extract.learned.model import models
from djeli.extract.tools import Tools
from djeli.records import Document
from djeli.views import Event
from djeli.vocab import Harm, PartyKind, Role

RELEVANT = 0.42
"""Chance from which a document gets templates at all."""

KINDS = {"ATTACK": 0.38, "BOMBING": 0.38, "KIDNAPPING": 0.38, "ARSON": 0.35, "ROBBERY": 0.25}
"""Chances from which a document gets a template of a type; where none reaches its own, the likeliest of three."""

FILLERS = {Role.PERPETRATOR: 0.25, Role.TARGET: 0.22, Role.VICTIM: 0.2, Role.INSTRUMENT: 0.22}
"""Chances from which an entity fills its slot. All cuts were found on the training half."""

SHARED = 0.5
"""A perpetrator also fills the template of a type that has this share of its likeliest type's."""

SURE = 0.15
"""Chance from which a toll is printed."""

_BODIES = frozenset(
    {"army", "military", "police", "militia", "forces", "force", "troops", "front", "movement", "organization", "path"}
    | {"government", "cartel", "mafia", "mafias", "party", "union", "squad", "squads"}
)
_VICTIMS = {
    PartyKind.POLICE: "LAW ENFORCEMENT",
    PartyKind.STATE_FORCES: "ACTIVE MILITARY",
    PartyKind.GOVERNMENT: "GOVERNMENT OFFICIAL",
}
_TARGETS = {
    "TRANSPORT VEHICLE": "car bus buses cars vehicle vehicles truck trucks train plane helicopter taxi jeep pickup",
    "ENERGY": "tower towers pylon pylons pole poles posts electricity power pipeline plant substation energy oil",
    "FINANCIAL": "bank banks branch branches",
    "DIPLOMAT OFFICE OR RESIDENCE": "embassy consulate ambassador",
    "CIVILIAN RESIDENCE": "house houses home homes residence residences building apartment dwellings",
    "COMMUNICATIONS": "telephone radio newspaper station television exchange",
    "COMMERCIAL": "store stores shop shops restaurant hotel company supermarket factory business businesses market",
    "ORGANIZATION OFFICE": "headquarters office offices church temple union institute university school",
    "TRANSPORTATION ROUTE": "bridge bridges highway highways road roads railroad",
    "LAW ENFORCEMENT FACILITY": "barracks post garrison",
    "GOVERNMENT OFFICE OR RESIDENCE": "government ministry palace hall court facilities",
}
_TYPE_OF = {word: kind for kind, words in _TARGETS.items() for word in words.split()}
Anchors = dict[int, float]


@dataclass(frozen=True, slots=True)
class Filler:
    """What filling the templates of a page needs."""

    book: Book
    tools: Tools
    chooser: Chooser
    documents: Mapping[str, Document]

    def templates(self, row: Row) -> Iterator[Row]:
        """The templates of one document."""
        page = self._page(row["docid"])
        doc = self.chooser.judged([one for one, _, _ in page])
        if not any(one.told for one in doc):
            return
        anchors, scenes = [places for _, _, places in page], [scene for _, scene, _ in page]
        kinds = self.chooser.kinds((row.get("text_cased") or row["text"])[row.get("body_start", 0) :], doc)
        if kinds[TELLING] < RELEVANT:
            return
        events = self._events(row["docid"])
        dateline = (row.get("header") or {}).get("date_iso") or ""
        found: list[tuple[bool, Row]] = []
        for kind, fillers in fill(kinds, self.chooser.fillers(doc, kinds)).items():
            votes = _votes(kind, doc, anchors, events)
            for event, own in apart(fillers, anchors, events):
                first = {event.id: 2 * sum(votes.values())} if event is not None else {}
                row_of = printed(kind, own) | date(list(events.values()), {**votes, **first}, dateline)
                found.append((bool(own), row_of | self._slots(kind, own, doc, scenes)))
        # A template without any filler only says that the document is relevant: one of them does, if no other stands.
        yield from [one for filled, one in found if filled] or [one for _, one in found[:1]]

    def _page(self, key: str) -> Page:
        text, items = self.book.texts[key], self.book.items.get(key, [])
        return page_of(items, text, self.documents[text.document], self.tools, models=models())

    def _slots(self, kind: str, own: Sequence[Entity], doc: Sequence[Look], scenes: Sequence[Scene]) -> Row:
        """The slots that are ranked, each the likeliest of its candidates."""
        item, near, triggers = telling(kind, own, doc)
        found = asked(scenes[item], kind, near, triggers, own)
        return values({name: self.chooser.best(name, candidates) for name, candidates in found})

    def _events(self, key: str) -> dict[int, Event]:
        """Events of a page by where their anchors begin."""
        found: dict[int, Event] = {}
        for name, accounts in self.book.accounts.get(key, {}).items():
            told = [a for a in accounts if a.modality.happened]
            if told:
                mine = [a for a in told if not a.report.background] or told
                event = on_page(mine, name)
                found |= {a.report.anchor.start: event for a in told}
        return found


def _votes(
    kind: str, doc: Sequence[Look], anchors: Sequence[Mapping[int, int]], events: Mapping[int, Event]
) -> dict[str, float]:
    """How much the triggers of each event tell of a type."""
    votes: dict[str, float] = defaultdict(float)
    for one, places in zip(doc, anchors, strict=True):
        for told in one.told:
            event = events.get(places[told.trigger])
            if event is not None:
                votes[event.id] += told.chances.get(kind, 0.0) + 0.2 * told.chances[TELLING]
    return votes


def fill(kinds: Mapping[str, float], found: Mapping[Role, Sequence[Entity]]) -> dict[str, list[Entity]]:
    """The fillers of each type that a document gets templates of."""
    active = [t for t in TYPES[:5] if kinds[t] > KINDS[t]] or [max(TYPES[:3], key=lambda t: kinds[t])]
    made: dict[str, list[Entity]] = {t: [] for t in active}
    for role in ROLES:
        for one in found[role]:
            if one.chance >= FILLERS[role]:
                share = {t: one.share(t) * kinds[t] ** 0.5 for t in active}
                home = max(share, key=lambda t: share[t])
                also = [t for t in active if t != home and share[t] > SHARED * share[home]]
                for kind in [home, *(also if role is Role.PERPETRATOR else ())]:
                    made[kind].append(one)
    return made


def apart(
    found: Sequence[Entity], anchors: Sequence[Mapping[int, int]], events: Mapping[int, Event]
) -> list[tuple[Event | None, list[Entity]]]:
    """Fillers of a type as templates: those hit in an event of another day or place stand apart from the main one."""
    hit: dict[str, list[Entity]] = defaultdict(list)
    home = {id(one): events.get(anchors[one.mentions[0][0]][one.first.trigger]) for one in found}
    for one in found:
        event = home[id(one)]
        if event is not None and one.role in (Role.VICTIM, Role.TARGET):
            hit[event.id].append(one)
    by_id = {event.id: event for event in events.values()}
    ranked = sorted(hit, key=lambda name: -sum(one.chance for one in hit[name]))
    kept: list[Event] = []
    for name in ranked:
        if all(_differ(by_id[name], other) for other in kept):
            kept.append(by_id[name])
    groups: dict[str, list[Entity]] = {event.id: [] for event in kept}
    for one in found:
        event = home[id(one)]
        name = event.id if event is not None and event.id in groups else ranked[0] if ranked else ""
        groups.setdefault(name, []).append(one)
    return [(by_id.get(name), own) for name, own in groups.items()] or [(None, [])]


def _differ(one: Event, other: Event) -> bool:
    """Whether two events are told of two days or two places."""
    if (
        one.when is not None
        and other.when is not None
        and (one.when.start, one.when.end)
        != (
            other.when.start,
            other.when.end,
        )
    ):
        return True
    return one.where is not None and other.where is not None and one.where.name != other.where.name


def printed(kind: str, found: Sequence[Entity]) -> Row:
    """A template with its fillers."""
    slots = ("perp_individuals", "perp_orgs", "targets", "target_entities", "weapons", "victims")
    template: Row = {"type": kind, **{slot: [] for slot in slots}}
    for one in found:
        _put(template, one)
    return template


def _put(template: Row, one: Entity) -> None:
    last = norm(one.text).split()[-1]
    if one.role is Role.PERPETRATOR:
        template["perp_orgs" if organisation(one) else "perp_individuals"].append(one.text)
    elif one.role is Role.INSTRUMENT:
        template["weapons"].append(one.text)
    elif one.role is Role.TARGET:
        template["targets"].append(one.text)
        kind = next((_TYPE_OF[w] for w in reversed(norm(one.text).split()) if w in _TYPE_OF), "OTHER")
        template["target_entities"].append({"names": [one.text], "type": kind})
    else:
        named = one.first.proper and one.first.kind != "armed" and last not in _BODIES
        kind = _VICTIMS.get(one.first.party.kind, "CIVILIAN")
        template["victims"].append({"names" if named else "descriptions": [one.text], "type": kind})


def organisation(one: Entity) -> bool:
    """A body by its name or its noun, not people of it."""
    seen, last = one.first, norm(one.text).split()[-1]
    if seen.proper and (seen.party.actor or seen.word.isupper() or not seen.person):
        return bool(seen.party.actor) or one.text.isupper() or not seen.plural
    return last in _BODIES


def date(events: Sequence[Event], votes: Mapping[str, float], dateline: str) -> Row:
    """The date of the event most told; no day told: "by the dateline"."""
    by_id = {event.id: event for event in events}
    ranked = [by_id[name] for name in sorted(votes, key=lambda name: -votes[name])]
    when = next((e.when for e in ranked[:1] if e.when is not None), None)
    if when is not None:
        return {"dates": [{"from": when.start.isoformat(), "to": when.end.isoformat()}]}
    return {"dates": [{"from": None, "to": dateline}]} if dateline else {}


def telling(kind: str, own: Sequence[Entity], doc: Sequence[Look]) -> tuple[int, Anchors, list[int]]:
    """The item that tells of a template, how much each of its sentences does, and up to three of its triggers."""
    weights: dict[tuple[int, int], float] = defaultdict(float)
    triggers: dict[tuple[int, int], float] = defaultdict(float)
    for one in own:
        for number, seen in one.mentions[:4]:
            weights[number, seen.sentence] += one.chance * seen.chances[one.role.value]
            triggers[number, seen.trigger] += one.chance
    for number, look in enumerate(doc):
        for told in look.told:
            weights[number, told.sentence] += 0.3 * told.chances.get(kind, 0.0)
            if not own:
                triggers[number, told.trigger] += told.chances.get(kind, 0.0) + 0.2 * told.chances[TELLING]
    total: dict[int, float] = defaultdict(float)
    for (number, _), weight in weights.items():
        total[number] += weight
    item = max(total, key=lambda number: total[number])
    top = max(weight for (number, _), weight in weights.items() if number == item) or 1.0
    anchors = {s: w / top for (number, s), w in weights.items() if number == item and w > 0.1 * top}
    ranked = sorted((t for t in triggers.items() if t[0][0] == item), key=lambda pair: -pair[1])
    return item, anchors, [trigger for (_, trigger), _ in ranked[: 3 if own else 1]]


def asked(
    scene: Scene, kind: str, anchors: Anchors, triggers: Sequence[int], own: Sequence[Entity]
) -> Iterator[tuple[str, dict[Any, slots.Words]]]:
    """For each slot its candidates with their words."""
    victims = [_hit(one) for one in own if one.role is Role.VICTIM]
    yield "country", slots.countries(scene, kind, anchors, triggers)
    yield "place", slots.finest(scene, kind, anchors, triggers)
    yield "deaths", slots.tolls(scene, kind, anchors, victims, Harm.KILLED)
    yield "injured", slots.tolls(scene, kind, anchors, victims, Harm.WOUNDED)


def _hit(one: Entity) -> slots.Hit:
    seen = one.first
    phrases = [cut.text for cut in sorted(seen.cuts, key=lambda cut: -len(cut.text))]
    named = seen.proper and seen.kind != "armed"
    deed = one.told[0].type if one.told else ""
    return slots.Hit(number=slots.number_of(phrases, plural=seen.plural), named=named, deed=deed)


def values(chosen: Mapping[str, tuple[Any, float]]) -> Row:
    """The slots of a template, each the likeliest of its candidates."""
    out: Row = {}
    country, place = (chosen[name][0] for name in ("country", "place"))
    if country:
        out["location"] = ": ".join([country, *([place] if place and place != country else [])])
    for name in ("deaths", "injured"):
        toll, chance = chosen[name]
        out[name] = {"lo": toll[0], "hi": toll[1]} if toll and chance >= SURE else None
    return out
