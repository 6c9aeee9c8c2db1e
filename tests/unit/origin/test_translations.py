"""Translations of one text are one family; independent reports of one event in two languages never are."""

from __future__ import annotations

import json
import random
from itertools import combinations
from pathlib import Path

import pytest

from djeli.origin import families
from djeli.origin.alignment import align
from djeli.origin.families import look, share_of
from djeli.origin.growing import Copies, found_in
from djeli.origin.signs import REPEATED, clue_places, clues, is_marked, sign
from djeli.origin.tellings import Tellings
from djeli.origin.translations import COMMON_CLUE

SET = Path(__file__).parents[2] / "sets" / "translations" / "gold.jsonl"
ROWS = {row["id"]: row for row in map(json.loads, SET.read_text(encoding="utf-8").splitlines())}
PAIRS = [pair for pair in combinations(sorted(ROWS), 2) if ROWS[pair[0]]["lang"] != ROWS[pair[1]]["lang"]]
SAME = [(a, b) for a, b in PAIRS if ROWS[a]["story"] == ROWS[b]["story"]]
APART = [(a, b) for a, b in PAIRS if ROWS[a]["story"] != ROWS[b]["story"] and ROWS[a]["event"] == ROWS[b]["event"]]
MISSED = ({"camp-1", "camp-2"}, {"quake-1", "quake-2"})
"""Not known from one another: names that are words in Arabic, and a language without words of its own (Turkish)."""


def told(*names: str) -> Tellings:
    """Some rows of the set."""
    return Tellings({n: ROWS[n]["text"] for n in names}, languages={n: ROWS[n]["lang"] for n in names})


def found(left: str, right: str) -> bool:
    """Whether two rows alone are one family."""
    return len(look(told(left, right)).families[left].members) == 2


def test_the_set_is_as_large_as_it_says() -> None:
    """Twenty pairs of either kind at least, so that the two tests below say something."""
    assert len(SAME) >= 20
    assert len(APART) >= 20


@pytest.mark.parametrize(("left", "right"), [pair for pair in SAME if set(pair) not in MISSED])
def test_translations_are_one_family(left: str, right: str) -> None:
    """A text and its translation are one text, whatever the letters."""
    assert found(left, right)


@pytest.mark.parametrize(("left", "right"), APART)
def test_independent_reports_stay_apart(left: str, right: str) -> None:
    """Two desks that tell one event with the same names and figures are two texts, even if one says it translates."""
    assert not found(left, right)
    marked = Tellings(told(left, right).texts, {}, told(left, right).languages, {left: "Translated by our desk"})
    assert len(look(marked).families[left].members) == 1


def test_a_family_holds_translations_of_its_copies_too() -> None:
    """All translations and a copy of one of them are one family; independent texts of the event are in none."""
    names = [name for name in ROWS if ROWS[name]["event"] == "camp"]
    copy = ROWS["camp-2"]["text"].replace("opened before Monday", "opened soon")
    every = told(*names).beside(Tellings({"copy": copy}, languages={"copy": "en"}))
    assert look(every).families["camp-1"].members == ("camp-1", "camp-2", "camp-3", "copy")
    assert {len(look(every).families[name].members) for name in ("camp-4", "camp-5")} == {1}


def test_a_note_lowers_what_is_asked_and_proves_nothing() -> None:
    """Half of a story is known as its translation when it says so; without the note it is not."""
    half = ROWS["mine-2"]["text"].split("\n\n", 1)[1]
    bare = Tellings({"fr": ROWS["mine-1"]["text"], "en": half}, languages={"fr": "fr", "en": "en"})
    noted = Tellings(bare.texts, {}, bare.languages, {"en": "Translated from French"})
    assert len(look(bare).families["fr"].members) == 1
    assert len(look(noted).families["fr"].members) == 2


@pytest.mark.parametrize("unknown", ["", "en"])
def test_only_texts_in_two_known_languages_are_translations(unknown: str) -> None:
    """Where the language of one is not known, or said to be that of the other, nothing is joined."""
    texts = told("prison-1", "prison-2").texts
    languages = {"prison-1": unknown, "prison-2": "en"}
    assert families(texts, languages=languages)["prison-1"].members == ("prison-1",)


@pytest.mark.parametrize("change", ["figures", "order", "names"])
def test_what_makes_another_text_of_a_translation(change: str) -> None:
    """Other figures, sentences in another order, other names: a report of another day, or by another desk."""
    text = ROWS["prison-2"]["text"]
    if change == "figures":
        text = text.translate(str.maketrans("123456789", "384917265"))
    elif change == "order":
        sentences = text.replace("\n\n", " ").split(". ")
        text = ". ".join(sentences[::-1])
    else:
        for old, new in (("Cevallos", "Intriago"), ("Jarrín", "Moreta"), ("Zambrano", "Ubilla"), ("Lobos", "Tigres"),
                         ("Fausto", "Gabino"), ("Patricio", "Ulises"), ("Lorena", "Edith"), ("Rosalía", "Petronila"),
                         ("Choneros", "Fatales"), ("Machala", "Ibarra"), ("Dávila", "Quimper")):  # fmt: skip
            text = text.replace(old, new)
    texts = {"es": ROWS["prison-1"]["text"], "en": text}
    assert len(families(texts, languages={"es": "es", "en": "en"})["es"].members) == 1


