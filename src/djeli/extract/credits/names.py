"""Names of outlets: what may be one, what is known as one, and how a list of them is parted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from djeli.extract.credits.words import CreditWords, Known, credit_words, in_table, lower, months
from djeli.extract.mentions import Range
from djeli.resources.sources import by_name

URL = re.compile(r"^(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})(?:[/:?#]\S*)?$", re.IGNORECASE)
_NAME_START = re.compile(r"^(?:[^\W_a-z]|\+\d|al-|el-|as-|an-)")
_CAMEL = re.compile(r"^[a-z]+\d*[A-Z]\w*$|^[A-Z]+[a-z]+[A-Z]\w*$|^[a-z]+\d+$")
_SMALL = frozenset(
    re.findall(
        r"\S+",
        "of the and for in on to de la le les des du et l d & al el y van von zur der die das à au aux pour do da dos "
        "das e di del della dei il lo i per och för den het und o os a en",
    )
)
_SHORTEST_PLATFORM = 5  # characters: "X" and "web" may be part of a name
_LONGEST_NAME = 9  # words
_SEPARATOR = re.compile(
    r"[,;]?\s*(?:\(\d{1,2}\)|\[\d{1,2}\]|(?:(?<=[:;,]\s)|(?<=[:;,]))\d{1,2}[.)])\s+"
    r"|\s*[,;|•·،؛、，；]\s*|\s+[/+]\s+|(?<=[^\W\d_])/(?=[^\W\d_])|\s+[–—-]{1,2}\s+|(?<=\w)-(?=[^\W\d_a-z])"
)
_MONTHED = re.compile(
    r"(?:^|[\s,.:]+|\s*\(\s*)(?:(?:on\s+|le\s+|el\s+)?\d{1,2}(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+)?"
    r"(?P<after>[^\W\d_]+)\.?"
    r"(?:,?\s+(?:de\s+)?\d{4})?|(?P<before>[^\W\d_]+)\.?(?:\s+\d{1,2})?(?:,?\s+\d{4})|(?P<day>[^\W\d_]+)\.?\s+\d{1,2})\s*\)?$",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:^|[\s,.:]+|\s*\(\s*)(?:n\.d\.?|no date|s\.d\.?|undated|(?:19|20)\d\d[a-z]?(?::\s?\d+(?:[-–]\d+)?)?"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})\s*\)?$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:(?:and|et|y|e|und|en|и|та|و|the|from|by|avec|with|via|through|con|com|mit|met|la|le|der|die|das|dem|den)\s+|l['’])+"
    r"(?=[^\W\d_a-z])"
)
_SMALL_WORD = re.compile(r"([^\W\d_]+)\s+(?=[\"“«„]?[^\W\d_a-zа-яґєії])")
_CRUMBS = " \t\r\n\u00a0\u200e\u200f,;:*_“”\"‘'«»‹›„–—-،؛+["
_INITIALED = re.compile(r"(?:[^\W\d_]\.[^\W\d_]|Inc|Ltd|Co)\.$")


def same_outlet(one: str, other: str) -> bool:
    """Whether two names are of one outlet: alike but for case, article and address, or one row of the table."""

    def bare(name: str) -> str:
        short = shown(name).casefold().strip(" .").removeprefix("the ").removeprefix("www.")
        return re.sub(r"[^\w]+", "", re.sub(r"\.(?:com|net|org|info|co\.uk|fr)$", "", short))

    if not one or not other:
        return False
    left, right = by_name(one), by_name(other)
    return bare(one) == bare(other) or (left is not None and left is right)


def knower(words: CreditWords, is_outlet: Known | None = None) -> Known:
    """Asks the word lists, then a table of outlets: the shipped one by default."""
    listed = is_outlet or in_table
    return lambda name: _is_known(name, words) or listed(name)


def _is_known(name: str, words: CreditWords) -> bool:
    flat = " ".join(name.replace("’", "'").split()).strip(" .,")
    low = lower(flat)
    bare = low.removeprefix("the ")
    if low in words.stop_names:
        return False
    if low in words.outlets or bare in words.outlets or re.sub(r",\s*(?:u\.?s|u\.?k)$", "", bare) in words.outlets:
        return not flat.islower() or words.cased.get(low, low) == low or low in words.small
    parts = [word.strip(".,'") for word in bare.split()]
    if ":" in low or len(parts) < 2 or not name_like(flat) or _unnamed(parts, words):
        return False
    if _BETWEEN & set(parts):  # "Ali Musa for Kofa News"
        return False
    return parts[-1] in words.outlet_words or parts[0] in words.sure_heads


_BETWEEN = frozenset({"for", "in", "by", "from", "at"})


def _unnamed(parts: list[str], words: CreditWords) -> bool:
    """Whether a name is put together of kinds alone ("State TV"), or tells a person's part ("Military Official")."""
    return any(part in words.unnamed for part in parts) or all(
        part in words.generic or part in words.outlet_words or part in words.descriptors for part in parts
    )


