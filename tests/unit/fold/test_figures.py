"""Figures of a case: told once or often, disputed, in series, compared, promised."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from typing import Any

import pytest
from tests.accounts import account, day, party

from djeli import values
from djeli.fold.figures import compared, fold_figures
from djeli.fold.figures.numbers import same_number, spell, step
from djeli.records import Claim, Field, Item, Speaker, Text
from djeli.values import Figure, Tie
from djeli.views import FigureAccount, Figures, FigureView
from djeli.vocab import (
    Basis,
    Exactness,
    FigureKind,
    Informant,
    Modality,
    Outcome,
    PartyKind,
    Phase,
    Stance,
    SubjectKind,
    Sum,
)

Hedge = Exactness


def figure(
    kind: str, number: float | tuple[float, float] | None = None, holder: str = "", *, unit: str = "", **more: Any
) -> Figure:
    """A figure; other arguments are details, but for `exactness` and `actor`."""
    exactness = more.pop("exactness", Exactness.EXACT)
    actor = more.pop("actor", "")
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    low, best, high = (number[0], None, number[1]) if isinstance(number, tuple) else (number, number, number)
    if isinstance(number, tuple) and exactness is Exactness.EXACT:
        exactness = Exactness.RANGE
    details = tuple(sorted((name.rstrip("_"), words) for name, words in more.items()))
    return Figure(
        figure=FigureKind(kind),
        low=low,
        best=best,
        high=high,
        exactness=exactness,
        unit=unit,
        holder=holder,
        actor=actor,
        details=details,
    )


def told(
    value: Figure,
    *,
    page: str,
    by: str = "",
    on: str = "",
    when: str = "",
    family: str = "",
    at: int = 0,
    stance: Stance = Stance.ASSERTS,
    modality: Modality = Modality.ACTUAL,
) -> FigureAccount:
    """One claim of a figure on a page; `at` tells two places of one page apart."""
    document = hashlib.sha256(page.encode()).hexdigest()
    text = Text(document=document, reader="test@1", content="x" * 100)
    published = Field(value=on, basis=Basis.SUPPLIED) if on else None
    publisher = Field(value=page, basis=Basis.SUPPLIED)
    item = Item(text=text.id, start=0, end=100, language="en", published=published, publisher=publisher)
    span = text.span(at, at + 1)
    claim = Claim(
        item=item.id,
        subject_kind=SubjectKind.ITEM,
        subject=item.id,
        prop="figure",
        value=values.dump(value),
        spans=(span,),
        method="test@1",
        speaker=Speaker(name=by, span=span, informant=Informant.GOVERNMENT) if by else None,
        stance=stance,
        modality=modality,
        valid=day(when) if when else None,
    )
    return FigureAccount(claim=claim, item=item, document=document, family=family)


def fighters(number: float, **more: Any) -> Figure:
    """A size of one force."""
    return figure("force_size", number, "FARC dissidents", unit="people", **more)


def fled(number: float, **more: Any) -> Figure:
    """People displaced from one place."""
    return figure("displaced", number, "residents", unit="people", from_="Kadugli", **more)


def only(found: Figures) -> FigureView:
    """The one figure of a fold."""
    assert len(found.figures) == 1, [spell(one.figure) for one in found.figures]
    return found.figures[0]


def test_one_figure_told_often_is_one() -> None:
    """Two paragraphs, a copy and a rounded retelling on another page are one figure with all its voices."""
    view = only(
        fold_figures(
            [
                told(fled(47_300), page="a", on="2024-02-01", at=1),
                told(fled(47_300), page="a", on="2024-02-01", at=9),
                told(fled(47_300), page="copy", on="2024-02-02", family="f"),
                told(fled(47_300), page="other copy", on="2024-02-02", family="f"),
                told(fled(47_000, exactness=Exactness.AT_LEAST), page="b", by="UNHCR", on="2024-02-02"),
            ]
        )
    )
    assert view.figure.best == 47_300
    assert len(view.claims) == 5 and len(view.items) == 4
    assert view.texts == 3, "copies count once"
    assert "UNHCR" in view.voices
    assert (view.first, view.last) == ("2024-02-01", "2024-02-02")
    assert view.reasons == ("47,000 is 47,300, rounded.",)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (fighters(1487), fighters(1500, exactness=Hedge.APPROXIMATE), True),
        (fighters(1487), fighters(1500), True),
        (fighters(1410), fighters(1500), False),
        (fighters(1487), fighters(1400, exactness=Hedge.AT_LEAST), True),
        (fighters(1387), fighters(1400, exactness=Hedge.AT_LEAST), False),
        (fighters(1487), fighters(1500, exactness=Hedge.AT_MOST), True),
        (fighters(1512), fighters(1500, exactness=Hedge.AT_MOST), False),
        (fighters(43.6), fighters(44), True),
        (fighters(43.4), fighters(44), False),
        (fighters(900), fighters(1000), False),
        (fighters(20), fighters(21), False),
        (fighters(41_000), figure("force_size", (20_000, 99_999), "x", exactness=Hedge.VAGUE), True),
        (fighters(12_000), figure("force_size", (20_000, 99_999), "x", exactness=Hedge.VAGUE), False),
        (figure("vote", None, "Mali"), figure("vote", None, "Mali"), True),
        (figure("vote", None, "Mali"), figure("vote", 12, "Mali"), False),
    ],
)
def test_rounding(one: Figure, other: Figure, same: bool) -> None:
    """A number and its rounding are one; two near numbers as fine as each other are not."""
    assert same_number(one, other)[0] is same
    assert same_number(other, one)[0] is same


def test_steps() -> None:
    """The step a number is rounded to is read off its noughts."""
    assert [step(n) for n in (1500, 43.6, 7, 2_000_000, 0.33)] == [100, 0.1, 1, 1_000_000, 0.01]


def test_different_numbers_are_a_dispute() -> None:
    """Two voices, one force, one time: both stand side by side and neither is averaged."""
    found = fold_figures(
        [
            told(fighters(3000), page="a", by="the defence ministry", on="2024-02-01"),
            told(fighters(5200), page="b", by="a think tank", on="2024-02-10"),
            told(fighters(5200), page="c", by="a think tank", on="2024-02-11"),
        ]
    )
    assert len(found.figures) == 2
    (dispute,) = found.disputes
    assert dispute.kind.value == "figure"
    assert [side.value for side in dispute.sides] == ["3,000 people", "5,200 people"]
    assert len(dispute.sides[1].claims) == 2
    assert dispute.reason == "3,000 people according to the defence ministry, 5,200 people according to a think tank."
    assert not found.series


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"area": "Cauca"}, {"area": "Nariño"}),
        ({"area": "Cauca"}, {}),
        ({"what": "urban militia"}, {"what": "recruits"}),
    ],
)
def test_another_question_is_no_dispute(one: dict[str, str], other: dict[str, str]) -> None:
    """Other areas, other people, or a part beside its whole contradict nothing."""
    found = fold_figures(
        [
            told(fighters(300, **one), page="a", by="the army", on="2024-02-01"),
            told(fighters(5200, **other), page="b", by="a think tank", on="2024-02-01"),
        ]
    )
    assert len(found.figures) == 2 and not found.disputes


def test_a_part_says_of_what() -> None:
    """A smaller number told of an area more names its whole."""
    found = fold_figures(
        [
            told(fighters(300, area="Cauca"), page="a", on="2024-02-01"),
            told(fighters(5200), page="b", on="2024-02-01"),
        ]
    )
    reasons = {view.figure.best: view.reasons for view in found.figures}
    assert reasons == {300: ("A part (Cauca) of 5,200 people.",), 5200: ()}


def test_one_voice_on_one_page_is_no_dispute() -> None:
    """A part or an older count that one voice gives beside another is no contradiction."""
    found = fold_figures([told(fighters(3000), page="a", at=1), told(fighters(5200), page="a", at=2)])
    assert len(found.figures) == 2 and not found.disputes


def test_a_later_number_supersedes() -> None:
    """A stock of a later day is a point of a series; the older one is stale, and says by what."""
    found = fold_figures(
        [
            told(fled(40_000), page="b", by="OCHA", on="2024-03-20"),
            told(fled(25_000), page="a", by="OCHA", on="2024-03-01"),
            told(fled(61_000), page="c", by="OCHA", on="2024-04-20"),
        ]
    )
    (series,) = found.series
    numbers = {view.id: view.figure.best for view in found.figures}
    assert [numbers[one] for one in series.figures] == [25_000, 40_000, 61_000]
    assert series.days == ("2024-03-01", "2024-03-20", "2024-04-20")
    assert not found.disputes
    stale = {view.figure.best: view.stale for view in found.figures}
    assert stale[61_000] == ""
    assert stale[25_000] == "25,000 people on 2024-03-01, then 61,000 people on 2024-04-20."


def test_polls_are_series_by_pollster() -> None:
    """One question of one pollster is a series; two pollsters of one day contradict nobody."""

    def poll(share: float, pollster: str) -> Figure:
        return figure("poll", share, "Ukrainians", unit="percent", answer="trust the army", pollster=pollster)

    found = fold_figures(
        [
            told(poll(91, "KIIS"), page="a", when="2023-05-10"),
            told(poll(96, "KIIS"), page="b", when="2023-12-10"),
            told(poll(88, "Razumkov"), page="c", when="2023-12-10"),
        ]
    )
    (series,) = found.series
    assert len(series.figures) == 2 and "trust the army" in series.question
    assert not found.disputes and not any(view.stale for view in found.figures)


def test_periods_keep_counts_apart() -> None:
    """Counts over two years are two; of one year by two voices they are a dispute."""

    def killed(number: float) -> Figure:
        return figure("count", number, "civilians", unit="people", what="killed")

    found = fold_figures(
        [
            told(killed(1200), page="a", by="ACLED", when="2022-01-01/2022-12-31"),
            told(killed(1500), page="a", by="ACLED", when="2023-01-01/2023-12-31"),
            told(killed(900), page="b", by="the government", when="2023-01-01/2023-12-31"),
        ]
    )
    assert len(found.series) == 1 and len(found.series[0].figures) == 3
    (dispute,) = found.disputes
    assert [side.value for side in dispute.sides] == ["900 people", "1,500 people"]


def test_votes_are_by_position() -> None:
    """For and against are two figures of one vote, and no dispute."""
    on = {"unit": "votes", "on": "the ceasefire resolution"}
    found = fold_figures(
        [
            told(figure("vote", 13, "Security Council", position="for", **on), page="a", on="2023-12-08"),
            told(figure("vote", 1, "Security Council", position="against", **on), page="a", on="2023-12-08", at=3),
            told(figure("vote", None, "Britain", position="abstained", **on), page="b", on="2023-12-08"),
        ]
    )
    assert len(found.figures) == 3 and not found.disputes


def test_a_denied_figure_is_disputed() -> None:
    """Who denies a number stands against those who give it."""
    found = fold_figures(
        [
            told(fighters(3000), page="a", by="a monitor", on="2024-02-01"),
            told(fighters(3000), page="b", by="the army", on="2024-02-02", stance=Stance.DENIES),
        ]
    )
    view = only(found)
    assert view.denied_by == ("the army",) and len(view.claims) == 1
    (dispute,) = found.disputes
    assert [side.speakers for side in dispute.sides] == [("a monitor",), ("the army",)]


def test_what_is_planned_is_no_figure() -> None:
    """A planned number doesn't enter, nor one that is predicted."""
    planned = told(fighters(3000), page="a", modality=Modality.PLANNED)
    predicted = told(fighters(4000), page="b", by="an analyst", stance=Stance.PREDICTS)
    assert fold_figures([planned, predicted]) == Figures()


