"""Who can speak at all, what is no saying, whose paper and whose ministry it is, and where the words said end."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_speakers import read, said
from tests.unit.extract.test_speakers_offices import resolved

from djeli.vocab import Informant


@pytest.mark.parametrize(
    "text",
    [
        "Thirty percent of the villagers believed that the truce would hold.",
        "The fighters founded a new unit called the Lions of Kaya.",
        "The procedure requires a second vote in the chamber.",
        "As the siege continues, food has run out in the town.",
        "The manual should detail the methods of the inquiry.",
        "The rebels have yet to declare a ceasefire in the valley.",
        "It is not clear whether the bridge was hit.",
        "We believe that the bridge was hit.",
    ],
)
def test_what_nobody_says(text: str) -> None:
    """Shares, names given, procedures, courses of things, plans and the page's own voice have no speaker."""
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "name", "content"),
    [
        ("Zorin said the bridge was hit.", "Zorin", "the bridge was hit"),
        ("The WHO declared an emergency in the province.", "WHO", "an emergency in the province"),
        (
            "As noted by the Foreign Ministry, the talks have failed in the capital.",
            "Foreign Ministry",
            "the talks have failed in the capital",
        ),
        (
            "Reports of looting prompted Governor Ana Prado to call for calm.",
            "Ana Prado",
            "calm",
        ),
        (
            "The governor, Juan Prado, reported on Sunday that the fighting had killed 80.",
            "Juan Prado",
            "that the fighting had killed 80",
        ),
        (
            "According to Prado, the armed groups, which started in the north, have spread to the south.",
            "Prado",
            "the armed groups, which started in the north, have spread to the south",
        ),
        (
            "The talks failed, and according to the army, 300 people were killed.",
            "army",
            "300 people were killed",
        ),
        (
            'The army announced a new "cleansing campaign" in the hills.',
            "army",
            'a new "cleansing campaign" in the hills',
        ),
        (
            "The camp was empty, the mayor said, because the guards had fled.",
            "mayor",
            "The camp was empty | because the guards had fled",
        ),
        ("A statement from the army said the road was open.", "army", "the road was open"),
    ],
)
def test_who_says_what(text: str, name: str, content: str) -> None:
    """Participles, causes, dates between, clauses around: the speaker and the words are whole."""
    one = read(text)[-1]
    assert one.name == name
    assert said(text, one) == content


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The UN agency for refugees said six people had died.", Informant.UNITED_NATIONS),
        ("An official of the teachers' union said the strike went on.", Informant.UNION),
        ("An official in the rebels' town said the market was open.", Informant.GOVERNMENT),
        ("A former FSB officer said the plan was old.", Informant.SECURITY_SOURCE),
        ("The junta said the vote was off.", Informant.GOVERNMENT),
        ("Two countries said the vote was off.", Informant.GOVERNMENT),
        ("A poll by Delta International found that the vote was lost.", Informant.UNKNOWN),
    ],
)
def test_kinds_of_informants(text: str, kind: Informant) -> None:
    """Whom somebody speaks for counts, not where they are; a general word gives way."""
    assert read(text)[0].informant is kind


@pytest.mark.parametrize(
    ("text", "land", "actor"),
    [
        ("Foreign Ministry spokeswoman Anna Orlova said the talks had failed.", "US", ""),
        ("The Russian Foreign Ministry spokeswoman Anna Orlova said the talks had failed.", "US", "russia_government"),
        ("Military leaders from Mali, France and Chad said the town was lost.", "ML", ""),
        ("The army said its base had been hit.", "ML", "mali_army"),
        ('Al-Qaeda-linked JNIM said "the base was hit and many fled".', "ML", "jnim"),
    ],
)
def test_whose_body_it_is(text: str, land: str, actor: str) -> None:
    """A named speaker of a foreign ministry may be another country's; leaders of three states are no one's army."""
    assert resolved(text, land=land)[0].actor == actor
