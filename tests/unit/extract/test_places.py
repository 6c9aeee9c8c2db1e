"""Place names: where they stand, which places they are, what the words around them make of them."""

from __future__ import annotations

import pytest

from djeli.extract.places.find import PlaceHint, find_places, place_for
from djeli.extract.places.phrase import moved, where_of
from djeli.extract.places.words import words_of
from djeli.gazetteer import km_between, open_gazetteer
from djeli.lang import load
from djeli.vocab import Resolution
from plain import find, sentences_of


def told(text: str, lang: str = "en", **options: bool) -> dict[str, str]:
    """Words of each mention with kind, country and region of the place."""
    found = {}
    for mention in find(text, lang, **options):
        where = mention.where
        words = text[mention.start : mention.end]
        found[words] = f"{where.resolution.value} {where.country} {where.adm1}".strip() if where else "?"
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen attacked Gao, Mali.", {"Gao": "settlement ML Gao", "Mali": "country ML"}),
        ("The attack happened in Gao region of Mali.", {"Gao": "adm1 ML Gao", "Mali": "country ML"}),
        ("Malian soldiers were ambushed in Gao.", {"Gao": "settlement ML Gao"}),
        ("A bomb went off in Paris, Texas.", {"Paris": "settlement US Texas", "Texas": "adm1 US Texas"}),
        ("A bomb went off in Paris, the French capital.", {"Paris": "settlement FR Île-de-France"}),
        ("Two died in Tripoli, Lebanon.", {"Tripoli": "settlement LB North", "Lebanon": "country LB"}),
        ("Two died in Tripoli, Libya.", {"Tripoli": "settlement LY Tripoli", "Libya": "country LY"}),
        (
            "Rebels seized Goma and advanced towards Bukavu.",
            {"Goma": "settlement CD North Kivu", "Bukavu": "settlement CD South Kivu"},
        ),
        (
            "Shells fell on Kupiansk and Vovchansk in Kharkiv oblast.",
            {
                "Kupiansk": "settlement UA Kharkiv Oblast",
                "Vovchansk": "settlement UA Kharkiv Oblast",
                "Kharkiv": "adm1 UA Kharkiv Oblast",
            },
        ),
        (
            "Forces shelled Saraqib in Idlib province, Syria.",
            {"Saraqib": "settlement SY Idlib", "Idlib": "adm1 SY Idlib", "Syria": "country SY"},
        ),
        (
            "Police in Tumaco, Colombia, found a mass grave.",
            {"Tumaco": "settlement CO Nariño", "Colombia": "country CO"},
        ),
        (
            "Soldiers burned houses in Buthidaung, Rakhine State.",
            {"Buthidaung": "settlement MM Rakhine", "Rakhine State": "adm1 MM Rakhine"},
        ),
        (
            "Al-Shabaab shelled Kismayo and Afgooye in Somalia.",
            {"Kismayo": "settlement SO Lower Juba", "Afgooye": "settlement SO Lower Shebelle", "Somalia": "country SO"},
        ),
        (
            "Israeli tanks entered Jabalia in the Gaza Strip.",
            {"Jabalia": "settlement PS North Gaza", "Gaza Strip": "area PS"},
        ),
        ("Ships were attacked in the Red Sea off Yemen.", {"Red Sea": "water", "Yemen": "country YE"}),
        ("The junta in Niger expelled diplomats.", {"Niger": "country NE"}),
        ("Troops from the DRC crossed into CAR.", {"DRC": "country CD", "CAR": "country CF"}),
    ],
)
def test_names_are_found_and_read(text: str, expected: dict[str, str]) -> None:
    """Names resolve by what the item says about country and region, without any entity recogniser."""
    assert {name: kind for name, kind in told(text).items() if name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Jordan said nothing.",
        "President Lincoln spoke at length.",
        "The commander told us to wait.",
        "According to the army, five men died.",
        "Police said the man had fled.",
        "He read the Washington Post every day.",
        "Michael Jackson performed on Monday.",
        "She will march in May.",
        "However, many were hurt.",
    ],
)
def test_persons_papers_and_plain_words_are_no_places(text: str) -> None:
    """Words that are places somewhere stay words here."""
    assert told(text) == {}


