"""Money that changes hands: who paid how much to whom, for what, and how often.

Prices, damage, debts, and sums that are only asked for or promised are none; without a payer there is no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from djeli.extract.figures.holder import agent, capitalised, counted, kinds_in, phrase_from, subject, trimmed, unreal
from djeli.extract.figures.names import nearest_holder, owner_before, without_article_behind
from djeli.extract.figures.number import MONEY, Amount
from djeli.extract.figures.scene import Found, Scene
from djeli.extract.figures.words import words_of
from djeli.extract.mentions import Range
from djeli.text.phrases import UPPER
from djeli.vocab import FigureKind

_MILLION = 1_000_000
_PAYER = re.compile(
    rf"(?:,\s|\s(?:and|et|while|y|e|und)\s)(?:the\s|la\s|le\s|les\s|l['’])?"
    rf"(?P<who>[{UPPER}][\w.-]+(?:\s[{UPPER}][\w.-]+)*)\s\(?(?P<about>(?:\w+\s){{0,2}}?)$"
)
_AHEAD, _BEHIND = 90, 60
"""Characters between an amount and the verb that pays it, before and behind."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    paid: re.Pattern[str]
    got: re.Pattern[str]
    passive: re.Pattern[str]
    nouns: re.Pattern[str]
    noun_before: re.Pattern[str]
    fined: re.Pattern[str]  # verbs whose object pays
    nouns_any: re.Pattern[str]
    by: re.Pattern[str]
    asked: re.Pattern[str]  # words with which a sum is only asked for or promised
    rates: re.Pattern[str]
    aside: re.Pattern[str]
    giver: re.Pattern[str]
    receiver: re.Pattern[str]
    purpose: re.Pattern[str]


@cache
def _patterns(code: str) -> _Patterns:
    words = words_of(code)

    def any_of(*names: str) -> str:
        return words.any("money", *names)

    return _Patterns(
        paid=re.compile(any_of("paid"), re.IGNORECASE),
        got=re.compile(any_of("got"), re.IGNORECASE),
        passive=re.compile(rf"[^.;$#]{{0,{_BEHIND}}}?{any_of('passive')}", re.IGNORECASE),
        nouns=re.compile(rf"[\s-]*(?:[\w-]+\s+){{0,4}}?{any_of('nouns')}", re.IGNORECASE),
        noun_before=re.compile(rf"{any_of('nouns')}[^.;$#]{{0,30}}$", re.IGNORECASE),
        fined=re.compile(any_of("fined"), re.IGNORECASE),
        nouns_any=re.compile(any_of("nouns"), re.IGNORECASE),
        by=re.compile(rf"\s{words.any('phrases', 'by')}\s+", re.IGNORECASE),
        asked=re.compile(any_of("asked"), re.IGNORECASE),
        rates=re.compile(any_of("rates"), re.IGNORECASE),
        aside=re.compile(any_of("aside"), re.IGNORECASE),
        giver=re.compile(rf"\s(?:{any_of('from')})\s+", re.IGNORECASE),
        receiver=re.compile(rf"\s(?:{any_of('to')})\s+", re.IGNORECASE),
        purpose=re.compile(rf"\s(?P<to>{any_of('purpose')})\s+", re.IGNORECASE),
    )


def find(scene: Scene) -> Iterator[Found]:
    """Sums of a sentence that somebody paid, gave, lent, or got from somebody."""
    patterns = _patterns(scene.words.code)
    last: Amount | None = None
    found: Found | None = None
    for amount in scene.amounts:
        beside = _beside(scene, amount, found)
        if beside is not None:
            last = amount
            yield beside
            continue
        if amount.role != MONEY:
            more = _more(scene, amount, found)
            if more is not None:
                found = more
                yield more
            continue
        again = last is not None and _converted(scene, last, amount)
        last = amount
        if not again:
            one = (
                _active(scene, amount, patterns) or _passive(scene, amount, patterns) or _noun(scene, amount, patterns)
            )
            one = one or _unsaid(scene, amount, patterns)
            if one is not None:
                found = one
                yield one


