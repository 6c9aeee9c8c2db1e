"""Steps of cases at law: who was arrested, charged, tried, sentenced, acquitted, released, sought or extradited.

Only persons whom the item tells with a public role, and bodies, become ends: other detained people are counted and
never named. The charge, or the length of a sentence, is the tie's role in the page's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from djeli import lang
from djeli.extract.mentions import TieMention
from djeli.extract.ties.binding import bond
from djeli.extract.ties.bond_words import Grammar, any_of, grammar, spotted, words_in
from djeli.extract.ties.cues import Manner, Told, apart, manner
from djeli.extract.ties.ends import End, View
from djeli.extract.ties.frames import alone, before, behind, fronted, officer, officer_behind
from djeli.extract.ties.letters import AUTHORITY, BODIES, BODY, DATE, NAME, NATION, OFFICE, PEOPLE, PERSON, STATE
from djeli.text.phrases import key_of
from djeli.vocab import PartyKind, Relation

_REACH = 110
"""Characters of the line behind a cue in which the doer, the charge and the term stand."""
_WAYS = ("passive", "active", "nouns", "owns", "self", "lifts", "his")
_NAMED = re.compile(rf"\s*(?:[{NATION}{STATE}{OFFICE}]\s+|\w+\s+){{0,3}}[{PERSON}{NAME}]")
_ON_DATE = re.compile(rf"\w{{1,4}}\s+{DATE}")
_CLAUSE = re.compile(r"[.;:]")


@dataclass(frozen=True, slots=True)
class CaseWords:
    """`cases.yaml` of one language: cues by the way they are told, each with its step."""

    cues: Mapping[str, re.Pattern[str]]
    steps: Mapping[str, Mapping[str, Relation]]
    by: re.Pattern[str]
    at: re.Pattern[str]
    to: re.Pattern[str]
    charge: re.Pattern[str]
    term: re.Pattern[str]
    receives: frozenset[str]
    wants: frozenset[str]
    toward: re.Pattern[str]
    them: re.Pattern[str]
    pronoun: re.Pattern[str]
    known: re.Pattern[str]
    told: Manner
    when: re.Pattern[str]
    it: re.Pattern[str]
    officers: re.Pattern[str]
    benches: re.Pattern[str]
    whole: re.Pattern[str]
    reward: re.Pattern[str]
    more: re.Pattern[str]

    def said(self, match: re.Match[str]) -> str:
        """The words of a cue as the file has them, without the date that may stand among them."""
        whole = match.group()
        forms = (key_of(whole.replace(DATE, " ")), key_of(_ON_DATE.sub(" ", whole)))
        return next((form for form in forms if any(form in cues for cues in self.steps.values())), forms[0])


@cache
def case_words(code: str) -> CaseWords | None:
    """The patterns of a language; None when it has no words of cases."""
    raw, own = lang.load(code, "cases"), grammar(code)
    if not raw or own is None:
        return None
    steps: dict[str, dict[str, Relation]] = {way: {} for way in _WAYS}
    for relation in Relation:
        for way in _WAYS:
            for cue in words_in((raw.get(relation.value) or {}).get(way) if relation.judicial else None):
                steps[way].setdefault(cue, relation)
    for cue, relation in list(steps["nouns"].items()):  # "the arrest of NAME" makes "his arrest"
        for word in words_in(raw.get("his")) if cue.endswith(" of") else ():
            steps["his"].setdefault(f"{word} {cue.removesuffix(' of')}", relation)
    terms, term = any_of(raw.get("term_words")), any_of(raw.get("term"))
    is_ = any_of([lang.load(code, "offices").get(way) for way in ("holds", "held", "begins", "ends")])
    titles = any_of(lang.load(code, "offices").get("titles"))
    near = rf"(?:{any_of(lang.load(code, 'offices').get('between'))}|{own.article})"
    return CaseWords(
        cues={way: spotted(found) for way, found in steps.items() if found},
        steps=steps,
        by=re.compile(own.by),
        at=re.compile(rf"(?:{any_of(raw.get('by'))})\s+(?:(?:{own.article})\s+)?(?=[{AUTHORITY}{BODY}])"),
        to=re.compile(rf"(?:{any_of(raw.get('to'))})\s*(?=\S)"),
        charge=re.compile(
            rf"(?<![{BODY}{AUTHORITY}{OFFICE}] )(?:{any_of(raw.get('charge'))})\s+(?P<words>[^,.;:()]{{4,90}})"
        ),
        term=re.compile(rf"(?:(?:{term})\s+)?(?P<words>(?:[\w.-]+\s+){{0,2}}?[\w-]*?(?:{terms})"
            rf"(?:[ '-]+(?:in |of |de |d')?(?:{terms}))*)"),
        wants=frozenset(words_in(raw.get("wants"))),
        receives=frozenset(words_in(raw.get("receives"))),
        toward=re.compile(rf"\s+(?:{term})\s+(?:[\w-]+\s+){{0,3}}?(?:{terms})"
            rf"(?:\s+(?:in |of )?(?:{terms}))*(?:\s+in absentia|\s+par contumace)?"),
        them=re.compile(rf"\s+(?:{any_of(raw.get('pronouns'))})(?!\w)"),
        pronoun=re.compile(rf"(?:{any_of(raw.get('pronouns'))})\s*$"),
        known=re.compile(
            rf"{OFFICE}(?:(?:\s+(?:{own.of})|\s+d')?\s*(?:(?:{own.article})\s*)?[{NATION}{STATE}{BODY}{AUTHORITY}]|\s+(?:{own.of})\s+\w+){{0,2}}"
            rf"\s*,?\s*(?:{titles}\s+)?(?P<behind>[{PERSON}{NAME}])|(?P<ahead>{PERSON})\s*,\s*(?:{near}\s+)?(?:[\w'-]+\s+|[{NATION}{STATE}{BODY}](?:'s?)?\s+){{0,4}}(?:\w+-)?{OFFICE}"
            rf"|(?P<ranked>{PERSON})(?:,\s+\d+)?,\s+(?:{near}\s+)?(?:[\w'-]+\s+){{0,2}}?(?:{any_of(raw.get('ranks'))})(?!\w)|(?P<clause>{PERSON}),?\s+[^,.;]{{0,40}}?(?:(?:{is_})\s+(?:{near}\s+)?(?:[\w'-]+\s+){{0,2}}{OFFICE}|(?:{any_of(raw.get('leads'))})(?!\w))"
        ),
        told=manner(raw, own.listing, own.article),
        when=re.compile(rf"(?:{any_of(raw.get('when'))}\s+|,\s+)$"),
        it=re.compile(rf"\s*(?:{any_of(lang.load(code, 'missions').get('it'))})(?!\w)"),
        officers=re.compile(any_of(raw.get("officers"))),
        benches=re.compile(any_of(raw.get("benches"))),
        whole=re.compile(rf"\s+(?:{own.of})\s+(?:(?:{own.article})\s+)?(?P<who>[{BODY}{AUTHORITY}])"),
        reward=re.compile(
            rf"(?:{any_of(raw.get('offers'))})\s+[^.;:]{{0,60}}?(?:{any_of(raw.get('leading'))})\s+(?:(?P<his>{any_of(raw.get('his'))})\s|(?:{own.of})\s)?"
        ) if raw.get("offers") else re.compile(r"(?!)"),
        more=re.compile(rf"\s*,?\s*(?:{own.listing})\s+(?:\w+\s+)?(?:{any_of(raw.get('again'))})\s"),
    )  # fmt: skip


def find_cases(
    views: Sequence[View], everything: Sequence[View], content: str, code: str, public: frozenset[str] = frozenset()
) -> tuple[TieMention, ...]:
    """Steps of cases at law told in some sentences of an item.

    Args:
        views: sentences that hold a word of a case.
        everything: all views of the item, which tell who has a public role.
        content: characters of the item's Text.
        code: the language.
        public: names of persons already known to have one.
    """
    words, own = case_words(code), grammar(code)
    if words is None or own is None:
        return ()
    known = public | _public(everything, words)
    if not known and not any(BODY in view.letters for view in views):
        return ()
    found: list[TieMention] = []
    for view in views:
        if view.letters & set(PEOPLE + BODY) or any(v.letters & set(PEOPLE) for v in everything):
            found += _Court(view, everything, content, words, own, known).ties()
    return tuple(dict.fromkeys(found))


def _public(views: Sequence[View], words: CaseWords) -> frozenset[str]:
    """Names of persons whom some sentence tells with an office or a rank, or whom the actor table has."""
    found = set()
    for view in views:
        found |= {e.party.name for e in view.ends.values() if e.kind in PEOPLE and (e.rank or e.party.actor)}
        for match in words.known.finditer(view.line):
            found.add(view.ends[match.start(match.lastgroup or 0)].party.name)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Court:
    """One sentence with all that its steps are read by."""

    view: View
    views: Sequence[View]
    content: str
    words: CaseWords
    own: Grammar
    known: frozenset[str]

    def ties(self) -> Iterator[TieMention]:
        """The steps a sentence tells; a word read in the active is not read in the passive again."""
        taken: list[range] = []
        for way in ("lifts", "active", "nouns", "his", "owns", "self", "passive"):
            pattern = self.words.cues.get(way)
            for match in pattern.finditer(self.view.line) if pattern is not None else ():
                if any(match.start() < other.stop and other.start < match.end() for other in taken):
                    continue
                told = self.words.told.before(self.view.line, match.start())
                if told.doubt or (told.adjective and way != "nouns"):
                    continue
                made = list(self._step(way, match, told))
                if made:
                    taken.append(range(*match.span()))
                yield from made
        yield from self._rewards()

    def _rewards(self) -> Iterator[TieMention]:
        """Rewards for the capture of somebody: they are wanted."""
        for match in self.words.reward.finditer(self.view.line):
            told = self.words.told.before(self.view.line, match.start())
            doer = self._doer(told.place)
            named = behind(self.view, match.end(), self.own, wanted=PEOPLE)
            hit = self._owner(match.end()) if match["his"] else named
            for one in hit if doer is not None and not told.doubt and not told.denied else ():
                cue = self.view.span(match.start(), match.end())
                if self._may_name(one, doer):
                    yield bond(self.view, Relation.WANTED_BY, one, doer, cue)

    def _step(self, way: str, match: re.Match[str], told: Told) -> Iterator[TieMention]:
        said = self.words.said(match)
        relation = self.words.steps[way].get(said)
        if relation is None:
            return
        line, after = self.view.line, match.end()
        stop = _CLAUSE.search(line, after)
        end = min(len(line), after + _REACH, stop.start() if stop is not None else len(line))
        if way in ("active", "lifts"):
            if told.be:
                return
            doer = self._doer(told.place)
            hit = self._object(after) or fronted(self.view, [doer] if doer is not None else [], self.own)
            if doer is None and relation not in (Relation.WANTED_BY, Relation.EXTRADITED_TO):
                return
        elif way == "his":
            hit = self._owner(match.start()) if self.words.when.search(line[: match.start()]) else []
            doer = self._agent(relation, after, end)
        elif way == "nouns":
            hit, doer = behind(self.view, after, self.own, wanted=PEOPLE + BODY), self._agent(relation, after, end)
        else:
            since = after
            if way == "passive" and self.own.verb_last and not told.be:
                told, begun = apart(told, line, self.words.told)
                since = begun if begun >= 0 else after
            if way == "passive" and not (told.be or told.joined or self._headline(told, match)):
                return
            hit = self._hit(told, passive=way == "passive")
            doer = self._agent(relation, since, end)
        if relation is Relation.EXTRADITED_TO:
            doer = self._to(after, end)
            if doer is None:
                return
        toward = self.words.toward
        if relation is Relation.ARRESTED_BY and (toward.match(line, after) or toward.match(line, self._past(after))):
            relation = Relation.SENTENCED_BY  # "jailed him for 25 years"
        role = self._role(relation, after, end)
        if said in self.words.wants and not role:
            return
        if said in self.words.receives and not self.words.term.search(line, after, min(end, after + 45)):
            return
        cue = self.view.span(match.start(), match.end())
        for one in alone(hit):
            if self._may_name(one, doer) and (doer is None or doer.party.name != one.party.name):
                yield bond(
                    self.view, relation, one, doer, cue, role=role, over=way == "lifts", denied=told.denied
                )  # fmt: skip

    def _past(self, place: int) -> int:
        """The place behind a pronoun or a name that follows a cue."""
        name = _NAMED.match(self.view.line, place) or self.words.them.match(self.view.line, place)
        return name.end() if name is not None else place

    def _object(self, place: int) -> list[End]:
        """Whom a cue in the active hits: the noun phrase behind it, a sentence's term passed, or a pronoun's person."""
        term = self.words.toward.match(self.view.line, place)
        place = term.end() if term is not None else place
        pronoun = self.words.them.match(self.view.line, place)
        if pronoun is not None:
            return self._meant(pronoun.end())
        found = behind(self.view, place, self.own, wanted=PEOPLE + BODY)
        at = next((at for at, e in self.view.ends.items() if found and e is found[-1]), -1)
        again = self.words.more.match(self.view.line, at + 1) if at >= 0 else None
        return found + behind(self.view, again.end(), self.own, wanted=PEOPLE) if again is not None else found

    def _may_name(self, end: End, doer: End | None) -> bool:
        """Bodies, people of a public role, and whoever an international court or the like seeks or tries."""
        if end.kind not in PEOPLE:
            return end.kind == BODY
        world = doer is not None and bool(doer.party.actor) and not doer.party.country
        world = world or (doer is not None and doer.party.kind is PartyKind.ORGANISATION and bool(doer.party.actor))
        return end.party.name in self.known or world

    def _headline(self, told: Told, match: re.Match[str]) -> bool:
        """A participle right behind a name, as headlines have it ("NAME arrested in Dakar")."""
        return told.place == match.start() and self.view.line[: match.start()].rstrip()[-1:] in set(PEOPLE)

    def _hit(self, told: Told, *, passive: bool) -> list[End]:
        """Whom it happens to: the subject, that of the verb it is joined to, or the one a pronoun takes up."""
        line, place = self.view.line, told.place
        if passive and not told.be and told.joined:
            joined = line[:place].rstrip()
            bare = joined[: len(joined) - len(told.joined)].rstrip()
            if told.joined[-1] in ",(–—" and bare[-1:] in set(PEOPLE) | {")"}:
                return before(self.view, len(bare), self.own)
            beside = before(self.view, len(bare), self.own) if told.joined[-1] in ",(–—" else []
            return [e for e in beside if e.kind in PEOPLE] or self._chained(bare) or beside
        return before(self.view, place, self.own) or self._meant(place)

    def _chained(self, bare: str) -> list[End]:
        """The subject of a row of participles: "NAME was arrested in 2008, handed over in 2009 and sentenced"."""
        begun = max(bare.rfind(";"), bare.rfind(":")) + 1
        spots = [m.start() for m in re.finditer(rf"(?:{self.words.told.be})", bare) if m.start() >= begun]
        for spot in (*reversed(spots),):
            found = before(self.view, self.words.told.before(self.view.line, spot).place, self.own) or self._meant(spot)
            if found:
                return found
        return []

    def _meant(self, place: int) -> list[End]:
        """The one person of a public role that a pronoun before a place may take up; none when two fit."""
        rest = self.own.relative.sub("", self.view.line[:place])
        if self.words.pronoun.search(rest) is None:
            return []
        index = self.view.sentence.index
        here = [e for at, e in self.view.ends.items() if at < place]
        last = [e for view in self.views if view.sentence.index == index - 1 for e in view.ends.values()]
        for told in (here, last):
            people = {e.party.name: e for e in told if e.kind in PEOPLE and e.party.name in self.known}
            if people:
                return list(people.values()) if len(people) == 1 else []
        return []

    def _owner(self, place: int) -> list[End]:
        """Whose arrest "his arrest" is: the one person before it, or the sentence's subject."""
        people = {e.party.name: e for at, e in sorted(self.view.ends.items()) if at < place and e.kind in PEOPLE}
        public = [e for e in people.values() if e.party.name in self.known]
        return list(people.values()) if len(people) == 1 else public if len(public) == 1 else []

    def _doer(self, place: int) -> End | None:
        """The authority that is the subject of a cue in the active."""
        found = [e for e in before(self.view, place, self.own) if e.kind in BODIES]
        return self._bench(found[-1]) if found else officer(self.view, place, self.content)

    def _last(self, place: int) -> End | None:
        """The authority that "it" takes up: the last one named."""
        named = [(at, e) for at, e in self.view.ends.items() if at < place and e.kind in (BODY, AUTHORITY)]
        return max(named, key=lambda pair: pair[0])[1] if named else None

    def _bench(self, end: End) -> End:
        """The court of judges and prosecutors: the one they are told to be of, else the only one the sentence names."""
        if end.kind != AUTHORITY or end.party.country or end.party.actor:
            return end
        place = next((at for at, e in self.view.ends.items() if e is end), -1)
        match = self.words.whole.match(self.view.line, place + 1)
        if match is not None and self.words.officers.search(end.party.name.lower()):
            return self.view.ends[match.start("who")]
        named = {
            e.party.name: e
            for e in self.view.ends.values()
            if e is not end and e.kind in (BODY, AUTHORITY) and self.words.benches.search(e.party.name.lower())
            and (e.kind == BODY or e.party.country)
        }  # fmt: skip
        plain = self.words.officers.fullmatch(end.party.name.lower()) or self.words.benches.fullmatch(
            end.party.name.lower()
        )
        return next(iter(named.values())) if plain and len(named) == 1 else end

    def _agent(self, relation: Relation, low: int, high: int) -> End | None:
        """The authority behind a cue in the passive: "by", else the court before which or in which."""
        match = self.words.by.search(self.view.line, low, high)
        if match is not None:
            found = behind(self.view, match.end(), self.own, wanted=BODIES + PERSON)
            if found:
                return self._bench(found[0])
            if self.words.it.match(self.view.line, match.end()):
                return self._last(match.start())
            return officer_behind(self.view, match.end(), self.content, self.own)
        match = self.words.at.search(self.view.line, low, high)
        found = behind(self.view, match.end(), self.own, wanted=AUTHORITY + BODY) if match is not None else []
        return found[0] if found else None

    def _to(self, low: int, high: int) -> End | None:
        for match in self.words.to.finditer(self.view.line, low, high):
            found = behind(self.view, match.end(), self.own, wanted=BODIES)
            if found:
                return found[0]
        return None

    def _role(self, relation: Relation, low: int, high: int) -> str:
        """The charge, or the length or kind of a sentence, in the page's words."""
        patterns = [self.words.charge]
        if relation is Relation.SENTENCED_BY:
            patterns.insert(0, self.words.term)
        for pattern in patterns:
            match = pattern.search(self.view.line, low, high)
            if match is not None:
                start, end = match.span("words")
                doer = self.words.by.search(self.view.line, start, end)
                end = doer.start() if doer is not None else end
                cut = self.view.line.find(DATE, start, end)
                start, end = self.view.span(start, cut if cut > start else end)
                found = self.content[start:end].split()
                while found and found[-1].lower() in self.own.blocks:
                    found.pop()
                return " ".join(found)
        return ""
