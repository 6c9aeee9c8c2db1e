"""Notations that may name anybody: labels, openers, links to the original, brackets, citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from djeli.extract.credits.names import creditable, name_like, outletish, parted, pieces, shown, trim, undated
from djeli.extract.credits.spots import Scan
from djeli.extract.credits.words import FIRST, CreditWords, Known, lower, phrase_at
from djeli.extract.mentions import Range
from djeli.vocab import Notation


class Need(Enum):
    """What a name of a group must be to count."""

    ANY = auto()  # any proper name
    OUTLETISH = auto()  # known, or of a word of the trade
    KNOWN = auto()


@dataclass(frozen=True, slots=True)
class Group:
    """A list of credits. `lead` is where its notation begins; `names` are its names where they are sure already."""

    start: int
    end: int
    lead: int
    notation: Notation
    need: Need = Need.ANY
    names: tuple[Range, ...] = ()


_COLON = re.compile(r"[:：፦]")
_FRONT = re.compile(r"[(\[（【\n.—–|•*>/»\-!?…،؛;,]")
_LIST = re.compile(
    r"(?:(?:(?<=[:;,]\s)|(?<=[:;,]))\d{1,2}[.)]\s+|[(\[]\d{1,2}[)\]]\s+|[^()\[\]（）【】\n]"
    r"|\([^()\n]{0,60}\)(?=\s*(?:[,;.،]|$|\n|(?:and|et|y|e|und|en|и|та|и)\s)))*?"
    r"(?=(?![(\[]\d{1,2}[)\]]\s)[)\]）】\n(\[]|$"
    r"|(?<![A-Z])[.。]\s+(?=[^\W\d_a-z])|\s[—–|]\s(?=[^\W\d_a-z]\w*\s+[a-z])|[.。]\s*$)"
)
_BRACKET = re.compile(
    r"[(\[（【](?P<inner>[^()\[\]（）【】\n]{2,400})[)\]）】]|(?<![\w/:.])/(?P<slashed>[^\s/][^/\n]{1,40})/(?![\w/])"
)
_TITLE = re.compile(r",\s[“\"][^”\"\n]{8,}[”\"]")
_BRACKETED = re.compile(r"[ \t\u00a0]*[(\[](?P<names>[^()\[\]\n]{2,200})[)\]]\s*$", re.MULTILINE)
_CLOSING = re.compile(r"[^.!?\n] ?[(\[]([^()\[\]\n]{2,60})[)\]]$", re.MULTILINE)
_NAMED = re.compile(r"[^\W\d_a-z]\w+(?:\s\w{1,4}){0,3}\s(?:[^\W\d_a-z]\w+|\w{6,})\s$")
_SENTENCE_END = re.compile(r"(?:^|[.!?…؟。]['\"”’»)\]]*)\s*$")
_PLACING = frozenset(re.findall(r"\S+", "in en em no na su dans bei в у في nel nella"))
_REACH_BACK = 48  # characters: longer labels do not occur
_FAR = 500
_DATELINE = 70  # characters
_DASH = re.compile(r"\s?[.,]?\s?[—–-]|:\s")


def labelled(scan: Scan, words: CreditWords) -> Iterator[Group]:
    """Groups behind "Source:", at the front of a line, a bracket or a sentence; those of pictures left out."""
    content, low = scan.content, scan.low
    for colon in _COLON.finditer(content, scan.start, scan.end):
        begin = max(scan.start, colon.start() - _REACH_BACK)
        lead = _label_at(low, begin, colon.start(), words, whole=begin == scan.start)
        if lead >= 0 and not pictured(content, lead, words, parted=True):
            at = colon.end()
            if content[at : at + 1] == "/":  # a host's "https://" is no label
                continue
            bracket = _BRACKETED.match(content, at, scan.end)  # "Source: (A)"
            group = bracket.span("names") if bracket is not None else list_after(content, at, scan.end)
            titled = _TITLE.search(content, *group)  # a reference, where a person may stand first
            yield Group(*group, lead, Notation.LABEL, Need.OUTLETISH if titled else Need.ANY)


_NUMBERED = re.compile(r"\s*(?:\d{1,2}|\(\d{1,2}\)|n[°o]\s?\d{1,2})$")


def _label_at(low: str, begin: int, colon: int, words: CreditWords, *, whole: bool) -> int:
    """Where the label that ends at the colon begins; -1 where there is none."""
    fronts = [match.end() for match in _FRONT.finditer(low, begin, colon)]
    if whole:
        fronts.insert(0, begin)
    for front in reversed(fronts[-4:] if len(fronts) > 4 else fronts):
        phrase = low[front:colon].strip(" \t\u00a0*_#")
        if phrase in words.labels or _NUMBERED.sub("", phrase) in words.labels:
            return front + len(low[front:colon]) - len(low[front:colon].lstrip(" \t\u00a0*_#"))
        if len(phrase) > _REACH_BACK:
            break
    return -1


def pictured(content: str, lead: int, words: CreditWords, *, parted: bool = False) -> bool:
    """Whether the words right before a notation, on its line and in its sentence, speak of a picture.

    `parted`: what bars and semicolons set off is another matter ("Photo: A | Source: B").
    """
    before = content[max(content.rfind("\n", 0, lead) + 1, lead - _PICTURE_BACK) : lead]
    stop = 0
    for end in (_PARTED if parted else _SENTENCE).finditer(before):
        stop = end.end()
    return of_picture(before[stop:], words)


def of_picture(text: str, words: CreditWords) -> bool:
    """Whether words hold a label of pictures ("Photo:", "image by"), a mark of rights or a picture agency."""
    if _RIGHTS.search(text):
        return True
    low = lower(text)
    for match in FIRST.finditer(low):
        phrases = words.pictures.get(match.group())
        stop = phrase_at(low, match.start(), phrases) if phrases else 0
        if stop and _PICTURE_AFTER.match(low, stop):
            return True
    return False


_PICTURE_BACK = 120  # characters
_RIGHTS = re.compile(r"©|\bGetty\b|\([Cc]\)\s")
_PICTURE_AFTER = re.compile(r"\s?(?:[:：/|]|(?:by|via|par|por|von|of|de)\b|$)")
_PARTED = re.compile(r"(?:[.!?]|\w\s?[|;•])\s+(?=[^\W\d_a-z]|$)")
_SENTENCE = re.compile(r"[.!?]\s+(?=[^\W\d_a-z]|$)")


def list_after(content: str, at: int, end: int) -> Range:
    """From a label to the end of its list: bracket, line end, full stop before a new sentence."""
    match = _LIST.match(content, at, min(end, at + _FAR))
    return (at, match.end()) if match else (at, at)


_ARTICLE = re.compile(r"\s*[:：]?\s*(?:(?:the|le|la|el|der|die|das|dem)\s+|l['’])?")
_SEE = re.compile(r"(?:see(?: also)?|cf\.?|e\.g\.,?|voir|vgl\.|ver)\s+", re.IGNORECASE)


def opened(scan: Scan, words: CreditWords, known: Known) -> Iterator[Group]:
    """Groups behind "With inputs from", "Originally published by", "Read the original at" and their like."""
    content = scan.content
    for start, stop in scan.openers:
        phrase = scan.low[start:stop]
        front = _at_front(content, start, scan.start)
        article = _ARTICLE.match(content, stop)
        at = article.end() if article is not None else stop
        group = list_after(content, at, scan.end)
        if pictured(content, start, words) or group[0] >= group[1]:
            continue
        if phrase in words.links:
            yield Group(*_named(content, group), start, Notation.LINK, Need.ANY if front else Need.KNOWN)
        elif phrase in words.strong:
            placing = phrase in words.sounding or phrase.rpartition(" ")[2] in _PLACING
            need = Need.ANY if front and not placing else Need.OUTLETISH
            yield Group(*_named(content, group), start, Notation.OPENER, need)
        elif front:
            first = scan.between(at, at + 5)
            named = bool(first) and (first[0].sure or first[0].name.isupper())
            run = known_run(content, at, scan) if named else None
            if run is not None and not _speaks(scan, run, words):
                yield Group(run[0][0], run[-1][1], start, Notation.OPENER, Need.KNOWN, run)


def _speaks(scan: Scan, run: tuple[Range, ...], words: CreditWords) -> bool:
    """Whether a body speaks for itself in a sentence: "A report by Human Rights Watch said"."""
    goes_on = re.match(r"\s[a-z]", scan.content[run[-1][1] : run[-1][1] + 2]) is not None
    return goes_on and any(scan.low[start:end] in words.bodies for start, end in run)


def _at_front(content: str, at: int, start: int) -> bool:
    """Whether a phrase opens a line, a bracket or a sentence, or stands behind a dash or a bar."""
    before = content[max(start, at - 6) : at].rstrip(" \t\u00a0*_“\"'")
    return not before or before[-1] in "\n([（—–|•*-.!?…>/" or content[max(start, at - 6) : at].strip(" *_") == ""


def _named(content: str, group: Range) -> Range:
    """The group up to a colon, a dash, or a small word that no name holds: "Originally published by A in May"."""
    stop = _CUT.search(content, group[0] + 1, group[1])
    end = stop.start() if stop is not None else group[1]
    for match in _LOWER.finditer(content, group[0] + 1, end):
        if match[1] in _BREAKS:
            return group[0], match.start()
    return group[0], end


_CUT = re.compile(r"\s[—–|]\s|:\s")
_LOWER = re.compile(r"\s([a-zà-ÿ]+)(?!\w)")
_BREAKS = frozenset(
    re.findall(
        r"\w+",
        "in on at as under who that which where when after before because it this here has have is was were are said "
        "says told dans sur sous sur bajo que qui por par am im unter dass als wie",
    )
)


def known_run(content: str, at: int, scan: Scan) -> tuple[Range, ...] | None:
    """The known names right behind an opener, joined by commas and "and"."""
    found: list[Range] = []
    for spot in scan.between(at, at + _FAR):
        if found and not JOINT.fullmatch(content, found[-1][1], spot.start):
            break
        found.append((spot.start, spot.end))
    followed = found and re.match(r"['’](?:s\b|\s)", content[found[-1][1] : found[-1][1] + 2])
    return tuple(found) if found and not followed else None


JOINT = re.compile(
    r"\s*(?:[,;/+&،؛、–—-]"
    r"|(?:,\s*)?(?:and|et|y|e|und|en|и|та|و|as well as|with|via|avec|con|com|mit|met)\b)\s*(?:و)?"
    r"(?:the\s+|l['’]|la\s+|le\s+|el\s+|o\s+|a\s+|die\s+|der\s+|das\s+|de\s+)?",
    re.IGNORECASE,
)


def bracketed(scan: Scan, words: CreditWords, known: Known) -> Iterator[Group]:
    """Brackets that hold nothing but names of outlets, with dates or without."""
    content = scan.content
    digest = _is_digest(scan, known)
    for match in _BRACKET.finditer(content, scan.start, scan.end):
        inner = match.span("inner") if match["inner"] else match.span("slashed")
        text = content[slice(*inner)]
        if not match["inner"] and not known(text.strip()):
            continue
        if labels := _in_brackets(scan, match.span(), text, words, known):
            yield labels
            continue
        cited = _cited(content, inner, words, known)
        closing = digest and content[match.end() : match.end() + 1] in ("\n", "") and creditable(text, words, known)
        listed = cited or closing or _all_credits(content, inner, words, known)
        if not listed or (not cited and not closing and _aside(content, match.span(), text, words)):
            continue
        if not of_picture(text, words) and not pictured(content, match.start(), words) and not _snapped(text, known):
            notation = Notation.DATELINE if _datelined(content, match.span()) else Notation.BRACKET
            notation = Notation.CITATION if cited else notation
            yield Group(*inner, match.start(), notation, Need.ANY, cited)


def _datelined(content: str, bracket: Range) -> bool:
    """Whether the bracket stands in the line's first words with a dash or a colon behind it: "BAMAKO (A) -"."""
    line = content.rfind("\n", 0, bracket[0]) + 1
    before = content[line : bracket[0]]
    return len(before) <= _DATELINE and _DASH.match(content, bracket[1]) is not None and before[-2:-1] not in '!?”"'


