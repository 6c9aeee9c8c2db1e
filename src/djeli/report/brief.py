"""Chapters of the desk's brief, a line an event: what is new, disputed, to be checked. `BRIEF` lists them for forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from djeli.report import grammar
from djeli.report.chapters import Kind, Options, cell
from djeli.report.choose import newest_first
from djeli.report.cites import say
from djeli.report.document import Block, Bullets, Paragraph, Sentence
from djeli.report.dossier import Dossier, File
from djeli.report.lead import lead_of
from djeli.report.sides import matter, of_claims
from djeli.report.tell import label, when_of, where_of
from djeli.report.tolls import low_best_high
from djeli.vocab import Harm


def new(dossier: Dossier, options: Options) -> Iterator[Block]:
    """Events whose newest page is the newest."""
    able = [f for f in dossier.files if f.event.modality.happened and not f.event.background and lead_of(f)]
    found = sorted(able, key=lambda f: (f.newest, f.event.id), reverse=True)
    yield _list(found, options, lambda file: _line(file, "new", toll=_killed(file)))


def brief_disputed(dossier: Dossier, options: Options) -> Iterator[Block]:
    """Events whose accounts disagree, and about what."""
    found = sorted((f for f in dossier.files if f.event.disputes), key=newest_first)

    def line(file: File) -> Sentence:
        matters = grammar.listed([matter(one) for one in file.event.disputes])
        return _line(file, "disputed", matters=f"accounts disagree on {matters}")

    yield _list(found, options, line)


def to_check(dossier: Dossier, options: Options) -> Iterator[Block]:
    """What rests on one source and counts most dead, and what lacks a date or place."""
    able = [
        f
        for f in dossier.files
        if f.event.modality.happened and lead_of(f) and (f.event.origins_held < 2) and Harm.KILLED in f.event.harm
    ]
    found = sorted(able, key=lambda f: (-(f.event.harm[Harm.KILLED].high or 0), f.event.id))

    def line(file: File) -> Sentence:
        lacks = [name for name, has in (("no date", when_of(file)), ("no place", where_of(file))) if not has]
        why = grammar.listed([f"a single source for {_killed(file)}", *lacks])
        return _line(file, "check", why=why)

    yield _list(found, options, line)


def _killed(file: File) -> str:
    low, _, high = low_best_high(file)
    if not low:
        return ""
    return f"{high if low == high else f'{low} to {high}'} killed"


def _line(file: File, name: str, **slots: str) -> Sentence:
    one = lead_of(file)
    told = [one.kind, *(claim for claim in (one.dated, one.placed) if claim)] if one else []
    own = of_claims(file, file.event.harm[Harm.KILLED].claims)[:2] if Harm.KILLED in file.event.harm else []
    parts = {"label": label(file), "when": when_of(file), "where": where_of(file), **slots}
    if one and not parts["when"] and not parts["where"]:  # nothing but its words tells which event it is
        parts["quote"] = grammar.quoted(one.kind.passage, _GLIMPSE)
    return say("brief", name, [*told[:1], *own[:1]], facts=list(parts.values()), event=file.event.id, **parts)


_GLIMPSE = 160
"""Characters of the words that stand for a date and a place."""


def _list(found: Sequence[File], options: Options, line: Callable[[File], Sentence]) -> Block:
    most = int(options.get("most", 10))
    shown = [line(file) for file in found[:most]]
    if not shown:
        return Paragraph(sentences=(say("brief", "none"),))
    if len(found) > most:
        shown.append(cell(f"And {grammar.number(len(found) - most)} more."))
    return Bullets(sentences=tuple(shown))


BRIEF: Mapping[str, Kind] = {"new": new, "brief_disputed": brief_disputed, "to_check": to_check}
"""Kinds of chapters of the brief."""
