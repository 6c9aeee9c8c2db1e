"""Cases at law, missions and measures: what is told of one of them, in order, each step with its claims and disputes.

Two tellings are one step when they name the same authority, or one names none, and their days agree, or lie so near
that accounts must mean one occurrence. Days and sentences that differ stay side by side. Nothing is inferred: a release
doesn't end a sentence, and a mission whose end nobody tells has none.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from djeli.fold.reconcile import Verdict
from djeli.fold.sides import Stand, dispute
from djeli.fold.voices import family_of, outlet_key, voice, voice_name
from djeli.records import Claim, digest
from djeli.values import Tie, When
from djeli.views import Chain, Dispute, FigureAccount, Measure, Mission, Step
from djeli.vocab import DisputeKind, Modality, Phase, Precision, Relation, Stance, SubjectKind

NEAR_DAYS = 60
"""Days between two tellings of one step by one authority: nearer, they are one occurrence told with two days; farther,
somebody was arrested twice. Accounts of one arrest differ by days or weeks, second arrests follow after months."""
_ORDER = (
    Relation.WANTED_BY,
    Relation.ARRESTED_BY,
    Relation.CHARGED_BY,
    Relation.EXTRADITED_TO,
    Relation.TRIED_BY,
    Relation.SENTENCED_BY,
    Relation.ACQUITTED_BY,
    Relation.RELEASED_BY,
)
"""Where a step without a day stands among the others."""
_MISSION = frozenset(
    {Relation.MANDATED_BY, Relation.EXTENDED_BY, Relation.ENDED, Relation.CONTRIBUTES_TO, Relation.HOSTED_BY}
)
_COARSE = frozenset({Precision.LONGER})


@dataclass(frozen=True, slots=True)
class _Telling:
    """One claim of a relation, read. `end` is who did it, `subject` whom or what it happened to."""

    account: FigureAccount
    relation: Relation
    subject: str
    subject_name: str
    end: str
    end_name: str
    tie: Tie

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.account.claim

    @property
    def denies(self) -> bool:
        """Whether it says that this didn't happen."""
        return self.claim.modality is Modality.NEGATED or self.claim.stance is Stance.DENIES

    @property
    def over(self) -> bool:
        """Whether it is told as past."""
        return self.claim.phase is Phase.ENDED

    @property
    def when(self) -> When | None:
        """The day or time told; None where only the page's own day is known."""
        told = self.claim.valid
        return None if told is None or told.reason.startswith("told in the present") else told


@dataclass(slots=True)
class _Group:
    """Tellings of one step, while they are gathered."""

    told: list[_Telling] = field(default_factory=list)

    def takes(self, one: _Telling) -> bool:
        """Whether a telling is of this step."""
        ends = {t.end for t in self.told if t.end}
        if one.end and ends and one.end not in ends:
            return False
        mine = [t.when for t in self.told if t.when is not None]
        return one.when is None or not mine or any(one.when.gap_days(w) <= NEAR_DAYS for w in mine)


def chains(accounts: Iterable[FigureAccount]) -> tuple[Chain, ...]:
    """Cases at law by the person or body they are about, sorted by name, whatever the order of the accounts."""
    found = []
    for subject, told in _by_subject(_read(accounts, lambda relation: relation.judicial)):
        steps = _ordered(step for relation in _ORDER for step in _steps(subject, relation, told))
        found.append(Chain(subject=subject, name=_name(told), steps=steps))
    return tuple(sorted(found, key=lambda chain: (chain.name, chain.subject)))


def missions(accounts: Iterable[FigureAccount]) -> tuple[Mission, ...]:
    """Missions and operations, sorted by name; participants are told of the mission they give people to."""
    found = []
    for subject, told in _by_subject(_read(accounts, _MISSION.__contains__)):
        by = {relation: tuple(_ordered(_steps(subject, relation, told))) for relation in _MISSION}
        mandates, ends = by[Relation.MANDATED_BY], by[Relation.ENDED]
        days = [s.when.start for s in mandates if s.when is not None and not s.denied]
        last = [s.when.end for s in ends if s.when is not None and not s.denied]
        last = last or [s.when.end for s in by[Relation.EXTENDED_BY] if s.when is not None and not s.denied]
        found.append(
            Mission(
                subject=subject,
                name=_name(told),
                mandates=mandates,
                extensions=by[Relation.EXTENDED_BY],
                ends=ends,
                participants=by[Relation.CONTRIBUTES_TO],
                hosts=by[Relation.HOSTED_BY],
                start=min(days, default=None),
                until=max(last, default=None),
            )
        )
    return tuple(sorted(found, key=lambda mission: (mission.name, mission.subject)))


