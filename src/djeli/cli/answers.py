"""An answer on a screen: sentences, the words they rest on, who says so, and what disputes them."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from djeli.ask import Answer, Found, Line
from djeli.cli.console import words
from djeli.cli.eventpage import clip, dispute, quoted

_LINES = 6
_QUOTE = 240


def page(answer: Answer) -> RenderableType:
    """The whole answer."""
    return Group(words(f"Read as: {answer.understood}", "dim"), *_body(answer))


def _body(answer: Answer) -> Iterator[RenderableType]:
    if not answer.says:
        yield from _silence(answer)
    for one in answer.found:
        yield Text()
        yield from found_lines(one)
    if answer.more:
        yield Text()
        yield words(f"and {answer.more} more; name a place, a day or a party to narrow the question", "dim")
    if answer.known:
        yield Text()
        yield words("The actor table, beside the reports", "bold")
    for known in answer.known:
        day = f", {known.date}" if known.date else ""
        yield Padding(words(f"{known.sentence}{day}") + words(f"  {known.reference}", "dim"), (0, 0, 0, 2))


def _silence(answer: Answer) -> Iterator[RenderableType]:
    yield Text()
    yield words("The ledger doesn't say.", "bold")
    yield words(answer.reason)
    yield words(f"Searched: {answer.searched}.", "dim")
    if answer.near:
        yield Text()
        yield words("What comes near, and is no answer:")
    for line in answer.near:
        yield Padding(words(clip(line, 220)), (0, 0, 0, 2))


def found_lines(one: Found, *, most: int = _LINES) -> Iterator[RenderableType]:
    """One sentence with its lines and disputes."""
    tag = words(f"  [{one.event}]", "dim") if one.event else Text()
    yield Padding(words(one.sentence, "bold") + tag, (0, 0, 0, 2))
    for line in one.lines[:most]:
        yield Padding(_line(line), (0, 0, 0, 4))
    if len(one.lines) > most:
        where = f": djeli show {one.event}" if one.event else ""
        yield words(f"    and {len(one.lines) - most} more{where}", "dim")
    for each in one.disputes:
        yield Padding(dispute(each), (0, 0, 0, 4))


def _line(line: Line) -> Text:
    mark = "✗ " if line.against else ""
    voice = line.voice or ("told as not so" if line.against and line.text else "")
    head = " ".join(part for part in (line.text, f"({voice})" if voice and line.text else voice) if part)
    more = f" and {len(line.pages) - 1} more" if len(line.pages) > 1 else ""
    shown = words(f"{mark}{head}: " if head else mark)
    return shown + words(quoted(line.quote, _QUOTE), "italic") + words(f"  {line.pages[0]}{more}", "dim")
