"""What is otherwise in a case since an entry of its ledger: rows gathered, the desk's comparison, reasons and pages."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from djeli import phrases, pipeline
from djeli.cited import page_of
from djeli.decided import Decided
from djeli.desk.changes import Cause, EventChange, Gone, Taken, changed, weight
from djeli.judge.spelling import decided, name_of
from djeli.ledger.reviewing import about
from djeli.pipeline.asof import Past
from djeli.records import Claim, Document, Item, Judgement, Span, Text
from djeli.resources.event_types import type_name
from djeli.store import View
from djeli.views import Account, Event
from djeli.vocab import Verdict

_PAGES = 3
"""Pages named for one value; who wants all opens the event."""
_SAID = {
    Verdict.SAME: "reports belong together",
    Verdict.DIFFERENT: "reports do not belong together",
    Verdict.UNSURE: "whether reports belong together is left open",
    Verdict.REJECTED: "rejected",
    Verdict.WITHDRAWN: "taken back",
}


class Pages:
    """Names pages and quotes claims of events, with private persons hidden in all that is no quote."""

    def __init__(self, view: View, text: Callable[[str], Text]) -> None:
        self._view, self._text = view, text
        self._accounts: dict[str, dict[str, Account]] = {}
        self._documents: dict[str, Document] = {}

    def accounts(self, event: Event) -> dict[str, Account]:
        """Accounts of an event by report."""
        if event.id not in self._accounts:
            found = pipeline.as_judged(self._view, self._view.accounts(event.reports))
            self._accounts[event.id] = {one.report.id: one for one in found}
        return self._accounts[event.id]

    def document(self, name: str) -> Document | None:
        """A document, read once."""
        if name not in self._documents:
            self._documents.update({one.id: one for one in self._view.documents([name])})
        return self._documents.get(name)

    def cite(self, event: Event, claims: Iterable[str]) -> tuple[Cause, ...]:
        """Pages that claims stand on, with their words; copies of one page's words once."""
        wanted = set(claims)
        told: dict[str, Cause] = {}
        for account in self.accounts(event).values() if wanted else ():
            for claim in (one for found in account.claims.values() for one in found if one.id in wanted):
                cause = self._cause(account.item, account.document, claim)
                told.setdefault(cause.quote.casefold(), cause)
        return tuple(told.values())[:_PAGES]

    def of_reports(self, event: Event, reports: Iterable[str]) -> tuple[Cause, ...]:
        """Pages that reports stand on, each once."""
        wanted = set(reports)
        told: dict[str, Cause] = {}
        for name, account in self.accounts(event).items():
            if name in wanted:
                told.setdefault(account.item.id, self._cause(account.item, account.document, None))
        return tuple(told.values())

    def masked(self, one: EventChange) -> EventChange:
        """A change whose values and voices name no private person; quotes stay as the pages have them."""
        accounts = list(self.accounts(one.event).values())
        mask = pipeline.shield_of(self._view, {each.item.id for each in accounts}).of_accounts(accounts)
        if not mask.names:
            return one

        def hidden(cause: Cause) -> Cause:
            voice = cause.text.removesuffix(cause.page)  # the page's own name is no person's
            return dataclasses.replace(cause, text=mask(voice) + cause.page if cause.page else cause.text)

        revised = tuple(
            dataclasses.replace(
                each,
                was=mask(each.was),
                now=mask(each.now),
                because=tuple(hidden(cause) for cause in each.because),
                came=tuple(dict.fromkeys(map(mask, each.came))),
                left=tuple(dict.fromkeys(map(mask, each.left))),
            )
            for each in one.revised
        )
        return dataclasses.replace(one, revised=revised)

    def _cause(self, item: Item, document: str, claim: Claim | None) -> Cause:
        home = self.document(document)
        page = page_of(item, home)
        quote = self._text(claim.spans[0].text).quote(claim.spans[0]) if claim else ""
        who = phrases.voice(claim) if claim else ""
        return Cause(
            kind="page",
            text=f"{who}, in {page}" if who else page,
            page=page,
            document=document,
            uri=home.uri if home else "",
            quote=" ".join(quote.split()),
            span=claim.spans[0] if claim else Span(item.text, item.start, item.end),
        )


def compared(
    view: View, text: Callable[[str], Text], past: Past
) -> tuple[tuple[EventChange, ...], tuple[EventChange, ...], tuple[Gone, ...]]:
    """New and other events, those first that weigh most, and those that are gone, with why."""
    pages = Pages(view, text)
    redirects = view.redirects()
    new, other, gone = changed(
        past.then, past.now, cite=pages.cite, pages=pages.of_reports, label=type_name, redirects=redirects
    )
    shown = [[pages.masked(one) for one in sorted(some, key=weight)] for some in (new, other)]
    return tuple(shown[0]), tuple(shown[1]), tuple(_gone(view, one, redirects) for one in gone)


def _gone(view: View, one: Event, redirects: Mapping[str, str]) -> Gone:
    now = view.event_of(one.reports)
    lead = redirects.get(one.id, "")
    heir = lead if lead and lead != one.id else next(iter(sorted(set(now.values()))), "")
    return Gone(
        event=one.id,
        title=one.title,
        when=phrases.when(one.when),
        where=phrases.where(one.where),
        reason=_fate(view, one, heir),
        now=heir,
    )


def _fate(view: View, one: Event, heir: str) -> str:
    if heir:
        return f"its reports are told under {heir} now"
    if {report.id for report in view.reports_near(one.reports)} & set(one.reports):
        newer = set(view.same_addresses(one.documents)[0]) if one.documents else set()
        if len(newer) > len(one.documents):
            return "its page is there in a newer version, which doesn't tell it"
        return "a person judged it to be no event"
    return "no reading of its pages finds it any more"


def taken(rows: Sequence[tuple[Decided, str]]) -> Iterator[Taken]:
    """Decisions in words."""
    for one, of in rows:
        about_what = name_of(one.prop) if one.prop else ""
        if one.value:
            said = f"{about_what}: {one.value}" + (f" (Djeli had {one.machine})" if one.machine else "")
        else:
            said = f"{about_what}: {_SAID.get(one.verdict, one.verdict.value)}".removeprefix(": ")
        yield Taken(at=one.at, by=one.by, about=of, text=said, why=one.why)


def decisions_since(view: View, made: set[str]) -> list[tuple[Decided, str]]:
    """Decisions by id with what each speaks of."""
    rows: list[Judgement] = [one for one in view.judgements() if one.id in made]
    now = view.event_of({name for one in rows for name in (one.left, one.right)})
    return [(decided(one, one.id), about(one, now)) for one in rows]


def pages_since(view: View, read: Iterable[str]) -> tuple[Cause, ...]:
    """Pages read since, each named by its first item, in the order they were read."""
    found, order = [], {name: number for number, name in enumerate(read)}
    texts = dict(sorted(view.text_of(order).items(), key=lambda one: order[one[0]]))
    documents = {one.id: one for one in view.documents(texts)}
    for document, text in texts.items():
        outline = view.outline(text)
        first = next(iter(view.items([outline[0][0]])), None) if outline else None
        home = documents.get(document)
        name = page_of(first, home) if first else (home.uri.rsplit("/", 1)[-1] if home else document[:8])
        title = first.title.value if first and first.title else ""
        items = f" ({len(outline)} articles)" if len(outline) > 1 else ""
        where = home.uri if home else ""
        span = Span(text, *outline[0][1:]) if outline else None
        told = Cause(
            kind="page", text=f"{name}{items}", page=name, document=document, uri=where, quote=title, span=span
        )
        found.append(told)
    return tuple(found)
