"""Relations folded: one row however often told, disputes side by side, what is past marked as past."""

from __future__ import annotations

import datetime as dt
import hashlib
import random

import pytest
from tests.accounts import day

from djeli import values
from djeli.fold.ties import bonds, bonds_of
from djeli.records import Basis, Claim, Field, Item, Speaker, Text
from djeli.values import Tie, When
from djeli.views import Bond, FigureAccount
from djeli.vocab import (
    DateAnchor,
    DisputeKind,
    Informant,
    Modality,
    Phase,
    Precision,
    Relation,
    Stance,
    SubjectKind,
)

PAGE = "told in the present: so on the page's date"


def year(number: int) -> When:
    """A whole year, told in words."""
    return When(
        start=dt.date(number, 1, 1),
        end=dt.date(number, 12, 31),
        precision=Precision.YEAR,
        anchor=DateAnchor.STATED,
    )


def on_page(iso: str) -> When:
    """The page's own day."""
    at = dt.date.fromisoformat(iso)
    return When(start=at, end=at, precision=Precision.DAY, anchor=DateAnchor.PUBLICATION, reason=PAGE)


def told(
    relation: Relation,
    subject: str,
    other: str = "",
    *,
    page: str = "a",
    published: str = "2024-05-01",
    when: When | None = None,
    family: str = "",
    by: str = "",
    over: bool = False,
    denied: bool = False,
) -> FigureAccount:
    """One telling of a relation; ends with a colon-free id are actors of the table."""
    content = f"{page} tells of {subject} and {other}."
    text = Text(document=hashlib.sha256(page.encode()).hexdigest(), reader="test@1", content=content)
    item = Item(
        text=text.id, start=0, end=len(content), published=Field(value=published, basis=Basis.SUPPLIED), language="en"
    )
    known = other.islower()
    claim = Claim(
        item=item.id,
        subject_kind=SubjectKind.ACTOR,
        subject=subject if subject.islower() else f"name:{subject}",
        prop=relation.value,
        value=values.dump(Tie(name=other, actor=other if known else "")),
        spans=(text.span(0, 4),),
        method="test@1",
        speaker=Speaker(name=by, span=text.span(0, 1), informant=Informant.GOVERNMENT) if by else None,
        stance=Stance.ASSERTS,
        modality=Modality.NEGATED if denied else Modality.ACTUAL,
        phase=Phase.ENDED if over else Phase.IN_FORCE,
        valid=when,
    )
    return FigureAccount(claim=claim, item=item, document=text.document, family=family)


def only(*accounts: FigureAccount) -> Bond:
    """The single row of some tellings."""
    (found,) = bonds(accounts)
    return found


def test_one_relation_told_twice_is_one_row_and_copies_count_once() -> None:
    """Three pages, two of them copies: one row, three claims, two texts."""
    row = only(
        told(Relation.SPLIT_FROM, "ansaru", "boko_haram", page="a", family="f"),
        told(Relation.SPLIT_FROM, "ansaru", "boko_haram", page="b", family="f"),
        told(Relation.SPLIT_FROM, "ansaru", "boko_haram", page="c", family="g", when=year(2012)),
    )
    assert (len(row.claims), len(row.items), row.texts, row.when) == (3, 3, 2, year(2012))
    assert not row.disputes


def test_mutual_relations_have_no_order_and_others_do() -> None:
    """Allies of allies are one row; backer and backed are not exchanged."""
    assert (
        len(bonds([told(Relation.ALLIED_WITH, "m23", "rdf"), told(Relation.ALLIED_WITH, "rdf", "m23", page="b")])) == 1
    )
    two = [told(Relation.SPONSORED_BY, "m23", "rdf"), told(Relation.SPONSORED_BY, "rdf", "m23", page="b")]
    assert len(bonds(two)) == 2


def test_a_surname_is_the_one_fuller_name_that_ends_with_it() -> None:
    """Makenga is Sultani Makenga, unless two people bear the name."""
    short, full = told(Relation.LED_BY, "m23", "Makenga", page="b"), told(Relation.LED_BY, "m23", "Sultani Makenga")
    assert only(short, full).other_name == "Sultani Makenga"
    assert len(bonds([short, full, told(Relation.LED_BY, "fdlr", "Erasto Makenga", page="c")])) == 3


