"""Whose dead a count is of, of which time, and which places and doers are of something else."""

from __future__ import annotations

import dataclasses

import pytest

from accounts import account, count, day, party, place
from djeli.fold import find_disputes
from djeli.fold.nations import nation, of_people
from djeli.records import Span
from djeli.values import Quantity
from djeli.views import Account, Dispute
from djeli.vocab import DisputeKind, PartyKind

K = DisputeKind


def disputes(*told: tuple[str, Account]) -> tuple[Dispute, ...]:
    """Disputes of accounts, each told by a sentence that its claims' words stand in."""
    texts = {one.item.text: sentence for sentence, one in told}

    def words(span: Span) -> str:
        return texts[span.text][span.start : span.end]

    return find_disputes([one for _, one in told], event_id="e", words=words)


def said(sentence: str, number: int, noun: str = "", **more: object) -> tuple[str, Account]:
    """A page of one sentence that counts the dead of 3 May 2023."""
    killed: Quantity = count(number, of=noun)
    return sentence, account(sentence, page=sentence, when=day("2023-05-03"), killed=killed, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Rebels of the Red Front attacked Gao. The Red Front split from the Dawn Movement in 2019.", False),
        ("Rebels of the Red Front attacked Gao. It was the attack of the Dawn Movement.", True),
    ],
)
def test_a_doer_is_named_where_the_deed_is_told(sentence: str, wanted: bool) -> None:
    """A group named in a sentence about something else is no rival for a deed told before it."""
    front, dawn = (party(name, PartyKind.REBEL_GROUP) for name in ("the Red Front", "the Dawn Movement"))
    _, here = said("Rebels of the Red Front attacked Tera.", 3, perpetrator=front)
    _, there = said(sentence, 3, perpetrator=dawn)

    def at(words: str, last: bool = False) -> tuple[Span, ...]:
        start = sentence.rindex(words) if last else sentence.index(words)
        return (Span(there.item.text, start, start + len(words)),)

    deed = "attack" if wanted else "attacked"
    spans = {"type": at(deed, last=True), "perpetrator": at("Dawn Movement")}
    claims = {
        p: tuple(dataclasses.replace(c, spans=spans.get(p, c.spans)) for c in c_) for p, c_ in there.claims.items()
    }
    found = disputes(
        ("Rebels of the Red Front attacked Tera.", here), (sentence, dataclasses.replace(there, claims=claims))
    )
    assert any(one.kind is K.RESPONSIBILITY for one in found) is wanted


@pytest.mark.parametrize(
    ("word", "code"),
    [("Ukrainian", "UA"), ("индийских", "IN"), ("الصينية", "CN"), ("soudanaises", "SD"), ("Nigerian", "NG"),
     ("Nigeriens", "NE"), ("هندسة", ""), ("market", ""), ("marche", "")],
)  # fmt: skip
def test_words_of_nations(word: str, code: str) -> None:
    """Adjective, noun and name of a state are one; words of everyday speech are none."""
    assert nation(word) == code


@pytest.mark.parametrize(
    ("noun", "before", "behind", "code"),
    [
        ("Eritrean soldiers", "the army of Ethiopia said", "died", "ER"),
        ("soldiers", "Ethiopia says", "of the Eritrean army died", "ER"),
        ("people", "Along the Eritrean border for a long and bitter week some", "died in two days of shelling", "ER"),
        ("people", "Eritrean and Ethiopian guns fired at each other all day and", "died in the end of it", ""),
    ],
)
def test_nation_of_the_people_counted(noun: str, before: str, behind: str, code: str) -> None:
    """The noun goes before what stands beside it, and this before the only nation of the sentence."""
    assert of_people(noun, before, behind) == code


