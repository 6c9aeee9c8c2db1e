"""Statements as rows: of a whole case, or of those whose statements a change may touch.

Statements are folded speaker by speaker: what one said rests on what the same one said elsewhere, on the copies of
their pages, and on the events these tell of, and on nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from djeli.cited import passage
from djeli.fold.sayings import sayings, speaker_key
from djeli.pipeline.base import Kept
from djeli.records import Claim, Item, Text
from djeli.store import Changes, SayingRow, Telling, View
from djeli.store.codec import compact
from djeli.text.similarity import words
from djeli.values import Saying
from djeli.viewcodec import plain
from djeli.views import Event, FigureAccount, Said

SAID = "said"
_DIGITS = 15
"""Of an id that number a row: a database's number has no room for more."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """A claim of a statement with its item and its words."""

    account: FigureAccount
    day: str
    quote: str

    @property
    def claim(self) -> Claim:
        return self.account.claim


def sayings_of(base: Kept, families: Mapping[str, tuple[str, float]], events: Iterable[Event]) -> list[SayingRow]:
    """Every statement of a case; `families` are those of items."""
    items = {item.id: item for item in base.items}
    claims = [claim for item in items for claim in base.told.get(item, ()) if claim.prop == SAID]
    heard = [_heard(one, items[one.item], base, families.get(one.item, ("", 0.0))[0]) for one in claims]
    held = {report: event.id for event in events for report in event.reports}
    return list(_rows(heard, held, lambda one: _passage(one, base.texts[one.account.item.text])))


def with_sayings(view: View, changes: Changes, before: Mapping[str, str], base: Kept) -> Changes:
    """Changes with the statements they touch: those by whom a page says something that is new, or copied otherwise, or
    tells of a report that stands in another event.

    Args:
        view: of the case before the changes.
        changes: with all events and families that become others.
        before: events of all reports of events that change, as they were.
        base: of the case as it is, with the items of new pages.
    """
    after = {report: event.id for event in changes.events for report in event.reports}
    moved = {report for report in before.keys() | after.keys() if before.get(report) != after.get(report)}
    touched = {*changes.families, *view.items_of(moved).values()}
    fresh = [claim for claim in view.claims_in(touched, (SAID,)) if claim.speaker is not None]
    keys = {speaker_key(claim.speaker) for claim in fresh if claim.speaker is not None}
    if not keys:
        return changes
    known = {one.claim: one for one in view.tellings(keys)}
    heard = list(_near(view, changes, keys, known, (touched, fresh, base)))
    told = {report for one in heard for report in _about(one.claim)}
    held = {report: event for report, event in view.event_of(told).items() if report not in before} | after
    stood = view.sayings_of(keys)
    made = list(_folded(heard, held))
    other = [one for one in made if stood.get(_number(one)) != _body(one)]
    texts = {name for one in other for name in one.items}
    read = _texts(view, heard, texts)
    rows = _shown(other, {one.claim.id: one for one in heard}, lambda one: _passage(one, read[one.account.item.text]))
    return replace(changes, sayings=list(rows), unsaid=stood.keys() - {_number(one) for one in made})


def _near(
    view: View,
    changes: Changes,
    keys: Collection[str],
    known: Mapping[str, Telling],
    at: tuple[Collection[str], Iterable[Claim], Kept],
) -> Iterator[_Heard]:
    """All that is said by those speakers, new pages included."""
    touched, fresh, base = at
    claims = {claim.id: claim for claim in fresh}
    older = {one.item for one in known.values()} - set(touched)
    claims |= {claim.id: claim for claim in view.claims_in(older, (SAID,))}
    mine = [one for one in claims.values() if one.speaker is not None and speaker_key(one.speaker) in keys]
    items = {item.id: item for item in view.items({claim.item for claim in mine})}
    families = {**view.families(items), **changes.families}
    for claim in mine:
        item, family = items[claim.item], families.get(claim.item, ("", 0.0))[0]
        met = known.get(claim.id)
        if met is None:
            yield _heard(claim, item, base, family)
        else:
            account = FigureAccount(claim=claim, item=item, document=met.document, family=family)
            yield _Heard(account, met.day, met.quote)


def _heard(claim: Claim, item: Item, base: Kept, family: str) -> _Heard:
    text = base.texts[item.text]
    document = base.documents[text.document]
    published = item.published or document.published
    quote = " … ".join(" ".join(text.content[one.start : one.end].split()) for one in claim.spans)
    account = FigureAccount(claim=claim, item=item, document=document.id, family=family)
    return _Heard(account, published.value[:10] if published else "", quote)


def _passage(one: _Heard, text: Text) -> str:
    item = one.account.item
    return passage(text.content, one.claim.spans, (item.start, item.end))


def _texts(view: View, heard: Iterable[_Heard], items: Collection[str]) -> dict[str, Text]:
    names = {one.account.item.text for one in heard if one.account.item.id in items}
    return {text.id: text for text in view.texts(names)}


def _about(claim: Claim) -> tuple[str, ...]:
    said: Saying = claim.parsed()
    return said.about


def _folded(heard: Iterable[_Heard], held: Mapping[str, str]) -> tuple[Said, ...]:
    every = list(heard)
    return sayings((one.account for one in every), words={one.claim.id: one.quote for one in every}, events=held)


def _rows(heard: list[_Heard], held: Mapping[str, str], around: Callable[[_Heard], str]) -> Iterator[SayingRow]:
    return _shown(_folded(heard, held), {one.claim.id: one for one in heard}, around)


def _number(said: Said) -> int:
    return int(said.id[:_DIGITS], 16)


def _body(said: Said) -> str:
    return compact(plain(said))


def _shown(found: Iterable[Said], heard: Mapping[str, _Heard], around: Callable[[_Heard], str]) -> Iterator[SayingRow]:
    """Rows of statements; `around` gives the sentences that a telling stands in."""
    for said in found:
        told = [heard[name] for name in said.claims]
        speakers = [one.claim.speaker for one in told if one.claim.speaker is not None]
        named = (f"{one.name} · {one.role} · {one.organisation} · {one.via}" for one in speakers)
        key = speaker_key(speakers[0])
        yield SayingRow(
            number=_number(said),
            key=key,
            last=said.last,
            id=said.id,
            stance=said.stance.value,
            speaker=said.speaker,
            actors=_spaced(sorted({one.actor for one in speakers} - {""})),
            voices=_spaced(dict.fromkeys(" ".join(words(one)) for one in named)),
            events=_spaced(said.events),
            body=_body(said),
            quotes=" ".join(dict.fromkeys(" ".join(words(one.quote)) for one in told)),
            told=" ".join(
                dict.fromkeys(
                    " ".join(words(f"{around(one)} {who.name}")) for one, who in zip(told, speakers, strict=True)
                )
            ),
            tellings=[
                Telling(one.claim.id, one.account.item.id, one.account.document, one.day, one.quote) for one in told
            ],
        )


def _spaced(parts: Iterable[str]) -> str:
    return "".join(f" {part}" for part in parts) + " "
