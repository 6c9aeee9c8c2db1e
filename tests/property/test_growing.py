"""Reports added one after the other link as they would have all at once, whatever came first."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts import PLACES, account, party
from djeli.link import Linker, link, terms
from djeli.link import block as blocks
from djeli.link import linking as whole
from djeli.records import Judgement
from djeli.views import Account
from djeli.vocab import Modality, PartyKind, Verdict

LATIN = [a + b + c for a in ("ba", "Ko", "ri", "Tan", "mu") for b in ("sel", "do", "fa") for c in ("lin", "ga", "ru")]
ARABIC = ["قال", "شهود", "إن", "مسلحين", "هاجموا", "قرية", "ود", "النورة", "صباح", "يوم", "السبت", "وقتلوا", "عشرات"]
SMALL = {"FULL": 20, "NEIGHBOURS": 4, "WIDESPREAD": 25, "CAP": 6, "_BLOCK": 16, "_ROWS": 5}

Page = tuple[Account, ...]


@cache
def case() -> tuple[tuple[Account, ...], dict[str, str]]:
    """Ninety pages of one report each, of thirty events, some in another script."""
    draw = random.Random(3)
    accounts, texts = [], {}
    for number in range(30):
        own = [*draw.sample(LATIN, 8), str(draw.randrange(100, 999))]
        town, day = draw.choice(list(PLACES)), dt.date(2023, 3, 1) + dt.timedelta(draw.randrange(20))
        for telling in range(draw.choice((1, 2, 3, 6))):
            words = ARABIC * 3 if draw.random() < 0.1 else draw.choices(LATIN, k=30) + draw.choices(own, k=12)
            draw.shuffle(words)
            one = account(
                " ".join(["Over", *words]),
                page=f"{number}-{telling}",
                when=day.isoformat() if draw.random() < 0.8 else None,
                where=town if draw.random() < 0.8 else None,
                published=(day + dt.timedelta(draw.randrange(3))).isoformat() if draw.random() < 0.5 else "",
                title=" ".join(draw.sample(LATIN, 3)) if draw.random() < 0.5 else "",
                perpetrator=party(draw.choice("ABCDE"), PartyKind.REBEL_GROUP),
                **({"killed": draw.randrange(1, 9)} if draw.random() < 0.5 else {}),
            )
            accounts.append(one)
            texts[one.item.id] = " ".join(["Over", *words])
    return tuple(accounts), texts


@cache
def several() -> tuple[tuple[Page, ...], dict[str, str]]:
    """Sixty pages of one to five reports each, of forty events: wholes, passages, plans and things long past."""
    draw = random.Random(11)
    towns, pages, texts = list(PLACES), [], {}
    events = [(draw.choice(towns), draw.randrange(20), draw.randrange(1, 30), draw.sample(LATIN, 6)) for _ in range(40)]
    for number in range(60):
        words = ARABIC * 2 if draw.random() < 0.1 else LATIN
        size = 190 if number % 12 == 0 else 14  # a long page tells many things
        told = [draw.choice(events) for _ in range(draw.choice((1, 2, 2, 3, 5)))]
        parts = [" ".join(["Over", *draw.choices(words, k=size), *draw.choices(own, k=4)]) for *_, own in told]
        text = ". ".join(parts)
        published = f"2023-03-{draw.randrange(20, 28)}" if draw.random() < 0.5 else ""
        page, start = [], 0
        for (town, day, killed, _), part in zip(told, parts, strict=True):
            one = account(
                text,
                page=str(number),
                published=published,
                type=draw.choice(("armed_attack", "killing", "arrest")),
                modality=draw.choice((*[Modality.ACTUAL] * 5, Modality.PLANNED)),
                when=(dt.date(2023, 3, 1) + dt.timedelta(day)).isoformat() if draw.random() < 0.7 else None,
                where=town if draw.random() < 0.7 else None,
                perpetrator=party(draw.choice("ABCDE"), PartyKind.REBEL_GROUP),
                **({"killed": killed} if draw.random() < 0.5 else {}),
            )
            span = dataclasses.replace(one.report.scope, start=start, end=start + len(part))
            told_here = dataclasses.replace(one.report, anchor=span, scope=span, background=draw.random() < 0.2)
            page.append(dataclasses.replace(one, report=told_here))
            start += len(part) + 2
        pages.append(tuple(page))
        texts[page[0].item.id] = text
    return tuple(pages), texts


@given(st.integers(0, 10**6), st.integers(1, 4))
@settings(max_examples=6, deadline=None)
def test_growing_is_linking_anew(seed: int, at_once: int) -> None:
    """Groups, links, probabilities and parts are those of linking everything at once, after every few pages added."""
    accounts, texts = case()
    grown([(one,) for one in accounts], texts, seed, at_once)


@given(st.integers(0, 10**6), st.integers(1, 4))
@settings(max_examples=6, deadline=None)
def test_pages_of_several_reports_grow(seed: int, at_once: int) -> None:
    """The same where pages carry several reports, which make one unit or more."""
    pages, texts = several()
    assert len({page[0].item.id for page in pages}) == len({one.item.id for page in pages for one in page}) == 60
    grown(list(pages), texts, seed, at_once)


def grown(pages: list[Page], texts: dict[str, str], seed: int, at_once: int) -> None:
    """Add the last twenty pages of a drawn order and hold what comes out to linking all at once, every time."""
    ids = [one.report.id for page in pages for one in page]
    random.Random(seed).shuffle(pages)
    at = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    judged = [
        Judgement(left=ids[0], right=ids[1], verdict=Verdict.DIFFERENT, by="x", at=at),
        Judgement(left=ids[2], right=ids[40], verdict=Verdict.SAME, by="x", at=at),
    ]

    def some(first: int, last: int) -> list[Account]:
        return [one for page in pages[first:last] for one in page]

    start, mended = len(pages) - 20, 0
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SMALL.items():
            patch.setattr(blocks, name, value)
        patch.setattr(terms, "EXACT", 32)
        patch.setattr(whole, "TOO_MANY", 1.1)
        linker = Linker(some(0, start), texts, judged)
        for end in range(start + at_once, len(pages) + 1, at_once):
            before = dict.fromkeys(linker.linking().groups)
            change = linker.add(some(end - at_once, end), texts)
            now, wanted = linker.linking(), link(some(0, end), texts, judged)
            assert now.groups == wanted.groups
            assert now.links == wanted.links
            assert set(now.groups) - set(before) <= set(change.groups) <= set(now.groups)
            mended += not change.anew
    assert mended > 0
    assert any(len(group) > 1 for group in now.groups)
