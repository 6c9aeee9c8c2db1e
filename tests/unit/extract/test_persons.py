"""Named persons: found by every kind of words around them, labelled public, private or a minor, with the reason."""

from __future__ import annotations

import time
from functools import cache

import pytest

from djeli import lang
from djeli.extract.annotate import annotate
from djeli.extract.persons.find import find_persons
from djeli.extract.persons.label import label_of, labels_of, public_role
from djeli.extract.persons.words import likely, person_words
from djeli.extract.reading import extract
from djeli.extract.tools import Tools, load_tools
from djeli.records import Basis, Document, Field, Item, Text
from djeli.values import Person
from djeli.vocab import ItemKind, PersonLabel


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


def persons(content: str, language: str | None = "en", author: str = "") -> dict[str, Person]:
    """Persons of a page of these words by name."""
    text = Text(document="0" * 64, reader="test@1", content=content)
    at = content.find(author)
    by = Field(value=author, span=text.span(at, at + len(author)), basis=Basis.TEXT) if author else None
    item = Item(text=text.id, start=0, end=len(content), kind=ItemKind.ARTICLE, language=language, author=by)
    document = Document(id="0" * 64, uri="test:", media_type="text/plain", size=len(content))
    found = extract(item, text, document, tools()).claims
    return {claim.parsed().name: claim.parsed() for claim in found if claim.prop == "person"}


def labels(content: str, language: str | None = "en") -> dict[str, str]:
    """Labels by name."""
    return {name: one.label.value for name, one in persons(content, language).items()}


