"""Pledges: who promises what, to whom, by when, and what is said to have come of it.

A vow of revenge is a threat and no pledge; what is only asked for, refused or foreseen is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from djeli.extract.figures.clean import clean
from djeli.extract.figures.holder import (
    agent,
    capitalised,
    counted,
    phrase_from,
    subject,
    trimmed,
    unreal,
)
from djeli.extract.figures.names import owner_before
from djeli.extract.figures.number import MONEY, Amount
from djeli.extract.figures.pledge_words import PromiseWords, promise_words
from djeli.extract.figures.scene import Found, Scene
from djeli.extract.mentions import Range
from djeli.vocab import FigureKind

_LONGEST = 160
"""Characters of what is promised or demanded."""
_NEAR = 50
_NOT_BEFORE = 24
Details = dict[str, Range | str]


def find(scene: Scene) -> Iterator[Found]:
    """Pledges of a sentence: by a verb, by a sum that was pledged, by a noun."""
    words = promise_words(scene.words.code, "pledge")
    if words is None or "pledge" not in scene.kinds:
        return
    taken: list[Range] = []
    for form in (_verbs, _passives, _nouns):
        for one in form(scene, words):
            spot = (one.amount.start, one.amount.end) if one.amount is not None else one.cue
            if not any(low < spot[1] and spot[0] < high for low, high in taken):
                taken.append(spot)
                yield one


def _verbs(scene: Scene, words: PromiseWords) -> Iterator[Found]:
    """By a verb, "X pledged …": what stands behind the verb is promised."""
    for match in (*words["verbs"].finditer(scene.mask), *_of_sums(scene, words)):
        start, end = match.span()
        if not _made(scene, start, words) or words["never"].search(scene.mask, max(0, start - 20), end + 30):
            continue
        what = what_behind(scene, end, words)
        if what[0] == what[1] or _threatens(scene, what, words):
            continue
        holder = None if _is_noun(scene, start, end) else clean(scene, subject(scene, start, end))
        if holder is None and words["verb_first"].match(scene.mask, start):
            holder = clean(scene, phrase_from(scene, end, longest=1))
            what = (holder[1], what[1]) if holder is not None else what
        if holder is not None and not _paid(scene, holder) and agent(scene, end) is None:
            one = _pledge(scene, words, (start, end), holder, what)
            yield one
            yield from _others(scene, one, words)


def _of_sums(scene: Scene, words: PromiseWords) -> Iterator[re.Match[str]]:
    """Verbs that promise only right before a sum: "committed $250 million"."""
    for match in words["sum_verbs"].finditer(scene.mask):
        if any(a.role == MONEY and 0 <= a.start - match.end() <= 1 for a in scene.amounts):
            yield match


def _is_noun(scene: Scene, start: int, end: int) -> bool:
    """Whether a word that may be a verb is a noun here: "initial pledges included"."""
    base = scene.sentence.start - scene.sentence.offset
    if not scene.sentence.tokens.doc.has_annotation("DEP"):
        return False
    inside = [t for t in scene.sentence.tokens if start <= t.idx - base < end]
    return len(inside) == 1 and inside[0].pos_ in ("NOUN", "PROPN")


def _threatens(scene: Scene, what: Range, words: PromiseWords) -> bool:
    """Whether what is vowed begins as a threat does, articles and "to" passed."""
    lead = words["light"].match(scene.mask, *what)
    return words["threats"].match(scene.mask, lead.end() + 1 if lead else what[0], what[1]) is not None


def _others(scene: Scene, first: Found, words: PromiseWords) -> Iterator[Found]:
    """Sums of others told without a verb: "…, France 110 million and the EU 350", "including 100 from France"."""
    if first.amount is not None:
        yield from _listed(scene, first, first.amount, words)


def _listed(scene: Scene, first: Found, start: Amount, words: PromiseWords) -> Iterator[Found]:
    shared = {name: told for name, told in first.details.items() if name in ("to", "deadline", "act", "outcome")}
    last = start
    for amount in scene.amounts:
        if amount.start < last.end or amount.best is None or not _like(scene, amount, start):
            continue
        between = (last.end, amount.start)
        if re.search(r"(?<![A-Z])\.\s|;", scene.mask[slice(*between)]):
            return
        who = _giver(scene, amount, words) or _named(scene, between, words)
        if who is not None and who != first.holder:
            unit = amount.unit or first.unit
            yield Found(
                kind=FigureKind.PLEDGE,
                cue=(amount.start, amount.end),
                amount=amount,
                unit=unit,
                holder=who,
                details=shared,
                beside=(first.cue,),
            )
            last = amount


def _giver(scene: Scene, amount: Amount, words: PromiseWords) -> Range | None:
    """The name behind "from" right behind a sum."""
    lead = words["from"].match(scene.mask, amount.end + 1)
    spot = clean(scene, phrase_from(scene, lead.end(), longest=5)) if lead else None
    return spot if spot is not None and capitalised(scene, spot) else None


def _named(scene: Scene, between: Range, words: PromiseWords) -> Range | None:
    """The name right before a sum, all that stands between it and the sum before: ", France", "and the EU (EU)"."""
    told = re.search(r"[,;]?\s*(?P<who>[^,;#$%(]*?)\s*\(?$", scene.text[slice(*between)])
    if told is None or not told["who"]:
        return None
    start = _past_and(scene, between[0] + told.start("who"), words)
    spot = trimmed(scene, phrase_from(scene, start))
    rest = scene.text[spot[1] : between[1]] if spot is not None else ""
    close = re.fullmatch(r"\s*(?:\([^)]*\)\s*|\()?", rest) is not None
    return spot if spot is not None and close and scene.text[spot[0]].isupper() else None


def _like(scene: Scene, amount: Amount, first: Amount) -> bool:
    """Whether a number may be one more of what the first counts: of its currency or of another, or bare."""
    if first.role == MONEY:
        return amount.role == MONEY or amount.counts
    return amount.counts and counted(scene, amount) is None


def _past_and(scene: Scene, at: int, words: PromiseWords) -> int:
    """Behind the "and" that a name is joined with."""
    match = words["and"].match(scene.mask, at)
    return match.end() if match else at


def _paid(scene: Scene, holder: Range) -> bool:
    """Whether the subject is a sum: "$2bn was pledged"."""
    return any(a.role == MONEY and holder[0] <= a.core < holder[1] for a in scene.amounts)


def _made(scene: Scene, at: int, words: PromiseWords) -> bool:
    """Whether the words before don't deny, refuse or only ask for it."""
    before = scene.mask[max(0, at - _NOT_BEFORE) : at]
    clause = re.split(r"[,;:.]\s", before)[-1]
    return not words["not_made"].search(clause) and not unreal(scene, at)


