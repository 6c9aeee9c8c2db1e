"""The sentence of a page that tells an event best, and what stands in that one sentence: who, to whom, when, where.

Only what one sentence joins is joined in a sentence of a report. An extractor may carry a date or a doer over from
another sentence; such values are said to stand elsewhere on the page, or left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from weakref import WeakKeyDictionary

from djeli.records import Span
from djeli.report.cites import lowered
from djeli.report.dossier import File, Told
from djeli.report.grammar import plural
from djeli.report.templates import acts, people_only, words
from djeli.resources.event_types import event_types
from djeli.values import Party, When, Where
from djeli.vocab import PartyKind, Phase, Precision, Resolution, Role, Stance

LONGEST = 90
"""Characters of a name in a clause; longer ones are whole clauses taken for a party."""
_DONE = frozenset({Phase.NONE, Phase.IN_FORCE, Phase.ENDED, Phase.AGREED})
_ACTS_NOT = frozenset({PartyKind.PLACE_OR_OBJECT, PartyKind.ORGANISATION, PartyKind.CIVILIANS})
"""Kinds that are not said to have done violence on the strength of an extractor alone; their words are quoted."""
_THINGS = frozenset({PartyKind.PLACE_OR_OBJECT, PartyKind.ORGANISATION})
_BARE = re.compile(r"^[a-z]\w*$")
_PRONOUN = re.compile(
    r"^(?:it|its|they|them|their|he|him|his|she|her|who|whom|which|that|this|those|these|we|us|our|i|you|others?|"
    r"the (?:group|latter|former|two|man|woman|men|women|victims?|attackers?))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The sentence an event is told by. `by`, `to`, `when`, `where` stand in it; `parties` are the words of two sides.

    `date` and `spot` are told elsewhere on its page. `plain` says whether its words may be said in others.
    """

    kind: Told
    type: str
    plain: bool
    by: str = ""
    to: str = ""
    sides: tuple[str, str] | None = None
    when: Told | None = None
    where: Told | None = None
    date: Told | None = None
    spot: Told | None = None
    cited: tuple[Told, ...] = ()

    @property
    def dated(self) -> Told | None:
        """The claim of the date, wherever on the page."""
        return self.when or self.date

    @property
    def placed(self) -> Told | None:
        """The claim of the place, wherever on the page."""
        return self.where or self.spot


_FOUND: WeakKeyDictionary[File, Lead | None] = WeakKeyDictionary()
"""What was read out of files that are still in use."""


def lead_of(file: File) -> Lead | None:
    """The best sentence of an event's accounts; None where none tells it as having happened."""
    if file not in _FOUND:
        _FOUND[file] = _best(file)
    return _FOUND[file]


def _best(file: File) -> Lead | None:
    able = [one for one in file.told if one.prop == "type" and _happened(one)]
    if not able:
        return None
    found = [_lead(file, one) for one in able]
    return max(found, key=lambda one: _rank(file, one))


def _happened(one: Told) -> bool:
    return one.modality.happened and one.stance.affirms and one.stance is not Stance.CLAIMS_RESPONSIBILITY


def _rank(file: File, one: Lead) -> tuple[object, ...]:
    whole = sum((bool(one.by or one.sides), bool(one.to or one.sides), one.when is not None, one.where is not None))
    fine = _fineness(file, one)
    counts = any(within(each, one.kind) for each in file.told if each.prop == "killed")
    own = one.type == file.event.type
    english = one.kind.page.language in ("", "en")
    kind = one.kind
    return (
        own, english, not kind.background, not headline(kind), one.plain, whole + counts + fine, not kind.voice,
        kind.page.published, -kind.start, kind.claim,
    )  # fmt: skip


def _fineness(file: File, one: Lead) -> int:
    """How well its date and place bear out the event's: the day, and the place by name."""
    when, where = file.event.when, file.event.where
    told_when: When | None = one.when.value if one.when is not None else None
    same_day = when is not None and told_when is not None and told_when.start == told_when.end
    same_day = same_day and when is not None and told_when is not None and when.start <= told_when.start <= when.end
    same_place = one.where is not None and where is not None and one.where.value.name == where.name
    return int(same_day) + int(same_place)


