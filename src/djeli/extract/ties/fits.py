"""What kind of name may be an end of a relation."""

from __future__ import annotations

from djeli.extract.ties.names import End
from djeli.extract.ties.sides import Fits
from djeli.extract.ties.story import named_person
from djeli.extract.ties.words import Cue, Slot
from djeli.vocab import PartyKind, Relation

_OF_BODIES = frozenset({Relation.FOUNDED, Relation.MERGED_INTO, Relation.RENAMED})
"""Relations that only bodies have; states and places are led and founded in another sense."""
_PERSON_OBJECT = frozenset({Relation.LED_BY})
_STRICT = frozenset({Relation.LED_BY, Relation.DISBANDED, Relation.SPONSORED_BY})
_ALIKE = frozenset({Relation.ALIAS_OF, Relation.SUCCEEDED_BY, Relation.RENAMED})
NAMING = frozenset({Relation.ALIAS_OF, Relation.RENAMED})
"""Relations between two names of one actor."""
_VERBAL = frozenset({Relation.MEMBER_OF, Relation.SPLIT_FROM, Relation.MERGED_INTO, Relation.DISBANDED})
"""Relations whose cues before the other end are verbs: "left", "broke away from"."""


def fits_of(slot: Slot, relation: Relation) -> Fits:
    """What may stand in a slot of a relation."""
    if slot.end == "O" and relation in _PERSON_OBJECT:
        return _human
    if slot.end == "S" and relation in _STRICT:
        return _no_person
    if slot.end == "O" and relation in (Relation.MEMBER_OF, Relation.SPLIT_FROM):
        return _whole
    if slot.end == "S" and relation in _OF_BODIES:
        return _body
    if slot.end == "S" and slot.noun and relation is Relation.SPLIT_FROM:
        return _no_person  # nobody is a splinter
    if slot.end == "S" and relation in (Relation.MEMBER_OF, Relation.SPLIT_FROM):
        return _member
    return _anything


def _human(end: End) -> bool:
    return end.person


def _body(end: End) -> bool:
    return not end.place and (not end.known or end.party.kind is not PartyKind.PERSON)


def _no_person(end: End) -> bool:
    return _body(end) and not named_person(end)


def _member(end: End) -> bool:
    return not end.place or end.country


def _whole(end: End) -> bool:
    return end.known or not (named_person(end) or end.place)


def _anything(end: End) -> bool:
    return True


def is_verb(cue: Cue) -> bool:
    """Whether the cue is a verb with a subject of its own; "led by" and "known as" hang on the name before them."""
    if cue.relation in NAMING or any(slot.noun for slot in cue.before):
        return False
    return [slot.end for slot in cue.before] == ["O"] or cue.relation in _VERBAL


def sends(other: End) -> bool:
    """Whether an end is an organisation of states, whose creations are missions."""
    return other.known and other.party.kind is PartyKind.ORGANISATION and not other.party.country


def consistent(relation: Relation, subject: End, other: End | None) -> bool:
    """Whether both ends are of a kind where the relation asks for it."""
    if other is None or relation not in _ALIKE:
        return True
    if named_person(subject):
        return not other.group
    nickname = relation is Relation.ALIAS_OF  # "the Hill Men" look like a person's name
    return nickname or not (subject.group and named_person(other))
