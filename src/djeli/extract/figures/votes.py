"""Votes: how many for, against, abstaining, absent, and the position of each named state or party."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from djeli.extract.figures.grammar import grammar, is_capital
from djeli.extract.figures.holder import counted, subject, unreal
from djeli.extract.figures.names import by_names, listed_before, nearest_holder, phrase_around
from djeli.extract.figures.number import PERCENT, Amount, halves, plain
from djeli.extract.figures.scene import Found, Scene
from djeli.extract.figures.words import words_of
from djeli.extract.mentions import Range
from djeli.vocab import Exactness, FigureKind

POSITIONS = ("for", "against", "abstained", "absent")
_RAW = re.compile(
    r"(?<![\d.,/-])(\d{1,3})\s?(?:-|–|to|contre)\s?(\d{1,3})(?![\d%,.]\d|[%/-]|\s*(?:years|percent|per cent))"
)
"""A score that counting took for a code: "passed the law 64 to 56"."""
_BARE = frozenset({"for", "against", "pour", "contre", "yes", "no", "oui", "non"})
_MOST = 90
"""Characters in which the subject of a vote is given."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    were: re.Pattern[str]
    tally: re.Pattern[str]  # what a number of votes is followed by; its group names the position
    ahead: re.Pattern[str]  # and what it may be led by: "abstentions: 12"
    score: re.Pattern[str]  # "141 to 5", "by 13 votes to none"
    lost: re.Pattern[str]
    voting: re.Pattern[str]  # what no sentence on a vote is without
    context: re.Pattern[str]
    named: re.Pattern[str]  # a position that names take, without a number
    agents: re.Pattern[str]  # a position with the names behind it: "vetoed by", "abstentions from"
    sides: re.Pattern[str]  # any position
    none: re.Pattern[str]  # "none against"
    loose: re.Pattern[str]  # sides taken without a ballot too
    cast: re.Pattern[str]  # words of a ballot
    among: re.Pattern[str]
    body: re.Pattern[str]
    ballot: re.Pattern[str]  # "the Kurdistan referendum", where no body votes
    topic: re.Pattern[str]
    tail: re.Pattern[str]  # what a subject's words end in before its score: "by a vote of"
    election: re.Pattern[str]
    for_whom: re.Pattern[str]
    strong_behind: re.Pattern[str]
    strong_ahead: re.Pattern[str]
    won: re.Pattern[str]
    share: re.Pattern[str]
    turnout: re.Pattern[str]


