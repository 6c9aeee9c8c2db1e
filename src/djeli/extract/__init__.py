"""From an item to reports and claims. One file answers one question; `assemble` alone joins the answers.

tools.py         pipelines, word lists, actor table, gazetteer: loaded once per process
annotate.py      sentences with offsets
lexicon.py       words of a language, compiled
events.py        triggers and their types; joining.py: which of them tell one occurrence
modality.py      told as having happened, planned, threatened, hypothetical, negated, foiled; phases; background
actors.py        named actors; parties.py, slots.py, windows.py, participants.py: who did what to whom
places.py        where; times.py: when; harm.py: how many; speakers.py: who says so; credits.py: outlets credited
attach.py        which occurrence a count belongs to
assemble.py      mentions to reports and claims
"""

from __future__ import annotations

from djeli.extract.reading import METHOD, extract, extract_many

__all__ = ["METHOD", "extract", "extract_many"]
