"""Sentences made by template from claims, each with the claims it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from djeli import phrases
from djeli.report import grammar
from djeli.report.document import Cite, Sentence
from djeli.report.dossier import Told
from djeli.report.grammar import iso
from djeli.report.templates import fill, sentences, words
from djeli.values import Quantity, When, Where

LONGEST_VOICE = 90
"""Characters of a name; longer ones are whole clauses."""
LONGEST = 600
"""Characters of the words in a note."""


def cite(one: Told) -> Cite:
    """What a note says of a claim: the sentences its words stand in, and their page."""
    return Cite(
        claim=one.claim,
        report=one.report,
        quote=phrases.clip(one.passage, LONGEST),
        outlet=one.page.outlet,
        title=one.page.title,
        published=one.page.published,
        uri=one.page.uri,
        grade=one.page.grade,
        language=one.page.language,
        values=tuple(part for part in (*_words(one), one.voice, one.name, iso(one.page.published)) if part),
    )


def _words(one: Told) -> tuple[str, ...]:
    """A value in the words that sentences have for it."""
    value = one.value
    if isinstance(value, When):
        return grammar.dated(value), grammar.on(value)
    if isinstance(value, Where):
        return grammar.at(value), value.adm2
    if isinstance(value, Quantity):
        return grammar.quantity(value), value.of, " ".join(f"{n:,}" for n in (value.low, value.best, value.high) if n)
    return (str(getattr(value, "name", "")),)


def cites(told: Iterable[Told]) -> tuple[Cite, ...]:
    """The notes of some claims, each page and wording once, copies of one text by their first page alone."""
    found: dict[tuple[str, str], Cite] = {}
    for one in told:
        key = (one.page.family or one.page.item, one.passage)
        first, more = found.get(key), cite(one)
        found[key] = more if first is None else replace(first, values=(*first.values, *more.values))
    return tuple(found.values())


def say(
    part: str,
    name: str,
    told: Iterable[Told] = (),
    /,
    *,
    facts: Sequence[str] = (),
    event: str = "",
    **slots: str,
) -> Sentence:
    """A sentence by its template. `facts` are words of the ledger that it repeats and no quote need hold."""
    text = fill(sentences()[part][name], slots)
    return Sentence(text=text, template=f"{part}.{name}", cites=cites(told), facts=tuple(facts), event=event)


def page_day(one: Told) -> str:
    """The day of a claim's page in words; empty when the page has none."""
    return iso(one.page.published) if one.page.published else ""


def named(voice: str) -> str:
    """A voice as a sentence names it: "the Malian army"; a bracket that was opened is closed."""
    voice += ")" * (voice.count("(") - voice.count(")"))
    return grammar.the(lowered(_DAY.sub("", voice)), words("articled"))


def voice_of(one: Told) -> str:
    """The voice of a claim as a sentence names it."""
    name = named(one.voice)
    return f"{name}," if _INSERTED.search(name) else name


_INSERTED = re.compile(r"^[^,]+, (?:the|a|an) [^,]+$", re.IGNORECASE)
"""A name with another after it ("the coalition, the CSP")."""


def lowered(name: str) -> str:
    """A name without the capital that only the beginning of a sentence gave it: "members of the gang"."""
    return name[:1].lower() + name[1:] if name.split()[:1] and name.split(maxsplit=1)[0] in words("lowered") else name


_DAY = re.compile(r"\s+(?:on|late on|early on) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")


_CLAUSE = re.compile(r"\b(?:that|which|who|suggesting|showing|collected|conducted|published|saying)\b", re.IGNORECASE)


def speaks(one: Told) -> bool:
    """Whether a claim's voice can be named in a sentence; a whole clause can't, and is quoted. No voice can."""
    return not one.voice or (len(one.voice) <= LONGEST_VOICE and not _CLAUSE.search(one.voice))


_NEAR = 250  # characters before a sentence in which its speaker may be named


def speaks_before(one: Told) -> bool:
    """Whether the voice is named shortly before the sentence, so that it goes on speaking there."""
    at = one.voice_at
    return speaks(one) and at is not None and at.text == one.text and 0 <= one.start - at.end <= _NEAR


def speaks_near(one: Told) -> bool:
    """Whether the voice is named in the sentence or shortly before."""
    at = one.voice_at
    return at is not None and at.text == one.text and (one.start <= at.start < one.end or speaks_before(one))
