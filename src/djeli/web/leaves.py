"""What an address says of a long list: its filters, its page, and the addresses that change one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from djeli.errors import NotFound
from djeli.web.desk import with_query

PER_PAGE = 50
_SHOWN = 14


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, with the address that chooses it, or lets it go when it is chosen."""

    name: str
    count: int
    link: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves:
    """A list as an address asks for it: `query` holds its filters and nothing else, `names` every filter in words."""

    path: str
    names: Mapping[str, str]
    query: Mapping[str, str]
    page: int
    per_page: int = PER_PAGE

    @property
    def offset(self) -> int:
        """Rows before this page."""
        return (self.page - 1) * self.per_page

    def get(self, name: str) -> str:
        """A filter, empty where it is not set."""
        return self.query.get(name, "")

    def link(self, **changes: object) -> str:
        """The list with some filters changed, from its first page on."""
        return with_query(self.path, self.query, **changes)

    def turn(self, page: int) -> str:
        """Another page of the same list."""
        return self.link(page=page if page > 1 else "")

    def pages(self, total: int) -> int:
        """How many pages so many rows fill."""
        return max(1, -(-total // self.per_page))

    def choices(self, name: str, counts: Mapping[str, int], named: Callable[[str], str]) -> list[Choice]:
        """The values of a facet, the commonest first; a chosen one lets itself go."""
        chosen = self.get(name)
        return [
            Choice(named(value), count, self.link(**{name: "" if value == chosen else value}), value == chosen)
            for value, count in list(counts.items())[:_SHOWN]
            if value
        ]

    def chosen(self, named: Mapping[str, Callable[[str], str]]) -> list[tuple[str, str]]:
        """What the list is narrowed by, in words, each with the address without it."""
        return [
            (f"{self.names[name]}: {named[name](value) if name in named else value}", self.link(**{name: ""}))
            for name, value in self.query.items()
        ]


def leaves(path: str, query: Mapping[str, str], names: Mapping[str, str], *, per_page: int = PER_PAGE) -> Leaves:
    """The list that an address asks for. Unknown names are left alone, so that an old bookmark still opens.

    Raises:
        NotFound: the page is no page number.
    """
    page = page_number(query.get("page", "1"))
    kept = {name: query[name].strip() for name in names if query.get(name, "").strip()}
    return Leaves(path=path, names=names, query=kept, page=page, per_page=per_page)


def page_number(text: str) -> int:
    """A page's number as an address gives it.

    Raises:
        NotFound: it is none.
    """
    if not (text.isascii() and text.isdigit() and len(text) < 9 and int(text) > 0):
        raise NotFound(f"page {text[:40]!r} is not a page number; pages are counted from 1")
    return int(text)


def once[T](found: Sequence[T]) -> list[T]:
    """Values in their order, each once."""
    return list(dict.fromkeys(found))
