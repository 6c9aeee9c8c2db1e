"""Events near a change: the groups that are concerned, folded and graded anew, and the rows that come of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from djeli.assess import Decisions, decisions
from djeli.pipeline.base import Kept, as_read, left_out, near
from djeli.pipeline.contests import disputes_of
from djeli.pipeline.events import Ground, events_of, ordered, words_of
from djeli.pipeline.mint import Minting, mint
from djeli.pipeline.pages import sites_near, tellers_of
from djeli.pipeline.parts import with_parts
from djeli.pipeline.reattach import Attached
from djeli.pipeline.sayings import with_sayings
from djeli.pipeline.tasks import with_tasks
from djeli.records import Judgement
from djeli.settings import Settings
from djeli.store import Changes, Page, Store, View
from djeli.views import Assessment, Link
from djeli.vocab import FoldRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Regraded:
    """New grades of items, what is noted of them, and reports of items whose source is graded otherwise now.

    What pages that are not noted yet change beside that stands here too: families of items, and whom the case makes
    public.
    """

    grades: Mapping[str, Assessment] = field(default_factory=dict)
    pages: Sequence[Page] = ()
    reports: Collection[str] = ()
    families: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    public: Sequence[str] | None = None

    def over(self, base: Kept) -> Kept:
        """Rows as they are with these."""
        told = self.families
        accounts = [replace(a, family=told[a.item.id][0]) if a.item.id in told else a for a in base.accounts]
        shield = base.shield if self.public is None else base.shield.with_public(self.public)
        return replace(base, accounts=accounts, shield=shield)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A case before and after a decision: what is in force, as it speaks of current reports, and what changed."""

    rows: Sequence[Judgement]
    before: Attached
    after: Attached
    moved: Sequence[Judgement]
    redirects: Mapping[str, str]


def groups_near(
    view: View, turn: Turn, reports: Iterable[str], fresh: Sequence[tuple[str, ...]]
) -> list[Sequence[str]]:
    """All groups that hold these reports, and those that decisions about their events might speak of instead."""
    anchored = [set(some) for one in (turn.before, turn.after) for some, _ in one.events]
    moved = {report for group in fresh for report in group}
    wanted = set(reports)
    while True:
        heads = view.heads(wanted - moved)
        found = [group for group in view.groups(set(heads.values())) if moved.isdisjoint(group)]
        held = moved | {report for group in found for report in group}
        more = {report for some in anchored if not held.isdisjoint(some) for report in some}
        if more <= held | wanted:
            return [*found, *fresh]
        wanted |= more


def folded(
    view: View,
    settings: Settings,
    turn: Turn,
    changed: tuple[Sequence[Sequence[str]], Sequence[tuple[str, ...]]],
    regraded: Regraded,
    *,
    links: Sequence[Link] = (),
    unlinked: Collection[tuple[str, str]] = (),
) -> tuple[Changes, Minting]:
    """Events of all groups that are concerned, and of which some are new, with everything that changes with them.

    `links` are those that were not there or were otherwise, `unlinked` pairs that have none any more.
    """
    groups, fresh = changed
    reports = {report for group in groups for report in group}
    base = regraded.over(near(view, reports, (), turn.after, turn.rows))
    gone = left_out(turn.after)
    accounts = {one.report.id: one for one in as_read(base.accounts, turn.after) if one.report.id not in gone}
    told = ordered(groups, accounts)
    seeds = {name: seed for name, seed in turn.after.seeds.items() if seed in reports}
    minting = mint(told, seeds, turn.redirects, taken=turn.after.seeds)
    items = [{accounts[report].item.id for report in group} for group in told]
    decided: Decisions = decisions(turn.rows, {**turn.redirects, **minting.redirects})
    ground = Ground(
        base=base,
        accounts=accounts,
        grades={**view.assessments({item for some in items for item in some}), **regraded.grades},
        sites=sites_near(view, items, regraded.pages),
        decided=decided,
        rule=FoldRule(settings.fold_rule),
    )
    events = events_of(told, minting.ids, ground)
    before = view.event_of(reports)
    changes = Changes(
        gone=set(before.values()) - {event.id for event in events},
        events=events,
        words=words_of(events, ground),
        assessments=[*regraded.grades.values(), *(one.assessment for one in events if one.assessment)],
        groups=fresh,
        pages=regraded.pages,
        families=regraded.families,
        links=links,
        unlinked=unlinked,
        tellers=list(tellers_of(events, accounts, base.documents)),
        disputes=list(disputes_of(events, accounts, base)),
    )
    changes = with_parts(view, with_sayings(view, changes, before, base))
    return with_tasks(view, changes, accounts.values(), turn.after, settings), minting


def write(store: Store, changes: Changes, minting: Minting) -> None:
    """Write rows that became others, and ids that were minted or lead elsewhere since then."""
    with store.writing() as writer:
        for name, seed in minting.minted.items():
            writer.mint(name, seed)
        for old, heir in minting.redirects.items():
            writer.redirect(old, heir)
        writer.amend(changes)
