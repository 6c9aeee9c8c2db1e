"""Figures: the list is the ledger's; pictures draw what is told and join nothing that is not one series."""

from __future__ import annotations

import html

import pytest
from fastapi.testclient import TestClient

from djeli.ledger import Case
from djeli.values import Figure
from djeli.views import Comparison, FigureView, Promise
from djeli.vocab import FigureKind, Outcome, Sum
from djeli.web import figureview
from djeli.web.desk import read_url
from djeli.web.figureview import CitedFigure


def _figure(kind: FigureKind, best: float | None = None, **more: object) -> CitedFigure:
    figure = Figure(figure=kind, low=best, best=best, high=best, unit="percent", holder="voters")
    view = FigureView(
        id=f"{kind}{best}", figure=figure, when=None, first="2024-05-01", last="", claims=(), voices=(), items=(),
        texts=1, stale=str(more.pop("stale", "")),
    )  # fmt: skip
    return CitedFigure(view=view, told=(), **more)  # type: ignore[arg-type]


def test_every_figure_has_its_row(desk: TestClient, case: Case) -> None:
    """Each figure of the ledger stands with its amount and a quote that opens in its page."""
    expected = case.figures()
    assert expected
    page = html.unescape(desk.get("/figures").text)
    for one in expected:
        assert f'id="f-{one.view.id[:12]}"' in page
        assert read_url(one.told[0].claim.spans[0]) in page


@pytest.mark.parametrize(
    "query", [{"kind": "displaced"}, {"text": "killed"}, {"since": "2024-08"}, {"place": "Westgate"}]
)
def test_filters_do_what_the_ledger_does(desk: TestClient, case: Case, query: dict[str, str]) -> None:
    """Each filter finds as many figures as the ledger."""
    asked = {"q" if name == "text" else name: value for name, value in query.items()}
    expected = case.figures(**query)
    assert expected
    assert f"<b>{len(expected)}</b> figure" in desk.get("/figures", params=asked).text


def test_a_series_is_drawn_with_its_table(desk: TestClient, case: Case) -> None:
    """Figures of one question at different times have a picture, and every one of them a row under it."""
    found = case.series()
    assert found
    page = desk.get("/figures").text
    assert page.count('class="join"') == sum(len(figures) - 1 for _, figures in found)
    assert page.count('class="chart plot') >= len(found)


def test_promises_and_sums_in_words() -> None:
    """What became of a promise and whether a comparison holds stand in words, and a breach is marked."""
    promise = Promise(
        figure="x", kind=FigureKind.PLEDGE, holder="voters", to="", what="", deadline="", outcome=Outcome.UNMET,
        sentence="It was not kept, according to the text itself.",
    )  # fmt: skip
    shown = figureview.row(_figure(FigureKind.PLEDGE, promise=promise))
    assert (shown.outcome, shown.unmet) == ("not kept", True)
    told = Comparison(figure="x", factor=2, left=3, right=2, sum=Sum.FAILS, sentence="3 / 2 = 1.5, not double.")
    shown = figureview.row(_figure(FigureKind.COMPARISON, 2, comparison=told))
    assert (shown.failed, shown.comparison) == (True, "3 / 2 = 1.5, not double.")
    assert shown.held == "date not stated; page of 1 May 2024"


def test_kinds_are_drawn_apart() -> None:
    """Two polls make a picture, one vote and two promises make none; what has no number is in no picture."""
    found = [
        _figure(FigureKind.POLL, 40),
        _figure(FigureKind.POLL, 60, stale="60, then 40."),
        _figure(FigureKind.POLL),
        _figure(FigureKind.VOTE, 3),
        _figure(FigureKind.PLEDGE, 1),
        _figure(FigureKind.PLEDGE, 2),
    ]
    charts = figureview.by_kind(found, most=8)
    assert [chart.title for chart in charts] == ["Poll, in percent"]
    assert len(charts[0].rows) == 2
    assert str(charts[0].picture).count('class="point stale"') == 1


@pytest.mark.parametrize("query", ["kind=rumour", "since=x", "page=0"])
def test_what_cannot_be_asked_is_said(desk: TestClient, query: str) -> None:
    """A bad value is answered by a sentence."""
    assert desk.get(f"/figures?{query}").status_code == 404
