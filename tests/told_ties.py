"""Relations a short page gives, for the tests of ties."""

from __future__ import annotations

import datetime as dt
from functools import cache

from djeli.extract.reading import extract
from djeli.extract.tools import Tools, load_tools
from djeli.records import Basis, Document, Field, Item, Text
from djeli.values import Tie
from djeli.vocab import ItemKind, Modality, Phase, SubjectKind

PAGE = dt.date(2024, 5, 14)


@cache
def tools() -> Tools:
    """Equipment, loaded once."""
    return load_tools()


def ties(content: str, language: str = "en") -> set[tuple[str, str, str, str]]:
    """Relations as (type, subject, other end, day or month it begins); over and denied ones are marked by a sign."""
    text = Text(document="0" * 64, reader="test@1", content=content)
    day = Field(value=PAGE.isoformat(), basis=Basis.SUPPLIED)
    item = Item(text=text.id, start=0, end=len(content), kind=ItemKind.ARTICLE, language=language, published=day)
    document = Document(id="0" * 64, uri="test:", media_type="text/plain", size=len(content))
    found = set()
    for claim in extract(item, text, document, tools()).claims:
        if claim.subject_kind is SubjectKind.ACTOR and isinstance(tie := claim.parsed(), Tie):
            sign = "-" if claim.phase is Phase.ENDED else ("!" if claim.modality is Modality.NEGATED else "")
            begun = claim.valid.start.isoformat() if claim.valid and claim.valid.start != PAGE else ""
            who = claim.subject.removeprefix("name:")
            found.add((sign + claim.prop, who, tie.actor or tie.name, begun))
    return found
