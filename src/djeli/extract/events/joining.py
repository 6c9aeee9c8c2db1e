"""Which words of a sentence, and which sentences of an item, tell the same occurrence.

Within a sentence two triggers are one when their types may name one event and the tree joins them by relations that
keep to one event ("attacked …, killing 21", "killed when a bomb went off", "the blast wounded 3"), not by relations
that order events in time or cause ("after", "following", "over").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from djeli.extract.events.related import words_of
from djeli.extract.events.verbs import is_verb_of
from djeli.extract.lexicon import Lexicon
from djeli.extract.mentions import Sentence, Trigger
from djeli.resources.event_types import affinity, event_types
from djeli.vocab import Modality

ENOUGH = 0.5
"""Affinity from which two types may name one event of a sentence: parent and child, named links, siblings."""

GENERAL = 2
"""Specificity up to which a type says little more than its family: any violence may kill or explode."""

BACK = 4
"""Sentences a definite noun ("the attack") may refer back over; farther ones are left to linking."""

LEAD = 3
"""Sentences of the body in which a headline's event is looked for."""

_PASSING = frozenset(
    {
        "prep",
        "pobj",
        "agent",
        "dobj",
        "nsubj",
        "nsubjpass",
        "advcl",
        "acl",
        "relcl",
        "xcomp",
        "pcomp",
        "appos",
        "attr",
        "oprd",
        "dep",
        "compound",
        "npadvmod",
        "nmod",
    }
)
_PREPOSITIONS = frozenset({"in", "during", "by", "with", "of", "from", "as", "through", "via", "amid", "at"})
_MARKS = frozenset({"when", "as", "while", "where", "that", "which", "who", "in", "by", "whereby"})
_APART = 12
"""Tokens within which two triggers of a sentence without a parse may tell one event."""

_DAMAGE = "Looting/property destruction"
_REMOTE = "Explosions/Remote violence"
_OWN_CODES = frozenset({_DAMAGE, "Abduction/forced disappearance", "Sexual violence", "Arrests"})
"""Sub-event types of ACLED's codebook that stand beside an attack in the same place."""

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def join(sentence: Sentence, triggers: Sequence[Trigger], lexicon: Lexicon) -> list[Trigger]:
    """Triggers of one sentence with those of one occurrence made one; the finest type names it."""
    groups: list[list[Trigger]] = []
    for trigger in triggers:
        home = [g for g in groups if any(_one(sentence, other, trigger, lexicon) for other in g)]
        merged = [trigger]
        for group in home:
            merged = group + merged
            groups.remove(group)
        groups.append(merged)
    return sorted((_made_one(group) for group in groups), key=lambda t: t.start)


def _made_one(group: Sequence[Trigger]) -> Trigger:
    """One trigger of a group; see the comment on what names it."""
    if len(group) == 1:
        return group[0]
    types = event_types()
    finest = max(group, key=lambda t: (_deed(t.type), types[t.type].specificity, not t.weak, -t.start))
    # "stormed …, opened fire and burned houses": the first deed that says more than "killed" names the event,
    # the later ones are its course; a noun with a finer type ("the ambush") still wins.
    telling = [t for t in group if not t.weak and types[t.type].specificity > GENERAL and _deed(t.type)]
    verbs = [t for t in telling if t.verbal]
    best = min(verbs, key=lambda t: t.start) if finest.verbal and verbs else finest
    told = sorted({pair for t in group for pair in zip(t.members, t.kinds, strict=True)})
    actual = any(t.modality is Modality.ACTUAL for t in group)
    return replace(
        best,
        modality=Modality.ACTUAL if actual else best.modality,
        members=tuple(member for member, _ in told),
        kinds=tuple(kind for _, kind in told),
        aggregate=best.aggregate or all(t.aggregate for t in group),
    )


def _deed(kind: str) -> bool:
    """Whether a type is more than damage, which is the course of an attack and not its name."""
    plover = event_types()[kind].plover
    return plover is None or "destroy" not in plover.modes


