"""A case that is judged: what is worth deciding, and decisions of every kind; each is a row with who, when and why."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from djeli import pipeline
from djeli.assess import Mask
from djeli.assess.overrule import asked, key
from djeli.decided import Decided
from djeli.errors import NotFound
from djeli.judge.codings import ACCEPT, REJECT, sealed, unpacked
from djeli.judge.queue import Offer, Task, TaskKind
from djeli.judge.rows import COMMENT, DECISION, EVENT, REPORT, event_named, groups, in_force, seen
from djeli.judge.spelling import decided, spelled
from djeli.ledger.correcting import GRADE, property_of, value_of
from djeli.ledger.explaining import EventLinks, Explained, Explainer, Told
from djeli.ledger.judging import Judging
from djeli.ledger.parcels import Shown
from djeli.ledger.refer import Referred, link_ends, refer
from djeli.records import Judgement
from djeli.store import TaskFilter, View
from djeli.values import PROPERTIES, dump
from djeli.views import Estimate, Event
from djeli.vocab import FoldRule, Harm, Role, Verdict

_MANY = 8
"""Questions named where a beginning fits several, at most."""


class Reviewing(Judging):
    """A case folder that is looked into and judged."""

    def review(self, *, kinds: Sequence[str] = ()) -> list[Task]:
        """Everything that is worth deciding, most risky first: doubt, times how much hangs on it.

        Args:
            kinds: only these: link, member, dispute, source, place, date, coding, adrift.

        Raises:
            NotFound: no such kind.
        """
        known_kinds(kinds)
        with self.store.reading() as view:
            return [unpacked(body) for body in view.tasks(TaskFilter(kinds=kinds), 0, None)]

    def decide(self, name: str, *, accept: bool, by: str = "", why: str = "") -> Judgement:
        """Answer a task of `review`, tie or part the two reports of a link, or let an event stand or fall.

        Raises:
            NotFound: no such task, link or event; or one that this answer does not fit.
        """
        task = self.question(name) if _asks(name) else None
        offer = self._offer(name, accept) if task is None else self._answered(task, accept)
        return self.judge(offer.left, offer.right, offer.verdict, by=by, why=why, value=offer.value, seen=offer.seen)

    def question(self, name: str) -> Task:
        """An open question by its id, or by the beginning of it.

        Raises:
            NotFound: it is none, or none any more, or several begin so.
        """
        with self.store.reading() as view:
            ids = view.tasks_called(name, _MANY + 1) if _asks(name) else []
            if len(ids) > 1 and name not in ids:
                known = ", ".join(ids[:_MANY]) + (", …" if len(ids) > _MANY else "")
                raise NotFound(f"{name!r} may be {known}; write more of it")
            found = view.tasks_named([name if name in ids else ids[0]]) if ids else []
        if not found:
            raise NotFound(f"no open question {name!r}: answered, or changed since; see 'djeli review --list'")
        return unpacked(found[0])

    def called(self, tasks: Iterable[Task]) -> Mapping[str, str]:
        """What questions are called by, id by id: as much of it as no other open question begins with."""
        with self.store.reading() as view:
            return view.task_names(task.id for task in tasks)

    def _answered(self, task: Task, accept: bool) -> Offer:
        """The row of an answer; it keeps the question as it was asked, so that somebody else can be asked the same."""
        offer = task.accept if accept else task.reject
        if offer is None:
            other = f"correct its {' or '.join(task.correct)}" if task.correct else "decide anew"
            raise NotFound(f"{task.id} cannot be {'accepted' if accept else 'rejected'}; {other}, or comment on it")
        return dataclasses.replace(offer, seen=sealed(task, ACCEPT if accept else REJECT, offer.seen))

    def _offer(self, name: str, accept: bool) -> Offer:
        with self.store.reading() as view:
            ends = link_ends(view, name)
            if ends is not None:
                left, right = (_only(one) for one in ends)
                verdict = Verdict.SAME if accept else Verdict.DIFFERENT
                return Offer(words="", left=left, right=right, verdict=verdict)
            found = refer(view, name)
        if found.event is not None:
            kept = seen("", found.reports)
            verdict, right = (Verdict.ACCEPTED, "task:event") if accept else (Verdict.REJECTED, EVENT)
            return Offer(words="", left=found.event.id, right=right, verdict=verdict, seen=kept)
        if accept:
            raise NotFound(f"{name} is a report; what can be accepted are links, questions and events")
        return Offer(words="", left=_only(found), right=REPORT, verdict=Verdict.REJECTED)

    def merge(self, names: Sequence[str], *, by: str = "", why: str = "") -> list[Judgement]:
        """Say that several events are one. Returns a decision for each that joins the first.

        Raises:
            NotFound: no such event, or fewer than two.
        """
        with self.store.reading() as view:
            events = list({(found := refer(view, name)).reports: found for name in names}.values())
        if len(events) < 2:
            raise NotFound(f"{', '.join(names)}: name two events or more to merge; these are one already")
        first, made = events[0].reports, []
        for other in events[1:]:
            value = groups(first, other.reports)
            made.append(self.judge(first[0], other.reports[0], Verdict.SAME, by=by, why=why, value=value))
        return made

    def split(self, event: str, away: Sequence[str], *, by: str = "", why: str = "") -> Judgement:
        """Say that some reports, items or pages of an event tell of another.

        Raises:
            NotFound: no such event; the names leave nothing, or speak of nothing in it.
        """
        with self.store.reading() as view:
            whole = view.event(event)
            leaving = {one for name in away for one in refer(view, name).reports} & set(whole.reports)
        rest = [name for name in whole.reports if name not in leaving]
        if not leaving or not rest:
            what = "all of it" if leaving else "nothing in it"
            raise NotFound(f"{', '.join(away)}: {what} is of {whole.id}; 'djeli explain {whole.id}' lists its pages")
        some = sorted(leaving)
        return self.judge(some[0], rest[0], Verdict.DIFFERENT, by=by, why=why, value=groups(some, rest))

    def correct(
        self, name: str, prop: str, text: str, *, instead_of: str = "", by: str = "", why: str = ""
    ) -> Judgement:
        """Set a value of an event, or of what one report says.

        Args:
            name: an event, or a report by the beginning of its id.
            prop: date, place, type, grade, a harm such as killed, a role such as perpetrator.
            text: the value: 2024-07-25, "Kidal, Mali", 57, 50-60, air_strike, "Wagner Group".
            instead_of: of a report with several values, the one that is wrong, as it is shown.
            by: who decides; else the custodian of the case, else the login name.
            why: reason, kept with the decision.

        Raises:
            NotFound: no such event, report or property, or no value of it.
        """
        offer = self._correction(name, prop, text, instead_of=instead_of, why=why)
        return self.judge(offer.left, offer.right, offer.verdict, by=by, why=why, value=offer.value, seen=offer.seen)

    def _correction(self, name: str, prop: str, text: str, *, instead_of: str = "", why: str = "") -> Offer:
        """The row of a correction."""
        wanted = property_of(prop)
        with self.store.reading() as view:
            found = refer(view, name)
        event = found.event
        if wanted == GRADE and event is not None:
            left, right, verdict, value = asked(key(EVENT, event.id), grade=text, why=why)
            return Offer(words="", left=left, right=right, verdict=verdict, value=value)
        if event is None and wanted not in PROPERTIES:
            raise NotFound(f"{wanted} is corrected of an event, not of a report; 'djeli show' names the event")
        value = value_of(wanted, text, self.places(), of_event=event is not None)
        kept = Offer(words="", left="", right=wanted, verdict=Verdict.CORRECTED, value=value)
        if event is not None:
            before = seen(self._machine(event, wanted), found.reports)
            return dataclasses.replace(kept, left=event.id, seen=before)
        before = self._read_as(_only(found)) if wanted == "type" else self._told(_only(found), wanted, instead_of)
        return dataclasses.replace(kept, left=_only(found), seen=before)

    def _machine(self, event: Event, prop: str) -> str:
        """The machine's value of an event at this time: what stands there, or what a person set before it."""
        before = next((one for one in event.decisions if one.prop == prop and one.of not in event.reports), None)
        if before is not None and before.verdict is Verdict.CORRECTED:
            return before.machine
        if prop == "when":
            return dump(event.when) if event.when else ""
        if prop == "where":
            return dump(event.where) if event.where else ""
        if prop in set(Harm):
            return _estimated(event.harm.get(Harm(prop)))
        if prop in set(Role):
            return ", ".join(one.party.name for one in event.participants if one.role is Role(prop))
        return event.type

    def _read_as(self, report: str) -> str:
        """The type the machine reads a report as; a mention has one."""
        return next(one.type for one in self.reports() if one.id == report)

    def _told(self, report: str, prop: str, instead_of: str) -> str:
        """The claim of a report that a correction is of.

        Raises:
            NotFound: it has several, and none or more than one of them was meant.
        """
        told = {one.value: spelled(prop, one.value) for one in self.claims([report]) if one.prop == prop}
        meant = [value for value, words in told.items() if not instead_of or instead_of in (value, words)]
        if len(meant) > 1 or (told and not meant):
            raise NotFound(
                f"report {report[:8]} has several values of {prop}: {'; '.join(told.values())}. "
                "Say which is wrong with --instead-of"
            )
        return meant[0] if meant else ""

    def comment(self, name: str, text: str, *, by: str = "") -> Judgement:
        """Write a remark beside an event, a report or the reports of a link; it changes nothing else.

        Raises:
            NotFound: nothing goes by that name, or there is no text.
        """
        if not text.strip():
            raise NotFound("a comment without words; write what should be known")
        with self.store.reading() as view:
            ends = link_ends(view, name)
            found = ends[0] if ends else refer(view, name)
        left = found.event.id if found.event else _only(found)
        kept = seen("", found.reports) if found.event else ""
        return self.judge(left, COMMENT, Verdict.NOTED, by=by, why=text, seen=kept)

    def undo(self, name: str = "", *, by: str = "", why: str = "") -> Judgement:
        """Take a decision back: the last one in force, or that whose id begins so. The row stays, and so does this.

        Raises:
            NotFound: there is none.
        """
        with self.store.reading() as view:
            rows = in_force(view.judgements())
        met = [one for one in rows if one.id.startswith(name)] if name else rows[-1:]
        met = [one for one in met if not one.left.startswith("place:")]
        if len(met) != 1:
            what = "several decisions begin so; write more of the id" if met else "no decision in force"
            raise NotFound(f"{name or 'undo'}: {what}; 'djeli review log' lists them")
        return self.judge(DECISION + met[0].id, "decision", Verdict.WITHDRAWN, by=by, why=why)

    def decisions(self, *, every: bool = False) -> list[tuple[Decided, str]]:
        """Decisions with what each speaks of, oldest first; with `every` also those taken back."""
        with self.store.reading() as view:
            rows = list(view.judgements())
            now = view.event_of({name for one in rows for name in (one.left, one.right)})
        stands = {one.id for one in in_force(rows)}
        kept = [one for one in rows if every or one.id in stands]
        return [(decided(one, one.id), about(one, now)) for one in kept]

    def explain(self, name: str, other: str = "", *, most: int | None = None) -> Explained | EventLinks:
        """Why two reports are linked, or why not; of an event alone all that ties it, and what came near it.

        Args:
            name: a link as `show` names it, an event, a report, an item or a page.
            other: what to compare it with; may be left out for a link, a question of `review` and an event.
            most: of an event, no more than so many links inside it and near it.

        Raises:
            NotFound: nothing goes by that name, or a report has nothing to be compared with.
        """
        task = self.question(name) if _asks(name) else None
        with self.store.reading() as view:
            explainer = Explainer(view, self.text, self.settings.link_threshold)
            if task is not None and len(task.reports) == 2:
                return explainer.pair(*(Referred(name=one, reports=(one,)) for one in task.reports))
            ends = link_ends(view, name) if not other else (refer(view, name), refer(view, other))
            if ends is not None:
                if set(ends[0].reports) == set(ends[1].reports):
                    raise NotFound(f"{name} and {other} are the same; name two different things")
                return explainer.pair(*ends)
            found = refer(view, name)
            if found.event is None:
                raise NotFound(f"{name} is no link and no event; name a second report or page to compare it with")
            return explainer.event(found.event, most)

    def quoted(self, reports: Sequence[str]) -> list[Told]:
        """Reports as people read them: words, page, event."""
        with self.store.reading() as view:
            return list(Explainer(view, self.text, self.settings.link_threshold).told(reports).values())

    def rules(self, event: str) -> Mapping[Harm, Mapping[FoldRule, Estimate]]:
        """Every count of an event under each of the three rules.

        Raises:
            NotFound: no such event.
        """
        with self.store.reading() as view:
            return self._rules(view, view.event(event))

    def all_rules(self, events: Sequence[Event]) -> dict[str, Mapping[Harm, Mapping[FoldRule, Estimate]]]:
        """The same of several events, by their ids."""
        with self.store.reading() as view:
            return {event.id: self._rules(view, event) for event in events}

    def _rules(self, view: View, event: Event) -> Mapping[Harm, Mapping[FoldRule, Estimate]]:
        read = view.accounts(event.reports)
        mask = pipeline.shield_of(view, event.items).of_accounts(read)
        return _masked(pipeline.under_all_rules(view, event, pipeline.as_judged(view, read)), mask)

    def rules_of(self, shown: Shown) -> Mapping[Harm, Mapping[FoldRule, Estimate]]:
        """The same of an event that was shown, without reading its accounts again."""
        with self.store.reading() as view:
            return _masked(pipeline.under_all_rules(view, shown.event, shown.accounts), shown.mask)


