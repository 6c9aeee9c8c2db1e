"""Forms and templates are sound: an editor's slip is told, no slot is unknown, and no template lies unused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import djeli.report
from djeli.errors import NotFound, ResourceError
from djeli.report import forms
from djeli.report.forms import form, names
from djeli.report.templates import acts, fill, people_only, sentences, slots
from djeli.resources.event_types import event_types

SOURCES = " ".join(path.read_text("utf-8") for path in Path(djeli.report.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("name", names())
def test_every_form_is_sound(name: str) -> None:
    """Each form loads, has chapters, and says what must be asked."""
    found = form(name)
    assert found.chapters and set(found.asks) <= {"country", "event", "actor"}


def test_forms_are_the_five() -> None:
    """The forms that the command names are there."""
    assert set(names()) == {"country", "digest", "incident", "actor", "brief"}


def test_an_unknown_form_is_told() -> None:
    """The message lists what there is."""
    with pytest.raises(NotFound, match="digest"):
        form("novel")


@pytest.mark.parametrize(
    ("chapter", "fault"),
    [
        ({"title": "A", "kind": "poem"}, "poem"),
        ({"title": "A", "kind": "digest", "parts": ["what", "smell"]}, "smell"),
        ({"title": "A", "kind": "digest"}, "'parts' is missing"),
        ({"title": "A", "kind": "digest", "parts": [], "families": ["violins"]}, "violins"),
        ({"title": "A", "kind": "digest", "parts": [], "types": ["tea_party"]}, "tea_party"),
        ({"title": "A", "kind": "digest", "parts": [], "background": "maybe"}, "maybe"),
        ({"title": "A", "kind": "summary", "most": "five"}, "must be int"),
        ({"title": "A", "kind": "summary", "colour": 1}, "colour"),
        ({"kind": "summary"}, "'title' is missing"),
    ],
)
def test_faults_of_a_form_are_told(chapter: dict[str, object], fault: str) -> None:
    """Each slip an editor may make is named."""
    [*faults] = forms._faults({"title": "T", "about": "A.", "asks": [], "chapters": [chapter]})
    assert any(fault in one for one in faults), faults


def test_every_template_is_used_and_every_slot_known() -> None:
    """A template nobody calls, or a slot no code fills, is an editor's slip."""
    for part, templates in sentences().items():
        for name, template in templates.items():
            assert re.search(rf'"{name}"', SOURCES), f"{part}.{name} is used by nothing"
            for slot in slots(template):
                assert re.search(rf"\b{slot}\b", SOURCES), f"{part}.{name}: nothing fills {{{slot}}}"


def test_every_act_is_a_type_with_known_forms() -> None:
    """Clauses belong to event types, and their slots to their forms."""
    allowed = {
        "by_to": {"by", "to", "was"},
        "to": {"to", "was"},
        "by": {"by"},
        "none": set(),
        "between": {"one", "other"},
    }
    for type_, clauses in acts().items():
        assert type_ in event_types(), type_
        for name, clause in clauses.items():
            assert slots(clause) <= allowed[name], f"{type_}.{name}"
            assert name in ("none",) or slots(clause), f"{type_}.{name} names nobody"
    assert people_only() <= set(acts())


@pytest.mark.parametrize(
    ("template", "given", "said"),
    [
        (
            "[{when}, ]{clause}[ {where}].",
            {"when": "on 4 May 2021", "clause": "it rained"},
            "On 4 May 2021, it rained.",
        ),
        ("[{when}, ]{clause}[ {where}].", {"clause": "it rained", "where": "in Gao"}, "It rained in Gao."),
        ("{name} reports: {quote}", {"name": "Wire", "quote": "“we [saw] {when}”"}, "Wire reports: “we [saw] {when}”."),
        ("{quote}", {"quote": "“as it stands”"}, "“as it stands”"),
    ],
)
def test_templates_are_filled(template: str, given: dict[str, str], said: str) -> None:
    """Empty parts fall away, the first letter is a capital, and words of pages are never taken for templates."""
    assert fill(template, given) == said


def test_a_missing_slot_is_told() -> None:
    """A slot outside of brackets must have words."""
    with pytest.raises(ResourceError, match="clause"):
        fill("{clause}.", {})
