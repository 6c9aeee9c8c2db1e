"""Sentence templates: words with slots in braces, and parts in square brackets that fall away with an empty slot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from djeli.errors import ResourceError
from djeli.report.grammar import ended, opened
from djeli.resources import load_yaml

SLOT = re.compile(r"\{([a-z_]+)\}")
_PART = re.compile(r"\[([^\[\]]*)\]")
_SPACES = re.compile(r"\s+")
_FILLED = re.compile(r"\{([a-z_]+)\}(?=([,.;:])?)")


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Templates by part and name, as `resources/report/sentences.yaml` has them."""
    return dict(load_yaml(files("djeli.resources") / "report" / "sentences.yaml")["sentences"])


@cache
def words(name: str) -> Any:
    """A list or mapping of words of `sentences.yaml`."""
    return load_yaml(files("djeli.resources") / "report" / "sentences.yaml")[name]


@cache
def acts() -> Mapping[str, Mapping[str, str]]:
    """Clauses by event type, as `resources/report/acts.yaml` has them."""
    return dict(load_yaml(files("djeli.resources") / "report" / "acts.yaml")["acts"])


@cache
def people_only() -> frozenset[str]:
    """Event types that are done to people."""
    return frozenset(load_yaml(files("djeli.resources") / "report" / "acts.yaml")["people"])


def slots(template: str) -> set[str]:
    """Names of the slots of a template."""
    return set(SLOT.findall(template))


def fill(template: str, given: Mapping[str, str]) -> str:
    """The template with its slots filled, its empty parts left out, and its first letter a capital.

    Raises:
        ResourceError: a slot outside of brackets has no words.
    """
    kept = _PART.sub(lambda part: part[1] if all(given.get(name) for name in slots(part[1])) else "", template)
    missing = sorted(name for name in slots(kept) if not given.get(name))
    if missing:
        lack = ", ".join(missing)
        raise ResourceError(f"the template {template!r} needs {lack}; put what may be missing in brackets")
    text = _SPACES.sub(" ", _FILLED.sub(lambda slot: _closed(given[slot[1]], slot[2]), kept)).strip()
    return text if SLOT.fullmatch(template) else ended(opened(text))


def _closed(words: str, following: str | None) -> str:
    """Words without the comma that closes an insertion ("X, the Y,") where another stop follows."""
    return words.removesuffix(",") if following else words
