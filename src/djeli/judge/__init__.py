"""Decisions of people, kept beside what the machine found: how they are written, what holds, what is worth deciding.

rows.py       the form of a row, and which rows are in force
pairs.py      decisions about reports, without contradiction, for linking
corrected.py  values of single reports as a person reads them
events.py     values of events, disputes that are none, events that are none
spelling.py   decisions in words
queue.py      what is worth deciding first, and why
codings.py    answers of several people to one question, and what settles those that differ
agreement.py  how well people agree
"""

from __future__ import annotations
