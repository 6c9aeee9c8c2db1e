"""What a page more, or a decision more, costs a large case: `python tools/bench_adding.py COPY`.

`COPY` is a copy of a case that `bench_desk.py` made: it is written to. Adds one page (what a fresh process pays),
eleven more one by one, twenty at once, then decides: as a program, and with `--forms` by the forms of the workbench.
Half of the pages tell what a page of the case tells, in other words, half tell an event of their own. Prints seconds
of CPU and of the clock for all that comes after reading the page, how often all was computed anew, and memory.
"""

from __future__ import annotations

import argparse
import dataclasses
import random
import re
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import synth
from bench_desk import METHOD, dt_of, extraction
from fastapi.testclient import TestClient

import djeli
from djeli import pipeline
from djeli.judge.rows import REPORT
from djeli.ledger import Case
from djeli.listing import Order
from djeli.records import Capture, Document, Reading, Report, Text
from djeli.store import EventFilter, Original
from djeli.views import Account
from djeli.vocab import Verdict
from djeli.web.app import create_app

FIRST = 10**9
PROPS = ("type", "when", "where", "killed")


def current(case: Case) -> None:
    """Have the case take its pages as read by this version, which can't read them again: they stand in no file."""
    method = pipeline.fingerprint(case.settings, case.gazetteers)
    with case.store.reading() as view:
        waiting = [one.id for one in view.pending(method) if not (case.originals / one.id[:2] / one.id).exists()]
    with case.store.writing() as writer:
        for name in waiting:
            writer.complete(name, method)


def drawn(case: Case, number: int, seed: int) -> Iterator[tuple[Account, str]]:
    """So many pages that the case doesn't have."""
    draw = random.Random(seed)  # noqa: S311  (it must repeat)
    made = synth.world(1)
    made.draw = draw
    events = case.page(EventFilter(), order=Order.OLDEST, offset=draw.randrange(500), limit=number)
    for n, event in enumerate(events):
        at = FIRST + seed * 10_000 + n
        if n % 2:
            yield again(case.show(event.id).accounts[0], case, made, at)
        else:
            one = synth.event(made)
            yield synth.account(made, one, synth.story(made, one), at)


