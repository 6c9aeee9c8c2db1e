"""The learned reader: no side in its features, no value without words, nothing judged where nothing happens."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from djeli.extract import extract
from djeli.extract.annotate import annotate
from djeli.extract.learned.look import Look, look
from djeli.extract.learned.model import BITS, Model, models, packed, read_models, row_of, together
from djeli.extract.learned.reader import choose, enabled
from djeli.extract.mentions import Mentions
from djeli.extract.reading import find_mentions
from djeli.extract.tools import Tools, load_tools
from djeli.records import Document, Item, Text

SIDES = (("the army", "the rebels"), ("the soldiers", "the guerrillas"), ("the troops", "the militants"))

ACTS = (
    "On Monday {a} attacked a village near Kaya, killing 12 civilians.",
    "On Monday {a} shelled a market in Kharkiv, killing four people.",
    "Witnesses said {a} executed six prisoners in Goma.",
    "In the night {a} burned 30 houses in Darfur.",
    "At dawn {a} ambushed a convoy near Bria, killing three men.",
    "On Friday {a} abducted two teachers from a school in Bamenda.",
    "Residents said {a} looted shops in Wad Madani.",
    "On Sunday {a} bombed a hospital in Sittwe, wounding nine patients.",
    "Yesterday {a} massacred 40 villagers in Ituri.",
    "Five civilians were killed by {a} in Cabo Delgado.",
    "Two nurses were abducted by {a} near Maiduguri.",
    "A church was burned by {a} in Cauca.",
    "An attack by {a} on a camp in Idlib killed 11 people.",
    "A landmine planted by {a} killed two children in Kayin.",
)

PAIRS = [(act.format(a=left), act.format(a=right)) for act in ACTS for left, right in SIDES]

QUIET = (
    "The ministers met in Geneva on Tuesday and signed the budget.",
    "Maize prices in Kano fell for the third month.",
    "The team won the cup after a long night in Lima.",
)


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


def mentions_of(text: str) -> Mentions:
    """What the rules find in one English item."""
    source = Text(document="0" * 64, reader="test@1", content=text)
    item = Item(text=source.id, start=0, end=len(text), language="en")
    document = Document(id="0" * 64, uri="test", media_type="text/plain", size=len(text))
    return find_mentions(item, source, document, tools(), annotate(item, source, tools()))


def words(found: Look) -> list[tuple[str, ...]]:
    """The words of all that was judged, sorted within each."""
    return [tuple(sorted(one.words)) for one in (*found.told, *found.seen)]


def tree(text: str) -> list[tuple[str, int, str]]:
    """How the parser reads a sentence, names apart."""
    return [(t.dep_, t.head.i, t.ent_type_) for s in mentions_of(text).sentences for t in s.tokens]


def same_tree(one: str, other: str) -> None:
    """Skip a pair that the parser itself attaches differently: that is its doing and no feature's."""
    if tree(one) != tree(other):
        pytest.skip("the parser reads the two differently")


def test_most_pairs_are_parsed_alike() -> None:
    """At least thirty pairs stay to be compared."""
    assert sum(tree(one) == tree(other) for one, other in PAIRS) >= 30


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_swapping_sides_leaves_every_feature_as_it_is(one: str, other: str) -> None:
    """Army and rebels give the very same words, so any weights give the same scores."""
    same_tree(one, other)
    left, right = look(mentions_of(one), tools(), {}), look(mentions_of(other), tools(), {})
    assert left.seen, f"nothing was judged in: {one}"
    assert words(left) == words(right)


@pytest.mark.skipif(not enabled(), reason="the weights are not there, or switched off")
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_swapping_sides_leaves_every_score_as_it_is(one: str, other: str) -> None:
    """The same in figures, with the weights that ship."""
    same_tree(one, other)
    left, right = look(mentions_of(one), tools(), models()), look(mentions_of(other), tools(), models())
    assert [s.chances for s in left.seen] == [s.chances for s in right.seen]
    assert [t.chances for t in left.told] == [t.chances for t in right.told]


@pytest.mark.parametrize("text", QUIET)
def test_nothing_is_judged_where_nothing_happens(text: str) -> None:
    """Sentences without a trigger cost nothing."""
    assert look(mentions_of(text), tools(), {}) == Look()


@pytest.mark.parametrize("act", ACTS)
def test_every_cut_has_its_words_in_the_text(act: str) -> None:
    """Cuts are ranges of the text that read as they say."""
    text = act.format(a="the army")
    found = look(mentions_of(text), tools(), {})
    cuts = [cut for one in found.seen for cut in one.cuts]
    assert cuts
    assert all(text[cut.start : cut.end] == cut.text for cut in cuts)


@pytest.mark.skipif(not enabled(), reason="the weights are not there, or switched off")
@pytest.mark.parametrize("act", ACTS)
def test_chosen_roles_keep_to_their_types_and_triggers(act: str) -> None:
    """Choosing changes roles and background alone; every role stands in the text and names a trigger that is there."""
    found = mentions_of(act.format(a="the gunmen"))
    chosen = choose(found, tools())
    assert [t.type for t in chosen.triggers] == [t.type for t in found.triggers]
    assert all(0 <= r.trigger < len(chosen.triggers) and r.start < r.end for r in chosen.roles)


def test_a_french_item_is_left_to_the_rules() -> None:
    """The models know English only."""
    found = mentions_of("On Monday gunmen attacked a village near Kaya, killing 12 civilians.")
    assert choose(found, tools(), "fr") is found


def test_switched_off_it_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """DJELI_LEARNED=0 leaves the rules' mentions as they are."""
    monkeypatch.setenv("DJELI_LEARNED", "0")
    found = mentions_of("On Monday gunmen attacked a village near Kaya, killing 12 civilians.")
    assert choose(found, tools()) is found


def test_weights_survive_their_file(tmp_path: Path) -> None:
    """A model read back gives the same chances, up to half precision."""
    table = np.zeros(1 << BITS)
    table[row_of("a")], table[row_of("b")] = 1.5, -0.75
    made = together(("x", "y"), [(table, -1.0), (table * 2, 0.5)])
    np.savez_compressed(tmp_path / "w.npz", **packed("m", made))
    back = read_models(tmp_path / "w.npz")["m"]
    assert back.columns == ("x", "y")
    for given in (["a"], ["a", "b", "b"], ["unknown"]):
        assert back.chances(given) == pytest.approx(made.chances(given), abs=1e-3)


def test_words_count_once() -> None:
    """A word met twice weighs as much as once."""
    table = np.zeros(1 << BITS)
    table[row_of("a")] = 1.0
    made = Model(("x",), table[:, None], np.array([0.0]))
    assert made.chances(["a", "a"]) == made.chances(["a"])


def test_no_weights_no_models(tmp_path: Path) -> None:
    """A missing weights file means the rules alone."""
    assert read_models(tmp_path / "none.npz") == {}


@pytest.mark.skipif(not enabled(), reason="the weights are not there, or switched off")
def test_a_page_reads_the_same_twice() -> None:
    """Reading is a pure function of the text."""
    text = "Gunmen killed four farmers near Zinder on Sunday. The attackers burned two trucks, police said."
    source = Text(document="0" * 64, reader="test@1", content=text)
    item = Item(text=source.id, start=0, end=len(text), language="en")
    document = Document(id="0" * 64, uri="test", media_type="text/plain", size=len(text))
    assert extract(item, source, document, tools()) == extract(item, source, document, tools())
