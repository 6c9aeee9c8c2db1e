"""French words of deeds: what they tell, and what only looks like it."""

from __future__ import annotations

import pytest

from wordorder import triggers, types

TYPES = (
    ("Trois soldats sont morts dans la nuit.", "killing actual"),
    ("Le ministère fait état de douze morts.", "killing actual"),
    ("On compte 50 tués au moins.", "killing actual"),
    ("Des hommes armés s'en sont pris au village.", "armed_attack actual"),
    ("Après deux ans, la journaliste a été libérée.", "hostage_release actual"),
    ("La ville a été libérée par l'armée.", "territory_gain actual"),
    ("Les tractations visant à former un gouvernement durent.", ""),
    ("Le candidat battu à la présidentielle est rentré.", "election actual"),
    ("Le conflit le plus violent de la région dure.", ""),
    ("Des dizaines de fermes ont été incendiées.", "arson actual"),
    ("Le juge a expressément nommé neuf personnes dans son rapport.", ""),
    ("Le patient souffre de troubles mentaux.", ""),
    ("Les blessés ont été pris en charge par des rebelles.", ""),
    ("Les combats ont repris.", "armed_clash actual"),
    ("La bande Lagon Sans Loi a tué trois hommes.", "killing actual"),
    ("Les rebelles sont partis sans tuer personne.", "killing negated"),
    ("Au départ, il appelait à la retenue.", ""),
)


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_types(text: str, expected: str) -> None:
    """Deaths told in plain words, attacks told as reprisals, releases of people against captures of towns."""
    assert types(text, "fr") == expected


COMPANY = (
    ("Les policiers ont arrêté deux suspects.", "arrest actual"),
    ("Deux suspects ont été arrêtés lundi.", "arrest actual"),
    ("Un groupe armé l'y avait enlevée en plein jour.", "abduction actual"),
    ("Les habitants ont arrêté de travailler.", ""),
    ("Le train a été arrêté en gare.", ""),
    ("Il a été nommé préfet.", "appointment actual"),
    ("Il a nommé son chien Rex.", ""),
    ("L'armée a libéré la ville de Kidal.", "territory_gain actual"),
    ("Les gendarmes ont libéré la voie.", ""),
    ("Le gouvernement a libéré des fonds pour les soldats.", ""),
    ("Les habitants ont quitté le village après le raid.", "displacement actual; raid actual"),
    ("Les rebelles ont quitté la ville.", "withdrawal actual"),
    ("Le ministre a quitté la réunion.", "talks actual"),
    ("Les rebelles ont tiré sur un convoi.", "shooting actual"),
    ("Les rebelles ont tiré profit de la situation.", ""),
    ("Des hommes armés ont enlevé un prêtre.", "abduction actual"),
    ("Il a enlevé son manteau.", ""),
    ("Les terroristes se sont emparés du camp.", "territory_gain actual"),
    ("Il s'est emparé du micro.", ""),
    ("La police a abattu un suspect.", "killing actual"),
    ("Les ouvriers ont abattu un mur.", ""),
    ("Les prix ont explosé.", ""),
)
FIGURES = (
    ("Dans le film, un soldat tue son chef.", "killing hypothetical"),
    ("L'attaque du film est spectaculaire.", "armed_attack hypothetical"),
    ("Des soldats ont attaqué un village pendant un exercice.", "raid hypothetical"),
    ("Des policiers ont été tués dans l'exercice de leurs fonctions.", "killing actual"),
    ("Les informations faisant état d'un massacre à Boni sont fausses.", "massacre negated"),
    ("L'armée déplore des informations erronées sur ce massacre.", "massacre actual"),
    ("L'attaque a avorté.", "armed_attack foiled"),
    ("L'attaque n'a jamais eu lieu.", "armed_attack negated"),
    ("La foudre a tué trois éleveurs.", ""),
    ("Une pluie d'obus a tué trois éleveurs.", "shelling actual"),
    ("C'est une attaque contre la liberté de la presse.", ""),
    ("C'est une attaque contre le siège du parti.", "armed_attack actual"),
    ("L'équipe affronte ses adversaires en finale.", ""),
    ("Un joueur a été tué après le match.", "killing actual"),
)


@pytest.mark.parametrize(("text", "expected"), COMPANY)
def test_verbs_need_their_company(text: str, expected: str) -> None:
    """A verb with a peaceful second meaning tells a deed only beside what such a deed is done to, or by."""
    assert types(text, "fr") == expected


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_what_did_not_happen(text: str, expected: str) -> None:
    """Stories, exercises, untrue reports, figures of speech, games and mishaps, beside what looks like them."""
    assert types(text, "fr") == expected


@pytest.mark.parametrize(
    "text", ["Le roman raconte l'enlèvement d'une fillette.", "Un film sur le massacre sort en mai."]
)
def test_a_work_about_it_is_background(text: str) -> None:
    """What a book or a film tells of is no news."""
    assert [trigger.background for trigger in triggers(text, "fr")] == [True]
