"""Open questions as rows: of a whole case, or of what stands near a change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from djeli.judge.codings import packed
from djeli.judge.doubts import DOUBTS
from djeli.judge.queue import Facts, Scored, queue
from djeli.pipeline.judged import as_judged
from djeli.pipeline.reattach import Attached
from djeli.records import Report
from djeli.settings import Settings
from djeli.store import Chance, Changes, TaskRow, View
from djeli.views import Account, Event


def tasks_of(
    events: Sequence[Event],
    reports: Mapping[str, Report],
    links: Iterable[Scored],
    attached: Attached,
    settings: Settings,
    *,
    beside: Sequence[Event] = (),
) -> list[TaskRow]:
    """Questions about some events that nobody answered; also about decisions that speak of nothing any more.

    Args:
        events: to ask about.
        reports: of these events, as people judged them.
        links: that touch one of these reports.
        attached: decisions in force.
        settings: of the case.
        beside: further events that links lead to.
    """
    facts = Facts(
        events=events,
        reports=reports,
        links=links,
        judgements=attached.judgements,
        about_events=[one for _, one in attached.events],
        detached=attached.detached,
        beside=beside,
        threshold=settings.link_threshold,
    )
    return [
        TaskRow(
            id=task.id, kind=task.kind.value, risk=task.risk, event=(*task.events, "")[0],
            other=(*task.events, "", "")[1], body=packed(task),
        )
        for task in queue(facts, DOUBTS)
    ]  # fmt: skip


def with_tasks(
    view: View, changes: Changes, accounts: Iterable[Account], attached: Attached, settings: Settings
) -> Changes:
    """Changes with the questions they raise: of events that are written anew, and of those whose links are others.

    Args:
        view: of the case before the changes.
        changes: with all events and links that become others.
        accounts: of these events, as people read them.
        attached: decisions in force.
        settings: of the case.
    """
    written = {*changes.gone, *(event.id for event in changes.events)}
    ends = {name for pair in (*changes.unlinked, *((one.left, one.right) for one in changes.links)) for name in pair}
    linked = list(view.named(sorted(set(view.event_of(ends).values()) - written)))
    events = [*changes.events, *linked]
    mine = {report for event in events for report in event.reports}
    links = _links(view, changes, mine)
    others = {name for pair in links for name in pair} - mine
    asked = {"", *written, *(event.id for event in linked)}
    beside = list(view.named(sorted(set(view.event_of(others).values()) - asked)))
    reports = {account.report.id: account.report for account in accounts}
    more = [name for event in linked for name in event.reports]
    reports |= {one.report.id: one.report for one in as_judged(view, view.accounts(more))} if more else {}
    tasks = tasks_of(events, reports, links.values(), attached, settings, beside=beside)
    return replace(changes, tasks=tasks, asked=asked)


def _links(view: View, changes: Changes, reports: Collection[str]) -> dict[tuple[str, str], Chance]:
    """Links that touch reports, as they are after the changes."""
    found = {(one.left, one.right): one for one in view.chances(reports, touching=True)}
    for pair in changes.unlinked:
        found.pop(pair, None)
    for one in changes.links:
        if one.left in reports or one.right in reports:
            found[one.left, one.right] = Chance(one.left, one.right, one.probability)
    return found
