"""A sentence as relations are read from it: the ends they may have in one letter each, the words between in lower case.

"Malian Prime Minister Choguel Maïga was sacked on Tuesday" becomes "NOP was sacked on T" (`letters`), so that a
pattern can say "an office, then a person" whatever their names are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from djeli.extract.mentions import ActorMention, PlaceMention, Range, Sentence, TimeMention
from djeli.extract.ties.bond_words import Grammar
from djeli.extract.ties.letters import AUTHORITY, BODY, DATE, MISSION, NAME, NATION, OFFICE, PERSON, STATE, WHO
from djeli.gazetteer import Gazetteer
from djeli.values import Party
from djeli.vocab import PartyKind, Resolution

_STATES = frozenset({Resolution.COUNTRY})
_BEHIND = re.compile(r"[ \u00a0](?P<word>[^\W\d_][\w-]*)")
_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w-]*)[ \u00a0]$")
_OWNED = re.compile(r"(?:['’]s?)?[ \u00a0]$|[ \u00a0]$")
_NOMINATIVE = ("а", "я", "ь")
"""Endings of names of states for the one letter that the genitive changes."""
_TITLE = 28
"""Characters before a name in which its title stands."""
_LOWER_NATIONS = 24
"""Characters beside an office or an authority in which the adjective of its nation may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One thing a relation may hold of, with its words. `rank` marks a person whom a rank or title of office names."""

    kind: str
    start: int
    end: int
    party: Party = field(default=Party(name="?"))
    rank: bool = False
    time: TimeMention | None = None
    meant: Range | None = None  # words of the full name that a short form stands for

    @property
    def spot(self) -> Range:
        """Its words, in full where it is a short form."""
        return self.meant if self.meant is not None else (self.start, self.end)


@dataclass(frozen=True)
class View:
    """A sentence as one line: `ends` by their place in `line`, `offsets` from places of the line to the Text."""

    sentence: Sentence
    line: str
    ends: Mapping[int, End]
    offsets: Sequence[int]

    def at(self, place: int) -> int:
        """The character of the Text at a place of the line."""
        return self.offsets[place] if place < len(self.offsets) else self.sentence.end

    def span(self, low: int, high: int) -> Range:
        """The characters that a stretch of the line stands for."""
        last = self.ends.get(high - 1)
        return self.at(low), (last.end if last is not None else self.at(high - 1) + 1)

    @cached_property
    def letters(self) -> frozenset[str]:
        """The kinds of ends that are there."""
        return frozenset(end.kind for end in self.ends.values())


@dataclass(frozen=True)
class Page:
    """What the views of an item are made from."""

    content: str
    grammar: Grammar
    gazetteer: Gazetteer
    actors: Mapping[int, Sequence[ActorMention]]
    places: Mapping[int, Sequence[PlaceMention]]
    times: Mapping[int, Sequence[TimeMention]]
    people: Mapping[str, str]
    """Names of one word to the full name the item gives."""

    def nation(self, word: str) -> str:
        """The country whose adjective a word is, as its code; empty when it is none."""
        found = self.gazetteer.demonym(word)
        if found:
            return found[0].iso2
        low = word.lower()
        nations = self.grammar.nations
        sizes = range(len(low), 3, -1) if nations else ()
        return next((nations[low[:n]] for n in sizes if low[:n] in nations), "")

    def genitive(self, word: str) -> Party | None:
        """The state whose name a word is in the genitive of Slavic languages ("Украины", "России", "Мали")."""
        for ending in ("", *_NOMINATIVE):
            country = self.gazetteer.country(word[:-1] + ending if ending else word)
            if country is not None:
                return Party(name=country.name, kind=PartyKind.GOVERNMENT, country=country.iso2)
        return None


def full_names(content: str, low: int, high: int, grammar: Grammar) -> dict[str, str]:
    """Last words of the names of people in a text, each with the first full name that has it."""
    found: dict[str, str] = {}
    for match in grammar.run.finditer(content, low, high):
        words = match.group().split()
        start = 1 if words[0].lower() in grammar.opens or words[0].lower() in grammar.titles else 0
        words = words[start:]
        if len(words) > 1 and not any(word.lower() in grammar.bodies for word in words):
            found.setdefault(words[-1], " ".join(words))
    return found


def view_of(sentence: Sentence, page: Page) -> View:
    """The sentence as a line with its ends."""
    ends = sorted(_ends(sentence, page), key=lambda e: e.start)
    ends = _merged(ends, page)
    content, grammar = page.content, page.grammar
    line: list[str] = []
    offsets: list[int] = []
    placed: dict[int, End] = {}
    at = sentence.start
    for end in ends:
        low = at
        for place, letter in enumerate(content[low : end.start], low):
            line.append(letter)
            offsets.append(place)
        placed[len(line)] = end
        line.append(end.kind)
        offsets.append(end.start)
        at = end.end
    for place, letter in enumerate(content[at : sentence.end], at):
        line.append(letter)
        offsets.append(place)
    flat = "".join(c if len(c.lower()) != 1 else c.lower() for c in line)
    return View(sentence, grammar.flatten(flat), placed, offsets)


def _ends(sentence: Sentence, page: Page) -> list[End]:
    taken: list[End] = []

    def free(start: int, end: int) -> bool:
        return all(end <= one.start or one.end <= start for one in taken)

    for time in page.times.get(sentence.index, ()):
        if free(time.start, time.end):
            taken.append(End(kind=DATE, start=time.start, end=time.end, time=time))
    offices = list(page.grammar.office.finditer(page.content, sentence.start, sentence.end))
    for mention in page.actors.get(sentence.index, ()):
        end = _actor(mention, offices, page)
        if mention.named and free(end.start, end.end):
            taken.append(end)
    plain = [(match, OFFICE) for match in offices]
    for pattern, kind in ((page.grammar.mission, MISSION), (page.grammar.authority, AUTHORITY)):
        matches = pattern.finditer(page.content, sentence.start, sentence.end)
        plain += [(match, kind) for match in matches if not _in_name(match, page)]
    # "council of ministers" is no minister: the longer of two that overlap, an office before the rest
    for match, kind in sorted(plain, key=lambda p: p[0].start() - p[0].end()):
        if free(*match.span()):
            taken += _plain(match, kind, page)
    for low, high in _gaps(sentence, taken):
        taken += _names(low, high, sentence, page)
    return taken


def _plain(match: re.Match[str], kind: str, page: Page) -> list[End]:
    """An office or a plain word for a body; an office with a nation in its middle is three ends."""
    if kind == OFFICE:
        if match["mid"] is None:
            return [End(kind=kind, start=match.start(), end=match.end())]
        head = End(kind=kind, start=match.start(), end=match.start("mid"))
        code = page.nation(match["mid"].strip())
        if not code:
            return [head]
        nation = _nation(match.start("mid") + 1, match.end("mid"), code, page)
        return [head, nation, End(kind=kind, start=match.start("area"), end=match.end("area"))]
    party = Party(name=match.group(), kind=PartyKind.PEACEKEEPERS if kind == MISSION else PartyKind.GOVERNMENT)
    return [End(kind=kind, start=match.start(), end=match.end(), party=party)]


def _in_name(match: re.Match[str], page: Page) -> bool:
    """Whether a plain word for an authority is part of a longer name with capitals ("Supreme Court of Appeal")."""
    if not match.group()[:1].isupper():
        return False
    behind = _BEHIND.match(page.content, match.end())
    return behind is not None and behind["word"][:1].isupper() and behind["word"].lower() in page.grammar.bodies


def _actor(mention: ActorMention, offices: Sequence[re.Match[str]], page: Page) -> End:
    """A named actor; of one whose name ends in an office ("UN Secretary-General") the words before it alone."""
    party, end = mention.party, mention.end
    kind = BODY
    if party.kind is PartyKind.PERSON:
        kind = PERSON
    elif _is_mission(mention, page):
        kind = MISSION
    for office in offices:
        if office.end() == mention.end and office.start() > mention.start + 1:
            words = page.content[mention.start : office.start()].rstrip("-–'’s ")
            return End(kind=kind, start=mention.start, end=mention.start + len(words), party=Party(name=words))
    return End(kind=kind, start=mention.start, end=end, party=party)


def _is_mission(mention: ActorMention, page: Page) -> bool:
    """Peacekeepers, forces of no one state, and what the language's list of short names has."""
    party = mention.party
    named = page.content[mention.start : mention.end].lower() in page.grammar.mission_forms
    return (
        named or party.kind is PartyKind.PEACEKEEPERS or (party.kind is PartyKind.EXTERNAL_FORCES and not party.country)
    )


