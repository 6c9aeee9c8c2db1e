"""Some pages more: what they touch is computed anew, the outcome is that of computing everything.

A page touches its own grade; events whose groups it changes; grades of pages whose families grow, whose strange names
it knows, or whose persons it makes public, and events that these pages tell; events that might have been bursts at its
site. Where it changes more than that, nothing is done and the caller computes everything anew:

- it is another version of a page, or was read before; or other entries were written in between;
- a decision speaks of it already;
- lines turn out to be boilerplate, a run of words becomes too common, or old families become others;
- linking must be done anew (see `djeli.link.Linker`);
- the case has no background yet that bursts could be told by.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace

from djeli.assess import decisions
from djeli.assess.bursts import BACKGROUND
from djeli.link import Change
from djeli.pipeline.base import PUBLIC, STANDING, Kept, as_read, items_in, left_out, near
from djeli.pipeline.copies import bare
from djeli.pipeline.derive import recipe
from djeli.pipeline.grading import graded_items
from djeli.pipeline.growing import NEVER, Growing, kept_of, turn_now
from djeli.pipeline.keeping import reader
from djeli.pipeline.kin import Kin, claims_of
from djeli.pipeline.mint import Minting
from djeli.pipeline.pages import all_bodies, bodies_of, pages_of, unknown
from djeli.pipeline.reattach import named_by
from djeli.pipeline.refold import Regraded, Turn, folded, groups_near, write
from djeli.pipeline.versions import superseded
from djeli.settings import Settings
from djeli.store import Changes, Page, Store, View


@dataclass(frozen=True, slots=True)
class _Fresh:
    """New pages: their documents and items, with all rows of theirs."""

    documents: Collection[str]
    base: Kept

    @property
    def items(self) -> set[str]:
        return {item.id for item in self.base.items}


def grow(store: Store, settings: Settings, growing: Growing) -> bool:
    """Take in documents that were read since the last run. Returns whether that could be done."""
    with store.reading() as view:
        if view.state().get("recipe") != recipe(settings):
            return False
        turn = turn_now(view, growing.minted(view))
        kin = growing.take(view, settings, recipe(settings), (turn.rows, turn.after))
        fresh = _fresh(view, growing.entry(), turn)
        if kin is None and fresh is not None:
            kin, growing.behind = kept_of(view, settings, fresh.documents), NEVER
        found = _grown(view, settings, kin, turn, fresh) if kin is not None and fresh is not None else None
    if found is None or kin is None or fresh is None:
        growing.whole += 1
        return False
    write(store, *found)
    growing.grown(store, kin, found[1].minted, len(fresh.documents))
    return True


def _fresh(view: View, entry: int, turn: Turn) -> _Fresh | None:
    """Documents read since an entry; None where something else was written too, or where they are not new."""
    later = view.since(entry)
    documents = {subject for _, kind, subject in later if kind == "reading"}
    originals = {subject for _, kind, subject in later if kind == "original"}
    known = view.read_by(entry, (*documents, *originals, *view.members(originals)))
    if known or any(kind == "judgement" for _, kind, _ in later) or superseded(*view.same_addresses(documents)):
        return None
    base = near(view, (), items_in(view, documents), turn.after, turn.rows)
    named = {name for one in turn.rows for name in named_by(one)} | set(turn.after.seeds.values())
    if any(one.report.id in named for one in base.accounts):
        return None
    return _Fresh(documents, base)


def _grown(view: View, settings: Settings, kin: Kin, turn: Turn, fresh: _Fresh) -> tuple[Changes, Minting] | None:
    """What becomes otherwise; None where that is not known, after which there is no more use for what was kept."""
    families = _families(view, kin, fresh)
    if families is None:
        return None
    stories = {item.id: fresh.base.story(item) for item in fresh.base.items}
    change = kin.link(fresh.base, stories, turn.after)
    if change is None:
        return None
    items = {item for item in families.items if item not in stories}
    for item, story in stories.items():
        items |= kin.familiar.add(item, story)
    public = set(kin.persons.public)
    seen = kin.persons.add(claims_of(fresh.base)) | families.renamed
    regraded = _regraded(view, kin, turn, (items | seen | fresh.items, seen), families.homes)
    mine = [page for page in regraded.pages if page.item in stories]
    if not _background(view, kin, mine):
        return None
    at = set(view.sites({page.site for page in mine if page.site}).values())
    reports = {*regraded.reports, *(one.id for one in view.reports_in(at))}
    groups = _new_groups(view, change)
    reports |= {report for group in groups for report in group}
    kin.note(mine)
    near_by = groups_near(view, turn, reports, groups)
    changes, minting = folded(
        view, settings, turn, (near_by, groups), regraded, links=change.links, unlinked=change.unlinked
    )
    bodies = {STANDING: b""} if fresh.base.accounts else {}
    if kin.persons.public != public:
        bodies[PUBLIC] = json.dumps(sorted(kin.persons.public)).encode()
    return replace(changes, bodies=bodies), minting


@dataclass(frozen=True, slots=True)
class _Families:
    """New homes of items; all members of families that grew; old ones whose family goes by another name now."""

    homes: dict[str, tuple[str, float]]
    items: set[str]
    renamed: set[str]


def _families(view: View, kin: Kin, fresh: _Fresh) -> _Families | None:
    base = fresh.base
    told = bare(base.items, {item.id: base.story(item) for item in base.items})

    homes: dict[str, tuple[str, float]] = {}
    items: set[str] = set()
    renamed: set[str] = set()
    for name in sorted(told.texts):
        joined = kin.copies.add(name, told.only([name]), reader(view))
        if joined is None:
            return None
        homes |= joined.families
        renamed |= joined.renamed
        items |= {member for members in joined.members.values() for member in members}
    renamed -= told.texts.keys()
    if renamed:
        kin.linker.rename({item: kin.copies.family(item) for item in renamed})
    return _Families(homes, items, renamed)


def _regraded(
    view: View, kin: Kin, turn: Turn, concerned: tuple[set[str], set[str]], homes: dict[str, tuple[str, float]]
) -> Regraded:
    """Items graded anew, and reports of those that are graded otherwise; of the second set all reports."""
    items, all_of = concerned
    ahead = Regraded(families=homes, public=sorted(kin.persons.public))
    base = ahead.over(near(view, (), items, turn.after, turn.rows))
    gone = left_out(turn.after)
    counted = [one for one in as_read(base.accounts, turn.after) if one.report.id not in gone]
    stories = {item.id: base.story(item) for item in base.items}
    bodies = all_bodies(base, counted)
    names = {page.item: tuple(n for n in page.names if kin.familiar.strange(n)) for page in view.pages(items)}
    for item in stories.keys() - names.keys():
        names[item] = kin.familiar.strangers(bodies.get(item, {}), stories[item])
    found = dict(
        graded_items(
            base.pairs(),
            stories,
            counted,
            base.told,
            copies={item: kin.copies.size(item) - 1 for item in stories},
            unresolved=base.unresolved,
            names=unknown(bodies_of(base.told, counted), names),
            decided=decisions(turn.rows, turn.redirects),
            shield=base.shield,
        )
    )
    known = view.assessments(found)
    moved = {item for item, one in found.items() if known.get(item) != one} | all_of
    reports = {account.report.id for account in base.accounts if account.item.id in moved}
    pages = list(pages_of(base.pairs(), names, base.told))
    return replace(ahead, grades=found, pages=pages, reports=reports)


def _background(view: View, kin: Kin, pages: Collection[Page]) -> bool:
    """Whether old events have a background that bursts are told by, which more pages do not give them only now."""
    if not any(page.site for page in pages):
        return True
    fresh = len({page.document for page in pages if page.site})
    return view.sited() + fresh - kin.linker.largest >= BACKGROUND


def _new_groups(view: View, change: Change) -> list[tuple[str, ...]]:
    heads = view.heads({report for group in change.groups for report in group})
    stood = {tuple(group) for group in view.groups(set(heads.values()))}
    return [group for group in change.groups if group not in stood]
