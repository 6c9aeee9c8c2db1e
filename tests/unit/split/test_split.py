"""Whole pages: where they are cut, what the header says, what is marked as no story.

Every outlet, village and person is invented.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from djeli.records import Block, Document, Field, Item, Text
from djeli.split import split
from djeli.vocab import Basis, ItemKind, RegionKind


def document(**fields: Field) -> Document:
    """A plain text document with the fields given."""
    return Document(id="0" * 64, uri="file:///page.txt", media_type="text/plain", size=1, **fields)


def text_of(content: str, blocks: tuple[Block, ...] = ()) -> Text:
    """The characters as a Text of `document()`."""
    return Text(document="0" * 64, reader="test@1", content=content, blocks=blocks)


def items_of(content: str, blocks: tuple[Block, ...] = (), **fields: Field) -> tuple[Item, ...]:
    """The items of a page."""
    return split(text_of(content, blocks), document(**fields))


def titles(content: str) -> list[str]:
    """The titles of a page's items; "" for items without one."""
    return [item.title.value if item.title else "" for item in items_of(content)]


AGGREGATOR = """\
Home > World > Archive

Rebels leave northern town after talks
The Lowland Post | March 4, 2024

Fighters of the Red River Front left the town of Oru on Sunday after two days of talks, elders said. Their trucks
were seen on the road to the border in the afternoon.
The army said it had entered Oru without a fight.
Share on Facebook
Related stories

Drone strike on market is denied
By Awa Diarra | Talia Herald | March 6, 2024

The air force of the Republic of Talia denied on Tuesday that one of its drones hit a market in Senko. Residents
had said that eleven traders died there.
Copyright 2024 Talia Herald. All rights reserved.

Union counts dead at gold mine
Radio Senko – 07.03.2024
The miners' union has counted nine dead at the Bada gold mine, where a shaft fell in on Monday, its secretary said
on the radio.
Read more
"""

DIGEST = """\
Weekly digest

Ferry sinks off Port Kalo
A ferry with more than sixty passengers sank off Port Kalo on Monday, and the coast guard said that forty had been \
saved by the evening. Fishermen searched through the night for the missing.
Court frees three editors
A court in Damar freed three editors on Wednesday who had been held since June over an article on army supplies. \
Their lawyer said that the charges had not been dropped.
Governor survives ambush
The governor of Upper Sona survived an ambush on the road to Feda, his office said, and two of his guards were \
killed when a mine went off under the first car.
Herders and farmers sign pact
Herders and farmers of the Lema valley signed a pact on Friday over the use of wells, after a year of clashes in \
which some fifty people were killed.
"""

CREDITED = """\
Police said on Monday that they had found arms in a house in Damar and arrested two men. Neighbours spoke of a long
night. (damarpost.example, 4 March 2024)

In Lower Sona the curfew was lifted on Tuesday after five weeks, the prefect announced, and the market opened again
in the morning. (Sona Times, 2024-03-05)

A column of forty trucks brought grain to Feda, the relief office said, the first since December. Families had been
eating leaves. (Feda Gazette, 6 March 2024)
"""

REPORT = """\
Talia: Armed Groups and Abuses

{long}

Background

{long}

Armed Groups

{long}

(Sources: Talia Herald, Radio Senko)

State Forces

{long}

Recommendations

{long}
"""

_PARAGRAPH = (
    "Since the spring of 2021 armed groups have taken hold of the roads that join the capital with the northern towns, "
    "and the garrisons there are fed from the air. Traders pay at each crossing, and those who refuse lose their goods."
)
REPORT = REPORT.format(long="\n\n".join([_PARAGRAPH] * 4))

FRENCH = """\
Accueil > Actualités

Attaque contre un convoi près de Senko
Par Moussa Kanta, Radio Talia - Publié le : 04/03/2024 - 14:30

SENKO, 4 mars (AFP) - Un convoi de l'armée a été attaqué lundi près de Senko par des hommes armés, ont indiqué des
élus. Le bilan est de six morts et de nombreux blessés.
À lire aussi : Le marché de Bada rouvre ses portes
Le ministère n'a pas réagi dans l'immédiat.
Tous droits réservés

Les écoles rouvrent à Damar
Le Courrier du Fleuve | 5 mars 2024

Les écoles de Damar ont rouvert mardi après deux mois de fermeture, selon le syndicat des enseignants, qui demande
des garanties pour la sécurité des élèves.
Laisser un commentaire
Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *
"""

