"""The end behind a cue: the first name there, a description of it passed."""

from __future__ import annotations

from djeli.extract.ties.names import End, Line
from djeli.extract.ties.sides import (
    DASHES,
    DESCRIBING,
    NONE,
    QUOTES,
    Fits,
    Reach,
    listed_right,
    possessive,
)
from djeli.values import Party


def touching_right(line: Line, at: int, fits: Fits) -> Reach:
    """The name that begins right at token `at`, a quotation mark passed."""
    at += at < len(line.tokens) and line.tokens[at].low in QUOTES
    end = line.end_at(at)
    return Reach((end,)) if end is not None and end.low == at and fits(end) else NONE


def apposed(line: Line, at: int, fits: Fits) -> Reach:
    """The name apposed right behind another: "the leader of X, Y"."""
    if at < len(line.tokens) and line.tokens[at].low in (",", *DASHES, *line.words.sets["be"]):
        return right(line, at + 1, fits, near=True)
    return NONE


def swapped(line: Line, at: int, fits: Fits) -> Reach:
    """Who comes instead: "replaced X, an ally, with Y", "sacked X as commander and named Y"."""
    for n in range(at, min(len(line.tokens), at + 2 * DESCRIBING)):
        low = line.tokens[n].low
        if line.among(low, "with"):
            return right(line, n + 1, fits)
        if low in (";", ":") or line.among(low, "relatives"):
            return NONE
    return NONE


def right(line: Line, at: int, fits: Fits, *, lax: bool = False, near: bool = False) -> Reach:
    """The names behind token `at`, a description of them passed."""
    n, passed, comma = at, 0, False
    other: End | None = None
    while n < len(line.tokens) and passed <= DESCRIBING:
        low = line.tokens[n].low
        end = line.end_at(n)
        if end is not None and end.low == n:
            reach = _named(line, end, fits)
            if reach is not None:
                return reach
            if not end.known and not _adjective(line, end) and other is not None:
                return NONE
            other, n = end, end.high
            passed += 1
            continue
        if _closes(line, n):
            return NONE
        if comma and (n in line.dated or line.among(low, "stops")):
            return NONE  # "its allies, on Friday sentenced X"
        if n in line.dated or low.isdigit() or low in QUOTES or line.among(low, "titles"):
            n += 1
            continue
        if n + 1 in line.dated and line.among(low, "stops"):
            n += 1
            continue
        if low == ",":
            if comma or (passed == 0 and not lax):
                return NONE
            comma = True
            n += 1
            continue
        if near and line.among(low, "of"):
            return NONE  # "the leader of X, the armed wing of Y": Y is no apposition of the leader
        meant = _meant(line, at, n, fits, passed)
        if meant is not None:
            return meant
        if line.among(low, "coordinators") or (line.among(low, "stops") and not (lax and line.among(low, "be"))):
            return NONE
        if not (low[:1].isalpha() or low in ("-", "'s", "'", ".")):
            return NONE
        if (near or other is not None) and (low.endswith("ed") or line.among(low, "verbs")):
            return NONE  # "the chairman of X, told Y"
        n += 1
        passed += 1
    return NONE


def _named(line: Line, end: End, fits: Fits) -> Reach | None:
    """The names that begin with `end`, or whom it introduces or owns; None when it is none that fits."""
    if end.high < len(line.tokens) and line.among(line.tokens[end.high].low.lstrip("-"), "compounds"):
        return None  # "the UN-approved X"
    for one in (_behind_body(line, end, fits), _belonging(line, end)):
        if one is not None and fits(one):
            return Reach(listed_right(line, one, fits))
    whole = _extended(line, end)
    if whole is not None and fits(whole):
        return Reach((whole,))
    return Reach(listed_right(line, end, fits)) if fits(end) and not _adjective(line, end) else None


def _meant(line: Line, at: int, n: int, fits: Fits, passed: int) -> Reach | None:
    """Whom a word without a name means: "what is called X", "a council", "the group", "it"; None when it is none."""
    low = line.tokens[n].low
    if line.among(low, "what"):
        named = next((e for e in line.ends if n < e.low <= n + DESCRIBING), None)
        return Reach((named,)) if named is not None and fits(named) else NONE
    if line.among(low, "institutions") and passed and _plain_end(line, n):
        found = _institution(line, at, n)
        return Reach((found,)) if found is not None and fits(found) else NONE
    if line.among(low, "groups") and n > at and _is_the_group(line, n):
        return Reach(group=True, noun=low, at=n)
    if line.among(low, "it", "he") and not line.among(low, "stops", "coordinators"):
        return Reach(group=line.among(low, "it"), he=line.among(low, "he"), at=n) if not passed else NONE
    return None


