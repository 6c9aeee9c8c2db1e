"""Other bytes at one address are a newer version: it counts, and the older one is kept beside it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from djeli import ledger
from djeli.pipeline.versions import latest, superseded
from djeli.records import Capture, Document
from djeli.settings import Settings

WEB = "https://news.example/attack"
FIRST = "Gunmen killed 12 people in Gao, Mali, on 3 May 2021, the army said.\n"
SECOND = "Gunmen killed 15 people in Gao, Mali, on 3 May 2021, the army said.\n"


def name(letter: str) -> str:
    """A document id."""
    return letter * 64


def document(letter: str, uri: str, container: str = "") -> Document:
    """A document at an address."""
    inside = name(container) if container else ""
    return Document(id=name(letter), uri=uri, media_type="text/plain", size=1, container=inside)


def capture(letter: str, uri: str) -> Capture:
    """Bytes that came from an address."""
    return Capture(document=name(letter), uri=uri, at=dt.datetime.now(dt.UTC), method="fetch")


@pytest.mark.parametrize(
    ("documents", "captures", "expected"),
    [
        ([("a", WEB), ("b", WEB)], [("a", WEB), ("b", WEB)], {"a": "b"}),
        ([("b", WEB), ("a", WEB)], [("a", WEB), ("b", WEB)], {"a": "b"}),
        ([("a", WEB), ("b", WEB)], [("a", WEB), ("b", WEB), ("a", WEB)], {"b": "a"}),
        ([("a", WEB), ("b", WEB), ("c", WEB)], [("a", WEB), ("b", WEB), ("c", WEB)], {"a": "c", "b": "c"}),
        ([("a", WEB), ("b", WEB)], [("a", WEB), ("a", WEB + "/2"), ("b", WEB)], {}),
        ([("a", "page.txt"), ("b", "page.txt")], [("a", "page.txt"), ("b", "page.txt")], {}),
        ([("a", "/x/page.txt"), ("b", "/x/page.txt")], [("a", "/x/page.txt"), ("b", "/x/page.txt")], {"a": "b"}),
        ([("a", WEB), ("b", WEB + "?p=2")], [("a", WEB), ("b", WEB + "?p=2")], {}),
        ([("a", WEB, "x"), ("b", WEB, "y")], [("x", "1.jsonl"), ("y", "2.jsonl")], {"a": "b"}),
        ([("a", WEB, "x"), ("b", WEB, "x")], [("x", "1.jsonl")], {}),
        ([("a", WEB, "x"), ("b", WEB, "x"), ("c", WEB, "y")], [("x", "1.jsonl"), ("y", "2.jsonl")], {}),
        ([("a", WEB, "x"), ("b", WEB)], [("x", "1.jsonl"), ("b", WEB)], {"a": "b"}),
        ([("a", WEB + "#1", "x"), ("b", WEB + "#1", "y")], [("x", WEB), ("y", WEB)], {}),
    ],
)
def test_only_the_newest_at_an_address_counts(
    documents: list[tuple[str, ...]], captures: list[tuple[str, str]], expected: dict[str, str]
) -> None:
    """By order of arrival; never by a relative path, by a site's address or by a place in a list."""
    found = superseded([document(*one) for one in documents], [capture(*one) for one in captures])
    assert {old[0]: new[0] for old, new in found.items()} == expected


def test_the_newest_is_found_through_what_lies_between() -> None:
    """A chain of versions ends at its last, and a loop ends too."""
    assert latest("a", {"a": "b", "b": "c"}) == "c"
    assert latest("a", {"a": "b", "b": "a"}) in ("a", "b")


def test_an_older_version_is_no_second_origin(tmp_path: Path) -> None:
    """The same address with other bytes: one document, its newer toll; the older rows stay and can be looked at."""
    with ledger.create(tmp_path / "case", Settings(workers=1)) as case:
        old = case.add_bytes(FIRST.encode(), WEB, media_type="text/plain")
        case.run()
        (before,) = case.events()
        new = case.add_bytes(SECOND.encode(), WEB, media_type="text/plain")
        case.run()
        (event,) = case.events()
        assert event.documents == (new,)
        assert event.origins_held == 1
        assert event.disputes == ()
        assert event.id == before.id
        assert case.superseded() == {old: new}
        assert {one.id for one in case.documents()} == {old, new}
        case.add_bytes(FIRST.encode(), WEB, media_type="text/plain")
        case.run()
        assert case.superseded() == {new: old}
        assert case.events()[0].documents == (old,)
        assert case.verify() == []


def test_what_failed_is_tried_again_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that failed by chance stays set aside on a plain run, and is read on a run with retry."""
    report = tmp_path / "a.txt"
    report.write_text("Gunmen killed five villagers in Gao on 3 May 2021.\n", encoding="utf-8")

    def break_down(*_: object) -> None:
        raise RuntimeError("out of luck")

    with ledger.create(tmp_path / "case", Settings(workers=1)) as case:
        with monkeypatch.context() as broken:
            broken.setattr("djeli.pipeline.work.split.split", break_down)
            assert case.add([report]).failures
        assert case.run().documents == 0
        assert case.run(retry=True).documents == 1
        assert case.events()