def _gaps(sentence: Sentence, taken: Sequence[End]) -> Iterator[Range]:
    at = sentence.start
    for end in sorted(taken, key=lambda e: e.start):
        if end.start > at:
            yield at, end.start
        at = max(at, end.end)
    if at < sentence.end:
        yield at, sentence.end


def _names(low: int, high: int, sentence: Sentence, page: Page) -> Iterator[End]:
    """Names in capitals between two places, each with its kind; titles before them are left out."""
    for match in page.grammar.run.finditer(page.content, low, high):
        start, end, rank = match.start(), match.end(), False
        title = start
        while (found := page.grammar.title.match(page.content, start, end)) is not None:
            rank = rank or found["title"].lower() in page.grammar.ranked
            start = found.end()
        words = page.content[start:end].split()
        while words and start == sentence.start and words[0].lower() in page.grammar.opens:
            start = page.content.index(words[0], start) + len(words.pop(0)) + 1
        before = page.grammar.titled.search(page.content, max(low, start - _TITLE), start)
        if before is not None and before.end() == start:  # "le colonel NAME": a title in small letters
            rank = rank or before["title"].lower() in page.grammar.ranked
            title = before.start()
        if words and start < end:
            for one in _named(start, end, sentence, page, rank=rank):
                titled = one.kind in WHO and one.start == start and title < start
                yield replace(one, start=title) if titled else one