@cache
def _patterns(code: str) -> _Patterns:
    words = words_of(code)

    def any_of(*names: str) -> str:
        return words.any("votes", *names)

    sides = "|".join(rf"(?P<{p}>{any_of(p)})" for p in POSITIONS)
    led = "|".join(rf"(?P<{p}>{any_of(p + '_ahead')})" for p in POSITIONS)
    text = rf"\s+(?:[\w'’-]+\s+){{0,3}}?{any_of('topics')}"
    moves = {p: f"|{any_of(p + '_verbs')}{text}" for p in ("for", "against")}
    takers = "|".join(rf"(?P<{p}>{any_of(p + '_named')}{moves.get(p, '')})" for p in POSITIONS)
    by = "|".join(rf"(?P<{p}>{any_of(p + '_by')})" for p in POSITIONS)
    strong = "|".join(rf"(?P<{p}>{any_of(p + '_strong', p + '_named')})" for p in POSITIONS)
    named = r"\s+of\s(?:the\s)?[A-Z][\w'’]*(?:\s[A-Z][\w'’]*)*"
    fill = (
        rf"(?:\s*\([^()#%]{{3,80}}\))?(?:\s+{any_of('fill', 'bodies')}(?:['’]s)?|\s+#+|{named})*(?:,\s[^,#%]{{3,60}},)?"
    )
    return _Patterns(
        were=re.compile(rf"\s*{any_of('were')}", re.IGNORECASE),
        for_whom=re.compile(rf"(?:\s+{any_of('of_votes')})?\s+{any_of('for_whom')}\s+", re.IGNORECASE),
        election=re.compile(any_of("elections"), re.IGNORECASE),
        tally=re.compile(rf"{fill}[\s,]*(?:\(\s*)?(?:{sides})", re.IGNORECASE),
        ahead=re.compile(rf"(?:{led})\s*[:=(]?\s*$", re.IGNORECASE),
        score=re.compile(rf"(#+)(?:\s+{any_of('votes')})?(?:\s+{any_of('to')}\s+|\s?[-–—:]\s?)(#+)", re.IGNORECASE),
        lost=re.compile(any_of("lost"), re.IGNORECASE),
        voting=re.compile(any_of("voting", "elections", "ballots"), re.IGNORECASE),
        context=re.compile(any_of("context"), re.IGNORECASE),
        named=re.compile(takers, re.IGNORECASE),
        agents=re.compile(by, re.IGNORECASE),
        sides=re.compile(
            "|".join(rf"(?P<{p}>{any_of(p + '_named', p + '_strong')})" for p in POSITIONS), re.IGNORECASE
        ),
        none=re.compile(rf"{any_of('none')}\s+(?:{any_of('fill')}\s+)*(?:{sides})", re.IGNORECASE),
        loose=re.compile(any_of("loose"), re.IGNORECASE),
        cast=re.compile(any_of("cast"), re.IGNORECASE),
        among=re.compile(any_of("among"), re.IGNORECASE),
        body=re.compile(any_of("bodies"), re.IGNORECASE),
        strong_behind=re.compile(rf"[^#%;.]{{0,45}}?(?:{strong})", re.IGNORECASE),
        strong_ahead=re.compile(rf"(?:{strong})[^#%;.,]{{0,25}}$", re.IGNORECASE),
        ballot=re.compile(
            rf"(?P<who>[^\W\d_a-z][\w'’-]+(?:\s[^\W\d_a-z][\w'’-]+)*)(?:['’]s)?\s+(?:\w+\s+)?(?i:{any_of('ballots')})"
        ),
        topic=re.compile(rf"{any_of('topics')}[^,;.#%]*", re.IGNORECASE),
        tail=re.compile(rf"\s+{any_of('tails')}\s*$", re.IGNORECASE),
        won=re.compile(rf"{any_of('won')}[^.;,$%#]{{0,30}}$", re.IGNORECASE),
        share=re.compile(rf"\s*{any_of('of_votes')}", re.IGNORECASE),
        turnout=re.compile(any_of("turnout"), re.IGNORECASE),
    )


def find(scene: Scene) -> Iterator[Found]:
    """Votes of a sentence: scores, tallies, shares of the vote, positions of names."""
    patterns = _patterns(scene.words.code)
    if not any(patterns.voting.search(text) for text in (scene.text, *scene.back)):
        return
    used: set[int] = set()
    scores = list(_scores(scene, patterns))
    used |= {one.amount.start for one in scores if one.amount is not None}
    for score in scores:
        yield score
        yield from _bracketed(scene, score)
    for amount in scene.amounts:
        if amount.start in used or scene.text[amount.end : amount.end + 1] == "-":  # "five-nation"
            continue
        one = _tally(scene, amount, patterns) or _won(scene, amount, patterns) or _loose(scene, amount, patterns)
        if one is not None:
            yield one
            yield from _bracketed(scene, one)
    yield from _none(scene, patterns)
    if any(patterns.voting.search(text) for text in (scene.text, *scene.back[-1:])):
        yield from _names(scene, patterns)
        yield from _among(scene, patterns)


def _none(scene: Scene, patterns: _Patterns) -> Iterator[Found]:
    """A side nobody took: "and none against", in a sentence that counts another one, or behind it."""
    if not any(one.kind is FigureKind.VOTE for one in scene.told) and "#" not in scene.mask:
        return
    for match in patterns.none.finditer(scene.text):
        side = next((p for p in POSITIONS if match[p]), "")
        if side and _in_context(scene, match.span(), patterns):
            none = Amount(match.start(), match.start() + 1, match.start(), 0, 0, 0)
            yield _made(scene, none, side, match.span(), patterns)


