"""A page as lines, each with what it is taken for: the only thing that cutting looks at.

Offsets are code points of the Text, half-open, white space at both ends left out.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, replace
from itertools import pairwise

from djeli.records import Block, Text
from djeli.split import furniture
from djeli.split.dates import month_comes_first
from djeli.split.headers import Header, is_address, read_credit, read_header, says_nothing, trailing_credit
from djeli.split.words import plain, words
from djeli.text.offsets import lines as text_lines
from djeli.text.offsets import trim
from djeli.vocab import RegionKind

SENTENCE_END = re.compile(r"[.!?…。؟۔।][\"'”’»)\]]*\s*$")
CUT_SHORT = re.compile(r"(?:\.\.\.|…)[\"'”’»)\]]*\s*$")  # "more than a dozen soldiers were […]"
SHORTEST_PROSE = 30
MIN_WIDTH, MAX_WIDTH = 50, 130  # characters; widths at which text is broken by hand or by mail programs
MIN_BLOCK = 3
MIN_CONTENTS = 3
WRAP_SLACK = 3  # programs differ by a character or two in what they let stand at the edge
MAX_TITLE = 200
MAX_TITLE_WORDS = 30
PARAGRAPH = 120  # a line as long as this is prose whatever it ends in

_BLOCK_KINDS = {
    "navigation": RegionKind.NAVIGATION,
    "footer": RegionKind.NAVIGATION,
    "caption": RegionKind.CAPTION,
    "alt": RegionKind.ALT_TEXT,
}
_RULE = re.compile(r"^[=\-_*~#+.•·–—\s]{3,}$")
_NUMBERED = re.compile(r"^(?:(?:\d{1,2}|[IVX]{1,5}|[A-H])(?:[.):]|(?:\.\d{1,2}){1,3}[.):]?)\s+|#{1,6}\s+)(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that isn't blank.

    `gap` counts the blank lines before it. `region` is set when it is page furniture, `header` when it reads as
    byline, outlet, date or credit, `closing` when a credit with outlet and date ends it. `block` is the reader's
    hint for it, `level` that of a heading.
    """

    start: int
    end: int
    text: str
    gap: int = 0
    region: RegionKind | None = None
    header: Header | None = None
    closing: Header | None = None
    block: str = ""
    level: int = 0
    rule_below: bool = False

    @property
    def story(self) -> bool:
        """Whether the line can be part of a story: neither furniture nor header."""
        return self.region is None and self.header is None

    @property
    def prose(self) -> bool:
        """Whether it reads as a paragraph: long, cut short, or a sentence with its stop."""
        text = self.text
        if not self.story or len(text) < SHORTEST_PROSE:
            return False
        if len(text) >= PARAGRAPH or self.closing is not None or CUT_SHORT.search(text) or furniture.tail_of(text):
            return True
        return SENTENCE_END.search(text) is not None and (len(text) >= 60 or text.rstrip("\"'”’»)")[-1:] == ".")

    @property
    def titular(self) -> bool:
        """Whether it has the shape of a title: short, begun like one, and not ended like a sentence."""
        text = self.text
        if (
            not self.story
            or self.closing is not None
            or not 3 <= len(text) <= MAX_TITLE
            or text.count(" ") >= MAX_TITLE_WORDS
        ):
            return False
        first = next((char for char in text if char.isalnum()), "")
        if not first or first.islower() or furniture.tail_of(text) or _RULE.match(text) or CUT_SHORT.search(text):
            return False
        bare = text.rstrip("\"'”’»")
        return bare[-1:] not in tuple(".,;:") or bare.endswith(("U.S.", "U.N.", "U.K."))

    @property
    def numbered(self) -> bool:
        """Whether it begins like a numbered or marked-up heading."""
        return _NUMBERED.match(self.text) is not None


