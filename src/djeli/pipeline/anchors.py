"""Anchors that somebody gave, read in their pages and linked within the stories that the pages tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from djeli.anchors import Anchor, Mention, SameEvent
from djeli.errors import NotFound
from djeli.extract.annotate import annotate_many
from djeli.extract.given import mentions
from djeli.link import link
from djeli.link.anchors import link_anchors
from djeli.pipeline.work import tools_for
from djeli.records import Item, Text
from djeli.settings import Settings
from djeli.views import Account


def same_event(
    anchors: Sequence[Anchor],
    texts: Mapping[str, Text],
    items: Sequence[Item],
    accounts: Sequence[Account],
    settings: Settings,
) -> SameEvent:
    """Which anchors tell one event, within and across items.

    Args:
        anchors: words of `texts`; one that no item holds is taken with the item nearest before it.
        texts: by id.
        items: all items of the case.
        accounts: all its reports; with the items they say which pages tell one story.
        settings: of the case.

    Raises:
        NotFound: an anchor points into no text at hand, or outside it.
    """
    _check(anchors, texts)
    content = {one.id: texts[one.text].content[one.start : one.end] for one in items if one.text in texts}
    stories = link(accounts, content, items=items).stories
    told = _with_reports(read_anchors(anchors, texts, items, settings), anchors, accounts)
    return link_anchors(told, stories)


def _check(anchors: Iterable[Anchor], texts: Mapping[str, Text]) -> None:
    for one in anchors:
        text = texts.get(one.span.text)
        if text is None or one.span.end > len(text.content):
            raise NotFound(f"anchor {one.id!r} points to {one.span}, which no text of this case holds")


def read_anchors(
    anchors: Iterable[Anchor], texts: Mapping[str, Text], items: Iterable[Item], settings: Settings
) -> list[Mention]:
    """What is read around each anchor, item by item."""
    tools = tools_for(settings, ())
    by_item: dict[Item, list[Anchor]] = defaultdict(list)
    for anchor, item in _placed(anchors, items):
        by_item[item].append(anchor)
    jobs = sorted(by_item, key=lambda item: item.id)
    read = annotate_many([(item, texts[item.text]) for item in jobs], tools)
    return [
        mention
        for item, sentences in zip(jobs, read, strict=True)
        for mention in mentions(item, texts[item.text], by_item[item], sentences, tools)
    ]


def _placed(anchors: Iterable[Anchor], items: Iterable[Item]) -> Iterator[tuple[Anchor, Item]]:
    by_text: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda one: (one.start, one.id)):
        by_text[item.text].append(item)
    for anchor in anchors:
        found = by_text.get(anchor.span.text)
        if not found:
            raise NotFound(f"anchor {anchor.id!r} stands in a text without any item")
        before = [item for item in found if item.start <= anchor.span.start]
        inside = [item for item in before if anchor.span.start < item.end]
        yield anchor, (inside or before or found)[-1]


def _with_reports(told: Iterable[Mention], anchors: Iterable[Anchor], accounts: Iterable[Account]) -> Iterator[Mention]:
    """Mentions with the program's own report of the same words, where there is one."""
    spans = {one.id: one.span for one in anchors}
    by_item: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        by_item[account.item.id].append(account)
    for one in told:
        span = spans[one.id]
        found = [a for a in by_item[one.item] if a.report.anchor.overlaps(span)]
        best = min(found, key=lambda a: (abs(a.report.anchor.start - span.start), a.report.id), default=None)
        yield one if best is None else replace(one, type=best.type, report=best.report.id)
