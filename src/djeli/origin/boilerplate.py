"""Lines that pages carry without telling anything: sign-up notices, copyright lines, appeals for tips.

Known by this: at least three pages with different titles share the line, and share nothing else worth naming. Three
outlets that print one wire story share the line too, but there the rest of the pages is alike as well.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations, islice

from djeli.text.similarity import words

MIN_CARRIERS = 3
"""Two pages that share a line may be copies of one another; three strangers that share it show a template."""
SAMPLE = 12
"""Pairs of carriers that are compared for one line; more of them would not change the majority."""
DECIDING = SAMPLE + 1
"""Carriers, first by id, that these pairs are of where there are more of them."""
MIN_REST = 8
"""Longer words both pages need beside the shared lines before their strangeness can be judged."""
STRANGE = 0.25
"""Share of longer words two pages may have in common, apart from the line, and still be strangers."""


def _long(tokens: Sequence[str]) -> frozenset[str]:
    """Words long enough to carry a subject; numbers count from two digits."""
    return frozenset(t for t in tokens if len(t) >= 5 or (t.isdigit() and len(t) >= 2))


def _key(line: str) -> str:
    """A line as its words, so that spacing and case do not hide that it is the same."""
    return " ".join(words(line))


def line_keys(text: str) -> list[str]:
    """The lines of a text that have words, as they are compared."""
    return [key for line in text.splitlines() if (key := _key(line))]


def boilerplate(texts: Mapping[str, str], titles: Mapping[str, str]) -> frozenset[str]:
    """Keys of the lines that are boilerplate in these texts; `story_lines` takes them out.

    Args:
        texts: item id to words; lines are the unit.
        titles: item id to title; the first line stands in where it is missing.
    """
    lines = {item: line_keys(text) for item, text in sorted(texts.items())}
    carriers: dict[str, list[str]] = {}
    for item, keys in lines.items():
        for key in sorted(set(keys)):
            carriers.setdefault(key, []).append(item)
    shared = {key: items for key, items in carriers.items() if len(items) >= MIN_CARRIERS}
    if not shared:
        return frozenset()
    concerned = {item for items in shared.values() for item in items}
    sets = {item: frozenset(lines[item]) for item in concerned}
    heads = {item: _head(titles.get(item, ""), lines[item]) for item in concerned}
    votes: dict[tuple[str, str], bool] = {}
    found = set()
    for key, items in sorted(shared.items()):
        pairs = _sample(items)
        for pair in pairs:
            if pair not in votes:
                votes[pair] = _strangers(sets[pair[0]], sets[pair[1]], heads[pair[0]], heads[pair[1]])
        if _most([votes[pair] for pair in pairs]):
            found.add(key)
    return frozenset(found)


def is_boilerplate(carriers: Sequence[str], texts: Mapping[str, str], titles: Mapping[str, str]) -> bool:
    """Whether one line is, of which the first `DECIDING` carriers by id are given, or all, sorted."""
    lines = {item: line_keys(texts[item]) for item in carriers}
    sets = {item: frozenset(found) for item, found in lines.items()}
    heads = {item: _head(titles.get(item, ""), found) for item, found in lines.items()}
    return _most([_strangers(sets[a], sets[b], heads[a], heads[b]) for a, b in _sample(carriers)])


def _head(title: str, lines: Sequence[str]) -> frozenset[str]:
    return _long(words(title or (lines[0] if lines else "")))


def _sample(carriers: Sequence[str]) -> list[tuple[str, str]]:
    return list(islice(combinations(carriers, 2), SAMPLE))


def _most(votes: Sequence[bool]) -> bool:
    return sum(votes) * 3 >= 2 * len(votes)


def _strangers(left: frozenset[str], right: frozenset[str], head: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two pages have different titles and nothing in common apart from the lines they share."""
    if head & other and len(head & other) / min(len(head), len(other)) >= STRANGE:
        return False
    common = left & right
    rest = [_long(" ".join(side - common).split()) for side in (left, right)]
    smaller = min(len(rest[0]), len(rest[1]))
    return smaller >= MIN_REST and len(rest[0] & rest[1]) / smaller < STRANGE


def without(text: str, known: Collection[str]) -> str:
    """A text without its lines that are boilerplate; as it is where nothing would be left."""
    if not known:
        return text
    kept = "\n".join(line for line in text.splitlines() if _key(line) not in known)
    return kept if kept.strip() else text