_Ruled = Mapping[Harm, Mapping[FoldRule, Estimate]]


def _masked(found: _Ruled, mask: Mask) -> _Ruled:
    return {harm: {rule: mask.of_estimate(one) for rule, one in by_rule.items()} for harm, by_rule in found.items()}


def _estimated(one: Estimate | None) -> str:
    from_to = (one.low, one.best, one.high) if one else (None, None, None)
    return "" if one is None else f"low {from_to[0]}, best {from_to[1]}, high {from_to[2]}"


def _only(found: Referred) -> str:
    """The report a name speaks of.

    Raises:
        NotFound: it speaks of several.
    """
    if len(found.reports) != 1:
        raise NotFound(f"{found.name[:16]} holds {len(found.reports)} reports; name one of them")
    return found.reports[0]


def _asks(name: str) -> bool:
    return name.partition("-")[0] in set(TaskKind)


def known_kinds(kinds: Iterable[str]) -> None:
    """Check kinds of questions that somebody asks for.

    Raises:
        NotFound: there is no such kind.
    """
    unknown = [kind for kind in kinds if kind not in set(TaskKind)]
    if unknown:
        raise NotFound(f"no kind {unknown[0]!r} of question; there are {', '.join(TaskKind)}")


def about(one: Judgement, events: Mapping[str, str]) -> str:
    """What a decision speaks of: an event, two events, an earlier decision."""
    if one.left.startswith(DECISION):
        return f"decision {one.left.removeprefix(DECISION)[:8]}"
    ends = (events.get(side, side[:8] if len(side) == 32 else "") for side in (one.left, one.right))
    known = [end for end in dict.fromkeys(ends) if end]
    return " and ".join(known) if known else event_named(one)
