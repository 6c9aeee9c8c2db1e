"""What pages of a case tell of one person, in whatever event: killed and seen alive, held and free, as what.

A person told dead on one page and alive on another is disputed even where no event holds both pages; so is one whom
some call a commander and others a farmer. Words count only where they stand right beside the name, or where the person
speaks on a page dated later than the death. A later page that says "released" supersedes "still held", and a later
death supersedes "alive": these are no disputes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from djeli.fold.cues import bare, begins, ends
from djeli.fold.reconcile import Verdict
from djeli.fold.sides import Stand, dispute
from djeli.records import digest
from djeli.text.similarity import words
from djeli.views import Dispute
from djeli.vocab import DisputeKind

DAY = len("2000-01-01")
REACH = 90
"""Characters read on either side of a name."""
TITLES = 4
"""Words that may stand between a cue and a name behind it ("killed the rebel commander X")."""
SHORTEST = 4
"""Letters of a surname that stands for the whole name on its page."""
_END = re.compile(r"[.!?;؟。](?:\s|$)|\n")
_REMARK = re.compile(r"^\s*(?:\([^)]{0,60}\)|,[^,.]{0,70},)")
_PERHAPS = re.compile(r" (?:likely|reportedly|allegedly|apparently|probably|indeed|also|himself|herself|probablement) ")
_CUT = re.compile(r"[,;:.!?()«»\"“”]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One page's words on a person: `claim` is that of the person, `spoken` that of a statement of theirs, if any.

    `page` is the page's ISO date, as far as it is known; `family` its text family, `voice` who publishes it.
    """

    name: str
    claim: str
    item: str
    text: str
    page: str
    family: str
    voice: str
    spoken: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fate:
    """One sentence that says how it stands with a person."""

    told: str
    sentence: str
    claim: str
    telling: Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDispute:
    """A dispute over a person, and the sentences of each side in the order of the sides."""

    name: str
    dispute: Dispute
    sentences: tuple[tuple[tuple[str, str], ...], ...]


_OPPOSED = {
    "alive": ("dead", DisputeKind.STATUS, "alive", "killed", "{} is told killed by one, alive by another."),
    "free": ("held", DisputeKind.STATUS, "free", "still held", "{} is told free by one, held by another."),
    "civilian": ("commander", DisputeKind.ROLE, "civilian", "fighter", "{} is a civilian to one, in arms to another."),
    "accomplice": ("hostage", DisputeKind.ROLE, "accomplice", "hostage", "{} is victim to one, accomplice to another."),
}  # fmt: skip
"""A word of one side: the word it excludes, the kind, both in words, and why."""


def persons(told: Iterable[Telling]) -> list[PersonDispute]:
    """Disputes over persons across the pages of a case, by name; whatever the order of the pages."""
    by_name: dict[str, list[Telling]] = defaultdict(list)
    for one in sorted(told, key=lambda t: (t.claim, t.item)):
        by_name[words(one.name)[-1]].append(one)
    groups = (group for _, tellings in sorted(by_name.items()) for group in _one_person(tellings))
    return [made for group in groups for made in _of_person(group)]


