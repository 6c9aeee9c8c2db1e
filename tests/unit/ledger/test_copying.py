"""Why pages of one event count as one text is said page by page."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from accounts import account
from djeli.ledger.copying import copies
from djeli.records import Text
from djeli.views import Account

SET = Path(__file__).parents[2] / "sets" / "translations" / "gold.jsonl"
ROWS = {row["id"]: row for row in map(json.loads, SET.read_text(encoding="utf-8").splitlines())}


def told(name: str, family: str) -> Account:
    """A row of the set as a page's account."""
    one = account(ROWS[name]["text"], publisher=f"Paper {name}", family=family)
    return dataclasses.replace(one, item=dataclasses.replace(one.item, language=ROWS[name]["lang"]))


def test_each_page_of_a_family_has_its_reason() -> None:
    """Pages of one family are named with the reason; a page alone in its family, or whose copy is elsewhere, is not."""
    accounts = [told("talks-1", "f"), told("talks-3", "f"), told("talks-4", "own"), told("camp-1", "elsewhere")]
    texts = {one.item.text: Text(document=one.document, reader="test@1", content=ROWS[name]["text"])
             for one, name in zip(accounts, ("talks-1", "talks-3", "talks-4", "camp-1"), strict=True)}  # fmt: skip
    found = copies(accounts, {}, texts.__getitem__)
    assert sorted(one.page[:13] for one in found) == ["Paper talks-1", "Paper talks-3"]
    assert all("A translation: " in one.reason for one in found)
    assert sorted(one.reason.rsplit(" ", 1)[1] for one in found) == ["English.", "Russian."]


def test_a_family_that_its_own_pages_do_not_show_says_nothing() -> None:
    """What ties two pages may stand on a third one that tells of another event."""
    accounts = [told("talks-1", "f"), told("talks-4", "f")]
    texts = {one.item.text: Text(document=one.document, reader="test@1", content=ROWS[name]["text"])
             for one, name in zip(accounts, ("talks-1", "talks-4"), strict=True)}  # fmt: skip
    assert copies(accounts, {}, texts.__getitem__) == ()
