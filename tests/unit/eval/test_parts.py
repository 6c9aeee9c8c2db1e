"""Small parts of evaluation: finding files, figures in nested answers, the table, floors, speed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from djeli.errors import InputError, NotFound, UnreadableInput
from djeli.eval import BENCHES, speed, table
from djeli.eval.bench import figure, figures_of, rows_of, score
from djeli.eval.run import Result, bench_of, files_of


@pytest.mark.parametrize(
    ("path", "value"),
    [("f1", 0.5), ("exact.f1", 0.25), ("b3.2", 3.0), ("b3.x.y", None), ("none", None), ("exact", None), ("text", None)],
)
def test_figures_are_found_in_nested_answers(path: str, value: float | None) -> None:
    """A dotted path leads through objects and lists; what isn't a number is no figure."""
    scores = {"f1": 0.5, "exact": {"f1": 0.25}, "b3": [1, 2, 3], "none": None, "text": "0.5"}
    if path == "b3.x.y":
        scores = {"b3": {}}
    assert figure(scores, path) == value


def test_rows_and_their_faults(tmp_path: Path) -> None:
    """Rows are read line by line; a faulty line is named."""
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": 1}\n{"id": 2}\n')
    assert rows_of(path) == [{"id": 1}, {"id": 2}]
    path.write_text('{"id": 1}\nnonsense\n')
    with pytest.raises(UnreadableInput, match="line 2"):
        rows_of(path)


def test_names_and_files(tmp_path: Path) -> None:
    """Every listed benchmark loads; unknown names and folders without data are explained."""
    for name in BENCHES:
        assert bench_of(name).name == name
    with pytest.raises(NotFound, match="known: muc4"):
        bench_of("nope")
    with pytest.raises(NotFound, match="holds no"):
        files_of(bench_of("gva"), tmp_path)


def test_a_scorer_that_fails_is_quoted(tmp_path: Path) -> None:
    """The end of what a failing scorer said is in the message."""
    scorer = tmp_path / "score.py"
    scorer.write_text("raise SystemExit('gold file has no key')\n")
    with pytest.raises(InputError, match="gold file has no key"):
        score(bench_of("gva"), tmp_path / "g", tmp_path / "p", scorer)


def result(**figures: float) -> Result:
    """A result of a made-up benchmark."""
    return Result(bench="own", file="dev.jsonl", pages=2, digest="abc", figures=figures, not_yet=("coreference",))


def test_table_is_written_between_its_marks(tmp_path: Path) -> None:
    """Words around the table stay; the table is replaced, not repeated; what isn't there yet says so."""
    page = tmp_path / "quality.md"
    page.write_text(f"# Quality\n\nbefore\n\n{table.BEGIN}\nold\n{table.END}\n\nafter\n")
    for value in (0.25, 0.5):
        table.write(page, [result(f1=value)], "djeli eval own")
    text = page.read_text()
    assert "before" in text and "after" in text and "old" not in text and "0.25" not in text
    assert text.count("| own/dev.jsonl |") == 2 and "not yet" in text and "0.5" in text
    table.write(tmp_path / "new.md", [result(f1=1.0)], "x")
    assert (tmp_path / "new.md").read_text().startswith("# Quality")


def test_floors(tmp_path: Path) -> None:
    """A figure under its floor is named; equal is enough; other data isn't compared; a missing figure is a fault."""
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"own/dev.jsonl": {"digest": "abc", "pages": 2, "figures": {"f1": 0.5}}}))
    assert table.below([result(f1=0.5)], floors) == []
    [fault] = table.below([result(f1=0.4)], floors)
    assert "own/dev.jsonl" in fault and "0.4" in fault and "0.5" in fault
    assert len(table.below([result()], floors)) == 1
    floors.write_text(json.dumps({"own/dev.jsonl": {"digest": "other", "pages": 2, "figures": {"f1": 0.5}}}))
    assert table.below([result(f1=0.1)], floors) == []


def test_speed_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words a second of the whole and of the parser are positive, and their ratio is theirs; no text is explained."""
    monkeypatch.setattr(speed, "REPEATS", 1)
    story = tmp_path / "a.txt"
    story.write_text("GAO, Mali - Gunmen attacked a market in Gao on 11 March 2021 and killed nine traders.\n\n" * 5)
    found = speed.measure([story])
    assert found.words == 85 and found.pipeline > 0 and found.spacy > 0
    assert found.ratio == pytest.approx(found.pipeline / found.spacy)
    hollow = tmp_path / "b.txt"
    hollow.write_bytes(b"")
    with pytest.raises(NotFound, match="none of the files"):
        speed.measure([hollow])


def test_a_second_call_of_the_scorer_adds_its_figures(tmp_path: Path) -> None:
    """The scorer is called once for each way of scoring; what a call doesn't give is left out."""
    scorer = tmp_path / "score.py"
    scorer.write_text(
        "import json, sys\nprint(json.dumps({'b3': [0, 0, 1] if '--docs' in sys.argv else 0, 'conll': 2}))\n"
    )
    found = figures_of(bench_of("ecb"), tmp_path / "g", tmp_path / "p", scorer)
    assert found == {"documents to sub-events B3": 1, "event coreference of given mentions CoNLL": 2}
