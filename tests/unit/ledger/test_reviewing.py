"""Decisions on a case: they win, are shown with who and why, outlive another reading, and can be taken back."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from djeli import extract, ledger
from djeli.errors import InvalidRecord, NotFound
from djeli.gazetteer import open_gazetteer
from djeli.judge.queue import TaskKind
from djeli.ledger import Case, EventLinks, Explained
from djeli.ledger.correcting import count_of, when_of, where_of
from djeli.ledger.parcels import shown
from djeli.records import Extraction
from djeli.settings import Settings
from djeli.store import View
from djeli.vocab import FoldRule, Harm, Precision, Role, Verdict

PAGES = {
    "gao": ("Raid on Gao market", "Gunmen attacked a market in Gao, Mali, on 11 March 2021 and killed nine traders."),
    "later": (
        "Toll of Gao market raid rises",
        "Twelve traders were killed when gunmen attacked a market in Gao, Mali, on 11 March 2021, the mayor said.",
    ),
    "aden": ("Blast at Aden port", "A bomb exploded at the port of Aden, Yemen, on 3 May 2019, killing two sailors."),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with two tellings of one event, and another event."""
    folder = tmp_path_factory.mktemp("three")
    for day, (name, (title, text)) in enumerate(PAGES.items(), start=12):
        page = f"{title}\n\nHarbour Wire\n{day} March 2021\n\n{text}\n"
        (folder / f"{name}.txt").write_text(page, encoding="utf-8")
    with ledger.create(folder / "case", Settings(title="Three", custodian="A. Clerk", workers=1)) as case:
        case.add(sorted(folder.glob("*.txt")))
    return folder / "case"


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Case:
    """A copy of it, open."""
    return ledger.open(shutil.copytree(built, tmp_path / "case"))


def gao(case: Case) -> str:
    """The id of the event in Gao."""
    return next(event.id for event in case.events() if event.where and event.where.name == "Gao")


def test_a_corrected_total_wins_under_every_rule_and_says_why(case: Case) -> None:
    """The number a person sets is low, best and high, whatever the rule; who, why and the machine's stand beside it."""
    name = gao(case)
    before = case.rules(name)[Harm.KILLED]
    assert {rule: one.best for rule, one in before.items()}[FoldRule.CONSERVATIVE] == 9
    assert before[FoldRule.INFORMATIVE].best == 12
    case.correct(name, "killed", "11", by="B. Reader", why="the hospital's list")
    killed = case.event(name).harm[Harm.KILLED]
    assert (killed.low, killed.best, killed.high) == (11, 11, 11)
    for said in ("Set by a person", "the hospital's list", "best 12"):
        assert said in killed.reason
    assert "B. Reader" not in killed.reason  # reasons leave the case with the values; names don't
    assert {one.best for one in case.rules(name)[Harm.KILLED].values()} == {11}
    (shown,) = case.event(name).decisions
    assert (shown.by, shown.prop, shown.value) == ("B. Reader", "killed", "11")
    case.undo()
    assert case.event(name).harm[Harm.KILLED].best == 12
    assert case.event(name).decisions == ()
    assert [one.verdict for one, _ in case.decisions(every=True)] == [Verdict.CORRECTED, Verdict.WITHDRAWN]
    assert case.decisions() == []


def test_date_place_type_party_and_grade_can_be_set(case: Case) -> None:
    """Each is taken over by the event, title and filters included; the latest of several wins."""
    name = gao(case)
    for prop, value in (
        ("date", "2021-03-10"),
        ("place", "Ansongo, Mali"),
        ("type", "ambush"),
        ("actor", "JNIM; Volunteers of Gao"),
        ("grade", "B2"),
        ("date", "2021-03-09/2021-03-10"),
    ):
        case.correct(name, prop, value, why="seen there")
    event = case.event(name)
    assert event.when is not None and (event.when.start.day, event.when.end.day) == (9, 10)
    assert event.where is not None and event.where.name == "Ansongo"
    assert event.type == "ambush" and "Ambush" in event.title and "Ansongo" in event.title
    doers = [one.party for one in event.participants if one.role is Role.PERPETRATOR]
    assert [one.name for one in doers][1:] == ["Volunteers of Gao"] and doers[0].actor == "jnim"
    assert event.assessment is not None and event.assessment.grade == "B2"
    assert event.assessment.overruled_by == next(d.id for d in event.decisions if d.prop == "grade")
    assert [one.id for one in case.events(place="Ansongo", type="ambush")] == [name]
    assert len(event.decisions) == 6


