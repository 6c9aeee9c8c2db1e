"""Dates of an item, and the date that belongs to an occurrence."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pytest
import spacy

from djeli.extract.mentions import Sentence
from djeli.extract.times import find_times, is_statement_date, time_for
from djeli.vocab import DateAnchor, Precision

TUESDAY = dt.date(2024, 8, 6)


@cache
def blank(code: str) -> Any:
    """A pipeline that only cuts words."""
    return spacy.blank(code)


def item(*lines: str, code: str = "en") -> tuple[str, list[Sentence]]:
    """A text whose lines are its sentences."""
    content = "\n".join(lines)
    sentences, at = [], 0
    for index, line in enumerate(lines):
        sentences.append(Sentence(index, at, at + len(line), index, False, at, blank(code)(line)[:]))
        at += len(line) + 1
    return content, sentences


def day_of(trigger: str, *lines: str, code: str = "en", published: dt.date | None = TUESDAY) -> str:
    """First day of the date that belongs to the trigger word, or "none"."""
    content, sentences = item(*lines, code=code)
    times = find_times(sentences, content, code, published=published)
    at = content.index(trigger)
    index = next(s.index for s in sentences if s.start <= at < s.end)
    found = time_for((at, at + len(trigger)), index, sentences, times, content=content, lang=code)
    return "none" if found is None else found[0].start.isoformat()


@pytest.mark.parametrize(
    ("trigger", "lines", "expected"),
    [
        ("attacked", ["Gunmen attacked the village on Sunday."], "2024-08-04"),
        ("attacked", ["On 12 July, gunmen attacked the village."], "2024-07-12"),
        ("attack", ["The attack on Saturday killed nine people, the army said on Monday."], "2024-08-03"),
        ("killed", ["Nine people were killed, police said on Monday."], "none"),
        ("killed", ["Police said Monday that nine people were killed."], "none"),
        ("killed", ["Police said on Monday that nine people were killed on Saturday."], "2024-08-03"),
        ("killed", ["A spokesman told reporters on Tuesday nine people were killed."], "none"),
        ("killed", ["The village was raided on Friday.", "Nine people were killed."], "2024-08-02"),
        ("killed", ["The village was raided on Friday.", "Nine were killed, police said Monday."], "2024-08-02"),
        ("burned", ["The war began in 2012.", "The village was burned."], "none"),
        ("shelled", ["Troops withdrew on Friday; rebels shelled the town on Sunday."], "2024-08-04"),
        ("withdrew", ["Troops withdrew on Friday; rebels shelled the town on Sunday."], "2024-08-02"),
        ("fled", ["Rebels took the town on 25 July.", "The next day thousands fled."], "2024-07-26"),
        ("fled", ["Thousands fled."], "none"),
        ("election", ["The election will be held on Sunday."], "2024-08-11"),
        ("bombed", ["The market was bombed last week."], "2024-07-29"),
    ],
)
def test_date_of_an_occurrence(trigger: str, lines: list[str], expected: str) -> None:
    """The date told with the occurrence, not that of the statement about it; none where the item has none."""
    assert day_of(trigger, *lines) == expected


@pytest.mark.parametrize(
    ("trigger", "lines", "expected"),
    [
        ("attaqué", ["Des hommes armés ont attaqué le village dimanche."], "2024-08-04"),
        ("tuées", ["Neuf personnes ont été tuées, a déclaré lundi l'armée."], "none"),
        ("tuées", ["Neuf personnes ont été tuées samedi, a indiqué lundi la police."], "2024-08-03"),
        ("attaque", ["L'attaque a eu lieu dans la nuit de samedi à dimanche."], "2024-08-03"),
        ("enlevé", ["Le préfet a été enlevé le 12 juillet."], "2024-07-12"),
    ],
)
def test_date_of_an_occurrence_in_french(trigger: str, lines: list[str], expected: str) -> None:
    """The same in French."""
    assert day_of(trigger, *lines, code="fr") == expected


def test_without_a_page_date_only_full_dates_are_read() -> None:
    """Weekdays stay unknown when the page has no date."""
    assert day_of("attacked", "Gunmen attacked on Sunday.", published=None) == "none"
    assert day_of("attacked", "Gunmen attacked on 12 July 2024.", published=None) == "2024-07-12"


def test_a_dateline_is_preferred_to_the_page() -> None:
    """A weekday is read against the dateline when there is one, and the anchor says so."""
    content, sentences = item("Gunmen attacked on Sunday.")
    (time,) = find_times(sentences, content, "en", published=TUESDAY, dateline=dt.date(2024, 7, 2))
    assert (time.when.start, time.when.anchor) == (dt.date(2024, 6, 30), DateAnchor.DATELINE)


def test_anchors_and_precision() -> None:
    """Stated, page and story dates are told apart, with precision and reason."""
    content, sentences = item(
        "On 12 July 2024 it began.", "Two days later it spread.", "It ended on Sunday.", "In March."
    )
    times = find_times(sentences, content, "en", published=TUESDAY)
    anchors = [DateAnchor.STATED, DateAnchor.EARLIER, DateAnchor.PUBLICATION, DateAnchor.PUBLICATION]
    assert [t.when.anchor for t in times] == anchors
    assert [t.when.precision for t in times] == [Precision.DAY] * 3 + [Precision.MONTH]
    assert times[1].when.start == dt.date(2024, 7, 14)
    assert all(t.when.reason for t in times)


def test_statement_dates_do_not_anchor_the_story() -> None:
    """A following day counts from the deed, not from when it was announced."""
    content, sentences = item("Rebels came on 25 July, police said on Monday.", "The next day they left.")
    times = find_times(sentences, content, "en", published=TUESDAY)
    assert times[-1].when.start == dt.date(2024, 7, 26)
    assert [is_statement_date(t, sentences, content, "en") for t in times] == [False, True, False]


@pytest.mark.parametrize(
    ("lines", "page", "code", "expected"),
    [
        (["Gunmen attacked on Sunday.", "Police spoke on Tuesday 7 June."], "2022-06", "en", "2022-06-05"),
        (["Gunmen attacked on Sunday.", "Police spoke on Tuesday 7 June 2022."], "", "en", "2022-06-05"),
        (["Gunmen attacked on Sunday.", "He had been taken on 7 June 2016."], "", "en", "none"),
        (["Des hommes ont attaqué dimanche.", "Il avait été enlevé le 7 juin 2016."], "", "fr", "none"),
        (["Des hommes ont attaqué dimanche.", "L'armée a réagi le mardi 7 juin 2022."], "", "fr", "2022-06-05"),
    ],
)
def test_pages_without_a_day(lines: list[str], page: str, code: str, expected: str) -> None:
    """Weekdays count from a day that the story tells, never from one it sets back in time."""
    content, sentences = item(*lines, code=code)
    times = find_times(sentences, content, code, page=page)
    first = [t.when.start.isoformat() for t in times if t.sentence == 0]
    assert (first or ["none"]) == [expected]
