"""States of actors: member of, led by, present in, each with the time it holds."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from djeli.extract.reading import extract
from djeli.extract.tools import Tools, load_tools
from djeli.records import Basis, Claim, Document, Field, Item, Text
from djeli.vocab import ItemKind, Modality, Phase, SubjectKind

PAGE = dt.date(2024, 5, 14)


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


def states(content: str, language: str = "en") -> list[tuple[Claim, Text]]:
    """Claims about actors that a page of these words gives."""
    text = Text(document="0" * 64, reader="test@1", content=content)
    day = Field(value=PAGE.isoformat(), basis=Basis.SUPPLIED)
    item = Item(text=text.id, start=0, end=len(content), kind=ItemKind.ARTICLE, language=language, published=day)
    document = Document(id="0" * 64, uri="test:", media_type="text/plain", size=len(content))
    found = extract(item, text, document, tools())
    return [(claim, text) for claim in found.claims if claim.subject_kind is SubjectKind.ACTOR]


TOLD = [
    ("en", "JNIM, led by Iyad Ag Ghaly, has grown fast.", "led_by", "Iyad Ag Ghaly"),
    ("en", "Boko Haram leader Abubakar Shekau appeared in a video.", "led_by", "Abubakar Shekau"),
    ("en", "The video shows Mullah Omar Rashid, the leader of the Taliban.", "led_by", "Omar Rashid"),
    ("en", "Hezbollah is commanded by General Sultani Makenga, residents say.", "led_by", "Sultani Makenga"),
    ("en", "Macina Liberation Front is part of JNIM.", "member_of", "JNIM"),
    ("en", "Al-Shabaab is active in southern Somalia.", "present_in", "Somalia"),
    ("en", "Boko Haram fighters are weak, yet Boko Haram operates in Borno.", "present_in", "Borno"),
    ("en", "Hamas controls Rafah.", "present_in", "Rafah"),
    ("fr", "Boko Haram, dirigé par Abubakar Shekau, recule.", "led_by", "Abubakar Shekau"),
    ("fr", "Le Hezbollah opère au Liban.", "present_in", "Liban"),
    ("fr", "Boko Haram est présent au Cameroun.", "present_in", "Cameroun"),
    ("es", "El ELN, liderado por Antonio García, negó todo.", "led_by", "Antonio García"),
]


@pytest.mark.parametrize(("language", "content", "relation", "value"), TOLD)
def test_a_state_is_told_with_its_value(language: str, content: str, relation: str, value: str) -> None:
    """The words behind or before a named actor give one state; its spans are the words of both."""
    found = [(claim, text) for claim, text in states(content, language) if claim.prop == relation]
    assert found, f"no {relation}"
    claim, text = found[0]
    assert value in [text.quote(span) for span in claim.spans]


NOT_TOLD = [
    "JNIM attacked a convoy led by a French officer.",
    "The leader of the opposition met JNIM.",
    "Al-Shabaab said it was not to blame.",
    "Residents of Bunagana fear the M23.",
]


@pytest.mark.parametrize("content", NOT_TOLD)
def test_what_stands_elsewhere_is_no_state(content: str) -> None:
    """Words of states that belong to somebody else give none."""
    assert not states(content)


def one(content: str) -> Claim:
    """The only state of a text."""
    (found,) = states(content)
    return found[0]


def test_a_present_state_holds_on_the_page_s_date() -> None:
    """Without a date the page's own bounds it, with the reason."""
    claim = one("Al-Shabaab is active in southern Somalia.")
    assert claim.phase is Phase.IN_FORCE
    assert claim.valid is not None
    assert (claim.valid.start, claim.valid.end) == (PAGE, PAGE)
    assert "page" in claim.valid.reason


def test_since_bounds_a_state() -> None:
    """Words like "since 2014" begins it; it lasts to the page's date."""
    claim = one("Boko Haram has been active in Cameroon since 2014.")
    assert claim.valid is not None
    assert (claim.valid.start, claim.valid.end) == (dt.date(2014, 1, 1), PAGE)


def test_from_to_bounds_a_state() -> None:
    """Both ends are told, and the state is over."""
    claim = one("Al-Shabaab was present in Kismayo from 2008 to 2012.")
    assert claim.phase is Phase.ENDED
    assert claim.valid is not None
    assert (claim.valid.start.year, claim.valid.end.year) == (2008, 2012)


def test_a_past_state_is_no_present_one() -> None:
    """The words "was" and "no longer" end a state, and the page's date doesn't bound it."""
    for content in ("Al-Shabaab was active in Puntland.", "Boko Haram is no longer active in Niger."):
        claim = one(content)
        assert claim.phase is Phase.ENDED, content
        assert claim.valid is None, content


def test_a_denied_state_is_negated() -> None:
    """A state told with "not" is kept as denied."""
    assert one("Boko Haram is not active in Chad.").modality is Modality.NEGATED
