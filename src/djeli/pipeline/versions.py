"""Versions of one address: other bytes found there later are a newer version, and only the newest is counted.

The older one stays in the case, with all that was read out of it; it is no second origin of the same report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from djeli.records import Capture, Document


def superseded(documents: Sequence[Document], captures: Sequence[Capture]) -> dict[str, str]:
    """Older document -> the newest at its address, for documents all of whose addresses hold other bytes by now.

    `captures` come in order of time. An address is a web address or an absolute path: the same relative path may
    name two files. An address that several members of one container give is that of a site, not of a page.
    """
    came: dict[tuple[str, str], int] = {}
    uris: dict[str, set[str]] = defaultdict(set)
    for number, capture in enumerate(captures):
        came[capture.document, capture.uri] = number
        uris[capture.document].add(capture.uri)
    held: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for document in documents:
        for address in _addresses(document, uris):
            source = document.container or document.id
            named = uris.get(source, ()) if document.container else (address,)
            order = max((came[source, uri] for uri in named), default=-1)
            held[address].append((order, source, document.id))
    newest = {address: max(found)[2] for address, found in held.items() if _of_one_page(found)}
    heirs: dict[str, list[str]] = defaultdict(list)
    for address, found in held.items():
        for _, _, document_id in found:
            heirs[document_id].append(newest.get(address, document_id))
    return {old: new[-1] for old, new in heirs.items() if old not in new}


def latest(document: str, newer: Mapping[str, str]) -> str:
    """The newest version of a document, whatever lies between."""
    for _ in range(len(newer) + 1):
        if document not in newer:
            break
        document = newer[document]
    return document


def _addresses(document: Document, uris: Mapping[str, set[str]]) -> list[str]:
    if not document.container:
        return sorted(uri for uri in uris.get(document.id, ()) if _absolute(uri))
    counted = any(document.uri.startswith(f"{uri}#") for uri in uris.get(document.container, ()))
    return [document.uri] if _absolute(document.uri) and not counted else []


def _absolute(uri: str) -> bool:
    return uri.startswith(("http://", "https://", "/")) or uri[1:3] in (":\\", ":/")


def _of_one_page(found: Sequence[tuple[int, str, str]]) -> bool:
    sources = [source for _, source, _ in found]
    return len(sources) == len(set(sources))
