"""What is sealed of a claim is what is read back."""

from __future__ import annotations

from djeli.records import Claim, Span
from djeli.store.codec import claim_row
from djeli.values import Party, dump
from djeli.vocab import PartyKind, Relation, SubjectKind


def test_a_row_holds_plain_words_and_numbers_only() -> None:
    """A member of a closed list would be sealed by its repr, so that the row seemed changed when it was read back."""
    claim = Claim(
        item="ab" * 16,
        subject_kind=SubjectKind.ACTOR,
        subject="name:Somebody",
        prop=Relation.HOLDS_ROLE,
        value=dump(Party(name="Mali", kind=PartyKind.GOVERNMENT)),
        spans=(Span("cd" * 16, 3, 9),),
        method="rules@2",
    )
    assert {type(value) for value in claim_row(claim).values()} <= {str, int, bytes}
