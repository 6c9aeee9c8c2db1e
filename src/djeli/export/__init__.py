"""Ledger to files that other programs read. A new form is one module and one line in EXPORTERS and in ABOUT."""

from __future__ import annotations

from djeli.bundle import Bundle
from djeli.errors import CaseError, NotFound
from djeli.export.occasions import SPLITS, check_split

EXPORTERS: dict[str, str] = {
    "jsonl": "djeli.export.jsonl:export",
    "csv": "djeli.export.csv:export",
    "xlsx": "djeli.export.xlsx:export",
    "parquet": "djeli.export.parquet:export",
    "acled": "djeli.export.acled:export",
    "ucdp": "djeli.export.ucdp:export",
    "plover": "djeli.export.plover:export",
    "hxl": "djeli.export.hxl:export",
    "geojson": "djeli.export.geojson:export",
    "ftm": "djeli.export.ftm_files:export",
    "claimreview": "djeli.export.claimreview:export",
    "ris": "djeli.export.ris:export",
    "csljson": "djeli.export.csljson:export",
    "bagit": "djeli.export.bagit:export",
}
"""Form -> "module:function" of `export(bundle, out_folder) -> list of paths`."""

ABOUT: dict[str, str] = {
    "jsonl": "the whole ledger as JSON Lines, every value with its words and who says so",
    "csv": "one row an event, for spreadsheets",
    "xlsx": "events, disputes and sources as an Excel workbook, with a sheet that explains the columns",
    "parquet": "events, disputes and sources as Parquet files, for data frames",
    "acled": "ACLED-style columns and codes, with our own definitions; disputes in the notes",
    "ucdp": "UCDP-style columns and codes, with our own definitions; only events with a death in low, best or high",
    "plover": "PLOVER records as JSON Lines, with precision, bounds and disputes as extra fields",
    "hxl": "ACLED-style columns with HXL tags in the second row, for humanitarian tools",
    "geojson": "events for maps, one feature each, with how exactly the place is known",
    "ftm": "FollowTheMoney entities, and statements with the words each value rests on",
    "claimreview": "ClaimReview of events that an analyst approved or graded; nothing a machine alone came to",
    "ris": "sources for reference managers",
    "csljson": "sources for Pandoc and reference managers",
    "bagit": "the whole case with its originals, each file with its hash; for the team only",
}
"""Form -> a sentence on what it is."""

SPLITTING = frozenset({"acled", "ucdp", "hxl"})
"""Forms whose events may give several rows; their `export` takes `split=`."""


def check_form(form: str) -> str:
    """The form of that name.

    Raises:
        NotFound: there is none; the message lists those there are.
    """
    if form not in EXPORTERS:
        raise NotFound(f"no form is called {form!r}; `djeli export --forms` explains them: {', '.join(EXPORTERS)}")
    return form


def splitting(form: str, split: str) -> dict[str, str]:
    """The keyword for a form's `export`, none where no rule was chosen.

    Raises:
        NotFound: no such rule.
        CaseError: the form has no rows to split.
    """
    if not split:
        return {}
    if form not in SPLITTING:
        raise CaseError(f"the form {form!r} has one row an event; --split goes with {', '.join(sorted(SPLITTING))}")
    return {"split": check_split(split)}


__all__ = ["ABOUT", "EXPORTERS", "SPLITS", "SPLITTING", "Bundle", "check_form", "splitting"]
