"""The subject of a verb by the parse, where a sentence has one (universal labels of spaCy's English models)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from djeli.extract.attach_tree import head_of
from djeli.extract.mentions import Range, Sentence

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"relcl", "acl"})
_UP = frozenset(
    {
        "conj",
        "xcomp",
        "advcl",
        "aux",
        "auxpass",
        "pcomp",
        "prep",
        "prt",
        "dobj",
        "attr",
        "acomp",
        "pobj",
        "appos",
        "agent",
    }
)
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_STEPS = 7


def subjects_of(sentence: Sentence, cue: Range) -> list[Range]:
    """Where the subject of the clause that holds `cue` may stand, the likeliest first; none without a parse.

    Behind a plain noun follows what it is apposed to or said of: "X, a former head of Y who founded …" leads to X.
    """
    if not sentence.tokens.doc.has_annotation("DEP"):
        return []
    token = head_of(sentence, cue)
    relative = False
    for _ in range(_STEPS):
        if token is None:
            return []
        subject = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
        relative = relative or (subject is not None and subject.tag_ in _RELATIVE)
        if subject is not None and not relative:  # "whom Y freed and WHO founded Z": Y founded nothing
            return [sentence.range_of(t) for t in _chain(subject)]
        if token.dep_ in _CLAUSES:
            return [sentence.range_of(t) for t in _chain(token.head)]
        if token.dep_ not in _UP or token.head.i == token.i:
            return []
        token = token.head
    return []


def _chain(token: Any) -> Iterator[Any]:
    yield token
    if token.dep_ == "appos":
        yield token.head
    elif token.dep_ == "attr":
        yield from (c for c in token.head.children if c.dep_ in _SUBJECTS)
