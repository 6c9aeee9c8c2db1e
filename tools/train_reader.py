"""Train the learned reader and the MUC-4 chooser on the benchmark's training half; write their weights.

    python tools/train_reader.py ../shared/bench/muc4/train.jsonl [--work FOLDER]

Reading the texts takes minutes and is kept in FOLDER; training takes two. The texts are in the public domain. Needs
the `eval` extra (scikit-learn). The digest of the training file is written beside each weights file; the same data,
rules and library versions give the same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import pickle
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

os.environ["DJELI_LEARNED"] = "0"

from fitting import FOLDS, Fold, matrix
from train_chooser import chooser

from djeli import read, split
from djeli.eval import muc4_choice as choice
from djeli.eval.muc4_page import Page, page_of
from djeli.extract.learned.look import ROLES, TELLING, Look
from djeli.extract.learned.model import Model, packed, together
from djeli.extract.tools import load_tools
from djeli.settings import Settings

HERE = Path(__file__).resolve().parent.parent / "src" / "djeli"
READER, CHOOSER = HERE / "extract" / "learned" / "weights.npz", HERE / "eval" / "muc4_weights.npz"
TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", TELLING)
STRENGTH = {"roles": 0.2, "spans": 0.1, "told": 0.05}
"""Inverse of the regularisation, found by cross-validation (docs/why/learned.md)."""

Row = dict[str, Any]


# ---------------------------------------------------------------- reading


def pages(rows: Sequence[Row]) -> Iterator[Page]:
    """What the reader looks at in each text, without chances, and what the text names."""
    tools = load_tools(Settings())
    lines = [json.dumps({"url": f"https://benchmark.invalid/{n:06d}", **_page(row)}) for n, row in enumerate(rows)]
    options = {"settings": Settings(max_bytes=1 << 30), "media_type": "application/x-ndjson"}
    days = [_page(row)["date"] for row in rows]
    found: dict[int, Page] = {}
    for reading in read.read("\n".join(lines).encode(), uri="pages.jsonl", **options):  # type: ignore[arg-type]
        number = int(reading.document.uri.rsplit("/", 1)[1][:6])  # type: ignore[union-attr]
        items = split.split(reading.text, reading.document)
        found[number] = page_of(items, reading.text, reading.document, tools, models={}, dateline=days[number])
    for number in range(len(rows)):
        yield found.get(number, [])


def _page(row: Row) -> Row:
    return {"text": row["text_cased"], "date": (row.get("header") or {}).get("date_iso") or ""}


# ---------------------------------------------------------------- training


def read_all(rows: Sequence[Row], work: Path, name: str) -> list[Page]:
    """Pages of all rows, kept in a file of the working folder."""
    kept = work / f"{name}.pages"
    if not kept.is_file():
        kept.write_bytes(pickle.dumps(list(pages(rows))))
    found: list[Page] = pickle.loads(kept.read_bytes())  # noqa: S301 - our own file of a minute ago
    return found


def train(
    rows: Sequence[Row], found_pages: Sequence[Page], seed: int
) -> tuple[dict[str, Any], dict[str, Any], list[Row]]:
    """Arrays of both weights files, and the documents' templates by models that did not see them."""
    found = [[look for look, _ in page] for page in found_pages]
    of_doc = np.random.RandomState(seed).permutation(len(rows)) % FOLDS
    gold = [choice.gold(row) for row in rows]
    relevant = [bool(row["templates"]) for row in rows]
    seen = [(d, i, s) for d, ls in enumerate(found) for i, one in enumerate(ls) for s in range(len(one.seen))]
    told = [(d, i, t) for d, ls in enumerate(found) for i, one in enumerate(ls) for t in range(len(one.told))]
    roles, role_chances = _roles(found, seen, gold, relevant, of_doc)
    spans, cut_chances = _spans(found, seen, gold, role_chances, of_doc)
    tells, told_chances = _told(found, told, rows, of_doc)
    own = [words for doc in found for one in choice.own_words(doc) for words in one]
    mentions, own_chances = _roles(found, seen, gold, relevant, of_doc, words=own)
    docs = _filled(found, seen, told, roles=own_chances, cuts=cut_chances, tells=told_chances)
    reader = {**packed("roles", roles), **packed("spans", spans), **packed("told", tells)}
    arrays, printed = chooser(rows, docs, [[scene for _, scene in page] for page in found_pages], of_doc)
    return reader, {**arrays, **packed("mentions", mentions)}, printed