def _scores(scene: Scene, patterns: _Patterns) -> Iterator[Found]:
    """Two numbers told against each other; "2-13" was read as one range."""
    for match in patterns.score.finditer(scene.mask):
        one, other = scene.amount_at(match.start(1)), scene.amount_at(match.start(2))
        if one is not None and other is not None and _in_context(scene, match.span(), patterns):
            yield from _pair(scene, one, other, match.span(), patterns)
    seen = {a.core for a in scene.amounts if a.counts}
    for match in _RAW.finditer(scene.text):
        fresh = match.start(1) not in seen and not scene.dated(match.span())
        if fresh and _in_context(scene, match.span(), patterns):
            yield from _pair(scene, plain(match, 1), plain(match, 2), match.span(), patterns)
    for amount in scene.amounts:
        if (
            amount.exactness is Exactness.RANGE
            and amount.counts
            and _in_context(scene, (amount.start, amount.end), patterns)
        ):
            one, other = halves(amount)
            yield from _pair(scene, one, other, (amount.start, amount.end), patterns)


def _in_context(scene: Scene, spot: Range, patterns: _Patterns) -> bool:
    """Whether words of voting stand right before or behind a score."""
    return patterns.context.search(scene.mask, max(0, spot[0] - 70), min(len(scene.mask), spot[1] + 12)) is not None


def _pair(scene: Scene, one: Amount, other: Amount, spot: Range, patterns: _Patterns) -> Iterator[Found]:
    sides = ("for", "against")
    if patterns.lost.search(scene.mask, max(0, spot[0] - 90), spot[0]):
        sides = ("against", "for")
    for amount, side in zip((one, other), sides, strict=True):
        if amount.best is not None:
            yield _made(scene, amount, side, (amount.start, amount.end), patterns)


def _tally(scene: Scene, amount: Amount, patterns: _Patterns) -> Found | None:
    """A number with its position: "35 abstentions", "120 deputies voted in favour"."""
    if not (amount.counts or amount.role == PERCENT) or amount.best is None:
        return None
    match = patterns.tally.match(scene.mask, amount.end, min(len(scene.mask), amount.end + 70))
    led = None if match else patterns.ahead.search(scene.mask, max(0, amount.start - 40), amount.start)
    told = match or led
    if amount.role == PERCENT and (patterns.share.match(scene.mask, amount.end) or _for_name(scene, amount, patterns)):
        return None
    if told is None or told.lastgroup is None or unreal(scene, amount.start):
        return None
    side = next(p for p in POSITIONS if told[p])
    weak = scene.words.list("votes", "weak")
    members = counted(scene, amount)
    sure = amount.role == PERCENT or (
        members is not None and members.noun in scene.words.list("nouns", "voters") and told[side].lower() not in _BARE
    )
    if told[side].lower() in weak and not sure and not _weak_fits(scene, told, side, patterns):
        return None
    if amount.role == PERCENT and not any(patterns.context.search(text) for text in (scene.mask, *scene.back)):
        return None
    return _made(scene, amount, side, told.span(side), patterns)


def _weak_fits(scene: Scene, told: re.Match[str], side: str, patterns: _Patterns) -> bool:
    """Whether "for", "no" and the like say a side: beside another one with its number, and nothing of their own."""
    filled = bool(patterns.were.match(told.group()))
    return _other_side(scene, told.span(side), patterns) and (filled or _ends(scene, told.end()))


def _for_name(scene: Scene, amount: Amount, patterns: _Patterns) -> bool:
    """Whether a share is somebody's: "41.4 percent for Bawumia"."""
    match = patterns.for_whom.match(scene.mask, amount.end)
    return match is not None and is_capital(scene.text[match.end() :] or " ")


def _loose(scene: Scene, amount: Amount, patterns: _Patterns) -> Found | None:
    """A number with a sure side word in its clause, whatever stands between them, in a sentence on a vote."""
    whom = counted(scene, amount)
    fit = whom is None or whom.kind in ("voters", "people")
    if not (amount.counts and amount.best is not None and fit) or unreal(scene, amount.start):
        return None
    if not any(patterns.context.search(text) for text in (scene.mask, *scene.back)):
        return None
    ahead = patterns.strong_behind.match(scene.mask, amount.end)
    back = None if ahead else patterns.strong_ahead.search(scene.mask, max(0, amount.start - 35), amount.start)
    told = ahead or back
    if told is None:
        return None
    side = next(p for p in POSITIONS if told[p])
    return _made(scene, amount, side, told.span(side), patterns)


