"""Names across scripts: consonants that Latin, Cyrillic and Arabic spellings agree on."""

from __future__ import annotations

import pytest

from djeli.text.skeleton import ARABIC, CYRILLIC, LATIN, name_skeleton, script_of, skeleton

ALIKE = [
    ("Khan Sheikhoun", "خان شيخون"),
    ("al-Fashir", "الفاشر"),
    ("Tadamon", "التضامن"),
    ("Bakhmut", "Бахмут"),
    ("Stepanakert", "Степанакерт"),
    ("Grozny", "Грозный"),
    ("Zelensky", "Зеленский"),
]


@pytest.mark.parametrize(("latin", "other"), ALIKE)
def test_a_name_sounds_alike_in_two_scripts(latin: str, other: str) -> None:
    """Articles, vowels and doubled letters don't part two spellings of one name."""
    assert name_skeleton(latin) == name_skeleton(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Bakhmut", "Степанакерт"), ("Idlib", "الفاشر"), ("Mariupol", "Mykolaiv")])
def test_other_names_stay_apart(one: str, other: str) -> None:
    """Two names have two skeletons."""
    assert name_skeleton(one) != name_skeleton(other)


def test_the_script_is_that_of_most_letters() -> None:
    """A few Latin names in an Arabic or Russian page don't make it Latin."""
    assert script_of("قال متحدث باسم UNICEF إن") == ARABIC
    assert script_of("Минобороны России (MoD) сообщило") == CYRILLIC
    assert script_of("The ministry said, министерство") == LATIN


def test_words_without_consonants_have_none() -> None:
    """Articles and vowels alone give an empty skeleton."""
    assert skeleton("al") == skeleton("Aoua") == skeleton("") == ""
