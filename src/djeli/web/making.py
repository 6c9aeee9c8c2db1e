"""Making files that leave the case: one at a time in the background, packed into a zip, kept for a while, then gone.

What can be made is listed by `makes`: every form of the ledger's façade by itself, and what `MORE` adds, a line each.
Reports are made by `report`, of what somebody asks for.
"""

from __future__ import annotations

import datetime as dt
import queue
import re
import secrets
import shutil
import tempfile
import threading
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from djeli.errors import CaseError, DjeliError, NotFound
from djeli.ledger import Case, Handed
from djeli.web.jobs import State

WAITING, KEPT = 3, 6
"""Files that may wait to be made, and made ones that are kept for download: each may hold a whole case."""
AN_HOUR = dt.timedelta(hours=1)
"""How long a made file is kept: it may hold names that nobody else shall find on this machine."""
_SLUG = re.compile(r"[^a-z0-9]+")
_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Make:
    """Something that can be made: its name, what it is called, a sentence on it, and what writes it into a folder."""

    name: str
    title: str
    sentence: str
    write: Callable[[Case, Path, str], Handed]


MORE: tuple[Make, ...] = (
    Make(
        name="page",
        title="One HTML page",
        sentence="The case as a page for any browser: map, events, quotes, disputes, grades.",
        write=lambda case, folder, audience: case.hand_out_page(folder / "ledger.html", audience=audience),
    ),
)
"""What can be made beside the forms of the ledger, of the whole case."""
TARGETS = {"html": "HTML", "pdf": "PDF", "docx": "Word", "md": "Markdown", "json": "JSON"}
"""How a report can be written, as people call it."""
GROUPS: Mapping[str, tuple[str, ...]] = {
    "To read": tuple(one.name for one in MORE),
    "Tables and maps": ("xlsx", "csv", "geojson", "acled", "ucdp", "hxl"),
    "The archive": ("bagit",),
}
"""What somebody looks for, with the makes that serve it; the others are for programs."""
FOR_PROGRAMS = "For other programs"
_TITLES = {
    "geojson": "GeoJSON",
    "parquet": "Parquet",
    "plover": "PLOVER",
    "claimreview": "ClaimReview",
    "csljson": "CSL-JSON",
    "ftm": "FollowTheMoney",
    "bagit": "BagIt",
    "jsonl": "JSON Lines",
    "xlsx": "Excel (XLSX)",
}


def makes(case: Case) -> dict[str, Make]:
    """Everything that can be made of a case, by name."""
    listed = [_of_form(name, sentence) for name, sentence in case.forms().items()]
    return {one.name: one for one in (*MORE, *listed)}


def grouped(listed: Mapping[str, Make]) -> dict[str, list[Make]]:
    """The same by what they are for; a form that no group names is for programs, so none is ever left out."""
    known = {name for names in GROUPS.values() for name in names}
    found = {group: [listed[name] for name in names if name in listed] for group, names in GROUPS.items()}
    return {**found, FOR_PROGRAMS: [one for name, one in listed.items() if name not in known]}


def wanted(case: Case, name: str) -> Make:
    """What is called so among all that can be made.

    Raises:
        NotFound: nothing is.
    """
    make = makes(case).get(name)
    if make is None:
        raise NotFound(f"nothing that can be made is called {name[:40]!r}; choose one of the list")
    return make


def _of_form(name: str, sentence: str) -> Make:
    return Make(
        name=name,
        title=_TITLES.get(name) or (name.upper() if len(name) <= 5 else name.replace("_", " ")),
        sentence=" ".join(sentence.replace("`", "").split()),
        write=lambda case, folder, audience: case.hand_out(name, folder, audience=audience),
    )


def report(form: str, to: str, asked: Mapping[str, str]) -> Make:
    """A report in one of its forms and targets, of what is asked: country, since, until, event, actor."""
    return Make(
        name=form,
        title=f"Report, {form}, as {TARGETS[to]},",
        sentence=f"As {TARGETS[to]}.",
        write=lambda case, folder, audience: case.hand_out_report(
            form, folder / f"{form}.{to}", to=to, audience=audience, **asked
        ),
    )


@dataclass(slots=True)
class Making:
    """One file that is made, or was. Written by the thread that works on it, read by pages; holds no address of ours.

    `note` says what was held back, `keyed` whether the key of the pseudonyms was made with it.
    """

    id: str
    make: Make
    audience: str
    name: str
    at: dt.datetime
    state: State = State.WAITING
    stage: str = "waiting for its turn"
    fault: str = ""
    note: str = ""
    keyed: bool = False
    files: tuple[str, ...] = ()
    size: int = 0
    ended: threading.Event = field(default_factory=threading.Event)


