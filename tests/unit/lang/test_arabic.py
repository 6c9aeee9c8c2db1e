"""Arabic: little words glued to the next one, letters of several forms, and what the lists make of sentences."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from djeli.extract.annotate import annotate
from djeli.extract.events.find import find_triggers
from djeli.extract.harm.find import find_counts
from djeli.extract.mentions import Sentence
from djeli.extract.original import speakers_as_written
from djeli.extract.places.find import PlaceHint, find_places
from djeli.extract.reading import reading_form
from djeli.extract.roles.find import find_roles
from djeli.extract.speech.speakers import find_attributions
from djeli.extract.times import find_times
from djeli.extract.tools import Tools, load_tools
from djeli.lang import load, script
from djeli.lang.script import Script, fold
from djeli.records import Item, Text

DAY = dt.date(2024, 5, 16)  # a Thursday


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


def arabic() -> Script:
    """The script of Arabic, which is there."""
    found = script("ar")
    assert found is not None
    return found


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """Sentences of a text that is one Arabic item."""
    source = Text(document="0" * 64, reader="test@1", content=text)
    return annotate(Item(text=source.id, start=0, end=len(text), language="ar"), source, tools())


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("وقتلت", "و قتلت"),
        ("وبالقصف", "و ب القصف"),
        ("للجيش", "لل جيش"),
        ("بمقتل", "ب مقتل"),
        ("فقال", "ف قال"),
        ("والمسلحون", "و المسلحون"),
        ("وقُتِل", "و قُتِل"),
        ("وزير", "وزير"),
        ("بغداد", "بغداد"),
        ("لبنان", "لبنان"),
        ("كمين", "كمين"),
        ("ولاية", "ولاية"),
        ("فصائل", "فصائل"),
    ],
)
def test_little_words_are_taken_off(word: str, parts: str) -> None:
    """Glued prepositions and conjunctions become tokens; words that begin so by themselves stay whole."""
    assert [token.text for token in sentences_of(word)[0].tokens] == parts.split()


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("يقتل", "قتل"), ("استهدفت", "استهدف"), ("المسلحين", "مسلحين"), ("هجومهم", "هجوم"), ("إصابتهم", "اصابه"),
     ("هجوما", "هجوم"), ("اغتيل", "اغتال"), ("سوريا", "سوريا")],
)  # fmt: skip
def test_forms_lead_to_the_listed_word(word: str, lemma: str) -> None:
    """Persons of verbs, the article, possessives and the accusative lead back to the word of the lists."""
    assert arabic().lemma(fold(word)) == lemma


@pytest.mark.parametrize("text", ["وقُتِلَ ٥ أشخاصٍ، وأُصيبَ ١٢ بجروحٍ؟", "للجيـــش وبالأمس", "abc 12 é", ""])
def test_the_reading_form_keeps_the_length(text: str) -> None:
    """Offsets of the reading form are those of the original."""
    assert len(arabic().reading(text)) == len(text)


def test_tokens_show_the_original() -> None:
    """Marks and letters stay in what is shown, and are one in what is compared."""
    token = next(t for t in sentences_of("قُتِل مدنيون.")[0].tokens if not t.is_punct)
    assert (token.text, token.lower_) == ("قُتِل", "قتل")


TYPES = [
    ("شنت طائرات حربية غارات على أحياء المدينة.", {"air_strike"}),
    ("فجر انتحاري نفسه أمام المسجد.", {"suicide_bombing"}),
    ("نصب مسلحون كمينا لقافلة عسكرية.", {"ambush"}),
    ("اغتيل محافظ المدينة برصاص مجهولين.", {"assassination"}),
    ("خطف مسلحون سبعة من عمال الإغاثة.", {"abduction"}),
    ("استولى ضباط على السلطة في العاصمة.", {"coup"}),
    ("اندلعت اشتباكات بين الجيش والمتمردين.", {"armed_clash"}),
    ("اعتقلت الشرطة عشرات المتظاهرين.", {"arrest"}),
    ("نزح آلاف السكان من القرية.", {"displacement"}),
    ("أسقطت الدفاعات طائرة مسيرة.", {"aircraft_downing"}),
    ("وقع الهجوم فجر الأحد.", {"armed_attack"}),
    ("انفجر لغم أرضي بحافلة مدنية.", {"ied_explosion"}),
    ("دخل وقف إطلاق النار حيز التنفيذ.", {"ceasefire"}),
]


@pytest.mark.parametrize(("text", "types"), TYPES)
def test_types(text: str, types: set[str]) -> None:
    """Words of deeds tell their type; "فجر" before a weekday is the dawn."""
    found = {t.type for t in find_triggers(sentences_of(text), tools().lexicons["ar"])}
    assert types <= found
    assert found.isdisjoint({"bombing", "appointment"})


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("أحبط الجيش هجوما على القاعدة.", "foiled"),
        ("لم يقع هجوم على القاعدة.", "negated"),
        ("هدد المتمردون بقصف المدينة.", "threatened"),
        ("قصف الجيش المدينة.", "actual"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    """Negation, threats and foiled deeds are told by the words just before."""
    assert find_triggers(sentences_of(text), tools().lexicons["ar"])[-1].modality.value == modality


COUNTS = [
    ("قُتل خمسة أشخاص وأُصيب ١٢ آخرون بجروح.", [("killed", 5), ("wounded", 12)]),
    ("مقتل جنديين وإصابة ثلاثة آخرين في هجوم.", [("killed", 2), ("wounded", 3)]),
    ("لقي خمسة وعشرون مدنيا مصرعهم.", [("killed", 25)]),
    ("استشهاد 3 فلسطينيين وإصابة 7 في غارة.", [("killed", 3), ("wounded", 7)]),
    ("سقط قتيلان و9 جرحى في القصف.", [("killed", 2), ("wounded", 9)]),
    ("مقتل جندي في انفجار.", [("killed", 1)]),
    ("أودى الهجوم بحياة 40 شخصا.", [("killed", 40)]),
    ("ارتفعت حصيلة القتلى إلى 37 شخصا.", [("killed", 37)]),
    ("خطف مسلحون ثلاثة عشر طالبا.", [("abducted", 13)]),
    ("اعتقال 4 أشخاص بعد الهجوم.", [("arrested", 4)]),
    ("نزح نحو 3 آلاف شخص.", [("displaced", 3000)]),
    ("مقتل 15 من عناصر الجيش.", [("killed", 15)]),
    ("لم يسفر الهجوم عن سقوط ضحايا.", [("killed", 0), ("wounded", 0)]),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts(text: str, expected: list[tuple[str, int]]) -> None:
    """Digits of both kinds, number words with ones before tens, duals, single persons, and none."""
    found = find_counts(sentences_of(text), reading_form(text, "ar"), "ar")
    assert [(c.harm.value, c.quantity.best) for c in found if c.quantity.scope.value != "part"] == expected


@pytest.mark.parametrize("word", ["مقتل", "استشهاد", "مصرع"])
def test_words_of_honour_count_alike(word: str) -> None:
    """Those told as martyrs are killed, whoever they are."""
    for who in ("جنود", "مسلحين", "مدنيين"):
        text = f"{word} 6 {who} في قصف."
        found = find_counts(sentences_of(text), reading_form(text, "ar"), "ar")
        assert [(c.harm.value, c.quantity.best) for c in found] == [("killed", 6)]


DATES = [
    ("وقع الهجوم في 12 يوليو/تموز 2023.", "2023-07-12", "2023-07-12"),
    ("وقع الهجوم يوم ٣ كانون الثاني ٢٠٢٤.", "2024-01-03", "2024-01-03"),
    ("وقع الهجوم مساء الثلاثاء.", "2024-05-14", "2024-05-14"),
    ("وقع الهجوم أمس.", "2024-05-15", "2024-05-15"),
    ("وقع الهجوم فجر اليوم.", "2024-05-16", "2024-05-16"),
    ("وقع الهجوم في 20 جانفي 2024.", "2024-01-20", "2024-01-20"),
    ("وقع الهجوم في مارس الماضي.", "2024-03-01", "2024-03-31"),
    ("وقع الهجوم السبت 11 أيار.", "2024-05-11", "2024-05-11"),
    ("وقع الهجوم قبل ثلاثة أيام.", "2024-05-13", "2024-05-13"),
]


@pytest.mark.parametrize(("text", "start", "end"), DATES)
def test_dates(text: str, start: str, end: str) -> None:
    """Month names of all regions, weekdays and days counted from the page's own."""
    found = find_times(sentences_of(text), reading_form(text, "ar"), "ar", published=DAY)
    assert [(t.when.start.isoformat(), t.when.end.isoformat()) for t in found] == [(start, end)]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("قتل مدنيون في حلب.", "SY"),
        ("قتل مدنيون ببنغازي.", "LY"),
        ("وقع الهجوم في مدينة الفاشر.", "SD"),
        ("انفجار في محافظة تعز.", "YE"),
        ("هجوم قرب كيدال.", "ML"),
    ],
)
def test_places(text: str, country: str) -> None:
    """Names behind prepositions, glued or not, and behind the kind of place."""
    found = find_places(sentences_of(text), text, tools().gazetteer, "ar", hint=PlaceHint())
    assert country in {p.where.country for p in found if p.where}