SUMS = """
2    1,500 650 at_least    -       1,500 / 650 = 2.3: more than double holds.
0.33 1500  650 approximate -       1,500 / 650 = 2.3: about a third doesn't hold.
0.33 310   900 approximate -       310 / 900 = 0.34: about a third holds.
2    1290  650 exact       -       1,290 / 650 = 2: double holds.
2    1500  650 exact       -       1,500 / 650 = 2.3: double doesn't hold.
2    1200  650 approximate nearly  1,200 / 650 = 1.8: nearly double holds.
2    1400  650 approximate nearly  1,400 / 650 = 2.2: nearly double doesn't hold.
1.4  140   100 exact       change  140 / 100 = 1.4: 40 % more holds.
1.4  150   100 exact       change  150 / 100 = 1.5: 40 % more doesn't hold.
1.4  143   100 approximate change  143 / 100 = 1.43: about 40 % more holds.
0.6  55    100 at_least    change  55 / 100 = 0.55: more than 40 % less holds.
0.6  70    100 at_least    change  70 / 100 = 0.7: more than 40 % less doesn't hold.
1.2  600   500 exact       change  600 / 500 = 1.2: 20 % more holds.
3    28    10  at_most     -       28 / 10 = 2.8: less than three times holds.
"""


@pytest.mark.parametrize("row", SUMS.strip().splitlines())
def test_sums(row: str) -> None:
    """Each way of telling a factor has its tolerance, and the sentence shows the sum."""
    factor, left, right, hedge, how, sentence = row.split(maxsplit=5)
    how = how.strip("-")
    one = figure("comparison", float(factor), "x", left=left, right=right, how=how, exactness=Exactness(hedge))
    assert compared(one) == (Sum.FAILS if "doesn't" in sentence else Sum.HOLDS, sentence)


