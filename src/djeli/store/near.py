"""Reading what stands near a change: rows by the ids of what they belong to, so that a small change reads little."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, or_, select

from djeli.records import Claim, Document, Item, Report, Span, Text
from djeli.store import codec, derived, schema, tables
from djeli.store.rows import Chance, Page
from djeli.viewcodec import build
from djeli.views import Assessment, Link

_BATCH = 400  # well below SQLite's limit on bound parameters
_AT_ONCE = 500  # rows taken from the database together


def batches[T](keys: Iterable[T]) -> Iterator[list[T]]:
    """Lists of at most 400 keys."""
    found = list(keys)
    for start in range(0, len(found), _BATCH):
        yield found[start : start + _BATCH]


def current(table: Table) -> ColumnElement[bool]:
    """Whether a row belongs to the current reading of its document.

    A condition and no join: a join lets the database begin with all current readings, even where one row is asked for.
    """
    now = schema.current
    return select(now.c.entry).where(now.c.entry == table.c.entry, now.c.kind == "reading").exists()


class SqlNear:
    """Reads through one SQLAlchemy connection inside one transaction; where ids may be given, None stands for all."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _rows(self, query: Select[Any]) -> Iterator[Mapping[str, Any]]:
        found = self._connection.execute(query)
        names = tuple(found.keys())
        for part in found.partitions(_AT_ONCE):
            yield from (dict(zip(names, row, strict=True)) for row in part)

    @staticmethod
    def _current(table: Table) -> Select[Any]:
        """Rows of `table` that belong to the current reading of their document, in order of writing."""
        return select(table).where(current(table)).order_by(table.c.k)

    def _named(self, query: Select[Any], column: ColumnElement[Any], keys: Iterable[Any] | None) -> list[Any]:
        """Rows of a query, all or those whose column holds one of the keys, in order of writing."""
        if keys is None:
            return list(self._rows(query))
        few = query.order_by(None)  # asked to sort, the database walks the whole table in that order
        rows = [row for part in batches(sorted(set(keys))) for row in self._rows(few.where(column.in_(part)))]
        return sorted(rows, key=lambda row: row["k"])

    def documents(self, names: Iterable[str] | None = None) -> Iterator[Document]:
        """Documents that were read."""
        found = self._named(self._current(schema.document), schema.document.c.id, names)
        return (codec.to_document(row) for row in found)

    def texts(self, names: Iterable[str] | None = None) -> Iterator[Text]:
        """Texts of documents."""
        table = schema.text_table
        if names is None:
            return (codec.to_text(row) for row in self._rows(self._current(table)))
        return (codec.to_text(row) for row in self._named(self._current(table), table.c.id, _packed(names)))

    def items(self, names: Iterable[str] | None = None) -> Iterator[Item]:
        """Items of current readings."""
        packed = None if names is None else _packed(names)
        return (codec.to_item(row) for row in self._named(self._current(schema.item), schema.item.c.id, packed))

    def reports_in(self, items: Iterable[str]) -> Iterator[Report]:
        """Reports of some items."""
        table = schema.report
        return (codec.to_report(row) for row in self._named(self._current(table), table.c.item, _packed(items)))

    def items_of(self, reports: Iterable[str]) -> Mapping[str, str]:
        """Report -> the item it stands in."""
        table = schema.report
        query = self._current(table).with_only_columns(table.c.k, table.c.id, table.c.item)
        return {row["id"].hex(): row["item"].hex() for row in self._named(query, table.c.id, _packed(reports))}

    def reports_near(self, reports: Iterable[str]) -> Iterator[Report]:
        """Reports by id, with all others of their items."""
        table = schema.report
        met = self._named(self._current(table), table.c.id, _packed(reports))
        return self.reports_in({row["item"].hex() for row in met})

    def _texts_of_items(self, items: Iterable[bytes] | None = None) -> dict[bytes, str]:
        """Text by packed item id."""
        table = schema.item
        base = select(table.c.id, table.c.text)
        queries = [base] if items is None else [base.where(table.c.id.in_(part)) for part in batches(items)]
        return {row.id: row.text.hex() for query in queries for row in self._connection.execute(query)}

    def _text_homes(self, texts: Iterable[str] | None = None) -> dict[str, str]:
        """Document by text id."""
        table = schema.text_table
        base = select(table.c.id, table.c.document)
        queries = [base] if texts is None else [base.where(table.c.id.in_(part)) for part in batches(_packed(texts))]
        return {row.id.hex(): row.document for query in queries for row in self._connection.execute(query)}

    def _entries(self, items: Iterable[str]) -> list[int]:
        """Entries of the readings that items belong to: claims have no other way from their item."""
        return sorted(
            {row["entry"] for row in self._named(self._current(schema.item), schema.item.c.id, _packed(items))}
        )

    def claims_in(self, items: Collection[str], props: Collection[str]) -> Iterator[Claim]:
        """Claims of some properties that were made in some items, whatever they are about."""
        table = schema.claim
        # Not by property as well: the database would then look through all claims of the case with that property.
        found = self._named(self._current(table), table.c.entry, self._entries(items))
        rows = [row for row in found if row["prop"] in props and row["item"].hex() in items]
        texts = self._texts_of_items({row["item"] for row in rows})
        return (codec.to_claim(row, texts[row["item"]]) for row in rows)

    def items_telling(self, props: Collection[str]) -> set[str]:
        """Items that make claims of some properties, those of older readings among them."""
        table = schema.claim
        return {
            item.hex()
            for item in self._connection.execute(
                select(table.c.item).where(table.c.prop.in_(sorted(props))).distinct()
            ).scalars()
        }

    def unresolved_in(self, items: Iterable[str]) -> Iterator[Span]:
        """Spans of unknown places in the texts of some items."""
        table = schema.unresolved
        rows = self._named(self._current(table), table.c.entry, self._entries(items))
        texts = self._texts_of_items({row["item"] for row in rows})
        return (Span(texts[row["item"]], row["start"], row["stop"]) for row in rows)

    def families(self, items: Iterable[str] | None = None) -> Mapping[str, tuple[str, float]]:
        """Item id -> its text family, and how much of it is contained in the family's first text."""
        rows = self._derived(schema.d_family, schema.d_family.c.item, items)
        return {row["item"]: (row["family"], row["containment"]) for row in rows}

    def family_sizes(self, families: Iterable[str]) -> Mapping[str, int]:
        """How many items each of some families has."""
        table = schema.d_family
        base = select(table.c.family, func.count()).group_by(table.c.family)
        parts = (self._connection.execute(base.where(table.c.family.in_(part))) for part in batches(set(families)))
        return {family: count for rows in parts for family, count in rows}

    def assessments(self, subjects: Iterable[str] | None = None) -> Mapping[str, Assessment]:
        """Subject -> assessment."""
        rows = self._derived(schema.d_assessment, schema.d_assessment.c.subject, subjects)
        return {row["subject"]: build(Assessment, json.loads(row["view"])) for row in rows}

    def pages(self, items: Iterable[str] | None = None) -> list[Page]:
        """Items that events are computed from."""
        return [derived.page_of(row) for row in self._derived(schema.d_item, schema.d_item.c.item, items)]

    def pages_of(self, source: str) -> list[Page]:
        """Items whose publisher a decision about this source speaks of."""
        table = schema.d_item
        query = select(table).where(or_(table.c.source == source, table.c.outlet == source))
        return [derived.page_of(row) for row in self._rows(query)]

    def pages_at(self, sites: Collection[str]) -> list[Page]:
        """Items on pages of some sites."""
        return [derived.page_of(row) for row in self._derived(schema.d_item, schema.d_item.c.site, sites)]

    def pages_elsewhere(self, sites: Collection[str], limit: int) -> list[Page]:
        """Items on pages of other sites, one of each document, as many as asked for."""
        table = schema.d_item
        rows = self._rows(select(table).where(table.c.site != "").order_by(table.c.item))
        found: dict[str, Page] = {}
        for row in rows:
            if row["site"] not in sites:
                found.setdefault(row["document"], derived.page_of(row))
            if len(found) >= limit:
                break
        return list(found.values())

    def sites(self, names: Collection[str]) -> Mapping[str, str]:
        """Some sites, each with an item on a page of it, as far as there is one."""
        table, found = schema.d_item, {}
        for name in names:
            row = self._connection.execute(select(table.c.item).where(table.c.site == name).limit(1)).first()
            if row is not None:
                found[name] = row.item
        return found

    def sited(self) -> int:
        """How many documents stand at a site."""
        table = schema.d_item
        counted = select(func.count(table.c.document.distinct())).where(table.c.site != "")
        return int(self._connection.execute(counted).scalar_one())

    def pages_naming(self) -> list[Page]:
        """Items with names that nothing else knows."""
        table = schema.d_item
        return [derived.page_of(row) for row in self._rows(select(table).where(table.c.names != "[]"))]

    def read_by(self, entry: int, names: Iterable[str]) -> set[str]:
        """Those of some documents, or files they came in, that an entry up to this one read."""
        table, found = schema.document, set[str]()
        for part in batches(set(names)):
            for column in (table.c.id, table.c.container):
                query = select(column).where(column.in_(part), table.c.entry <= entry)
                found |= set(self._connection.execute(query).scalars())
        return found

    def documents_called(self, name: str) -> list[Document]:
        """Documents by their address, or by its last part."""
        column = schema.document.c.uri
        called = or_(column == name, func.substr(column, -len(name) - 1) == f"/{name}")
        return [codec.to_document(row) for row in self._rows(self._current(schema.document).where(called))]

    def reports_beginning(self, start: str) -> list[tuple[Report, str]]:
        """Reports whose id, or whose item's or document's, begins so, each with its document."""
        first, last = bytes.fromhex(f"{start:0<32}"[:32]), bytes.fromhex(f"{start:f<32}"[:32])
        report, item, body = schema.report, schema.item, schema.text_table
        texts = select(body.c.id).where(body.c.document.between(start, f"{start:f<64}"))
        own = self._current(report).where(report.c.id.between(first, last))
        items = select(item.c.id).where(or_(item.c.id.between(first, last), item.c.text.in_(texts)))
        rows = {row["k"]: row for query in (own, self._current(report).where(report.c.item.in_(items)))
                for row in self._rows(query)}  # fmt: skip
        found = [codec.to_report(row) for _, row in sorted(rows.items())]
        homes = self._text_homes({one.anchor.text for one in found})
        return [(one, homes[one.anchor.text]) for one in found]

    def _derived(self, table: Table, column: ColumnElement[Any], keys: Iterable[Any] | None) -> Iterator[Any]:
        base = select(table)
        queries = [base] if keys is None else [base.where(column.in_(part)) for part in batches(keys)]
        return (row for query in queries for row in self._rows(query))

    def chances(self, reports: Iterable[str], *, touching: bool = False) -> list[Chance]:
        """How probably pairs are one event, without what speaks for it: pairs both of whose reports are named, or with
        `touching` those one of whose is.
        """
        named, table = set(reports), schema.d_link
        base = select(table.c.left, table.c.right, table.c.probability)
        found = []
        for part in batches(sorted(named)):
            for row in self._connection.execute(base.where(table.c.left.in_(part))):
                if touching or row.right in named:
                    found.append(Chance(row.left, row.right, row.probability))
            if touching:
                rows = self._connection.execute(base.where(table.c.right.in_(part)))
                found += [Chance(row.left, row.right, row.probability) for row in rows if row.left not in named]
        return found

    def links_of(self, pairs: Iterable[tuple[str, str]]) -> list[Link]:
        """Scored pairs by their two reports, in the order asked for; those that are not there are left out."""
        table, asked = schema.d_link, list(pairs)
        found: dict[tuple[str, str], Link] = {}
        for part in batches({left for left, _ in asked}):
            rights = {right for left, right in asked if left in part}
            for some in batches(rights):
                query = select(table).where(table.c.left.in_(part), table.c.right.in_(some))
                found |= {(row.left, row.right): derived.link_of(row) for row in self._connection.execute(query)}
        return [found[pair] for pair in asked if pair in found]

    def heads(self, reports: Iterable[str]) -> Mapping[str, str]:
        """Report -> the smallest report of its group in linking."""
        table = schema.d_group
        return {row["report"]: row["head"] for row in self._derived(table, table.c.report, reports)}

    def groups(self, heads: Iterable[str]) -> list[list[str]]:
        """Groups of linking by their smallest report."""
        found: dict[str, list[str]] = defaultdict(list)
        table = schema.d_group
        for row in self._derived(table, table.c.head, heads):
            found[row["head"]].append(row["report"])
        return [sorted(group) for _, group in sorted(found.items())]

    def heirs(self) -> Mapping[str, str]:
        """Report no reading finds any more -> the report that stands in its place."""
        table = schema.d_heir
        return {row.old: row.new for row in self._connection.execute(select(table.c.old, table.c.new))}

    def body(self, name: str) -> bytes | None:
        """An array that linking kept."""
        table = schema.d_body
        return self._connection.execute(select(table.c.body).where(table.c.name == name)).scalar_one_or_none()

    def kin_mark(self) -> str:
        """What `Writer.kin` was given beside the arrays; empty where there are none, or all was computed anew since."""
        table = schema.meta
        found = self._connection.execute(select(table.c.value).where(table.c.key == "kin")).scalar_one_or_none()
        return str(found or "")

    def kin(self, name: str) -> bytes:
        """An array that the next page is held against; empty where there is none of that name."""
        table = tables.d_kin
        query = select(table.c.body).where(table.c.name == name).order_by(table.c.part)
        parts = list(self._connection.execute(query).scalars())
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def state(self) -> Mapping[str, str]:
        """Up to which entry derived rows speak, how they were computed, and the seal over them."""
        table = schema.meta
        query = select(table).where(table.c.key.in_(("derived", "derived_seal", "recipe")))
        return {row["key"]: row["value"] for row in self._rows(query)}

    def since(self, entry: int) -> list[tuple[int, str, str]]:
        """Number, kind and subject of each later entry that changes what is derived."""
        table = schema.entry
        query = select(table.c.k, table.c.kind, table.c.subject).where(table.c.k > entry).order_by(table.c.k)
        rows = self._connection.execute(query.where(table.c.kind.in_(schema.CONTENT_KINDS)))
        return [(row.k, row.kind, row.subject) for row in rows]

    def read_since(self, entry: int, most: int) -> int:
        """How many later entries are readings, counted up to `most`."""
        table = schema.entry
        later = select(table.c.k).where(table.c.k > entry, table.c.kind == "reading").limit(most).subquery()
        return int(self._connection.execute(select(func.count()).select_from(later)).scalar_one())

    def entry_before(self, moment: str) -> tuple[int, str]:
        """Number and time of the last entry written before a moment in UTC, ISO; 0 and nothing where there is none."""
        table = schema.entry
        query = select(table.c.k, table.c.at).where(table.c.at < moment).order_by(table.c.k.desc()).limit(1)
        row = self._connection.execute(query).first()
        return (int(row.k), str(row.at)) if row else (0, "")

    def entry_time(self, entry: int) -> str:
        """When an entry was written, ISO time in UTC; empty where there is no such entry."""
        table = schema.entry
        return self._connection.execute(select(table.c.at).where(table.c.k == entry)).scalar() or ""

    def minted(self) -> Mapping[str, str]:
        """Event id -> the report it was minted for, in order of minting."""
        table = schema.minted
        query = select(table.c.id, table.c.seed).order_by(table.c.k)
        return {row.id: row.seed for row in self._connection.execute(query)}

    def redirects(self) -> Mapping[str, str]:
        """Old event id -> where it leads now."""
        table = schema.redirect
        query = select(table.c.old, table.c.new).order_by(table.c.k)
        return {row.old: row.new for row in self._connection.execute(query)}


def _packed(names: Iterable[str]) -> list[bytes]:
    return [bytes.fromhex(name) for name in names]
