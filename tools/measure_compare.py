"""Measure how well `djeli compare` finds the events of a case in a sheet made of them with noise.

    python tools/measure_compare.py CASE [--share .7] [--seed 1] [--limit 2000] [--days 3]

A sheet is made of a share of the case's events that have a date and a place, as somebody else would have written it:
half of the days are off by one, four in ten names of places are spelt otherwise (letters dropped or doubled, accents
gone), coordinates are rounded to a tenth of a degree, three in ten tolls are otherwise, a quarter of the rows has no
parties, types are written in the words of another scheme. As many rows again as a fifth of it tell of events that the
case doesn't have: of other days, at places of the case. Prints rows, precision and recall of the pairs, the share of
wrong pairs that were marked ambiguous, and the time.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import random
import tempfile
import time
from pathlib import Path

from djeli import ledger
from djeli.resources.event_types import event_types
from djeli.views import Event
from djeli.vocab import Harm

HEADER = ("id", "date", "location", "country", "latitude", "longitude", "event_type", "actor1", "actor2", "fatalities")


def misspelt(draw: random.Random, name: str) -> str:
    """A name as another hand writes it."""
    if draw.random() > 0.4 or len(name) < 5:
        return name
    at = draw.randrange(1, len(name) - 1)
    return name[:at] + (name[at] * 2 if draw.random() < 0.5 else "") + name[at + 1 :]


def toll(draw: random.Random, event: Event) -> str:
    """A toll, in three cases of ten another one."""
    found = event.harm.get(Harm.KILLED)
    best = (found.best or found.low or found.high) if found else None
    if best is None:
        return ""
    return str(best if draw.random() > 0.3 else max(0, best + draw.choice((-2, -1, 1, 2, best))))


def row(draw: random.Random, event: Event) -> tuple[object, ...]:
    """An event as a row of somebody else's sheet."""
    assert event.when is not None and event.where is not None
    day = event.when.start + dt.timedelta(draw.choice((0, 0, -1, 1)))
    where, kind = event.where, event_types().get(event.type)
    parties = [one.party.name for one in event.participants][:2] if draw.random() > 0.25 else []
    return (
        event.id, day.isoformat(), misspelt(draw, where.name), where.country_name or where.country,
        "" if where.lat is None else round(where.lat, 1), "" if where.lon is None else round(where.lon, 1),
        kind.acled.sub_event_type if kind and kind.acled else event.type.replace("_", " "),
        *[*parties, "", ""][:2], toll(draw, event),
    )  # fmt: skip


def sheet(draw: random.Random, events: list[Event], share: float) -> list[tuple[object, ...]]:
    """Rows of events, and of others that the case doesn't have; the ids of these begin with "x"."""
    chosen = [one for one in events if draw.random() < share]
    rows = [row(draw, one) for one in chosen]
    for one in draw.sample(chosen, len(chosen) // 5):
        away = row(draw, one)
        day = dt.date.fromisoformat(str(away[1])) + dt.timedelta(draw.choice((-1, 1)) * draw.randint(10, 200))
        rows.append((f"x{away[0]}", day.isoformat(), *away[2:]))
    draw.shuffle(rows)
    return rows


def main() -> None:
    """Make the sheet, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("--share", type=float, default=0.7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=2000)
    parser.add_argument("--days", type=int, default=3)
    given = parser.parse_args()
    draw = random.Random(given.seed)  # noqa: S311 - nothing secret: it must repeat
    with ledger.open(given.case) as case, tempfile.TemporaryDirectory() as folder:
        told = [one for one in case.events(background=True) if one.when is not None and one.where is not None]
        fine = [one for one in told if one.when is not None and (one.when.end - one.when.start).days <= 31]
        chosen = draw.sample(fine, given.limit) if len(fine) > given.limit else fine
        path = Path(folder) / "sheet.csv"
        rows = sheet(draw, chosen, given.share)
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([HEADER, *rows])
        start = time.process_time()
        found = case.compare(path, days=given.days)
        spent = time.process_time() - start
    true = sum(not str(one[0]).startswith("x") for one in rows)
    right = [one for one in found.both if one.theirs.id == one.ours.event]
    wrong = [one for one in found.both if one.theirs.id != one.ours.event]
    print(
        f"{len(told):,} events, {len(rows):,} rows of which {true:,} are in the case: "
        f"precision {len(right) / max(1, len(found.both)):.3f}, recall {len(right) / max(1, true):.3f}, "
        f"wrong {len(wrong)} of which marked ambiguous {sum(bool(one.others) for one in wrong)}, "
        f"ambiguous in all {len(found.ambiguous)}, {spent:.1f} s CPU"
    )
    for one in wrong[:8]:
        print("  wrong:", one.theirs.id, one.theirs.when, one.theirs.where, one.theirs.what, "->", one.ours.event,
              one.ours.when, one.ours.where, one.score, one.reasons, one.others)  # fmt: skip
    lost = {str(one[0]) for one in rows} - {one.theirs.id for one in found.both}
    for one in [each for each in rows if each[0] in lost and not str(each[0]).startswith("x")][:8]:
        print("  lost:", one)


if __name__ == "__main__":
    main()