def _is_digest(scan: Scan, known: Known) -> bool:
    """Whether the item is a list of headlines, each with its source in brackets: several are known."""
    closing = [match[1] for match in _CLOSING.finditer(scan.content, scan.start, scan.end)]
    return len(closing) > 1 and 2 * sum(known(name) for name in closing) >= len(closing)


def _in_brackets(scan: Scan, bracket: Range, text: str, words: CreditWords, known: Known) -> Group | None:
    """A label that is alone in its bracket ("[Source] A"), or has no colon ("(source A)")."""
    if lower(text.strip()) in words.labels:
        return Group(*list_after(scan.content, bracket[1], scan.end), bracket[0], Notation.LABEL, Need.OUTLETISH)
    label, _, rest = text.strip().partition(" ")
    if lower(label) in words.labels and known(rest):
        at = scan.content.index(rest, bracket[0])
        return Group(at, at + len(rest), bracket[0], Notation.LABEL)
    return None


def _snapped(text: str, known: Known) -> bool:
    """Whether it is "Ali Musa/AFP": a person's name before the slash is a photographer's."""
    left, slash, right = text.rpartition("/")
    return bool(slash) and not known(left.strip()) and not known(text.strip()) and known(right.strip()) and " " in left


def _all_credits(content: str, group: Range, words: CreditWords, known: Known) -> bool:
    """Whether a bare list is one of credits: all its parts are names and at least half, and one, are known."""
    if known(shown(content[slice(*group)].strip())):
        return True
    parts = [content[slice(*part)] for part in parted(content, group, words, known)]
    parts = [part for part in parts if part and lower(part) not in words.stop_names and not _initials(part, known)]
    if parts and _closes(content, group) and all(outletish(part, words, known) for part in parts):
        return True
    names = [part for part in parts if name_like(part) or known(part)]
    sure = sum(map(known, parts))
    persons = sure < 2 and any(len(p.split()) == 2 and not outletish(p, words, known) for p in parts)
    return bool(parts) and len(names) == len(parts) and 2 * sure >= len(parts) and not persons


