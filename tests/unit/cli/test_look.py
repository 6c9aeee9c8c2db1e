"""Commands that look into a case: the same facts on the screen and as JSON, within 100 columns."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from djeli import ledger

Djeli = Callable[..., Any]


def ids(said: Any) -> list[str]:
    """Ids of a list of events as JSON."""
    return [one["id"] for one in json.loads(said.out)]


def test_events_json_holds_the_events_of_the_table(djeli: Djeli, demo_case: Path) -> None:
    """Table and JSON list the same events in the same order."""
    found = ids(djeli("events", "--json", "--case", demo_case))
    table = djeli("events", "--case", demo_case).out.splitlines()
    assert len(found) > 10
    assert [line[:4] for line in table if line[:4] in found and line[:4].strip()] == found
    assert f"djeli show {found[0]}" in table[-1]


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        (["--country", "Mali"], lambda e: e["where"]["country"] == "ML"),
        (["--country", "ke"], lambda e: e["where"]["country"] == "KE"),
        (["--disputed"], lambda e: len(e["disputes"]) > 0),
        (["--since", "2024"], lambda e: e["when"]["end"] >= "2024-01-01"),
        (["--until", "2019-12"], lambda e: e["when"]["start"] <= "2019-12-31"),
        (["--no-background"], lambda e: not e["background"]),
        (["--text", "railway"], lambda e: True),
        (["--text", "railw*"], lambda e: True),
    ],
)
def test_filters_leave_what_fits(
    djeli: Djeli, demo_case: Path, filters: list[str], holds: Callable[[Any], bool]
) -> None:
    """Each filter leaves some events, fewer than all, and only those that fit."""
    every = ids(djeli("events", "--json", "--case", demo_case))
    found = json.loads(djeli("events", *filters, "--json", "--case", demo_case).out)
    assert 0 < len(found) < len(every)
    assert all(holds(event) for event in found)
    assert {event["id"] for event in found} <= set(every)


def test_filter_by_type_and_place(djeli: Djeli, demo_case: Path) -> None:
    """Filters by type and by place find the events that have them."""
    for event in json.loads(djeli("events", "--json", "--case", demo_case).out)[:6]:
        assert event["id"] in ids(djeli("events", "--type", event["type"], "--json", "--case", demo_case))
        if event["where"]:
            assert event["id"] in ids(djeli("events", "--place", event["where"]["name"], "--json", "--case", demo_case))


def test_planned_shows_more(djeli: Djeli, demo_case: Path) -> None:
    """What was planned or denied is left out unless asked for."""
    happened = set(ids(djeli("events", "--json", "--case", demo_case)))
    every = set(ids(djeli("events", "--planned", "--json", "--case", demo_case)))
    assert happened < every


def test_nothing_found_says_what_was_searched(djeli: Djeli, demo_case: Path) -> None:
    """An empty list names the filters and what to try; as JSON it is an empty list."""
    said = djeli("events", "--text", "xylophone", "--country", "Mali", "--disputed", "--case", demo_case)
    words = " ".join(said.out.split())
    assert said.status == 0
    assert "country Mali" in words and "text xylophone" in words and "disputed" in words and "Try" in words
    assert ids(djeli("events", "--text", "xylophone", "--json", "--case", demo_case)) == []


def test_empty_case_says_so(djeli: Djeli, empty_case: Path) -> None:
    """Every looking command works on a case with nothing in it."""
    for command in (["events"], ["disputes"], ["sources"], ["items"], ["verify"], ["gazetteer", "unresolved"]):
        assert djeli(*command, "--case", empty_case).status == 0
    for command in ("events", "disputes", "sources", "items"):
        assert json.loads(djeli(command, "--json", "--case", empty_case).out) == []


def test_show_has_every_quote(djeli: Djeli, demo_case: Path) -> None:
    """The JSON of an event holds the words of each span, and they are the text's own."""
    chosen = ids(djeli("events", "--disputed", "--json", "--case", demo_case))[0]
    shown = json.loads(djeli("show", chosen, "--json", "--case", demo_case).out)
    assert shown["event"]["id"] == chosen and shown["claims"] and shown["words"]
    known = {(w["text"], w["start"], w["end"]): w["quote"] for w in shown["words"]}
    with ledger.open(demo_case) as case:
        for claim in shown["claims"]:
            for span in claim["spans"]:
                key = (span["text"], span["start"], span["end"])
                assert case.text(span["text"]).content[span["start"] : span["end"]] == known[key]
    screen = djeli("show", chosen, "--case", demo_case).out
    assert "⚠" in screen and "“" in screen and "Whose word it is" in screen and "Grade" in screen


def test_a_link_shown_with_an_event_can_be_explained(djeli: Djeli, demo_case: Path) -> None:
    """`show` names links between its pages; `explain` takes the name as it stands there, and its beginnings."""
    chosen = next(
        one for one in json.loads(djeli("events", "--json", "--case", demo_case).out) if len(one["items"]) > 1
    )
    screen = djeli("show", chosen["id"], "--case", demo_case).out
    named = re.findall(r"\b[0-9a-f]{8}-[0-9a-f]{8}\b", screen)
    assert named and len(set(named)) == len(named)
    short = "-".join(part[:5] for part in named[0].split("-"))
    for name in (named[0], short):
        said = djeli("explain", name, "--case", demo_case)
        assert said.status == 0 and f"[{named[0]}]" in said.out and chosen["id"] in said.out


