"""Lines of answers: claims and statements with their words, the same words of several pages once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from djeli import phrases
from djeli.ask.answer import Line
from djeli.ask.shelf import Shelf
from djeli.cited import Cited
from djeli.records import Claim
from djeli.resources.actors import load_actors
from djeli.text.similarity import words
from djeli.values import Party, Quantity
from djeli.views import Account, Event
from djeli.vocab import Modality, Stance

BLAME = (Stance.CLAIMS_RESPONSIBILITY, Stance.DENIES, Stance.ACCUSES)
_VERB = {
    Stance.CLAIMS_RESPONSIBILITY: "claims responsibility",
    Stance.DENIES: "denies",
    Stance.ACCUSES: "accuses",
}


def headline(event: Event) -> str:
    """Title, day and place of an event, with what it is told as where it did not happen."""
    told = "" if event.modality.happened else f", told as {event.modality.value}"
    aside = ", mentioned in passing" if event.background else ""
    return f"{event.title} ({phrases.when(event.when)}{told}{aside})"


def lines(
    shelf: Shelf,
    accounts: Iterable[Account],
    props: Sequence[str],
    *,
    keep: Callable[[Claim], bool] = lambda claim: True,
) -> list[Line]:
    """Claims of some properties as lines, the same words of several pages once."""
    found: dict[tuple[str, str, str, bool], list[tuple[str, str, Claim]]] = {}
    for account in accounts:
        for claim in (one for prop in props for one in account.claims.get(prop, ()) if keep(one)):
            key = (_value(claim), _voice(claim), shelf.sentence(claim), against(claim))
            published = account.item.published.value[:10] if account.item.published else ""
            found.setdefault(key, []).append((shelf.page(account), published, claim))
    return [_line(*key, told) for key, told in found.items()]


def _line(text: str, voice: str, quote: str, against: bool, told: Sequence[tuple[str, str, Claim]]) -> Line:
    return Line(
        text=text,
        voice=voice,
        quote=quote,
        pages=tuple(dict.fromkeys(page for page, _, _ in told)),
        date=told[0][1],
        claims=tuple(dict.fromkeys(claim.id for _, _, claim in told)),
        against=against,
        span=told[0][2].spans[0],
    )


def _voice(claim: Claim) -> str:
    """Who says it; a party that speaks of itself is not named twice."""
    parsed = claim.parsed()
    itself = (
        claim.speaker is not None and isinstance(parsed, Party) and claim.speaker.name in (parsed.name, name(parsed))
    )
    own = {Stance.CLAIMS_RESPONSIBILITY: "claims it itself", Stance.DENIES: "denies it itself"}
    return own.get(claim.stance, "says so itself") if itself else phrases.voice(claim)


def _value(claim: Claim) -> str:
    parsed = claim.parsed()
    if isinstance(parsed, Party):
        return name(parsed)
    words_of = phrases.claimed(claim)
    return f"{claim.prop} {words_of}" if isinstance(parsed, Quantity) else words_of


def name(party: Party) -> str:
    """A party by the name the actor table gives it, else by the page's."""
    known = load_actors().get(party.actor)
    return known.name if known is not None else party.name


def against(claim: Claim) -> bool:
    """Whether a claim says that it is not so."""
    return claim.stance is Stance.DENIES or claim.modality is Modality.NEGATED


def one_each(found: Sequence[Line]) -> list[Line]:
    """Lines without those whose party and voice stood before, so that each side is heard before it is repeated."""
    kept: dict[tuple[str, str], Line] = {}
    for one in found:
        kept.setdefault((one.text, one.voice), one)
    return list(kept.values())


def blame(shelf: Shelf, event: Event) -> list[Line]:
    """Statements about the event by which somebody takes, lays or denies the blame."""
    told = [one for one in shelf.statements if event.id in one.events and one.claim.stance in BLAME]
    return grouped(told, lambda one: f"{one.who or 'the page'} {_VERB[one.claim.stance]}")


def grouped(told: Iterable[Cited], label: Callable[[Cited], str], *, voiced: bool = True) -> list[Line]:
    """Cited claims as lines, the same words of several pages once; not `voiced` where the sentence names who speaks."""
    found: dict[tuple[str, str], list[Cited]] = {}
    for one in told:
        found.setdefault((label(one), " ".join(words(one.quote))), []).append(one)
    return [
        Line(
            text=text,
            voice=phrases.voice(same[0].claim) + (" (private)" if same[0].private else "") if voiced else "",
            quote=same[0].quote if same[0].claim.prop == "said" else same[0].passage,
            pages=tuple(dict.fromkeys(one.page for one in same)),
            date=same[0].published,
            claims=tuple(one.claim.id for one in same),
            against=same[0].claim.stance is Stance.DENIES or same[0].claim.modality is Modality.NEGATED,
            span=same[0].claim.spans[0],
        )
        for (text, _), same in found.items()
    ]


def wordings(event: Event, shelf: Shelf) -> list[Line]:
    """The sentences that tell an event, one line each."""
    said = []
    for account in shelf.accounts(event):
        kind = account.claims.get("type", ())
        said.append(
            Line(
                text="",
                voice=phrases.voice(kind[0]) if kind else "",
                quote=shelf.sentence(kind[0]) if kind else "",
                pages=(shelf.page(account),),
                date=account.item.published.value[:10] if account.item.published else "",
                claims=tuple(claim.id for claim in kind),
                against=any(against(claim) for claim in kind),
                span=kind[0].spans[0] if kind else account.report.scope,
            )
        )
    return _same_quote(said)


def _same_quote(found: Sequence[Line]) -> list[Line]:
    kept: dict[tuple[str, str], list[Line]] = {}
    for one in found:
        kept.setdefault((one.voice, one.quote), []).append(one)
    return [
        Line(
            text=same[0].text,
            voice=same[0].voice,
            quote=same[0].quote,
            pages=tuple(dict.fromkeys(page for one in same for page in one.pages)),
            date=same[0].date,
            claims=tuple(claim for one in same for claim in one.claims),
            against=same[0].against,
            span=same[0].span,
        )
        for same in kept.values()
    ]
