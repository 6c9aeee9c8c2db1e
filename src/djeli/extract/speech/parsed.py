"""Verbs of saying in a parsed sentence: who speaks, and which words are said.

The labels are those of spaCy's English models (ClearNLP). Constructions follow the annotation practice of news
attribution corpora: the content holds its "that" and its quotation marks, the source is the noun phrase.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from djeli.extract.mentions import Range, Sentence
from djeli.extract.speech.able import able
from djeli.extract.speech.chains import named
from djeli.extract.speech.found import Found, Scene, overlap
from djeli.extract.speech.ranges import ranges
from djeli.extract.speech.said import TOLD, Spoken, as_told, infinitive, said_by
from djeli.extract.speech.subjects import antecedent, phrase, speaker
from djeli.extract.speech.words import Cue, Words
from djeli.vocab import Stance

_ACTIVE = frozenset({"said", "told", "added", "wrote"})
"""Forms that parsers take for participles and that hardly ever are."""

_PUT_TO = frozenset({"ask", "press", "question", "quiz"})
_SMALL = {"DET", "ADJ", "ADV", "PART", "PRON", "NUM"}


def verbs(scene: Scene) -> Iterator[Found]:
    """Attributions by verbs of one parsed sentence."""
    for token in scene.sentence.tokens:
        if token.pos_ in ("VERB", "AUX") and lemma(token, scene.words) in scene.words.verbs:
            found = _verb(token, scene)
            if found is not None:
                yield found


def lemma(token: Any, words: Words) -> str:
    """The lemma in lower case, mended where the parser is known to err ("hopes" is no hopping)."""
    return words.wrong_lemmas.get(token.lower_) or token.lemma_.lower()


def _verb(token: Any, scene: Scene) -> Found | None:
    if _conditional(token) or token.dep_ in ("amod", "compound", "aux", "auxpass"):
        return None
    if is_passive(token):
        return _passive(token, scene)
    if _reduced(token):
        return _by_agent(token, scene)
    if _asked(token, scene.words):
        return _question(token, scene)
    if _takes_lives(token, scene) or _only_possible(token):
        return None
    subject = speaker(token, scene.words.verbs)
    if subject is not None and subject.lower_ == "it" and token.lemma_ == "be":
        return None  # "it is not clear whether …"
    cues = scene.words.verbs[lemma(token, scene.words)]
    for cue in cues:
        after = _rest(token, cue)
        if after is None:
            continue
        said = said_by(Spoken(token, cue, tuple(after), subject), scene)
        if said:
            nobody = cue.head in scene.words.impersonal
            found = _found(Spoken(token, cue, tuple(after), None if nobody else subject), said, scene.sentence)
            unsaid = _only_planned(token) or not able(subject, scene.sentence, scene.words)
            return dataclasses.replace(found, kind="attitude") if unsaid and found.kind != "silence" else found
    return None


def _reduced(token: Any) -> bool:
    """Whether the participle tells what was done to its noun: "a group CALLED X", "as NOTED by Y"."""
    if token.tag_ not in ("VBN", "VBD") or token.lower_ in _ACTIVE:
        return False
    if any(c.dep_ in ("nsubj", "aux", "ccomp") for c in token.children):
        return any(c.dep_ == "agent" for c in token.children) and not any(c.dep_ == "nsubj" for c in token.children)
    if token.dep_ == "conj":
        return token.head.dep_ == "acl" and _reduced(token.head)
    by_agent = any(c.dep_ == "agent" for c in token.children)
    return bool(token.dep_ == "acl" or (token.dep_ == "advcl" and by_agent))


def _by_agent(token: Any, scene: Scene) -> Found | None:
    """'As noted by the ministry, …': the main clause is what the agent says; other participles say nothing."""
    agents = [g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    cue = next((c for c in scene.words.verbs[lemma(token, scene.words)] if "clause" in c.takes and not c.rest), None)
    if not agents or cue is None or not as_told(token):
        return None
    inner = {t.i for t in token.subtree}
    said = ranges([token.head], inner, scene.sentence, scene.content, whole=True, verbs=scene.words.verbs)
    return _found(Spoken(token, cue, (), agents[0]), said, scene.sentence) if said else None


def _asked(token: Any, words: Words) -> bool:
    """Whether it is the participle of "ASKED whether …, she said": nobody is named who asks."""
    bare = not any(c.dep_ in ("nsubj", "aux", "auxpass") for c in token.children)
    return token.tag_ in ("VBN", "VBD") and token.dep_ in ("advcl", "acl") and bare and lemma(token, words) in _PUT_TO


def _question(token: Any, scene: Scene) -> Found | None:
    agents = [g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    asked = [
        c
        for c in token.children
        if c.i > token.i
        and (
            c.dep_ in ("ccomp", "xcomp")
            or (c.dep_ == "advcl" and c.tag_ != "VBG")
            or c.lower_ in ("about", "why", "how")
        )
    ]
    said = ranges(asked, {token.i}, scene.sentence, scene.content)
    if not said:
        return None
    return Found(
        cue=scene.sentence.range_of(token),
        content=tuple(said),
        source=phrase(agents[0], scene.sentence) if agents else None,
        sentence=scene.sentence.index,
        stance=Stance.ASSERTS,
        kind="attitude",
    )


def _only_possible(token: Any) -> bool:
    """Whether nobody says it yet: "it is safe to say", "an opportunity to comment", "an effort to acknowledge"."""
    if not infinitive(token):
        return False
    of_adjective = token.dep_ in ("xcomp", "ccomp", "advcl") and token.head.pos_ == "ADJ"
    after_copula = token.dep_ == "xcomp" and any(c.dep_ == "acomp" for c in token.head.children)
    return token.dep_ in ("acl", "relcl") or of_adjective or after_copula


def _only_planned(token: Any) -> bool:
    """Whether it isn't said yet: "should detail", "will announce", "have yet to declare", "could not say"."""
    modal = any(c.dep_ == "aux" and c.tag_ == "MD" for c in token.children)
    have = token.dep_ == "xcomp" and token.head.lemma_ in ("have", "fail", "seek") and infinitive(token)
    return modal or have