@pytest.mark.parametrize(
    ("text", "lang", "name", "resolution", "lat", "lon", "within"),
    [
        ("The ambush took place 30 km north of Gao, Mali.", "en", "Gao", Resolution.NEAR, 16.54, -0.04, 5),
        ("It lies 130 km (80 miles) southeast of Maiduguri.", "en", "Maiduguri", Resolution.NEAR, 11.0, 14.0, 10),
        ("Fighting erupted near Ménaka in Mali.", "en", "Ménaka", Resolution.NEAR, 15.92, 2.4, 10),
        ("A blast on the outskirts of Mosul, Iraq.", "en", "Mosul", Resolution.NEAR, 36.34, 43.12, 15),
        ("Clashes in northern Mali continued.", "en", "Mali", Resolution.AREA, 17.3, -0.8, 60),
        ("Clashes in southern Peru continued.", "en", "Peru", Resolution.AREA, -13.0, -75.0, 150),
        ("Il a été tué à 20 kilomètres au sud de Djibo.", "fr", "Djibo", Resolution.NEAR, 13.92, -1.63, 5),
        ("Une attaque près de Bunia, en Ituri.", "fr", "Bunia", Resolution.NEAR, 1.56, 30.25, 15),
        ("Dans le nord du Mali, des combats ont repris.", "fr", "Mali", Resolution.AREA, 17.3, -0.8, 60),
    ],
)  # fmt: skip
def test_relations_move_or_widen_a_place(  # noqa: PLR0917 - a table of cases
    text: str, lang: str, name: str, resolution: Resolution, lat: float, lon: float, within: float
) -> None:
    """Distances and directions move the point; near, outskirts and parts of countries change the resolution."""
    (mention,) = [m for m in find(text, lang) if text[m.start : m.end] == name]
    assert mention.where is not None
    assert mention.where.resolution is resolution
    assert mention.where.lat is not None
    assert mention.where.lon is not None
    assert mention.where.radius_km is not None
    assert km_between((mention.where.lat, mention.where.lon), (lat, lon)) < within


def test_relations_can_be_left_out() -> None:
    """Studies of toponyms ask for the named place itself."""
    (gao,) = [m for m in find("It happened 30 km north of Gao in Mali.", relations=False) if m.start == 27]
    assert gao.where is not None
    assert gao.where.resolution is Resolution.SETTLEMENT


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("A convoy was hit between Gao and Ansongo.", "en"),
        ("Une embuscade entre Gao et Ansongo a fait des morts.", "fr"),
    ],
)
def test_between_two_towns_is_the_stretch_between_them(text: str, lang: str) -> None:
    """Both names carry the stretch, its middle and half its length."""
    found = [m.where for m in find(text, lang)]
    assert [w.resolution for w in found if w is not None] == [Resolution.BETWEEN, Resolution.BETWEEN]
    assert found[0] is not None
    assert found[0].lat == pytest.approx(15.97, abs=0.05)


def test_adjectives_of_nation_are_evidence_and_mentions_only_when_asked() -> None:
    """Georgian police make Georgia's town the reading; the adjective is a mention with nations=True alone."""
    text = "Georgian police closed the road to Gori."
    assert told(text) == {"Gori": "settlement GE Shida Kartli"}
    assert told(text, nations=True)["Georgian"] == "country GE"


def test_a_hint_decides_what_words_leave_open() -> None:
    """The dateline's country chooses among namesakes."""
    text = "Three people were shot in Santiago on Monday."
    cuba = find(text, hint=PlaceHint(dateline="HAVANA, Cuba"))
    chile = find(text, hint=PlaceHint(country="CL"))
    assert [m.where.country for m in (*cuba, *chile) if m.where is not None] == ["CU", "CL"]


def test_one_name_keeps_one_sense_in_an_item() -> None:
    """Once told with its region, a name means that place throughout."""
    text = "Police in Moscow, Idaho, opened an inquiry.\nResidents of Moscow were shocked."
    assert [m.where.adm1 for m in find(text) if text[m.start : m.end] == "Moscow" and m.where] == ["Idaho", "Idaho"]