def test_a_misread_page_is_mended_before_everything_else(case: Case) -> None:
    """A value of one report replaces the machine's claim with the same words; links, ranges and dates follow."""
    name = gao(case)
    shown = case.show(name)
    claims = [claim for account in shown.accounts for claim in account.claims.get("killed", ())]
    wrong = next(claim for claim in claims if claim.parsed().best == 9)
    case.correct(wrong.subject, "killed", "8", why="a slip of the reader")
    killed = case.event(name).harm[Harm.KILLED]
    assert killed.low == 8
    now = {c.id: c for account in case.show(name).accounts for c in account.claims.get("killed", ())}
    mended = next(claim for claim in now.values() if claim.parsed().best == 8)
    assert mended.spans == wrong.spans and mended.method.startswith("analyst@") and wrong.id not in now
    assert set(killed.claims) <= set(now)
    assert wrong.id in {claim.id for claim in case.claims([wrong.subject])}  # the machine's stays in the ledger
    with pytest.raises(NotFound, match="of an event"):
        case.correct(wrong.subject, "grade", "B2")


def test_the_type_of_one_report_is_mended_and_stays_so(case: Case) -> None:
    """A report of another type keeps its id and its place; the event follows the votes of its reports, and undo too."""
    aden = next(event for event in case.events() if event.where and event.where.name == "Aden")
    (report,) = aden.reports
    made = case.correct(report, "type", "Mine or roadside bomb", why="the UN says so")
    for _ in range(2):
        event = case.event(aden.id)
        assert (event.type, event.reports) == (made.value, aden.reports) and event.type != aden.type
        (account,) = case.show(aden.id).accounts
        assert account.type == made.value and account.report.type == aden.type
        assert {claim.value for claim in account.claims["type"]} == {made.value}
        assert [(one.machine, one.value) for one in event.decisions] == [
            (aden.type.replace("_", " "), made.value.replace("_", " "))
        ]
        case.run()
    case.undo()
    assert case.event(aden.id).type == aden.type


def test_split_merge_and_undo(case: Case) -> None:
    """A split makes two events, a merge one again under the older id; each can be taken back."""
    name = gao(case)
    whole = case.event(name)
    assert len(whole.documents) == 2
    made = case.split(name, ["later.txt"], why="another market")
    parts = [event for event in case.events() if set(event.reports) & set(whole.reports)]
    assert len(parts) == 2 and all(one.decisions for one in parts)
    case.merge([part.id for part in parts], why="one market after all")
    assert case.event(parts[1].id).id == case.event(parts[0].id).id == name
    assert set(case.event(name).reports) == set(whole.reports)
    case.undo()
    assert len([event for event in case.events() if set(event.reports) & set(whole.reports)]) == 2
    case.undo(made.id[:10])
    assert case.event(name).reports == whole.reports
    with pytest.raises(NotFound, match="no decision"):
        case.undo()


def test_an_event_that_is_none_is_left_out_and_comes_back(case: Case) -> None:
    """Rejected, an event is gone from the list with its reports; taken back, it has its id again."""
    name = gao(case)
    case.decide(name, accept=False, why="a film was shot there")
    assert name not in {event.id for event in case.events(planned=True)}
    assert case.verify() == []
    case.undo()
    assert gao(case) == name