def _one(sentence: Sentence, left: Trigger, right: Trigger, lexicon: Lexicon) -> bool:
    if _told_apart(left, right):
        return False
    if not _compatible(left.type, right.type):
        return False
    doc = sentence.tokens.doc
    if not doc.has_annotation("DEP"):
        between = doc[left.token + 1 : right.token]
        glued = sum(len(t) == 1 and t.is_alpha and not t.whitespace_ for t in between)  # little words of the next one
        words = words_of(lexicon.code)
        ordered = any(t.lower_ in _ORDERING for t in between) or (
            words is not None and words.apart.search(between.text)
        )
        return len(between) - glued <= _APART and not ordered
    a, b = doc[left.token], doc[right.token]
    if left.type == right.type and _has_object(a) and _has_object(b):
        return False  # "killed three …, and … killed five": two deeds of one kind
    chained = _has_object(a) and _has_object(b) and not _course(a, left) and not _course(b, right)
    if chained and _coded_apart(left.type, right.type):
        return False
    return (
        _joined(a, b, lexicon)
        or _joined(b, a, lexicon)
        or _under_one_verb(a, b, lexicon)
        or _bare_toll(left, a, b)
        or _bare_toll(right, b, a)
    )


def _coded_apart(left: str, right: str) -> bool:
    """Deeds of one chain that code books count apart: "stormed the village, ABDUCTED 20 people and BURNED houses".

    Damage by bombs and shells is their course and no deed of its own.
    """
    types = event_types()
    one, other = types[left].acled, types[right].acled
    if one is None or other is None or one.sub_event_type == other.sub_event_type:
        return False
    if {one.sub_event_type, other.sub_event_type}.isdisjoint(_OWN_CODES):
        return False
    return not (_DAMAGE in (one.sub_event_type, other.sub_event_type) and _REMOTE in (one.event_type, other.event_type))


def _course(token: Any, trigger: Trigger) -> bool:
    """Damage told beside a deed: "attacked the airport, damaging a plane"."""
    return trigger.type == "property_destruction" and token.dep_ == "advcl"


def _has_object(token: Any) -> bool:
    return token.pos_ == "VERB" and any(c.dep_ == "dobj" for c in token.children)


def _bare_toll(toll: Trigger, token: Any, other: Any) -> bool:
    """A passive without a doer that only tells the dead of the sentence's other event: "and 5 people were killed"."""
    if event_types()[toll.type].specificity > 1 or token.pos_ != "VERB":
        return False
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in token.children)
    if not passive or any(c.dep_ == "agent" for c in token.children):
        return False
    return not _ordered(token, other) and not _ordered(other, token)


def _ordered(low: Any, high: Any) -> bool:
    """Whether the way up from `low` to what it shares with `high` passes a word that orders two events."""
    above = {high, *high.ancestors}
    node = low
    while node not in above and node.head != node:
        words = [
            node.lower_,
            *(c.lower_ for c in node.children if c.dep_ in ("mark", "advmod", "prep") and c.i < node.i),
        ]
        if any(word in _ORDERING for word in words):
            return True
        node = node.head
    return False


_ORDERING = frozenset(
    {"après", "avant", "depuis", "suite", "tandis", "alors", ";", "after", "before", "since", "following", "despite"}
)


def _told_apart(left: Trigger, right: Trigger) -> bool:
    """Told differently, so two tellings; "marched to protest" is one, though a purpose is a plan."""
    if left.type == right.type and right.modality is Modality.PLANNED and left.modality is Modality.ACTUAL:
        return False
    return left.modality is not right.modality or left.background != right.background


def _compatible(left: str, right: str) -> bool:
    """Whether two types may name one event of a sentence: of one family, and near, or one of them general."""
    types = event_types()
    if types[left].family != types[right].family:
        # "opened fire on protesters, killing a student": a bare killing is the toll of what it is named with
        return 1 in (types[left].specificity, types[right].specificity) and affinity(left, right) >= ENOUGH
    general = min(types[left].specificity, types[right].specificity) <= GENERAL
    return affinity(left, right) >= ENOUGH or (general and types[left].family == "violence")


def _joined(low: Any, high: Any, lexicon: Lexicon) -> bool:
    """Whether the way up from `low` to `high` keeps to one event."""
    node = low
    for _ in range(6):
        if node == high:
            return True
        if not _passes(node) or node.head == node:
            return False
        node = node.head
    return False


