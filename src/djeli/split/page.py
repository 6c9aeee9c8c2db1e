"""A page as a whole: what is true of all its lines, and which header lines belong to which title."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import pairwise
from statistics import median_low

from djeli.gazetteer.byhand import load_countries
from djeli.split.lines import CUT_SHORT, MAX_TITLE, Line, content_words, credited
from djeli.split.words import plain
from djeli.vocab import RegionKind

MIN_COUNTRY_HEADS = 2
MIN_DATED = 2
REACH = 3  # lines below a title in which its header line may stand


class Page:
    """A page's lines with what is true of the page as a whole. Built once, then only read."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.story = [n for n, line in enumerate(lines) if line.region is None and line.header is None]
        self.place = {n: at for at, n in enumerate(self.story)}
        self._words: dict[int, frozenset[str]] = {}

    def titled(self, index: int) -> bool:
        """Whether a line can be a title: by its shape, or because a strong header follows a short line at once."""
        line = self.lines[index]
        if line.titular or not line.story or len(line.text) > MAX_TITLE:
            return line.titular
        below = self.lines[index + 1].header if index + 1 < len(self.lines) else None
        return below is not None and below.strong and not below.credit and not CUT_SHORT.search(line.text)

    def words_of(self, index: int) -> frozenset[str]:
        """Content words of a line, read once."""
        if index not in self._words:
            self._words[index] = content_words(self.lines[index].text[:1500])
        return self._words[index]

    @cached_property
    def frequency(self) -> Counter[str]:
        """In how many story lines each content word stands."""
        return Counter(word for n in self.story for word in self.words_of(n))

    @cached_property
    def usual_gap(self) -> int:
        """Blank lines that usually stand before a paragraph."""
        gaps = [line.gap for line in self.lines[1:] if line.prose]
        return median_low(gaps) if gaps else 0

    @cached_property
    def _headed(self) -> list[int]:
        titular = [n for n in self.story if self.lines[n].titular]
        return [n for n in titular if header_below(self, n) == "header_below" and not header_above(self, n)]

    @property
    def headed(self) -> int:
        """How many title-like lines have a header line with a date below them."""
        return len(self._headed)

    @property
    def one_article(self) -> bool:
        """Whether the page has one such line, among its first."""
        return len(self._headed) == 1 and self._headed[0] in self.story[:3]

    @cached_property
    def title_level(self) -> int:
        """Level of the page's headings that title entries: of the first with text below it; 0 without headings."""
        level = 0
        for line in self.lines:
            if line.block == "heading" and line.region is None:
                level = line.level
            elif level and line.prose:
                return level
        return 0

    @cached_property
    def headers_lead(self) -> bool:
        """Whether the page opens with a dated header: on such pages headers stand above their titles."""
        for line in self.lines:
            if line.region is None:
                return line.header is not None and line.header.date is not None
        return False

    @cached_property
    def country_heads(self) -> frozenset[int]:
        """Lines that are a country's name and nothing else, when the page has several: heads of a digest's entries."""
        found = frozenset(n for n in self.story if len(self.lines[n].text) <= 40 and _country(self.lines[n].text))
        return found if len(found) >= MIN_COUNTRY_HEADS else frozenset()

    @cached_property
    def dated_entries(self) -> frozenset[int]:
        """Paragraphs right below a date of their own and no title: days of a diary, when there are several."""
        found = frozenset(n for n in self.story if self.lines[n].prose and self._dated(n))
        return found if len(found) >= MIN_DATED else frozenset()

    def _dated(self, index: int) -> bool:
        top = header_block(self, index)
        dated = any(line.header and (line.header.date or line.header.day_only) for line in self.lines[top:index])
        return dated and (top == 0 or self.headers_lead or not self.titled(top - 1))

    @cached_property
    def credits(self) -> int:
        """How many entries end in a credit with outlet and date."""
        return sum(credited(line) for line in self.lines)

    @cached_property
    def regular(self) -> bool:
        """Whether short lines and paragraphs take turns, one paragraph to a title."""
        shapes = ["p" if self.lines[n].prose else "t" if self.lines[n].titular else "x" for n in self.story]
        turns = sum(a == "p" and b == "t" for a, b in pairwise(shapes))
        prose = shapes.count("p")
        return turns >= 3 and turns >= 0.7 * (prose - 1)

    def rarity(self, word: str) -> float:
        """Weight of a word: 0 when it stands everywhere on the page."""
        return math.log((1 + len(self.story)) / (1 + self.frequency[word]))


@cache
def _country_names() -> frozenset[str]:
    return frozenset(
        plain(name)
        for country in load_countries()
        for name in (country.name, country.name_fr, country.iso3, *country.aliases)
        if len(name) > 2
    )


def _country(text: str) -> bool:
    return plain(text).strip(" .:#|*") in _country_names()


def header_below(page: Page, index: int) -> str:
    """Which header feature the lines below a title earn, if any; outlet and date may stand on lines of their own."""
    shorts, dated, named = 0, False, False
    for line in page.lines[index + 1 : index + 1 + REACH + 2]:
        if line.header is not None and not line.header.credit:
            dated |= line.header.date is not None or line.header.day_only
            named |= line.header.author is not None or line.header.publisher is not None
            continue
        if dated or named:
            break
        if line.region is not None:
            continue
        shorts += 1
        if (line.prose and len(line.text) > 250) or shorts >= REACH - 1:
            break
    if dated and named:
        return "header_below"
    return "byline_below" if named or (dated and not page.headers_lead) else ""


def is_header(line: Line) -> bool:
    """Whether a line is a header that is no credit."""
    return line.header is not None and not line.header.credit


def header_block(page: Page, index: int) -> int:
    """First of the header lines right above a line (`index` when there are none); "5 min read" may stand among them."""
    at = top = index
    while at > 0 and (is_header(page.lines[at - 1]) or page.lines[at - 1].region is RegionKind.NAVIGATION):
        at -= 1
        top = at if is_header(page.lines[at]) else top
    return top


def header_above(page: Page, index: int) -> bool:
    """Whether a dated header stands above the line and belongs to no title above it."""
    at = header_block(page, index)
    if at == index or page.lines[index].gap > page.usual_gap + 1:
        return False
    if not any(line.header and line.header.date for line in page.lines[at:index]):
        return False
    return at == 0 or page.headers_lead or not page.titled(at - 1)