def test_a_range_of_factors() -> None:
    """A factor of "two to three times" holds between its ends."""
    assert compared(figure("comparison", (2, 3), "attacks", left="250", right="100"))[0] is Sum.HOLDS
    assert compared(figure("comparison", (2, 3), "attacks", left="350", right="100"))[0] is Sum.FAILS


@pytest.mark.parametrize("given", [{}, {"left": "1500"}, {"right": "650"}, {"left": "1500", "right": "0"}])
def test_sums_without_numbers_stay_open(given: dict[str, str]) -> None:
    """A comparison with a number missing cannot be checked, and says so."""
    verdict, sentence = compared(figure("comparison", 2, "attacks", **given))
    assert verdict is Sum.OPEN and sentence.startswith("Cannot be checked")


def test_comparisons_stand_in_the_fold() -> None:
    """A comparison told twice is held against its numbers once."""
    double = figure("comparison", 2, "deaths", left="1500", right="650", exactness=Exactness.AT_LEAST)
    (found,) = fold_figures([told(double, page="a"), told(double, page="b")]).comparisons
    assert (found.factor, found.left, found.right, found.sum) == (2, 1500, 650, Sum.HOLDS)


def leave(deadline: str = "2023-12-15", **more: str) -> Figure:
    """A pledge to withdraw."""
    return figure("pledge", None, "France", what="withdraw its troops", act="withdraw", deadline=deadline, **more)