def _raw_lines(text: Text) -> list[Line]:
    """Lines with gaps; rules of dashes and the like are folded into the line above them."""
    found: list[Line] = []
    gap = 0
    for start, end in text_lines(text.content):
        start, end = trim(text.content, start, end)  # noqa: PLW2901 - the trimmed range is the line
        if start == end:
            gap += 1
        elif _RULE.match(text.content[start:end]) and end - start >= 3:
            if found and gap == 0 and len(found[-1].text) <= MAX_TITLE and text.content[start] in "=-~":
                found[-1] = replace(found[-1], rule_below=True)
            gap += 1
        else:
            found.append(Line(start, end, text.content[start:end], gap))
            gap = 0
    return _unwrapped(found, text.content)


def _unwrapped(page: list[Line], content: str) -> list[Line]:
    """Paragraphs that were broken at a fixed width (e-mail, plain-text reports), made one line each.

    A line was broken there when the next line's first word would not have fitted in the width: the page's, when many
    lines are so broken, else that of the lines that stand together.
    """
    width = max((len(line.text) for line in page), default=0)
    broken = [_broke(left, right, width) for left, right in pairwise(page)]
    if not MIN_WIDTH <= width <= MAX_WIDTH or sum(broken) < max(2, 0.4 * len(page)):
        broken = _broken_blocks(page)
    joined = page[:1]
    for line, goes_on_from_above in zip(page[1:], broken, strict=True):
        if goes_on_from_above:
            start = joined[-1].start
            whole = content[start : line.end].replace("\n", " ").replace("\r", " ")
            joined[-1] = replace(joined[-1], end=line.end, text=whole, rule_below=line.rule_below)
        else:
            joined.append(line)
    return joined


def _broken_blocks(page: list[Line]) -> list[bool]:
    """Which lines go on below, block by block: three lines and more without a blank, all but the last full."""
    found = [False] * max(0, len(page) - 1)
    start = 0
    while start < len(page):
        stop = start + 1
        while stop < len(page) and page[stop].gap == 0:
            stop += 1
        block = page[start:stop]
        width = max(len(line.text) for line in block)
        full = [_broke(left, right, width) for left, right in pairwise(block)]
        if len(block) >= MIN_BLOCK and MIN_WIDTH <= width <= MAX_WIDTH and all(full):
            found[start : stop - 1] = full
        start = stop
    return [was or _in_mid_sentence(left, right) for was, (left, right) in zip(found, pairwise(page), strict=True)]


def _in_mid_sentence(left: Line, right: Line) -> bool:
    """Whether a sentence runs from one line into the next: a long line without a stop, then a small letter."""
    long = MIN_WIDTH <= len(left.text) <= MAX_WIDTH and len(right.text) <= MAX_WIDTH
    if right.gap > 0 or not long or not right.text[0].islower() or SENTENCE_END.search(left.text):
        return False
    return "|" not in right.text and read_header(right.text) is None  # "paper.example | 4 March 2024" under a title


def _broke(left: Line, right: Line, width: int) -> bool:
    first = right.text.split(maxsplit=1)[0]
    if is_address(right.text) or is_address(left.text):
        return False  # too long to fit below any title, and no part of it
    return right.gap == 0 and not left.rule_below and len(left.text) + 1 + len(first) > width - WRAP_SLACK


def _block_of(blocks: tuple[Block, ...], starts: list[int], line: Line) -> Block | None:
    """The reader's block that holds the line's beginning; the innermost of nested ones begins last."""
    at = bisect.bisect_right(starts, line.start) - 1
    for block in reversed(blocks[max(0, at - 3) : at + 1]):
        if block.start <= line.start < block.end:
            return block
    return None


def _classified(line: Line, block: Block | None, *, month_first: bool) -> Line:
    kind = block.kind if block else ""
    if kind in _BLOCK_KINDS:
        return replace(line, region=_BLOCK_KINDS[kind], block=kind)
    text = line.text
    credit = read_credit(text, month_first=month_first)
    if credit is not None:
        return replace(line, header=credit, region=RegionKind.CREDIT_LINE, block=kind)
    header = read_header(text, month_first=month_first)
    if header is not None:
        return replace(line, header=header, block=kind)
    region = furniture.kind_of(text)
    closing = trailing_credit(text, month_first=month_first) if text[-1] in ")]." else None
    if region is None and len(text) <= 40 and any(char.isdigit() for char in text) and says_nothing(text):
        region = RegionKind.NAVIGATION  # "7 min read", "14:30 GMT"
    level = block.level if block else 0
    return replace(line, region=region, closing=closing, block=kind, level=level)