def _named(start: int, end: int, sentence: Sentence, page: Page, *, rank: bool) -> Iterator[End]:
    name = page.content[start:end]
    words = name.split()
    if any(word.lower() in page.grammar.marks for word in words):
        return  # "Specially Designated Global Terrorist" is a list and no name
    if name[:3].lower() == "ex-" and len(name) > 4:  # "Ex-Guatemalan president"
        yield from _named(start + 3, end, sentence, page, rank=rank)
        return
    known = page.people.get(name)
    if known is not None or (len(words) == 1 and rank):
        party = Party(name=known or name, kind=PartyKind.PERSON)
        yield End(kind=PERSON, start=start, end=end, party=party, rank=rank)
        return
    place = next((p for p in page.places.get(sentence.index, ()) if p.start <= start < p.end and p.where), None)
    if place is not None and place.where is not None and place.end >= end:
        country = place.where.resolution in _STATES
        kind = PartyKind.GOVERNMENT if country else PartyKind.PLACE_OR_OBJECT
        party = Party(name=place.where.name if country else name, kind=kind, country=place.where.country)
        yield End(kind=STATE, start=start, end=end, party=party)
        return
    body = any(word.lower() in page.grammar.bodies for word in words)
    state = page.genitive(words[0]) if page.grammar.genitive and len(words) > 1 and not body else None
    if state is not None:  # "президент Украины NAME"
        yield End(kind=STATE, start=start, end=start + len(words[0]), party=state)
        yield from _named(start + len(words[0]) + 1, end, sentence, page, rank=rank)
        return
    nation = page.nation(words[0]) if len(words) == 1 or not body else ""
    if nation:
        yield _nation(start, start + len(words[0]), nation, page)
        rest = start + len(words[0]) + 1
        if rest < end:
            yield from _named(rest, end, sentence, page, rank=rank)
        return
    country_of = page.gazetteer.country(name) if len(name) > 1 else None
    if country_of is not None:
        party = Party(name=country_of.name, kind=PartyKind.GOVERNMENT, country=country_of.iso2)
        yield End(kind=STATE, start=start, end=end, party=party)
        return
    forms = page.grammar.mission_forms
    if name.lower() in forms or (len(words) == 2 and words[0].lower() in forms) or _mission_name(words, page):
        yield End(kind=MISSION, start=start, end=end, party=Party(name=name, kind=PartyKind.PEACEKEEPERS))
    elif body or _a_body(name, start, page):
        yield End(kind=BODY, start=start, end=end, party=Party(name=name, kind=PartyKind.ORGANISATION))
    elif len(words) > 1:
        yield End(kind=PERSON, start=start, end=end, party=Party(name=name, kind=PartyKind.PERSON), rank=rank)
    elif not page.grammar.nouns:
        yield End(kind=NAME, start=start, end=end, party=Party(name=name))


