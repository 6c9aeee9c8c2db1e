"""Domain knowledge that experts edit: event types, actors, outlets, places. Code reads it, tests validate it."""

from __future__ import annotations

from collections.abc import Mapping
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