def measures(accounts: Iterable[FigureAccount]) -> tuple[Measure, ...]:
    """Measures by target, authority and kind; one that a later telling lifts is over from that day."""
    grouped: dict[tuple[str, str, str], list[_Telling]] = defaultdict(list)
    for one in _read(accounts, Relation.MEASURE_BY.__eq__):
        grouped[one.subject, one.end, outlet_key(one.tie.role)].append(one)
    return tuple(_measure(key, grouped[key]) for key in sorted(grouped))


def _measure(key: tuple[str, str, str], told: Sequence[_Telling]) -> Measure:
    steps = tuple(_ordered(_steps(key[0], Relation.MEASURE_BY, told, apart=lambda t: t.over)))
    begun = [s.when for s in steps if s.when is not None and not (s.over or s.denied)]
    lifted = [s for s in steps if s.over and not s.denied]
    ends = [s.when.start for s in lifted if s.when is not None]
    stated = [w.end for w in begun if w.precision in _COARSE or w.end > w.start]
    return Measure(
        target=key[0],
        name=_name(told),
        authority=key[1],
        authority_name=_longest(t.end_name for t in told),
        kind=key[2],
        since=min(begun, key=lambda w: (w.start, w.end), default=None),
        until=max(ends, default=None) if lifted else max(stated, default=None),
        over=bool(lifted),
        steps=steps,
    )


def _read(accounts: Iterable[FigureAccount], wanted: Callable[[Relation], bool]) -> list[_Telling]:
    found = []
    known = {relation.value: relation for relation in Relation}
    for account in accounts:
        claim = account.claim
        relation = known.get(claim.prop)
        if relation is None or claim.subject_kind is not SubjectKind.ACTOR or not wanted(relation):
            continue
        tie: Tie = claim.parsed()
        subject, name = _key(claim.subject), claim.subject.removeprefix("name:")
        end = tie.actor or (_key(f"name:{tie.name}") if tie.name else "")
        ends = (subject, name, end, tie.name)
        if relation is Relation.CONTRIBUTES_TO:
            ends = (end, tie.name, subject, name)
        found.append(_Telling(account, relation, *ends, tie))
    return sorted(found, key=lambda t: t.claim.id)


def _key(subject: str) -> str:
    return f"name:{outlet_key(subject.removeprefix('name:'))}" if subject.startswith("name:") else subject


def _by_subject(told: Sequence[_Telling]) -> Iterator[tuple[str, list[_Telling]]]:
    """Tellings by what they are about; a surname is the one person whose fuller name ends with it."""
    keys = {t.subject for t in told}
    grouped: dict[str, list[_Telling]] = defaultdict(list)
    for one in told:
        short = one.subject.removeprefix("name:")
        longer = [key for key in keys if key != one.subject and key.startswith("name:") and key.endswith(f" {short}")]
        grouped[longer[0] if len(longer) == 1 else one.subject].append(one)
    yield from sorted(grouped.items())


def _name(told: Sequence[_Telling]) -> str:
    return _longest(t.subject_name for t in told)


def _longest(names: Iterable[str]) -> str:
    return max(names, key=lambda name: (len(name), name), default="")


def _steps(
    subject: str, relation: Relation, told: Sequence[_Telling], *, apart: Callable[[_Telling], bool] = lambda t: False
) -> Iterator[Step]:
    """Steps of one kind; tellings that differ in `apart` are never one step."""
    groups: dict[bool, list[_Group]] = defaultdict(list)
    mine = [t for t in told if t.relation is relation]
    # those with a day and an authority first: the vaguer ones join them
    for one in sorted(mine, key=lambda t: (t.when is None, not t.end, _first(t.when), t.claim.id)):
        home = next((g for g in groups[apart(one)] if g.takes(one)), None)
        if home is None:
            home = _Group()
            groups[apart(one)].append(home)
        home.told.append(one)
    yield from (_step(subject, relation, group.told) for found in groups.values() for group in found)


