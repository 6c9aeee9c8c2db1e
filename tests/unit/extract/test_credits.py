"""Credits of outlets: every notation, names with commas and "and", and what only looks like a credit."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djeli import lang
from djeli.extract.credits import find_credits, item_credits, split_names
from djeli.records import Field, Item, Span
from djeli.vocab import Basis, Notation, PartyKind

CREDITS = [
    ("The raid killed 12. (Sources: Reuters, France 24)", ["Reuters", "France 24"]),
    ("The raid killed 12. (Sources: Reuters, Reuters, BBC)", ["Reuters", "BBC"]),
    ("Twelve died. (AFP, RFI)", ["AFP", "RFI"]),
    ("Twelve died (CNN, BBC News, FDD, Al Jazeera).", ["CNN", "BBC News", "FDD", "Al Jazeera"]),
    ("BAMAKO (Reuters) - Twelve died.", ["Reuters"]),
    ("COLOMBO, April 25 (AFP) — The toll was cut.", ["AFP"]),
    ("With AFP", ["AFP"]),
    ("France 24 reports that talks are underway.", ["France 24"]),
    ("Original Source: www.example-inquirer.com", ["example-inquirer.com"]),
    ("Source: https://www.reuters.com/world/africa/some-story/", ["reuters.com"]),
    ("Source: SANA", ["SANA"]),
    ("Source: Xinhua. The attack came at dawn.", ["Xinhua"]),
    ("The town fell, it was said (via Reuters).", ["Reuters"]),
    ("Additional reporting by AP and Le Monde", ["AP", "Le Monde"]),
    ("— Additional reporting by AP", ["AP"]),
    ("The army retook the town. — Reuters", ["Reuters"]),
    ("Originally published by The Daily Courier.", ["The Daily Courier"]),
    ("The plan, reported by the New York Times and the BBC, failed.", ["New York Times", "BBC"]),
    ("The mayor told AFP that 12 died.", ["AFP"]),
    ("[AFP]", ["AFP"]),
    ("(Sources: U.S. News & World Report, Reuters)", ["U.S. News & World Report", "Reuters"]),
    (
        "(Sources: Center for Strategic & International Studies, Guardian, U.S., BBC)",
        ["Center for Strategic & International Studies", "Guardian, U.S.", "BBC"],
    ),
    (
        "Sources: Committee to Protect Journalists, Center for Peace and Conflict Studies and BBC",
        ["Committee to Protect Journalists", "Center for Peace and Conflict Studies", "BBC"],
    ),
]


def names(text: str, code: str = "en") -> list[str]:
    """Names credited in a text."""
    return [one.credit.name for one in find_credits(text, 0, len(text), code)]


@pytest.mark.parametrize(("text", "expected"), CREDITS)
def test_credits(text: str, expected: list[str]) -> None:
    """Each notation gives one credit per outlet."""
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avec AFP", ["AFP"]),
        ("Douze morts. (avec AFP et Reuters)", ["AFP", "Reuters"]),
        ("Source : RFI, Jeune Afrique et AFP", ["RFI", "Jeune Afrique", "AFP"]),
        ("Selon RFI, douze personnes sont mortes.", ["RFI"]),
        ("Le maire, joint par Studio Tamani, parle de douze morts.", ["Studio Tamani"]),
    ],
)
def test_french_credits(text: str, expected: list[str]) -> None:
    """French notations, with the space before the colon."""
    assert names(text, "fr") == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Azawad Liberation Front (FLA) said so.",
        "Two states (Mali, Niger) left.",
        "Islamic Republic News Agency (IRNA) opened an office.",
        "Photo: AFP",
        "(Photo by A. Name/AFP)",
        "Sources: two hospital doctors, a driver",
        "He died there (March 2012).",
        "The plan (see Annex) failed (May).",
        "Human Rights Watch (HRW) met the minister.",
        "(with agency inputs)",
    ],
)
def test_no_credits(text: str) -> None:
    """Abbreviations, states, pictures, dates and unnamed people are no credits."""
    assert names(text) == []


NOTATIONS = [
    ("en", "Sources: Reuters, Kofa Monitor and others", Notation.LABEL, ["Reuters", "Kofa Monitor"]),
    ("en", "Source\nDimtsi Kofa\nPosted\n5 Jan 2024", Notation.LABEL, ["Dimtsi Kofa"]),
    ("en", "Source – Kofa Monitor", Notation.LABEL, ["Kofa Monitor"]),
    ("en", "Photo: Getty Images. Source: Rudaw", Notation.LABEL, ["Rudaw"]),
    ("en", "Source: BBC News, “Twelve Die In Gao”, 3 May 2023", Notation.LABEL, ["BBC News"]),
    ("en", "Translated from Kofa Monitor: a shell fell on a market.", Notation.OPENER, ["Kofa Monitor"]),
    ("en", "A report by Human Rights Watch said 12 were killed.", Notation.OPENER, ["Human Rights Watch"]),
    ("en", "Read the full story at Kofa Monitor", Notation.LINK, ["Kofa Monitor"]),
    ("en", "Twelve died (BBC 2023a; Kofa Monitor 2023).", Notation.CITATION, ["BBC", "Kofa Monitor"]),
    ("en", "Twelve died.[1]\n\n[1] Kofa Radio, 3 May 2023.", Notation.FOOTNOTE, ["Kofa Radio"]),
    ("en", "Srinagar, May 3 (KNO): Twelve died.", Notation.DATELINE, ["KNO"]),
    ("en", "Written by Ali Musa for Kofa Monitor.", Notation.BYLINE, ["Kofa Monitor"]),
    ("en", "Ali Musa, BBC News, Nairobi\nTwelve died.", Notation.BYLINE, ["BBC News"]),
    ("en", "Twelve died in Gao. –Reuters/AP", Notation.TRAILER, ["Reuters", "AP"]),
    (
        "en",
        "Clashes resume (Sudan Tribune)\nGovernor resigns (Villagevoice)",
        Notation.BRACKET,
        ["Sudan Tribune", "Villagevoice"],
    ),
    ("en", "Local outlets Kofa Voice and Gao Matters said so.", Notation.SENTENCE, ["Kofa Voice", "Gao Matters"]),
    ("en", "Kommersant, citing sources, said he resigned.", Notation.SENTENCE, ["Kommersant"]),
    ("en", "Police confirmed the toll to The Star.", Notation.SENTENCE, ["Star"]),
    ("en", "The BBC's Ali Musa reports from Goma that twelve died.", Notation.SENTENCE, ["BBC"]),
    ("en", "Data compiled by OCHA show 40 attacks.", Notation.SENTENCE, ["OCHA"]),
    ("fr", "France 24 avec AFP et Reuters", Notation.BYLINE, ["France 24", "AFP", "Reuters"]),
    ("fr", "Douze morts, a indiqué un élu local à RFI.", Notation.SENTENCE, ["RFI"]),
    ("fr", "Lire l'article original sur Kofa Actu", Notation.LINK, ["Kofa Actu"]),
    ("es", "Doce muertos. (Colprensa – Caracol Radio)", Notation.BRACKET, ["Colprensa", "Caracol Radio"]),
    ("es", "El alcalde dijo a Blu Radio que hay doce muertos.", Notation.SENTENCE, ["Blu Radio"]),
    ("pt", "Doze mortos, segundo noticiou a Zitamar News.", Notation.SENTENCE, ["Zitamar News"]),
    ("de", "Laut AFP-Bericht starben zwölf Menschen.", Notation.SENTENCE, ["AFP"]),
    ("de", "Zwölf Tote. kle/uh (afp, dpa)", Notation.BRACKET, ["afp", "dpa"]),
    ("it", "Dodici morti, riferisce l'agenzia Fides.", Notation.SENTENCE, ["Fides"]),
    ("nl", "Twaalf doden, meldt persbureau Reuters.", Notation.SENTENCE, ["Reuters"]),
    ("ru", "МОСКВА, 3 мая. /ТАСС/. Погибли двое.", Notation.BRACKET, ["ТАСС"]),
    ("ru", "Об этом сообщает «Вот так».", Notation.SENTENCE, ["Вот так"]),
    ("uk", "Про це повідомляє «Укрінформ».", Notation.SENTENCE, ["Укрінформ"]),
    ("bg", "Загинали са двама души, съобщи БТА.", Notation.SENTENCE, ["БТА"]),
    ("ar", "وقال شاهد لرويترز إن ستة قتلوا.", Notation.SENTENCE, ["رويترز"]),
    ("ar", "المصادر: رويترز + وكالات", Notation.LABEL, ["رويترز"]),
    ("tr", "Kaynak: Anadolu Ajansı", Notation.LABEL, ["Anadolu Ajansı"]),
    ("zh", "来源：新华社", Notation.LABEL, ["新华社"]),
]


@pytest.mark.parametrize(("code", "text", "notation", "expected"), NOTATIONS)
def test_notations(code: str, text: str, notation: Notation, expected: list[str]) -> None:
    """Each notation is read and named, in many languages, with unlisted outlets where the notation says enough."""
    found = find_credits(text, 0, len(text), code)
    assert [one.credit.name for one in found] == expected
    assert {one.credit.notation for one in found} == {notation}


@pytest.mark.parametrize(
    "text",
    [
        "Al Jazeera said its cameraman was killed in the strike.",
        "Soldiers stormed the offices of Radio Kofa in Bangui.",
        "The junta suspended RFI and France 24 over their coverage.",
        "He said Al Jazeera was a terrorist channel.",
        "Reuters could not independently verify the report.",
        "(Reporting by Ali Musa in Gao; Editing by Jane Doe)",
        "[Ali Musa/Reuters]",
        "Image: Reuters/Ali Musa",
        "Independent reports say that twelve died.",
        "State TV reported that the president was safe.",
        "The National Security Agency said it was aware.",
        "Ali Musa (Al Jazeera) and Omar Bah (AFP) were detained.",
        "Source: Military official",
        "Sources: Local Residents, Medical Staff",
        "Twelve died (Gao, 3 May 2023).",
        "GAO (Mali) - Twelve died.",
        "Read more: Army Kills Twelve In Gao",
        "With Gao under siege, food is short.",
        "The mayor told Human Rights Watch that twelve died.",
        "L'aide du Conseil norvégien pour les réfugiés (NRC).",
        "[1] Interview, Nairobi, 3 May 2023.",
    ],
)
def test_what_only_looks_like_a_credit(text: str) -> None:
    """Outlets that are spoken of, people's houses, pictures, unnamed people and other bodies are no credits."""
    assert names(text) == []


