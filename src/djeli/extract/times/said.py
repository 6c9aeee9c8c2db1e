"""Dates that are not of what is told: those of statements, and those that are part of a name."""

from __future__ import annotations

import re

from djeli.extract.mentions import Sentence, TimeMention
from djeli.text.dates import DateWords

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[.,;()\"“”]")
_CLOCK = re.compile(r"\d\s?[:.h]\s?\d\d|\d\s?[ap]\.?m\b|\d\s?h\b|\d\s?(?:hours|heures|horas)")
_CALENDAR = re.compile(r"\d")
_OPENING = 4  # characters before a date that opens its sentence: "On "


def is_saying(content: str, sentence: Sentence, start: int, end: int, words: DateWords) -> bool:
    """Whether a date belongs to a word of saying or to the page itself, not to what is told.

    Three signs: it stands right behind such a word, only words like "on", "told", "reporters" between; it opens a
    sentence whose first verb is such a word ("On Sunday, police confirmed ..."); the sentence is little but the date.
    """
    if (end - start) * 5 >= (sentence.end - sentence.start) * 4:
        return True
    before = content[max(sentence.start, start - 90) : start]
    if _CALENDAR.search(content[start:end]) and content[end : end + 1] == "," and before.rstrip().endswith(" on"):
        return False  # "police said on Feb. 12, a boy was shot": what was said just now goes by weekdays
    if len(before.strip()) <= _OPENING and _first_verb_says(content[end : min(sentence.end, end + 70)], words):
        return True
    cues = list(words.saying_re.finditer(before))
    if not cues:
        return False
    between = _WORD.findall(before[cues[-1].end() :])
    if between and between[-1] == "," and not content[end : sentence.end].strip(' .»”"'):
        between.pop()  # "..., according to the army, Friday."
    if _CLOCK.search(before[cues[-1].end() :]):
        return False  # "police said about 7 p.m. on Tuesday a man opened fire": nobody times a statement
    filled = all(word.lower() in words.fill or (word[:1].isupper() and word.isalpha()) for word in between)
    return filled and len(between) <= 8


def _first_verb_says(after: str, words: DateWords) -> bool:
    """Whether a word of saying follows within a short subject: no clause ends and no word looks like another verb."""
    cue = words.saying_re.search(after)
    if cue is None or _CLOCK.search(after[: cue.start()]):
        return False
    subject = [word for word in _WORD.findall(after[: cue.start()].lstrip(" ,")) if word != ","]
    return len(subject) <= 6 and not any(w in ".;()" or w.endswith(("ed", "é", "ée", "és")) for w in subject)


def in_name(content: str, time: TimeMention, words: DateWords) -> bool:
    """Whether a date is part of a name ("the March 23 Movement")."""
    before, after = content[max(0, time.start - 40) : time.start], content[time.end : time.end + 30]
    return bool(words.named_before_re.search(before) or words.named_after_re.match(after.lstrip()))
