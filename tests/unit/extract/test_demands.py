"""What is demanded is not told as having happened."""

from __future__ import annotations

from functools import cache

import pytest

from djeli.extract.reading import extract
from djeli.extract.tools import Tools, load_tools
from djeli.records import Document, Item, Text
from djeli.vocab import ItemKind, Modality

TOLD = [
    ("en", "Relatives of nine villagers killed by rebels in Kasese on Friday demanded justice.", "killing"),
    ("en", "Residents said rebels released nine prisoners on Friday.", "prisoner_release"),
]
ASKED = [
    ("en", "The opposition called for the withdrawal of foreign troops from Goma.", "withdrawal"),
    ("fr", "Les familles réclament la libération des otages détenus depuis mai.", "hostage_release"),
    ("fr", "Les habitants ont réclamé le retrait des troupes étrangères de Goma.", "withdrawal"),
    ("es", "Los vecinos exigieron la retirada de las tropas extranjeras de la zona.", "withdrawal"),
]


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


def modalities(content: str, language: str) -> dict[str, Modality]:
    """Modality by type of what a page of these words tells."""
    text = Text(document="0" * 64, reader="test@1", content=content)
    item = Item(text=text.id, start=0, end=len(content), kind=ItemKind.ARTICLE, language=language)
    document = Document(id="0" * 64, uri="test:", media_type="text/plain", size=len(content))
    found = extract(item, text, document, tools())
    return {claim.value: claim.modality for claim in found.claims if claim.prop == "type"}


@pytest.mark.parametrize(("language", "content", "kind"), TOLD)
def test_what_is_told_beside_a_demand_happened(language: str, content: str, kind: str) -> None:
    """A deed told in passing inside a demand, and one merely said, stay told as having happened."""
    assert modalities(content, language)[kind] is Modality.ACTUAL


@pytest.mark.parametrize(("language", "content", "kind"), ASKED)
def test_what_is_demanded_did_not_happen(language: str, content: str, kind: str) -> None:
    """The first deed behind a word of demanding is not told as having happened."""
    assert modalities(content, language).get(kind) is not Modality.ACTUAL
