"""Encodings: which codec is chosen, and the rule that offsets rest on."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djeli.errors import UnreadableInput
from djeli.read.decode import decode

FRENCH = "L'armée a été attaquée à l'aube près de Djibo, où dix civils ont été tués."
ARABIC = "قال سكان إن مسلحين هاجموا القرية ليلا وقتلوا عشرة أشخاص على الأقل"
RUSSIAN = "Боевики напали на деревню ночью, погибли не менее десяти человек, сообщили жители"
EMOJI = "Dablo 😀 12 killed 🇲🇱 مرحبا"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"plain", "plain", "utf-8"),
        (EMOJI.encode(), EMOJI, "utf-8"),
        (codecs.BOM_UTF8 + ARABIC.encode(), ARABIC, "utf-8-sig"),
        (EMOJI.encode("utf-16"), EMOJI, "utf-16"),
        (codecs.BOM_UTF16_BE + ARABIC.encode("utf-16-be"), ARABIC, "utf-16"),
        (FRENCH.encode("utf-32"), FRENCH, "utf-32"),
        (FRENCH.encode("utf-16-le"), FRENCH, "utf-16-le"),
        (FRENCH.encode("utf-16-be"), FRENCH, "utf-16-be"),
        (FRENCH.encode("cp1252"), FRENCH, "cp1252"),
        (ARABIC.encode("cp1256"), ARABIC, "cp1256"),
        (RUSSIAN.encode("cp1251"), RUSSIAN, "cp1251"),
        (b"a\r\nb\rc\n", "a\r\nb\rc\n", "utf-8"),
    ],
)
def test_text_and_codec(data: bytes, text: str, encoding: str) -> None:
    """The codec is found, the mark is not part of the text, line ends stay."""
    found = decode(data, where="f")
    assert (found.text, found.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("declared", "data", "text"),
    [
        ("windows-1251", "Мали".encode("cp1251"), "Мали"),
        ("ISO-8859-1", b"caf\xe9 \x93x\x94", "café “x”"),
        ("iso-2022-jp", "マリ共和国".encode("iso-2022-jp"), "マリ共和国"),
        ("windows-1252", "Ménaka".encode(), "Ménaka"),
        ("no-such-charset", "Ménaka".encode(), "Ménaka"),
        ("base64", b"plain", "plain"),
        ("utf-7", b"+ADw-script+AD4-", "+ADw-script+AD4-"),
    ],
)
def test_declared_charset(declared: str, data: bytes, text: str) -> None:
    """A declaration decides where the bytes leave doubt; sound UTF-8 goes before it; UTF-7 is never obeyed."""
    assert decode(data, where="f", declared=declared).text == text


def test_damaged_utf8_stays_utf8() -> None:
    """One broken byte among many sound ones is shown as such, with its place."""
    data = ARABIC.encode() + b"\xff" + FRENCH.encode()
    found = decode(data, where="f")
    assert found.encoding == "utf-8"
    assert found.text.count("\ufffd") == 1
    assert f"byte {len(ARABIC.encode())}" in found.warnings[0]


def test_a_guess_says_so() -> None:
    """A codec chosen by statistics always comes with a warning."""
    assert "letter frequencies" in decode(FRENCH.encode("cp1252"), where="f").warnings[0]
    assert not decode(FRENCH.encode(), where="f").warnings


@pytest.mark.parametrize("data", [b"ab\0cd", bytes(range(1, 32)) * 9, b"\x01\x02\x03", b"\0" * 100])
def test_binary_is_refused(data: bytes) -> None:
    """NUL bytes and many control characters are no text."""
    with pytest.raises(UnreadableInput, match="binary"):
        decode(data, where="f")


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\ufeff"), min_size=1))
def test_any_text_comes_back(text: str) -> None:
    """UTF-8 of any text reads as that text, unless it is all control characters."""
    try:
        assert decode(text.encode(), where="f").text == text
    except UnreadableInput:
        assert any(ord(char) < 32 or ord(char) == 127 for char in text)


@given(st.binary(max_size=300))
def test_the_offset_rule(data: bytes) -> None:
    """Whatever is read equals the bytes decoded by the codec that is named."""
    try:
        found = decode(data, where="f")
    except UnreadableInput:
        return
    assert found.text == data.decode(found.encoding, "replace")
