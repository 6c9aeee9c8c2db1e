"""Figures of clusters by the language of the pages: the scorer is asked again with the pages of one language alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from djeli.errors import InputError

FEWEST = 5
"""Main pages a language needs for figures of its own; of fewer the scorer has too little to go by."""
_LIMIT = 600  # seconds a scorer may take


def by_language(gold: Path, predictions: Path, scorer: Path) -> dict[str, float]:
    """B-cubed F1 and contradiction recall over the main pages of each language, by the names of a table's rows.

    A contradiction counts for a language when at least two of its sides have a page in it; one that needs pages of two
    languages counts for none.

    Raises:
        InputError: the scorer failed.
    """
    told = [json.loads(line) for line in gold.with_name("pages.jsonl").read_text(encoding="utf-8").splitlines()]
    language = {row["id"]: row.get("lang", "") for row in told}
    whole = json.loads(gold.with_name("gold.json").read_text(encoding="utf-8"))
    found: dict[str, float] = {}
    for name, pages in _grouped(whole, language).items():
        scores = _scored(only(whole, pages), gold.with_name("pages.jsonl"), predictions, scorer)
        found[f"{name}: B-cubed F1 of {len(pages)} main pages"] = float(scores["bcubed_main"]["f1"])
        if number := scores["contradictions"]["gold"]:
            recall = float(scores["contradictions"]["recall_same_group"])
            found[f"{name}: contradiction recall of {number}"] = recall
    return found


def _grouped(gold: Mapping[str, Any], language: Mapping[str, str]) -> dict[str, set[str]]:
    """Main pages by language, most pages first."""
    pages: dict[str, set[str]] = defaultdict(set)
    for incident in _dev(gold):
        for page in incident["pages"]["main"]:
            pages[language.get(page, "")].add(page)
    enough = [(name, found) for name, found in pages.items() if name and len(found) >= FEWEST]
    return dict(sorted(enough, key=lambda row: (-len(row[1]), row[0])))


def _dev(gold: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [one for one in gold["incidents"] if one["split"] == "dev"]


def only(gold: Mapping[str, Any], pages: set[str]) -> dict[str, Any]:
    """The gold answers as if only these pages had been asked."""
    incidents = []
    for one in _dev(gold):
        main = [page for page in one["pages"]["main"] if page in pages]
        if main:
            kept = {"main": main, "background": []}
            records = [row for row in one["page_records"] if row["page"] in pages]
            disputes = [left for each in one["contradictions"] if (left := _left(each, pages)) is not None]
            incidents.append({**one, "pages": kept, "page_records": records, "contradictions": disputes})
    return {**gold, "incidents": incidents}


def _left(contradiction: Mapping[str, Any], pages: set[str]) -> dict[str, Any] | None:
    """A contradiction with the pages left to its sides; None where fewer than two sides have any."""
    sides = [{**side, "pages": [page for page in side["pages"] if page in pages]} for side in contradiction["sides"]]
    sides = [side for side in sides if side["pages"]]
    return {**contradiction, "sides": sides} if len(sides) > 1 else None


def _scored(gold: Mapping[str, Any], pages: Path, predictions: Path, scorer: Path) -> Any:
    """The scorer's answer with other gold answers: it reads those that lie beside it."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        shutil.copy(scorer, here / scorer.name)
        shutil.copy(pages, here / "pages.jsonl")
        (here / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
        command = [sys.executable, str(here / scorer.name), str(predictions.resolve()), "--split", "dev", "--json"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_LIMIT, cwd=folder, check=False)
        if done.returncode:
            raise InputError(f"the scorer failed: {done.stderr.strip()[-400:]}", where=str(scorer))
        return json.loads(done.stdout[done.stdout.index("{") :])
