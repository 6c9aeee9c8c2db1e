"""Reading a question: what is wanted, what it is about, which names stand where, and which days are meant."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from djeli import lang
from djeli.ask.names import Named, Names
from djeli.ask.words import Cue, Hit, Phrases, Words, languages, question_words
from djeli.text.dates import DateWords, compile_dates, find_dates, resolve
from djeli.text.similarity import plain

_TOKEN = re.compile(r"\w+")
_UNSURE = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name of the question, what it may stand for, and its part there: doer, object, place, about or any.

    `before` says that it stands before what the question is about.
    """

    words: str
    meanings: tuple[Named, ...]
    role: str
    before: bool
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as understood. `topics` are words that must stand in what answers it, `people` those that say who
    was counted; `undated` are words of time that cannot be told without another date ("yesterday").
    """

    question: str
    language: str
    wanted: str
    cues: tuple[Cue, ...] = ()
    cue_words: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    undated: tuple[str, ...] = ()
    passive: bool = False
    active_name: bool = False
    """Whether a name does what the question is about: "whom did X attack", "which body does X lead"."""
    early: tuple[str, ...] = ()
    """Topics that stand before the main cue: the speaker of "what did the mayor say"."""
    noun: bool = False

    def written(self, word: str) -> str:
        """A word as the question writes it."""
        return next((raw for raw in _TOKEN.findall(self.question) if plain(raw) == word), word)

    @property
    def main(self) -> Cue | None:
        """What it is about first of all."""
        return self.cues[0] if self.cues else None


@dataclass(slots=True)
class _Draft:
    """The words of a question, and which of them are understood already."""

    raw: list[str]
    plain: list[str]
    starts: list[int]
    used: set[int]

    def free(self, hit: Hit | None) -> bool:
        return hit is not None and not self.used & set(range(hit.start, hit.end))

    def take(self, start: int, end: int) -> None:
        self.used |= set(range(start, end))


def read(question: str, names: Names, place: Callable[[str], Named | None]) -> Asked:
    """The question as understood, in the language whose words it has most of.

    Args:
        question: as typed.
        names: the names of the case and of the actor tables.
        place: what a capitalised word that is no known name may be: a place of the gazetteer, or None.
    """
    readings = [_read(question, question_words(code), names, place) for code in languages()]
    return max(readings, key=lambda one: (one[0], one[1].language == "en"))[1]


@cache
def _dates(code: str) -> DateWords:
    return compile_dates(lang.load(code, "dates"))


def _read(question: str, known: Words, names: Names, place: Callable[[str], Named | None]) -> tuple[int, Asked]:
    draft = _draft(question)
    since, until, undated = _take_dates(question, draft, known.code)
    wanted, wanted_at = _take_wanted(draft, known)
    mentions = _take_names(draft, names, known)
    hits = _take_cues(draft, known)
    mentions += _take_places(draft, known, place)
    main = next((hit for hit in hits), None)
    state = main is None or main.noun or main.meaning.presence
    passive = main is not None and not state and _before(draft, known.be, main.start, known.stop)
    passive = passive or (main is not None and not state and _inverted_be(draft, known, mentions, main.start))
    aided = any(word in known.aid for word in draft.plain[: main.start if main else 0])
    placed = [_placed(one, draft, known, main, passive) for one in sorted(mentions, key=lambda m: m.at)]
    if known.inverts and wanted not in ("who", "whether") and not passive:
        placed = _inverted(placed)
    topics, people, early = _rest(draft, known, main)
    if main is not None and wanted in ("how_many", "who") and main.meaning.harm is not None:
        counted = [one for one in placed if one.role != "place" and _peoples(one)]
        people += tuple(word for one in counted for word in plain(one.words).split())
        placed = [one for one in placed if one not in counted]
    understood = len(hits) + 2 * (wanted_at >= 0) + sum(word in known.stop for word in draft.plain)
    asked = Asked(
        question=question,
        language=known.code,
        wanted=wanted,
        cues=tuple(dict.fromkeys(hit.meaning for hit in hits)),
        cue_words=tuple(" ".join(draft.plain[hit.start : hit.end]) for hit in hits),
        mentions=tuple(placed),
        topics=topics,
        people=people,
        since=since,
        until=until,
        undated=undated,
        passive=passive,
        active_name=any(one.before and one.role in ("doer", _UNSURE) for one in placed)
        and not passive
        and (aided or wanted not in ("who",)),
        early=early,
        noun=main is not None and main.noun,
    )
    return understood, asked


def _draft(question: str) -> _Draft:
    found = list(_TOKEN.finditer(question))
    raw = [match[0] for match in found]
    return _Draft(raw=raw, plain=[plain(word) for word in raw], starts=[m.start() for m in found], used=set())


def _take_dates(question: str, draft: _Draft, code: str) -> tuple[dt.date | None, dt.date | None, tuple[str, ...]]:
    """First and last day meant; words of time that need another date are told apart."""
    since: dt.date | None = None
    until: dt.date | None = None
    undated: list[str] = []
    words = _dates(code)
    for expr in find_dates(question, words):
        if expr.words.lower() in ("may", "march", "mars", "second", "now"):
            continue  # words before they are dates, where nothing else stands beside them
        for at, start in enumerate(draft.starts):
            if expr.start <= start < expr.end:
                draft.used.add(at)
        found = resolve(expr, words)
        if found is None:
            undated.append(expr.words)
            continue
        since = found.start if since is None else min(since, found.start)
        until = found.end if until is None else max(until, found.end)
        since, until = (None, until) if expr.until else (since, None) if expr.since else (since, until)
    return since, until, tuple(undated)


def _take_wanted(draft: _Draft, known: Words) -> tuple[str, int]:
    for at in range(len(draft.plain)):
        if at in draft.used:
            continue
        if at == 0:
            whether = known.whether.at(draft.plain, 0)
            if whether is not None:
                draft.take(0, whether.end)
                return "whether", 0
        hit = known.wanted.at(draft.plain, at)
        if hit is not None and draft.free(hit):
            draft.take(hit.start, hit.end)
            return str(hit.meaning), at
    return "what", -1


def _take_names(draft: _Draft, names: Names, known: Words) -> list[Mention]:
    found = []
    at = 0
    while at < len(draft.plain):
        width, meanings = (0, []) if at in draft.used else names.at(draft.plain, draft.raw, at, known.stop)
        single = width == 1 and not draft.raw[at].isupper() and _means(draft, known, at)
        if width and not single and not draft.used & set(range(at, at + width)):
            found.append(_mention(draft, at, width, meanings))
        else:
            width = 1
        at += max(1, width)
    return found


def _means(draft: _Draft, known: Words, at: int) -> bool:
    """Whether a small word is one that questions are made of."""
    return draft.raw[at].islower() and (known.cues.at(draft.plain, at) or known.people.at(draft.plain, at)) is not None


def _mention(draft: _Draft, at: int, width: int, meanings: Sequence[Named]) -> Mention:
    draft.take(at, at + width)
    words = " ".join(draft.raw[at : at + width])
    return Mention(words=words, meanings=tuple(meanings), role=_UNSURE, before=False, at=at)


def _take_cues(draft: _Draft, known: Words) -> list[Hit]:
    found = []
    for phrases in (known.cues, known.triggers):
        for at in range(len(draft.plain)):
            hit = None if at in draft.used else phrases.at(draft.plain, at)
            if hit is not None and hit.end == at + 1 and draft.raw[at].islower() and known.people.at(draft.plain, at):
                continue  # "how many fighters …": who is counted, not what was done
            if hit is not None and draft.free(hit) and not (phrases is known.triggers and _idle(draft, known, hit)):
                draft.take(hit.start, hit.end)
                found.append(hit)
    return sorted(found, key=lambda hit: hit.start)


def _idle(draft: _Draft, known: Words, hit: Hit) -> bool:
    return all(word in known.stop for word in draft.plain[hit.start : hit.end])


def _take_places(draft: _Draft, known: Words, place: Callable[[str], Named | None]) -> list[Mention]:
    """Runs of capitalised words that are left: places, or names that nothing in the case has."""
    found = []
    at = 0
    while at < len(draft.plain):
        if not _capital(draft, known, at):
            at += 1
            continue
        end = at + 1
        while end < len(draft.plain) and _capital(draft, known, end):
            end += 1
        one = place(" ".join(draft.raw[at:end]))
        if one is not None:
            found.append(_mention(draft, at, end - at, [one]))
        at = end
    return found


def _capital(draft: _Draft, known: Words, at: int) -> bool:
    return at not in draft.used and draft.raw[at][:1].isupper() and (at > 0 or draft.plain[at] not in known.stop)


def _before(draft: _Draft, phrases: Phrases, at: int, stop: frozenset[str]) -> bool:
    """Whether one of the phrases stands right before a word; one adverb may stand between."""
    for start in range(max(0, at - 3), at):
        hit = phrases.at(draft.plain, start)
        if hit is not None and hit.end <= at and (hit.end == at or draft.plain[hit.end] in stop):
            return True
    return False


def _inverted_be(draft: _Draft, known: Words, mentions: list[Mention], at: int) -> bool:
    """Whether a question turns "X was hit" round: "when was X hit"."""
    named = {place for one in mentions for place in range(one.at, one.at + len(_TOKEN.findall(one.words)))}
    for start in range(at):
        hit = known.be.at(draft.plain, start)
        between = range(hit.end, at) if hit is not None else range(0)
        if len(between) and any(place in named for place in between):
            return all(place in named or draft.plain[place] in known.stop for place in between)
    return False


def _placed(one: Mention, draft: _Draft, known: Words, main: Hit | None, passive: bool) -> Mention:
    """The mention with its part in the question, by the word before it and the side of the main cue it stands on."""
    role = _role_before(draft, known, one.at)
    before = main is not None and one.at < main.start
    if role in ("", "with") and main is not None and not main.noun:
        role = "doer" if before and not passive else "object"
    elif role in ("against", "goal", "origin"):
        role = "object"
    return replace(one, role=role or _UNSURE, before=before)


def _peoples(one: Mention) -> bool:
    """Whether it names people of a country, not the country: "how many Russians were killed"."""
    return all(m.country and plain(one.words) != plain(m.name) for m in one.meanings)


def _inverted(placed: list[Mention]) -> list[Mention]:
    """French puts who does it behind the verb ("que dit le CSP"): the first name there, if none stands before it."""
    if any(one.role == "doer" for one in placed):
        return placed
    first = next((one for one in placed if one.role == "object" and not one.before), None)
    return [replace(one, role="doer", before=True) if one is first else one for one in placed]


def _role_before(draft: _Draft, known: Words, at: int) -> str:
    """The part that the word right before a name gives it; articles between them are passed over."""
    for width in (1, 2, 3):
        start = at - width
        if start < 0:
            return ""
        hit = known.roles.at(draft.plain, start)
        if hit is not None and hit.end <= at and all(word in known.stop for word in draft.plain[hit.end : at]):
            return str(hit.meaning)
        if draft.plain[start] not in known.stop:
            return ""
    return ""


def _rest(draft: _Draft, known: Words, main: Hit | None) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Words not understood so far that must stand in an answer, those for kinds of people, and those standing early."""
    topics, people, early = [], [], []
    for at, word in enumerate(draft.plain):
        if at in draft.used or word in known.stop or len(word) < 2:
            continue
        if known.people.at(draft.plain, at) is not None and draft.raw[at].islower():
            people.append(word)
        else:
            topics.append(word)
        if main is not None and at < main.start:
            early.append(word)
    return tuple(topics), tuple(people), tuple(early)
