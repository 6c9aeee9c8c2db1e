"""Reports added one after the other link as they would have all at once, whatever came first."""

from __future__ import annotations

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
from djeli.vocab import PartyKind, Verdict

LATIN = [a + b + c for a in ("ba", "Ko", "ri", "Tan", "mu") for b in ("sel", "do", "fa") for c in ("lin", "ga", "ru")]
ARABIC = ["قال", "شهود", "إن", "مسلحين", "هاجموا", "قرية", "ود", "النورة", "صباح", "يوم", "السبت", "وقتلوا", "عشرات"]
SMALL = {"FULL": 20, "NEIGHBOURS": 4, "WIDESPREAD": 25, "CAP": 6}


@cache
def case() -> tuple[tuple[Account, ...], dict[str, str]]:
    """Ninety reports of about thirty events on pages of one or two reports, some in another script."""
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


@given(st.integers(0, 10**6), st.integers(1, 4))
@settings(max_examples=6, deadline=None)
def test_growing_is_linking_anew(seed: int, at_once: int) -> None:
    """Groups, links, probabilities and parts are those of linking everything at once, after every few pages added."""
    accounts, texts = list(case()[0]), case()[1]
    random.Random(seed).shuffle(accounts)
    at = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    ids = [one.report.id for one in case()[0]]
    judged = [
        Judgement(left=ids[0], right=ids[1], verdict=Verdict.DIFFERENT, by="x", at=at),
        Judgement(left=ids[2], right=ids[40], verdict=Verdict.SAME, by="x", at=at),
    ]
    start, mended = len(accounts) - 20, 0
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SMALL.items():
            patch.setattr(blocks, name, value)
        patch.setattr(terms, "EXACT", 32)
        patch.setattr(whole, "TOO_MANY", 1.1)
        linker = Linker(accounts[:start], texts, judged)
        for end in range(start + at_once, len(accounts) + 1, at_once):
            before = dict.fromkeys(linker.linking().groups)
            change = linker.add(accounts[end - at_once : end], texts)
            now, wanted = linker.linking(), link(accounts[:end], texts, judged)
            assert now.groups == wanted.groups
            assert now.links == wanted.links
            assert set(now.groups) - set(before) <= set(change.groups) <= set(now.groups)
            mended += not change.anew
    assert mended > 0
    assert any(len(group) > 1 for group in now.groups)
