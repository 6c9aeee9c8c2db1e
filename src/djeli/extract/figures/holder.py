"""Whom a figure is about: the noun a number counts, the subject of a verb, who stands behind "by".

By the parse where a sentence has one, else by the words around: a clause is walked word by word up to what ends a
noun phrase (`phrases` of figures.yaml).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from djeli.extract.figures.grammar import Grammar, grammar, is_capital, is_nation, is_stop, noun_kind
from djeli.extract.figures.number import Amount
from djeli.extract.figures.scene import Scene
from djeli.extract.figures.words import words_of
from djeli.extract.mentions import Range
from djeli.lang.stems import folded
from djeli.text.phrases import UPPER

WORD = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*['’]?")
_OPENING = re.compile(rf"(?:The\s|La\s|Le\s|Les\s)?(?P<name>[{UPPER}][\w.'’&-]*(?:\s[{UPPER}][\w.'’&-]*)*)")
_AHEAD = 6  # words between a number and the noun it counts
_LONGEST = 14  # words of a subject read without a parse
_RELATIVE = frozenset({"who", "which", "that", "whose"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_UP = frozenset(
    {"conj", "xcomp", "aux", "auxpass", "advcl", "acomp", "prep", "dobj", "pcomp", "attr", "dative", "oprd"}
)
_KEPT = frozenset(
    {"prep", "cc", "conj", "case", "nmod", "nummod", "pobj", "amod", "compound", "poss", "det", "quantmod"}
)
_OPEN = "(,–—"


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: the phrase behind it, its noun and the class of that noun (`nouns` of figures.yaml)."""

    start: int
    end: int
    noun: str
    kind: str


def counted(scene: Scene, amount: Amount) -> Counted | None:
    """The noun a number counts; None when none of the nouns of figures stands near enough behind it."""
    known = grammar(scene.words.code)
    at = amount.end
    whole = known.whole.match(scene.mask, at)  # "13 of the 15 members"
    skip = whole or known.partitive.match(scene.text, at)
    at = skip.end() if skip else at
    last = at
    nation: re.Match[str] | None = None
    for n, word in enumerate(WORD.finditer(scene.text, at)):
        gap = scene.mask[last : word.start()]
        if n >= _AHEAD or gap.strip(" -–'’\"“”«»") or scene.mask[word.start()] in "#%$":
            break
        kind = noun_kind(word[0], known)
        if kind:
            return _grown(scene, known, word, kind)
        if is_stop(word[0], known) or folded(word[0]) in known.inside:
            break
        nation = word if is_nation(word[0]) else nation
        last = word.end()
    return Counted(nation.start(), nation.end(), folded(nation[0]), "people") if nation is not None else None


def kinds_in(scene: Scene, spot: Range) -> list[str]:
    """The classes of the nouns of a range."""
    known = grammar(scene.words.code)
    return [kind for word in WORD.finditer(scene.text, *spot) if (kind := noun_kind(word[0], known))]


def _grown(scene: Scene, known: Grammar, word: re.Match[str], kind: str) -> Counted:
    """The noun with the nouns right behind it ("police officers"), and adjectives where they follow their noun."""
    noun, end = folded(word[0]), word.end()
    left = known.trailing
    for after in WORD.finditer(scene.text, end):
        if scene.mask[end : after.start()].strip(" ") or scene.mask[after.start()] in "#%$":
            break
        next_kind = noun_kind(after[0], known)
        if next_kind and not known.trailing:
            noun, kind, end = folded(after[0]), next_kind, after.end()
        elif left and not is_stop(after[0], known) and folded(after[0]) not in known.inside:
            left, end = left - 1, after.end()
        else:
            break
    return Counted(word.start(), end, noun, kind)


def subject(scene: Scene, start: int, end: int) -> Range | None:
    """Who does, or undergoes, what the words `[start, end)` of the sentence tell; a pronoun takes up who speaks."""
    found = _subject(scene, start, end)
    known = grammar(scene.words.code)
    if found is None or not known.pronouns.fullmatch(scene.text, *found):
        return trimmed(scene, found) if found is not None else None
    for verb in reversed(list(known.saying.finditer(scene.text, 0, found[0]))):
        speaker = _subject(scene, *verb.span())
        if speaker is not None and not known.pronouns.fullmatch(scene.text, *speaker):
            return trimmed(scene, speaker)
    return None


