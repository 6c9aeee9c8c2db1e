"""Adding: files dropped or chosen, and addresses to fetch; read in the background, with a page that tells how far."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import Annotated, TypedDict

from fastapi import APIRouter, Depends, File, Form, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from djeli.errors import NotFound
from djeli.pipeline import Sent
from djeli.read import MEDIA_TYPES
from djeli.web.desk import AtDesk, with_query
from djeli.web.jobs import Job, Jobs
from djeli.web.security import checked

router = APIRouter()
MOST_ADDRESSES = 200
_LONGEST = 200  # characters of a label
_UNSAFE = re.compile(r"[\x00-\x1f\x7f:<>|\"?*\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


@router.get("/add", response_class=HTMLResponse, include_in_schema=False)
def add(desk: AtDesk, job: str = "") -> HTMLResponse:
    """The form, and how far a batch is."""
    jobs: Jobs = desk.request.app.state.jobs
    chosen = _found(jobs, job) if job else None
    return desk.page(
        "add.html",
        job=chosen,
        before=jobs.before(chosen) if chosen else 0,
        jobs=[one for one in jobs.listed() if one is not chosen],
        most_bytes=desk.case.settings.max_bytes,
        most_at_once=desk.request.app.state.most,
        private=desk.case.settings.allow_private_addresses,
        endings=sorted({ending.lstrip(".") for ending in MEDIA_TYPES}),
    )


@router.post("/add", dependencies=[Depends(checked)], include_in_schema=False)
def send(
    desk: AtDesk,
    files: Annotated[list[UploadFile] | None, File()] = None,
    addresses: Annotated[str, Form()] = "",
) -> RedirectResponse:
    """Take files and addresses, and read them as soon as those before are done."""
    wanted, odd = _addresses(addresses)
    folder = tempfile.TemporaryDirectory(prefix="djeli-sent-")
    sent, skipped = _kept(files or [], Path(folder.name))
    if not sent and not wanted:
        folder.cleanup()
        told = [f"{name}: {why}" for name, why in (*odd, *skipped)]
        desk.tell("Nothing to add. " + (" ".join(told) or "Choose files, or write addresses, one a line."))
        return RedirectResponse("/add", status_code=303)
    job = desk.request.app.state.jobs.submit(sent, wanted, folder, skipped=(*odd, *skipped))
    return RedirectResponse(with_query("/add", {}, job=job.id), status_code=303)


class Progress(TypedDict):
    """How far a batch is. Refused inputs have a place and why, events an id, a title and whether they are new."""

    id: str
    state: str
    stage: str
    note: str
    done: int
    total: int
    fault: str
    refused: list[dict[str, str]]
    events: list[dict[str, str | bool]]


@router.get("/api/jobs/{job}")
def progress(desk: AtDesk, job: str) -> Progress:
    """How far a batch is: its state, what is being done, and when it is done what came of it."""
    found = _found(desk.request.app.state.jobs, job)
    outcome = found.outcome
    return {
        "id": found.id,
        "state": found.state.value,
        "stage": found.stage,
        "note": found.note,
        "done": found.done,
        "total": found.total,
        "fault": found.fault,
        "refused": [{"place": place, "why": why} for place, why in outcome.refused] if outcome else [],
        "events": [{"id": one[0], "title": one[1], "new": one[2]} for one in outcome.events] if outcome else [],
    }


def label(name: str) -> str:
    """What a file that a browser sent is called: words that lead nowhere on this machine and claim no address."""
    parts = [part.strip() for part in name.replace("\\", "/").split("/")]
    kept = [clean for part in parts if part not in ("", ".", "..") and (clean := _UNSAFE.sub("_", part))]
    return "/".join(kept)[-_LONGEST:].lstrip("/") or "without a name"


def _found(jobs: Jobs, job: str) -> Job:
    found = jobs.find(job)
    if found is None:
        raise NotFound(
            f"no batch {job[:40]!r} is known; batches are forgotten when the workbench stops, the pages they added stay"
        )
    return found


def _addresses(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Addresses to fetch, and what is none, with why. No path of this machine is ever one."""
    lines = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    good = [one for one in lines if one.lower().startswith(("http://", "https://"))]
    why = "is no web address; write one that begins with https:// or http://, one a line"
    odd = [(one[:_LONGEST], why) for one in lines if one not in good]
    late = f"more than {MOST_ADDRESSES} addresses at once; send the others after these"
    return good[:MOST_ADDRESSES], odd + [(one[:_LONGEST], late) for one in good[MOST_ADDRESSES:]]


def _kept(files: list[UploadFile], folder: Path) -> tuple[list[Sent], list[tuple[str, str]]]:
    """Files under names of ours in a folder of ours, with their labels; hidden ones are left out."""
    sent: list[Sent] = []
    skipped: list[tuple[str, str]] = []
    for number, one in enumerate(files):
        name = label(one.filename or "")
        if not one.filename and not one.size:
            continue  # an empty field of the form
        if name.rsplit("/", 1)[-1].startswith("."):
            skipped.append((name, "is a hidden file, so it was left out; rename it if it is a report"))
            continue
        path = folder / f"{number:06d}"
        with path.open("wb") as stream:
            shutil.copyfileobj(one.file, stream)
        sent.append(Sent(path=path, label=name))
    return sent, skipped
