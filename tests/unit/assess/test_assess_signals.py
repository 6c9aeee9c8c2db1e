"""Signals one by one: careful words, offices, names nobody knows, bursts, statements, who is named."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest

from accounts import account, party
from djeli.assess import Known, assess_event, assess_item, named_bodies, sites_of, strangers
from djeli.assess.offices import office_signals
from djeli.assess.signals import phrase_signal
from djeli.assess.speakers import proper
from djeli.fold import fold
from djeli.records import Claim, Document, Field, Region, Span
from djeli.values import Person, Tie, dump
from djeli.vocab import Basis, Informant, PartyKind, PersonLabel, RegionKind, Stance, SubjectKind

REBELS = party("rebels", PartyKind.REBEL_GROUP)
SOLDIERS = party("soldiers", PartyKind.STATE_FORCES)
CIVILIANS = party("villagers", PartyKind.CIVILIANS)
ARMY = ("the army", Informant.ARMY)


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("opinion", "“I think that the truce holds,” the mayor said.", False),
        ("opinion", "I think that the truce holds.", True),
        ("loaded_words", "The shameful puppet army and its cowardly, treacherous stooges fled.", True),
        ("loaded_words", "Islamic State, so-called, fled. " * 3, False),
        ("loaded_words", "A shameful puppet, cowardly and treacherous. " + "They walked on. " * 400, False),
        ("stock_phrases", "It remains to be seen who fired. The army closed the road.", False),
        (
            "stock_phrases",
            "A pivotal moment, and it remains to be seen how this delicate balance in a complex web will end.",
            True,
        ),
        ("stock_phrases", "L'avenir reste à voir : un tournant décisif, un équilibre fragile, il est crucial.", True),
        ("fiction_label", "Filed under: Satire\nThe general sold his tanks.", True),
        ("fiction_label", "Gunmen stormed the offices of the satirical weekly and killed nine people there.", False),
        ("empty_caption", "A serene landscape with vibrant colors and a peaceful atmosphere.", True),
        ("empty_caption", "A vibrant market burned.", False),
        ("generated_text", "The vote took place on [date] in the capital.", True),
        ("generated_text", "“[We] saw them [soldiers] come,” he said.", False),
        ("under_duress", "Two captured government soldiers told reporters they had orders.", True),
        ("under_duress", "Rebels captured a town.", False),
        ("machine_translated", "Powered by automated translation", True),
        ("opinion", "على أي حال، في رأيي لن تصمد الهدنة.", True),
        ("unverified_by_outlet", "Es konnte nicht unabhängig überprüft werden, wer schoss.", True),
    ],
)  # fmt: skip
def test_words_are_read_with_care(name: str, text: str, wanted: bool) -> None:
    """Quotations, single clichés, long pages and words inside a sentence give no signal where they should not."""
    assert (phrase_signal(name, text, start=0, text_id="t") is not None) is wanted


def test_regions_are_no_part_of_the_story() -> None:
    """What comments and links say is not the item's."""
    text = "The army closed the road.\nMake no mistake: they will lose."
    one = account(text)
    item = dataclasses.replace(one.item, regions=(Region(26, len(text), RegionKind.COMMENTS),))
    assert "opinion" in {s.name for s in assess_item(one.item, None, text).signals}
    assert "opinion" not in {s.name for s in assess_item(item, None, text).signals}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Awa Traoré", True),
        ("Spokesman Awa Traoré", True),
        ("a Lagos military official", False),
        ("residents", False),
        ("Local priorities", False),
        ("They", False),
        ("video showing a soldier in Kabul", False),
        ("هيومن رايتس ووتش", True),
        ("سكان محليون", False),
    ],
)
def test_proper_names(name: str, wanted: bool) -> None:
    """Who carries a name of their own, and who is only described."""
    assert proper(name) is wanted


def _claim(prop: str, value: object, text: str = "t", **more: object) -> Claim:
    subject_kind = SubjectKind.ITEM if prop == "person" else SubjectKind.ACTOR
    written = dump(value)  # type: ignore[arg-type]
    base = Claim(
        item="i", subject_kind=subject_kind, subject="name:Awa Diop", prop=prop, value=written,
        spans=(Span(text, 0, 4),), method="test@1",
    )  # fmt: skip
    return dataclasses.replace(base, **more)  # type: ignore[arg-type]


AWA = _claim("person", Person(name="Awa Diop", label=PersonLabel.PUBLIC, reason="role"))


@pytest.mark.parametrize(
    ("story", "wanted"),
    [
        ("The Dutch ambassador to Chad spoke. Awa Diop said so. Diop, ambassador to Peru, left.", True),
        ("Awa Diop, ambassador to Chad, spoke. Diop is also envoy to Peru, she said.", True),
        ("The Dutch ambassador to Chad spoke. Awa Diop said so. Diop was ambassador to Peru before.", False),
        ("The Dutch ambassador to Chad spoke. Awa Diop said so. Diop, ambassador to Chad, left.", False),
        ("The ambassador to Chad spoke. It rained. The ambassador to Peru, Awa Diop, did not.", False),
        ("L'ambassadrice au Tchad a parlé. Awa Diop l'a dit. Diop, ambassadrice au Pérou, est partie.", True),
    ],
)
def test_one_envoy_in_two_countries(story: str, wanted: bool) -> None:
    """Two posts of one person at once are told; a former one, the same one, or another's are not."""
    assert bool(list(office_signals([AWA], story, start=0, text_id="t"))) is wanted


