"""Accounts of one sentence, spoken or not, and their disputes: for tests of what only sentences show."""

from __future__ import annotations

import dataclasses

from accounts import account
from djeli.fold import find_disputes
from djeli.records import Claim, Span, Speaker
from djeli.values import Saying, dump
from djeli.views import Account, Dispute
from djeli.vocab import Informant, Manner, Stance, SubjectKind


def told(
    sentence: str, *, speaker: tuple[str, str] | None = None, stance: Stance = Stance.ASSERTS, **more: object
) -> Account:
    """An account of one sentence, which is a statement where somebody speaks."""
    one = account(sentence, page=sentence, **more)  # type: ignore[arg-type]
    if speaker is None:
        return one
    name, actor = speaker
    span = one.report.scope
    said = Claim(
        subject=one.item.id,
        subject_kind=SubjectKind.ITEM,
        item=one.item.id,
        prop="said",
        value=dump(Saying(manner=Manner.INDIRECT, about=(one.report.id,))),
        spans=(span,),
        speaker=Speaker(name=name, span=span, informant=Informant.ARMY, actor=actor),
        stance=stance,
        method="test@1",
    )
    return dataclasses.replace(one, said=(said,))


def disputes(*accounts: Account) -> tuple[Dispute, ...]:
    """Disputes of the accounts, the same from either end; each account's text is its sentence."""
    texts = {one.item.text: sentence for one, sentence in zip(accounts, _sentences(accounts), strict=True)}

    def words(span: Span) -> str:
        return texts[span.text][span.start : span.end]

    found = find_disputes(accounts, event_id="e", words=words)
    assert find_disputes(accounts[::-1], event_id="e", words=words) == found
    return found


_SENTENCES: dict[str, str] = {}


def _sentences(accounts: tuple[Account, ...]) -> list[str]:
    return [_SENTENCES[one.item.id] for one in accounts]


def page(sentence: str, **more: object) -> Account:
    """`told`, with its sentence remembered."""
    one = told(sentence, **more)  # type: ignore[arg-type]
    _SENTENCES[one.item.id] = sentence
    return one
