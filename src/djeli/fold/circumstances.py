"""What an event was like, as sentences tell it: who was hit, what was aimed at, how many aircraft, how far from where.

Each is compared only where words state it; the day two pages put side by side, "night" and "day", is in `disputes`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from djeli.fold.cues import blocks, says
from djeli.fold.passages import Passage
from djeli.fold.reconcile import Verdict
from djeli.fold.sides import Stand, dispute, stand_of
from djeli.resources import load_yaml
from djeli.text.similarity import plain
from djeli.values import Party, Quantity
from djeli.views import Account, Dispute
from djeli.vocab import DisputeKind, Harm, PartyKind, Role

_OVERTHROWS = frozenset({"coup", "assassination", "escape"})
"""Types of deeds that can be tried in vain and then are told as attempts."""
CLOSE = 1.25
"""Two distances nearer than by a quarter are one, rounded."""
_NUMBER = "number"
NAME = 4
"""Letters by which two spellings of a town are taken for one."""


def civilians(accounts: Sequence[Account], found: Sequence[Passage], event_id: str) -> Iterator[Dispute]:
    """Whether those hit were civilians: a dispute between who says so and who says that they carried arms."""
    armed = [one for one in found if one.says("armed_only")]
    if not armed:
        return
    voices = {one.voice for one in armed}
    stands = [one.stand(True, "they carried arms, not civilians") for one in armed]
    stands += [one.stand(False, "civilians") for one in found if one.says("unarmed") and one.voice not in voices]
    for account in accounts:
        for claim in (*account.claims.get(Role.VICTIM.value, ()), *account.claims.get(Harm.KILLED.value, ())):
            if claim.stance.affirms and claim.modality.happened and _civil(claim.parsed()):
                stand = stand_of(account, claim, False, "civilians")
                stands += [stand] if stand.voice not in voices else []

    def compare(one: bool, other: bool) -> Verdict:
        return Verdict(one is other, "One account says that civilians were hit, another that they were not.")

    made = dispute(event_id, DisputeKind.DENIAL, Role.VICTIM.value, stands, compare)
    if made is not None:
        yield made


def _civil(value: Party | Quantity) -> bool:
    """Whether the noun itself says that those hit were civilians; "people" may be anybody."""
    kind = value.kind if isinstance(value, Party) else value.party
    return kind is PartyKind.CIVILIANS and says("civilian", value.name if isinstance(value, Party) else value.of)


def aim(accounts: Sequence[Account], found: Sequence[Passage], event_id: str) -> Iterator[Dispute]:
    """Whether something military was there to be hit."""
    stands = [one.stand(False, "nothing military was there") for one in found if one.says("no_target")]
    if not stands:
        return
    stands += [
        one.stand(True, "something military was the target")
        for one in found
        if one.says("military_target") and not one.says("no_target")
    ]

    def compare(one: bool, other: bool) -> Verdict:
        return Verdict(
            one is other, "One account says that something military was the target, another that none was there."
        )

    made = dispute(event_id, DisputeKind.CIRCUMSTANCE, Role.TARGET.value, stands, compare)
    if made is not None:
        yield made


def numbers_of_things(accounts: Sequence[Account], found: Sequence[Passage], event_id: str) -> Iterator[Dispute]:
    """A dispute for each kind of thing that pages count differently."""
    told: dict[str, list[Stand]] = defaultdict(list)
    for one in found:
        for thing, number in counted(one.bare):
            told[thing].append(one.stand(number, f"{number} {thing}"))

    def compare(one: int, other: int) -> Verdict:
        return Verdict(one == other, f"One account counts {one}, another {other}.")

    for thing, stands in sorted(told.items()):
        kind = DisputeKind.FIGURE if thing in _table()["people"] else DisputeKind.CIRCUMSTANCE
        made = dispute(event_id, kind, thing, _once(stands), compare)
        if made is not None:
            yield made


def _once(stands: Sequence[Stand]) -> list[Stand]:
    """Each voice of a text with its largest number: the smaller ones are parts of it."""
    best: dict[tuple[str, str], Stand] = {}
    for one in sorted(stands, key=lambda s: (-s.value, s.claims)):
        best.setdefault((one.family, one.voice), one)
    return sorted(best.values(), key=lambda s: (s.value, s.claims))


def counted(text: str) -> Iterator[tuple[str, int]]:
    """Things with their numbers in the words of `bare`: "three junta fighter jets" is three aircraft."""
    numbers = _numbers()
    for match in _things().finditer(text):
        thing = next(name for name, words in match.groupdict().items() if words and name != _NUMBER)
        number = match[_NUMBER]
        value = int(number) if number.isdigit() else numbers[number]
        if value > 1:  # "a", "one" and "un" stand before things nobody counts
            yield thing, value


@cache
def _table() -> Mapping[str, Any]:
    return load_yaml(files("djeli.resources") / "fold" / "things.yaml")


@cache
def _numbers() -> dict[str, int]:
    table = _table()
    found = {plain(word): number for words in table["numbers"].values() for number, word in enumerate(words, start=1)}
    return found | {plain(word): number for forms in table["feminine"].values() for number, word in forms.items()}


@cache
def _things() -> re.Pattern[str]:
    table = _table()
    numbers = "|".join(sorted(_numbers(), key=lambda word: (-len(word), word)))
    nouns = "|".join(f"(?P<{name}>{_nouns(listed)})" for name, listed in table["things"].items())
    between = rf"(?: (?!(?:{numbers})\b)[^\W\d_]{{4,}}){{0,{table['between']}}}?"
    return re.compile(rf" (?P<{_NUMBER}>(?<!\d )\d{{1,3}}|{numbers})(?={between} (?:{nouns})\b)")


def _nouns(listed: Mapping[str, Sequence[str]]) -> str:
    words = {plain(word) for found in listed.values() for word in found}
    return "|".join(re.escape(word).replace(r"\*", r"\w*") for word in sorted(words, key=lambda w: (-len(w), w)))


def done(accounts: Sequence[Account], found: Sequence[Passage], event_id: str) -> Iterator[Dispute]:
    """Whether it was done or only tried: "an attempt" superseded by its success is stale.

    A sentence that tells of the success, too ("ousted"), says of something else that it was tried.
    """
    stands = [one.stand(False, "only tried") for one in found if one.says("tried") and not one.says("overthrown")]
    if not stands:
        return
    stands += [
        stand_of(account, claim, True, "done")
        for account in accounts
        for claim in account.claims.get("type", ())
        if account.type in _OVERTHROWS and claim.stance.affirms and claim.modality.happened
    ]

    def compare(one: bool, other: bool) -> Verdict:
        return Verdict(one is other, "One account says that it was done, another that it was only tried.")

    made = dispute(event_id, DisputeKind.STATUS, "type", stands, compare)
    if made is not None:
        yield made


def weapons(accounts: Sequence[Account], found: Sequence[Passage], event_id: str) -> Iterator[Dispute]:
    """What it was done with, where pages cannot agree who did it: weapons then tell the two stories apart."""
    told: dict[tuple[str, str], tuple[set[str], list[Stand]]] = {}
    for one in found:
        kinds = {kind for kind in _weapons() if one.says(kind)}
        if kinds:
            stand = one.stand(
                frozenset(kinds), " or ".join(sorted(kind.removeprefix("by_").replace("_", " ") for kind in kinds))
            )
            key = (stand.family, stand.voice)
            known, stands = told.setdefault(key, (set(), []))
            known |= kinds
            stands.append(stand)
    stands = [replace(s, value=frozenset(known)) for known, listed in told.values() for s in listed]

    def compare(one: frozenset[str], other: frozenset[str]) -> Verdict:
        return Verdict(bool(one & other), "One account names one weapon, another a different one.")

    stands.sort(key=lambda s: (len(s.value), s.words, s.claims))
    made = dispute(event_id, DisputeKind.CIRCUMSTANCE, Role.INSTRUMENT.value, stands, compare)
    if made is not None:
        yield made


def _weapons() -> Sequence[str]:
    return tuple(name for name in blocks() if name.startswith("by_"))


def distances(accounts: Sequence[Account], found: Sequence[Passage], event_id: str) -> Iterator[Dispute]:
    """How far from one town the scene lies, where pages say so differently."""
    told: dict[str, list[Stand]] = defaultdict(list)
    for one in found:
        for match in _distance().finditer(one.text):
            number, town = int(match["number"]), match["town"]
            told[plain(town)[:NAME]].append(one.stand(number, f"{number} km from {town}"))

    def compare(one: int, other: int) -> Verdict:
        near = max(one, other) <= CLOSE * min(one, other)
        return Verdict(near, f"One account puts it {one} km away, another {other} km.")

    for _, stands in sorted(told.items()):
        stands.sort(key=lambda s: (s.value, s.claims))
        made = dispute(event_id, DisputeKind.PLACE, "distance", stands, compare)
        if made is not None:
            yield made


@cache
def _distance() -> re.Pattern[str]:
    """A number, the unit, up to four words, "of", a name: "30 km north-east of Goma"."""
    table = _table()
    unit = "|".join(re.escape(str(word)).replace(r"\*", r"\w*") for word in table["kilometres"])
    of = "|".join(re.escape(str(word)) for word in table["from"])
    between = r"(?:\s[\w'’-]+){0,4}?"
    return re.compile(
        rf"\b(?P<number>[1-9]\d{{0,2}})\s?(?:{unit})\b(?:\s\([^)]*\))?{between}\s(?:{of})\s(?P<town>[^\W\d_a-z][\w'’-]{{3,}})"
    )
