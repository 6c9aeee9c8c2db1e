"""Relations and figures in words, as a reader who knows nothing of computing wants them."""

from __future__ import annotations

import datetime as dt
import re

from djeli import phrases
from djeli.resources.actors import load_actors
from djeli.resources.event_types import event_types
from djeli.values import Figure, When
from djeli.vocab import Basis, EventRelation, Exactness, FigureKind, Relation

TIES: dict[str, tuple[str, str]] = {
    Relation.ALIAS_OF: ("is also called {other}", "is also called {other}"),
    Relation.RENAMED: ("took the name {other}", "had the name {other} before"),
    Relation.MERGED_INTO: ("went into {other}", "took in, or was formed by, {other}"),
    Relation.SPLIT_FROM: ("split from {other}", "lost {other}, which split from it"),
    Relation.ALLIED_WITH: ("is allied with {other}", "is allied with {other}"),
    Relation.RIVAL_OF: ("is an enemy or rival of {other}", "is an enemy or rival of {other}"),
    Relation.MEMBER_OF: ("is a member or part of {other}", "has as member or part {other}"),
    Relation.LED_BY: ("is led by {other}", "leads {other}"),
    Relation.FOUNDED: ("was founded by {other}", "founded {other}"),
    Relation.DISBANDED: ("was dissolved by {other}", "dissolved {other}"),
    Relation.DESIGNATED_BY: ("was put on a list by {other}", "put {other} on a list"),
    Relation.SPONSORED_BY: ("is backed by {other}", "backs {other}"),
    Relation.SUCCEEDED_BY: ("was succeeded by {other}", "succeeded {other}"),
    Relation.HOLDS_ROLE: ("holds an office of {other}", "has as holder of an office {other}"),
    Relation.MANDATED_BY: ("was set up or authorised by {other}", "set up or authorised {other}"),
    Relation.EXTENDED_BY: ("was prolonged by {other}", "prolonged {other}"),
    Relation.ENDED: ("was ended by {other}", "ended {other}"),
    Relation.CONTRIBUTES_TO: ("gives people to {other}", "has people from {other}"),
    Relation.HOSTED_BY: ("is there with the consent of {other}", "lets {other} be there"),
    Relation.MEASURE_BY: ("is under a measure of {other}", "took a measure against {other}"),
    Relation.ARRESTED_BY: ("was arrested by {other}", "arrested {other}"),
    Relation.CHARGED_BY: ("was charged by {other}", "charged {other}"),
    Relation.TRIED_BY: ("was tried by {other}", "tried {other}"),
    Relation.SENTENCED_BY: ("was sentenced by {other}", "sentenced {other}"),
    Relation.ACQUITTED_BY: ("was acquitted by {other}", "acquitted {other}"),
    Relation.RELEASED_BY: ("was released by {other}", "released {other}"),
    Relation.WANTED_BY: ("is wanted by {other}", "wants {other}"),
    Relation.EXTRADITED_TO: ("was extradited to {other}", "received {other} by extradition"),
    "present_in": ("is present in {other}", "is where {other} is present"),
}
"""Each relation told of its subject, and told of its other end."""

BESIDE: dict[EventRelation, tuple[str, str]] = {
    EventRelation.PART_OF: ("part of", "has as a part"),
    EventRelation.RESPONSE_TO: ("in response to", "answered by"),
    EventRelation.RETALIATION_FOR: ("in retaliation for", "drew as retaliation"),
    EventRelation.LED_TO: ("led to", "set off by"),
    EventRelation.PHASE_OF: ("a phase of", "has as a phase"),
}
"""How one event stands to another, told of the first and of the second."""

FACTS: dict[str, str] = {
    "founded": "founded",
    "known_as": "also called {value}",
    "renamed": "took the name {value}",
    "merged_into": "merged into {value}",
    "merger_of": "formed from {value}, among others",
    "split_from": "split from {value}",
    "succeeded_by": "succeeded by {value}",
    "allied_with": "allied with {value}",
    "rival_of": "rival of {value}",
    "member_of": "member of {value}",
    "part_of": "part of {value}",
    "disbanded": "disbanded",
    "designated_by": "put on a list by {value}",
    "mandate_start": "mandate began",
    "mandate_end": "mandate ended",
}
"""Facts of the actor table."""

