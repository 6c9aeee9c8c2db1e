"""How long an undertaking holds, when it came to its phase, and what time a paragraph speaks of."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.unit.extract.test_times import item

from djeli.extract.mentions import Sentence, Trigger
from djeli.extract.times import as_of, course_of, find_times, times_for
from djeli.records import Item
from djeli.vocab import ItemKind, Modality, Phase

TUESDAY = dt.date(2024, 8, 6)


def trigger_of(word: str, phase: Phase, content: str, sentences: list[Sentence], kind: str = "ceasefire") -> Trigger:
    """The trigger a word tells."""
    at = content.index(word)
    index = next(s.index for s in sentences if s.start <= at < s.end)
    return Trigger(start=at, end=at + len(word), sentence=index, type=kind, phase=phase)


def span(found: object) -> str:
    """An interval as "first last", or "none"."""
    return "none" if found is None else f"{found[0].start} {found[0].end}"  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "word", "phase", "reached", "valid"),
    [
        (
            "The army announced on 5 August that it would leave by 15 December.",
            "leave",
            Phase.ANNOUNCED,
            "2024-08-05 2024-08-05",
            "none",
        ),
        ("The curfew is in force since 3 May.", "curfew", Phase.IN_FORCE, "none", "2024-05-03 2024-08-06"),
        (
            "Parliament on 3 June extended the curfew until 30 September.",
            "curfew",
            Phase.EXTENDED,
            "2024-06-03 2024-06-03",
            "2024-06-03 2024-09-30",
        ),
        ("A truce holds from 5 July to 20 July.", "truce", Phase.IN_FORCE, "none", "2024-07-05 2024-07-20"),
        ("They signed a truce.", "truce", Phase.AGREED, "none", "none"),
        ("They signed a truce on 1 July.", "truce", Phase.AGREED, "2024-07-01 2024-07-01", "none"),
    ],
)
def test_course_of_an_undertaking(text: str, word: str, phase: Phase, reached: str, valid: str) -> None:
    """The date of announcing is told from that of taking effect, and a state has its interval with a reason."""
    content, sentences = item(text)
    times = find_times(sentences, content, "en", published=TUESDAY)
    trigger = trigger_of(word, phase, content, sentences)
    course = course_of(trigger, sentences[0], times, content=content, lang="en", page=TUESDAY)
    assert (span(course.reached), span(course.valid)) == (reached, valid)
    assert not course.over
    assert course.valid is None or course.valid[0].reason


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("The port was previously under curfew until 3 March.", "curfew", "en"),
        ("There is no longer a truce.", "truce", "en"),
        ("Le port était auparavant sous couvre-feu.", "couvre-feu", "fr"),
    ],
)
def test_a_past_state_is_no_present_one(text: str, word: str, code: str) -> None:
    """What "previously" or "no longer" held is over, and is not drawn out to the page's date."""
    content, sentences = item(text, code=code)
    times = find_times(sentences, content, code, published=TUESDAY)
    trigger = trigger_of(word, Phase.IN_FORCE, content, sentences)
    course = course_of(trigger, sentences[0], times, content=content, lang=code, page=TUESDAY)
    assert course.over
    assert course.valid is None or course.valid[0].end < TUESDAY


REPORT = [
    "Last updated: 3 June 2023",
    "In March 2020, rebels took the town. On 12 May they left it.",
    "In 2021, an alliance was formed. On 23 March, it attacked the fort.",
    "As of May 2023, the group held 40 people. It had taken 60 in 2022.",
    "The government denies abuses.",
]


def test_paragraphs_of_a_living_document() -> None:
    """Stated, else the latest date told, else the page's own; each with its reason."""
    content, sentences = item(*REPORT)
    page = dt.date(2023, 6, 3)
    times = find_times(sentences, content, "en", published=page)
    whole = Item(text="t", start=0, end=len(content), kind=ItemKind.ARTICLE)
    found = [when for _, when in as_of(whole, sentences, times, content=content, lang="en", page=page)]
    assert [f"{w.start}" for w in found[1:]] == ["2020-05-12", "2021-03-23", "2023-05-01", "2023-06-03"]
    assert all(w.end <= page for w in found)
    assert "states it" in found[3].reason
    assert "latest date" in found[2].reason
    assert "page's own" in found[4].reason


