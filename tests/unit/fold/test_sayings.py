"""Statements folded: copies count once, quotations that differ and words taken back stand side by side."""

from __future__ import annotations

import hashlib
import random

from djeli import values
from djeli.fold.sayings import about, sayings
from djeli.records import Basis, Claim, Field, Item, Speaker, Text
from djeli.values import Saying
from djeli.views import FigureAccount, Said
from djeli.vocab import DisputeKind, Informant, Manner, Stance, SubjectKind


class Told:
    """Statements with their words, as the fold wants them."""

    def __init__(self) -> None:
        self.accounts: list[FigureAccount] = []
        self.words: dict[str, str] = {}

    def add(
        self,
        words: str,
        *,
        by: str = "Issa Cisse",
        role: str = "army spokesman",
        actor: str = "mali_army",
        page: str = "a",
        published: str = "2024-05-01",
        stance: Stance = Stance.ASSERTS,
        manner: Manner = Manner.DIRECT,
        family: str = "",
        about: tuple[str, ...] = (),
        informant: Informant = Informant.ARMY,
    ) -> Told:
        """One more telling."""
        text = Text(document=hashlib.sha256(page.encode()).hexdigest(), reader="test@1", content=f"{page}: {words}")
        item = Item(
            text=text.id, start=0, end=len(text.content), published=Field(value=published, basis=Basis.SUPPLIED)
        )
        claim = Claim(
            item=item.id,
            subject_kind=SubjectKind.ITEM,
            subject=item.id,
            prop="said",
            value=values.dump(Saying(manner=manner, about=about)),
            spans=(text.span(len(page) + 2, len(text.content)),),
            method="test@1",
            speaker=Speaker(name=by, span=text.span(0, 1), informant=informant, actor=actor, role=role),
            stance=stance,
        )
        self.accounts.append(FigureAccount(claim=claim, item=item, document=text.document, family=family))
        self.words[claim.id] = words
        return self

    def fold(self, **events: str) -> tuple[Said, ...]:
        """The rows, the same in any order of the accounts."""
        found = sayings(self.accounts, words=self.words, events=events)
        shuffled = list(self.accounts)
        random.Random(5).shuffle(shuffled)
        assert sayings(shuffled, words=self.words, events=events) == found
        return found


def test_copies_of_a_statement_are_one_and_count_once() -> None:
    """Three pages, two of them copies, one cut short: one row with three claims and two texts."""
    told = Told().add("The convoy was attacked near the bridge at dawn", family="f")
    told.add("The convoy was attacked near the bridge at dawn", page="b", family="f")
    told.add("The convoy was attacked near the bridge", page="c", family="g", published="2024-05-02")
    (row,) = told.fold()
    assert (len(row.claims), row.texts, row.first, row.last) == (3, 2, "2024-05-01", "2024-05-02")
    assert (row.speaker, row.role, row.actor) == ("Issa Cisse", "army spokesman", "mali_army")
    assert not row.disputes


def test_other_numbers_speakers_and_stances_are_other_statements() -> None:
    """Five dead are not seven, one general not another, a denial no assertion."""
    told = (
        Told().add("5 soldiers died in the fire").add("7 soldiers died in the fire", page="b", published="2024-06-01")
    )
    told.add("5 soldiers died in the fire", page="c", by="Awa Keita", role="mayor of Gao", actor="")
    told.add("5 soldiers died in the fire", page="d", stance=Stance.DENIES)
    assert len(told.fold()) == 4


def test_one_speaker_quoted_in_two_wordings_is_a_dispute() -> None:
    """Both wordings are kept; a mere cut, and words in nobody's quotation marks, are no dispute."""
    told = Told().add("We will never leave this town to the rebels")
    told.add("We will not hand over this town to any rebels", page="b")
    rows = told.fold()
    assert [d.kind for row in rows for d in row.disputes] == [DisputeKind.QUOTATION] * 2
    assert {side.value for side in rows[0].disputes[0].sides} == set(told.words.values())
    cut = Told().add("We will never leave this town to the rebels whatever the price may be in the end")
    cut.add("We will never leave this town", page="b")
    assert not any(row.disputes for row in cut.fold())
    loose = Told().add("We will never leave this town to the rebels", manner=Manner.INDIRECT)
    loose.add("We will not hand over this town to any rebels", page="b", manner=Manner.INDIRECT)
    assert not any(row.disputes for row in loose.fold())


def test_words_taken_back_are_superseded_and_stay() -> None:
    """A group that claims a deed and denies it a week later: the claim is stale, both rows are there."""
    told = Told().add(
        "the attack", stance=Stance.CLAIMS_RESPONSIBILITY, about=("r1",), by="JNIM", actor="jnim", role=""
    )
    told.add(
        "any part in the attack",
        page="b",
        published="2024-05-08",
        stance=Stance.DENIES,
        about=("r2",),
        by="JNIM",
        actor="jnim",
        role="",
    )
    rows = told.fold(r1="e", r2="e")
    assert [bool(row.stale) for row in rows] == [True, False]
    assert all(row.disputes for row in rows)
    assert about(rows, "e") == rows
    assert not any(row.disputes for row in told.fold(r1="e", r2="other"))


def test_unnamed_speakers_of_a_kind_are_one_only_with_the_same_words_for_them() -> None:
    """Two residents are two voices unless the pages call them the same."""
    told = Told()
    for page, name in (("a", "residents of Gao"), ("b", "residents of Gao"), ("c", "villagers")):
        told.add("the shop burned down", page=page, by=name, role="", actor="", informant=Informant.RESIDENTS)
    assert sorted(len(row.claims) for row in told.fold()) == [1, 2]


def test_claims_without_speaker_or_words_are_passed_over() -> None:
    """What nobody is named for is no statement of anybody."""
    told = Told().add("It rained")
    told.words.clear()
    assert told.fold() == ()
