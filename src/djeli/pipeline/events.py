"""Groups of reports as events with their ids, values, origins, grades and decisions."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from djeli.assess import NONE, Decision, Decisions, Sites, assess_event
from djeli.assess.overrule import EVENT, key
from djeli.fold import NOTHING, Fixed, fold
from djeli.judge.events import by_group, shown
from djeli.judge.events import fixed as fixed_by
from djeli.judge.rows import members
from djeli.origin import origins
from djeli.pipeline.base import Kept
from djeli.pipeline.progress import Progress, silent
from djeli.records import Judgement, Span
from djeli.resources.event_types import event_types
from djeli.views import Account, Assessment, Event
from djeli.vocab import FoldRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What groups become events by: the rows, accounts by report, grades of items, sites, decisions about grades."""

    base: Kept
    accounts: Mapping[str, Account]
    grades: Mapping[str, Assessment]
    sites: Sites
    decided: Decisions
    rule: FoldRule


def ordered(groups: Iterable[Iterable[str]], accounts: Mapping[str, Account]) -> list[list[str]]:
    """Groups of those reports that have accounts: the ones that tell of an event, in the order that ids go by."""
    told = ([report for report in group if report in accounts] for group in groups)
    found = [sorted(group, key=lambda report: _prominence(accounts[report])) for group in told if group]
    return sorted(found, key=lambda group: group[0])


def _prominence(account: Account) -> tuple[bool, str, int]:
    """Order in a group: foreground first, then by id, so that the seed of an event id is stable."""
    return account.report.background, account.report.id, account.report.anchor.start


def events_of(
    groups: Sequence[Sequence[str]], names: Sequence[str], ground: Ground, progress: Progress = silent
) -> list[Event]:
    """Groups, in their order, as events."""
    attached = ground.base.attached
    rows, about = by_group(groups, attached.events), _by_report(attached.judgements)
    events = []
    for number, (name, group) in enumerate(zip(names, groups, strict=True)):
        accounts = [ground.accounts[report] for report in group]
        event = event_of(
            accounts,
            name,
            ground.rule,
            ground.grades,
            sites=ground.sites,
            decided=ground.decided.get(key(EVENT, name), NONE),
            fixed=fixed_by(rows.get(number, ())),
            words=ground.base.quote,
        )
        mask = ground.base.shield.of_accounts(sorted(accounts, key=lambda one: one.report.id))
        touching = [one for report in group for one in about.get(report, ())]
        told = shown(group, rows.get(number, ()), touching, attached.made)
        events.append(dataclasses.replace(mask.of_event(event), decisions=told))
        progress("fold", number + 1, len(groups))
    return events


def _by_report(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Decisions by every report they name."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for one in judgements:
        left, right = members(one)
        for name in {one.left, one.right, *left, *right}:
            found[name].append(one)
    return found


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


def words_of(events: Iterable[Event], ground: Ground) -> dict[str, str]:
    """What a search finds each event by: its title, place, parties, and the words of its reports."""
    return {event.id: "\n".join(dict.fromkeys(_words(event, ground))) for event in events}


def _words(event: Event, ground: Ground) -> Iterator[str]:
    yield event.title
    if event.where is not None:
        yield " ".join((event.where.name, event.where.adm1, event.where.adm2, event.where.country_name))
    for participant in event.participants:
        yield participant.party.name
    for report in event.reports:
        scope = ground.accounts[report].report.scope
        yield ground.base.texts[scope.text].quote(scope)
