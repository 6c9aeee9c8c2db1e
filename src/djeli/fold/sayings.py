"""Statements: what somebody said, once however many pages copy it, with what the same speaker said otherwise.

Two tellings are one statement when the speaker and the stance agree and the words nearly do. One speaker quoted in
different words is a dispute about the quotation; a speaker who takes back what they said supersedes it, and both stay.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil

from djeli.fold.voices import family_of, informant_key, outlet_key
from djeli.records import Claim, Speaker, digest
from djeli.text.similarity import words as words_of
from djeli.values import Saying
from djeli.views import Dispute, FigureAccount, Said, Side
from djeli.vocab import DisputeKind, Manner, Stance

SAME = 0.8
"""Share of the words of the shorter that two tellings of one statement have in common, and the longer of the two may
hold twice as many: papers cut quotations."""
COPIED = 0.6
"""The same between items of one text family."""
NEAR = 0.5
"""From here on two quotations of one speaker are about one sentence, said in different words."""
_FEWEST = 4
"""Words two quotations must share before they are compared."""

_OWNED = frozenset({Stance.CLAIMS_RESPONSIBILITY, Stance.CONFIRMS})
"""What a denial of the same deed takes back whatever the words."""


@dataclass(frozen=True, slots=True)
class _Telling:
    """One claim of a statement, read. `bag` are the words said, `events` the events it is about."""

    account: FigureAccount
    saying: Saying
    speaker: Speaker
    text: str
    bag: frozenset[str]
    events: frozenset[str]

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.account.claim

    @property
    def page(self) -> str:
        """ISO day of the page, empty when unknown."""
        published = self.account.item.published
        return published.value[:10] if published is not None else ""


def sayings(
    accounts: Iterable[FigureAccount], *, words: Mapping[str, str], events: Mapping[str, str] | None = None
) -> tuple[Said, ...]:
    """Statements told by the accounts, sorted by day and speaker, whatever the order of the accounts.

    Args:
        accounts: claims with the property `said`; others and those without a speaker are passed over.
        words: the words said, by claim id; a claim without any is passed over.
        events: event ids by report id.
    """
    told = sorted(_readable(accounts, words, events or {}), key=lambda t: t.claim.id)
    by_speaker: dict[str, list[_Telling]] = defaultdict(list)
    for one in told:
        by_speaker[speaker_key(one.speaker)].append(one)
    found: list[Said] = []
    for tellings in by_speaker.values():
        rows = [_said(group) for group in _groups(tellings)]
        found += _settled(rows)
    return tuple(sorted(found, key=lambda s: (s.first, s.speaker, s.id)))


def about(said: Iterable[Said], event: str) -> tuple[Said, ...]:
    """The statements about an event."""
    return tuple(one for one in said if event in one.events)


def speaker_key(speaker: Speaker) -> str:
    """Who speaks: a named person whoever they speak for, else as `informant_key` has it; the unnamed by their words.

    What one key says is folded together, and apart from what all others say.
    """
    if speaker.role and speaker.name[:1].isupper() and len(speaker.name.split()) > 1:
        return f"name:{outlet_key(speaker.name)}"
    key = informant_key(speaker)
    return f"{key}:{outlet_key(speaker.name)}" if key.startswith("kind:") else key


def _readable(
    accounts: Iterable[FigureAccount], words: Mapping[str, str], events: Mapping[str, str]
) -> Iterator[_Telling]:
    for account in accounts:
        claim = account.claim
        text = words.get(claim.id, "")
        if claim.prop != "said" or claim.speaker is None or not text.strip():
            continue
        saying: Saying = claim.parsed()
        held = frozenset(events[report] for report in saying.about if report in events)
        yield _Telling(account, saying, claim.speaker, text, frozenset(words_of(text)), held)


def _groups(tellings: Sequence[_Telling]) -> list[list[_Telling]]:
    """Tellings of one statement; the longest words first, so that no chain of cuts ties two that differ."""
    often = Counter(word for one in tellings for word in one.bag)
    groups: dict[tuple[Stance, frozenset[str]], list[list[_Telling]]] = defaultdict(list)
    firsts: dict[tuple[object, str], list[int]] = defaultdict(list)
    for one in sorted(tellings, key=lambda t: (-len(t.bag), t.claim.id)):
        kind = one.claim.stance, _numbers(one.bag)
        alike = groups[kind]
        near = sorted({number for word in _rarest(one.bag, often) for number in firsts[kind, word]})
        home = next((number for number in near if _same(alike[number][0], one)), None)
        if home is None:
            for word in one.bag:
                firsts[kind, word].append(len(alike))
            alike.append([one])
        else:
            alike[home].append(one)
    return [group for alike in groups.values() for group in alike]


def _rarest(bag: frozenset[str], often: Mapping[str, int]) -> list[str]:
    """So many of the rarest words of the shorter of two tellings that one statement can't do without all of them."""
    return sorted(bag, key=lambda word: (often[word], word))[: len(bag) - ceil(COPIED * len(bag)) + 1]


