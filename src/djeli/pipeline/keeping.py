"""What the next page of a large case is held against, kept in the case, so that a fresh process need not make it anew.

It is written after a whole run, and again when many pages were added since. It speaks for the case as of an entry;
pages that were added after that are taken in when it is read, decisions as they are by then. Whatever else changes a
case computes all of it anew, which lets go of what was kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from djeli.assess.shield import Persons
from djeli.assess.strangers import Familiar, Known
from djeli.judge.pairs import pairs
from djeli.link import Linker
from djeli.origin.families import Overlap
from djeli.origin.growing import Copies, Found, Read
from djeli.origin.tellings import Tellings
from djeli.pipeline.base import items_in, near
from djeli.pipeline.copies import bare
from djeli.pipeline.kin import Kin, Source, claims_of
from djeli.pipeline.reattach import Attached
from djeli.records import Judgement
from djeli.settings import Settings
from djeli.store import Store, View
from djeli.text.holders import Holders

FORM = "2"
"""Of the arrays; others are not read."""
_KINDS = frozenset("biufS")
"""Kinds of arrays: truths, numbers, ids."""
MOST = 2000
"""Pages that are taken in at most when it is read; a whole run costs less than more of them."""


def write(store: Store, kin: Kin, recipe: str) -> bool:
    """Keep it, as of what the case holds now. Returns whether that could be done."""
    arrays = _arrays(kin)
    if arrays is None:
        return False
    kinds, bodies = dict[str, str](), dict[str, bytes]()
    for name, each in arrays.items():
        kinds[name], bodies[name] = _packed(each)
    with store.reading() as view:
        entry = int(view.state().get("derived", "0"))
    kin.touched = 0
    with store.writing() as writer:
        writer.kin(json.dumps({"form": FORM, "recipe": recipe, "entry": entry, "kinds": kinds}), bodies)
    return True


def _arrays(kin: Kin) -> dict[str, Any] | None:
    made = kin.linker.kept()
    if made is None:
        return None
    found, known = kin.copies.found(), kin.familiar.known()
    row = {item: n for n, item in enumerate(found.items)}
    for name, each in (("runs", found.runs), ("lines", found.lines), ("clues", found.clues)):
        made[f"{name}.keys"], made[f"{name}.rows"] = each.arrays()
    made |= {
        "copies.items": list(found.items),
        "copies.sizes": _rows(found.sizes),
        "copies.looked": _rows(found.looked),
        "copies.tongues": list(found.tongues),
    }
    made |= {"copies.left": _rows(row[one.left] for one in found.overlaps)}
    made |= {"copies.right": _rows(row[one.right] for one in found.overlaps)}
    made |= {"copies.share": np.array([one.containment for one in found.overlaps], dtype=float)}
    made |= {"copies.foreign": np.array([one.translation for one in found.overlaps], dtype=bool)}
    made |= {"families.size": _rows(len(some) for some in found.families)}
    made |= {"families.rows": _rows(row[item] for some in found.families for item in some)}
    made |= {"boilerplate": sorted(found.known), "words.items": list(known.items)}
    made |= {"words.keys": known.keys, "words.rows": known.rows, "persons": [json.dumps(kin.persons.known())]}
    return made


def _rows(values: Iterable[int]) -> Any:
    return np.fromiter(values, dtype=np.int32)


def _packed(each: Any) -> tuple[str, bytes]:
    """A kind and the bytes: of lists of words the words line by line."""
    if isinstance(each, list):
        return f"words {len(each)}", "\n".join(each).encode("utf-8", "surrogatepass")
    return each.dtype.str, np.ascontiguousarray(each).tobytes()


def _unpacked(kind: str, body: bytes) -> Any:
    if kind.startswith("words "):
        return body.decode("utf-8", "surrogatepass").split("\n") if int(kind[6:]) else []
    kept = np.dtype(kind)
    if kept.kind not in _KINDS:
        raise ValueError(kind)
    return np.frombuffer(body, dtype=kept)


def read(
    view: View, settings: Settings, recipe: str, turn: tuple[Sequence[Judgement], Attached]
) -> tuple[Kin, int] | None:
    """What was kept, brought up to what derived rows know, and how many pages that took; None where it can't be.

    Args:
        view: of the case.
        settings: of the case.
        recipe: of derived rows.
        turn: decisions in force, and as they speak of current reports.
    """
    last, rows, attached = int(view.state().get("derived", "0")), *turn
    try:
        mark = json.loads(view.kin_mark() or "{}")
        if mark.get("form") != FORM or mark.get("recipe") != recipe:
            return None
        later = [subject for n, kind, subject in view.since(int(mark["entry"])) if kind == "reading" and n <= last]
        if len(later) > MOST:
            return None
        kin = _kin(view, settings, {n: _unpacked(kind, view.kin(n)) for n, kind in mark["kinds"].items()}, attached)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):  # somebody changed it: it is made anew
        return None
    if later and not _caught_up(view, kin, later, rows, attached):
        return None
    kin.note(view.pages_naming())
    if kin.source is not None:
        kin.linker.look_up(kin.source.links)
    return (kin, len(later)) if kin.linker.decide(pairs(attached.judgements)) else None


def _kin(view: View, settings: Settings, found: Mapping[str, Any], attached: Attached) -> Kin:
    items = found["copies.items"]
    ends = np.cumsum(found["families.size"])[:-1]
    some = np.split(found["families.rows"], ends) if len(found["families.size"]) else []
    overlaps = zip(*(found[f"copies.{name}"].tolist() for name in ("left", "right", "share", "foreign")), strict=True)
    copies = Copies(
        Found(
            items=items,
            sizes=found["copies.sizes"].tolist(),
            looked=found["copies.looked"].tolist(),
            runs=Holders(found["runs.keys"], found["runs.rows"]),
            lines=Holders(found["lines.keys"], found["lines.rows"]),
            known=frozenset(found["boilerplate"]),
            overlaps=[
                Overlap(left=items[a], right=items[b], containment=share, translation=foreign)
                for a, b, share, foreign in overlaps
            ],
            families=[tuple(items[n] for n in rows.tolist()) for rows in some],
            tongues=found["copies.tongues"],
            clues=Holders(found["clues.keys"], found["clues.rows"]),
        )
    )
    source = Source(copies, view, attached)
    known = Known(found["words.items"], found["words.keys"], found["words.rows"])
    return Kin(
        linker=Linker.of(found, source.told, threshold=settings.link_threshold),
        copies=copies,
        familiar=Familiar(copies.family, known),
        persons=Persons.of(*json.loads(found["persons"][0])),
        source=source,
    )


def _caught_up(view: View, kin: Kin, documents: Sequence[str], rows: Sequence[Judgement], attached: Attached) -> bool:
    """Take in pages whose derived rows are there already."""
    base = near(view, (), items_in(view, documents), attached, rows)
    stories = {item.id: base.story(item) for item in base.items}
    told = bare(base.items, stories)
    if any(kin.copies.add(name, told.only([name]), reader(view)) is None for name in sorted(told.texts)):
        return False
    if kin.link(base, stories, attached) is None:
        return False
    for item, story in stories.items():
        kin.familiar.add(item, story)
    kin.persons.add(claims_of(base))
    return True


def reader(view: View) -> Read:
    """Reads items as copies are looked for."""

    def read_(names: Iterable[str]) -> Tellings:
        items = list(view.items(names))
        content = {text.id: text.content for text in view.texts({item.text for item in items})}
        return bare(items, {item.id: content[item.text][item.start : item.end] for item in items})

    return read_