def outletish(name: str, words: CreditWords, known: Known) -> bool:
    """Whether an unlisted name sounds like an outlet's: a word of the trade, a host, CamelCase, or capitals alone."""
    if known(name) or URL.match(name):
        return True
    parts = lower(name).split()
    if _unnamed(parts, words):
        return False
    trade = any(part in words.outlet_words or part in words.institution_words for part in parts)
    return trade or _CAMEL.match(name) is not None or (name.isupper() and 3 <= len(name) <= 9 and name.isalnum())


def creditable(name: str, words: CreditWords, known: Known) -> bool:
    """Whether a name may stand in a list of credits at all."""
    low = lower(name).strip(". ")
    if not low or low in words.stop_names or low in words.platforms or len(low) < 2:
        return False
    if low.partition(":")[0].strip() in words.labels:  # "Source: X" names X
        return False
    if URL.match(name) is not None or known(name):
        return True
    parts = low.split()
    if parts[0] == "the" and not words.generic.issuperset(parts[1:]):  # "The Courier"
        return name_like(name) and not words.unnamed.intersection(parts)
    return name_like(name) and not _unnamed(parts, words)


def name_like(text: str) -> bool:
    """Whether all words but small ones begin with a capital, a digit or a caseless letter, in at most nine words."""
    words = text.split()
    if not words or len(words) > _LONGEST_NAME or text.replace(".", "").isdigit():
        return False
    if not (_NAME_START.match(text) or _CAMEL.match(words[0])) or re.search(
        r"\d{4}|\d:\d\d|^\d+\s(?!\w+\s?[A-Z])|^pp?\.", text
    ):
        return False
    return all(
        _capital(word) or word.lower().strip(".,’'") in _SMALL or "'" in word or "’" in word for word in words[1:]
    )


def _capital(word: str) -> bool:
    first = word.lstrip("“”\"'‘«»(&")[:1]
    return not first or not first.isalpha() or first.isupper() or first.lower() == first.upper()


def trim(content: str, start: int, end: int) -> Range:
    """The range without blanks, quotes, marks and a final full stop that belongs to the sentence."""
    while start < end and content[start] in _CRUMBS and not (content[start] == "+" and content[start + 1].isdigit()):
        start += 1
    while end > start and content[end - 1] in _CRUMBS:
        end -= 1
    while end > start and content[end - 1] in ".…" and not _INITIALED.search(content[start:end]):
        end -= 1
    return start, end


def shown(name: str) -> str:
    """The name on one line; of an address the host without "www."."""
    flat = " ".join(name.split())
    address = URL.match(flat)
    return address[1].lower() if address and ("www." in flat.lower() or "/" in flat) else flat


def undated(content: str, start: int, end: int) -> Range:
    """The range without a date, or a bracket, behind the name."""
    while start < end:
        text = content[start:end]
        cut = _MONTHED.search(text)
        if cut is None or lower(cut["after"] or cut["before"] or cut["day"]) not in months():
            cut = _DATED.search(text) or re.search(r"\s*\([^()]*\)?$", text)
        if cut is None:
            break
        start, end = trim(content, start, start + cut.start())
    return start, end


def split_names(content: str, group: Range, lang: str, *, is_outlet: Known | None = None) -> tuple[Range, ...]:
    """Ranges of the single names in a list such as "Reuters, Guardian, U.S., BBC and Le Monde".

    Commas before a qualifier ("U.S.", "Inc.") and an "and" inside a body's name don't part names; "&" never does.
    """
    words = credit_words(lang)
    return tuple(parted(content, group, words, knower(words, is_outlet)))


