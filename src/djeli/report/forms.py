"""Forms of reports: which chapters, in which order, from which events. Data files that an expert edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from djeli.errors import NotFound, ResourceError
from djeli.report.around import AROUND
from djeli.report.brief import BRIEF
from djeli.report.chapters import EVENTS
from djeli.report.choose import BACKGROUND
from djeli.report.parties import PARTIES
from djeli.report.tell import PARTS
from djeli.resources import load_yaml
from djeli.resources.event_types import FAMILIES, event_types

KINDS = {**EVENTS, **AROUND, **PARTIES, **BRIEF}
ASKS = ("country", "event", "actor")
OPTIONS: Mapping[str, type] = {
    "families": list,
    "types": list,
    "background": object,
    "dated": bool,
    "anchored": bool,
    "parts": list,
    "statements": int,
    "most": int,
    "facts": int,
    "ties": int,
    "table": bool,
    "open": bool,
    "credits": bool,
    "titles": bool,
    "unplaced": bool,
    "grade": bool,
}
"""Options of a chapter, with the type of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A chapter of a form: its title, what fills it, and its options."""

    title: str
    kind: str
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form: `title` with slots, `about` a sentence for those who choose, `asks` what must be given; its chapters."""

    name: str
    title: str
    about: str
    asks: tuple[str, ...]
    chapters: tuple[Part, ...]


@cache
def names() -> tuple[str, ...]:
    """Names of all forms, sorted."""
    folder = files("djeli.resources") / "report" / "forms"
    return tuple(sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")))


@cache
def form(name: str) -> Form:
    """A form by name.

    Raises:
        NotFound: there is none of that name.
        ResourceError: its file breaks a rule; all faults are told at once.
    """
    if name not in names():
        raise NotFound(f"no form of report is called {name!r}; there are {', '.join(names())}")
    data = load_yaml(files("djeli.resources") / "report" / "forms" / f"{name}.yaml")
    faults = list(_faults(data))
    if faults:
        raise ResourceError(f"resources/report/forms/{name}.yaml: " + "; ".join(faults))
    chapters = tuple(
        Part(
            title=str(one["title"]),
            kind=one["kind"],
            options={key: value for key, value in one.items() if key not in ("title", "kind")},
        )
        for one in data["chapters"]
    )
    return Form(name=name, title=data["title"], about=data["about"], asks=tuple(data["asks"]), chapters=chapters)


def _faults(data: Mapping[str, Any]) -> list[str]:
    """Every rule that a form breaks, as a sentence."""
    found = [f"{key!r} is missing" for key in ("title", "about", "asks", "chapters") if key not in data]
    found += [f"it asks for {one!r}; known: {', '.join(ASKS)}" for one in data.get("asks", ()) if one not in ASKS]
    for at, one in enumerate(data.get("chapters", ()), start=1):
        found += [f"chapter {at}: {fault}" for fault in _chapter(one)]
    return found


def _chapter(one: Mapping[str, Any]) -> list[str]:
    found = [f"{key!r} is missing" for key in ("title", "kind") if key not in one]
    if one.get("kind") not in KINDS:
        found.append(f"kind {one.get('kind')!r}; known: {', '.join(sorted(KINDS))}")
    for key, value in one.items():
        if key in ("title", "kind"):
            continue
        if key not in OPTIONS:
            found.append(f"option {key!r}; known: {', '.join(sorted(OPTIONS))}")
        elif not isinstance(value, OPTIONS[key]):
            found.append(f"{key} must be {OPTIONS[key].__name__}, met {value!r}")
    lists = (("families", FAMILIES), ("types", event_types()), ("parts", PARTS))
    for key, known in lists:
        found += [f"{key}: {name!r} is unknown" for name in one.get(key, ()) or () if name not in known]
    if one.get("background", True) not in BACKGROUND:
        found.append(f"background must be true, false or only, met {one['background']!r}")
    if one.get("kind") in ("incidents", "digest", "event") and "parts" not in one:
        found.append("'parts' is missing")
    return found
