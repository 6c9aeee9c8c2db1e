"""Missions and operations: who mandated, prolonged and ended them, who sends people, which state hosts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from djeli.extract.mentions import TieMention
from djeli.extract.ties.binding import bond
from djeli.extract.ties.bond_words import Grammar, grammar
from djeli.extract.ties.cues import Told
from djeli.extract.ties.ends import End, View
from djeli.extract.ties.frames import alone, before, behind, fronted
from djeli.extract.ties.letters import AUTHORITY, BODIES, BODY, MISSION, NATION, STATE
from djeli.extract.ties.mission_words import MissionWords, mission_words
from djeli.text.numbers import Number, find_numbers
from djeli.vocab import PartyKind, Relation

_REACH = 110
"""Characters of the line behind a cue in which the mission stands."""
_NAMED = re.compile(rf"(?P<who>[{BODY}{MISSION}])(?:\s*\([^()]*\))?,\s*$")
_BACK = 2
"""Sentences back in which "the mission" finds its name."""
_CLAUSE = re.compile(r"[.;:]")
_FORCES = frozenset({PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES, PartyKind.MERCENARIES, PartyKind.PEACEKEEPERS})


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
        if at < 0 or self.own.clause.search(self.view.line, low, at):
            return None
        return self.view.ends[at]

    def _relative(self, doers: Sequence[End]) -> End | None:
        """The mission that a clause of deeds hangs on: "NAME, which NAME and NAME man", "the force it created"."""
        spots = [at for at, e in self.view.ends.items() if doers and e.start == doers[0].start]
        found = [e for e in fronted(self.view, doers, self.own) if e.kind == MISSION]
        if found or not spots:
            return found[0] if found else None
        match = self.words.unmarked.search(self.view.line)
        return self.view.ends[match.start("m")] if match is not None and doers[0].start < match.start() else None

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
        if match is not None and not found and self.words.it.match(self.view.line, match.end()):
            named = [(at, e) for at, e in self.view.ends.items() if at < low and e.kind in (BODY, AUTHORITY)]
            return max(named, key=lambda pair: pair[0])[1] if named else None
        return found[0] if found else None

    def steps(self) -> Iterator[TieMention]:
        """Mandates, extensions and ends."""
        for relation, step in self.words.steps.items():
            for match, told in self._told(step.by):
                mission, found = self._subject(told), behind(self.view, match.end(), self.own, wanted=BODIES)
                if mission is not None and found:
                    yield self._bond(relation, mission, found[0], match)
            for match, told in self._told(step.does):
                agents = self._agents(told.place)
                mission = self._near(match.end()) or self._relative(agents)
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

        yield from self._turned()

    def _turned(self) -> Iterator[TieMention]:
        """A mission made into another: it is followed by it, and who does so mandates the new one."""
        for match, told in self._told(self.words.turns):
            old = self._near(match.end(), 60)
            place = next((at for at, e in self.view.ends.items() if e is old), -1)
            into = self.words.into.match(self.view.line, place + 1) if place >= 0 else None
            if old is None or into is None or told.be:
                continue
            new = self.view.ends[into.start("m")]
            yield self._bond(Relation.SUCCEEDED_BY, old, new, match)
            for agent in self._agents(told.place)[-1:]:
                yield self._bond(Relation.MANDATED_BY, new, agent, match)

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
        beside = _NAMED.search(self.view.line, 0, next((at for at, e in self.view.ends.items() if e is end), 0))
        if beside is not None:  # "NAME, the monitoring mission"
            return self.view.ends[beside.start("who")]
        every = [e for view in self.views for e in view.ends.values() if e.kind == MISSION and not _plain(e, self.own)]
        named = [e for e in every if self._first_start <= e.start < end.start]
        if named:
            return max(named, key=lambda e: e.start)
        here = [e for e in every if self.view.sentence.start <= e.start < self.view.sentence.end]
        return here[0] if len({e.party.name for e in here}) == 1 else self._placed(end)

    @property
    def _first_start(self) -> int:
        """Where the sentences begin whose missions plain words may take up."""
        index = self.view.sentence.index
        return min(view.sentence.start for view in self.views if view.sentence.index >= index - _BACK)

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
            agents = self._agents(told.place)
            to = self.words.to.search(self.view.line, people.end()) if people is not None else None
            if to is not None and people is not None and to.start() <= people.end() + 30:
                mission: End | None = self.view.ends[to.start("m")]
            else:
                mission = self._taker(match.end(), people) or self._given(match, people, agents)
            count = self._count(match.end(), people.start()) if people is not None else None
            for one in agents if mission is not None else ():
                yield self._bond(gives, one, mission, match, count=count)
            if agents and mission is not None and people is not None:
                for other in self.words.further.finditer(self.view.line, people.end()):
                    count = self._count(other.end("who"), other.end())
                    yield self._bond(gives, self.view.ends[other.start("who")], mission, match, count=count)
        for match, told in self._told(self.words.mans):
            agents = self._agents(told.place)
            mission = self._near(match.end(), 25) or self._relative(agents)
            for one in agents if mission is not None and not told.be else ():
                yield self._bond(gives, one, mission, match)
        for pattern, over in ((self.words.contributor, False), (self.words.stops, True)):
            for match, told in self._told(pattern):
                mission = self._near(match.end(), 60)
                if mission is None and self.words.people.search(match.group()):
                    mission = self._only()
                agents = self._agents(told.place) or self._apposed(match.start())
                for one in agents if mission is not None else ():
                    yield self._bond(gives, one, mission, match, over=over)
        for match, told in self._told(self.words.made_of):
            mission = self._subject(told) or self._only()
            if mission is not None:
                for one in behind(self.view, match.end(), self.own, wanted=STATE) or self._nations(match.end()):
                    yield self._bond(gives, one, mission, match)
        armies = (m for m in self.words.from_army.finditer(self.view.line) if self._army(m.start("who")))
        for match in (*self.words.from_nation.finditer(self.view.line), *armies):
            far = "2" if match.re is self.words.from_nation and match["who"] is None else ""
            who, mission = (self.view.ends[match.start(f"{part}{far}")] for part in ("who", "m"))
            count = self._count(max(0, match.start() - 25), match.start())
            yield self._bond(gives, who, mission, match, count=count)

    def _given(self, match: re.Match[str], people: re.Match[str] | None, doers: Sequence[End]) -> End | None:
        """The mission a relative clause of giving hangs on; "which NAME had" gives nothing without people."""
        bare = self.words.has.fullmatch(match.group()) is not None
        return None if bare and people is None else self._relative(doers)

    def _taker(self, place: int, people: re.Match[str] | None) -> End | None:
        """The mission that a pronoun between giving and the people takes up ("lent it frigates")."""
        if people is None or not self.words.them.match(self.view.line, place, people.start() + 1):
            return None
        named = [e for at, e in self.view.ends.items() if at < place and e.kind == MISSION]
        return max(named, key=lambda e: e.start) if named else None

    def _apposed(self, place: int) -> list[End]:
        """The state that a description of it stands beside: "NAME, one of five contributors to"."""
        match = self.words.one_of.search(self.view.line, max(0, place - 50), place)
        return [self.view.ends[match.start("who")]] if match is not None else []

    def _nations(self, place: int) -> list[End]:
        """Nations whose people a mission is made of ("South African, Malawian and Tanzanian units")."""
        match = self.words.nations.match(self.view.line, place)
        if match is None:
            return []
        return [self.view.ends[at] for at in range(*match.span()) if self.view.line[at] == NATION]

    def _army(self, at: int) -> bool:
        return self.view.ends[at].party.kind is PartyKind.STATE_FORCES

    def _count(self, low: int, high: int) -> int | None:
        """The number of people told between two places."""
        borders = [at + 1 for at in self.view.ends if low <= at < high]  # "On 11 June, French soldiers" has no count
        low = max(borders, default=low)
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
                if not guests and self.words.presence.match(self.view.line, match.end()):
                    guests = self._last_guest(match.start())
                if pattern is self.words.unasked and not self.words.tail.search(
                    self.view.line, match.end(), match.end() + 90
                ):
                    continue
                for guest in alone(guests) if states and not told.be else ():
                    refused = match.group() in self.words.refused
                    yield self._bond(hosts, guest, states[-1], match, over=over and not refused, denied=refused)

    def _last_guest(self, place: int) -> list[End]:
        """The mission or force named last before a place, whose "presence" is spoken of."""
        found = [e for at, e in self.view.ends.items() if at < place and _guest(e)]
        return [max(found, key=lambda e: e.start)] if found else []

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