def parted(content: str, group: Range, words: CreditWords, known: Known) -> list[Range]:
    """As `split_names`, for words that are at hand; dates behind names are left out."""
    joined: list[Range] = []
    for piece in (trim(content, *p) for p in pieces(content, group, known)):
        text = lower(content[slice(*piece)].strip(". "))
        if joined and text in words.qualifiers and known(content[slice(*joined[-1])]):
            joined[-1] = (joined[-1][0], piece[1])
        elif piece[0] < piece[1]:
            joined.append(piece)
    found = (part for piece in joined for part in _parted_by_and(content, piece, words, known))
    return [_stripped(content, undated(content, *part), words, known) for part in found]


def _stripped(content: str, part: Range, words: CreditWords, known: Known) -> Range:
    """A name without "the newspaper" before it, or "newsroom", "correspondent" behind a known one."""
    start, end = part
    whole = lower(content[start:end]) in words.outlets
    while (
        not whole
        and (small := _SMALL_WORD.match(content, start, end))
        and small[1] in words.descriptors | words.fillers
    ):
        start = small.end()
    start, end = part = trim(content, start, end)
    text = content[start:end]
    head, _, last = text.rpartition(" ")
    if head and lower(last) in ("staff", "newsroom", "correspondent", "reporter", "team", "desk", "monitoring"):
        return trim(content, start, start + len(head)) if known(head) and not known(text) else part
    if (
        head
        and name_like(head)
        and (
            (lower(last) in words.platforms and len(last) > _SHORTEST_PLATFORM)
            or (last.islower() and last in words.descriptors)
        )
    ):
        return _stripped(content, trim(content, start, start + len(head)), words, known)
    return part


def pieces(content: str, group: Range, known: Known) -> Iterator[Range]:
    """Parts of the group between separators; a part with a slash or a dash that is a known name stays whole."""
    at = group[0]
    for match in _SEPARATOR.finditer(content, *group):
        sign = match.group().strip()
        if sign == "/" and " " not in match.group():
            word = re.search(r"\S+$", content[at : match.end()])
            after = re.match(r"[^\s,;]+", content[match.end() : group[1]])
            if word and after and known((word.group() + after.group()).strip(",.;")):
                continue
        if sign[:1] in "–—-":
            left, right = content[at : match.start()].strip(), content[match.end() : group[1]]
            right = _SEPARATOR.split(right, maxsplit=1)[0].strip()
            close = match.group() == "-"
            if close and (known(left + "-" + right) or not (known(left) and known(right))):
                continue
            if not (known(left) and name_like(right)) and not (known(right) and name_like(left)):
                continue
        yield at, match.start()
        at = match.end()
    yield at, group[1]


def _parted_by_and(content: str, piece: Range, words: CreditWords, known: Known) -> Iterator[Range]:
    text = content[slice(*piece)]
    for match in words.joiners.finditer(text):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        if lower(right) in words.stop_names or _vague(left, right, words, known):  # "Reuters and agencies"
            yield _led_in(content, (piece[0], piece[0] + match.start()))
            return
        if _whole(text, words) or _one_body(left, right, words, known):
            continue
        if left and right and name_like(right.removeprefix("the ").split()[0]):
            yield _led_in(content, (piece[0], piece[0] + match.start()))
            yield from _parted_by_and(content, (piece[0] + match.end(), piece[1]), words, known)
            return
        if left and right and known(left):
            yield _led_in(content, (piece[0], piece[0] + match.start()))
            return
    yield _led_in(content, piece)


def _vague(left: str, right: str, words: CreditWords, known: Known) -> bool:
    """Whether what follows "and" is nobody's name: "A and others"."""
    return right[:1].islower() and not known(right) and not any(head in lower(left) for head in words.body_heads)


def _whole(name: str, words: CreditWords) -> bool:
    """Whether a name with "and" in it is listed as it stands: "Stars and Stripes"."""
    return lower(name).removeprefix("the ") in words.outlets or in_table(name)


def _one_body(left: str, right: str, words: CreditWords, known: Known) -> bool:
    """Whether "and" stands inside a name: "Centre for Peace and Conflict Studies"."""
    if known(right) or known(left):
        return False
    low = lower(left)
    return any(head in low for head in words.body_heads) or not set(low.split()) & (
        words.outlet_words | words.institution_words
    )


def _led_in(content: str, piece: Range) -> Range:
    """The name without a small word before it ("and", "the", "from")."""
    start, end = trim(content, *piece)
    lead = _LEAD.match(content, start, end)
    return (lead.end(), end) if lead else (start, end)
