"""What a person reads when a page is taken out, and when somebody brings it back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from djeli import ledger
from djeli.settings import Settings

Djeli = Callable[..., Any]

WHY = "a person is at risk"


def made(djeli: Djeli, tmp_path: Path, story: Path) -> Path:
    """A case of one page, with an export of it."""
    case = tmp_path / "case"
    ledger.create(case, Settings(title="Away", workers=1)).close()
    assert djeli("add", story, "--case", case).status == 0
    assert djeli("export", tmp_path / "out", "--to", "csv", "--case", case).status == 0
    return case


def test_withdrawing_says_what_went_and_what_else_holds_it(djeli: Djeli, tmp_path: Path, story: Path) -> None:
    """Hash and reason, what was written since, and that other backups are the reader's to look into."""
    case = made(djeli, tmp_path, story)
    said = djeli("withdraw", story.name, "--reason", WHY, "--by", "Ada", "--case", case)
    assert said.status == 0 and f"({WHY})" in said.words and "csv for public" in said.words
    after = djeli("verify", "--case", case)
    assert after.status == 0 and WHY in after.words
    assert djeli("events", "--case", case, "--json").status == 0
    assert "Gao" not in djeli("items", "--case", case).words


def test_what_was_withdrawn_is_refused_with_the_reason(djeli: Djeli, tmp_path: Path, story: Path) -> None:
    """The same bytes under another name are told from which day and why they are not taken, and nothing comes in."""
    case = made(djeli, tmp_path, story)
    djeli("withdraw", story.name, "--reason", WHY, "--case", case)
    again = tmp_path / "again.txt"
    again.write_bytes(story.read_bytes())
    said = djeli("add", again, "--case", case)
    assert "was withdrawn from this case on" in said.words and WHY in said.words
    assert djeli("items", "--case", case, "--json").out.strip() in ("[]", "")


def test_withdrawing_needs_a_reason_and_a_document(djeli: Djeli, tmp_path: Path, story: Path) -> None:
    """Without a reason, or of a page that is not there, nothing goes, and the message says what to do."""
    case = made(djeli, tmp_path, story)
    assert djeli("withdraw", story.name, "--case", case).status != 0
    unknown = djeli("withdraw", "nowhere.txt", "--reason", WHY, "--case", case)
    assert unknown.status != 0 and "djeli items" in unknown.words
    assert "--reason" in djeli("withdraw", story.name, "--reason", " ", "--case", case).words
    assert json.loads(djeli("items", "--case", case, "--json").out)