DIGEST = (
    "A first paragraph tells of a raid on the market of Gao in which twelve people died.\n"
    "A second tells of a convoy that was hit on the road to Kidal. (Sources: Reuters, AFP)\n"
    "A third paragraph tells of talks in the capital, France 24 reports, which went nowhere.\n"
)


def reaches(text: str) -> dict[str, str]:
    """What each outlet stands under: the words, or "all"."""
    return {
        one.credit.name: text[slice(*one.reach)] if one.reach else "all"
        for one in find_credits(text, 0, len(text), "en")
    }


def test_credits_reach_their_paragraph() -> None:
    """A credit at a paragraph's end or in its prose stands under that paragraph alone."""
    rows = DIGEST.splitlines()
    assert reaches(DIGEST) == {"Reuters": rows[1], "AFP": rows[1], "France 24": rows[2]}


def test_credits_that_close_or_open_reach_the_item() -> None:
    """A line of its own at the item's end, a dateline and a byline credit the whole item."""
    assert reaches(DIGEST + "With dpa")["dpa"] == "all"
    assert reaches("GAO (AP) — Twelve died.\n" + DIGEST)["AP"] == "all"
    assert reaches("By EFE\n" + DIGEST)["EFE"] == "all"


def test_a_credit_line_amid_the_item_reaches_up_to_the_one_before() -> None:
    """In a digest a line of its own credits the paragraphs above it, as far as the last such line or heading."""
    one, _, three = DIGEST.splitlines()
    found = reaches(f"{one}\nSource: Kofa Monitor\n{three}\n{three}\nSource: Kofa Radio\n{one}")
    assert found["Kofa Monitor"] == one
    assert found["Kofa Radio"] == f"{three}\n{three}"


