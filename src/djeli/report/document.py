"""A report before it is written to a file: chapters of blocks, sentences with what they rest on, numbered notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """What a sentence rests on: a claim with its exact words, and the page as a note names it.

    `values` are the claim's value and voice in words: what a sentence may say beside the quotation.
    """

    claim: str
    quote: str
    outlet: str
    title: str = ""
    published: str = ""
    uri: str = ""
    grade: str = ""
    language: str = ""
    report: str = ""
    values: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes two of them one note: the page and the words."""
        return self.uri, self.outlet, self.published, self.quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: its text, the template it was made by, what it rests on.

    `facts` are the words of the ledger it may repeat beside its quotes: folded values, counts of the case, the actor
    table. `event` is the id of the event it tells of.
    """

    text: str
    template: str
    cites: tuple[Cite, ...] = ()
    facts: tuple[str, ...] = ()
    event: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A title within a chapter; `anchor` can be linked to."""

    text: str
    anchor: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences that follow one another; `style` is empty, "small" or "credit"."""

    sentences: tuple[Sentence, ...]
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """Sentences in a list."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: a head and rows of sentences; `widths` are shares of the line."""

    head: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facing:
    """Sides of a dispute facing one another: what each says, who, in which words."""

    sides: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing as SVG that fetches nothing, its caption, and its content in words for those who don't see it."""

    svg: Markup
    caption: str
    told: str


Block = Heading | Paragraph | Bullets | Grid | Facing | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter with its blocks."""

    title: str
    blocks: tuple[Block, ...]
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A whole report; `notes` in the order of their numbers, `number` by a cite's key."""

    title: str
    subtitle: str
    lead: str
    chapters: tuple[Chapter, ...]
    notes: tuple[Cite, ...] = ()
    number: dict[tuple[str, str, str, str], int] = field(default_factory=dict)
    audience: str = ""

    def numbers(self, one: Sentence) -> list[int]:
        """Numbers of the notes of a sentence, each once, in order."""
        return sorted({self.number[cite.key] for cite in one.cites if cite.key in self.number})


def sentences_of(block: Block) -> list[Sentence]:
    """The sentences of a block, in reading order."""
    if isinstance(block, Paragraph | Bullets):
        return list(block.sentences)
    if isinstance(block, Grid):
        return [cell for row in block.rows for cell in row]
    if isinstance(block, Facing):
        return [one for side in block.sides for one in side]
    return []


def bound(title: str, subtitle: str, lead: str, chapters: tuple[Chapter, ...], *, audience: str) -> Paper:
    """The paper with its notes numbered in the order they are met."""
    number: dict[tuple[str, str, str, str], int] = {}
    notes: list[Cite] = []
    for chapter in chapters:
        for block in chapter.blocks:
            for cite in (cite for one in sentences_of(block) for cite in one.cites):
                if cite.key not in number:
                    notes.append(cite)
                    number[cite.key] = len(notes)
    return Paper(
        title=title,
        subtitle=subtitle,
        lead=lead,
        chapters=chapters,
        notes=tuple(notes),
        number=number,
        audience=audience,
    )
