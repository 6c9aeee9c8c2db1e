"""A report from a form and a dossier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from djeli.report.cites import say
from djeli.report.document import Chapter, Paper, Paragraph, Picture, bound, sentences_of
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
    chapters = [
        Chapter(title=part.title, anchor=f"c{number}", blocks=tuple(KINDS[part.kind](dossier, part.options)))
        for number, part in enumerate(form.chapters, start=1)
    ]
    return bound(
        form.title.format(**slots),
        _period(dossier),
        dossier.note,
        tuple(_filled(chapters)),
        audience=dossier.audience,
    )


def _filled(chapters: Sequence[Chapter]) -> Iterator[Chapter]:
    """Chapters that tell something; the last one names those that don't."""
    full = [one for one in chapters if not one.title or _tells(one)]
    left = [one.title for one in chapters if one.title and not _tells(one)]
    yield from full[:-1] if left else full
    if left and full:
        line = say("summary", "left_out", facts=left, titles="; ".join(left))
        yield replace(full[-1], blocks=(*full[-1].blocks, Paragraph(sentences=(line,), style="small")))


def _tells(chapter: Chapter) -> bool:
    """Whether a chapter says more than that there is nothing to say."""
    told = (one for block in chapter.blocks for one in sentences_of(block))
    drawn = any(isinstance(block, Picture) for block in chapter.blocks)
    return drawn or any(not one.template.startswith("nothing.") for one in told)


def _period(dossier: Dossier) -> str:
    """The period asked for and the day the case was last added to."""
    asked = dossier.asked
    since, until = iso(asked.since), iso(asked.until)
    span = (
        f"{since} to {until}" if since and until else f"since {since}" if since else f"until {until}" if until else ""
    )
    known = f"as the case stood on {iso(dossier.known.isoformat())}" if dossier.known else ""
    return ", ".join(part for part in (span, known) if part)
