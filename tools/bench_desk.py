"""How quick the workbench is on a large case: `python tools/bench_desk.py 100000 --case /tmp/large`.

Makes a case of synthetic reports (see `synth.py` for what they are drawn from; here also with parties of the actor
table, a statement in every third report and a figure in every thirtieth, so that every page has something to show),
unless the folder holds one already, and asks every page for its answer in this process. Prints CPU milliseconds of the
server's work, median and 95th percentile, and the weight of the page with what it loads.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import random
import re
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from fastapi.testclient import TestClient
from synth import reports

import djeli
from djeli import ledger, pipeline, values
from djeli.ledger import Case
from djeli.listing import Order
from djeli.records import Capture, Claim, Document, Extraction, Field, Item, Reading, Report, Speaker, Text
from djeli.resources.actors import load_actors
from djeli.settings import Settings
from djeli.store import EventFilter, Original
from djeli.values import Figure, Party, Saying
from djeli.views import Account
from djeli.vocab import Basis, FigureKind, Manner, Role, SubjectKind
from djeli.web.app import create_app

BATCH = 2000
METHOD = "synth@1"
OUTLETS = tuple(f"Synthetic Wire {number}" for number in range(40))
PATHS = (
    "/", "/events", "/events?page=900", "/events?country=Mali", "/events?type=killing&since=2022&order=deadliest",
    "/events?disputed=1", "/events?q=ba*", "/events?place=Region+7", "/events?actor=islamic", "/events?box=-10,0,20,20",
    "/api/spots?cell=2", "/api/spots?cell=0.05", "/documents", "/add", "/review", "/history", "/disputes",
    "/statements", "/actors", "/figures", "/sources", "/search?q=tanko*",
)  # fmt: skip
"""Pages asked for, beside those of single events, actors, sources and documents."""


def extraction(account: Account, text: Text, number: int, draw: random.Random) -> tuple[Item, Extraction]:
    """What reading would have found in one synthetic page."""
    item = dataclasses.replace(
        account.item, publisher=Field(value=OUTLETS[number % len(OUTLETS)], basis=Basis.SUPPLIED)
    )
    report: Report = account.report
    span = report.anchor
    actors = _actors()

    def claim(prop: str, value: str, *, speaker: Speaker | None = None, of: str = "") -> Claim:
        kind = SubjectKind.REPORT if of else SubjectKind.ITEM
        return Claim(
            item=item.id, subject_kind=kind, subject=of or item.id, prop=prop, value=value, spans=(span,),
            method=METHOD, speaker=speaker,
        )  # fmt: skip

    found = [one for told in account.claims.values() for one in told]
    doer, target = draw.choices(actors, k=2)
    found.append(claim(Role.PERPETRATOR.value, values.dump(doer), of=report.id))
    found.append(claim(Role.TARGET.value, values.dump(target), of=report.id))
    if number % 3 == 0:
        speaker = Speaker(name=target.name, span=text.span(0, 4), actor=target.actor)
        said = Saying(manner=Manner.INDIRECT, about=(report.id,))
        found.append(claim("said", values.dump(said), speaker=speaker))
    if number % 30 == 0:
        figure = Figure(figure=FigureKind.DISPLACED, best=draw.randrange(10, 90_000), unit="people", holder=target.name)
        found.append(claim("figure", values.dump(figure)))
    return item, Extraction(item=item.id, method=METHOD, reports=(report,), claims=tuple(found))


def _actors() -> list[Party]:
    return [Party(name=one.name, kind=one.kind, actor=one.id) for one in list(load_actors().values())[:200]]


def pages(events: int, seed: int) -> Iterator[tuple[Account, str]]:
    """Synthetic pages until so many events are told."""
    for account, story, event in reports(events * 3, seed):
        if event >= events:
            return
        yield account, story


def batches(rows: Iterable[tuple[Account, str]]) -> Iterator[list[tuple[Account, str]]]:
    """Rows, two thousand at a time."""
    rest = iter(rows)
    while found := list(islice(rest, BATCH)):
        yield found


def make(folder: Path, events: int, seed: int) -> None:
    """A case of so many true events; what linking makes of them is a few more or less."""
    draw = random.Random(seed)  # noqa: S311  (it must repeat)
    number = 0
    with ledger.create(folder, Settings(title=f"{events:,} synthetic events")) as case:
        for some in batches(pages(events, seed)):
            with case.store.writing() as writer:
                for account, story in some:
                    name = account.document
                    text = Text(document=name, reader=METHOD, content=story)
                    document = Document(
                        id=name, uri=f"synthetic/{number}.txt", media_type="text/plain", size=len(story)
                    )
                    at = dt_of(number)
                    capture = Capture(document=name, uri=document.uri, at=at, method="file")
                    writer.original(Original(id=name, media_type="text/plain", size=len(story)), capture)
                    item, found = extraction(account, text, number, draw)
                    writer.reading(Reading(document=document, text=text), [item], [found], METHOD)
                    writer.complete(name, pipeline.fingerprint(case.settings))
                    number += 1
        pipeline.derive(case.store, case.settings, growing=pipeline.Growing())


def dt_of(number: int) -> dt.datetime:
    """A capture time, a second after the one before."""
    return dt.datetime(2024, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=number)


def singles(case: Case) -> list[str]:
    """Pages of single things: an event of many reports, a disputed one, one of a single report, and their pages."""
    chosen = [
        *case.page(EventFilter(), order=Order.ORIGINS, limit=2),
        *case.page(EventFilter(disputed=True), limit=1),
        *case.page(EventFilter(), order=Order.OLDEST, limit=1),
    ]
    found = [f"/events/{event.id}" for event in chosen]
    accounts = case.show(chosen[0].id).accounts
    found.append(f"/read/{accounts[0].report.scope.text}?at=0-10")
    return [*found, "/actors/islamic_state", f"/sources/{OUTLETS[0]}"]


def measured(client: TestClient, path: str, runs: int) -> tuple[int, float, float, float, int]:
    """Status, CPU milliseconds of the first answer, their median and 95th percentile after it, bytes of the page."""
    start = time.process_time()
    answer = client.get(path)
    first, times = (time.process_time() - start) * 1000, []
    for _ in range(runs):
        start = time.process_time()
        answer = client.get(path)
        times.append((time.process_time() - start) * 1000)
    times.sort()
    return (
        answer.status_code,
        first,
        statistics.median(times),
        times[min(runs - 1, round(runs * 0.95))],
        len(answer.content),
    )


def loaded(client: TestClient, page: str) -> int:
    """Bytes of the sheets and scripts a page names."""
    names = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    return sum(len(client.get(name).content) for name in names)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the case if it is not there, ask all pages, print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("events", type=int)
    parser.add_argument("--case", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=20)
    chosen = parser.parse_args(arguments)
    if not chosen.case.exists():
        start = time.process_time()
        make(chosen.case, chosen.events, chosen.seed)
        print(f"made and derived in {time.process_time() - start:,.0f} s CPU", flush=True)
    with djeli.open(chosen.case) as case:
        client = TestClient(create_app(case), base_url="http://127.0.0.1")
        counts = case.counts()
        print(f"{counts['d_event']:,} events, {counts['report']:,} reports, {counts['claim']:,} claims")
        print("| page | first answer, CPU ms | p50 | p95 | kB | with what it loads |\n|---|---|---|---|---|---|")
        for path in (*PATHS, *singles(case)):
            status, first, middle, high, size = measured(client, path, chosen.runs)
            whole = size + loaded(client, client.get(path).text) if not path.startswith("/api") else size
            note = "" if status == 200 else f" ({status})"
            print(
                f"| {path}{note} | {first:.0f} | {middle:.0f} | {high:.0f} | {size / 1000:.0f} | {whole / 1000:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