def test_one_head_of_two_states() -> None:
    """The highest office of two states; two offices of one state, or an office of less rank, are none of it."""
    posts = {"CD": "Congo", "RW": "Rwanda"}
    ties = [_claim("holds_role", Tie(name=n, country=c, role="president")) for c, n in posts.items()]
    found = list(office_signals(ties, "", start=0, text_id="t"))
    assert [s.name for s in found] == ["conflicting_offices"]
    assert "president of Congo and president of Rwanda" in found[0].reason
    lesser = [_claim("holds_role", Tie(name=n, country=c, role="adviser")) for c, n in posts.items()]
    assert not list(office_signals(lesser, "", start=0, text_id="t"))


def test_names_nobody_knows() -> None:
    """A group that one text names and no table has; copies of the text are no second voice, another text is."""
    tie = _claim("member_of", Tie(name="Zorbakhil"))
    known = _claim("member_of", Tie(name="Al-Shabaab", kind=PartyKind.REBEL_GROUP))
    named = {"i": named_bodies([tie, known])}
    told = {"i": "Fighters of Zorbakhil came.", "copy": "Fighters of Zorbakhil came.", "other": "Rain fell."}
    families = {"i": "f", "copy": "f", "other": "g"}
    assert set(strangers(named, told, families)["i"]) == {"Zorbakhil"}
    assert not strangers(named, told | {"other": "Zorbakhil is feared."}, families)


def _pages(count: int, hosts: Sequence[str], days: Sequence[str]) -> dict[str, set[str]]:
    """Signals of an event that `count` pages tell, in a case with a dozen pages of another site."""
    told = [
        account(f"Shells hit Idlib {n}.", page=str(n), publisher=hosts[n], publisher_basis=Basis.SUPPLIED,
            published=days[n])
        for n in range(count)
    ]  # fmt: skip
    rest = [account(f"It rained {n}.", page=f"r{n}", publisher="Old Paper", published="2024-01-01") for n in range(12)]

    def document(name: str, publisher: str) -> Document:
        field = Field(value=publisher, basis=Basis.SUPPLIED)
        return Document(id=name, uri="file", media_type="text/plain", size=1, publisher=field)

    pairs = [(a.item, document(a.document, a.item.publisher.value)) for a in (*told, *rest) if a.item.publisher]
    event = fold(told, event_id="e")
    graded = assess_event(event, told, sites=sites_of(pairs))
    return {graded.grade: {s.name for s in graded.signals}}


def test_bursts_are_flagged() -> None:
    """Three new sites within days confirm nothing; known sites, or weeks between them, are no burst."""
    new = ["One Daily", "Two Daily", "Three Daily"]
    near, far = ["2024-05-01", "2024-05-02", "2024-05-02"], ["2024-05-01", "2024-05-12", "2024-06-02"]
    assert "burst" in next(iter(_pages(3, new, near).values()))
    assert next(iter(_pages(3, new, near))) == "F6"
    assert "burst" not in next(iter(_pages(3, new, far).values()))
    assert "burst" not in next(iter(_pages(3, [*new[:2], "Old Paper"], near).values()))
    assert "burst" not in next(iter(_pages(2, new, near).values()))


@pytest.mark.parametrize(
    ("row", "present", "absent"),
    [
        ({"killed": 9, "says": ARMY, "target": SOLDIERS, "perpetrator": REBELS}, "own_losses", "own_interest"),
        ({"killed": 9, "says": ARMY, "target": REBELS, "perpetrator": SOLDIERS}, "own_interest", "own_losses"),
        (
            {"says": ARMY, "stance": Stance.DENIES, "target": CIVILIANS, "perpetrator": SOLDIERS},
            "own_interest",
            "own_blame",
        ),
        (
            {"says": ARMY, "stance": Stance.CONFIRMS, "target": CIVILIANS, "perpetrator": SOLDIERS},
            "own_blame",
            "own_interest",
        ),
        ({"says": ("a captured fighter", Informant.PERSON)}, "speaker_under_duress", "own_interest"),
        ({"says": ("a lawyer of prisoners", Informant.NGO)}, "weak_origins", "speaker_under_duress"),
    ],
)  # fmt: skip
def test_statements(row: dict[str, object], present: str, absent: str) -> None:
    """For and against one's own interest, and in the hands of others."""
    one = account("Fighting in Marawi.", **row)  # type: ignore[arg-type]
    parties = {role: row[role] for role in ("target", "perpetrator") if role in row}
    accounts = [one, account("Fighting in Marawi, again.", **parties)]  # type: ignore[arg-type]
    names = {s.name for s in assess_event(fold(accounts, event_id="e"), accounts).signals}
    assert present in names
    assert absent not in names


def test_two_signals_about_one_thing_count_once() -> None:
    """No name and no detail are one fault; with no date and an opinion there are three."""
    bare = "Things happened and went on happening. " * 30
    one = account(bare)
    assert assess_item(one.item, None, bare, [one]).grade == "F6"
    text = bare + "\nMake no mistake."
    other = account(text)
    assert assess_item(other.item, None, text, [other]).grade == "F4"


def test_a_page_that_credits_itself_credits_nobody() -> None:
    """A byline of the publisher is no source; another outlet is."""
    own = account("Shells fell.", publisher="Agence France-Presse", credit=["AFP"], published="2024-01-01")
    other = account("Shells fell.", publisher="El Diario", credit=["AFP"], published="2024-01-01")
    assert "credited_source" not in {s.name for s in assess_item(own.item, None, "Shells fell.", [own]).signals}
    assert "credited_source" in {s.name for s in assess_item(other.item, None, "Shells fell.", [other]).signals}
    assert Known().copies == 0
