"""Views to JSON and back, by their dataclass types. Used for derived tables and for exports."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping
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


def build(kind: Any, raw: Any) -> Any:
    """What `plain` made, as an object of `kind` again."""
    make = _maker(kind)
    return raw if make is None or raw is None else make(raw)


_Make = Callable[[Any], Any]


@cache
def _maker(kind: Any) -> _Make | None:
    """What makes an object of this kind out of what is not null; None where it stands as JSON has it.

    Kept by kind: looking at types anew for every field of every row would cost more than reading the rows.
    """
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _maker(next(arg for arg in args if arg is not type(None)))
    if origin is tuple:
        each = _maker(args[0])
        return tuple if each is None else lambda raw: tuple([each(one) for one in raw])
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(_maker(args[0]), _maker(args[1]))
    if dataclasses.is_dataclass(kind):
        return _record(typing.cast(type, kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return dt.date.fromisoformat if kind is dt.date else None


def _mapping(key: _Make | None, value: _Make | None) -> _Make:
    def make(raw: Any) -> Any:
        return {(k if key is None else key(k)): (v if value is None or v is None else value(v)) for k, v in raw.items()}

    return make


def _record(kind: type) -> _Make:
    makers: dict[str, _Make | None] = {}
    hints = get_type_hints(kind)

    def make(raw: Any) -> Any:
        if not makers:  # not before it is needed: a record may hold others of its own kind
            makers.update({name: _maker(hint) for name, hint in hints.items()})
        found = {}
        for name, value in raw.items():
            maker = makers[name]
            found[name] = value if maker is None or value is None else maker(value)
        return kind(**found)

    return make
