"""Courses of things as reports tell them, for an actor's page: a case at law step by step, a mission, measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from djeli import phrases, wording
from djeli.ask import Found
from djeli.ask.lines import grouped
from djeli.cited import Cited
from djeli.fold.chains import chains, measures, missions
from djeli.ledger.shelf import Shelf
from djeli.pipeline.parts import ends_of
from djeli.resources.actors import load_actors
from djeli.text.similarity import words
from djeli.views import Measure, Step
from djeli.vocab import Relation


def ends(one: Cited) -> tuple[str, str]:
    """Both ends of a relation, as actor ids or names in plain words; empty where the page names none."""
    return ends_of(one.claim)


def cases(key: str, shelf: Shelf) -> list[Found]:
    """Steps of cases at law against an actor, and measures against it, in their order."""
    told = {one.claim.id: one for one in shelf.ties}
    found = [
        step
        for chain in chains(shelf.tellings)
        for step in _of(key, chain.steps, told, _name(chain.subject, chain.name), shelf)
    ]
    for one in measures(shelf.tellings):
        lines = [told[claim] for step in one.steps for claim in (*step.claims, *step.denials) if claim in told]
        if any(ends(line)[0] == key for line in lines):
            found.append(_measure(one, lines))
    return found


def _name(key: str, told: str) -> str:
    """The actor table's name, else the one the pages tell."""
    known = load_actors().get(key)
    return known.name if known is not None else told


def _measure(one: Measure, told: list[Cited]) -> Found:
    """A measure with the days it is told to begin and end."""
    since = f"since {phrases.when(one.since)}" if one.since is not None else "begin not stated"
    until = f"until {phrases.when_day(one.until)}" if one.until is not None else ""
    marks = [since, until, wording.OVER if one.over else ""]
    said = f"{_name(one.target, one.name)} {wording.tie(Relation.MEASURE_BY, one.authority_name, role=one.kind)}"
    return Found(
        sentence=f"{said} ({'; '.join(mark for mark in marks if mark)}).",
        lines=tuple(grouped(told, lambda line: "")),
        disputes=tuple(dispute for step in one.steps for dispute in step.disputes),
    )


def mission(key: str, shelf: Shelf) -> list[Found]:
    """Mandates, prolongations, end, hosts and participants of a mission, each with its words."""
    told = {one.claim.id: one for one in shelf.ties}
    found: list[Found] = []
    for one in missions(shelf.tellings):
        steps = (*one.mandates, *one.extensions, *one.ends, *one.hosts)
        name = _name(one.subject, one.name)
        found += _of(key, steps, told, name, shelf)
        found += _of(key, one.participants, told, name, shelf, back=True)
    return found


def _of(
    key: str, steps: Iterable[Step], told: Mapping[str, Cited], name: str, shelf: Shelf, *, back: bool = False
) -> Iterator[Found]:
    """The steps whose claims are about the actor; participants speak of the mission from its own side."""
    for step in steps:
        lines = [told[claim] for claim in (*step.claims, *step.denials) if claim in told]
        if any(key == ends(one)[1 if back else 0] for one in lines):
            yield _found(step, lines, name, shelf.secluded, back=back)


def _found(step: Step, told: list[Cited], name: str, secluded: frozenset[str], *, back: bool) -> Found:
    other = f"{step.other_name} (private)" if " ".join(words(step.other_name)) in secluded else step.other_name
    count = f" ({step.count:,} people)" if step.count is not None else ""
    said = f"{name} {wording.tie(step.relation.value, other, role=step.role, back=back)}{count}"
    held = wording.held(step.when) or "date not stated"
    marks = [held, wording.OVER if step.over else "", wording.DENIED if step.denied else ""]
    return Found(
        sentence=f"{said} ({'; '.join(mark for mark in marks if mark)}).",
        lines=tuple(grouped(told, lambda one: "")),
        disputes=step.disputes,
    )
