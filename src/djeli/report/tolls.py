"""Who counts how many: every voice's count, which was replaced, and the lowest and highest. Nothing is averaged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from djeli.report import grammar
from djeli.report.cites import say, speaks, voice_of
from djeli.report.document import Sentence
from djeli.report.dossier import File, Told
from djeli.report.lead import Lead, doubtful, headline, lead_of, of_another_time, within
from djeli.report.templates import people_only, words
from djeli.resources.event_types import event_types
from djeli.values import Quantity
from djeli.vocab import Exactness, Harm, Scope

_MOST = 8
"""Counts told of one harm; the rest is in the table of values."""


def toll(file: File, options: Mapping[str, Any]) -> Iterator[Sentence]:
    """The counts of each harm, each voice once, then the range over them."""
    for harm in Harm:
        counts = list(_counts(file, harm))[:_MOST]
        told = [one for one in counts if not _said_already(file, one)]
        if differs := len(counts) > 1 and bool(told) and _differs(file, harm):
            yield say("toll", "differ", counts, event=file.event.id, harm=words("harms")[harm.value])
        yield from (_one(file, harm, one, more=differs or at > 0) for at, one in enumerate(told))
        yield from _range(file, harm, counts)


def counts_from(file: File, one: Told) -> bool:
    """Whether a count of the event is told from the sentence of a statement, by the same voice."""
    counts = (each for harm in Harm for each in list(_counts(file, harm))[:_MOST])
    return any(each.passage == one.passage and each.voice_key == one.voice_key for each in counts)


def _counts(file: File, harm: Harm) -> Iterator[Told]:
    """Counts of the event's own total, each voice and number once, in the order of their days, English pages first.

    Vague words are told only where nobody gives a number; the page's own voice only where it doesn't repeat a voice
    that it quotes.
    """
    found = [one for one in file.told if one.prop == harm.value and one.modality.happened and one.stance.affirms]
    lead = lead_of(file)
    found = [one for one in found if lead is None or not _of_another(one, lead)]
    dated = lead.dated.value if lead is not None and lead.dated is not None else None
    found = [one for one in found if one.value.scope is Scope.EVENT and _spells(one)]
    found = [one for one in found if dated is None or not of_another_time(one.passage, dated)]
    firm = [one for one in found if one.value.exactness is not Exactness.VAGUE]
    found = firm or [one for one in found if not headline(one)] or found
    found.sort(
        key=lambda one: (not one.voice, one.page.language not in ("", "en"), one.page.published or "9", one.start)
    )
    kept: list[Told] = []
    for one in found:
        if not any(_repeats(one, other) for other in kept):
            kept.append(one)
    yield from sorted(kept, key=lambda one: (one.page.language not in ("", "en"), one.page.published or "9", one.start))


_HARMLESS = frozenset({"diplomatic", "legal", "statement"})
"""Families of events in which nobody is hurt: a count told beside one is that of what led to it."""


def _of_another(one: Told, lead: Lead) -> bool:
    """Whether a count outside the sentence an event is told by is another event's.

    It is so beside what hurts nobody, and where one of the two sentences is about several events.
    """
    if within(one, lead.kind):
        return False
    known = event_types().get(lead.type)
    harmless = known is not None and known.family in _HARMLESS
    return harmless or bool(_SEVERAL.search(one.passage) or _SEVERAL.search(lead.kind.passage))


def _spells(one: Told) -> bool:
    """Whether the words count at all: a name alone ("X was arrested") tells of one, and leaves open how many more."""
    value: Quantity = one.value
    return (value.best, value.high) != (1, 1) or bool(re.search(r"\d|\b(?:an?|one|une?)\b", one.words, re.IGNORECASE))


def _repeats(one: Told, other: Told) -> bool:
    """Whether a count is another's over again: the number, and the voice or the page that quotes it."""
    a, b = one.value, other.value
    if (a.low, a.high) != (b.low, b.high):
        return False
    same_text = bool(one.page.family) and one.page.family == other.page.family
    if not one.voice:
        return one.page.item == other.page.item or same_text or not other.voice
    names = (set(one.voice.casefold().split()), set(other.voice.casefold().split()))
    return one.voice_key == other.voice_key or names[0] <= names[1] or names[1] <= names[0]


def _differs(file: File, harm: Harm) -> bool:
    return any(one.prop == harm.value for one in file.event.disputes)


