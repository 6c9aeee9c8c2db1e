"""One event on a screen: what, where, when; every value with its words and who says so; disputes; origins; grade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from djeli import phrases, wording
from djeli.assess.overrule import with_names
from djeli.cited import page_of
from djeli.cli.console import words
from djeli.cli.tollpage import estimates
from djeli.judge.sentences import sentence
from djeli.ledger import Shown
from djeli.ledger.refer import link_name
from djeli.views import Account, Dispute, Link
from djeli.vocab import Harm, Role

_LONGEST = 160
_REASONS = 5
_MARKS = '"“”„«»'
_LINKS = 5
_STATEMENTS = 8
_CREDITED = 12
_COPIES = 8


def clip(text: str, limit: int = _LONGEST) -> str:
    """One line of at most `limit` characters, as long as a cell of a table by itself."""
    return phrases.clip(text, limit)


def quoted(text: str, limit: int = _LONGEST) -> str:
    """The words in quotation marks, on one line; marks that the page itself has around them are not doubled."""
    flat = clip(text, limit)
    bare = flat[1:] if flat[:1] in _MARKS else flat
    bare = bare[:-1] if bare[-1:] in _MARKS and bare != flat else bare
    whole = not any(mark in bare for mark in _MARKS if mark not in "'’")
    return f"“{bare if whole else flat}”"


def outlet(shown: Shown, account: Account) -> str:
    """Who published the item and when, as far as the page says."""
    return page_of(account.item, shown.documents.get(account.document))


def rows(shown: Shown, prop: str) -> Iterator[tuple[str, str, str]]:
    """Value, quote and who says it, for every claim of one property; a value told in several words stands once."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for account in shown.accounts:
        for claim in account.claims.get(prop, ()):
            quote = clip(" … ".join(shown.words[span] for span in claim.spans))
            mark = "" if claim.modality.happened else f" ({claim.modality.value})"
            told = found.setdefault((shown.mask(phrases.claimed(claim)) + mark, f"“{quote}”"), [])
            told.append((shown.mask(phrases.voice(claim)), outlet(shown, account)))
    order = {value: place for place, value in reversed([*enumerate(value for value, _ in found)])}
    before = ""
    for (value, quote), told in sorted(found.items(), key=lambda one: order[one[0][0]]):
        yield "" if value == before else value, quote, phrases.told_by(told)
        before = value


def _section(shown: Shown, label: str, props: list[str]) -> RenderableType | None:
    table = Table(box=None, pad_edge=False, show_header=False)
    for width in (9, 23, 32, 30):  # with two spaces between them they fill 100 columns, and sections stand in line
        table.add_column(width=width)
    first = label
    for prop in props:
        for value, quote, who in rows(shown, prop):
            table.add_row(Text(first, style="bold"), words(value), words(quote, "italic"), words(who, "dim"))
            first = ""
    return table if table.row_count else None


