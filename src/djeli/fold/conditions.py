"""How things stand, as sentences tell it: over or going on, held or free, agreed or not, clash or not, who it was.

Each needs words on both sides. What was true once is no rival: "still going on" contradicts "over" only on the same
page, or on one that is no older.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from djeli.fold.nations import nations, state_name
from djeli.fold.passages import Passage
from djeli.fold.reconcile import Verdict
from djeli.fold.sides import Stand, dispute
from djeli.views import Account, Dispute
from djeli.vocab import DisputeKind

_DAY = len("2000-01-01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with two answers: blocks of `stands.yaml`, what each is called, and why they exclude each other.

    `fades` says that the second answer is true once and then superseded by the first; `near` that statements which
    only stand near an account may answer.
    """

    kind: DisputeKind
    prop: str
    yes: str
    no: str
    yes_words: str
    no_words: str
    reason: str
    fades: bool = False
    near: bool = False


QUESTIONS = (
    Question(
        kind=DisputeKind.STATUS,
        prop="over",
        yes="over",
        no="going_on",
        yes_words="over, under control",
        no_words="still going on",
        reason="One account says that it was over, another that it was still going on.",
        fades=True,
        near=True,
    ),
    Question(
        kind=DisputeKind.STATUS,
        prop="held",
        yes="freed",
        no="still_held",
        yes_words="free",
        no_words="still held",
        reason="One account says that they were free, another that they were still held.",
        fades=True,
    ),
    Question(
        kind=DisputeKind.EXISTENCE,
        prop="agreement",
        yes="agreed",
        no="not_agreed",
        yes_words="there was an agreement or a payment",
        no_words="there was none",
        reason="One account tells of an agreement or a payment, another says that there was none.",
        near=True,
    ),
    Question(
        kind=DisputeKind.CIRCUMSTANCE,
        prop="fight",
        yes="clash",
        no="one_sided",
        yes_words="a fight of two sides",
        no_words="no fight: people were killed by one side",
        reason="One account tells of a fight, another says that it was none.",
    ),
    Question(
        kind=DisputeKind.IDENTITY,
        prop="persons",
        yes="named_as",
        no="invented",
        yes_words="they are those named",
        no_words="they are not those named",
        reason="One account names persons, another says that they are not the ones.",
        near=True,
    ),
)


def conditions(accounts: Sequence[Account], found: Sequence[Passage], event_id: str) -> Iterator[Dispute]:
    """A dispute for each question that passages answer both ways."""
    for question in QUESTIONS:
        made = _asked(question, found, event_id)
        if made is not None:
            yield made


def _asked(question: Question, found: Sequence[Passage], event_id: str) -> Dispute | None:
    able = [one for one in found if question.near or not one.near]
    no = [one for one in able if one.says(question.no)]
    yes = [one for one in able if one.says(question.yes) and not one.says(question.no)] if no else []
    if question.fades:
        no = [one for one in no if any(_not_older(one, other) for other in yes)]
        yes = [one for one in yes if any(_not_older(other, one) for other in no)]
    if not yes or not no:
        return None
    stands = [one.stand(True, question.yes_words) for one in yes]
    stands += [one.stand(False, question.no_words) for one in no]
    return dispute(event_id, question.kind, question.prop, stands, lambda a, b: Verdict(a is b, question.reason))


def _not_older(one: Passage, other: Passage) -> bool:
    """Whether the first stands on the same page as the second, or on one dated later."""
    if one.account.item.id == other.account.item.id:
        return True
    said, before = _page(one), _page(other)
    return len(said) == len(before) == _DAY and said > before


def _page(one: Passage) -> str:
    return one.account.item.published.value[:_DAY] if one.account.item.published else ""


def crossed(accounts: Sequence[Account], found: Sequence[Passage], event_id: str) -> Iterator[Dispute]:
    """Two states that each tell what the other did: "Lima says the Ecuadorians crossed the line", and the reverse."""
    told: dict[tuple[str, str], list[Stand]] = {}
    for one in found:
        speaker = one.claim.speaker
        if not one.statement or speaker is None or not (one.says("aggression") or one.says("blames")):
            continue
        mine = _state_of(f"{speaker.name} {speaker.organisation}", speaker.actor)
        others = [code for code in nations(one.said_words) if code != mine]
        if mine and others:
            told.setdefault((mine, others[0]), []).append(one.stand(others[0], f"{state_name(others[0])} is to blame"))
    pairs = sorted({tuple(sorted(key)) for key in told if (key[1], key[0]) in told})
    for left, right in pairs:
        stands = [*told[right, left], *told[left, right]]
        made = dispute(
            event_id,
            DisputeKind.RESPONSIBILITY,
            "aggression",
            stands,
            lambda a, b: Verdict(a == b, "Each side says that it was the other."),
        )
        if made is not None:
            yield made


def _state_of(name: str, actor: str) -> str:
    own = nations(name) or nations(actor.replace("_", " "))
    return own[0] if len(set(own)) == 1 else ""