def test_the_dead_of_two_nations_are_two_counts() -> None:
    """Armenian and Azerbaijani dead contradict nothing; two counts of the same army's dead do."""
    ours = said("Yerevan counts 49 Armenian soldiers killed", 49, "Armenian soldiers")
    theirs = said("Baku counts 71 Azerbaijani soldiers killed", 71, "Azerbaijani soldiers")
    more = said("A monitor counts 105 Armenian soldiers killed", 105, "Armenian soldiers")
    assert not [one for one in disputes(ours, theirs) if one.kind is K.TOLL]
    (found,) = [one for one in disputes(ours, theirs, more) if one.kind is K.TOLL]
    assert [side.value for side in found.sides] == ["49 killed", "105 killed"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The mall was also attacked in 2013 and 71 died there",
        "Since the coup 71 people have been killed",
        "En todo el país han muerto 71 personas",
        "A school elsewhere lost 71 others",
    ],
)
def test_counts_of_another_time_are_no_rivals(sentence: str) -> None:
    """Older attacks, all dead since something and numbers over and above others contradict nothing."""
    assert not [one for one in disputes(said("The attack killed 19", 19), said(sentence, 71)) if one.kind is K.TOLL]


def test_another_count_of_the_same_year_is_a_rival() -> None:
    """A year that is the event's own keeps the count."""
    found = disputes(said("The attack killed 19", 19), said("The attack of 3 May 2023 killed 71", 71))
    assert [one.kind for one in found] == [K.TOLL]


def test_numbers_a_hundred_times_apart_count_different_things() -> None:
    """A village's displaced and a country's are no two counts of one."""
    few = account("they fled", page="a", displaced=count(6000))
    many = account("they fled", page="b", displaced=count(1_300_000))
    some = account("they fled", page="c", displaced=count(9000))
    assert not disputes(("they fled", few), ("they fled", many))
    assert [one.kind for one in disputes(("they fled", few), ("they fled", some))] == [K.FIGURE]


@pytest.mark.parametrize(
    ("sentence", "rivals"),
    [
        ("The raid was in retaliation for killings by FDLR", False),
        ("In retaliation for a theft, the town was raided by FDLR", True),
    ],
)
def test_who_provoked_a_deed_is_no_rival(sentence: str, rivals: bool) -> None:
    """A party named behind "in retaliation for" did what came before; behind the next comma it may be the doer."""
    one = ("M23 raided it", account("M23 raided it", page="a", perpetrator=party("M23", PartyKind.REBEL_GROUP, "m23")))
    beside = account(sentence, page="b", perpetrator=party("FDLR", PartyKind.REBEL_GROUP, "fdlr"))
    at = sentence.index("FDLR")
    claims = {
        **beside.claims,
        "perpetrator": tuple(
            dataclasses.replace(c, spans=(Span(c.spans[0].text, at, at + 4),)) for c in beside.claims["perpetrator"]
        ),
    }
    assert bool(disputes(one, (sentence, dataclasses.replace(beside, claims=claims)))) is rivals


def test_who_condemns_is_no_rival() -> None:
    """A party that only speaks against a deed did not do it, however its name was read."""
    doer = party("M23", PartyKind.REBEL_GROUP, "m23")
    other = party("FDLR", PartyKind.REBEL_GROUP, "fdlr")
    one = ("M23 raided it", account("M23 raided it", page="a", perpetrator=doer))
    silent = "FDLR has not condemned the raid"
    beside = account(silent, page="b", perpetrator=other)
    claims = {
        **beside.claims,
        "perpetrator": tuple(
            dataclasses.replace(c, spans=(Span(c.spans[0].text, 0, 4),)) for c in beside.claims["perpetrator"]
        ),
    }
    assert not disputes(one, (silent, dataclasses.replace(beside, claims=claims)))


def test_places_on_two_sides_of_a_border() -> None:
    """Fighting across a border has a place on both sides; far abroad is a namesake."""
    one = ("x", account("x", page="a", where=place("Goma")))
    near = dataclasses.replace(place("Goma"), name="Gisenyi", country="RW", lat=-1.4, lon=29.9, adm1="Western")
    assert not disputes(one, ("y", account("y", page="b", where=near)))


def test_a_later_day_of_its_pages_own_month_is_no_slip() -> None:
    """9 February in a page of February is of something newer; in a page of January it is a slip of the month."""
    first = ("x", account("x", page="a", when=day("2023-01-09")))
    late = ("y", account("y", page="b", when=day("2023-02-09"), published="2023-02-11"))
    slip = ("y", account("y", page="b", when=day("2023-02-09"), published="2023-01-11"))
    assert not disputes(first, late)
    assert K.DATE in [one.kind for one in disputes(first, slip)]
