"""A report from a form and a dossier."""

from __future__ import annotations

from djeli.report.document import Chapter, Paper, bound
from djeli.report.dossier import Dossier
from djeli.report.forms import KINDS, Form
from djeli.report.grammar import iso
from djeli.report.lead import lead_of
from djeli.report.tell import label, title


def build(form: Form, dossier: Dossier) -> Paper:
    """The report; the form's questions must have been answered in the dossier."""
    asked = dossier.asked
    file = dossier.files[0] if dossier.files else None
    slots = {
        "place": asked.place or dossier.case,
        "of_place": f": {asked.place}" if asked.place else f": {dossier.case}",
        "event_title": (title(file) if lead_of(file) else label(file)) if file else "",
        "actor_name": dossier.actors[0].name if dossier.actors else asked.actor,
    }
    chapters = tuple(
        Chapter(title=part.title, anchor=f"c{number}", blocks=tuple(KINDS[part.kind](dossier, part.options)))
        for number, part in enumerate(form.chapters, start=1)
    )
    return bound(
        form.title.format(**slots),
        _period(dossier),
        dossier.note,
        chapters,
        audience=dossier.audience,
    )


def _period(dossier: Dossier) -> str:
    """The period asked for and the day the case was last added to."""
    asked = dossier.asked
    since, until = iso(asked.since), iso(asked.until)
    span = (
        f"{since} to {until}" if since and until else f"since {since}" if since else f"until {until}" if until else ""
    )
    known = f"as the case stood on {iso(dossier.known.isoformat())}" if dossier.known else ""
    return ", ".join(part for part in (span, known) if part)