def _other_side(scene: Scene, spot: Range, patterns: _Patterns) -> bool:
    """Whether the sentence tells another side with a number too: "12 for, 3 against"."""
    return any(
        match.start() < spot[0] - 3 or match.start() > spot[1]
        for match in re.finditer(rf"#+{patterns.tally.pattern}", scene.mask, re.IGNORECASE)
    )


def _ends(scene: Scene, at: int) -> bool:
    return re.match(r"\s*(?:[,;.)]|$|\w{1,3}\s+#)", scene.mask[at:]) is not None


def _won(scene: Scene, amount: Amount, patterns: _Patterns) -> Found | None:
    """A share or number of the votes that a candidate, a party or a proposal won."""
    behind = patterns.share.match(scene.mask, amount.end)
    before = patterns.won.search(scene.mask, max(0, amount.start - 50), amount.start)
    if amount.role not in (PERCENT, "votes") or amount.best is None:
        return None
    if behind is None and not any(patterns.election.search(text) for text in (scene.text, *scene.back)):
        return None
    near = scene.mask[max(0, amount.start - 40) : amount.end + 40]
    named = _beside(scene, amount, patterns) if amount.role == PERCENT else None
    if named is not None and not patterns.turnout.search(near):
        return _share(amount, named, (amount.start, amount.end))
    if before is None and amount.role == PERCENT and not patterns.turnout.search(near):
        return _nearest(scene, amount)
    if before is None or patterns.turnout.search(near) or unreal(scene, before.start()):
        return None
    holder = subject(scene, before.start(), before.end())
    if amount.role != PERCENT:
        holder = _body(scene, amount, patterns)[0] or holder
    return _share(amount, holder, before.span()) if holder is not None else None


def _nearest(scene: Scene, amount: Amount) -> Found | None:
    """A share of the vote of whom the nearest name before it names."""
    holder = nearest_holder(scene, amount)
    if holder is None or holder[0] > amount.end:
        return None
    return _share(amount, holder, (amount.start, amount.end))


def _beside(scene: Scene, amount: Amount, patterns: _Patterns) -> Range | None:
    """A candidate named right beside a share: "and Ba 35.8 percent", "41.4 percent for Bawumia"."""
    for_whom = patterns.for_whom.match(scene.mask, amount.end)
    if for_whom is not None:
        named = by_names(scene, for_whom.end())
        return named[0] if named else None
    before = scene.mask[: amount.start]
    if "%" in before and before.endswith(" "):
        named = listed_before(scene, len(before.rstrip()))
        return named[-1] if named else None
    return None


def _share(amount: Amount, holder: Range, cue: Range) -> Found:
    unit = "percent" if amount.role == PERCENT else "votes"
    return Found(kind=FigureKind.VOTE, cue=cue, amount=amount, unit=unit, holder=holder, details={"position": "for"})


def _made(scene: Scene, amount: Amount, side: str, cue: Range, patterns: _Patterns) -> Found:
    holder, words = _body(scene, amount, patterns)
    details: dict[str, Range | str] = {"position": side, **_topic(scene, patterns)}
    unit = "percent" if amount.role == PERCENT else "votes"
    return Found(
        kind=FigureKind.VOTE, cue=cue, amount=amount, unit=unit, holder=holder, holder_words=words, details=details
    )


def _topic(scene: Scene, patterns: _Patterns) -> dict[str, Range | str]:
    match = patterns.topic.search(scene.mask)
    if match is None:
        return {}
    tail = patterns.tail.search(scene.mask, match.start(), match.end())
    return {"on": (match.start(), min(tail.start() if tail else match.end(), match.start() + _MOST))}


def _body(scene: Scene, amount: Amount, patterns: _Patterns) -> tuple[Range | None, str]:
    """Who voted: the body named nearest before the number, else behind it, else in the sentences before."""
    named = patterns.ballot.search(scene.text) or next(filter(None, map(patterns.ballot.search, scene.back)), None)
    if named is not None:
        return (named.span("who"), "") if named.string is scene.text else (None, named["who"])
    found = [m.span() for m in patterns.body.finditer(scene.text)]
    before = [spot for spot in found if spot[1] <= amount.start]
    if found:
        return phrase_around(scene, (before or found)[-1 if before else 0]), ""
    whom = counted(scene, amount)
    for text in reversed(scene.back):
        match = patterns.body.search(text)
        if match is not None:
            return None, _with_name(text, match)
    if whom is not None and whom.kind in ("voters", "people") and whom.noun not in scene.words.list("votes", "votes"):
        return (whom.start, whom.end), ""
    return None, next((one.holder_words for one in reversed(scene.told) if one.kind is FigureKind.VOTE), "")


