"""Grades people gave by hand where they belong: at a source, at an article; what was said of them, and undone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from djeli.assess import outlet_of, publisher_of
from djeli.assess.overrule import ITEM, SOURCE, key
from djeli.assess.source import PROVEN
from djeli.errors import InvalidRecord, NotFound
from djeli.ledger.sources import SourceRow
from djeli.ledger.teams import Past, Teams
from djeli.records import Document, Item, Judgement
from djeli.views import Assessment, Event

_ITEM = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One item with its page, its grade, the events it tells of, and all that people decided about its grade.

    `proven` says whether its publisher is known by more than the page's own words: only then a source's grade counts.
    """

    item: Item
    document: Document
    publisher: str
    proven: bool
    grade: Assessment | None
    events: tuple[Event, ...]
    decided: tuple[Past, ...]


class Regrading(Teams):
    """A case folder in which sources and articles are graded by hand."""

    def article(self, item: str) -> Article:
        """One item by its id.

        Raises:
            NotFound: there is none.
        """
        decided = tuple(self.grades_given([key(ITEM, item)]))
        with self.store.reading() as view:
            found = next(iter(view.items([item])), None) if _ITEM.fullmatch(item) else None
            if found is None:
                raise NotFound(f"no article {item[:40]!r} in this case; the page it stood on may have been read anew")
            home = next(view.texts([found.text])).document
            document = next(view.documents([home]))
            told = view.event_of(report.id for report in view.reports_in([item]))
            publisher, basis = publisher_of(found, document)
            return Article(
                item=found,
                document=document,
                publisher=publisher,
                proven=basis in PROVEN,
                grade=view.assessments([item]).get(item),
                events=tuple(view.named(sorted(set(told.values())))),
                decided=decided,
            )

    def given_to(self, rows: Iterable[SourceRow]) -> list[Past]:
        """What people decided about the grade of a source, by its name or by that of the outlet it is listed as."""
        names = {name for row in rows for name in (row.name, _listed(row)) if name}
        return self.grades_given([key(SOURCE, name) for name in sorted(names)])

    def grades_given(self, subjects: Iterable[str]) -> list[Past]:
        """Decisions about some subjects' grades, the newest first; those taken back are among them."""
        wanted = set(subjects)
        return [one for one in self.history(every=True) if one.decided.of in wanted]

    def grade_source(self, name: str, letter: str = "", *, by: str = "", why: str = "") -> Judgement:
        """Grade a publisher A to F; without a letter the grade that the signs give counts again.

        Raises:
            NotFound: no page in the case is by it, or it is known by words of pages only; or no reason is given.
            InvalidRecord: no such grade, or E without the address of a record.
        """
        row = next((one for one in self.sources() if one.name == name and one.items), None)
        if row is None:
            raise NotFound(f"no page in this case is by {name[:80]!r}, so there is nothing that a grade would change")
        if not any(one.basis in PROVEN for one in self.sources() if one.name == name):
            raise NotFound(f"{name}: only words of pages say so, which anybody can write; no grade is given to them")
        if len(letter) > 1:
            raise InvalidRecord(f"{letter[:20]!r} is no grade of a source; write one letter, A to F")
        _reasoned(why)
        return self.regrade(f"{SOURCE}:{name}", f"{letter}-" if letter else "", by=by, why=why)

    def grade_article(self, item: str, number: str = "", *, signal: str = "", by: str = "", why: str = "") -> Judgement:
        """Grade what an article says, 1 to 6, or set one of its signs aside; without both the signs count again.

        Raises:
            NotFound: no such article, or no reason is given.
            InvalidRecord: no such grade or sign.
        """
        found = self.article(item)
        if len(number) > 1:
            raise InvalidRecord(f"{number[:20]!r} is no grade of information; write one digit, 1 to 6")
        _reasoned(why)
        return self.regrade(
            f"{ITEM}:{found.item.id}", f"-{number}" if number and not signal else "", signal=signal, by=by, why=why
        )


def _listed(row: SourceRow) -> str:
    outlet = outlet_of(row.name, row.basis)
    return outlet.name if outlet is not None else ""


def _reasoned(why: str) -> None:
    """A grade rests on something that somebody else can look at.

    Raises:
        NotFound: there is no reason.
    """
    if not why.strip():
        raise NotFound("say why: a grade without a reason cannot be looked at by anybody else")
