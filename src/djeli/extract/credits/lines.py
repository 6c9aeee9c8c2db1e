"""Notations of whole lines: datelines, bylines, names that close a paragraph or stand alone, footnotes, references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from djeli.extract.credits.lists import JOINT, Group, Need, list_after, of_picture, pictured
from djeli.extract.credits.names import URL, creditable, name_like, outletish, parted, trim, undated
from djeli.extract.credits.spots import Scan, Spot
from djeli.extract.credits.words import UPPER, CreditWords, Known, lower
from djeli.extract.mentions import Range
from djeli.text.offsets import lines
from djeli.vocab import Notation

_DATELINE = re.compile(
    r"[ \t]*[^\W\d_a-z][\w .'’/-]{1,40}(?:\([^()\n]{2,30}\))?(?:,\s[^—–\n()]{2,30}?)?:?\s?[(\[](?:©\s?)?"
    r"(?P<names>[^()\[\]\n]{2,40})[)\]]"
    r"\s?(?:[.:,]?\s?[—–-]{1,2}\s|:\s)"
)
_OF_AGENCY = re.compile(
    rf"(?P<names>[{UPPER}]{{2,6}})\s?[-–—/]\s?[{UPPER}][\w’'-]+(?:\s[{UPPER}][\w’'-]+)?\s\([^()\n]{{3,30}}\)"
)
_PLACE = re.compile(
    r"[ \t*_“\"•·▪◦‣●>]*(?:[^\W\d_a-z][\w.'’]*(?:[\s/-][\w.'’]+){0,5}(?:,\s[\w.'’ ]{2,40}){0,2}"
    r"\s?(?P<sep>[-–—/.,(|:]{1,2})\s?[/(]?)?[*_\s“\"«]*"
)
_AFTER_NAME = re.compile(
    r"[»”\"]?(?:(?:,\s|\s?\()[^:.\n]{0,12}\d[^:.\n]{0,12}\)?(?=[:.]\s))?\s?[)/\]]?\s?(?:\.?\s?[-–—]{1,2}(?=\s|[^\W\d_a-z])|[:|]\s|\.\s(?=[^\W\d_a-z])|$)"
)
_ENDED = re.compile(r"(?:[.!?؟。…]['\"”’»)\]]*\s*[-–—/]{0,3}|\s[-–—|]{1,3}|\s/|\w\s\w.*\s\w+:\s)\s*\(?$")
_CLOSING = re.compile(r"\s*[)/]?\s*[.]?(?:\s*[\[(/]?[a-z]{1,4}(?:[/-][a-z]{1,4}){0,3}[\])]?)?\s*$")
_MARK = re.compile(
    r"[ \t]*(?:\[(?P<mark>\d{1,3}|[a-z])\]|\((?P<round>\d{1,3})\)(?=\s)|(?P<plain>\d{1,3})[.)](?=\s)"
    r"|(?P<raised>[¹²³⁰⁴-⁹]+)|\^|\*(?=\s))\s*"
)
_FOR = re.compile(r"\s(?:for|pour|para|für|per|voor|для)\s+(?:the\s+)?(?=[^\W\d_a-z])")
_SIGNED = re.compile(
    rf"[ \t*_]*[{UPPER}][\w.’'-]+(?:\s(?:[{UPPER}][\w.’'-]*"
    rf"|(?:de|da|dos|al|el|bin|van|von|in|and|et|y|e)(?=\s))){{0,5}}"
    r"(?:,\s|\s[–—|-]\s|\s?/\s?|\s(?:for|pour|para|für|per)\s|\s\(?(?:avec|con|com|mit|met)\s)"
    r"(?:[Tt]he\s|l['’]|la\s)?"
)
_SIGNED_AFTER = re.compile(rf"(?:,\s[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?)?\s*$")
_PLACED = re.compile(rf"(?:,|\s[–—|-])\s[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?\s*$")
_GOES_ON = re.compile(
    r"\s(?!(?:in|and|with|for|et|avec|via|at|on|from|y|con|und|mit|en|a|à)\s|(?:staff|newsroom)(?!\s[a-z]))[a-z]"
)
_MARK_LENGTH = 5
_NAME_WORDS = 6
_HEAD, _TAIL = 4, 2
_DASHED = re.compile(
    r"[\W_]{0,3}(?P<label>[^\W\d_][^\W\d_ ()]{2,20}(?: [^\W\d_]{2,12}){0,2})\s*[-–—=/|>]{1,2}\s*(?=[^\W\d_a-z])"
)
_SHORT = 110


def of_lines(scan: Scan, words: CreditWords, known: Known) -> Iterator[Group]:
    """Groups of all notations that are told by their place on the line."""
    content = scan.content
    rows = [
        trim_blank(content, scan.start + start, scan.start + end)
        for start, end in lines(content[scan.start : scan.end])
    ]
    rows = [row for row in rows if row[0] < row[1]]
    listing = headed = False
    for number, row in enumerate(rows):
        if headed:
            yield from _below(content, row, words, known)
        headed = scan.low[slice(*row)].strip(" *_#:：") in words.heads
        listing = _goes_on(scan, row, words, listing=listing)
        edge = number < _HEAD or number >= len(rows) - _TAIL
        yield from _of_line(scan, row, words, known, edge=edge, listing=listing)


def trim_blank(content: str, start: int, end: int) -> Range:
    """The range without blanks at its ends."""
    text = content[start:end]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


def _goes_on(scan: Scan, row: Range, words: CreditWords, *, listing: bool) -> bool:
    """Whether the line opens a list of references ("Sources:" alone), or stands in one."""
    label = scan.low[slice(*row)].strip(" *_#:：")
    if label in words.labels:
        return True
    return listing and row[1] - row[0] < 2 * _SHORT


def _of_line(scan: Scan, row: Range, words: CreditWords, known: Known, *, edge: bool, listing: bool) -> Iterator[Group]:
    content = scan.content
    if (mark := _MARK.match(content, *row)) or listing:
        yield from _reference(scan, row, mark.end() if mark else row[0], words, known, listing=listing)
    spots = scan.between(*row)
    if row[1] - row[0] <= _SHORT and not content[row[0]].islower():
        yield from _byline(scan, row, spots, words, known)
        if edge and spots:
            yield from _alone(content, row, words, known)
            yield from _signed(content, row, spots[0], words)
    yield from _dashed(content, row, words)
    yield from _dateline(content, row, spots, words, known)
    if spots:
        yield from _bare_label(scan, row, spots, words)
        yield from _trailer(content, row, spots, words)


def _below(content: str, row: Range, words: CreditWords, known: Known) -> Iterator[Group]:
    """Names on the line below "Source"."""
    names = [one for one in parted(content, row, words, known) if one[0] < one[1]]
    short = all(len(content[slice(*one)].split()) <= _NAME_WORDS for one in names)
    if names and short and all(creditable(content[slice(*one)], words, known) for one in names):
        yield Group(*row, row[0], Notation.LABEL, Need.ANY, tuple(names))


def _bare_label(scan: Scan, row: Range, spots: Sequence[Spot], words: CreditWords) -> Iterator[Group]:
    """As in "Source AFP, RFI": a label without its colon before known names that fill the line."""
    label = scan.low[row[0] : spots[0].start].strip(" *_-–—")
    run = _run(scan.content, spots)
    if label in words.labels and not scan.content[run[-1][1] : row[1]].strip(" ."):
        yield Group(run[0][0], run[-1][1], row[0], Notation.LABEL, Need.KNOWN, run)


def _dashed(content: str, row: Range, words: CreditWords) -> Iterator[Group]:
    """As in "Source – A", "Quelle / A": a label with a dash for its colon, at the line's start."""
    match = _DASHED.match(content, row[0], min(row[1], row[0] + 40))
    if match is not None and lower(match["label"]).strip() in words.labels:
        yield Group(*list_after(content, match.end(), row[1]), row[0], Notation.LABEL, Need.OUTLETISH)


