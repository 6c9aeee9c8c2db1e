"""Reports of the demo: every sentence is borne out by what it cites, and every target holds what the report says."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from lxml import html

from djeli import ledger
from djeli.errors import CaseError, NotFound
from djeli.ledger import Case
from djeli.report import to_pdf
from djeli.report.build import build
from djeli.report.document import Cite, Grid, Paper, Paragraph, Sentence, sentences_of
from djeli.report.dossier import Asked
from djeli.report.forms import form
from djeli.report.to_html import html as to_html
from djeli.report.to_json import record
from djeli.report.to_md import markdown
from djeli.report.trace import untold
from djeli.settings import Leaving, Settings
from reportpages import EVIL, acts


def paper(case: Case, name: str, **asked: str) -> Paper:
    """A report of a case."""
    return build(form(name), case.dossier(Asked(form=name, **asked), veil=case.veil("internal")))


def told(one: Paper) -> list[Sentence]:
    """All sentences of a report."""
    return [s for chapter in one.chapters for block in chapter.blocks for s in sentences_of(block)]


@pytest.fixture(scope="module")
def papers(demo_case: Path) -> dict[str, Paper]:
    """A report of each form."""
    with ledger.open(demo_case) as case:
        event = next(e.id for e in case.events(disputed=True) if len(e.disputes) > 2)
        actor = case.actors()[0].id
        return {
            "country": paper(case, "country", country="Mali"),
            "digest": paper(case, "digest"),
            "incident": paper(case, "incident", event=event),
            "actor": paper(case, "actor", actor=actor),
            "brief": paper(case, "brief"),
        }


@pytest.mark.parametrize("name", ["country", "digest", "incident", "actor", "brief"])
def test_no_sentence_says_more_than_it_cites(papers: dict[str, Paper], name: str) -> None:
    """Every number, name and quotation of every sentence stands in the words or values it cites."""
    found = told(papers[name])
    assert len(found) > 10
    loose = {one.text: bad for one in found if (bad := untold(one))}
    assert not loose


def test_the_check_can_fail() -> None:
    """A number, a name and a quotation out of nowhere are all seen; those of a note are not."""
    cite = Cite(claim="c", quote="Two soldiers died in Gao.", outlet="Wire")
    assert untold(Sentence(text="Three soldiers were killed in Kidal: “we won”.", template="t", cites=(cite,)))
    assert "we won" in untold(Sentence(text="“we won”", template="t", cites=(cite,)))
    assert untold(Sentence(text="There were 12 dead.", template="t", cites=(cite,)))
    assert not untold(Sentence(text="Two soldiers were killed in Gao: “died in Gao.”", template="t", cites=(cite,)))


def test_notes_quote_the_pages(papers: dict[str, Paper], demo_case: Path) -> None:
    """The words of each note stand in a text of the case, character by character but for line breaks."""
    with ledger.open(demo_case) as case, case.store.reading() as view:
        texts = " ".join(" ".join(text.content.split()) for text in view.texts())
    quotes = [note.quote for one in papers.values() for note in one.notes if note.quote]
    assert len(quotes) > 40
    assert all(quote.rstrip("…") in texts for quote in quotes)


def test_a_denial_stands_beside_what_it_denies(papers: dict[str, Paper]) -> None:
    """Paragraphs on events that somebody denies hold the denial."""
    blocks = [b for chapter in papers["digest"].chapters for b in chapter.blocks if isinstance(b, Paragraph)]
    railway = [b for b in blocks if any("Kramatorsk" in s.text for s in b.sentences)]
    assert any(s.template == "dispute.denied" and "Moscow" in s.text for b in railway for s in b.sentences)


def test_counts_of_sides_are_not_mixed(papers: dict[str, Paper]) -> None:
    """A range is said of counts of the same people only: none that is told lies outside it."""
    for block in (b for chapter in papers["digest"].chapters for b in chapter.blocks if isinstance(b, Paragraph)):
        ranges = [s for s in block.sentences if s.template == "toll.range"]
        for one in ranges:
            low, high = (int(n.replace(",", "")) for n in re.findall(r"(?:is|highest) ([\d,]+)", one.text)[:2])
            assert low < high


def test_a_table_leaves_no_side_out(papers: dict[str, Paper]) -> None:
    """The high of the battle is the highest number that any side gives, and who gives it stands in its paragraph."""
    grids = [b for chapter in papers["country"].chapters for b in chapter.blocks if isinstance(b, Grid)]
    [row] = [row for row in grids[0].rows if "Tinzaouaten" in row[1].text]
    assert row[5].text == "131"
    assert any("84 Russian mercenaries and 47 Malian soldiers" in s.text for s in told(papers["country"]))


def test_every_paragraph_of_an_event_has_sources(papers: dict[str, Paper]) -> None:
    """No paragraph on an event stands without a note."""
    for name in ("country", "digest", "incident"):
        for chapter in papers[name].chapters:
            for block in chapter.blocks:
                if isinstance(block, Paragraph) and any(s.template.startswith("what.") for s in block.sentences):
                    assert any(s.cites for s in block.sentences)


# --- targets --------------------------------------------------------------------------------------------------------


def flat(text: str) -> str:
    """Letters and digits alone: line ends, hyphens and notes' numbers differ by target."""
    return re.sub(r"[\W_]+", "", text)


