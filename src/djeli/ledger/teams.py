"""A case that several people judge: who answers what, second answers given blind, what settles those that differ."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from djeli import phrases, pipeline
from djeli.cited import page_of
from djeli.decided import Decided
from djeli.errors import NotFound
from djeli.judge.agreement import Agreement, agreement
from djeli.judge.codings import (
    ACCEPT,
    REJECT,
    Coded,
    noted,
    sealed,
    second_reading,
)
from djeli.judge.doubts import dispute_task
from djeli.judge.queue import Offer, Task, TaskKind
from djeli.judge.rows import ASSIGNED, CODED, DECISION, event_named, in_force, members
from djeli.judge.spelling import decided, spelled
from djeli.ledger.correcting import property_of
from djeli.ledger.queueing import Queueing
from djeli.ledger.reviewing import about
from djeli.records import Claim, Document, Judgement, Span
from djeli.store import Changes, View
from djeli.views import Account, Event
from djeli.vocab import Verdict

_AROUND = 600
"""Characters of a page shown on each side of the words in question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A decision of the history. `undone_by` is the id of the row that took it back, empty while it stands."""

    decided: Decided
    about: str
    undone_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Figures of agreement over all questions that two people answered, and of each kind and each pair of people."""

    overall: Agreement
    kinds: tuple[tuple[TaskKind, Agreement], ...]
    couples: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words in question with what stands around them, and the page they stand on.

    `value` and `who` are what a claim says and who says it; empty where the words of a whole report are in question.
    """

    page: str
    span: Span
    before: str
    quote: str
    after: str
    value: str = ""
    who: str = ""


class Teams(Queueing):
    """A case folder that is judged by one or by several."""

    def passages(self, task: Task) -> list[Passage]:
        """The words a question is about, as the pages have them: nothing of what came of any answer."""
        offer = task.accept or task.reject
        wanted = dict.fromkeys((*task.reports, *(_reports_seen(offer) if offer is not None and task.claims else ())))
        with self.store.reading() as view:
            accounts = view.accounts(wanted) if wanted else []
            pages = {account.document for account in accounts}
            documents = {one.id: one for one in view.documents(pages)}
            mask = pipeline.shield_of(view, {account.item.id for account in accounts}).of_accounts(accounts)
            told = [(a, c) for one in (accounts, pipeline.as_judged(view, accounts)) for a in one for c in _claims(a)]
        claims = {claim.id: (account, claim) for account, claim in told}
        found = [
            self._passage(
                account, claim.spans, documents, value=mask(phrases.claimed(claim)), who=mask(phrases.voice(claim))
            )
            for account, claim in (claims[name] for name in task.claims if name in claims)
        ]
        homes = {one.report.id: one for one in accounts}
        whole = [homes[name] for name in task.reports if name in homes and not found]
        return found or [self._passage(one, (one.report.scope,), documents) for one in whole]

    def worded(self, tasks: Sequence[Task]) -> Mapping[str, str]:
        """Questions by id in the words that are shown: none names a person without a public role but in a quote."""
        names = {name for task in tasks for name in task.events}
        with self.store.reading() as view:
            items = {item for event in view.named(sorted(names)) for item in event.items}
            mask = pipeline.shield_of(view, items).mask(items)
        return {task.id: mask(task.question) for task in tasks}

    def _passage(
        self,
        account: Account,
        spans: Sequence[Span],
        documents: Mapping[str, Document],
        *,
        value: str = "",
        who: str = "",
    ) -> Passage:
        item, text = account.item, self.text(account.item.text).content
        start, end = min(one.start for one in spans), max(one.end for one in spans)
        return Passage(
            page=page_of(item, documents.get(account.document)),
            span=spans[0],
            before=text[max(item.start, start - _AROUND) : start],
            quote=text[start:end],
            after=text[end : min(item.end, end + _AROUND)],
            value=value,
            who=who,
        )

    def conflicts(self) -> list[Coded]:
        """Questions that people answered otherwise, and nobody has settled."""
        return [one for one in self.coded() if one.open]

    def answer(self, name: str, answer: str, *, by: str = "", why: str = "") -> Judgement:
        """Answer an open question.

        Args:
            name: of the question.
            answer: "accept", "reject", or a value that settles it: "killed=57".
            by: who answers.
            why: the reason.

        Raises:
            NotFound: it is open no more, or the answer doesn't fit it.
        """
        return self._write(self._row(self.question(name), answer, why), by, why)

    def answer_again(self, name: str, answer: str, *, by: str, why: str = "") -> Judgement:
        """Give a second answer to a question that somebody else answered. It is kept and compared, and changes nothing.

        Raises:
            NotFound: the question is not open to a second answer of this person, or the answer doesn't fit it.
        """
        task = next((one for one in second_reading(self.coded(), by) if one.id == name), None)
        if task is None:
            raise NotFound(f"{name!r} waits for no second answer of {by}: nobody else answered it, or two already did")
        row = self._row(task, answer, why)
        kept = self._judgement(
            task.id, CODED, Verdict.NOTED, by=by, why=why, value=_label(row, answer), seen=noted(task)
        )
        return self._note([kept])[0]

    def settle(self, name: str, answer: str, *, by: str = "", why: str = "") -> Judgement:
        """Settle a question that people answered otherwise: this answer holds from now on.

        Raises:
            NotFound: there is no such conflict, or the answer doesn't fit it.
        """
        found = next((one for one in self.conflicts() if one.task.id == name), None)
        if found is None:
            raise NotFound(f"no two answers to {name!r} differ, or it is settled already")
        return self._write(self._row(found.task, answer, why, settles=True), by, why)

    def _row(self, task: Task, answer: str, why: str, *, settles: bool = False) -> Offer:
        """The row that an answer writes."""
        if answer in (ACCEPT, REJECT):
            offer = self._answered(task, accept=answer == ACCEPT)
            return dataclasses.replace(offer, seen=sealed(task, answer, offer.seen, settles=settles))
        prop, mark, text = answer.partition("=")
        if not mark or len(task.events) != 1:
            raise NotFound(f"{answer!r} is no answer to {task.id}; accept it, reject it, or write killed=57")
        offer = self._correction(task.events[0], prop, text, why=why)
        return dataclasses.replace(offer, seen=sealed(task, _label(offer, answer), offer.seen, settles=settles))

    def _write(self, row: Offer, by: str, why: str) -> Judgement:
        return self.judge(row.left, row.right, row.verdict, by=by, why=why, value=row.value, seen=row.seen)

    def assign(self, tasks: Sequence[tuple[str, Sequence[str]]], *, by: str = "") -> list[Judgement]:
        """Say who shall answer questions; no name: anybody. The latest word on a question counts."""
        rows = [
            self._judgement(task, ASSIGNED, Verdict.NOTED, by=by, why="", value="; ".join(names))
            for task, names in tasks
        ]
        return self._note(rows)

    def _note(self, rows: list[Judgement]) -> list[Judgement]:
        """Append rows that no event hangs on: nothing is computed anew."""
        with self._alone():
            with self.store.reading() as view:
                stale = view.stale(pipeline.recipe(self.settings))
                self._growing.kin(view)  # another process may have written
            with self.store.writing() as writer:
                for row in rows:
                    writer.judgement(row)
                if not stale:
                    writer.amend(Changes())
            if not stale:
                self._growing.decided(self.store)
        return rows

    def agreement(self) -> Reliability:
        """How well people agree who answered the same questions."""
        found = [one for one in self.coded() if len(one.codings) > 1]
        every = [one.unit for one in found]
        kinds = {kind: [one.unit for one in found if one.task.kind is kind] for kind in TaskKind}
        overall = agreement(every)
        names = overall.analysts
        couples = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]] if len(names) > 2 else []
        between = [agreement({name: unit[name] for name in pair if name in unit} for unit in every) for pair in couples]
        return Reliability(
            overall=overall,
            kinds=tuple((kind, agreement(own)) for kind, own in kinds.items() if own),
            couples=tuple(one for one in between if one.pairs),
        )

    def history(self, *, who: str = "", every: bool = False) -> list[Past]:
        """Decisions, the newest first.

        Args:
            who: only those of this person.
            every: also those taken back, and the rows that took them back.
        """
        with self.store.reading() as view:
            rows = list(view.judgements())
            now = view.event_of({name for one in rows for name in (one.left, one.right)})
        stands = {one.id for one in in_force(rows)}
        taken = {one.left.removeprefix(DECISION): one.id for one in rows if one.verdict is Verdict.WITHDRAWN}
        kept = [one for one in rows if (every or one.id in stands) and (not who or one.by == who)]
        return [
            Past(
                decided=decided(one, one.id),
                about=about(one, now),
                undone_by="" if one.id in stands or one.verdict is Verdict.WITHDRAWN else taken.get(one.id, ""),
            )
            for one in reversed(kept)
        ]

    def as_decided(self, rows: Sequence[Judgement]) -> list[Decided]:
        """Decisions as they are shown."""
        return [decided(one, one.id) for one in rows]

    def outcome(self, rows: Sequence[Judgement]) -> list[Event]:
        """The events that decisions speak of, as they are now: one after a merge, two after a split."""
        with self.store.reading() as view:
            reports = {name for one in rows for name in (*members(one)[0], *members(one)[1])}
            homes = set(view.event_of(reports).values())
            ids = dict.fromkeys((*sorted(homes), *(event_named(one) for one in rows)))
            return list({found.id: found for name in ids if (found := _event(view, name)) is not None}.values())

    def adrift(self) -> list[Decided]:
        """Decisions that speak of words no reading finds any more."""
        with self.store.reading() as view:
            return [decided(one, one.id) for one in pipeline.kept(view).attached.detached]

    def analysts(self) -> dict[str, int]:
        """Everybody who decided, with how many decisions of theirs stand."""
        with self.store.reading() as view:
            found: dict[str, int] = {}
            for one in in_force(view.judgements()):
                found[one.by] = found.get(one.by, 0) + 1
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def no_contradiction(self, event: str, dispute: str, *, by: str = "", why: str = "") -> Judgement:
        """Say that two accounts of an event do not contradict one another: both can be right.

        Raises:
            NotFound: no such event, or no such dispute in it.
        """
        with self.store.reading() as view:
            found = view.event(event)
        one = next((one for one in found.disputes if one.id == dispute), None)
        if one is None:
            raise NotFound(f"{found.id} has no dispute {dispute!r} any more; its page shows those it has")
        task = dispute_task(found, one)
        return self._write(self._row(task, REJECT, why), by, why)

    def misread(
        self, reports: Sequence[tuple[str, str]], prop: str, text: str, *, by: str = "", why: str = ""
    ) -> list[Judgement]:
        """Say that a value was read wrongly out of some reports.

        Args:
            reports: report and the wrong value, as its claim keeps it.
            prop: the property.
            text: the right value; empty: the words say nothing of the kind.
            by: who says so.
            why: the reason.

        Raises:
            NotFound: no such value, or what was typed is none.
        """
        wanted = property_of(prop)
        made = []
        for report, value in reports:
            if text.strip():
                offer = self._correction(report, wanted, text, instead_of=value, why=why)
                made.append(self._write(offer, by, why))
                continue
            before = self._told(report, wanted, value)
            made.append(self.judge(report, wanted, Verdict.REJECTED, by=by, why=why, seen=before))
        return made


def _reports_seen(offer: Offer) -> tuple[str, ...]:
    try:
        found = json.loads(offer.seen).get("reports", ()) if offer.seen else ()
    except (ValueError, AttributeError, RecursionError):  # a row of a case that somebody else wrote
        return ()
    return tuple(str(one) for one in found) if isinstance(found, list) else ()


def _claims(account: Account) -> list[Claim]:
    return [claim for found in (*account.claims.values(), account.said) for claim in found]


def _event(view: View, name: str) -> Event | None:
    try:
        return view.event(name)
    except NotFound:
        return None


def _label(row: Offer, answer: str) -> str:
    """An answer so that two people who mean the same write the same: "killed=57", however they typed it."""
    if answer in (ACCEPT, REJECT):
        return answer
    prop = answer.partition("=")[0]
    return f"{property_of(prop)}={spelled(row.right, row.value)}"