def _reference(scan: Scan, row: Range, at: int, words: CreditWords, known: Known, *, listing: bool) -> Iterator[Group]:
    """A footnote or an entry of a list of references: what is known in it, else what its first part calls an outlet."""
    content = scan.content
    parts = [trim(content, *part) for part in _segments(content, (at, row[1]))]
    dated = [(part, undated(content, *part)) for part in parts if part[0] < part[1]]
    names = [name for _, name in dated if name[0] < name[1] and known(content[slice(*name)])]
    if not names and dated:
        (whole, first), rest = dated[0], content[dated[0][0][1] : row[1]]
        text = content[slice(*first)]
        proof = first != whole or re.search(r"\b(?:19|20)\d\d\b", rest) or listing
        if proof and first[0] < first[1] and creditable(text, words, known) and outletish(text, words, known):
            names = [first]
    hosts = [part for part, _ in dated if URL.match(content[slice(*part)])]
    names = names or hosts[:1]
    prose = len(dated) == 1 and dated[0][1] == dated[0][0] and not listing
    if (
        names
        and not of_picture(content[slice(*row)], words)
        and not (prose and content[names[0][1] : row[1]].strip(" ."))
    ):
        yield Group(names[0][0], names[-1][1], row[0], Notation.FOOTNOTE, Need.ANY, tuple(names))


