"""How a name stands in its clause: governed, set aside between commas, describing a noun, or opening the sentence."""

from __future__ import annotations

from djeli.extract.ties.names import End, Line
from djeli.extract.ties.sides import DASHES, DESCRIBING, MARKS, Fits, over_bracket


def topic_of(line: Line, last: End) -> End | None:
    """The name that opens the sentence with a comma behind it, for a verb behind another comma after `last`."""
    first = line.ends[0] if line.ends else None
    if first is None or first.low > 1 or first.low == last.low:
        return None
    n = first.high
    if n < len(line.tokens) and line.tokens[n].low == "(":
        while n < len(line.tokens) and line.tokens[n].low != ")":
            n += 1
        n += 1
    closed = n >= len(line.tokens) or line.tokens[n].low != ","
    return None if closed or any(t.low in (";", ":") for t in line.tokens[n : last.low]) else first


def is_finite(line: Line, manner: tuple[str, ...]) -> bool:
    """Whether a finite verb stands between the comma and the cue: "X, …, is headed by"."""
    return any(line.among(word, "finite") for word in manner[: manner.index(",")])


def around(line: Line, inner: End) -> End | None:
    """The name before what stands between two commas, the second right behind `inner`; None for a list of names."""
    for n in range(inner.low - 1, max(-1, inner.low - 2 * DESCRIBING), -1):
        if line.tokens[n].low == ",":
            plain = any(t.low[:1].isalpha() and not t.capital for t in line.tokens[n + 1 : inner.low])
            outer = line.end_at(n - 1)
            return outer if plain and outer is not None and outer.high == n else None
    return None


def opened(line: Line, at: int) -> int:
    """The relative pronoun that opens the clause which goes on at token `at` with "and"; -1 without one."""
    for n in range(at - 1, max(-1, at - 2 * DESCRIBING), -1):
        if line.tokens[n].low in (",", ";", ":") or line.among(line.tokens[n].low, "coordinators"):
            return -1
        if line.among(line.tokens[n].low, "which", "who"):
            return n + 1
    return -1


def owner_of(line: Line, person: End) -> End | None:
    """The body behind "of" before a person: "the Army of X, which …" speaks of the army."""
    if not person.person or person.low < 2 or not line.among(line.tokens[person.low - 1].low, "of"):
        return None
    body = line.end_at(person.low - 2)
    return body if body is not None and body.group else None


def somebody(line: Line, n: int, fits: Fits) -> End | None:
    """The person whom a plain noun at token `n` is apposed to: "X, the general widely known as", "X, a cleric who"."""
    for k in range(n - 1, max(-1, n - DESCRIBING), -1):
        low = line.tokens[k].low
        if low == ",":
            end = line.end_at(over_bracket(line, k - 1))
            return end if end is not None and end.person and fits(end) else None
        if low in MARKS or line.among(low, "stops", "coordinators") or (line.end_at(k) and not line.tokens[k].capital):
            return None
    return None


def is_one_of(line: Line, end: End) -> bool:
    """Whether a name describes a noun apposed to another: "X, an al Qaeda affiliate which"."""
    n = end.low - 1
    return n > 0 and line.among(line.tokens[n].low, "indefinite") and line.tokens[n - 1].low in (",", *DASHES)


def is_aside(line: Line, end: End) -> bool:
    """Whether a name before a verb only tells where or with whom: "notables in X joined", "split from X to form"."""
    n = end.low - 1
    while n >= 0 and line.among(line.tokens[n].low, "articles", "titles"):
        n -= 1
    return n >= 0 and line.among(line.tokens[n].low, "beside")


def attributive(line: Line, end: End) -> bool:
    """Whether a name only describes the plain noun behind it: "an al Qaeda affiliate"."""
    return end.high < len(line.tokens) and line.among(line.tokens[end.high].low, "groups", "offices")


def is_governed(line: Line, end: End) -> bool:
    """Whether a preposition stands before a name, articles and titles passed."""
    n = end.low - 1
    while n >= 0 and line.among(line.tokens[n].low, "articles", "titles"):
        n -= 1
    return n >= 0 and (line.among(line.tokens[n].low, "stops", "of") or line.tokens[n].low == "(")
