"""The bundled demo says what should come out of it; this holds linking to what does."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from djeli.ledger import Case
from djeli.ledger.opening import open as open_case
from djeli.resources import load_yaml
from djeli.store import EventFilter
from djeli.views import Event

TOGETHER = ("dusitd2_attack", "sri_lanka_bombings", "pont_sonde_massacre", "kramatorsk_strike", "tinzaouatene_battle")
"""Events of the manifest that several files tell and that come out as one; those missing are known faults."""


@pytest.fixture(scope="module")
def manifest() -> Any:
    """What the corpus holds."""
    return load_yaml(files("djeli.resources") / "demo" / "manifest.yaml")


@pytest.fixture
def case(demo_case: Path) -> Iterator[Case]:
    """The demo case, opened to look at."""
    found = open_case(demo_case)
    yield found
    found.close()


def files_of(case: Case) -> dict[str, str]:
    """Document -> file of the demo it came from; members of a container go by it."""
    with case.store.reading() as view:
        names = {capture.document: Path(capture.uri).name for capture in view.captures()}
    return {d.id: names.get(d.id) or names.get(d.container, d.uri) for d in case.documents()}


@pytest.mark.parametrize("name", TOGETHER)
def test_one_event_gathers_most_of_the_files_that_tell_it(case: Case, manifest: Any, name: str) -> None:
    """More than half of the files that tell an event as their news stand in one event of the ledger."""
    telling = {file for file, entry in manifest["files"].items() if name in entry["events"]}
    homes = files_of(case)
    with case.store.reading() as view:
        events: list[Event] = list(view.events(EventFilter(planned=True)))
    best = max(len(telling & {homes[document] for document in event.documents}) for event in events)
    assert best * 2 > len(telling), f"{name}: {best} of {len(telling)} files"


def test_copies_are_not_origins(case: Case) -> None:
    """No event has more origins than pages, and an event told by copies alone has one."""
    with case.store.reading() as view:
        families = {item: name for item, (name, _) in view.families().items()}
        events = list(view.events(EventFilter(planned=True)))
    for event in events:
        assert event.origins_held <= len({families[item] for item in event.items}), event.title
        assert event.origins_held <= len(event.documents), event.title