def _segments(content: str, group: Range) -> Iterator[Range]:
    """The parts of a reference between commas, titles in quotation marks, and full stops."""
    at = group[0]
    for match in re.finditer(
        r"[,;|]\s|[“«„\"][^“”«»„\"\n]*[”»“\"],?|\.\s+(?=[^\W\d_a-z“\"])|\s[–—-]\s|:\s|$", content[slice(*group)]
    ):
        yield at, group[0] + match.start()
        at = group[0] + match.end()


def _byline(scan: Scan, row: Range, spots: Sequence[Spot], words: CreditWords, known: Known) -> Iterator[Group]:
    """The outlet of "By Name, A", "Written by Name for A", and not the person."""
    content = scan.content
    cue = words.bylines.match(content, *row)
    if cue is None or cue.end() >= row[1] or not content[cue.end()].isalnum() or content[cue.end()].islower():
        return
    if of_picture(content[slice(*row)], words):
        return
    names = [(spot.start, spot.end) for spot in spots if _parts(content, cue.end(), spot)]
    target = None if names else _FOR.search(content, cue.end(), row[1])
    if target is not None and name_like(content[cue.end() : target.start()].strip()):
        group = list_after(content, target.end(), row[1])
        names = [one for one in parted(content, group, words, known) if creditable(content[slice(*one)], words, known)]
    if names and not _GOES_ON.match(content, names[-1][1], row[1]):
        yield Group(names[0][0], names[-1][1], row[0], Notation.BYLINE, Need.ANY, tuple(names))


def _parts(content: str, at: int, spot: Spot) -> bool:
    """Whether the outlet stands apart from a person's name: right behind the cue, or behind a comma, a bar, "for"."""
    before = content[at : spot.start]
    return (
        before.strip() in ("", "The", "the")
        or re.search(
            r"(?:[,|/(–—-]\s*|\b(?:for|of|and|with|avec|con|com|mit|met|via|pour|et|para|y|für|und|per|voor|для)\s+)(?:[Tt]he\s+|l['’])?$",
            before,
        )
        is not None
    )


def _signed(content: str, row: Range, spot: Spot, words: CreditWords) -> Iterator[Group]:
    """A line near the item's edge of a person's name and an outlet's: "Ali Musa, BBC News, Nairobi"."""
    match = _SIGNED.match(content, row[0], spot.start)
    placed = spot.sure and spot.start == row[0] and _PLACED.match(content, spot.end, row[1])
    if (match is None or match.end() != spot.start) and not placed:
        return
    if of_picture(content[slice(*row)], words):
        return
    if placed or _SIGNED_AFTER.match(content, spot.end, row[1]):
        names = ((spot.start, spot.end),)
        yield Group(spot.start, spot.end, row[0], Notation.BYLINE, Need.KNOWN, names)


