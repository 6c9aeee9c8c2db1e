"""RSS and Atom: one Reading an entry, its headline as a heading above its text.

An entry's id is the SHA-256 of its record as canonical JSON. Feeds mostly hold teasers: what an entry says is read,
what it links to is not fetched.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from calendar import timegm
from collections.abc import Iterator
from typing import Any

import feedparser

from djeli.errors import InputError, OversizedInput, UnreadableInput
from djeli.read.html.page import page_of
from djeli.read.raw import Fields, Raw, clean, make
from djeli.read.rows import host, is_web
from djeli.records import Block, Field, Reading
from djeli.vocab import Basis

NAME = "feed@1"

_SPACE = re.compile(r"\s+")
_ENTITY = re.compile(rb"<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y", re.I)


def read(raw: Raw) -> Iterator[Reading | InputError]:
    """One Reading an entry.

    Raises:
        UnreadableInput: no feed, no entry, or a feed that defines XML entities.
    """
    if _ENTITY.search(raw.data):
        raise UnreadableInput(
            "is a feed that defines XML entities, a known way to attack readers; no honest feed needs it",
            where=raw.where,
        )
    # A stream, not bytes: feedparser takes a string for an address and would fetch it.
    feed = feedparser.parse(io.BytesIO(raw.data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        why = str(feed.get("bozo_exception", "it lists nothing"))[:150]
        raise UnreadableInput(f"is a feed without entries ({why}); expected at least one", where=raw.where)
    for number, entry in enumerate(feed.entries, 1):
        if number > raw.settings.max_members:
            yield OversizedInput(f"has more than {raw.settings.max_members:,} entries", where=raw.where)
            return
        try:
            yield _reading(raw, number, entry, feed.feed)
        except InputError as error:
            yield error
        except (KeyError, AttributeError, TypeError, ValueError) as error:  # feedparser's own, on broken entries
            yield UnreadableInput(f"is a broken entry ({error!r:.100})", where=f"{raw.where}, entry {number}")
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        yield UnreadableInput(
            f"is a feed with a fault ({str(feed.bozo_exception)[:150]}); {len(feed.entries)} entries were read, later "
            "ones may be missing. Fetch it again",
            where=raw.where,
        )


def _reading(raw: Raw, number: int, entry: Any, feed: Any) -> Reading:
    title = _words(entry.get("title", ""))
    body, is_html = _body(entry)
    link = str(entry.get("link", ""))
    link = clean(link) if is_web(link) else ""
    record = {
        "author": entry.get("author", ""),
        "body": body,
        "id": entry.get("id", ""),
        "link": link,
        "published": entry.get("published", ""),
        "title": title,
    }
    fields, doubts = _fields(entry, feed, title)
    same_host = bool(raw.fetched_host) and host(link) == raw.fetched_host.lower().removeprefix("www.")
    part = raw.part(
        json.dumps(record, sort_keys=True, separators=(",", ":"), default=str).encode("ascii"),
        uri=link or f"{raw.uri}#entry-{number}",
        media_type="text/html",
        member=f"entry {number}",
        fetched_host=raw.fetched_host if same_host else "",
        warnings=doubts,
    )
    content, blocks = _text(title, body, is_html=is_html, where=part.where)
    return make(part, content, NAME, blocks=blocks, fields=fields)


def _words(value: str) -> str:
    """A title as words: feeds escape mark-up in titles, sometimes twice."""
    if "<" in value or "&" in value:
        try:
            value = page_of(f"<p>{value}", where="", fragment=True).content
        except UnreadableInput:
            value = ""
    return _SPACE.sub(" ", clean(value)).strip()


def _body(entry: Any) -> tuple[str, bool]:
    """The longest of the entry's contents and its summary, and whether it is HTML."""
    parts = [*entry.get("content", []), entry.get("summary_detail", {"value": entry.get("summary", "")})]
    best: dict[str, str] = max(parts, key=lambda part: len(part.get("value") or ""), default={})
    value = best.get("value") or ""
    return value, "html" in (best.get("type") or "html") or "</" in value


def _text(title: str, body: str, *, is_html: bool, where: str) -> tuple[str, list[Block]]:
    blocks = [Block(0, len(title), "heading", 1)] if title else []
    offset = len(title) + 2 if title else 0
    if not body.strip():
        return title, blocks
    try:
        page = page_of(body if is_html else _escaped(body), where=where, fragment=True)
    except UnreadableInput:
        return title, blocks
    blocks += [Block(b.start + offset, b.end + offset, b.kind, b.level) for b in page.blocks]
    return (f"{title}\n\n" if title else "") + clean(page.content), blocks


def _escaped(text: str) -> str:
    inner = text.replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"<p>{paragraph}</p>" for paragraph in re.split(r"\n\s*\n", inner))


def _fields(entry: Any, feed: Any, title: str) -> tuple[Fields, tuple[str, ...]]:
    publisher = (entry.get("source") or {}).get("title") or feed.get("title", "")
    stamp = entry.get("published_parsed")
    doubts: tuple[str, ...] = ()
    if stamp is None and entry.get("updated_parsed") is not None:
        stamp, doubts = entry["updated_parsed"], ("the feed gives the day of the last change, not of publication",)
    words = {
        "title": title,
        "author": _words(entry.get("author", "")),
        "publisher": _words(publisher),
        "published": _utc(stamp),
    }
    found = {name: Field(value=value, basis=Basis.STRUCTURED) for name, value in words.items() if value}
    return Fields(**found), doubts


def _utc(stamp: Any) -> str:
    """ISO form of a time tuple in UTC; empty for None and for dates no calendar has."""
    if stamp is None:
        return ""
    try:
        return dt.datetime.fromtimestamp(timegm(stamp), dt.UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
