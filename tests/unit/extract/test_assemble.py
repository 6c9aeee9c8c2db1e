"""Items to reports and claims: values, spans, speakers, stances; and what may not be claimed."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from djeli.extract import METHOD, extract, extract_many
from djeli.extract.tools import Tools, load_tools
from djeli.records import Basis, Claim, Document, Extraction, Field, Item, Text
from djeli.vocab import ItemKind, Scope, Stance


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


def read(
    content: str, *, published: str = "2024-08-06", title: str = "", language: str = "en"
) -> tuple[Extraction, Text]:
    """The extraction of a text that is one item, with its title on the first line when given."""
    whole = f"{title}\n{content}" if title else content
    text = Text(document="0" * 64, reader="test@1", content=whole)
    item = Item(
        text=text.id,
        start=0,
        end=len(whole),
        language=language,
        published=Field(value=published, basis=Basis.SUPPLIED),
        title=Field(value=title, basis=Basis.TEXT, span=text.span(0, len(title))) if title else None,
    )
    document = Document(id="0" * 64, uri="test", media_type="text/plain", size=len(whole))
    return extract(item, text, document, tools()), text


def of(found: Extraction, prop: str) -> list[Claim]:
    """The claims of one property."""
    return [claim for claim in found.claims if claim.prop == prop]


STORY = (
    "Gunmen on motorbikes attacked a village near Djibo in Burkina Faso on Monday, killing at least 21 civilians and "
    "wounding nine, the army said."
)


def test_one_sentence_gives_one_report_with_its_values() -> None:
    """Type, day, place, harm, roles, and the army as speaker."""
    found, text = read(STORY)
    (report,) = found.reports
    assert text.quote(report.scope) == STORY
    assert not report.background
    (when,) = of(found, "when")
    assert when.parsed().start == dt.date(2024, 8, 5)
    (where,) = of(found, "where")
    assert (where.parsed().country, text.quote(where.spans[0])) == ("BF", "Djibo")
    (killed,) = of(found, "killed")
    assert (killed.parsed().low, killed.parsed().best) == (21, 21)
    (wounded,) = of(found, "wounded")
    assert wounded.parsed().best == 9
    assert {c.speaker.name for c in found.claims if c.speaker} == {"army"} or all(
        "army" in c.speaker.name for c in found.claims if c.speaker
    )
    assert {c.method for c in found.claims} == {METHOD}


def test_every_claim_points_at_words_of_the_item() -> None:
    """No span, no claim; and the words of a count hold its number."""
    found, text = read(STORY)
    for claim in found.claims:
        assert all(text.quote(span).strip() for span in claim.spans)
    (killed,) = of(found, "killed")
    assert "21" in text.quote(killed.spans[0])


def test_a_denial_is_a_stance_and_not_a_modality() -> None:
    """The army denies: the deed stays told, with the denial beside it."""
    found, _ = read("The army denied that its soldiers killed 24 civilians in Gao on Sunday.")
    (kind,) = of(found, "type")
    assert (kind.value, kind.stance, kind.modality.happened) == ("killing", Stance.DENIES, True)
    assert kind.speaker is not None
    assert "army" in kind.speaker.name.lower()


def test_counts_without_an_occurrence_of_their_own_continue_the_one_before() -> None:
    """A toll told by itself belongs to the attack of the sentence before."""
    found, _ = read("Rebels attacked a base near Bria on Monday. Seven soldiers and three civilians died.")
    kinds = [r.type for r in found.reports]
    assert kinds[0] == "armed_attack"
    assert sum(c.parsed().best or 0 for c in of(found, "killed") if c.parsed().scope is not Scope.PART) == 10


def test_a_headline_and_its_lead_are_one_report() -> None:
    """The headline's words are claims about the report that the lead tells."""
    found, text = read(
        "Armed men attacked the village of Kobadi on Saturday night. At least 12 people were killed.",
        title="Mali: 12 killed in attack on village",
    )
    first = found.reports[0]
    titled = [c for c in found.claims if c.spans[0].end <= text.content.index("\n")]
    assert titled
    assert {c.subject for c in titled} == {first.id}
    assert first.anchor.start > text.content.index("\n")


def test_what_lies_long_back_is_background() -> None:
    """A deed of years ago beside today's is background; today's is not."""
    found, _ = read("Rebels attacked Goma on Monday. In 2012 rebels attacked Sake and killed ten people.")
    assert [r.background for r in found.reports] == [False, True]


def test_a_page_on_old_things_has_its_own_foreground() -> None:
    """Where all that a page tells lies long before it, the last day told is what it is about."""
    found, _ = read(
        "Rebels attacked Goma on 3 March 2012, killing ten people. On 9 May 2009 rebels killed six in Sake."
    )
    assert [r.background for r in found.reports] == [False, True]


def test_a_lump_of_events_is_an_aggregate() -> None:
    """The toll of a wave of attacks is never one event's."""
    found, _ = read("A wave of attacks has killed more than 300 people in the region since January.")
    assert all(c.parsed().scope is Scope.AGGREGATE for c in of(found, "killed"))
    assert all(r.background for r in found.reports)


@pytest.mark.parametrize(
    "content",
    [
        "The festival opened with a concert by young musicians.",
        "The central bank kept its rate at four percent.",
        "The striker attacked down the left and shot wide.",
        "Farmers planted millet after the first rain.",
    ],
)
def test_off_topic_items_yield_no_violence(content: str) -> None:
    """What tells of no conflict gives no report of violence."""
    found, _ = read(content)
    assert not [r for r in found.reports if r.type in ("armed_attack", "killing", "bombing", "armed_clash")]


