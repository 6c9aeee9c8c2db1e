"""A case that releases: exports frozen as known on a day, with a codebook, what changed, and a signature."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from djeli import __version__, plugins
from djeli.bundle import Bundle
from djeli.desk.released import (
    CODEBOOK,
    MANIFEST,
    PUBLIC,
    SIGNATURE,
    Differ,
    codebook,
    differing,
    hashes,
    told,
)
from djeli.desk.signing import fingerprint, public_half, salt, signed, signing_key
from djeli.errors import CaseError, NotFound
from djeli.export import EXPORTERS, check_form
from djeli.export.manifest import sha256
from djeli.export.table import write_csv
from djeli.ledger.bundling import bundle_of
from djeli.ledger.handing import uncollected
from djeli.ledger.withdrawing import Withdrawing
from djeli.pipeline.asof import Past, known_at
from djeli.policy import Veil
from djeli.store import View
from djeli.views import Assessment, Event

LOG = "releases.jsonl"
"""Log of releases in a case folder: one line each, with what the next is held against. It never leaves the case."""
FORMS = ("csv", "jsonl")
_NAME = re.compile(r"[\w][\w.-]{0,63}")
_DIFFERENCES: dict[str, str] = {
    "change": "added, removed, changed or merged",
    "event": "id of the event",
    "title": "its title",
    "what": "what is otherwise",
    "was": "its value in the last release",
    "now": "its value in this one, or the event it is told under now",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A release as it was made: where, for whom, as known when, its events, what changed since the last, its key."""

    name: str
    folder: Path
    audience: str
    known: str
    entry: int
    events: int
    differences: tuple[Differ, ...]
    before: str
    key: str
    note: str


class _Then:
    """A view of rows up to an entry, with events and grades as they were then."""

    def __init__(self, view: View, found: Past) -> None:
        self._view, self._found = view, found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._view, name)

    def events(self, wanted: object) -> Iterator[Event]:
        """All events of then, newest first as the store has them."""

        def order(one: Event) -> tuple[bool, int, str]:
            return one.when is None, -one.when.start.toordinal() if one.when else 0, one.id

        return iter(sorted(self._found.then, key=order))

    def assessments(self, subjects: Sequence[str] | None = None) -> Mapping[str, Assessment]:
        """Grades of then."""
        return self._found.assessments

    def grades(self) -> Iterator[tuple[str, str]]:
        """The same in short."""
        return ((name, one.grade) for name, one in self._found.assessments.items())


