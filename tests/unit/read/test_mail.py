"""E-mail."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage

import pytest

from djeli.errors import InputError
from djeli.read import read
from djeli.records import Reading
from djeli.settings import Settings

LONG = "Gunmen attacked the market of Dablo on Thursday and killed twelve traders. No group has said that it did so. "


def message(plain: str = "", html: str = "", charset: str = "utf-8") -> EmailMessage:
    """A mail with the parts that are given."""
    mail = EmailMessage()
    mail["From"] = "Ann Diallo <ann@courier.example>"
    mail["Date"] = "Fri, 30 Aug 2024 10:00:00 +0200"
    mail["Subject"] = "Attaque à Dablo"
    if plain:
        mail.set_content(plain, charset=charset)
    if html and plain:
        mail.add_alternative(html, subtype="html")
    elif html:
        mail.set_content(html, subtype="html")
    return mail


def test_headers(one: Callable[..., Reading]) -> None:
    """Date, sender and subject become fields, with a word on how far they go."""
    found = one(bytes(message(LONG)), "a.eml")
    document = found.document
    values = [field.value for field in (document.title, document.author, document.published) if field is not None]
    assert values == ["Attaque à Dablo", "Ann Diallo", "2024-08-30T10:00:00+02:00"]
    assert "forged" in found.warnings[0]


@pytest.mark.parametrize(
    ("plain", "html", "content"),
    [
        (LONG, "<p>other</p>", LONG),
        ("See it in your browser", f"<p>{LONG}</p>", LONG),
        ("", f"<p>{LONG}</p><p>b</p>", f"{LONG.strip()}\n\nb"),
        ("Short note.", "", "Short note."),
    ],
)
def test_which_part(one: Callable[..., Reading], plain: str, html: str, content: str) -> None:
    """The plain part, unless it only points at the HTML part."""
    assert one(bytes(message(plain, html)), "a.eml").text.content.strip() == content.strip()


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16"])
def test_charsets(one: Callable[..., Reading], charset: str) -> None:
    """The part's own charset is used."""
    assert "tués à Gao" in one(bytes(message("Dix civils tués à Gao", charset=charset)), "a.eml").text.content


def test_attachments_are_named(one: Callable[..., Reading]) -> None:
    """An attachment is not read, and its name is said."""
    mail = message(LONG)
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="note.pdf")
    assert "note.pdf" in one(bytes(mail), "a.eml").warnings[1]


def test_mailbox(outcomes: Callable[..., list[Reading | InputError]]) -> None:
    """Each message of a mailbox is a member; words that begin a line with From do not begin a message."""
    body = f"{LONG}\nFrom the north came\nno news."
    mails = [bytes(message(body)), b"Subject: x\nContent-Type: image/png\n\nx\n", bytes(message("Short note."))]
    data = b"".join(b"From ann@courier.example Fri Aug 30 10:00:00 2024\n" + mail + b"\n" for mail in mails)
    first, broken, last = outcomes(data, "a.mbox")
    assert isinstance(first, Reading)
    assert isinstance(last, Reading)
    assert "From the north came\nno news." in first.text.content
    assert (first.document.member, first.document.uri) == ("message 1", "a.mbox#message-1")
    assert "without a text part" in str(broken)
    assert last.text.content.strip() == "Short note."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no headers here", "no mail headers"),
        (b"Subject: x\nContent-Type: image/png\n\nxx", "without a text part"),
        (b"Subject: x\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\nContent-Type: a/b\n\n" * 2000, "parts"),
        (b"".join(b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n" % (n, n) for n in range(999)), "parts"),
    ],
)
def test_faults(fault: Callable[..., InputError], data: bytes, words: str) -> None:
    """What is no mail, or holds no text."""
    assert words in str(fault(data, "a.eml"))


def test_impossible_dates(one: Callable[..., Reading]) -> None:
    """A date no calendar has leaves the field empty or the message refused, and raises nothing else."""
    data = b"Date: Fri, 30 Aug 99999999999 10:00:00 +0200\nSubject: x\n\nwords"
    found = list(read(data, uri="a.eml", settings=Settings()))
    assert len(found) == 1
    assert isinstance(found[0], InputError) or found[0].document.published is None
    assert "Please report" not in str(found[0])
