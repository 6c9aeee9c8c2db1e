"""Views to JSON and back, by their dataclass types. Used for derived tables and for exports."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints


def plain(value: Any) -> Any:
    """Dataclasses to dicts, enums to their values, dates to ISO, tuples to lists; empty optional fields are kept."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {plain(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def build(kind: Any, raw: Any) -> Any:
    """What `plain` made, as an object of `kind` again."""
    origin = get_origin(kind)
    if raw is None or kind is typing.Any:
        return raw
    if origin in (Union, types.UnionType):
        return build(next(arg for arg in get_args(kind) if arg is not type(None)), raw)
    if origin is tuple:
        return tuple(build(get_args(kind)[0], item) for item in raw)
    if origin is not None and issubclass(origin, Mapping):
        key, value = get_args(kind)
        return {build(key, k): build(value, v) for k, v in raw.items()}
    if dataclasses.is_dataclass(kind):
        hints = _hints(typing.cast(type, kind))
        return typing.cast(type, kind)(**{name: build(hints[name], item) for name, item in raw.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(raw)
    if kind is dt.date:
        return dt.date.fromisoformat(raw)
    return raw
