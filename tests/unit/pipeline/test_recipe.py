"""What events depend on beside the rows that are kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from djeli import resources
from djeli.pipeline import recipe
from djeli.pipeline.derive import TABLES
from djeli.settings import Settings


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the tables that may be edited."""
    for folder in TABLES:
        shutil.copytree(str(files("djeli.resources") / folder), tmp_path / folder)
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    resources.content.cache_clear()
    yield tmp_path
    resources.content.cache_clear()


@pytest.mark.parametrize(
    "name", ["assess/signals.yaml", "assess/offices.yaml", "link/scorecard.yaml", "judge/disputes.yaml"]
)
def test_an_edited_table_is_another_recipe(tables: Path, name: str) -> None:
    """A case made by other grading signals or weights is computed anew on the next run; one by the same is not."""
    settings = Settings()
    before = recipe(settings)
    resources.content.cache_clear()
    assert recipe(settings) == before
    with (tables / name).open("a", encoding="utf-8") as table:
        table.write("# another version\n")
    resources.content.cache_clear()
    assert recipe(settings) != before


def test_settings_are_part_of_the_recipe() -> None:
    """Another threshold of linking computes events anew."""
    assert recipe(Settings(link_threshold=0.5)) != recipe(Settings(link_threshold=0.4))
