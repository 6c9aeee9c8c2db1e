"""Ties of offices, missions, measures and cases at law, over one view of each sentence that has a word of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from djeli.extract.mentions import ActorMention, PlaceMention, Sentence, TieMention, TimeMention
from djeli.extract.ties.bond_words import grammar, hints
from djeli.extract.ties.cases import find_cases
from djeli.extract.ties.ends import Page, View, full_names, view_of
from djeli.extract.ties.measures import find_measures
from djeli.extract.ties.missions import find_missions
from djeli.extract.ties.offices import find_offices
from djeli.extract.ties.short import in_full
from djeli.gazetteer import Gazetteer
from djeli.values import Tie
from djeli.vocab import Relation


@lru_cache(maxsize=2)
def _areas(sentences: Sequence[Sentence], content: str, code: str) -> dict[int, set[str]]:
    known = hints(code)
    return known.areas(content, sentences) if known is not None else {}


def may_bind(sentences: Sequence[Sentence], content: str, code: str) -> bool:
    """Whether an item holds a word of an office, a mission, a measure or a case at all."""
    return bool(_areas(tuple(sentences), content, code))


def find_bonds(
    sentences: Sequence[Sentence],
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    times: Sequence[TimeMention],
    content: str,
    *,
    code: str,
    gazetteer: Gazetteer,
    others: Sequence[TieMention] = (),
) -> tuple[TieMention, ...]:
    """Ties of offices, missions, measures and cases of an item, in reading order.

    `others` are relations found before: who leads or founds a body has a public role.
    """
    own = grammar(code)
    areas = _areas(tuple(sentences), content, code)
    if own is None or not areas:
        return ()
    low, high = min(s.start for s in sentences), max(s.end for s in sentences)
    page = Page(
        content=content,
        grammar=own,
        gazetteer=gazetteer,
        actors=_by_sentence(actors),
        places=_by_sentence(places),
        times=_by_sentence(times),
        people=full_names(content, low, high, own),
    )
    told = in_full([view_of(s, page) for s in sentences if s.index in areas], own)
    views = {view.sentence.index: view for view in told}

    def of(area: str) -> list[View]:
        return [view for index, view in views.items() if area in areas[index]]

    everything = list(views.values())
    found = [
        *find_offices(of("offices"), content, code),
        *find_missions(of("missions"), content, code),
        *find_measures(of("measures"), content, code),
        *find_cases(of("cases"), everything, content, code, public=_leaders(others)),
    ]
    fresh = (tie for tie in found if tie.relation != Relation.LED_BY or not _told_before(tie, others))
    kept: dict[tuple[object, ...], TieMention] = {}
    for tie in sorted(fresh, key=lambda tie: (tie.start, tie.end)):
        other = tie.value.name if isinstance(tie.value, Tie) else ""
        day = tie.when[0].start if tie.when is not None else None
        kept.setdefault((tie.sentence, tie.relation, tie.subject.name, other, tie.over, day), tie)
    return tuple(kept.values())


def once(ties: Sequence[TieMention], bonds: Sequence[TieMention]) -> tuple[TieMention, ...]:
    """Relations of both kinds; who holds an office of a state doesn't lead "the Egyptian" as well."""
    held = {(tie.sentence, tie.subject.name): _words(tie) for tie in bonds if tie.relation == Relation.HOLDS_ROLE}
    kept = [
        tie
        for tie in ties
        if tie.relation != Relation.LED_BY
        or tie.subject.actor
        or not isinstance(tie.value, Tie)
        or not _is_of(tie, held.get((tie.sentence, tie.value.name)))
    ]
    told = {_key(tie) for tie in kept if tie.relation == Relation.SUCCEEDED_BY}
    return (*kept, *(tie for tie in bonds if _key(tie) not in told))


def _key(tie: TieMention) -> tuple[object, ...]:
    return tie.sentence, tie.relation, tie.subject.name, tie.value.name if isinstance(tie.value, Tie) else ""


def _words(tie: TieMention) -> frozenset[str]:
    return frozenset(tie.value.name.lower().split()) if isinstance(tie.value, Tie) else frozenset()


def _is_of(tie: TieMention, held: frozenset[str] | None) -> bool:
    """Whether who is led is the body of an office in the sentence, or one word that may describe it."""
    name = tie.subject.name
    plain = " " not in name and sum(c.isupper() for c in name) < 2
    return held is not None and (plain or bool(held & set(name.lower().split())))


def _told_before(tie: TieMention, others: Sequence[TieMention]) -> bool:
    """Whether the person who leads is told to lead in this sentence already."""
    last = tie.value.name.split()[-1:] if isinstance(tie.value, Tie) else []
    return any(
        other.relation == tie.relation and other.sentence == tie.sentence and other.value.name.split()[-1:] == last
        for other in others
    )


def _leaders(ties: Sequence[TieMention]) -> frozenset[str]:
    """Names of those who lead or founded a body."""
    leading = (Relation.LED_BY, Relation.FOUNDED)
    return frozenset(t.value.name for t in ties if t.relation in leading and isinstance(t.value, Tie) and t.value.name)


def _by_sentence[T: (ActorMention, PlaceMention, TimeMention)](mentions: Sequence[T]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for mention in mentions:
        found[mention.sentence].append(mention)
    return found