def _subject(scene: Scene, start: int, end: int) -> Range | None:
    if scene.parsed():
        found = _parsed(scene, start, end)
        if found is not None:
            return found
    return _before(scene, start)


def _tokens(scene: Scene, start: int, end: int) -> list[Any]:
    base = scene.sentence.start - scene.sentence.offset
    return [t for t in scene.sentence.tokens if start <= t.idx - base < end]


def _parsed(scene: Scene, start: int, end: int) -> Range | None:
    inside = _tokens(scene, start, end)
    verbs = [t for t in inside if t.pos_ in ("VERB", "AUX")]
    if not verbs:
        return None
    token = verbs[-1]
    for _ in range(6):
        head = next((c for c in token.children if c.dep_ in _SUBJECT and c.i < token.i), None)
        if head is not None and head.dep_ != "expl":
            if head.lower_ not in _RELATIVE:
                return _phrase(scene, head)
            return _phrase(scene, token.head) if token.dep_ == "relcl" else None
        if token.dep_ in ("acl", "relcl"):
            return _phrase(scene, token.head)
        if token.dep_ not in _UP or token.head is token:
            return None
        token = token.head
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in _UP:
            return _phrase(scene, token)
    return None


def _phrase(scene: Scene, head: Any) -> Range:
    """A noun phrase up to its first clause or apposition."""
    last = head
    for child in head.rights:
        if child.dep_ == "punct" and child.text == ",":
            continue  # of a list, when another name follows
        if child.dep_ not in _KEPT:
            break
        last = child.right_edge
    base = scene.sentence.start - scene.sentence.offset
    start, end = head.left_edge.idx - base, last.idx + len(last.text) - base
    cut = re.search(r",\s+(?:which|who|where|that|whose)\b|[;:(]|\s[–—-]\s", scene.mask[start:end])
    return start, start + cut.start() if cut else end


def _before(scene: Scene, at: int) -> Range | None:
    """The noun phrase before a verb, read word by word: auxiliaries are passed, a clause in commas too."""
    known = grammar(scene.words.code)
    words = list(WORD.finditer(scene.text, 0, at))
    while words and (_passed(words[-1][0], known)):
        at = words.pop().start()
    if words and folded(words[-1][0]) in known.relative:
        at = words.pop().start()
        while words and folded(words[-1][0]) in known.inside | known.relative:
            at = words.pop().start()
    elif words and known.joined.fullmatch(words[-1][0]):
        first = _OPENING.match(scene.text)  # "China flew 71 aircraft and sent nine ships"
        return first.span("name") if first else None
    elif _breaks(scene.mask[words[-1].end() : at] if words else ""):
        opened = max(scene.mask.rfind(mark, 0, words[-1].start()) for mark in _OPEN) if words else -1
        if opened > 0:
            words = [w for w in words if w.end() <= opened]
    return _walked(scene, words, known)


def _passed(word: str, known: Grammar) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return folded(word) in known.beside or word.endswith("ly") or known.articles.fullmatch(word) is not None


def phrase_before(scene: Scene, at: int) -> Range | None:
    """The noun phrase that ends at `at`."""
    found = _walked(scene, list(WORD.finditer(scene.text, 0, at)), grammar(scene.words.code))
    return trimmed(scene, found) if found is not None else None


def _walked(scene: Scene, words: list[re.Match[str]], known: Grammar) -> Range | None:
    end = start = words[-1].end() if words else 0
    for n, word in enumerate(reversed(words)):
        if n >= _LONGEST or (start != end and _breaks(scene.mask[word.end() : start])):
            break
        if scene.mask[word.start()] in "#%$^" or (is_stop(word[0], known) and not word[0][:1].isupper()):
            break
        start = word.start()
    return (start, end) if start < end else None


def _breaks(gap: str) -> bool:
    return any(mark in gap for mark in ',;:.()–—"“”«»!?')


