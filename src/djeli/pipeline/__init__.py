"""The order of the stages, and nothing else: gather → read → split → extract → origin → link → fold → assess.

gather.py   bytes into the case, with their capture records
work.py     one document's way from bytes to claims: a plain function that any Executor can run
reading.py  sends pending originals through `work`, and commits what comes back, document by document
crew.py     who does that work, and what happens when a worker process dies
limits.py   how long one document may take
base.py     the rows that events are computed from: all, or those near a change
derive.py   origins, links, events, disputes, grades: computed from the kept rows and written in one go
amend.py    the same after one more decision, for what it concerns
grow.py     the same after some pages more, for what they touch
growing.py  what a process keeps of a case for that
kin.py      what that is, and where it reads what it has not at hand
keeping.py  the same kept in the case, for the next process
refold.py   events near such a change
copies.py   families of copies
tasks.py    open questions about events
pages.py    what is noted of each item for later changes
events.py   groups of reports as events
versions.py which document is the newest at its address
judged.py   accounts as people judged them, for looking into a case
reattach.py decisions and event ids, carried over to the reports of a newer reading
mint.py     ids of events, which outlive every re-computation
"""

from __future__ import annotations

from djeli.pipeline.amend import amend
from djeli.pipeline.base import kept, of_pairs, shield_of
from djeli.pipeline.crew import pool
from djeli.pipeline.derive import derive, recipe
from djeli.pipeline.gather import Gathered, Sent, gather, gather_sent
from djeli.pipeline.grow import grow
from djeli.pipeline.growing import Growing
from djeli.pipeline.judged import as_judged, under_all_rules
from djeli.pipeline.progress import Progress, silent
from djeli.pipeline.reading import Read, read_pending
from djeli.pipeline.work import fingerprint, whole

__all__ = [
    "Gathered",
    "Growing",
    "Progress",
    "Read",
    "Sent",
    "amend",
    "as_judged",
    "derive",
    "fingerprint",
    "gather",
    "gather_sent",
    "grow",
    "kept",
    "of_pairs",
    "pool",
    "read_pending",
    "recipe",
    "shield_of",
    "silent",
    "under_all_rules",
    "whole",
]
