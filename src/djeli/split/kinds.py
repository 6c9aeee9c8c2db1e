"""What an item is: opinion, analysis, interview, statement, profile, fiction, or a plain article, with the reason."""

from __future__ import annotations

import re

from djeli.split.words import KindWords, plain, words
from djeli.vocab import ItemKind

LOOK = 10_000  # characters of the body that are looked at

# Which kind wins when several fit: the one that changes most how the text may be used.
_ORDER = (
    ItemKind.FICTION,
    ItemKind.STATEMENT,
    ItemKind.INTERVIEW,
    ItemKind.OPINION,
    ItemKind.PROFILE,
    ItemKind.ANALYSIS,
)
_LABEL_CUT = re.compile(r"\s*[:|–—]\s+|\s+-\s+|\s*[|\]]\s*")


def _label(title: str, lines: tuple[str, ...], kind: KindWords) -> str:
    """The label that names the kind, on its own line or at either end of the title; empty when there is none."""
    for line in lines:
        bare = plain(line).strip(" .:|[]()*–—-")
        if bare in kind.labels:
            return line.strip()
    pieces = _LABEL_CUT.split(title.strip(" [("))
    if len(pieces) > 1:
        for piece in (pieces[0], pieces[-1]):
            if plain(piece).strip(" .[]()") in kind.labels:
                return piece
    return ""


def _reason(title: str, lines: tuple[str, ...], body: str, kind: KindWords) -> str:
    label = _label(title, lines, kind)
    if label:
        return f"it is labelled “{label}”"
    met = [match[0] for pattern in kind.body if (match := pattern.search(body))]
    titled = kind.title.search(title) if kind.title and title else None
    if titled and (met or kind.kind in (ItemKind.STATEMENT, ItemKind.FICTION, ItemKind.INTERVIEW)):
        return f"its title has “{titled[0].strip()}”"
    if len(met) >= kind.need:
        return "it says " + ", ".join(f"“{found.strip()}”" for found in met[:4])
    return ""


def find_kind(title: str, lines: tuple[str, ...], body: str, *, language: str = "") -> tuple[ItemKind, str]:
    """Kind and reason. `lines` are the short lines above the body that may hold a label; ARTICLE needs no reason.

    Only words of the item's language are looked for, or of every language when it has none of ours.
    """
    shown = plain(body[:LOOK])
    kinds = [kind for kind in words().kinds if kind.language == language] or words().kinds
    found = {kind.kind: reason for kind in kinds if (reason := _reason(title, lines, shown, kind))}
    for kind in sorted(found, key=lambda kind: (not found[kind].startswith("it is labelled"), _ORDER.index(kind))):
        return kind, found[kind]
    return ItemKind.ARTICLE, ""
