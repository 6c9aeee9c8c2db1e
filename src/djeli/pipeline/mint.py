"""Ids of events: short, minted once, and redirecting after merge and split.

An id is minted for a report, its seed. The group that holds the seed carries the id; a group with several seeds
carries the one minted first, and the other ids lead to it. A group without a seed mints a new id.
"""

from __future__ import annotations

import hashlib
from collections import ChainMap, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to misread
_SHORTEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Minting:
    """The id of each group, in their order; ids to mint with their seeds; ids that lead elsewhere from now on."""

    ids: tuple[str, ...]
    minted: Mapping[str, str]
    redirects: Mapping[str, str]


def code(seed: str, taken: Container[str]) -> str:
    """Shortest free id for a report: made from the report's id, so that two runs over the same input agree."""
    number = int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=10).digest(), "big")
    letters = ""
    while number or not letters:
        number, rest = divmod(number, 32)
        letters += _ALPHABET[rest]
        if len(letters) >= _SHORTEST and letters not in taken:
            return letters
    return letters


def mint(
    groups: Sequence[Sequence[str]],
    minted: Mapping[str, str],
    redirects: Mapping[str, str],
    *,
    taken: Mapping[str, str] | None = None,
) -> Minting:
    """Ids for groups of report ids.

    Args:
        groups: each group's reports, seeds first in the order in which one of them should become a seed.
        minted: id -> seed, in the order of minting; at least those whose seeds stand in the groups.
        redirects: where old ids lead now.
        taken: all ids there are, if `minted` are not all.
    """
    by_seed: dict[str, list[str]] = defaultdict(list)  # several, when a newer reading told two mentions as one
    for name, seed in minted.items():
        by_seed[seed].append(name)
    order = {name: number for number, name in enumerate(minted)}
    fresh: dict[str, str] = {}
    known = ChainMap(fresh, dict(minted) if taken is None else dict(taken))
    leads: dict[str, str] = {}
    ids: list[str] = []
    for group in groups:
        held = sorted((name for report in group for name in by_seed.get(report, ())), key=order.__getitem__)
        if not held:
            name = code(group[0], known)
            fresh[name] = group[0]
            held = [name]
        ids.append(held[0])
        leads |= {old: held[0] for old in held if redirects.get(old, old) != held[0]}
    return Minting(ids=tuple(ids), minted=fresh, redirects=leads)
