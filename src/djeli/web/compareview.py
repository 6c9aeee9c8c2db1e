"""A sheet held against the case, as its page shows it: four lists, each leafed through, and how large they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from djeli.desk.compare import Both, Comparison, Line
from djeli.errors import NotFound
from djeli.web.desk import with_query
from djeli.web.draw.bars import Count, parts
from djeli.web.leaves import page_number

PER_PAGE = 50
TITLES = {
    "differing": "In both, and they differ",
    "agreeing": "In both, and they agree",
    "theirs": "Only in the sheet",
    "ours": "Only here",
}
_TONES = {"differing": "warn", "agreeing": "good", "theirs": "plain", "ours": "soft"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One of the lists: its name, its length and its address."""

    name: str
    title: str
    total: int
    link: str
    tone: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One page of one of the lists; `pairs` or `lines` are filled."""

    tabs: tuple[Tab, ...]
    picture: Markup
    chosen: Tab
    pairs: tuple[Both, ...]
    lines: tuple[Line, ...]
    page: int
    pages: int
    before: str
    after: str


def of(found: Comparison, made: str, show: str, page: str) -> View:
    """The list that an address asks for; without one the first that holds something.

    Raises:
        NotFound: there is no such list, or the page is no number.
    """
    pairs: dict[str, Sequence[Both]] = {
        "differing": found.differing,
        "agreeing": [one for one in found.both if not one.differences],
    }
    lines: dict[str, Sequence[Line]] = {"theirs": found.only_theirs, "ours": found.only_ours}
    sizes = {name: len(listed) for name, listed in (*pairs.items(), *lines.items())}
    if show and show not in sizes:
        raise NotFound(f"no list is called {show[:40]!r}; there are {', '.join(sizes)}")
    chosen = show or next((name for name, size in sizes.items() if size), "differing")
    number = page_number(page)
    start, count = (number - 1) * PER_PAGE, max(1, -(-sizes[chosen] // PER_PAGE))

    def link(name: str, at: int = 1) -> str:
        return with_query("/questions/compare", {}, made=made, show=name, page=at if at > 1 else "")

    tabs = tuple(
        Tab(name=name, title=TITLES[name], total=size, link=link(name), tone=_TONES[name], chosen=name == chosen)
        for name, size in sizes.items()
    )
    return View(
        tabs=tabs,
        picture=parts([Count(one.title, one.total, one.link, one.tone) for one in tabs], what="Rows and events"),
        chosen=next(one for one in tabs if one.chosen),
        pairs=tuple(pairs.get(chosen, ())[start : start + PER_PAGE]),
        lines=tuple(lines.get(chosen, ())[start : start + PER_PAGE]),
        page=number,
        pages=count,
        before=link(chosen, number - 1) if number > 1 else "",
        after=link(chosen, number + 1) if number < count else "",
    )


def columns(text: str) -> dict[str, str]:
    """Field -> header, of lines "date = Day it was".

    Raises:
        NotFound: a line that says no such thing.
    """
    found = {}
    for line in (one.strip() for one in text.splitlines() if one.strip()):
        field, mark, header = line.partition("=")
        if not mark or not field.strip() or not header.strip():
            raise NotFound(f"{line[:60]!r} names no column; write a line such as: date = Day it was")
        found[field.strip()] = header.strip()
    return found
