"""What a release holds beside its exports: what changed since the last, a codebook; and whether it is as it was."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from djeli import __version__, phrases
from djeli.bundle import Bundle
from djeli.desk.signing import fingerprint, holds
from djeli.export.events import EVENTS
from djeli.export.manifest import sha256
from djeli.resources.event_types import event_types
from djeli.views import Event
from djeli.vocab import FoldRule, Harm, Modality, Precision, Resolution, Role

MANIFEST, SIGNATURE, PUBLIC, CODEBOOK = "manifest.json", "manifest.json.sig", "public-key.txt", "codebook.md"
TOLD = ("type", "title", "when", "where", "killed", "disputed", "origins", "grade")
"""What the next release is held against, of each event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Differ:
    """One event that is otherwise than in the last release: `change` is added, removed, changed or merged."""

    change: str
    event: str
    title: str
    what: str
    was: str
    now: str

    @property
    def sentence(self) -> str:
        """It in words."""
        if self.change == "changed":
            return (
                f"{self.event} ({self.title}): {self.what} was {self.was or 'not given'}, is {self.now or 'not given'}."
            )
        if self.change == "merged":
            return f"{self.event} ({self.title}) is told under {self.now} now."
        return f"{self.event} ({self.title}) is {'new' if self.change == 'added' else 'no longer in the release'}."


def told(event: Event) -> dict[str, str]:
    """What of an event the next release is held against, in words."""
    return {
        "type": event.type,
        "title": event.title,
        "when": phrases.when(event.when),
        "where": phrases.where(event.where),
        "killed": phrases.estimate(event.harm.get(Harm.KILLED)),
        "disputed": "yes" if event.disputes else "no",
        "origins": str(event.origins_held),
        "grade": event.assessment.grade if event.assessment else "",
    }


def differing(
    before: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]], redirects: Mapping[str, str]
) -> Iterator[Differ]:
    """What is otherwise between two releases, event by event, in the order of ids."""
    for name in sorted(before.keys() | now.keys()):
        old, new = before.get(name), now.get(name)
        title = (new or old or {}).get("title", "")
        if old is None:
            yield Differ(change="added", event=name, title=title, what="", was="", now="")
        elif new is None:
            lead = redirects.get(name, "")
            change = "merged" if lead in now and lead != name else "removed"
            yield Differ(
                change=change, event=name, title=title, what="", was=name, now=lead if change == "merged" else ""
            )
        else:
            for what in TOLD:
                if old.get(what, "") != new[what] and what != "title":
                    yield Differ(
                        change="changed", event=name, title=title, what=what, was=old.get(what, ""), now=new[what]
                    )


def codebook(bundle: Bundle, events: Sequence[Event], *, name: str, known: str, forms: Sequence[str]) -> str:
    """What stands in a release and how it was made, from the code and the data files themselves."""
    counts = Counter(event.type for event in events)
    lines = [
        f"# Codebook of the release {name}", "",
        f"Case: {bundle.case}. Audience: {bundle.audience}. {known} Forms: {', '.join(forms)}.", "",
        f"Made with Djeli {__version__}.",
        "", bundle.note, "",
        "## Counts", "", f"{len(events):,} events; {sum(bool(e.disputes) for e in events):,} of them disputed; "
        f"{sum(e.origins_held > 1 for e in events):,} told by more than one independent origin.", "",
        "## How events come about", "",
        "Reports of events are read out of pages with the words each value stands on. Reports that tell one occurrence "
        "are linked; copies of one text count once. Each count has a low, a best and a high value, best by the rule "
        f"{', '.join(sorted({e.rule.value for e in events})) or FoldRule.INFORMATIVE.value}; nothing is averaged. "
        "Accounts that contradict each other stand as disputes. Grades: source A (reliable) to F (no basis to judge), "
        "information 1 (confirmed by other origins) to 6 (cannot be judged).", "",
        "## Columns of the event table", "", *_table(EVENTS.items(), ("column", "holds")), "",
        "## Event types", "",
        *_table(
            ((f"{kind.id} ({kind.label['en']})", f"{' '.join(kind.definition.split())} [{counts[kind.id]:,}]")
             for kind in sorted(event_types().values(), key=lambda one: one.id) if counts[kind.id]),
            ("type", "what counts, and how many events of it there are here"),
        ), "",
        "## Code lists", "",
        *(f"- {label}: {', '.join(one.value for one in kind)}" for label, kind in (
            ("modality", Modality), ("date precision", Precision), ("place resolution", Resolution), ("harm", Harm),
            ("role", Role), ("rule", FoldRule))),
        "",
    ]  # fmt: skip
    return "\n".join(lines)


def _table(rows: Iterable[tuple[str, str]], head: tuple[str, str]) -> Iterator[str]:
    yield f"| {head[0]} | {head[1]} |"
    yield "|---|---|"
    for left, right in rows:
        yield f"| {left} | {right.replace('|', '/')} |"


def hashes(folder: Path) -> dict[str, str]:
    """Hash of every file of a release by its name, without the manifest and what belongs to it."""
    own = {MANIFEST, SIGNATURE, PUBLIC}
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    names = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: sha256(path) for name, path in names.items() if name not in own}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A release held against its manifest. No `faults`: it is as it was signed with the key of this fingerprint."""

    name: str
    made: str
    files: int
    key: str
    faults: tuple[str, ...]


def check(folder: Path) -> Checked:
    """Whether a folder is a release as it was signed: every file, no more and no fewer, and the signature."""
    faults: list[str] = []
    try:
        data = (folder / MANIFEST).read_bytes()
        manifest = json.loads(data)
        listed = {str(one["name"]): str(one["sha256"]) for one in manifest["files"]}
        public = (folder / PUBLIC).read_text("ascii").strip()
        signature = (folder / SIGNATURE).read_text("ascii").strip()
    except (OSError, ValueError, KeyError, TypeError) as error:
        fault = f"no release, or a part of it is missing or not readable ({type(error).__name__}: {error})"
        return Checked(name=folder.name, made="", files=0, key="", faults=(fault,))
    if not holds(public, signature, data):
        faults.append(f"{MANIFEST} was not signed with the key in {PUBLIC}, or was changed since")
    found = hashes(folder)
    faults += [f"{name} is missing" for name in sorted(listed.keys() - found.keys())]
    faults += [f"{name} is not in the manifest" for name in sorted(found.keys() - listed.keys())]
    faults += [f"{name} was changed" for name in sorted(listed.keys() & found.keys()) if listed[name] != found[name]]
    return Checked(
        name=str(manifest.get("release", folder.name)),
        made=str(manifest.get("known", "")),
        files=len(listed),
        key=fingerprint(public),
        faults=tuple(faults),
    )
