"""What is otherwise since a moment: each kind of change is told once, with its reason."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from djeli import ledger
from djeli.desk.changes import EventChange, changed
from djeli.desk.moments import moment
from djeli.errors import NotFound
from djeli.ledger import Case
from djeli.pipeline.asof import known_at
from djeli.views import Dispute, Event, Side
from djeli.vocab import DisputeKind
from growing_case import Step, grown


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Step]]:
    """The grown case and its states by name."""
    folder = tmp_path_factory.mktemp("grown")
    return folder / "case", {one.name: one for one in grown(folder)}


@pytest.fixture
def case(built: tuple[Path, dict[str, Step]]) -> Case:
    """It, open to be looked into."""
    return ledger.open(built[0])


@pytest.mark.parametrize("whole", [4000, 0])
def test_events_as_of_each_entry_are_what_they_were(
    case: Case, built: tuple[Path, dict[str, Step]], whole: int
) -> None:
    """Looking back gives what the case showed then, to the last field, computed whole or near what changed."""
    for step in built[1].values():
        found = known_at(case.store, case.settings, step.entry, whole=whole)
        then = {one.id: one for one in found.then}
        assert then.keys() == {one.id for one in step.events}, step.name
        for one in step.events:
            assert then[one.id].reports == one.reports and then[one.id].harm == one.harm, step.name
            if whole:
                assert then[one.id] == one, step.name


def test_looking_back_writes_nothing(case: Case, built: tuple[Path, dict[str, Step]]) -> None:
    """The case is the same after it, and other views of it see all rows."""
    with case.store.reading() as view:
        before = view.entry_before("9999"), dict(view.state()), dict(view.counts())
    case.changes("entry:0")
    known_at(case.store, case.settings, built[1]["gao"].entry)
    with case.store.reading() as view:
        assert (view.entry_before("9999"), dict(view.state()), dict(view.counts())) == before
        assert len(list(view.judgements())) == 2


def test_a_second_page_revises_and_confirms(case: Case, built: tuple[Path, dict[str, Step]]) -> None:
    """A page with another toll from another outlet: the count is revised because of it, and confirmed."""
    found = case.changes(f"entry:{built[1]['aden'].entry}")
    gao = next(one for one in found.changed if one.event.where and one.event.where.name == "Gao")
    toll = next(one for one in gao.revised if one.prop == "killed")
    assert toll.was == "9" and "15" in toll.now
    assert [(cause.kind, cause.page) for cause in toll.because] == [("page", "Desert Post (13 Mar 2021)")]
    assert "15" in toll.because[0].quote
    assert gao.confirmed and (gao.origins_before, gao.event.origins_held) == (1, 2)
    assert [one.page for one in gao.pages] == ["Desert Post (13 Mar 2021)"]


def test_a_dispute_that_comes_up_is_told_and_one_that_goes(built: tuple[Path, dict[str, Step]]) -> None:
    """Held against the same event without it, a dispute is new in one direction and settled in the other."""
    event = built[1]["gao"].events[0]
    sides = (Side(value="9", claims=(), speakers=("the mayor",)), Side(value="15", claims=(), speakers=()))
    dispute = Dispute(id="d", event=event.id, kind=DisputeKind.TOLL, prop="killed", sides=sides, reason="9 or 15.")
    contested = dataclasses.replace(event, disputes=(dispute,))

    def held(then: Event, now: Event) -> EventChange:
        return changed([then], [now], cite=lambda *_: (), pages=lambda *_: (), label=lambda kind: kind, redirects={})[
            1
        ][0]

    assert [one.sides for one in held(event, contested).disputed] == [("9 (the mayor)", "15 (no speaker named)")]
    assert not held(event, contested).settled
    assert [one.reason for one in held(contested, event).settled] == ["9 or 15."]


def test_a_decision_is_told_with_what_it_changed(case: Case, built: tuple[Path, dict[str, Step]]) -> None:
    """A corrected toll names the decision as its reason, and the decision is listed."""
    found = case.changes(f"entry:{built[1]['goma'].entry}")
    assert next(one.text for one in found.decisions).startswith("number killed: 4")
    assert not found.pages and not found.new
    toll = next(value for one in found.changed for value in one.revised if value.prop == "killed")
    assert toll.because[0].kind == "decision" and "the navy's own list" in toll.because[0].text


def test_merged_events_are_told_as_such(case: Case, built: tuple[Path, dict[str, Step]]) -> None:
    """Two events that became one stand under it with both ids, and none is called gone."""
    steps = built[1]
    found = case.changes(f"entry:{steps['corrected'].entry}")
    assert len(found.merged) == 1 and len(found.merged[0].before) == 2
    assert {one.id for one in steps["corrected"].events} > {found.merged[0].event.id}
    assert not found.gone and not found.new


def test_since_before_the_first_entry_all_is_new(case: Case) -> None:
    """Everything is new, and it is said that nothing was there."""
    found = case.changes("2000-01-01")
    assert found.entry == 0 and len(found.new) == len(case.events(planned=True)) and not found.changed
    assert any("nothing in it then" in note for note in found.notes)


def test_since_the_last_entry_nothing_is_otherwise(case: Case, built: tuple[Path, dict[str, Step]]) -> None:
    """Nothing written, nothing told."""
    assert case.changes(f"entry:{built[1]['merged'].entry}").nothing


NOW = dt.datetime(2026, 11, 22, 11, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "last", "found"),
    [
        ("2026-11-20", False, "2026-11-20T00:00"),
        ("2026-11-20", True, "2026-11-21T00:00"),
        ("2026-02", True, "2026-03-01T00:00"),
        ("2025", True, "2026-01-01T00:00"),
        ("2026-11-20T06:00", False, "2026-11-20T06:00"),
        ("2026-11-20T06:00+02:00", False, "2026-11-20T04:00"),
        ("yesterday", False, "2026-11-21T00:00"),
        ("today", True, "2026-11-23T00:00"),
        ("24h", False, "2026-11-21T11:30"),
        ("7 days ago", False, "2026-11-15T11:30"),
        ("2w", False, "2026-11-08T11:30"),
    ],
)
def test_moments_are_read_as_people_write_them(text: str, last: bool, found: str) -> None:
    """Days begin at midnight UTC; with `last` they are meant to their end."""
    assert moment(text, NOW, last=last).isoformat()[:16] == found


@pytest.mark.parametrize("text", ["soon", "2026-13-01", "2026-11-20-1", "", "99999-01-01"])
def test_what_is_no_moment_is_refused_with_a_cure(text: str) -> None:
    """The message says how to write one."""
    with pytest.raises(NotFound, match="yesterday"):
        moment(text, NOW)


def test_an_entry_that_is_not_there_is_refused(case: Case) -> None:
    """A number beyond the ledger is no moment of it."""
    with pytest.raises(NotFound, match="no entry 99999"):
        case.changes("entry:99999")
