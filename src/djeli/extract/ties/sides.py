"""The ends of a cue: what stands before and behind it, over the small words that may lie between.

Nothing is guessed over a distance: a word that is neither small nor part of a description stops the search, and then
the subject of the clause answers, if it is one name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from djeli.extract.ties.names import End, Line

MARKS = frozenset({",", "(", ")", "-", "–", "—", '"', "“", "”", "«", "»", "'", "‘", "’"})
DASHES = frozenset({"–", "—", "-"})
QUOTES = frozenset({'"', "“", "”", "«", "»", "‘", "’", "'"})
DESCRIBING = 7
"""Words of a description between a cue and the name it leads to ("a little-known former police officer named X")."""
LISTED = 12
"""Names of one list."""

Fits = Callable[[End], bool]


@dataclass(frozen=True, slots=True)
class Reach:
    """Ends found on one side. `manner` are the small words passed on the way, for tense and denial.

    `group`: the words are "it" or "the group", so the ends are those of the story; `he`: the same of a person.
    """

    ends: tuple[End, ...] = ()
    manner: tuple[str, ...] = ()
    group: bool = False
    he: bool = False
    far: bool = False  # found as the clause's subject, not beside the cue
    at: int = -1  # the token of the pronoun that means these ends
    noun: str = ""  # the plain noun that means them: "council" of "the council"


NONE = Reach()


def possessive(low: str) -> bool:
    """Whether a token is the ending of an owner: "'s"."""
    return low in ("'s", "'") or (low.startswith("'") and len(low) <= 2)


def over_bracket(line: Line, n: int) -> int:
    """The token before a bracket that closes at `n`."""
    if 0 <= n < len(line.tokens) and line.tokens[n].low == ")":
        low = n
        while low >= 0 and line.tokens[low].low != "(":
            low -= 1
        return low - 1 if low > 0 else n
    return n


def listed_left(line: Line, last: End, fits: Fits) -> tuple[End, ...]:
    """The names of the list that ends with `last`."""
    found = [last]
    joined = False
    while len(found) < LISTED:
        n = found[-1].low - 1
        n -= n >= 0 and line.among(line.tokens[n].low, "articles")
        if n < 0:
            break
        mark = line.tokens[n].low
        closing = line.among(mark, "joins")
        joined = joined or closing
        if closing and n > 0 and line.tokens[n - 1].low == ",":
            n -= 1
        if not closing and not (mark == "," and joined):
            break
        n = over_bracket(line, n - 1)
        end = line.end_at(n)
        if end is None or end.high != n + 1 or not fits(end):
            break
        found.append(end)
    return tuple(reversed(found))


def _introduced(line: Line, n: int, fits: Fits) -> End | None:
    """The person whom a description at token `n` introduces: "a former officer, X", "ex-minister X"."""
    for k in range(n, min(len(line.tokens), n + DESCRIBING)):
        if not line.among(line.tokens[k].low, "persons", "offices"):
            if line.among(line.tokens[k].low, "stops", "coordinators", "relatives") or line.tokens[k].low in MARKS:
                return None
            continue
        after = k + 1 + (k + 1 < len(line.tokens) and line.tokens[k + 1].low == ",")
        end = line.end_at(after)
        return end if end is not None and end.low == after and end.person and fits(end) else None
    return None


def _more(line: Line, n: int) -> bool:
    """Whether a list goes on with words that name nobody: "two wings of", "several others"."""
    return n < len(line.tokens) and (
        line.tokens[n].low.isdigit()
        or line.among(line.tokens[n].low, "several")
        or line.among(line.tokens[n - 1].low, "articles")
    )


def listed_right(line: Line, first: End, fits: Fits) -> tuple[End, ...]:
    """The names of the list that begins with `first`: a comma only counts where "and" closes the list."""
    found, sure = [first], 1
    while len(found) < LISTED:
        n = found[-1].high
        if n < len(line.tokens) and line.tokens[n].low == "(":
            while n < len(line.tokens) and line.tokens[n].low != ")":
                n += 1
            n += 1
        closing = False
        if n < len(line.tokens) and line.tokens[n].low == ",":
            n += 1
        elif not (n < len(line.tokens) and line.among(line.tokens[n].low, "joins")):
            break
        if n < len(line.tokens) and line.among(line.tokens[n].low, "joins"):
            closing = True
            n += 1
        skipped = 0
        while (
            n < len(line.tokens)
            and line.end_at(n) is None
            and skipped < 3
            and line.among(line.tokens[n].low, "articles", "titles")
        ):
            n, skipped = n + 1, skipped + 1
        end = line.end_at(n)
        if closing and (end is None or end.low != n or not end.group):
            end = _introduced(line, n, fits) or end  # "and a former officer, X"
            n = end.low if end is not None else n
        if end is None or end.low != n or not fits(end):
            rest = (
                closing and end is None and len(found) > 1 and line.among(line.tokens[n - 1].low, "articles", "joins")
            )
            sure = len(found) if rest and _more(line, n) else sure  # "A, B and two wings of"
            break
        found.append(end)
        sure = len(found) if closing else sure
    return tuple(found[:sure])