ARTICLE = """\
Mediator returns to Port Kalo

A smiling landscape depicting hills and a calm river under a blue sky.

The mediator of the regional bloc returned to Port Kalo on Thursday for a third round of talks with both sides.

Ten soldiers buried in Damar Read more

He met the prime minister for an hour, an aide said, and was to see the leaders of the strike in the evening.

A difficult week

The strike has closed the port since Monday. Ships with grain wait outside the harbour, and prices have risen.

Original Source: www.portkalo.example

About Lena Moreau

Lena Moreau is an experienced editor who has covered the coast for many years and likes to tell its stories.

View all posts by Lena Moreau →

Leave a Reply

Your email address will not be published. Required fields are marked *
"""

SHARED = Path(__file__).resolve().parents[3] / "../shared"
STYLES = (AGGREGATOR, DIGEST, CREDITED, REPORT, FRENCH, ARTICLE)


def regions(content: str, kind: RegionKind) -> list[str]:
    """The words of all regions of a kind."""
    return [content[r.start : r.end] for item in items_of(content) for r in item.regions if r.kind is kind]


def test_an_aggregator_page_is_cut_at_its_headlines() -> None:
    """Headlines with a line of outlet and date below them each begin an item, and the lines fill its fields."""
    items = items_of(AGGREGATOR)
    met = [
        tuple(field.value if field else "" for field in (item.title, item.author, item.publisher, item.published))
        for item in items
    ]
    assert met == [
        ("Rebels leave northern town after talks", "", "The Lowland Post", "2024-03-04"),
        ("Drone strike on market is denied", "Awa Diarra", "Talia Herald", "2024-03-06"),
        ("Union counts dead at gold mine", "", "Radio Senko", "2024-03-07"),
    ]


def test_every_field_points_at_its_words() -> None:
    """A field read from the text has a span, and the span's words are the value (for dates: hold its year)."""
    text = text_of(AGGREGATOR)
    for item in items_of(AGGREGATOR):
        for field in (item.title, item.author, item.publisher):
            if field is not None:
                assert field.span is not None
                assert text.quote(field.span) == field.value
        assert item.published is not None
        assert item.published.span is not None
        assert "2024" in text.quote(item.published.span)


def test_furniture_between_items_belongs_to_none() -> None:
    """Menus, prompts and links between two items lie in neither."""
    covered = "".join(AGGREGATOR[item.start : item.end] for item in items_of(AGGREGATOR))
    for words in ("Home > World", "Share on Facebook", "Related stories", "Read more"):
        assert words not in covered
    assert "entered Oru without a fight" in covered


def test_a_digest_is_cut_at_its_short_titles() -> None:
    """Short titles with one paragraph each are entries of a digest; the page's own heading is left out."""
    assert titles(DIGEST) == [
        "Ferry sinks off Port Kalo",
        "Court frees three editors",
        "Governor survives ambush",
        "Herders and farmers sign pact",
    ]
    assert {item.kind for item in items_of(DIGEST)} == {ItemKind.DIGEST}


def test_untitled_paragraphs_are_cut_after_their_credits() -> None:
    """Paragraphs that end in outlet and date are entries without a title, and the credit is no story."""
    items = items_of(CREDITED)
    assert [(item.publisher.value, item.published.value) for item in items if item.publisher and item.published] == [
        ("damarpost.example", "2024-03-04"),
        ("Sona Times", "2024-03-05"),
        ("Feda Gazette", "2024-03-06"),
    ]
    assert [item.title for item in items] == [None, None, None]
    assert regions(CREDITED, RegionKind.CREDIT_LINE)[1] == "(Sona Times, 2024-03-05)"


def test_a_report_is_cut_at_its_headings() -> None:
    """Headings between paragraphs of a long report make sections, and credit lines are marked in them."""
    items = items_of(REPORT)
    assert [item.title.value for item in items if item.title] == [
        "Talia: Armed Groups and Abuses",
        "Background",
        "Armed Groups",
        "State Forces",
        "Recommendations",
    ]
    assert {item.kind for item in items} == {ItemKind.SECTION}
    assert regions(REPORT, RegionKind.CREDIT_LINE) == ["(Sources: Talia Herald, Radio Senko)"]


def test_a_long_report_without_headings_stays_whole() -> None:
    """Length alone cuts nothing."""
    content = "\n\n".join(line for line in REPORT.split("\n\n") if len(line) > 60) * 4
    assert len(items_of(content)) == 1