def again(old: Account, case: Case, made: synth.World, number: int) -> tuple[Account, str]:
    """Another page that tells what one of the case tells."""
    told = case.text(old.report.scope.text).content[:-1].split()
    head, words = told[:5], told[5:]
    made.draw.shuffle(words)
    more = made.draw.choices(made.common, made.weights, k=30)
    story = " ".join([*head, *words[: len(words) * 7 // 10], *more]) + "."
    text = Text(document=f"{number:064x}", reader=METHOD, content=story)
    item = dataclasses.replace(old.item, text=text.id, start=0, end=len(story), title=None)
    span = text.span(0, min(len(story), 200))
    report = Report(item=item.id, anchor=span, scope=span, type=old.report.type)
    claims = {
        prop: tuple(dataclasses.replace(one, item=item.id, subject=report.id, spans=(span,)) for one in found[:1])
        for prop, found in old.claims.items()
        if prop in PROPS
    }
    return Account(report=report, item=item, document=text.document, claims=claims), story


def put(case: Case, pages: Sequence[tuple[Account, str]]) -> None:
    """Write pages as reading would."""
    method = pipeline.fingerprint(case.settings, case.gazetteers)
    with case.store.writing() as writer:
        for account, story in pages:
            name, number = account.document, int(account.document, 16) % 10_000
            text = Text(document=name, reader=METHOD, content=story)
            document = Document(id=name, uri=f"synthetic/new-{name}.txt", media_type="text/plain", size=len(story))
            capture = Capture(document=name, uri=document.uri, at=dt_of(10**6 + number), method="file")
            writer.original(Original(id=name, media_type="text/plain", size=len(story)), capture)
            item, found = extraction(account, text, number, random.Random(number))  # noqa: S311
            writer.reading(Reading(document=document, text=text), [item], [found], METHOD)
            writer.complete(name, method)


def timed(label: str, do: Callable[[], object], anew: Callable[[], int]) -> float:
    """Do it, print what it took."""
    start, clock, before = time.process_time(), time.monotonic(), anew()
    do()
    cpu, wall = time.process_time() - start, time.monotonic() - clock
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
    print(
        f"| {label} | {cpu:.2f} | {wall:.2f} | {anew() - before} | {peak:.2f} |",
        flush=True,
    )
    return cpu


def deciding(case: Case) -> Iterator[tuple[str, Callable[[], object]]]:
    """One decision of each kind, about events of several pages."""
    some = case.page(EventFilter(), order=Order.ORIGINS, offset=50, limit=12)
    several = [one for one in some if len(one.reports) > 1]
    left, right, third, fourth = several[:4]
    yield "accept an event", lambda: case.decide(left.id, accept=True, by="bench")
    yield "reject an event", lambda: case.decide(right.id, accept=False, by="bench")
    yield "undo it", lambda: case.undo(by="bench")
    yield "merge two events", lambda: case.merge([left.id, right.id], by="bench")
    yield "undo it", lambda: case.undo(by="bench")
    yield "split an event", lambda: case.split(third.id, third.reports[:1], by="bench")
    two = fourth.reports[0], fourth.reports[-1]
    yield "two reports differ", lambda: case.judge(*two, Verdict.DIFFERENT, by="bench")
    yield "grade an event", lambda: case.regrade(f"event:{left.id}", "B2", by="bench")
    yield "correct a toll", lambda: case.correct(left.id, "killed", "3", by="bench")
    yield "pin a place", lambda: case.correct(left.id, "place", "Nowhere@16.3,1.2, Mali", by="bench", why="a map")
    yield "a report is no event", lambda: case.judge(left.reports[0], REPORT, Verdict.REJECTED, by="bench")
    yield "comment", lambda: case.comment(left.id, "Seen.", by="bench")


class Forms:
    """The workbench as somebody at a browser uses it."""

    def __init__(self, case: Case) -> None:
        self._client = TestClient(create_app(case), base_url="http://127.0.0.1")
        self.send("/me", analyst="bench")

    def send(self, path: str, **fields: object) -> int:
        """Send a form, without the page that follows."""
        page = self._client.get("/add").text
        token = re.search(r'name="csrf" value="([^"]+)"', page)
        start = time.process_time()
        answer = self._client.post(path, data={"csrf": token[1] if token else "", **fields}, follow_redirects=False)
        self.took = (time.process_time() - start) * 1000
        return answer.status_code


def forms(case: Case, runs: int) -> None:
    """Milliseconds of the server's CPU for decisions sent by forms."""
    desk = Forms(case)
    events = [
        one for one in case.page(EventFilter(), order=Order.ORIGINS, offset=100, limit=runs * 8) if one.reports[1:]
    ]
    acts: tuple[tuple[str, dict[str, object]], ...] = (
        ("accept", {}),
        ("comment", {"why": "Seen."}),
        ("correct", {"prop": "killed", "value": "3"}),
        ("grade", {"source": "B", "information": "2"}),
        ("place", {"name": "Nowhere", "lat": "16.3", "lon": "1.2", "country": "Mali", "why": "a map"}),
        ("reject", {}),
    )
    print("| form | p50, CPU ms | p95 | answer |\n|---|---|---|---|")
    for n, (act, fields) in enumerate(acts):
        times, codes = [], set()
        for event in events[n * runs : (n + 1) * runs]:
            codes.add(desk.send(f"/events/{event.id}/{act}", back="/", **fields))
            times.append(desk.took)
        times.sort()
        print(f"| {act} | {statistics.median(times):.0f} | {times[-1]:.0f} | {codes} |", flush=True)
    times = []
    for one, _ in case.decisions()[:runs]:
        desk.send("/undo", decision=one.id[:16], back="/")
        times.append(desk.took)
    print(f"| undo | {statistics.median(times):.0f} | {max(times):.0f} | |", flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Add pages to a copy of a case, decide, say what it took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("copy", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=11)
    parser.add_argument("--decide", action="store_true")
    parser.add_argument("--forms", type=int, default=0)
    chosen = parser.parse_args(arguments)
    case = djeli.open(chosen.copy)
    current(case)

    def anew() -> int:
        return case.anew

    pages = list(drawn(case, 1 + chosen.pages + 20, chosen.seed)) if chosen.pages else []
    print("| after reading | CPU s | s | computed anew | peak GB |\n|---|---|---|---|---|", flush=True)
    times = []
    for n, page in enumerate(pages[: 1 + chosen.pages]):
        put(case, [page])
        times.append(timed("another page" if n else "the first page of a process", case.run, anew))
    if pages:
        print(f"median of the pages after the first: {statistics.median(times[1:]):.2f} s CPU")
        put(case, pages[1 + chosen.pages :])
        timed("twenty pages", case.run, anew)
    for label, do in deciding(case) if chosen.decide else ():
        timed(label, do, anew)
    if chosen.forms:
        forms(case, chosen.forms)
    timed("closing", case.close, lambda: 0)


if __name__ == "__main__":
    main()
