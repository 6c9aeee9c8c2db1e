"""Where the parse says the victims of a word of harm stand. Universal labels of spaCy's English models."""

from __future__ import annotations

from typing import Any

from djeli.extract.mentions import Range, Sentence

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
_NO_PERSON = frozenset({"GPE", "LOC", "FAC", "ORG", "NORP", "EVENT", "DATE"})
_RELATIVE = frozenset({"who", "that", "which", "whom"})


def _token_at(sentence: Sentence, start: int, end: int) -> Any | None:
    """The verb, or else the first token, of the range."""
    inside = [t for t in sentence.tokens if start <= sentence.offset + t.idx < end]
    verbs = [t for t in inside if t.pos_ == "VERB"]
    return verbs[-1] if verbs else inside[0] if inside else None


def _child(token: Any, *labels: str) -> Any | None:
    return next((c for c in token.children if c.dep_ in labels), None)


def _patient(token: Any, slots: frozenset[str], depth: int = 0) -> Any | None:
    """Head token of the victims."""
    passive = _child(token, "nsubjpass")
    if passive is not None:
        if passive.lower_ in _RELATIVE and token.dep_ == "relcl":
            return token.head
        return passive
    if "verbs" in slots:
        target = _child(token, "dobj")
        if target is not None:
            return target
        if token.dep_ == "acl" and token.tag_ == "VBN":
            return token.head
    if slots & {"after"}:
        subject = _child(token, "nsubj")
        if subject is not None:
            return token.head if subject.lower_ in _RELATIVE and token.dep_ == "relcl" else subject
    if token.dep_ == "conj" and depth < 2 and token.head.pos_ in ("VERB", "AUX"):
        return _patient(token.head, slots, depth + 1)
    if token.dep_ in ("xcomp", "acomp", "oprd") and depth < 2:
        return _patient(token.head, slots | {"after"}, depth + 1)
    return None


def patient_range(sentence: Sentence, start: int, end: int, slots: frozenset[str]) -> Range | None:
    """Range of the Text from the left edge of the victims' noun phrase to its head; None without a parse.

    Args:
        sentence: the sentence of the cue.
        start: where the cue begins in the Text.
        end: where it ends, exclusive.
        slots: on which sides its victims may stand.
    """
    if not sentence.tokens.doc.has_annotation("DEP"):
        return None
    token = _token_at(sentence, start, end)
    head = _patient(token, slots) if token is not None else None
    if head is None:
        return None
    left = head.left_edge
    return sentence.offset + left.idx, sentence.offset + head.idx + len(head.text)


def is_one_person(sentence: Sentence, end: int, persons: frozenset[str]) -> bool:
    """Whether the token that ends at `end` of the Text is one person: a name, or a singular noun for a person."""
    token = next((t for t in sentence.tokens if sentence.offset + t.idx + len(t.text) == end), None)
    if token is None:
        return False
    if token.tag_ == "NNP":
        return token.ent_type_ not in _NO_PERSON
    return token.tag_ == "NN" and token.lower_ in persons


def listed_ranges(sentence: Sentence, start: int, end: int) -> list[Range]:
    """Ranges of all noun phrases listed with the one in the range ("two soldiers ... and a civilian"), in order."""
    if not sentence.tokens.doc.has_annotation("DEP"):
        return []
    inside = [t for t in sentence.tokens if start <= sentence.offset + t.idx < end]
    heads = [t for t in inside if t.head not in inside]
    if not heads:
        return []
    last = heads[-1]
    twins = [t for t in last.head.children if t.dep_ == last.dep_ and t.dep_ in _ARGUMENTS and t.i != last.i]
    listed = sorted([last, *last.conjuncts, *twins], key=lambda t: t.i)
    return [
        (sentence.offset + min([t, *t.lefts], key=lambda c: c.i).left_edge.idx, sentence.offset + t.idx + len(t.text))
        for t in listed
    ]


def names_a_place(sentence: Sentence, start: int, end: int) -> bool:
    """Whether all labelled tokens of `[start, end)` of the sentence are places, organisations or the like."""
    base = sentence.start - sentence.offset
    labels = {t.ent_type_ for t in sentence.tokens if start <= t.idx - base < end and t.ent_type_}
    return bool(labels) and labels <= _NO_PERSON
