"""Cases for tests about what is computed anew: drawn pages written as reading would, decisions, all derived rows."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from accounts import PLACES, account, party
from djeli import ledger
from djeli.judge.rows import DISPUTE, REPORT, seen
from djeli.ledger import Case
from djeli.records import Claim, Document, Extraction, Reading, Report, Speaker, Text
from djeli.store import Writer, schema
from djeli.values import Saying, Tie, dump
from djeli.views import Account
from djeli.vocab import Basis, Manner, PartyKind, Relation, Stance, SubjectKind, Verdict

WORDS = [a + b + c for a in ("ba", "ko", "ri", "tan", "mu") for b in ("sel", "do", "fa") for c in ("lin", "ga", "ru")]
OUTLETS = ("Harbour Wire", "Delta Post", "Hill Courier", "Shore Gazette")
SPEAKERS = ("Awa Sow", "the Dawn Column", "residents", "Banner of Fa")
RELATIONS = (Relation.LED_BY, Relation.SPLIT_FROM, Relation.ALLIED_WITH, Relation.MEMBER_OF)
GROUPS = ("Front of Sel", "Dawn Column", "Banner of Fa")


def told(draw: random.Random) -> Iterator[tuple[Account, str]]:
    """Thirty pages of about twelve events; some are copies, some come from outlets that print others."""
    for number in range(12):
        own, town = draw.sample(WORDS, 6), draw.choice(list(PLACES))
        day = dt.date(2023, 3, 1) + dt.timedelta(draw.randrange(9))
        last = ""
        for telling in range(draw.choice((1, 2, 3, 5))):
            copied = last and draw.random() < 0.2
            words = draw.choices(WORDS, k=14) + draw.choices(own, k=30)
            sentence = last if copied else f"Gunmen attacked {town}, " + " ".join(words)
            last = sentence
            yield (
                account(
                    sentence,
                    page=f"{number}-{telling}",
                    when=day.isoformat() if draw.random() < 0.8 else None,
                    where=town if draw.random() < 0.8 else None,
                    publisher=draw.choice(OUTLETS) if draw.random() < 0.8 else "",
                    published=(day + dt.timedelta(draw.randrange(3))).isoformat(),
                    perpetrator=party(draw.choice(GROUPS), PartyKind.REBEL_GROUP),
                    **({"killed": draw.randrange(1, 9)} if draw.random() < 0.7 else {}),
                ),
                sentence,
            )


def second(one: Account) -> tuple[Report, list[Claim]]:
    """Another report of the same page."""
    span = one.report.anchor
    part = type(span)(span.text, span.start, span.start + 20)
    report = Report(item=one.item.id, anchor=part, scope=span, type="arrest")
    claim = next(iter(one.claims["type"]))
    return report, [
        Claim(
            item=one.item.id,
            subject_kind=SubjectKind.REPORT,
            subject=report.id,
            prop="type",
            value="arrest",
            spans=claim.spans,
            method=claim.method,
        )
    ]


def said(one: Account, text: Text, draw: random.Random) -> Iterator[Claim]:
    """What somebody says on a page, in words that other pages may cut, copy or turn round; of its report, mostly."""
    for name in draw.sample(SPEAKERS, draw.choice((0, 0, 1, 1, 2))):
        start = draw.choice((0, 0, 8, 30))
        about = (one.report.id,) if draw.random() < 0.7 else ()
        yield Claim(
            item=one.item.id,
            subject_kind=SubjectKind.ITEM,
            subject=one.item.id,
            prop="said",
            value=dump(Saying(manner=draw.choice((Manner.DIRECT, Manner.INDIRECT)), about=about)),
            spans=(text.span(start, min(len(text.content), start + draw.choice((30, 60, 60)))),),
            speaker=Speaker(name=name, span=text.span(0, 4), role=draw.choice(("", "", "spokesman"))),
            stance=draw.choice((Stance.ASSERTS, Stance.ASSERTS, Stance.DENIES, Stance.CLAIMS_RESPONSIBILITY)),
            method="t@1",
        )


def tied(one: Account, text: Text, draw: random.Random) -> Iterator[Claim]:
    """What a page tells of bodies and those who lead, join or leave them."""
    for relation in draw.sample(RELATIONS, draw.choice((0, 0, 0, 1, 2))):
        subject, other = draw.choice((*GROUPS, "mali_army")), draw.choice((*SPEAKERS, *GROUPS, ""))
        yield Claim(
            item=one.item.id,
            subject_kind=SubjectKind.ACTOR,
            subject=subject if "_" in subject else f"name:{subject}",
            prop=relation.value,
            value=dump(Tie(name=other)),
            spans=(text.span(0, draw.choice((20, 40))),),
            method="t@1",
        )


def write(writer: Writer, one: Account, sentence: str, draw: random.Random, site: str = "") -> None:
    """Write a page as reading it would; each stands at a site of its own where none is given."""
    text = Text(document=one.document, reader="test@1", content=sentence)
    page = hashlib.sha256(sentence.encode()).hexdigest()[:6]
    document = Document(
        id=one.document,
        uri=f"https://{site or 'page' + one.document[:8]}.example/{page}-{one.document[:6]}",
        media_type="text/plain",
        size=len(sentence),
        publisher=one.item.publisher,
        publisher_basis=Basis.SUPPLIED if one.item.publisher else Basis.NONE,
    )
    reports, claims = [one.report], [claim for some in one.claims.values() for claim in some]
    if draw.random() < 0.3:
        more, about = second(one)
        reports.append(more)
        claims += about
    own = random.Random(one.document)
    claims += [*said(one, text, own), *tied(one, text, own)]
    unknown = (text.span(0, 4),) if draw.random() < 0.2 else ()
    found = Extraction(
        item=one.item.id,
        method="t@1",
        reports=tuple(reports),
        claims=tuple(claims),
        unresolved_places=unknown,
    )
    writer.reading(Reading(document=document, text=text), [one.item], [found], "m@1")


def tables(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """All derived rows and their seal."""
    with sqlite3.connect(folder / "ledger.db") as connection:
        found = {
            table.name: sorted(connection.execute(f"SELECT * FROM {table.name}"), key=repr)  # noqa: S608
            for table in schema.DERIVED
        }
        found["d_words"] = sorted(connection.execute("SELECT event, body FROM d_words"))
        found["d_heard"] = sorted(connection.execute("SELECT rowid, quotes, told FROM d_heard"))
        return found | {"seal": list(connection.execute("SELECT value FROM meta WHERE key = 'derived_seal'"))}


def _event(case: Case, draw: random.Random) -> str:
    return draw.choice(case.events(planned=True)).id


def _report(case: Case, draw: random.Random) -> str:
    return draw.choice(draw.choice(case.events(planned=True)).reports)


def _correct(case: Case, draw: random.Random) -> None:
    prop, value = draw.choice(
        (
            ("killed", str(draw.randrange(40))),
            ("date", "2023-03-04"),
            ("perpetrator", "Wagner Group"),
            ("type", "bombing"),
        )
    )
    case.correct(_event(case, draw), prop, value)


def _misread(case: Case, draw: random.Random) -> None:
    prop, value = draw.choice(
        (("killed", "77"), ("wounded", "5"), ("perpetrator", "Green Hand"), ("place", "Gao, Mali"))
    )
    case.correct(_report(case, draw), prop, value)


def _grade_event(case: Case, draw: random.Random) -> None:
    case.regrade(f"event:{_event(case, draw)}", draw.choice(("B2", "-3", "", "C-")))


def _grade_item(case: Case, draw: random.Random) -> None:
    item = draw.choice(case.items()).id
    case.regrade(f"item:{item}", draw.choice(("B2", "D-", "")), signal=draw.choice(("", "unknown_names")))


def _grade_source(case: Case, draw: random.Random) -> None:
    case.regrade(f"source:{draw.choice(OUTLETS)}", draw.choice(("B", "D", "")))


def _no_event(case: Case, draw: random.Random) -> None:
    case.decide(_event(case, draw), accept=draw.random() < 0.3)


def _no_report(case: Case, draw: random.Random) -> None:
    case.judge(_report(case, draw), REPORT, Verdict.REJECTED)


def _no_dispute(case: Case, draw: random.Random) -> None:
    event = draw.choice(case.events(disputed=True))
    one = draw.choice(event.disputes)
    sides = sorted(side.value for side in one.sides)
    name = f"{DISPUTE}{one.kind.value}:{one.prop}"
    case.judge(event.id, name, Verdict.REJECTED, seen=seen("", event.reports, sides=sides))


def _merge(case: Case, draw: random.Random) -> None:
    case.merge([one.id for one in draw.sample(case.events(planned=True), 2)])


def _split(case: Case, draw: random.Random) -> None:
    event = draw.choice([one for one in case.events(planned=True) if len(one.reports) > 1])
    case.split(event.id, draw.sample(event.reports, draw.randrange(1, len(event.reports))))


def _pair(case: Case, draw: random.Random) -> None:
    verdict = draw.choice((Verdict.SAME, Verdict.DIFFERENT, Verdict.DIFFERENT, Verdict.UNSURE))
    case.judge(_report(case, draw), _report(case, draw), verdict)


def _comment(case: Case, draw: random.Random) -> None:
    case.comment(draw.choice((_event, _report))(case, draw), "Seen by two of us.")


def _undo(case: Case, draw: random.Random) -> None:
    rows = [one for one, _ in case.decisions()]
    case.undo(draw.choice(rows).id if rows else "")


def _take_back_undoing(case: Case, draw: random.Random) -> None:
    with case.store.reading() as view:
        gone = [one for one in view.judgements() if one.verdict is Verdict.WITHDRAWN]
    case.undo(draw.choice(gone).id)


KINDS: tuple[Callable[[Case, random.Random], None], ...] = (
    _correct, _misread, _grade_event, _grade_item, _grade_source, _no_event, _no_report, _no_dispute, _merge, _split,
    _pair, _comment, _undo, _take_back_undoing,
)  # fmt: skip


def compare(case: Case, folder: Path, everything: Callable[..., int]) -> None:
    """Hold all derived rows of a case to those that computing everything gives."""
    shutil.copytree(case.folder, folder)
    with ledger.open(folder) as copy:
        everything(copy.store, copy.settings)
    assert tables(case.folder) == tables(folder)
