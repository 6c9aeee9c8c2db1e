"""Benchmarks: adapters that ask the public API, scorers in child processes, the table of quality.

An adapter hands the program text, title, address and date of a page, under an opaque id, and nothing of an answer key;
it writes predictions in the benchmark's own form. A new benchmark is one module and one line in BENCHES.
"""

from __future__ import annotations

BENCHES: dict[str, str] = {
    "muc4": "djeli.eval.muc4:BENCH",
    "clusters": "djeli.eval.clusters:BENCH",
    "gva": "djeli.eval.gva:BENCH",
    "ecb": "djeli.eval.ecb:BENCH",
    "geoparse": "djeli.eval.geoparse:BENCH",
    "polnear": "djeli.eval.polnear:BENCH",
    "pagesplit": "djeli.eval.pagesplit:BENCH",
    "neardup": "djeli.eval.neardup:BENCH",
    "relations": "djeli.eval.sets:RELATIONS",
    "figures": "djeli.eval.sets:FIGURES",
    "credits": "djeli.eval.sets:CREDITS",
    "persons": "djeli.eval.sets:PERSONS",
    "translations": "djeli.eval.sets:TRANSLATIONS",
}
"""Name -> "module:Bench"."""