def test_decisions_outlive_another_reading(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a new reading with other anchors, corrections, splits and comments still hold."""
    name = gao(case)
    case.correct(name, "killed", "11", why="list")
    case.split(name, ["later.txt"], why="another market")
    case.comment(name, "ask the mayor")
    (bomb,) = (event for event in case.events() if event.where and event.where.name == "Aden")
    case.correct(bomb.reports[0], "type", "ied_explosion")
    split = {frozenset(event.documents) for event in case.events()}
    real = extract.extract_many

    def wider(*given: object) -> list[Extraction]:
        """The same findings, each anchored at the whole of its sentence."""
        found = []
        for one in real(*given):  # type: ignore[arg-type]
            moved = {r.id: dataclasses.replace(r, anchor=r.scope) for r in one.reports}
            claims = [
                dataclasses.replace(c, subject=moved[c.subject].id) if c.subject in moved else c for c in one.claims
            ]
            found.append(dataclasses.replace(one, reports=tuple(moved.values()), claims=tuple(claims)))
        return found

    old = {report.id for report in case.reports()}
    monkeypatch.setattr("djeli.pipeline.work.extract.extract_many", wider)
    case.pin("Newtown", 16.2, -0.1, country="ML")  # so that the texts are read again
    case.run()
    assert not old & {report.id for report in case.reports()}
    assert {frozenset(event.documents) for event in case.events()} == split
    event = case.event(name)
    assert event.harm[Harm.KILLED].best == 11
    assert [one.why for one in event.decisions] == ["list", "another market", "ask the mayor"]
    assert case.event(bomb.id).type == "ied_explosion"
    assert case.detached() == []


def test_the_queue_asks_by_risk_and_forgets_what_was_answered(case: Case) -> None:
    """Tasks are ordered by risk; an answered one is gone, also after the next run; undone, it is asked again."""
    asked = case.review()
    assert asked and [one.risk for one in asked] == sorted((one.risk for one in asked), reverse=True)
    assert all(one.because and one.question for one in asked)
    lone = next(one for one in asked if one.kind is TaskKind.SOURCE)
    name = case.called([lone])[lone.id]
    assert case.question(name) == case.question(lone.id) == lone and len(name) < len(lone.id)
    with pytest.raises(NotFound, match=f"may be .*{lone.id}"):
        case.question("source-")
    case.decide(name, accept=True, why="the only source there can be")
    case.run()
    assert lone.id not in {one.id for one in case.review()}
    with pytest.raises(NotFound, match="no open question"):
        case.decide(lone.id, accept=True)
    case.undo()
    assert lone.id in {one.id for one in case.review()}
    with pytest.raises(NotFound, match="kind"):
        case.review(kinds=["gossip"])


def test_explain_says_why_and_why_not(case: Case) -> None:
    """A link is a sum that ends at its chance; two events far apart are compared on request; both quotes are there."""
    name = gao(case)
    whole = case.explain(name)
    assert isinstance(whole, EventLinks) and whole.inside
    link = case.explain(whole.inside[0].name)
    assert isinstance(link, Explained) and link.linked and link.probability is not None
    assert link.left.quote != link.right.quote and "market" in link.left.quote
    apart = case.explain("gao.txt", "aden.txt")
    assert isinstance(apart, Explained) and not apart.linked
    assert apart.parts and apart.probability is not None and apart.probability < 0.1
    case.split(name, ["later.txt"], why="no")
    parted = case.explain("gao.txt", "later.txt")
    assert isinstance(parted, Explained) and not parted.linked and "person decided" in " ".join(parted.decided)
    for bad in (("gao.txt", "gao.txt"), ("nothing", ""), ("abcdef0123", "")):
        with pytest.raises(NotFound):
            case.explain(*bad)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("57", (57, 57, 57)),
        ("50-60 soldiers", (50, None, 60)),
        ("50+", (50, 50, None)),
        ("~1,200", (1200, 1200, 1200)),
        ("0", (0, 0, 0)),
    ],
)
def test_counts_as_people_type_them(text: str, bounds: tuple[int | None, ...]) -> None:
    """Numbers with their bounds, and what is counted."""
    found = count_of(text)
    assert (found.low, found.best, found.high) == bounds
    assert found.of == ("soldiers" if "soldiers" in text else "")


def test_dates_and_places_as_people_type_them() -> None:
    """Days, months, years, spans; places by name and country, by region, by degrees; unclear ones are refused."""
    assert when_of("2024-02").precision is Precision.MONTH
    assert when_of("2024").end.month == 12
    assert when_of("2024-07-25/2024-07-27").precision is Precision.DAYS
    places = open_gazetteer()
    assert where_of("Kidal, Mali", places).country == "ML"
    spot = where_of("Abeibara@19.12,1.78, Mali", places)
    assert (spot.name, spot.lat, spot.lon, spot.country) == ("Abeibara", 19.12, 1.78, "ML")
    for bad in ("Xqzzt", "Kidal, France"):
        with pytest.raises(NotFound):
            where_of(bad, places)
    for wrong in ("yesterday", "2024-07-27/2024-07-25"):
        with pytest.raises(NotFound):
            when_of(wrong)
    with pytest.raises(NotFound):
        count_of("many")


def test_values_nobody_can_read_are_refused(case: Case) -> None:
    """Nothing is written when a value, a property or a name is none."""
    name = gao(case)
    for prop, value in (("date", "soon"), ("weather", "hot"), ("type", "picnic"), ("killed", "-3")):
        with pytest.raises(NotFound):
            case.correct(name, prop, value)
    with pytest.raises(InvalidRecord):
        case.correct(name, "grade", "Z9")
    with pytest.raises(NotFound):
        case.comment(name, " ")
    assert case.decisions(every=True) == []


def test_an_events_links_can_be_asked_for_in_part(built: Path) -> None:
    """The strongest links that hold the pages together come first, and it is said how many there are."""
    with ledger.open(built) as case:
        several = next(event for event in case.events() if len(event.items) > 1)
        whole, part = case.explain(several.id), case.explain(several.id, most=1)
        assert isinstance(whole, EventLinks)
        assert isinstance(part, EventLinks)
        assert part.inside == whole.inside[:1]
        assert part.pairs == len(whole.inside)


def test_what_is_shown_of_an_event_is_read_from_its_own_pages_only(built: Path) -> None:
    """Showing one event asks the store for no list of the whole case."""
    with ledger.open(built) as case:
        event = case.events()[0].id
        met: list[str] = []
        with case.store.reading() as view:
            whole = {"documents", "items", "texts", "assessments", "families"}
            watched = _Watched(view, whole, met)
            shown(watched, event, case.text)  # type: ignore[arg-type]
        assert met == []
        assert case.rules_of(case.show(event)) == case.rules(event)


class _Watched:
    """A view that notes which of its lists are asked for whole."""

    def __init__(self, view: View, names: set[str], met: list[str]) -> None:
        self._view, self._names, self._met = view, names, met

    def __getattr__(self, name: str) -> object:
        real = getattr(self._view, name)
        if name not in self._names:
            return real

        def asked(keys: object = None) -> object:
            if keys is None:
                self._met.append(name)
            return real(keys)

        return asked
