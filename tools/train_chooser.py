"""Train the MUC-4 chooser: documents, types, fillers, slots. Part of `train_reader.py`.

Every stage learns from chances of the stage before it that were made by models that did not see the document, and
returns such chances itself, so that the templates of the training half can be scored honestly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from fitting import Fold, dense, matrix
from scipy.sparse import csr_matrix

from djeli.eval import muc4_choice as choice
from djeli.eval import muc4_fill as filling
from djeli.eval.muc4_choice import TYPES, Entity, norm
from djeli.eval.muc4_scene import Scene, plain
from djeli.extract.learned.look import ROLES, TELLING, Look
from djeli.extract.learned.model import packed, together

STRENGTH = {"document": 30.0, "types": 0.01, "fillers": 0.3, "slots": 0.3, "date": 0.1}
"""Inverse of the regularisation, found by cross-validation (docs/why/learned.md)."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Picked:
    """A document with the chances of types and fillers."""

    row: Row
    doc: Sequence[Look]
    scenes: Sequence[Scene]
    kinds: Mapping[str, float]
    fillers: Mapping[Any, Sequence[Entity]]


def chooser(rows: Sequence[Row], docs: Any, scenes: Any, of_doc: Any) -> tuple[dict[str, Any], list[Row]]:
    """Arrays of the weights, and the documents' templates by models that did not see them."""
    out, kinds = _kinds(rows, docs, of_doc)
    more, picked = _fillers(rows, docs, scenes, kinds, of_doc)
    slotted, printed = _slots(picked, [_templates(one) for one in picked], of_doc)
    return {**out, **more, **slotted}, printed


def _kinds(rows: Any, docs: Any, of_doc: Any) -> tuple[dict[str, Any], list[dict[str, float]]]:
    words = matrix(choice.text_words(row["text_cased"][row["body_start"] :]) for row in rows)
    size = np.sqrt(np.maximum(np.asarray(words.sum(axis=1)).ravel(), 1))
    x = csr_matrix(words.multiply(1 / size[:, None]))
    parts, bags = [], {}
    for name in TYPES:
        y, used = choice.wanted(rows, name)
        bags[name], part = Fold(of_doc, STRENGTH["document"]).run(x, y, used)
        parts.append(part)
    out = packed("document", together(TYPES, parts))
    numbers = np.array([choice.of_document(doc, {k: v[n] for k, v in bags.items()}) for n, doc in enumerate(docs)])
    middle, spread = numbers.mean(0), numbers.std(0) + 1e-6
    kinds, parts = {}, []
    for name in TYPES:
        y, used = choice.wanted(rows, name)
        kinds[name], part = Fold(of_doc, STRENGTH["types"]).run((numbers - middle) / spread, y, used)
        parts.append(part)
    out |= dense("types", parts, middle, spread)
    return out, [{name: float(kinds[name][n]) for name in TYPES} for n in range(len(rows))]


def _fillers(rows: Any, docs: Any, scenes: Any, kinds: Any, of_doc: Any) -> tuple[dict[str, Any], list[Picked]]:
    out: dict[str, Any] = {}
    entities = [{role: choice.entities(doc, role) for role in ROLES} for doc in docs]
    for role in ROLES:
        flat = [(n, e) for n in range(len(rows)) for e in range(len(entities[n][role]))]
        numbers = np.array([choice.of_filler(entities[n][role], e, role, kinds[n]) for n, e in flat])
        middle, spread = numbers.mean(0), numbers.std(0) + 1e-6
        labels = [choice.right(rows[n], entities[n][role], role) for n in range(len(rows))]
        y = np.array([labels[n][e] for n, e in flat])
        used = np.array([kinds[n][TELLING] > 0.1 for n, _ in flat])
        fold = Fold(np.array([of_doc[n] for n, _ in flat]), STRENGTH["fillers"])
        values, part = fold.run((numbers - middle) / spread, y, used)
        out |= dense(f"fillers-{role.value}", [part], middle, spread)
        for (n, e), value in zip(flat, values, strict=True):
            entities[n][role][e] = replace(entities[n][role][e], chance=float(value))
    return out, [Picked(rows[n], docs[n], scenes[n], kinds[n], entities[n]) for n in range(len(rows))]


# ---------------------------------------------------------------- templates


