"""What is noted of every item beside its grade, so that a later change need not look at all of them again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from djeli.assess import Sites, named_bodies, outlet_of, publisher_of, sites_of
from djeli.assess.bursts import BACKGROUND, SITES
from djeli.assess.overrule import SOURCE, key
from djeli.origin import outlet_name_key
from djeli.pipeline.base import Kept
from djeli.records import Claim, Document, Item, Span
from djeli.store import Page, Printed, Teller, View
from djeli.views import Account, Event

Bodies = Mapping[str, Mapping[str, Span]]
"""Item -> groups and bodies it names and no table resolves, with the words."""


def bodies_of(told: Mapping[str, Sequence[Claim]], accounts: Iterable[Account]) -> dict[str, dict[str, Span]]:
    """Names of groups and bodies in items that have claims."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for item, found in told.items():
        claims[item] += found
    for account in accounts:
        claims[account.item.id] += (one for some in account.claims.values() for one in some)
    return {item: named_bodies(found) for item, found in claims.items()}


def all_bodies(base: Kept, accounts: Sequence[Account]) -> dict[str, dict[str, Span]]:
    """The same as the machine reads them and as people do: what a decision takes away it may give back."""
    raw, now = bodies_of(base.told, base.accounts), bodies_of(base.told, accounts)
    return {item: {**raw.get(item, {}), **now.get(item, {})} for item in raw.keys() | now.keys()}


def unknown(bodies: Bodies, names: Mapping[str, Collection[str]]) -> dict[str, dict[str, Span]]:
    """Of the names in items those that nothing else knows."""
    return {item: {n: s for n, s in found.items() if n in names.get(item, ())} for item, found in bodies.items()}


def pages_of(
    pairs: Sequence[tuple[Item, Document]],
    names: Mapping[str, Collection[str]],
    told: Mapping[str, Sequence[Claim]],
) -> Iterator[Page]:
    """What is noted of items; `names` are those in each that nothing else knows, `told` claims about items."""
    sites = sites_of(pairs)
    for item, document in pairs:
        name, basis = publisher_of(item, document)
        outlet = outlet_of(name, basis)
        site = sites.site.get(item.id, "")
        yield Page(
            item=item.id,
            document=document.id,
            source=key(SOURCE, name),
            outlet=key(SOURCE, outlet.name) if outlet else "",
            site=site,
            day=sites.day.get(item.id, ""),
            described=bool(site) and bool(sites_of([(item, document)]).described),
            names=tuple(sorted(names.get(item.id, ()))),
            printed=_printed(item, document, told.get(item.id, ())),
        )


def _printed(item: Item, document: Document, told: Iterable[Claim]) -> Printed:
    name, basis = publisher_of(item, document)
    day = item.published or document.published
    credited = sorted(claim.parsed().name for claim in told if claim.prop == "credit")
    return Printed(
        publisher=name,
        basis=basis.value,
        outlet=outlet_name_key(name),
        day=day.value if day else "",
        credits={key: name for name in reversed(credited) if (key := outlet_name_key(name))},
    )


def tellers_of(
    events: Iterable[Event], accounts: Mapping[str, Account], documents: Mapping[str, Document]
) -> Iterator[Teller]:
    """Whose pages tell of events; `accounts` are by report."""
    for event in events:
        told = [accounts[name] for name in event.reports]
        homes = {one.item.id: publisher_of(one.item, documents.get(one.document))[0] for one in told}
        said = {claim.id: homes[one.item.id] for one in told for some in one.claims.values() for claim in some}
        sides = {said.get(claim) for one in event.disputes for side in one.sides for claim in side.claims}
        names = sorted(set(homes.values()))
        for name in names:
            yield Teller(publisher=name, event=event.id, alone=len(names) == 1, sided=name in sides)


def sites_from(pages: Iterable[Page]) -> Sites:
    """The sites of a case, or of a part of it, as `djeli.assess.sites_of` has them."""
    known = [page for page in pages if page.site]
    documents: dict[str, set[str]] = defaultdict(set)
    for page in known:
        documents[page.site].add(page.document)
    return Sites(
        site={page.item: page.site for page in known},
        day={page.item: page.day for page in known},
        described=frozenset(page.site for page in known if page.described),
        documents={site: frozenset(found) for site, found in documents.items()},
    )


def sites_near(view: View, groups: Iterable[Collection[str]], fresh: Sequence[Page] = ()) -> Sites:
    """What events of these groups of items need of the sites of the whole case, `fresh` pages included.

    Bursts take several sites that nobody described, which few events have. For these all pages of their sites are read,
    and as many of others as say that the case has a background.
    """
    every = [set(group) for group in groups]
    items = {item for group in every for item in group}
    pages = {page.item: page for page in (*view.pages(items), *(one for one in fresh if one.item in items))}
    asked = [told for group in every if _may_be_a_burst(told := [pages[item] for item in group if item in pages])]
    if not asked:
        return sites_from(pages.values())
    sites = {page.site for page in pages.values() if page.site}
    limit = BACKGROUND + len({page.document for page in pages.values()})
    return sites_from([*view.pages_at(sites), *view.pages_elsewhere(sites, limit), *fresh, *pages.values()])


def _may_be_a_burst(told: Sequence[Page]) -> bool:
    return len({page.site for page in told}) >= SITES and all(page.site and not page.described for page in told)
