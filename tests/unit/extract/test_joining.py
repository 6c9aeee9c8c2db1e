"""Two triggers of one line that stand in two parses are compared, and the comparison ends."""

from __future__ import annotations

from djeli.extract.events.joining import _ordered
from djeli.extract.pipelines import spacy_pipeline


def test_the_way_up_ends_at_a_root() -> None:
    """A line may hold two parse trees; climbing from one never meets the other, and must stop at its root."""
    doc = spacy_pipeline("en")("Gunmen killed five. Three were wounded.")
    roots = [token for token in doc if token.head == token]
    assert len(roots) == 2
    assert not _ordered(doc[0], roots[1])
    assert not _ordered(doc[len(doc) - 2], roots[0])