KINDS: dict[FigureKind, str] = {
    FigureKind.VOTE: "vote",
    FigureKind.POLL: "poll",
    FigureKind.FORCE_SIZE: "strength of a force",
    FigureKind.DISPLACED: "people displaced",
    FigureKind.MONEY: "money",
    FigureKind.COUNT: "count",
    FigureKind.CONTROL: "control of territory",
    FigureKind.VIOLATIONS: "violations",
    FigureKind.COMPARISON: "comparison",
    FigureKind.PLEDGE: "pledge",
    FigureKind.ULTIMATUM: "ultimatum",
}

DISPUTES: dict[str, str] = {
    "toll": "how many died",
    "responsibility": "who did it",
    "denial": "denied",
    "existence": "whether it happened",
    "place": "where",
    "date": "when",
    "identity": "who it is",
    "role": "in what role",
    "status": "what became of it",
    "figure": "how many",
    "quotation": "what was said",
    "chronology": "told before it took place",
    "circumstance": "how",
}
"""Kinds of dispute in plain words."""

SOURCES_KNOWN: dict[Basis, str] = {
    Basis.FETCHED_HOST: "its own address",
    Basis.STRUCTURED: "the page's data",
    Basis.TEXT: "the page's words",
    Basis.SUPPLIED: "who added it",
    Basis.NONE: "nothing",
}
"""How it is known who published a page."""

_ID = re.compile(r"\b[a-z][a-z0-9]*(?:_[a-z0-9]+)*\b")

OVER, DENIED = "over", "told as not so"


def tie(prop: str, other: str, *, role: str = "", back: bool = False) -> str:
    """A relation of its subject in words; with `back` of its other end. `role` is the office, measure or charge."""
    if prop == Relation.HOLDS_ROLE and role:
        return f"has as {role} {other}".strip() if back else f"is {role}" + (f" of {other}" if other else "")
    forward, backward = TIES[prop]
    template = backward if back else forward
    words = template.format(other=other) if other else _alone(template)
    return f"{words} ({role})" if role else words


def _alone(template: str) -> str:
    """The words where the other end is not told: "was dissolved"."""
    bare = template.replace("{other}", "").strip(" ,")
    for word in (" by", " of", " to", " with", " in", " from", " into"):
        bare = bare.removesuffix(word)
    return bare


def plainly(text: str) -> str:
    """A sentence of linking with names for the ids in it: "mali_army" is "Malian Armed Forces"."""
    return _ID.sub(_named, text)


def _named(found: re.Match[str]) -> str:
    actor, kind = load_actors().get(found[0]), event_types().get(found[0])
    if "_" not in found[0]:
        return found[0]
    if actor is not None:
        return actor.name
    return kind.label["en"].lower() if kind is not None else found[0].replace("_", " ")


def held(value: When | None) -> str:
    """When a relation holds or happened: "2017", "since 4 May 2021"; empty when not stated."""
    return phrases.when(value) if value is not None else ""


def number(value: float | None) -> str:
    """A number as people write it."""
    return f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"


def amount(figure: Figure) -> str:
    """Value and unit: "about 1,500 people", "USD 2,000,000", "54–56 percent"; empty where no number is told."""
    low, best, high = figure.low, figure.best, figure.high
    if best is None and low is None and high is None:
        return ""
    bound = {Exactness.AT_LEAST: "at least ", Exactness.AT_MOST: "up to "}.get(figure.exactness, "")
    if best is not None and bound:
        words = f"{bound}{number(best)}"
    elif best is not None and figure.exactness is not Exactness.RANGE:
        words = number(best)
    elif low is not None and high is not None:
        words = number(low) if low == high else f"{number(low)}–{number(high)}"
    else:
        words = f"at least {number(low)}" if low is not None else f"up to {number(high)}"
    hedge = "about " if figure.exactness in (Exactness.APPROXIMATE, Exactness.VAGUE) else ""
    sum_of_money = len(figure.unit) == 3 and figure.unit.isupper()
    return f"{figure.unit} {hedge}{words}" if sum_of_money else f"{hedge}{words} {figure.unit}".strip()


def details(figure: Figure, *, without: str = "") -> str:
    """The details in words, in order of name: "area: Kidal · by: the UN"."""
    return " · ".join(
        f"{name.replace('_', ' ')}: {words}" for name, words in figure.details if words and name != without
    )


def iso(day: str) -> str:
    """An ISO year, month or day as people write it."""
    try:
        if day.count("-") == 2:
            return phrases.when_day(dt.date.fromisoformat(day))
        if day.count("-") == 1:
            first = dt.date.fromisoformat(f"{day}-01")
            return f"{first:%b} {first.year}"
    except ValueError:
        return day
    return day