def _templates(one: Picked) -> list[tuple[str, list[Entity]]]:
    """The templates that the adapter makes."""
    if not any(look.told for look in one.doc) or one.kinds[TELLING] < filling.RELEVANT:
        return []
    return filling.templates(one.kinds, one.fillers, one.scenes)


def _slots(picked: Sequence[Picked], templates: Any, of_doc: Any) -> tuple[dict[str, Any], list[Row]]:
    """Weights of the slots, and the documents' templates with the likeliest of each slot's candidates."""
    flat = [(n, kind, own) for n, made in enumerate(templates) for kind, own in made]
    keys = _keys(picked, flat)
    asked: list[dict[str, Any]] = []
    for n, kind, own in flat:
        asked.append(dict(filling.asked(kind, own, picked[n].doc, picked[n].scenes)))
    out: dict[str, Any] = {}
    chosen: list[dict[str, Any]] = [{} for _ in flat]
    for name in choice.SLOTS:
        cells = [(t, key, words) for t, found in enumerate(asked) for key, words in found[name].items()]
        right = [_answers(keys[t], name) for t in range(len(flat))]
        y = np.array([key in right[t] for t, key, _ in cells])
        used = np.array([bool(right[t]) for t, *_ in cells])
        fold = Fold(np.array([of_doc[flat[t][0]] for t, *_ in cells]), STRENGTH.get(name, STRENGTH["slots"]))
        values, part = fold.run(matrix(words for *_, words in cells), y, used)
        out |= packed(name, together([name], [part]))
        for (t, key, _), value in zip(cells, values, strict=True):
            if value > chosen[t].get(name, (None, 0.0))[1]:
                chosen[t][name] = (key, float(value))
    rows: dict[int, list[Row]] = defaultdict(list)
    for (n, kind, own), values in zip(flat, chosen, strict=True):
        full = {name: values.get(name, (None, 0.0)) for name in choice.SLOTS}
        rows[n].append(filling.printed(kind, own) | filling.values(full))
    return out, [{"docid": one.row["docid"], "templates": rows[n]} for n, one in enumerate(picked)]


def _keys(picked: Sequence[Picked], flat: Any) -> list[Row | None]:
    """The key that each template tells: of its type, sharing the most fillers; each key once."""
    scored = []
    for place, (n, kind, own) in enumerate(flat):
        for number, key in enumerate(picked[n].row["templates"]):
            shared = sum(_alike(one.text, text) for one in own for text in _texts(key))
            if shared:
                scored.append((shared + 0.5 * (kind in key["types"]), place, n, number))
    keys: list[Row | None] = [None] * len(flat)
    used: set[tuple[int, int]] = set()
    for _, place, n, number in sorted(scored, key=lambda one: (-one[0], *one[1:])):
        if keys[place] is None and (n, number) not in used:
            keys[place] = picked[n].row["templates"][number]
            used.add((n, number))
    return keys


def _texts(key: Row) -> Iterator[str]:
    for slot in ("perp_individuals", "perp_orgs", "targets", "weapons", "victim_names", "victim_descriptions"):
        yield from (text for group in key.get(slot) or () for text in group)


def _alike(one: str, other: str) -> bool:
    a, b = set(norm(one).split()), set(norm(other).split())
    return bool(a and b) and (a <= b or b <= a)


def _answers(key: Row | None, name: str) -> set[Any]:
    """What a key has in a slot, as candidates are written."""
    if key is None:
        return set()
    if name == "country":
        return {plain(place["country"]) for place in key["locations"]}
    if name == "place":
        return {plain(place["path"][-1]["name"]) for place in key["locations"] if place["path"]}
    if name == "date":
        return {(day["from"], day["to"]) for day in key["dates"]}
    toll = _toll(key, name)
    return {toll} if toll is not None else set()


def _toll(key: Row, name: str) -> tuple[int, int | None] | None:
    """The dead or injured of a key: its own count, else the sum over its victims."""
    if key.get(name):
        return key[name]["lo"], key[name]["hi"]
    effect = {"deaths": "DEATH", "injured": "INJURY"}[name]
    hit = [v for v in key["victims"] if any(effect in e for e in v.get("effect") or ())]
    if not hit:
        return None
    counts = [[n for alternative in v.get("number") or () for n in alternative] or [{"lo": 1, "hi": 1}] for v in hit]
    tops = [n["hi"] for one in counts for n in one]
    high = None if None in tops else sum(max(n["hi"] for n in one) for one in counts)
    return sum(min(n["lo"] for n in one) for one in counts), high