def test_a_french_page_is_cut_and_read() -> None:
    """French header lines, dates, datelines, links and comment forms are known too."""
    items = items_of(FRENCH)
    assert [item.title.value for item in items if item.title] == [
        "Attaque contre un convoi près de Senko",
        "Les écoles rouvrent à Damar",
    ]
    assert [item.published.value for item in items if item.published] == ["2024-03-04", "2024-03-05"]
    assert [item.author.value for item in items if item.author] == ["Moussa Kanta"]
    assert [item.publisher.value for item in items if item.publisher] == ["Radio Talia", "Le Courrier du Fleuve"]
    assert items[0].dateline is not None
    assert items[0].dateline.value == "SENKO"
    assert {item.language for item in items} == {"fr"}
    assert regions(FRENCH, RegionKind.RELATED_LINK) == ["À lire aussi : Le marché de Bada rouvre ses portes"]


def test_one_article_stays_whole_and_its_furniture_is_marked() -> None:
    """Crossheads cut no article; alt text, links in mid-text, credits, bios and forms are regions or left out."""
    items = items_of(ARTICLE)
    assert len(items) == 1
    assert items[0].title is not None
    assert items[0].title.value == "Mediator returns to Port Kalo"
    assert regions(ARTICLE, RegionKind.ALT_TEXT)[0].startswith("A smiling landscape")
    assert regions(ARTICLE, RegionKind.RELATED_LINK) == ["Ten soldiers buried in Damar Read more"]
    assert regions(ARTICLE, RegionKind.CREDIT_LINE) == ["Original Source: www.portkalo.example"]
    assert "Lena Moreau is an experienced editor" in regions(ARTICLE, RegionKind.AUTHOR_BIO)[0]
    assert "Leave a Reply" not in ARTICLE[items[0].start : items[0].end]
    assert items[0].publisher is None, "a page that names where it copied from does not say who it is"


def test_an_address_below_a_title_is_no_part_of_it() -> None:
    """A saved page with its address under the title keeps its title and its date, and is its host's."""
    lines = [
        "Gunmen attack a grain convoy on the river road near Damar, prefect says",
        "https://orupost.example/news/gunmen-attack-a-grain-convoy-on-the-river-road-near-damar-prefect-says",
        "4 March 2024",
        "",
        "Gunmen attacked a convoy of twelve lorries on the river road near Damar on Sunday, the prefect said.",
        "",
        "Two drivers were wounded, and four lorries burned before soldiers came.",
    ]
    [item] = items_of("\n".join(lines))
    assert item.title is not None
    assert item.title.value == lines[0]
    assert item.publisher is not None
    assert item.publisher.value == "orupost.example"
    assert item.published is not None
    assert item.published.value == "2024-03-04"


def test_mail_broken_at_a_fixed_width_is_read_by_paragraph() -> None:
    """Lines broken by a mail program are one paragraph, whose closing credit may run over the edge."""
    content = (
        "* Talia. Two held after raid - 3 March: Police in the northern town of Oru\n"
        "held two men on Sunday after a raid in which arms and a radio were found.\n"
        "Neighbours told a reporter that shots were heard for an hour. (Oru Post,\n"
        "4 March 2024)\n\n"
        "* Sona. Bridge opens - 5 March: The bridge over the Lema opened again after\n"
        "the floods, and lorries with grain and fuel could pass for the first time\n"
        "since the end of January, the office for roads said. (Sona Times, 6 March\n"
        "2024)\n"
    )
    met = [item.publisher.value for item in items_of(content) if item.publisher]
    assert met == ["Oru Post", "Sona Times"]


def test_dates_above_titles_open_items() -> None:
    """On pages that open with a date, dates stand above their titles."""
    content = (
        "March 4, 2024\n\nWells reopened in Lema valley\n\n"
        "The wells of the Lema valley were opened again on Monday after a truce between herders and farmers.\n\n"
        "March 2, 2024\n\nTeachers march in the capital\n\n"
        "Several hundred teachers marched through the capital on Saturday to ask for pay that is three months late.\n"
    )
    met = [(item.title.value, item.published.value) for item in items_of(content) if item.title and item.published]
    assert met == [
        ("Wells reopened in Lema valley", "2024-03-04"),
        ("Teachers march in the capital", "2024-03-02"),
    ]


