"""Bytes to Reading: one file per format, listed in `table.py`.

>>> from djeli.read import read
>>> from djeli.settings import Settings
>>> next(read("Gunmen attacked Dablo.".encode(), uri="a.txt", settings=Settings())).text.content
'Gunmen attacked Dablo.'
"""

from djeli.read.discover import Source, discover, load
from djeli.read.dispatch import read
from djeli.read.fetch import Fetched, fetch
from djeli.read.sniff import sniff
from djeli.read.table import CONTAINERS, MEDIA_TYPES, READERS

__all__ = ["CONTAINERS", "MEDIA_TYPES", "READERS", "Fetched", "Source", "discover", "fetch", "load", "read", "sniff"]
