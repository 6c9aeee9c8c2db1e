"""Header and credit lines: "RT | November 12, 2024", "By Name | Outlet | date", "(outlet, date)", "Source: X".

A line is read as a header only when every part of it is explained: date, outlet, byline or a known empty word.
Offsets of a `Header` are relative to the line it was read from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from djeli.gazetteer.byhand import load_countries
from djeli.split.dates import find_date, find_day
from djeli.split.words import plain, words

Range = tuple[int, int]
MAX_HEADER = 160  # longer lines are prose: the longest real header lines seen stay under 130 characters
MAX_NAME = 60

# "… à 19h12 par X", "… 10:30 Updated …": a byline or a second date may follow a time without a mark
_JOINT = re.compile(
    r"(?<=[\dhHmMTCZ.])\s+(?=(?:[Pp]ar|[Bb]y)\s)"
    r"|\s+(?=(?:Publié|Posté|Mis(?:e)? à jour|Modifié|Published|Posted|Updated|Modified|Last updated)\b)"
)
_AGENCIES = re.compile(
    r"\s+(?:avec|with|and|et)\s+(?:l['’])?(?:AFP|AP|Reuters|agences|agencies|Xinhua|Belga|EFE|dpa)\b.*$", re.I
)
_HOUR = re.compile(r"\b(?:à|a|at|um)\s+(?=\d)|\b\d{1,2}\s?[hH]\s?(?:\d{2})?\b")
_SEPARATOR = re.compile(r"\s*[|•·●]\s*|\s+[–—-]+\s+|\s+/\s+|\s*[–—]\s*|\s*\t\s*|\s{3,}|@\s")
_TIME = re.compile(r"\b\d{1,2}(?:[:.h]\d{2}){1,2}\s*(?:[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|[+-]\d\d:?\d\d", re.I)
_ZONE = re.compile(r"\b(?:GMT|UTC|EST|EDT|CET|CEST|EAT|WAT|CAT|PST|PDT|CDT|CST|IST|BST|MSK|TU)\b(?:[+-]\d+)?")
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?(?:[\w-]+\.)+[a-z]{2,12}(?:/\S*)?$", re.I)
_ADDRESS = re.compile(r"\s*https?://(?:www\.)?(?P<host>(?:[\w-]+\.)+[a-z]{2,24})(?:[:/?#]\S*)?\s*", re.I)
_NAME = re.compile(
    r"(?:(?:[A-ZÀ-ÝŁŚŽ][\w.'’-]*|de|da|di|du|von|van|bin|ibn|al|el|ag|ould|and|et|&|la|le)\s*,?\s*){1,10}$"
)
_LINKS = frozenset(
    re.findall(r"\S+", "of the and for in on de du des la le les en et d l al el & da do y der die das und")
)
_LINE_END_CREDIT = re.compile(r"[(\[]([^()\[\]]{4,90})[)\]]\s*[.]?\s*$")


@dataclass(frozen=True, slots=True)
class Header:
    """What a header line says. Ranges are in the line. `strong` lines have a date beside an outlet or a name."""

    author: Range | None = None
    publisher: Range | None = None
    date: Range | None = None
    iso: str = ""
    ambiguous: bool = False
    credit: bool = False
    day_only: bool = False
    place: Range | None = None

    @property
    def strong(self) -> bool:
        """A date (`day_only` when its year is missing), and who wrote or printed it: enough to open an entry."""
        return (self.date is not None or self.day_only) and (self.author is not None or self.publisher is not None)


@cache
def _states() -> frozenset[str]:
    """Countries and capitals in lower case: in a header line a place, never an outlet."""
    countries = load_countries()
    return frozenset(plain(n) for one in countries for n in (one.name, one.name_fr, one.capital) if n)


def _trim(text: str, start: int, end: int) -> Range:
    while start < end and not (text[start].isalnum() or text[start] in "@"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".)"):
        end -= 1
    return start, end


def _parts(text: str, start: int, end: int) -> list[Range]:
    """The range cut at separators, each part trimmed of punctuation; empty parts are left out."""
    cuts = [start]
    found = [*_SEPARATOR.finditer(text, start, end), *_JOINT.finditer(text, start, end)]
    for match in sorted(found, key=lambda m: m.start()):
        if match.start() < cuts[-1]:
            continue
        cuts += [match.start(), match.end()]
    cuts.append(end)
    trimmed = [_trim(text, a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    return [part for part in trimmed if part[0] < part[1]]


def says_nothing(text: str) -> bool:
    """Whether a part says nothing: "Updated", a time, "3 min read"."""
    second = find_date(text)
    if second is not None:  # "Published …, modified …": the first date stands, the second says nothing
        text = f"{text[: second.start]} {text[second.end :]}"
    bare = _ZONE.sub(" ", _TIME.sub(" ", _HOUR.sub(" ", text)))
    bare = plain(re.sub(r"\d+", " ", bare)).strip(" .,:;()[]@|–—-+•·*●▪")
    known = words()
    bare = re.sub(r"\s+", " ", bare)
    return not bare or bare in known.date_words or bare in known.noise or bare in known.weekdays


def is_outlet(text: str) -> bool:
    """Whether a short string can be the name of an outlet: a known one, a domain, or a capitalised name."""
    if len(text) > MAX_NAME or len(text) < 2 or ": " in text:
        return False
    if plain(text) in words().outlets or _DOMAIN.match(text):
        return True
    tokens = re.findall(r"[^\W\d_][\w'’&.-]*", text)
    if not tokens or len(tokens) > 7:
        return False
    named = all(token[0].isupper() or plain(token) in _LINKS for token in tokens)
    return named and tokens[0][0].isupper() and text[-1] not in "?!:;"


def sounds_like_outlet(text: str) -> bool:
    """Whether a name is a known outlet, a domain, or holds a word that outlets' names hold ("Times", "Radio")."""
    lowered = plain(text)
    if lowered in words().outlets or _DOMAIN.match(text) or (text.isupper() and len(text) <= 6):
        return True
    return not words().outlet_words.isdisjoint(re.findall(r"\w+", lowered))


