"""One decision more: what it concerns is computed anew from rows near it; the outcome is that of computing everything.

Everything that a decision can change hangs on reports that it names, on the event whose id was minted for one of them,
or on the pages of a source. Where it can change more, nothing is done and the caller computes everything anew:

- a correction that changes what linking compares (a date, a place, a toll, a party), or names a group nobody knows;
- a decision whose ties or bars change what linking takes for one report, or in a case of two scripts;
- a decision about a report that no reading finds any more.
"""

from __future__ import annotations

from collections.abc import Sequence

from djeli.assess import decisions
from djeli.assess.overrule import ITEM, SOURCE
from djeli.assess.strangers import tabled
from djeli.judge.pairs import pairs
from djeli.judge.rows import event_named, in_force
from djeli.link import alike, load, verdicts
from djeli.pipeline.base import STANDING, Kept, as_read, left_out, near
from djeli.pipeline.grading import graded_items
from djeli.pipeline.mint import Minting
from djeli.pipeline.pages import all_bodies, bodies_of, pages_of, unknown
from djeli.pipeline.reattach import attach, named_by
from djeli.pipeline.refold import Regraded, Turn, folded, groups_near, write
from djeli.records import Judgement
from djeli.settings import Settings
from djeli.store import Changes, Store, View
from djeli.views import Account
from djeli.vocab import Verdict

_ID = 32
"""Characters of the id of a report."""


def amend(store: Store, settings: Settings, new: Judgement) -> bool:
    """Take in a decision that was written. Returns whether that could be done; else everything must be computed."""
    with store.reading() as view:
        turn = _turn(view, new)
        found = None if turn is None else _changed(view, settings, turn)
    if found is None:
        return False
    write(store, *found)
    return True


def _turn(view: View, new: Judgement) -> Turn | None:
    """None where the decision names a report that no reading finds, and nothing is known to stand for it."""
    rows = list(view.judgements())
    before, after = in_force(one for one in rows if one.id != new.id), in_force(rows)
    minted, heirs = view.minted(), view.heirs()
    events = {event_named(one) for one in rows} & minted.keys()
    names = {name for one in rows for name in named_by(one)} | {minted[name] for name in events}
    known = view.heads({*names, *(heirs[name] for name in names if name in heirs)})
    still = {one.id for one in before} & {one.id for one in after}
    moved = [one for one in (*before, *after) if one.id not in still]
    mine = {name for one in moved for name in named_by(one) if len(name) == _ID}
    if any(name not in known and name not in heirs for name in mine):
        return None
    return Turn(
        rows=after,
        before=attach(before, minted, known, heirs),
        after=attach(after, minted, known, heirs),
        moved=moved,
        redirects=view.redirects(),
    )


def _changed(view: View, settings: Settings, turn: Turn) -> tuple[Changes, Minting] | None:
    touched = _reports(turn)
    fresh = _regrouped(view, settings, turn)
    if fresh is None:
        return None
    touched |= {report for group in fresh for report in group}
    regraded = _regraded(view, turn)
    if regraded is None:
        return None
    groups = groups_near(view, turn, touched | set(regraded.reports), fresh)
    return folded(view, settings, turn, (groups, fresh), regraded)


def _reports(turn: Turn) -> set[str]:
    """Reports that the changed decisions speak of, those that stand for the events they name among them."""
    found: set[str] = set()
    for attached in (turn.before, turn.after):
        for one in turn.moved:
            found |= {attached.heirs.get(name, name) for name in named_by(one)}
            name = event_named(one)
            found |= {attached.seeds[met] for met in (name, turn.redirects.get(name, name)) if met in attached.seeds}
        gone = {one.id for one in turn.moved}
        found |= {report for reports, one in attached.events if one.id in gone for report in reports}
    return {name for name in found if len(name) == _ID}


def _regrouped(view: View, settings: Settings, turn: Turn) -> list[tuple[str, ...]] | None:
    """Groups of linking that are not what they were; None where everything must be linked anew."""
    old, new = (verdicts(pairs(one.judgements)) for one in (turn.before, turn.after))
    if old == new:
        return []
    body = view.body(STANDING)
    found = load(body).regrouped(old, new, threshold=settings.link_threshold) if body else None
    if found is None:
        return None
    heads = view.heads({report for group in found for report in group})
    stood = {tuple(group) for group in view.groups(set(heads.values()))}
    return [group for group in found if group not in stood]


def _regraded(view: View, turn: Turn) -> Regraded | None:
    """Items that are graded otherwise now; None where the decision changes more than that."""
    base = near(view, (), _items(view, turn), turn.after, turn.rows)
    if not base.items:
        return Regraded()
    before, now = (as_read(base.accounts, one) for one in (turn.before, turn.after))
    stories = {item.id: base.story(item) for item in base.items}
    if not alike(before, now, stories):
        return None
    counted = [account for account in now if account.report.id not in left_out(turn.after)]
    names = _names(view, base, before, now)
    if names is None:
        return None
    families = view.families(stories)
    sizes = view.family_sizes({family for family, _ in families.values()})
    found = dict(
        graded_items(
            base.pairs(),
            stories,
            counted,
            base.told,
            copies={item: sizes[family] - 1 for item, (family, _) in families.items()},
            unresolved=base.unresolved,
            names=unknown(bodies_of(base.told, counted), names),
            decided=decisions(turn.rows, turn.redirects),
            shield=base.shield,
        )
    )
    known = view.assessments(found)
    moved = {item for item, one in found.items() if item not in known or known[item].reliability != one.reliability}
    reports = {account.report.id for account in base.accounts if account.item.id in moved}
    return Regraded(grades=found, pages=list(pages_of(base.pairs(), names, base.told)), reports=reports)


def _items(view: View, turn: Turn) -> set[str]:
    """Items whose grade, or whose source's grade, is decided about, or of whose reports another value counts."""
    found: set[str] = set()
    reports = set(left_out(turn.before) ^ left_out(turn.after))
    for one in turn.moved:
        kind, _, name = one.left.partition(":")
        if kind == ITEM:
            found.add(name)
        elif kind == SOURCE:
            found |= {page.item for page in view.pages_of(one.left)}
        elif len(one.left) == _ID and one.verdict in (Verdict.CORRECTED, Verdict.REJECTED):
            reports.add(turn.after.heirs.get(one.left, one.left))
    found |= {report.item for report in view.reports_near(reports)}
    return {page.item for page in view.pages(found)}


def _names(
    view: View, base: Kept, before: Sequence[Account], now: Sequence[Account]
) -> dict[str, tuple[str, ...]] | None:
    """Names in items that nothing else knows; None where a name came up that nobody has looked for."""
    known = {page.item: page.names for page in view.pages({item.id for item in base.items})}
    old, new = all_bodies(base, before), all_bodies(base, now)
    if any(not tabled(name) for item, found in new.items() for name in found.keys() - old.get(item, {}).keys()):
        return None
    return {item: tuple(name for name in names if name in new.get(item, {})) for item, names in known.items()}
