"""Pages of a benchmark as a case of their own, and what the program found on each."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from djeli.ledger import Case, passing
from djeli.pipeline import Progress, silent
from djeli.records import Item, Text
from djeli.resources.event_types import event_types
from djeli.settings import Settings
from djeli.store import EventFilter
from djeli.views import Account, Event
from djeli.vocab import Harm


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the program may see of a page. `key` is the benchmark's own id and never reaches it."""

    key: str
    text: str
    title: str = ""
    date: str = ""
    address: str = ""


def opaque(pages: Sequence[Page]) -> dict[str, Page]:
    """Pages under ids that tell nothing, in an order that tells nothing (that of the texts' hashes)."""
    ordered = sorted(pages, key=lambda page: hashlib.sha256((page.text + page.key).encode()).hexdigest())
    return {f"page-{number:06d}": page for number, page in enumerate(ordered)}


class Book:
    """Answers by the benchmark's ids."""

    def __init__(self, case: Case, pages: dict[str, Page], lost: Sequence[str] = ()) -> None:
        self.case = case
        self.lost = tuple(lost)  # what was said of pages that could not be read to the end
        self.key_of = {name: page.key for name, page in pages.items()}

    @cached_property
    def _home(self) -> dict[str, str]:
        """Document id -> benchmark id."""
        found = {}
        for document in self.case.documents():
            name = next((part for part in document.uri.split("/") if part in self.key_of), "")
            if name:
                found[document.id] = self.key_of[name]
        return found

    @cached_property
    def texts(self) -> dict[str, Text]:
        """Benchmark id -> its Text."""
        with self.case.store.reading() as view:
            return {self._home[text.document]: text for text in view.texts() if text.document in self._home}

    @cached_property
    def items(self) -> dict[str, list[Item]]:
        """Benchmark id -> its items, in order."""
        homes = {text.id: key for key, text in self.texts.items()}
        found: dict[str, list[Item]] = defaultdict(list)
        for item in self.case.items():
            if item.text in homes:
                found[homes[item.text]].append(item)
        return {key: sorted(items, key=lambda one: one.start) for key, items in found.items()}

    @cached_property
    def events(self) -> dict[str, Event]:
        """Event id -> event, planned and denied ones too."""
        with self.case.store.reading() as view:
            return {event.id: event for event in view.events(EventFilter(planned=True))}

    @cached_property
    def accounts(self) -> dict[str, dict[str, list[Account]]]:
        """Benchmark id -> event id -> the page's accounts of that event, in the order of the text."""
        event_of = {report: event.id for event in self.events.values() for report in event.reports}
        found: dict[str, dict[str, list[Account]]] = defaultdict(lambda: defaultdict(list))
        with self.case.store.reading() as view:
            accounts = view.accounts()
        for account in sorted(accounts, key=lambda one: one.report.anchor.start):
            key = self._home.get(account.document)
            if key is not None:
                found[key][event_of[account.report.id]].append(account)
        return found

    @cached_property
    def families(self) -> dict[str, str]:
        """Benchmark id -> text family of its longest item."""
        with self.case.store.reading() as view:
            family = {item: name for item, (name, _) in view.families().items()}
        return {
            key: family[max(items, key=lambda one: one.end - one.start).id]
            for key, items in self.items.items()
            if items
        }

    def principal(self, key: str, *, harmful: bool = False, recalled: bool = False) -> str | None:
        """The event a page is mainly about: the most told in the foreground, harm and headline counting double.

        With `harmful` an event whose type can hurt people goes before arrests, trials and statements about it; with
        `recalled` also one that the page tells in the background only, as the news of a trial does.
        """
        weights: dict[str, tuple[bool, bool, int]] = {}
        first: dict[str, int] = {}
        for event, accounts in self.accounts.get(key, {}).items():
            told = [a for a in accounts if a.modality.happened and not a.report.background]
            news = told or [a for a in accounts if recalled and a.modality.happened and _hurts(a)]
            if news:
                hurts = harmful and any(_hurts(account) for account in news)
                weights[event] = (hurts, bool(told), sum(_prominence(account) for account in news))
                first[event] = news[0].report.anchor.start
        return max(weights, key=lambda event: (weights[event], -first[event])) if weights else None


def _prominence(account: Account) -> int:
    title = account.item.title
    headed = title is not None and title.span is not None and title.span.overlaps(account.report.anchor)
    return 1 + bool(set(account.claims) & {"killed", "wounded", "abducted"}) + headed


def _hurts(account: Account) -> bool:
    kind = event_types()[account.report.type]
    return kind.family == "violence" and bool({Harm.KILLED, Harm.WOUNDED} & set(kind.harm))


@contextmanager
def read_pages(pages: Iterable[Page], *, workers: int = 0, progress: Progress = silent) -> Iterator[Book]:
    """Read pages through the whole pipeline, in a case that is gone afterwards."""
    named = opaque(list(pages))
    rows = (_row(name, page) for name, page in named.items())
    data = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    with passing(Settings(workers=workers, max_bytes=1 << 30)) as case:
        case.add_bytes(data, "pages.jsonl", media_type="application/x-ndjson")
        read = case.run(progress=progress)
        yield Book(case, named, [failure.message for failure in read.failures])


def _row(name: str, page: Page) -> dict[str, Any]:
    row = {"url": f"https://benchmark.invalid/{name}", "text": page.text, "title": page.title, "date": page.date}
    return {key: value for key, value in row.items() if value}
