"""Missions and operations: who mandated, prolonged and ended them, who sends people, which state hosts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from djeli import lang
from djeli.extract.mentions import TieMention
from djeli.extract.ties.bond_words import Grammar, any_of, grammar, spotted, words_in
from djeli.extract.ties.cues import Manner, Told, manner
from djeli.extract.ties.ends import End, View
from djeli.extract.ties.frames import alone, before, behind, bond
from djeli.extract.ties.letters import AUTHORITY, BODIES, BODY, MISSION, NATION, STATE
from djeli.text.number_words import Words, compile_words
from djeli.text.numbers import Number, find_numbers
from djeli.vocab import PartyKind, Relation

_REACH = 110
"""Characters of the line behind a cue in which the mission stands."""
_CLAUSE = re.compile(r"[.;:]")
_FORCES = frozenset({PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES, PartyKind.MERCENARIES, PartyKind.PEACEKEEPERS})
_STEPS = (("mandated", Relation.MANDATED_BY), ("extended", Relation.EXTENDED_BY), ("ended", Relation.ENDED))


@dataclass(frozen=True, slots=True)
class Step:
    """The cues of one step in a mission's life, by how they stand to the mission."""

    by: re.Pattern[str]
    does: re.Pattern[str]
    passive: re.Pattern[str]
    own: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class MissionWords:
    """`missions.yaml` of one language."""

    steps: Mapping[Relation, Step]
    gives: re.Pattern[str]
    people: re.Pattern[str]
    to: re.Pattern[str]
    contributor: re.Pattern[str]
    made_of: re.Pattern[str]
    from_army: re.Pattern[str]
    from_nation: re.Pattern[str]
    stops: re.Pattern[str]
    asked: re.Pattern[str]
    request: re.Pattern[str]
    invites: re.Pattern[str]
    unasked: re.Pattern[str]
    expels: re.Pattern[str]
    tail: re.Pattern[str]
    refused: frozenset[str]
    by: re.Pattern[str]
    placed: re.Pattern[str]
    told: Manner
    numbers: Words


@cache
def mission_words(code: str) -> MissionWords | None:
    """The patterns of a language; None when it has no words of missions."""
    raw, own = lang.load(code, "missions"), grammar(code)
    if not raw or own is None:
        return None

    def spot(part: str) -> re.Pattern[str]:
        return spotted(words_in(raw.get(part)))

    people, to = any_of(raw.get("people")), any_of(raw.get("to"))
    return MissionWords(
        steps={relation: _step(raw.get(name) or {}) for name, relation in _STEPS},
        gives=spot("gives"),
        people=spot("people"),
        to=re.compile(rf"(?:{to})\s+[^.;:]{{0,40}}?(?P<m>{MISSION})"),
        contributor=spot("contributor"),
        made_of=spot("made_of"),
        from_army=re.compile(rf"(?P<who>{BODY})\s+(?:\w+\s+)?(?:{to})\s+(?:\w+\s+){{0,3}}?(?P<m>{MISSION})"),
        from_nation=re.compile(rf"(?P<who>{NATION})\s+(?:\w+\s+){{0,2}}?(?:{people})\s+(?:\w+\s+){{0,3}}?(?:{to})\s+(?:\w+\s+){{0,3}}?(?P<m>{MISSION})"),
        stops=spot("stops"),
        asked=spot("asked"),
        request=re.compile(rf"\w+\s+(?P<who>[{STATE}{AUTHORITY}{BODY}])'s?\s+(?:{any_of(raw.get('requests'))})"),
        invites=spot("invites"),
        unasked=spot("unasked"),
        expels=spot("unasked_bare"),
        tail=spot("unasked_tail"),
        refused=frozenset(words_in(raw.get("refused"))),
        by=re.compile(own.by),
        placed=re.compile(rf"\s+(?:{own.of})\s+(?:(?:{own.article})\s+)?(?P<who>{STATE})"),
        told=manner({**lang.load(code, "cases"), "not": raw.get("not")}, own.listing, own.article),
        numbers=compile_words(lang.load(code, "numbers")),
    )  # fmt: skip


def _step(raw: Mapping[str, Any]) -> Step:
    return Step(*(spotted(words_in(raw.get(part))) for part in ("by", "does", "passive", "self")))


