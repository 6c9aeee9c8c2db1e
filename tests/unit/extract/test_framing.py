"""The same act gets the same reading, whoever did it."""

from __future__ import annotations

from functools import cache

import pytest

from djeli.extract import extract
from djeli.extract.tools import Tools, load_tools
from djeli.records import Document, Extraction, Item, Text
from djeli.vocab import Harm

SIDES = (
    ("the army", "the rebels"),
    ("government troops", "insurgents"),
    ("soldiers", "militants"),
)
"""Pairs that change places; words of one number and shape, so that grammar stays the same."""

ACTS = (
    "On Monday {a} attacked a village near Kaya, killing 12 civilians.",
    "On Monday {a} shelled a market in Kharkiv, killing four people.",
    "Witnesses said {a} executed six prisoners in Goma.",
    "In the night {a} burned 30 houses in Darfur.",
    "At dawn {a} ambushed a convoy near Bria, killing three men.",
    "On Friday {a} abducted two teachers from a school in Bamenda.",
    "On Tuesday {a} shot dead a journalist in Mogadishu.",
    "Residents said {a} looted shops in Wad Madani.",
    "Last week {a} captured the town of Sake.",
    "On Sunday {a} bombed a hospital in Sittwe, wounding nine patients.",
    "On Monday {a} withdrew from Kidal.",
    "On Monday {a} released 20 prisoners in Taiz.",
    "On Monday {a} blocked the road to Djibo.",
    "Yesterday {a} massacred 40 villagers in Ituri.",
    "On Monday {a} killed three of {b} near Ménaka.",
    "Five civilians were killed by {a} in Cabo Delgado.",
    "Two nurses were abducted by {a} near Maiduguri.",
    "A church was burned by {a} in Cauca.",
    "An attack by {a} on a camp in Idlib killed 11 people.",
    "Clashes between {a} and {b} left 14 dead in Jonglei.",
    "A landmine planted by {a} killed two children in Kayin.",
    "Three detainees were tortured by {a} in a prison in Homs.",
    "On Monday {a} did not attack the town of Gao.",
    "Officials said {a} planned to attack the airport in Sanaa.",
    "On Monday {a} threatened to attack the port of Aden.",
    "On Monday {a} captured three of {b} near Menaka.",
    "On Friday {a} stormed the village of Tin-Akof and killed nine herders.",
    "On Sunday {a} shelled the town of Bakhmut with mortars, wounding six residents.",
    "On Tuesday {a} attacked a convoy with drones near Kidal.",
    "A dynamite attack by {a} destroyed a bridge in Puno on Monday.",
    "On Monday {a} detonated a bomb at a market in Jos, killing eight traders.",
    "Four teachers were shot by {a} in Yala on Thursday.",
    "Two priests were beheaded by {a} in Palma last week.",
    "On Wednesday {a} raided a school in Kaduna and abducted 30 pupils.",
    "{a} claimed responsibility for the attack that killed 12 people in Gao on Monday.",
    "{a} denied any involvement in the attack that killed 12 people in Gao on Monday.",
    "Residents accused {a} of killing 12 people in Gao on Monday.",
    "The attack in Gao, which killed 12 people, was blamed on {a}.",
    "On Monday members of {a} burned two buses in Cauca.",
    "On Monday {a} hijacked a lorry near Bossangoa.",
    "On Monday {a} destroyed a church in Loikaw.",
    "On Thursday {a} besieged the town of El Fasher.",
    "On Thursday a farmer was killed by a mine that {a} had laid near Benghazi.",
    "On Saturday {a} fired rockets at the airport of Kabul.",
    "On Saturday {a} opened fire on a bus in Quetta, killing seven passengers.",
    "An air strike carried out by {a} killed 15 people in Taiz on Monday.",
    "On Monday {a} shot down a helicopter near Lyman.",
    "On Monday {a} forced 200 families to flee their homes in Masisi.",
    "Thousands fled Goma on Monday after {a} attacked the city.",
    "On Monday {a} released two hostages in Arauca.",
    "On Monday {a} freed 40 prisoners from a jail in Butembo.",
    "On Monday {a} stole 300 cattle in Jonglei.",
    "Fighting between {a} and {b} in Marib on Monday killed 20 people.",
    "On Monday {a} repelled an attack by {b} near Raqqa.",
    "On Monday {a} recaptured the town of Mocimboa from {b}.",
    "On Monday {a} handed over 60 prisoners to {b} in Hodeida and attacked the port.",
    "On Monday {a} agreed to a ceasefire with {b}.",
    "On Monday {a} broke the ceasefire in Abyei.",
    "A grenade thrown by {a} wounded five shoppers in Bujumbura on Monday.",
    "On Monday {a} tortured a farmer to death in Arakan.",
    "On Monday {a} killed the mayor of Tame with a car bomb.",
)

POWERS = (("the government", "the junta"), ("the authorities", "the regime"))

MEASURES = (
    "On Monday {a} arrested 15 students in Conakry.",
    "On Monday {a} imposed a curfew in Khartoum.",
    "On Monday {a} extended the state of emergency.",
    "On Monday {a} banned a newspaper in Ouagadougou.",
    "On Monday {a} expelled the French ambassador.",
    "On Monday {a} closed the border with Benin.",
    "On Monday {a} signed a ceasefire with the rebels in Doha.",
    "On Monday {a} released ten activists.",
    "On Monday {a} dissolved the parliament.",
    "On Monday {a} deported 60 migrants.",
)

PAIRS = [
    (act.format(a=left, b=right), act.format(a=right, b=left))
    for acts, sides in ((ACTS, SIDES), (MEASURES, POWERS))
    for act in acts
    for left, right in sides
]


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


def read(text: str) -> Extraction:
    """The extraction of a text that is one English item."""
    source = Text(document="0" * 64, reader="test@1", content=text)
    document = Document(id="0" * 64, uri="test", media_type="text/plain", size=len(text))
    return extract(Item(text=source.id, start=0, end=len(text), language="en"), source, document, tools())


def coded(found: Extraction) -> list[tuple[str, str, str]]:
    """What must not depend on sides: types, modality, and harm with its counts."""
    harms = {harm.value for harm in Harm}
    rows = [(c.prop, c.value, c.modality.value) for c in found.claims if c.prop == "type"]
    for claim in found.claims:
        if claim.prop in harms:
            quantity = claim.parsed()
            rows.append((claim.prop, f"{quantity.low}/{quantity.best}/{quantity.high}", claim.modality.value))
    return sorted(rows)


def roles(found: Extraction) -> list[str]:
    """The roles that were given, without the names."""
    return sorted(c.prop for c in found.claims if c.prop in ("perpetrator", "target", "victim", "participant"))


def test_there_are_enough_pairs() -> None:
    """At least two hundred sentences are swapped."""
    assert len(PAIRS) >= 200


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_sides_change_nothing(one: str, other: str) -> None:
    """Types, modality, harm and the roles given are the same when the sides change places."""
    left, right = read(one), read(other)
    assert coded(left) == coded(right), f"{one}\n  {coded(left)}\n{other}\n  {coded(right)}"
    assert roles(left) == roles(right), f"{one}\n  {roles(left)}\n{other}\n  {roles(right)}"
    assert left.reports, f"nothing was read from: {one}"
