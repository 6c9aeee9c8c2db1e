"""The sentence around a claim's words: what stands before and behind a number tells whose it is and of what time."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from djeli.records import Claim, Span
from djeli.views import Account

REACH = 240
"""Characters of a sentence read on either side."""
_END = re.compile(r"[.!?;؟。]\s|\n")


@dataclass(frozen=True, slots=True)
class Around:
    """A claim's words and the rest of their sentence on either side."""

    before: str
    words: str
    behind: str

    @property
    def sentence(self) -> str:
        """All of it."""
        return f"{self.before}{self.words}{self.behind}"


def around(claim: Claim, account: Account, words: Callable[[Span], str]) -> Around:
    """The sentence a claim's first span stands in, cut at full stops and line ends, as far as it reaches."""
    span = claim.spans[0]
    start, end = max(account.item.start, span.start - REACH), min(account.item.end, span.end + REACH)
    before = words(Span(span.text, start, span.start)) if start < span.start else ""
    behind = words(Span(span.text, span.end, end)) if span.end < end else ""
    return Around(_END.split(before)[-1], words(span), _END.split(behind)[0])


Contexts = Mapping[str, Around]


def contexts(accounts: Sequence[Account], props: Sequence[str], words: Callable[[Span], str] | None) -> Contexts:
    """The sentences of all claims of some properties by claim id; none where no words are known."""
    if words is None:
        return {}
    return {
        claim.id: around(claim, account, words)
        for account in accounts
        for prop in props
        for claim in account.claims.get(prop, ())
    }
