"""States of named actors in a sentence: "JNIM, led by NAME", "SADC, of which …", "active in northern Mali".

Only what stands right behind or before the actor's name is read: nothing is guessed over a distance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from djeli.extract.mentions import ActorMention, PlaceMention, Range, Sentence, TieMention
from djeli.extract.ties.words import StateWords, state_words
from djeli.values import Tie, Where
from djeli.vocab import PartyKind

_REACH = 120
"""Characters behind or before a name in which its state is told."""
_SKIP = 24
"""Characters between the words and the place's name ("in parts of northern Mali")."""


def may_tell(sentences: Sequence[Sentence], actors: Sequence[ActorMention], content: str, code: str) -> bool:
    """Whether an item may hold a state at all: a cheap look before places and dates are sought for it."""
    words = state_words(code)
    if words is None or not actors:
        return False
    named = {a.sentence for a in actors if a.named}
    return any(s.index in named and words.hint.search(content, s.start, s.end) for s in sentences)


@dataclass(frozen=True, slots=True)
class _Scene:
    """One sentence with all that its states are read by."""

    sentence: Sentence
    actors: Sequence[ActorMention]
    places: Sequence[PlaceMention]
    content: str
    words: StateWords

    def name_at(self, at: int) -> Range | None:
        """The name that begins at `at`, titles passed."""
        found = self.words.name.match(self.content, at, min(self.sentence.end, at + _REACH))
        if found is None:
            return None
        start = found.start("name")
        return start, start + len(found["name"].rstrip(".'’"))


def find_states(
    sentences: Sequence[Sentence],
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    content: str,
    code: str,
) -> tuple[TieMention, ...]:
    """States of the named actors of an item, in reading order."""
    words = state_words(code)
    if words is None:
        return ()
    found: dict[tuple[int, int, str], TieMention] = {}
    for sentence in sentences:
        here = [a for a in actors if a.sentence == sentence.index]
        mine = [a for a in here if a.named and a.party.kind is not PartyKind.PERSON]
        if not mine or not words.hint.search(content, sentence.start, sentence.end):
            continue
        known = [p for p in places if p.sentence == sentence.index and p.where is not None]
        scene = _Scene(sentence, here, known, content, words)
        for actor in mine:
            for state in (*_behind(actor, scene), *_before(actor, scene)):
                found.setdefault((state.start, state.end, state.relation), state)
    return tuple(sorted(found.values(), key=lambda s: (s.start, s.end)))


def _behind(actor: ActorMention, scene: _Scene) -> Iterator[TieMention]:
    limit = min(scene.sentence.end, actor.end + _REACH)
    for relation, pattern in scene.words.behind.items():
        match = pattern.match(scene.content, actor.end, limit)
        if match is None:
            continue
        value = _value(relation, match.end(), actor, scene)
        if value is not None:
            yield _state(actor, relation, match, value, scene.words)
    match = scene.words.office.match(scene.content, actor.end, limit)
    leader = _leader(match.end(), actor, scene) if match is not None else None
    if match is not None and leader is not None:
        yield _state(actor, "led_by", match, leader, scene.words)


def _value(relation: str, at: int, actor: ActorMention, scene: _Scene) -> tuple[Tie | Where, Range] | None:
    """What stands at `at`: a place, a leader or a body, with its words."""
    if relation == "present_in":
        near = (p for p in scene.places if at - 1 <= p.start <= at + _SKIP)
        # "in parts of northern Mali", but not over another name
        place = next((p for p in near if scene.content[at : p.start].islower() or p.start <= at + 1), None)
        return (place.where, (place.start, place.end)) if place is not None and place.where is not None else None
    if relation == "led_by":
        return _leader(at, actor, scene)
    known = next((a for a in scene.actors if at <= a.start <= at + 2 and a.party != actor.party), None)
    if known is not None:
        party = known.party
        tie = Tie(name=party.name, kind=party.kind, actor=party.actor, country=party.country)
        return tie, (known.start, known.end)
    return _named(at, actor, scene, PartyKind.ORGANISATION)


def _leader(at: int, actor: ActorMention, scene: _Scene) -> tuple[Tie, Range] | None:
    return _named(at, actor, scene, PartyKind.PERSON)


def _named(at: int, actor: ActorMention, scene: _Scene, kind: PartyKind) -> tuple[Tie, Range] | None:
    spot = scene.name_at(at)
    name = scene.content[slice(*spot)] if spot is not None else ""
    if spot is None or not name or name == actor.party.name:
        return None
    return Tie(name=name, kind=kind), spot


def _before(actor: ActorMention, scene: _Scene) -> Iterator[TieMention]:
    """A leader told before the group: "NAME, the leader of GROUP"."""
    low = max(scene.sentence.start, actor.start - _REACH)
    match = scene.words.holder.search(scene.content[low : actor.start])
    if match is None:
        return
    spot = scene.name_at(low + match.start("name"))
    if spot is None or spot[1] > low + match.end("name"):
        return
    leader = Tie(name=scene.content[slice(*spot)], kind=PartyKind.PERSON)
    yield _state(actor, "led_by", match, (leader, spot), scene.words)


def _state(
    actor: ActorMention, relation: str, match: re.Match[str], value: tuple[Tie | Where, Range], words: StateWords
) -> TieMention:
    told = {name.rstrip("12") for name, met in match.groupdict().items() if met}
    what, spot = value
    return TieMention(
        start=min(actor.start, spot[0]),
        end=max(actor.end, spot[1]),
        sentence=actor.sentence,
        relation=relation,
        subject=actor.party,
        value=what,
        spans=((actor.start, actor.end), spot),
        over=bool(told & {"was", "over", "former"}) or match["words"].lower() in words.past,
        denied="not" in told,
    )
