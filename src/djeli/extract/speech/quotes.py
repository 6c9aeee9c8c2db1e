"""Where quotations start and end, across sentences and paragraphs."""

from __future__ import annotations

import re

from djeli.extract.mentions import Range

_PAIRS = {"“": "”", "«": "»", "„": "“", "「": "」", "‹": "›"}
_OPENERS = "".join(_PAIRS)
_ALIKE = frozenset({'"', "''", "”"})
_LONGEST = 3000  # a quotation longer than this is a missing closing mark, as a rule
_MARK = re.compile(r"[“”«»„「」‹›]|''|``|\"|(?<![^\W_])[‘'](?=\w)|(?<=[\w.,!?…])[’'](?![^\W_])")


def find_quotes(content: str, start: int, end: int) -> tuple[Range, ...]:
    """Ranges of quotations in `content[start:end]`, marks included, in order, not nested.

    A paragraph that opens a quotation without closing it is quoted to its end when the next paragraph opens one too
    (the custom for speech of several paragraphs); an unclosed mark counts for nothing otherwise.
    """
    found: list[Range] = []
    opened: tuple[int, str] | None = None
    within = 0  # quotations opened inside this one with the same mark
    for match in _MARK.finditer(content, start, end):
        mark, at = match.group(), match.start()
        if opened is not None and _breaks(content, opened[0], at):
            found += _unclosed(content, opened[0], at)
            opened = None
        if opened is None:
            closing = _closing(content, mark, at)
            opened, within = ((at, closing) if closing else None), 0
        elif _PAIRS.get(mark) == opened[1] and _mistyped(content, at, match.end()):
            found.append((opened[0], match.end()))
            opened = None
        elif _PAIRS.get(mark) == opened[1] and _closed_twice(content, match.end(), opened[1]):
            within += 1
        elif mark == opened[1] or ({mark, opened[1]} <= _ALIKE and _ends(content, match.end())):
            if within == 0:
                found.append((opened[0], match.end()))
                opened = None
            within = max(0, within - 1)
    return tuple(found)


def _mistyped(content: str, at: int, end: int) -> bool:
    """Whether an opening mark stands where only a closing one can: behind a full stop, before a space."""
    return content[at - 1 : at] in (".", ",", "!", "?") and _ends(content, end)


def _closed_twice(content: str, at: int, closing: str) -> bool:
    """Whether the line still holds two closing marks: one for the quotation inside, one for the outer."""
    line_end = content.find("\n", at)
    return content.count(closing, at, line_end if line_end >= 0 else len(content)) > 1


def _ends(content: str, at: int) -> bool:
    """Whether another mark that ends here closes: editors mix straight and curly marks in one pair."""
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
