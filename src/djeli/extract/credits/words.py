"""The words of credits, compiled: those of one language with English ones and those every page may use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from djeli import lang as languages
from djeli.resources.sources import by_name, load_sources

Known = Callable[[str], bool]
"""Whether a name is that of an outlet or publisher."""

Index = Mapping[str, tuple[str, ...]]
"""Phrases in lower case by their first word, the longest first."""

FIRST = re.compile(r"\w+")
UPPER = "A-ZÀ-ÖØ-ÞĀĆČĎĐĒĞĢĪİĶŁŃŅŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽΑ-ΩА-ЯЁЂЄ-ЏҐ"
"""Capital letters, for a class of a pattern."""
TOKEN = re.compile(r"(?:[a-z]|qu|[a-z]{0,4}ll)['’](?=\w)|[^\s“”\"«»„‚‘‹›,]+")
"""Words of prose in lower case, elided articles apart ("l'afp")."""


@dataclass(frozen=True, slots=True)
class CreditWords:
    """What `lang/*/credits.yaml` say, ready to be asked; its header tells what each list is for."""

    labels: frozenset[str]
    pictures: Index
    openers: Mapping[str, Index]
    single: frozenset[str]
    strong: frozenset[str]
    sounding: frozenset[str]
    links: frozenset[str]
    bylines: re.Pattern[str]
    cues: frozenset[str]
    inverted: frozenset[str]
    contributing: frozenset[str]
    writing: frozenset[str]
    inside: frozenset[str]
    works: frozenset[str]
    heads: frozenset[str]
    including: frozenset[str]
    compounds: frozenset[str]
    quoted_cues: frozenset[str]
    small: frozenset[str]
    telling: frozenset[str]
    towards: frozenset[str]
    verbs: frozenset[str]
    strong_verbs: frozenset[str]
    citing: frozenset[str]
    fillers: frozenset[str]
    descriptors: frozenset[str]
    described: frozenset[str]
    agents: frozenset[str]
    selves: re.Pattern[str]
    outlets: frozenset[str]
    names: Index
    cased: Mapping[str, str]
    bodies: frozenset[str]
    body_cues: frozenset[str]
    body_works: frozenset[str]
    common: frozenset[str]
    sure_words: frozenset[str]
    sure_heads: frozenset[str]
    generic: frozenset[str]
    outlet_words: frozenset[str]
    institution_words: frozenset[str]
    body_heads: tuple[str, ...]
    qualifiers: frozenset[str]
    stop_names: frozenset[str]
    unnamed: frozenset[str]
    platforms: frozenset[str]
    joiners: re.Pattern[str]


def credit_words(code: str) -> CreditWords:
    """The words for pages in a language; of one without a folder those of English."""
    near = languages.nearest(code)
    return _compiled(near if near in languages.available() else "en")


_PLAIN = (
    "inverted", "contributing", "writing", "inside", "works", "heads", "including", "compounds", "quoted_cues",
    "small", "telling", "towards", "verbs", "citing", "fillers", "descriptors", "agents", "body_works",
    "common", "sure_words", "sure_heads", "generic", "outlet_words", "institution_words", "qualifiers",
    "unnamed",
)  # fmt: skip
"""Lists of the files that serve as they are, as sets in lower case."""


@cache
def _compiled(code: str) -> CreditWords:
    raws = [*(languages.load(name, "credits") for name in dict.fromkeys((code, "en"))), languages.shared("credits")]
    every = [*(languages.load(name, "credits") for name in languages.available()), languages.shared("credits")]

    def listed(key: str) -> list[str]:
        return _listed(raws, key)

    def lowered(key: str) -> frozenset[str]:
        return frozenset(map(lower, listed(key)))

    sounding = lowered("sounding")
    strong, weak, links = lowered("strong") | sounding, lowered("weak"), lowered("links")
    named = [_bare(name) for name in (*listed("outlets"), *_table(of_bodies=False))]
    bodies = [_bare(name) for name in (*listed("bodies"), *_table(of_bodies=True))]
    return CreditWords(
        **{name: lowered(name) for name in _PLAIN},
        labels=frozenset(map(lower, _listed(every, "labels"))),
        pictures=index(map(lower, _listed(every, "picture_labels"))),
        openers=_by_two(strong | weak | links),
        single=frozenset(phrase for phrase in strong | weak | links if len(FIRST.findall(phrase)) == 1),
        strong=strong,
        sounding=sounding,
        links=links,
        bylines=re.compile(rf"[*_\s]*(?:{either(listed('bylines'))})(?!\w)\s*:?\s*", re.IGNORECASE),
        cues=frozenset(" ".join(TOKEN.findall(cue)) for cue in lowered("inline")),
        strong_verbs=(lowered("verbs") | lowered("citing")) - lowered("speaking"),
        described=frozenset(listed("descriptors")),
        selves=re.compile(rf"(?<!\w)(?:{either(listed('selves'))})(?!\w)", re.IGNORECASE),
        outlets=frozenset(lower(_bare(name)) for key in ("outlets", "bodies", "small") for name in listed(key)),
        names=index(map(lower, (*named, *bodies))),
        cased={lower(name): name for name in reversed((*named, *bodies))},
        bodies=frozenset(map(lower, bodies)) - {lower(_bare(name)) for name in listed("outlets")},
        body_cues=frozenset(" ".join(TOKEN.findall(cue)) for cue in lowered("body_cues")),
        body_heads=tuple(lowered("body_heads")),
        stop_names=frozenset(map(lower, _listed(every, "stop_names"))),
        platforms=frozenset(map(lower, _listed(every, "platforms"))),
        joiners=re.compile(rf"\s+(?:{either(listed('joiners'))})\s+"),
    )


def _listed(raws: Iterable[Mapping[str, Any]], key: str) -> list[str]:
    return [str(word) for raw in raws for word in raw.get(key, ())]


_BODIES = frozenset({"military", "government", "un", "ngo", "think_tank"})
"""Kinds of the table whose own deeds and words are told beside what they publish."""


def _table(*, of_bodies: bool) -> list[str]:
    outlets = (one for one in load_sources().values() if (one.kind in _BODIES) is of_bodies)
    return [name for outlet in outlets for name in (outlet.name, *outlet.aliases)]


def _bare(name: str) -> str:
    return re.sub(r"^[Tt]he\s+", "", name).replace("’", "'")


def lower(text: str) -> str:
    """The text in lower case, as long as it was."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def index(phrases: Iterable[str]) -> Index:
    """Phrases by their first word."""
    found: dict[str, list[str]] = {}
    for phrase in set(phrases):
        first = FIRST.search(phrase)
        if first is not None:
            found.setdefault(first.group(), []).append(phrase)
    return {word: tuple(sorted(group, key=len, reverse=True)) for word, group in found.items()}


