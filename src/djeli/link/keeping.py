"""A linking that grows as plain arrays that a case can keep, and out of them again: nothing of them is ever run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from djeli.link.columned import FIELDS, Columned, Pairs
from djeli.link.evidence import PRIOR_PAGES
from djeli.link.postings import Postings
from djeli.link.standing import Inner
from djeli.text.holders import Holders

Arrays = dict[str, Any]
"""Arrays of numbers or of ids, and lists of words, by name."""
_SHELF = ("item", "unit", "home", "main", "size", "member")
_FIELDS = {**{name: (name, PRIOR_PAGES) for name in FIELDS}, "title": ("tokens", 0), "actors": ("actors", PRIOR_PAGES)}
"""Postings by name: the field whose terms they are, and as how many pages the table of common words counts."""


def arrays_of(found: Columned, inner: Sequence[Inner]) -> Arrays:
    """An index, and the pairs of reports of one page, as arrays."""
    keys, rows = found.blocks.arrays()
    pairs = found.pairs
    made: Arrays = {f"shelf.{name}": found.shelf[name] for name in _SHELF}
    made |= {
        "blocks.keys": keys,
        "blocks.rows": rows,
        "pairs.left": small(pairs.left),
        "pairs.right": small(pairs.right),
    }
    made |= {
        "pairs.chances": pairs.chances,
        "pairs.far": pairs.far,
        "core": small(found.core),
        "home": small(found.home),
    }
    for name in _FIELDS:
        each = found.fields[name]
        made[f"{name}.terms"], made[f"{name}.shares"] = each.terms, each.shares
        made[f"{name}.data"], made[f"{name}.indices"] = small(each.counts.data), small(each.counts.indices)
        made[f"{name}.ends"] = each.counts.indptr.astype(np.int64)
    made |= {"actor_items": small(found.actor_items), "words": small(found.words), "near": small(found.near)}
    made |= {"scores": found.scores, "script": [found.script]}
    made["inner.left"] = np.array([one.left for one in inner], dtype=np.bytes_)
    made["inner.right"] = np.array([one.right for one in inner], dtype=np.bytes_)
    made["inner.score"] = np.array([one.score for one in inner], dtype=float)
    made["inner.apart"] = np.array([one.apart for one in inner], dtype=bool)
    return made


def small(values: Any) -> Any:
    """Whole numbers that are known to be small."""
    return np.asarray(values).astype(np.int32)


def index_of(found: Mapping[str, Any]) -> Columned:
    """The index out of `arrays_of`."""
    home = found["home"].astype(np.int64)
    left, right = found["pairs.left"].astype(np.int64), found["pairs.right"].astype(np.int64)
    return Columned(
        shelf={name: found[f"shelf.{name}"] for name in _SHELF},
        blocks=Holders(found["blocks.keys"], found["blocks.rows"]),
        pairs=Pairs(left, right, found["pairs.chances"], found["pairs.far"]),
        core=found["core"].astype(np.int64),
        home=home,
        fields={name: _postings(found, name) for name in _FIELDS},
        actor_items=found["actor_items"].astype(np.int64),
        words=found["words"].astype(float),
        near=found["near"].reshape(len(found["shelf.item"]), -1).copy(),
        scores=found["scores"].reshape(len(found["shelf.item"]), -1).copy(),
        script=found["script"][0],
        several_scripts=False,
    )


def _postings(found: Mapping[str, Any], name: str) -> Postings:
    field, strength = _FIELDS[name]
    terms, ends = found[f"{name}.terms"], found[f"{name}.ends"]
    parts = (found[f"{name}.data"], found[f"{name}.indices"], ends)
    counts = sparse.csr_matrix(parts, shape=(len(ends) - 1, max(1, len(terms))))
    return Postings(field, terms, counts, found[f"{name}.shares"], strength=strength)


def inner_of(found: Mapping[str, Any]) -> list[Inner]:
    """Pairs of reports of one page out of `arrays_of`."""
    columns = (found[f"inner.{name}"].tolist() for name in ("left", "right", "score", "apart"))
    return [Inner(a.decode(), b.decode(), score, apart) for a, b, score, apart in zip(*columns, strict=True)]
