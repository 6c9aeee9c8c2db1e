"""Who tells of an event: outlets, addresses, dates, headlines, and the informants the words come from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from djeli.bundle import Bundle
from djeli.export.table import flat
from djeli.records import Field
from djeli.values import Saying
from djeli.views import Event
from djeli.vocab import SubjectKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One item as a source: who published it, when (ISO, may be empty), its headline and its address."""

    outlet: str
    published: str
    headline: str
    address: str
    document: str
    item: str
    language: str = ""
    author: str = ""

    @property
    def article(self) -> str:
        """The item in one line: outlet, date, headline."""
        return ", ".join(part for part in (self.outlet, self.published[:10], f'"{self.headline}"') if part.strip('"'))


def public_address(uri: str) -> str:
    """The address for a file that others read: a web address as it is, of a path on this machine its last part only."""
    return uri if uri.startswith(("http://", "https://")) else re.split(r"[/\\]", uri)[-1]


class Evidence:
    """Sources and informants of events, looked up in a bundle."""

    def __init__(self, bundle: Bundle) -> None:
        """`bundle`: what the audience may see."""
        self._bundle = bundle
        self._sources: dict[str, Source] = {}
        self._informants = informants(bundle)

    def sources(self, event: Event) -> list[Source]:
        """The items that tell of it, each document's once, in the order of the event."""
        return [self.source(item) for item in event.items if item in self._bundle.item_of]

    def source(self, name: str) -> Source:
        """One item as a source."""
        if name not in self._sources:
            self._sources[name] = self._source(name)
        return self._sources[name]

    def _source(self, name: str) -> Source:
        item = self._bundle.item_of[name]
        document = self._bundle.document_of.get(self._bundle.document_of_text[item.text])
        address = public_address(document.uri) if document else ""

        def own(field: str) -> str:
            told: Field | None = getattr(item, field) or (getattr(document, field) if document else None)
            return told.value if told else ""

        return Source(
            outlet=own("publisher") or address.rsplit("/", 1)[-1],
            published=own("published"),
            headline=flat(own("title")),
            address=address,
            document=document.id if document else "",
            item=name,
            language=item.language,
            author=own("author"),
        )

    def informants(self, event: Event) -> list[str]:
        """Names of those the reports quote, each once; empty where the pages speak in their own voice."""
        return list(dict.fromkeys(name for report in event.reports for name in self._informants.get(report, ())))

    def words(self, event: Event) -> str:
        """The words of its first report."""
        return flat(self._bundle.scope_of.get(event.reports[0], "")) if event.reports else ""


def informants(bundle: Bundle) -> Mapping[str, list[str]]:
    """Report id -> who is quoted for what it tells, or in a statement about it."""
    found: dict[str, list[str]] = defaultdict(list)
    for claim in bundle.spoken:
        if claim.speaker is None:
            continue
        if claim.subject_kind is SubjectKind.REPORT:
            found[claim.subject].append(claim.speaker.name)
        elif claim.prop == "said":
            said = claim.parsed()
            for report in said.about if isinstance(said, Saying) else ():
                found[report].append(claim.speaker.name)
    return found
