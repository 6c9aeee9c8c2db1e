"""The words of splitting: furniture, kinds, languages, and that the data files keep their rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from djeli import lang
from djeli.split.boundary import weights
from djeli.split.features import features
from djeli.split.furniture import kind_of, opens
from djeli.split.kinds import find_kind
from djeli.split.language import detect
from djeli.split.words import words
from djeli.vocab import ItemKind, RegionKind

R = RegionKind
FURNITURE = [
    ("Read more", R.RELATED_LINK),
    ("Truce holds in Oru | Awa Diarra Read more", R.RELATED_LINK),
    ("READ ALSO: Truce holds in Oru", R.RELATED_LINK),
    ("À lire aussi : La trêve tient à Oru", R.RELATED_LINK),
    ("► Talia : la trêve tient à Oru", R.RELATED_LINK),
    ("Related stories", R.RELATED_LINK),
    ("Articles similaires", R.RELATED_LINK),
    ("Leave a Reply", R.COMMENTS),
    ("Comments (0)", R.COMMENTS),
    ("12 comments", R.COMMENTS),
    ("Your email address will not be published. Required fields are marked *", R.COMMENTS),
    ("Votre adresse e-mail ne sera pas publiée.", R.COMMENTS),
    ("View all posts by Lena Moreau →", R.AUTHOR_BIO),
    ("About Lena Moreau", R.AUTHOR_BIO),
    ("Lena Moreau is an engaging editor and journalist.", R.AUTHOR_BIO),
    ("Moussa Kanta est journaliste à Radio Talia.", R.AUTHOR_BIO),
    ("ABC News has reported that a man was held.", None),
    ("Those reports from the north are not by a journalist.", None),
    ("A serene landscape showcasing hills and a river.", R.ALT_TEXT),
    ("A person at the scene said that shots were heard.", None),
    ("Image 1 of 4", R.CAPTION),
    ("Photo: Awa Diarra", R.CAPTION),
    ("Soldiers cross the Lema bridge. (Photo: Oru Post)", R.CAPTION),
    ("Photo d'archives", R.CAPTION),
    ("Original Source: www.orupost.example", R.CREDIT_LINE),
    ("(Reporting by Awa Diarra; editing by Jean Kanta)", R.CREDIT_LINE),
    ("Sources: Two officers held after clash", None),
    ("Share on Facebook", R.SHARE_PROMPT),
    ("Facebook Twitter WhatsApp Email", R.SHARE_PROMPT),
    ("Sign up for our newsletter and never miss a story", R.SHARE_PROMPT),
    ("Abonnez-vous à notre infolettre", R.SHARE_PROMPT),
    ("© 2024 Oru Post. All rights reserved.", R.COPYRIGHT),
    ("Tous droits réservés", R.COPYRIGHT),
    ("Skip to content", R.NAVIGATION),
    ("Home > World > Africa > Talia", R.NAVIGATION),
    ("11 hours 19 min ago", R.NAVIGATION),
    ("il y a 3 jours", R.NAVIGATION),
    ("2 days 16 hours ago", R.NAVIGATION),
    ("Advertisement", R.NAVIGATION),
    ("Please enable Javascript to watch this video", R.NAVIGATION),
    ("««»»", R.NAVIGATION),
    ("Truce holds in Oru for a third day", None),
    ("The governor said that ten people had died.", None),
    ("« Nous avons faim », dit-elle", None),
    ("Le maire parle de « massacre »", None),
    ("Share of votes counted reaches half, commission says in the capital", None),
]


@pytest.mark.parametrize(("line", "kind"), FURNITURE)
def test_furniture(line: str, kind: RegionKind | None) -> None:
    """Lines of furniture are known by kind, lines of stories are left alone."""
    assert kind_of(line) is kind


def test_boxes_open() -> None:
    """Headings of comment forms and link lists open boxes; a lone link doesn't."""
    assert opens("Related stories:") is R.RELATED_LINK
    assert opens("Recent Updates") is R.NAVIGATION
    assert opens("Laisser un commentaire") is R.COMMENTS
    assert opens("Share on Facebook") is None


KINDS = [
    ("Opinion: The war nobody wants", (), "", ItemKind.OPINION),
    ("The war nobody wants", ("OPINION",), "", ItemKind.OPINION),
    (
        "The war nobody wants",
        (),
        "I believe this must end. We must act, and in my view soon. Make no mistake.",
        ItemKind.OPINION,
    ),
    ("Why the truce failed", (), "Analysts say that the terms were vague.", ItemKind.ANALYSIS),
    ("Interview with the mayor of Oru", (), "", ItemKind.INTERVIEW),
    ("The mayor speaks", (), "Q: How many left?\nA: Half of them.\nQ: And now?\nA: We wait.", ItemKind.INTERVIEW),
    ("Statement by the Red River Front", (), "", ItemKind.STATEMENT),
    ("Communiqué de l'état-major", (), "", ItemKind.STATEMENT),
    ("On the raid", (), "We condemn the raid. Our movement hereby declares a day of mourning.", ItemKind.STATEMENT),
    ("Profile: the man behind the Front", (), "", ItemKind.PROFILE),
    ("The last convoy", (), "Once upon a time. This is a work of fiction.", ItemKind.FICTION),
    ("Ten killed in Talia raid", (), "Gunmen killed ten people, the governor said.", ItemKind.ARTICLE),
    ("Tribune : la paix d'abord", (), "", ItemKind.OPINION),
]


