"""French words of deeds: what they tell, and what only looks like it."""

from __future__ import annotations

import pytest

from wordorder import types

TYPES = (
    ("Trois soldats sont morts dans la nuit.", "killing actual"),
    ("Le ministère fait état de douze morts.", "killing actual"),
    ("On compte 50 tués au moins.", "killing actual"),
    ("Des hommes armés s'en sont pris au village.", "armed_attack actual"),
    ("Après deux ans, la journaliste a été libérée.", "hostage_release actual"),
    ("La ville a été libérée par l'armée.", "territory_gain actual"),
    ("Les tractations visant à former un gouvernement durent.", ""),
    ("Le candidat battu à la présidentielle est rentré.", "election actual"),
    ("Au départ, il appelait à la retenue.", ""),
)


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_types(text: str, expected: str) -> None:
    """Deaths told in plain words, attacks told as reprisals, releases of people against captures of towns."""
    assert types(text, "fr") == expected
