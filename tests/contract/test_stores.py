"""Every store in STORES behaves alike: what is written comes back equal, and nothing else happens."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from djeli import plugins, values
from djeli.errors import InvalidRecord, NotFound
from djeli.records import (
    Block,
    Capture,
    Claim,
    Document,
    Extraction,
    Field,
    Item,
    Judgement,
    Reading,
    Region,
    Report,
    Span,
    Speaker,
    Text,
)
from djeli.store import STORES, Derived, EventFilter, Failure, Original, Store
from djeli.views import Assessment, Dispute, Estimate, Event, Link, Part, Participant, Side, Signal
from djeli.vocab import (
    Basis,
    Credibility,
    DateAnchor,
    DisputeKind,
    FoldRule,
    Harm,
    Informant,
    ItemKind,
    PartyKind,
    Precision,
    RegionKind,
    Reliability,
    Resolution,
    Role,
    Stance,
    SubjectKind,
    Verdict,
)

STORY = "Harbour raid\n\nGunmen killed 12 sailors in Aden on 3 May 2021, the navy said. \U0001f6a2 قال الجيش\n"


@pytest.fixture(params=sorted(STORES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    opened: Store = plugins.load(STORES, request.param)(tmp_path / "ledger.db")
    yield opened
    opened.close()


def story(body: str = STORY, uri: str = "a.txt") -> tuple[Reading, Item, Extraction]:
    """A document with one item, one report and its claims."""
    name = hashlib.sha256(body.encode()).hexdigest()
    published = Field(value="2021-05-04", basis=Basis.SUPPLIED)
    document = Document(id=name, uri=uri, media_type="text/plain", size=len(body), published=published)
    text = Text(document=name, reader="txt@1", content=body, blocks=(Block(0, 12, "heading", 1),), encoding="utf-8")
    title = Field(value="Harbour raid", basis=Basis.TEXT, span=text.span(0, 12))
    item = Item(
        text=text.id,
        start=0,
        end=len(body) - 1,
        kind=ItemKind.ARTICLE,
        language="en",
        title=title,
        regions=(Region(0, 12, RegionKind.HEADER),),
        notes=("one article: a single headline",),
    )
    anchor = body.index("killed")
    report = Report(
        item=item.id, anchor=text.span(anchor, anchor + 6), scope=text.span(14, len(body) - 1), type="killing"
    )
    number = body.index("12 sailors")
    quantity = values.Quantity(low=12, best=12, high=12, of="sailors", party=PartyKind.STATE_FORCES)
    navy = body.index("the navy")
    claim = Claim(
        item=item.id,
        subject_kind=SubjectKind.REPORT,
        subject=report.id,
        prop="killed",
        value=values.dump(quantity),
        spans=(text.span(number, number + 10), text.span(anchor, anchor + 6)),
        method="harm@1",
        stance=Stance.ACCUSES,
        speaker=Speaker(name="the navy", span=text.span(navy, navy + 8), informant=Informant.ARMY),
    )
    place = Span(text.id, body.index("Aden"), body.index("Aden") + 4)
    found = Extraction(item=item.id, method="rules@1", reports=(report,), claims=(claim,), unresolved_places=(place,))
    return Reading(document=document, text=text), item, found


def capture(name: str, uri: str = "a.txt") -> Capture:
    """A capture of today."""
    at = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)
    return Capture(document=name, uri=uri, at=at, method="file", version="1", custodian="desk")


def event(report: str, **more: object) -> Event:
    """A folded event with every kind of value."""
    when = values.When(
        start=dt.date(2021, 5, 3),
        end=dt.date(2021, 5, 3),
        precision=Precision.DAY,
        anchor=DateAnchor.STATED,
        reason="stated",
    )
    where = values.Where(name="Aden", resolution=Resolution.SETTLEMENT, lat=12.78, lon=45.03, country="YE")
    toll = Estimate(low=12, best=12, high=14, rule=FoldRule.INFORMATIVE, reason="latest", claims=("c1",))
    sides = (
        Side(value="12", claims=("c1",), speakers=("navy",)),
        Side(value="14", claims=("c2",), speakers=("union",)),
    )
    dispute = Dispute(
        id="d1", event="7K2Q", kind=DisputeKind.TOLL, prop="killed", sides=sides, reason="12 or 14", independent=True
    )
    graded = Assessment(
        subject="7K2Q",
        reliability=Reliability.C,
        credibility=Credibility.POSSIBLY_TRUE,
        signals=(Signal(name="single_origin", effect=-1, reason="one origin only", spans=(Span("t", 0, 3),)),),
    )
    gunmen = Participant(
        role=Role.PERPETRATOR, party=values.Party(name="gunmen", kind=PartyKind.ARMED_UNKNOWN), claims=("c3",)
    )
    fields: dict[str, object] = {
        "id": "7K2Q",
        "type": "killing",
        "title": "Killing of sailors in Aden",
        "reports": (report,),
        "items": ("i",),
        "documents": ("d",),
        "when": when,
        "where": where,
        "harm": {Harm.KILLED: toll},
        "participants": (gunmen,),
        "disputes": (dispute,),
        "assessment": graded,
    }
    return Event(**(fields | more))  # type: ignore[arg-type]


def fill(store: Store) -> tuple[Reading, Item, Extraction]:
    """Write one story."""
    reading, item, found = story()
    with store.writing() as writer:
        writer.original(Original(id=reading.document.id, media_type="text/plain", size=9), capture(reading.document.id))
        writer.reading(reading, [item], [found], "m@1")
        writer.complete(reading.document.id, "m@1")
    return reading, item, found


def test_records_come_back_equal(store: Store) -> None:
    """Document, text, item, report, claim and unresolved span survive the round trip."""
    reading, item, found = fill(store)
    with store.reading() as view:
        assert list(view.documents()) == [reading.document]
        assert list(view.texts()) == [reading.text]
        assert list(view.items()) == [item]
        assert list(view.reports()) == list(found.reports)
        assert list(view.claims()) == list(found.claims)
        assert list(view.claims([found.reports[0].id])) == list(found.claims)
        assert list(view.claims(["nobody"])) == []
        assert list(view.unresolved()) == list(found.unresolved_places)
        assert [one.uri for one in view.captures(reading.document.id)] == ["a.txt"]
        assert view.completed() == {reading.document.id: "m@1"}
        (account,) = view.accounts()
        assert account.claims["killed"] == found.claims
        assert account.document == reading.document.id


def test_the_same_again_adds_nothing(store: Store) -> None:
    """The same bytes and the same method are a no-op; a new address is one more capture."""
    reading, item, found = fill(store)
    name = reading.document.id
    with store.writing() as writer:
        assert not writer.original(Original(id=name, media_type="text/plain", size=9), capture(name))
        assert not writer.reading(reading, [item], [found], "m@1")
        assert not writer.original(Original(id=name, media_type="text/plain", size=9), capture(name, "b.txt"))
    with store.reading() as view:
        assert view.counts()["claim"] == 1
        assert [one.uri for one in view.captures(name)] == ["a.txt", "b.txt"]


def test_a_newer_method_speaks_and_the_older_rows_stay(store: Store) -> None:
    """After a re-reading, only the new rows are current."""
    reading, item, found = fill(store)
    with store.writing() as writer:
        assert writer.reading(reading, [item], [], "m@2")
    with store.reading() as view:
        assert list(view.claims()) == []
        assert list(view.items()) == [item]
        assert list(view.documents()) == [reading.document]
        assert view.text(reading.text.id) == reading.text
    assert found.claims


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    """When the block raises, no row of it is kept."""
    reading, item, found = story()

    def write_then_stop() -> None:
        with store.writing() as writer:
            writer.reading(reading, [item], [found], "m@1")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_then_stop()
    with store.reading() as view:
        assert view.counts()["document"] == 0
        assert view.counts()["claim"] == 0


def test_judgements_and_failures(store: Store) -> None:
    """Decisions keep their order; the same fault of the same input is noted once."""
    at = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
    first = Judgement(left="a", right="b", verdict=Verdict.SAME, by="desk", at=at, why="same convoy")
    second = Judgement(left="a", right="b", verdict=Verdict.DIFFERENT, by="desk", at=at, why="two days apart")
    with store.writing() as writer:
        for judgement in (first, second):
            writer.judgement(judgement)
        for _ in range(2):
            writer.failure(Failure(original="x", place="scan.pdf", message="no text layer"))
    with store.reading() as view:
        assert list(view.judgements()) == [first, second]
        assert [one.place for one in view.failures()] == ["scan.pdf"]


def test_derived_views_come_back_and_are_replaced(store: Store) -> None:
    """Events, links, families and assessments come back equal; a second derive replaces the first."""
    _, item, found = fill(store)
    one = event(found.reports[0].id)
    link = Link(left="a", right="b", probability=0.7, parts=(Part(name="date", left="3", right="4", weight=-0.5),))
    assert one.assessment is not None
    whole = Derived(
        events=[one],
        links=[link],
        families={item.id: ("f1", 0.9)},
        assessments=[one.assessment],
        words={"7K2Q": "sailors killed in Aden"},
    )
    with store.reading() as view:
        assert view.stale()
    for _ in range(2):
        with store.writing() as writer:
            writer.derive(whole)
    with store.reading() as view:
        assert not view.stale()
        assert view.event("7k2q") == one
        assert list(view.disputes()) == list(one.disputes)
        assert list(view.links(["a", "b"])) == [link]
        assert view.families() == {item.id: ("f1", 0.9)}
        assert view.assessments() == {"7K2Q": one.assessment}
        assert view.accounts()[0].family == "f1"
        assert view.event_of([found.reports[0].id]) == {found.reports[0].id: "7K2Q"}


def test_links_are_read_by_their_reports(store: Store) -> None:
    """Chances say what links say, of pairs inside and beside some reports; links come in the order asked for."""
    _, item, found = fill(store)
    parts = (Part(name="date", left="3", right="4", weight=-0.5),)
    links = [Link(left=a, right=b, probability=p, parts=parts) for a, b, p in (("a", "b", 0.7), ("b", "c", 0.2))]
    with store.writing() as writer:
        writer.derive(Derived(events=[], links=links, families={}, assessments=[], words={}))
    with store.reading() as view:
        assert view.chances(["a", "b"]) == [("a", "b", 0.7)]
        assert sorted(view.chances(["b"], touching=True)) == [("a", "b", 0.7), ("b", "c", 0.2)]
        assert view.chances([]) == []
        assert view.links_of([("b", "c"), ("a", "c"), ("a", "b")]) == [links[1], links[0]]
        assert view.items_of([found.reports[0].id, "0" * 32]) == {found.reports[0].id: item.id}


def test_decisions_are_seen_by_views_opened_after_them(store: Store) -> None:
    """What one view read of decisions never hides later ones from another, nor shows them to an older one."""
    at = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
    rows = [Judgement(left=name, right="b", verdict=Verdict.SAME, by="A", at=at) for name in ("x", "y")]
    for number, row in enumerate(rows, start=1):
        with store.writing() as writer:
            writer.judgement(row)
        for _ in range(2):
            with store.reading() as view:
                assert list(view.judgements()) == rows[:number]


@pytest.mark.parametrize(
    ("wanted", "met"),
    [
        (EventFilter(), True),
        (EventFilter(country="YE"), True),
        (EventFilter(country="ML"), False),
        (EventFilter(place="aden"), True),
        (EventFilter(place="DE"), True),
        (EventFilter(place="Gao"), False),
        (EventFilter(place="%"), False),
        (EventFilter(actor="gunmen"), True),
        (EventFilter(actor="army"), False),
        (EventFilter(actor="Men", place="aden"), True),
        (EventFilter(type="killing"), True),
        (EventFilter(since="2021-05-03", until="2021-05-03"), True),
        (EventFilter(since="2021-05-04"), False),
        (EventFilter(until="2021-05-02"), False),
        (EventFilter(text="sailors aden"), True),
        (EventFilter(text='harbour" OR'), False),
        (EventFilter(disputed=True), True),
    ],
)
def test_filters(store: Store, wanted: EventFilter, met: bool) -> None:
    """Each filter keeps and drops what it should; odd characters in a search do no harm."""
    one = event("r")
    with store.writing() as writer:
        writer.derive(
            Derived(events=[one], links=[], families={}, assessments=[], words={"7K2Q": "sailors killed in Aden"})
        )
    with store.reading() as view:
        assert bool(list(view.events(wanted))) is met


def test_event_ids_redirect_and_never_hang(store: Store) -> None:
    """An old id leads to the new event; a loop ends in NotFound that names ids that start alike."""
    with store.writing() as writer:
        writer.mint("7K2Q", "r1")
        writer.redirect("0OLD", "7K2Q")
        writer.redirect("LOOP", "LOOP")
        writer.derive(Derived(events=[event("r")], links=[], families={}, assessments=[], words={}))
    with store.reading() as view:
        assert view.event("0old").id == "7K2Q"
        assert view.minted() == {"7K2Q": "r1"}
        with pytest.raises(NotFound):
            view.event("LOOP")
        with pytest.raises(NotFound, match="7K2Q"):
            view.event("7KXX")


def test_nothing_points_into_another_text(store: Store) -> None:
    """Rows keep one text for all spans of an item, so a span of another text is refused and nothing is written."""
    reading, item, found = story()
    other, other_item, other_found = story(STORY + "Another page.\n")
    beyond = Span(reading.text.id, 5, len(STORY) + 1)
    (claim,) = found.claims
    assert claim.speaker is not None
    wrong = [
        ([item], replace(found, claims=(replace(claim, spans=other_found.claims[0].spans),))),
        ([item], replace(found, claims=(replace(claim, spans=(*claim.spans, beyond)),))),
        ([item], replace(found, claims=(replace(claim, speaker=replace(claim.speaker, cue=beyond)),))),
        ([item], replace(found, claims=(replace(claim, item=other_item.id),))),
        ([item], replace(found, unresolved_places=(beyond,))),
        ([item], other_found),
        ([other_item], other_found),
    ]
    for items, extraction in wrong:
        with pytest.raises(InvalidRecord), store.writing() as writer:
            writer.reading(reading, items, [extraction], "m@1")
    with pytest.raises(InvalidRecord), store.writing() as writer:
        writer.reading(replace(reading, document=other.document), [item], [found], "m@1")
    with store.reading() as view:
        assert view.counts()["document"] == 0
