"""Everything computed from the kept rows: copies, links, events, disputes, grades. Written in one transaction."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from djeli import __version__
from djeli.assess import assess_event, assess_item, assess_source, facts_of, outlet_of, publisher_of
from djeli.fold import fold
from djeli.link import link
from djeli.origin import families, origins
from djeli.pipeline.mint import mint
from djeli.pipeline.progress import Progress, silent
from djeli.pipeline.reattach import Attached, attached
from djeli.pipeline.versions import superseded
from djeli.records import Document, Item, Span, Text, digest
from djeli.resources.event_types import affinity, event_types
from djeli.settings import Settings
from djeli.store import Derived, Store, View
from djeli.views import Account, Assessment, Event
from djeli.vocab import Basis, FoldRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is computed from."""

    accounts: Sequence[Account]
    items: Sequence[Item]
    texts: Mapping[str, Text]
    documents: Mapping[str, Document]
    unresolved: Sequence[Span]
    newer: Mapping[str, str]  # superseded document -> the newest at its address
    attached: Attached

    def story(self, item: Item) -> str:
        """The characters of an item."""
        return self.texts[item.text].content[item.start : item.end]


def kept(view: View) -> Kept:
    """All current rows that events are computed from: of each address the newest version only."""
    documents = {document.id: document for document in view.documents()}
    newer = superseded(list(documents.values()), list(view.captures()))
    texts = {text.id: text for text in view.texts() if text.document not in newer}
    accounts = [account for account in view.accounts() if account.document not in newer]
    return Kept(
        accounts=accounts,
        items=[item for item in view.items() if item.text in texts],
        texts=texts,
        documents=documents,
        unresolved=[span for span in view.unresolved() if span.text in texts],
        newer=newer,
        attached=attached(view, [account.report for account in accounts], newer, affinity),
    )


def recipe(settings: Settings) -> str:
    """Name of what events depend on beside the kept rows; when it changes they are computed anew."""
    return digest(__version__, settings.fold_rule, settings.link_threshold)


def derive(store: Store, settings: Settings, *, progress: Progress = silent) -> int:
    """Compute events anew and write them. Returns their number."""
    with store.reading() as view:
        base, redirects = kept(view), view.redirects()
    stories = {item.id: base.story(item) for item in base.items}
    progress("origin", 0, 1)
    copies = copies_of(base, stories)
    progress("origin", 1, 1)
    accounts = [dataclasses.replace(a, family=copies[a.item.id][0]) for a in base.accounts]
    progress("link", 0, 1)
    linking = link(accounts, stories, base.attached.judgements, threshold=settings.link_threshold)
    progress("link", 1, 1)
    by_report = {account.report.id: account for account in accounts}
    groups = [sorted(group, key=lambda r: _prominence(by_report[r])) for group in linking.groups]
    groups.sort(key=lambda group: group[0])
    minting = mint(groups, base.attached.seeds, redirects)
    assessments = dict(graded_items(base, stories, accounts, copies))
    events = []
    for number, (name, group) in enumerate(zip(minting.ids, groups, strict=True), start=1):
        told = [by_report[report] for report in group]
        events.append(event_of(told, name, FoldRule(settings.fold_rule), assessments))
        progress("fold", number, len(groups))
    found = Derived(
        events=events,
        links=linking.links,
        families=copies,
        assessments=[*assessments.values(), *(e.assessment for e in events if e.assessment)],
        words={event.id: words_of(event, [by_report[r] for r in event.reports], base) for event in events},
        recipe=recipe(settings),
    )
    with store.writing() as writer:
        for name, seed in minting.minted.items():
            writer.mint(name, seed)
        for old, new in minting.redirects.items():
            writer.redirect(old, new)
        writer.derive(found)
    return len(events)


def graded_items(
    base: Kept, stories: Mapping[str, str], accounts: Sequence[Account], copies: Mapping[str, tuple[str, float]]
) -> Iterator[tuple[str, Assessment]]:
    """Item id and grade of every item."""
    told: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        told[account.item.id].append(account)
    sizes = Counter(family for family, _ in copies.values())
    names: dict[str, list[Span]] = defaultdict(list)
    for span in base.unresolved:
        names[span.text].append(span)
    for item in base.items:
        document = base.documents[base.texts[item.text].document]
        mine = [span for span in names[item.text] if item.start <= span.start < item.end]
        others = sizes[copies[item.id][0]] - 1
        yield (
            item.id,
            assess_item(
                item,
                document,
                stories[item.id],
                told[item.id],
                source=_source(*publisher_of(item, document)),
                copies=others,
                unresolved=mine,
            ),
        )


@cache
def _source(name: str, basis: Basis) -> Assessment:
    """Grade of a publisher, by what the outlet table says of it."""
    outlet = outlet_of(name, basis)
    return assess_source(name, facts_of(outlet) if outlet else None, basis=basis)


def _prominence(account: Account) -> tuple[bool, str, int]:
    """Order in a group: foreground first, then by id, so that the seed of an event id is stable."""
    return account.report.background, account.report.id, account.report.anchor.start


def copies_of(base: Kept, stories: Mapping[str, str]) -> dict[str, tuple[str, float]]:
    """Item id -> its text family, and the largest share of its wording another member holds."""
    bare = {item.id: without_regions(item, stories[item.id]) for item in base.items}
    titles = {item.id: item.title.value for item in base.items if item.title}
    found = families(bare, titles=titles)
    shares = {
        name: max((o.containment for o in family.overlaps if name in (o.left, o.right)), default=0.0)
        for name, family in found.items()
    }
    return {name: (family.id, shares[name]) for name, family in found.items()}


def without_regions(item: Item, story: str) -> str:
    """The story's words only."""
    parts, at = [], 0
    for region in sorted(item.regions, key=lambda one: one.start):
        parts.append(story[at : max(at, region.start - item.start)])
        at = max(at, region.end - item.start)
    return "".join([*parts, story[at:]])


def event_of(told: Sequence[Account], name: str, rule: FoldRule, grades: Mapping[str, Assessment]) -> Event:
    """One group of accounts as an event with its origins and its grade."""
    types = event_types()
    behind = origins(told)
    event = fold(
        told,
        event_id=name,
        rule=rule,
        label=lambda kind: types[kind].label["en"],
        specificity=lambda kind: types[kind].specificity,
        two_sided=lambda kind: types[kind].two_sided,
        origins_held=behind.independent,
        origins_credited=len(behind.credited),
    )
    graded = assess_event(event, told, grades)
    return dataclasses.replace(event, assessment=graded)


def words_of(event: Event, told: Sequence[Account], base: Kept) -> str:
    """What a search finds an event by: its title, place, parties, and the words of its reports."""
    return "\n".join(dict.fromkeys(_words(event, told, base)))


def _words(event: Event, told: Sequence[Account], base: Kept) -> Iterator[str]:
    yield event.title
    if event.where is not None:
        yield " ".join((event.where.name, event.where.adm1, event.where.adm2, event.where.country_name))
    for participant in event.participants:
        yield participant.party.name
    for account in told:
        yield base.texts[account.report.scope.text].quote(account.report.scope)
