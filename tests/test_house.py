"""The numbers of the house: short modules and functions, docstrings, no printing, readable data files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
import yaml

ROOT = Path(__file__).parent.parent
SRC = ROOT / "src" / "djeli"
MODULE, MODULE_MEDIAN, FUNCTION, FUNCTION_MEDIAN = 400, 140, 60, 12
INNER_IMPORTS = 9
"""Imports inside functions: each says why beside it. More of them would hide what a module needs."""
SPEAKING = ("cli/", "read/sandbox.py")
"""Who may write to standard output: the command line, and the child process that answers its parent there."""

MODULES = sorted(SRC.rglob("*.py"))
Function = ast.FunctionDef | ast.AsyncFunctionDef


def tree(path: Path) -> ast.Module:
    """A module's syntax."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(node: ast.AST) -> Iterator[Function]:
    """All functions, nested ones too."""
    return (one for one in ast.walk(node) if isinstance(one, Function))


def length(one: Function) -> int:
    """Lines of a function, its docstring included."""
    return (one.end_lineno or one.lineno) - one.lineno + 1


def undocumented(path: Path, node: ast.Module) -> list[str]:
    """Public modules, classes and functions without a docstring; methods of private classes are private."""
    bare = [] if ast.get_docstring(node) else [f"{path}: module"]
    for one in node.body:
        if isinstance(one, Function | ast.ClassDef) and not one.name.startswith("_"):
            bare += [] if ast.get_docstring(one) else [f"{path}: {one.name}"]
            inside = one.body if isinstance(one, ast.ClassDef) else []
            bare += [
                f"{path}: {one.name}.{m.name}"
                for m in inside
                if isinstance(m, Function) and not m.name.startswith("_") and not ast.get_docstring(m)
            ]
    return bare


def prints(node: ast.AST) -> list[int]:
    """Lines that call `print` or write to stdout."""
    found = []
    for one in ast.walk(node):
        if isinstance(one, ast.Call):
            name = ast.unparse(one.func)
            if name in ("print", "sys.stdout.write", "sys.stderr.write"):
                found.append(one.lineno)
    return found


def inner_imports(node: ast.AST) -> list[int]:
    """Lines of imports inside functions."""
    return [one.lineno for f in functions(node) for one in ast.walk(f) if isinstance(one, ast.Import | ast.ImportFrom)]


def test_modules_are_short() -> None:
    """No module is longer than a sitting, and most are much shorter."""
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    long = [f"{path.relative_to(ROOT)}: {count} lines" for path, count in lines.items() if count > MODULE]
    assert not long, "\n".join(long)
    assert median(lines.values()) <= MODULE_MEDIAN


def test_functions_are_short() -> None:
    """No function is longer than a screen, and most are a few lines."""
    found = [(path, one) for path in MODULES for one in functions(tree(path))]
    long = [f"{path.relative_to(ROOT)}:{one.lineno} {one.name}" for path, one in found if length(one) > FUNCTION]
    assert not long, "\n".join(long)
    assert median(length(one) for _, one in found) <= FUNCTION_MEDIAN


def test_public_things_have_docstrings() -> None:
    """Whatever a reader may call says what it does."""
    bare = [line for path in MODULES for line in undocumented(path.relative_to(ROOT), tree(path))]
    assert not bare, "\n".join(bare)


def test_the_library_never_prints() -> None:
    """Only the command line speaks; the library returns and raises."""
    loud = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in MODULES
        if not path.relative_to(SRC).as_posix().startswith(SPEAKING)
        for line in prints(tree(path))
    ]
    assert not loud, "\n".join(loud)


def test_imports_stand_at_the_top() -> None:
    """Imports inside functions stay few, and each is marked as wanted."""
    found = [(path, line) for path in MODULES for line in inner_imports(tree(path))]
    lines = {path: path.read_text(encoding="utf-8").splitlines() for path, _ in found}
    assert all("PLC0415" in lines[path][line - 1] for path, line in found), "ruff's rule stands; say why it is broken"
    assert len(found) <= INNER_IMPORTS, "\n".join(f"{path.relative_to(ROOT)}:{line}" for path, line in found)


def test_the_checks_can_fail() -> None:
    """Each rule sees a breach of it."""
    bad = ast.parse("def f():\n    import os\n    print(1)\nclass A:\n    'x'\n    def m(self): pass\n")
    assert prints(bad) and inner_imports(bad)
    assert undocumented(Path("m.py"), bad) == ["m.py: module", "m.py: f", "m.py: A.m"]


@pytest.mark.parametrize("path", sorted(SRC.rglob("*.yaml")), ids=lambda p: str(p.relative_to(SRC)))
def test_data_files_are_safe_yaml_with_a_head(path: Path) -> None:
    """Every data file loads with the safe loader and begins with a comment for the one who edits it."""
    text = path.read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    assert yaml.load(text, Loader=loader) is not None  # noqa: S506 - a safe loader
    assert text.startswith("#"), "say at the top how to edit this file"


def test_no_path_of_a_machine() -> None:
    """Nothing in the package or its documents names a folder of the machine it was written on."""
    pattern = re.compile(r"(?<![\w.:/])/(?:home|Users|work|root)/[\w.-]+")
    kinds = (".py", ".yaml", ".toml", ".html", ".md", ".sh", ".csv")
    places = [SRC, ROOT / "docs", ROOT / "tools", *ROOT.glob("*.md")]
    files = [f for p in places for f in ([p] if p.is_file() else p.rglob("*")) if f.suffix in kinds]
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert len(files) > 100
    assert not found, "\n".join(found[:20])
