"""Copies are one family; independent reports, round-ups and boilerplate are not."""

from __future__ import annotations

import random

import pytest

from djeli.origin import families

WIRE = (
    "Gunmen on motorbikes attacked a market in the border town at dusk on Saturday and killed fourteen "
    "traders, the district governor told reporters by telephone. He said the attackers came from the forest to "
    "the east, fired into the crowd for about twenty minutes and set fire to two lorries loaded with grain "
    "before soldiers arrived. A nurse at the health centre counted nineteen wounded, four of them children. No "
    "group has claimed the raid. The governor ordered the market closed until further notice and asked "
    "families to bury their dead before noon on Sunday."
)
OWN = (
    "Traders in the border town spent Sunday digging graves after Saturday's raid on their market. Ousseini, "
    "who sells millet, said he lay under his stall while men with rifles walked past him shouting. He knows of "
    "at least fourteen dead and says more ran into the bush and have not come back. Two burnt lorries still "
    "block the road to the ford. An army patrol that came after nightfall has set up a checkpoint, but the "
    "stalls stay shut on the governor's orders."
)
OTHER = (
    "Striking dockers reached a deal with the port authority on Thursday after nine days that left forty ships "
    "waiting at anchor. The union said wages will rise by six per cent in two steps and that nobody will be "
    "dismissed for taking part. The authority's director thanked both mediators and promised that containers "
    "with medicine would be unloaded first."
)
NOTICE = "Sign up for our morning newsletter and never miss a story from anywhere in the region again"


def edits(text: str) -> dict[str, str]:
    """Copies as outlets make them: cut, lightly reworded, with a paragraph of their own, without the first sentence."""
    sentences = text.split(". ")
    return {
        "cut": ". ".join(sentences[:3]),
        "headless": ". ".join(sentences[1:]),
        "light": text.replace("Gunmen", "Armed men").replace("about twenty", "some 20").replace("ordered", "had"),
        "longer": "Our correspondent adds to what agencies report from the scene. " + text + " More follows tonight.",
        "spaced": text.replace(". ", ".\n\n").upper(),
    }


@pytest.mark.parametrize("kind", sorted(edits(WIRE)))
def test_copies_are_one_family(kind: str) -> None:
    """An edited copy stands in the family of its original, with the share that shows it."""
    found = families({"original": WIRE, kind: edits(WIRE)[kind], "other": OTHER})
    assert found["original"] is found[kind]
    assert found["other"].members == ("other",)
    assert found["original"].overlaps[0].containment >= 0.45
    assert "%" in found[kind].explain(kind)


@pytest.mark.parametrize(("left", "right"), [(WIRE, OWN), (WIRE, OTHER), (OWN, OTHER), ("", WIRE), ("Peace.", "War.")])
def test_independent_reports_stay_apart(left: str, right: str) -> None:
    """Two tellings of one event, or of two, are two families: merging them would destroy corroboration."""
    found = families({"a": left, "b": right})
    assert found["a"].id != found["b"].id


def test_a_round_up_does_not_chain_unlike_texts() -> None:
    """A page that prints two stories joins one of them at most; the two stories stay two."""
    found = families({"one": WIRE, "two": OTHER, "round-up": WIRE + "\n" + OTHER})
    assert found["one"].id != found["two"].id


def test_boilerplate_does_not_make_copies() -> None:
    """Short pages that share only a long sign-up notice are no copies."""
    notice = f"{NOTICE}\n{NOTICE} for subscribers of the evening edition who live abroad and read us on the train"
    stories = {
        "Mayor opens bridge": "The mayor of the harbour city opened a footbridge on Monday after years of delay.",
        "Drought fears grow": "Farmers near the southern plateau expect half their usual harvest, officials warned.",
        "Court frees editor": "Judges released a magazine publisher yesterday who had spent weeks behind bars.",
        "Rebels quit talks": "Negotiators walked away from Geneva discussions complaining about bombardment.",
    }
    pages = {title: f"{title}\n{story}\n{notice}" for title, story in stories.items()}
    assert len({family.id for family in families(pages).values()}) == len(pages)


def test_order_changes_nothing() -> None:
    """Any order of input gives the same families, members and ids."""
    texts = {"w": WIRE, "own": OWN, "other": OTHER} | edits(WIRE)
    wanted = {item: (f.id, f.members) for item, f in families(texts).items()}
    for seed in range(5):
        names = list(texts)
        random.Random(seed).shuffle(names)
        assert {item: (f.id, f.members) for item, f in families({n: texts[n] for n in names}).items()} == wanted


def test_a_family_keeps_its_id_when_later_items_join() -> None:
    """The id is that of the smallest member, so a later copy with a larger id changes nothing."""
    before = families({"a": WIRE})
    after = families({"a": WIRE, "b": edits(WIRE)["cut"]})
    assert before["a"].id == after["b"].id
