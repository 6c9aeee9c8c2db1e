"""Domain knowledge that experts edit: event types, actors, outlets, places. Code reads it, tests validate it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from djeli.errors import ResourceError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(path: Traversable) -> Mapping[str, Any]:
    """Parse a YAML file with the safe loader.

    Raises:
        ResourceError: the file is not YAML, or not a mapping.
    """
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise ResourceError(f"{path}: not valid YAML: {error}") from error
    if not isinstance(data, dict):
        raise ResourceError(f"{path}: expected a mapping at the top, met {type(data).__name__}")
    return data


@cache
def content(*folders: str) -> str:
    """A name for what the tables in some folders of these resources say; it changes with any word in them."""
    found = hashlib.sha256()
    for folder in folders:
        for name, path in _tables(files(__name__) / folder, folder):
            found.update(f"{name}\n".encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _tables(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.is_dir():
            yield from _tables(path, f"{name}/{path.name}")
        elif not path.name.endswith((".py", ".pyc")):
            yield f"{name}/{path.name}", path
