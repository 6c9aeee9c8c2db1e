"""Names of actors in text: whole words, cases, helpers, and names a text gives itself."""

from __future__ import annotations

from functools import cache

import pytest

from djeli.extract.annotate import annotate
from djeli.extract.roles.actors import ActorTable, Alias, compile_aliases, find_actors, is_exact
from djeli.extract.tools import Tools, load_tools
from djeli.records import Item, Text
from djeli.values import Party
from djeli.vocab import PartyKind

ISLAMIC = Party(name="Province of the Sands", kind=PartyKind.REBEL_GROUP, actor="sands")
FRONT = Party(name="Front of the River", kind=PartyKind.REBEL_GROUP, actor="river")
ARMY = Party(name="Army of Ruritania", kind=PartyKind.STATE_FORCES, actor="army", country="RU")
OTHER = Party(name="Army of Syldavia", kind=PartyKind.STATE_FORCES, actor="other")


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


@cache
def table() -> ActorTable:
    """A small table of invented actors."""
    rows = [
        ("Province of the Sands", ISLAMIC, ()),
        ("PS", ISLAMIC, ()),
        ("Front of the River", FRONT, ()),
        ("the Front", FRONT, ("river",)),
        ("Army of Ruritania", ARMY, ()),
        ("AR", ARMY, ("ruritania",)),
        ("AR", OTHER, ("syldavia",)),
    ]
    return compile_aliases(
        Alias(form=form, party=party, exact=is_exact(form), needs=needs) for form, party, needs in rows
    )


def found(text: str) -> list[tuple[str, str]]:
    """Words and actor ids found in a text."""
    source = Text(document="0" * 64, reader="test@1", content=text)
    sentences = annotate(Item(text=source.id, start=0, end=len(text), language="en"), source, tools())
    return [(text[m.start : m.end], m.party.actor) for m in find_actors(sentences, text, table())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighters of the Province of the Sands fled.", [("Province of the Sands", "sands")]),
        ("The province of the sands is dry.", []),
        ("PS claimed the raid.", [("PS", "sands")]),
        ("The notes had a ps and caps.", []),
        ("UPS delivered it.", []),
        ("The Front attacked near the river.", [("The Front", "river")]),
        ("The front was cold.", []),
        ("The Front attacked.", []),
        ("In Ruritania, AR fired.", [("AR", "army")]),
        ("In Syldavia, AR fired.", [("AR", "other")]),
        ("AR fired.", []),
        ("Ruritania and Syldavia say AR fired.", []),
        ("Army of Ruritania’s men", [("Army of Ruritania", "army")]),
    ],
)
def test_aliases(text: str, expected: list[tuple[str, str]]) -> None:
    """Whole words in the right case; an ambiguous form needs its helper, and two helpers decide nothing."""
    assert found(text) == expected


def test_a_name_given_in_brackets_counts_from_there() -> None:
    """A bracket such as "Front of the River (FRV)" makes FRV a name within the item."""
    text = "The Front of the River (FRV) struck first. FRV men then left."
    assert found(text) == [("Front of the River", "river"), ("FRV", "river"), ("FRV", "river")]


def test_a_date_in_brackets_is_no_name() -> None:
    """Numbers in brackets are not taken for names."""
    assert found("The Front of the River (2012) is old. In 2012 it rained.") == [("Front of the River", "river")]


def test_the_shipped_table_compiles() -> None:
    """Every alias of the theatres can be matched."""
    assert len(tools().actors) > 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le Front pour l'unité et la justice (FUJ) a attaqué. Le FUJ a fui.",
            ["Front pour l'unité et la justice", "FUJ", "FUJ"],
        ),
        ("The Movement for Fair Exchange (MFE) met. MFE men left.", ["Movement for Fair Exchange", "MFE", "MFE"]),
        ("Alliance du fleuve (AF): l'AF a pris la base.", ["Alliance du fleuve", "AF", "AF"]),
        ("The Movement for Fair Exchange (XYZ) met. XYZ men left.", []),
        ("The Ministry of Fair Exchange (MFE) met. MFE staff left.", []),
        ("The Movement met in the Old Town (OT). OT is far.", []),
    ],
)
def test_a_body_outside_the_table_is_known_by_its_initials(text: str, expected: list[str]) -> None:
    """The bracket must hold the initials of a name that begins with a word for a body; both names are one party."""
    source = Text(document="0" * 64, reader="test@1", content=text)
    sentences = annotate(Item(text=source.id, start=0, end=len(text), language="en"), source, tools())
    mentions = find_actors(sentences, text, table())
    assert [text[m.start : m.end] for m in mentions] == expected
    assert len({m.party.name for m in mentions}) <= 1