def what_behind(scene: Scene, at: int, words: PromiseWords) -> Range:
    """What is promised: up to the end of the clause, or where another begins."""
    stop = re.search(r"[;:]|(?<![A-Z])\.\s|\.$|,\s|\s[–—]\s|\)", scene.mask[at : at + _LONGEST])
    end = at + stop.start() if stop else min(len(scene.mask), at + _LONGEST)
    cut = words["end"].search(scene.mask, at + 8, end)
    end = cut.start() if cut else end
    start = at + len(scene.text[at:end]) - len(scene.text[at:end].lstrip())
    return start, start + len(scene.text[start:end].rstrip())


def _passives(scene: Scene, words: PromiseWords) -> Iterator[Found]:
    """By a sum, "the $2bn pledged by donors": a sum with a participle right behind it."""
    for amount in scene.amounts:
        if not (amount.role == MONEY or amount.counts):
            continue
        match = re.match(r"\s*(?:[\w-]+\s+){0,4}?", scene.mask[amount.end :])
        found = words["passive"].search(scene.mask, amount.end, amount.end + _NEAR)
        if match is None or found is None or re.search(r"[.;,#$%]", scene.mask[amount.end : found.start()]):
            continue
        who = agent(scene, found.end())
        if who is not None and not unreal(scene, found.start()):
            yield _pledge(scene, words, found.span(), who, (amount.start, found.end()), amount=amount)


def _nouns(scene: Scene, words: PromiseWords) -> Iterator[Found]:
    """By a noun, "a pledge by X to …", "X's promise of …", "X made $2bn in pledges"."""
    for match in words["nouns"].finditer(scene.mask):
        start, end = match.span()
        if not _made(scene, start, words) or words["never"].search(scene.mask, max(0, start - 20), end + 20):
            continue
        gifts = [
            (a, who) for a in scene.amounts if a.start > end and a.role == MONEY and (who := _giver(scene, a, words))
        ]
        if gifts:
            yield from (_pledge(scene, words, (start, end), who, (a.start, a.end), amount=a) for a, who in gifts)
            return
        by = words["by"].match(scene.mask, end + 1)
        who = _promiser(scene, by.end(), words) if by else None
        led = who is not None and words["purpose"].match(scene.mask, who[1] + 1)
        if who is None or not (capitalised(scene, who) or led):
            who = owner_before(scene, start) if re.search(r"['’]s?\s+(?:[\w-]+\s+){0,2}$", scene.text[:start]) else None
            behind = end
        else:
            behind = who[1]
        if who is None:
            continue
        what = what_behind(scene, behind, words)
        if words["goes_on"].match(scene.text, *what):
            yield _pledge(scene, words, (start, end), who, what)