def test_fiction_is_read_and_keeps_its_kind() -> None:
    """Extraction doesn't judge fiction: the item's kind says it, and later stages look at it."""
    content = "The rebels attacked the castle and killed the king."
    text = Text(document="0" * 64, reader="test@1", content=content)
    item = Item(text=text.id, start=0, end=len(content), kind=ItemKind.FICTION, language="en")
    document = Document(id="0" * 64, uri="test", media_type="text/plain", size=1)
    assert extract(item, text, document, tools()).reports


def test_a_language_without_words_yields_nothing() -> None:
    """Abstention, not guessing, in a language without word lists."""
    found, _ = read("იქ თავდასხმა მოხდა დღეს.", language="ka")
    assert (found.reports, found.claims) == ((), ())


def test_many_items_read_together_read_as_they_do_alone() -> None:
    """Batches change nothing."""
    parts = ["Gunmen killed five people in Gao on Monday.", "Police arrested 12 students in Conakry.", "It rained."]
    content = "\n\n".join(parts)
    text = Text(document="0" * 64, reader="test@1", content=content)
    document = Document(id="0" * 64, uri="test", media_type="text/plain", size=1)
    starts = [content.index(part) for part in parts]
    items = [Item(text=text.id, start=s, end=s + len(p), language="en") for s, p in zip(starts, parts, strict=True)]
    together = extract_many(items, text, document, tools())
    assert together == [extract(item, text, document, tools()) for item in items]
    assert [len(found.reports) for found in together] == [1, 1, 0]


FRENCH = (
    ("Des hommes armés ont attaqué un village près de Djibo lundi, tuant 21 civils.", "perpetrator"),
    ("Trois soldats ont été tués dans une embuscade tendue par des jihadistes.", "victim"),
    ("Deux humanitaires ont été enlevés par des hommes armés à Gao.", "victim"),
)


@pytest.mark.parametrize(("content", "role"), FRENCH)
def test_french_is_read_without_a_model(content: str, role: str) -> None:
    """Word lists and word order suffice for plain French sentences."""
    found, _ = read(content, language="fr")
    assert found.reports
    assert role in {claim.prop for claim in found.claims}


def test_french_plans_and_denials_do_not_count_as_happened() -> None:
    """Set wordings before a trigger decide where there is no parse."""
    for content in ("L'armée n'a pas attaqué le village.", "Les rebelles menacent d'attaquer la ville."):
        found, _ = read(content, language="fr")
        assert not [c for c in of(found, "type") if c.value == "armed_attack" and c.modality.happened], content


def test_who_claims_responsibility_speaks_for_itself() -> None:
    """The perpetrator of a claimed deed is claimed by the party itself, not told by the page."""
    found, _ = read("Al-Shabaab claimed responsibility for the attack on the market in Mogadishu.")
    (deed,) = [r for r in found.reports if r.type == "armed_attack"]
    (doer,) = [c for c in of(found, "perpetrator") if c.subject == deed.id]
    assert doer.stance is Stance.CLAIMS_RESPONSIBILITY
    assert doer.speaker is not None
    assert doer.speaker.actor == doer.parsed().actor != ""


def test_blame_is_an_accusation() -> None:
    """Blame gives a perpetrator, with the stance of an accusation."""
    found, _ = read("A bombing that was blamed on the rebels killed nine people in Gao on Monday.")
    (doer,) = of(found, "perpetrator")
    assert doer.stance is Stance.ACCUSES


OFFICES = (
    ("The mayor of Temixco was shot dead by gunmen on Saturday.", "assassination"),
    ("Gunmen killed a judge in Jalalabad on Monday.", "assassination"),
    ("Rebels killed the mayor's son in Tame on Monday.", "killing"),
    ("Gunmen killed a judge and three guards in Jalalabad on Monday.", "killing"),
    ("Two soldiers were shot dead in Kidal on Saturday.", "killing"),
    ("The senator died in Lima on Monday.", ""),
)


@pytest.mark.parametrize(("text", "kind"), OFFICES)
def test_an_office_makes_an_assassination(text: str, kind: str) -> None:
    """One holder of an office, killed and nobody else with them; whoever did it."""
    found, _ = read(text)
    assert [r.type for r in found.reports] == ([kind] if kind else []), [r.type for r in found.reports]


HARMS = ("killed", "wounded")

GAPPED = (
    ("21 people were killed in Libiri and 18 in Kokorou on Sunday.", "en", [21, 18]),
    ("21 personnes ont été tuées à Libiri et 18 à Kokorou dimanche.", "fr", [21, 18]),
    ("Nine people were shot dead in Homs and four in Idlib on Sunday.", "en", [9, 4]),
    ("39 people were killed on Monday, 21 in Libiri and 18 in Kokorou.", "en", [39]),
    ("Gunmen killed 12 people in Benue on Monday and 30 in 2021.", "en", [12]),
)


@pytest.mark.parametrize(("text", "language", "counts"), GAPPED)
def test_a_number_with_a_place_tells_its_own(text: str, language: str, counts: list[int]) -> None:
    """A verb told once serves several numbers, each with its place; a total before its parts does not."""
    found, _ = read(text, language=language)
    told = [c.parsed().best for r in found.reports for c in found.claims if c.subject == r.id and c.prop in HARMS]
    assert told == counts
    assert len(found.reports) == len(counts)


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("Gunmen abducted 49 people in Chibok. As of 3 August 2024, 46 were still in captivity.", 46, "2024-08-03"),
        ("Gunmen abducted 49 people in Chibok on 2 July 2024; 46 are still held.", 46, "2024-08-06"),
    ],
)
def test_a_stock_is_counted_at_a_day(text: str, number: int, day: str) -> None:
    """Those still held are counted at the day told with them, else at the page's."""
    held = [c for c in of(read(text)[0], "abducted") if c.parsed().best == number]
    assert [c.valid.start.isoformat() for c in held if c.valid] == [day]
