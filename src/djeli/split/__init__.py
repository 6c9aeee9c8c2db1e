"""Text → Items: a page cut into articles, entries or sections, each with its header, its kind and what isn't story."""

from __future__ import annotations

from djeli.split.assemble import METHOD, split

__all__ = ["METHOD", "split"]
