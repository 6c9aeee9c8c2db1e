"""Djeli's own tables as Arrow, which Parquet files, polars and pandas are made of; needs pyarrow."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from itertools import batched
from types import ModuleType
from typing import Any

from djeli.bundle import Bundle
from djeli.errors import CaseError, NotFound
from djeli.export.events import DEGREES, NUMBERS, TABLES, Table

_BATCH = 10_000


def library(name: str, *, use: str) -> ModuleType:
    """An optional library.

    Raises:
        CaseError: it is not installed; the message says how to add it.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise CaseError(
            f"{use} needs {name}, which is not installed; add it with: pip install {name.partition('.')[0]} "
            "(or with all that exports use: pip install 'djeli[export]')"
        ) from error


def table_named(name: str) -> Table:
    """A table by name.

    Raises:
        NotFound: there is none of that name; the message lists those there are.
    """
    if name not in TABLES:
        raise NotFound(f"no table is called {name!r}; known: {', '.join(TABLES)}")
    return TABLES[name]


def schema(table: Table) -> Any:
    """Arrow schema of a table; each column's meaning goes with it."""
    pa = library("pyarrow", use="a table in Arrow")

    def kind(name: str) -> Any:
        return pa.int64() if name in NUMBERS else pa.float64() if name in DEGREES else pa.string()

    fields = (pa.field(name, kind(name), metadata={"meaning": text}) for name, text in table.columns.items())
    return pa.schema(list(fields))


def batches(bundle: Bundle, table: Table) -> Iterator[Any]:
    """The rows of a table in record batches."""
    pa, shape = library("pyarrow", use="a table in Arrow"), schema(table)
    for rows in batched(table.rows(bundle), _BATCH):
        arrays = [pa.array([row[name] for row in rows], type=shape.field(name).type) for name in table.columns]
        yield pa.record_batch(arrays, schema=shape)


def arrow_table(bundle: Bundle, name: str) -> Any:
    """One of the tables as a `pyarrow.Table`."""
    pa, table = library("pyarrow", use="a table in Arrow"), table_named(name)
    return pa.Table.from_batches(batches(bundle, table), schema=schema(table))


def frame(bundle: Bundle, name: str, kind: str) -> Any:
    """One of the tables as a data frame.

    Args:
        bundle: what the audience may see.
        name: events, disputes or sources.
        kind: arrow, pandas or polars.

    Raises:
        NotFound: there is no such table or kind.
        CaseError: the library is not installed.
    """
    if kind not in KINDS:
        raise NotFound(f"no kind of data frame is called {kind!r}; known: {', '.join(KINDS)}")
    made = arrow_table(bundle, name)
    if kind == "pandas":
        pd, pa = library("pandas", use="a pandas data frame"), library("pyarrow", use="a table in Arrow")
        return made.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)  # whole numbers stay whole beside gaps
    return library("polars", use="a polars data frame").from_arrow(made) if kind == "polars" else made


KINDS = ("pandas", "polars", "arrow")
"""Kinds of data frame."""
