"""HXL-tagged table: the ACLED-style columns that have a tag, and Djeli's own in the same grammar.

The tags stand in the second line (`data/hxl.yaml`). Codes of places (P-codes) are not in the gazetteer, so there are
none: names and ISO codes only.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from djeli.bundle import Bundle
from djeli.export import acled
from djeli.export.codes import country, data
from djeli.export.manifest import Tally, write_manifest
from djeli.export.occasions import WHOLE
from djeli.export.table import Columns, Row, joined, write_csv
from djeli.vocab import Harm

SCHEMA = "djeli-hxl/1"
OWN: Columns = {
    "iso3": "ISO 3166-1 alpha-3 code of the country",
    "source_url": "addresses of the pages",
    "grade": "source A to F and information 1 to 6 (Admiralty code)",
    "killed_low": "lowest number of dead of the row",
    "killed_best": "the number that the case's rule chose",
    "killed_high": "highest number of dead of the row",
    "wounded": "number of wounded of the event that the rule chose; in the first row of a split event",
    "abducted": "the same of people abducted",
    "displaced": "the same of people displaced",
}
_HARMS = {"wounded": Harm.WOUNDED, "abducted": Harm.ABDUCTED, "displaced": Harm.DISPLACED}


def columns() -> Columns:
    """The columns in the order of their tags."""
    known = acled.COLUMNS | OWN
    return {name: known[name] for name in data("hxl")["tags"]}


class Tagged(acled.Acleds):
    """Rows of a bundle with Djeli's own columns."""

    def __iter__(self) -> Iterator[Row]:
        for occasion, row in self.pairs():
            event, land = occasion.event, country(occasion.where.country)
            first = occasion.number == 1
            best = {
                name: event.harm[harm].best if first and harm in event.harm else None for name, harm in _HARMS.items()
            }
            yield (
                row
                | best
                | {
                    "iso3": land.iso3 if land else "",
                    "source_url": joined(one.address for one in self.evidence.sources(event)),
                    "grade": event.assessment.grade if event.assessment else "",
                    "killed_low": occasion.killed.low,
                    "killed_best": occasion.killed.best,
                    "killed_high": occasion.killed.high,
                }
            )


def export(bundle: Bundle, out: Path, *, split: str = WHOLE) -> list[Path]:
    """Write `events.hxl.csv` and a manifest that says what was left out into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    path, tally = out / "events.hxl.csv", Tally()
    rows, tags = Tagged(bundle, split, tally), dict(data("hxl")["tags"])
    count = write_csv(path, columns(), rows, second=tags)
    return write_manifest(bundle, out, SCHEMA, {path: count}, tally=tally, more={"split": split})
