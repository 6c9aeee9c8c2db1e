"""Protected names in disguise: run together, broken, escaped, in letters that look alike, in other scripts' endings."""

from __future__ import annotations

import time
from base64 import b64encode
from collections.abc import Iterator
from urllib.parse import quote

import pytest

import leaks
from djeli import ledger
from djeli.policy import Veil
from djeli.settings import Leaving, Settings

PROTECTED = ("Zoltan Quillvane", "Иван Сидорчук", "Jörg Hübschle", "Amara Okwuosa", "Нина Галанова")
SAID = ("quillvane", "сидорчук", "sidorchuk", "hubschle", "okwuosa", "галанов")
"""What a reader must not be able to put together again."""


@pytest.fixture(scope="module")
def veil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Veil]:
    """What anybody may see of an empty case that protects some names."""
    folder = tmp_path_factory.mktemp("disguised") / "case"
    with ledger.create(folder, Settings(workers=1, policy=Leaving(protect=PROTECTED))) as case:
        yield case.veil()


@pytest.mark.parametrize(
    "words",
    [
        "said Zoltan Quill-\nvane, a trader", "said Mr Quill- vane", "Okwu-\n  osa fled", "Сидор-\nчук", "Quillv=\nane",
        "Okwu\u00ad\nosa", "Quill\u034fvane", "Quill\u115fvane", "Quill\u3164vane", "Quill\u180bvane",
        "Quill\x01vane", "Okwu\x7fosa", "Okwu\uffffosa", "Quill\u17b4vane", "Quіllvane", "Okwuоsa", "Zοltan Quіllvanе",
        "Cидорчук", "ZoltanQuillvaneInterview.pdf", "OkwuosaInterview.pdf", "okwuosa1987", "antiquillvane",
        "zquillvane@example.org", "the Quillvanes fled", "Okwuosas Bruder", "семья Сидорчуков", "с Галановыми",
        "#JusticeForQuillvane", "@amaraOkwuosa", "&#81;uillvane", "&#x51;uillvane", "\\u0051uillvane", "H=C3=BCbschle",
        "=?utf-8?Q?H=C3=BCbschle?=", "I saw a Q u i l l v a n e", "a O k w u o s a", "Quill*vane*", "**Quill**vane",
        "Quill<b>vane</b>", "Quill/vane", "\u202eenavlliuQ\u202c", "xn--hbschle-n2a.example", "%252551uillvane",
        "WWW.EXAMPLE.ORG/zoltanquillvaneinterview", "www.xn--hbschle-n2a.example", "Iwan Sidortschuk",
    ],
)  # fmt: skip
def test_a_disguised_name_does_not_pass(veil: Veil, words: str) -> None:
    """Nobody can read the name in what is left, by undoing whatever hid it."""
    left = veil.text(f"It was told that {words} on Monday.")
    assert "It was told that" in left and "Monday" in left
    read = leaks.squeezed(" ".join(leaks.readings(left)))
    assert not [name for name in SAID if name in read or name[::-1] in read], left
    assert words not in left


@pytest.mark.parametrize(
    "address",
    [
        "https://x.example/quillvanes-shop.html", "https://x.example/a/QuillvaneInterview", "https://x.example/okwuosa2",
        "https://x.example/%25255%31uillvane", "https://x.example/J%F6rg-H%FCbschle",
        "https://x.example/" + quote("Иван-Сидорчук".encode("cp1251")), "https://x.example/%u0421идорчук",
        "https://" + "jörghübschle.example".encode("idna").decode() + "/x", "=?utf-8?Q?H=C3=BCbschle?=.pdf",
        "https://x.example/?to=" + b64encode(b"zoltan.quillvane@example.org").decode(), "quillvanes.pdf",
        "/home/ada/OkwuosaInterview.docx", "https://x.example/&#81;uillvane", "https://[quillvane/", "www.[quillvane",
    ],
)  # fmt: skip
def test_an_address_that_names_somebody_is_cut(veil: Veil, address: str) -> None:
    """Whatever way the name is written in it, and whether or not it is an address at all."""
    left = veil.address(address)
    assert left.endswith("#address-withheld") or "withheld" in left or left.startswith("Person "), left
    assert veil.text(f"See {address} there.").count("withheld") or "Person " in veil.text(address)


@pytest.mark.parametrize(
    "words",
    [
        "See http://[::1 and https://[broken/x for more.", "The price rose by 5%.", "Fields of Okwu - osa trees.",
        "He was well-known. Q u i z", "AT&T, R&D, <3 and a \\ sign; e=mc2 =?", "the A400M landed at 12:30",
        "https://x.example/2024/05/04/market-attack?id=42", "Mi-8МТ and СУ-25", "\u202eabc\u202c",
    ],
)  # fmt: skip
def test_what_names_nobody_stays(veil: Veil, words: str) -> None:
    """Signs, broken addresses and mixed scripts alone are no reason to mask."""
    assert veil.text(words) == words


@pytest.mark.parametrize("sign", ["W", "%", "a%41", ".", "=", "&#", "-\n", "A b ", "http://", "xn--", "a1", "aB"])
def test_long_runs_are_looked_through_in_time(veil: Veil, sign: str) -> None:
    """Words of a hundred thousand signs, made to keep the search busy, are read in seconds."""
    began = time.process_time()
    veil.text(f"https://a.example/% #x {sign * (100_000 // len(sign))} %41 ://")
    assert time.process_time() - began < 10
