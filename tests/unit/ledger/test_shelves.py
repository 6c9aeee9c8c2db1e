"""Lists that are kept while the case stays as it is, and folded anew when it changes."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import djeli
from djeli.ledger import shelves
from djeli.ledger.asking import ToldFilter
from djeli.ledger.shelf import Shelf
from djeli.pipeline.parts import ends_of, party_key
from djeli.resources.actors import load_actors
from djeli.vocab import PartyKind


def test_lists_from_the_kept_shelf_are_those_of_a_fresh_one(demo_case: Path) -> None:
    """Portions asked for twice, in any order, are what the whole case gives."""
    with djeli.open(demo_case) as case:
        for _ in range(2):
            assert list(case.statement_portion(ToldFilter(), limit=10_000).rows) == case.statements()
            assert list(case.figure_portion(ToldFilter(), limit=10_000).rows) == case.figures()
            assert list(case.disputed_portion(of="other", limit=10_000).rows) == case.disputed(of="other")
        first, again = case.actor_portion(limit=10_000), case.actor_portion(limit=10_000)
        assert first == again
        with case.shelves.open() as one, case.shelves.open() as other:
            assert one.sayings is other.sayings
            assert "events" not in vars(other)


def test_pages_of_disputes_are_the_list(demo_case: Path) -> None:
    """Read page by page or from one place on, disputes of events are those of the whole list, in its order."""
    with djeli.open(demo_case) as case:
        every = case.disputed(of="event")
        assert len(every) > 5
        pages = [one for start in range(0, len(every), 4) for one in case.disputed_portion(offset=start, limit=4).rows]
        assert pages == every
        assert case.disputed(limit=3) == every[:3]
        assert case.disputed()[: len(every)] == every
        wanted = [(event.id, one.id) for event in case.events(disputed=True, planned=True) for one in event.disputes]
        assert [(one.event, one.dispute.id) for one in every] == wanted


def test_a_decision_shows_at_once_in_a_small_case(demo_copy: Path) -> None:
    """Lists of a case that is quickly folded never show what was before."""
    with djeli.open(demo_copy) as case:
        before = case.disputed_portion(of="event", limit=10_000)
        case.decide(before.rows[0].event, accept=False, by="A")
        after = case.disputed_portion(of="event", limit=10_000)
        assert before.rows[0].event not in {one.event for one in after.rows}
        assert list(after.rows) == [one for one in case.disputed() if one.of == "event"]


def test_in_a_large_case_the_older_list_stands_until_the_newer_is_folded(demo_copy: Path) -> None:
    """What takes long is folded in the background; the page gets what there was, and soon what there is.

    Disputes of events, statements and actors stand in tables: there the decision shows at once.
    """

    def folded() -> set[str]:
        with case.shelves.open() as shelf:
            return {name for one in shelf.sayings for name in one.said.events}

    with djeli.open(demo_copy) as case:
        before, listed = folded(), case.actor_portion(limit=10_000)
        told = (case.event(name) for name in sorted(before))
        event = next(one.id for one in told if any(each.party.actor for each in one.participants))
        case.shelves._longest = shelves.PATIENCE
        case.decide(event, accept=False, by="A")
        assert folded() == before
        assert case.actor_portion(limit=10_000) != listed
        assert event not in {one.event for one in case.disputed_portion(limit=10_000).rows}
        assert event not in {name for one in case.statement_portion(ToldFilter()).rows for name in one.said.events}
        for _ in range(600):
            if not any(one.name == "djeli-shelf" for one in threading.enumerate()):
                break
            time.sleep(0.05)
        assert event not in folded()


def test_the_table_of_statements_answers_every_filter_as_the_folded_list_does(demo_case: Path) -> None:
    """By stance, event, speaker, actor, day and words the database finds what looking through all of them finds."""
    with djeli.open(demo_case) as case:
        every = case.statements()
        one = next(each for each in every if each.said.events and each.said.actor)
        word = max(one.said.words.split(), key=len)
        wanted = (
            {"stance": one.said.stance.value},
            {"event": one.said.events[0]},
            {"speaker": one.said.speaker},
            {"actor": one.said.actor},
            {"since": one.said.first, "until": one.said.last},
            {"text": word[:4]},
            {"text": word, "actor": one.said.actor, "stance": one.said.stance.value},
            {"text": "nobodysaidthis"},
        )
        names = {"stance": "kind", "speaker": "who"}
        for each in wanted:
            told = ToldFilter(**{names.get(name, name): value for name, value in each.items()})
            found, looked = case.statement_portion(told, limit=10_000), case.statements(**each)
            assert list(found.rows) == looked, each
            assert found.total == len(looked)
            assert sum(found.facets["stance"].values()) == sum(found.facets["speaker"].values()) == found.total


def test_counts_of_actors_are_those_of_what_the_case_tells(demo_case: Path) -> None:
    """Every row of the list has as many events, statements and relations as the case has of that actor."""
    with djeli.open(demo_case) as case, case.store.reading() as view:
        shelf, rows = Shelf(view, case.text), case.actors()
        assert len(rows) > 5
        for row in rows:
            key = row.id.removeprefix("name:")
            took = [event for event in shelf.events if key in {party_key(one.party) for one in event.participants}]
            tied = [one for one in shelf.ties if key in ends_of(one.claim)]
            assert (row.counts.events, row.counts.relations) == (len(took), len(tied)), row
            assert row.kind is not PartyKind.PERSON or key in shelf.public, row
            assert key in load_actors() or key not in shelf.secluded, row
        assert sum(row.counts.statements for row in rows) > len(rows)


def test_an_actors_page_finds_what_the_whole_case_holds_of_it(demo_case: Path) -> None:
    """Events, statements and relations of every actor are those that looking through all of them finds."""
    with djeli.open(demo_case) as case, case.shelves.open() as whole:
        met = 0
        for row in case.actors()[:12]:
            found, key = case.actor(row.id), row.id.removeprefix("name:")
            said = [one for one in whole.sayings if key in {each.claim.speaker.actor for each in one.told}]
            took = [event for event in whole.events if key in {party_key(one.party) for one in event.participants}]
            tied = [one.bond.id for one in whole.bonds if any(key in ends_of(told.claim) for told in one.told)]
            assert list(found.said) == said
            assert [part.event for part in found.events] == took
            assert sorted(one.id for one in found.bonds) == sorted(tied)
            assert not set(found.about) & set(found.said)
            few = case.actor(row.id, most=1)
            assert (few.said, few.about) == (found.said[:1], found.about[:1])
            assert (few.said_total, few.about_total) == (len(found.said), len(found.about))
            met += bool(found.about)
        assert met


def test_figures_stay_folded_after_a_decision(demo_copy: Path) -> None:
    """What no decision changes is not folded anew for one."""
    with djeli.open(demo_copy) as case:
        before = case.figure_portion(ToldFilter())
        with case.figured.open() as one:
            case.decide(case.events()[0].id, accept=False, by="A")
        with case.figured.open() as other:
            assert other.figures is one.figures
        assert case.figure_portion(ToldFilter()) == before
        assert list(before.rows) == case.figures()[:50]


def test_a_shelf_within_some_items_says_of_them_what_the_whole_says(demo_case: Path) -> None:
    """What is said of an event is the same whether the whole case is read or its own items only."""
    with djeli.open(demo_case) as case, case.store.reading() as view:
        whole, met = Shelf(view, case.text), 0
        for event in whole.events[:12]:
            told = Shelf(view, case.text, within=event.items).about(event)
            assert list(told) == list(whole.about(event))
            met += len(told)
        assert met