def within(one: Told, sentence: Told) -> bool:
    """Whether all words of a claim stand in a sentence."""
    return one.text == sentence.text and all(
        span.start >= sentence.start and span.end <= sentence.end for span in one.spans
    )


def _lead(file: File, kind: Told) -> Lead:
    here = [one for one in file.told if within(one, kind) and one.modality.happened and one.stance.affirms]
    spoken = [one.voice_at for one in file.told if one.voice_at is not None and one.text == kind.text]
    by = _party(here, (Role.PERPETRATOR,), kind, spoken, does=True)
    to = _party(here, (Role.TARGET, Role.VICTIM), kind, spoken, but=by)
    if by is not None and to is not None and by.name.casefold() == to.name.casefold():
        by = to = None  # nobody does it to themselves
    sides = _sides(here, kind, spoken)
    state = _only_a_state(kind)
    when = None if state else _value(here, "when", kind)
    where = None if state else _value(here, "where", kind)
    used = [one for one in (by, to, when, where) if one is not None]
    return Lead(
        kind=kind,
        type=str(kind.value),
        plain=_plain(kind) and not state and not _accused(here),
        by=lowered(by.name) if by else "",
        to=lowered(to.name) if to else "",
        sides=(lowered(sides[0].name), lowered(sides[1].name)) if sides else None,
        when=when,
        where=where,
        date=None if when else _elsewhere(file, "when", kind),
        spot=None if where else _elsewhere(file, "where", kind),
        cited=(kind, *used, *(sides or ())),
    )


def _accused(here: Iterable[Told]) -> bool:
    """Whether the sentence names a doer only as somebody's accusation, which must stay with who makes it."""
    return any(one.prop == Role.PERPETRATOR.value and one.stance is Stance.ACCUSES for one in here)


_STATE = re.compile(
    r"\b(?:the|a|an|its|their|this|that)\s(?:\w+\s)?(?P<state>\w+(?:ed|en))\s(?!by\b|in\b|on\b|at\b)[a-z]",
    re.IGNORECASE,
)


def _only_a_state(kind: Told) -> bool:
    """Whether the word for the event only describes a thing: "the besieged city" tells no siege of that day."""
    return any(found["state"].casefold() == kind.words.casefold() for found in _STATE.finditer(kind.passage))


def _plain(kind: Told) -> bool:
    """Whether a sentence may be said in other words: in English, with no hedge in it, of something carried out."""
    english = kind.page.language in ("", "en")
    return (
        english
        and not headline(kind)
        and kind.phase in _DONE
        and not _cue("hedges").search(kind.passage)
        and str(kind.value) in acts()
    )


def headline(one: Told) -> bool:
    """Whether a sentence is a title: its words leave articles out, and often say more than the story."""
    return one.passage[-1:] not in ".!?…”\"’')»"


_DATE_LIKE = re.compile(
    r"\b(?:(?:1[89]|20)\d\d|\d{1,2}(?:st|nd|rd|th)|jan\w*|feb\w*|march|april|may|june|july|aug\w*|sept?\w*|oct\w*|nov\w*|"
    r"dec\w*|\w+day|days?|weeks?|months?|years?|night|morning|evening|spring|summer|autumn|winter|recent\w*|ago|since|now)\b",
    re.IGNORECASE,
)


def tells_time(passage: str) -> bool:
    """Whether a sentence holds words of time, so that nobody may say it gives no date."""
    return bool(_DATE_LIKE.search(passage))


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\.?\s+(?:\d{{1,2}},?\s+)?((?:1[89]|20)\d\d)\b", re.IGNORECASE)


def of_another_time(passage: str, when: When) -> bool:
    """Whether a sentence names months, and all of them lie well apart from a date."""
    told = [int(year) * 12 + _MONTHS.index(month[:3].lower()) for month, year in _MONTH.findall(passage)]
    first, last = (day.year * 12 + day.month - 1 for day in (when.start, when.end))
    return bool(told) and all(month < first - 1 or month > last + 2 for month in told)


