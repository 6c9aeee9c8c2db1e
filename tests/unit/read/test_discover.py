"""Files, folders and addresses that the user names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from djeli.errors import InputError, OversizedInput
from djeli.read import Source, discover, load
from djeli.settings import Settings


def listed(*inputs: Path | str) -> list[tuple[str, str]]:
    """(kind, last part of the uri) of each source."""
    return [(source.kind, source.uri.rpartition("/")[2]) for source in discover([str(given) for given in inputs])]


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    """Sorted, recursive; hidden and unknown files are skipped with a reason."""
    for name in ("b.txt", "a.html", "sub/c.pdf", "sub/d.xyz", ".hidden.txt", ".git/e.txt", "f.txt~", "g.csv.gz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    found = list(discover([str(tmp_path)]))
    read = [source.uri.removeprefix(f"{tmp_path}/") for source in found if source.kind == "file"]
    assert read == ["a.html", "b.txt", "g.csv.gz", "sub/c.pdf"]
    skipped = {source.path.name: source.reason for source in found if source.kind == "skipped"}
    assert set(skipped) == {".hidden.txt", ".git", "f.txt~", "d.xyz"}
    assert ".xyz" in skipped["d.xyz"]
    assert all(source.error is None for source in found)


def test_named_files_are_tried_whatever_they_are_called(tmp_path: Path) -> None:
    """An unknown extension is no reason when the user named the file; naming it twice reads it once."""
    path = tmp_path / "note.xyz"
    path.write_text("x")
    assert listed(path, path) == [("file", "note.xyz"), ("skipped", "note.xyz")]


def test_links_in_a_circle(tmp_path: Path) -> None:
    """A link back to a folder above ends, and is said."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("x")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "self.txt").symlink_to(tmp_path / "a" / "self.txt")
    found = listed(tmp_path)
    assert found.count(("file", "x.txt")) == 1
    assert ("skipped", "loop") in found
    assert ("skipped", "self.txt") in found


@pytest.mark.parametrize(
    ("given", "url"),
    [("https://x.example/a", True), ("http://x", True), ("ftp://x", True), ("a://b", True), ("c:/x", False)],
)
def test_addresses(given: str, url: bool) -> None:
    """Anything with a scheme and two slashes is an address; what it may be is for `fetch` to say."""
    assert (next(discover([given])).kind == "url") is url


def test_missing_and_special(tmp_path: Path) -> None:
    """What the user named and can't be read is an error with a cure."""
    os.mkfifo(tmp_path / "pipe")
    missing, pipe, empty = discover([str(tmp_path / "no"), str(tmp_path / "pipe"), "\0"])
    assert "does not exist" in str(missing.error)
    assert "device, pipe or socket" in str(pipe.error)
    assert empty.error is not None


def test_load(tmp_path: Path) -> None:
    """Bytes within the limit; a folder, a missing file and a large one are faults."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345")
    assert load(Source("file", str(path)), Settings()) == b"12345"
    for source, settings, kind in (
        (Source("file", str(path)), Settings(max_bytes=4), OversizedInput),
        (Source("file", str(tmp_path)), Settings(), InputError),
        (Source("file", str(tmp_path / "no")), Settings(), InputError),
    ):
        with pytest.raises(kind):
            load(source, settings)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_permission_denied(tmp_path: Path) -> None:
    """A file that may not be read says so."""
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(InputError, match="may not be read"):
        load(Source("file", str(path)), Settings())
