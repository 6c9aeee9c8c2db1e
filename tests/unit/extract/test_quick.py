"""The quickened pipeline says what spaCy's own says."""

from __future__ import annotations

from typing import Any

import pytest

from djeli.extract import quick
from djeli.extract.pipelines import load_pipeline, spacy_pipeline

TEXTS = [
    "Gunmen on motorbikes stormed the market of Gorom at dawn on Friday, killing at least 14 traders.",
    "The army, which denied the claim, said two of its soldiers had been wounded near the Lake Chad border.",
    "Protesters in Port Sudan blocked the road; police fired tear gas and arrested Ahmed Osman and 30 others.",
    "They're gonna leave, ain't they? Let's go, y'all: there were three, there's been none, you've got  to.",
    "Ouédraogo's zqxv-13 said   «non», C'm on!\tI'd've had it; he better had.",
    "",
    " ",
]


def told(pipeline: Any) -> list[tuple[str, ...]]:
    """Everything the pipeline says of the tokens of the texts."""
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.dep_, str(t.head.i), t.ent_iob_, t.ent_type_, t.lemma_)
        for doc in pipeline.pipe(TEXTS, batch_size=3)
        for t in doc
    ]


def test_it_says_the_same() -> None:
    """Tags, parts of speech, trees, names and lemmas, when forms are first met and when they are known."""
    own = told(load_pipeline("en"))
    assert told(spacy_pipeline("en")) == own
    assert told(spacy_pipeline("en")) == own


def test_forms_are_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept has a limit, and starting anew changes nothing."""
    monkeypatch.setattr(quick, "_FORMS", 3)
    own = told(load_pipeline("en"))
    fresh = quick.quicken(load_pipeline("en"))
    assert told(fresh) == own
    assert told(fresh) == own


def test_rules_it_does_not_know_stay() -> None:
    """A ruler that asks for more than form, tag and relation goes on as spaCy runs it."""
    pipeline = load_pipeline("en")
    pipeline.get_pipe("attribute_ruler").add([[{"LENGTH": {">=": 12}}]], {"LEMMA": "long"})
    quickened = quick.quicken(pipeline)
    assert "match" not in vars(quickened.get_pipe("attribute_ruler"))
    assert quickened("Neighbourhoods")[0].lemma_ == "long"