def test_the_reason_is_said_in_plain_words() -> None:
    """How many names and figures, in which item, in which language; from either side."""
    every = look(told("prison-1", "prison-2")).families["prison-1"]
    reason = "A translation: 25 of 25 names and figures in the same order, and as far apart, as in item prison-2"
    assert every.explain("prison-1") == f"{reason}, which is in English."
    assert "item prison-1, which is in Spanish." in every.explain("prison-2")


def test_order_changes_nothing() -> None:
    """Any order of input gives the same families, and which text comes first does not matter to a pair."""
    wanted = {item: one.members for item, one in look(told(*ROWS)).families.items()}
    for seed in range(3):
        names = list(ROWS)
        random.Random(seed).shuffle(names)
        assert {item: one.members for item, one in look(told(*names)).families.items()} == wanted
    for left, right in SAME:
        one, other = (sign(ROWS[name]["text"], ROWS[name]["lang"]) for name in (left, right))
        assert align(one, other).cover == align(other, one).cover


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Translated from Arabic by the desk. The shelling began at noon.", True),
        ("Le bombardement a repris. (Traduit de l'anglais par A. B.)", True),
        ("Обстрел продолжался всю ночь. Перевод с английского", True),
        ("توقف القصف عند الظهر. ترجمة: قسم الأخبار", True),
        ("The money transfer was lost in translation, he said.", False),
        ("Денежные переводы из России упали вдвое.", False),
        ("He was untranslated from the start.", False),
    ],
)
def test_notes_of_translations(text: str, marked: bool) -> None:
    """Notes at the head or the foot, in many languages; a story that speaks of translations has none."""
    assert is_marked(text) is marked


@pytest.mark.parametrize(
    ("text", "language", "keys"),
    [
        ("He said that 1,150 people left Mopti on Tuesday.", "en", {"#1150", "mbt", "~weekdays1"}),
        ("Quelque 1 150 personnes ont quitté Mopti mardi.", "fr", {"#1150", "mbt", "~weekdays1"}),
        ("В среду вечером Мопти покинули двадцать семей.", "ru", {"#20", "mbt", "~weekdays2"}),
        ("غادر عشرون شخصا موبتي يوم الثلاثاء", "ar", {"#20", "mbt", "~weekdays1"}),
        ("It began on 4 November 2020.", "en", {"~4", "~months11", "~2020"}),
        ("A German officer and two others were there.", "en", {"@DE"}),
    ],
)
def test_what_stays_in_translation(text: str, language: str, keys: set[str]) -> None:
    """Figures, days, names and nations have the same keys in all languages."""
    assert keys <= {anchor.key for anchor in sign(text, language).anchors}


def test_clues_are_the_same_in_all_letters() -> None:
    """Names in three scripts and a figure lead to one another; years and small figures to nothing."""
    assert set(clues("in Bakhmut, 2022: 41 dead").tolist()) == set(clues("Бахмут 41").tolist())
    assert set(clues("موبتي 41").tolist()) == set(clues("Mopti 41 of 7").tolist())


def test_growing_is_looking_for_all_anew() -> None:
    """Translations added one by one, in any order, lead to the families of all texts at once, or to doing all anew."""
    grown = anew = joined_late = 0
    for seed in range(3):
        names = [name for name in ROWS if ROWS[name]["event"] in ("prison", "talks", "camp", "bus", "bulletin")]
        random.Random(seed).shuffle(names)
        copies = None
        for count in range(6, len(names) + 1):
            some, last = told(*names[:count]), names[count - 1]
            wanted = look(some)
            joined = copies.add(last, some.only([last]), lambda some_ids: told(*some_ids)) if copies else None
            if copies is None or joined is None:
                anew += copies is not None
                copies = Copies(found_in(some, wanted))
                continue
            grown += 1
            joined_late += copies.size(last) > 1
            if grown % 5 == 0:
                copies = Copies(copies.found())
            homes = {item: (one.id, share_of(item, one)) for item, one in wanted.families.items()}
            assert {item: copies.home(item) for item in homes} == homes
    assert grown > 4 * anew, (grown, anew)
    assert joined_late > 10


def test_a_clue_that_becomes_common_hands_over() -> None:
    """When what two translations were found by stands in too many texts, all is looked for anew."""
    start = told("prison-1", "prison-2")
    more = {f"x{n}": f"{n}. Cevallos met nobody." for n in range(COMMON_CLUE)}
    texts = Tellings({**start.texts, **more}, languages={**start.languages, **dict.fromkeys(more, "en")})
    names = sorted(texts.texts)[:COMMON_CLUE]
    copies = Copies(found_in(texts.only(names), look(texts.only(names))))
    outcomes = [copies.add(name, texts.only([name]), texts.only) is None for name in sorted(texts.texts)[COMMON_CLUE:]]
    assert any(outcomes)


def test_the_first_text_in_another_language_hands_over() -> None:
    """In a case of one language no clues are kept, so a first foreign text has all looked for anew."""
    copies = Copies(found_in(told("prison-2", "talks-1"), look(told("prison-2", "talks-1"))))
    assert copies.add("camp-2", told("camp-2"), lambda names: told(*names)) is not None
    assert copies.add("prison-1", told("prison-1"), lambda names: told(*names)) is None


def test_long_pages_are_not_compared() -> None:
    """A report of a hundred pages is no story, and what a page repeats on and on is looked at a few times only."""
    assert Tellings({"a": "Mopti " * 9000}, languages={"a": "en"}).tongue("a") == ""
    assert {len(spots) for spots in clue_places("Mopti " * 900).values()} == {REPEATED}
    assert len(sign("In Mopti " * 900, "en").anchors) == REPEATED