def _a_body(name: str, start: int, page: Page) -> bool:
    """Whether a name is no person's: initials, or an article before it ("the Commonwealth")."""
    article = page.grammar.the.search(page.content, max(0, start - 6), start) is not None
    return article or (" " not in name and name.isupper() and len(name) > 1)


def _mission_name(words: Sequence[str], page: Page) -> bool:
    """A name that begins or ends as those of missions do ("Operation …", "… Stabilization Mission")."""
    low = [word.lower() for word in words]
    names = page.grammar.mission_names
    return len(low) > 1 and (low[-1] in names or low[0] in names or " ".join(low[-2:]) in names)


def _nation(start: int, end: int, code: str, page: Page) -> End:
    place = page.gazetteer.country_place(code)
    name = place.name if place is not None else page.content[start:end]
    return End(
        kind=NATION, start=start, end=end, party=Party(name=name, kind=PartyKind.GOVERNMENT, country=code)
    )  # fmt: skip


def _merged(ends: list[End], page: Page) -> list[End]:
    """Ends in order; a nation, state or body before an authority makes one name with it ("a Paris court")."""
    ends = _with_nations(ends, page)
    found: list[End] = []
    for end in ends:
        last = found[-1] if found else None
        if last is not None and end.kind == AUTHORITY and last.kind in (NATION, STATE, BODY):
            between = page.content[last.end : end.start]
            if _OWNED.fullmatch(between):
                name, owner = page.content[last.start : end.end], last.party
                actor = owner.actor if last.kind == BODY else ""
                party = replace(end.party, name=name, actor=actor, country=owner.country)
                found[-1] = replace(end, start=last.start, party=party)
                continue
        beside = last is not None and not page.content[last.end : end.start].strip()
        if last is not None and beside and last.kind == AUTHORITY and end.kind == NATION:
            party = replace(last.party, name=page.content[last.start : end.end], country=end.party.country)
            found[-1] = replace(last, end=end.end, party=party)
            continue
        found.append(end)
    return found


def _with_nations(ends: list[End], page: Page) -> list[End]:
    """Adjectives of nations in small letters beside offices and authorities ("le président malien")."""
    if page.grammar.capital_nations:
        return ends
    found = list(ends)
    for end in ends:
        if end.kind not in (OFFICE, AUTHORITY):
            continue
        for match in (
            _BEHIND.match(page.content, end.end),
            _BEFORE.search(page.content[max(0, end.start - _LOWER_NATIONS) : end.start]),
        ):
            if match is None or match["word"][:1].isupper():
                continue
            code = page.nation(match["word"])
            start = match.start("word") + (0 if match.re is _BEHIND else max(0, end.start - _LOWER_NATIONS))
            stop = start + len(match["word"])
            if code and all(stop <= one.start or one.end <= start for one in found):
                found.append(_nation(start, stop, code, page))
    return sorted(found, key=lambda e: e.start)
