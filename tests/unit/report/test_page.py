"""The HTML page: nothing in a report can act in it, every value stands beside its words, and the map is honest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from copies import copied
from djeli import ledger
from djeli.report.map import Dot, box_of, svg
from djeli.settings import Settings
from reportpages import EVIL, acts


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a case whose every title, outlet, speaker and text is an attack."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "evil <script>.txt").write_text(
        f"Raid on Gao {EVIL}\n\nWire {EVIL}\n12 March 2021\n\nGAO, Mali - Gunmen {EVIL} attacked a market in Gao on "
        f"11 March 2021 and killed nine traders, said mayor {EVIL}.\n\nThe army {EVIL} said six traders were killed.\n",
        encoding="utf-8",
    )
    with ledger.create(folder / "case", Settings(title=f"Case {EVIL}", workers=1)) as case:
        case.add([folder / "evil <script>.txt"])
        assert case.events()
        return case.write_page(folder / "page.html", audience="internal").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def demo(demo_case: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the demo."""
    folder = tmp_path_factory.mktemp("demo")
    with ledger.open(copied(demo_case, folder / "case")) as case:  # what is handed out is written down
        return case.write_page(folder / "page.html", audience="internal").read_text(encoding="utf-8")


@pytest.mark.parametrize("which", ["hostile", "demo"])
def test_nothing_in_the_page_acts(which: str, request: pytest.FixtureRequest) -> None:
    """No script, no handler, nothing fetched, no link outwards; a policy forbids them all the same."""
    source = request.getfixturevalue(which)
    assert acts(source) == []
    [policy] = html.fromstring(source).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy and "script" not in policy
    assert html.fromstring(source).xpath("//meta[@name='referrer']/@content") == ["no-referrer"]


def test_the_check_can_fail() -> None:
    """Each kind of acting is seen."""
    for bad in ("<script></script>", "<p onclick='x'>", "<a href='javascript:x'>", "<img src='x'>", "<p style='x'>"):
        assert acts(f"<html><head><style></style></head><body>{bad}</body></html>")


def test_hostile_words_are_shown_as_words(hostile: str) -> None:
    """The attack can be read on the page, character by character, and no template ran it."""
    text = html.fromstring(hostile).text_content()
    assert "<script>alert(1)</script>" in text and "{{ 7*7 }}" in text
    assert "49" not in text.split("{{")[0][-20:]


def test_every_event_is_there_with_its_quotes(demo: str, demo_case: Path) -> None:
    """Each event that happened has its card, its disputes with both sides, and quotes that stand in the texts."""
    tree = html.fromstring(demo)
    with ledger.open(demo_case) as case:
        events = case.events()
        texts = " ".join(" ".join(text.content.split()) for text in _texts(case))
    cards = {card.get("id"): card for card in tree.findall(".//details")}
    assert set(cards) == {event.id for event in events}
    for event in events:
        card = cards[event.id]
        assert event.title in card.text_content().replace("\n", " ")
        assert len(card.xpath(".//section[@class='dispute']")) == len(event.disputes)
        for side in card.xpath(".//div[@class='sides']/div"):
            assert side.xpath(".//q")
    for quote in tree.xpath("//q"):
        for part in quote.text_content().rstrip("…").split(" … "):
            assert " ".join(part.split()) in texts


def _texts(case: ledger.Case) -> list:  # type: ignore[type-arg]
    with case.store.reading() as view:
        return list(view.texts())


def test_tolls_say_what_they_count(demo: str) -> None:
    """No number stands alone in the list of events."""
    tolls = [t.text or "" for t in html.fromstring(demo).xpath("//summary/span[@class='toll']")]
    assert tolls and all("killed" in t or "wounded" in t or t.strip() == "no toll told" for t in tolls)


def test_large_dots_stay_small_and_lie_below() -> None:
    """A toll of thousands doesn't cover a country, and smaller dots are drawn on top of it."""
    dots = [Dot(lat=1, lon=1, label="a", size=2.0), Dot(lat=2, lon=2, label="b", size=50_000.0)]
    radii = [float(r) for r in re.findall(r' r="([\d.]+)"', str(svg(dots)))]
    assert max(radii) <= 14 and radii == sorted(radii, reverse=True)


@pytest.mark.parametrize(
    "spots", [[], [(0.0, 0.0)], [(-54.8, -68.3)], [(84.0, 179.9)], [(10.0, -179.0), (12.0, 179.0)]]
)
def test_map_holds_its_dots_anywhere(spots: list[tuple[float, float]]) -> None:
    """One dot, none, or dots at the edges of the world: the box is sound and holds them all."""
    dots = [Dot(lat=lat, lon=lon, label="x") for lat, lon in spots]
    west, south, east, north = box_of(dots)
    assert -180 <= west < east <= 180 and -90 < south < north < 90
    assert all(west <= d.lon <= east and south <= d.lat <= north for d in dots)
    assert str(svg(dots)).count("<circle") == len(dots)


def test_labels_on_the_map_are_escaped() -> None:
    """A title can't break out of the drawing."""
    drawn = str(svg([Dot(lat=0, lon=0, label=EVIL, link='#"><script>')]))
    assert "<script" not in drawn and "<img" not in drawn
