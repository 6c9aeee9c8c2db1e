"""`djeli inspect`: one screen about one page, without making a case."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from djeli import ledger, phrases
from djeli.assess.overrule import with_names
from djeli.cli import tables, told
from djeli.cli.console import bars, out, show_json, words
from djeli.cli.eventpage import clip
from djeli.cli.fill import FAILED
from djeli.ledger import Case
from djeli.records import Item
from djeli.settings import Settings
from djeli.vocab import Modality, Phase, SubjectKind

_MOST = 12


def inspect(
    page: Annotated[str, typer.Argument(help="A file or a web address.")],
    private: Annotated[bool, typer.Option("--allow-private", help="Fetch addresses of private networks too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The same facts as JSON.")] = False,
) -> None:
    """What one page says: items, events, who says what, credits, conflicts inside it, and signs for and against it."""
    with ledger.passing(Settings(allow_private_addresses=private)) as case, bars() as progress:
        added = case.add([page], progress=progress)
        for failure in added.failures:
            out.print(words(f"{failure.place}: {failure.message}"))
        if as_json:
            _json(case)
        elif case.documents():
            for part in (
                _head,
                _items,
                _events,
                _statements,
                _states,
                _figures,
                _credits,
                _conflicts,
                _signs,
                _unresolved,
            ):
                part(case)
        if added.failures and not case.documents():
            raise typer.Exit(FAILED)


def _json(case: Case) -> None:
    show_json(
        {
            "documents": case.documents(),
            "items": case.items(),
            "events": case.events(planned=True),
            "claims": [{"claim": claim, "quotes": [case.quote(s) for s in claim.spans]} for claim in case.claims()],
            "figures": [told.figure_json(one) for one in case.figures()],
            "assessments": case.assessments(),
        }
    )


def _section(title: str) -> None:
    out.print()
    out.print(words(title, "bold"))


def _head(case: Case) -> None:
    for document in case.documents()[:_MOST]:
        known = {"title": document.title, "publisher": document.publisher, "published": document.published}
        facts = [f"{name} {field.value} ({field.basis.value})" for name, field in known.items() if field]
        out.print(words(document.uri, "bold"))
        out.print(words(f"  {document.media_type}, {document.size:,} bytes, sha256 {document.id[:16]}…", "dim"))
        out.print(words("  " + ("; ".join(facts) or "the file itself says nothing of title, publisher or date"), "dim"))


def _line(item: Item) -> str:
    title = item.title.value if item.title else "(no title)"
    date = item.published.value[:10] if item.published else "undated"
    publisher = item.publisher.value if item.publisher else "publisher not stated"
    return f"{title} — {publisher}, {date} · {item.kind.value}, {item.language or 'language not known'}"


def _items(case: Case) -> None:
    items = case.items()
    aside = Counter(region.kind.value for item in items for region in item.regions)
    _section(f"Items: {len(items)}")
    for item in items[:_MOST]:
        out.print(words(f"  {clip(_line(item))}"))
    if len(items) > _MOST:
        out.print(words(f"  and {len(items) - _MOST} more", "dim"))
    if aside:
        listed = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in aside.most_common())
        out.print(words(f"  set aside: {listed}", "dim"))


def _events(case: Case) -> None:
    found = case.events()
    untold = [event for event in case.events(planned=True) if not event.modality.happened]
    _section(f"Events: {len(found)}")
    if found:
        out.print(tables.events(found[: 2 * _MOST]))
    else:
        out.print(words("  none told as having happened"))
    for event in untold[:_MOST]:
        out.print(words(f"  {event.modality.value}: {event.title}, {phrases.when(event.when)}", "dim"))


def _statements(case: Case) -> None:
    found = case.statements()
    speakers = {one.said.speaker for one in found}
    _section(f"Who says so: {len(found)} statements by {len(speakers)} speakers")
    if found:
        out.print(told.statements(told.most_first(found)[: 2 * _MOST]))
    if len(found) > 2 * _MOST:
        out.print(words(f"  and {len(found) - 2 * _MOST} more", "dim"))


def _figures(case: Case) -> None:
    found = case.figures()
    if found:
        _section(f"Figures: {len(found)}")
        out.print(told.figure_table(found[: 2 * _MOST]))


def _credits(case: Case) -> None:
    """Credits by the paragraphs they stand under."""
    found = [c for c in case.claims() if c.subject_kind is SubjectKind.ITEM and c.prop == "credit"]
    if not found:
        return
    groups: dict[tuple[str, int, str], list[str]] = {}
    quotes: dict[tuple[str, int, str], str] = {}
    for claim in found:
        reach = claim.spans[1] if len(claim.spans) > 1 else None
        key = (claim.item, reach.start if reach is not None else -1, claim.parsed().notation.value)
        groups.setdefault(key, []).append(claim.parsed().name)
        quotes[key] = f"“{clip(case.quote(reach), 50)}”" if reach is not None else "the whole item"
    _section(f"Credits: {len({n for names in groups.values() for n in names})} outlets (possible origins)")
    for key, names in list(groups.items())[:_MOST]:
        out.print(words(f"  {quotes[key]} ({key[2]}): {', '.join(dict.fromkeys(names))}"))
    if len(groups) > _MOST:
        out.print(words(f"  and {len(groups) - _MOST} more", "dim"))


def _states(case: Case) -> None:
    found = [claim for claim in case.claims() if claim.subject_kind is SubjectKind.ACTOR]
    if found:
        _section(f"What holds of actors: {len(found)}")
    mask = case.shield().mask({claim.item for claim in found}, found)
    for claim in found[:_MOST]:
        quoted = " … ".join(case.quote(span) for span in claim.spans[:2])
        held = f", {phrases.when(claim.valid)}" if claim.valid is not None else ""
        over = " (over)" if claim.phase is Phase.ENDED else ""
        denied = "not " if claim.modality is Modality.NEGATED else ""
        relation = claim.prop.replace("_", " ")
        out.print(words(f"  {denied}{relation} {mask(claim.parsed().name)}{over}{held}: “{clip(quoted, 60)}”"))


def _conflicts(case: Case) -> None:
    pairs = [(event, one) for event in case.events(disputed=True, planned=True) for one in event.disputes]
    _section(f"Conflicts inside the page: {len(pairs)}")
    if pairs:
        out.print(tables.disputes(pairs[:_MOST]))


def _signs(case: Case) -> None:
    grades, deciders = case.assessments(), case.deciders()
    _section("Signs for and against, by item")
    for item in case.items()[:_MOST]:
        graded = grades.get(item.id)
        if graded is None:
            continue
        out.print(words(f"  {clip(_line(item), 84)}  [{graded.grade}]"))
        for signal in graded.signals:
            out.print(
                words(f"    {({1: '+', 0: '·', -1: '−'})[signal.effect]} {with_names(signal.reason, deciders)}", "dim")
            )


def _unresolved(case: Case) -> None:
    names = case.unresolved_names()
    if names:
        _section(f"Places not found: {len(names)}")
        out.print(words("  " + ", ".join(f"{name} ×{count}" for name, count, _ in names[:_MOST])))


_PARTS = (_head, _items, _events, _statements, _states, _figures, _credits, _conflicts, _signs, _unresolved)
