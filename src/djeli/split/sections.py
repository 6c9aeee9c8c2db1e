"""Sections of a report: cut at headings when a page is one long text under several of them, and not otherwise."""

from __future__ import annotations

import re
from statistics import median

from djeli.split.boundary import Cut
from djeli.split.furniture import bare
from djeli.split.lines import Line
from djeli.split.page import Page
from djeli.split.words import words

LONG = 12_000  # characters; a shorter text with headings is an article with crossheads and stays whole
MIN_HEADINGS = 3
MIN_SECTION = 500  # characters of text under a heading, on average
MAX_HEADING_WORDS = 12
MEDIAN_HEADING_WORDS = 6  # headings name a subject; headlines tell a story and are longer

_UNDERLINED = "it is underlined"
_NAMED = "its words head sections of reports"
_NUMBER = re.compile(r"^(?:[\dIVXA-H.]{1,8}[.):]?\s+|#{1,6}\s+)")


def _marked(line: Line) -> str:
    """How the page marks a line as a heading, in words; empty when it only looks like one."""
    if line.block == "heading":
        return "the page marks it as a heading"
    if line.rule_below:
        return _UNDERLINED
    if line.numbered:
        return "it is numbered"
    if bare(_NUMBER.sub("", line.text)) in words().section_heads:
        return _NAMED
    return ""


def _heading(page: Page, index: int) -> str:
    """Why a line is a heading; empty when it isn't one."""
    line = page.lines[index]
    if not line.titular or line.text.count(" ") >= MAX_HEADING_WORDS or index + 1 >= len(page.lines):
        return ""
    below = page.lines[index + 1 : index + 3]
    if not any(other.prose or other.titular for other in below):
        return ""
    marked = _marked(line)
    if marked:
        return marked
    if not line.text[0].isalnum():
        return ""  # quotations and remarks in brackets are no headings
    spaced = line.gap > 0 and (below[0].gap > 0 or line.gap > page.usual_gap)
    return "it stands alone between blank lines, and paragraphs follow" if spaced and below[0].prose else ""


def find_sections(page: Page) -> list[Cut]:
    """Cuts at the headings of a report, the first at its first story line; empty when the page isn't one."""
    if not page.story or page.headed > 1 or page.credits > 1:
        return []
    first = page.story[0]
    found = [(n, why) for n in page.story if n != first and (why := _heading(page, n))]
    if len(found) < MIN_HEADINGS:
        return []
    length = page.lines[-1].end - page.lines[first].start
    marked = sum(not why.startswith("it stands") for _, why in found)
    named = sum(why in (_UNDERLINED, _NAMED) for _, why in found)
    enough = LONG / 2 if marked >= MIN_HEADINGS else LONG
    if named < MIN_HEADINGS and (length < enough or page.regular):
        return []  # an article with crossheads, or a list of numbered points
    counts = [page.lines[n].text.count(" ") + 1 for n, _ in found]
    if (length / len(found) < MIN_SECTION and marked < len(found) / 2) or (
        median(counts) > MEDIAN_HEADING_WORDS and marked < len(found) / 2
    ):
        return []
    cuts = [Cut(first, 0.0, ("the report begins here",))]
    for index, why in found:
        if any(page.lines[n].prose for n in range(cuts[-1].index, index)) or cuts[-1].index == first:
            cuts.append(Cut(index, 0.0, (f"it is a heading of the report, because {why}",)))
    return cuts
