"""Credits inside prose: "A reports", "told A", "A, citing B", "the newspaper A wrote"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from djeli.extract.credits.lists import JOINT, Group, Need, pictured
from djeli.extract.credits.names import creditable, name_like
from djeli.extract.credits.spots import Scan, Spot
from djeli.extract.credits.words import TOKEN, UPPER, CreditWords, Known, lower, months
from djeli.extract.mentions import Range
from djeli.vocab import Notation

_BORDER = re.compile(r"[.!?؟;:()\[\]\n…]['\"”’»]?\s|[\n()\[\];]|,\s")
_BEFORE, _AFTER, _SELF = 100, 90, 80
_RUN = re.compile(
    rf"\s+(?:[“\"«„‚‘](?P<quoted>[{UPPER}][^“”\"«»„‚‘’\n]{{1,40}})[”\"»“’‘]|[*_]{{0,2}}(?P<run>[{UPPER}][\w’'&./-]*"
    rf"(?:\s(?:[{UPPER}][\w’'&./-]*|(?:de|du|des|do|da|of|the|la|le|al)(?=\s[{UPPER}]))){{0,4}}))"
)
_SMALL = re.compile(r"\s([^\W\d_]+)(?=\s)")
_NEXT = re.compile(r"\s*(?:,|,?\s(?:and|et|y|e|und|en|и|та))(?=\s)")
_QUOTES = re.compile(r"\s?:\s?[\"“«„]")
_IN_QUOTES = re.compile(rf"[«„]([{UPPER}][^«»„“\n]{{1,40}})[»“]")
_LEADING = (
    "'s",
    "-based",
    "-backed",
    "-run",
    "-owned",
    "-linked",
    "-affiliated",
    "-controlled",
    "-funded",
    "-language",
)
_APPOSED = re.compile(r",\s(?:in an?|in its|in the|on its|an?|the|one|un|une|el|la|ein|eine|der|die)\s[^,.]{3,70},\s")
_WRITER = re.compile(
    rf"(?:['’]s?\s(?:[a-z]+\s)?(?:(?:correspondent|reporter|editor)\s)?|\s(?:[a-z]+\s)?(?:correspondent|reporter|journalist)\s)"
    rf"[{UPPER}][\w.-]+(?:\s[{UPPER}][\w.-]+){{1,2}}(?:\sin\s[{UPPER}]\w+)?,?\s(\w+)"
)
_AT = re.compile(r"\s\w+\s(?:in|at|near|from|on|outside)\s(?:the\s)?[\w-]+(?:\s(?!\w+ed\b|saw\b)[\w-]+)?(?=\s)")
_CLOSED = re.compile(r"\s*(?:[.,;:)”\"]|$)|\s(?:on|in|quoting|citing|from)\s", re.MULTILINE)
_LONGEST_CUE, _LONGEST_GAP = 6, 5
_CLITICS = "وف"


def in_sentences(scan: Scan, words: CreditWords, known: Known) -> Iterator[Group]:
    """Groups of known outlets, and of such as a descriptor makes one, that a verb or a cue makes the source."""
    for chain in _chains(scan):
        sure = all(spot.sure for spot in chain)
        told = _credited(scan, (chain[0].start, chain[-1].end), words, sure=sure)
        if told and not pictured(scan.content, chain[0].start, words):
            names = tuple((spot.start, spot.end) for spot in chain)
            yield Group(names[0][0], names[-1][1], names[0][0], Notation.SENTENCE, Need.KNOWN, names)
    for described in scan.described:
        names = _described(scan, described, words, known)
        if names and (
            _QUOTES.match(scan.content, names[-1][1]) or _credited(scan, (names[0][0], names[-1][1]), words, sure=True)
        ):
            yield Group(names[0][0], names[-1][1], names[0][0], Notation.SENTENCE, Need.ANY, names)

    yield from _quoted(scan, words, known)


def _quoted(scan: Scan, words: CreditWords, known: Known) -> Iterator[Group]:
    """Unlisted names in quotation marks behind a cue, where a language writes outlets so: сообщает «Кофа»."""
    for match in _IN_QUOTES.finditer(scan.content, scan.start, scan.end) if words.quoted_cues else ():
        start, end = match.span(1)
        if scan.between(start, end) or not creditable(match[1].split()[0], words, known) or len(match[1].split()) > 4:
            continue
        tokens = _tokens_before(scan, match.start())
        cue = any(" ".join(tokens[-n:]) in words.quoted_cues for n in range(1, min(_LONGEST_CUE, len(tokens)) + 1))
        if (cue and scan.content[match.end() : match.end() + 1] != ":") or _said(
            _after(scan, match.end()), words, words.strong_verbs
        ):
            yield Group(start, end, start, Notation.SENTENCE, Need.ANY, ((start, end),))


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
        which = "quoted" if match["quoted"] else "run"
        name = match[which].rstrip(".,’'")
        start = match.start(which)
        if (
            not name_like(name if which == "run" else name.split()[0])
            or not creditable(name if which == "run" else name.split()[0], words, known)
            or lower(name) in words.bodies
        ):
            break
        found.append((start, start + len(name)))
        joint = _NEXT.match(content, match.end())
        if joint is None:
            break
        stop = joint.end()
    spots = {(spot.start, spot.end) for spot in scan.between(found[0][0], found[-1][1])} if found else set()
    return () if spots.issuperset(found) else tuple(found)  # a chain of known names is read as such


def _of_writer(scan: Scan, end: int, words: CreditWords) -> bool:
    """Whether the outlet's named journalist is told as reporting: "the BBC's Ali Musa reports from Goma"."""
    match = _WRITER.match(scan.content, end)
    return match is not None and lower(match[1]) in words.strong_verbs


