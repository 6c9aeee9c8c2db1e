"""Synthetic reports with known events, to measure how linking grows: `python tools/synth.py 10000 --runs 3`.

Everything follows from the seed. Reports are made as extraction would hand them over, so that linking alone is timed.

- Sizes of events: P(k) falls as k^-2.2, k from 1 to 30 (most events have one report, a few have dozens).
- Places: 400 settlements in 40 regions of 8 countries; events fall over three years, a fifth of them in ten hot places.
- A report keeps its event's type in 80 of 100 cases (else a related one), its day in 60 (else one day off in 10, the
  month only in 10, none in 20), its place in 70 (else a place nearby in 5, the region in 10, none in 15), its toll in
  55 (else up to a third off in 15, none in 30).
- A story has 60 to 140 words: 80 % of them from a common vocabulary of 5,000 words drawn by Zipf's law, 10 % from 60
  words and names of its region, 10 % from the 40 words and names of its event, of which each report knows half.
- One report in twelve is a near copy of another of its event.

Prints one line a size: reports, events, CPU seconds (the median of `--runs`), peak memory of the whole program with
the reports that were made, pair F1 against the truth. `make scale` runs 100,000 three times, `make scale SIZE=1000000`
so many once besides (13 GB and more). With `--add N` the last N
reports (of a drawn order) are then added one by one to a linking of all others, each with folding what it changed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from djeli import values
from djeli.fold import fold
from djeli.link import Linker, link
from djeli.records import Claim, Field, Item, Report, Text
from djeli.values import Quantity, When, Where
from djeli.views import Account
from djeli.vocab import Basis, DateAnchor, FoldRule, Precision, Resolution, SubjectKind

SIZES = range(1, 31)
RELATED = {"armed_attack": "killing", "killing": "armed_attack", "bombing": "explosion", "arrest": "mass_arrest",
    "abduction": "hostage_taking", "shelling": "armed_attack"}  # fmt: skip
FIRST = dt.date(2021, 1, 1)
SYLLABLES = ("ba", "ko", "ri", "tan", "mu", "sel", "do", "fa", "lin", "ga", "ru", "po", "ze", "na", "wi", "chu", "mar")


@dataclass(slots=True)
class World:
    """What reports are drawn from."""

    draw: random.Random
    common: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    places: list[Where] = field(default_factory=list)
    regions: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """One true event."""

    type: str
    day: dt.date
    place: Where
    killed: int
    words: tuple[str, ...]


def word(draw: random.Random) -> str:
    """A made-up word of three to five syllables."""
    return "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(3, 5)))


def world(seed: int) -> World:
    """Vocabulary and places of one seed."""
    made = World(random.Random(seed))  # noqa: S311  (nothing secret: it must repeat)
    made.common = [word(made.draw) for _ in range(5000)]
    made.weights = [1 / (rank + 3) for rank in range(5000)]
    for number in range(400):
        region = number // 10
        made.places.append(
            Where(
                name=word(made.draw).capitalize(),
                resolution=Resolution.SETTLEMENT,
                lat=(region % 8) * 8.0 - 30 + made.draw.random() * 3,
                lon=(region // 8) * 9.0 + made.draw.random() * 3,
                country=f"X{region // 5}"[:2],
                adm1=f"Region {region}",
                geonameid=10_000 + number,
            )
        )
    for number in range(40):
        names = [word(made.draw).capitalize() for _ in range(20)]
        made.regions[f"Region {number}"] = names + [word(made.draw) for _ in range(40)]
    return made


def event(made: World) -> Event:
    """One event of the world."""
    draw = made.draw
    place = made.places[draw.randrange(10)] if draw.random() < 0.2 else draw.choice(made.places)
    names = [word(draw).capitalize() for _ in range(12)]
    return Event(
        draw.choice(sorted(RELATED)),
        FIRST + dt.timedelta(draw.randrange(1095)),
        place,
        draw.choice((0, 1, 1, 2, 3, 4, 5, 7, 9, 12, 20, 45)),
        (*names, *(word(draw) for _ in range(28))),
    )


def story(made: World, one: Event) -> str:
    """Words of one report."""
    draw = made.draw
    known = draw.sample(one.words, 20)
    length = draw.randint(60, 140)
    said = draw.choices(made.common, made.weights, k=length * 8 // 10) + draw.choices(known, k=length // 10)
    said += draw.choices(made.regions[one.place.adm1], k=length // 10)
    draw.shuffle(said)
    return f"On this day in {one.place.name} " + " ".join(said) + "."


def when(draw: random.Random, day: dt.date) -> When | None:
    """The day as a report tells it."""
    luck = draw.random()
    if luck < 0.7:
        told = day if luck < 0.6 else day + dt.timedelta(draw.choice((-1, 1)))
        return When(start=told, end=told, precision=Precision.DAY, anchor=DateAnchor.PUBLICATION)
    if luck < 0.8:
        start = day.replace(day=1)
        return When(start=start, end=start.replace(day=28), precision=Precision.MONTH, anchor=DateAnchor.STATED)
    return None


def where(made: World, place: Where) -> Where | None:
    """The place as a report tells it."""
    luck = made.draw.random()
    if luck < 0.7:
        return place
    if luck < 0.75:
        return made.draw.choice([one for one in made.places if one.adm1 == place.adm1])
    if luck < 0.85:
        return Where(name=place.adm1, resolution=Resolution.ADM1, country=place.country, adm1=place.adm1)
    return None


def toll(draw: random.Random, killed: int) -> int | None:
    """The count as a report tells it."""
    luck = draw.random()
    if not killed or luck >= 0.7:
        return None
    return killed if luck < 0.55 else max(1, round(killed * draw.uniform(0.67, 1.33)))


def account(made: World, one: Event, content: str, number: int) -> tuple[Account, str]:
    """One report as extraction would hand it over, and its story."""
    draw = made.draw
    text = Text(document=f"{number:064x}", reader="synth@1", content=content)
    published = (one.day + dt.timedelta(draw.choice((0, 0, 1, 1, 2, 4)))).isoformat()
    item = Item(
        text=text.id,
        start=0,
        end=len(content),
        language="en",
        published=Field(value=published, basis=Basis.SUPPLIED) if draw.random() < 0.6 else None,
    )
    kind = one.type if draw.random() < 0.8 else RELATED[one.type]
    span = text.span(0, min(len(content), 200))
    report = Report(item=item.id, anchor=span, scope=span, type=kind)
    told = {"type": kind}
    day, place, killed = when(draw, one.day), where(made, one.place), toll(draw, one.killed)
    told |= {"when": values.dump(day)} if day else {}
    told |= {"where": values.dump(place)} if place else {}
    told |= {"killed": values.dump(Quantity(low=killed, best=killed, high=killed))} if killed else {}
    claims = {
        prop: (
            Claim(
                item=item.id,
                subject_kind=SubjectKind.REPORT,
                subject=report.id,
                prop=prop,
                value=value,
                spans=(span,),
                method="synth@1",
            ),
        )
        for prop, value in told.items()
    }
    return Account(report=report, item=item, document=text.document, claims=claims), content


def reports(number: int, seed: int = 1) -> Iterator[tuple[Account, str, int]]:
    """So many reports with their stories and the number of their event."""
    made = world(seed)
    weights = [size**-2.2 for size in SIZES]
    done = events = 0
    while done < number:
        one = event(made)
        last = ""
        for _ in range(min(made.draw.choices(SIZES, weights)[0], number - done)):
            copied = bool(last) and made.draw.random() < 1 / 12
            last = last.replace(" ", "  ", 1) if copied else story(made, one)
            yield (*account(made, one, last, done), events)
            done += 1
        events += 1


def pair_f1(groups: Sequence[Sequence[str]], truth: dict[str, int]) -> float:
    """F1 over pairs of reports."""
    by_event: dict[int, int] = {}
    for found in truth.values():
        by_event[found] = by_event.get(found, 0) + 1
    wanted = sum(n * (n - 1) // 2 for n in by_event.values())
    made = sum(len(group) * (len(group) - 1) // 2 for group in groups)
    right = sum(truth[a] == truth[b] for group in groups for a, b in combinations(group, 2))
    return 2 * right / (wanted + made) if wanted + made else 1.0


def adding(rows: Sequence[tuple[Account, str, int]], number: int, seed: int) -> None:
    """Add the last reports of a drawn order one by one, fold what changed, say how long it took."""
    order = list(rows)
    random.Random(seed).shuffle(order)  # noqa: S311
    accounts, stories = [row[0] for row in order], {row[0].item.id: row[1] for row in order}
    known = {one.report.id: one for one in accounts}
    linker = Linker(accounts[:-number], stories)
    times, anew = [], 0
    for one in accounts[-number:]:
        start = time.process_time()
        change = linker.add([one], stories)
        anew += change.anew
        for group in change.groups if not change.anew else ():
            fold([known[name] for name in group], event_id=group[0], rule=FoldRule.INFORMATIVE)
        times.append(time.process_time() - start)
    times.sort()
    print(
        f"{len(rows):>9,} reports, {number} added one by one: median {statistics.median(times):.2f} s CPU, nine in ten "
        f"under {times[number * 9 // 10]:.2f} s, longest {times[-1]:.1f} s, linked anew {anew} times",
        flush=True,
    )


def main(arguments: Sequence[str]) -> None:
    """Make reports, link them, say how long it took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reports", type=int, nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--add", type=int, default=0)
    chosen = parser.parse_args(arguments)
    for number in chosen.reports:
        rows = list(reports(number, chosen.seed))
        accounts, stories = [row[0] for row in rows], {row[0].item.id: row[1] for row in rows}
        truth = {row[0].report.id: row[2] for row in rows}
        times = []
        for _ in range(chosen.runs):
            start = time.process_time()
            groups = link(accounts, stories).groups
            times.append(time.process_time() - start)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
        print(
            f"{number:>9,} reports  {len(set(truth.values())):>8,} events  {statistics.median(times):8.1f} s CPU  "
            f"{peak:5.2f} GB  pair F1 {pair_f1(groups, truth):.3f}",
            flush=True,
        )
        if chosen.add:
            adding(rows, chosen.add, chosen.seed)


if __name__ == "__main__":
    main(sys.argv[1:])
