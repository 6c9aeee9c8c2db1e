"""Which words a verb of saying gives as said: clause, object, a quotation beside it, the clause it interrupts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from djeli.extract.mentions import Range, Sentence
from djeli.extract.speech.found import Scene
from djeli.extract.speech.ranges import quoted, ranges, with_next_quote
from djeli.extract.speech.subjects import phrase
from djeli.extract.speech.words import Cue, Words

_LASTS = frozenset({"continue", "repeat", "hold", "go", "rage", "roar", "thunder", "find", "see", "open", "sing"})
"""Verbs of saying that tell a course of things behind "as": "as the siege CONTINUES"."""

_WITH_OBJECT = {"prep", "xcomp", "oprd"}
_CLAUSE = 8
"""Words: a longer quotation is a sentence of its own, not a part of an object."""

_OCCASIONS = {
    "statement",
    "interview",
    "conference",
    "briefing",
    "speech",
    "tweet",
    "report",
    "post",
    "letter",
    "rally",
    "debate",
    "address",
}
TOLD = frozenset({"tell", "inform", "ask", "remind", "warn", "assure", "advise", "notify"})
"""Verbs whose subject in the passive is the one spoken to."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A verb of saying as met: its token, the cue of the lexicon, the cue's further words, and who speaks."""

    token: Any
    cue: Cue
    after: tuple[Any, ...]
    subject: Any


def said_by(spoken: Spoken, scene: Scene) -> list[Range]:
    """Ranges of what is said, for the first construction of the cue that is met; empty when none is."""
    token, cue, after = spoken.token, spoken.cue, spoken.after
    sentence, content = scene.sentence, scene.content
    core = _core(spoken)
    named = any(c.dep_ == "dobj" and c.i > token.i for c in token.children)
    if cue.rest == ("as",) or (cue.rest == ("for",) and named):
        both = [c for c in token.children if c.dep_ == "dobj" or c == after[-1]]
        return ranges(both, {token.i}, sentence, content)
    if after and after[-1].pos_ in ("ADP", "SCONJ", "PART") and cue.rest:
        return _object_of(token, after, sentence, content)
    children = list(token.children)
    taken = _as_relative(token) if "clause" in cue.takes else []
    if taken:
        inner = {t.i for t in taken[0].subtree}
        return ranges(taken, core - inner, sentence, content, whole=True, verbs=scene.words.verbs)
    clauses = [
        c for c in children if c.dep_ == "ccomp" or (c.dep_ == "xcomp" and not infinitive(c) and c.pos_ != "VERB")
    ]
    infinitives = [c for c in children if c.dep_ in ("xcomp", "ccomp") and infinitive(c)]
    if "to" in cue.takes and infinitives:
        objects = [c for c in children if c.dep_ in ("dobj", "dative") and c.i > token.i]
        return ranges([*objects, *infinitives], core, sentence, content, verbs=scene.words.verbs)
    if "of" in cue.takes:
        objects = [c for c in children if c.dep_ in ("dobj",) or (c.dep_ == "prep" and c.lower_ in ("of", "with"))]
        return ranges(objects, core, sentence, content, verbs=scene.words.verbs) if objects else []
    if "clause" in cue.takes:
        finite = [c for c in clauses if c not in infinitives]
        if finite:
            finite += _carried_on(token, finite, scene)
            return with_next_quote(
                ranges(finite, core, sentence, content, whole=True, verbs=scene.words.verbs), core, scene
            )
        if token.dep_ == "parataxis":
            return with_next_quote(
                ranges([token.head], core, sentence, content, whole=True, verbs=scene.words.verbs), core, scene
            )
        near = quoted(token, core, scene)
        if near and not _within_object(near, token, scene):
            return near
        if as_told(token):
            inner = {t.i for t in token.subtree}
            return ranges([token.head], inner, sentence, content, whole=True, verbs=scene.words.verbs)
    if "thing" in cue.takes or ("data" in cue.takes and _of_document(spoken.subject, scene.words)):
        things = [
            c
            for c in children
            if c.dep_ in ("dobj", "oprd", "acomp", "attr") or (c.dep_ == "xcomp" and c.tag_ == "VBG")
        ]
        if things:
            things += [c for c in children if c.dep_ in _WITH_OBJECT and c.i > things[0].i and not _circumstance(c)]
        if not things and _taken_up(token, scene):
            return [phrase(token.head, sentence)]
        things = [c for c in things if c.dep_ != "dobj" or c.ent_type_ not in ("DATE", "TIME")]
        return ranges(things, core, sentence, content, verbs=scene.words.verbs) if things else []
    return []


def _carried_on(token: Any, finite: Sequence[Any], scene: Scene) -> list[Any]:
    """Participles behind a saying that carry on what was said before it: "Rebels shelled Gao, it said, KILLING two".

    Nobody else says so; "adding that" and "citing" are the speaker's own.
    """
    if any(c.i > token.i for c in finite):
        return []
    behind = [c for c in token.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i > token.i + 1]
    bare = [c for c in behind if not any(m.dep_ in ("mark", "prep") and m.i < c.i for m in c.children)]
    return [
        c
        for c in bare
        if c.left_edge.nbor(-1).text == "," and c.lemma_.lower() not in scene.words.verbs and c.lower_ not in _OWN
    ]


