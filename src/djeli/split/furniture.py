"""Which lines are page furniture: menus, prompts, related links, comment boxes, bios, captions, credits, rights."""

from __future__ import annotations

import re
from functools import cache

from djeli.split.words import Furniture, plain, words
from djeli.vocab import RegionKind

MAX_LINE = 400  # furniture is short; the longest prompts seen stay under 300 characters
MAX_START = 160
MAX_END = 200
MIN_PARAGRAPH = 40
MAX_TAIL = 60  # the longest closing prompt known is under 40 characters
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")

# Kinds in the order in which they are tried: the more telling first ("Read more by NAME" is a bio line).
_ORDER = (
    RegionKind.AUTHOR_BIO,
    RegionKind.CREDIT_LINE,
    RegionKind.COPYRIGHT,
    RegionKind.CAPTION,
    RegionKind.ALT_TEXT,
    RegionKind.COMMENTS,
    RegionKind.SHARE_PROMPT,
    RegionKind.RELATED_LINK,
    RegionKind.NAVIGATION,
)
_AGO = re.compile(
    r"^(?:(?:about |over |il y a )?\d+\s*(?:s|sec|seconds?|m|min|mins|minutes?|h|hr|hrs|hours?|heures?|d|days?|jours?"
    r"|w|weeks?|semaines?|months?|mois|years?|ans?)\.?\s*)+(?:ago)?\W*$",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s*[(\[]\s*\d*\s*[)\]]\s*$|[\s:»›→…>|.]+$|^[\s«‹←<|•*►▶+-]+")


def bare(text: str) -> str:
    """The line in lower case without counts in brackets and closing marks: "Comments (0)" is "comments"."""
    return _BARE.sub("", _BARE.sub("", plain(text)).strip()).strip()


@cache
def _ordered() -> tuple[Furniture, ...]:
    return tuple(sorted(words().furniture, key=lambda furniture: _ORDER.index(furniture.kind)))


@cache
def _exact() -> dict[str, RegionKind]:
    return {line: furniture.kind for furniture in reversed(_ordered()) for line in furniture.lines}


@cache
def _opening() -> dict[str, RegionKind]:
    return {line: furniture.kind for furniture in reversed(_ordered()) for line in furniture.opens}


def opens(text: str) -> RegionKind | None:
    """The kind of box that a line opens, or None."""
    return _opening().get(bare(text)) if len(text) <= 60 else None


@cache
def _all_ends() -> tuple[str, ...]:
    return tuple(end for furniture in _ordered() for end in furniture.ends)


def tail_of(text: str) -> tuple[int, RegionKind] | None:
    """Where a prompt begins that ends a paragraph: "… he said. Read more". None when the whole line is a link.

    The paragraph is one when what stands before the prompt is long enough and ends as sentences do.
    """
    lowered = plain(text[-MAX_TAIL:]).rstrip()
    if not lowered.endswith(_all_ends()) or len(lowered) != len(text[-MAX_TAIL:].rstrip()):
        return None
    return _tail(text, plain(text).rstrip())


def _tail(text: str, lowered: str) -> tuple[int, RegionKind] | None:
    if len(lowered) != len(text.rstrip()):
        return None  # a letter that grew in lower case: offsets would not fit
    for furniture in _ordered():
        ending = next((end for end in furniture.ends if lowered.endswith(end)), "")
        before = text[: len(lowered) - len(ending)].rstrip(" |([") if ending else ""
        if len(before) >= MIN_PARAGRAPH and _STOP.search(before):
            return len(lowered) - len(ending), furniture.kind
    return None


def kind_of(text: str) -> RegionKind | None:
    """The region kind of one line, or None when it may be story."""
    if len(text) > MAX_LINE:
        return None
    exact = _exact()
    short = bare(text) if len(text) <= 80 else ""
    if short in exact:
        return exact[short]
    if not any(char.isalnum() for char in text) or (len(text) <= 40 and _AGO.match(text)):
        return RegionKind.NAVIGATION
    lowered = plain(text)
    for furniture in _ordered():
        if len(text) <= MAX_START and lowered.startswith(furniture.starts):
            return furniture.kind
        if len(text) <= MAX_END and furniture.ends and lowered.rstrip().endswith(furniture.ends):
            return furniture.kind if tail_of(text) is None else None
        if furniture.patterns is not None and furniture.patterns.search(text):
            return furniture.kind
    return None
