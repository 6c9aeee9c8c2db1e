"""Grades and their reasons: items, sources, events."""

from __future__ import annotations

import dataclasses
from importlib.resources import files

import pytest

from accounts import account, party
from djeli.assess import Known, SourceFacts, assess_event, assess_item, assess_source, facts_of
from djeli.assess.signals import check, phrase_signal, phrases, signal
from djeli.errors import InvalidRecord, NotFound
from djeli.fold import fold
from djeli.records import Region
from djeli.resources import load_yaml
from djeli.resources.sources import Outlet
from djeli.views import Account, Assessment
from djeli.vocab import Basis, Credibility, Informant, ItemKind, Modality, PartyKind, RegionKind, Reliability, Stance

ARMY = ("the army", Informant.ARMY)
UNION = ("the union", Informant.UNION)
NOBODY = ("a source", Informant.ANONYMOUS)
SOLDIERS = party("soldiers", PartyKind.STATE_FORCES)
REBELS = party("rebels", PartyKind.REBEL_GROUP)
OPENED = ("https://example.org/profile",)


def graded(grade: Reliability) -> Assessment:
    """A source with a grade."""
    facts = SourceFacts(name="S", grade=grade, references=OPENED)
    return assess_source("S", facts, basis=Basis.FETCHED_HOST)


def event_grade(rows: list[dict[str, object]], grades: list[Reliability], held: int | None = None) -> Assessment:
    """Assess the event of these accounts, whose sources have these grades."""
    accounts = [account(f"Fighting in Marawi {n}.", page=str(n), **row) for n, row in enumerate(rows)]
    sources = {a.item.id: graded(grade) for a, grade in zip(accounts, grades, strict=True)}
    return assess_event(fold(accounts, event_id="e", origins_held=held), accounts, sources)


A, B, E, F = Reliability.A, Reliability.B, Reliability.E, Reliability.F


@pytest.mark.parametrize(
    ("name", "rows", "grades", "wanted"),
    [
        ("two sound independent texts", [{"says": UNION}, {}], [A, B], "A1"),
        ("one sound, one unknown", [{"says": UNION}, {}], [B, F], "B2"),
        ("one sound text", [{"says": UNION}], [B], "B3"),
        ("unknown sources never above 3", [{"says": UNION}, {}, {}], [F, F, F], "F3"),
        ("E never lifts above 3", [{"says": UNION}, {}, {}], [E, E, F], "E3"),
        ("one unknown text", [{"says": UNION}], [F], "F6"),
        ("copies of one text", [{"family": "f"}, {"family": "f"}, {"family": "f"}], [B, B, B], "B3"),
        ("tolls differ", [{"killed": 5, "says": ARMY}, {"killed": 50, "says": UNION}], [A, B], "A2"),
        ("denied by the army", [{"says": UNION}, {"says": ARMY, "stance": Stance.DENIES}], [B, B], "B3"),
        ("one unknown claim, denied", [{"says": UNION, "family": "f"},
            {"says": ARMY, "stance": Stance.DENIES, "family": "f"}], [F, F], "F4"),
        ("planned", [{"modality": Modality.PLANNED}, {"modality": Modality.PLANNED}], [A, A], "A6"),
        ("nobody named", [{"says": NOBODY}], [B], "B6"),
        ("only parties speak", [{"says": ARMY, "target": SOLDIERS, "perpetrator": REBELS},
            {"says": ARMY, "target": SOLDIERS}], [A, A], "A3"),
    ],
)  # fmt: skip
def test_event_grades(name: str, rows: list[dict[str, object]], grades: list[Reliability], wanted: str) -> None:
    """The table of grades, each with at least one reason."""
    found = event_grade(rows, grades)
    assert found.grade == wanted, (name, [s.name for s in found.signals])
    assert found.signals


@pytest.mark.parametrize("copies", [2, 10, 100])
def test_copies_never_corroborate(copies: int) -> None:
    """However many sites print a text, the grade is that of the one text, and the copies are named."""
    alone = event_grade([{"says": UNION, "family": "f"}], [A])
    found = event_grade([{"says": UNION, "family": "f"}] * copies, [A] * copies)
    assert found.grade == alone.grade
    assert "copies_only" in {s.name for s in found.signals}


@pytest.mark.parametrize("grade", [E, F])
@pytest.mark.parametrize("pages", [1, 3, 12])
def test_weak_origins_stay_at_three(grade: Reliability, pages: int) -> None:
    """Any number of pages graded E or F leaves the information at 3 or below."""
    found = event_grade([{"says": (f"group {n}", Informant.NGO)} for n in range(pages)], [grade] * pages)
    assert found.credibility.value >= Credibility.POSSIBLY_TRUE.value


