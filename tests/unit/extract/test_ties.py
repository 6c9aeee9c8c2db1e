"""Relations of bodies and persons: who leads, founds, splits from, joins, backs or fights whom, and since when."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from djeli import lang
from djeli.extract.reading import extract
from djeli.extract.ties.words import tie_words
from djeli.extract.tools import Tools, load_tools
from djeli.records import Basis, Claim, Document, Field, Item, Text
from djeli.values import Tie
from djeli.vocab import ItemKind, Modality, Phase, Relation

PAGE = dt.date(2024, 5, 14)
KINDS = {
    Relation.ALIAS_OF,
    Relation.RENAMED,
    Relation.MERGED_INTO,
    Relation.SPLIT_FROM,
    Relation.ALLIED_WITH,
    Relation.RIVAL_OF,
    Relation.MEMBER_OF,
    Relation.LED_BY,
    Relation.FOUNDED,
    Relation.DISBANDED,
    Relation.SPONSORED_BY,
    Relation.SUCCEEDED_BY,
}


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


def claims(content: str, language: str = "en") -> list[tuple[Claim, Text]]:
    """Claims of relations that a page of these words gives."""
    text = Text(document="0" * 64, reader="test@1", content=content)
    day = Field(value=PAGE.isoformat(), basis=Basis.SUPPLIED)
    item = Item(text=text.id, start=0, end=len(content), kind=ItemKind.ARTICLE, language=language, published=day)
    document = Document(id="0" * 64, uri="test:", media_type="text/plain", size=len(content))
    return [(c, text) for c in extract(item, text, document, tools()).claims if c.prop in KINDS]


def told(content: str, language: str = "en") -> set[tuple[str, str, str]]:
    """Relations with the words of their ends; "" where no other end is told."""
    out = set()
    for claim, text in claims(content, language):
        tie: Tie = claim.parsed()
        other = text.quote(claim.spans[1]) if tie.name else ""
        out.add((claim.prop, text.quote(claim.spans[0]), other))
    return out


TOLD = [
    ("The Valley Front split in 2016 from the Hill Movement.", "split_from", "Valley Front", "Hill Movement"),
    ("The Valley Front, a splinter of the Hill Movement, grew.", "split_from", "Valley Front", "Hill Movement"),
    ("The Hill Movement spawned the Valley Front.", "split_from", "Valley Front", "Hill Movement"),
    ("Omar Kanté founded the Valley Front in 2002.", "founded", "Valley Front", "Omar Kanté"),
    ("The Valley Front, which Omar Kanté founded in 2002, grew.", "founded", "Valley Front", "Omar Kanté"),
    ("The Valley Front he leads was founded in 2002.", "founded", "Valley Front", ""),
    ("Its founder, Omar Kanté, left the Valley Front poor.", "founded", "Valley Front", "Omar Kanté"),
    ("The Valley Front was dissolved in 2009.", "disbanded", "Valley Front", ""),
    ("JNIM, led by Iyad Ag Ghaly, has grown.", "led_by", "JNIM", "Iyad Ag Ghaly"),
    ("JNIM leader Iyad Ag Ghaly spoke.", "led_by", "JNIM", "Iyad Ag Ghaly"),
    ("Omar Kanté, the leader of the Valley Front, spoke.", "led_by", "Valley Front", "Omar Kanté"),
    ("The leader of the Valley Front, Omar Kanté, spoke.", "led_by", "Valley Front", "Omar Kanté"),
    ("The JNIM of Omar Kanté gave up.", "led_by", "JNIM", "Omar Kanté"),
    ("The Iran-backed Houthis fired.", "sponsored_by", "Houthis", "Iran"),
    ("M23, armed and trained by Rwanda, advanced.", "sponsored_by", "M23", "Rwanda"),
    ("Backed by Rwanda, the M23 advanced.", "sponsored_by", "M23", "Rwanda"),
    ("Rwanda supplies weapons to the M23.", "sponsored_by", "M23", "Rwanda"),
    ("Al-Shabaab pledged allegiance to al-Qaeda.", "member_of", "Al-Shabaab", "al-Qaeda"),
    ("Al-Shabaab is al-Qaeda's branch in Somalia.", "member_of", "Al-Shabaab", "al-Qaeda"),
    ("JNIM and Boko Haram have been at war since 2019.", "rival_of", "JNIM", "Boko Haram"),
    ("JNIM and its rival, Boko Haram, clashed.", "rival_of", "JNIM", "Boko Haram"),
    ("JNIM sealed a pact with Boko Haram.", "allied_with", "JNIM", "Boko Haram"),
    ("The Valley Front, formerly the Hill Movement, met.", "renamed", "Hill Movement", "Valley Front"),
    ("The Valley Front, also known as the Hill Men, met.", "alias_of", "Valley Front", "Hill Men"),
    ("Boko Haram (BH) met.", "alias_of", "Boko Haram", "BH"),
    ("The Hill Movement was succeeded by the Valley Front.", "succeeded_by", "Hill Movement", "Valley Front"),
    ("The Hill Movement merged in 2004 into the Valley Front.", "merged_into", "Hill Movement", "Valley Front"),
    ('The Valley Front is led by Jimmy "Lion" Kanté.', "led_by", "Valley Front", 'Jimmy "Lion" Kanté'),
    ("The Court listed the Dawn Front, whose emir, Omar Kanté, died.", "led_by", "Dawn Front", "Omar Kanté"),
    (
        "The Hill Front, an al-Qaeda affiliate, denied that its emir, Omar Kanté, fled.",
        "led_by",
        "Hill Front",
        "Omar Kanté",
    ),
    ("Chad accused Sudan of arming the Valley Front.", "sponsored_by", "Valley Front", "Sudan"),
    (
        "The chairman of the Valley Energy Chamber, John Mensah, told Sputnik.",
        "led_by",
        "Valley Energy Chamber",
        "John Mensah",
    ),
    ("They met the Valley Army. The group's leader, Omar Kanté, spoke.", "led_by", "Valley Army", "Omar Kanté"),
    ("Founded in 1987, the Valley Front grew.", "founded", "Valley Front", ""),
    ("He replaced General Ali Sow, the army chief, with Colonel Musa Ba.", "succeeded_by", "Ali Sow", "Musa Ba"),
    (
        "The Valley Council (VC), set up by Karim Said, is headed by Omar Kanté.",
        "led_by",
        "Valley Council",
        "Omar Kanté",
    ),
    ("Paul Okello, the general widely known as Tiger, spoke.", "alias_of", "Paul Okello", "Tiger"),
    ("The CRA (Coast Resistance Army) was dissolved.", "alias_of", "CRA", "Coast Resistance Army"),
    ("Omar Kanté (“Lion King”) leads the Valley Front.", "alias_of", "Omar Kanté", "Lion King"),
]


@pytest.mark.parametrize(("content", "relation", "subject", "other"), TOLD)
def test_a_relation_is_told_with_both_ends(content: str, relation: str, subject: str, other: str) -> None:
    """Verbs, participles, nouns, pronouns, what stands before a relative clause, compounds and brackets."""
    assert (relation, subject, other) in told(content)


OTHER_LANGUAGES = [
    ("fr", "Le Front de la vallée, dirigé par Omar Kanté, recule.", "led_by", "Front de la vallée", "Omar Kanté"),
    ("fr", "Soutenu par le Rwanda, le M23 avance.", "sponsored_by", "M23", "Rwanda"),
    ("fr", "Le M23 bénéficie du soutien du Rwanda.", "sponsored_by", "M23", "Rwanda"),
    ("fr", "Le Front de la vallée est issu d'une scission du M23.", "split_from", "Front de la vallée", "M23"),
    ("es", "El ELN, liderado por Antonio García, negó todo.", "led_by", "ELN", "Antonio García"),
    ("es", "Omar Pérez, alias Topo, cayó.", "alias_of", "Omar Pérez", "Topo"),
]


@pytest.mark.parametrize(("language", "content", "relation", "subject", "other"), OTHER_LANGUAGES)
def test_relations_in_other_languages(language: str, content: str, relation: str, subject: str, other: str) -> None:
    """The same parts read every language that has words."""
    assert (relation, subject, other) in told(content, language)


NOT_TOLD = [
    "JNIM would join Boko Haram.",
    "JNIM wants to merge with Boko Haram.",
    "The minister urged the M23 to leave the coalition.",
    "JNIM attacked a convoy led by a French officer.",
    "Omar Kanté, a commander of JNIM, spoke.",
    "Fighters fled to the hills of Omar Kanté.",
    "It is established that the disease spreads through water.",
    "Rebels expelled the MNLA from the town of Kidal.",
    "Mali has received training as part of the Antiterrorism Assistance Program.",
    "“Paris supports terrorist organisations,” Prozorov insisted.",
    "Fighters in Gao have joined the ranks of nobody we know.",
    "Uganda broke off talks with the M23 on Friday.",
    "Islamic Extremism and Armed Insurgencies",
    "France launched Operation Harvest in 2013.",
]


@pytest.mark.parametrize("content", NOT_TOLD)
def test_plans_and_passers_by_are_no_relations(content: str) -> None:
    """What is wished, asked for or possible is not told; one commander of many is no leader."""
    assert not told(content)


def test_every_part_of_a_list_is_a_relation() -> None:
    """Three groups that merge are three parts of one whole, which is founded by it."""
    found = told("Ansar Dine, Katiba Macina and Boko Haram merged in 2017 to form the Valley Front.")
    assert {s for r, s, _ in found if r == "merged_into"} == {"Ansar Dine", "Katiba Macina", "Boko Haram"}
    assert ("founded", "Valley Front", "") in found


def test_allies_of_a_list_are_allied_each_with_each() -> None:
    """Three names make three pairs."""
    found = told("An alliance between JNIM, Boko Haram and the M23 frightens many.")
    assert len([r for r in found if r[0] == "allied_with"]) == 3


def test_who_breaks_away_and_founds_splits_the_new_from_the_old() -> None:
    """A person leaves one body and founds another: three relations."""
    found = told("Omar Kanté quit the Hill Movement in 2015 and founded the Valley Front.")
    assert ("founded", "Valley Front", "Omar Kanté") in found
    assert ("member_of", "Omar Kanté", "Hill Movement") in found
    assert ("split_from", "Valley Front", "Hill Movement") in found


def test_it_is_whom_the_sentence_before_spoke_of() -> None:
    """A pronoun and "the group" mean the one body named before; two of them leave it open."""
    assert ("led_by", "JNIM", "Iyad Ag Ghaly") in told("JNIM is strong. It is led by Iyad Ag Ghaly.")
    assert ("founded", "JNIM", "Iyad Ag Ghaly") in told("JNIM is strong. The group was founded by Iyad Ag Ghaly.")
    assert not told("Near Gao the army met JNIM and Boko Haram. It was founded in 2002.")


def one(content: str, relation: Relation) -> Claim:
    """The only claim of a relation."""
    (found,) = [claim for claim, _ in claims(content) if claim.prop == relation]
    return found


def test_former_and_denied_relations_are_marked() -> None:
    """A former leader is over, a denied tie negated."""
    assert one("Omar Kanté, the former leader of JNIM, spoke.", Relation.LED_BY).phase is Phase.ENDED
    assert one("JNIM left al-Qaeda in 2016.", Relation.MEMBER_OF).phase is Phase.ENDED
    assert one("M23 denied being backed by Rwanda.", Relation.SPONSORED_BY).modality is Modality.NEGATED
    assert one("Rwanda backs the M23, a charge Kigali rejects.", Relation.SPONSORED_BY).modality is Modality.NEGATED


def test_each_relation_has_the_date_of_its_own_clause() -> None:
    """Two deeds of one sentence, each with its year; what has no date has none."""
    content = "JNIM was founded in 2017, and Ansaru broke away from Boko Haram in 2012."
    assert one(content, Relation.FOUNDED).valid.start.year == 2017  # type: ignore[union-attr]
    assert one(content, Relation.SPLIT_FROM).valid.start.year == 2012  # type: ignore[union-attr]
    assert one("JNIM was founded by Iyad Ag Ghaly.", Relation.FOUNDED).valid is None


@pytest.mark.parametrize("code", [code for code in lang.available() if tie_words(code) is not None])
def test_cues_of_every_language_compile(code: str) -> None:
    """Each cue has an end before or behind it, and words of its own."""
    words = tie_words(code)
    assert words is not None
    found = [cue for cues in words.cues.values() for cue in cues]
    assert len(found) > 50
    assert all(cue.before or cue.behind for cue in found)
    assert all(cue.pattern.pattern == cue.source for cue in found)


def test_what_is_no_longer_is_over_and_not_denied() -> None:
    """A negation of now tells the end of a state, not that it never was."""
    found = [c for c, _ in claims("Le Front de la vallée n'est plus lié à Al-Qaïda.", "fr")]
    assert [(c.phase, c.modality is Modality.NEGATED) for c in found] == [(Phase.ENDED, False)]


def test_bare_on_and_no_of_a_word_file_are_words() -> None:
    """YAML reads them as true and false; the small words of English hold both."""
    words = tie_words("en")
    assert words is not None
    assert words.has("stops", "on")
    assert words.has("deny", "no")