def trailing_outlet(text: str) -> Range | None:
    """The known outlet in brackets at the end of a title, as a range."""
    match = re.search(r"[(\[]([^()\[\]]{2,40})[)\]]$", text)
    return match.span(1) if match and plain(match[1]) in words().outlets else None


def _after_lead(text: str, part: Range) -> Range:
    """A part without "Source:", "via" and their like at its front."""
    match = words().leads.match(text, part[0], part[1])
    return (match.end(), part[1]) if match and match.end() < part[1] else part


def _byline(text: str, part: Range) -> tuple[Range | None, Range | None]:
    """(author, publisher) of a part that begins with a byline word; (None, None) when it doesn't."""
    match = words().byline.match(text, part[0], part[1])
    if match is None or match.end() >= part[1]:
        return None, None
    name = _trim(text, match.end(), part[1])
    role = _ROLE.search(text, name[0], name[1])
    if role is not None:
        name = (name[0], role.start())
    shared = _AGENCIES.search(text, *name)
    if shared is not None:
        name = (name[0], shared.start())
    tail = text.rfind(" ", *name)
    named = name if tail < 0 or plain(text[tail : name[1]]).strip() not in words().byline_tails else (name[0], tail)
    if named[0] >= named[1] or named[1] - named[0] > 100 or not _NAME.match(text[named[0] : named[1]]):
        return None, None
    comma = text.rfind(",", *name)
    if comma > 0 and sounds_like_outlet(text[comma + 1 : name[1]].strip()):
        return _trim(text, name[0], comma), _trim(text, comma + 1, name[1])
    return name, None


def _explain(text: str, parts: list[Range], *, spare: int = 0) -> tuple[Range | None, Range | None] | None:
    """(author, publisher) when all parts but `spare` are explained, else None."""
    author = publisher = None
    for part in parts:
        inner = text[part[0] : part[1]]
        if says_nothing(inner) or plain(inner) in _states():
            continue
        name, outlet = _byline(text, part)
        if name is not None and author is None:
            author, publisher = name, outlet or publisher
        elif publisher is None and is_outlet(text[(led := _after_lead(text, part))[0] : led[1]]):
            publisher = led
        elif publisher is not None and author is None and is_outlet(inner):
            # "Name | Outlet | date" without "By", against "Outlet, place it is written from, date"
            columns = "|" in text[publisher[1] : part[0]]
            if (columns or sounds_like_outlet(inner)) and not sounds_like_outlet(text[slice(*publisher)]):
                author, publisher = publisher, part
        elif spare:
            spare -= 1
        else:
            return None
    return author, publisher


_ROLE = re.compile(r",\s+(?:[a-zà-ÿ&-]+\s*){1,7}(?:[A-Z][\w ]{1,20})?$")  # "…, security and defence editor"
_CUT = re.compile(r"[|•·●–—/,:;()-]|\s{2}|\t")


def is_address(line: str) -> bool:
    """Whether a line is a web address and nothing else: of a saved page, or of what it links to."""
    return _ADDRESS.fullmatch(line) is not None


def read_header(line: str, *, month_first: bool = False, bracketed: bool = False) -> Header | None:
    """Read a whole line as a header; None when any part of it stays unexplained or nothing is said.

    "Senko, 4 March 2024" gives a place, not an outlet, unless it stands in brackets (`bracketed`) or the name sounds
    like one. Of a line that is an address, the host names the outlet.
    """
    address = _ADDRESS.fullmatch(line)
    if address is not None:
        return Header(publisher=address.span("host"))
    if not line or len(line) > MAX_HEADER or "(@" in line:
        return None
    found = find_date(line, month_first=month_first) or find_day(line)
    if found is None:
        part = _trim(line, 0, len(line))
        name, outlet = _byline(line, part) if part[0] < part[1] else (None, None)
        if name is not None:
            return Header(author=name, publisher=outlet)
        if plain(line).strip(" .()") in words().outlets or (_DOMAIN.match(line.strip()) and " " not in line.strip()):
            return Header(publisher=part)
        if words().outlet_lines.match(line):
            return Header(publisher=part)
        return _named_parts(line)
    head = _head(line, found.start)
    if (
        head
        and not _CUT.search(line[max(0, head - 3) : found.start])
        and plain(line[:head]).strip() not in words().outlets
    ):
        return None  # "killed 12 on March 3, 2024": a sentence that happens to end in a date
    parts = _parts(line, 0, head) + _parts(line, found.end, len(line))
    # "Name, Outlet | label | date": among three and more columns one may be a label of the page's own
    pieces = [piece for part in parts for piece in _commas(line, part)]
    explained = _explain(line, pieces, spare=int(line.count("|") >= 2))
    if explained is None:
        return None
    author, publisher = explained
    place = None if bracketed or publisher is None else _place(line, publisher, found.start)
    return Header(
        author=author,
        publisher=None if place else publisher,
        place=place,
        date=(found.start, found.end) if found.date else None,
        iso=found.date.isoformat() if found.date else "",
        ambiguous=found.ambiguous,
        day_only=found.date is None,
    )


