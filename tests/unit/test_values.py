"""Values that no claim may hold are refused with InvalidRecord, whatever the JSON."""

from __future__ import annotations

import pytest

from djeli import values
from djeli.errors import InvalidRecord


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "null",
        "1",
        '"twelve"',
        "[" * 100_000,
        '{"low":1,"best":1,"high":true}',
        '{"low":1.5,"best":2,"high":3}',
        '{"low":"1","best":"2","high":"3"}',
        '{"low":NaN,"best":null,"high":null}',
        '{"low":3,"best":2,"high":4}',
        '{"low":-1,"best":2,"high":4}',
        '{"low":null,"best":null,"high":null}',
        '{"low":1,"best":1,"high":1,"colour":"red"}',
    ],
)
def test_only_a_quantity_is_a_quantity(text: str) -> None:
    """Lists, null, deep nesting, truth values, fractions and unknown fields are no counts."""
    with pytest.raises(InvalidRecord):
        values.load(text, values.Quantity)