def _beside(scene: Scene, amount: Amount, model: Found | None) -> Found | None:
    """A sum of another payer named right before it, in a sentence on payment: "Canada paid in 63 million, Japan 15"."""
    if model is None or not (amount.role == MONEY or (amount.counts and amount.size >= _MILLION)):
        return None
    named = _PAYER.search(scene.text, 0, amount.start)
    told = re.fullmatch(rf"(?:{scene.words.any('elliptic', 'about')}\s*)*", named["about"], re.I) if named else None
    if named is None or told is None or scene.dated(named.span("who")):
        return None
    unit = amount.unit or model.unit
    amount = replace(amount, unit=unit)
    return replace(
        model, amount=amount, unit=unit, cue=(amount.start, amount.end), holder=named.span("who"), details={}
    )


def _unsaid(scene: Scene, amount: Amount, patterns: _Patterns) -> Found | None:
    """A sum in a sentence on payment whose payer no verb beside it names: who pays by "by", else the nearest name."""
    words = (patterns.paid, patterns.got, patterns.nouns_any)
    if not any(pattern.search(scene.mask) for pattern in words) or unreal(scene, amount.start):
        return None
    near = scene.within(amount.start - 35, amount.end + 30)
    if patterns.aside.search(near) or patterns.asked.search(scene.mask):
        return None
    by = patterns.by.search(scene.mask, amount.end)
    payer = trimmed(scene, phrase_from(scene, by.end(), longest=5)) if by is not None else None
    if payer is None or not capitalised(scene, payer):
        payer = nearest_holder(scene, amount)
    return _made(scene, amount, payer, (amount.start, amount.end), patterns) if payer is not None else None


def _more(scene: Scene, amount: Amount, model: Found | None) -> Found | None:
    """One more sum that leaves its currency out: "20 million euros …, after 13 million for the others"."""
    if model is None or not amount.counts or amount.size < _MILLION or counted(scene, amount) is not None:
        return None
    return replace(model, amount=replace(amount, unit=model.unit), cue=(amount.start, amount.end), details={})


def _converted(scene: Scene, one: Amount, other: Amount) -> bool:
    """Whether a sum tells the one before in another currency: "10 million CFA francs ($16,000)"."""
    return (
        re.fullmatch(
            r"\s*[(,/–—-]\s*(?:or|about|approximately|soit|environ|\w{2,8})?\s*", scene.mask[one.end : other.start]
        )
        is not None
        and one.unit != other.unit
    )


def _clause(scene: Scene, amount: Amount) -> int:
    """Where the clause of an amount begins: behind the last semicolon or sum."""
    cut = max(scene.mask.rfind(mark, 0, amount.start) for mark in (";", "$"))
    return max(cut + 1, amount.start - _AHEAD)


def _active(scene: Scene, amount: Amount, patterns: _Patterns) -> Found | None:
    """A verb before the sum: "X paid Y $5m", "Y got $5m from X"."""
    start = _clause(scene, amount)
    paid = list(patterns.paid.finditer(scene.mask, start, amount.start))
    got = list(patterns.got.finditer(scene.mask, start, amount.start))
    if not (paid or got):
        return None
    verb = max([*paid, *got], key=lambda m: (m.end(), m.end() - m.start()))
    if patterns.aside.search(scene.mask, verb.end(), min(len(scene.mask), amount.end + 25)) or unreal(
        scene, verb.start()
    ):
        return None
    if patterns.aside.match(scene.mask, verb.start()):
        return None
    who = subject(scene, *verb.span())
    if verb in got:
        giver = _behind(scene, amount.end, patterns.giver)
        if giver is None and who is not None and capitalised(scene, who):
            return _made(scene, amount, who, verb.span(), patterns)  # whose income it is, where nobody says who pays
        return _made(scene, amount, giver, verb.span(), patterns, payee=who) if giver else None
    if patterns.fined.match(scene.mask, verb.start()):
        fined = trimmed(scene, phrase_from(scene, verb.end()))
        return _made(scene, amount, fined, verb.span(), patterns, payee=who) if fined else None
    if who is None:
        return None
    payee = trimmed(scene, phrase_from(scene, verb.end())) if verb.end() < amount.start else None
    payee = without_article_behind(scene, payee) if payee else None
    payee = payee if payee and payee[1] <= amount.start and capitalised(scene, payee) else None
    return _made(scene, amount, who, verb.span(), patterns, payee=payee)


