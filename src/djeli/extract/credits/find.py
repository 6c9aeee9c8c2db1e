"""All credits of an item: the notations in the order of their strength, each group read once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from djeli.extract.credits.lines import of_lines
from djeli.extract.credits.lists import Group, Need, bracketed, labelled, opened
from djeli.extract.credits.names import creditable, knower, outletish, parted, same_outlet, shown
from djeli.extract.credits.reach import Paragraphs
from djeli.extract.credits.sentences import in_sentences
from djeli.extract.credits.spots import scan
from djeli.extract.credits.words import CreditWords, Known, credit_words, lower
from djeli.extract.mentions import CreditMention, Range
from djeli.records import Item
from djeli.resources.sources import by_name
from djeli.values import Credit
from djeli.vocab import Notation, RegionKind


def find_credits(
    content: str, item_start: int, item_end: int, lang: str, *, is_outlet: Known | None = None, own: str = ""
) -> tuple[CreditMention, ...]:
    """Credited outlets and bodies in `content[item_start:item_end]`, in text order, one per outlet of a credit group.

    `own` is the item's own publisher, which is nobody's source for itself: it is left out.

    `is_outlet` asks a table of outlets beside the names of `lang/*/credits.yaml`; the shipped one by default.
    """
    words = credit_words(lang)
    known = knower(words, is_outlet)
    groups: list[tuple[Group, list[Range]]] = []
    taken = bytearray(item_end - item_start)  # what a stronger notation has read
    for group in _groups(content, item_start, item_end, words, known):
        low, high = group.start - item_start, group.end - item_start
        if 1 in taken[low:high]:
            continue
        names = _names(content, group, words, known, own)
        if names:
            taken[low:high] = b"\1" * (high - low)
            groups.append((group, names))
    if not groups:
        return ()
    paragraphs = Paragraphs(content, item_start, item_end, [group for group, _ in groups])
    found = (
        CreditMention(
            start=start,
            end=end,
            credit=_credit(shown(content[start:end]), group.notation),
            group=(group.start, group.end),
            reach=paragraphs.reach(group),
        )
        for group, names in groups
        for start, end in names
    )
    return tuple(sorted(found, key=lambda one: one.start))


def item_credits(content: str, item: Item, around: Range, lang: str, *, own: str = "") -> tuple[CreditMention, ...]:
    """Credits of an item, with those of the lines right above and below it that hold nothing else.

    `around` is how far these lines may lie. Menus, related links, comments and share prompts credit nobody. A publisher
    that was read from the words of a credit is credited all the same.
    """
    told = item.publisher.span if item.publisher is not None else None
    found = find_credits(content, item.start, item.end, lang)
    found = tuple(
        one
        for one in found
        if not any(r.kind in _ASIDE and r.start <= one.start < r.end for r in item.regions)
        and (not same_outlet(one.credit.name, own) or (told is not None and told.start < one.end <= told.end))
    )
    outside = (*_margin(content, (around[0], item.start), lang), *_margin(content, (item.end, around[1]), lang))
    return tuple(sorted((*found, *outside), key=lambda one: one.start))


def _margin(content: str, around: Range, lang: str) -> Iterator[CreditMention]:
    """Credits on lines of their own in a stretch outside the items, as long as nothing much else stands there."""
    if not around[0] < around[1] <= around[0] + _MARGIN:
        return
    for one in find_credits(content, *around, lang):
        if one.credit.notation in _OUTSIDE:
            yield replace(one, reach=None)


_ASIDE = frozenset(
    {RegionKind.NAVIGATION, RegionKind.RELATED_LINK, RegionKind.COMMENTS, RegionKind.SHARE_PROMPT, RegionKind.ALT_TEXT}
)
_OUTSIDE = frozenset({Notation.LABEL, Notation.LINK, Notation.OPENER})
_MARGIN = 300  # characters


def _groups(content: str, start: int, end: int, words: CreditWords, known: Known) -> Iterator[Group]:
    seen = scan(content, start, end, words)
    return chain(
        labelled(seen, words),
        opened(seen, words, known),
        bracketed(seen, words, known),
        of_lines(seen, words, known),
        in_sentences(seen, words, known),
    )


def _names(content: str, group: Group, words: CreditWords, known: Known, own: str) -> list[Range]:
    """The names of a group that count, each once."""
    found: list[Range] = []
    seen: set[str] = set()
    for start, end in group.names or parted(content, (group.start, group.end), words, known):
        text = content[start:end]
        name = lower(shown(text))
        if start >= end or name in seen or same_outlet(text, own):
            continue
        if name in words.stop_names or (not group.names and not creditable(shown(text), words, known)):
            continue
        if not group.names and not _enough(text, group.need, words, known):
            continue
        seen.add(name)
        found.append((start, end))
    if _IN_LANGUAGE.search(content, group.start, group.end):
        return found[:1]  # "Radio Kofa, Nairobi, in Somali 0330 gmt": place and hour of a broadcast
    if len(found) == 2 and content.startswith(_ADDRESS, found[1][0]) and not content.startswith(_ADDRESS, found[0][0]):
        return found[:1]  # an outlet with its address
    return found


_IN_LANGUAGE = re.compile(r",\sin [A-Z]\w+(?:\s\d|\s?[,.]|$)")
_ADDRESS = ("http://", "https://", "www.")


def _enough(name: str, need: Need, words: CreditWords, known: Known) -> bool:
    if need is Need.ANY:
        return True
    return known(name) if need is Need.KNOWN else outletish(name, words, known)


def _credit(name: str, notation: Notation) -> Credit:
    outlet = by_name(name)
    return Credit(name=name, outlet=outlet.id if outlet is not None else "", notation=notation)
