"""Answers from relations of actors: who leads, formed, joined, backs, designated whom, and where they are present."""

from __future__ import annotations

from collections.abc import Sequence

from djeli import phrases, wording
from djeli.ask import fit
from djeli.ask.answer import Found
from djeli.ask.lines import grouped
from djeli.ask.reading import Asked
from djeli.ask.shelf import Shelf
from djeli.cited import Cited, CitedBond
from djeli.resources.actors import load_actors
from djeli.text.similarity import words
from djeli.values import Tie, When, Where

FLIPPED = {"subject": "other", "other": "subject", "any": "any", "over": "over"}


def ties(asked: Asked, shelf: Shelf) -> list[Found]:
    """Relations that the question asks for, those most texts tell first; then places of presence."""
    sides = dict(pair for cue in asked.cues for pair in cue.ties)
    if not sides and asked.main is None and asked.mentions:
        sides = dict.fromkeys(wording.TIES, "any")
    fitting = [one for one in shelf.bonds if _fits(asked, one, sides.get(one.bond.relation.value))]
    order = list(sides)
    fitting.sort(key=lambda one: _rank(asked, one, order))
    found = [bond_found(one, shelf.secluded) for one in fitting]
    present = sides.get("present_in")
    return found + [place_found(same) for same in _places(asked, shelf.places if present else ())]


def _rank(asked: Asked, one: CitedBond, order: Sequence[str]) -> tuple[bool, bool, int, int]:
    """Denied ones last; dated ones first where a day is wanted; then as the cue lists the kinds; then by texts."""
    undated = asked.wanted == "when" and one.bond.when is None
    return one.bond.denied, undated, order.index(one.bond.relation.value), -one.bond.texts


def _fits(asked: Asked, one: CitedBond, side: str | None) -> bool:
    if side is None or (side == "over" and not one.bond.over):
        return False
    told = [each for each in one.told if _worded(asked, each)]
    return bool(told) and _in_days(asked, one) and _ends_fit(asked, one, side)


def _ends_fit(asked: Asked, one: CitedBond, side: str) -> bool:
    """Whether every name of the question is an end of the relation, on the side the question puts it."""
    if not asked.mentions:
        return bool(asked.topics)
    ends = {"subject": _subjects(one), "other": _others(one)}
    if asked.active_name and not asked.noun and asked.wanted != "when":
        side = FLIPPED[side]
    lone = side in ends and len(asked.mentions) == 1
    allowed = ends[side] if lone else ends["subject"] + ends["other"]
    hits = [any(fit.is_end(mention, *end) for end in allowed) for mention in asked.mentions]
    text = words(" ".join(each.passage for each in one.told))
    return any(hits) and all(hit or fit.spoken(m, text) for hit, m in zip(hits, asked.mentions, strict=True))


def _subjects(one: CitedBond) -> list[tuple[str, str]]:
    """The subject as actor id and name, in every form it is told."""
    actor = "" if one.bond.subject.startswith("name:") else one.bond.subject
    names = [each.claim.subject.removeprefix("name:") for each in one.told] if not actor else []
    return [(actor, name) for name in dict.fromkeys([one.bond.subject_name, *names])]


def _others(one: CitedBond) -> list[tuple[str, str]]:
    actor = "" if one.bond.other.startswith("name:") else one.bond.other
    values: list[Tie] = [each.claim.parsed() for each in one.told]
    return [(actor, name) for name in dict.fromkeys([one.bond.other_name, *(value.name for value in values)])]


def _worded(asked: Asked, one: Cited) -> bool:
    """Whether a sentence holds the question's words."""
    value: Tie | Where = one.claim.parsed()
    text = words(f"{one.passage} {getattr(value, 'role', '')}")
    roles = [said for cue, said in zip(asked.cues, asked.cue_words, strict=False) if cue.word_in_role]
    wanted = (*asked.topics, *asked.people, *(word for said in roles for word in said.split()))
    return all(fit.like(word, text) for word in wanted)


def _in_days(asked: Asked, one: CitedBond) -> bool:
    """Whether its time may be one of those asked for; what lasts may go on after the day it is told of."""
    held = one.bond.when
    if held is None or (asked.since is None and asked.until is None):
        return True
    after = asked.since is None or held.end >= asked.since or one.bond.relation.lasts
    return after and (asked.until is None or held.start <= asked.until)


def bond_found(one: CitedBond, secluded: frozenset[str] = frozenset()) -> Found:
    """A relation as one answer, with what others deny and what came after it."""
    bond = one.bond
    first = one.told[0].claim
    subject = shown(bond.subject_name or first.subject.removeprefix("name:"), secluded)
    other = _written(one) if bond.subject == bond.other else shown(bond.other_name, secluded)
    count = f" ({bond.count:,} people)" if bond.count is not None else ""
    said = f"{subject} {wording.tie(bond.relation.value, other, role=bond.role)}{count}"
    marks = [_time(bond.when), wording.OVER if bond.over else "", wording.DENIED if bond.denied else ""]
    stale = f" Superseded: {bond.stale}." if bond.stale else ""
    return Found(
        sentence=f"{said} ({'; '.join(mark for mark in marks if mark)}).{stale}",
        lines=tuple(grouped(one.told, lambda told: "")),
        disputes=bond.disputes,
    )


def _written(one: CitedBond) -> str:
    """The forms in which pages write one actor's names: two names of it that the actor table knows as one."""
    forms = dict.fromkeys(part for told in one.told for part in told.quote.split(" … "))
    return ", ".join(form for form in forms if form[:1].isupper() or form.isupper())


def _time(when: When | None) -> str:
    """When it holds or happened; a time that is only the page's own is said to be that."""
    if when is None:
        return "date not stated"
    return f"as of {phrases.when(when)}" if when.reason.startswith("told in the present") else phrases.when(when)


def shown(name: str, secluded: frozenset[str]) -> str:
    """A name, marked where it is that of a person without a public role."""
    return f"{name} (private)" if " ".join(words(name)) in secluded else name


# --- presence ---------------------------------------------------------------------------------------------------


def _places(asked: Asked, told: Sequence[Cited]) -> list[list[Cited]]:
    """Claims of presence of the actor asked for, or in the place asked for, those of one place together."""
    found: dict[tuple[str, str], list[Cited]] = {}
    for one in told:
        where: Where = one.claim.parsed()
        subject = one.claim.subject
        name = one.claim.subject.removeprefix("name:")
        there = any(m.is_place(where) for mention in asked.mentions for m in mention.meanings)
        mine = any(fit.is_end(mention, "" if ":" in subject else subject, name) for mention in asked.mentions)
        if (there or mine) and _worded(asked, one):
            found.setdefault((subject, where.name), []).append(one)
    return list(found.values())


def place_found(same: Sequence[Cited]) -> Found:
    """A presence as one answer."""
    first = same[0]
    known = load_actors().get(first.claim.subject)
    name = known.name if known is not None else first.claim.subject.removeprefix("name:")
    where = phrases.where(first.claim.parsed())
    said = f"{name} {wording.tie('present_in', where)} ({_time(first.claim.valid)})."
    return Found(sentence=said, lines=tuple(grouped(same, lambda told: "")))
