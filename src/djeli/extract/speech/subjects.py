"""Who speaks: the subject of a verb of saying in a parsed sentence, by the tree and by position, and its phrase."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from djeli.extract.mentions import Range, Sentence

_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_RELATIVE = {"who", "which", "that", "whom"}
_FINITE = {"VBD", "VBZ", "VBP"}
_NOMINAL = {"PRP", "NN", "NNS", "NNP", "NNPS", "DT", "JJ", "CD", "POS", "PRP$"}
_NOT_PART_OF_NAME = {"relcl", "ccomp", "parataxis", "advcl", "cc", "conj", "punct"}
_CAUSES = frozenset(
    {
        *("tell", "ask", "urge", "order", "get", "force", "allow", "let", "hear", "prompt", "lead", "push", "cause"),
        *("compel", "spur", "drive", "move", "encourage", "invite", "persuade", "convince", "require", "enable"),
        *("pressure", "oblige", "permit", "expect", "advise", "provoke", "induce", "inspire", "motivate", "direct"),
    }
)
"""Verbs whose object does what follows: "prompted the minister to CALL FOR calm"."""

_PAPERS = {
    "statement",
    "letter",
    "message",
    "report",
    "communiqué",
    "communique",
    "post",
    "memo",
    "release",
    "tweet",
    "declaration",
    "video",
}


def speaker(token: Any, verbs: Container[str]) -> Any | None:
    """The token that names who says `token`; None when nobody does.

    `verbs` are the verbs of saying.
    """
    return _incised(token) or _over(token, verbs) or subject_of(token) or _right_before(token)


def _over(token: Any, verbs: Container[str]) -> Any | None:
    """'She said that he is too weak and CALLED for talks': the speaker's second verb, hung on the clause said.

    It has the form of the first verb of saying, and the clause said has another; or it is a participle behind a comma
    ("denied that a raid had killed ten, SAYING …").
    """
    if token.tag_ == "VBG" and token.dep_ == "advcl" and token.i and token.nbor(-1).text == ",":
        return _of_participle(token, verbs)
    if token.dep_ != "conj" or token.tag_ not in _FINITE or any(c.dep_ in _SUBJECTS for c in token.children):
        return None
    first = token.head
    while first.dep_ == "conj" and first.head.pos_ in ("VERB", "AUX"):
        first = first.head
    over = first.head
    if first.dep_ != "ccomp" or over.lemma_.lower() not in verbs or over.i > first.i or over.tag_ != token.tag_:
        return None
    inner = _tensed(first)
    return subject_of(over) if inner is not None and inner.tag_ != token.tag_ else None


def _of_participle(token: Any, verbs: Container[str]) -> Any | None:
    """The subject of the verb of saying in whose clause the participle's own head stands, when there is one."""
    inner = token.head
    for above in inner.ancestors:
        if above.i < inner.i and above.lemma_.lower() in verbs and any(c.dep_ in _SUBJECTS for c in above.children):
            within = inner.dep_ in ("ccomp", "acl") or any(a.dep_ in ("ccomp", "acl") for a in inner.ancestors)
            return subject_of(above) if within else None
    return None


def _tensed(verb: Any) -> Any | None:
    """The word that bears the tense: the first auxiliary, else the verb."""
    return next((c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i), verb)


def _right_before(token: Any) -> Any | None:
    """The name or noun right before a finite verb whose subject the parser missed."""
    if token.tag_ not in _FINITE or token.i - 1 < token.sent.start:
        return None
    before = token.nbor(-1)
    return before if before.pos_ in ("PROPN", "PRON") or before.tag_ in ("NN", "NNS") else None


def _incised(token: Any) -> Any | None:
    """The speaker of ", X said," by position: parsers tend to hang X on the clause that it interrupts."""
    if token.i + 1 >= token.sent.end or token.nbor(1).text not in (",", "."):
        return None
    at = token.i - 1
    while at > token.sent.start and (token.doc[at].tag_ in _NOMINAL or token.doc[at].lower_ == "of"):
        at -= 1
    if token.i - at < 2 or token.doc[at].text != "," or token.i - at > 9:
        return None
    inner = token.doc[at + 1 : token.i]
    return inner.root if inner.root.pos_ in ("NOUN", "PROPN", "PRON") else None


def subject_of(token: Any) -> Any | None:
    """Token that names who speaks: own subject, or that of the verb this one hangs on."""
    for _ in range(5):
        own = [child for child in token.children if child.dep_ in _SUBJECTS]
        if own:
            return own[-1]
        if token.dep_ == "acl":
            issued = (
                token.head.dep_ == "dobj" and token.head.lemma_.lower() in _PAPERS and token.head.head.pos_ == "VERB"
            )
            return subject_of(token.head.head) if issued else token.head
        if token.dep_ == "xcomp":
            objects = [c for c in token.head.children if c.dep_ in ("dobj", "dative") and c.i < token.i]
            if objects and token.head.lemma_.lower() in _CAUSES:
                return objects[0]
        elif token.dep_ == "pcomp":
            token = token.head
        elif token.dep_ not in ("conj", "advcl", "ccomp", "prep"):
            return None
        if token.head == token or token.head.pos_ not in ("VERB", "AUX", "ADP"):
            return None
        token = token.head
    return None


def phrase(head: Any, sentence: Sentence) -> Range:
    """The noun phrase of `head` with its title, apposition and "of" parts, without relative clauses."""
    tokens = [head]
    for child in head.children:
        if child.dep_ in _NOT_PART_OF_NAME and not (child.dep_ in ("cc", "conj") and child.i - head.i < 8):
            continue
        if child.dep_ == "acl" and child.i - head.i > 1:
            continue
        tokens += [t for t in child.subtree if child.dep_ != "punct"]
    low, high = min(t.i for t in tokens), max(t.i for t in tokens)
    doc = head.doc
    start, _ = sentence.range_of(doc[low])
    _, end = sentence.range_of(doc[high])
    return start, end


def relative(token: Any) -> bool:
    """Whether the token is a relative pronoun; the World Health Organization's short name is none."""
    return token.lower_ in _RELATIVE and not (token.text.isupper() and len(token.text) > 1)


def antecedent(subject: Any, sentence: Sentence) -> Range | None:
    """For "who" and "which" the phrase they stand for."""
    if relative(subject) and subject.head.dep_ == "relcl" and subject.head.head.pos_ != "VERB":
        return phrase(subject.head.head, sentence)
    return None
