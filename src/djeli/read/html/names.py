"""The lists of `names.yaml`, once loaded."""

from __future__ import annotations

from importlib.resources import files

from djeli.resources import load_yaml

ORDERED: dict[str, tuple[str, ...]] = {
    key: tuple(words) for key, words in load_yaml(files(__package__) / "names.yaml").items()
}
"""Each list in the order of the file."""

NAMES: dict[str, frozenset[str]] = {key: frozenset(words) for key, words in ORDERED.items()}
"""Each list as a set."""
