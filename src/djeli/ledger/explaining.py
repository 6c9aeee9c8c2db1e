"""Why two reports are linked, or why not: both quotes, the parts of the score, and what else decides."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from djeli import pipeline
from djeli.assess import Shield
from djeli.cited import page_of, passage
from djeli.judge.pairs import Settled, pairs, settle
from djeli.ledger.refer import Referred, link_name
from djeli.link.compare import Comparison, compare
from djeli.records import Text
from djeli.store import Chance, View
from djeli.views import Event, Link, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report as a person reads it: its words, the page they stand on, the event it is counted to."""

    report: str
    event: str
    title: str
    quote: str
    page: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A pair of reports: whether they are one event, the sum behind it, and sentences on what else decided.

    `probability` is None where linking never compares the two. `decided` are sentences on decisions of people.
    """

    name: str
    left: Told
    right: Told
    linked: bool
    probability: float | None
    threshold: float
    parts: tuple[Part, ...] = ()
    reasons: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLinks:
    """All that ties an event together, and what came near it and was left out."""

    event: Event
    inside: tuple[Explained, ...]
    near: tuple[Explained, ...]
    pairs: int = 0
    """Pairs of its pages that are tied; `inside` may hold fewer."""


class Explainer:
    """Explains links of one view; everything is read when it is first needed."""

    def __init__(self, view: View, text: Callable[[str], Text], threshold: float) -> None:
        self._view, self._text, self._threshold = view, text, threshold
        self._told: dict[str, Told] = {}
        self._events: dict[str, Event] = {}
        self._decisions: Settled | None = None
        self._shielded: tuple[frozenset[str], Shield] = (frozenset(), Shield(()))

    def told(self, reports: Iterable[str]) -> dict[str, Told]:
        """Reports as people read them."""
        wanted = [name for name in dict.fromkeys(reports) if name not in self._told]
        if wanted:
            homes = self._view.event_of(wanted)
            accounts = self._view.accounts(wanted)
            pages = {account.document for account in accounts}
            documents = {one.id: one for one in self._view.documents(pages)}
            for account in accounts:
                report, item = account.report, account.item
                event = homes.get(report.id, "")
                self._told[report.id] = Told(
                    report=report.id,
                    event=event,
                    title=self._event(event).title if event else "no event: rejected, or an older reading",
                    quote=passage(self._text(item.text).content, [report.scope], (item.start, item.end)),
                    page=page_of(item, documents.get(account.document)),
                    item=item.id,
                )
        return {name: self._told[name] for name in reports if name in self._told}

    def _shield(self, items: Collection[str]) -> Shield:
        """Who is private on these pages; asked for all that were told of so far."""
        known, found = self._shielded
        if not known.issuperset(items):
            known = frozenset({*items, *(one.item for one in self._told.values())})
            found = pipeline.shield_of(self._view, known)
            self._shielded = known, found
        return found

    def _event(self, name: str) -> Event:
        if name not in self._events:
            self._events[name] = self._view.event(name)
        return self._events[name]

    def pair(self, left: Referred, right: Referred) -> Explained:
        """The likeliest pair of what two names speak of, compared again if linking kept nothing of it."""
        kept = [one for one in self._view.links((*left.reports, *right.reports)) if _across(one, left, right)]
        exact = len(left.reports) == len(right.reports) == 1
        if kept:
            best = max(kept, key=lambda one: (one.probability, one.left, one.right))
            return self._explained(best.left, best.right, best, ())
        base = pipeline.kept(self._view)
        accounts = pipeline.as_judged(self._view, self._view.accounts([a.report.id for a in base.accounts]))
        stories = {item.id: base.story(item) for item in base.items}
        rows = pairs(base.attached.judgements)
        found = compare(accounts, stories, left.reports, right.reports, rows, threshold=self._threshold)
        if not found:
            return self._unit(left.reports[0], right.reports[0])
        return self._of(found[0], left.reports[0] if exact else "", right.reports[0] if exact else "")

    def _of(self, one: Comparison, left: str, right: str) -> Explained:
        """A comparison; when two single reports were asked for, these are shown, and their page's telling compared."""
        a, b = (left, right) if left and right else (one.left, one.right)
        more: tuple[str, ...] = ()
        if {a, b} != {one.left, one.right} and one.link is not None:
            more = (
                "What their pages tell of the same occurrence is compared as a whole, not the two sentences alone.",
            )
        return self._explained(a, b, one.link, (*one.bars, *more))

    def _unit(self, left: str, right: str) -> Explained:
        said = "One page tells both as one occurrence, so they go together wherever it goes."
        return self._explained(left, right, None, (said,))

    def _explained(self, left: str, right: str, link: Link | None, bars: Sequence[str]) -> Explained:
        told = self.told((left, right))
        one, other = told[left], told[right]
        linked = bool(one.event) and one.event == other.event
        mask = self._shield({one.item, other.item}).mask({one.item, other.item})
        return Explained(
            name=link_name(left, right),
            left=one,
            right=other,
            linked=linked,
            probability=link.probability if link else None,
            threshold=self._threshold,
            parts=tuple(dataclasses.replace(p, reason=mask(p.reason)) for p in link.parts) if link else (),
            reasons=(*bars, *self._reasons(one, other, link, linked, barred=bool(bars))),
            decided=tuple(self._decided(left, right)),
        )

    def _reasons(self, one: Told, other: Told, link: Link | None, linked: bool, *, barred: bool) -> Iterable[str]:
        """What the score alone doesn't say: groups are joined by the mean over all their pairs."""
        if link is None or not (one.event and other.event):
            return
        cut = self._threshold
        if linked and link.probability < cut:
            yield (
                f"By itself this pair is too unlikely (below {cut:.0%}); other reports of {one.event} hold both in it."
            )
        if not linked and link.probability >= cut and not barred:
            mean = self._mean(self._event(one.event), self._event(other.event))
            yield (
                f"By itself this pair is likely enough (from {cut:.0%} on). But whole groups are joined by the mean "
                f"over all their pairs, {mean:.0%} here, so that one bridge never chains unlike reports together."
            )
        if not linked and link.probability < cut:
            yield f"Below {cut:.0%} nothing is linked."

    def _mean(self, one: Event, other: Event) -> float:
        """Mean probability over all pairs of pages across two events; a pair nobody kept counts 0."""
        items = self._view.items_of((*one.reports, *other.reports))
        ours, theirs = ({items[name] for name in event.reports} for event in (one, other))
        best: dict[frozenset[str], float] = {}
        for link in self._view.chances((*one.reports, *other.reports)):
            if (link.left in one.reports) != (link.right in one.reports):
                key = frozenset((items[link.left], items[link.right]))
                best[key] = max(best.get(key, 0.0), link.probability)
        return sum(best.values()) / max(1, len(ours) * len(theirs))

    def _decided(self, left: str, right: str) -> Iterable[str]:
        settled = self._settled()
        if settled.together(left, right):
            yield "A person decided that they are one event; that outweighs every score."
        elif settled.apart(left, right):
            yield "A person decided that they are different events; that outweighs every score."

    def _settled(self) -> Settled:
        if self._decisions is None:
            self._decisions = settle(pipeline.of_pairs(self._view))[0]
        return self._decisions

    def event(self, event: Event, most: int | None = None) -> EventLinks:
        """What ties an event together, page by page the strongest link, and what came near it.

        Args:
            event: the event.
            most: no more than so many of each; of those inside, the strongest that hold all pages together.
        """
        items = self._view.items_of(event.reports)
        near = self._view.chances(event.reports, touching=True)
        mine = frozenset(event.reports)
        inside = _by_page((one for one in near if one.left in mine and one.right in mine), items)
        homes = self._view.event_of({name for one in near for name in (one.left, one.right)} - mine)
        outside: dict[str, Chance] = {}
        for one in sorted(near, key=lambda one: (-one.probability, one.left, one.right)):
            home = homes.get(one.right if one.left in mine else one.left, "")
            if home and home != event.id:
                outside.setdefault(home, one)
        return EventLinks(
            event=event,
            inside=self._all(inside if most is None else _tree(inside, items)[:most]),
            near=self._all(list(outside.values())[:most]),
            pairs=len(inside),
        )

    def _all(self, chosen: Iterable[Chance]) -> tuple[Explained, ...]:
        links = self._view.links_of((one.left, one.right) for one in chosen)
        self.told(name for link in links for name in (link.left, link.right))
        return tuple(self._explained(one.left, one.right, one, ()) for one in links)


def _across(link: Link, left: Referred, right: Referred) -> bool:
    ends = (link.left, link.right)
    return any(a in left.reports and b in right.reports for a, b in (ends, ends[::-1]))


def _by_page(links: Iterable[Chance], items: Mapping[str, str]) -> list[Chance]:
    """Of the links between two pages the strongest; links inside a page are left out where there are others."""
    best: dict[frozenset[str], Chance] = {}
    for link in sorted(links, key=lambda one: (-one.probability, one.left, one.right)):
        best.setdefault(frozenset((items[link.left], items[link.right])), link)
    across = [link for key, link in best.items() if len(key) > 1]
    return across or list(best.values())


def _tree(links: Sequence[Chance], items: Mapping[str, str]) -> list[Chance]:
    """The strongest links that hold all pages together, one fewer than there are pages; links come strongest first."""
    above: dict[str, str] = {}

    def root(name: str) -> str:
        while name in above:
            name = above[name]
        return name

    found = []
    for link in links:
        one, other = root(items[link.left]), root(items[link.right])
        if one != other:
            above[other] = one
            found.append(link)
    return found or list(links[:1])
