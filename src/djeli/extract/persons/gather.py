"""What was met of one person brought together: lists whose words hold of all, second mentions by part of a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from djeli.extract.mentions import PersonMention
from djeli.extract.persons.context import Sign
from djeli.extract.persons.label import person_of
from djeli.extract.persons.runs import Candidate

Keys = tuple[str, ...]
_MOST = 40
"""Longer names looked at for one shorter: a name that more bear says nothing."""


@dataclass(slots=True)
class Found:
    """A name met in the text, with what the words around it say."""

    candidate: Candidate
    sentence: int
    keys: tuple[str, ...]
    signs: list[Sign] = field(default_factory=list)


def in_list(last: Found | None, met: Found, content: str) -> bool:
    """Whether a single name stands in a list of persons: "two students, NAME and NAME"."""
    if last is None or last.sentence != met.sentence or len(met.candidate.words) > 1:
        return False
    return (
        any(sign.many for sign in last.signs)
        and _JOINED.fullmatch(content[last.candidate.end : met.candidate.called]) is not None
    )


def share(last: Found | None, met: Found, content: str) -> None:
    """In "the lawyers A, B and C" what is said of many holds of all."""
    if last is None or last.sentence != met.sentence:
        return
    between = content[last.candidate.end : met.candidate.called]
    if len(between) > 24 or not _JOINED.fullmatch(between):
        return
    kinds = {sign.kind for sign in met.signs}
    met.signs += [s for s in last.signs if s.many and s not in met.signs and s.kind not in kinds]
    last.signs += [s for s in met.signs if s.many and s not in last.signs]


_JOINED = re.compile(
    r"(?:\s*(?:,\s*\d{1,3}|\(\d{1,3}\)))?\s*(?:[,;]|,?\s*(?:and|et|y|e|und|en|и|и|і|та|&))\s*(?:(?:and|et|y|e)\s+)?"
)


def labelled(found: Sequence[Found], single: Sequence[Found], content: str) -> list[PersonMention]:
    """Mentions of one person gathered under the fullest form of the name, each labelled by all that is said of them."""
    groups: dict[Keys, list[Found]] = {}
    bearers: dict[str, list[Keys]] = defaultdict(list)
    for met in sorted(found, key=lambda m: -len(m.keys)):
        home = _home(met.keys, groups, bearers)
        if home != met.keys and _another(met, groups[home]):
            home = met.keys
        if home not in groups:
            for key in set(home):
                bearers[key].append(home)
        groups.setdefault(home, []).append(met)
    for met in single:
        home = _home(met.keys, groups, bearers)
        if home in groups:
            groups[home].append(met)
    return sorted((_mention(some, content) for some in groups.values()), key=lambda m: m.start)


_OTHERS = frozenset({"kin", "minor", "age"})


def _another(met: Found, fuller: Sequence[Found]) -> bool:
    """Whether a shorter name told as nobody public, or as a relative, is another's than a public person's fuller one.

    "Zaw Tun, a fighter" is not the spokesman Zaw Min Tun, nor "her son Yusuf" the minister Yusuf Bako.
    """
    kinds = {sign.kind for sign in met.signs}
    told = {sign.kind for one in fuller for sign in one.signs}
    apart = kinds & _OTHERS or (len(met.keys) > 1 and "private" in kinds)
    return bool(apart) and "public" not in kinds and bool(told & {"public", "title", "lead"})


def _mention(some: Sequence[Found], content: str) -> PersonMention:
    fullest = min(some, key=lambda m: (-len(m.keys), m.candidate.start))
    signs = [sign for one in sorted(some, key=lambda m: m.candidate.start) for sign in one.signs]
    start, end = fullest.candidate.start, fullest.candidate.end
    person = person_of(" ".join(content[start:end].split()), signs)
    return PersonMention(start=start, end=end, sentence=fullest.sentence, person=person)


def _home(keys: Keys, groups: Mapping[Keys, object], bearers: Mapping[str, Sequence[Keys]]) -> Keys:
    """The fuller name these words are of; themselves when there is none, or more than one."""
    if keys in groups or any(key not in bearers for key in keys):
        return keys
    some = min((bearers[key] for key in keys), key=len)[:_MOST]
    fuller = [full for full in some if len(full) > len(keys) and set(keys) <= set(full)]
    by_last = [full for full in fuller if full[-1] == keys[-1]]
    best = by_last or fuller
    return best[0] if len(best) == 1 else keys
