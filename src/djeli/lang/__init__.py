"""Words of languages: one folder a language, the same YAML files in each.

`load("en", "triggers")` gives the parsed file. Consumers compile what they need and cache it themselves.
A `.py` stands in a language's folder only where its script demands one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from djeli.errors import ResourceError
from djeli.resources import load_yaml


@cache
def available() -> tuple[str, ...]:
    """Codes of the languages that have a folder, sorted."""
    return tuple(sorted(f.name for f in files(__package__).iterdir() if f.is_dir() and not f.name.startswith("_")))


def nearest(code: str) -> str:
    """The language whose words a text is read with: its own, or one near to it (`kin.yaml`); else the code itself."""
    return code if code in available() else _kin().get(code, code)


@cache
def _kin() -> Mapping[str, str]:
    return dict(load_yaml(files(__package__) / "kin.yaml")["near"])


@cache
def load(code: str, name: str) -> Mapping[str, Any]:
    """The words of file `name`.yaml in language `code`; an empty mapping when the language lacks that file.

    Raises:
        ResourceError: the language has no folder, or the file is not a mapping.
    """
    folder = files(__package__) / code
    if not folder.is_dir():
        raise ResourceError(f"no words for language {code!r}; languages with a folder: {', '.join(available())}")
    path = folder / f"{name}.yaml"
    if not path.is_file():
        return {}
    return load_yaml(path)
