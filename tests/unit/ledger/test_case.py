"""A case as a program uses it: made, opened, filled, asked, judged, pinned, checked."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import djeli
from djeli import ledger
from djeli.errors import CaseError, NotFound
from djeli.ledger import Case
from djeli.settings import Settings
from djeli.vocab import Basis, Verdict

GAO = "GAO, Mali - Gunmen attacked a market in Gao on 11 March 2021 and killed nine traders, the mayor said."
ADEN = "ADEN, Yemen - A bomb exploded at the port of Aden on 3 May 2019, killing two sailors, the navy said."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with two reports of two events far apart."""
    folder = tmp_path_factory.mktemp("two")
    for name, title, text in (("gao", "Raid on Gao market", GAO), ("aden", "Blast at Aden port", ADEN)):
        (folder / f"{name}.txt").write_text(f"{title}\n\nHarbour Wire\n\n{text}\n", encoding="utf-8")
    with ledger.create(folder / "case", Settings(title="Two", custodian="A. Clerk", workers=1)) as case:
        case.add([folder / "gao.txt", folder / "aden.txt"])
    return folder / "case"


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Case:
    """A copy of it, open."""
    return ledger.open(shutil.copytree(built, tmp_path / "case"))


def partition(case: Case) -> set[frozenset[str]]:
    """Which reports stand together."""
    return {frozenset(event.reports) for event in case.events(planned=True)}


def test_create_once_open_often(tmp_path: Path) -> None:
    """A case is made in a new or empty folder only; opened again it has the settings it was made with."""
    chosen = Settings(title='Käse "und" \\ Brot', custodian="Ü", workers=1)
    with djeli.create(tmp_path / "a", chosen) as case:
        assert case.settings == chosen
    with djeli.open(tmp_path / "a") as case:
        assert case.settings == chosen and case.events() == []
    with pytest.raises(CaseError, match="a case already"):
        djeli.create(tmp_path / "a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x").touch()
    with pytest.raises(CaseError, match="holds files"):
        djeli.create(tmp_path / "b")
    (tmp_path / "c").mkdir()
    djeli.create(tmp_path / "c").close()


@pytest.mark.parametrize("name", ["", "nowhere", "file.txt"])
def test_open_what_is_no_case(tmp_path: Path, name: str) -> None:
    """A folder without settings, a folder that isn't there, a file: each is named, and `init` is proposed."""
    (tmp_path / "file.txt").touch()
    with pytest.raises(CaseError, match="djeli init"):
        djeli.open(tmp_path / name)


def test_two_may_look_at_once(case: Case) -> None:
    """A case that is open twice shows both the same, and what one decides the other sees."""
    first, second = (event.reports[0] for event in case.events())
    with ledger.open(case.folder) as other:
        assert partition(other) == partition(case)
        other.judge(first, second, Verdict.SAME, by="B")
        assert partition(other) == partition(case)
    case.close()


def test_one_writes_at_a_time(case: Case) -> None:
    """While one works in a case, a second that wants to write is told so."""
    with ledger.open(case.folder) as other, case._alone(), pytest.raises(CaseError, match="another Djeli"):
        other.run()
    case.close()


def test_judgements_change_the_partition_and_can_be_undone(case: Case) -> None:
    """A verdict of sameness ties two events, ids lead to the one that is left, a later decision parts them."""
    before = {event.id: frozenset(event.reports) for event in case.events()}
    assert len(before) == 2
    (first, one), (second, two) = before.items()
    left, right = sorted(one)[0], sorted(two)[0]

    made = case.judge(left, right, Verdict.SAME, why="one and the same, told twice")
    assert made.by == "A. Clerk"
    assert partition(case) == {one | two}
    [tied] = case.events()
    assert tied.id in before
    assert case.event(first).id == case.event(second).id == tied.id

    case.judge(left, right, Verdict.DIFFERENT, by="B. Reviewer", why="two places")
    assert partition(case) == {one, two}
    assert {event.id for event in case.events()} == {first, second}
    assert case.event(first).id == first and case.event(second).id == second

    case.judge(left, right, Verdict.SAME, by="C")
    assert len(partition(case)) == 1
    case.judge(left, right, Verdict.UNSURE, by="C")  # back to what the machine finds
    assert partition(case) == {one, two}
    assert case.verify() == []
    with case.store.reading() as view:
        assert [j.verdict for j in view.judgements()] == [
            Verdict.SAME,
            Verdict.DIFFERENT,
            Verdict.SAME,
            Verdict.UNSURE,
        ]
    case.close()


def test_different_parts_what_the_machine_tied(demo_copy: Path) -> None:
    """A decision against a link holds, also after everything is computed anew."""
    with ledger.open(demo_copy) as case:
        event = max(case.events(), key=lambda one: len(one.documents))
        shown = case.show(event.id)
        left = shown.accounts[0].report.id
        away = next(a.report.id for a in shown.accounts if a.document != shown.accounts[0].document)
        case.judge(left, away, Verdict.DIFFERENT, by="A")
        assert not any({left, away} <= group for group in partition(case))
        case.judge(left, "type", Verdict.CORRECTED, by="A", value="killing")  # another decision, all computed again
        assert not any({left, away} <= group for group in partition(case))


def test_ids_survive_computing_anew(case: Case) -> None:
    """Reading nothing new and computing again give the same ids."""
    before = {event.id: event.reports for event in case.events()}
    case.run()
    case.judge("place:x", "where", Verdict.UNSURE, by="A")
    assert {event.id: event.reports for event in case.events()} == before
    case.close()