def doubtful(passage: str) -> bool:
    """Whether a sentence doubts its own number, so that it must be quoted."""
    return bool(_cue("doubts").search(passage))


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words(name)))})\b|n['’]t\b|\?", re.IGNORECASE)


def _party(
    here: Iterable[Told],
    roles: Sequence[Role],
    kind: Told,
    spoken: Sequence[Span],
    *,
    does: bool = False,
    but: Told | None = None,
) -> Told | None:
    """The one party of some roles in the sentence; None where there are several, or its words fit no clause."""
    for role in roles:
        found = [one for one in here if one.prop == role.value and one.report == kind.report]
        found = _outermost([one for one in found if but is None or not one.spans[0].overlaps(but.spans[0])])
        if len(found) == 1 and fits(found[0], kind, spoken, does=does):
            return found[0]
        if found:
            return None
    return None


def _outermost(found: Sequence[Told]) -> list[Told]:
    """Claims without those whose words lie within another's."""
    kept: list[Told] = []
    for one in sorted(found, key=lambda t: (-(t.spans[0].end - t.spans[0].start), t.spans[0].start)):
        if not any(one.spans[0].overlaps(other.spans[0]) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda t: t.spans[0].start)


def fits(one: Told, kind: Told, spoken: Sequence[Span] = (), *, does: bool = False) -> bool:
    """Whether a party's words can stand in a clause of ours.

    A party that speaks in the sentence, a bare noun that may be but part of a compound ("insurgent ambush"), a pronoun
    and a clause do not; nor does what cannot act, where it would have done violence.
    """
    party = one.value
    name = one.name
    if not isinstance(party, Party) or not name or len(name) > LONGEST or "\n" in name:
        return False
    if any(span.overlaps(one.spans[0]) for span in spoken) or _PRONOUN.match(name) or _BARE.match(name):
        return False
    if _RELATIVE.search(name) or not _whole(one, kind):
        return False
    if not does and str(kind.value) in people_only() and party.kind in _THINGS:
        return False
    violent = event_types()[str(kind.value)].family in ("violence", "coercion")
    return not (does and violent and party.kind in _ACTS_NOT)


_RELATIVE = re.compile(
    r"^(?:another|others?|further|more|the rest|remaining|additional|only|just|the same|the latter)\b|"
    r"\b(?:its|their|his|her|our|own|more)\b|"
    r"^(?:at least |about |some )?(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|some|many|most|several|"
    r"few|all|none|half|both) of (?:the|them|those|these)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:$|[\s]*[,.;:)\]—–!?]|\s+(?:in|on|at|and|or|but|were|was|had|has|have|is|are|near|from|to|with|by|during|after|before|"
    r"as|while|when|outside|inside|into|against|since|until|then|also|later|again|who|which|that|between|along|through|"
    r"across|\w+ly|\w+ed)\b)",
    re.IGNORECASE,
)
"""What may follow the words of a party: else they are but part of a longer name ("AQIM" of "AQIM leader")."""


def _whole(one: Told, kind: Told) -> bool:
    """Whether the words are a whole phrase of the sentence, as far as what follows shows it."""
    span = one.spans[0]
    if any(0 <= trigger.start - span.end <= 1 for trigger in kind.spans):
        return one.words[:1].isupper() or plural(one.words) or kind.words.endswith("ed")  # "an insurgent ambush"
    at = one.passage.find(one.words)
    return at >= 0 and bool(_AFTER.match(one.passage[at + len(one.words) :]))


def _sides(here: Iterable[Told], kind: Told, spoken: Sequence[Span]) -> tuple[Told, Told] | None:
    found = [one for one in here if one.prop == Role.PARTICIPANT.value and one.report == kind.report]
    found = _outermost(found)
    if len(found) == 2 and all(fits(one, kind, spoken) for one in found) and found[0].name != found[1].name:
        return found[0], found[1]
    return None


_OFFICE = re.compile(
    r"\s+(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))[A-Z]\w*"
    r"|\s+(?:president|prime minister|minister|ambassador|officials?|troops|forces|soldiers|army|government|border)\b"
)
"""What stands behind a country that only says whose somebody is: "threats from US President X"."""
_BEYOND = re.compile(r"\b(?:north|south|east|west)\w*\s+of\s+(?:[\w’'-]+,?\s+){0,5}$", re.IGNORECASE)
"""What stands before a town that only says which way: "northwest of the besieged city of X" is not in X."""
_POSSESSED = re.compile(r"^(?:['’]s?\b|\s*-)")
_IN = re.compile(
    r"\b(?:in|at|near|inside|outside|around|across|throughout|within|into|to|from|of|off|between|toward|towards|over|on|"
    r"capital|town|village|city|region|province|district|area)\b[^.;:!?]{0,40}$",
    re.IGNORECASE,
)
_IN_COUNTRY = re.compile(
    r"(?:\b(?:in|inside|across|throughout|within|into|to|from|"
    r"(?:north|south|east|west|cent(?:re|er)|parts?|regions?|towns?|villages?|city|capital|province|district)\w*\s+of)"
    r"\s+(?:[\w'’]+[ -]){0,2}|,\s*)$",
    re.IGNORECASE,
)
"""What stands before a place where something is: a country without it is more often the one that acts."""
_WIDEST = frozenset({Resolution.COUNTRY, Resolution.AREA})
_WIDE = _WIDEST | {Resolution.ADM1}


def _value(here: Iterable[Told], prop: str, kind: Told) -> Told | None:
    """The date or place in the sentence; None where it names several that differ."""
    found = [one for one in here if one.prop == prop and one.report == kind.report and _own(one)]
    found = [one for one in found if not _of_telling(one, kind)]
    values = {(one.value.start, one.value.end) if isinstance(one.value, When) else one.value.name for one in found}
    return found[0] if len(values) == 1 else None


def _of_telling(one: Told, kind: Told) -> bool:
    """Whether a month or year is rather that in which somebody said so: "In May 2023 the office found that X was"."""
    at = kind.voice_at
    if at is None or at.text != kind.text or not isinstance(one.value, When):
        return False
    coarse = one.value.precision in (Precision.MONTH, Precision.YEAR)
    return coarse and one.spans[-1].end <= at.start and at.end <= kind.spans[0].start


def _own(one: Told) -> bool:
    """Whether a place is one where something is, no owner ("Russia's Wagner Group") and no actor; whether a date is of
    a year that the sentence gives, where it gives one.
    """
    if isinstance(one.value, When):
        years = {int(year) for year in _YEAR.findall(one.passage)}
        return not years or bool(years & set(range(one.value.start.year, one.value.end.year + 1)))
    if not isinstance(one.value, Where):
        return True
    at = one.passage.find(one.words)
    if one.value.unlisted or at < 0:
        return False
    before = _IN_COUNTRY if one.value.resolution in _WIDE else _IN
    behind = one.passage[at + len(one.words) :]
    if one.value.resolution in _WIDEST and _OFFICE.match(behind):
        return False
    if one.value.resolution is Resolution.SETTLEMENT and _BEYOND.search(one.passage[:at]):
        return False
    return not _POSSESSED.match(behind) and bool(before.search(one.passage[:at]))


_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_NAMED_BEFORE = re.compile(r"sentences? earlier|story's opening|dateline|header|title", re.IGNORECASE)


def _elsewhere(file: File, prop: str, kind: Told) -> Told | None:
    """The date or place that the page gives before the sentence, where the page tells one story.

    The words that give it stand above the story, or in a sentence that tells this event: a date in a sentence about
    something else is that thing's. What is told in passing, or at a time of its own ("last month"), takes none.
    """
    if (
        not kind.page.short
        or kind.background
        or _only_a_state(kind)
        or (prop == "when" and _own_time().search(kind.passage))
    ):
        return None
    own = [one for one in file.told if one.report == kind.report]
    found = [one for one in own if one.prop == prop and one.text == kind.text and _own(one)]
    found = [one for one in found if getattr(one.value, "resolution", None) not in _WIDEST]
    found = [one for one in found if one.end <= kind.start or _NAMED_BEFORE.search(one.value.reason)]
    tellings = [one for one in file.told if one.prop == "type"]
    able = [one for one in found if _above(one) or any(within(one, each) for each in tellings)]
    return able[0] if able else None


def _above(one: Told) -> bool:
    """Whether its words stand above the story."""
    return bool(re.search(r"dateline|header|title", one.value.reason, re.IGNORECASE))


@cache
def _own_time() -> re.Pattern[str]:
    """Words by which a sentence tells of another time than its page's story."""
    return re.compile(rf"\b(?:{'|'.join(words('own_time'))})\b", re.IGNORECASE)
