"""The house has floors: a module imports only from lower floors, or from its own folder."""

from __future__ import annotations

import ast
from pathlib import Path

SRC = Path(__file__).parent.parent / "src" / "djeli"

FLOORS: tuple[tuple[str, ...], ...] = (
    ("errors",),
    ("vocab",),
    ("values",),
    ("text", "records", "decided"),
    ("views", "viewcodec", "listing", "settings", "plugins", "resources"),
    ("anchors",),
    ("fold", "lang", "gazetteer", "bundle", "phrases"),
    ("cited", "wording"),
    ("read", "split", "extract", "origin", "link", "assess", "store", "export", "report", "ask", "judge"),
    ("desk",),
    ("pipeline", "policy"),
    ("ledger",),
    ("web", "eval"),
    ("cli",),
    ("__main__",),
)
FLOOR_OF = {name: number for number, floor in enumerate(FLOORS) for name in floor}
OPEN_TO_ALL = {"__init__"}  # the package root holds the version and a lazy door to the ledger


def room(path: Path) -> str:
    """First part of the module's path below the package."""
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imports(source: str) -> list[str]:
    """Rooms that a source imports from, in-function imports and TYPE_CHECKING blocks included."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found += [node.module] if node.module != "djeli" else [f"djeli.{name.name}" for name in node.names]
    return [name.split(".")[1] for name in found if name.startswith("djeli.")]


def violations(home: str, source: str) -> list[str]:
    """Sentences about imports that go up or sideways."""
    bad = []
    for target in imports(source):
        if target in ("__version__", home) or home in OPEN_TO_ALL:
            continue
        if target not in FLOOR_OF:
            bad.append(f"{home} imports {target}, which stands on no floor; add it to FLOORS")
        elif FLOOR_OF[target] >= FLOOR_OF[home]:
            bad.append(f"{home} (floor {FLOOR_OF[home]}) imports {target} (floor {FLOOR_OF[target]})")
    return bad


def test_every_module_imports_downward_only() -> None:
    """No module imports from its own floor's other rooms or from above."""
    faults = []
    for path in sorted(SRC.rglob("*.py")):
        home = room(path)
        if home not in OPEN_TO_ALL:
            assert home in FLOOR_OF, f"{path} stands on no floor; add {home!r} to FLOORS"
        faults += [f"{path.relative_to(SRC)}: {fault}" for fault in violations(home, path.read_text("utf-8"))]
    assert not faults, "\n".join(faults)


def test_the_check_can_fail() -> None:
    """An upward, a sideways and an in-function import are all seen."""
    assert violations("records", "from djeli.store import sqlite")
    assert violations("extract", "import djeli.export.csv")
    assert violations("read", "def f():\n    from djeli import pipeline\n")
    assert not violations("extract", "from djeli.records import Claim\nfrom djeli.extract.mentions import Range")
