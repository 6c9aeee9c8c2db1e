"""The end before a cue, over the small words that may lie between, or the subject of its clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from djeli.extract.ties.asides import (
    around,
    is_aside,
    is_finite,
    is_governed,
    is_one_of,
    opened,
    owner_of,
    somebody,
    topic_of,
)
from djeli.extract.ties.names import End, Line
from djeli.extract.ties.sides import (
    DASHES,
    DESCRIBING,
    LISTED,
    MARKS,
    NONE,
    Fits,
    Reach,
    listed_left,
    listed_right,
    over_bracket,
    possessive,
)
from djeli.extract.ties.tree import subjects_of
from djeli.values import Party

_FEW, _WORDS = 3, 6
"""Small words that are enough to tell tense and denial, and words looked at where there are fewer."""
_SMALL = ("be", "adverbs", "relatives", "over", "deny", "unreal")


def nearest_left(line: Line, at: int, fits: Fits) -> Reach:
    """The last name before token `at` that fits, not far off: "picked X to succeed him as the head of"."""
    ends = [e for e in line.ends if at - 2 * DESCRIBING <= e.low and e.high <= at and fits(e)]
    return Reach((ends[-1],), _words_before(line, at)) if ends else NONE


def touching_left(line: Line, at: int, fits: Fits, *, start: int = -1) -> Reach:
    """The name right before token `at`, over its possessive ending or a bracket with its short name."""
    n = at - 1
    owning = possessive(line.tokens[min(at, len(line.tokens) - 1)].low)
    if n >= 0 and possessive(line.tokens[n].low):
        n, owning = n - 1, True
    if owning and n > 0 and line.among(line.tokens[n].low, "groups") and line.among(line.tokens[n - 1].low, "definite"):
        return Reach((), group=True, at=n - 1, noun=line.tokens[n].low)  # "the group's leader"
    if n > 0 and line.tokens[n].low == "," and line.among(line.tokens[at].low, "under"):
        n -= 1
    n = over_bracket(line, n)
    end = line.end_at(n)
    if (
        end is not None and end.start < start < end.end and line.text[start - line.sentence.start] == "-"
    ):  # "Iran-backed": the name ends where the cue begins
        word = line.text[end.start - line.sentence.start : start - line.sentence.start]
        end = replace(end, end=start, party=Party(name=word))
        return Reach((end,)) if fits(end) else NONE
    return Reach(listed_left(line, end, fits)) if end is not None and end.high == n + 1 and fits(end) else NONE


def antecedent(line: Line, first: int, fits: Fits) -> Reach:
    """Whom a clause with its own subject at token `first` speaks of: "X, which Y founded", "the X he founded"."""
    n = first - 1
    while n >= 0 and line.among(line.tokens[n].low, "articles", "titles"):
        n -= 1
    if n < 0:
        return NONE
    if line.among(line.tokens[n].low, "relatives"):
        n -= n > 0 and line.among(line.tokens[n - 1].low, "stops")  # "to which"
        return left(line, n, fits)
    if line.among(line.tokens[n].low, "coordinators"):  # "which Y founded and Z keeps in funds"
        back = [k for k in range(max(0, n - DESCRIBING), n) if line.among(line.tokens[k].low, "which")]
        return left(line, back[-1], fits) if back else NONE
    end = line.end_at(n)
    if end is not None:
        return Reach((end,)) if end.high == n + 1 and end.group and fits(end) else NONE
    if line.among(line.tokens[n].low, "groups"):  # "the faction he founded in Puntland, X, …"
        named = next(
            (e for e in line.ends if first < e.low <= first + LISTED and line.tokens[e.low - 1].low == ","), None
        )
        return Reach((named,)) if named is not None and named.group and fits(named) else NONE
    return NONE


def left(line: Line, at: int, fits: Fits, *, noun: bool = False, verb: bool = False) -> Reach:
    """Who the words before token `at` speak of.

    `noun`: the cue is a noun, so its own adjectives and article stand between; `verb`: it is a verb with a subject,
    which may stand before what is set between commas.
    """
    reach = _beside(line, at, fits, noun=noun, verb=verb)
    if reach.ends or reach.group or reach.he:
        return reach
    outer = _outer(line, at)
    if outer is None or not fits(outer):
        return reach
    return Reach(listed_left(line, outer, fits), _words_before(line, at), far=True)


def _outer(line: Line, at: int) -> End | None:
    """The name before what stands between two commas, the second not far before the cue."""
    commas = [n for n in range(max(0, at - 3 * DESCRIBING), at) if line.tokens[n].low == ","]
    if len(commas) < 2 or not all(_small(line, t.low) for t in line.tokens[commas[-1] + 1 : at]):
        return None
    end = line.end_at(commas[-2] - 1)
    return end if end is not None and end.high == commas[-2] else None


def _beside(line: Line, at: int, fits: Fits, *, noun: bool, verb: bool) -> Reach:
    """The name beside the cue, or the subject of its clause."""
    manner: list[str] = []
    n = at - 1
    if noun:
        n = _over_adjectives(line, n, manner)
    elif verb and n > 0 and line.among(line.tokens[n].low, "charging"):
        return _accused(line, n, fits)
    while n >= 0:
        token = line.tokens[n]
        low = token.low
        end = line.end_at(n)
        if end is not None:
            if end.high != n + 1 or not fits(end) or (verb and is_aside(line, end)):
                return _subject(line, at, fits, manner)
            return _found(line, end, at, fits, tuple(manner), verb=verb)
        if low == ")":
            n = min(over_bracket(line, n), n - 1)  # one that was never opened is passed alone
            continue
        if line.among(low, "what"):
            return NONE
        if line.among(low, "coordinators"):
            manner.append(low)
            clause = opened(line, n)
            return _subject(line, at, fits, manner) if clause < 0 else left(line, clause, fits)
        if n in line.dated or low in MARKS or _small(line, low):
            manner.append(low)
            n -= 1
            n = _over_preposition(line, n)
            continue
        if line.among(low, "it"):
            return Reach((), tuple(manner), group=True, at=n)
        if line.among(low, "he"):
            return Reach((), tuple(manner), he=True, at=n)
        if noun and (named := _as_new(line, n, fits)) is not None:
            return Reach((named,), tuple(manner))
        if line.among(low, "groups"):
            return _described(line, n, fits, manner)
        if line.among(low, "persons") and (person := somebody(line, n, fits)) is not None:
            return Reach((person,), tuple(manner))
        if n > 0 and low[:1].isalpha() and line.among(line.tokens[n - 1].low, "groups"):  # "un groupe rebelle"
            return _described(line, n - 1, fits, manner)
        return _subject(line, at, fits, manner)
    return Reach((), tuple(manner))


def _accused(line: Line, n: int, fits: Fits) -> Reach:
    """Whom the words before "of" or "for" at token `n` speak against: "accused Y of arming", "Y's reasons for"."""
    told = tuple(t.low for t in reversed(line.tokens[max(0, n - _WORDS) : n + 1]))
    end = line.end_at(n - 1)
    if end is not None and end.high == n:
        return Reach((end,), told) if fits(end) and any(line.among(w, "charges") for w in told) else NONE
    if any(line.among(w, "charges") for w in told):
        low = line.tokens[n - 1].low
        if line.among(low, "states"):
            states = [
                e for e in line.ends if e.high < n and (e.country or e.party.country) and not is_governed(line, e)
            ]
            return Reach((states[-1],), told) if states else NONE
        if line.among(low, "it", "groups"):
            return Reach((), told, group=True, at=n - 1, noun=low)
        if line.among(low, "he"):
            return Reach((), told, he=True, at=n - 1)
        passive = any(line.among(w, "be") for w in told[:4])
        return _subject(line, n, fits, told) if passive else NONE
    return NONE


def _as_new(line: Line, n: int, fits: Fits) -> End | None:
    """Who is told to have become what the cue says: "was replaced by X as the leader of"."""
    end = line.end_at(n - 1) if line.among(line.tokens[n].low, "as") else None
    return end if end is not None and fits(end) else None


def _found(line: Line, end: End, at: int, fits: Fits, manner: tuple[str, ...], *, verb: bool) -> Reach:
    """The name that stands before the small words, or the one it stands beside."""
    if "," in manner and (verb or is_finite(line, manner)) and not set(manner) & line.words.sets["relatives"]:
        topic = None if verb else topic_of(line, end)
        if topic is not None and fits(topic):
            return Reach(listed_left(line, topic, fits), manner, far=True)
        # "X, once the spokesman of Y, quit Z": the name before the comma need not be the subject
        outer = around(line, end)
        if outer is not None and fits(outer):
            return Reach(listed_left(line, outer, fits), manner, far=True)
        parsed = _parsed(line, at, fits, manner)
        if parsed is not None and parsed.ends:
            return parsed
    which = set(manner) & line.words.sets["which"] or line.among(
        line.tokens[min(at, len(line.tokens) - 1)].low, "which"
    )
    owner = owner_of(line, end) if which else None
    return Reach(listed_left(line, owner if owner is not None and fits(owner) else end, fits), manner)


def _over_preposition(line: Line, n: int) -> int:
    """Past the preposition of a date: "in" of "in 2014"."""
    if n >= 0 and n + 1 in line.dated and line.among(line.tokens[n].low, "stops"):
        return n - 1
    return n


def _small(line: Line, low: str) -> bool:
    return any(low in line.words.sets[name] for name in _SMALL) or (low.endswith("ly") and len(low) > 4)


def _over_adjectives(line: Line, n: int, manner: list[str]) -> int:
    """Before the article of a noun, its adjectives passed."""
    for back in range(4):
        at = n - back
        if at < 0:
            return n
        token = line.tokens[at]
        if line.among(token.low, "articles", "its"):
            manner += [line.tokens[k].low for k in range(at + 1, n + 1)]
            return at - 1
        end = line.end_at(at)
        if token.low in MARKS or (end is not None and end.known) or line.among(token.low, "stops"):
            return n
    return n


def _described(line: Line, at: int, fits: Fits, manner: list[str]) -> Reach:
    """A noun for bodies before the cue: apposed to a name, said of it, or "the group"."""
    n = at - 1
    for _ in range(DESCRIBING):
        if n < 0:
            return NONE
        token = line.tokens[n]
        if line.among(token.low, "articles"):
            break
        end = line.end_at(n)
        if line.among(token.low, "of") and n > 0 and line.among(line.tokens[n - 1].low, "groups"):
            return _described(line, n - 1, fits, manner)  # "a coalition of former rebels that"
        if token.low == "," and n == at - 1:  # "le GATIA, milice fondée par"
            reach = left(line, n + 1, fits)
            return Reach(reach.ends, tuple(manner), group=reach.group)
        if token.low in MARKS or line.among(token.low, "stops"):
            return _plain(line, at, fits, manner)
        if end is not None and end.known and fits(end) and end.high == at and not is_one_of(line, end):
            return Reach((end,), tuple(manner))  # "JNIM fighters"
        n -= 1
    else:
        return NONE
    if line.among(line.tokens[n].low, "clauses") and line.tokens[at].low.endswith("s"):
        return NONE  # "reported that fighters affiliated with"
    definite = not line.among(line.tokens[n].low, "indefinite")
    before = n - 1
    if before >= 0 and line.tokens[before].low in (",", *DASHES):
        reach = left(line, before + 1, fits)
        if reach.ends or reach.group:
            return Reach(reach.ends, tuple(manner), group=reach.group)
    if before >= 0 and (line.among(line.tokens[before].low, "be") or line.tokens[before].low == "'s"):
        reach = left(line, before + 1, fits)
        if reach.ends or reach.group:
            return Reach(reach.ends, tuple(manner), group=reach.group)
    if definite and not any(e.known for e in line.ends if n < e.low < at):
        return Reach((), tuple(manner), group=True, noun=line.tokens[at].low)
    return NONE


def _plain(line: Line, at: int, fits: Fits, manner: list[str]) -> Reach:
    """A plural without article before the cue ("separatist rebels backed by X"): a name apposed before it, or none."""
    end = line.end_at(at - 1)
    if end is not None and end.high == at and fits(end) and not end.place and (end.group or end.high - end.low > 1):
        return Reach((end,), tuple(manner))
    return NONE


def _subject(line: Line, at: int, fits: Fits, manner: Sequence[str]) -> Reach:
    """The subject of the clause: by the parse, else the first name before `at` that no preposition governs."""
    told = tuple(manner) if len(manner) > _FEW else _words_before(line, at)
    parsed = _parsed(line, at, fits, told)
    if parsed is not None:
        return parsed
    for end in line.ends:
        if end.high > at:
            break
        owning = end.high < len(line.tokens) and line.tokens[end.high].low.startswith("'")
        if fits(end) and not owning and not is_governed(line, end):
            return Reach(listed_right(line, end, fits), told, far=True)
    return _opening(line, told)


def _words_before(line: Line, at: int) -> tuple[str, ...]:
    """The last words of the clause before a cue, from right to left: they tell tense and denial."""
    words: list[str] = []
    for token in reversed(line.tokens[max(0, at - _WORDS) : at]):
        if token.low in (",", ";", ":"):
            break
        words.append(token.low)
    return tuple(words)


def _parsed(line: Line, at: int, fits: Fits, told: tuple[str, ...]) -> Reach | None:
    """The subject by the parse: a name, a pronoun or "the group"; None where there is no parse."""
    cue = line.tokens[min(at, len(line.tokens) - 1)]
    spots = subjects_of(line.sentence, (cue.start, cue.end))
    for spot in spots:
        n = line.at(spot[0])
        end = line.end_at(n)
        if end is not None:
            good = fits(end) and end.high <= at
            return Reach(listed_left(line, end, fits), told, far=True) if good else NONE
    for spot in spots:
        n = line.at(spot[0])
        low = line.tokens[n].low if n < len(line.tokens) else ""
        if line.among(low, "groups", "it"):
            return _noun_subject(line, n, fits, told, at)
        if line.among(low, "he"):
            return Reach((), told, he=True, far=True, at=n)
    return NONE if spots else None


def _noun_subject(line: Line, n: int, fits: Fits, told: tuple[str, ...], at: int) -> Reach:
    """A noun for bodies as subject: apposed to a name, or "the group"."""
    if line.among(line.tokens[n].low, "it"):
        return Reach((), told, group=True, far=True, at=n)
    if n + 1 < at and line.tokens[n + 1].low == ",":
        named = line.end_at(n + 2)
        if named is not None and named.low == n + 2 and fits(named):
            return Reach((named,), told, far=True)
    reach = _described(line, n, fits, list(told))
    return Reach(reach.ends, told, group=reach.group, far=True)


def _opening(line: Line, told: tuple[str, ...]) -> Reach:
    """A sentence that begins with "it", "he" or "the group"."""
    first = line.tokens[0].low if line.tokens else ""
    two = f"{first} {line.tokens[1].low}" if len(line.tokens) > 1 else ""
    if line.among(first, "it") or line.among(two, "it") or _the_group(line):
        return Reach((), told, group=True, far=True)
    return Reach((), told, he=True, far=True) if line.among(first, "he") else NONE


def _the_group(line: Line) -> bool:
    return (
        len(line.tokens) > 1 and line.among(line.tokens[0].low, "articles") and line.among(line.tokens[1].low, "groups")
    )
