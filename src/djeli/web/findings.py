"""What was read out of a part of a text, in words: one finding a value, grouped by event, statement, figure, name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from djeli import phrases, wording
from djeli.assess import Mask
from djeli.ledger.leafing import Leaf
from djeli.records import Claim, Report, Span, Text
from djeli.resources.actors import load_actors
from djeli.resources.event_types import type_name
from djeli.values import Credit, Figure, Person, Quantity, Related, Saying, Tie, When, Where
from djeli.vocab import Harm, Manner, PersonLabel, Role, SubjectKind

KINDS: dict[str, str] = {
    "event": "what happened",
    "time": "when",
    "place": "where",
    "count": "how many",
    "who": "who",
    "said": "what somebody said",
    "figure": "a figure",
    "tie": "a relation",
    "name": "a person or a credit",
    "open": "a place found nowhere",
}
"""Kinds of findings with their words; each has its colour and its own line under the words."""
AROUND = frozenset({"said"})
"""Kinds that lie under the others as a ground: their words hold the others' words."""
_ROLES = {
    Role.PERPETRATOR.value: "By",
    Role.TARGET.value: "Against",
    Role.VICTIM.value: "Victims",
    Role.PARTICIPANT.value: "Between",
    Role.INSTRUMENT.value: "With",
}
_HARMS = frozenset(harm.value for harm in Harm)
_MANNERS = {Manner.DIRECT: "In quotation marks", Manner.INDIRECT: "In other words", Manner.MIXED: "Partly quoted"}
_LABELS = {
    "type": "What",
    "when": "When",
    "phase_when": "When it came to that",
    "where": "Where",
    "as_of": "The time it speaks of",
    "present_in": "Present in",
    "figure": "Figure",
    "said": "Said",
    "person": "Person",
    "credit": "Credits",
    "related": "Beside",
    "status": "Status",
} | _ROLES
_GROUPS = {
    "said": "Statements",
    "figure": "Figures",
    "tie": "Relations",
    "name": "Persons and credits",
    "open": "Places found nowhere",
    "": "Of the article",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One value with the words it stands in. `spans` are code points of the text; `around`: it underlies others."""

    number: int
    kind: str
    label: str
    value: str
    says: str
    note: str
    spans: tuple[tuple[int, int], ...]
    around: bool = False
    heading: bool = False  # the mention itself, above its values


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Findings that belong together. `event` is an id, or empty; `note` says what to know of it first."""

    title: str
    event: str
    note: str
    disputed: bool
    findings: tuple[Finding, ...]


def groups(text: Text, leaf: Leaf) -> list[Group]:
    """Everything read out of a part of a text: events in the order they are told, then what is no event."""
    mask = leaf.shield.mask({item.id for item in leaf.items}, leaf.claims)
    by_report: dict[str, list[Claim]] = defaultdict(list)
    others: list[Claim] = []
    for claim in leaf.claims:
        (by_report[claim.subject] if claim.subject_kind is SubjectKind.REPORT else others).append(claim)
    found = [*_events(text, leaf, by_report, mask), *_others(text, leaf, others, mask)]
    return _numbered(found)


def flat(found: Sequence[Group]) -> list[Finding]:
    """All findings of all groups."""
    return [one for group in found for one in group.findings]


def _numbered(found: Sequence[Group]) -> list[Group]:
    made, number = [], 0
    for group in found:
        listed = []
        for one in group.findings:
            number += 1
            listed.append(replace(one, number=number))
        made.append(replace(group, findings=tuple(listed)))
    return made


def _events(text: Text, leaf: Leaf, claims: Mapping[str, list[Claim]], mask: Mask) -> list[Group]:
    told: dict[str, list[Report]] = defaultdict(list)
    for report in sorted(leaf.reports, key=lambda one: one.anchor.start):
        told[leaf.event_of.get(report.id, "") or f"-{report.type}"].append(report)
    made = []
    for name, reports in told.items():
        event = leaf.events.get(name)
        listed = [one for report in reports for one in _report(text, report, claims.get(report.id, ()), mask)]
        made.append(
            Group(
                title=event.title if event else type_name(reports[0].type),
                event=event.id if event else "",
                note="" if event else "counted in no event: a newer version stands for it, or somebody decided so",
                disputed=bool(event and event.disputes),
                findings=tuple(listed),
            )
        )
    return made


def _report(text: Text, report: Report, claims: Sequence[Claim], mask: Mask) -> list[Finding]:
    types = [claim for claim in claims if claim.prop == "type"]
    note = types[0].modality.value if types and not types[0].modality.happened else ""
    head = Finding(
        number=0,
        kind="event",
        label="What",
        value=type_name(report.type),
        says=phrases.voice(types[0]) if types else "",
        note=", ".join(part for part in (note, "in passing" if report.background else "") if part),
        spans=(_at(report.anchor),),
        heading=True,
    )
    values = [_finding(text, claim, mask) for claim in claims if claim.prop != "type"]
    return [head, *_once(sorted(values, key=lambda one: one.spans))]


def _others(text: Text, leaf: Leaf, claims: Sequence[Claim], mask: Mask) -> list[Group]:
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for claim in claims:
        one = _finding(text, claim, mask)
        kinds[one.kind if one.kind in _GROUPS else ""].append(one)
    kinds["open"] += [
        Finding(number=0, kind="open", label="Place?", value=text.quote(span), says="", note="", spans=(_at(span),))
        for span in leaf.unresolved
    ]
    return [
        Group(title=title, event="", note="", disputed=False, findings=tuple(_once(sorted(listed, key=_place))))
        for kind, title in _GROUPS.items()
        if (listed := kinds.get(kind))
    ]


def _place(one: Finding) -> tuple[tuple[int, int], ...]:
    return one.spans


def _once(found: Sequence[Finding]) -> list[Finding]:
    return list({(one.label, one.value, one.says, one.spans): one for one in found}.values())


def _at(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _finding(text: Text, claim: Claim, mask: Mask) -> Finding:
    kind = kind_of(claim.prop)
    label, value = described(text, claim, mask)
    note = "" if claim.modality.happened else claim.modality.value
    return Finding(
        number=0,
        kind=kind,
        label=label,
        value=value,
        says=mask(phrases.voice(claim)),
        note=note,
        spans=tuple(sorted({_at(span) for span in claim.spans})),
        around=kind in AROUND,
    )


def kind_of(prop: str) -> str:
    """The kind of finding that a property makes."""
    plain = {"when": "time", "phase_when": "time", "as_of": "time", "where": "place", "said": "said",
             "figure": "figure", "person": "name", "credit": "name", "present_in": "tie", "related": "event",
             "status": "event", "type": "event"}  # fmt: skip
    if prop in plain:
        return plain[prop]
    return "count" if prop in _HARMS else "who" if prop in _ROLES else "tie"


def described(text: Text, claim: Claim, mask: Mask) -> tuple[str, str]:
    """Label and value of a claim in words."""
    parsed, label = claim.parsed(), _LABELS.get(claim.prop, claim.prop.replace("_", " ").capitalize())
    if isinstance(parsed, Saying):
        told = " … ".join(" ".join(text.quote(span).split()) for span in claim.spans)
        return _MANNERS[parsed.manner], f"“{told}”"
    if isinstance(parsed, Figure):
        words = wording.amount(parsed) or wording.details(parsed)
        return wording.KINDS[parsed.figure].capitalize(), " · ".join(p for p in (parsed.holder, words) if p)
    if isinstance(parsed, Tie) or claim.prop == "present_in":
        return _tie(claim)
    if isinstance(parsed, Person):
        hidden = parsed.label is not PersonLabel.PUBLIC
        return label, "a person without a public role" if hidden else f"{parsed.name}, {parsed.role}".strip(", ")
    if isinstance(parsed, Related):
        return label, wording.BESIDE[parsed.relation][0]
    if isinstance(parsed, Quantity | When | Where | Credit):
        return label, phrases.claimed(claim)
    told = phrases.claimed(claim)
    return label, told.replace("_", " ") if isinstance(parsed, str) else mask(told)


def _tie(claim: Claim) -> tuple[str, str]:
    parsed = claim.parsed()
    actor = load_actors().get(claim.subject)
    subject = actor.name if actor else claim.subject.removeprefix("name:")
    other = phrases.where(parsed) if isinstance(parsed, Where) else parsed.name
    role = parsed.role if isinstance(parsed, Tie) else ""
    return "Relation", f"{subject} {wording.tie(claim.prop, other, role=role)}"
