"""A case that hands out: exports and pages for an audience, each behind its veil."""

from __future__ import annotations

import datetime as dt
import gc
import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from djeli import plugins
from djeli.bundle import Bundle
from djeli.errors import NotFound
from djeli.export import EXPORTERS, check_form, splitting
from djeli.export.arrow import frame
from djeli.ledger.bundling import bundle_of
from djeli.ledger.placing import Placing
from djeli.ledger.reporting import Clerk
from djeli.ledger.small import iso_day
from djeli.policy import Pseudonyms, Veil, audiences, rules, veil_of
from djeli.report.build import build
from djeli.report.dossier import Asked, Dossier
from djeli.report.forms import form as load_form
from djeli.report.forms import names as form_names
from djeli.report.page import render
from djeli.report.writers import WRITERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What was written, for whom, and a sentence on what was held back; `key` is the key file where it was made now,
    `title` what the case is called before that audience.
    """

    paths: tuple[Path, ...]
    audience: str
    note: str
    key: Path | None = None
    title: str = ""


_WHICH = {
    "country": "in a terminal: --country Mali",
    "event": "in a terminal: --event ID, as djeli events lists them",
    "actor": "in a terminal: --actor NAME, as djeli actors lists them",
}
"""How each thing that a report is about is named."""


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cyclic garbage meanwhile: among millions of records that live on it finds none, and takes long."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Handing(Placing):
    """A case folder that hands out. `Case` is this and what fills and checks."""

    def forms(self) -> dict[str, str]:
        """Forms that the ledger can be written in, each with a sentence on it: the first of its module."""
        modules = {name: importlib.import_module(where.partition(":")[0]) for name, where in EXPORTERS.items()}
        return {name: (one.__doc__ or name).strip().partition("\n\n")[0] for name, one in modules.items()}

    def report_forms(self) -> dict[str, str]:
        """Forms of reports for people, each with a sentence on it."""
        return {name: load_form(name).about for name in form_names()}

    def audiences(self) -> dict[str, str]:
        """For whom something can be written, each in words on who that is."""
        return {name: rules(name, self.settings.policy).whom for name in audiences()}

    def veil(self, audience: str = "", *, today: dt.date | None = None) -> Veil:
        """What stands between the case and an audience: everything that leaves goes through it.

        Args:
            audience: internal, partner or public; without one, public.
            today: the day from which the delay counts back; without one, today (UTC).

        Raises:
            CaseError: there are no rules for that audience, or the key of the pseudonyms cannot be read or written.
        """
        chosen = rules(audience, self.settings.policy)
        pseudonyms = Pseudonyms(None if chosen.open else self.folder)
        made = veil_of(
            self.store.reading,
            chosen,
            pseudonyms,
            settings=self.settings,
            gazetteer=self.places(),
            today=today or dt.datetime.now(dt.UTC).date(),
        )
        made.key = pseudonyms.keep() if not chosen.open and made.protects else None
        return made

    @contextmanager
    def bundle(self, audience: str = "", *, veil: Veil | None = None) -> Iterator[Bundle]:
        """The whole ledger as an audience may see it, for the length of the block."""
        chosen = veil or self.veil(audience)
        with self.store.reading() as view:
            yield bundle_of(view, chosen, case=self.settings.title or self.folder.name, folder=self.folder)

    def hand_out(self, form: str, out: str | Path, *, audience: str = "", split: str = "") -> Handed:
        """Write the ledger to files for an audience.

        Args:
            form: one of `EXPORTERS`.
            out: folder to write into.
            audience: internal, partner or public; without one, public.
            split: of a form with coded rows, the rule by which an event gives several: day-place or dyad-day-place.

        Raises:
            NotFound: no such form or rule.
            CaseError: there are no rules for that audience, the form has no rows to split, or a library is missing.
        """
        write, chosen = plugins.load(EXPORTERS, check_form(form)), splitting(form, split)
        veil = self.veil(audience)
        with self.bundle(veil=veil) as bundle, uncollected():
            written: list[Path] = write(bundle, Path(out), **chosen)
        self._log(form, veil, Path(out))
        return self._handed(tuple(written), veil)

    def export(self, form: str, out: str | Path, *, audience: str = "", split: str = "") -> list[Path]:
        """Write the ledger to files for an audience, public where none is named. Returns what was written.

        Raises:
            NotFound: no such form or rule.
            CaseError: as `hand_out`.
        """
        return list(self.hand_out(form, out, audience=audience, split=split).paths)

    def frame(self, table: str = "events", *, kind: str = "pandas", audience: str = "internal") -> Any:
        """One of the case's tables as a data frame, for work inside the team unless another audience is named.

        Args:
            table: events, disputes or sources.
            kind: pandas, polars or arrow (a `pyarrow.Table`).
            audience: internal, partner or public.

        Raises:
            NotFound: no such table or kind.
            CaseError: the library is not installed; the message says how to add it.
        """
        with self.bundle(audience) as bundle:
            return frame(bundle, table, kind)

    def hand_out_page(self, out: Path, *, audience: str = "") -> Handed:
        """Write the case as one HTML page for an audience, public where none is named."""
        veil = self.veil(audience)
        with self.bundle(veil=veil) as bundle:
            out.write_text(render(bundle, note=veil.note), encoding="utf-8")
        self._log("page", veil, out)
        return self._handed((out,), veil)

    def dossier(self, asked: Asked, *, veil: Veil) -> Dossier:
        """What a report may say to an audience: events of a country, a period, an actor, or one event, with all they
        rest on.

        Raises:
            NotFound: no such country, event or actor, not a date, or an event that is held back.
        """
        code = self.country_code(asked.country) if asked.country else ""
        known = self.places().country(code) if code else None
        since, until = iso_day(asked.since, last=False), iso_day(asked.until, last=True)
        place = known.name if known is not None else ""
        asked = replace(asked, country=code, place=place, since=since, until=until)
        with self.store.reading() as view:
            clerk = Clerk(view, veil, self.text)
            return clerk.dossier(asked, case=self.settings.title or self.folder.name)

    def hand_out_report(
        self,
        form: str,
        out: Path,
        *,
        to: str = "html",
        audience: str = "",
        country: str = "",
        since: str = "",
        until: str = "",
        event: str = "",
        actor: str = "",
    ) -> Handed:
        """Write a report for an audience, public where none is named.

        Args:
            form: country, digest, incident, actor or brief.
            out: file to write.
            to: html, pdf, docx, md or json.
            audience: internal, partner or public; without one, public.
            country: ISO code or name.
            since: first day, ISO; also a year or a month.
            until: last day, ISO; also a year or a month.
            event: id of an event, for the form incident.
            actor: id or name, for the form actor.

        Raises:
            NotFound: no such form, target, country, event or actor; or the form needs what was not given.
            CaseError: there are no rules for the audience, or a package that the target needs is missing.
        """
        chosen, write = load_form(form), plugins.load(WRITERS, to)
        asked = Asked(form=form, country=country, since=since, until=until, event=event, actor=actor)
        for one in chosen.asks:
            if not getattr(asked, one):
                raise NotFound(f"a report of the form {form!r} is about one {one}: say which ({_WHICH[one]})")
        veil = self.veil(audience)
        written: Path = write(build(chosen, self.dossier(asked, veil=veil)), out)
        self._log(f"report {form} as {to}", veil, out)
        return self._handed((written,), veil)

    def _handed(self, paths: tuple[Path, ...], veil: Veil) -> Handed:
        title = veil.text(self.settings.title or self.folder.name)
        return Handed(paths=paths, audience=veil.audience, note=veil.note(), key=veil.key, title=title)

    def _log(self, form: str, veil: Veil, out: Path) -> None:
        """Remember what was written for whom, so that a withdrawal can say where copies are.

        A case that can only be looked at keeps no such list.
        """
        if os.access(self.folder, os.W_OK):
            with self.store.writing() as writer:
                writer.handed(form, veil.audience, str(out.absolute()))

    def write_page(self, out: Path, *, audience: str = "") -> Path:
        """Write the case as one HTML page for an audience, public where none is named."""
        return self.hand_out_page(out, audience=audience).paths[0]
