"""What the dispatcher hands to a reader, and the one way a reader makes a Reading of it.

A reader is `read(raw: Raw) -> Iterator[Reading | InputError]`. It raises InputError when the whole input is of no
use and yields one when only a member is; `djeli.read.read` turns what is raised into what is yielded.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable
from functools import cached_property

from djeli.errors import OversizedInput, UnreadableInput
from djeli.records import Block, Document, Field, Reading, Text
from djeli.settings import Settings
from djeli.vocab import Basis


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Document-level values a reader found, each with its basis."""

    title: Field | None = None
    author: Field | None = None
    publisher: Field | None = None
    published: Field | None = None
    place: Field | None = None

    def over(self, other: Fields) -> Fields:
        """These values, and those of `other` where these have none."""
        names = [field.name for field in dataclasses.fields(self)]
        return Fields(**{name: getattr(self, name) or getattr(other, name) for name in names})


@dataclasses.dataclass(frozen=True, kw_only=True)
class Raw:
    """Bytes with what is known about them before they are read.

    `charset` is what HTTP or a mail header declared. `fetched_host` is set only for what Djeli itself fetched.
    `supplied` are values given by whoever added the input; they win over what the bytes say. `warnings` go in front
    of the reader's own. `fault` says that the bytes are the sound beginning of something broken.
    """

    data: bytes
    uri: str
    media_type: str
    settings: Settings
    charset: str = ""
    fetched_host: str = ""
    container: str = ""
    member: str = ""
    supplied: Fields = Fields()
    warnings: tuple[str, ...] = ()
    fault: str = ""

    @cached_property
    def id(self) -> str:
        """SHA-256 of the bytes, in hex."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def where(self) -> str:
        """Address and member, for messages."""
        return f"{self.uri} ({self.member})" if self.member and self.container else self.uri

    def part(self, data: bytes, **changes: object) -> Raw:
        """A member of this container; its own address, member and fields come as `changes`.

        The members of an unpacked file belong to the packed one, which is what the case keeps.
        """
        given: dict[str, object] = {
            "container": self.container or self.id,
            "charset": "",
            "fault": "",
            "warnings": (),
            "supplied": Fields(),
        }
        return dataclasses.replace(self, data=data, **{**given, **changes})  # type: ignore[arg-type]


def host_field(raw: Raw, structured: Field | None) -> Field | None:
    """The publisher, which is the host alone when Djeli fetched the page itself.

    A page may call itself anything: the name it gives never inherits the standing of the address it came from.
    """
    if raw.fetched_host:
        return Field(value=raw.fetched_host.lower().removeprefix("www."), basis=Basis.FETCHED_HOST)
    return structured


def clean(text: str) -> str:
    """Replace characters no store can hold (NUL, lone surrogates) by U+FFFD; offsets stay."""
    if text.isascii() and "\0" not in text:
        return text
    return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)


def make(
    raw: Raw,
    content: str,
    reader: str,
    *,
    blocks: Iterable[Block] = (),
    encoding: str = "",
    fields: Fields | None = None,
    warnings: Iterable[str] = (),
    document_id: str = "",
) -> Reading:
    """Document and Text of `raw` with these characters.

    Raises:
        UnreadableInput: there is no character but white space.
        OversizedInput: more characters than `max_chars`.
    """
    if not content.strip():
        raise UnreadableInput(
            "holds no text at all; expected at least one word. Check that the download finished", where=raw.where
        )
    check_chars(raw, len(content))
    known = raw.supplied.over(fields or Fields())
    publisher = host_field(raw, known.publisher)
    document = Document(
        id=document_id or raw.id,
        uri=raw.uri,
        media_type=raw.media_type,
        size=len(raw.data),
        container=raw.container,
        member=raw.member,
        title=known.title,
        author=known.author,
        publisher=publisher,
        published=known.published,
        place=known.place,
        publisher_basis=publisher.basis if publisher is not None else Basis.NONE,
    )
    text = Text(document=document.id, reader=reader, content=content, blocks=tuple(blocks), encoding=encoding)
    return Reading(document=document, text=text, warnings=(*raw.warnings, *warnings))


def check_chars(raw: Raw, count: int) -> None:
    """Refuse more characters than the settings allow.

    Raises:
        OversizedInput: `count` is over `max_chars`.
    """
    limit = raw.settings.max_chars
    if count > limit:
        raise OversizedInput(
            f"holds {count:,} characters; the limit is {limit:,}. Split the file, or raise max_chars in djeli.toml",
            where=raw.where,
        )


def check_bytes(size: int, settings: Settings, *, where: str) -> None:
    """Refuse more bytes than the settings allow.

    Raises:
        OversizedInput: `size` is over `max_bytes`.
    """
    if size > settings.max_bytes:
        raise OversizedInput(
            f"has {size:,} bytes; the limit is {settings.max_bytes:,}. Split it, or raise max_bytes in djeli.toml",
            where=where,
        )
