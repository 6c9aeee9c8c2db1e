"""What is read around marked words: the deed's word, who did it and to whom."""

from __future__ import annotations

import pytest

from djeli.anchors import Anchor, Mention
from djeli.extract.given import mentions
from djeli.records import Item, Span, Text
from english import sentences_of, tools


def read(text: str, marked: str) -> Mention:
    """The mention of the first place where `marked` stands."""
    source = Text(document="0" * 64, reader="test@1", content=text)
    item = Item(text=source.id, start=0, end=len(text), language="en")
    start = text.index(marked)
    anchor = Anchor(id="x", span=Span(text=source.id, start=start, end=start + len(marked)))
    return next(mentions(item, source, [anchor], sentences_of(text), tools()))


@pytest.mark.parametrize(
    ("text", "marked", "word", "doers", "hit"),
    [
        ("Rebels shelled the market.", "shelled", "shell", "rebel", "market"),
        ("The bridge was destroyed by soldiers.", "destroyed", "destroy", "soldier", "bridge"),
        ("The militia that burned the village fled.", "burned", "burn", "militia", "village"),
        ("Police tried to disperse the crowd.", "disperse", "disperse", "police", "crowd"),
        ("The murder of the mayor shocked the town.", "murder", "murder", "", "mayor"),
        ("The elections took place in May.", "took place", "place", "election", ""),
        ("They looted it.", "looted", "loot", "", ""),
    ],
)
def test_parties_of_a_marked_word(text: str, marked: str, word: str, doers: str, hit: str) -> None:
    """Subjects and objects are found through passives, relative clauses and verbs above; pronouns say nothing."""
    found = read(text, marked)
    assert (found.word, " ".join(sorted(found.doers)), " ".join(sorted(found.hit))) == (word, doers, hit)


def test_what_is_denied_or_only_possible() -> None:
    """A negation and a modal verb are kept with the mention."""
    assert read("The army did not attack the camp.", "attack").denied
    assert read("The army may attack the camp.", "attack").open
    assert not read("The army attacked the camp.", "attacked").open


def test_a_mention_outside_all_sentences_is_read_by_its_line() -> None:
    """What the reading of pages sets aside can be marked all the same."""
    text = "Soldiers raided the depot.\nRead also: Gunmen raided a bank in Lagos."
    source = Text(document="0" * 64, reader="test@1", content=text)
    item = Item(text=source.id, start=0, end=26, language="en")
    start = text.rindex("raided")
    anchor = Anchor(id="x", span=Span(text=source.id, start=start, end=start + 6))
    found = next(mentions(item, source, [anchor], sentences_of(text[:26]), tools()))
    assert (found.word, found.doers, found.hit) == ("raid", {"gunman"}, {"bank"})
