"""Why pages of one event count as one text: copies, cuts and translations among them, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from djeli.cited import page_of
from djeli.origin.families import look
from djeli.pipeline.copies import bare
from djeli.records import Document, Item, Text
from djeli.views import Account

MOST = 40
"""Pages of one text whose reasons are looked for; whoever reads on has understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An item that is one text with another item of the event, by name of its page, and the sentence that says why."""

    item: str
    family: str
    page: str
    reason: str


def copies(
    accounts: Sequence[Account], documents: Mapping[str, Document], text: Callable[[str], Text]
) -> tuple[Copy, ...]:
    """Items of an event that are in one family with another of its items, family by family.

    The reason is found again from the texts of the family alone; where these show none any more, because what tied them
    is not among the pages of this event, nothing is said.
    """
    homes: dict[str, dict[str, tuple[Item, Document | None]]] = {}
    for account in accounts:
        if account.family:
            pages = homes.setdefault(account.family, {})
            pages[account.item.id] = (account.item, documents.get(account.document))
    found = []
    for family, pages in sorted(homes.items()):
        if len(pages) > 1:
            some = {name: pages[name] for name in sorted(pages)[:MOST]}
            reasons = _reasons([item for item, _ in some.values()], text)
            found += [
                Copy(item=name, family=family, page=page_of(*some[name]), reason=reason)
                for name, reason in reasons.items()
            ]
    return tuple(found)


def _reasons(items: Sequence[Item], text: Callable[[str], Text]) -> dict[str, str]:
    looked = look(bare(items, {item.id: text(item.text).content[item.start : item.end] for item in items}))
    return {name: one.explain(name) for name, one in sorted(looked.families.items()) if len(one.members) > 1}
