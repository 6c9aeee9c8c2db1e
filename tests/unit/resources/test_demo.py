"""The demo corpus: complete, marked as reworded, and in step with its manifest and its README."""

from __future__ import annotations

import datetime as dt
import email
import json
import re
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree

import pytest

from djeli.resources import load_yaml
from djeli.vocab import DisputeKind

FOLDER = files("djeli") / "resources" / "demo"
MANIFEST: Any = load_yaml(FOLDER / "manifest.yaml")
TEXTS = sorted(path.name for path in FOLDER.iterdir() if path.name not in ("README.md", "manifest.yaml"))
MARK = "Reworded for the Djeli demo from public reports; outlet name invented."


def read(name: str) -> str:
    """A file of the corpus as text."""
    return (FOLDER / name).read_text(encoding="utf-8")


def test_manifest_lists_every_file() -> None:
    """No file is missing from the manifest, none is listed that is not there, and the README names them all."""
    assert sorted(MANIFEST["files"]) == TEXTS
    assert [name for name in TEXTS if name not in read("README.md")] == []


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_says_that_it_was_reworded(name: str) -> None:
    """Each article carries the line, so that no page of the demo is taken for a report."""
    text = read(name)
    articles = MANIFEST["files"][name]["items"] if name.endswith(("xml", "jsonl")) else 1
    assert text.count(MARK) >= articles


@pytest.mark.parametrize("name", TEXTS)
def test_files_name_known_events(name: str) -> None:
    """Events and background of a file stand in the table of events; kind, language and number of items are given."""
    entry = MANIFEST["files"][name]
    assert entry["kind"]
    assert entry["language"] in ("en", "fr")
    assert entry["items"] >= 1
    assert {*entry["events"], *entry.get("background", ())} <= set(MANIFEST["events"])


@pytest.mark.parametrize("name", sorted(MANIFEST["events"]))
def test_events_are_well_formed(name: str) -> None:
    """Days in order, a country code, disputes of known kinds with two sides or more that say who speaks."""
    event = MANIFEST["events"][name]
    assert isinstance(event["start"], dt.date)
    assert event["start"] <= event["end"]
    assert re.fullmatch("[A-Z]{2}", event["country"])
    for dispute in event["disputes"]:
        assert dispute["kind"] in set(DisputeKind)
        assert len(dispute["sides"]) >= 2
        assert all(side["says"] for side in dispute["sides"])
    assert set(event.get("copies", ())) <= set(TEXTS)


@pytest.mark.parametrize("name", sorted(MANIFEST["events"]))
def test_promised_numbers_stand_in_the_texts(name: str) -> None:
    """Every figure that the manifest promises can be read in a file that tells of the event."""
    event = MANIFEST["events"][name]
    told = " ".join(
        read(file)
        for file, entry in MANIFEST["files"].items()
        if name in entry["events"] or name in entry.get("background", ())
    )
    assert event["place"].replace("è", "e").replace("é", "e") in told.replace("è", "e").replace("é", "e")
    words = {2: "two", 9: "[Nn]ine", 10: "ten", 14: "14"}
    for dispute in event["disputes"]:
        for side in dispute["sides"]:
            for key, value in side.items():
                if key.startswith(("killed", "wounded")) and isinstance(value, int):
                    assert re.search(rf"\b(?:{value}|{words.get(value, value)})\b", told), (key, value)


def test_the_corpus_covers_what_the_demo_shows() -> None:
    """A toll dispute, a responsibility dispute, a denial, copies, French, and six formats are there."""
    kinds = {dispute["kind"] for event in MANIFEST["events"].values() for dispute in event["disputes"]}
    assert {"toll", "responsibility", "denial"} <= kinds
    assert sum("copies" in event for event in MANIFEST["events"].values()) >= 2
    assert sum(entry["language"] == "fr" for entry in MANIFEST["files"].values()) >= 2
    assert {name.rsplit(".", 1)[1] for name in TEXTS} == {"txt", "html", "eml", "xml", "jsonl"}
    assert len({event["country"] for event in MANIFEST["events"].values()}) >= 6


def test_the_formats_parse() -> None:
    """Mail, feed and rows are valid of their kind."""
    mail = email.message_from_string(read("07_ukraine_denial.eml"))
    assert mail["Subject"].startswith("Kyiv denies")
    feed = ElementTree.fromstring(read("14_srilanka_feed.xml"))  # noqa: S314 - our own file
    assert len(feed.findall(".//item")) == MANIFEST["files"]["14_srilanka_feed.xml"]["items"]
    rows = [json.loads(line) for line in read("20_kramatorsk.jsonl").splitlines()]
    assert len(rows) == MANIFEST["files"]["20_kramatorsk.jsonl"]["items"]


def test_texts_are_short_and_without_real_addresses() -> None:
    """Under 3,000 characters each, and every address is of the reserved kind `.example`."""
    for name in TEXTS:
        text = read(name)
        assert len(text) < 3000, name
        hosts = re.findall(r"https?://([^/\s\"<]+)", text)
        assert all(host.endswith(".example") or host == "schema.org" for host in hosts), (name, hosts)