def test_one_origin_in_two_texts_is_not_confirmed() -> None:
    """Two texts with one informant: what origin counting says is not overruled by the number of texts."""
    assert event_grade([{"says": ARMY}, {"says": ARMY}], [A, A], held=1).grade == "A3"


def test_reasons_about_speakers() -> None:
    """Own losses, a claim, and a party among others are named."""
    rows = [
        {"killed": 9, "says": ARMY, "target": SOLDIERS, "perpetrator": REBELS},
        {"says": ("a rebel spokesman", Informant.ARMED_GROUP), "stance": Stance.CLAIMS_RESPONSIBILITY},
        {"says": UNION},
    ]
    names = {s.name for s in event_grade(rows, [F, F, F]).signals}
    assert {"party_speaks", "own_losses", "claimed"} <= names


@pytest.mark.parametrize(
    ("facts", "basis", "wanted", "reason"),
    [
        (None, Basis.FETCHED_HOST, F, "source_unknown"),
        (SourceFacts(name="S", grade=B, references=OPENED), Basis.FETCHED_HOST, B, "profile"),
        (SourceFacts(name="S", grade=B, references=OPENED), Basis.TEXT, F, "publisher_text_only"),
        (SourceFacts(name="S", grade=B), Basis.FETCHED_HOST, F, "profile_unreferenced"),
        (SourceFacts(name="S", grade=E, references=OPENED), Basis.STRUCTURED, E, "profile_against"),
        (SourceFacts(name="S", state="Ruritania", references=OPENED), Basis.FETCHED_HOST, F, "state_media"),
        (SourceFacts(name="S", state="Ruritania"), Basis.FETCHED_HOST, F, "profile_unreferenced"),
    ],
)
def test_sources(facts: SourceFacts | None, basis: Basis, wanted: Reliability, reason: str) -> None:
    """Unknown is F, text alone earns nothing, and what has no reference is not used."""
    found = assess_source("S", facts, basis=basis)
    assert found.reliability is wanted
    assert reason in {s.name for s in found.signals}
    if facts is not None and not facts.references:
        assert "state_media" not in {s.name for s in found.signals}


@pytest.mark.parametrize(
    ("state", "reference", "wanted"),
    [
        ("editorially_controlled", "https://example.org/x 2026-01-01", {"state_media"}),
        ("true", "https://example.org/x 2026-01-01", set()),
        ("editorially_controlled", "unreferenced", {"profile_unreferenced"}),
    ],
)
def test_the_outlet_table_is_used_with_its_reference(state: str, reference: str, wanted: set[str]) -> None:
    """Control by a state is named when a reference stands behind it; the table grades nobody."""
    outlet = Outlet(
        id="x", name="X", aliases=(), hosts=(), country="XX", kind="state_media", state=state, languages=("en",),
        reference=reference,
    )  # fmt: skip
    found = assess_source("X", facts_of(outlet), basis=Basis.FETCHED_HOST)
    assert found.reliability is F
    assert wanted <= {s.name for s in found.signals}
    assert ("state_media" in {s.name for s in found.signals}) == ("state_media" in wanted)


def test_e_needs_a_record() -> None:
    """Grade E without a reference cannot be built."""
    with pytest.raises(InvalidRecord, match="cited record"):
        SourceFacts(name="S", grade=E)


def item_signals(text: str, accounts: list[Account] | None = None, **known: object) -> dict[str, int]:
    """Names and effects of an item's signals."""
    one = account(text, **known)
    found = assess_item(one.item, None, text, [one] if accounts is None else accounts)
    assert all(span.text == one.item.text for s in found.signals for span in s.spans)
    return {s.name: s.effect for s in found.signals}


@pytest.mark.parametrize(
    ("text", "known", "present", "absent"),
    [
        ("The army says.", {"says": ARMY, "published": "2024-01-02"}, {"dated", "body_source"}, {"no_date"}),
        ("It is said.", {}, {"no_date", "no_named_source", "no_publisher"}, {"dated"}),
        ("A source says.", {"says": NOBODY}, {"one_anonymous"}, {"named_source"}),
        ("Radio X.", {"publisher": "Radio X", "publisher_basis": Basis.TEXT}, {"publisher_text_only"}, {"profile"}),
        ("Ruin.", {"perpetrator": party("M23", REBELS.kind, "m23"), "target": SOLDIERS}, set(), {"conflicting_roles"}),
    ],
)  # fmt: skip
def test_item_signals(text: str, known: dict[str, object], present: set[str], absent: set[str]) -> None:
    """What a page shows, and what it does not."""
    found = item_signals(text, **known)
    assert present <= set(found)
    assert not absent & set(found)