@pytest.mark.parametrize(("title", "lines", "body", "kind"), KINDS)
def test_kinds(title: str, lines: tuple[str, ...], body: str, kind: ItemKind) -> None:
    """Labels, titles and the way of speaking tell the kind, and every kind but ARTICLE has a reason."""
    found, reason = find_kind(title, lines, body)
    assert found is kind
    assert bool(reason) == (kind is not ItemKind.ARTICLE)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Gunmen killed ten people in the village of Talia on Monday.", "en"),
        ("Des hommes armés ont tué dix personnes dans le village de Talia lundi.", "fr"),
        ("Боевики убили десять человек в деревне в понедельник.", "ru"),
        ("Бойовики вбили десятьох людей у селі в понеділок, їхні імена невідомі.", "uk"),
        ("قتل مسلحون عشرة أشخاص في القرية يوم الاثنين.", "ar"),
        ("مردان مسلح ده نفر را در روستا کشتند و گریختند چنانکه پلیس گفت.", "fa"),
        ("ታጣቂዎች በመንደሩ አሥር ሰዎችን ገደሉ።", "am"),
        ("लोगों की मौत गांव में हुई।", "hi"),
        (
            "Hombres armados mataron a diez personas en la aldea el lunes, dijo el gobernador de la región, "
            "y muchas familias de la zona huyeron hacia la ciudad vecina durante la noche.",
            "es",
        ),
        ("", ""),
        ("12 34", ""),
        ("Oru", ""),
    ],
)
def test_languages(text: str, code: str) -> None:
    """Script, stop words, then a model for longer text; too little text has no language."""
    assert detect(text) == code


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none(text: str) -> None:
    """Detection never raises and is deterministic."""
    assert detect(text) == detect(text)


FILES = [(code, name) for code in lang.available() for name in ("split", "boilerplate") if lang.load(code, name)]


def words_in(value: object) -> list[object]:
    """All leaves of a parsed file."""
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in words_in(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in words_in(inner)]
    return [value]


@pytest.mark.parametrize(("code", "name"), FILES)
def test_files_hold_words(code: str, name: str) -> None:
    """Entries are strings ("on" and "no" in quotes), no list says one word twice, lower case where asked."""
    for leaf in words_in(lang.load(code, name)):
        assert isinstance(leaf, str) or (isinstance(leaf, int) and not isinstance(leaf, bool)), leaf


@pytest.mark.parametrize(("code", "name"), FILES)
def test_files_have_the_same_keys(code: str, name: str) -> None:
    """Every language has the blocks English has, and kinds of items and regions are known ones."""
    known = set(lang.load("en", name)) | {kind.value for kind in RegionKind if name == "boilerplate"}
    assert set(lang.load(code, name)) <= known
    for kind in lang.load(code, "split").get("kinds", {}):
        assert ItemKind(kind)


@pytest.mark.parametrize(("code", "name"), FILES)
def test_patterns_compile(code: str, name: str) -> None:
    """Every regular expression of the files compiles and doesn't match the empty string."""
    data = lang.load(code, name)
    blocks = data.values() if name == "boilerplate" else data["kinds"].values()
    patterns = [p for block in blocks for key in ("patterns", "title", "body") for p in block.get(key, ())]
    for pattern in patterns + list(data.get("closers", ())):
        assert re.compile(pattern).search("") is None, pattern


def test_words_compile_once() -> None:
    """The merged words are cached and hold both languages."""
    assert words() is words()
    assert {"january", "janvier"} <= set(words().months)


def test_weights_and_features_agree() -> None:
    """Every feature the code can name has a weight, and every weight has a feature and a reason in words."""
    source = Path(features.__code__.co_filename).read_text("utf-8")
    threshold, known = weights()
    assert threshold > 0
    for name, (weight, why) in known.items():
        assert f'"{name}"' in source, f"no code gives the feature {name}"
        assert weight != 0
        assert why
    named = set(re.findall(r'found\["(\w+)"\]', source))
    assert named <= set(known), named - set(known)


def test_weights_file_is_plain_yaml() -> None:
    """The weights file parses with the safe loader and holds nothing but threshold and features."""
    path = Path(features.__code__.co_filename).with_name("weights.yaml")
    assert set(yaml.safe_load(path.read_text("utf-8"))) == {"threshold", "features"}
