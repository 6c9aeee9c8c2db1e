"""Which events a chapter tells, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from djeli.report.dossier import Dossier, File
from djeli.report.lead import lead_of
from djeli.resources.event_types import event_types

BACKGROUND = (True, False, "only")
"""What a form may say of events told in passing: take them too, leave them out, take nothing else."""


def family(file: File) -> str:
    """The family of an event's type."""
    known = event_types().get(file.event.type)
    return known.family if known is not None else "statement"


def chosen(dossier: Dossier, options: Mapping[str, Any]) -> list[File]:
    """The events of a chapter, newest first, undated ones last; only what is told as having happened."""
    families, types = set(options.get("families", ())), set(options.get("types", ()))
    background = options.get("background", True)
    found = []
    for file in dossier.files:
        fits = not (families or types) or family(file) in families or file.event.type in types
        passing = file.event.background
        wanted = background is True or passing == (background == "only")
        one = lead_of(file) if fits and wanted and file.event.modality.happened else None
        if one is None or (options.get("dated") and one.dated is None):
            continue
        if not options.get("anchored") or one.dated is not None or one.kind.page.published or file.event.harm:
            found.append(file)
    return sorted(found, key=newest_first)


def newest_first(file: File) -> tuple[bool, int, str]:
    """Order by the day the reports give, the newest first; undated last."""
    one = lead_of(file)
    day = one.dated.value.start if one is not None and one.dated is not None else None
    return day is None, -day.toordinal() if day is not None else 0, file.event.id


def fixed(file: File) -> bool:
    """Whether date and place are both told where the event is told."""
    one = lead_of(file)
    return one is not None and one.dated is not None and one.placed is not None


def told_of(dossier: Dossier) -> list[File]:
    """Events told as having happened."""
    return [file for file in dossier.files if file.event.modality.happened and lead_of(file) is not None]