def dispute(one: Dispute) -> RenderableType:
    """A dispute with its sides facing each other."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for _ in one.sides[:3]:
        table.add_column(max_width=32)
    table.add_row(*(words(side.value, "bold") for side in one.sides[:3]))
    table.add_row(*(words(", ".join(side.speakers) or "no speaker named", "dim") for side in one.sides[:3]))
    head = Text(f"⚠ {wording.DISPUTES[one.kind.value]}: ", style="bold yellow")
    return Group(head + words(one.reason), Padding(table, (0, 0, 0, 4)))


def _origins(shown: Shown) -> Iterator[RenderableType]:
    event = shown.event
    pages = len(event.documents)
    held, voices = event.origins_held, len(shown.origins.held)
    known = f"{pages} page{'s' * (pages != 1)} → {held} independent origin{'s' * (held != 1)}"
    credited = f", and {event.origins_credited} only named" if event.origins_credited else ""
    yield words("Whose word it is", "bold") + words(f"  {known}{credited}", "dim")
    if voices > held:
        those = "none of them confirms another" if held < 2 else f"no more than {held} can confirm one another"
        said = f"{voices} voices, but in copies of one text or from one outlet: {those}"
        yield Padding(words(said, "dim"), (0, 0, 0, 2))
    for line in _informants(shown):
        yield Padding(words(line, "dim"), (0, 0, 0, 2))
    for line in _copies(shown):
        yield Padding(words(line, "dim"), (0, 0, 0, 2))
    told: dict[str, list[tuple[str, str]]] = {}
    for account in shown.accounts:
        told.setdefault(clip(shown.words[account.report.scope]), []).append(("", outlet(shown, account)))
    for scope, pages_of in told.items():
        yield Padding(words(f"{phrases.told_by(pages_of)}: “{scope}”", "dim"), (0, 0, 0, 4))


def _informants(shown: Shown) -> Iterator[str]:
    """Whose word it is: origins whose pages are in the case, one line each, and outlets only credited."""
    for origin in shown.origins.held:
        quote = shown.words.get(origin.spans[0], "") if origin.spans else ""
        hidden = quote != shown.mask(quote)
        heard = f" {quoted(quote, 60)}" if quote and quote != origin.name and not hidden else ""
        texts, pages = len(origin.families), len(origin.items)
        told = f"in {pages} article{'s' * (pages != 1)}"
        told += f", {'copies of one text' if texts == 1 else f'{texts} different texts'}" if texts < pages else ""
        name = clip(shown.mask(origin.name) or "nobody named", 60)
        yield f"in the case  {name}{heard}, {told}. {shown.mask(origin.reason)}"
    if shown.origins.credited:
        names = shown.origins.credited
        more = f" and {len(names) - _CREDITED} more" if len(names) > _CREDITED else ""
        yield f"only named   {', '.join(names[:_CREDITED])}{more}: possible origins; their pages are not in the case"


def _copies(shown: Shown) -> Iterator[str]:
    """Why pages count as one text."""
    for one in shown.copies[:_COPIES]:
        yield f"one text     {clip(one.page, 60)} [{one.item[:8]}]. {one.reason}"
    if len(shown.copies) > _COPIES:
        yield f"             and {len(shown.copies) - _COPIES} more pages that count as one text with others"


def _told(shown: Shown) -> RenderableType | None:
    """What is said of the event, one row a wording."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in shown.told:
        voice = shown.mask(phrases.voice(one.claim))
        found.setdefault((voice, quoted(one.read)), []).append(one.page)
    table = Table(box=None, pad_edge=False, show_header=False)
    for width in (9, 23, 32, 30):
        table.add_column(width=width)
    for (voice, quote), pages in list(found.items())[:_STATEMENTS]:
        first = "" if table.row_count else "said of it"
        page_of = phrases.told_by(("", page) for page in pages)
        table.add_row(Text(first, style="bold"), words(voice), words(quote, "italic"), words(page_of, "dim"))
    if len(found) > _STATEMENTS:
        rest = f"and {len(found) - _STATEMENTS} more: djeli claims --event {shown.event.id}"
        table.add_row(Text(), words(rest, "dim"), Text(), Text())
    return table if table.row_count else None


