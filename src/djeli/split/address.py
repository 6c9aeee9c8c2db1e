"""The date in a page's address: "…/2024/08/30/title", "…-2024-08-30.html". Addresses only, never names of files.

Most news sites put the day of publication there; it stands in only where the page itself shows no date.
"""

from __future__ import annotations

import datetime as dt
import re

from djeli.records import Document, Field
from djeli.vocab import Basis

_DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/_-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)"
    r"|/(?P<y2>20\d\d)(?P<m2>\d\d)(?P<d2>\d\d)(?=[/_-])"
)
_YEAR = re.compile(r"/((?:19|20)\d\d)/")


def address_date(document: Document) -> Field | None:
    """The day in a web address as a field without a span; None for other addresses and for days that do not exist."""
    for match in _DAY.finditer(_path(document)):
        year, month, day = match["y"] or match["y2"], match["m"] or match["m2"], match["d"] or match["d2"]
        try:
            value = dt.date(int(year), int(month), int(day))
        except ValueError:
            continue
        return Field(value=value.isoformat(), basis=document_basis(document))
    return None


def address_year(document: Document) -> str:
    """The year that stands as a folder in a web address; empty without one."""
    match = _YEAR.search(_path(document))
    return match[1] if match else ""


def document_basis(document: Document) -> Basis:
    """How far the address can be trusted: as the host that was fetched, else as supplied with the page."""
    return Basis.FETCHED_HOST if document.publisher_basis is Basis.FETCHED_HOST else Basis.SUPPLIED


def _path(document: Document) -> str:
    """The path of a web address; empty for files and members of archives without one."""
    scheme, _, rest = document.uri.partition("://")
    return "/" + rest.partition("/")[2] if scheme in ("http", "https") else ""
