"""Whether a run of capitals names a person: by the name, the words around it and, last, the parser's word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from djeli import lang
from djeli.extract.mentions import Range, Sentence
from djeli.extract.persons.context import Sign
from djeli.extract.persons.gather import Found
from djeli.extract.persons.runs import Candidate, candidates
from djeli.extract.persons.unmarked import unmarked
from djeli.extract.persons.words import NAMED, Flag, PersonWords
from djeli.gazetteer import Gazetteer, PlaceKind, name_key
from djeli.resources.sources import by_name

_WIDE = frozenset({PlaceKind.COUNTRY, PlaceKind.ADM1, PlaceKind.AREA, PlaceKind.WATER})
_TELLING = frozenset({"public", "title", "private", "minor", "kin", "polite", "naming", "age", "adult"})
"""Signs that only persons get."""
_SURE = frozenset({"naming", "kin", "age", "adult", "minor"})
"""Signs that make even an ordinary word a name: "a girl named Hope"."""
_DOUBLE = Flag.PLAIN | Flag.THING | Flag.SOFT | Flag.CALLED
"""A family name that is a plain word as well needs a title: "President Bush"."""
_PERSONS = frozenset({"PERSON", "PER"})
_TOWN = 50_000
"""People of a town whose name, alone, is a town's before it is a person's."""
_LAST = re.compile(r"([^\W\d_]+)[^\w.!?]*$")
_NEXT = re.compile(r"\s*,?\s*([^\W\d_]+)")
_IN = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "around",
        "across",
        "inside",
        "throughout",
        "à",
        "en",
        "dans",
        "près",
        "em",
        "bei",
        "nel",
        "nella",
        "в",
        "під",
        "у",
    }
)


@dataclass(frozen=True, slots=True)
class Judge:
    """What decides whether a candidate is a person."""

    content: str
    words: PersonWords
    gazetteer: Gazetteer
    whole: Range  # of the item
    labels: dict[int, dict[int, str]] = field(default_factory=dict)  # the parser's, by sentence and offset
    small: set[str] = field(default_factory=set)  # words the item writes small

    def candidates(self, sentence: Sentence, taken: Sequence[Range]) -> Iterator[Candidate]:
        """What may be names in a sentence."""
        if self.words.unmarked:
            return unmarked(self.content, sentence.start, sentence.end, self.words)
        return candidates(self.content, (sentence.start, sentence.end), self.words, taken, self.is_nation)

    def authors(self, spot: Range) -> Iterator[Found]:
        """Names in the author's line."""
        for one in candidates(self.content, spot, self.words, (), self.is_nation):
            if len(one.words) > 1:
                yield Found(
                    one, -1, tuple(name_key(w) for w, _, _ in one.words), [Sign("private", "author of the page")]
                )

    def may_be(self, one: Candidate) -> bool:
        """A cheap look before the words around a candidate are read: most single capitals are places and bodies."""
        if len(one.words) > 1 or one.called < one.start:
            return True
        word = one.words[0][0]
        if self.words.flag(word) & NAMED or self.words.unmarked:
            return True
        if (
            self.content[one.end : one.end + 1] in ",("
            and self.content[one.end : one.end + 6].strip(" ,(")[:1].isalnum()
        ):
            return not self.is_nation(word)
        ahead = _LAST.search(self.content[max(self.whole[0], one.start - 25) : one.start])
        return ahead is not None and ahead[1].lower() in self.words.near

    def is_nation(self, word: str) -> bool:
        """Whether a word is a nation's adjective or a country's name."""
        return _nation(self.gazetteer, word)

    def is_person(self, met: Found, sentence: Sentence, *, heading: bool) -> bool:
        """Whether name, words around it and, where nothing else decides, the parser speak for a person."""
        one = met.candidate
        if (
            one.called < one.start
            and {s.kind for s in met.signs} <= {"polite", "private", "lead"}
            and self._whole_place(one)
        ):
            return False  # "Burkina Faso", of which "Burkina" is a nation's name, or "St. Petersburg"
        if len(one.words) == 1:
            return self._single(met, sentence, heading=heading)
        flags = [self.words.flag(word) for word, _, _ in one.words]
        called = any(sign.kind in _TELLING for sign in met.signs)
        if (self._after_article(one, sentence) and one.called == one.start) or (self._thing_behind(one) and not called):
            return False
        if not called and self._after_thing(one, sentence):
            return False
        name = " ".join(word for word, _, _ in one.words)
        if flags[0] & (Flag.GIVEN | Flag.FAMILY) and not heading:
            return bool(met.signs) or not (
                self._big_place(name) or (self._place(name) and self._located(one, sentence))
            )
        if by_name(name) is not None or self._place(name):
            return False
        soft = any(flag & Flag.SOFT for flag in flags) and not flags[0] & NAMED
        if soft and not (called or self._says(one)):
            return self._label(one, sentence) in _PERSONS
        if called or met.signs:
            return not heading or any(flag & NAMED for flag in flags)
        if heading or self.words.strict:
            return bool(flags[0] & (Flag.GIVEN | Flag.FAMILY))
        if self._located(one, sentence):
            return False
        return any(flag & NAMED for flag in flags) or self._unknown(one, sentence)

    def _unknown(self, one: Candidate, sentence: Sentence) -> bool:
        """Whether words that nothing is known of may be a name."""
        label = self._label(one, sentence)
        if label in _PERSONS:
            return True
        return not label and not any(self._ordinary(word) for word, _, _ in one.words)

    def _single(self, met: Found, sentence: Sentence, *, heading: bool) -> bool:
        one = met.candidate
        word = one.words[0][0]
        flag = self.words.flag(word)
        if flag & _DOUBLE and not any(s.kind in ("public", "title", "polite") and not s.many for s in met.signs):
            return False
        if (
            len(word) < 2
            or (flag & (Flag.PLAIN | Flag.THING) and not flag & Flag.FAMILY)
            or (word.isupper() and not flag & NAMED)
        ):
            return False
        if self.is_nation(word) or self._after_article(one, sentence):
            return False
        known = bool(flag & NAMED)
        telling = [s for s in met.signs if s.kind in _TELLING and not (s.many and not known)]
        if telling and not ({s.kind for s in telling} == {"private"} and self._thing_behind(one)):
            if known:
                return not self._wide_place(word)
            sure = any(s.kind in _SURE for s in telling)
            return not (self._big_place(word) or (not sure and self._ordinary(word)))
        if heading or self._located(one, sentence) or self._thing_behind(one) or self._after_thing(one, sentence):
            return False
        if flag & (Flag.GIVEN | Flag.FAMILY):
            return self._says(one) or bool(met.signs) or not self._big_place(word)
        if self._big_place(word) or one.start == sentence.start:
            return False
        if met.signs:
            return bool(flag & Flag.MAYBE) or not (self._place(word) or self._ordinary(word))
        return self._says(one) and self._label(one, sentence) in _PERSONS and not self._place(word)

    def _says(self, one: Candidate) -> bool:
        following = _NEXT.match(self.content, one.end)
        return following is not None and following[1].lower() in self.words.sets["said"]

    def _word_before(self, one: Candidate, sentence: Sentence) -> str:
        ahead = _LAST.search(self.content[max(sentence.start, one.called - 25) : one.called])
        return ahead[1].lower() if ahead else ""

    def _after_article(self, one: Candidate, sentence: Sentence) -> bool:
        return self._word_before(one, sentence) in self.words.sets["articles"]

    def _after_thing(self, one: Candidate, sentence: Sentence) -> bool:
        """Whether the word before says what bears the name: "newspaper"."""
        return self._word_before(one, sentence) in self.words.sets["before_things"]

    def _located(self, one: Candidate, sentence: Sentence) -> bool:
        return self._word_before(one, sentence) in _IN

    def _thing_behind(self, one: Candidate) -> bool:
        following = _NEXT.match(self.content, one.end)
        return (
            following is not None
            and "," not in following.group()
            and following[1].lower() in self.words.sets["after_things"]
        )

    def _place(self, name: str) -> bool:
        return bool(self.gazetteer.matches(name))

    def _whole_place(self, one: Candidate) -> bool:
        """Whether the words with those taken for titles name a place: "Burkina Faso", "St. Petersburg"."""
        return self._place(self.content[one.called : one.end]) if one.end - one.called < 40 else False

    def _wide_place(self, word: str) -> bool:
        return any(m.place.kind in _WIDE for m in self.gazetteer.matches(word))

    def _big_place(self, word: str) -> bool:
        return any(
            m.place.kind in _WIDE or (m.principal and m.place.population >= _TOWN) for m in self.gazetteer.matches(word)
        )

    def _ordinary(self, word: str) -> bool:
        """Whether an unknown word is one of the language: by its ending, or because the item writes it small."""
        low = word.lower()
        if low.endswith(self.words.endings) or low in lang.plain_words(self.words.code):
            return True
        if not self.small:
            self.small.update(re.findall(r"[^\W\d_]+", self.content[slice(*self.whole)]))
        return low in self.small

    def _label(self, one: Candidate, sentence: Sentence) -> str:
        """The parser's label of the name; empty where it has none or the line has no parse."""
        known = self.labels.get(sentence.index)
        if known is None:
            known = {}
            for entity in sentence.tokens.ents:
                start = sentence.offset + entity.start_char
                known.update(dict.fromkeys(range(start, start + entity.end_char - entity.start_char), entity.label_))
            self.labels[sentence.index] = known
        return known.get(one.start, "")


@lru_cache(maxsize=8192)
def _nation(gazetteer: Gazetteer, word: str) -> bool:
    return bool(gazetteer.demonym(word)) or gazetteer.country(word) is not None
