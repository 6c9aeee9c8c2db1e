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

_Make = Callable[[Any], Any]


def plain(value: Any) -> Any:
    """Dataclasses to dicts, enums to their values, dates to ISO, tuples to lists; empty optional fields are kept."""
    kind: Any = type(value)
    return value if kind in _BARE else _plainer(kind)(value)


_BARE = frozenset({str, int, float, bool, type(None)})
"""What JSON has as it is."""


@cache
def _plainer(kind: Any) -> _Make:
    """What makes values of one type plain; looking at each anew would cost more than writing it."""
    if dataclasses.is_dataclass(kind):
        names = tuple(field.name for field in dataclasses.fields(kind))
        return lambda value: {name: plain(getattr(value, name)) for name in names}
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, dt.date):
        return lambda value: value.isoformat()
    if issubclass(kind, Mapping):
        return lambda value: {plain(key): plain(item) for key, item in value.items()}
    return (lambda value: [plain(item) for item in value]) if issubclass(kind, list | tuple) else lambda value: value


def build(kind: Any, raw: Any) -> Any:
    """What `plain` made, as an object of `kind` again."""
    make = _maker(kind)
    return raw if make is None or raw is None else make(raw)


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
        return _member(kind)
    return dt.date.fromisoformat if kind is dt.date else None


def _member(kind: type[Enum]) -> _Make:
    known = {one.value: one for one in kind}

    def make(raw: Any) -> Any:
        found = known.get(raw)
        return kind(raw) if found is None else found

    return make


def _mapping(key: _Make | None, value: _Make | None) -> _Make:
    def make(raw: Any) -> Any:
        return {(k if key is None else key(k)): (v if value is None or v is None else value(v)) for k, v in raw.items()}

    return make


def _record(kind: type) -> _Make:
    makers: dict[str, _Make] = {}
    hints = get_type_hints(kind)
    waiting = True

    def make(raw: Any) -> Any:
        nonlocal waiting
        if waiting:  # not before it is needed: a record may hold others of its own kind
            makers.update({name: maker for name, hint in hints.items() if (maker := _maker(hint)) is not None})
            waiting = False
        found = dict(raw)
        for name, maker in makers.items():
            value = found.get(name)
            if value is not None:
                found[name] = maker(value)
        return kind(**found)

    return make
