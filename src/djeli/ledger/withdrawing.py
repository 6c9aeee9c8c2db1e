"""A case from which a document's content can be taken out for good: hash, day and reason stay, and all else goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from djeli import pipeline
from djeli.errors import CaseError, NotFound
from djeli.ledger.handing import Handing
from djeli.policy import KEY, Pseudonyms
from djeli.policy.protected import named, protected
from djeli.policy.rules import rules
from djeli.records import Document
from djeli.store import HandedOut, View, Withdrawn
from djeli.store.originals import place

BACKUPS = ("*.bak", "*.backup", "ledger.db.*", "ledger-*.db", "*.zip", "*.tar", "*.tar.gz", "*.html", "*~")
"""Files in or beside a case folder that may be copies of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What was taken out, what had been written since it came in, and copies that stand near and must go by hand."""

    documents: tuple[str, ...]
    reason: str
    handed: tuple[HandedOut, ...]
    copies: tuple[Path, ...]


class Withdrawing(Handing):
    """A case folder from which documents can be withdrawn."""

    def withdraw(self, document: str, *, reason: str, by: str = "", whole: bool = False) -> Gone:
        """Take out everything of a document: bytes, text, title, address, quotes, values, decisions about it.

        Args:
            document: its SHA-256 (the first eight digits do), its address, or the last part of that.
            reason: why, in words that do not repeat what is withdrawn; it stays for good.
            by: who decided.
            whole: also all other documents of the file that it came in.

        Raises:
            NotFound: no such document, or several.
            CaseError: no reason is given, or the document came in a file that holds others.
        """
        if not reason.strip():
            raise CaseError("say why with --reason; it is what stays in place of the document")
        with self._alone():
            documents, original = self._meant(document, whole=whole)
            with self.store.reading() as view:
                handed = tuple(one for name in documents for one in view.handed(name))
                traces = _traces(view, documents, original)
            with self.store.writing() as writer:
                writer.withdraw(documents, [original], reason=reason, by=by, traces=traces)
            place(self.originals, original).unlink(missing_ok=True)
            pipeline.derive(self.store, self.settings, growing=self._growing)
            self.store.tidy()
            self._text.cache_clear()
            self._forget()
        return Gone(
            documents=documents, reason=reason, handed=tuple(dict.fromkeys(handed)), copies=tuple(self._copies())
        )

    def withdrawn(self) -> list[Withdrawn]:
        """Documents whose content was taken out, each with its hash, the day and the reason."""
        with self.store.reading() as view:
            return view.withdrawn()

    def withdrawn_from(self, event: str) -> list[Withdrawn]:
        """Withdrawn documents that told of an event, under its present id or an older one."""
        with self.store.reading() as view:
            gone = [one for one in view.withdrawn() if one.events]
            leads = view.redirects() if gone else {}
        return [one for one in gone if event in {_lead(name, leads) for name in one.events} | {*one.events}]

    def handed_out(self) -> list[HandedOut]:
        """What was written from this case, for whom, when and where to."""
        with self.store.reading() as view:
            return view.handed()

    def _meant(self, name: str, *, whole: bool) -> tuple[tuple[str, ...], str]:
        """Documents to take out, and the original they came in."""
        with self.store.reading() as view:
            every = list(view.documents())
        fits = [one for one in every if _called(one, name)]
        if not fits:
            raise NotFound(f"no document {name!r} in this case; 'djeli items' lists them")
        originals = {one.container or one.id for one in fits}
        if len(originals) > 1 or (len(fits) > 1 and not whole):
            listed = ", ".join(f"{one.id[:12]} ({one.uri})" for one in fits[:5])
            raise NotFound(f"{name!r} may be {len(fits)} documents; name one by its hash: {listed}")
        [original] = originals
        mates = tuple(one.id for one in every if original in (one.container, one.id))
        if len(mates) > 1 and not whole:
            raise CaseError(
                f"it came in one file with {len(mates) - 1} other documents, whose bytes cannot be parted; withdraw "
                "them all with --whole, then add those that may stay again, without it"
            )
        return mates, original

    def _forget(self) -> None:
        """Drop pseudonyms of persons whom the case tells nothing of any more."""
        if (self.folder / KEY).exists():
            keys = Pseudonyms(self.folder)
            with self.store.reading() as view:
                still = protected(named(view), rules("public", self.settings.policy), lambda _: False).persons
            keys.forget(keys.known() - still)
            keys.keep()

    def _copies(self) -> Sequence[Path]:
        """Files near the case that may be copies of it."""
        near = {path for pattern in BACKUPS for path in self.folder.glob(pattern)}
        near |= {path for pattern in BACKUPS for path in self.folder.parent.glob(f"{self.folder.name}*{pattern[1:]}")}
        return sorted(path for path in near if path.name != "ledger.db" and not path.name.startswith("ledger.db-"))


def _traces(view: View, documents: Sequence[str], original: str) -> dict[str, tuple[str, ...]]:
    """Of each document its texts and the events it tells of; of the file it came in those of all that go with it."""
    texts = view.homes()
    told = {name: one.events for name, one in view.told(documents).items()}
    found = {name: (*(text for text, home in texts.items() if home == name), *told.get(name, ())) for name in documents}
    return {original: tuple(dict.fromkeys(one for some in found.values() for one in some)), **found}


def _lead(event: str, leads: Mapping[str, str]) -> str:
    """Where an older id of an event leads; bounded, so that a loop cannot hang."""
    for _ in range(8):
        event = leads.get(event, event)
    return event


def _called(one: Document, name: str) -> bool:
    ids = (one.id, one.container)
    return any(len(name) >= 8 and known.startswith(name) for known in ids) or name in (
        one.uri,
        one.uri.rsplit("/", maxsplit=1)[-1],
    )