def _takes_lives(token: Any, scene: Scene) -> bool:
    """Whether the verb is an idiom with its object: "the blast claimed five lives" says nothing."""
    idiom = scene.words.idioms.get(token.lemma_.lower(), frozenset())
    near = token.doc[token.i + 1 : min(token.i + 8, token.sent.end)]
    return any(t.lemma_.lower() in idiom or t.lower_ in idiom for t in near)


def _found(spoken: Spoken, said: list[Range], sentence: Sentence) -> Found:
    token, cue, subject = spoken.token, spoken.cue, spoken.subject
    stance, kind = cue.stance, cue.kind
    if _negated(token):
        stance, kind = _when_negated(stance)
    elif token.dep_ == "xcomp" and token.head.lemma_ in ("decline", "refuse", "fail", "avoid"):
        stance, kind = Stance.ASSERTS, "silence"
    elif token.dep_ == "xcomp" and token.head.lemma_ in ("want", "try", "hope", "need", "plan", "expect", "like"):
        kind = "attitude"
    return Found(
        cue=_cue_range(token, spoken.after, sentence),
        content=tuple(said),
        source=None if subject is None else phrase(subject, sentence),
        sentence=sentence.index,
        stance=stance,
        kind=kind,
        naming=None if subject is None else antecedent(subject, sentence),
        addressee=_told(token, said, sentence),
    )


def _told(token: Any, said: Sequence[Range], sentence: Sentence) -> str:
    """Who is told: the object of "told", where it is no part of what is said."""
    if token.lemma_.lower() not in TOLD:
        return ""
    for child in token.children:
        if child.dep_ in ("dative", "dobj") and child.i > token.i:
            low, high = phrase(child, sentence)
            if not any(overlap((low, high), part) for part in said) and child.pos_ in ("PROPN", "NOUN"):
                return named(sentence.tokens.doc.text[low - sentence.offset : high - sentence.offset])
    return ""


def _when_negated(stance: Stance) -> tuple[Stance, str]:
    """'did not confirm' says nothing; 'did not deny' and 'does not believe' are told, but affirm nothing."""
    if stance is Stance.DENIES:
        return Stance.ASSERTS, "silence"
    return (Stance.DENIES, "silence") if stance is not Stance.CALLS_FOR else (stance, "silence")


def _negated(token: Any) -> bool:
    return any(child.dep_ == "neg" for child in token.children)