def test_same_keys_as_spanish() -> None:
    """Both are read without a parse, so both have the same top keys, but for what may be left out."""
    own = {
        "participle_endings",
        "rises",
        "passed",
        "accidents",
        "among",
        "adverb_endings",
        "course",
        "more",
        "counted_links",
    }
    for name in ("harm", "numbers", "dates", "order", "parties", "speech", "modality"):
        assert set(load("ar", name)) >= set(load("es", name)) - own, name


ROLES = [
    ("قتل مسلحون خمسة جنود قرب كيدال.", {"perpetrator": "مسلحون", "victim": "جنود"}),
    ("قتل خمسة جنود في هجوم شنه مسلحون.", {"perpetrator": "مسلحون", "victim": "جنود"}),
    ("قصف الجيش السوري بلدة صغيرة.", {"perpetrator": "الجيش", "target": "بلدة"}),
    ("شن مسلحون هجوما على قرية.", {"perpetrator": "مسلحون", "target": "قرية"}),
    ("تعرضت قرية لهجوم من قبل مسلحين.", {"perpetrator": "مسلحين", "target": "قرية"}),
    ("أسر المتمردون ثلاثة جنود.", {"perpetrator": "المتمردون", "victim": "جنود"}),
    ("قتل ثلاثة مدنيين برصاص الجيش.", {"perpetrator": "الجيش", "victim": "مدنيين"}),
    ("أدى قصف لقوات النظام على قرية إلى مقتل طفل.", {"perpetrator": "قوات النظام", "target": "قرية", "victim": "طفل"}),
]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(text: str, expected: dict[str, str]) -> None:
    """The verb leads: doer, then the one hit; one group alone behind a verb of two readings is hit."""
    sentences = sentences_of(text)
    lexicon = tools().lexicons["ar"]
    triggers = find_triggers(sentences, lexicon)
    roles = find_roles(sentences, triggers, (), lexicon, gazetteer=tools().gazetteer)
    assert {r.role.value: text[r.start : r.end] for r in roles} == expected


SPEAKERS = [
    ("قال المتحدث باسم الجيش إن قواته قتلت عشرة مسلحين.", "المتحدث باسم +الجيش", "army"),
    ("أعلنت وزارة الصحة أن 5 أشخاص قتلوا.", "وزارة الصحة", "hospital"),
    ("قتل جنديان، وفقا لمصدر أمني.", "مصدر أمني", "security_source"),
]


@pytest.mark.parametrize(("text", "name", "informant"), SPEAKERS)
def test_speakers(text: str, name: str, informant: str) -> None:
    """The verb of saying first, its speaker behind it, then "that"; and "according to"."""
    plain = reading_form(text, "ar")
    found = speakers_as_written(find_attributions(sentences_of(text), plain, "ar"), plain, text)
    assert [(a.name, a.informant.value) for a in found] == [(name.replace("+", ""), informant)]
