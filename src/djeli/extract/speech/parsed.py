"""Verbs of saying in a parsed sentence: who speaks, and which words are said.

The labels are those of spaCy's English models (ClearNLP). Constructions follow the annotation practice of news
attribution corpora: the content holds its "that" and its quotation marks, the source is the noun phrase.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from djeli.extract.mentions import Range, Sentence
from djeli.extract.speech.chains import named
from djeli.extract.speech.found import Found, Scene, overlap
from djeli.extract.speech.ranges import quoted, ranges, with_next_quote
from djeli.extract.speech.subjects import antecedent, phrase, speaker
from djeli.extract.speech.words import Cue, Words
from djeli.vocab import Stance

_WITH_OBJECT = {"prep", "xcomp", "oprd"}
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
_TOLD = frozenset({"tell", "inform", "ask", "remind", "warn", "assure", "advise", "notify"})
"""Verbs whose subject in the passive is the one spoken to."""

_PUT_TO = frozenset({"ask", "press", "question", "quiz"})
_SMALL = {"DET", "ADJ", "ADV", "PART", "PRON", "NUM"}


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A verb of saying as met: its token, the cue of the lexicon, the cue's further words, and who speaks."""

    token: Any
    cue: Cue
    after: tuple[Any, ...]
    subject: Any


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
    if _asked(token, scene.words):
        return _question(token, scene)
    if _takes_lives(token, scene) or _only_possible(token):
        return None
    subject = speaker(token, scene.words.verbs)
    cues = scene.words.verbs[lemma(token, scene.words)]
    for cue in cues:
        after = _rest(token, cue)
        if after is None:
            continue
        said = _said(_Spoken(token, cue, tuple(after), subject), scene)
        if said:
            nobody = cue.head in scene.words.impersonal
            return _found(_Spoken(token, cue, tuple(after), None if nobody else subject), said, scene.sentence)
    return None


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
    if not _infinitive(token):
        return False
    of_adjective = token.dep_ in ("xcomp", "ccomp", "advcl") and token.head.pos_ == "ADJ"
    after_copula = token.dep_ == "xcomp" and any(c.dep_ == "acomp" for c in token.head.children)
    return token.dep_ in ("acl", "relcl") or of_adjective or after_copula


def _takes_lives(token: Any, scene: Scene) -> bool:
    """Whether the verb is an idiom with its object: "the blast claimed five lives" says nothing."""
    idiom = scene.words.idioms.get(token.lemma_.lower(), frozenset())
    near = token.doc[token.i + 1 : min(token.i + 8, token.sent.end)]
    return any(t.lemma_.lower() in idiom or t.lower_ in idiom for t in near)


def _found(spoken: _Spoken, said: list[Range], sentence: Sentence) -> Found:
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
    if token.lemma_.lower() not in _TOLD:
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


def _said(spoken: _Spoken, scene: Scene) -> list[Range]:
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
        c for c in children if c.dep_ == "ccomp" or (c.dep_ == "xcomp" and not _infinitive(c) and c.pos_ != "VERB")
    ]
    infinitives = [c for c in children if c.dep_ in ("xcomp", "ccomp") and _infinitive(c)]
    if "to" in cue.takes and infinitives:
        objects = [c for c in children if c.dep_ in ("dobj", "dative") and c.i > token.i]
        return ranges([*objects, *infinitives], core, sentence, content, verbs=scene.words.verbs)
    if "of" in cue.takes:
        objects = [c for c in children if c.dep_ in ("dobj",) or (c.dep_ == "prep" and c.lower_ in ("of", "with"))]
        return ranges(objects, core, sentence, content, verbs=scene.words.verbs) if objects else []
    if "clause" in cue.takes:
        finite = [c for c in clauses if c not in infinitives]
        if finite:
            return with_next_quote(
                ranges(finite, core, sentence, content, whole=True, verbs=scene.words.verbs), core, scene
            )
        if token.dep_ == "parataxis":
            return with_next_quote(
                ranges([token.head], core, sentence, content, whole=True, verbs=scene.words.verbs), core, scene
            )
        near = quoted(token, core, scene)
        if near:
            return near
        if _as_told(token):
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


def _taken_up(token: Any, scene: Scene) -> bool:
    """Whether it is 'an accusation (that) the capital has REJECTED': what is said is the noun taken up."""
    noun = token.head
    back = token.dep_ == "relcl" and noun.pos_ == "NOUN" and scene.words.back.search(noun.text) is not None
    return back and any(c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP") for c in token.children)


def _as_relative(token: Any) -> list[Any]:
    """'told the radio the school had burned': the clause said, where the parser hung it on the one who was told."""
    if token.lemma_.lower() not in _TOLD or any(c.dep_ == "ccomp" for c in token.children):
        return []
    objects = [c for c in token.children if c.dep_ in ("dobj", "dative") and c.i > token.i]
    hung = [c for o in objects for c in o.children if c.dep_ == "relcl" and c.i > o.i]
    return [c for c in hung if any(s.dep_ == "nsubj" and s.tag_ not in ("WDT", "WP") for s in c.children)][:1]


def _of_document(subject: Any | None, words: Words) -> bool:
    """Whether what "shows" or "finds" is a survey, a report, a picture: "the poll shows a lead"."""
    return subject is not None and subject.lemma_.lower() in words.documents


def _as_told(token: Any) -> bool:
    """Whether the main clause is what is said: "as the mayor noted, …"."""
    marks = [c for c in token.children if c.dep_ in ("mark", "advmod") and c.lower_ == "as"]
    return (
        token.dep_ == "advcl" and bool(marks) and not any(c.dep_ in ("dobj", "ccomp", "attr") for c in token.children)
    )


def _circumstance(token: Any) -> bool:
    """'on Tuesday', 'in a statement': said of the saying, not of what is said."""
    inner = [c for c in token.children if c.dep_ == "pobj"]
    if token.lower_ in ("by", "during", "after", "before", "despite", "amid"):
        return True
    return any(c.ent_type_ in ("DATE", "TIME") or c.lemma_.lower() in _OCCASIONS for c in inner)


def _infinitive(token: Any) -> bool:
    return token.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _core(spoken: _Spoken) -> set[int]:
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
    if len(heads) == 1 and heads[0].dep_ == "pobj":
        heads += [c for c in token.children if c.dep_ in ("xcomp", "advcl") and _infinitive(c) and c.i > heads[0].i]
    return ranges(heads, {last.i, token.i}, sentence, content)


def _passive(token: Any, scene: Scene) -> Found | None:
    """'was claimed by JNIM', 'are believed to have fled', 'is accused of', 'was told that'."""
    sentence, content, words = scene.sentence, scene.content, scene.words
    head = lemma(token, words)
    cues = [cue for cue in words.verbs[head] if not cue.rest or _rest(token, cue) is not None]
    if not cues:
        return None  # "was shot", "was attacked by": "shoot down" and "attack as" are words of saying, these are not
    cue = next((cue for cue in cues if not cue.rest), cues[0])
    agents = [g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    if not agents and head not in words.hearsay_passives and head not in _TOLD:
        return None
    subjects = [c for c in token.children if c.dep_ in ("nsubjpass", "nsubj")]
    rest = [
        c
        for c in token.children
        if c.dep_ in ("xcomp", "ccomp", "oprd", "attr") or (c.dep_ == "prep" and c.lower_ in ("of", "as", "for"))
    ]
    if not subjects or not (rest or agents) or (head in _TOLD and not rest):
        return None
    told = head in _TOLD and bool(rest)
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