def test_news_of_a_day_is_no_living_document() -> None:
    """An article about one event gets no such intervals."""
    content, sentences = item("Rebels took the town on Monday.", "The army left.", "Ten died.", "It rains.")
    times = find_times(sentences, content, "en", published=TUESDAY)
    whole = Item(text="t", start=0, end=len(content), kind=ItemKind.ARTICLE)
    assert not list(as_of(whole, sentences, times, content=content, lang="en", page=TUESDAY))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["In 2019, the war spread. On 23 March, a village burned."], "2019-03-23"),
        (["2019", "On 23 March, a village burned."], "2019-03-23"),
        (["In 2019, the war spread. On Sunday, a village burned. On 23 March it rained."], "2024-03-23"),
        (["The group, founded in 2012, came on 23 March."], "2024-03-23"),
    ],
)
def test_a_chronology_carries_its_year(lines: list[str], expected: str) -> None:
    """A year that opens a sentence or stands as heading holds for the days below it, until the text turns to now."""
    pieces = [(n, part) for n, line in enumerate(lines) for part in line.replace(". ", ".\n").split("\n")]
    content, flat = item(*[part for _, part in pieces])
    sentences = [
        Sentence(s.index, s.start, s.end, paragraph, False, s.offset, s.tokens)
        for s, (paragraph, _) in zip(flat, pieces, strict=True)
    ]
    times = find_times(sentences, content, "en", published=TUESDAY)
    (day,) = [t for t in times if content[t.start : t.end].endswith("23 March")]
    assert day.when.start.isoformat() == expected


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Two days after the attack on the bank, police said on Sunday that six were freed.", "attack", "2024-08-02"),
        ("Three days after the raid, families wait for news.", "raid", "2024-08-03"),
        ("Exactly a month after the raid, families wait for news.", "raid", "2024-07-06"),
        ("The blast on 20 July came a week after a bombing in the port.", "bombing", "2024-07-10"),
    ],
)
def test_a_deed_is_dated_from_what_came_after_it(text: str, trigger: str, expected: str) -> None:
    """The words "a week after the bombing" date the bombing."""
    content, sentences = item(text)
    times = find_times(sentences, content, "en", published=TUESDAY)
    (found,) = times_for(
        [trigger_of(trigger, Phase.NONE, content, sentences, "bombing")], sentences, times, content=content, lang="en"
    )
    assert found is not None
    assert found[0].start.isoformat() == expected


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("Published: 3 May 2024", 0),
        ("News 03/05/2024 08:53:24", 0),
        ("MANILA, Oct. 26 (Xinhua) -- Ten people died.", 0),
        ("12.03.2024, Radio Senko", 0),
        ("By our staff 2024.05.03 -- Ten people died.", 0),
        ("Ten people died on 3 May 2024 at 08:53 in the port of the town.", 1),
        ("On 3 May 2024 - a holiday - ten people died.", 1),
    ],
)
def test_stamps_are_no_dates_of_what_is_told(line: str, dates: int) -> None:
    """The page's own date line helps to read other dates and is handed out to nobody."""
    content, sentences = item(line)
    assert len(find_times(sentences, content, "en", published=TUESDAY)) == dates


def test_plans_take_no_day_from_other_sentences() -> None:
    """What is still to come is dated by its own sentence or not at all."""
    content, sentences = item("Rebels burned the base on 20 July.", "Troops will leave.", "Six died.")
    times = find_times(sentences, content, "en", published=TUESDAY)
    plan = trigger_of("leave", Phase.NONE, content, sentences, "withdrawal")
    told = [replace(plan, modality=Modality.PLANNED), trigger_of("died", Phase.NONE, content, sentences, "killing")]
    found = times_for(told, sentences, times, content=content, lang="en")
    assert found[0] is None
    assert found[1] is not None


def test_a_headline_takes_the_day_of_a_later_telling() -> None:
    """What headline and opening tell without a day is dated by the sentence that tells it with one."""
    content, sentences = item(
        "Four shot in the port", "A man was charged on Monday.", "Police came.", "He shot them on 20 July."
    )
    times = find_times(sentences, content, "en", published=TUESDAY)
    triggers = [
        Trigger(start=content.index("shot"), end=content.index("shot") + 4, sentence=0, type="shooting"),
        Trigger(start=content.rindex("shot"), end=content.rindex("shot") + 4, sentence=3, type="shooting"),
    ]
    found = times_for(triggers, sentences, times, content=content, lang="en")
    assert [f[0].start.isoformat() for f in found if f] == ["2024-07-20", "2024-07-20"]
