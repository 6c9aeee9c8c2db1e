"""Offices, missions, measures and cases told in involved sentences: rows of participles, relative clauses, pronouns."""

from __future__ import annotations

import pytest

from djeli.extract.ties.verbs import bare_forms, finite_forms, gerunds, passive_forms
from told_ties import ties

TOLD = [
    (
        "The Security Council voted by 14 to none on Friday to prolong the mandate of MONUSCO.",
        ("extended_by", "monusco", "un_security_council"),
    ),
    (
        "SAMIDRC, the force which Malawi and Tanzania had sent to Goma, was small.",
        ("contributes_to", "Tanzania", "SAMIDRC"),
    ),
    ("Sweden, one of nine contributors to MINUSMA, was glad.", ("contributes_to", "Sweden", "minusma")),
    (
        "MONUSCO, set up by the Security Council in 2010 and renewed by it every year, stays.",
        ("mandated_by", "monusco", "un_security_council"),
    ),
    (
        "The US Treasury slapped Gen. Amadou Sarr, Mali's army chief, with sanctions on Monday.",
        ("measure_by", "Amadou Sarr", "us_treasury"),
    ),
    (
        "Lawmakers in Addis Ababa voted on Wednesday to take the TPLF off the terrorism list.",
        ("-designated_by", "tplf", "lawmakers"),
    ),
    (
        "Gen. Amadou Sarr, Mali's army chief, was arrested by French police in May 2008, charged by a Paris court in"
        " June 2008 and sentenced by it to ten years in 2010.",
        ("sentenced_by", "Amadou Sarr", "Paris court"),
    ),
    (
        "Washington offered up to $5 million for information leading to the arrest of warlord Idriss Bako.",
        ("wanted_by", "Idriss Bako", "Washington"),
    ),
    (
        "Mali sacked Oumar Bah and replaced his deputy, Ali Bah, with Issa Keita.",
        ("succeeded_by", "Ali Bah", "Issa Keita"),
    ),
    ("Troops left Mali as President Amadou Sarr spoke.", ("holds_role", "Amadou Sarr", "Mali")),
    ("Malian Ambassador to the United Nations Oumar Daou spoke.", ("holds_role", "Oumar Daou", "Mali")),
]


@pytest.mark.parametrize(("content", "wanted"), TOLD)
def test_involved_sentences_are_told(content: str, wanted: tuple[str, str, str]) -> None:
    """The ends are found over clauses, lists and short forms."""
    told = {(kind, who.lower(), by.lower()) for kind, who, by, _ in ties(content, "en")}
    assert (wanted[0], wanted[1].lower(), wanted[2].lower()) in told, sorted(told)


NONE = [
    ("Russia released a statement claiming Wagner Group was gone.", "released_by"),
    ("On June 11, French soldiers under Operation Barkhane left.", "mandated_by"),
    ("The Congolese warlord Idriss Bako fled.", "holds_role"),
    ("Oumar Bah demanded his release.", "released_by"),
]


@pytest.mark.parametrize(("content", "kind"), NONE)
def test_other_senses_tell_nothing(content: str, kind: str) -> None:
    """Statements are no prisoners, soldiers under an operation didn't mandate it, no state has warlords."""
    assert not [tie for tie in ties(content, "en") if tie[0].lstrip("-!") == kind]


def test_a_verb_is_written_once() -> None:
    """Past, present, participle and gerund come from one entry."""
    entries = ["extend", "take/took/taken off", "put/put", "ban/banned"]
    assert list(finite_forms(entries)) == [
        "extended", "extends", "took off", "taken off", "takes off", "put", "puts", "banned", "bans",
    ]  # fmt: skip
    assert list(gerunds(entries)) == ["extending", "taking off", "putting", "banning"]
    assert list(passive_forms(entries)) == ["extended", "taken off", "put", "banned"]
    assert list(bare_forms(entries)) == ["extend", "take off", "put", "ban"]
