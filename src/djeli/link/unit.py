"""Reports of one item that tell one occurrence, taken together: the unit that is compared across items.

A page tells its event in pieces: the date in one sentence, the place in another, the toll in a third. Compared piece by
piece they would hardly link; put together they carry a date, a place and a toll.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from djeli.errors import ResourceError
from djeli.link.profile import Profile
from djeli.resources import load_yaml
from djeli.resources.event_types import event_types
from djeli.values import When, Where
from djeli.vocab import Harm


def unit(members: Sequence[Profile]) -> Profile:
    """One profile for several reports of one item.

    It goes by the id of its head: the first foreground report of the type most of them have. Date and place are those
    most members tell, then the finest, then the first told. Counts keep the widest range told.
    """
    if len(members) == 1:
        return replace(members[0], types=(members[0].type,), members=(members[0].id,))
    ordered = sorted(members, key=lambda one: (one.order, one.id))
    front = [one for one in ordered if not one.background] or ordered
    votes = Counter(one.type for one in front)
    first = {kind: next(n for n, one in enumerate(front) if one.type == kind) for kind in votes}
    kinds = sorted(votes, key=lambda kind: (-votes[kind], first[kind]))
    head = front[first[kinds[0]]]
    return replace(
        head,
        types=tuple(kinds),
        members=tuple(sorted(one.id for one in ordered)),
        when=_when([one.when for one in front if one.when]) or _when([one.when for one in ordered if one.when]),
        where=_where([one.where for one in front if one.where]) or _where([o.where for o in ordered if o.where]),
        actors=frozenset(name for one in ordered for name in one.actors),
        harm=_harm(ordered),
        tokens=tuple(token for one in ordered for token in one.tokens),
        background=all(one.background for one in ordered),
        weight=sum(one.weight for one in ordered),
        start=min(one.start for one in ordered),
        end=max(one.end for one in ordered),
    )


def with_mains(units: Sequence[Profile], stories: Container[str]) -> list[Profile]:
    """The same units, sorted by id, with the one marked that each item of `stories` is mainly about.

    It is the one of the greatest weight, then the one told first; if that only follows a deed (`link/followups.yaml`)
    which the item tells too, be it in the background, it is the deed. So it is where all is told as the past; a page
    that then tells of no deed has none.
    """
    first: dict[str, Profile] = {}
    deeds: dict[str, Profile] = {}
    for one in sorted(units, key=lambda u: (-u.weight, u.background, u.start, u.id)):
        if one.item in stories:
            if one.weight:
                first.setdefault(one.item, one)
            if one.modality.happened and any(map(_is_deed, one.types)):
                deeds.setdefault(one.item, one)
    follows = follow_ups()
    chosen = {deeds.get(name, one).id if follows.issuperset(one.types) else one.id for name, one in first.items()}
    chosen |= {one.id for name, one in deeds.items() if name not in first}
    marked = (one if one.main == (one.id in chosen) else replace(one, main=not one.main) for one in units)
    return sorted(marked, key=lambda one: one.id)


@cache
def follow_ups() -> frozenset[str]:
    """Event types that mean nothing without a deed before them, from `resources/link/followups.yaml`.

    Raises:
        ResourceError: the file names a type that the ontology doesn't have.
    """
    named = load_yaml(files("djeli.resources") / "link" / "followups.yaml")["follows"]
    if unknown := sorted(set(named) - set(event_types())):
        raise ResourceError(f"link/followups.yaml: no event types: {', '.join(unknown)}")
    return frozenset(named)


def _is_deed(kind: str) -> bool:
    known = event_types().get(kind)
    return known is not None and known.family == "violence" and bool(known.harm & {Harm.KILLED, Harm.WOUNDED})


def _when(told: Sequence[When]) -> When | None:
    """The finest date; of equally fine ones the one most often told, then the first told."""
    return _chosen(told, lambda one: (one.end - one.start).days, lambda one: (one.start, one.end))


def _where(told: Sequence[Where]) -> Where | None:
    """The finest place; of equally fine ones the one most often told, then the first told."""
    return _chosen(told, lambda one: one.resolution.rank, lambda one: (one.name, one.country))


def _chosen[T](told: Sequence[T], fineness: Callable[[T], int], key: Callable[[T], object]) -> T | None:
    if not told:
        return None
    votes = Counter(key(one) for one in told)
    places = {id(one): n for n, one in enumerate(told)}
    return min(told, key=lambda one: (fineness(one), -votes[key(one)], places[id(one)]))


def _harm(members: Iterable[Profile]) -> Mapping[Harm, tuple[int, int]]:
    found: dict[Harm, tuple[int, int]] = {}
    for one in members:
        for harm, (low, high) in one.harm.items():
            known = found.get(harm, (low, high))
            found[harm] = min(known[0], low), max(known[1], high)
    return found
