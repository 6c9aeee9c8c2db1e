"""What the documents say is so: commands run, output is real, reference pages are fresh, links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
WALKED = "workbench.md"
"""Tutorial of the browser: its steps are walked by tests/browser/test_screens.py."""
TUTORIALS = [
    *sorted({*(ROOT / "docs" / "tutorial").glob("*.md")} - {ROOT / "docs" / "tutorial" / WALKED}),
    ROOT / "docs" / "why" / "worked-example.md",
]
FAITHFUL = 0.6
"""Share of what a block shows that must still be printed. Readings get better every week; the rest is refreshed by
tools/build_tutorial.py before a release."""
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def tool(name: str) -> ModuleType:
    """A script of `tools/` as a module."""
    spec = importlib.util.spec_from_file_location(f"tools_{name}", ROOT / "tools" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


reference, tutorial = tool("build_reference"), tool("build_tutorial")


@pytest.mark.parametrize("name", sorted(reference.PAGES))
def test_reference_page_is_fresh(name: str) -> None:
    """Each reference page says what the code says now."""
    path = ROOT / "docs" / "reference" / name
    fresh = f"{reference.HEAD}\n{reference.PAGES[name]().rstrip()}\n"
    assert path.is_file() and path.read_text(encoding="utf-8") == fresh, (
        f"docs/reference/{name} is stale; run: .venv/bin/python tools/build_reference.py"
    )


def same(line: str) -> str:
    """A line as it is compared: ids, figures, widths and line breaks may change, words may not."""
    bare = re.sub(r"\b[0-9A-HJKMNP-TV-Z]{4}\b|\b[0-9a-f]{8,}…?", "ID", line)
    return re.sub(r"\s+", " ", re.sub(r"\d[\d.,]*", "N", bare)).strip()


@pytest.mark.parametrize("page", [*TUTORIALS, *tutorial.GUIDES], ids=lambda p: p.name)
def test_tutorial_commands_run_and_print_what_is_shown(page: Path, tmp_path: Path) -> None:
    """Every command of the tutorial ends well, and the lines it shows are really printed."""
    text = page.read_text(encoding="utf-8")
    ran = list(tutorial.run_page(text, tmp_path))
    assert len(ran) >= (10 if page in TUTORIALS else 3)
    for one in ran:
        assert one.status == 0, f"{one.command}: {one.output}"
        real = " ".join(same(line) for line in one.output.splitlines())
        shown = [cell for line in one.block["output"].splitlines() for cell in re.split(r"\s{2,}", line.strip())]
        gone = [cell for cell in shown if cell != "…" and same(cell) not in real]
        assert len(gone) <= (1 - FAITHFUL) * len(shown), (
            f"$ {one.command}\ndoesn't print {gone} any more; run: .venv/bin/python tools/build_tutorial.py"
        )


def test_every_block_of_a_console_is_one_that_runs() -> None:
    """No console block escapes the test above by its form."""
    for page in [*TUTORIALS, *tutorial.GUIDES]:
        text = page.read_text(encoding="utf-8")
        assert text.count("```console") == len(tutorial.BLOCK.findall(text)), page.name


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link and picture of a document is there."""
    broken = [
        target
        for target in _LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("#")
        if not (page.parent / target.partition("#")[0]).exists()
    ]
    assert not broken


def _commands(command: Any, name: str) -> dict[str, Any]:
    if hasattr(command, "commands"):
        return {k: v for sub, one in command.commands.items() for k, v in _commands(one, f"{name} {sub}").items()}
    return {name: command}


def test_commands_named_in_documents_exist() -> None:
    """Every `djeli something` in a code span or block is a command, with options that it has."""
    from djeli.cli.app import app

    known = _commands(typer.main.get_command(app), "djeli")
    words = {name.split()[1] for name in known}
    faults = []
    for page in DOCUMENTS:
        text = page.read_text(encoding="utf-8")
        code = [*re.findall(r"`(djeli [^`\n]+)`", text), *re.findall(r"^\$? ?(djeli [^\n]+)$", text, re.MULTILINE)]
        for line in code:
            parts = line.split("#")[0].split()
            if parts[1].startswith("-"):
                continue
            name = next((n for n in (" ".join(parts[:3]), " ".join(parts[:2])) if n in known), "")
            if not name and parts[1].strip("<>").isalpha() and parts[1] not in words:
                faults.append(f"{page.name}: {line}")
            options = {o for p in known[name].params for o in (*p.opts, *p.secondary_opts)} if name else set()
            faults += [f"{page.name}: {line}: {p}" for p in parts if name and p.startswith("--") and p not in options]
    assert not faults, "\n".join(faults)


def test_make_targets_named_in_documents_exist() -> None:
    """Every `make something` of README and CONTRIBUTING is a target."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        named = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
        assert named and named <= targets


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "img").iterdir()), ids=lambda p: p.name)
def test_pictures_are_small_and_fetch_nothing(path: Path) -> None:
    """Pictures are small, hold no script, and name no address but that of their format."""
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) < 150_000
    assert "<script" not in text
    assert set(re.findall(r"https?://[^\s\"']+", text)) <= {"http://www.w3.org/2000/svg"}


def test_readme_says_it_in_five_lines_and_names_the_limits() -> None:
    """The first paragraph is short; the two commands, the limits and the licence are there."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    first = text.split("\n\n")[1].splitlines()
    assert 4 <= len(first) <= 6
    for needed in ("make demo", "make test", "social media", "RESPONSIBLE_USE.md", "Apache-2.0", "docs/img/events.svg"):
        assert needed in text


def test_changelog_has_something_to_say() -> None:
    """The change log has a part for what isn't released yet, or for this version."""
    from djeli import __version__

    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## Unreleased" in text or f"## {__version__}" in text
