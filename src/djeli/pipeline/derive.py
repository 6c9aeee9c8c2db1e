"""Everything computed from the kept rows: copies, links, events, disputes, grades. Written in one transaction."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Mapping, Sequence

from djeli import __version__
from djeli.assess import Decisions, decisions, strangers
from djeli.judge.pairs import pairs
from djeli.link import Linker, Linking
from djeli.pipeline.base import PUBLIC, STANDING, Kept, as_read, kept, left_out
from djeli.pipeline.contests import disputes_of
from djeli.pipeline.copies import copies_of
from djeli.pipeline.events import Ground, events_of, ordered, words_of
from djeli.pipeline.grading import graded_items
from djeli.pipeline.growing import Growing
from djeli.pipeline.kin import Kin, kin_of
from djeli.pipeline.mint import Minting, mint
from djeli.pipeline.pages import all_bodies, bodies_of, pages_of, sites_from, tellers_of, unknown
from djeli.pipeline.parts import all_parts
from djeli.pipeline.progress import Progress, silent
from djeli.pipeline.sayings import sayings_of
from djeli.pipeline.tasks import tasks_of
from djeli.records import digest
from djeli.resources import content
from djeli.settings import Settings
from djeli.store import Derived, Page, Store, View
from djeli.views import Account, Assessment
from djeli.vocab import FoldRule

FORM = "8"
"""Of derived rows, and of the rules in code that they come of; when it changes, cases are computed anew."""
TABLES = ("assess", "fold", "judge", "link")
"""Folders of `resources` that hold what grades, disputes and links are weighed by, and how questions are asked."""

Copies = Mapping[str, tuple[str, float]]


def recipe(settings: Settings) -> str:
    """Name of what events depend on beside the kept rows; when it changes they are computed anew.

    An edited table of signals or weights is another recipe, so that no case keeps grades by a table that is gone.
    """
    return digest(FORM, __version__, content(*TABLES), settings.fold_rule, settings.link_threshold)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """Everything that follows from kept rows, and what of the work the next pages can build on."""

    found: Derived
    minting: Minting
    kin: Kin | None


def computed(view: View, settings: Settings, *, progress: Progress = silent, growing: bool = False) -> Computed:
    """What follows from the rows that a view sees; nothing is written. With `growing` also what adding needs."""
    base, redirects = kept(view), view.redirects()
    stories = {item.id: base.story(item) for item in base.items}
    progress("origin", 0, 1)
    looked = copies_of(base, stories)
    copies = {item: (family.id, looked.share(item)) for item, family in looked.families.items()}
    progress("origin", 1, 1)
    read = [dataclasses.replace(a, family=copies[a.item.id][0]) for a in as_read(base.accounts, base.attached)]
    progress("link", 0, 1)
    judged = pairs(base.attached.judgements)
    linker = Linker(read, stories, judged, threshold=settings.link_threshold, growing=growing)
    linking = linker.linking()
    progress("link", 1, 1)
    gone = left_out(base.attached)
    accounts = {account.report.id: account for account in read if account.report.id not in gone}
    groups = ordered(linking.groups, accounts)
    minting = mint(groups, base.attached.seeds, redirects)
    decided = decisions(base.judgements, {**redirects, **minting.redirects})
    grades, pages = _graded(base, stories, list(accounts.values()), copies, decided)
    ground = Ground(
        base=base,
        accounts=accounts,
        grades=grades,
        sites=sites_from(pages),
        decided=decided,
        rule=FoldRule(settings.fold_rule),
    )
    events = events_of(groups, minting.ids, ground, progress)
    parts, persons = all_parts(view, base, events)
    found = Derived(
        events=events,
        links=linking.links,
        families=copies,
        assessments=[*grades.values(), *(e.assessment for e in events if e.assessment)],
        words=words_of(events, ground),
        recipe=recipe(settings),
        pages=pages,
        groups=linking.groups,
        heirs=base.attached.heirs,
        bodies=_bodies(linking, base),
        tellers=list(tellers_of(events, accounts, base.documents)),
        disputes=list(disputes_of(events, accounts, base)),
        sayings=sayings_of(base, copies, events),
        parts=parts,
        persons=persons,
        tasks=tasks_of(
            events, {name: one.report for name, one in accounts.items()}, linking.links, base.attached, settings
        ),
    )
    kin = kin_of(base, stories, linker, looked, pages) if growing and linker.can_grow else None
    return Computed(found=found, minting=minting, kin=kin)


def derive(store: Store, settings: Settings, *, progress: Progress = silent, growing: Growing | None = None) -> int:
    """Compute events anew and write them. Returns their number. What adding to a large case needs goes to `growing`."""
    with store.reading() as view:
        made = computed(view, settings, progress=progress, growing=growing is not None)
    with store.writing() as writer:
        for name, seed in made.minting.minted.items():
            writer.mint(name, seed)
        for old, new in made.minting.redirects.items():
            writer.redirect(old, new)
        writer.derive(made.found)
    if growing is not None:
        growing.keep(store, made.kin, recipe(settings))
    return len(made.found.events)


def _bodies(linking: Linking, base: Kept) -> dict[str, bytes]:
    found = {PUBLIC: json.dumps(base.shield.public).encode()}
    return found | ({STANDING: linking.standing.dump()} if linking.standing is not None else {})


def _graded(
    base: Kept, stories: Mapping[str, str], accounts: Sequence[Account], copies: Copies, decided: Decisions
) -> tuple[dict[str, Assessment], list[Page]]:
    """Grades of all items by id, and what is noted of them."""
    homes = {item: family for item, (family, _) in copies.items()}
    sizes = Counter(homes.values())
    names = strangers(all_bodies(base, accounts), stories, homes)
    found = graded_items(
        base.pairs(),
        stories,
        accounts,
        base.told,
        copies={item: sizes[family] - 1 for item, family in homes.items()},
        unresolved=base.unresolved,
        names=unknown(bodies_of(base.told, accounts), names),
        decided=decided,
        shield=base.shield,
    )
    return dict(found), list(pages_of(base.pairs(), names, base.told))
