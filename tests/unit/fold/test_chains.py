"""Cases, missions and measures folded: in order, each step once, disagreement side by side."""

from __future__ import annotations

import datetime as dt
import random

from djeli import values
from djeli.fold.chains import chains, measures, missions
from djeli.records import Claim, Item, Text
from djeli.values import Tie, When
from djeli.views import FigureAccount
from djeli.vocab import DateAnchor, DisputeKind, ItemKind, Modality, Phase, Precision, Relation, SubjectKind


def day(iso: str) -> When:
    """A day, told in words."""
    at = dt.date.fromisoformat(iso)
    return When(start=at, end=at, precision=Precision.DAY, anchor=DateAnchor.STATED)


def told(
    relation: Relation,
    subject: str,
    other: str = "",
    *,
    page: str = "a",
    on: str = "",
    role: str = "",
    count: int | None = None,
    over: bool = False,
    denied: bool = False,
) -> FigureAccount:
    """One claim of a relation, on a page of its own."""
    text = Text(document="0" * 64, reader="test@1", content=f"{page} {relation} {subject} {other} {on} {role} {over}")
    item = Item(text=text.id, start=0, end=len(text.content), kind=ItemKind.ARTICLE)
    claim = Claim(
        item=item.id,
        subject_kind=SubjectKind.ACTOR,
        subject=f"name:{subject}",
        prop=relation.value,
        value=values.dump(Tie(name=other, role=role, count=count)),
        spans=(text.span(0, 3),),
        method="test@1",
        modality=Modality.NEGATED if denied else Modality.ACTUAL,
        phase=Phase.ENDED if over else Phase.IN_FORCE,
        valid=day(on) if on else None,
    )
    return FigureAccount(claim=claim, item=item, document=page, family=page)


CASE = [
    told(Relation.RELEASED_BY, "Oumar Tolofa", on="2020-03-01"),
    told(Relation.SENTENCED_BY, "Oumar Tolofa", "the court", on="2012-07-10", role="14 years"),
    told(Relation.TRIED_BY, "Tolofa", "the court"),
    told(Relation.ARRESTED_BY, "Oumar Tolofa", "the police", on="2005-03-19"),
    told(Relation.WANTED_BY, "Oumar Tolofa", "the court"),
]


def test_a_case_is_a_chain_in_order() -> None:
    """Steps stand by their days, those without one where cases have them; a surname is the same person."""
    (chain,) = chains(CASE)
    assert chain.name == "Oumar Tolofa"
    assert [step.relation for step in chain.steps] == [
        Relation.WANTED_BY,
        Relation.ARRESTED_BY,
        Relation.TRIED_BY,
        Relation.SENTENCED_BY,
        Relation.RELEASED_BY,
    ]


def test_the_order_of_claims_changes_nothing() -> None:
    """Folding is a function of the set of claims."""
    shuffled = CASE.copy()
    random.Random(7).shuffle(shuffled)
    assert chains(shuffled) == chains(CASE)


def test_one_arrest_with_two_days_is_disputed() -> None:
    """Two pages that give two days for one arrest tell one step and a dispute; a year apart there are two."""
    near = [
        told(Relation.ARRESTED_BY, "Oumar Tolofa", "the police", on="2005-03-19"),
        told(Relation.ARRESTED_BY, "Oumar Tolofa", "the police", on="2005-03-29", page="b"),
    ]
    (step,) = chains(near)[0].steps
    assert [one.kind for one in step.disputes] == [DisputeKind.DATE]
    far = [near[0], told(Relation.ARRESTED_BY, "Oumar Tolofa", "the police", on="2007-03-29", page="b")]
    assert len(chains(far)[0].steps) == 2


def test_sentences_that_differ_are_disputed() -> None:
    """Ten years and twelve cannot both be right."""
    rows = [
        told(Relation.SENTENCED_BY, "Oumar Tolofa", "the court", on="2012-07-10", role="10 years"),
        told(Relation.SENTENCED_BY, "Oumar Tolofa", "the court", on="2012-07-10", role="12 years", page="b"),
    ]
    (step,) = chains(rows)[0].steps
    assert {side.value for side in step.disputes[0].sides} == {"10 years", "12 years"}


def test_a_step_that_is_denied_is_shown_with_both_sides() -> None:
    """Who asserts and who denies stand side by side."""
    rows = [
        told(Relation.ARRESTED_BY, "Oumar Tolofa", on="2005-03-19"),
        told(Relation.ARRESTED_BY, "Oumar Tolofa", page="b", denied=True),
    ]
    (step,) = chains(rows)[0].steps
    assert not step.denied
    assert step.denials
    assert [one.kind for one in step.disputes] == [DisputeKind.DENIAL]


def test_a_mission_has_a_life() -> None:
    """Mandate, end, participants with their numbers, and the host's consent withdrawn."""
    (mission,) = missions(
        [
            told(Relation.MANDATED_BY, "Minusma", "the council", on="2013-04-25"),
            told(Relation.ENDED, "Minusma", on="2023-12-31"),
            told(Relation.CONTRIBUTES_TO, "Chad", "Minusma", count=1400),
            told(Relation.HOSTED_BY, "Minusma", "Mali", on="2023-06-16", over=True),
        ]
    )
    assert (mission.start, mission.until) == (dt.date(2013, 4, 25), dt.date(2023, 12, 31))
    assert [(step.other_name, step.count) for step in mission.participants] == [("Chad", 1400)]
    assert mission.hosts[0].over


def test_a_measure_lasts_until_it_is_lifted() -> None:
    """Imposed in one year, lifted in another: one measure with both days, and over."""
    (measure,) = measures(
        [
            told(Relation.MEASURE_BY, "Niger", "the bloc", on="2023-07-30", role="sanctions"),
            told(Relation.MEASURE_BY, "Niger", "the bloc", on="2024-02-24", role="sanctions", over=True, page="b"),
        ]
    )
    assert measure.since is not None
    assert measure.since.start == dt.date(2023, 7, 30)
    assert measure.until == dt.date(2024, 2, 24)
    assert measure.over


def test_two_measures_stay_two() -> None:
    """An embargo is no asset freeze, and one authority's measure not another's."""
    rows = [
        told(Relation.MEASURE_BY, "Niger", "the bloc", role="sanctions"),
        told(Relation.MEASURE_BY, "Niger", "the bloc", role="arms embargo"),
        told(Relation.MEASURE_BY, "Niger", "the union", role="sanctions"),
    ]
    assert len(measures(rows)) == 3