def agent(scene: Scene, at: int) -> Range | None:
    """Who stands behind "by" at `at`."""
    known = grammar(scene.words.code)
    by = known.agent.match(scene.text, at)
    return trimmed(scene, phrase_from(scene, by.end())) if by and by.end() > at else None


def phrase_from(scene: Scene, at: int, *, longest: int = 8) -> Range:
    """The noun phrase that begins at `at`, "of" and what follows it taken in; empty where none begins."""
    known = grammar(scene.words.code)
    end = last = at
    for n, word in enumerate(WORD.finditer(scene.text, at)):
        gap, plain = scene.mask[last : word.start()], folded(word[0])
        if n >= longest or (n and _breaks(gap)) or scene.mask[word.start()] in "#%$":
            break
        if any(low <= word.start() < high for low, high in scene.dates):
            break
        if is_stop(word[0], known) and not (word[0][:1].isupper() and n):
            break
        last = word.end()
        if plain not in known.inside:
            end = last
    return at, end


def trimmed(scene: Scene, spot: Range) -> Range | None:
    """The range without the articles and blanks it begins with; None when nothing is left, or a pronoun alone."""
    known = grammar(scene.words.code)
    start, end = spot
    while start < end and not (scene.text[start].isalnum()):
        start += 1
    article = known.articles.match(scene.text, start, end)
    if article and article.end() < end:
        start = article.end()
    while end > start and not scene.text[end - 1].isalnum():
        end -= 1
    words = scene.text[start:end].split()
    if not words or (len(words) == 1 and (is_stop(words[0], known) or known.articles.fullmatch(words[0]))):
        return None
    return start, end


def capitalised(scene: Scene, spot: Range) -> bool:
    """Whether a range holds a name or what is made of one ("Rwandan", "UN")."""
    return any(is_capital(word[0]) for word in WORD.finditer(scene.text, *spot))


def unreal(scene: Scene, at: int) -> bool:
    """Whether what begins at `at` is planned, feared, asked for or only possible, by the words of its clause before."""
    clause = re.split(r"[;:.]\s|,\s", scene.mask[max(0, at - 60) : at])[-1]
    return grammar(scene.words.code).planned.search(clause) is not None


@cache
def _leads(code: str, section: str, name: str) -> re.Pattern[str]:
    known = words_of(code)
    return re.compile(rf"{known.any(section, name)}\s+", re.IGNORECASE)


def place_behind(scene: Scene, at: int, section: str, name: str, *, reach: int = 90) -> Range | None:
    """The first name behind one of the phrases of a list, looked for from `at` on within the clause."""
    stop = re.search(r"[;.]\s", scene.mask[at : at + reach])
    for lead in _leads(scene.words.code, section, name).finditer(
        scene.mask, at, at + (stop.start() if stop else min(reach, len(scene.mask) - at))
    ):
        spot = trimmed(scene, phrase_from(scene, lead.end(), longest=6))
        if spot is not None and _is_place(scene, spot) and not scene.dated(spot):
            return _name_alone(scene, spot)
    return None


def _name_alone(scene: Scene, spot: Range) -> Range:
    """A place up to its last capital that only small words join to the first: "Ituri drove" is Ituri."""
    known = grammar(scene.words.code)
    end = spot[1]
    last, seen = spot[0], False
    for word in WORD.finditer(scene.text, *spot):
        plain = folded(word[0])
        if is_capital(word[0]):
            last, seen = word.end(), True
        elif seen and (plain not in known.inside or known.locative.fullmatch(plain)):
            end = last
            break
    return spot[0], max(last if seen else end, spot[0] + 1)


def _is_place(scene: Scene, spot: Range) -> bool:
    """Whether a phrase holds a name, with nothing before it but words of directions and kinds of places."""
    known = grammar(scene.words.code)
    for word in WORD.finditer(scene.text, *spot):
        if is_capital(word[0]):
            return True
        plain = folded(word[0])
        if not (known.areas.fullmatch(plain) or plain in known.inside or known.articles.fullmatch(plain)):
            return False
    return False