class Releasing(Withdrawing):
    """A case folder that releases. `Case` is this and what fills and checks."""

    def releases(self) -> list[dict[str, Any]]:
        """Releases made so far, oldest first: name, audience, entry, when, forms, hash of the manifest."""
        path = self.folder / LOG
        if not path.is_file():
            return []
        try:
            return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        except (OSError, ValueError) as error:
            raise CaseError(
                f"{path}: not readable as the log of releases ({error}); restore it from a backup"
            ) from error

    def entry_of(self, text: str, *, last: bool = False) -> tuple[int, str, str]:
        """As of every case, where the name of a release stands for the entry it was made at."""
        for one in self.releases():
            if text.strip() == one["release"]:
                with self.store.reading() as view:
                    return int(one["entry"]), view.entry_time(int(one["entry"])), f"the release {one['release']}"
        return super().entry_of(text, last=last)

    def release(
        self,
        name: str,
        out: Path,
        *,
        forms: Sequence[str] = FORMS,
        audience: str = "",
        known_on: str = "",
        today: dt.date | None = None,
    ) -> Released:
        """Write a release into `out / name`: the same ledger, audience and day give the same bytes.

        Args:
            name: letters, digits, dots and dashes; none that was released before.
            out: folder to write into.
            forms: forms of exports.
            audience: internal, partner or public; without one, public.
            known_on: a day, time or entry: only what the case knew then.
            today: the day from which the policy's delay counts back; without one, that of `known_on`, else today (UTC).

        Raises:
            CaseError: the name is taken or the folder is not empty; no rules for that audience.
            NotFound: no such form or moment, or a name that cannot be one of a folder.
        """
        target = self._target(name, out, known := self.releases())
        entry, at, _ = self.entry_of(known_on or _ALWAYS_DAY, last=True)
        day = today or (dt.date.fromisoformat(at[:10]) if known_on and at else dt.datetime.now(dt.UTC).date())
        veil = self.veil(audience, today=day)
        last = next((one for one in reversed(known) if one["audience"] == veil.audience), None)
        said = _as_known(entry, at, day)
        key = signing_key(self.folder)
        made = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=target.parent))
        try:
            with self._known(veil, entry if known_on else None) as bundle, uncollected():
                frozen = dataclasses.replace(bundle, at=_time(at), salt=salt(key, name))
                rows, case = _written(frozen, made, forms, name=name, known=said), bundle.case
            differences = self._differences(made, last, rows) if last else ()
            _without_time(made, at)
            head = {"release": name, "case": case, "audience": veil.audience, "known": said, "entry": entry}
            _seal(made, head, key)
            made.chmod(0o755)
            made.rename(target)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
        self._keep({**head, "forms": list(forms), "manifest": sha256(target / MANIFEST), "events": rows})
        self._log(f"release {name}", veil, target)
        return Released(
            name=name,
            folder=target,
            audience=veil.audience,
            known=said,
            entry=entry,
            events=len(rows),
            differences=tuple(differences),
            before=last["release"] if last else "",
            key=fingerprint(public_half(key)),
            note=veil.note(),
        )

    def _target(self, name: str, out: Path, known: Sequence[Mapping[str, Any]]) -> Path:
        if not _NAME.fullmatch(name):
            raise NotFound(f"{name[:40]!r} cannot be the name of a release; write letters, digits, dots and dashes")
        if any(one["release"] == name for one in known):
            raise CaseError(f"{name!r} was released before, and a release is never changed; choose another name")
        target = out / name
        if target.exists():
            raise CaseError(f"{target} is there already; choose another folder with --out")
        out.mkdir(parents=True, exist_ok=True)
        return target

    @contextmanager
    def _known(self, veil: Veil, entry: int | None) -> Iterator[Bundle]:
        """The ledger behind the veil, as it is, or as of an entry."""
        if entry is None:
            with self.bundle(veil=veil) as bundle:
                yield bundle
            return
        found = known_at(self.store, self.settings, entry)
        with self.store.reading(entry) as view:
            then: Any = _Then(view, found)
            yield bundle_of(then, veil, case=self.settings.title or self.folder.name, folder=self.folder)

    def _differences(self, made: Path, last: Mapping[str, Any], rows: Mapping[str, dict[str, str]]) -> list[Differ]:
        with self.store.reading() as view:
            redirects = view.redirects()
        found = list(differing(last["events"], rows, redirects))
        write_csv(made / "changes.csv", _DIFFERENCES, (dataclasses.asdict(one) for one in found))
        said = [f"- {one.sentence}" for one in found] or ["Nothing is otherwise."]
        (made / "changes.md").write_text("\n".join([f"# Since {last['release']}", "", *said, ""]), encoding="utf-8")
        return found

    def _keep(self, line: Mapping[str, Any]) -> None:
        """Note what the next release is held against."""
        with (self.folder / LOG).open("a", encoding="utf-8") as stream:
            now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
            stream.write(json.dumps({**line, "at": now}, ensure_ascii=False, sort_keys=True) + "\n")


_ALWAYS_DAY = "9998"


def _as_known(entry: int, at: str, day: dt.date) -> str:
    """What a release tells of its moment."""
    return f"As known at entry {entry} of the ledger, written {at[:19].replace('T', ' ')} UTC; delay counted on {day}."


def _time(at: str) -> dt.datetime:
    """The time of an entry; of a case without any, the first there is."""
    return dt.datetime.fromisoformat(at) if at else dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def _written(bundle: Bundle, folder: Path, forms: Sequence[str], *, name: str, known: str) -> dict[str, dict[str, str]]:
    """Write exports and codebook. Returns what the next release is held against, of each event."""
    for form in forms:
        plugins.load(EXPORTERS, check_form(form))(bundle, folder / form)
    events = [one for one in bundle.events if one.modality.happened]
    book = codebook(bundle, events, name=name, known=known, forms=forms)
    (folder / CODEBOOK).write_text(book, encoding="utf-8")
    return {one.id: told(one) for one in events}


def _seal(folder: Path, head: Mapping[str, Any], key: Ed25519PrivateKey) -> None:
    """Write the manifest of all files, its signature, and the public half of the key."""
    files = [{"name": file, "sha256": digest} for file, digest in sorted(hashes(folder).items())]
    data = _bytes({"schema": "djeli-release/1", "made_by": f"djeli {__version__}", **head, "files": files})
    (folder / MANIFEST).write_bytes(data)
    (folder / SIGNATURE).write_text(signed(key, data) + "\n", encoding="ascii")
    (folder / PUBLIC).write_text(public_half(key) + "\n", encoding="ascii")


def _bytes(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _without_time(folder: Path, at: str) -> None:
    """Manifests of exports say when they were made; in a release that is the time of the ledger's entry."""
    for path in sorted(folder.glob(f"*/{MANIFEST}")):
        told = json.loads(path.read_text(encoding="utf-8"))
        told["made_at"] = at[:19] + "+00:00"
        path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