def read_lines(text: Text) -> list[Line]:
    """The page's lines in order, classified one by one, then boxes (comment forms, lists of links) as wholes."""
    month_first = month_comes_first(text.content)
    blocks = tuple(sorted(text.blocks, key=lambda block: (block.start, -block.end)))
    starts = [block.start for block in blocks]
    classified = [
        _classified(line, _block_of(blocks, starts, line), month_first=month_first) for line in _raw_lines(text)
    ]
    return [
        replace(line, region=region, header=None if region is not RegionKind.CREDIT_LINE else line.header)
        if region is not line.region
        else line
        for line, region in zip(classified, _boxed(classified), strict=True)
    ]


def _boxed(page: list[Line]) -> list[RegionKind | None]:
    """Regions of the lines once boxes are followed to their end.

    After a line that opens a box ("Leave a Reply", "Related stories") short lines belong to the box, until a
    paragraph; the title-like line just above that paragraph is its title, so it stays out.
    """
    regions = [line.region or listed for line, listed in zip(page, _contents(page), strict=True)]
    index = 0
    while index < len(page):
        kind = furniture.opens(page[index].text) if page[index].region is not None else None
        index += 1
        if kind is None:
            continue
        stop = index
        while stop < len(page) and not page[stop].prose and not _strong(page[stop]):
            stop += 1
        # an open box that runs to the page's end takes all; else the last short lines may be a title and its header
        keep = stop
        if stop < len(page):
            keep = _title_above(page, index, stop)
        for at in range(index, keep):
            regions[at] = regions[at] or kind
        index = keep if keep > index else index
    return regions


def _contents(page: list[Line]) -> list[RegionKind | None]:
    """Tables of contents: runs of three and more title-like lines of which most come again further down."""
    last = {line.text: at for at, line in enumerate(page)}
    found: list[RegionKind | None] = [None] * len(page)
    start = 0
    while start < len(page):
        stop = start
        while stop < len(page) and page[stop].titular and not page[stop].prose:
            stop += 1
        again = sum(last[line.text] >= stop for line in page[start:stop])
        if stop - start >= MIN_CONTENTS and again >= 0.5 * (stop - start):
            found[start:stop] = [RegionKind.NAVIGATION] * (stop - start)
        start = stop + 1
    return found


def _strong(line: Line) -> bool:
    return line.header is not None and line.header.strong


def _title_above(page: list[Line], low: int, stop: int) -> int:
    """Index of the title that belongs to the paragraph or header at `stop`, looking back no further than `low`."""
    at = stop
    while at > low and page[at - 1].header is not None:
        at -= 1
    under = at
    while under > low and page[under - 1].region is not None and under > stop - 3:
        under -= 1  # a caption or a prompt may stand between title and text
    if low < under < at and page[under - 1].titular:
        at = under
    if at > low and page[at - 1].titular:
        at -= 1
        if at > low and page[at].gap == 0 and page[at - 1].titular and page[at - 1].gap > 0:
            at -= 1  # a title of two lines
    return at


def credited(line: Line) -> bool:
    """Whether the line says outright who printed the entry and when: a credit that closes it."""
    return line.closing is not None or (line.header is not None and line.header.credit and line.header.date is not None)


def closes(line: Line) -> bool:
    """Whether the line is of the sort that ends articles: credits, rights, "contributed to this report", a bio."""
    if line.region in (RegionKind.COPYRIGHT, RegionKind.AUTHOR_BIO, RegionKind.COMMENTS, RegionKind.SHARE_PROMPT):
        return True
    return credited(line) or words().closers.search(line.text[-400:]) is not None


def goes_on(line: Line) -> bool:
    """Whether the line begins as only the middle of an article does: "But …", "He said", a quotation."""
    return line.text[:1] in '“"«‘„' or words().continues.match(line.text) is not None


def content_words(text: str) -> frozenset[str]:
    """Stems of the words that carry content: six letters of words of four and more, and figures."""
    return frozenset(word[:6] for word in re.findall(r"[^\W_]{4,}|\d{2,}", plain(text)))
