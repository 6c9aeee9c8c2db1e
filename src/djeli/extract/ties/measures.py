"""Legal measures and listings: who hit whom with sanctions, bans, suspensions or an emergency, since when, until when.

A measure is told as imposed, extended or lifted; what is urged, threatened or planned is none. A listing as a terrorist
body is a relation of its own (`designated_by`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from djeli.extract.mentions import TieMention
from djeli.extract.ties.binding import bond
from djeli.extract.ties.bond_words import Grammar, grammar
from djeli.extract.ties.cues import Told
from djeli.extract.ties.ends import End, View
from djeli.extract.ties.frames import alone, before, behind, fronted, officer, officer_behind
from djeli.extract.ties.letters import BODIES, BODY, MISSION, NAME, PEOPLE, PERSON, STATE
from djeli.extract.ties.measure_words import MeasureWords, measure_words
from djeli.text.phrases import key_of
from djeli.vocab import PartyKind, Relation

_REACH = 110
"""Characters of the line beside a cue in which target, authority and list stand."""
_LISTED = 220
"""The same behind the verb of a listing, whose targets may be many."""
_CLAUSE = re.compile(r"[.;:]")
_FORCES = frozenset({PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES, PartyKind.PEACEKEEPERS})
"""Forces that are sent away are guests of a country, not hit by a measure."""
_HIT = PERSON + NAME + BODY + STATE + MISSION


def find_measures(views: Sequence[View], content: str, code: str) -> tuple[TieMention, ...]:
    """Measures and listings told in some sentences of an item, in reading order."""
    words, own = measure_words(code), grammar(code)
    if words is None or own is None:
        return ()
    found: list[TieMention] = []
    for view in views:
        if view.letters & set(BODIES + PERSON):
            scene = _Act(view, content, words, own)
            listed = list(scene.listings())
            spots = {tie.spans[-1] for tie in listed}  # "proscribed as a terrorist group" is a listing and no ban
            acts = [tie for tie in scene.acts() if tie.spans[-1] not in spots]
            found += [*listed, *scene.measures(), *acts]
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Act:
    """One sentence with all that its measures are read by."""

    view: View
    content: str
    words: MeasureWords
    own: Grammar

    def _told(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Told]]:
        for match in pattern.finditer(self.view.line):
            told = self.words.told.before(self.view.line, match.start())
            if not (told.doubt or told.denied or told.adjective):
                yield match, told

    def _all(self, hit: list[End]) -> list[End]:
        """Those a whole is told to be, between dashes ("the members of NAME - NAME, NAME and NAME -"), else itself."""
        place = next((at for at, e in self.view.ends.items() if hit and e is hit[-1]), -1)
        dash = self.words.dashes.match(self.view.line, place + 1) if place >= 0 else None
        members = behind(self.view, dash.end(), self.own, wanted=_HIT) if dash is not None else []
        return members if len(members) > 1 else hit

    def _end(self, low: int, reach: int = _REACH) -> int:
        stop = _CLAUSE.search(self.view.line, low)
        return min(low + reach, stop.start() if stop is not None else len(self.view.line))

    def _by(self, low: int) -> End | None:
        match = self.words.by.search(self.view.line, low, self._end(low))
        if match is None:
            return None
        found = behind(self.view, match.end(), self.own, wanted=BODIES)
        return found[0] if found else officer_behind(self.view, match.end(), self.content, self.own)

    def _doers(self, place: int) -> list[End]:
        found = [e for e in before(self.view, place, self.own) if e.kind in BODIES + PERSON]
        if found:
            return found
        one = officer(self.view, place, self.content)
        return [one] if one is not None else []

    def _hit(self, low: int) -> list[End]:
        """Whom a cue hits: the names behind it, or the body that "the group" takes up."""
        found = behind(self.view, low, self.own, wanted=_HIT)
        if not found and self.words.meant.match(self.view.line, low):
            named = {e.party.name: e for at, e in sorted(self.view.ends.items()) if at < low and e.kind == BODY}
            return list(named.values())[-1:]
        return found

    def _on(self, low: int, high: int, kind: str) -> list[End]:
        """Whom a measure is on, against or in, between two places."""
        found: list[End] = []
        aimed = False
        for match in self.words.on.finditer(self.view.line, low, high):
            place = self.words.place.fullmatch(match.group()) is not None
            if aimed and place and kind not in self.words.in_place:
                break  # "sanctions on five officers in NAME"
            aimed = aimed or not place
            if not found or self.words.again.search(self.view.line, low, match.start()):  # "on NAME, and on NAME"
                found += self._hit(match.end())
        return found

    def _bond(
        self, relation: Relation, hit: Sequence[End], by: Sequence[End], cue: tuple[int, int], role: str, *,
        over: bool = False,
    ) -> Iterator[TieMention]:  # fmt: skip
        for one in alone(hit):
            for who in (*alone(by),) or (None,):
                if who is None or who.party.name != one.party.name:
                    yield bond(self.view, relation, one, who, self.view.span(*cue), role=role, over=over)

    def measures(self) -> Iterator[TieMention]:
        """Measures named by a noun: imposed, extended or lifted, "under sanctions", "US sanctions on NAME"."""
        line = self.view.line
        for match in self.words.kinds.finditer(line):
            kind = self.words.names[key_of(match.group())]
            high = self._end(match.end())
            ahead = line[: match.start()]
            on = self._on(match.end(), high, kind)
            if made := list(self._with(match, kind)):
                yield from made
                continue
            verb = self.words.verb.search(ahead)
            under = self.words.under.search(ahead)
            if verb is not None and under is None:
                told = self.words.told.before(line, verb.start())
                if told.doubt or told.denied:
                    continue
                doers = self._doers(told.place) if not told.be else []
                if kind in self.words.in_place and not on:
                    on = self._place(doers)
                yield from self._bond(
                    Relation.MEASURE_BY, on, doers, match.span(), kind, over=verb["lifts"] is not None
                )
                continue
            if under is not None:
                put = self.words.put.search(ahead, max(0, under.start() - 70), under.start())
                told = self.words.told.before(line, under.start() if put is None else put.start())
                if put is not None and not told.be and not told.doubt:
                    doers, hit = self._doers(told.place), self._hit(put.end())
                    yield from self._bond(Relation.MEASURE_BY, hit, doers, match.span(), kind)
                    continue
                owner = self.words.owner.search(ahead, under.start())
                by = [self.view.ends[owner.start("who")]] if owner is not None else []
                one = self._by(match.end())
                if not told.doubt and not told.denied:
                    hit = [e for e in before(self.view, told.place, self.own) if e.kind in _HIT]
                    yield from self._bond(Relation.MEASURE_BY, hit, by or ([one] if one else []), match.span(), kind)
                continue
            yield from self._noun(match, kind, on, high)

    def _with(self, match: re.Match[str], kind: str) -> Iterator[TieMention]:
        """Who hit whom with a measure: "slapped NAME with sanctions"."""
        ahead = self.view.line[: match.start()]
        for verb, told in self._told(self.words.hits):
            if verb.end() <= match.start() and not told.be and self.words.with_.match(ahead, verb.end()):
                doers, hit = self._doers(told.place), self._hit(verb.end())
                if doers:
                    yield from self._bond(Relation.MEASURE_BY, hit, doers, match.span(), kind)

    def _noun(self, match: re.Match[str], kind: str, on: Sequence[End], high: int) -> Iterator[TieMention]:
        """A measure that is subject or stands with its author: "a curfew was declared in NAME by NAME"."""
        line = self.view.line
        told = self.words.told.before(line, match.start())
        if told.doubt or told.denied:
            return
        author = self.words.author.match(line, match.end(), high)
        if author is not None:  # "sanctions that NAME had imposed on NAME"
            over = self.words.gone.search(line, author.end(), high) is not None
            by = [self.view.ends[author.start("who")]]
            yield from self._bond(Relation.MEASURE_BY, on, by, match.span(), kind, over=over)
            return
        behind_it = self.words.passive.match(line, match.end(), high)
        ahead = line[: match.start()]
        owner = self.words.owner.search(ahead)
        by = [self.view.ends[owner.start("who")]] if owner is not None else []
        if behind_it is None and on:  # "sanctions on NAME imposed by NAME"
            last = max(at for at, e in self.view.ends.items() if e in on)
            behind_it = self.words.passive.match(line, last + 1, high)
        if behind_it is not None:
            one = self._by(behind_it.end())
            by = by or ([one] if one is not None else [])
            on = on or (self._place(by) if kind in self.words.in_place else [])
            over = behind_it["lifts"] is not None or self.words.gone.search(line, behind_it.end(), high) is not None
            yield from self._bond(Relation.MEASURE_BY, on, by, match.span(), kind, over=over)
        elif by and on:
            yield from self._bond(Relation.MEASURE_BY, on, by, match.span(), kind)

    def _place(self, doers: Sequence[End]) -> list[End]:
        """Where a measure without a place of its own holds: the state that decides, else the one the sentence names."""
        own = [e for e in doers if e.kind == STATE]
        states = {e.party.name: e for e in self.view.ends.values() if e.kind == STATE}
        return own or (list(states.values()) if len(states) == 1 else [])

    def acts(self) -> Iterator[TieMention]:
        """Verbs that are a measure: "sanctioned NAME", "NAME was suspended from NAME"."""
        frozen = {"asset freeze": self.words.freezes}
        for kind, pattern in (*self.words.acts.items(), *frozen.items()):
            for match, told in self._told(pattern):
                if not told.be:
                    doers = self._doers(told.place)
                    hit = self._hit(match.end()) or [e for e in fronted(self.view, doers, self.own) if e.kind in _HIT]
                    hit = [e for e in hit if doers and e.party.kind not in _FORCES]
                    hit = [e for e in hit if kind != "suspension" or e.kind not in PEOPLE or "suspen" in match.group()]
                    yield from self._bond(Relation.MEASURE_BY, hit, doers, match.span(), kind)
        for kind, pattern in self.words.suffers.items():
            for match, told in self._told(pattern):
                if not (told.be or told.joined[-1:] == ","):
                    continue
                place = told.place - (0 if told.be else len(told.joined))
                hit = [e for e in before(self.view, place, self.own) if e.kind in _HIT]
                source = self.words.source.search(self.view.line, match.end(), self._end(match.end()))
                by = behind(self.view, source.end(), self.own, wanted=BODIES)[:1] if source is not None else []
                if by or kind != "suspension":
                    yield from self._bond(Relation.MEASURE_BY, hit, by, match.span(), kind)

    def listings(self) -> Iterator[TieMention]:
        """Listings as a terrorist body, and their end."""
        read: set[int] = set()
        ways = ((self.words.lists, self.words.as_, False), (self.words.delists, self.words.off, True))
        for pattern, listing, over in ways:
            for match, told in self._told(pattern):
                named = listing.search(self.view.line, match.end(), self._end(match.end(), _LISTED))
                if named is None or told.be:
                    continue
                doers, hit = self._doers(told.place), self._all(self._hit(match.end()))
                hit = hit or [e for e in fronted(self.view, doers, self.own) if e.kind in _HIT]
                if doers:
                    role = self._words(named)
                    read.add(named.start())
                    yield from self._bond(Relation.DESIGNATED_BY, hit, doers, match.span(), role, over=over)
        ways = ((self.words.listed, self.words.as_, False), (self.words.delisted, self.words.off, True))
        for pattern, listing, over in ways:
            for match, told in self._told(pattern):
                named = listing.search(self.view.line, match.end(), self._end(match.end()))
                if named is None or named.start() in read or not (told.be or told.joined[-1:] == ","):
                    continue
                place = told.place - (0 if told.be else len(told.joined))
                hit = [e for e in before(self.view, place, self.own) if e.kind in _HIT]
                one = self._by(match.end())
                by = [one] if one is not None else self._lister(named)
                yield from self._bond(Relation.DESIGNATED_BY, hit, by, match.span(), self._words(named), over=over)
        for match, told in self._told(self.words.stands):
            if told.be or told.joined[-1:] == ",":
                place = told.place - (0 if told.be else len(told.joined))
                hit = [e for e in before(self.view, place, self.own) if e.kind in _HIT]
                by = self._lister(match)
                yield from self._bond(Relation.DESIGNATED_BY, hit if by else [], by, match.span(), self._words(match))
        yield from self._tagged()
        yield from self._namings()

    def _namings(self) -> Iterator[TieMention]:
        """A listing by its noun: "the designation of NAME as a terrorist group", "NAME's designation by NAME"."""
        line = self.view.line
        for match, told in self._told_nouns(self.words.naming):
            named = self.words.as_.search(line, match.end(), self._end(match.end(), _LISTED))
            hit = self._hit(match.end())
            if named is None or not hit or told.doubt:
                continue
            owner = self.words.owner.search(line[: match.start()])
            one = self._by(named.end()) or self._by(match.end())
            by = [self.view.ends[owner.start("who")]] if owner is not None else [one] if one is not None else []
            yield from self._bond(Relation.DESIGNATED_BY, hit if by else [], by, match.span(), self._words(named))

    def _told_nouns(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Told]]:
        for match in pattern.finditer(self.view.line):
            if not self.words.gone_noun.search(self.view.line[: match.start()]):
                yield match, self.words.told.before(self.view.line, match.start())

    def _lister(self, named: re.Match[str]) -> list[End]:
        """Whose list it is: "the UN sanctions list", "the list of the EU"."""
        near = [e for at, e in self.view.ends.items() if named.start() <= at < named.end() + 30 and e.kind in BODIES]
        return near[:1]

    def _words(self, named: re.Match[str]) -> str:
        start, end = self.view.span(*named.span())
        return " ".join(self.content[start:end].split())

    def _tagged(self) -> Iterator[TieMention]:
        """A list before a body as an adjective ("NAME, a US-designated terrorist group")."""
        for match in self.words.tagged.finditer(self.view.line):
            ahead = _bare(self.view.line[: match.start()], self.own).rstrip(" ,")
            hit = [e for e in before(self.view, len(ahead), self.own) if e.kind in _HIT]
            by = [self.view.ends[match.start("who")]]
            yield from self._bond(Relation.DESIGNATED_BY, hit, by, match.span(), self._words(match))


def _bare(line: str, own: Grammar) -> str:
    """A stretch of the line without the article it ends with."""
    match = re.search(rf"(?:{own.article})\s*$", line)
    return line[: match.start()] if match is not None else line