def test_two_days_of_one_founding_are_a_dispute_whoever_founded_it() -> None:
    """Formed in 2014 or in 2017; a month within the year is no dispute."""
    rows = bonds(
        [
            told(Relation.FOUNDED, "ansar_dine", "Iyad Ag Ghaly", when=year(2014)),
            told(Relation.FOUNDED, "ansar_dine", page="b", when=year(2017)),
        ]
    )
    assert {d.kind for row in rows for d in row.disputes} == {DisputeKind.DATE}
    assert [side.value for side in rows[0].disputes[0].sides] == ["2014", "2017"]
    near = (told(Relation.FOUNDED, "x", when=year(2014)), told(Relation.FOUNDED, "x", page="b", when=day("2014-03-02")))
    assert not only(*near).disputes
    apart = (told(Relation.FOUNDED, "x", when=year(2014)), told(Relation.FOUNDED, "x", page="b", when=year(2015)))
    assert only(*apart).disputes, "neighbouring years are two years"


def test_asserted_and_denied_stand_side_by_side() -> None:
    """What one side says and the other denies is a dispute; what is only denied is marked so."""
    said = told(Relation.SPONSORED_BY, "m23", "rwanda_government", by="Kinshasa")
    no = told(Relation.SPONSORED_BY, "m23", "rwanda_government", page="b", by="Kigali", denied=True)
    row = only(said, no)
    assert [d.kind for d in row.disputes] == [DisputeKind.DENIAL]
    assert (len(row.claims), len(row.denials), row.denied) == (1, 1, False)
    assert only(no).denied


def test_two_leaders_at_one_time_are_a_dispute_and_a_later_one_makes_the_earlier_stale() -> None:
    """Overlapping times contradict; a newer page supersedes."""
    one = told(Relation.LED_BY, "iswap", "Abu Musab", when=year(2021))
    rival = told(Relation.LED_BY, "iswap", "Abu Bakr", page="b", when=day("2021-05-02"))
    assert all([d.kind for d in row.disputes] == [DisputeKind.ROLE] for row in bonds([one, rival]))
    earlier = told(Relation.LED_BY, "iswap", "Abu Musab", when=on_page("2019-01-01"))
    rows = {row.other_name: row for row in bonds([earlier, rival])}
    assert "Abu Bakr" in rows["Abu Musab"].stale
    assert not rows["Abu Bakr"].stale
    assert not any(row.disputes for row in rows.values())


@pytest.mark.parametrize(("newest", "over"), [("2024-06-01", True), ("2020-06-01", False)])
def test_a_relation_is_over_when_the_last_page_says_so(newest: str, over: bool) -> None:
    """An end told before the last page that tells the relation as holding doesn't end it."""
    row = only(
        told(Relation.MEMBER_OF, "mali_government", "ecowas", published="2022-01-01"),
        told(Relation.MEMBER_OF, "mali_government", "ecowas", page="b", published=newest, over=True),
    )
    assert row.over is over


def test_the_order_of_the_accounts_changes_nothing() -> None:
    """Folding is a function of the set of claims."""
    accounts = [
        told(Relation.LED_BY, "iswap", "Abu Musab", when=year(2021)),
        told(Relation.LED_BY, "iswap", "Musab", page="b", when=year(2021)),
        told(Relation.FOUNDED, "iswap", "Abu Musab", page="c", when=year(2016)),
        told(Relation.FOUNDED, "iswap", page="d", when=year(2015)),
        told(Relation.ALLIED_WITH, "iswap", "Some Front", page="e"),
    ]
    first = bonds(accounts)
    shuffled = accounts[:]
    random.Random(3).shuffle(shuffled)
    assert bonds(shuffled) == first
    assert {b.relation for b in bonds_of("name:abu musab", first)} == {Relation.LED_BY, Relation.FOUNDED}