def _with_name(text: str, match: re.Match[str]) -> str:
    lead = re.search(r"(?:[A-ZÀ-Þ][\w.'’-]*\s+)+$", text[: match.start()])
    return text[lead.start() if lead else match.start() : match.end()]


def _names(scene: Scene, patterns: _Patterns) -> Iterator[Found]:
    """Named states and parties that took a side."""
    seen: set[Range] = set()
    for match in patterns.named.finditer(scene.mask):
        if unreal(scene, match.start()) or _uncast(scene, match, patterns):
            continue
        listed = listed_before(scene, match.start())
        doer = None if listed else subject(scene, *match.span())
        for spot in listed or (listed_before(scene, doer[1]) if doer else ()):
            yield from _taker(scene, spot, match, patterns, seen)
    for match in patterns.agents.finditer(scene.mask):
        if unreal(scene, match.start()) or _uncast(scene, match, patterns):
            continue
        for spot in by_names(scene, match.end()):
            yield from _taker(scene, spot, match, patterns, seen)


def _uncast(scene: Scene, match: re.Match[str], patterns: _Patterns) -> bool:
    """Whether a side is one that is taken without a ballot as well ("opposed"), and no ballot is told of."""
    if patterns.loose.match(scene.text, match.start()) is None:
        return False
    return not any(patterns.cast.search(text) for text in (scene.text, *scene.back[-1:]))


_WORDS = re.compile(r"(?:\s?[^\W\d_]+){0,3}")
_BRACKET = re.compile(r"\s*\(([^()#%]{3,200})\)")


def _bracketed(scene: Scene, one: Found) -> Iterator[Found]:
    """The names in brackets behind a number and its side: "3 against (Israel, Palau and Nauru)"."""
    ends = {one.cue[1], one.amount.end} if one.amount is not None else {one.cue[1]}
    if one.amount is not None:  # "3 against (…)": the side stands before the bracket
        behind = _WORDS.match(scene.mask, one.amount.end)
        ends |= {behind.end()} if behind is not None else set()
    for at in sorted(ends):
        bracket = _BRACKET.match(scene.mask, at)
        for spot in by_names(scene, bracket.start(1)) if bracket is not None else ():
            if bracket is not None and spot[1] <= bracket.end(1):
                yield Found(kind=FigureKind.VOTE, cue=one.cue, unit="votes", holder=spot, details=one.details)


def _among(scene: Scene, patterns: _Patterns) -> Iterator[Found]:
    """Names among those who took a side: "seven opposed it, including Nicaragua and Mali"."""
    seen: set[Range] = set()
    for lead in patterns.among.finditer(scene.mask):
        low = max(scene.mask.rfind(";", 0, lead.start()), lead.start() - 90, 0)
        before = list(patterns.sides.finditer(scene.mask, low, lead.start()))
        after = patterns.sides.search(scene.mask, lead.end(), min(len(scene.mask), lead.end() + 110))
        match = before[-1] if before else after
        if match is not None:
            for spot in by_names(scene, lead.end()):
                if spot[1] <= match.start() or match.end() <= spot[0]:
                    yield from _taker(scene, spot, match, patterns, seen)


def _taker(scene: Scene, spot: Range, match: re.Match[str], patterns: _Patterns, seen: set[Range]) -> Iterator[Found]:
    located = grammar(scene.words.code).locative_before.search(scene.text, 0, spot[0])
    if spot in seen or located is not None or scene.mask[spot[0]] in "#%$" or patterns.body.search(scene.text, *spot):
        return
    seen.add(spot)
    side = next(p for p in POSITIONS if match[p])
    details: dict[str, Range | str] = {"position": side, **_topic(scene, patterns)}
    yield Found(kind=FigureKind.VOTE, cue=match.span(), unit="votes", holder=spot, details=details)