def _credited(scan: Scan, run: Range, words: CreditWords, *, sure: bool) -> bool:
    before, after = _tokens_before(scan, run[0]), _after(scan, run[1])
    if scan.low[slice(*run)] in words.bodies:  # it speaks for itself but where a work of its is retold
        works = TOKEN.findall(after)[:1]
        return _cued(before, words.body_cues, words) or any(w.rstrip(".") in words.body_works for w in works)
    described = bool(before) and before[-1] in words.descriptors
    if not sure and not described:
        short = scan.content[run[0] : run[1]].isupper()
        return short and (_cued(before, words.cues, words) or _said(after, words, words.strong_verbs))
    if _cued(before, words.cues, words) or _told(before, words) or _at_work(before, after, words):
        return True
    if before and before[-1] in words.inverted and _CLOSED.match(scan.low, run[1]):
        return True
    if _contributed(after, words) or _of_writer(scan, run[1], words):
        return True
    listing = bool(before) and before[-1] in words.including
    return _said(after, words, words.verbs, listing=listing) and not words.selves.search(
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


def _cued(tokens: Sequence[str], cues: frozenset[str], words: CreditWords) -> bool:
    """Whether a cue ends the words before, with nothing but articles and descriptors behind it."""
    for gap in range(min(_LONGEST_GAP, len(tokens)) + 1):
        between = tokens[len(tokens) - gap :]
        if gap and not _fills(between, words):
            continue
        head = tokens[: len(tokens) - gap]
        for size in range(min(_LONGEST_CUE, len(head)), 0, -1):
            phrase = " ".join(head[-size:])
            if phrase in cues or (phrase[0] in _CLITICS and phrase[1:] in cues):
                return True
    return False


def _told(tokens: Sequence[str], words: CreditWords) -> bool:
    """Whether a verb of telling stands before "to" and the name, with what was told between: "confirmed it to A"."""
    cut = len(tokens)
    while cut and (tokens[cut - 1] in words.descriptors or tokens[cut - 1] in ("the", "la", "le", "l'", "el")):
        cut -= 1
    earlier = tokens[max(0, cut - 9) : max(0, cut - 1)]
    return cut > 1 and (
        (tokens[cut - 1] in words.towards and any(t in words.telling for t in earlier))
        or (tokens[cut - 1] in words.inside and any(t in words.writing for t in earlier))
    )


def _fills(tokens: Sequence[str], words: CreditWords) -> bool:
    """Whether the words only lead to the name: articles, or a description ("the French daily")."""
    loose = [token for token in tokens if token not in words.fillers and token not in words.descriptors]
    loose = [token for token in loose if not token.endswith(_LEADING)]
    if not loose:
        return True
    return any(token in words.descriptors for token in tokens) and len(loose) <= 3 and tokens[0] not in loose[1:]


def _after(scan: Scan, at: int) -> str:
    return scan.low[at : _stop(scan.low, at, _AFTER)].replace("’", "'")


def _said(after: str, words: CreditWords, verbs: frozenset[str], *, listing: bool = False) -> bool:
    """Whether a verb of reporting stands behind the name, with no more than time words and agents before it.

    `listing`: the name is one of a list between commas ("media, including A and B, reported").
    """
    rest = re.sub(
        r"^(?:'[^\W\d_]{1,4}(?=\s))?['\"”»“‘*_]{0,2}(?:\s*\([^()]{2,14}\))?(?:'s(?=\s))?(?:\s+on its \w+,?)?", "", after
    )
    apposed = _APPOSED.match(rest)
    rest = rest[apposed.end() :] if apposed is not None else rest
    comma = None if listing else re.match(r"\s*,\s*", rest)
    tokens = TOKEN.findall(rest[comma.end() if comma else 0 :])
    if tokens and tokens[0] in words.agents and (place := _AT.match(rest)):
        tokens = [tokens[0], *TOKEN.findall(rest[place.end() :])]  # "AFP reporters in Goma saw"
    for gap in range(min(_LONGEST_GAP, len(tokens)) + 1):
        if gap and not _is_filler(tokens[gap - 1], words):
            return False
        for size in range(min(4, len(tokens) - gap), 0, -1):
            phrase = " ".join(tokens[gap : gap + size]).rstrip(".:;)")
            if phrase in words.citing or (not comma and phrase in verbs):
                return True
    return False


def _at_work(before: Sequence[str], after: str, words: CreditWords) -> bool:
    """Whether something was said in a piece of work of the outlet: "in a BBC interview", "AFP-Bericht"."""
    tokens = TOKEN.findall(after)
    if not tokens:
        return False
    if after.startswith("-"):
        return tokens[0].lstrip("-").rstrip(".:;") in words.compounds
    return (
        len(before) > 1
        and before[-1] in words.fillers
        and before[-2] in words.inside
        and tokens[0].rstrip(".") in words.works
    )


def _contributed(after: str, words: CreditWords) -> bool:
    """Whether the outlet's people helped: "Associated Press writer Ali Musa contributed"."""
    tokens = TOKEN.findall(after)
    return bool(tokens) and tokens[0] in words.agents and any(t.rstrip(".") in words.contributing for t in tokens)


def _is_filler(token: str, words: CreditWords) -> bool:
    bare = token.rstrip(".")
    return (
        bare in words.fillers or bare in words.descriptors or bare in words.agents or bare in months() or bare.isdigit()
    )
