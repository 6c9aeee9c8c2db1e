"""Counts on a screen: low, best, high with the reason; how they were told in time; how each rule moves them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from djeli import phrases, wording
from djeli.assess import Mask
from djeli.cli.console import words
from djeli.fold.tellings import Telling
from djeli.ledger import Shown
from djeli.views import Estimate, Event
from djeli.vocab import FoldRule, Harm

Rules = Mapping[Harm, Mapping[FoldRule, Estimate]]

_TOLD = 12
"""Counts of one harm shown in their time; the rest is counted."""


def estimates(shown: Shown) -> Iterator[RenderableType]:
    """Each harm: bounds, the rule, its reason, then who told what when."""
    for harm in Harm:
        one = shown.event.harm.get(harm)
        if one is None:
            continue
        best = "none chosen" if one.best is None else f"{one.best:,}"
        low, high = (("not stated" if v is None else f"{v:,}") for v in (one.low, one.high))
        line = (
            f"  {harm.value}: low {low} · best {best} · high {high}   rule: {one.rule.value} ({shown.mask(one.reason)})"
        )
        yield words(line)
        told = shown.tellings.get(harm, ())
        if len(told) > 1:
            yield Padding(in_time(told, shown.mask), (0, 0, 0, 4))


def in_time(told: Sequence[Telling], mask: Mask) -> RenderableType:
    """Counts in the order of the pages' days, the superseded ones marked; private persons are named in none."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for width in (11, 18, 30, 31):
        table.add_column(width=width)
    for one in told[:_TOLD]:
        pages = f" ({one.pages} pages)" if one.pages > 1 else ""
        later = f"then {one.superseded}" if one.superseded else one.apart
        day = wording.iso(one.said) if one.said else "undated"
        of = f" {one.of}" if one.of else ""
        table.add_row(
            words(day, "dim"), words(one.words + of), words(mask(one.name) + pages), words(mask(later), "dim")
        )
    if len(told) > _TOLD:
        table.add_row(Text(), Text(), words(f"and {len(told) - _TOLD} more: --json", "dim"), Text())
    return table


_ORDER = (FoldRule.CONSERVATIVE, FoldRule.REPRESENTATIVE, FoldRule.INFORMATIVE)


def rules(found: Sequence[tuple[Event, Rules]]) -> RenderableType:
    """Every count under each rule, one line a harm, with the range all accounts give and why the rules differ."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    for name, width in (("id", 4), ("what", 22), ("", 9)):
        table.add_column(name, width=width)
    for rule in _ORDER:
        table.add_column(rule.value, width=max(9, len(rule.value)), justify="right")
    table.add_column("range", width=8)
    table.add_column("why they differ", width=13)
    for event, by_harm in found:
        first = True
        for harm, by_rule in by_harm.items():
            cells = (_best(by_rule.get(rule)) for rule in _ORDER)
            head = (words(event.id, "bold"), words(event.title)) if first else (Text(), Text())
            why = words(moved(by_rule), "dim")
            table.add_row(*head, words(harm.value), *cells, words(_range(by_rule)), why)
            first = False
    return table


def _best(one: Estimate | None) -> Text:
    return words("" if one is None else "none" if one.best is None else f"{one.best:,}")


def _range(by_rule: Mapping[FoldRule, Estimate]) -> str:
    """The widest bounds of all rules."""
    lows = [one.low for one in by_rule.values() if one.low is not None]
    highs = [one.high for one in by_rule.values()]
    known = [high for high in highs if high is not None]
    return phrases.bounds(min(lows, default=None), None, max(known) if len(known) == len(highs) else None)


def moved(by_rule: Mapping[FoldRule, Estimate]) -> str:
    """Why the rules give different numbers, in a few words; empty where all give the same."""
    bests = {one.best for one in by_rule.values()}
    if len(bests) < 2:
        return ""
    people = {one.of for one in by_rule.values()}
    if len(people) > 1:
        return "they count other people"
    most = by_rule[FoldRule.INFORMATIVE].best if FoldRule.INFORMATIVE in by_rule else None
    usual = by_rule[FoldRule.REPRESENTATIVE].best if FoldRule.REPRESENTATIVE in by_rule else None
    if most is not None and usual is not None and most != usual:
        return "the latest is not the most told"
    return "the lowest is not the most told"
