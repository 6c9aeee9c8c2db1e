"""Benchmarks: what the program gets of a page is what a reader would see, and nothing of the answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from djeli.eval import BENCHES
from djeli.eval.bench import Bench
from djeli.eval.book import Page, opaque, read_pages
from djeli.eval.run import bench_of, run
from djeli.ledger import Case

MARK = "ANSWERKEY"
TEXT = "GAO, Mali - Gunmen attacked a market in Gao on 11 March 2021 and killed nine traders, the mayor said."
_ID = f"{MARK}-cluster-7"
SETS = ("relations", "figures", "credits", "persons", "translations")
"""Our own sets, all of one form."""
ROWS: dict[str, dict[str, Any]] = {
    "muc4": {"docid": _ID, "text": TEXT.upper(), "text_cased": TEXT, "header": {"date_iso": "2021-03-12"}},
    "clusters": {
        "id": _ID,
        "url": "https://wire.example/raid",
        "lang": "en",
        "date_if_given": "2021-03-12",
        "text": TEXT,
    },
    "gva": {"id": _ID, "title": "Raid on Gao", "dct": "2021-03-12", "url": "https://wire.example/raid", "text": TEXT},
    "ecb": {"id": _ID, "text": TEXT, "events": [{"id": f"{_ID}-1", "start": 20, "end": 28}]},
    "geoparse": {"id": _ID, "corpus": "own", "title": "Raid on Gao", "url": "https://wire.example/raid", "text": TEXT},
    "polnear": {"id": _ID, "publisher": "Wire", "date": "2021-03-12", "text": TEXT},
    "pagesplit": {"id": _ID, "text": TEXT},
    "neardup": {"id": _ID, "text": TEXT},
    **{name: {"id": _ID, "published": "2021-03-12", "text": TEXT} for name in SETS},
}
"""For each benchmark, the fields of a row that are no answer."""
KEYS: dict[str, dict[str, Any]] = {
    "muc4": {
        "relevant": MARK,
        "only_optional": MARK,
        "templates": [{"incident_type": MARK}],
        "key_author": MARK,
        "split": MARK,
    },
    "clusters": {"text_kind": MARK, "event": MARK, "gold": {"killed": MARK}},
    "gva": {"gold": {"cluster": MARK, "killed": MARK, "date": MARK}},
    "ecb": {"topic": MARK, "subtopic": MARK, "events": [{"id": f"{_ID}-1", "start": 20, "end": 28, "chain": MARK}]},
    "geoparse": {"toponyms": [{"name": MARK, "lat": MARK}]},
    "polnear": {"attributions": [{"source": MARK}]},
    "pagesplit": {"style": MARK, "items": [{"title": MARK}]},
    "neardup": {"family": MARK, "event": MARK, "kind": MARK},
    **{name: {name: [{"type": MARK, "kind": MARK}], "conflict": MARK, "lang": MARK, "story": MARK} for name in SETS},
}
"""For each benchmark, its answer key, marked."""


def test_every_benchmark_is_tested_here() -> None:
    """A new benchmark brings its row, and its answer key."""
    assert set(ROWS) == set(KEYS) == set(BENCHES)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that is handed to the program: bytes and addresses."""
    seen: list[str] = []
    add = Case.add_bytes

    def noted(self: Case, data: bytes, uri: str, **more: Any) -> str:
        seen.extend((data.decode(), uri))
        return add(self, data, uri, **more)

    monkeypatch.setattr(Case, "add_bytes", noted)
    return seen


@pytest.mark.parametrize("name", sorted(ROWS))
def test_the_answer_key_never_reaches_the_program(name: str, given: list[str]) -> None:
    """Neither a gold field nor the benchmark's own id reaches it, and answers don't depend on gold."""
    bench: Bench = bench_of(name)
    marked, bare = [ROWS[name] | KEYS[name]], [ROWS[name]]
    with read_pages(bench.pages(marked), workers=1) as book:
        answers = [json.dumps(_plain(bench.predict(book, rows)), default=str) for rows in (marked, bare)]
    assert TEXT in "".join(given)
    assert MARK not in "".join(given)
    assert answers[0] == answers[1]
    assert _ID in answers[0]


def _plain(answers: Any) -> Any:
    return answers if isinstance(answers, dict) else list(answers)


def test_the_check_can_fail(given: list[str]) -> None:
    """An adapter that hands over a gold field, or its id in the address, is seen."""
    with read_pages([Page(key="1", text=TEXT, title=MARK)], workers=1):
        pass
    assert MARK in "".join(given)


def test_ids_tell_nothing() -> None:
    """Pages stand under numbers, in an order that doesn't follow the file's."""
    pages = [Page(key=f"a{n}", text=f"text {n}") for n in range(60)]
    named = opaque(pages)
    assert sorted(named) == list(named) and all(name.startswith("page-") for name in named)
    assert {page.key for page in named.values()} == {page.key for page in pages}
    assert [page.key for page in named.values()] != [page.key for page in pages]
    assert opaque(pages[::-1]) == named


def test_same_text_twice_stays_two_pages() -> None:
    """Copies with the same characters are pages of their own."""
    with read_pages([Page(key="a", text=TEXT), Page(key="b", text=TEXT)], workers=1) as book:
        assert set(book.texts) == {"a", "b"}
        assert book.families["a"] == book.families["b"]


def test_runs_without_an_answer_key_and_without_a_scorer(tmp_path: Path) -> None:
    """A file of the same form without the key gives predictions, and no figures."""
    path, out = tmp_path / "mine.jsonl", tmp_path / "out" / "pred.jsonl"
    path.write_text(json.dumps(ROWS["gva"]) + "\n")
    result = run(bench_of("gva"), path, out=out, workers=1)
    assert result.figures == {} and result.pages == 1
    [answer] = [json.loads(line) for line in out.read_text().splitlines()]
    assert answer["id"] == _ID and answer["killed"] == 9


def test_scorer_runs_apart_and_its_figures_are_kept(tmp_path: Path) -> None:
    """A scorer that is named is run in a child process with gold and predictions; what it prints is the table's."""
    path, scorer = tmp_path / "mine.jsonl", tmp_path / "score.py"
    path.write_text(json.dumps(ROWS["neardup"] | KEYS["neardup"]) + "\n")
    scorer.write_text(
        "import json,sys\nprint('noise')\nprint(json.dumps({'f1': len(open(sys.argv[2]).readlines())}))\n"
    )
    assert run(bench_of("neardup"), path, scorer=scorer, workers=1).figures == {"pair F1": 1.0}
