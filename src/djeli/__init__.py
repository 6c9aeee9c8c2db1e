"""Djeli: public reports of conflict in, an evidence-graded ledger of events out.

>>> import djeli
>>> case = djeli.open("path/to/case")          # doctest: +SKIP
>>> case.events(country="ML")                  # doctest: +SKIP
"""

__version__ = "0.1.0"