def _one_person(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Tellings of one surname by person: with the longest name first, each joins the first that it may be."""
    groups: list[list[Telling]] = []
    for one in sorted(tellings, key=lambda t: (-len(words(t.name)), " ".join(words(t.name)), t.claim)):
        home = next((group for group in groups if _may_be(one.name, group[0].name)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _may_be(one: str, other: str) -> bool:
    """Whether two names of one surname share a first name, but for one letter: Umar and Abu Omar."""
    return any(_spelt_alike(a, b) for a in words(one)[:-1] for b in words(other)[:-1] if a not in _SHARED)


_SHARED = frozenset({"al", "el", "abu", "abou", "ag", "ould", "ben", "bin", "ibn", "de", "da", "la", "van", "von"})
"""Words of names that are no name by themselves."""


def _spelt_alike(one: str, other: str) -> bool:
    return one == other or (
        len(one) == len(other) >= SHORTEST and sum(a != b for a, b in zip(one, other, strict=True)) == 1
    )


def _of_person(tellings: Sequence[Telling]) -> Iterator[PersonDispute]:
    fates = [fate for one in tellings for fate in fates_of(one)]
    for one, (other, kind, yes, no, reason) in _OPPOSED.items():
        for_it = [fate for fate in fates if fate.told == one]
        against = [fate for fate in fates if fate.told == other]
        if one == "alive":
            for_it += _speaking(tellings, against)
        for_it, against = _standing(one, for_it, against)
        if for_it and against:
            yield from _made(tellings[0].name, kind, (yes, for_it), (no, against), reason)


def _standing(one: str, for_it: list[Fate], against: list[Fate]) -> tuple[list[Fate], list[Fate]]:
    """Fates that cannot both be right: who was alive before the death was told, or held before the release, was so."""
    if one == "alive":
        for_it = [fate for fate in for_it if any(_not_before(fate, dead) for dead in against)]
    elif one == "free":
        against = [held for held in against if any(_not_before(held, fate) for fate in for_it)]
    pairs = [
        (a, b) for a in for_it for b in against if a.telling.family != b.telling.family or a.sentence != b.sentence
    ]
    return [a for a in for_it if any(a is x for x, _ in pairs)], [b for b in against if any(b is y for _, y in pairs)]


def _not_before(one: Fate, other: Fate) -> bool:
    """Whether the first may have been told when the second was known: on its page, no earlier, or on days not known."""
    early, late = other.telling.page[:DAY], one.telling.page[:DAY]
    shared = min(len(early), len(late))
    return one.telling.item == other.telling.item or late[:shared] >= early[:shared]


def _speaking(tellings: Sequence[Telling], dead: Sequence[Fate]) -> list[Fate]:
    """Statements of the person on pages dated later than every page of the death, by day, that do not tell it."""
    days = [fate.telling.page[:DAY] for fate in dead]
    gone = {fate.telling.item for fate in dead}
    if not days or any(len(day) < DAY for day in days):
        return []
    return [
        Fate("alive", sentence, claim, one)
        for one in tellings
        if one.item not in gone and len(one.page) >= DAY and one.page[:DAY] > max(days)
        for claim, sentence in one.spoken
    ]


def _made(
    name: str, kind: DisputeKind, yes: tuple[str, list[Fate]], no: tuple[str, list[Fate]], reason: str
) -> Iterator[PersonDispute]:
    stands = [_stand(fate, True, yes[0]) for fate in yes[1]] + [_stand(fate, False, no[0]) for fate in no[1]]
    subject = digest("person", *words(name))
    made = dispute(subject, kind, "person", stands, lambda a, b: Verdict(a is b, reason.format(name)))
    if made is not None:
        sentences = tuple(_sentences(fates) for fates in (yes[1], no[1]))
        yield PersonDispute(name=name, dispute=made, sentences=sentences)


def _sentences(fates: Sequence[Fate]) -> tuple[tuple[str, str], ...]:
    """Each sentence once, with the item it stands in."""
    return tuple(dict.fromkeys((" ".join(fate.sentence.split()), fate.telling.item) for fate in fates))


def _stand(fate: Fate, value: bool, said: str) -> Stand:
    one = fate.telling
    return Stand(
        value=value,
        words=said,
        claims=(fate.claim,),
        voice=f"text:{one.family}",
        name=one.voice,
        family=one.family,
        said=one.page,
    )


def fates_of(one: Telling) -> Iterator[Fate]:
    """What a page says of the person wherever it names them."""
    for match in _forms(one.name).finditer(one.text):
        before = _END.split(one.text[max(0, match.start() - REACH) : match.start()])[-1]
        behind = _END.split(one.text[match.end() : match.end() + REACH])[0]
        for told in _read(before, behind):
            yield Fate(told, f"{before}{match[0]}{behind}".strip(), one.claim, one)


def _forms(name: str) -> re.Pattern[str]:
    """The whole name, or its last word by itself."""
    last = name.rsplit(maxsplit=1)[-1]
    whole = re.escape(name)
    return re.compile(rf"\b(?:{whole}|{re.escape(last)})\b" if len(last) >= SHORTEST else rf"\b{whole}\b")


def _read(before: str, behind: str) -> Iterator[str]:
    """The fates that the words beside a name tell, each once."""
    at_once = _PERHAPS.sub(" ", bare(_REMARK.sub("", behind)))
    closest = words(_CUT.split(before)[-1])[-TITLES - 4 :]
    leading = [bare(" ".join(closest[: len(closest) - cut])) for cut in range(min(TITLES, len(closest)) + 1)]
    alive = begins("alive_after", at_once) or any(ends("alive_before", text) for text in leading)
    if alive:
        yield "alive"
    elif begins("dead_after", at_once) or any(ends("dead_before", text) for text in leading):
        yield "dead"
    for told in ("held", "free"):
        if begins(f"{told}_after", at_once):
            yield told
    remark = bare(_CUT.split(behind.lstrip(" ,("))[0]) if behind.lstrip()[:1] in (",", "(") else " "
    for told in ("commander", "civilian", "hostage", "accomplice"):
        if ends(told, leading[0]) or _in_remark(told, remark):
            yield told


def _in_remark(told: str, remark: str) -> bool:
    """Whether a remark behind the name calls the person so: ", a farmer", ", rebel commander of the north"."""
    listed = remark.split()
    return any(begins(told, f" {' '.join(listed[at:])} ") for at in range(min(3, len(listed))))