def withdrew(on: str, who: str = "France", **more: Any) -> Any:
    """A report of a withdrawal."""
    doer = party(who, PartyKind.GOVERNMENT)
    return account(f"{who} withdrew on {on}.", type="withdrawal", when=on, perpetrator=doer, **more)


def outcome(value: Figure, *, on: str = "2023-10-01", **more: Any) -> tuple[Outcome, str]:
    """What became of one promise, and the sentence."""
    page = told(value, page="a", by=value.holder, on=on, stance=Stance.PROMISES)
    (found,) = fold_figures([page], **more).promises
    return found.outcome, found.sentence


def test_a_pledge_is_met_by_what_happened() -> None:
    """A withdrawal by the one who promised, before the deadline, meets the pledge and is named by its claims."""
    report = withdrew("2023-12-12")
    page = told(leave(), page="a", by="France", on="2023-10-01", stance=Stance.PROMISES)
    (found,) = fold_figures([page], later=[report]).promises
    assert found.outcome is Outcome.MET
    assert found.sentence == "Shown by withdrawal on 2023-12-12, before the deadline of 2023-12-15."
    assert set(found.claims) == {report.claims["type"][0].id, report.claims["when"][0].id}


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (withdrew("2023-12-22"), Outcome.UNMET),
        (withdrew("2023-12-12", who="Senegal"), Outcome.UNKNOWN),
        (withdrew("2023-09-12"), Outcome.UNKNOWN),
        (withdrew("2023-12-12", modality=Modality.PLANNED), Outcome.UNKNOWN),
        (withdrew("2025-12-12"), Outcome.UNKNOWN),
    ],
    ids=["late", "somebody else", "before the pledge", "planned", "years later"],
)
def test_what_does_not_meet_a_pledge(report: Any, expected: Outcome) -> None:
    """Late is unmet; another's deed, an older one or a plan shows nothing."""
    assert outcome(leave(), later=[report])[0] is expected


def test_an_ended_mission_meets_a_pledge() -> None:
    """A relation `ended` of the one who promised shows it kept."""
    text = Text(document="0" * 64, reader="test@1", content="MINUSMA ended.")
    ended = Claim(
        item="i",
        subject_kind=SubjectKind.ACTOR,
        subject="name:MINUSMA",
        prop="ended",
        value=values.dump(Tie()),
        spans=(text.span(0, 7),),
        method="test@1",
        phase=Phase.IN_FORCE,
        valid=day("2023-12-11"),
    )
    pledge = figure("pledge", None, "MINUSMA", what="leave Mali", act="leave", deadline="2023-12")
    assert outcome(pledge, relations=[ended])[0] is Outcome.MET


