"""E-mail (.eml, .mbox): the plain part as it was sent, or the HTML part as text. Attachments are named, not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr

from djeli.errors import InputError, OversizedInput, UnreadableInput
from djeli.read.dates import iso
from djeli.read.decode import decode
from djeli.read.html.page import page_of
from djeli.read.html.tree import source_text
from djeli.read.raw import Fields, Raw, clean, make
from djeli.records import Field, Reading
from djeli.vocab import Basis

NAME = "eml@1"
_MAX_PARTS = 1000  # beyond it the standard library takes quadratic time
_PART_HEAD = re.compile(rb"^content-type:", re.I | re.M)
# A line of a body that begins with "From " is written ">From ", and has no header after it.
_ENVELOPE = re.compile(rb"^From [^\r\n]{1,300}\r?\n(?=[A-Za-z][A-Za-z0-9-]{1,60}:)", re.M)
_TEASER_WORDS = 20  # "View this message in your browser": then the HTML part is the message


def read(raw: Raw) -> Iterator[Reading | InputError]:
    """One Reading of a message.

    Raises:
        UnreadableInput: no message, or one without a text part.
    """
    try:
        yield _reading(raw, _parsed(raw))
    except (IndexError, KeyError, OverflowError, TypeError, ValueError, AttributeError) as error:
        # the standard library's header parser, on heads that are broken or forged
        raise UnreadableInput(
            f"has mail headers that cannot be parsed ({error!r:.100}); save the text of the message as .txt",
            where=raw.where,
        ) from error


def _reading(raw: Raw, message: Message) -> Reading:
    if not isinstance(message, EmailMessage) or not message.keys():
        raise UnreadableInput("has no mail headers; expected From, Date and Subject at the top", where=raw.where)
    plain = _part(message, "plain")
    html = _part(message, "html")
    fields = _fields(message)
    warnings = _warnings(message)
    charset = _charset(plain)
    body = decode(_payload(plain), where=raw.where, declared=charset) if plain is not None else None
    if body is not None and body.text.strip() and (html is None or len(body.text.split()) >= _TEASER_WORDS):
        content = clean(body.text)
        return make(raw, content, NAME, encoding=body.encoding, fields=fields, warnings=(*warnings, *body.warnings))
    if html is not None:
        source = source_text(_payload(html), where=raw.where, charset=_charset(html))
        page = page_of(source.text, where=raw.where, fragment=True)
        notes = (*warnings, *source.warnings, *page.warnings)
        return make(
            raw, page.content, NAME, blocks=page.blocks, encoding=source.encoding, fields=fields, warnings=notes
        )
    raise UnreadableInput("is a message without a text part; save what is attached to it", where=raw.where)


def read_mbox(raw: Raw) -> Iterator[Reading | InputError]:
    """One Reading a message of a mailbox file; its id is the SHA-256 of the message without its "From " line.

    Raises:
        UnreadableInput: no "From " line with headers after it.
    """
    starts = [found.span() for found in _ENVELOPE.finditer(raw.data)]
    if not starts:
        raise UnreadableInput('is no mailbox: no "From " line with mail headers after it', where=raw.where)
    ends = [start for start, _ in starts[1:]] + [len(raw.data)]
    for number, ((_, start), end) in enumerate(zip(starts, ends, strict=True), 1):
        if number > raw.settings.max_members:
            yield OversizedInput(f"has more than {raw.settings.max_members:,} messages", where=raw.where)
            return
        part = raw.part(
            raw.data[start:end].rstrip(b"\r\n") + b"\n",
            uri=f"{raw.uri}#message-{number}",
            media_type="message/rfc822",
            member=f"message {number}",
            fetched_host="",
        )
        try:
            yield from read(part)
        except InputError as error:
            yield error


def _parsed(raw: Raw) -> Message:
    """The message as a tree.

    Raises:
        OversizedInput: more parts, or parts within parts, than any honest message has.
    """
    heads = len(_PART_HEAD.findall(raw.data))
    try:
        if heads <= _MAX_PARTS:
            return message_from_bytes(raw.data, policy=policy.default)
    except RecursionError:
        pass
    raise OversizedInput(
        f"is a message of {heads:,} nested or adjoining parts; the limit is {_MAX_PARTS:,}. Save its text as .txt",
        where=raw.where,
    )


def _part(message: EmailMessage, kind: str) -> EmailMessage | None:
    try:
        return message.get_body(preferencelist=(kind,))  # type: ignore[return-value]
    except (AttributeError, KeyError, ValueError, LookupError):  # broken MIME structures
        return None


def _payload(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _charset(part: EmailMessage | None) -> str:
    return (part.get_content_charset() or "") if part is not None else ""


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = message.get(name)
    except (ValueError, IndexError, AttributeError, TypeError):  # the header parser stumbles over some forgeries
        return ""
    return " ".join(clean(str(value)).split())[:500] if value is not None else ""


def _fields(message: EmailMessage) -> Fields:
    name, address = parseaddr(_header(message, "From"))
    words = {
        "title": _header(message, "Subject"),
        "author": name or address,
        "published": iso(_header(message, "Date")),
    }
    return Fields(**{key: Field(value=value, basis=Basis.STRUCTURED) for key, value in words.items() if value})


def _warnings(message: EmailMessage) -> tuple[str, ...]:
    notes = ["sender and date are as the mail says; headers are easily forged"]
    names = [part.get_filename() or part.get_content_type() for part in message.walk() if part.is_attachment()]
    if names:
        notes.append(f"{len(names)} attachments were not read: {', '.join(clean(str(n))[:80] for n in names[:10])}")
    return tuple(notes)