def find_missions(views: Sequence[View], content: str, code: str) -> tuple[TieMention, ...]:
    """What is told of missions and operations, in reading order."""
    words, own = mission_words(code), grammar(code)
    if words is None or own is None:
        return ()
    found: list[TieMention] = []
    for view in views:
        scene = _Field(view, views, content, words, own)
        if MISSION in view.letters:
            found += [*scene.steps(), *scene.contributions()]
        if view.letters & {MISSION, BODY}:
            found += scene.hosting()
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Field:
    """One sentence with all that its missions are read by."""

    view: View
    views: Sequence[View]
    content: str
    words: MissionWords
    own: Grammar

    def _told(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Told]]:
        for match in pattern.finditer(self.view.line):
            told = self.words.told.before(self.view.line, match.start())
            if not told.doubt and not told.denied:
                yield match, told

    def _near(self, low: int, reach: int = _REACH) -> End | None:
        """The first mission behind a place, in the same clause."""
        stop = _CLAUSE.search(self.view.line, low)
        high = min(low + reach, stop.start() if stop is not None else len(self.view.line))
        at = self.view.line.find(MISSION, low, high)
        return self.view.ends[at] if at >= 0 else None

    def _subject(self, told: Told) -> End | None:
        """The mission that is the subject of a cue, or whose mandate is ("the mandate of NAME", "NAME's mandate")."""
        found = [e for e in before(self.view, told.place, self.own) if e.kind == MISSION]
        if found:
            return found[-1]
        match = _MANDATE.search(self.view.line, 0, told.place)
        return self.view.ends[match.start("m")] if match is not None else None

    def _agents(self, place: int) -> list[End]:
        return [e for e in before(self.view, place, self.own) if e.kind in BODIES and e.kind != MISSION]

    def _by(self, low: int) -> End | None:
        stop = _CLAUSE.search(self.view.line, low)
        match = self.words.by.search(self.view.line, low, stop.start() if stop is not None else len(self.view.line))
        found = behind(self.view, match.end(), self.own, wanted=BODIES) if match is not None else []
        return found[0] if found else None

    def steps(self) -> Iterator[TieMention]:
        """Mandates, extensions and ends."""
        for relation, step in self.words.steps.items():
            for match, told in self._told(step.by):
                mission, found = self._subject(told), behind(self.view, match.end(), self.own, wanted=BODIES)
                if mission is not None and found:
                    yield self._bond(relation, mission, found[0], match)
            for match, told in self._told(step.does):
                agents, mission = self._agents(told.place), self._near(match.end())
                if not told.be and agents and mission is not None:
                    yield self._bond(relation, mission, agents[-1], match)
            for match, told in self._told(step.passive):
                mission = self._subject(told)
                if mission is not None and not self._near(match.end(), 12):
                    yield self._bond(relation, mission, self._by(match.end()), match)
            for match, told in self._told(step.own):
                mission = self._subject(told)
                if mission is not None and not told.be:
                    yield self._bond(relation, mission, None, match)

    def _bond(
        self, relation: Relation, subject: End, other: End | None, match: re.Match[str], *,
        over: bool = False, denied: bool = False, count: int | None = None,
    ) -> TieMention:  # fmt: skip
        cue = self.view.span(match.start(), match.end())
        subject, other = self._named(subject), other if other is None else self._named(other)
        return bond(self.view, relation, subject, other, cue, over=over, denied=denied, count=count)

    def _only(self) -> End | None:
        """The one mission a sentence names ("… NAME; most of its soldiers come from")."""
        found = {e.party.name: e for e in self.view.ends.values() if e.kind == MISSION and not _plain(e, self.own)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _named(self, end: End) -> End:
        """The mission that a plain word takes up ("the mission"): the only one named, or the last one before."""
        if end.kind != MISSION or not _plain(end, self.own):
            return end
        every = [e for view in self.views for e in view.ends.values() if e.kind == MISSION and not _plain(e, self.own)]
        named = [e for e in every if e.start < end.start]
        if named:
            return max(named, key=lambda e: e.start)
        return every[0] if len({e.party.name for e in every}) == 1 else self._placed(end)

    def _placed(self, end: End) -> End:
        """A mission without a name, with its country ("its mission in South Sudan")."""
        at = next((at for at, e in self.view.ends.items() if e is end), -1)
        state = self.words.placed.match(self.view.line, at + 1)
        if at < 0 or state is None:
            return end
        place = self.view.ends[state.start("who")]
        words = " ".join(self.content[end.start : place.end].split())
        return replace(end, end=place.end, party=replace(end.party, name=words))

    def contributions(self) -> Iterator[TieMention]:
        """States and forces that send people to a mission, or took them back."""
        gives = Relation.CONTRIBUTES_TO
        for match, told in self._told(self.words.gives):
            people = self.words.people.search(self.view.line, match.end(), match.end() + 60)
            to = self.words.to.search(self.view.line, people.end()) if people is not None else None
            if people is None or to is None or to.start() > people.end() + 30:
                continue
            count = self._count(match.end(), people.start())
            for one in self._agents(told.place):
                yield self._bond(gives, one, self.view.ends[to.start("m")], match, count=count)
        for pattern, over in ((self.words.contributor, False), (self.words.stops, True)):
            for match, told in self._told(pattern):
                mission = self._near(match.end(), 60)
                for one in self._agents(told.place) if mission is not None else ():
                    yield self._bond(gives, one, mission, match, over=over)
        for match, told in self._told(self.words.made_of):
            mission = self._subject(told) or self._only()
            if mission is not None:
                for one in behind(self.view, match.end(), self.own, wanted=STATE):
                    yield self._bond(gives, one, mission, match)
        armies = (m for m in self.words.from_army.finditer(self.view.line) if self._army(m.start("who")))
        for match in (*self.words.from_nation.finditer(self.view.line), *armies):
            who, mission = self.view.ends[match.start("who")], self.view.ends[match.start("m")]
            count = self._count(max(0, match.start() - 25), match.start())
            yield self._bond(gives, who, mission, match, count=count)

    def _army(self, at: int) -> bool:
        return self.view.ends[at].party.kind is PartyKind.STATE_FORCES

    def _count(self, low: int, high: int) -> int | None:
        """The number of people told between two places."""
        if high <= low:
            return None
        start, end = self.view.at(low), self.view.at(high)
        found: Sequence[Number] = find_numbers(self.content[start:end], self.words.numbers)
        whole = [n.best if n.best is not None else n.low for n in found]
        return next((int(n) for n in whole if n is not None), None)

    def hosting(self) -> Iterator[TieMention]:
        """Consent of the host state, given or withdrawn."""
        hosts = Relation.HOSTED_BY
        for match, told in self._told(self.words.asked):
            guests = [e for e in before(self.view, told.place, self.own) if _guest(e)] or self._first_guest(
                match.start()
            )
            for host in behind(self.view, match.end(), self.own, wanted=STATE + AUTHORITY + BODY)[:1]:
                for guest in guests:
                    yield self._bond(hosts, guest, host, match)
        for match in self.words.request.finditer(self.view.line):  # "at Mali's request"
            guests = [e for e in before(self.view, match.start(), self.own) if _guest(e)] or self._first_guest(
                match.start()
            )
            for guest in guests:
                yield self._bond(hosts, guest, self.view.ends[match.start("who")], match)
        for pattern, over in ((self.words.invites, False), (self.words.expels, True), (self.words.unasked, True)):
            for match, told in self._told(pattern):
                states = [e for e in self._agents(told.place) if e.kind in STATE + AUTHORITY or _rules(e)]
                guests = [e for e in behind(self.view, match.end(), self.own, wanted=MISSION + BODY) if _guest(e)]
                if pattern is self.words.unasked and not self.words.tail.search(
                    self.view.line, match.end(), match.end() + 90
                ):
                    continue
                for guest in alone(guests) if states and not told.be else ():
                    refused = match.group() in self.words.refused
                    yield self._bond(hosts, guest, states[-1], match, over=over and not refused, denied=refused)

    def _first_guest(self, place: int) -> list[End]:
        found = [e for at, e in sorted(self.view.ends.items()) if at < place and _guest(e)]
        return found if len(found) == 1 else []


def _plain(end: End, own: Grammar) -> bool:
    return own.mission.fullmatch(end.party.name) is not None


_MANDATE = re.compile(rf"(?P<m>{MISSION})(?:'s?)?(?:\s+[a-zà-ÿ-]+){{0,3}}\s*$")


def _guest(end: End) -> bool:
    """A mission or a force that may be in a country by its consent."""
    return end.kind == MISSION or (end.kind == BODY and end.party.kind in _FORCES)


def _rules(end: End) -> bool:
    return end.party.kind is PartyKind.GOVERNMENT