def test_live_reporting_is_cut_at_its_times() -> None:
    """Entries under a time of day are items."""
    entries = [
        ("15:40", "Bridge at Feda reported closed", "Drivers say that soldiers have closed the bridge at Feda."),
        ("14:10 GMT", "Minister calls for calm", "The minister of the interior has asked people to stay at home."),
        ("12:05", "Shots heard near barracks", "Residents near the Damar barracks say they have heard shots."),
    ]
    content = "\n\n".join("\n\n".join(entry) for entry in entries)
    assert titles(content) == [title for _, title, _ in entries]


NEWSLETTER = """\
View this email in your browser

LOWLAND BRIEFING
Monday, 4 March 2024

Good morning. Here is what happened overnight in the three provinces.

TOP STORY

Truce breaks down in Oru
The truce in Oru broke down on Sunday night when both sides fired mortars over the river. The hospital counted four
dead, two of them children. Read more

Also today:

Dockers go back to work
After nine days the dockers of Port Kalo voted to go back to work on Monday. The union said that the company had
agreed to talk about wages. Read more

Nine miners buried at Bada
Several thousand people came to the burial of the nine miners who died when a shaft fell in last week. Read more

Share
Tweet

You are receiving this email because you signed up on our website.
Unsubscribe from this list
"""


def test_a_newsletter_is_cut_and_its_prompts_are_marked() -> None:
    """Entries of a mail digest are items; "Read more" after a paragraph is a link, and the paragraph stays story."""
    assert titles(NEWSLETTER)[1:] == [
        "Truce breaks down in Oru",
        "Dockers go back to work",
        "Nine miners buried at Bada",
    ]
    assert regions(NEWSLETTER, RegionKind.RELATED_LINK) == ["Read more"] * 3
    assert "Unsubscribe" not in NEWSLETTER[items_of(NEWSLETTER)[-1].start : items_of(NEWSLETTER)[-1].end]


def test_country_names_head_entries() -> None:
    """Lines that are a country's name each head an entry, where a page has several."""
    entries = [
        ("Mali", "Fighters attacked a convoy near the border on Monday. The army spoke of six dead."),
        ("Syria", "Shelling went on in the north-west. Two hospitals closed, doctors there said."),
        ("Haïti", "Gangs set fire to a market. Families fled to the hills, the mayor reported."),
    ]
    assert titles("\n\n".join(f"{head}\n\n{words}" for head, words in entries)) == [head for head, _ in entries]


def test_the_digest_s_own_header_serves_its_entries() -> None:
    """Outlet and date under a digest's name stand for every entry, with their span."""
    items = items_of("THE WEEK IN SHORT\nOru Post | 4 March 2024\n\n" + DIGEST.split("\n", 2)[2])
    assert len(items) == 4
    assert {item.publisher.value for item in items if item.publisher} == {"Oru Post"}
    assert [item.published.value for item in items if item.published] == ["2024-03-04"] * 4


def test_days_of_a_diary_are_items() -> None:
    """Paragraphs under dates of their own are entries, dated so."""
    days = [
        ("Monday, March 4, 2024", "Shelling of the harbour went on through the night and two ships were hit."),
        ("Tuesday, March 5, 2024", "The envoy met both sides in the capital and spoke of a first step to a truce."),
        ("Wednesday, March 6, 2024", "Aid lorries reached the northern camps for the first time in three weeks."),
    ]
    items = items_of("March 4-6: Harbour shelled, talks begin\n\n" + "\n\n".join(f"{d}\n\n{w}" for d, w in days))
    assert [item.published.value for item in items if item.published] == ["2024-03-04", "2024-03-05", "2024-03-06"]


def html(parts: list[tuple[str, int, str]]) -> tuple[str, tuple[Block, ...]]:
    """Content and blocks as a reader of HTML gives them."""
    content, blocks = "", []
    for kind, level, words in parts:
        blocks.append(Block(len(content), len(content) + len(words), kind, level))
        content += words + "\n\n"
    return content, tuple(blocks)


