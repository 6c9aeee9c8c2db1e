"""Where outlets stand in running text: known names, and names that a word of the trade makes one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from djeli.extract.credits.words import FIRST, UPPER, CreditWords, lower, months, phrase_at
from djeli.extract.mentions import Range

_CLITICS = "ولفبك"
"""Arabic words of one letter, written together with the next word: and, to, so, by, like."""

_RIGHT = re.compile(rf"(?:[\s-](?:[{UPPER}]\w*|\d{{1,3}})(?!\w|\.\w))+")
_LEFT = re.compile(rf"(?:(?<![\w’'-])[{UPPER}][\w’'.]*(?:-\w+)?[ \u00a0])+$")
_LEAD = re.compile(r"(\w+)-$")
_TAIL = re.compile(r"-([^\W\d_]\w*)")
_NEXT = re.compile(rf" ([{UPPER}]\w*)")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Spot:
    """An outlet's name in running text. `sure` is off where the words may as well mean something else."""

    start: int
    end: int
    name: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Scan:
    """An item's text in lower case, its outlets in order, and where phrases that open a credit stand."""

    content: str
    low: str
    start: int
    end: int
    spots: tuple[Spot, ...]
    starts: tuple[int, ...]
    openers: tuple[Range, ...]
    described: tuple[Range, ...]

    def between(self, start: int, end: int) -> tuple[Spot, ...]:
        """The spots that begin in a range."""
        return self.spots[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def scan(content: str, start: int, end: int, words: CreditWords) -> Scan:
    """One pass over the words of `content[start:end]`; its time grows with their number."""
    low = lower(content)
    spots: list[Spot] = []
    openers: list[Range] = []
    described: list[Range] = []
    names, trade, phrases = words.names, words.sure_words | words.sure_heads, words.openers
    shouted = _shouted(content, start, end)  # capitals tell no names
    last, last_at = "", start
    for match in FIRST.finditer(low, start, end):
        word, at = match.group(), match.start()
        if word in names:
            found = _named(content, low, at, word, words)
        elif word[0] > "\u0600" and word[0] in _CLITICS and word[1:] in names:
            found = _named(content, low, at + 1, word[1:], words)
        else:
            found = None
        if word in trade and not shouted and (found is None or (not found.sure and found.end == match.end())):
            found = _of_trade(content, low, match.span(), words) or found
        if found is not None and (not spots or spots[-1].end <= found.start):
            spots.append(found)
        elif found is not None and found.end > spots[-1].end and found.start <= spots[-1].start:
            spots[-1] = found
        if last in phrases and word in phrases[last]:
            stop = phrase_at(low, last_at, phrases[last][word])
            if stop:
                openers.append((last_at, stop))
        elif word in words.single and _opens(content, at):
            openers.append((at, match.end()))
        last, last_at = word, at
        if word in words.descriptors and not shouted and content[at : match.end()] in words.described:
            described.append(match.span())
    return Scan(content, low, start, end, tuple(spots), tuple(s.start for s in spots), tuple(openers), tuple(described))


def _shouted(content: str, start: int, end: int) -> bool:
    """Whether a text is written in capitals throughout, by its first letters."""
    letters = [c for c in content[start : min(end, start + 600)] if c.isalpha()]
    return sum(map(str.isupper, letters)) > 0.6 * max(len(letters), 1)


def _opens(content: str, at: int) -> bool:
    """Whether nothing but marks stands before a word, on its line or in its sentence."""
    before = content[max(0, at - 4) : at].rstrip(" *_“\"'\u00a0")
    return not before or not before[-1].isalnum()


def _named(content: str, low: str, at: int, word: str, words: CreditWords) -> Spot | None:
    """The longest listed name whose first word stands here, written as a name is."""
    for name in words.names[word]:
        begin = at - name.index(word)
        end = begin + len(name)
        if begin < 0 or (low[begin:end].replace("’", "'") if "'" in name else low[begin:end]) != name:
            continue
        if low[end : end + 1].isalnum() or (begin and low[begin - 1] in "@#"):
            continue
        small = name in words.small and (content[begin - 1 : begin] in "/(" or content[end : end + 1] in "/)")
        if not small and not _written(content[begin:end], words.cased[name]):
            continue
        if not _free(content, low, begin, end, words):
            continue
        sure = name not in words.common or low[max(0, begin - 4) : begin] == "the "
        if (
            not sure
            and _LEFT.search(content[max(0, begin - _LONGEST) : begin])
            and low[max(0, begin - 3) : begin] != "to "
        ):
            return None  # "Daily Independent", "President Star"
        first = name.partition(" ")[0]
        if first in words.descriptors and first == first.upper() and name[len(first) + 1 :] in words.outlets:
            begin += len(first) + 1  # Arabic writes "the agency Reuters"
        return Spot(begin, end, content[begin:end], sure)
    return None


def _free(content: str, low: str, begin: int, end: int, words: CreditWords) -> bool:
    """Whether a name is no part of a longer word or name: not in "anti-BBC", "AFP-affiliated", "Post Office"."""
    lead = _LEAD.search(low[max(0, begin - _LONGEST) : begin]) if low[begin - 1 : begin] == "-" else None
    if lead is not None and not content[begin - 2].isupper() and lead[1] not in words.names:
        return False
    tail = _TAIL.match(low, end)
    if tail is not None and not (content[end + 1].isupper() and (tail[1] in words.names or tail[1] in words.compounds)):
        return False
    after = _NEXT.match(content, end) if low[begin:end] in words.common else None
    return after is None or lower(after[1]) in words.fillers or lower(after[1]) in months()


def _written(text: str, listed: str) -> bool:
    """Whether the words are in the case of the name: as listed, or with capitals wherever the list has one."""
    text = text.replace("’", "'")
    if text == listed or (len(listed) <= 3 and listed.isupper()):
        return text == listed
    return text != text.lower() and all(
        a.isupper() or not b.isupper() for a, b in zip(*_initials(text, listed), strict=False)
    )


def _initials(*names: str) -> Iterator[str]:
    return ("".join(part[0] for part in FIRST.findall(name)) for name in names)


def _of_trade(content: str, low: str, word: Range, words: CreditWords) -> Spot | None:
    """A capitalised run that ends in "Times" or begins with "Radio": an outlet by its name alone."""
    start, end = word
    if not content[start].isupper():
        return None
    if low[start:end] in words.sure_heads:
        run = _RIGHT.match(content, end, end + _LONGEST)
        if run is not None:
            return _sound(content, start, run.end(), words)
    if low[start:end] not in words.sure_words:
        return None
    left = _LEFT.search(content[max(0, start - _LONGEST) : start])
    if low[start:end] == "news" and content[end : end + 7] == " Agency":
        end += 7
    number = re.match(r" \d{1,2}(?!\w)", content[end : end + 4])
    end += len(number.group()) if number is not None and low[start:end].endswith(("news", "tv")) else 0
    return _sound(content, start - len(left.group()), end, words) if left is not None else None


def _sound(content: str, start: int, end: int, words: CreditWords) -> Spot | None:
    parts = lower(content[start:end]).split()
    if parts[0] == "the" and len(parts) > 1:
        start, parts = start + len("the "), parts[1:]
    if len(parts) < 2 or any(part in words.unnamed for part in parts):
        return None
    if all(part in words.generic or part in words.outlet_words for part in parts):
        return None
    return Spot(start, end, content[start:end], sure=True)
