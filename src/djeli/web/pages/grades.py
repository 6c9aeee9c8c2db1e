"""Grades overruled where they belong: a source A to F, what an article says 1 to 6; with reasons, history and undo."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse

from djeli import phrases
from djeli.assess.overrule import ITEM, SOURCE, with_names
from djeli.errors import NotFound
from djeli.ledger import Case
from djeli.ledger.regrading import Article
from djeli.ledger.teams import Past
from djeli.phrases import clip
from djeli.records import Judgement, Span
from djeli.views import Assessment
from djeli.vocab import Credibility, Reliability, Verdict
from djeli.web.desk import AtDesk
from djeli.web.pages.decide import Given, Sent, decided
from djeli.web.security import checked

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a form that grades offers: its subject, the choices, the signs that can be set aside, how it stands now.

    `overruled` says whether a person's grade counts now, so that the signs' own can be chosen again.
    """

    subject: str
    field: str
    choices: tuple[tuple[str, str], ...]
    now: str
    signals: tuple[tuple[str, str], ...] = ()
    overruled: bool = False


@router.get("/items/{item}", response_class=HTMLResponse)
def article(desk: AtDesk, item: str) -> HTMLResponse:
    """One article: how far what it says can be believed, why, and what people decided about that."""
    found = desk.case.article(item)
    names = desk.case.deciders() if found.decided else {}
    grade = found.grade
    own = found.item
    told = own.published or found.document.published
    return desk.page(
        "item.html",
        found=found,
        headline=own.title.value if own.title else clip(found.document.uri.rstrip("/").rsplit("/", 1)[-1], 120),
        span=Span(text=own.text, start=own.start, end=min(own.end, own.start + 1)),
        source=f"/sources/{quote(found.publisher, safe='')}" if found.publisher else "",
        date=told.value[:10] if told else "",
        grade=grade,
        letter=phrases.SOURCES[grade.reliability.value] if grade else "",
        digit=phrases.GRADES[grade.credibility.value] if grade else "",
        signals=[(one, with_names(one.reason, names)) for one in grade.signals] if grade else [],
        form=item_form(found),
    )


@router.post("/grades", dependencies=[Depends(checked)])
def overrule(desk: AtDesk, given: Sent) -> RedirectResponse:
    """Overrule a grade, set a sign aside, or let the signs count again."""
    return decided(desk, given, "sign" if given.signal else "regrade", lambda by: [_made(desk.case, given, by)])


def _made(case: Case, given: Given, by: str) -> Judgement:
    kind, _, name = given.name.partition(":")
    if kind == SOURCE:
        return case.grade_source(name, given.source, by=by, why=given.why)
    if kind == ITEM:
        return case.grade_article(name, given.information, signal=given.signal, by=by, why=given.why)
    raise NotFound("what is graded here is a source or an article; an event is graded on its own page")


def source_form(name: str, grade: Assessment, past: list[Past]) -> Form:
    """The form of a source."""
    return Form(
        subject=f"{SOURCE}:{name}",
        field="source",
        choices=tuple((one.value, phrases.SOURCES[one.value]) for one in Reliability),
        now=f"{grade.reliability.value}, {phrases.SOURCES[grade.reliability.value]}",
        overruled=_stands(past),
    )


def item_form(found: Article) -> Form | None:
    """The form of an article; None where it has no grade."""
    grade = found.grade
    if grade is None:
        return None
    own = grade.credibility.value
    return Form(
        subject=f"{ITEM}:{found.item.id}",
        field="information",
        choices=tuple((one.value, phrases.GRADES[one.value]) for one in Credibility),
        now=f"{own}, {phrases.GRADES[own]}",
        signals=tuple({one.name: (one.name, clip(one.reason, 90)) for one in grade.signals if one.effect}.values()),
        overruled=_stands(list(found.decided)),
    )


def _stands(past: list[Past]) -> bool:
    """Whether the latest decision about a grade that nobody took back gave one."""
    rows = (one.decided for one in past if not one.undone_by and one.decided.verdict is not Verdict.WITHDRAWN)
    latest = next((one for one in rows if one.prop == "grade"), None)
    return latest is not None and latest.verdict is Verdict.CORRECTED
