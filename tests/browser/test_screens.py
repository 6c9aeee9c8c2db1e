"""The pictures of the documents: every step that the texts tell can be walked, and makes the picture shown there."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ROOT / "docs" / "screens"
TEXTS = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
TOGETHER, EACH = 3_000_000, 150_000  # bytes
SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)\s]*screens/([\w-]+)\.webp)\)")


def tour() -> ModuleType:
    """tools/build_walk.py as a module."""
    spec = importlib.util.spec_from_file_location("tools_build_walk", ROOT / "tools" / "build_walk.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_walk_of_the_texts_can_be_walked(own_page: Page) -> None:
    """From the overview to a reviewed case, as two people: no step is gone, and the pictures are those kept."""
    made = tour().walk(own_page)
    assert set(made) == {path.stem for path in SCREENS.iterdir()}
    assert all(picture[:4] == b"RIFF" and picture[8:12] == b"WEBP" for picture in made.values())


def test_every_picture_is_shown_and_told() -> None:
    """Each picture stands in some text, with words for those who don't see it."""
    shown = [one for text in TEXTS for one in SHOWN.findall(text.read_text(encoding="utf-8"))]
    assert {name for _, _, name in shown} == {path.stem for path in SCREENS.iterdir()}
    assert [name for words, _, name in shown if len(words.split()) < 5] == []


def test_pictures_are_light() -> None:
    """Whoever clones the repository on a slow line pays little for them."""
    sizes = [path.stat().st_size for path in SCREENS.iterdir()]
    assert max(sizes) < EACH
    assert sum(sizes) < TOGETHER
