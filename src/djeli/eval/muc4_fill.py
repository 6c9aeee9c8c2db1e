"""Templates from what the program found and MUC-4's choice among it: the words of spans, the values of one event.

A template's date, place and toll are those of the ledger's event that its triggers tell; its fillers are phrases the
program judged. Nothing is printed that has no words in the text.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from djeli.eval.bench import Row
from djeli.eval.book import Book
from djeli.eval.muc4_choice import TYPES, Chooser, Entity, norm
from djeli.eval.values import best, on_page
from djeli.extract.annotate import annotate_many
from djeli.extract.learned.look import ROLES, TELLING, Look, look
from djeli.extract.learned.model import models
from djeli.extract.reading import find_mentions
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
_EFFECTS = {Harm.KILLED: "DEATH", Harm.WOUNDED: "INJURY"}
Told = tuple[list[Look], list[dict[int, int]]]


@dataclass(frozen=True, slots=True)
class Filler:
    """What filling the templates of a page needs."""

    book: Book
    tools: Tools
    chooser: Chooser
    documents: Mapping[str, Document]

    def templates(self, row: Row) -> Iterator[Row]:
        """The templates of one document."""
        doc, anchors = self._looks(row["docid"])
        if not any(one.told for one in doc):
            return
        doc = self.chooser.judged(doc)
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
                row_of = printed(kind, own) | values(list(events.values()), {**votes, **first}, dateline)
                found.append((bool(own), row_of))
        # A template without any filler only says that the document is relevant: one of them does, if no other stands.
        yield from [one for filled, one in found if filled] or [one for _, one in found[:1]]

    def _looks(self, key: str) -> Told:
        """What the program judged on a page, and for each trigger where its report's anchor begins."""
        text, looks, anchors = self.book.texts[key], [], []
        items = self.book.items.get(key, [])
        for item, sentences in zip(items, annotate_many([(i, text) for i in items], self.tools), strict=True):
            mentions = find_mentions(item, text, self.documents[text.document], self.tools, sentences)
            looks.append(look(mentions, self.tools, models(), keep=True))
            anchors.append({n: _anchor(mentions.triggers, n) for n in range(len(mentions.triggers))})
        return looks, anchors

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


def _anchor(triggers: Sequence[Any], number: int) -> int:
    for _ in range(len(triggers)):
        if triggers[number].same_as < 0:
            break
        number = triggers[number].same_as
    return int(triggers[number].start)


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


def values(events: Sequence[Event], votes: Mapping[str, float], dateline: str) -> Row:
    """Date and toll of the event most told, and a place in the country most told; no day told: "by the dateline"."""
    by_id = {event.id: event for event in events}
    ranked = [by_id[name] for name in sorted(votes, key=lambda name: -votes[name])]
    out: Row = {}
    when = next((e.when for e in ranked[:1] if e.when is not None), None)
    if when is not None:
        out["dates"] = [{"from": when.start.isoformat(), "to": when.end.isoformat()}]
    elif dateline:
        out["dates"] = [{"from": None, "to": dateline}]
    out |= _location(ranked, votes)
    for slot, harm in (("deaths", Harm.KILLED), ("injured", Harm.WOUNDED)):
        out[slot] = next((n for e in ranked[:1] if (n := best(e, harm)) is not None), None)
    return out


def _location(ranked: Sequence[Event], votes: Mapping[str, float]) -> Row:
    countries: dict[str, float] = defaultdict(float)
    for event in ranked:
        if event.where is not None and event.where.country_name:  # a border lies in two
            countries[event.where.country_name] += votes[event.id]
    chosen = max(countries, key=lambda name: countries[name], default="")
    places = [e.where for e in ranked if e.where is not None and e.where.country_name == chosen]
    if not places:
        return {}
    # A village that no gazetteer has is known no finer than its country, and named all the same.
    where = min(places[:2], key=lambda w: w.name == w.country_name)
    fine = where.name != where.country_name
    path = [where.country_name or where.name, *([where.name] if fine else [])]
    return {"location": _plain(": ".join(path))}


def _plain(name: str) -> str:
    """Without accents, as the keys are."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
