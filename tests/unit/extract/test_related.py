"""How occurrences are told to stand to one another."""

from __future__ import annotations

from functools import cache

import pytest

from djeli import lang
from djeli.extract import extract
from djeli.extract.events.related import words_of
from djeli.extract.tools import Tools, load_tools
from djeli.records import Claim, Document, Item, Text
from djeli.values import Related
from djeli.vocab import EventRelation, Modality


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


def related(text: str, language: str = "en") -> list[tuple[str, str, str, Claim]]:
    """Words of the first report, relation, words of the second, and the claim, of each relation told."""
    source = Text(document="0" * 64, reader="test@1", content=text)
    document = Document(id="0" * 64, uri="x", media_type="text/plain", size=len(text))
    item = Item(text=source.id, start=0, end=len(text), language=language)
    found = extract(item, source, document, tools())
    words = {report.id: source.quote(report.anchor) for report in found.reports}
    told = []
    for claim in found.claims:
        if claim.prop == "related":
            value: Related = claim.parsed()
            told.append((words[claim.subject], value.relation.value, words[value.report], claim))
    return told


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Rebels raided a camp near Goma in retaliation for the killing of their chief.", "en",
         ("raided", "retaliation_for", "killing")),
        ("In response to the rocket attack, jets bombed two depots in Aden on Monday.", "en",
         ("jets bombed", "response_to", "rocket attack")),
        ("The shooting of a student by police in Kisumu sparked protests in five towns.", "en",
         ("shooting", "led_to", "protests")),
        ("Protests triggered by the arrest of the mayor spread to Arequipa on Friday.", "en",
         ("arrest", "led_to", "Protests")),
        ("Gunmen killed nine herders in Zamfara. In retaliation, youths burned houses in Anka.", "en",
         ("burned houses", "retaliation_for", "killed")),
        ("Gunmen killed nine herders in Zamfara. On Sunday retaliatory attacks left four farmers dead.", "en",
         ("attacks", "retaliation_for", "killed")),
        ("The army shelled Loikaw as part of an offensive launched in January.", "en",
         ("shelled", "part_of", "offensive")),
        ("Des hommes armés ont tué dix civils à Arbinda, en représailles à l'attaque d'un convoi.", "fr",
         ("tué", "retaliation_for", "attaque d'un convoi")),
        ("El ejército bombardeó un campamento en represalia por el asesinato de dos soldados.", "es",
         ("bombardeó", "retaliation_for", "asesinato")),
        ("Die Armee bombardierte zwei Dörfer als Vergeltung für den Angriff auf einen Konvoi.", "de",
         ("bombardierte", "retaliation_for", "Angriff auf einen Konvoi")),
    ],
)  # fmt: skip
def test_what_the_words_claim_is_read(text: str, language: str, expected: tuple[str, str, str]) -> None:
    """The event the words hang on, the relation, and the event behind them."""
    assert [one[:3] for one in related(text, language)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels raided a camp near Goma after the killing of their chief.",
        "A bomb exploded in Quetta, killing ten people.",
        "The army shelled Loikaw. The minister resigned on Friday in response to a letter.",
        "Troops killed three men during a raid in Hebron.",
    ],
)
def test_order_in_time_is_no_cause(text: str) -> None:
    """No cause in "after"; claims nothing, a blast's toll is no second event, and a letter is no event."""
    assert related(text) == []


def test_a_denied_relation_is_kept_as_denied() -> None:
    """Who says that it was no revenge says something about both events."""
    [(_, relation, _, claim)] = related(
        "The bombing was not in retaliation for the arrest of the cleric, a spokesman said."
    )
    assert relation == "retaliation_for"
    assert claim.modality is Modality.NEGATED


def test_who_says_so_is_kept() -> None:
    """A relation has the speaker of its words."""
    [(*_, claim)] = related(
        "Rebels raided a camp near Goma in revenge for the killing of their chief, the governor said."
    )
    assert claim.speaker is not None
    assert claim.speaker.name == "governor"


@pytest.mark.parametrize("code", [code for code in lang.available() if lang.load(code, "related")])
def test_each_language_has_words_of_each_kind(code: str) -> None:
    """Files are whole, and no phrase stands in two lists of one way of reading."""
    words = words_of(code)
    assert words is not None
    assert {name for way, name, _ in words.each if way.name == "FORWARD"} == set(EventRelation)
    raw = lang.load(code, "related")
    for key in ("forward", "backward", "alone", "adjectives"):
        phrases = [phrase for found in raw[key].values() for phrase in found]
        assert len(phrases) == len(set(phrases)), sorted(p for p in phrases if phrases.count(p) > 1)