def test_a_town_and_its_region_are_kept_apart() -> None:
    """In one item the bare name is the town, the name with its kind the region."""
    text = "Gunmen struck in Gao on Monday.\nThe governor of Gao region called for calm in Mali."
    kinds = [m.where.resolution for m in find(text) if text[m.start : m.end] == "Gao" and m.where]
    assert kinds == [Resolution.SETTLEMENT, Resolution.ADM1]


def test_a_small_town_abroad_is_no_reading_in_a_story_with_a_scene() -> None:
    """A name known only as a little town of a country never spoken of stays open, with that town as candidate."""
    text = (
        "Soldiers in Mali and Niger searched houses in Gao, Ansongo and Ménaka.\n"
        "Residents of Bamako and Kidal feared reprisals in Mali.\nA convoy was burned in Uhrichsville."
    )
    (mention,) = [m for m in find(text) if text[m.start : m.end] == "Uhrichsville"]
    assert mention.where is None
    assert [c.country for c in mention.candidates] == ["US"]


def test_a_village_nobody_filed_is_kept_by_its_words() -> None:
    """The words say it is a village of Mali; nothing says where in it, so no position is made up."""
    text = "Gunmen raided the village of Qwardabougou in Mali."
    (village,) = [m for m in find(text) if text[m.start : m.end] == "Qwardabougou"]
    assert village.where is not None
    assert village.locative
    assert (village.where.name, village.where.country, village.where.lat) == ("Qwardabougou", "ML", None)
    assert village.where.resolution is Resolution.COUNTRY
    assert "not in the gazetteer" in village.where.reason


def test_a_village_between_two_countries_keeps_its_name() -> None:
    """Two countries are told as often: the village is a place all the same, in none of them and at no point."""
    text = "Soldiers of Chad and of Niger clashed at the village of Qwardabougou."
    (village,) = [m for m in find(text) if text[m.start : m.end] == "Qwardabougou"]
    assert village.where is not None
    assert village.where.unlisted
    assert (village.where.name, village.where.country, village.where.lat) == ("Qwardabougou", "", None)


def test_a_part_of_a_country_told_by_its_adjective_holds_a_village() -> None:
    """French says "l'ouest nigérien" where English says "western Niger"."""
    text = "Des hommes armés ont attaqué la base de Qwardabo, dans l'ouest nigérien."
    (village,) = [m for m in find(text, "fr") if text[m.start : m.end] == "Qwardabo"]
    assert village.where is not None
    assert (village.where.country, village.where.resolution) == ("NE", Resolution.AREA)


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("Nine men of the 4 Gujarat regiment died in the snow.", "en", "Gujarat"),
        ("The Kachin Rifles lost ten men.", "en", "Kachin"),
        ("Le bataillon Donetsk a perdu dix hommes.", "fr", "Donetsk"),
        ("Murieron diez hombres del batallón Junín.", "es", "Junín"),
        ("Погибли десять бойцов «Днепра».", "ru", "Днепра"),
        ("Батальон Донбасс потерял десять бойцов.", "ru", "Донбасс"),
    ],
)
def test_bodies_of_troops_called_after_a_place_name_no_scene(text: str, lang: str, name: str) -> None:
    """A regiment fights elsewhere than where its men are from; what stands in quotes is called so."""
    assert name not in told(text, lang)


def test_spans_point_at_the_words_and_reasons_are_told() -> None:
    """Every mention's span is its name in the text, and every place says why."""
    text = "MAIDUGURI, Nigeria - Fighters attacked Gwoza.\nBorno State police said Chibok was calm."
    for mention in find(text):
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end] != ""
        assert mention.where is None or mention.where.reason