PUBLIC, PRIVATE, MINOR = "public", "private", "minor"
TOLD = [
    # titles, offices and roles, before and behind
    ("en", "President Adama Sorel spoke in Lomé.", {"Adama Sorel": PUBLIC}),
    ("en", "The army spokesman, Colonel Brahim Odel, denied it.", {"Brahim Odel": PUBLIC}),
    ("en", "Ruth Amadi, the long-time mayor of Kolda, fled.", {"Ruth Amadi": PUBLIC}),
    ("en", "The head of the WHO office in Aden, Peter Holm, said so.", {"Peter Holm": PUBLIC}),
    ("en", "Salif Keno, who leads the rebels, agreed.", {"Salif Keno": PUBLIC}),
    ("en", "Former interior minister Paul Okari was shot dead.", {"Paul Okari": PUBLIC}),
    (
        "en",
        "Village chief Musa Danjuma and imam Bello Sani were taken.",
        {"Musa Danjuma": PUBLIC, "Bello Sani": PUBLIC},
    ),
    ("en", "The front is led by Marcus Ilunga.", {"Marcus Ilunga": PUBLIC}),
    ("en", "Goran Petrik was elected president in May.", {"Goran Petrik": PUBLIC}),
    ("en", "Farid Nazim, who runs the district relief office, counted them.", {"Farid Nazim": PUBLIC}),
    # nobody's office
    ("en", "Moussa Karel, 34, a farmer, was killed.", {"Moussa Karel": PRIVATE}),
    ("en", "The president's brother, Karim Zaoui, was arrested.", {"Karim Zaoui": PRIVATE}),
    ("en", "Gunmen shot the mayor's driver, Idrissa Ba, and fled.", {"Idrissa Ba": PRIVATE}),
    ("en", "Amina Yar, a cousin of the governor, wept.", {"Amina Yar": PRIVATE}),
    ("en", "Police Sergeant James Oloo died at the gate.", {"James Oloo": PRIVATE}),
    ("en", "A widow named Hauwa Bari fled.", {"Hauwa Bari": PRIVATE}),
    (
        "en",
        "Journalist Anna Belov was detained with lawyer Piotr Wolski.",
        {"Anna Belov": PRIVATE, "Piotr Wolski": PRIVATE},
    ),
    ("en", "Zhou Wei, a villager who met President Tan Boren, cried.", {"Zhou Wei": PRIVATE, "Tan Boren": PUBLIC}),
    ("en", "Omar Sadek sat by the road.", {"Omar Sadek": PRIVATE}),
    ("en", "Prince Okar, 34, a trader, was shot; Prince Harun reigns.", {"Okar": PRIVATE, "Harun": PUBLIC}),
    # children
    ("en", "Layla Nur, nine, and her brother Yusuf, 12, died.", {"Layla Nur": MINOR, "Yusuf": MINOR}),
    (
        "en",
        "Eight-year-old Mariam Adel and her uncle Hadi Adel survived.",
        {"Mariam Adel": MINOR, "Hadi Adel": PRIVATE},
    ),
    ("en", "The boy, Said Omari, was found.", {"Said Omari": MINOR}),
    ("en", "Two pupils, Ngozi Eze and Amaka Obi, are missing.", {"Ngozi Eze": MINOR, "Amaka Obi": MINOR}),
    (
        "en",
        "Tomas Reyes, aged three, and Ana Reyes, a 40-year-old nurse, lived.",
        {"Tomas Reyes": MINOR, "Ana Reyes": PRIVATE},
    ),
    # lists
    (
        "en",
        "The dead were identified as John Odile, 45, Ruth Odile, 9, and Eze Grand.",
        {"John Odile": PRIVATE, "Ruth Odile": MINOR, "Eze Grand": PRIVATE},
    ),
    (
        "en",
        "Activists Samuel Kofi, Ann Wachira and Zodwa were held.",
        {"Samuel Kofi": PRIVATE, "Ann Wachira": PRIVATE, "Zodwa": PRIVATE},
    ),
    # other languages
    ("fr", "Le ministre de la Défense Sadio Kamber a parlé.", {"Sadio Kamber": PUBLIC}),
    (
        "fr",
        "L'ancien maire de Dori, Oumarou Tall, est mort avec son gardien, Hama Ly.",
        {"Oumarou Tall": PUBLIC, "Hama Ly": PRIVATE},
    ),
    ("fr", "Le chef du village Oumarou Tall est mort.", {"Oumarou Tall": PUBLIC}),
    ("fr", "La fillette, Awa Sow, âgée de 7 ans, a été retrouvée.", {"Awa Sow": MINOR}),
    ("es", "La alcaldesa Rosa Pinto lloró a Jairo Lemos, de 14 años.", {"Rosa Pinto": PUBLIC, "Jairo Lemos": MINOR}),
    (
        "pt",
        "O comandante-geral da polícia, Bernardo Rui, falou com Amina Said, camponesa.",
        {"Bernardo Rui": PUBLIC, "Amina Said": PRIVATE},
    ),
    ("de", "Außenministerin Anna Kreft traf den Bauern Jan Holt.", {"Anna Kreft": PUBLIC}),
    (
        "it",
        "Il sindaco Marco Belli ha incontrato il pescatore Luca Neri.",
        {"Marco Belli": PUBLIC, "Luca Neri": PRIVATE},
    ),
    ("nl", "Burgemeester Jan Visser sprak met Sanne Bos, een lerares.", {"Jan Visser": PUBLIC, "Sanne Bos": PRIVATE}),
    (
        "ru",
        "Губернатор Иван Седов приехал, сказала учительница Анна Белова.",
        {"Иван Седов": PUBLIC, "Анна Белова": PRIVATE},
    ),
    ("uk", "Речник Андрій Гай розповів про Олену Мороз, лікарку.", {"Андрій Гай": PUBLIC, "Олену Мороз": PRIVATE}),
    ("ar", "قال المتحدث باسم الجيش أحمد حسين إن المعلمة مريم سالم قتلت.", {"أحمد حسين": PUBLIC, "مريم سالم": PRIVATE}),
]


@pytest.mark.parametrize(("language", "content", "expected"), TOLD, ids=[content[:40] for _, content, _ in TOLD])
def test_persons_are_found_and_labelled(language: str, content: str, expected: dict[str, str]) -> None:
    """Every named person, and no other, gets the label that the words give."""
    assert labels(content, language) == expected


@pytest.mark.parametrize(
    "content",
    [
        "Human Rights Watch said the Black Sea Fleet attacked Port Sudan near Abu Dhabi.",
        "Fighting spread from Burkina Faso to West Africa.",
        "The Wagner Group left; Hamas and Boko Haram did not.",
        "Abu Bakr Street and the Martha Mitchell center were hit.",
        "According to Le Monde, spies shared a list, and the newspaper Fortin Mapocho printed it.",
        "Operation Desert Shield began on Tuesday, Foreign Ministry officials said.",
        "Additionally, militants from across Africa came.",
    ],
)
def test_places_bodies_and_outlets_are_no_persons(content: str) -> None:
    """Capitals alone make no person."""
    assert labels(content) == {}