def test_footnotes_reach_where_their_mark_stands() -> None:
    """A footnote credits the paragraphs that bear its mark."""
    text = "Twelve died.[1]\nThe road is shut.[2]\n\n[1] Kofa Radio, 3 May 2023.\n[2] AFP, 4 May 2023."
    assert reaches(text) == {"Kofa Radio": "Twelve died.[1]", "AFP": "The road is shut.[2]"}


def test_outlets_of_the_table_have_their_id() -> None:
    """A name or host that resolves carries the outlet's id, any other none."""
    found = find_credits(text := "Sources: Reuters, www.reuters.com, Kofa Monitor", 0, len(text), "en")
    assert [one.credit.outlet for one in found] == ["reuters", "reuters", ""]


@pytest.mark.parametrize("piece", ["Source: ", "(AFP, ", "told the ", "A, ", "[1] ", "Reuters, ", "— ", "«А ", ". A"])
def test_time_grows_with_the_text(piece: str) -> None:
    """No run of half-notations makes reading slower than its length."""
    text = piece * (60_000 // len(piece))
    started = time.process_time()
    find_credits(text, 0, len(text), "en")
    assert time.process_time() - started < 6


def test_credit_lines_outside_the_item_are_its_own() -> None:
    """A line above the first item that only says "Source: A" credits it; menus above it credit nobody."""
    text = "Source: Kofa Monitor\n\n" + DIGEST
    item = Item(text="0" * 32, start=text.index("A first"), end=len(text))
    assert item_credits(text, item, (0, len(text)), "en")[0].credit.name == "Kofa Monitor"
    menu = "Home | Reuters | AFP\nReuters\n\n" + DIGEST
    item = Item(text="0" * 32, start=menu.index("A first"), end=len(menu))
    assert item_credits(menu, item, (0, len(menu)), "en")[0].start > item.start


def test_a_publisher_read_from_a_credit_is_still_credited() -> None:
    """The publisher of a page is no source of its own, unless only the words of the credit name it."""
    text = DIGEST + "Source: Kofa Monitor"
    at = text.index("Kofa")
    named = Field(value="Kofa Monitor", basis=Basis.TEXT, span=Span("0" * 32, at, len(text)))
    known = Field(value="Kofa Monitor", basis=Basis.FETCHED_HOST)
    for field, expected in ((named, True), (known, False)):
        item = Item(text="0" * 32, start=0, end=len(text), publisher=field)
        found = item_credits(text, item, (0, len(text)), "en", own="Kofa Monitor")
        assert ("Kofa Monitor" in [one.credit.name for one in found]) is expected


def test_a_table_of_outlets_helps() -> None:
    """A name that only the caller's table knows counts as an outlet."""
    text = "Twelve died. (Kofa Morning)"
    assert find_credits(text, 0, len(text), "en") == ()
    found = find_credits(text, 0, len(text), "en", is_outlet=lambda name: name == "Kofa Morning")
    assert [one.credit.kind for one in found] == [PartyKind.ORGANISATION]


def test_only_the_item_is_read() -> None:
    """Credits outside the item's range are another item's."""
    text = "(AFP) one\n(Reuters) two"
    assert [one.credit.name for one in find_credits(text, 10, len(text), "en")] == ["Reuters"]


def test_spans_stand_at_the_names() -> None:
    """The mention's range holds the outlet's words, its head the whole group."""
    text = "Twelve died. (Sources: Reuters, France 24)"
    one, two = find_credits(text, 0, len(text), "en")
    assert (text[one.start : one.end], text[two.start : two.end]) == ("Reuters", "France 24")
    assert one.group == two.group


@pytest.mark.parametrize("own", ["Reuters", "reuters.com", "The Reuters"])
def test_own_publisher_is_no_credit(own: str) -> None:
    """An outlet named as the source of its own page is left out."""
    text = "Twelve died. (Sources: Reuters, France 24)"
    assert [one.credit.name for one in find_credits(text, 0, len(text), "en", own=own)] == ["France 24"]


@given(st.text(alphabet="ABC abc,;()&.:-\nReuters", max_size=60))
def test_whatever_the_text(text: str) -> None:
    """No text breaks the reader, and every credit lies inside it, apart from the others, in order."""
    found = find_credits(text, 0, len(text), "en")
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(start < end for start, end in split_names(text, (0, len(text)), "en") if text[start:end].strip())


@pytest.mark.parametrize("code", lang.available())
def test_the_words_are_words(code: str) -> None:
    """Every list of the data file holds non-empty strings and none twice in the same case."""
    for key, entries in lang.load(code, "credits").items():
        assert all(isinstance(entry, str) and entry.strip() for entry in entries), key