def _is_the_group(line: Line, n: int) -> bool:
    """Whether a plain noun stands for a body named before: "the group", "the rebel movement", and no name follows."""
    if line.tokens[n].low.endswith("s") and line.tokens[n].low != "forces":
        return False  # "the rebels" may be anybody's
    if not line.among(line.tokens[n - 1].low, "definite") and not (
        n > 1 and line.among(line.tokens[n - 2].low, "definite") and not line.tokens[n - 1].capital
    ):
        return False
    if n + 1 >= len(line.tokens):
        return True
    low = line.tokens[n + 1].low
    named = line.among(low, "named", "of", "relatives", "groups", "body_words") or line.tokens[n + 1].capital
    return not named and not (low[:1].isalpha() and not line.among(low, "stops", "coordinators", "be"))


def _closes(line: Line, n: int) -> bool:
    """Whether a quotation ends there: who speaks it stands behind."""
    low = line.tokens[n].low
    return low in ("”", "»") or (low == '"' and n > 0 and line.tokens[n - 1].low in (",", ".", "?", "!"))


def _plain_end(line: Line, n: int) -> bool:
    """Whether the noun phrase that holds token `n` ends there."""
    return (
        n + 1 >= len(line.tokens)
        or not line.tokens[n + 1].low[:1].isalpha()
        or line.among(line.tokens[n + 1].low, "stops", "coordinators")
    )


def _institution(line: Line, at: int, n: int) -> End | None:
    """A body without a name: "a transitional council", with its adjectives; "the group" is none."""
    low = at
    while low < n and (line.among(line.tokens[low].low, "articles") or not line.tokens[low].low[:1].isalpha()):
        low += 1
    if low == n or any(line.among(t.low, "be", "stops", "unreal", "its", "things") for t in line.tokens[low:n]):
        return None
    start, end = line.tokens[low].start, line.tokens[n].end
    name = line.text[start - line.sentence.start : end - line.sentence.start]
    return End(low, n + 1, start, end, Party(name=" ".join(name.split())), body=True)


def _adjective(line: Line, end: End) -> bool:
    """Whether a lone unknown word in capitals describes what follows: "Malian" in "a Malian preacher, X"."""
    if end.known or end.place or end.high - end.low > 1 or end.acronym or end.high >= len(line.tokens):
        return False
    token = line.tokens[end.high]
    if not token.low[:1].isalpha() or token.capital or line.among(token.low, "stops", "be", "coordinators"):
        return False
    return line.among(token.low, "groups", "titles", "offices") or token.low.endswith("s")


def _belonging(line: Line, end: End) -> End | None:
    """The body that belongs to a state or a person: "Iraq's Popular Mobilization Forces"."""
    n = end.high
    if n + 1 >= len(line.tokens) or not possessive(line.tokens[n].low):
        return None
    owned = line.end_at(n + 1)
    return owned if owned is not None and owned.low == n + 1 and owned.group else None


def _extended(line: Line, end: End) -> End | None:
    """A body told by what it belongs to and a plain noun: "Niger's presidential guard"."""
    n = end.high
    if n >= len(line.tokens) or not (possessive(line.tokens[n].low) or _adjective_like(line, end)):
        return None
    n += possessive(line.tokens[n].low)
    for high in range(n, min(n + 4, len(line.tokens))):
        low = line.tokens[high].low
        if line.end_at(high) is not None or not low[:1].isalpha() or line.among(low, "stops"):
            return None
        if line.among(low, "institutions") and _plain_end(line, high):
            start, stop = end.start, line.tokens[high].end
            name = "".join((end.party.name, line.text[end.end - line.sentence.start : stop - line.sentence.start]))
            return End(end.low, high + 1, start, stop, Party(name=" ".join(name.split())), body=True)
    return None


def _adjective_like(line: Line, end: End) -> bool:
    return end.high - end.low == 1 and not end.known


def _behind_body(line: Line, end: End, fits: Fits) -> End | None:
    """The person behind a body and a word for its people: "JNIM commander X", "Al-Qaeda's former emir X"."""
    n = end.high
    if n < len(line.tokens) and possessive(line.tokens[n].low):
        n += 1
    skipped = 0
    while n < len(line.tokens) and skipped < 4 and line.end_at(n) is None:
        low = line.tokens[n].low
        if line.among(low, "stops") or not low[:1].isalpha() or line.among(low, "coordinators"):
            return None
        n, skipped = n + 1, skipped + 1
    person = line.end_at(n)
    if person is None or not skipped or person.low != n or not person.person or not fits(person):
        return None
    before = line.tokens[n - 1].low
    return person if line.among(before, "titles", "offices") else None