def _one(file: File, harm: Harm, one: Told, *, more: bool = False) -> Sentence:
    """One count: in our words where number and people can be said, else in the page's; `more` than one was told."""
    value: Quantity = one.value
    said, event = words("harms")[harm.value], file.event.id
    people = "" if doubtful(one.passage) or not speaks(one) else _people(one)
    foreign = one.page.language not in ("", "en") and bool(value.of)
    if people and value.exactness is not Exactness.VAGUE and not foreign:
        count = f"{grammar.quantity(value)} {people}"
        verb = "was" if (value.best, value.high) == (1, 1) else "were"
        who = voice_of(one) if one.voice else one.page.outlet
        return say("toll", "own", [one], event=event, count=count, verb=verb, harm=said, outlet=who)
    slots = {"quote": grammar.quoted(one.passage), "outlet": one.page.outlet} | ({} if more else {"harm": said})
    if one.voice and speaks(one) and one.voice.casefold() not in one.passage.casefold():
        return say("toll", "more_voice" if more else "words_voice", [one], event=event, voice=voice_of(one), **slots)
    return say("toll", "more" if more else "words", [one], event=event, **slots)


_UNIT = re.compile(r"^[\w' -]{3,60}$")
_CUT = re.compile(r"^(?:\.\w|[-’'])")
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|several|various|multiple|many|\d+|the|of|these|such)\s+(?:\w+\s+)?(?:attacks|incidents|"
    r"strikes|clashes|raids|bombings|events|operations)\b",
    re.IGNORECASE,
)
"""A sentence about several events: its count may be of all of them."""
_RELATIVE = re.compile(r"\b(?:own|others?|more|another|further|its|their|his|her|of|them)\b", re.IGNORECASE)
"""Words that need what stood before them."""


def _people(one: Told) -> str:
    """Whom the count is of, as the words have it; empty where they can't be said again safely.

    The words must stand so in the sentence, whole: a unit cut out of "U.S. soldiers" or glued of two passages doesn't.
    """
    value: Quantity = one.value
    single = (value.best, value.high) == (1, 1)
    if _RELATIVE.search(one.words) or _SEVERAL.search(one.passage):
        return ""
    if not value.of or value.of.casefold() in words("dead_words"):
        return "person" if single else "people"
    of = " ".join(value.of.split())
    at = one.passage.casefold().find(of.casefold())
    rest = one.passage[at + len(of) :]
    if at < 0 or not _UNIT.match(of) or _CUT.match(rest) or _RELATIVE.search(of):
        return ""
    return of


def _said_already(file: File, count: Told) -> bool:
    """Whether the sentence on what happened names those counted, with their number."""
    one = lead_of(file)
    if one is None or not one.plain or not one.to or not within(count, one.kind):
        return False
    return one.to.casefold() in count.words.casefold() and one.type in people_only()


def _range(file: File, harm: Harm, counts: Sequence[Told]) -> Iterator[Sentence]:
    """The lowest and the highest of several counts, and the best under the case's rule."""
    found = file.event.harm.get(harm)
    low, high = stated(file, harm)
    if found is None or len(counts) < 2 or low is None or high is None or low == high:
        return
    numbers = [one.value.best for one in counts if one.value.best is not None]
    if any(not low <= number <= high for number in numbers):
        return  # those counted are not the same people
    own = [one for one in file.told if one.claim in found.claims] or list(counts)
    facts = [f"{n:,}" for n in (low, found.best, high) if n is not None]
    slots = {"low": facts[0], "high": facts[-1], "best": f"{found.best:,}" if found.best else "", "of": found.of}
    yield say("toll", "range", own[:8], facts=[*facts, found.of], event=file.event.id, **slots)


def highest(file: File, harm: Harm) -> int | None:
    """The highest number that anybody gives, whoever is counted: no side's dead are left out of a table's "high"."""
    _, high = stated(file, harm)
    told = [value.best or value.high for one in _counts(file, harm) if (value := one.value).exactness in _SURE]
    return max([n for n in (high, *told) if n is not None], default=None)


_SURE = frozenset({Exactness.EXACT, Exactness.APPROXIMATE, Exactness.AT_LEAST, Exactness.RANGE, Exactness.AT_MOST})


def stated(file: File, harm: Harm) -> tuple[int | None, int | None]:
    """The lowest and highest number that the counts behind an estimate give in so many words."""
    found = file.event.harm.get(harm)
    if found is None:
        return None, None
    lows, highs = [], []
    for one in file.told:
        if one.claim in found.claims and isinstance(one.value, Quantity):
            value = one.value
            sure = value.best is not None and value.exactness is not Exactness.RANGE
            lows.append(value.best if sure else value.low if value.low is not None else value.high)
            highs.append(value.best if sure else value.high if value.high is not None else value.low)
    chosen = [found.best] if found.best is not None else []
    low = min([n for n in lows if n is not None] + chosen, default=found.low)
    high = max([n for n in highs if n is not None] + chosen, default=found.high)
    return low, high


def low_best_high(file: File, harm: Harm = Harm.KILLED) -> tuple[str, str, str]:
    """The three numbers for a table; empty where nobody counts, "?" where none is chosen."""
    found = file.event.harm.get(harm)
    if found is None:
        return "", "", ""
    low, high = stated(file, harm)[0], highest(file, harm)
    return tuple("?" if n is None else f"{n:,}" for n in (low, found.best, high))  # type: ignore[return-value]