def test_a_deadline_without_news_is_unknown() -> None:
    """No report is no proof that a promise was broken."""
    verdict, sentence = outcome(leave(), today=dt.date(2024, 6, 1))
    assert verdict is Outcome.UNKNOWN
    assert sentence == "The deadline, 2023-12-15, has passed; the case doesn't say what came of it."
    assert "after the case's last page" in outcome(leave())[1]


def test_a_stated_outcome_comes_first() -> None:
    """Who says that it was kept or not is quoted; where two differ, the latest page's word stands and both are told."""
    pages = [
        told(leave(), page="a", by="France", on="2023-10-01"),
        told(leave(outcome="unmet"), page="b", by="the junta", on="2023-12-16"),
        told(leave(outcome="met"), page="c", by="Paris", on="2023-12-23"),
    ]
    (found,) = fold_figures(pages, later=[withdrew("2023-12-12")]).promises
    assert found.outcome is Outcome.MET
    assert found.sentence == "It was kept, according to Paris. Told otherwise by the junta."
    assert len(found.claims) == 1


def ultimatum(**more: str) -> Figure:
    """An ultimatum of a bloc to a junta."""
    kept = {"to": "the junta of Niger", "what": "reinstate the president", "act": "reinstate", "deadline": "2023-08-06"}
    return figure("ultimatum", 7, "ECOWAS", unit="days", **(kept | more))


def test_an_ultimatum_is_unmet_when_the_threat_is_carried_out() -> None:
    """A strike of the one who set it on the one it was set to, after the deadline, shows it unmet."""
    bloc, junta = party("ECOWAS"), party("junta of Niger")
    strike = {"type": "air_strike", "perpetrator": bloc, "target": junta}
    after = account("ECOWAS struck the junta.", when="2023-08-08", **strike)
    before = account("ECOWAS struck the junta before.", when="2023-08-02", **strike)
    other = account("Rebels struck.", type="air_strike", when="2023-08-08", perpetrator=party("rebels"), target=junta)
    assert outcome(ultimatum(), on="2023-07-30", later=[after]) == (
        Outcome.UNMET,
        "The threat was carried out: air strike on 2023-08-08.",
    )
    assert outcome(ultimatum(), on="2023-07-30", later=[before, other])[0] is Outcome.UNKNOWN


def test_a_length_gives_the_deadline() -> None:
    """An ultimatum of seven days ends seven days after the first page that tells it."""
    week = figure("ultimatum", 7, "ECOWAS", unit="days", to="the junta")
    hours = figure("ultimatum", 36, "M23", unit="hours", to="the army")
    pages = [told(week, page="a", on="2023-07-30"), told(week, page="b", on="2023-08-02"), told(hours, page="c")]
    found = {one.holder: one for one in fold_figures(pages).promises}
    assert found["ECOWAS"].deadline == "2023-08-06"
    assert "2023-08-06" in found["ECOWAS"].sentence
    assert found["M23"].deadline == "", "no page is dated"


def test_an_ultimatum_is_met_by_the_one_it_was_set_to() -> None:
    """Hostages set free by the one who was told to meet it; the issuer's own releases don't."""
    demand = ultimatum(what="release the hostages", act="release")
    freed = {"type": "hostage_release", "when": "2023-08-05"}
    by_them = account("The junta of Niger freed them.", perpetrator=party("Niger junta"), **freed)
    by_issuer = account("ECOWAS freed others.", perpetrator=party("ECOWAS"), **freed)
    assert outcome(demand, on="2023-07-30", later=[by_them])[0] is Outcome.MET
    assert outcome(demand, on="2023-07-30", later=[by_issuer])[0] is Outcome.UNKNOWN


def test_order_changes_nothing() -> None:
    """Whatever the order of the accounts, the fold is the same."""
    pages = [
        told(fighters(number, exactness=hedge), page=f"p{n}", by=f"voice {n % 3}", on=f"2024-02-{n + 1:02}")
        for n, (number, hedge) in enumerate(
            [
                (3000, Hedge.EXACT),
                (3010, Hedge.EXACT),
                (3100, Hedge.APPROXIMATE),
                (5200, Hedge.EXACT),
                (5000, Hedge.AT_LEAST),
                (5400, Hedge.EXACT),
            ]
        )
    ]
    expected = fold_figures(pages)
    for seed in range(5):
        random.Random(seed).shuffle(pages)
        assert fold_figures(pages) == expected