def _passes(node: Any) -> bool:
    """Whether the relation of `node` to its head keeps to one event."""
    dep = node.dep_
    if dep == "conj":
        verbs = node.pos_ == "VERB" and node.head.pos_ == "VERB"
        return verbs and not any(c.dep_ in ("nsubj", "nsubjpass") for c in node.children)
    if dep not in _PASSING:
        return False
    if dep in ("prep", "agent"):
        dated = node.lower_ == "on" and any(c.ent_type_ in ("DATE", "TIME") for c in node.children)
        return dated or node.lower_ in _PREPOSITIONS
    if dep == "advcl":
        marks = [c.lower_ for c in node.children if c.dep_ in ("mark", "advmod") and c.i < node.i]
        own = [any(c.dep_ in ("nsubj", "nsubjpass") for c in t.children) for t in (node, node.head)]
        if not marks and all(own):
            return False  # clauses side by side: "rebels attacked Sake, the army shelled Masisi"
        timed = [m for m in marks if m in ("after", "before", "since", "because", "until", "if", "unless", "though")]
        return not timed and (not marks or node.tag_ == "VBG" or any(m in _MARKS for m in marks))
    return True


def _under_one_verb(a: Any, b: Any, lexicon: Lexicon) -> bool:
    """Both hang on one verb of little meaning: "carried out the attack, killing 5"."""
    words = lexicon.modal
    above_a = _verb_above(a)
    above_b = _verb_above(b)
    if above_a is None or above_a != above_b:
        return False
    # "the blast tore apart the bus, wrecking other cars": what its subject did is its course, whatever the verb
    course = any(t.pos_ == "NOUN" and t.dep_ == "nsubj" and t.head == above_a for t in (a, b))
    return course or is_verb_of(above_a, words.light | words.cause | words.suffer)


def _verb_above(token: Any) -> Any:
    node = token
    for _ in range(4):
        if node.head == node or not _passes(node):
            return None
        node = node.head
        if node.pos_ == "VERB":
            return node
    return None


def refer_back(sentences: Sequence[Sentence], triggers: Sequence[Trigger]) -> tuple[Trigger, ...]:
    """Triggers with `same_as` set: a headline's to the body's first telling, a definite noun's to what it takes up.

    "The attack" takes up an earlier occurrence only when exactly one within reach fits, or the nearest one shares the
    very type.
    """
    found: list[Trigger] = []
    for trigger in triggers:
        token = sentences[trigger.sentence].tokens.doc[trigger.token]
        before = _before(found, trigger, sentences) if _takes_up(token) else []
        found.append(replace(trigger, same_as=before[-1]) if before else trigger)
    return tuple(_told_in_body(n, trigger, found, sentences) for n, trigger in enumerate(found))


def _told_in_body(number: int, trigger: Trigger, found: Sequence[Trigger], sentences: Sequence[Sentence]) -> Trigger:
    """A headline's trigger, given to the first occurrence of the lead that it can stand for."""
    title = sentences[trigger.sentence]
    if not title.title:
        return trigger
    for later, other in enumerate(found):
        home = sentences[other.sentence]
        if later <= number or home.title or other.same_as >= 0:
            continue
        if home.index - title.index > LEAD:
            break
        if other.modality is trigger.modality and not other.aggregate and _compatible(trigger.type, other.type):
            return replace(trigger, same_as=later)
    return trigger


def _takes_up(token: Any) -> bool:
    """A definite singular noun that brings no place, date or number of its own."""
    if token.pos_ not in ("NOUN", "PROPN") or token.tag_ in ("NNS", "NNPS"):
        return False
    if not any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in token.children):
        return False
    own = [c for c in token.children if c.dep_ in ("prep", "nummod", "amod", "relcl", "acl", "compound", "poss")]
    return not any(t.ent_type_ in ("GPE", "LOC", "DATE") for c in own for t in c.subtree)


def _before(found: Sequence[Trigger], trigger: Trigger, sentences: Sequence[Sentence]) -> list[int]:
    near = [
        n
        for n, other in enumerate(found)
        if other.same_as < 0
        and 0 < trigger.sentence - other.sentence <= BACK
        and other.modality is trigger.modality
        and affinity(other.type, trigger.type) >= ENOUGH
        and not other.aggregate
        and not sentences[other.sentence].title
    ]
    if len(near) > 1:
        exact = [n for n in near if found[n].type == trigger.type]
        return exact[-1:]
    return near
