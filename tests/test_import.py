"""The package as a newcomer meets it: it imports fast, shows few names, and runs as a module."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = ("spacy", "sqlalchemy", "numpy", "scipy", "lxml", "trafilatura", "httpx", "typer", "djeli.ledger")


def python(code: str) -> str:
    """What a fresh interpreter prints for some code."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_import_is_light() -> None:
    """`import djeli` loads none of the heavy packages; they come when a case is opened."""
    code = f"import djeli, json, sys; print(json.dumps([n for n in {HEAVY!r} if n in sys.modules]))"
    assert json.loads(python(code)) == []


def test_the_check_of_lightness_can_fail() -> None:
    """Asking for a public name does load the ledger."""
    code = f"import djeli, json, sys; djeli.open; print(json.dumps([n for n in {HEAVY!r} if n in sys.modules]))"
    assert "djeli.ledger" in json.loads(python(code))


def test_the_command_line_starts_without_the_parser() -> None:
    """Looking at a case needs no language model, so `djeli events` doesn't wait for one."""
    code = "import djeli.cli.app, sys; print('spacy' in sys.modules)"
    assert python(code).strip() == "False"


def test_public_names() -> None:
    """The root shows under ten names, and each can be reached."""
    import djeli

    assert len(djeli.__all__) < 10
    assert all(getattr(djeli, name) for name in djeli.__all__)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = djeli.no_such_name


def test_runs_as_a_module() -> None:
    """`python -m djeli` is the command."""
    done = subprocess.run(
        [sys.executable, "-m", "djeli", "--help"], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0
    for command in ("init", "add", "events", "show", "verify", "inspect"):
        assert command in done.stdout
