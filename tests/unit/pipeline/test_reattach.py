"""After another extraction, decisions and event ids follow the mention they spoke of, or are listed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from djeli import ledger
from djeli.pipeline.reattach import aligned, carried, successors
from djeli.records import Judgement, Report, Text
from djeli.settings import Settings
from djeli.vocab import Verdict

DOC, NEW = "d" * 64, "e" * 64
STORY = "On Monday gunmen killed 12 people in the town. The army said it had arrested three suspects."


def text(content: str = STORY, reader: str = "txt@1", document: str = DOC) -> Text:
    """A text."""
    return Text(document=document, reader=reader, content=content)


def report(where: Text, words: str, kind: str) -> Report:
    """A report anchored at some words."""
    start = where.content.index(words)
    return Report(item="i", anchor=where.span(start, start + len(words)), scope=where.span(0, 20), type=kind)


def near(left: str, right: str) -> float:
    """Types alike by their first word."""
    return float(left.split("_", maxsplit=1)[0] == right.split("_", maxsplit=1)[0])


def judged(left: str, right: str, verdict: Verdict = Verdict.SAME) -> Judgement:
    """A decision."""
    return Judgement(left=left, right=right, verdict=verdict, by="desk", at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("now", "words", "kind", "follows"),
    [
        (text(), "gunmen killed", "attack_armed", True),
        (text(), "gunmen killed", "arrest", False),
        (text(), "arrested", "attack", False),
        (text(reader="txt@2", content="Headline\n\n" + STORY.replace(" ", "\n", 3)), "killed", "attack", True),
        (text(document=NEW, content="Updated. " + STORY.replace("three", "four")), "killed", "attack", True),
        (text(reader="txt@2", content=STORY.replace("gunmen", "rebels")), "killed", "attack", True),
        (text(reader="txt@2", content="A week later others killed two guards at a bank."), "killed", "attack", False),
        (text(reader="txt@2", content="killed killed killed"), "killed", "attack", False),
        (text(document="f" * 64), "killed", "attack", False),
    ],
)
def test_a_report_is_followed_by_anchor_and_type(now: Text, words: str, kind: str, follows: bool) -> None:
    """Overlap in one Text, the same words around in another; never another type, an unclear place, another page."""
    old = report(text(), "killed", "attack")
    other = report(now, words, kind)
    texts = {one.id: one for one in (text(), now)}
    found = successors([old], [other], texts, {DOC: NEW}, near)
    assert found == ({old.id: other.id} if follows else {})


def test_the_nearest_of_several_is_taken() -> None:
    """The same type before another one, then the anchor that fits best; the order of reports changes nothing."""
    now = text()
    exact, wide = report(now, "killed", "attack_armed"), report(now, "gunmen killed 12", "attack_other")
    for current in ([exact, wide], [wide, exact]):
        assert successors([report(now, "killed", "attack")], current, {now.id: now}, {}, near) == {
            report(now, "killed", "attack").id: exact.id
        }


def test_alignment_needs_one_place() -> None:
    """Words that stand twice, or not at all, lead nowhere."""
    one = text()
    anchor = one.span(17, 23)
    assert one.quote(anchor) == "killed"
    again = text(STORY.replace(" ", "  "), "txt@2")
    found = aligned(one, anchor, again)
    assert found is not None
    assert again.quote(found) == "killed"
    assert aligned(one, anchor, text("Nothing here.", "txt@2")) is None


def test_judgements_are_carried_or_listed() -> None:
    """Ends follow their reports; what cannot follow is left, and what speaks of no report is kept as it is."""
    a, b, c, old, gone = (letter * 32 for letter in "abc12")
    heirs = {old: c}
    kept, left = carried(
        [judged(a, old), judged(b, gone), judged(old, c), judged(old, c, Verdict.DIFFERENT), judged("place:gao", "w")],
        {a, b, c},
        heirs,
    )
    assert [(one.left, one.right) for one in kept] == [(a, c), ("place:gao", "w")]
    assert [(one.left, one.verdict) for one in left] == [(b, Verdict.SAME), (old, Verdict.DIFFERENT)]


def test_ids_and_decisions_outlive_a_new_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read again with another method: older rows stay, events keep their ids, a decision still parts two reports."""
    with ledger.create(tmp_path / "case", Settings(workers=1)) as case:
        for day, toll in ((3, 12), (4, 12)):
            page = f"Gunmen killed {toll} people in Gao, Mali, on {day} May 2021.\n"
            case.add_bytes(page.encode(), f"{day}.txt")
        case.run()
        reports = sorted(one.id for one in case.reports())
        assert len(reports) == 2
        case.judge(*reports, Verdict.SAME, by="desk")
        (event,) = case.events()
        case.pin("Newtown", 16.2, -0.1, country="ML")
        found = case.run()
        assert found.documents == 2
        (again,) = case.events()
        assert again.id == event.id
        assert case.detached() == []
        assert case.verify() == []

        def silent(items: object, *_: object) -> list[object]:
            return []

        monkeypatch.setattr("djeli.pipeline.work.extract.extract_many", silent)
        case.pin("Oldtown", 16.3, -0.1, country="ML")
        case.run()
        assert case.events() == []
        assert [one.verdict for one in case.detached()] == [Verdict.SAME]