def _conditional(token: Any) -> bool:
    """'if the army confirms' reports nothing."""
    return token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in token.children)


def is_passive(token: Any) -> bool:
    """Whether the verb stands in the passive."""
    return any(child.dep_ == "auxpass" for child in token.children)


def _rest(token: Any, cue: Cue) -> list[Any] | None:
    """Tokens of the cue's further words after the verb, [] when it has none, None when they are not there."""
    if not cue.rest:
        return []
    doc, at, found, small = token.doc, token.i + 1, [], 0
    for word in cue.rest:
        while at < len(doc) and word not in (doc[at].lower_, doc[at].lemma_.lower()):
            if doc[at].pos_ not in _SMALL or small >= 4:
                return _apart(token, cue)
            at, small = at + 1, small + 1
        if at >= token.sent.end:
            return None
        found.append(doc[at])
        at += 1
    return found


def _apart(token: Any, cue: Cue) -> list[Any] | None:
    """The cue's only further word, behind the object: "asked the minister ABOUT it", "described it AS a crime"."""
    if len(cue.rest) != 1 or not any(c.dep_ in ("dobj", "dative") and c.i > token.i for c in token.children):
        return None
    found = [c for c in token.children if c.dep_ == "prep" and c.lower_ == cue.rest[0] and c.i > token.i]
    return found[:1] or None


def _cue_range(token: Any, after: Sequence[Any], sentence: Sentence) -> Range:
    """The verb with its auxiliaries directly before it and the cue's further words."""
    first = token
    while (
        first.i > token.sent.start and first.nbor(-1).dep_ in ("aux", "neg", "auxpass") and first.nbor(-1).head == token
    ):
        first = first.nbor(-1)
    apart = after and any(c.dep_ in ("dobj", "dative") and token.i < c.i < after[-1].i for c in token.children)
    last = after[-1] if after and not (apart and len(after) == 1) else token
    return sentence.range_of(first)[0], sentence.range_of(last)[1]


def _passive(token: Any, scene: Scene) -> Found | None:
    """'was claimed by JNIM', 'are believed to have fled', 'is accused of', 'was told that'."""
    sentence, content, words = scene.sentence, scene.content, scene.words
    head = lemma(token, words)
    cues = [cue for cue in words.verbs[head] if not cue.rest or _rest(token, cue) is not None]
    if not cues:
        return None  # "was shot", "was attacked by": "shoot down" and "attack as" are words of saying, these are not
    cue = next((cue for cue in cues if not cue.rest), cues[0])
    agents = [g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    if not agents and head not in words.hearsay_passives and head not in TOLD:
        return None
    if not agents and any(c.dep_ == "aux" and c.tag_ in ("MD", "TO") for c in token.children):
        return None  # "the letters must be disclosed", "to be considered": nobody has said it
    subjects = [c for c in token.children if c.dep_ in ("nsubjpass", "nsubj")]
    rest = [
        c
        for c in token.children
        if c.dep_ in ("xcomp", "ccomp", "oprd", "attr") or (c.dep_ == "prep" and c.lower_ in ("of", "as", "for"))
    ]
    if not subjects or not (rest or agents) or (head in TOLD and not rest):
        return None
    told = head in TOLD and bool(rest)
    core = {token.i} | {c.i for c in token.children if c.dep_ in ("aux", "auxpass", "neg")}
    if agents:
        core.update(t.i for t in agents[0].head.subtree)
    heads = rest if told or subjects[0].lower_ == "it" else [*subjects, *rest]
    said = ranges(heads, {i for i in core if i >= token.i} | {token.i}, sentence, content)
    said = [r for r in said if r[1] > r[0]]
    if not said:
        return None
    stance = cue.stance
    if head == "claim":
        stance = Stance.CLAIMS_RESPONSIBILITY if agents and not rest else Stance.ASSERTS
    elif head in ("order", "tell", "ask", "warn", "expect", "fear"):
        cue = next((c for c in cues if c.kind != "attitude"), cue)
    kind = "silence" if _negated(token) else cue.kind
    return Found(
        cue=_cue_range(token, [], sentence),
        content=tuple(said),
        source=phrase(agents[0], sentence) if agents else None,
        sentence=sentence.index,
        stance=stance,
        kind=kind,
    )
