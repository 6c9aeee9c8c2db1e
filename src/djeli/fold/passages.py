"""The words of an event's accounts, with the claims they stand for: what stands are read from.

A page's sentence is the words of its report; a statement is the words from its speaker to the end of what is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from djeli.fold.context import around
from djeli.fold.cues import bare, stands_in
from djeli.fold.sides import Stand
from djeli.fold.voices import family_of, voice, voice_name
from djeli.records import Claim, Span
from djeli.views import Account
from djeli.vocab import Role, Stance

Words = Callable[[Span], str]
LONGEST = 600
"""Characters of a statement beyond which only the words said are read."""


@dataclass(frozen=True)
class Passage:
    """Words of one account, the claim they stand for, and whether they are a statement of somebody.

    `near` says that the statement only stands near the account and need not speak of it, `spoken` that a statement
    takes up words of the sentence: who speaks is known from there. `said_words` are the words said alone.
    """

    account: Account
    claim: Claim
    text: str
    statement: bool
    near: bool = False
    spoken: bool = False
    said_words: str = ""

    @cached_property
    def bare(self) -> str:
        """The words as phrases are matched."""
        return bare(self.text)

    @cached_property
    def _stands(self) -> frozenset[str]:
        return stands_in(self.bare)

    @property
    def voice(self) -> str:
        """Whose word it is."""
        return voice(self.claim, self.account)

    def says(self, block: str) -> bool:
        """Whether a phrase of a block of `stands.yaml` stands here."""
        return block in self._stands

    def stand(self, value: object, words: str) -> Stand:
        """This passage as a stand in a question."""
        return Stand(
            value=value,
            words=words,
            claims=(self.claim.id,),
            voice=self.voice,
            name=voice_name(self.claim, self.account),
            family=family_of(self.account),
            said=self.account.item.published.value[:10] if self.account.item.published else "",
        )


def passages(accounts: Sequence[Account], words: Words) -> list[Passage]:
    """Sentences and statements of the accounts, each once, in the order of claim ids."""
    every = sorted((one for account in accounts for one in _of(account, words)), key=lambda one: not one.near)
    found = {(one.claim.id, one.text): one for one in every}  # the telling that is not merely near comes last
    return sorted(found.values(), key=lambda one: (one.claim.id, one.text))


def _of(account: Account, words: Words) -> Iterator[Passage]:
    kinds, scope = account.claims.get("type", ()), account.report.scope
    if kinds and account.modality.happened:
        spoken = any(span.overlaps(scope) for claim in account.said for span in claim.spans)
        yield Passage(account, kinds[0], words(scope), statement=False, spoken=spoken)
    for claim in account.claims.get(Role.PERPETRATOR.value, ()):
        if claim.stance is Stance.CLAIMS_RESPONSIBILITY and not claim.spans[0].overlaps(scope):
            yield Passage(account, claim, around(claim, account, words).sentence, statement=False, spoken=True)
    for claim in account.said:
        whole = _whole(claim)
        near = not whole.overlaps(scope)
        said = " ".join(words(span) for span in claim.spans)
        yield Passage(account, claim, words(whole), statement=True, near=near, said_words=said)


def _whole(claim: Claim) -> Span:
    """From the speaker to the end of the words said, or only these where that is too long."""
    own = [span for span in claim.spans if span.text == claim.spans[0].text]
    speaker = claim.speaker.span if claim.speaker is not None else own[0]
    spans = [*own, speaker] if speaker.text == own[0].text else own
    whole = Span(own[0].text, min(s.start for s in spans), max(s.end for s in spans))
    told = Span(own[0].text, min(s.start for s in own), max(s.end for s in own))
    return whole if whole.end - whole.start <= LONGEST else told
