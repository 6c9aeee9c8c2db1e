"""Commands that look into a case: events, show, disputes, sources, claims, items."""

from __future__ import annotations

from typing import Annotated

import typer

from djeli.cli import contest, tables, tollpage
from djeli.cli.console import opened, out, show_json, words
from djeli.cli.eventpage import page
from djeli.cli.fill import CaseOption, JsonOption
from djeli.cli.told import statement_json
from djeli.viewcodec import plain

_CREDITED = 30
LEGEND = (
    "⚠ accounts disagree · origins: independent ones in this case, of all that are named · grade: source A (reliable) "
    "to E (unreliable), F (no basis to judge); information 1 (confirmed) to 5 (improbable), 6 (cannot be judged)"
)
"""What stands under a table of events, so that nobody has to look it up."""


def events(
    case: CaseOption = None,
    country: Annotated[str, typer.Option(help="Country, name or ISO code.")] = "",
    place: Annotated[str, typer.Option(help="Place, or a unit above it.")] = "",
    actor: Annotated[str, typer.Option(help="Participant, by name or id.")] = "",
    kind: Annotated[str, typer.Option("--type", help="Event type, such as air_strike.")] = "",
    since: Annotated[str, typer.Option(help="First day, month or year: 2024-07.")] = "",
    until: Annotated[str, typer.Option(help="Last day, month or year.")] = "",
    text: Annotated[str, typer.Option(help="Words that stand in the reports; * for any ending.")] = "",
    disputed: Annotated[bool, typer.Option("--disputed", help="Only where accounts disagree.")] = False,
    planned: Annotated[bool, typer.Option("--planned", help="Also what did not happen, or not yet.")] = False,
    background: Annotated[bool, typer.Option(help="Also what is mentioned in passing.")] = True,
    rules: Annotated[str, typer.Option(help="all: each count under all three rules, side by side.")] = "",
    as_json: JsonOption = False,
) -> None:
    """List events, newest first."""
    filters = {
        "country": country,
        "place": place,
        "actor": actor,
        "type": kind,
        "since": since,
        "until": until,
        "text": text,
    }
    with opened(case) as opened_case:
        found = opened_case.events(**filters, disputed=disputed, planned=planned, background=background)
        total = opened_case.counts()["d_event"]
        by_rule = opened_case.all_rules(found) if _all(rules) else {}
    if as_json:
        show_json([{**plain(event), "rules": plain(by_rule[event.id])} for event in found] if rules else found)
        return
    if not found:
        asked = ", ".join(f"{name} {value}" for name, value in filters.items() if value) or "all"
        out.print(words(f"No event among {total} fits ({asked}{', disputed' * disputed})."))
        out.print(words("Try fewer filters, or --planned for what was announced, denied or prevented."))
        return
    if rules:
        counted = [(event, by_rule[event.id]) for event in found if by_rule[event.id]]
        out.print(tollpage.rules(counted))
        out.print(words(f"{len(counted)} of {len(found)} events count people. Why: djeli show ID", "dim"))
        return
    out.print(tables.events(found))
    out.print(words(LEGEND, "dim"))
    out.print(words(f"{len(found)} of {total} events. Open one: djeli show {found[0].id}", "dim"))


def _all(rules: str) -> bool:
    """Whether all rules are asked for.

    Raises:
        BadParameter: something else is.
    """
    if rules and rules != "all":
        raise typer.BadParameter(f"{rules!r}; write --rules all, or set fold_rule in djeli.toml to choose one for good")
    return bool(rules)


def show(
    event: Annotated[str, typer.Argument(help="Event id.")], case: CaseOption = None, as_json: JsonOption = False
) -> None:
    """One event: every value with its words and who says so, disputes, origins, links, grade."""
    with opened(case) as opened_case:
        shown = opened_case.show(event)
    if as_json:
        words_of = [{"text": s.text, "start": s.start, "end": s.end, "quote": q} for s, q in shown.words.items()]
        claims = [claim for account in shown.accounts for found in account.claims.values() for claim in found]
        told = [statement_json(one) for one in shown.told]
        about = {"event": shown.event, "claims": claims, "links": shown.links, "neighbours": shown.neighbours}
        about |= {"copies": shown.copies}
        show_json(about | {"words": words_of, "statements": told})
        return
    out.print(page(shown))


def disputes(
    case: CaseOption = None,
    kind: Annotated[str, typer.Option(help="Only this kind: toll, responsibility, denial, date, figure …")] = "",
    of: Annotated[str, typer.Option(help="Only of: event, relation, figure, statement, person; other: no event.")] = "",
    limit: Annotated[int, typer.Option(help="How many to list, those of the newest events first; 0: all.", min=0)] = 0,
    as_json: JsonOption = False,
) -> None:
    """List what accounts disagree about, in events, relations, figures and quotations: each side and its words."""
    with opened(case) as opened_case:
        found = opened_case.disputed(of=of, kind=kind, limit=limit or None)
        behind = not found and opened_case.behind()
    if as_json:
        show_json([contest.row(one) for one in found])
        return
    for one in found:
        out.print(contest.block(one))
    if behind:
        out.print(words("What is in the case has not been computed yet, or by an older Djeli: run 'djeli run' once."))
    elif not found and (kind or of):
        out.print(words("No dispute of that kind in this case; 'djeli disputes' lists all there are."))
    elif not found:
        out.print(words("No disputes: no two accounts of one thing contradict each other in this case."))


GRADED = (
    "grade: A (reliable) to E (unreliable), F (no basis to judge, which is no reproach) · "
    "named: in how many articles of others"
)
"""What stands under a table of sources."""


def sources(case: CaseOption = None, as_json: JsonOption = False) -> None:
    """List who published what is in the case, how that is known, and what is known of them."""
    with opened(case) as opened_case:
        found, deciders = opened_case.sources(), opened_case.deciders()
    if as_json:
        show_json(found)
        return
    held = [row for row in found if row.items]
    only = [row for row in found if not row.items]
    rows = ((s.name, s.basis.value, s.grade, s.items, s.credited) for s in held)
    out.print(tables.sources(rows, deciders))
    out.print(words(GRADED, "dim"))
    if only:
        out.print()
        out.print(words(f"Credited, with no page of their own here: {len(only)} (possible origins only)", "bold"))
        more = f" and {len(only) - _CREDITED} more (--json lists all)" if len(only) > _CREDITED else ""
        out.print(words("  " + ", ".join(f"{row.name} ×{row.credited}" for row in only[:_CREDITED]) + more))


def items(case: CaseOption = None, as_json: JsonOption = False) -> None:
    """List the articles, entries and sections that pages were cut into."""
    with opened(case) as opened_case:
        found = opened_case.items()
    if as_json:
        show_json(found)
        return
    for item in found:
        title = item.title.value if item.title else "(no title)"
        date = item.published.value[:10] if item.published else "undated"
        publisher = item.publisher.value if item.publisher else "publisher not stated"
        out.print(words(f"{item.id[:8]}  {date}  {item.kind.value:<9} {title} — {publisher}"))
