"""Sizes of forces: people, ships, tanks, aircraft that a force has, sends or keeps somewhere.

The dead, the captured and those who attacked on one day are no size of a force: words of harm and attack beside the
number rule it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from djeli.extract.figures.holder import (
    Counted,
    capitalised,
    counted,
    of_nation,
    phrase_before,
    phrase_from,
    place_behind,
    subject,
    trimmed,
)
from djeli.extract.figures.names import nearest_holder, owner_before
from djeli.extract.figures.number import Amount
from djeli.extract.figures.scene import Found, Scene
from djeli.extract.figures.words import FigureWords, any_of, words_of
from djeli.extract.mentions import Range
from djeli.vocab import FigureKind

_LEAST = 5
"""Fewer soldiers are a patrol."""
_FEW = 2
"""A pair of ships or helicopters is told for its size."""
_PEOPLE = frozenset({"force", "people"})
_MANY = 100
_LISTED = re.compile(r"(?:#+\s+(?:[\w’'-]+\s){0,4}?[\w’'-]+(?:,\s(?:\w{1,3}\s)?|\s\w{1,3}\s)(?:[a-z]+\s)??)+$")
_MORE = re.compile(r"(?:(?:,\s(?:\w{1,3}\s)?|\s\w{1,3}\s)(?:[a-z]+\s)??#+\s+(?:[\w’'-]+\s){0,4}?[\w’'-]+(?=[\s,.]))+")
"""Numbers with their nouns in a list, before one and behind."""
_NEAR = 45


@dataclass(frozen=True, slots=True)
class _Patterns:
    has: re.Pattern[str]
    sent: re.Pattern[str]
    there: re.Pattern[str]
    strong: re.Pattern[str]
    size_of: re.Pattern[str]
    ceiling: re.Pattern[str]
    serve: re.Pattern[str]  # "men FIGHT FOR the FDLR"
    grows: re.Pattern[str]
    brings: re.Pattern[str]  # "BRINGING the force to 4,500"
    apposed: re.Pattern[str]  # "the mission, NUMBERING 900"
    soldiers: re.Pattern[str]
    keeps: re.Pattern[str]  # "the soldiers X KEEPS there"
    body: re.Pattern[str]
    planned: re.Pattern[str]
    harm: re.Pattern[str]
    along: re.Pattern[str]  # "killed, along with 50 soldiers"
    attack: re.Pattern[str]
    giver: re.Pattern[str]


def any_of_nouns(words: FigureWords) -> str:
    """A pattern of the nouns for people under arms."""
    return any_of(str(noun) for noun in (words.raw.get("nouns") or {}).get("force") or ())


@cache
def _patterns(code: str) -> _Patterns:
    words = words_of(code)

    def some(*names: str) -> str:
        return words.any("force_size", *names)

    def before(name: str) -> re.Pattern[str]:
        return re.compile(rf"(?P<verb>{some(name)})(?P<gap>[^.;#%$]{{0,{_NEAR}}})$", re.IGNORECASE)

    return _Patterns(
        has=before("has"),
        sent=before("sent"),
        there=re.compile(rf"[^.;#%$]{{0,{_NEAR}}}?(?P<verb>{some('there')})", re.IGNORECASE),
        strong=re.compile(rf"(?:\s|-)*{some('strong')}(?:\s+(?P<body>[^.,;#]{{0,60}}))?", re.IGNORECASE),
        size_of=re.compile(rf"(?P<verb>{some('size_of')})(?P<gap>[^.;,#%$]{{0,20}})$", re.IGNORECASE),
        serve=re.compile(rf"[^.;,#%$]{{0,15}}?\s{some('serve')}\s+", re.IGNORECASE),
        grows=re.compile(
            rf"(?P<verb>{some('grows')})(?:\s+#+\s+{some('to')})?(?P<gap>[^.;,#%$]{{0,15}})$", re.IGNORECASE
        ),
        brings=re.compile(
            rf"(?:(?P<verb>{some('brings')})\s+(?P<who>[^#,;%$]{{2,60}}?)(?:,[^#;]{{3,60}},)?\s+{some('to')}"
            rf"|(?P<put>{some('puts')})\s+(?P<whom>[^#,;%$]{{2,60}}?)\s+{some('at')})"
            rf"(?:\s+{words.any('elliptic', 'about')})*\s*$",
            re.IGNORECASE,
        ),
        apposed=re.compile(
            rf"(?:,\s|\s)(?P<verb>{some('apposed')})\s*(?:{words.any('phrases', 'articles')}\s*)*$", re.IGNORECASE
        ),
        soldiers=re.compile(any_of_nouns(words), re.IGNORECASE),
        keeps=re.compile(
            r"\s+(?:that\s+|que\s+|qu['’]\s*)?(?P<who>(?:it|they|il|elle|ils|elles)(?=\s)|"
            r"(?:(?:the|a|la|le|les)\s)?[A-ZÀ-Þ][^\s,;]*(?:\s[A-ZÀ-Þ][^\s,;]*)*)\s+"
            rf"(?:(?i:{words.any('phrases', 'beside')})\s+)*?(?i:{some('has', 'sent')})"
        ),
        ceiling=re.compile(some("ceilings"), re.IGNORECASE),
        body=re.compile(some("bodies"), re.IGNORECASE),
        planned=re.compile(some("planned"), re.IGNORECASE),
        harm=re.compile(some("harm"), re.IGNORECASE),
        along=re.compile(rf"(?:{some('along')})\s*$", re.IGNORECASE),
        attack=re.compile(some("attack"), re.IGNORECASE),
        giver=re.compile(rf"\s+(?:{some('from')})\s+", re.IGNORECASE),
    )


def find(scene: Scene) -> Iterator[Found]:
    """Forces of a sentence with their sizes."""
    patterns = _patterns(scene.words.code)
    last: tuple[Found, int] | None = None
    for amount in scene.amounts:
        what = counted(scene, amount) if amount.counts else None
        least = _FEW if what is not None and what.kind == "things" else _LEAST
        if not amount.counts or amount.size < (least if amount.best is not None else _MANY):
            continue
        strong = patterns.strong.match(scene.mask, amount.end)
        led = _led(scene, amount, what, patterns)
        one: Found | None = None
        if led is not None:
            one = _made(scene, amount, ("people", led, (amount.start, amount.end)), patterns, what)
        elif strong is not None:
            one = _strong(scene, amount, patterns)
        elif what is not None and what.kind in ("force", "people", "things"):
            one = _of_noun(scene, amount, what, patterns)
        elif what is None:
            one = _bare(scene, amount, patterns)
        if one is None and last is not None and what is not None and what.kind in ("things", "force"):
            one = _listed(scene, amount, what, last)
        if one is not None:
            last = (one, what.end) if what is not None else None
            yield one


def _led(scene: Scene, amount: Amount, what: Counted | None, patterns: _Patterns) -> Range | None:
    """The body before its strength: "bringing the contingent to 4,500", "the mission, numbering 900"."""
    if (what is not None and what.kind not in _PEOPLE) or _harmed_near(scene, amount, patterns):
        return None
    low = max(0, amount.start - _NEAR - 90)
    brings = patterns.brings.search(scene.mask, low, amount.start)
    apposed = patterns.apposed.search(scene.mask, low, amount.start) if brings is None else None
    if brings is not None:
        who = trimmed(scene, brings.span("who" if brings["who"] else "whom"))
    else:
        who = phrase_before(scene, apposed.start()) if apposed is not None else None
    if who is None or not (patterns.body.search(scene.text, *who) or scene.names_actor(who)):
        return None
    return who


def _bare(scene: Scene, amount: Amount, patterns: _Patterns) -> Found | None:
    """A number without a noun behind a verb of size: "the force may grow to 5,500", "the militia numbers 28,000"."""
    keeper = patterns.keeps.match(scene.text, amount.end)  # "the 900 it already has"
    if keeper is not None and "force_size" in scene.kinds and not _harmed_near(scene, amount, patterns):
        return _made(scene, amount, ("people", keeper.span("who"), keeper.span()), patterns)
    verb = patterns.grows.search(scene.mask, max(0, amount.start - _NEAR), amount.start)
    who = subject(scene, *verb.span("verb")) if verb is not None else None
    if (
        who is not None
        and scene.names_actor(who)
        and amount.size >= _MANY
        and not _harmed_near(scene, amount, patterns)
    ):
        return _made(scene, amount, ("people", who, (amount.start, amount.end)), patterns)
    if who is None or not (patterns.body.search(scene.text, *who) or patterns.soldiers.search(scene.text, *who)):
        return None
    return _made(scene, amount, ("people", who, (amount.start, amount.end)), patterns)


def _harmed_near(scene: Scene, amount: Amount, patterns: _Patterns) -> bool:
    return patterns.harm.search(scene.within(amount.start - _NEAR, amount.end + _NEAR)) is not None


def _listed(scene: Scene, amount: Amount, what: Counted, last: tuple[Found, int]) -> Found | None:
    """The next number of a list: "40 tanks and 12 helicopters"."""
    if not re.fullmatch(rf"\s*,?\s*(?:{scene.words.any('phrases', 'and')})?\s*", scene.mask[last[1] : amount.start]):
        return None
    details = {**last[0].details, "what": (what.start, what.end)}
    unit = "people" if what.kind in _PEOPLE else what.noun
    return replace(last[0], amount=amount, unit=unit, details=details)


def _strong(scene: Scene, amount: Amount, patterns: _Patterns) -> Found | None:
    """A force that is so many strong: "the 15,000-strong force", "the army is 120,000 strong"."""
    match = patterns.strong.match(scene.mask, amount.end)
    who = trimmed(scene, phrase_from(scene, match.start("body"))) if match is not None and match["body"] else None
    who = who or subject(scene, amount.start, amount.start)
    owner = owner_before(scene, amount.start)
    holder = who if who and (capitalised(scene, who) or owner is None) else owner
    return _made(scene, amount, ("people", holder, (amount.start, amount.end)), patterns) if holder else None


def _of_noun(scene: Scene, amount: Amount, what: Counted, patterns: _Patterns) -> Found | None:
    """A number of troops or arms that somebody has, sent or keeps, by the words around."""
    if _harmed(scene, amount, what, patterns):
        return None
    low = max(0, amount.start - _NEAR - 25)
    size = patterns.size_of.search(scene.mask, low, amount.start)
    verb = patterns.has.search(scene.mask, low, amount.start) or patterns.sent.search(scene.mask, low, amount.start)
    there = patterns.there.match(scene.mask, what.end, min(len(scene.mask), what.end + 80))
    serving = patterns.serve.match(scene.mask, what.end, min(len(scene.mask), what.end + 60))
    if serving is not None:
        whose = trimmed(scene, phrase_from(scene, serving.end(), longest=5))
        if whose is not None:
            return _made(scene, amount, ("people", whose, serving.span()), patterns, what)
    if what.kind == "people" and not (size or _of_force(scene, verb, what, patterns)):
        return None
    own = _owner(scene, amount, what)
    doer = subject(scene, *verb.span("verb")) if verb is not None else None
    if size is not None:
        doer = _sized(scene, size, what, patterns) or doer or subject(scene, *size.span("verb"))
    giver = patterns.giver.match(scene.mask, what.end)
    origin = trimmed(scene, phrase_from(scene, giver.end(), longest=5)) if giver else None
    sender = doer if verb is not None and doer is not None and capitalised(scene, doer) else None
    bare = verb is None and there is None and size is None
    keeper = patterns.keeps.match(scene.text, what.end)
    if keeper is not None:
        sender, bare = trimmed(scene, keeper.span("who")), False
    holder = own or sender or (origin if origin and capitalised(scene, origin) else None) or doer
    if what.kind == "force" and (holder is None or not capitalised(scene, holder)):
        sure = amount.size >= _MANY and amount.best is not None and not patterns.attack.search(scene.mask)
        nearest = nearest_holder(scene, amount) if sure else None
        holder, bare = (nearest, False) if nearest is not None else (holder, bare)
    if holder is None or (bare and what.kind != "force"):
        return None
    unit = "people" if what.kind in _PEOPLE else what.noun
    cue = verb.span("verb") if verb else (what.start, what.end)
    return _made(scene, amount, (unit, holder, cue), patterns, what)


def _sized(scene: Scene, size: re.Match[str], what: Counted, patterns: _Patterns) -> Range | None:
    """Whose size it is: a ceiling is set for somebody, a strength is somebody's."""
    if patterns.ceiling.match(size.group()):
        return place_behind(scene, what.end, "force_size", "of_whom")
    return owner_before(scene, size.start())


