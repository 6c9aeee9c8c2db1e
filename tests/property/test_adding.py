"""Pages added to a case one after the other, and decided about, give what computing everything gives."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from djeli import ledger, pipeline
from djeli.errors import DjeliError
from djeli.ledger import Case
from djeli.link import block as blocks
from djeli.link import index, terms
from djeli.link import linking as whole
from djeli.pipeline import growing, keeping
from djeli.records import Claim, Text
from djeli.settings import Settings
from djeli.values import Person, dump
from djeli.views import Account
from djeli.vocab import PersonLabel, SubjectKind
from filled import KINDS, compare, told, write

SMALL = {"FULL": 20, "NEIGHBOURS": 4, "WIDESPREAD": 25, "CAP": 6, "_BLOCK": 16, "_ROWS": 5}
NAMES = ("Awa Sow", "Mamadou Keita", "Front of Sel", "Keita", "Sow", "Green Hand")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done in large cases is done in those of forty pages."""
    for name, value in SMALL.items():
        monkeypatch.setattr(blocks, name, value)
    monkeypatch.setattr(terms, "EXACT", 32)
    for module in (whole, index):
        monkeypatch.setattr(module, "TOO_MANY", 1.1)


def pages(seed: int) -> list[tuple[Account, str]]:
    """About ninety pages in a drawn order; some name persons, some carry a line that others carry too."""
    draw = random.Random(seed)
    found = [_named(one, text, draw) for n in range(3) for one, text in _apart(seed * 3 + n, n)]
    draw.shuffle(found)
    return found


def _apart(seed: int, number: int) -> Iterator[tuple[Account, str]]:
    for one, text in told(random.Random(seed)):
        yield _with(one, f"{text} Round {number}")


def _named(one: Account, text: str, draw: random.Random) -> tuple[Account, str]:
    more = " ".join(("", *(f"said {name}," for name in NAMES if draw.random() < 0.15)))
    line = "\nSend what you know to our desk" if draw.random() < 0.05 else ""
    account, told_all = _with(one, text + more + line)
    persons = [_person(account, name, draw) for name in NAMES[:2] if name in more]
    return dataclasses.replace(account, claims={**account.claims, "person": tuple(persons)}), told_all


def _person(one: Account, name: str, draw: random.Random) -> Claim:
    label = draw.choice((PersonLabel.PRIVATE, PersonLabel.PUBLIC, PersonLabel.UNKNOWN))
    return Claim(
        item=one.item.id,
        subject_kind=SubjectKind.ITEM,
        subject=one.item.id,
        prop="person",
        value=dump(Person(name=name, label=label, reason="Drawn.")),
        spans=(one.report.anchor,),
        method="t@1",
    )


def _with(one: Account, content: str) -> tuple[Account, str]:
    """The same report on a page of other words."""
    text = Text(document=hashed(content + one.document), reader="test@1", content=content)
    item = dataclasses.replace(one.item, text=text.id, end=len(content))
    span = text.span(0, min(len(content), one.report.anchor.end))
    report = dataclasses.replace(one.report, item=item.id, anchor=span, scope=span)
    claims = {
        prop: tuple(
            dataclasses.replace(
                claim,
                item=item.id,
                subject=report.id if claim.subject_kind is SubjectKind.REPORT else item.id,
                spans=(span,),
            )
            for claim in some
        )
        for prop, some in one.claims.items()
    }
    found = dataclasses.replace(one, report=report, item=item, document=text.document, claims=claims)
    return found, content


def hashed(content: str) -> str:
    """A document's id."""
    return hashlib.sha256(content.encode()).hexdigest()


def read(case: Case, some: list[tuple[Account, str]], draw: random.Random) -> None:
    """Write pages as reading would; half of them stand at a few sites."""
    with case.store.writing() as writer:
        for one, text in some:
            write(writer, one, text, draw, f"site{draw.randrange(12)}" if draw.random() < 0.5 else "")


@pytest.mark.parametrize("seed", range(3))
def test_adding_step_by_step_is_computing_everything_anew(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After pages one by one and in batches, with decisions in between, all derived rows are those of one whole run."""
    draw, made, steps, found = random.Random(seed), Counter[str](), 0, pages(seed)
    everything = pipeline.derive

    def counted(*some: object, **more: object) -> int:
        made[kind] += 1
        return everything(*some, **more)  # type: ignore[arg-type]

    folder = tmp_path / "case"
    with ledger.create(folder, Settings(title="Twelve", workers=1)) as case:
        read(case, found[:40], draw)
        case.run()
    monkeypatch.setattr(pipeline, "derive", counted)
    keep, kept = keeping.read, []

    def reading(*some: object) -> object:
        kept.append(keep(*some))  # type: ignore[arg-type]
        return kept[-1]

    monkeypatch.setattr(keeping, "read", reading)
    monkeypatch.setattr(growing, "MANY", 1)
    case, rest = ledger.open(folder), found[40:]
    while rest:
        size, steps, kind = draw.choice((1, 1, 1, 2, 5)), steps + 1, "add"
        read(case, rest[:size], draw)
        rest = rest[size:]
        case.run()
        if steps % 6 == 0 or not rest:
            case.close()
            compare(case, tmp_path / f"copy{steps}", everything)
            case = ledger.open(folder)
        if draw.random() < 0.4:
            kind = "decide"
            with suppress(DjeliError, IndexError, ValueError):
                draw.choice(KINDS)(case, draw)
        elif draw.random() < 0.2:
            case.close()
            case = ledger.open(folder)
    assert case.verify() == []
    case.close()
    assert made["add"] <= steps / 2, (made, steps)
    assert any(one is not None and one[1] > 0 for one in kept), "nothing was taken from what was kept, and caught up"
    assert sum(one is None for one in kept) <= made.total(), kept


@pytest.mark.parametrize("mark", ["{", "[]", "7", '{"form": "2"}', "damaged entry", "damaged kinds"])
def test_arrays_somebody_damaged_are_made_anew(mark: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark that can't be read never stops a run: the page comes in, and the case holds together."""
    draw, found = random.Random(0), pages(0)
    folder = tmp_path / "case"
    with ledger.create(folder, Settings(title="Twelve", workers=1)) as case:
        read(case, found[:40], draw)
        case.run()
    monkeypatch.setattr(growing, "MANY", 1)
    with ledger.open(folder) as case:
        read(case, found[40:41], draw)
        case.run()
    with ledger.open(folder) as case:
        with case.store.reading() as view:
            kept = json.loads(view.kin_mark())
        broken = {
            "damaged entry": json.dumps({**kept, "entry": "x"}),
            "damaged kinds": json.dumps({**kept, "kinds": {"lines.keys": "O"}}),
        }.get(mark, mark)
        with case.store.writing() as writer:
            writer.kin(broken, {})
        read(case, found[41:43], draw)
        case.run()
        assert case.verify() == []
        assert sorted(each.id for each in case.events()) != []