def told_in(one: Paper) -> list[str]:
    """What must be found again in every target."""
    return [flat(s.text) for s in told(one) if len(s.text) > 20]


def test_html_acts_in_nothing_and_holds_every_sentence(papers: dict[str, Paper]) -> None:
    """One file that runs and fetches nothing; every note that is pointed to is there."""
    for one in papers.values():
        source = to_html(one)
        assert acts(source) == []
        tree = html.fromstring(source)
        text = flat(tree.text_content())
        assert all(sentence in text for sentence in told_in(one))
        ids = set(tree.xpath("//@id"))
        assert all(href.removeprefix("#") in ids for href in tree.xpath("//a/@href"))


def test_docx_holds_every_sentence_under_real_headings(papers: dict[str, Paper], tmp_path: Path) -> None:
    """Word reads the document, its headings are headings, and the sentences are in it."""
    with_chapters = papers["country"]
    path = _written(with_chapters, "docx", tmp_path)
    document = Document(str(path))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[:2] == [chapter.title for chapter in with_chapters.chapters][:2]
    xml = flat(" ".join(document.element.body.itertext()))
    for paragraph in document.paragraphs:
        assert paragraph.style is not None
    runs = {flat(t.text or "") for t in document.element.body.iter() if t.tag.endswith("}t")}
    missing = [s for s in told_in(with_chapters) if s not in runs and s not in xml]
    assert not missing


def test_pdf_holds_every_sentence(papers: dict[str, Paper], tmp_path: Path) -> None:
    """The words of the digest are found again in the pages."""
    pytest.importorskip("typst")
    path = _written(papers["brief"], "pdf", tmp_path)
    document = pypdfium2.PdfDocument(str(path))
    text = flat("".join(page.get_textpage().get_text_range() for page in document))
    texts = told_in(papers["brief"])
    assert texts and all(sentence[:30] in text for sentence in texts)


def test_pdf_without_typst_says_what_to_install(papers: dict[str, Paper], monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is a command that works in this environment."""
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(CaseError, match=r"-m pip install typst"):
        to_pdf.compiled(papers["brief"])


def test_markdown_and_json_name_their_notes(papers: dict[str, Paper]) -> None:
    """Each mark in the text has its note; each sentence of the JSON its claims."""
    text = markdown(papers["country"])
    marks, notes = set(re.findall(r"\[\^(\d+)\](?!:)", text)), set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert marks and marks <= notes
    data = json.loads(json.dumps(record(papers["country"])))
    assert data["schema"] == "djeli-report@1" and len(data["notes"]) == len(papers["country"].notes)


def _written(one: Paper, to: str, folder: Path) -> Path:
    from djeli import plugins
    from djeli.report.writers import WRITERS

    path = folder / f"report.{to}"
    plugins.load(WRITERS, to)(one, path)
    return path


# --- who is protected -----------------------------------------------------------------------------------------------

STORY = """Teacher shot in Dablo

Hill Courier
12 March 2021

DABLO, Burkina Faso - Gunmen shot the teacher Nimatou Belkassem-Ruwe in Dablo on 11 March 2021, her brother Issoufou
Belkassem-Ruwe said. "They killed her and two pupils," Issoufou Belkassem-Ruwe said. The army denied that its soldiers
were involved. The clinic of Zeramane Ouldkary was burnt, residents said.
"""
NAMES = ("Nimatou", "Belkassem", "Issoufou", "Ouldkary")


@pytest.mark.parametrize("name", ["country", "digest", "incident", "brief"])
def test_no_protected_name_leaves(name: str, tmp_path: Path) -> None:
    """A report for anybody names no private person and nobody whom the analyst protects, in no target."""
    pytest.importorskip("typst")
    (tmp_path / "Nimatou Belkassem-Ruwe.txt").write_text(STORY, encoding="utf-8")
    settings = Settings(title="Dablo", workers=1, policy=Leaving(protect=("Zeramane Ouldkary",)))
    with ledger.create(tmp_path / "case", settings) as case:
        case.add([tmp_path / "Nimatou Belkassem-Ruwe.txt"])
        event = case.events()[0].id
        asked = {"country": {"country": "BF"}, "incident": {"event": event}}.get(name, {})
        for to in ("html", "md", "json", "docx", "pdf"):
            out = tmp_path / f"out.{to}"
            handed = case.hand_out_report(name, out, to=to, **asked)
            assert handed.audience == "public" and "Written for anybody" in handed.note
            text = _text(out)
            assert len(text) > 200
            assert not [one for one in NAMES if one.casefold() in text.casefold()], to


def _text(path: Path) -> str:
    """All words of a file, as a reader or a search would find them."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            return " ".join(parts.read(one).decode("utf-8", "replace") for one in parts.namelist() if "xml" in one)
    if path.suffix == ".pdf":
        return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(str(path)))
    return path.read_text("utf-8")