def test_names_in_capitals_are_read_in_a_dateline() -> None:
    """A dateline writes its town in capitals."""
    assert told("BAMAKO, Mali - Soldiers took over.")["BAMAKO"].startswith("settlement ML")


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Gunmen killed ten people in Djibo in northern Burkina Faso.", "killed", "Djibo"),
        ("Mali said gunmen killed ten people in Ansongo.", "killed", "Ansongo"),
        ("Troops left Bamako. They were killed in an ambush.", "killed", "Bamako"),
        ("In Mopti region, gunmen killed ten people in Bankass.", "killed", "Bankass"),
        ("Fighters from Bamako were killed in Kidal.", "killed", "Kidal"),
    ],
)
def test_the_place_of_an_event(text: str, trigger: str, expected: str) -> None:
    """The nearest place of the sentence, made finer by what lies in it, else that of the sentence before."""
    sentences = sentences_of(text, "en")
    mentions = find_places(sentences, text, open_gazetteer(), "en")
    at = text.index(trigger)
    number = next(s.index for s in sentences if s.start <= at < s.end)
    where = place_for(number, (at, at + len(trigger)), mentions, sentences)
    assert where is not None
    assert where.name == expected


def place_told(text: str, trigger: str) -> str:
    """The place of the event that a word tells, with its country."""
    sentences = sentences_of(text, "en")
    mentions = find_places(sentences, text, open_gazetteer(), "en")
    at = text.index(trigger)
    number = next(s.index for s in sentences if s.start <= at < s.end)
    where = place_for(number, (at, at + len(trigger)), mentions, sentences)
    return f"{where.name} {where.country}" if where else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb hit a bus in Gao. Officials met in Ansongo. Nine people were maimed.", "Gao ML"),
        ("A bomb hit a bus in Gao. Fighting went on in Kidal. Nine people were maimed.", "Kidal ML"),
    ],
)
def test_an_opening_speaks_first_for_a_story_of_one_region(text: str, expected: str) -> None:
    """Where the story has gone on to another region, its nearest sentence speaks first."""
    assert place_told(text, "maimed") == expected


def test_an_opening_gives_no_place_to_a_deed_in_another_country() -> None:
    """A sentence that is about another country has no place of the story's opening."""
    text = "Rebels attacked Gao in northern Mali. Men went into southern Israel, where they carried out torture."
    assert "Gao" not in place_told(text, "torture")


def test_the_only_country_of_a_story_is_that_of_each_of_its_deeds() -> None:
    """Too far from every name to be put there, the deed still lies in the country that all of them lie in."""
    between = "Nobody came. " * 8
    assert place_told(
        f"Talks are due in Gao and in Kidal. {between}Nine men were maimed. It rained.", "maimed"
    ).endswith("ML")


def test_the_dateline_is_the_last_resort_and_said_so() -> None:
    """Without a place in the sentences the dateline's is taken, with that in the reason; without it, nothing."""
    text = "Gunmen killed ten people."
    sentences, gazetteer = sentences_of(text, "en"), open_gazetteer()
    gao = where_of(gazetteer.lookup("Gao")[0], gazetteer, "dateline")
    found = place_for(0, (7, 13), (), sentences, dateline=gao)
    assert found is not None
    assert "only the dateline" in found.reason
    assert place_for(0, (7, 13), (), sentences) is None


@pytest.mark.parametrize(("km", "degrees"), [(10.0, 0.0), (120.0, 135.0), (500.0, 270.0)])
def test_moving_a_point_goes_as_far_as_it_says(km: float, degrees: float) -> None:
    """The moved point lies at the distance asked for."""
    assert km_between((16.27, -0.04), moved(16.27, -0.04, km, degrees)) == pytest.approx(km, rel=0.01)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_words_of_places_keep_their_rules(lang: str) -> None:
    """No list is empty, every entry is a word, kinds don't contradict one another."""
    raw, words = load(lang, "places"), words_of(lang)
    for key, entry in raw.items():
        assert entry, f"{key} is empty"
        if isinstance(entry, list):
            assert all(isinstance(word, str) for word in entry), f"{key}: quote on, no, yes, off and true"
    assert set(words.bearing.values()) <= {0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0}
    assert not words.part_of_name & words.organisation_after
    for short, name in words.abbreviations.items():
        full = name.partition(", ")[0]
        assert open_gazetteer().lookup(full), f"{short} stands for {full!r}, which the gazetteer lacks"
