"""Templates from what the program found and MUC-4's choice among it: the words of spans, the values of a page.

Fillers are phrases the program judged; a template's date, country, place and tolls are chosen among all that the page
names, near the sentences its fillers stand in. Nothing is printed that has no words in the text, save "on or before the
dateline" and sums of victims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from djeli.eval import muc4_slots as slots
from djeli.eval.bench import Row
from djeli.eval.book import Book
from djeli.eval.muc4_apart import answers, apart, day_of
from djeli.eval.muc4_choice import TYPES, Chooser, Entity, norm
from djeli.eval.muc4_page import Page, page_of
from djeli.eval.muc4_scene import Scene
from djeli.extract.learned.look import ROLES, TELLING, Look
from djeli.extract.learned.model import models
from djeli.extract.tools import Tools
from djeli.records import Document
from djeli.vocab import Harm, PartyKind, Role

RELEVANT = 0.42
"""Chance from which a document gets templates at all."""

KINDS = {"ATTACK": 0.38, "BOMBING": 0.38, "KIDNAPPING": 0.38, "ARSON": 0.35, "ROBBERY": 0.25}
"""Chances from which a document gets a template of a type; where none reaches its own, the likeliest of three."""

FILLERS = {Role.PERPETRATOR: 0.28, Role.TARGET: 0.22, Role.VICTIM: 0.2, Role.INSTRUMENT: 0.22}
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
        page = self._page(row)
        doc, scenes = self.chooser.judged([one for one, _ in page]), [scene for _, scene in page]
        if not any(one.told for one in doc):
            return
        kinds = self.chooser.kinds((row.get("text_cased") or row["text"])[row.get("body_start", 0) :], doc)
        if kinds[TELLING] < RELEVANT:
            return
        for kind, own in templates(kinds, self.chooser.fillers(doc, kinds), scenes):
            found = asked(kind, own, doc, scenes)
            yield printed(kind, own) | values({name: self.chooser.best(name, ways) for name, ways in found})

    def _page(self, row: Row) -> Page:
        text, items = self.book.texts[row["docid"]], self.book.items.get(row["docid"], [])
        day = (row.get("header") or {}).get("date_iso") or ""
        return page_of(items, text, self.documents[text.document], self.tools, models=models(), dateline=day)


def templates(
    kinds: Mapping[str, float], found: Mapping[Role, Sequence[Entity]], scenes: Sequence[Scene]
) -> list[tuple[str, list[Entity]]]:
    """The templates of a relevant document, a type and its fillers each."""
    told = answers(scenes)
    made = [(kind, own) for kind, fillers in fill(kinds, found).items() for own in apart(fillers, scenes, told)]
    # A template without any filler only says that the document is relevant: one of them does, if no other stands.
    return [(kind, own) for kind, own in made if own] or made[:1]


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
    kind: str, own: Sequence[Entity], doc: Sequence[Look], scenes: Sequence[Scene]
) -> Iterator[tuple[str, dict[Any, slots.Words]]]:
    """For each slot of a template its candidates with their words."""
    item, anchors, triggers = telling(kind, own, doc)
    scene, victims = scenes[item], [_hit(one) for one in own if one.role is Role.VICTIM]
    yield "country", slots.countries(scene, kind, anchors, triggers)
    yield "place", slots.finest(scene, kind, anchors, triggers)
    yield "date", slots.days(scene, kind, anchors, triggers, day_of(own, scenes, answers(scenes)))
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
    country, place, days = (chosen[name][0] for name in ("country", "place", "date"))
    if country:
        out["location"] = ": ".join([country, *([place] if place and place != country else [])])
    if days:
        out["dates"] = [{"from": days[0], "to": days[1]}]
    for name in ("deaths", "injured"):
        toll, chance = chosen[name]
        out[name] = {"lo": toll[0], "hi": toll[1]} if toll and chance >= SURE else None
    return out