PHRASES = [
    ("opinion", "Make no mistake: the siege will fail.", "The opinion poll was cancelled."),
    ("opinion", "À mon avis, la trêve ne tiendra pas.", "L'avis de recherche a été publié."),
    ("sensational", "What they don’t want you to know about the front.", "They want to know the front."),
    ("generic_biography", "Ana is a seasoned journalist with a passion for telling stories.", "Ana is a nurse."),
    ("generic_biography", "Paul est un journaliste passionné.", "Paul est un soldat."),
    ("stock_caption", "Soldiers on patrol. Representational image.", "The image of the state suffered."),
    ("stock_caption", "Photo d'illustration : un convoi.", "Une photo du convoi."),
    ("generated_text", "As an AI language model I cannot confirm it.", "The language of the model treaty."),
    ("generated_text", "Voici une version réécrite de l'article.", "Une version officielle."),
    ("fiction", "This is a work of fiction.", "The fictional claims were dropped."),
    ("unverified_by_outlet", "The agency could not independently verify the claim.", "Monitors verify the truce."),
    ("unverified_by_outlet", "Ces images n’ont pas pu être vérifiées.", "La trêve a été vérifiée."),
    ("correction", "Correction: the attack was on Tuesday.", "The correctional facility burned."),
]


@pytest.mark.parametrize(("name", "yes", "no"), PHRASES)
def test_phrases(name: str, yes: str, no: str) -> None:
    """A phrase gives a signal with the words it was found by; plain sentences give none."""
    found = phrase_signal(name, yes, start=100, text_id="t")
    assert found is not None
    assert all(yes[s.start - 100 : s.end - 100] in found.reason for s in found.spans[:3])
    assert phrase_signal(name, no, start=0, text_id="t") is None


def test_phrase_offsets_survive_accents_and_ligatures() -> None:
    """Ranges are in the text's own characters."""
    text = "ﬁn… Œuvre de fiction ! ßß Photo d’illustration"
    for name in ("stock_caption",):
        assert [text[a:b] for a, b in phrases(name, text)] == ["Photo d’illustration"]


def test_related_links_and_kinds() -> None:
    """Links in the middle of a story, labels of the page, copies and unknown places."""
    text = "Story begins here. See also: another story. The story goes on for a good while after the link it met."
    one = account(text)
    item = dataclasses.replace(one.item, kind=ItemKind.OPINION, regions=(Region(19, 43, RegionKind.RELATED_LINK),))
    spans = [one.report.anchor] * 3
    found = {s.name for s in assess_item(item, None, text, [one], known=Known(copies=2, unresolved=spans)).signals}
    assert {"related_links_inlined", "opinion", "copy", "unknown_places"} <= found


def test_item_grades() -> None:
    """Dated and attributed is 3, a generator's phrase or three faults make 4, else nobody can judge."""
    sound = account("The army says.", says=ARMY, published="2024-01-02")
    assert assess_item(sound.item, None, "The army says.", [sound]).grade == "F3"
    bare = account("It is said.")
    assert assess_item(bare.item, None, "It is said.", [bare]).grade == "F6"
    made = "As an AI language model I say."
    assert assess_item(bare.item, None, made, [bare], source=graded(B)).grade == "B4"


def test_the_signals_file_keeps_its_rules() -> None:
    """The shipped file has no fault, a broken one is told apart, an unknown signal is refused."""
    raw = load_yaml(files("djeli.resources") / "assess" / "signals.yaml")
    assert check(raw) == []
    assert check({"signals": {"x": {"effect": 2, "says": "y"}}, "patterns": {"z": {"en": ["a", "a"]}}})
    assert sum(len(found) for languages in raw["patterns"].values() for found in languages.values()) >= 200
    with pytest.raises(NotFound, match="no signal"):
        signal("nonsense")


def test_never_fake() -> None:
    """No sentence calls a page fake or false."""
    raw = load_yaml(files("djeli.resources") / "assess" / "signals.yaml")
    for name, entry in raw["signals"].items():
        assert not {"fake", "false", "lie", "disinformation"} & set(entry["says"].lower().split()), name