def _by_two(phrases: Iterable[str]) -> Mapping[str, Index]:
    """Phrases of several words by their first and their second word."""
    found: dict[str, dict[str, list[str]]] = {}
    for phrase in phrases:
        first, *rest = FIRST.findall(phrase)
        if rest:
            found.setdefault(first, {}).setdefault(rest[0], []).append(phrase)
    return {
        first: {second: tuple(sorted(group, key=len, reverse=True)) for second, group in seconds.items()}
        for first, seconds in found.items()
    }


def phrase_at(low: str, at: int, phrases: tuple[str, ...]) -> int:
    """The end of the longest phrase that stands here, in text of lower case; 0 where none does."""
    for phrase in phrases:
        end = at + len(phrase)
        if low.startswith(phrase, at) and not (low[end : end + 1].isalnum() and phrase[-1].isalnum()):
            return end
    return 0


def either(phrases: Sequence[str]) -> str:
    """An alternation of the phrases, the longest first; one that never matches where there are none."""
    ordered = sorted(set(phrases), key=len, reverse=True)
    return "|".join(re.escape(phrase) for phrase in ordered) or "(?!)"


@cache
def months() -> frozenset[str]:
    """Names of months in all languages, in lower case and without their full stop."""
    names = (
        name
        for code in languages.available()
        for group in (languages.load(code, "dates").get("months") or {}).values()
        for name in group
    )
    return frozenset(lower(name).rstrip(".") for name in names)


def in_table(name: str) -> bool:
    """Whether the table of outlets has the name; in lower case "time" and "nation" are only words."""
    return (not name[:1].islower() or "." in name) and by_name(name) is not None