def test_disputes_sources_items_as_json(djeli: Djeli, demo_case: Path) -> None:
    """The three lists are valid JSON with what the screen shows."""
    found = json.loads(djeli("disputes", "--json", "--case", demo_case).out)
    assert found and all(len(one["sides"]) > 1 and one["reason"] for one in found)
    listed = djeli("disputes", "--case", demo_case).out
    assert all(one["event"] in listed for one in found)
    sources = json.loads(djeli("sources", "--json", "--case", demo_case).out)
    items = json.loads(djeli("items", "--json", "--case", demo_case).out)
    assert sum(one["items"] for one in sources) == len(items)
    assert "No publisher is known" in " ".join(djeli("sources", "--case", demo_case).out.split())


def test_disputes_show_both_sides_in_their_words(djeli: Djeli, demo_case: Path) -> None:
    """Each side has a sentence of a page, and events stand beside relations, figures and statements."""
    found = json.loads(djeli("disputes", "--json", "--case", demo_case).out)
    assert all(side["words"] and side["words"][0]["sentence"] for one in found for side in one["sides"])
    assert {one["of"] for one in found} <= {"event", "relation", "figure", "statement"}
    assert "different voices" in djeli("disputes", "--case", demo_case).out


def test_some_disputes_are_the_first_of_all(djeli: Djeli, demo_case: Path) -> None:
    """A limit takes those of the newest events, and what is not of an event can be asked for alone."""
    every, few, others = (
        json.loads(djeli("disputes", *asked, "--json", "--case", demo_case).out)
        for asked in ((), ("--limit", "3"), ("--of", "other"))
    )
    assert few == every[:3]
    assert others == [one for one in every if one["of"] != "event"] and others
    empty = djeli("disputes", "--of", "person", "--case", demo_case)
    assert not empty.status and "No dispute of that kind" in " ".join(empty.out.split())
    assert djeli("disputes", "--of", "weather", "--case", demo_case).status


def test_disputes_of_one_kind(djeli: Djeli, demo_case: Path) -> None:
    """Only the kind asked for is listed, and an unknown one is refused with those there are."""
    found = json.loads(djeli("disputes", "--kind", "toll", "--json", "--case", demo_case).out)
    assert {one["kind"] for one in found} <= {"toll"}
    refused = djeli("disputes", "--kind", "quarrel", "--case", demo_case)
    assert refused.status and "there are toll" in " ".join((refused.out + refused.err).split())


def test_screens_fit_100_columns(djeli: Djeli, demo_case: Path) -> None:
    """No line of any screen is wider than 100 columns."""
    first = ids(djeli("events", "--disputed", "--json", "--case", demo_case))[0]
    for command in (["events"], ["show", first], ["disputes"], ["sources"], ["items"], ["gazetteer", "unresolved"]):
        wide = [line for line in djeli(*command, "--case", demo_case).out.splitlines() if cell_len(line) > 100]
        assert not wide, (command, wide)


def test_inspect_json_and_screen(djeli: Djeli, story: Path, tmp_path: Path) -> None:
    """One page: items, events, claims with quotes, grades; nothing is left behind."""
    before = set(tmp_path.iterdir())
    found = json.loads(djeli("inspect", story, "--json").out)
    assert len(found["documents"]) == len(found["items"]) == 1
    assert found["events"] and found["assessments"]
    text = story.read_text()
    assert all(quote in text for one in found["claims"] for quote in one["quotes"])
    screen = djeli("inspect", story).out
    for part in ("Items: 1", "Events:", "Who says so", "Conflicts inside the page", "Signs for and against"):
        assert part in screen
    assert set(tmp_path.iterdir()) == before


def test_inspect_of_a_missing_file(djeli: Djeli, tmp_path: Path) -> None:
    """A page that isn't there ends with a sentence and status 3."""
    said = djeli("inspect", tmp_path / "gone.html")
    assert said.status == 3 and "gone.html" in said.words


def test_verify_notices_a_changed_original(djeli: Djeli, demo_copy: Path) -> None:
    """A byte changed in an original is found, named, and ends in its own status."""
    assert djeli("verify", "--case", demo_copy).status == 0
    original = next(path for path in sorted((demo_copy / "originals").rglob("*")) if path.is_file())
    original.chmod(0o644)
    original.write_bytes(original.read_bytes() + b" ")
    said = djeli("verify", "--case", demo_copy)
    assert said.status == 4 and original.name[:12] in said.words


def test_export_and_page(djeli: Djeli, demo_copy: Path, tmp_path: Path) -> None:
    """Both forms are written where they are asked for, and the manifest names the audience."""
    for form, name in (("jsonl", "events.jsonl"), ("csv", "events.csv")):
        out = tmp_path / form
        assert djeli("export", out, "--to", form, "--audience", "internal", "--case", demo_copy).status == 0
        assert (out / name).stat().st_size > 100
        assert json.loads((out / "manifest.json").read_text())["audience"] == "internal"
    page = tmp_path / "page.html"
    assert djeli("page", page, "--case", demo_copy).status == 0 and page.stat().st_size > 1000


def test_version_and_help(djeli: Djeli) -> None:
    """The version is one line; help of every command ends well."""
    from djeli import __version__

    assert djeli("--version").out.strip() == f"djeli {__version__}"
    for command in ("init", "add", "run", "events", "show", "disputes", "sources", "items", "inspect", "eval", "demo"):
        said = djeli(command, "--help")
        assert said.status == 0 and "Usage" in said.out


def test_demo_refuses_a_folder_it_did_not_make(djeli: Djeli, tmp_path: Path) -> None:
    """`demo` makes its folder anew each time, but never deletes one of somebody else."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("keep me")
    said = djeli("demo", mine)
    assert said.status == 2 and (mine / "letter.txt").read_text() == "keep me"