def _initials(part: str, known: Known) -> bool:
    """Whether it is the short mark of an editor, as in "(AFP/sv)"."""
    return len(part) <= 4 and part.islower() and not known(part)


def _closes(content: str, group: Range) -> bool:
    """Whether the bracket stands behind the last sentence of its line: what it names there is a source."""
    before, after = content[max(0, group[0] - 8) : group[0] - 1], content[group[1] + 1 : group[1] + 4]
    return bool(before.strip()) and bool(_SENTENCE_END.search(before)) and after.partition("\n")[0].strip(" .") == ""


def _cited(content: str, group: Range, words: CreditWords, known: Known) -> tuple[Range, ...]:
    """Names of a list in which each has its date: "(A, 3 June 2019; B n.d.)"; () for any other list."""
    found: list[Range] = []
    entries = re.finditer(r"[^;؛]+", content[slice(*group)])
    for entry in entries:
        start, end = trim(content, group[0] + entry.start(), group[0] + entry.end())
        see = _SEE.match(content, start, end)
        start = see.end() if see is not None else start
        name = undated(content, start, end)
        if name == (start, end) or name[0] >= name[1] or not creditable(content[slice(*name)], words, known):
            return ()
        found.extend(p for p in (trim(content, *q) for q in pieces(content, name, known)) if p[0] < p[1])
    named = [content[slice(*one)] for one in found]
    if not all(creditable(name, words, known) for name in named):
        return ()
    sure = sum(map(known, named))
    return tuple(found) if sure or all(outletish(name, words, known) for name in named) else ()


