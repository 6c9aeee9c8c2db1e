"""The one public object: a case that is opened, filled, read, judged and checked.

>>> import djeli
>>> case = djeli.open("sahel-2024")                    # doctest: +SKIP
>>> for event in case.events(country="ML", disputed=True):  # doctest: +SKIP
...     print(event.id, event.title)
"""

from __future__ import annotations

from djeli.ledger.case import LEDGER, SETTINGS, Case
from djeli.ledger.explaining import EventLinks, Explained, Told
from djeli.ledger.handing import Handed
from djeli.ledger.listed import ActorRow
from djeli.ledger.opening import create, open, passing
from djeli.ledger.parcels import Added, Shown
from djeli.ledger.people import History, Part
from djeli.ledger.sources import SourceRow

__all__ = [
    "LEDGER",
    "SETTINGS",
    "ActorRow",
    "Added",
    "Case",
    "EventLinks",
    "Explained",
    "Handed",
    "History",
    "Part",
    "Shown",
    "SourceRow",
    "Told",
    "create",
    "open",
    "passing",
]
