"""What the forms of an event's page offer: values as they stand, events that came near, pages, signs of the grade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from djeli import phrases
from djeli.assess import Mask
from djeli.assess.overrule import ITEM, SOURCE
from djeli.judge.rows import DECISION
from djeli.judge.sentences import sentence
from djeli.ledger import Case, EventLinks, Shown
from djeli.ledger.placing import PLACE
from djeli.phrases import clip
from djeli.records import Judgement
from djeli.resources.event_types import event_types, type_name
from djeli.views import Event
from djeli.vocab import Credibility, Harm, Reliability, Role, Verdict
from djeli.web.eventview import PageTold, Quote, quote_of

HINTS = {
    "date": "2024-07-25, 2024-07, 2024, or 2024-07-25/2024-07-27",
    "place": "Kidal, Mali, or a name with its degrees: Abeibara@19.12,1.78, Mali",
    "type": "air strike, ambush, killing …",
    "count": "57, 50-60, 50+ (at least), ~50 (about); also with what is counted: 12 soldiers",
    "grade": "C3, or one half of it: B- the source, -2 the information",
    "party": "Wagner Group; several with a semicolon between; empty: nobody known",
}
_ROLES = ((Role.PERPETRATOR, "by"), (Role.TARGET, "against"), (Role.VICTIM, "victims"), (Role.PARTICIPANT, "between"))
_COUNTED = (Harm.KILLED, Harm.WOUNDED, Harm.MISSING, Harm.ABDUCTED, Harm.ARRESTED, Harm.DISPLACED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value that can be corrected: its property, its name, and what stands there now."""

    prop: str
    name: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """Everything that the forms of one event let one choose."""

    fields: tuple[Field, ...]
    near: tuple[tuple[str, str], ...]
    pages: tuple[tuple[str, str, str], ...]  # item, page, its words
    signals: tuple[tuple[str, str], ...]
    types: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    credibilities: tuple[tuple[str, str], ...]
    grade: str
    overruled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Misread:
    """A value and everywhere in one event that it was read so: report, value as kept, quote."""

    label: str
    value: str
    prop: str
    places: tuple[tuple[str, str, Quote], ...]


def forms(shown: Shown, links: EventLinks | None, pages: Sequence[PageTold]) -> Forms:
    """The choices of one event."""
    event = shown.event
    near = {}
    for one in links.near if links else ():
        other = one.right if one.left.event == event.id else one.left
        near[other.event] = f"{other.event} · {clip(other.title, 80)}"
    graded = event.assessment
    return Forms(
        fields=tuple(_fields(event, shown.mask)),
        near=tuple(near.items()),
        pages=tuple({one.item: (one.item, one.page, clip(one.quote.words, 120)) for one in pages}.values()),
        signals=tuple(
            {one.name: (one.name, clip(one.reason, 90)) for one in graded.signals if one.effect}.values()
            if graded
            else ()
        ),
        types=tuple(sorted(type_name(name) for name in event_types())),
        sources=tuple((one.value, phrases.SOURCES[one.value]) for one in Reliability),
        credibilities=tuple((one.value, phrases.GRADES[one.value]) for one in Credibility),
        grade=graded.grade if graded else "",
        overruled=bool(graded and graded.overruled_by),
    )


def _fields(event: Event, mask: Mask) -> Iterator[Field]:
    yield Field(prop="date", name="date", now=phrases.when(event.when))
    yield Field(prop="place", name="place", now=phrases.where(event.where))
    yield Field(prop="type", name="type", now=type_name(event.type))
    for harm in _COUNTED:
        found = event.harm.get(harm)
        yield Field(
            prop=harm.value, name=f"number {harm.value}", now=phrases.estimate(found) if found else "not stated"
        )
    for role, name in _ROLES:
        parties = ", ".join(one.party.name for one in event.participants if one.role is role)
        yield Field(prop=role.value, name=name, now=mask(parties) or "nobody named")


def misread(shown: Shown, claim: str) -> Misread | None:
    """A claim of an event, with all that say the same in the same words; None where the event has no such claim."""
    told = [(account, prop, one) for account in shown.accounts for prop, own in account.claims.items() for one in own]
    met = next(((account, prop, one) for account, prop, one in told if one.id == claim), None)
    if met is None:
        return None
    home, prop, wrong = met
    value, words = phrases.claimed(wrong), quote_of(shown, home, wrong).words
    alike = [(account, one) for account, kind, one in told if kind == prop and phrases.claimed(one) == value]
    found = [(account.report.id, one.value, quote_of(shown, account, one)) for account, one in alike]
    places = [place for place in found if place[2].words == words]
    return Misread(label=prop, value=value, prop=prop, places=tuple(places))


def told(case: Case, made: Iterable[Judgement], *, answer: str = "") -> str:
    """What was decided and what it led to, in sentences; `answer` has the words that a question was answered with."""
    rows = list(made)
    said = f"“{answer}”" if answer else ""
    said = said or "; ".join(dict.fromkeys(sentence(one, plain=True) for one in case.as_decided(rows)))
    if all(one.verdict is Verdict.NOTED for one in rows):
        return f"Kept: {_ended(said)}"
    if _of_places(case, rows):
        waiting, every = case.waiting()
        kept = f"Kept: {_ended(clip(said, 260))} It counts once the pages are read again"
        return f"{kept}; {waiting:,} of {every:,} wait for that."
    after = " ".join(f"{one.id} ({clip(one.title, 70)}) has {_reports(one)}." for one in case.outcome(rows))
    graded = any(one.left.startswith((f"{ITEM}:", f"{SOURCE}:")) for one in rows)
    anew = "Everything that rests on it was graded anew." if graded else "Events were computed anew."
    return f"Decided: {_ended(clip(said, 260))} {after or anew}"


def _ended(said: str) -> str:
    """A sentence with its end, which a reason may have brought along."""
    return said if said.endswith((".", "!", "?", "…", "؟", "。")) else f"{said}."


def _of_places(case: Case, rows: Sequence[Judgement]) -> bool:
    """Whether decisions pin places or take pins back: these change how pages are read, and no event before that."""
    taken = {one.left.removeprefix(DECISION) for one in rows if one.verdict is Verdict.WITHDRAWN}
    pins = any(one.decided.id in taken for one, _ in case.pinned()) if taken else False
    return pins or all(one.left.startswith(PLACE) for one in rows)


def _reports(event: Event) -> str:
    pages = len(event.documents)
    graded = f", grade {event.assessment.grade}" if event.assessment else ""
    return f"{pages} {'page' if pages == 1 else 'pages'}{graded}"