def _aside(content: str, bracket: Range, short: str, words: CreditWords) -> bool:
    """Whether the bracket belongs to the words before it: their short form, or a person's house."""
    before, after = content[max(0, bracket[0] - 100) : bracket[0]], content[bracket[1] : bracket[1] + 3]
    if _defines(before, short.strip(), words):
        return True
    if lower(short.strip()) in words.common and re.match(r"\s*[^\W\d_\[]|\s+\[", after):
        return True
    line = before.rpartition("\n")[2]
    if _SENTENCE_END.search(before) or not line.strip() or before.rstrip()[-1] in "—–-:":
        return False
    if short.strip().isupper() and lower(short.strip()) in words.bodies and _NAMED.search(before):
        return True
    if not after.strip() or re.match(r"\s*[.;\n—–-]|[.!?:]", after):
        return False
    single = not re.search(r"[,;/&+]", short)
    return single and re.match(r",|\s\w", after) is not None


def _defines(before: str, short: str, words: CreditWords) -> bool:
    """Whether the bracket gives the short form of the words before it: "Islamic Republic News Agency (IRNA)"."""
    if not short.isupper() or not short.isalnum():
        return False
    named = re.findall(r"[^\W\d_]+", before.rpartition(". ")[2])
    tail = {lower(word) for word in named[-2:]}
    if tail & (words.descriptors | words.sure_words) and not _SENTENCE_END.search(before):
        return True
    big = "".join(word[0] for word in named if word[0].isupper()).upper()
    every = "".join(word[0] for word in named).upper()
    return any(
        initials.endswith(short) or (len(short) > 2 and initials[-len(short) + 1 :] == short[:-1])
        for initials in (big, every)
    )