# --- attacks --------------------------------------------------------------------------------------------------------

TYPST = '#panic("x") #read("/etc/passwd") $x$ @ref <label> [b] *b* _i_ `c` \\ // c /* c */ = head + list ~ ---'
MARKDOWN = "[x](javascript:alert(1)) ![i](http://e.example/i.png) <b>b</b> # head | cell | ``` <https://e.example>"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """A digest of a case whose every word is an attack."""
    folder = tmp_path_factory.mktemp("report")
    attack = f"{EVIL} {TYPST} {MARKDOWN} \u202egnp.exe\u202c \x0b\x1b[31m"
    (folder / "evil.txt").write_text(
        f"Raid on Gao {attack}\n\nWire {attack}\n12 March 2021\n\nGAO, Mali - Gunmen {attack} attacked a market in Gao "
        f"on 11 March 2021 and killed nine traders, said mayor {attack}.\n\nThe army {attack} said six were killed.\n",
        encoding="utf-8",
    )
    with ledger.create(folder / "case", Settings(title=f"Case {EVIL} {TYPST} {MARKDOWN}", workers=1)) as case:
        case.add([folder / "evil.txt"])
        assert case.events()
        return paper(case, "digest")


def test_hostile_words_stay_words(hostile: Paper, tmp_path: Path) -> None:
    """No target runs, fetches, links or breaks on them."""
    assert acts(to_html(hostile)) == []
    text = markdown(hostile)
    assert not re.search(r"(?<!\\)\]\((?!\^)", text) and not re.search(r"(?<!\\)<", text)
    assert "\u202e" not in text and "\x1b" not in text
    Document(str(_written(hostile, "docx", tmp_path)))


def test_typst_takes_no_word_for_markup(hostile: Paper, tmp_path: Path) -> None:
    """The PDF is made, and the attack can be read in it."""
    pytest.importorskip("typst")
    document = pypdfium2.PdfDocument(str(_written(hostile, "pdf", tmp_path)))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "#panic" in text.replace("\n", "") and "root:" not in text


def test_what_a_form_needs_is_asked(demo_case: Path, tmp_path: Path) -> None:
    """A country report without a country, an unknown target and an unknown audience are told."""
    with ledger.open(demo_case) as case:
        with pytest.raises(NotFound, match="--country"):
            case.hand_out_report("country", tmp_path / "x.html")
        with pytest.raises(NotFound, match="docx"):
            case.hand_out_report("digest", tmp_path / "x.tex", to="tex")
        with pytest.raises(CaseError, match="enemies"):
            case.hand_out_report("digest", tmp_path / "x.html", audience="enemies")


def test_words_from_right_to_left_are_set_so() -> None:
    """A quotation in Arabic keeps its marks on its own side; a French one is no such thing."""
    parts = to_pdf._parts("Wire reports: “قتل جنديان” and “deux morts”.")
    assert [(part["text"][:3], part["rtl"]) for part in parts if part["text"].startswith("“")] == [
        ("“قت", True),
        ("“de", False),
    ]


def test_a_font_package_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders of $TYPST_FONT_PATHS come first, then those of installed packages of fonts."""
    monkeypatch.setenv("TYPST_FONT_PATHS", "/fonts/of/mine")
    first, *others = to_pdf.fonts()
    assert first == "/fonts/of/mine" and all(Path(one).is_dir() for one in others)