def _same(one: _Telling, other: _Telling) -> bool:
    copied = family_of(one.account) == family_of(other.account) and one.account.item.id != other.account.item.id
    short, long = sorted((len(one.bag), len(other.bag)))
    return _in_common(one.bag, other.bag) >= (COPIED if copied else SAME) and long <= 2 * short


def _in_common(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _numbers(bag: frozenset[str]) -> frozenset[str]:
    """The numbers said: two that differ make two statements."""
    return frozenset(word for word in bag if any(c.isdigit() for c in word))


def _said(group: Sequence[_Telling]) -> Said:
    best = group[0]
    days = sorted(t.page for t in group if t.page)
    speaker = min((t.speaker for t in group), key=lambda s: (not s.actor, not s.role, s.name, s.span))
    return Said(
        id=digest("said", speaker_key(best.speaker), best.claim.stance, sorted(t.claim.id for t in group)),
        claims=tuple(t.claim.id for t in group),
        items=tuple(t.account.item.id for t in group),
        documents=tuple(t.account.document for t in group),
        spans=tuple(t.claim.spans for t in group),
        speaker=speaker.name,
        actor=speaker.actor,
        role=speaker.role,
        organisation=speaker.organisation,
        informant=speaker.informant,
        via=min((t.speaker.via for t in group if t.speaker.via), default=""),
        addressee=min((t.saying.addressee for t in group if t.saying.addressee), default=""),
        stance=best.claim.stance,
        manner=best.saying.manner,
        words=best.text,
        first=days[0] if days else "",
        last=days[-1] if days else "",
        reports=tuple(sorted({report for t in group for report in t.saying.about})),
        events=tuple(sorted({event for t in group for event in t.events})),
        texts=len({family_of(t.account) for t in group}),
    )


def _settled(rows: Sequence[Said]) -> list[Said]:
    """The rows of one speaker with what they contradict of each other."""
    disputes: dict[str, list[Dispute]] = defaultdict(list)
    stale: dict[str, str] = {}
    for one, other in _pairs(rows):
        reason = _taken_back(one, other) or _quoted_otherwise(one, other)
        if not reason:
            continue
        found = _dispute(one, other, reason)
        for row in (one, other):
            disputes[row.id].append(found)
        if _taken_back(one, other) and one.last and other.last and one.last != other.last:
            early, late = sorted((one, other), key=lambda row: row.last)
            stale[early.id] = f"superseded by what {late.speaker} said by {late.last}"
    return [dataclasses.replace(r, disputes=tuple(disputes[r.id]), stale=stale.get(r.id, "")) for r in rows]


def _pairs(rows: Sequence[Said]) -> list[tuple[Said, Said]]:
    """Rows that share an event or a day, each pair once: no others can contradict."""
    shared: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for key in (*row.events, *([f"day:{row.first}"] if row.first else [])):
            shared[key].append(number)
    found = {pair for numbers in shared.values() for pair in combinations(numbers, 2)}
    return [(rows[left], rows[right]) for left, right in sorted(found)]


def _taken_back(one: Said, other: Said) -> str:
    """Why one speaker's two statements about one event exclude each other; empty when they don't."""
    denial, claim = (one, other) if one.stance is Stance.DENIES else (other, one)
    if denial.stance is not Stance.DENIES or claim.stance is Stance.DENIES or not set(one.events) & set(other.events):
        return ""
    alike = (
        claim.stance.affirms and _in_common(frozenset(words_of(one.words)), frozenset(words_of(other.words))) >= NEAR
    )
    return "The same speaker affirms and denies it." if claim.stance in _OWNED or alike else ""


def _quoted_otherwise(one: Said, other: Said) -> str:
    """Why two quotations of one speaker can't both be exact; empty when they may be."""
    if Manner.DIRECT not in (one.manner, other.manner) or Manner.INDIRECT in (one.manner, other.manner):
        return ""
    if one.stance is not other.stance or not _together(one, other) or set(one.items) & set(other.items):
        return ""
    left, right = words_of(one.words), words_of(other.words)
    shared = frozenset(left) & frozenset(right)
    cut = " ".join(left) in " ".join(right) or " ".join(right) in " ".join(left)
    if len(shared) < _FEWEST or cut or _in_common(frozenset(left), frozenset(right)) < NEAR:
        return ""
    return "Two accounts quote the same speaker in different words."


def _together(one: Said, other: Said) -> bool:
    """Whether both may tell one occasion: one event, or pages of one day."""
    return bool(set(one.events) & set(other.events)) or (one.first != "" and one.first == other.first)


def _dispute(one: Said, other: Said, reason: str) -> Dispute:
    sides = tuple(Side(value=row.words, claims=row.claims, speakers=(row.speaker,)) for row in (one, other))
    event = next(iter(sorted(set(one.events) & set(other.events))), "")
    return Dispute(
        id=digest("dispute", event, DisputeKind.QUOTATION, "said", [side.claims for side in sides]),
        event=event,
        kind=DisputeKind.QUOTATION,
        prop="said",
        sides=sides,
        reason=reason,
        independent=None if set(one.documents) & set(other.documents) else True,
    )