def _alone(content: str, row: Range, words: CreditWords, known: Known) -> Iterator[Group]:
    """A line near the item's edge that holds names alone: "Le Monde avec AFP", "Reuters, AP"."""
    if of_picture(content[slice(*row)], words):
        return
    names = parted(content, row, words, known)
    texts = [content[slice(*name)] for name in names]
    others = [text for text in texts if text and lower(text) not in words.stop_names]
    others = [
        text for text in others if not (len(text) < _MARK_LENGTH and text.islower() and not known(text))
    ]  # an editor's mark
    if others and all(known(text) for text in others) and not all(text.islower() and " " in text for text in others):
        kept = tuple(n for n, text in zip(names, texts, strict=True) if text in others)
        yield Group(row[0], row[1], row[0], Notation.BYLINE, Need.KNOWN, kept)


def _dateline(content: str, row: Range, spots: Sequence[Spot], words: CreditWords, known: Known) -> Iterator[Group]:
    match = _DATELINE.match(content, *row) or _OF_AGENCY.match(content, *row)
    if match is not None:
        name = match["names"].strip()
        dated = re.search(r"\d", content[match.start() : match.start("names")]) is not None  # then it is no country
        named = creditable(name, words, known) if dated else outletish(name, words, known)
        if named and lower(name) not in words.qualifiers and lower(name) not in words.platforms:
            yield Group(*match.span("names"), match.start(), Notation.DATELINE, Need.ANY)
            return
    if not spots or spots[0].start - row[0] > 70:
        return
    first = spots[0]
    place = None if of_picture(content[slice(*row)], words) else _PLACE.fullmatch(content, row[0], first.start)
    run = _run(content, spots)
    after = _AFTER_NAME.match(content, run[-1][1], row[1])
    if (
        place is None
        or after is None
        or (place["sep"] is None and not ((first.sure or first.name.isupper()) and after.group().strip()))
    ):
        return
    if after.end() >= row[1] and re.search(r"\w[.!?]\W*$", content[row[0] : first.start]):
        return  # "… said. - A" closes what it stands behind
    if place["sep"] == ":" and (after.end() < row[1] or content[row[0]].upper() != content[row[0]].lower()):
        return  # only where letters have one case: the byline of Arabic papers
    if place["sep"] is None and after.group().strip() == "." and first.start == row[0]:
        return  # a sentence that is a name
    yield Group(run[0][0], run[-1][1], row[0], Notation.DATELINE, Need.KNOWN, run)


def _run(content: str, spots: Sequence[Spot]) -> tuple[Range, ...]:
    """The first spots as far as nothing but "and", commas and slashes stands between them."""
    found = [(spots[0].start, spots[0].end)]
    for spot in spots[1:]:
        if not JOINT.fullmatch(content, found[-1][1], spot.start):
            break
        found.append((spot.start, spot.end))
    return tuple(found)


def _trailer(content: str, row: Range, spots: Sequence[Spot], words: CreditWords) -> Iterator[Group]:
    """Names that close a line behind its last sentence or behind a dash: "… said. - AFP"."""
    if not _CLOSING.match(content, spots[-1].end, row[1]):
        return
    found = [(spots[-1].start, spots[-1].end)]
    for spot in reversed(spots[:-1]):
        if not JOINT.fullmatch(content, spot.end, found[0][0]):
            break
        found.insert(0, (spot.start, spot.end))
    ended = _ENDED.search(content[max(row[0], found[0][0] - 40) : found[0][0]]) is not None
    if ended and found[0][0] > row[0] and not pictured(content, found[0][0], words):
        yield Group(found[0][0], found[-1][1], found[0][0], Notation.TRAILER, Need.KNOWN, tuple(found))