def _passive(scene: Scene, amount: Amount, patterns: _Patterns) -> Found | None:
    """A verb behind the sum: "$5m was paid to Y by X"."""
    aside = re.match(r"\s*\([^)]*\)", scene.mask[amount.end :])  # the same sum in another currency
    match = patterns.passive.match(scene.mask, amount.end + (aside.end() if aside else 0))
    if match is None or patterns.aside.search(scene.mask, max(0, amount.start - 30), match.end()):
        return None
    by = re.search(scene.words.any("phrases", "by"), scene.mask[match.end() : match.end() + _AHEAD])
    payer = agent(scene, match.end() + by.start()) if by else None
    if payer is None or unreal(scene, match.end()):
        return None
    return _made(scene, amount, payer, match.span(), patterns)


def _noun(scene: Scene, amount: Amount, patterns: _Patterns) -> Found | None:
    """A noun of payment beside the sum: "a $5m loan from X", "US aid of $5m"."""
    behind = patterns.nouns.match(scene.mask, amount.end, min(len(scene.mask), amount.end + 50))
    before = patterns.noun_before.search(scene.mask, max(0, amount.start - 60), amount.start)
    if not (behind or before) or unreal(scene, amount.start):
        return None
    if patterns.aside.search(scene.mask, max(0, amount.start - 40), min(len(scene.mask), amount.end + 30)):
        return None
    giver = _behind(scene, behind.end() if behind else amount.end, patterns.giver)
    giver = giver or owner_before(scene, before.start() if before else amount.start) or _owner(scene, amount)
    return _made(scene, amount, giver, (amount.start, amount.end), patterns) if giver else None


def _owner(scene: Scene, amount: Amount) -> Range | None:
    """A payer told as whose the payment is: "Tehran's yearly subsidy to the Houthis"."""
    for match in re.finditer(r"['’]s?\s", scene.text[: amount.start]):
        who = owner_before(scene, match.start())
        if who is not None:
            return who
    return None


def _behind(scene: Scene, at: int, lead: re.Pattern[str]) -> Range | None:
    """The name behind "from", "to" and the like, in the clause that goes on at `at`."""
    stop = re.search(r"[;$]|[.]\s", scene.mask[at:])
    end = min(at + _AHEAD, at + stop.start() if stop else len(scene.mask))
    for match in lead.finditer(scene.mask, max(0, at - 1), end):
        spot = trimmed(scene, phrase_from(scene, match.end()))
        dated = spot is not None and scene.dated(spot)
        if spot is not None and capitalised(scene, spot) and not dated:
            return spot
    return None


def _of_people(scene: Scene, at: int, spot: Range) -> bool:
    """Whether a phrase in small letters names somebody: it has an article, or a noun for people in it."""
    return spot[0] > at or bool(kinds_in(scene, spot))


def _made(
    scene: Scene, amount: Amount, payer: Range, cue: Range, patterns: _Patterns, *, payee: Range | None = None
) -> Found:
    details: dict[str, Range | str] = {}
    receiver = payee or _behind(scene, amount.end, patterns.receiver)
    if receiver is not None and receiver != payer:
        details["payee"] = receiver
    rate = patterns.rates.search(scene.mask, amount.end, min(len(scene.mask), amount.end + 40))
    if rate is not None:
        details["rate"] = rate.span()
    purpose = patterns.purpose.search(scene.mask, max(0, amount.end - 1), min(len(scene.mask), amount.end + 80))
    if purpose is not None:
        spot = trimmed(scene, phrase_from(scene, purpose.start("to"), longest=10)) or trimmed(
            scene, phrase_from(scene, purpose.end())
        )
        if spot is not None and spot != receiver and not scene.dated(spot):
            details["purpose"] = spot
    return Found(kind=FigureKind.MONEY, cue=cue, amount=amount, unit=amount.unit, holder=payer, details=details)