def _roles(
    found: Any, seen: Any, gold: Any, relevant: Any, of_doc: Any, *, words: Sequence[Sequence[str]] | None = None
) -> tuple[Model, Any]:
    x = matrix(words or [found[d][i].seen[s].words for d, i, s in seen])
    used = np.array([relevant[d] for d, _, _ in seen])
    fold = Fold(np.array([of_doc[d] for d, _, _ in seen]), STRENGTH["roles"])
    parts, chances = [], []
    for role in ROLES:
        y = np.array([any(choice.norm(c.text) in gold[d][role] for c in found[d][i].seen[s].cuts) for d, i, s in seen])
        out, part = fold.run(x, y, used)
        parts.append(part)
        chances.append(out)
    return together([r.value for r in ROLES], parts), np.stack(chances, axis=1)


def _spans(found: Any, seen: Any, gold: Any, role_chances: Any, of_doc: Any) -> tuple[Model, Any]:
    flat = [(n, c) for n, (d, i, s) in enumerate(seen) for c in range(len(found[d][i].seen[s].cuts))]
    worth = [(n, c) for n, c in flat if role_chances[n].max() > 0.05]
    cut = [found[seen[n][0]][seen[n][1]].seen[seen[n][2]].cuts for n, _ in worth]
    x = matrix(cuts[c].words for cuts, (_, c) in zip(cut, worth, strict=True))
    fold = Fold(np.array([of_doc[seen[n][0]] for n, _ in worth]), STRENGTH["spans"])
    parts, chances = [], {}
    for number, role in enumerate(ROLES):
        y = np.array(
            [choice.norm(cuts[c].text) in gold[seen[n][0]][role] for cuts, (n, c) in zip(cut, worth, strict=True)]
        )
        hit = {n for ok, (n, _) in zip(y, worth, strict=True) if ok}
        out, part = fold.run(x, y, np.array([n in hit for n, _ in worth]))
        parts.append(part)
        for (n, c), value in zip(worth, out, strict=True):
            chances[n, c, number] = float(value)
    return together([r.value for r in ROLES], parts), chances


def _told(found: Any, told: Any, rows: Any, of_doc: Any) -> tuple[Model, Any]:
    labels = [choice.told_types(rows[d], found[d][i], found[d][i].told[t].sentence) for d, i, t in told]
    used = np.array([bool(found_) or not rows[d]["templates"] for found_, (d, _, _) in zip(labels, told, strict=True)])
    x = matrix(found[d][i].told[t].words for d, i, t in told)
    fold = Fold(np.array([of_doc[d] for d, _, _ in told]), STRENGTH["told"])
    parts, chances = [], []
    for name in TYPES:
        y = np.array([name in one or (name == TELLING and bool(one)) for one in labels])
        out, part = fold.run(x, y, used)
        parts.append(part)
        chances.append(out)
    return together(TYPES, parts), np.stack(chances, axis=1)


def _filled(found: Any, seen: Any, told: Any, *, roles: Any, cuts: Any, tells: Any) -> list[list[Look]]:
    """The looks with chances in them, as the reader would give them."""
    new_seen: dict[tuple[int, int], list[Any]] = {}
    for n, (d, i, s) in enumerate(seen):
        one = found[d][i].seen[s]
        pieces = tuple(
            replace(cut, chances={r.value: cuts.get((n, c, k), 0.0) for k, r in enumerate(ROLES)}, words=())
            for c, cut in enumerate(one.cuts)
        )
        chances = {r.value: float(roles[n, k]) for k, r in enumerate(ROLES)}
        new_seen.setdefault((d, i), []).append(replace(one, cuts=pieces, chances=chances, words=()))
    new_told: dict[tuple[int, int], list[Any]] = {}
    for n, (d, i, t) in enumerate(told):
        chances = {name: float(tells[n, k]) for k, name in enumerate(TYPES)}
        new_told.setdefault((d, i), []).append(replace(found[d][i].told[t], chances=chances, words=()))
    return [
        [
            replace(one, seen=tuple(new_seen.get((d, i), ())), told=tuple(new_told.get((d, i), ())))
            for i, one in enumerate(ls)
        ]
        for d, ls in enumerate(found)
    ]


def write(path: Path, arrays: Mapping[str, Any], digest: str) -> None:
    """A weights file and the digest of what it was trained on."""
    np.savez_compressed(path, **arrays)
    note = f"sha256 of the training file: {digest}\nmade by: tools/train_reader.py\ntexts: MUC-4, public domain\n"
    path.with_suffix(".txt").write_text(note, encoding="utf-8")


def main() -> int:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, default=Path("/tmp/djeli-reader"))  # noqa: S108 - scratch, can be told
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    rows = [json.loads(line) for line in given.data.open(encoding="utf-8")]
    found = read_all(rows, given.work, given.data.stem)
    reader, chooser_arrays, printed = train(rows, found, given.seed)
    digest = hashlib.sha256(given.data.read_bytes()).hexdigest()
    write(READER, reader, digest)
    write(CHOOSER, chooser_arrays, digest)
    by_folds = given.work / f"by-folds-{given.seed}.jsonl"
    by_folds.write_text("".join(json.dumps(row) + "\n" for row in printed), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
