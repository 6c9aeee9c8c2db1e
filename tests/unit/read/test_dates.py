"""Dates that machines and suppliers write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djeli.read.dates import iso, supplied


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2024-08-30", "2024-08-30"),
        ("2024-08-30T10:00:00Z", "2024-08-30T10:00:00+00:00"),
        ("2024-08-30T10:00:00+0200", "2024-08-30T10:00:00+02:00"),
        ("2024-08-30T10:00:00", "2024-08-30"),
        ("2024/8/3", "2024-08-03"),
        ("20240830", "2024-08-30"),
        ("Fri, 30 Aug 2024 10:00:00 GMT", "2024-08-30T10:00:00+00:00"),
        ("2024-02-30", ""),
        ("yesterday", ""),
        ("August 2024", ""),
        ("", ""),
    ],
)
def test_iso(value: str, found: str) -> None:
    """Forms that leave no doubt; a time without a zone is cut to its day."""
    assert iso(value) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("30.08.2024", "2024-08-30"),
        ("8/30/2024", "2024-08-30"),
        ("05/05/2024", "2024-05-05"),
        ("30 August 2024", "2024-08-30"),
        ("Aug 30, 2024", "2024-08-30"),
        ("30 août 2024", "2024-08-30"),
        (1725000000, "2024-08-30T06:40:00+00:00"),
        (1725000000000, "2024-08-30T06:40:00+00:00"),
    ],
)
def test_supplied(value: object, found: str) -> None:
    """Forms that people write in tables."""
    assert supplied(value) == (found, "")


@pytest.mark.parametrize("value", ["03/04/2024", "August 2024", "Tuesday", "n.d.", "45/45/2024"])
def test_doubtful_dates_are_left_out(value: str) -> None:
    """A date that may be two dates, or none, is a warning."""
    found, warning = supplied(value)
    assert not found
    assert value in warning


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.none(), st.booleans()))
def test_nothing_raises(value: object) -> None:
    """Any value of a table cell gives a date or none."""
    found, _ = supplied(value)
    assert found == "" or found[4] == "-"