def test_a_later_mention_is_the_same_person() -> None:
    """A surname takes up the fuller name, and what is said of it counts for both."""
    found = persons("Aminata Diarso spoke on Monday. Ms Diarso, a nurse, saw it. Diarso's sister fled.")
    assert list(found) == ["Aminata Diarso"]
    assert found["Aminata Diarso"].label is PersonLabel.PRIVATE


def test_a_role_told_later_makes_the_first_mention_public() -> None:
    """The label is one of the whole item."""
    assert labels("Paul Orsini came late. Residents booed. Mr Orsini, the governor, left.") == {"Paul Orsini": PUBLIC}
    assert labels("Paul Orsiniq came late. Orsiniq was head of the embassy.") == {"Paul Orsiniq": PUBLIC}


def test_a_namesake_is_another_person() -> None:
    """A fighter or a child does not become public because a minister's fuller name holds the same words."""
    found = labels(
        "Minister Zaw Min Tun left. Zaw Tun, a fighter, stayed. Mayor Yusuf Bako and her son Yusuf, 9, fled."
    )
    assert found == {"Zaw Min Tun": PUBLIC, "Zaw Tun": PRIVATE, "Yusuf Bako": PUBLIC, "Yusuf": MINOR}


def test_the_reason_quotes_the_words() -> None:
    """An analyst sees why: the role or the age in the page's words."""
    found = persons("Mayor Ruth Amadi met Yusuf Bako, 12.")
    assert "mayor" in found["Ruth Amadi"].reason and found["Ruth Amadi"].role == "mayor"
    assert "12" in found["Yusuf Bako"].reason


def test_an_author_is_a_named_person() -> None:
    """Who signs a page is named, and holds no public role by that."""
    found = persons("By Lucie Ferrand\n\nFuel has run out in the town since Tuesday.", author="Lucie Ferrand")
    assert found["Lucie Ferrand"].label is PersonLabel.PRIVATE


def test_the_language_of_a_short_page_is_read_off_its_words() -> None:
    """A page whose language nobody could tell is not read as English when its small words are another's."""
    assert likely("La alcaldesa dijo que los hombres se llevaron a dos vecinos", "en") == "es"
    assert likely("قال المتحدث", "en") == "ar"
    assert likely("Nothing is known of them", "en") == "en"
    assert labels("La alcaldesa Rosa Pinto dijo que se llevaron a los vecinos.", None) == {"Rosa Pinto": PUBLIC}


def test_labels_by_name_are_careful() -> None:
    """A surname shared by a public and a private person is private; an unknown name is private."""
    known = [
        Person(name="Ruth Amadi", label=PersonLabel.PUBLIC, reason="a mayor", role="mayor"),
        Person(name="Paul Okari", label=PersonLabel.PUBLIC, reason="a minister", role="minister"),
        Person(name="Ali Okari", label=PersonLabel.PRIVATE, reason="nothing is told"),
    ]
    assert labels_of(known)["amadi"] is PersonLabel.PUBLIC
    assert labels_of(known)["okari"] is PersonLabel.PRIVATE
    assert label_of("Amadi", known) is PersonLabel.PUBLIC
    assert label_of("Nobody Known", known) is PersonLabel.PRIVATE
    assert public_role("Ruth Amadi", known) == "mayor"
    assert public_role("Ali Okari", known) == ""


def test_no_word_is_public_and_private_in_one_file() -> None:
    """The later list wins in silence, so no phrase may stand in both."""
    for code in lang.available():
        raw = lang.load(code, "persons")
        both = set(raw.get("public") or ()) & set(raw.get("private") or ())
        assert not both, (code, both)
        assert not raw or person_words(code) is not None


@pytest.mark.parametrize(
    "piece", ["Ab Cd ", "Mr Ali Ali, the ", "of the head of ", "Ali (", "A-a'", "Ali Hassan, 9, and "]
)
def test_time_grows_with_length_alone(piece: str) -> None:
    """Ten times the text takes about ten times as long, whatever it holds."""

    def seconds(size: int) -> float:
        text = Text(document="0" * 64, reader="test@1", content=piece * (size // len(piece)))

        item = Item(text=text.id, start=0, end=len(text.content), language="fr")
        sentences = annotate(item, text, tools())
        begun = time.process_time()
        find_persons(sentences, text.content, "fr", actors=(), gazetteer=tools().gazetteer)
        return time.process_time() - begun

    seconds(2_000)
    # The quickest of three: other work on the machine makes a run longer, never shorter.
    whole, part = (min(seconds(size) for _ in range(3)) for size in (40_000, 4_000))
    assert whole < 25 * max(part, 0.02)