_OWN = frozenset({"citing", "quoting", "speaking", "referring", "talking", "pointing", "using", "wearing", "sitting"})
"""What a speaker does while saying something."""


def _within_object(near: Sequence[Range], token: Any, scene: Scene) -> bool:
    """'announced a "diplomatic campaign" against …': the quotation is a part of the verb's plain object."""
    objects = [c for c in token.children if c.dep_ == "dobj" and c.i > token.i]
    if not objects or len(near) != 1 or near[0][0] < scene.sentence.range_of(token)[1]:
        return False
    if scene.content[near[0][0] : near[0][1]].count(" ") >= _CLAUSE:
        return False
    inner = [scene.sentence.range_of(t)[0] for t in objects[0].subtree]
    plain = any("thing" in cue.takes for cue in scene.words.verbs[token.lemma_.lower()])
    return plain and min(inner) < near[0][0] + 2 and near[0][0] <= max(inner)


def _taken_up(token: Any, scene: Scene) -> bool:
    """Whether it is 'an accusation (that) the capital has REJECTED': what is said is the noun taken up."""
    noun = token.head
    back = token.dep_ == "relcl" and noun.pos_ == "NOUN" and scene.words.back.search(noun.text) is not None
    return back and any(c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP") for c in token.children)


def _as_relative(token: Any) -> list[Any]:
    """'told the radio the school had burned': the clause said, where the parser hung it on the one who was told."""
    if token.lemma_.lower() not in TOLD or any(c.dep_ == "ccomp" for c in token.children):
        return []
    objects = [c for c in token.children if c.dep_ in ("dobj", "dative") and c.i > token.i]
    hung = [c for o in objects for c in o.children if c.dep_ == "relcl" and c.i > o.i]
    return [c for c in hung if any(s.dep_ == "nsubj" and s.tag_ not in ("WDT", "WP") for s in c.children)][:1]


def _of_document(subject: Any | None, words: Words) -> bool:
    """Whether what "shows" or "finds" is a survey, a report, a picture: "the poll shows a lead"."""
    return subject is not None and subject.lemma_.lower() in words.documents


def as_told(token: Any) -> bool:
    """Whether the main clause is what is said: "as the mayor noted, …"."""
    marks = [c for c in token.children if c.dep_ in ("mark", "advmod") and c.lower_ == "as"]
    if token.lemma_.lower() in _LASTS:
        return False
    return (
        token.dep_ == "advcl" and bool(marks) and not any(c.dep_ in ("dobj", "ccomp", "attr") for c in token.children)
    )


def _circumstance(token: Any) -> bool:
    """'on Tuesday', 'in a statement': said of the saying, not of what is said."""
    inner = [c for c in token.children if c.dep_ == "pobj"]
    if token.lower_ in ("by", "during", "after", "before", "despite", "amid"):
        return True
    return any(c.ent_type_ in ("DATE", "TIME") or c.lemma_.lower() in _OCCASIONS for c in inner)


def infinitive(token: Any) -> bool:
    """Whether the verb is an infinitive with "to"."""
    return token.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _core(spoken: Spoken) -> set[int]:
    """Indices of cue, source and what stands around them, which are never content."""
    token, after, subject = spoken.token, spoken.after, spoken.subject
    # The noun of "claim the attack" is part of the cue and yet what is said.
    core = {token.i, *(t.i for t in after if t.pos_ not in ("NOUN", "PROPN"))}
    for child in token.children:
        if child.dep_ in ("aux", "neg", "auxpass", "prt"):
            core.add(child.i)
        elif child.dep_ == "dative" or (
            child.dep_ == "dobj" and token.lemma_ in ("tell", "inform", "assure", "remind")
        ):
            core.update(t.i for t in child.subtree)
    if subject is not None and subject.head == token:
        core.update(t.i for t in subject.subtree)
    elif subject is not None and 0 < token.i - subject.i < 3:
        core.update(t.i for t in subject.subtree if subject.i - 9 < t.i <= subject.i)
    return core


def _object_of(token: Any, after: Sequence[Any], sentence: Sentence, content: str) -> list[Range]:
    """What follows the last preposition of a cue: "called for [an inquiry]"."""
    last = after[-1]
    heads = [c for c in last.children if c.i > last.i] or [
        c for c in token.children if c.i > last.i and c.dep_ != "punct"
    ]
    heads = [c for c in heads if c.dep_ in ("pobj", "pcomp", "ccomp", "xcomp", "dobj", "prep", "advcl")]
    heads = [c for c in heads if c.ent_type_ not in ("DATE", "TIME") or c.dep_ != "pobj"]  # "reported ON Monday"
    if len(heads) == 1 and heads[0].dep_ == "pobj":
        heads += [c for c in token.children if c.dep_ in ("xcomp", "advcl") and infinitive(c) and c.i > heads[0].i]
    return ranges(heads, {last.i, token.i}, sentence, content)
