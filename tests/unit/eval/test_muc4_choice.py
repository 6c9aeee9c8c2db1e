"""How the adapter of MUC-4 chooses country, place and tolls of a template."""

from __future__ import annotations

import pytest

from djeli.eval import muc4_slots as slots
from djeli.eval.muc4_apart import answers, apart, day_of
from djeli.eval.muc4_choice import Entity
from djeli.eval.muc4_fill import values
from djeli.eval.muc4_scene import Counted, Dated, Day, Named, Scene, plain, value_of
from djeli.eval.muc4_slots import Hit
from djeli.extract.learned.look import Seen
from djeli.values import Party
from djeli.vocab import Harm, PartyKind, Role

SCENE = Scene(
    names=(
        Named(sentence=0, text="kidal", country="mali", start=4, words=("gz=settlement", "loc=True")),
        Named(sentence=3, text="mali", country="mali", start=90, words=("gz=country", "loc=False")),
        Named(sentence=3, text="wadi rum", country="", start=99, words=("run", "ent=LOC")),
    ),
    numbers=(
        Counted(sentence=0, value=6, words=("harm=killed",)),
        Counted(sentence=0, value=4, words=("harm=wounded",)),
    ),
    where=(("mali", "kidal"), ("mali", "gao"), None),
    when=(Day("2031-05-04", "2031-05-04", here=True), None, None),
    root=(0, 1, 0),
    at=(0, 3, 3),
    home="mali",
    placed="niger",
    dates=(Dated(sentence=3, first="2031-04-01", last="2031-04-30", words=("mark=since",)),),
    dateline="2031-05-06",
)
ANCHORS = {0: 1.0}


def test_every_name_and_every_number_is_a_candidate() -> None:
    """Names that no gazetteer has stand beside those it has; the dateline's country is a candidate too."""
    assert set(slots.finest(SCENE, "ATTACK", ANCHORS, [0])) == {"kidal", "mali", "wadi rum"}
    assert set(slots.countries(SCENE, "ATTACK", ANCHORS, [0])) == {"mali", "niger"}


def test_what_the_program_chose_and_where_it_stands_are_words() -> None:
    """The program's own place says so, and a candidate of the telling sentence is near."""
    assert "chosen=True" in slots.finest(SCENE, "ATTACK", ANCHORS, [0])["kidal"]
    assert "chosen=False" in slots.finest(SCENE, "ATTACK", ANCHORS, [0])["wadi rum"]
    assert "nearest=0" in slots.finest(SCENE, "ATTACK", ANCHORS, [0])["kidal"]


def test_tolls_are_told_or_added_up_from_the_victims() -> None:
    """Two named victims and three peasants are five; "peasants" alone are several."""
    hit = [
        Hit(number=1, named=True, deed="killing"),
        Hit(number=1, named=True, deed="killing"),
        Hit(number=3, named=False, deed="killing"),
    ]
    found = slots.tolls(SCENE, "ATTACK", ANCHORS, hit, Harm.KILLED)
    assert {(5, 5), (6, 6), (4, 4), (2, 2), (1, 1)} <= set(found)
    assert "as=all" in found[5, 5]
    assert (2, None) not in found
    several = slots.tolls(SCENE, "ATTACK", ANCHORS, [Hit(number=None, named=False, deed="killing")], Harm.KILLED)
    assert (2, None) in several


@pytest.mark.parametrize(
    ("phrases", "plural", "number"),
    [
        (["three peasants"], True, 3),
        (["the 12 nuns"], True, 12),
        (["peasants"], True, None),
        (["a peasant"], False, 1),
    ],
)
def test_a_phrase_says_how_many(phrases: list[str], plural: bool, number: int | None) -> None:
    """By numeral, by singular, or not at all."""
    assert slots.number_of(phrases, plural=plural) == number


@pytest.mark.parametrize(
    ("word", "value"), [("Seven", 7), ("1,200", 1200), ("1989", None), ("many", None), ("40000", None)]
)
def test_numbers_are_read_but_not_years(word: str, value: int | None) -> None:
    """A year is no toll."""
    assert value_of(word) == value


def test_names_are_compared_bare() -> None:
    """Without accents, capitals, articles and marks."""
    assert plain("The San José-Norte") == "san jose norte"


def test_a_toll_is_printed_only_when_likely() -> None:
    """An unlikely toll is left open; a country without a finer place stands alone."""
    chosen = {"country": ("mali", 0.9), "place": (None, 0.0), "date": ((None, "2031-05-06"), 0.5)}
    row = values({**chosen, "deaths": ((6, 6), 0.7), "injured": ((1, 1), 0.05)})
    assert row["location"] == "mali"
    assert row["deaths"] == {"lo": 6, "hi": 6}
    assert row["injured"] is None
    assert row["dates"] == [{"from": None, "to": "2031-05-06"}]


def test_days_are_told_or_by_the_dateline() -> None:
    """Days of triggers, days only said, and "by the dateline" are candidates; the day of the fillers says so."""
    found = slots.days(SCENE, "ATTACK", ANCHORS, [0], ("2031-05-04", "2031-05-04"))
    assert set(found) == {("2031-05-04",) * 2, ("2031-04-01", "2031-04-30"), (None, "2031-05-06")}
    assert "told=TrueFalse" in found["2031-05-04", "2031-05-04"]
    assert "age=2" in found["2031-05-04", "2031-05-04"]
    assert "by&here=TrueTrue" in found[None, "2031-05-06"]
    assert "by&untold" in slots.days(SCENE, "ATTACK", ANCHORS, [0], None)[None, "2031-05-06"]


def _filler(name: str, trigger: int, role: Role = Role.VICTIM, chance: float = 0.5) -> Entity:
    seen = Seen(
        start=0,
        end=1,
        sentence=0,
        away=0,
        trigger=trigger,
        kind="nameperson",
        party=Party(name=name, kind=PartyKind.PERSON),
        proper=True,
        person=True,
        plural=False,
        ruled=False,
        word=name,
        words=(),
        cuts=(),
        chances={},
    )
    return Entity(role=role, mentions=((0, seen),), told=(), text=name, chance=chance)


def test_what_is_hit_elsewhere_stands_apart() -> None:
    """Another place makes another template; what retells the first or tells no place joins it, doers with it."""
    ali, binta, musa = _filler("Ali", 0), _filler("Binta", 1, chance=0.4), _filler("Musa", 2)
    men = _filler("riders", 2, role=Role.PERPETRATOR)
    told = answers([SCENE])
    assert apart([ali, binta, musa, men], [SCENE], told) == [[ali, musa, men], [binta]]
    assert apart([], [SCENE], told) == [[]]
    assert day_of([ali, binta], [SCENE], told) == ("2031-05-04", "2031-05-04")
    assert day_of([binta], [SCENE], told) is None