def _place(line: str, name: Range, date: int) -> Range | None:
    """The range of a name that is a place before a date ("Senko, le 4 mars 2024"); None when it may be an outlet."""
    between = line[name[1] : date] if name[1] <= date else "|"
    said = line[slice(*name)]
    comma = re.fullmatch(r",\s*(?:(?:le|on|the)\s+)?", between, re.I) is not None
    return name if comma and said.count(" ") <= 1 and not sounds_like_outlet(said) else None


def _head(line: str, end: int) -> int:
    """Where the words before a date end, "Published on" and its like taken off."""
    head = line[:end].rstrip(" ,:(")
    for word in sorted(words().date_words, key=len, reverse=True):
        if plain(head).endswith(word) and (len(head) == len(word) or not head[-len(word) - 1].isalnum()):
            return len(head) - len(word)
    return len(head)


def _commas(line: str, part: Range) -> list[Range]:
    """A part cut at commas, unless it is a byline with several names."""
    if words().byline.match(line, part[0], part[1]) or "," not in line[part[0] : part[1]]:
        return [part]
    cuts = [part[0], *(m.start() for m in re.finditer(",", line[part[0] : part[1]])), part[1]]
    edges = [part[0], *(part[0] + cut for cut in cuts[1:-1]), part[1]]
    pieces = [_trim(line, a, b) for a, b in pairwise(edges)]
    return [piece for piece in pieces if piece[0] < piece[1]]


def _named_parts(line: str) -> Header | None:
    """Byline and outlet without a date: "By Name | Outlet", "CNN, By Name"."""
    parts = [piece for part in _parts(line, 0, len(line)) for piece in _commas(line, part)]
    if len(parts) != 2 or not any(words().byline.match(line, *part) for part in parts):
        return None
    explained = _explain(line, parts)
    return Header(author=explained[0], publisher=explained[1]) if explained and explained[0] else None


def _credits_outlets(said: str) -> bool:
    """Whether words after "Source:" are one short name, or a list in which an outlet is known or a domain stands."""
    names = [name for piece in re.split(r"\s*[,;/|]\s*|\s+(?:and|et|&)\s+", said) if (name := piece.strip(" ."))]
    if any(plain(name) in words().outlets or _DOMAIN.match(name) for name in names):
        return True
    return len(names) == 1 and is_outlet(names[0]) and names[0].count(" ") <= 4


def read_credit(line: str, *, month_first: bool = False) -> Header | None:
    """Read a line as a credit ("Source: X, date", "Original Source: x.org").

    A publisher is given only when the words say who printed the entry, and name one.
    """
    match = words().credit.match(line) if len(line) <= 300 else None
    if match is None:
        return None
    found = find_date(line, month_first=month_first)
    end = len(line.rstrip(" .)]"))
    name = _trim(line, match.end(), found.start if found and found.start >= match.end() else end)
    said = line[name[0] : name[1]]
    if line[0] not in "([" and not found and not _credits_outlets(said):
        return None  # "Sources: two officers held after clash": a headline
    single = bool(said) and plain(match[1]) not in words().credit_only and not re.search(r"[;,]| and | et ", said)
    return Header(
        publisher=name if single and is_outlet(said) else None,
        date=(found.start, found.end) if found else None,
        iso=found.date.isoformat() if found and found.date else "",
        ambiguous=bool(found and found.ambiguous),
        credit=True,
    )


def trailing_credit(line: str, *, month_first: bool = False) -> Header | None:
    """The "(outlet, date)" that closes a digest paragraph; None when the brackets hold anything else."""
    match = _LINE_END_CREDIT.search(line, max(0, len(line) - 120))
    if match is None:
        return None
    inner = read_header(match[1], month_first=month_first, bracketed=True)
    if inner is None or not inner.strong or inner.publisher is None or inner.date is None:
        return None
    shift = match.start(1)
    return Header(
        publisher=(inner.publisher[0] + shift, inner.publisher[1] + shift),
        date=(inner.date[0] + shift, inner.date[1] + shift),
        iso=inner.iso,
        ambiguous=inner.ambiguous,
        credit=True,
    )
