"""Everything computed from the kept rows: copies, links, events, disputes, grades. Written in one transaction."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from djeli import __version__
from djeli.assess import NONE, Decision, Decisions, Shield, Sites, assess_event, decisions, sites_of
from djeli.assess.overrule import EVENT, key
from djeli.fold import NOTHING, Fixed, fold
from djeli.judge.corrected import corrected
from djeli.judge.events import by_group, rejected, shown
from djeli.judge.events import fixed as fixed_by
from djeli.judge.pairs import pairs
from djeli.judge.rows import in_force
from djeli.link import link
from djeli.origin import families, origins
from djeli.pipeline.grading import TOLD, graded_items
from djeli.pipeline.mint import mint
from djeli.pipeline.progress import Progress, silent
from djeli.pipeline.reattach import Attached, attached
from djeli.pipeline.versions import superseded
from djeli.records import Claim, Document, Item, Judgement, Span, Text, digest
from djeli.resources.event_types import affinity, event_types
from djeli.settings import Settings
from djeli.store import Derived, Store, View
from djeli.views import Account, Assessment, Event
from djeli.vocab import FoldRule, SubjectKind


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
    told: Mapping[str, Sequence[Claim]] = field(default_factory=dict)  # item -> claims about itself and actors
    judgements: Sequence[Judgement] = ()
    shield: Shield = field(default_factory=lambda: Shield(()))

    def story(self, item: Item) -> str:
        """The characters of an item."""
        return self.texts[item.text].content[item.start : item.end]

    def pairs(self) -> list[tuple[Item, Document]]:
        """Items with the documents they stand in."""
        return [(item, self.documents[self.texts[item.text].document]) for item in self.items]

    def quote(self, span: Span) -> str:
        """The exact characters of a span."""
        return self.texts[span.text].quote(span)


def kept(view: View) -> Kept:
    """All current rows that events are computed from: of each address the newest version only."""
    documents = {document.id: document for document in view.documents()}
    newer = superseded(list(documents.values()), list(view.captures()))
    told = _told(view)
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
        told=told,
        shield=Shield(claim for found in told.values() for claim in found),
        judgements=in_force(view.judgements()),
    )


def _told(view: View) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in view.claims(props=TOLD):
        if claim.subject_kind is not SubjectKind.REPORT:
            found[claim.item].append(claim)
    return dict(found)


def _graded(
    base: Kept,
    stories: Mapping[str, str],
    accounts: Sequence[Account],
    copies: Mapping[str, tuple[str, float]],
    decided: Decisions,
) -> dict[str, Assessment]:
    """Grades of all items, by id."""
    found = graded_items(
        base.pairs(),
        stories,
        accounts,
        base.told,
        families={item: family for item, (family, _) in copies.items()},
        unresolved=base.unresolved,
        decided=decided,
        shield=base.shield,
    )
    return dict(found)


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
    accounts = [dataclasses.replace(a, family=copies[a.item.id][0]) for a in judged(base.accounts, base.attached)]
    progress("link", 0, 1)
    linking = link(accounts, stories, pairs(base.attached.judgements), threshold=settings.link_threshold)
    progress("link", 1, 1)
    by_report = {account.report.id: account for account in accounts}
    groups = [sorted(group, key=lambda r: _prominence(by_report[r])) for group in linking.groups]
    groups.sort(key=lambda group: group[0])
    minting = mint(groups, base.attached.seeds, redirects)
    decided = decisions(base.judgements, {**redirects, **minting.redirects})
    assessments = _graded(base, stories, accounts, copies, decided)
    sites = sites_of(base.pairs())
    rows = by_group(groups, base.attached.events)
    events = []
    for number, (name, group) in enumerate(zip(minting.ids, groups, strict=True), start=1):
        event = event_of(
            [by_report[report] for report in group],
            name,
            FoldRule(settings.fold_rule),
            assessments,
            sites=sites,
            decided=decided.get(key(EVENT, name), NONE),
            fixed=fixed_by(rows.get(number - 1, ())),
            words=base.quote,
        )
        event = base.shield.of_accounts([by_report[r] for r in event.reports]).of_event(event)
        about = shown(group, rows.get(number - 1, ()), base.attached.judgements, base.attached.made)
        events.append(dataclasses.replace(event, decisions=about))
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


def judged(accounts: Sequence[Account], attached: Attached) -> list[Account]:
    """Accounts as people read them, without those of what somebody judged to be no event."""
    gone = rejected(attached.events)
    return [one for one in corrected(accounts, attached.judgements) if one.report.id not in gone]


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


def event_of(
    told: Sequence[Account],
    name: str,
    rule: FoldRule,
    grades: Mapping[str, Assessment],
    *,
    sites: Sites | None = None,
    decided: Decision = NONE,
    words: Callable[[Span], str] | None = None,
    fixed: Fixed = NOTHING,
) -> Event:
    """One group of accounts as an event with its origins and its grade; people's decisions on these are given."""
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
        words=words,
        fixed=fixed,
    )
    graded = assess_event(event, told, grades, sites=sites, decided=decided)
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
