"""What the machine itself finds doubtful: links, disputes, lone sources, missing places and dates, odd codings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from djeli import values
from djeli.fold.fixed import question as about
from djeli.fold.parties import named, party_key
from djeli.judge.asked import dispute_question
from djeli.judge.queue import Doubts, Facts, Offer, Scored, Task, TaskKind, adrift, hangs, stake, task_id
from djeli.judge.rows import DISPUTE, EVENT, groups, seen
from djeli.values import UNLISTED
from djeli.views import Dispute, Event
from djeli.vocab import Credibility, DisputeKind, Harm, Precision, Resolution, Role, Verdict

NEAR = (0.15, 0.5)
"""From the first probability on two events that were not linked may well be one; beyond the second no more so."""
WEAK = 0.6
"""Mean probability below which a page is asked whether it belongs to its event."""
MANY = 1000
"""A toll from which on it is asked whether it is that of a war or a year."""
COARSE = frozenset({Resolution.COUNTRY, Resolution.AREA, Resolution.WATER})
LOOSE = frozenset({Precision.YEAR, Precision.LONGER, Precision.SEASON})
TASK = "task:"
"""Before the kind of a question that somebody looked at and let stand."""


def links(facts: Facts) -> Iterator[Task]:
    """Two events that may be one: of all links between them the strongest."""
    best: dict[tuple[str, str], Scored] = {}
    for link in facts.links:
        pair = [facts.event_of[name].id for name in (link.left, link.right) if name in facts.event_of]
        if len(pair) < 2 or pair[0] == pair[1] or not NEAR[0] <= link.probability:
            continue
        key = min(pair), max(pair)
        if key not in best or _rank(best[key]) < _rank(link):
            best[key] = link
    for link in best.values():
        one, other = (facts.event_of[name] for name in (link.left, link.right))
        if facts.settled.decided(one.reports, other.reports):
            continue
        doubt = min(link.probability, NEAR[1])
        few = "too little to link them" if link.probability < facts.threshold else "but by their other reports less"
        yield Task(
            id=task_id(TaskKind.LINK, min(link.left, link.right), max(link.left, link.right)),
            kind=TaskKind.LINK,
            risk=doubt * stake(one, other),
            because=f"Likely one event by {link.probability:.0%}, {few}; {hangs(one, other)}.",
            question=f"Are {one.id} ({one.title}) and {other.id} ({other.title}) one event?",
            events=(one.id, other.id),
            reports=(link.left, link.right),
            accept=Offer(
                words=f"merge {one.id} and {other.id}",
                left=link.left,
                right=link.right,
                verdict=Verdict.SAME,
                value=groups(one.reports, other.reports),
            ),
            reject=Offer(words="keep them apart", left=link.left, right=link.right, verdict=Verdict.DIFFERENT),
        )


def _rank(link: Scored) -> tuple[float, str, str]:
    """Of equally strong links the same one leads, in whatever order they are read."""
    return link.probability, link.left, link.right


def members(facts: Facts) -> Iterator[Task]:
    """Pages whose reports are tied to the rest of their event by little."""
    scores: dict[tuple[str, str], float] = {}
    for link in facts.links:
        one, other = facts.event_of.get(link.left), facts.event_of.get(link.right)
        if one is None or other is None or one.id != other.id:
            continue
        pages = facts.reports[link.left].item, facts.reports[link.right].item
        for key in (pages, pages[::-1]):
            name = f"{one.id}:{key[0]}", key[1]
            scores[name] = max(scores.get(name, 0.0), link.probability)
    for event in facts.events:
        by_page: dict[str, list[str]] = defaultdict(list)
        for report in event.reports:
            by_page[facts.reports[report].item].append(report)
        for page, reports in by_page.items() if len(by_page) > 1 else ():
            others = [name for name in by_page if name != page]
            mean = sum(scores.get((f"{event.id}:{page}", name), 0.0) for name in others) / len(others)
            rest = [name for name in event.reports if name not in reports]
            if mean < WEAK and not facts.settled.decided(reports, rest):
                yield _member(event, reports, rest, mean)


def _member(event: Event, reports: Sequence[str], rest: Sequence[str], mean: float) -> Task:
    return Task(
        id=task_id(TaskKind.MEMBER, sorted(reports), sorted(rest)),
        kind=TaskKind.MEMBER,
        risk=(1 - mean) * 0.6 * stake(event),
        because=f"On the mean of all its pages it is this event by {mean:.0%} only; {hangs(event)}.",
        question=f"Does this page tell of {event.id} ({event.title}), as the others do?",
        events=(event.id,),
        reports=(reports[0], rest[0]),
        accept=Offer(
            words=f"it belongs to {event.id}",
            left=reports[0],
            right=rest[0],
            verdict=Verdict.SAME,
            value=groups(reports, rest),
        ),
        reject=Offer(
            words=f"split it from {event.id}",
            left=reports[0],
            right=rest[0],
            verdict=Verdict.DIFFERENT,
            value=groups(reports, rest),
        ),
    )


_GRAVE = {
    DisputeKind.EXISTENCE: 0.9,
    DisputeKind.DENIAL: 0.7,
    DisputeKind.TOLL: 0.7,
    DisputeKind.RESPONSIBILITY: 0.7,
    DisputeKind.PLACE: 0.5,
    DisputeKind.DATE: 0.5,
}


def disputes(facts: Facts) -> Iterator[Task]:
    """What accounts disagree about, the gravest questions about most people first."""
    for event in facts.events:
        for one in event.disputes:
            yield dispute_task(event, one)


def dispute_task(event: Event, one: Dispute) -> Task:
    """The question whether two accounts contradict one another."""
    sides = [side.value for side in one.sides]
    name = task_id(TaskKind.DISPUTE, event.id, about(one), sorted(sides))
    doubt = _GRAVE.get(one.kind, 0.4) + (0.1 if one.independent else 0.0)
    kept = seen(" / ".join(sides), event.reports, sides=sides, task=name)
    row = {"left": event.id, "right": DISPUTE + about(one), "seen": kept}
    known = {True: "The sides rest on different origins", False: "Both sides may come from one source"}
    unknown = "Whether the sides are independent is not known"
    why = unknown if one.independent is None else known[one.independent]
    return Task(
        id=name,
        kind=TaskKind.DISPUTE,
        risk=doubt * stake(event),
        because=f"{why}; {hangs(event)}.",
        question=f"{event.id} ({event.title}). {dispute_question(one)}",
        events=(event.id,),
        claims=tuple(side.claims[0] for side in one.sides if side.claims),
        accept=Offer(words="the accounts do contradict one another", verdict=Verdict.ACCEPTED, **row),
        reject=Offer(words="no contradiction: both can be right", verdict=Verdict.REJECTED, **row),
        correct=(one.prop,) if one.prop in values.PROPERTIES else (),
    )


def sources(facts: Facts) -> Iterator[Task]:
    """Events that rest on one origin whose word cannot be judged, or is doubted."""
    poor = {Credibility.DOUBTFUL, Credibility.IMPROBABLE, Credibility.CANNOT_JUDGE}
    for event in facts.events:
        graded = event.assessment
        if graded is None or event.origins_held > 1 or event.background or not event.modality.happened:
            continue
        against = sum(signal.effect < 0 for signal in graded.signals)
        if graded.credibility not in poor or graded.overruled_by:
            continue
        name = task_id(TaskKind.SOURCE, event.id, event.items, graded.grade)
        yield _stands(
            event,
            name,
            TaskKind.SOURCE,
            doubt=0.3 + 0.1 * min(against, 4),
            because=f"One origin, graded {graded.grade}, with {against} signs against it; {hangs(event)}.",
            question=f"{event.id} ({event.title}) rests on one origin. Did it happen as told?",
            correct=("grade",),
        )


def _stands(
    event: Event,
    name: str,
    kind: TaskKind,
    *,
    doubt: float,
    because: str,
    question: str,
    correct: tuple[str, ...] = (),
    value: str = "",
) -> Task:
    """A question about an event that may stand as it is, be corrected, or be no event at all."""
    kept = seen(value, event.reports, task=name)
    return Task(
        id=name,
        kind=kind,
        risk=doubt * stake(event),
        because=because,
        question=question,
        events=(event.id,),
        reports=event.reports[:2],
        accept=Offer(words="it stands as it is", left=event.id, right=TASK + kind, verdict=Verdict.ACCEPTED, seen=kept),
        reject=Offer(words="no such event", left=event.id, right=EVENT, verdict=Verdict.REJECTED, seen=kept),
        correct=correct,
    )


def places(facts: Facts) -> Iterator[Task]:
    """Events without a place, with no more than a country, or with a name that no gazetteer has."""
    for event in facts.events:
        where = event.where
        if not event.modality.happened or any(one.prop == "where" for one in event.decisions):
            continue
        if where is None:
            doubt, why = 0.5, "No account names a place that could be found"
        elif UNLISTED in where.reason:
            doubt, why = 0.45, f"“{where.name}” stands in no gazetteer, so it is on no map"
        elif where.resolution in COARSE:
            doubt, why = 0.35, f"No finer place than {where.name} is known"
        else:
            continue
        name = task_id(TaskKind.PLACE, event.id, values.dump(where) if where else "")
        asked = f"Where was {event.id} ({event.title})?"
        yield _stands(
            event, name, TaskKind.PLACE, doubt=doubt, because=f"{why}; {hangs(event)}.", question=asked,
            correct=("place",), value=values.dump(where) if where else "",
        )  # fmt: skip


def dates(facts: Facts) -> Iterator[Task]:
    """Events without a date, or with no more than a year."""
    for event in facts.events:
        when = event.when
        if not event.modality.happened or (when is not None and when.precision not in LOOSE):
            continue
        if any(one.prop == "when" for one in event.decisions):
            continue
        why = "No account gives a date" if when is None else "No account says more than a season or a year"
        name = task_id(TaskKind.DATE, event.id, values.dump(when) if when else "")
        yield _stands(
            event, name, TaskKind.DATE, doubt=0.35, because=f"{why}; {hangs(event)}.",
            question=f"When was {event.id} ({event.title})?", correct=("date",),
            value=values.dump(when) if when else "",
        )  # fmt: skip


def codings(facts: Facts) -> Iterator[Task]:
    """Types, parties and numbers that look misread."""
    for event in facts.events:
        for mark, because, asked, correct in _odd(facts, event):
            name = task_id(TaskKind.CODING, event.id, mark)
            yield _stands(
                event, name, TaskKind.CODING, doubt=0.55, because=f"{because}; {hangs(event)}.",
                question=f"{event.id} ({event.title}): {asked}", correct=correct,
            )  # fmt: skip


def _odd(facts: Facts, event: Event) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """A mark that tells one oddity from another, why, what is asked, what would settle it."""
    fixed = {one.prop for one in event.decisions if one.verdict is Verdict.CORRECTED}
    did = {party_key(p.party): p.party for p in event.participants if p.role is Role.PERPETRATOR and named(p.party)}
    hurt = {party_key(p.party) for p in event.participants if p.role in (Role.TARGET, Role.VICTIM)}
    for key in sorted(did.keys() & hurt):
        name = did[key].name
        yield f"both:{key}", "One party stands on both sides", f"did {name} do it, or suffer it?", ("perpetrator",)
    told = [facts.reports[name] for name in event.reports]
    votes = Counter(one.type for one in told if not one.background).most_common(2)
    if len(votes) == 2 and votes[0][1] == votes[1][1] > 1 and "type" not in fixed:
        kinds = [kind.replace("_", " ") for kind, _ in sorted(votes)]
        yield f"type:{kinds}", "As many accounts tell the one as the other", f"{' or '.join(kinds)}?", ("type",)
    killed = event.harm.get(Harm.KILLED)
    number = (killed.best or killed.high or 0) if killed is not None else 0
    if killed is not None and number >= MANY and Harm.KILLED not in fixed:
        asked = f"were {number:,} killed in this event, and not in a war or a year?"
        yield f"many:{number}", "So high a number is often that of a war or a year", asked, ("killed",)


DOUBTS: tuple[Doubts, ...] = (links, members, disputes, sources, places, dates, codings, adrift)
"""Everything the queue asks about; another kind of doubt is one line here."""
