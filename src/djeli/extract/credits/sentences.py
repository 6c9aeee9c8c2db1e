"""Credits inside prose: "A reports", "told A", "A, citing B", "the newspaper A wrote"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from djeli.extract.credits.lists import JOINT, Group, Need
from djeli.extract.credits.names import creditable, name_like
from djeli.extract.credits.spots import Scan, Spot
from djeli.extract.credits.words import TOKEN, CreditWords, Known, lower, months
from djeli.extract.mentions import Range
from djeli.vocab import Notation

_BORDER = re.compile(r"[.!?؟;:()\[\]\n…]['\"”’»]?\s|[\n()\[\];]|,\s")
_BEFORE, _AFTER, _SELF = 100, 90, 80
_RUN = re.compile(
    r"\s+[“\"«„*_]{0,2}(?P<run>[^\W\d_a-z][\w’'&./-]*(?:\s(?:[^\W\d_a-z][\w’'&./-]*|(?:de|du|des|do|da|of|the|la|le|al)(?=\s[^\W\d_a-z]))){0,4})"
)
_SMALL = re.compile(r"\s([^\W\d_]+)(?=\s)")
_NEXT = re.compile(r"\s*(?:,|,?\s(?:and|et|y|e|und|en|и|та))(?=\s)")
_QUOTES = re.compile(r"\s?:\s?[\"“«„]")
_CLOSED = re.compile(r"\s*(?:[.,;:)”\"]|$)|\s(?:on|in|quoting|citing|from)\s", re.MULTILINE)
_LONGEST_CUE, _LONGEST_GAP = 6, 5
_CLITICS = "وف"


def in_sentences(scan: Scan, words: CreditWords, known: Known) -> Iterator[Group]:
    """Groups of known outlets, and of such as a descriptor makes one, that a verb or a cue makes the source."""
    for chain in _chains(scan):
        if _credited(scan, (chain[0].start, chain[-1].end), words, sure=all(spot.sure for spot in chain)):
            names = tuple((spot.start, spot.end) for spot in chain)
            yield Group(names[0][0], names[-1][1], names[0][0], Notation.SENTENCE, Need.KNOWN, names)
    for described in scan.described:
        names = _described(scan, described, words, known)
        if names and (
            _QUOTES.match(scan.content, names[-1][1]) or _credited(scan, (names[0][0], names[-1][1]), words, sure=True)
        ):
            yield Group(names[0][0], names[-1][1], names[0][0], Notation.SENTENCE, Need.ANY, names)


def _chains(scan: Scan) -> Iterator[tuple[Spot, ...]]:
    """Spots joined by "and", commas or slashes, each run once."""
    run: list[Spot] = []
    for spot in scan.spots:
        if run and not JOINT.fullmatch(scan.content, run[-1].end, spot.start):
            yield tuple(run)
            run = []
        run.append(spot)
    if run:
        yield tuple(run)


def _described(scan: Scan, at: Range, words: CreditWords, known: Known) -> tuple[Range, ...]:
    """Names right behind "newspaper", "local outlets": capitalised runs joined by "and"; () where none is."""
    content = scan.content
    found: list[Range] = []
    stop = at[1]
    for _ in range(2):  # "the outlet itself local A": small words before the name
        small = _SMALL.match(content, stop)
        if small is None or lower(small[1]) not in words.fillers:
            break
        stop = small.end()
    while match := _RUN.match(content, stop, min(stop + 80, scan.end)):
        name = match["run"].rstrip(".,’'")
        start = match.start("run")
        if not name_like(name) or not creditable(name, words, known) or lower(name) in words.bodies:
            break
        found.append((start, start + len(name)))
        joint = _NEXT.match(content, found[-1][1])
        if joint is None:
            break
        stop = joint.end()
    spots = {(spot.start, spot.end) for spot in scan.between(found[0][0], found[-1][1])} if found else set()
    return () if spots.issuperset(found) else tuple(found)  # a chain of known names is read as such


def _credited(scan: Scan, run: Range, words: CreditWords, *, sure: bool) -> bool:
    before, after = _tokens_before(scan, run[0]), _after(scan, run[1])
    described = bool(before) and before[-1] in words.descriptors
    if not sure and not described:
        short = scan.content[run[0] : run[1]].isupper()
        return short and (_cued(before, words) or _said(after, words, words.strong_verbs))
    if _cued(before, words) or _told(before, words):
        return True
    if before and before[-1] in words.inverted and _CLOSED.match(scan.low, run[1]):
        return True
    return _said(after, words, words.verbs) and not words.selves.search(
        scan.low[run[1] : _stop(scan.low, run[1], _SELF)]
    )


def _stop(low: str, at: int, most: int) -> int:
    end = re.compile(r"[.!?]\s|\n").search(low, at, at + most)
    return end.start() if end else min(at + most, len(low))


def _tokens_before(scan: Scan, at: int) -> list[str]:
    begin = max(scan.start, at - _BEFORE)
    text = scan.low[begin:at]
    borders = [m.end() for m in _BORDER.finditer(text) if text[m.end() :].strip()]
    return list(TOKEN.findall(text[borders[-1] if borders else 0 :].replace("’", "'")))[-12:]


def _cued(tokens: Sequence[str], words: CreditWords) -> bool:
    """Whether a cue ends the words before, with nothing but articles and descriptors behind it."""
    for gap in range(min(_LONGEST_GAP, len(tokens)) + 1):
        between = tokens[len(tokens) - gap :]
        if gap and not _fills(between, words):
            continue
        head = tokens[: len(tokens) - gap]
        for size in range(min(_LONGEST_CUE, len(head)), 0, -1):
            phrase = " ".join(head[-size:])
            if phrase in words.cues or (phrase[0] in _CLITICS and phrase[1:] in words.cues):
                return True
    return False


def _told(tokens: Sequence[str], words: CreditWords) -> bool:
    """Whether a verb of telling stands before "to" and the name, with what was told between: "confirmed it to A"."""
    cut = len(tokens)
    while cut and (tokens[cut - 1] in words.descriptors or tokens[cut - 1] in ("the", "la", "le", "l'", "el")):
        cut -= 1
    return (
        cut > 1
        and tokens[cut - 1] in words.towards
        and any(t in words.telling for t in tokens[max(0, cut - 9) : cut - 1])
    )


def _fills(tokens: Sequence[str], words: CreditWords) -> bool:
    """Whether the words only lead to the name: articles, or a description ("the French daily")."""
    loose = [token for token in tokens if token not in words.fillers and token not in words.descriptors]
    loose = [token for token in loose if not token.endswith("'s")]
    if not loose:
        return True
    return any(token in words.descriptors for token in tokens) and len(loose) <= 3 and tokens[0] not in loose[1:]


def _after(scan: Scan, at: int) -> str:
    return scan.low[at : _stop(scan.low, at, _AFTER)].replace("’", "'")


def _said(after: str, words: CreditWords, verbs: frozenset[str]) -> bool:
    """Whether a verb of reporting stands behind the name, with no more than time words and agents before it."""
    rest = re.sub(
        r"^(?:'[^\W\d_]{1,4}(?=\s))?['\"”»*_]{0,2}(?:\s*\([^()]{2,14}\))?(?:'s(?=\s))?(?:\s+on its \w+,?)?", "", after
    )
    comma = re.match(r"\s*,\s*", rest)
    tokens = TOKEN.findall(rest[comma.end() if comma else 0 :])
    for gap in range(min(_LONGEST_GAP, len(tokens)) + 1):
        if gap and not _is_filler(tokens[gap - 1], words):
            return False
        for size in range(min(4, len(tokens) - gap), 0, -1):
            phrase = " ".join(tokens[gap : gap + size]).rstrip(".:;")
            if phrase in words.citing or (not comma and phrase in verbs):
                return True
    return False


def _is_filler(token: str, words: CreditWords) -> bool:
    bare = token.rstrip(".")
    return (
        bare in words.fillers or bare in words.descriptors or bare in words.agents or bare in months() or bare.isdigit()
    )