def _first(when: When | None) -> dt.date:
    return when.start if when is not None else dt.date.max


def _step(subject: str, relation: Relation, told: Sequence[_Telling]) -> Step:
    said = [t for t in told if not t.denies]
    front = said or told
    whens = [t.when for t in front if t.when is not None]
    counts = [t.tie.count for t in front if t.tie.count is not None]
    return Step(
        relation=relation,
        other=next((t.end for t in front if t.end), ""),
        other_name=_longest(t.end_name for t in front),
        role=_longest(t.tie.role for t in front),
        count=max(counts, default=None),
        when=min(whens, key=lambda w: (w.end - w.start, w.start), default=None),
        over=any(t.over for t in front),
        denied=not said,
        claims=tuple(t.claim.id for t in said),
        denials=tuple(t.claim.id for t in told if t.denies),
        disputes=tuple(_disputes(subject, relation, told)),
    )


def _disputes(subject: str, relation: Relation, told: Sequence[_Telling]) -> Iterator[Dispute]:
    """What tellings of one step disagree about: whether, when, how long a sentence, how many people."""
    about = digest("step", subject, relation, told[0].claim.id)

    def ask(kind: DisputeKind, stands: Sequence[Stand], compare: Callable[..., Verdict]) -> Iterator[Dispute]:
        found = dispute(about, kind, relation.value, stands, compare)
        if found is not None:
            yield found

    yield from ask(
        DisputeKind.DENIAL,
        [_stand(t, t.denies, "denied" if t.denies else "asserted") for t in told],
        lambda one, other: Verdict(one == other, "Some say so, others deny it."),
    )
    said = [t for t in told if not t.denies]
    dated = sorted((t for t in said if t.when is not None), key=lambda t: (_size(t.when), t.claim.id))
    yield from ask(DisputeKind.DATE, [_stand(t, t.when, _spelt(t.when)) for t in dated], _days)
    if relation is Relation.SENTENCED_BY:
        terms = [_stand(t, _numbers(t.tie.role), t.tie.role) for t in said if _numbers(t.tie.role)]
        yield from ask(
            DisputeKind.STATUS, terms, lambda a, b: Verdict(a == b, "The accounts tell different sentences.")
        )
    counted = [_stand(t, t.tie.count, str(t.tie.count)) for t in said if t.tie.count is not None]
    yield from ask(DisputeKind.FIGURE, counted, lambda a, b: Verdict(a == b, f"One account counts {a}, another {b}."))


def _days(one: When, other: When) -> Verdict:
    return Verdict(one.gap_days(other) <= 1, f"One account says {_spelt(one)}, another {_spelt(other)}.")


def _size(when: When | None) -> int:
    return (when.end - when.start).days if when is not None else 0


def _spelt(when: When | None) -> str:
    if when is None:
        return ""
    return str(when.start) if when.start == when.end else f"{when.start} to {when.end}"


def _numbers(role: str) -> tuple[str, ...]:
    """The numbers of a sentence's words ("20 years"): two sentences differ when their numbers do."""
    return tuple(word for word in role.split() if word.isdigit())


def _stand(told: _Telling, value: object, words: str) -> Stand:
    return Stand(
        value=value,
        words=words,
        claims=(told.claim.id,),
        voice=voice(told.claim, told.account),
        name=voice_name(told.claim, told.account),
        family=family_of(told.account),
    )


def _ordered(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Steps by their days; one without a day stands behind the last that cases have before it."""

    def rank(step: Step) -> int:
        return _ORDER.index(step.relation) if step.relation in _ORDER else 0

    every = sorted(steps, key=lambda s: (rank(s), s.other, s.claims))
    found = sorted((s for s in every if s.when is not None), key=lambda s: (_first(s.when), rank(s)))
    for step in (s for s in every if s.when is None):
        place = max((n + 1 for n, known in enumerate(found) if rank(known) <= rank(step)), default=0)
        found.insert(place, step)
    return tuple(found)
