"""Relations of actors: one row for each, with everybody who tells it, what they disagree about, and what is past.

Two tellings are one relation when type and both ends agree; the ends of mutual relations have no order, and a surname
is the person whose only fuller name ends with it. What accounts can't agree on stays side by side: the day a body was
founded, two leaders at one time, a relation that some assert and others deny. A leader whom later pages replace is
stale, and no side.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from djeli.fold.reconcile import Verdict
from djeli.fold.sides import Stand, dispute
from djeli.fold.voices import family_of, outlet_key, voice, voice_name
from djeli.records import Claim, digest
from djeli.values import Tie, When
from djeli.views import Bond, Dispute, FigureAccount
from djeli.vocab import DisputeKind, Modality, Phase, Precision, Relation, Stance, SubjectKind

_ONCE = frozenset({Relation.FOUNDED, Relation.DISBANDED})
"""What a body does once, whoever did it: its days are compared over all tellings."""
_DATED = frozenset({Relation.SPLIT_FROM, Relation.MERGED_INTO, Relation.RENAMED, Relation.SUCCEEDED_BY})
"""What happens once between two ends."""
_STATED = frozenset({Precision.DAY, Precision.DAYS, Precision.WEEK, Precision.MONTH, Precision.SEASON, Precision.YEAR})


@dataclass(frozen=True, slots=True)
class _Telling:
    """One claim of a relation, read."""

    account: FigureAccount
    tie: Tie
    relation: Relation
    subject: str
    other: str

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.account.claim

    @property
    def denies(self) -> bool:
        """Whether it says that the relation doesn't hold."""
        return self.claim.modality is Modality.NEGATED or self.claim.stance is Stance.DENIES

    @property
    def page(self) -> str:
        """ISO day of the page, empty when unknown."""
        published = self.account.item.published
        return published.value[:10] if published is not None else ""


def bonds(accounts: Iterable[FigureAccount], *, names: Mapping[str, str] | None = None) -> tuple[Bond, ...]:
    """Relations told by the accounts, sorted, whatever the order of the accounts.

    Args:
        accounts: claims whose property is a `vocab.Relation`; others are passed over.
        names: names of actors by id, for those that the table knows.
    """
    known = names or {}
    told = sorted(_readable(accounts), key=lambda t: t.claim.id)
    fuller = _fuller(told)
    groups: dict[tuple[Relation, str, str], list[_Telling]] = defaultdict(list)
    for one in told:
        ends = (fuller.get(one.subject, one.subject), fuller.get(one.other, one.other))
        left, right = sorted(ends) if one.relation.mutual else ends
        groups[one.relation, left, right].append(one)
    rows = {key: _bond(key, found, known) for key, found in groups.items()}
    disputes = _disputes(groups, rows)
    stale = dict(_superseded(rows))
    out = (dataclasses.replace(b, disputes=tuple(disputes[b.id]), stale=stale.get(b.id, "")) for b in rows.values())
    return tuple(sorted(out, key=lambda b: (b.relation.value, b.subject, b.other)))


def bonds_of(actor: str, rows: Iterable[Bond]) -> tuple[Bond, ...]:
    """The relations in which an actor, by id or `name:` key, is one of the ends."""
    return tuple(bond for bond in rows if actor in (bond.subject, bond.other))


def _readable(accounts: Iterable[FigureAccount]) -> Iterator[_Telling]:
    values = {relation.value for relation in Relation}
    for account in accounts:
        claim = account.claim
        if claim.prop in values and claim.subject_kind is SubjectKind.ACTOR:
            tie: Tie = claim.parsed()
            yield _Telling(account, tie, Relation(claim.prop), _key(claim.subject), _end_key(tie))


def _key(subject: str) -> str:
    return f"name:{outlet_key(subject.removeprefix('name:'))}" if subject.startswith("name:") else subject


def _end_key(tie: Tie) -> str:
    return tie.actor or (f"name:{outlet_key(tie.name)}" if tie.name else "")


def _fuller(told: Sequence[_Telling]) -> dict[str, str]:
    """Short names by the one longer name that ends with them."""
    keys = {key for one in told for key in (one.subject, one.other) if key.startswith("name:")}
    out = {}
    for key in keys:
        short = key.removeprefix("name:")
        longer = [k for k in keys if k != key and k.endswith(f" {short}")]
        if short and len(longer) == 1:
            out[key] = longer[0]
    return out


def _bond(key: tuple[Relation, str, str], told: Sequence[_Telling], names: Mapping[str, str]) -> Bond:
    relation, subject, other = key
    said = [t for t in told if not t.denies]
    last = max(said, key=lambda t: (t.page, t.claim.id), default=None)
    front = said or told
    counted = [t.tie.count for t in front if t.tie.count is not None]
    return Bond(
        id=digest("bond", *key),
        relation=relation,
        subject=subject,
        subject_name=names.get(subject) or _name_of(subject, told),
        other=other,
        other_name=names.get(other) or _name_of(other, told),
        role=max((t.tie.role for t in front), key=lambda r: (len(r), r)),
        count=counted[-1] if counted else None,
        when=_finest(front),
        over=last is not None and last.claim.phase is Phase.ENDED,
        denied=not said,
        claims=tuple(t.claim.id for t in said),
        denials=tuple(t.claim.id for t in told if t.denies),
        items=tuple(sorted({t.account.item.id for t in told})),
        texts=len({family_of(t.account) for t in told}),
        speakers=tuple(sorted({voice_name(t.claim, t.account) for t in told})),
    )


