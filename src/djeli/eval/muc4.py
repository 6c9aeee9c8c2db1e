"""muc4: document-level incident templates of 1988–90.

MUC-4's own notion of what is relevant lives here and never in the program: it leaves out fighting between armed forces,
acts of the state against fighters, and what happened long before the report. With the learned reader on, that notion
is learned from the training half (`muc4_choice`); this file holds the way by rule and the way in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from djeli.eval.bench import Bench, Row
from djeli.eval.book import Book, Page
from djeli.eval.muc4_choice import chooser
from djeli.eval.muc4_fill import Filler
from djeli.eval.values import best, on_page
from djeli.extract.learned.reader import enabled
from djeli.extract.lexicon import lexicon
from djeli.extract.tools import load_tools
from djeli.resources.event_types import event_types
from djeli.values import Party
from djeli.views import Account, Event
from djeli.vocab import Harm, PartyKind, Role

_OWN_FORCES = frozenset({PartyKind.STATE_FORCES, PartyKind.POLICE, PartyKind.PEACEKEEPERS})
_BODIES = frozenset({"army", "military", "police", "militia", "forces", "troops", "front", "movement", "organization"})
_EFFECTS = {Harm.KILLED: "DEATH", Harm.WOUNDED: "INJURY"}


def pages(rows: Sequence[Row]) -> list[Page]:
    """The natural-case text (the dateline stands in it) and the header's date."""
    return [
        Page(
            key=row["docid"],
            text=row.get("text_cased") or row["text"],
            date=(row.get("header") or {}).get("date_iso") or "",
        )
        for row in rows
    ]


def predict(book: Book, rows: Sequence[Row]) -> list[Row]:
    """Templates of each document: with the learned reader by MUC-4's learned choice, without it by rule."""
    chosen = chooser() if enabled() else None
    if chosen is None:
        return [{"docid": row["docid"], "templates": list(templates(book, row["docid"]))} for row in rows]
    documents = {document.id: document for document in book.case.documents()}
    filler = Filler(book, load_tools(book.case.settings), chosen, documents)
    return [{"docid": row["docid"], "templates": list(filler.templates(row))} for row in rows]


def templates(book: Book, key: str) -> Iterator[Row]:
    """One template an event with a MUC-4 type, told as having happened, that is no battle."""
    types = event_types()
    for name, accounts in book.accounts.get(key, {}).items():
        told = [a for a in accounts if a.modality.happened and not a.report.background]
        if not told:
            continue
        event = on_page(told, name)
        kind = types[event.type].muc4
        if kind is not None and not _battle(event):
            yield _template(book, event, told, kind)


def _battle(event: Event) -> bool:
    """Fighting between armed sides, or an act of the state's own forces."""
    actors = [p.party.kind for p in event.participants if p.role in (Role.PERPETRATOR, Role.PARTICIPANT)]
    hurt = [p.party.kind for p in event.participants if p.role in (Role.TARGET, Role.VICTIM)]
    if actors and all(kind in _OWN_FORCES for kind in actors):
        return all(kind.armed for kind in hurt) if hurt else True
    return event.type in ("armed_clash", "battle") or bool(event_types()[event.type].two_sided)


_COUNTING = re.compile(
    r"^(?:(?:the|a|an|some|at least|about|around|nearly|almost|approximately|over|more than|as many as|up to|another"
    r"|other|several|many|various|alleged|suspected|presumed|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty"
    r"|thirty|forty|fifty|dozens of|\d[\d,.]*)\s+)+(?=\w)",
    re.IGNORECASE,
)
"""Articles, counts and hedges before a name: the benchmark's keys leave them out."""


def _bare(words: str) -> str:
    return _COUNTING.sub("", words) or words


def _words(book: Book, accounts: Sequence[Account], prop: str) -> Iterator[tuple[Party, str]]:
    """Parties of a property with the words that name them, each once."""
    seen = set()
    for account in accounts:
        for claim in account.claims.get(prop, ()):
            words = _bare(" ".join(book.case.quote(claim.spans[0]).split()))
            if words.lower() not in seen and claim.stance.affirms:
                seen.add(words.lower())
                yield claim.parsed(), words


def _template(book: Book, event: Event, accounts: Sequence[Account], kind: str) -> Row:
    perpetrators = list(_words(book, accounts, Role.PERPETRATOR.value))
    hit = [*_words(book, accounts, Role.TARGET.value), *_words(book, accounts, Role.VICTIM.value)]
    row: dict[str, Any] = {
        "type": kind,
        "perp_individuals": [words for party, words in perpetrators if not _organisation(party, words)],
        "perp_orgs": [words for party, words in perpetrators if _organisation(party, words)],
        "targets": _once(words for party, words in hit if party.kind is PartyKind.PLACE_OR_OBJECT),
        "victims": [
            _victim(party, words, event) for party, words in hit if party.kind is not PartyKind.PLACE_OR_OBJECT
        ],
        "weapons": [words for _, words in _words(book, accounts, Role.INSTRUMENT.value)],
        "deaths": best(event, Harm.KILLED),
        "injured": best(event, Harm.WOUNDED),
    }
    if event.when is not None:
        row["dates"] = [{"from": event.when.start.isoformat(), "to": event.when.end.isoformat()}]
    if event.where is not None:
        where = event.where
        path = [name for name in dict.fromkeys((where.adm1, where.name)) if name and name != where.country_name]
        row["location"] = ": ".join([where.country_name or where.name, *path])
    return row


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _organisation(party: Party, words: str) -> bool:
    """A body by its name or kind; "members of the Front" and "Front guerrillas" are individuals."""
    people = lexicon("en").people
    head = words.lower().split(" of ")[0].split()[-1]
    kind = people.get(head) or people.get(head.removesuffix("s"))
    if party.actor:
        return head not in ("members", "member") and (kind is None or not kind.armed or head in _BODIES)
    return party.kind in (PartyKind.ORGANISATION, PartyKind.GOVERNMENT, PartyKind.STATE_FORCES)


def _victim(party: Party, words: str, event: Event) -> Row:
    effects = [_EFFECTS[harm] for harm in event.harm if harm in _EFFECTS]
    if party.kind is PartyKind.PERSON:
        return {"names": [party.name], "effect": effects[:1]}
    return {"descriptions": [words], "effect": effects[:1]}


BENCH = Bench(
    name="muc4",
    files="dev.jsonl",
    pages=pages,
    predict=predict,
    to_file=True,
    figures={
        "template F (gtt)": "gtt.micro.f1",
        "role F (ree)": "ree.micro.f1",
        "right-type events F": "events.content_aligned_type_exact.f1",
        "relevance F": "relevance.f1",
        "country": "slots.country.acc",
        "finest place": "slots.place_finest.acc",
        "date": "slots.date_exact.acc",
        "deaths": "slots.deaths_exact.acc",
        "injured": "slots.injured_exact.acc",
    },
)