def _promiser(scene: Scene, at: int, words: PromiseWords) -> Range | None:
    """Who made a pledge, behind its "by" or "of", without what was pledged."""
    start, end = phrase_from(scene, at, longest=6)
    cut = words["purpose"].search(scene.mask, start + 1, end)
    return trimmed(scene, (start, cut.start() if cut else end))


def _pledge(
    scene: Scene, words: PromiseWords, cue: Range, holder: Range, what: Range, *, amount: Amount | None = None
) -> Found:
    inside = [a for a in scene.amounts if what[0] <= a.start and a.end <= what[1] + 1]
    sums = [a for a in inside if a.role == MONEY] or [
        a for a in inside if a.counts and a.best is not None and a.size > 1
    ]
    amount = amount or (sums[0] if sums else None)
    details: Details = {"what": what}
    due = _due(scene, cue[1], words)
    if due is not None:
        details["deadline"] = due
        details["what"] = without_limit(scene, what, due, words["hard_deadline"])
    to = _beneficiary(scene, amount.end if amount is not None else cue[1], what, words)
    if to is not None:
        details["to"] = to
    details |= ends_of(scene, words, cue[1], words_at(scene, what))
    return Found(
        kind=FigureKind.PLEDGE, cue=cue, amount=amount, unit=_unit(scene, amount), holder=holder, details=details
    )


def without_limit(scene: Scene, what: Range, limit: Range, leads: re.Pattern[str]) -> Range:
    """What is promised or demanded without the time limit it ends with."""
    start, end = what
    if not start < limit[0] < end:
        return what
    text = scene.text[start : limit[0]].rstrip()
    lead = next((m for m in leads.finditer(text) if m.end() == len(text)), None)
    return start, start + len((text[: lead.start()] if lead else text).rstrip())


def _unit(scene: Scene, amount: Amount | None) -> str:
    if amount is None or amount.role == MONEY:
        return amount.unit if amount is not None else ""
    thing = counted(scene, amount)
    return "" if thing is None else "people" if thing.kind in ("people", "force", "displaced") else thing.noun


def words_at(scene: Scene, spot: Range) -> str:
    """The words of a range of the sentence."""
    return scene.text[spot[0] : spot[1]]


def _due(scene: Scene, at: int, words: PromiseWords) -> Range | None:
    """The date by which it is to be done: the first behind the cue that a word of deadlines leads."""
    for low, high in scene.dates:
        if low < at or re.search(r"[;.]\s", scene.mask[at:low]):
            continue
        before = scene.mask[max(at, low - 24) : low].rstrip()
        led = any(m.end() == len(before) for m in words["hard_deadline"].finditer(before))
        # An expression may hold its own "by": "by the end of March".
        if led or words["hard_deadline"].match(scene.mask, low):
            return low, high
    return None


def _beneficiary(scene: Scene, at: int, what: Range, words: PromiseWords) -> Range | None:
    """To whom it is promised: a name behind "to" or "for", or right behind the verb."""
    first = trimmed(scene, phrase_from(scene, what[0], longest=4))
    for match in words["to"].finditer(scene.mask, min(at, what[1]), what[1]):
        spot = trimmed(scene, phrase_from(scene, match.end(), longest=6))
        if spot is not None and spot[0] < what[1] and capitalised(scene, spot) and spot[0] - match.end() < 6:
            return spot
    return first if first is not None and scene.text[first[0]].isupper() else None


def ends_of(scene: Scene, words: PromiseWords, at: int, what: str) -> Details:
    """The act by its name, and the outcome where it is told behind, or in the next sentence."""
    found: Details = {}
    act = words.act(what)
    if act:
        found["act"] = act
    for text in (scene.mask[at:], scene.ahead):
        unmet, met = words["unmet"].search(text), words["met"].search(text)
        if unmet or met:
            found["outcome"] = "unmet" if unmet else "met"
            break
    return found