def _name_of(key: str, told: Sequence[_Telling]) -> str:
    """The longest name the tellings give this end."""
    found = {t.tie.name for t in told if t.other == key or key.endswith(t.other.removeprefix("name:") or "\0")}
    found |= {t.claim.subject.removeprefix("name:") for t in told if t.subject == key}
    return max(found, key=lambda name: (len(name), name), default="")


def _finest(told: Sequence[_Telling]) -> When | None:
    """The shortest time told by words, a page's own day only where nothing else is known."""
    whens = [t.claim.valid for t in told if t.claim.valid is not None]
    stated = [when for when in whens if not _of_page(when)] or whens
    return min(stated, key=lambda w: (w.end - w.start, w.start), default=None)


def _of_page(when: When) -> bool:
    return when.reason.startswith("told in the present")


def _disputes(
    groups: Mapping[tuple[Relation, str, str], Sequence[_Telling]], rows: Mapping[tuple[Relation, str, str], Bond]
) -> dict[str, list[Dispute]]:
    """Disputes by the id of the bonds they are about."""
    found: dict[str, list[Dispute]] = defaultdict(list)
    days: dict[tuple[Relation, str, str], list[tuple[Bond, _Telling]]] = defaultdict(list)
    for key, told in groups.items():
        relation, subject, other = key
        bond = rows[key]
        _add(found, _denial(bond, told), bond)
        if relation in _ONCE | _DATED:
            days[relation, subject, "" if relation in _ONCE else other] += [(bond, t) for t in told if not t.denies]
    for (relation, subject, _), pairs in days.items():
        _add(found, _dates(relation, subject, [t for _, t in pairs]), *(bond for bond, _ in pairs))
    for one, two in _rivals(rows):
        _add(found, _leaders(one, two, groups), one, two)
    return found


def _add(found: dict[str, list[Dispute]], one: Dispute | None, *about: Bond) -> None:
    for bond_id in dict.fromkeys(bond.id for bond in about) if one is not None else ():
        if one is not None:
            found[bond_id].append(one)


def _stand(told: _Telling, value: object, words: str) -> Stand:
    return Stand(
        value=value,
        words=words,
        claims=(told.claim.id,),
        voice=voice(told.claim, told.account),
        name=voice_name(told.claim, told.account),
        family=family_of(told.account),
    )


def _denial(bond: Bond, told: Sequence[_Telling]) -> Dispute | None:
    stands = [_stand(t, t.denies, "denied" if t.denies else "asserted") for t in told]

    def compare(one: bool, other: bool) -> Verdict:
        return Verdict(one == other, "Some say so, others deny it.")

    return dispute(bond.id, DisputeKind.DENIAL, bond.relation.value, stands, compare)


def _dates(relation: Relation, subject: str, told: Sequence[_Telling]) -> Dispute | None:
    """Times of one deed that share no day; a page's own day is no date of it."""
    stands = [
        _stand(t, when, _spelt(when))
        for t in told
        if (when := t.claim.valid) is not None and when.precision in _STATED and not _of_page(when)
    ]

    def compare(one: When, other: When) -> Verdict:
        slack = one.precision is other.precision is Precision.DAY  # one night, or another time zone
        return Verdict(one.gap_days(other) <= slack, f"One account says {_spelt(one)}, another {_spelt(other)}.")

    stands.sort(key=lambda s: (s.value.end - s.value.start, s.words, s.claims))
    return dispute(digest("bonds", relation, subject), DisputeKind.DATE, relation.value, stands, compare)


def _spelt(when: When) -> str:
    size = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}.get(when.precision)
    return when.start.isoformat()[:size] if size else f"{when.start} to {when.end}"


def _rivals(rows: Mapping[tuple[Relation, str, str], Bond]) -> Iterator[tuple[Bond, Bond]]:
    """Leaders of one body that are told for overlapping times, not by the same pages."""
    for one, two in combinations(_leading(rows), 2):
        if one.subject == two.subject and _overlap(one, two) and not set(one.items) & set(two.items):
            yield one, two


def _leading(rows: Mapping[tuple[Relation, str, str], Bond]) -> list[Bond]:
    led = (b for b in rows.values() if b.relation is Relation.LED_BY)
    return sorted((b for b in led if not (b.over or b.denied)), key=lambda b: b.id)


def _overlap(one: Bond, two: Bond) -> bool:
    return one.when is not None and two.when is not None and one.when.gap_days(two.when) == 0


def _leaders(one: Bond, two: Bond, groups: Mapping[tuple[Relation, str, str], Sequence[_Telling]]) -> Dispute | None:
    stands = [
        _stand(t, bond.other, bond.other_name)
        for bond in (one, two)
        for t in groups[bond.relation, bond.subject, bond.other]
        if not t.denies
    ]

    def compare(left: str, right: str) -> Verdict:
        return Verdict(left == right, f"{one.other_name} and {two.other_name} are told to lead at one time.")

    return dispute(digest("bonds", one.id, two.id), DisputeKind.ROLE, Relation.LED_BY.value, stands, compare)


def _superseded(rows: Mapping[tuple[Relation, str, str], Bond]) -> Iterator[tuple[str, str]]:
    """Leaders that later pages no longer name, with who came after them."""
    last: dict[str, tuple[dt.date, Bond]] = {}
    for bond in _leading(rows):
        if bond.when is not None and (bond.subject not in last or bond.when.end > last[bond.subject][0]):
            last[bond.subject] = (bond.when.end, bond)
    for bond in _leading(rows):
        day, newest = last.get(bond.subject, (dt.date.min, bond))
        if bond.when is not None and bond.id != newest.id and bond.when.end < day and not _overlap(bond, newest):
            yield bond.id, f"{newest.other_name} is told to lead on {day}"