def test_lower_headings_are_crossheads() -> None:
    """Headings below the level that titles the page cut nothing; structured fields fill what the text lacks."""
    content, blocks = html(
        [
            ("navigation", 0, "World Africa Politics Sport"),
            ("heading", 1, "Ten killed in raid on Talia village"),
            ("paragraph", 0, "Gunmen on motorbikes killed ten people in Talia on Monday, the governor said."),
            ("heading", 2, "A year of raids"),
            ("paragraph", 0, "Raids on villages along the river have grown, and many families have left their homes."),
            ("caption", 0, "Villagers wait at the well"),
            ("paragraph", 0, "The governor promised more patrols. Residents said they had heard it before."),
            ("footer", 0, "The Paper, 12 Harbour Street"),
        ]
    )
    published = Field(value="2024-03-04T06:30:00+00:00", basis=Basis.STRUCTURED)
    items = items_of(content, blocks, published=published)
    assert len(items) == 1
    assert items[0].published == Field(value="2024-03-04", basis=Basis.STRUCTURED)
    assert [(r.kind, content[r.start : r.end]) for r in items[0].regions if r.kind is RegionKind.CAPTION] == [
        (RegionKind.CAPTION, "Villagers wait at the well")
    ]
    assert "Harbour Street" not in content[items[0].start : items[0].end]


def test_headings_of_one_level_title_entries() -> None:
    """Under the heading of a list page, headings of the next level each title an item."""
    content, blocks = html(
        [
            ("heading", 1, "Conflict watch"),
            ("heading", 2, "Truce holds in Oru"),
            ("paragraph", 0, "A truce held for a third day in Oru, where traders opened their shops on Friday."),
            ("heading", 2, "Strike closes Port Kalo"),
            ("paragraph", 0, "Dockers closed Port Kalo on Monday, and ships with grain are waiting outside."),
            ("heading", 2, "Mine collapse kills nine"),
            ("paragraph", 0, "Nine miners died on Wednesday when a shaft fell in at Bada, their union said."),
        ]
    )
    met = [item.title.value for item in items_of(content, blocks) if item.title]
    assert met == ["Truce holds in Oru", "Strike closes Port Kalo", "Mine collapse kills nine"]


def test_a_credit_does_not_outrank_the_host() -> None:
    """A source named below an article is its printer only when nothing better is known."""
    content = (
        "Truce holds in Oru\n\nA truce held for a third day in Oru, where traders opened shops.\n\nSource: Reuters\n"
    )
    host = Field(value="copies.example", basis=Basis.FETCHED_HOST)
    assert [item.publisher for item in items_of(content, publisher=host)] == [host]
    assert [item.publisher.value for item in items_of(content) if item.publisher] == ["Reuters"]


def test_every_cut_says_why() -> None:
    """Items of a page with several keep the reasons for their cut, and every item names the method."""
    for content in STYLES:
        items = items_of(content)
        for item in items:
            assert item.notes[0].startswith("split@")
        for item in items[1:]:
            assert any(note.startswith("cut here: ") for note in item.notes), item


@pytest.mark.parametrize("content", ["", " \n\t\n", "\n\n\n"])
def test_empty_text_has_no_items(content: str) -> None:
    """Nothing comes of nothing."""
    assert items_of(content) == ()


def test_a_page_of_furniture_is_kept() -> None:
    """A page with nothing but furniture is one item of unknown kind."""
    items = items_of("Home\nMenu\nShare on Facebook\n")
    assert [item.kind for item in items] == [ItemKind.UNKNOWN]


LINES = st.sampled_from([line for page in STYLES for line in page.split("\n")] + ["", "———", "Q:", "(AP) —", "12:00"])
PAGES = st.one_of(st.text(max_size=400), st.lists(LINES, max_size=40).map("\n".join))


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_items_and_regions_keep_their_places(content: str) -> None:
    """Items ascend without overlap inside the text, regions lie in them in order, and splitting is deterministic."""
    items = items_of(content)
    end = 0
    for item in items:
        assert end <= item.start < item.end <= len(content)
        assert not content[item.start].isspace()
        end = item.end
        inner = item.start
        for region in item.regions:
            assert inner <= region.start < region.end <= item.end
            inner = region.end
    assert items == items_of(content)


def test_splitting_is_fast() -> None:
    """At least 100,000 characters a second on a shared machine; a quiet core does some 400,000."""
    content = "\n\n".join([AGGREGATOR, DIGEST, FRENCH] * 25)
    items_of(AGGREGATOR)
    start = time.process_time()
    items_of(content)
    assert len(content) / (time.process_time() - start) > 100_000


@pytest.mark.shared
def test_the_seed_pages_are_cut() -> None:
    """The aggregator seed has nine articles, the digest eight entries, the farm pages stay whole."""
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    if not seeds:
        pytest.skip("no ../shared/seeds beside the checkout")
    counts = [len(items_of(path.read_bytes().decode("utf-8"))) for path in seeds]
    assert counts == [1, 9, 8, 12, 1]