def _beside(shown: Shown) -> RenderableType | None:
    """Events that reports put beside this one, with the words that do so."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for width in (9, 23, 32, 30):
        table.add_column(width=width)
    for one in shown.neighbours:
        how = wording.BESIDE[one.relation][one.back] + (" (denied)" if one.denied else "")
        spans = sorted(one.claims[0].spans, key=lambda span: span.start)
        quote = clip(" … ".join(shown.words[span] for span in spans))
        who = shown.mask("; ".join(dict.fromkeys(phrases.voice(claim) for claim in one.claims)))
        first = "" if table.row_count else "beside"
        name = f"{one.title}  [{one.event}]"
        table.add_row(Text(first, style="bold"), words(how), words(name), words(f"“{quote}” {who}", "dim"))
    return table if table.row_count else None


def _links(shown: Shown) -> Iterator[RenderableType]:
    """Links by name, likeliest first, each with its two pages and reasons; links argued alike are counted together."""
    homes = {account.report.id: account for account in shown.accounts}
    argued: dict[str, list[Link]] = {}
    for link in sorted(shown.links, key=lambda one: (one_page(one, homes), -one.probability, one.left, one.right)):
        parts = sorted((p for p in link.parts if p.name != "prior"), key=lambda part: -abs(part.weight))[:_REASONS]
        said = [f"{'+' if p.weight >= 0 else '−'} {wording.plainly(p.reason or p.name).rstrip('.')}" for p in parts]
        argued.setdefault(shown.mask("; ".join(said)), []).append(link)
    if argued:
        yield words("Why these reports are one event", "bold") + words(
            "  (+ speaks for it, − against it; the sum behind one: djeli explain LINK)", "dim"
        )
    for reasons, found in list(argued.items())[:_LINKS]:
        yield Padding(_link(shown, found, homes), (0, 0, 0, 4))
        yield Padding(words(reasons, "dim"), (0, 0, 0, 9))
    if len(argued) > _LINKS:
        rest = sum(len(found) for found in list(argued.values())[_LINKS:])
        yield Padding(words(f"and {rest} more: djeli explain {shown.event.id}", "dim"), (0, 0, 0, 4))


def one_page(link: Link, homes: Mapping[str, Account]) -> bool:
    """Whether both reports of a link stand on one page; such links tell a reader least."""
    ends = [homes[name].item.id for name in (link.left, link.right) if name in homes]
    return len(set(ends)) < 2


def _link(shown: Shown, alike: Sequence[Link], homes: Mapping[str, Account]) -> Text:
    """A link's chance, its name, and the pages it ties; how many more are argued alike."""
    first = alike[0]
    pages = [outlet(shown, homes[name]) for name in (first.left, first.right) if name in homes]
    between = f"twice in {pages[0]}" if one_page(first, homes) and pages else " and ".join(pages)
    more = f", and {len(alike) - 1} more like it" if len(alike) > 1 else ""
    return (
        words(f"{first.probability:.0%}  ")
        + words(link_name(first.left, first.right), "bold")
        + words(f"  {between}{more}")
    )


def _grade(shown: Shown) -> Iterator[RenderableType]:
    graded = shown.event.assessment
    if graded is None:
        return
    yield words(f"Grade  {phrases.grade(graded.grade)}")
    for signal in graded.signals:
        mark = {1: "+", 0: "·", -1: "−"}[signal.effect]
        yield Padding(words(f"{mark} {with_names(signal.reason, shown.deciders)}", "dim"), (0, 0, 0, 4))


def _decided(shown: Shown) -> Iterator[RenderableType]:
    """What people decided about it, oldest first."""
    if shown.event.decisions:
        yield words("Decided by people", "bold") + words("  (take one back: djeli review undo ID)", "dim")
    for one in shown.event.decisions:
        yield Padding(words(sentence(one)) + words(f"  [{one.id[:8]}]", "dim"), (0, 0, 0, 4))


def page(shown: Shown) -> RenderableType:
    """The whole screen."""
    event = shown.event
    head = words(f"{event.title}", "bold") + words(f"  [{event.id}]", "dim")
    parts: list[RenderableType | None] = [
        head,
        words(f"{phrases.where(event.where)} · {phrases.when(event.when)}"),
        words(event.where.reason, "dim") if event.where and event.where.reason else None,
        words("only mentioned in passing", "dim") if event.background else None,
        words(f"told as {event.modality.value}, not as having happened", "yellow")
        if not event.modality.happened
        else None,
        Text(),
    ]
    for harm in Harm:
        parts.append(_section(shown, harm.value, [harm.value]))
    parts += list(estimates(shown))
    for label, role in (("by", Role.PERPETRATOR), ("against", Role.TARGET), ("victims", Role.VICTIM)):
        parts.append(_section(shown, label, [role.value]))
    parts += [_section(shown, "between", [Role.PARTICIPANT.value]), _section(shown, "with", [Role.INSTRUMENT.value])]
    parts += [_section(shown, "when", ["when"]), _section(shown, "where", ["where"])]
    parts += [_told(shown), _beside(shown), Text()]
    parts += [dispute(shown.mask.of_dispute(one)) for one in event.disputes]
    parts += [*_origins(shown), *_links(shown), *_grade(shown), *_decided(shown)]
    return Group(*(part for part in parts if part is not None))
