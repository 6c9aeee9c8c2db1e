"""What a page says about itself in mark-up made for machines: title, author, publisher, date.

Order of trust: JSON-LD of a single article, article and OpenGraph properties, citation and Dublin Core names,
`<time>` and `<title>`, and for the date htmldate last, with a warning. Values found here have basis STRUCTURED;
dates that stand in the page's words are for the splitter, which can give their span.
"""

from __future__ import annotations

import copy
import json
import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from htmldate import find_date
from lxml import html

from djeli.read.dates import iso
from djeli.read.html.names import NAMES, ORDERED
from djeli.read.raw import Fields, clean
from djeli.records import Field
from djeli.vocab import Basis

logging.getLogger("htmldate").addHandler(logging.NullHandler())

_MAX_JSON = 512 * 1024
_MAX_NODES = 2000
_ARTICLES = NAMES["articles"]
_TITLE, _AUTHOR, _PUBLISHER, _DATE = (ORDERED[key] for key in ("title", "author", "publisher", "date"))
_SPACE = re.compile(r"\s+")


def fields_of(root: Any) -> tuple[Fields, tuple[str, ...]]:
    """Values of the page's head and structured data, and warnings about them."""
    articles = list(json_articles(root))
    named = _named(root)
    single: dict[str, Any] = articles[0] if len({str(a.get("headline")) for a in articles}) == 1 else {}
    site = _first(_names_of(single.get("publisher"))) or _pick(named, _PUBLISHER)
    title = _title(root, single, named, site)
    author = "; ".join(_names_of(single.get("author"))[:10]) or "; ".join(_authors(named))
    published, warnings = _published(root, single, named, several=len(articles) > 1 and not single)
    return (
        Fields(title=_field(title), author=_field(author), publisher=_field(site), published=_field(published)),
        warnings,
    )


def _field(value: str) -> Field | None:
    value = _SPACE.sub(" ", clean(value)).strip()[:500]
    return Field(value=value, basis=Basis.STRUCTURED) if value else None


def _first(values: Sequence[str]) -> str:
    return values[0] if values else ""


def json_articles(root: Any) -> Iterator[dict[str, Any]]:
    """Objects of the page's JSON-LD that are articles, `@graph` and lists opened. Broken JSON is passed over."""
    for script in root.iter("script"):
        source = script.text or ""
        if "ld+json" not in (script.get("type") or "").lower() or len(source) > _MAX_JSON:
            continue
        try:
            waiting = [json.loads(source, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MAX_NODES):
            if not waiting:
                break
            node = waiting.pop()
            if isinstance(node, list):
                waiting += reversed(node)
            elif isinstance(node, dict):
                waiting += [node[key] for key in ("mainEntity", "@graph") if isinstance(node.get(key), (list, dict))]
                kinds = node.get("@type")
                if _ARTICLES & {k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)}:
                    yield node


def _names_of(value: Any) -> list[str]:
    """Names in a JSON-LD value: a string, an object with a name, or a list of them."""
    values = value if isinstance(value, list) else [value]
    names = [v.get("name") if isinstance(v, dict) else v for v in values]
    flat = [n[0] if isinstance(n, list) and n else n for n in names]
    return [n for n in flat if isinstance(n, str) and n.strip() and "://" not in n]


def _named(root: Any) -> dict[str, list[str]]:
    """Contents of `<meta>` by lower-case name, property or itemprop, in order."""
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = element.get("content") or ""
        if name and content.strip():
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _pick(named: dict[str, list[str]], names: Sequence[str]) -> str:
    return next((named[name][0] for name in names if name in named), "")


def _authors(named: dict[str, list[str]]) -> list[str]:
    for name in _AUTHOR:
        people = [a for a in named.get(name, []) if "://" not in a]
        if people:
            return people[:10]
    return []


def _title(root: Any, single: dict[str, Any], named: dict[str, list[str]], site: str) -> str:
    headline = single.get("headline")
    if isinstance(headline, str) and headline.strip():
        return headline
    page = "".join(t.text or "" for t in root.iter("title"))[:1000]
    return _without_site(_pick(named, _TITLE) or page, site)


def _without_site(title: str, site: str) -> str:
    """Take the outlet's name off the end: "Attack in Dablo | The Courier"."""
    head, mark, tail = title.rpartition(next((m for m in (" | ", " - ", " – ", " — ") if m in title), "\0"))
    return head if mark and site and tail.strip().lower() == site.strip().lower() else title


def _published(
    root: Any, single: dict[str, Any], named: dict[str, list[str]], *, several: bool
) -> tuple[str, tuple[str, ...]]:
    if several:
        return "", ("the page describes several articles; it has no one date",)
    candidates = [single.get("datePublished"), *(value for name in _DATE for value in named.get(name, [])[:1])]
    times = [t for t in root.iter("time") if t.get("datetime")]
    candidates += [t.get("datetime") for t in times if (t.get("itemprop") or "").lower() == "datepublished"]
    if len({(t.get("datetime") or "")[:10] for t in times}) == 1:
        candidates.append(times[0].get("datetime"))
    for candidate in candidates:
        found = iso(candidate) if isinstance(candidate, str) else ""
        if found:
            return found, ()
    return _htmldate(root)


def _htmldate(root: Any) -> tuple[str, tuple[str, ...]]:
    """A date from the head alone: given the body too, htmldate takes dates of the story for the day of the page."""
    head = root.find("head")
    if head is None:
        return "", ()
    alone = html.Element("html")
    alone.append(copy.deepcopy(head))
    try:
        found = find_date(alone, original_date=True, extensive_search=False, outputformat="%Y-%m-%d")
    except Exception:  # a guess of last resort may fail on any mark-up
        return "", ()
    if not found:
        return "", ()
    return found, (f"the date {found} is htmldate's reading of the head of the page, not a field of it",)