class Makings:
    """Files made of one case. They lie in a folder that goes away with the process."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._made: dict[str, Making] = {}
        self._waiting: queue.Queue[Making] = queue.Queue(WAITING)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self, make: Make, audience: str) -> Making:
        """Begin to make something for an audience.

        Raises:
            NotFound: no such audience.
            CaseError: too many wait already.
        """
        if audience not in self._case.audiences():
            raise NotFound(f"there are no rules for the audience {audience[:40]!r}, so nothing leaves for it")
        one = Making(
            id=secrets.token_hex(8),
            make=make,
            audience=audience,
            name=file_name("", make.name, audience),  # the title of a case may name somebody
            at=dt.datetime.now(dt.UTC),
        )
        with self._lock:
            try:
                self._waiting.put_nowait(one)
            except queue.Full:
                raise CaseError(f"{WAITING} files wait to be made already; wait until one is done") from None
            self._made[one.id] = one
            self._forget()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="djeli-making", daemon=True)
                self._thread.start()
        return one

    def find(self, name: str) -> Making:
        """What is made or was, by its id.

        Raises:
            NotFound: there is none, or none any more.
        """
        with self._lock:
            self._forget()
        one = self._made.get(name)
        if one is None:
            raise NotFound("this file is not kept any more, or never was; make it again")
        return one

    def listed(self) -> list[Making]:
        """All that is made or waits, the newest first."""
        with self._lock:
            self._forget()
            return list(self._made.values())[::-1]

    def path(self, one: Making) -> Path:
        """Where a made file lies.

        Raises:
            NotFound: it is not made, or was cleared away.
        """
        found = self._at(one) / "made.zip"
        if one.state is not State.DONE or not found.is_file():
            raise NotFound("this file is not there; make it again")
        return found

    def _at(self, one: Making) -> Path:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="djeli-made-")  # only its owner may look into it
        return Path(self._folder.name) / one.id

    def _forget(self) -> None:
        """Clear away what is old or too much; what is being made stays."""
        ended = [one for one in self._made.values() if one.ended.is_set()]
        now = dt.datetime.now(dt.UTC)
        for number, one in enumerate(reversed(ended)):
            if number >= KEPT or now - one.at > AN_HOUR:
                shutil.rmtree(self._at(one), ignore_errors=True)
                del self._made[one.id]

    def _work(self) -> None:
        while True:
            one = self._waiting.get()
            try:
                self._one(one)
            finally:
                one.ended.set()

    def _one(self, one: Making) -> None:
        one.state, one.stage = State.WORKING, "putting the ledger together"
        try:
            folder = self._at(one) / "files"
            folder.mkdir(parents=True)
            handed = one.make.write(self._case, folder, one.audience)
            one.stage = "packing"
            one.files = _packed(folder, self._at(one) / "made.zip")
            shutil.rmtree(folder, ignore_errors=True)
            one.size = (self._at(one) / "made.zip").stat().st_size
            one.name = file_name(handed.title, one.make.name, one.audience)
            one.note, one.keyed = handed.note, handed.key is not None
            one.state = State.DONE
        except (DjeliError, OSError) as error:
            one.fault, one.state = self._told(error), State.FAILED
        except Exception as error:  # the thread must live on, and the page must say what happened
            one.fault = f"it could not be made to its end ({type(error).__name__}); please report it"
            one.state = State.FAILED
        if one.state is State.FAILED:
            shutil.rmtree(self._at(one), ignore_errors=True)

    def _told(self, error: Exception) -> str:
        """A fault without any path of this machine: who reads it may sit at another one."""
        if isinstance(error, OSError):
            return f"it could not be written ({error.strerror or type(error).__name__}); is there room on the disk?"
        told = str(error)
        for path in (self._case.folder, self._case.folder.resolve(), Path(tempfile.gettempdir())):
            told = told.replace(f"{path}/", "").replace(str(path), "the case")
        return told


def file_name(title: str, form: str, audience: str) -> str:
    """What the download is called: plain letters, digits and hyphens, whatever the case is called."""
    flat = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    day = dt.datetime.now(dt.UTC).date().isoformat()
    return "-".join(part for part in (_SLUG.sub("-", flat).strip("-")[:40], form, audience, day) if part) + ".zip"


def _packed(folder: Path, target: Path) -> tuple[str, ...]:
    """Pack all files of a folder, under their names within it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    names = tuple(path.relative_to(folder).as_posix() for path in paths)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, name in zip(paths, names, strict=True):
            with path.open("rb") as source, packed.open(name, "w", force_zip64=True) as into:
                shutil.copyfileobj(source, into, _BLOCK)
    return names
