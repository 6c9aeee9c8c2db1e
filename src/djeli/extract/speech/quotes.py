"""Where quotations start and end, across sentences and paragraphs."""

from __future__ import annotations

import re

from djeli.extract.mentions import Range

_PAIRS = {"“": "”", "«": "»", "„": "“", "「": "」", "‹": "›"}
_OPENERS = "".join(_PAIRS)
_STRAIGHT = frozenset({'"', "''"})
_LONGEST = 3000  # a quotation longer than this is a missing closing mark, as a rule
_MARK = re.compile(r"[“”«»„「」‹›]|''|``|\"|(?<![^\W_])[‘'](?=\w)|(?<=[\w.,!?…])[’'](?![^\W_])")


def find_quotes(content: str, start: int, end: int) -> tuple[Range, ...]:
    """Ranges of quotations in `content[start:end]`, marks included, in order, not nested.

    A paragraph that opens a quotation without closing it is quoted to its end when the next paragraph opens one too
    (the custom for speech of several paragraphs); an unclosed mark counts for nothing otherwise.
    """
    found: list[Range] = []
    opened: tuple[int, str] | None = None
    for match in _MARK.finditer(content, start, end):
        mark, at = match.group(), match.start()
        if opened is not None and _breaks(content, opened[0], at):
            found += _unclosed(content, opened[0], at)
            opened = None
        if opened is None:
            closing = _closing(content, mark, at)
            opened = (at, closing) if closing else None
        elif mark == opened[1] or (mark in _STRAIGHT and opened[1] == "”" and _ends(content, match.end())):
            found.append((opened[0], match.end()))
            opened = None
    return tuple(found)


def _ends(content: str, at: int) -> bool:
    """Whether a straight mark that ends here closes: some editors type only the first mark of a pair as a curly one."""
    return not content[at : at + 1].strip() or content[at] in ",.;:!?)"


def _closing(content: str, mark: str, at: int) -> str:
    """The mark that closes what `mark` opens here; empty when it opens nothing."""
    if mark in _PAIRS:
        return _PAIRS[mark]
    if mark in ('"', "''", "``"):
        after = content[at + len(mark) : at + len(mark) + 1]
        return "" if not after.strip() or after in ",.;:!?)" else ("''" if mark == "``" else mark)
    if mark == "‘":
        return "’"
    before = content[at - 1 : at]
    return "'" if mark == "'" and (not before or before in " \n\t(—–-:") else ""


def _breaks(content: str, opened: int, at: int) -> bool:
    """Whether a paragraph ended between: quotations rarely cross a line end."""
    return at - opened > _LONGEST or "\n" in content[opened:at]


def _unclosed(content: str, opened: int, at: int) -> list[Range]:
    """The rest of the opening paragraph, when the next one goes on with the same mark."""
    line_end = content.index("\n", opened) if "\n" in content[opened:at] else opened
    goes_on = content[line_end:at].strip() == "" and content[at] == content[opened] and content[at] in _OPENERS + '"'
    return [(opened, line_end)] if goes_on and line_end - opened > 2 else []
