"""From an item to reports and claims. One folder answers one question; `assemble` alone joins the answers.

reading.py    the order of the questions; mentions.py: what they hand to one another
tools.py      pipelines, word lists, actor table, gazetteer: loaded once per process
annotate.py   sentences with offsets; lexicon.py: words of a language, compiled
events/       what happened: triggers and types, told how, and which of them tell one occurrence
roles/        who did what to whom: named actors and described parties
places/       where; times/: when; harm/: how many
speech/       who says so, and which outlets are credited
learned/      what was learned from annotated reports, on top of the rules
assemble.py   mentions to reports and claims
"""

from __future__ import annotations

from djeli.extract.reading import METHOD, extract, extract_many

__all__ = ["METHOD", "extract", "extract_many"]
