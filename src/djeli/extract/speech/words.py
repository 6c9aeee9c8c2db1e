"""The words of saying of a language, compiled from `lang/<code>/speech.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from djeli import lang
from djeli.errors import ResourceError
from djeli.vocab import Informant, Stance

KINDS = ("speech", "thought", "evidence", "attitude", "silence")
CONSTRUCTIONS = ("clause", "to", "thing", "of", "data")


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or noun of saying: the words after the head word, the stance, the kind and the constructions it takes."""

    head: str
    rest: tuple[str, ...]
    stance: Stance
    kind: str
    takes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Offices:
    """Words that tell an office. `speak` are heads that speak for the body named beside them, `hold` those of offices
    of their own; `portfolio` those whose "of" names no body; `of` the prepositions, `plain` words that name no body.
    """

    speak: frozenset[str]
    hold: frozenset[str]
    portfolio: frozenset[str]
    of: frozenset[str]
    plain: frozenset[str]
    heads: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """All words of saying of one language. `verbs` and `nouns` list cues by head word, special ones first."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    adverbs: frozenset[str]
    prepositions: tuple[tuple[str, ...], ...]
    documents: frozenset[str]
    impersonal: frozenset[str]
    wrong_lemmas: Mapping[str, str]
    headline_cues: frozenset[str]
    hearsay_passives: frozenset[str]
    hearsay_nouns: frozenset[str]
    common_nouns: frozenset[str]
    adjectives: frozenset[str]
    informants: tuple[tuple[Informant, re.Pattern[str]], ...]
    anonymity: re.Pattern[str]
    titles: frozenset[str]
    nobody: frozenset[str]
    general: frozenset[str]
    persons: frozenset[str]
    papers: re.Pattern[str]
    able: frozenset[str]
    head_last: bool
    idioms: Mapping[str, frozenset[str]]
    speaks_for: frozenset[str]
    offices: Offices
    passing_on: frozenset[str]
    addressed: tuple[re.Pattern[str], ...]
    groups: frozenset[str]
    back: re.Pattern[str]
    plain: Mapping[str, frozenset[str]]
    plain_forms: Mapping[str, Cue]
    bodies: Mapping[str, frozenset[str]]
    ministers: frozenset[str]
    abroad: frozenset[str]
    state_words: frozenset[str]
    patterns: Mapping[str, Any]
    """Phrases, endings and irregular forms of languages read by patterns; empty where a parse is used."""


def pattern_of(words: Sequence[str]) -> re.Pattern[str]:
    """One pattern for whole words and phrases; a trailing `*` matches word beginnings. Case is ignored.

    An empty list gives a pattern that matches nothing.
    """
    if not words:
        return re.compile(r"(?!)")
    parts = [re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in words]
    parts.sort(key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def _cues(groups: Sequence[Mapping[str, Any]], where: str) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for number, group in enumerate(groups):
        takes = frozenset(group.get("takes", ()))
        if group["kind"] not in KINDS or not takes <= set(CONSTRUCTIONS):
            raise ResourceError(
                f"{where}, group {number}: kind is one of {', '.join(KINDS)} and takes of {', '.join(CONSTRUCTIONS)};"
                f" met {group['kind']!r} and {sorted(takes)}"
            )
        for phrase in group["words"]:
            head, *rest = str(phrase).split()
            found.setdefault(head, []).append(Cue(head, tuple(rest), Stance(group["stance"]), group["kind"], takes))
    # Longer phrases first, so that "call for" is tried before "call"; the file's order decides among equals.
    return {head: tuple(sorted(cues, key=lambda cue: -len(cue.rest))) for head, cues in found.items()}


def _offices(raw: Mapping[str, Sequence[str]]) -> Offices:
    parts = {name: frozenset(raw.get(name, ())) for name in ("speak", "hold", "portfolio", "of", "plain")}
    return Offices(**parts, heads=parts["speak"] | parts["hold"])


def _state_words(raw: Mapping[str, Any]) -> frozenset[str]:
    named = (phrase for found in (raw.get("bodies") or {}).values() for phrase in found)
    return frozenset(word for phrase in (*named, *raw.get("departments", ())) for word in phrase.split())


def _forms(verbs: Mapping[str, Sequence[Cue]], irregular: Mapping[str, Sequence[str]]) -> dict[str, Cue]:
    """Finite forms of English verbs of one word that say by themselves, with their first cue of speech."""
    found: dict[str, Cue] = {}
    for head, cues in verbs.items() if irregular else ():
        cue = next((c for c in cues if not c.rest and c.kind == "speech" and c.takes & {"clause", "thing"}), None)
        if cue is not None:
            for form in irregular.get(head, (_inflected(head, "s"), _inflected(head, "ed"))):
                found.setdefault(form, cue)
    return found


def _inflected(head: str, ending: str) -> str:
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return head[:-1] + ("ies" if ending == "s" else "ied")
    if ending == "s":
        return head + ("es" if head.endswith(("s", "sh", "ch", "x")) else "s")
    return head + ("d" if head.endswith("e") else "ed")


@cache
def words_of(code: str) -> Words:
    """The compiled words of a language; English ones when the language has no folder.

    Raises:
        ResourceError: a group has an unknown kind, construction or stance.
    """
    raw = (lang.load(code, "speech") if code in lang.available() else {}) or lang.load("en", "speech")
    where = f"lang/{code}/speech.yaml"
    try:
        verbs, nouns = _cues(raw.get("verbs", ()), where), _cues(raw.get("nouns", ()), where)
        informants = tuple((Informant(kind), pattern_of(found)) for kind, found in raw["informants"].items())
    except (KeyError, ValueError) as error:
        raise ResourceError(f"{where}: {error}; stances and informants are those of djeli.vocab") from error
    return Words(
        verbs=verbs,
        nouns=nouns,
        adverbs=frozenset(raw.get("adverbs", ())),
        prepositions=tuple(tuple(str(phrase).split()) for phrase in raw.get("prepositions", ())),
        documents=frozenset(raw.get("documents", ())),
        impersonal=frozenset(raw.get("impersonal", ())),
        wrong_lemmas=raw.get("wrong_lemmas") or {},
        headline_cues=frozenset(raw.get("headline_cues", ())),
        hearsay_passives=frozenset(raw.get("hearsay_passives", ())),
        hearsay_nouns=frozenset(raw.get("hearsay_nouns", ())),
        common_nouns=frozenset(raw.get("common_nouns", ())),
        adjectives=frozenset(raw.get("adjectives", ())),
        informants=informants,
        anonymity=pattern_of(raw.get("anonymity", ())),
        titles=frozenset(raw.get("titles", ())),
        nobody=frozenset(raw.get("nobody", ())),
        general=frozenset(raw.get("general", ())),
        papers=re.compile(raw.get("papers", "(?!)")),
        able=frozenset(raw.get("able", ())),
        persons=frozenset(raw.get("persons", ())),
        idioms={verb: frozenset(nouns) for verb, nouns in (raw.get("idioms") or {}).items()},
        speaks_for=frozenset(raw.get("speaks_for", ())),
        offices=_offices(raw.get("offices") or {}),
        passing_on=frozenset(raw.get("passing_on", ())),
        addressed=tuple(re.compile(pattern) for pattern in raw.get("addressed", ())),
        groups=frozenset(raw.get("groups", ())),
        plain={name: frozenset(found) for name, found in (raw.get("plain_reading") or {}).items()},
        plain_forms=_forms(verbs, raw.get("plain_forms") or {}),
        bodies={body: frozenset(found) for body, found in (raw.get("bodies") or {}).items()},
        abroad=frozenset(raw.get("abroad", ())),
        ministers=frozenset(raw.get("ministers", ())),
        state_words=_state_words(raw),
        back=pattern_of(raw.get("back", ())),
        head_last=raw.get("head", "last") == "last",
        patterns={**raw["patterns"], "endings": raw.get("endings", {}), "irregular": raw.get("irregular", {})}
        if "patterns" in raw
        else {},
    )
