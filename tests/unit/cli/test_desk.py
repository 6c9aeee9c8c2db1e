"""The desk's questions on the command line: the same facts on the screen and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.cells import cell_len

Djeli = Callable[..., Any]


def fits(text: str) -> bool:
    """Whether all lines fit 100 columns."""
    return all(cell_len(line.rstrip()) <= 100 for line in text.splitlines())


def test_changes_tells_on_the_screen_what_json_holds(djeli: Djeli, demo_case: Path) -> None:
    """Every new event that JSON lists as more than a passing mention stands on the screen, or is counted."""
    found = json.loads(djeli("changes", "--since", "2000", "--json", "--case", demo_case).out)
    said = djeli("changes", "--since", "2000", "--case", demo_case)
    assert said.status == 0 and fits(said.out)
    assert f"{len(found['new'])} new events" in said.words
    assert found["new"][0]["event"]["id"] in said.out
    assert djeli("changes", "--since", "soon", "--case", demo_case).status == 2
