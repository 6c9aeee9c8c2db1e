"""Every way in which something leaves a case. Whoever adds one lists it here: tests go through all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from djeli.export import EXPORTERS
from djeli.ledger.handing import Handed, Handing
from djeli.report.forms import form as load_form
from djeli.report.forms import names as forms
from djeli.report.writers import WRITERS

Way = Callable[[Path, str], Handed]
"""Writes into a folder for an audience."""


def ways_out(case: Handing, about: Mapping[str, str]) -> dict[str, Way]:
    """Ways by name.

    Args:
        case: the case.
        about: what forms of reports ask for: `country`, `event`, `actor`. Forms that ask for more are left out.
    """
    found = {"page": _paging(case)} | {f"export {form}": _exporting(case, form) for form in EXPORTERS}
    for form in forms():
        wanted = load_form(form).asks
        asked = {name: value for name, value in about.items() if value and name in wanted}
        if len(asked) == len(wanted):
            found |= {f"report {form} as {to}": _reporting(case, form, to, asked) for to in WRITERS}
    return found


def _exporting(case: Handing, form: str) -> Way:
    return lambda out, audience: case.hand_out(form, out, audience=audience)


def _paging(case: Handing) -> Way:
    def write(out: Path, audience: str) -> Handed:
        out.mkdir(parents=True, exist_ok=True)
        return case.hand_out_page(out / "page.html", audience=audience)

    return write


def _reporting(case: Handing, form: str, to: str, asked: Mapping[str, str]) -> Way:
    def write(out: Path, audience: str) -> Handed:
        out.mkdir(parents=True, exist_ok=True)
        return case.hand_out_report(form, out / f"report.{to}", to=to, audience=audience, **asked)

    return write
