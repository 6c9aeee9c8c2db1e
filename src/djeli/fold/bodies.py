"""Names of bodies that are nearly one: "Council for the Defence of Peace" and "Council for the Defence of Order".

Two long names that begin alike and differ in a telling word are two forms of one name, or two bodies taken for one:
either way a reader should see both. Names that differ only in words for one thing (`names` in `people.yaml`) agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from djeli.fold.passages import Passage
from djeli.fold.reconcile import Verdict
from djeli.fold.sides import Stand, dispute
from djeli.resources import load_yaml
from djeli.text.similarity import plain, words
from djeli.views import Account, Dispute
from djeli.vocab import DisputeKind

_LINKS = "of for the and to de du des la le les et pour del los las y para por da do das dos e di della per der und von"
_LINK = rf"(?:{'|'.join(_LINKS.split())}|[dl]['’])"
_NAME = re.compile(rf"[A-ZÀ-Þ][\w’'-]+(?:\s+(?:{_LINK}\s*){{0,3}}[A-ZÀ-Þ][\w’'-]+)+")
FEWEST = 3
"""Telling words a name needs: shorter ones are alike by chance."""
STEM = 5
"""Letters by which two forms of a word are taken for one ("Safeguard", "Safeguarding")."""


def bodies(accounts: Sequence[Account], found: Sequence[Passage], event_id: str) -> Iterator[Dispute]:
    """A dispute for each body whose long name pages give differently."""
    told: dict[str, list[Stand]] = {}
    for one in found:
        for name in names(one.text):
            told.setdefault(_telling(name)[0], []).append(one.stand(_telling(name), name))
    for _, stands in sorted(told.items()):
        alike = [one for one in stands if any(_alike(one.value, other.value) for other in stands)]
        alike.sort(key=lambda stand: (stand.value, stand.words, stand.claims))
        made = dispute(event_id, DisputeKind.IDENTITY, "name", alike, _compare)
        if made is not None:
            yield made


def names(text: str) -> Iterator[str]:
    """Names of at least `FEWEST` telling words in a text."""
    for match in _NAME.finditer(text):
        name = " ".join(match[0].split())
        if len(_telling(name)) >= FEWEST and re.search(rf"\s{_LINK}\s", name):
            yield name


def _telling(name: str) -> tuple[str, ...]:
    """The words of a name that begin with a capital, as stems, words for one thing as one."""
    return tuple(_same().get(word, word[:STEM]) for part in name.split() if part[:1].isupper() for word in words(part))


@cache
def _same() -> Mapping[str, str]:
    groups: Sequence[Sequence[str]] = load_yaml(files("djeli.resources") / "fold" / "people.yaml")["names"]
    return {plain(word): plain(group[0])[:STEM] for group in groups for word in group}


def _compare(one: tuple[str, ...], other: tuple[str, ...]) -> Verdict:
    return Verdict(not _alike(one, other), "Two accounts give nearly the same name, with a different word in it.")


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names begin alike, share all words but one, and each has a word the other lacks."""
    if one[0] != other[0] or len(one) != len(other):
        return False
    return len(set(one) - set(other)) == 1 == len(set(other) - set(one)) and len(set(one)) > FEWEST - 1
