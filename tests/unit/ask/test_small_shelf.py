"""Questions over relations and figures made by hand: sides, offices, persons without a public role, sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from djeli.ask import Answer, Names, ask
from djeli.ask.names import NAME, PLACE, Named
from djeli.cited import Cited, CitedBond, CitedFigure, CitedSaying
from djeli.fold.sayings import sayings
from djeli.fold.ties import bonds
from djeli.records import Claim, Item, Span, Speaker
from djeli.values import Figure, Saying, Tie, dump
from djeli.views import Account, Comparison, Event, FigureAccount, FigureView
from djeli.vocab import (
    FigureKind,
    Informant,
    Manner,
    Modality,
    PartyKind,
    Phase,
    Relation,
    Stance,
    SubjectKind,
    Sum,
)

ITEM = Item(text="0" * 32, start=0, end=9)
SPAN = Span("0" * 32, 0, 4)
IBIS = Named(NAME, "red ibis front", "Red Ibis Front")
HERON = Named(NAME, "heron brigade", "Heron Brigade")
DIALLO = Named(NAME, "amara diallo", "Amara Diallo")
WITNESS = Named(NAME, "salif kone", "Salif Kone")
GAO = Named(PLACE, "gao", "Gao")
NAMES = Names(
    [
        *((one.name, one) for one in (IBIS, HERON, DIALLO, WITNESS, GAO)),
        ("Diallo", DIALLO),
        ("Mission Kite", Named(NAME, "mission kite", "Mission Kite")),
    ]
)


def cited(claim: Claim, passage: str) -> Cited:
    """A claim on a page of our own."""
    return Cited(
        claim=claim,
        quote=passage,
        passage=passage,
        page="Wire (4 May 2021)",
        published="2021-05-04",
        document="d" * 64,
        uri="wire.txt",
    )


def tie(
    relation: Relation,
    subject: str,
    other: str,
    passage: str,
    *,
    role: str = "",
    over: bool = False,
    denied: bool = False,
) -> Cited:
    """A relation told on a page."""
    claim = Claim(
        item="1" * 32,
        subject_kind=SubjectKind.ACTOR,
        subject=f"name:{subject}",
        prop=relation,
        value=dump(Tie(name=other, kind=PartyKind.UNKNOWN, role=role)),
        spans=(SPAN,),
        method="test@1",
        phase=Phase.ENDED if over else Phase.IN_FORCE,
        modality=Modality.NEGATED if denied else Modality.ACTUAL,
    )
    return cited(claim, passage)


def said(speaker: str, stance: Stance, words: str) -> Cited:
    """A statement told on a page."""
    claim = Claim(
        item="1" * 32,
        subject_kind=SubjectKind.ITEM,
        subject="1" * 32,
        prop="said",
        value=dump(Saying(manner=Manner.INDIRECT)),
        spans=(SPAN,),
        method="test@1",
        speaker=Speaker(name=speaker, span=SPAN, informant=Informant.PERSON),
        stance=stance,
    )
    return cited(claim, words)


def figure(kind: FigureKind, best: int, unit: str, holder: str, passage: str, **details: str) -> CitedFigure:
    """A figure told on a page."""
    value = Figure(
        figure=kind, low=best, best=best, high=best, unit=unit, holder=holder, details=tuple(sorted(details.items()))
    )
    claim = Claim(
        item="1" * 32,
        subject_kind=SubjectKind.ITEM,
        subject="1" * 32,
        prop="figure",
        value=dump(value),
        spans=(SPAN,),
        method="test@1",
    )
    view = FigureView(
        id=f"F{best}",
        figure=value,
        when=None,
        first="2021-05-04",
        last="2021-05-04",
        claims=(claim.id,),
        voices=("Wire",),
        items=("1" * 32,),
        texts=1,
    )
    return CitedFigure(view=view, told=(cited(claim, passage),))


@dataclass
class Hand:
    """A shelf made by hand, without events."""

    ties: Sequence[Cited] = ()
    places: Sequence[Cited] = ()
    statements: Sequence[Cited] = ()
    figures: Sequence[CitedFigure] = ()
    secluded: frozenset[str] = frozenset()
    events: Sequence[Event] = field(default=())

    @property
    def bonds(self) -> Sequence[CitedBond]:
        """The relations, folded as the ledger does."""
        told = {one.claim.id: one for one in self.ties}
        folded = bonds(FigureAccount(claim=one.claim, item=ITEM, document="d" * 64) for one in told.values())
        return [CitedBond(bond=b, told=tuple(told[c] for c in (*b.claims, *b.denials))) for b in folded]

    @property
    def sayings(self) -> Sequence[CitedSaying]:
        """The statements, folded as the ledger does."""
        told = {one.claim.id: one for one in self.statements}
        accounts = (FigureAccount(claim=one.claim, item=ITEM, document="d" * 64) for one in told.values())
        folded = sayings(accounts, words={name: one.quote for name, one in told.items()})
        return [CitedSaying(said=s, told=tuple(told[claim] for claim in s.claims)) for s in folded]

    def holding(self, text: str) -> frozenset[str]:
        """No events hold anything."""
        return frozenset()

    def accounts(self, event: Event) -> Sequence[Account]:
        """No accounts."""
        return ()

    def sentence(self, claim: Claim) -> str:
        """No sentences."""
        return ""

    def page(self, account: Account) -> str:
        """No pages."""
        return ""


SHELF = Hand(
    ties=[
        tie(Relation.LED_BY, "Red Ibis Front", "Amara Diallo", "The Red Ibis Front is led by Amara Diallo."),
        tie(Relation.LED_BY, "Heron Brigade", "Moussa Sow", "Moussa Sow commands the Heron Brigade."),
        tie(
            Relation.MERGED_INTO, "Heron Brigade", "Red Ibis Front", "The Heron Brigade merged into the Red Ibis Front."
        ),
        tie(Relation.MERGED_INTO, "Night Owls", "Red Ibis Front", "The Night Owls, too, joined the Red Ibis Front."),
        tie(
            Relation.SPONSORED_BY,
            "Heron Brigade",
            "Ruritania",
            "Ruritania denied it armed the Heron Brigade.",
            denied=True,
        ),
        tie(
            Relation.HOLDS_ROLE,
            "Amara Diallo",
            "Red Ibis Front",
            "Diallo, spokesman of the Red Ibis Front",
            role="spokesman",
        ),
        tie(Relation.ENDED, "Mission Kite", "the council", "The council ended Mission Kite.", over=False),
    ],
    statements=[
        said("Amara Diallo", Stance.DENIES, "that the Heron Brigade had burned the market"),
        said("Salif Kone", Stance.ASSERTS, "that he saw the Heron Brigade"),
    ],
    figures=[
        figure(
            FigureKind.FORCE_SIZE,
            400,
            "people",
            "Heron Brigade",
            "The Heron Brigade has 400 fighters.",
            what="fighters",
        ),
        figure(
            FigureKind.VOTE,
            12,
            "votes",
            "the council",
            "Twelve members of the council voted against.",
            position="against",
        ),
    ],
    secluded=frozenset({"salif kone"}),
)


def answer(question: str, shelf: Hand = SHELF) -> Answer:
    """The answer over relations made by hand."""
    return ask(question, shelf, NAMES, lambda name: None)


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("who leads the Red Ibis Front", ["Red Ibis Front is led by Amara Diallo"]),
        ("who is the leader of the Heron Brigade", ["Heron Brigade is led by Moussa Sow"]),
        ("which group does Diallo lead", ["Red Ibis Front is led by Amara Diallo"]),
        ("Qui dirige la Heron Brigade ?", ["Heron Brigade is led by Moussa Sow"]),
        ("which groups formed the Red Ibis Front", ["Heron Brigade went into", "Night Owls went into"]),
        ("who joined the Red Ibis Front", ["Heron Brigade went into", "Night Owls went into"]),
        ("who backs the Heron Brigade", ["Heron Brigade is backed by Ruritania (date not stated; told as not so)"]),
        ("who is the spokesman of the Red Ibis Front", ["Amara Diallo is spokesman of Red Ibis Front"]),
        ("when did Mission Kite end", ["Mission Kite was ended by the council"]),
        ("what did Diallo deny", ["Amara Diallo denied"]),
        ("who denied that the Heron Brigade burned the market", ["Amara Diallo denied"]),
        ("how many fighters does the Heron Brigade have in strength", ["Strength of a force: 400 people"]),
        ("how many members of the council voted against", ["Vote: 12 votes"]),
    ],
)
def test_relations_statements_and_figures_answer(question: str, sentences: list[str]) -> None:
    """Each question finds its relation, statement or figure, on the right side, and nothing else."""
    found = answer(question)
    told = [one.sentence for one in found.found]
    assert len(told) == len(sentences), (found.understood, told, found.reason)
    for sentence in sentences:
        assert any(sentence in one for one in told), (found.understood, told)


@pytest.mark.parametrize(
    "question",
    [
        "who dissolved the Red Ibis Front",
        "which groups formed the Heron Brigade",
        "who leads Mission Kite",
        "who sanctioned the Heron Brigade",
        "how many people died in Gao",
        "what did Diallo promise",
    ],
)
def test_what_nobody_tells_is_not_answered(question: str) -> None:
    """A relation told the other way round, of another body or of another kind is no answer."""
    found = answer(question)
    assert not found.says and found.reason, [one.sentence for one in found.found]


def test_nothing_is_answered_about_private_persons() -> None:
    """A person without a public role is not looked up by name."""
    found = answer("what did Salif Kone say")
    assert not found.says and "public role" in found.reason and not found.near


def test_a_sum_stands_with_its_figure() -> None:
    """A comparison is shown with what arithmetic says of it."""
    [one] = [figure(FigureKind.COMPARISON, 2, "", "attacks", "Attacks doubled to 12 from 8.")]
    judged = CitedFigure(
        view=one.view,
        told=one.told,
        comparison=Comparison(
            figure=one.view.id, factor=2, left=12, right=8, sum=Sum.FAILS, sentence="12 / 8 = 1.5, not 2."
        ),
    )
    found = answer("did attacks double", Hand(figures=[judged]))
    assert "12 / 8 = 1.5, not 2" in " ".join(one.sentence for one in found.found), found