def _of_force(scene: Scene, verb: re.Match[str] | None, what: Counted, patterns: _Patterns) -> bool:
    """Whether "men", "members" are those of a force: its own name is the subject of "has"."""
    if verb is None:
        return False
    who = subject(scene, *verb.span("verb"))
    if who is not None and patterns.body.search(scene.text, *who):
        return True
    if what.noun in scene.words.list("force_size", "men"):
        return who is not None and capitalised(scene, who)
    return who is not None and scene.names_actor(who)


def _harmed(scene: Scene, amount: Amount, what: Counted, patterns: _Patterns) -> bool:
    before = scene.mask[max(0, amount.start - 50) : amount.start]
    listed = _LISTED.search(scene.mask, 0, amount.start)  # "killed 24 civilians, 12 soldiers"
    if listed is not None:
        before = scene.mask[max(0, listed.start() - 50) : amount.start]
    else:
        before = before if patterns.along.search(before) else re.split(r"[;,]\s", before)[-1]
    goes_on = _MORE.match(scene.mask, what.end)  # "12 soldiers and 3 civilians were killed"
    end = goes_on.end() if goes_on is not None else what.end
    behind = re.split(r"[;,#]\s|[#]", scene.mask[amount.end : what.end] + scene.mask[end : end + 50])[0]
    if patterns.harm.search(before) or patterns.harm.search(behind):
        return True
    return what.kind == "force" and patterns.attack.search(behind) is not None


def _owner(scene: Scene, amount: Amount, what: Counted) -> Range | None:
    """Whose they are, inside the noun phrase ("Rwandan troops") or right before the number ("Niger's 4,000 men")."""
    inside = (amount.end, what.end)
    if capitalised(scene, inside) or of_nation(scene, inside):
        return trimmed(scene, inside)
    before = re.search(r"(?:['’]s?)\s*$", scene.text[: amount.start])
    return owner_before(scene, before.start()) if before else None


def _made(
    scene: Scene, amount: Amount, told: tuple[str, Range, Range], patterns: _Patterns, noun: Counted | None = None
) -> Found:
    unit, holder, cue = told
    details: dict[str, Range | str] = {}
    end = noun.end if noun is not None else amount.end
    area = place_behind(scene, end, "displaced", "in")
    if area is not None and area != holder:
        details["area"] = area
    planned = patterns.planned.search(scene.mask, max(0, amount.start - 45), amount.end)
    if planned is not None:
        details["what"] = planned.span()
    elif noun is not None:
        details["what"] = (noun.start, noun.end)
    return Found(kind=FigureKind.FORCE_SIZE, cue=cue, amount=amount, unit=unit, holder=holder, details=details)
