"""Questions answered from the ledger by search and rules: each answer with its words, who says so and what disputes it.

No answer is made up: where the reports do not say, the answer says that, what was searched and what comes near.
"""

from __future__ import annotations

from djeli.ask.answer import Answer, Found, Known, Line
from djeli.ask.finding import ask
from djeli.ask.names import Named, Names, entries, place_of
from djeli.ask.sayings import table_facts
from djeli.ask.shelf import Shelf

__all__ = ["Answer", "Found", "Known", "Line", "Named", "Names", "Shelf", "ask", "entries", "place_of", "table_facts"]