def test_unknown_ids_are_explained(case: Case) -> None:
    """An id that isn't there, or is only nearly right, ends in a sentence."""
    for wrong in ("ZZZZ", "", "0' OR 1=1 --", "x" * 4000):
        with pytest.raises(NotFound):
            case.event(wrong)
    case.close()


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({}, 2),
        ({"country": "Mali"}, 1),
        ({"country": "ml"}, 1),
        ({"country": "YE", "since": "2019-05-03", "until": "2019-05-03"}, 1),
        ({"since": "2021-03-12"}, 0),
        ({"until": "2019"}, 1),
        ({"place": "Gao"}, 1),
        ({"place": "gao"}, 1),
        ({"text": "sailors"}, 1),
        ({"text": '"'}, 0),
        ({"text": "killed OR ("}, 0),
        ({"text": "* NEAR"}, 0),
        ({"disputed": True}, 0),
        ({"type": "no_such_type"}, 0),
        ({"actor": "%"}, 0),
        ({"place": "_"}, 0),
    ],
)
def test_filters(built: Path, filters: dict[str, object], count: int) -> None:
    """Filters find what fits; signs that mean something to a database mean nothing here."""
    with ledger.open(built) as case:
        assert len(case.events(**filters)) == count  # type: ignore[arg-type]


def test_every_claim_can_be_quoted(built: Path) -> None:
    """Each claim's span gives words of the text itself."""
    with ledger.open(built) as case:
        claims = case.claims()
        assert claims
        for claim in claims:
            for span in claim.spans:
                assert case.quote(span) == case.text(span.text).content[span.start : span.end] != ""


def test_pins_replace_one_another(case: Case) -> None:
    """A later pin of a name replaces the earlier; both decisions stay; a country must exist."""
    case.pin("Qorvexa", 1.0, 2.0, country="Mali", why="a map", by="A")
    case.pin("QORVEXA", -3.5, -4.5, country="BO", by="B")
    pins = (case.folder / "gazetteer" / "pins.csv").read_text(encoding="utf-8").splitlines()
    assert len(pins) == 2 and "-3.5" in pins[1] and "BO" in pins[1]
    with case.store.reading() as view:
        assert [j.by for j in view.judgements()] == ["A", "B"]
    with pytest.raises(NotFound, match="no country"):
        case.pin("X", 0, 0, country="Atlantis")
    case.close()


@pytest.mark.parametrize(("lat", "lon"), [(91.0, 0.0), (-91.0, 0.0), (0.0, 181.0), (0.0, float("nan"))])
def test_pins_must_lie_on_the_globe(case: Case, lat: float, lon: float) -> None:
    """A latitude or longitude that doesn't exist is refused, and nothing is kept of it."""
    with pytest.raises(ValueError, match=r"lat|lon|coordinate|degrees"):
        case.pin("Qorvexa", lat, lon, country="Mali")
    assert not (case.folder / "gazetteer" / "pins.csv").exists()
    case.close()


def test_sources_say_how_a_name_is_known(built: Path) -> None:
    """A publisher known from the page's own words is listed as such and earns no profile."""
    with ledger.open(built) as case:
        rows = case.sources()
    assert sum(row.items for row in rows) == 2
    assert all(row.basis in (Basis.TEXT, Basis.NONE) and not row.referenced for row in rows)


def test_bytes_at_hand(tmp_path: Path) -> None:
    """Bytes can be added under an address, twice without effect, and a newer version under the same address."""
    with ledger.create(tmp_path / "case", Settings(workers=1)) as case:
        one = case.add_bytes(GAO.encode(), "https://wire.example/raid")
        assert case.add_bytes(GAO.encode(), "https://wire.example/raid") == one
        two = case.add_bytes(GAO.replace("nine", "ten").encode(), "https://wire.example/raid")
        assert two != one and case.counts()["original"] == 2
        assert case.run().originals == 2 and case.run().originals == 0
        assert case.verify() == []


def test_passing_case_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case for a look is gone when the block ends."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with ledger.passing(Settings(workers=1)) as case:
        case.add_bytes(GAO.encode(), "a.txt")
        case.run()
        assert case.events() and case.folder.is_dir()
    assert list(tmp_path.iterdir()) == []


def test_what_leaves_is_public_unless_said_otherwise(built: Path, tmp_path: Path) -> None:
    """Without a word on the audience the manifest says public, and no text of a page goes out."""
    with ledger.open(built) as case:
        for audience in ("", "public", "partner", "internal"):
            manifest = case.export("jsonl", tmp_path / "out", audience=audience)[-1]
            assert json.loads(manifest.read_text("utf-8"))["audience"] == (audience or "public")
            assert bool((tmp_path / "out" / "texts.jsonl").read_text("utf-8")) == (audience == "internal")


def test_grades_can_be_overruled_and_given_back(case: Case) -> None:
    """A grade by hand stands over the machine's until it is taken back; only what is there can be graded."""
    item, event = case.items()[0].id, case.events()[0].id
    before = case.assessments()[item].grade
    case.regrade(f"item:{item[:8]}", "B2", why="I rang the mayor")
    assert case.assessments()[item].grade == "B2"
    assert before in case.assessments()[item].signals[0].reason
    case.regrade(f"item:{item}")
    assert case.assessments()[item].grade == before
    case.regrade(f"event:{event}", signal="single_origin", why="two men told it")
    assert "set_aside" in {signal.name for signal in case.assessments()[event].signals}
    assert case.detached() == []
    for subject in ("item:nothing", "event:nothing", "source:", "mayor"):
        with pytest.raises(NotFound):
            case.regrade(subject, "B2")
