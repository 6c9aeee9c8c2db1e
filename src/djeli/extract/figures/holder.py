"""Whom a figure is about: the noun a number counts, the subject of a verb, who stands behind "by".

By the parse where a sentence has one, else by the words around: a clause is walked word by word up to what ends a
noun phrase (`phrases` of figures.yaml).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from djeli.extract.figures.grammar import Grammar, grammar, is_capital, is_nation, is_nationality, is_stop, noun_kind
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
_VERBS = ("VERB", "AUX")
_OBJECTS = ("dobj", "attr")
_STEPS = 8
"""Words from an amount up to the verb that governs it."""
_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_UP = frozenset(
    {"conj", "xcomp", "aux", "auxpass", "advcl", "acomp", "prep", "dobj", "pcomp", "attr", "dative", "oprd"}
)
_KEPT = frozenset(
    {"prep", "cc", "conj", "case", "nmod", "nummod", "pobj", "amod", "compound", "poss", "det", "quantmod"}
)
_OPEN = "(,–—"
_SMALL = 3
"""Letters of the longest small words; "civils TUÉS au Mali" is longer."""


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
    first = _first_of(scene, found) if scene.parsed() else None
    if first is not None and not known.pronouns.fullmatch(scene.text, *first):
        return trimmed(scene, first)
    for verb in reversed(list(known.saying.finditer(scene.text, 0, found[0]))):
        speaker = _subject(scene, *verb.span())
        if speaker is not None and not known.pronouns.fullmatch(scene.text, *speaker):
            return trimmed(scene, speaker)
    return found if points_back(scene, found) else None


def _first_of(scene: Scene, pronoun: Range) -> Range | None:
    """The subject of the clause that a clause with a pronoun is joined to: "X approved it and IT has 250 soldiers"."""
    token = next(iter(_tokens(scene, *pronoun)), None)
    verb = token.head if token is not None else None
    if verb is None or verb.dep_ != "conj" or verb.pos_ not in _VERBS:
        return None
    return _climbed(scene, verb.head) if verb.head.pos_ in _VERBS else None


def points_back(scene: Scene, spot: Range) -> bool:
    """Whether words only stand for a body ("it", "the group"), and one is named before."""
    known = grammar(scene.words.code)
    named = scene.earlier or any(a.named and a.end - scene.sentence.start <= spot[0] for a in scene.actors)
    return bool(named) and known.again.fullmatch(folded(scene.text[slice(*spot)]).strip()) is not None


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
    verbs = [t for t in inside if t.pos_ in _VERBS]
    if verbs:
        return _climbed(scene, verbs[-1])
    light = next((t.head for t in inside if t.dep_ in _OBJECTS and t.head.pos_ in _VERBS), None)
    return _climbed(scene, light) if light is not None else None  # "ASSUMING control of"


def governed(scene: Scene, amount: Amount) -> Range | None:
    """The subject of the verb that governs an amount; None when the amount is part of it, or there is no parse."""
    token = next(iter(_tokens(scene, amount.core, amount.end)), None) if scene.parsed() else None
    for _ in range(_STEPS):
        if token is None or token.head is token or token.dep_ in _SUBJECT:
            return None
        token = token.head
        if token.pos_ in _VERBS and token.dep_ not in ("aux", "auxpass"):
            found = _climbed(scene, token)
            return trimmed(scene, found) if found is not None and not _holds(found, amount) else None
    return None


def _holds(spot: Range, amount: Amount) -> bool:
    return spot[0] <= amount.core < spot[1]


def _climbed(scene: Scene, token: Any) -> Range | None:
    """The subject of a verb, or of the verb it goes on with or hangs on."""
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
        goes_on = start != end and folded(scene.text[start:].split(maxsplit=1)[0]) in known.of
        if scene.mask[word.start()] in "#%$^":
            break
        if is_stop(word[0], known) and not word[0][:1].isupper() and not (goes_on and len(word[0]) > _SMALL):
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
    """Whether a range holds a name or what is made of one ("Rwandan", "UN"), or stands for one named before."""
    return any(is_capital(word[0]) for word in WORD.finditer(scene.text, *spot)) or points_back(scene, spot)


def of_nation(scene: Scene, spot: Range) -> bool:
    """Whether a range holds an adjective of a nation, as French writes it: "soldats rwandais"."""
    return any(is_nationality(word[0]) for word in WORD.finditer(scene.text, *spot))


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
    stop = re.search(r"[;.]\s|#", scene.mask[at : at + reach])
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
