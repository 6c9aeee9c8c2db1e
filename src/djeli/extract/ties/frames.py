"""Who stands before a cue as its subject and behind it as its object, by the line of a sentence.

No parse is asked: a noun phrase ends at a comma or a small word, insertions between commas are passed, and a name
behind a preposition belongs to the noun before it. What can't be told so is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from djeli.extract.ties.bond_words import Grammar
from djeli.extract.ties.ends import End, View
from djeli.extract.ties.letters import ANY, AUTHORITY, BODIES, BODY, DATE, NATION, OFFICE, STATE, WHO
from djeli.text.phrases import alternation
from djeli.values import Party
from djeli.vocab import PartyKind

_LETTERS = ANY + NATION + OFFICE + DATE
_TOKEN = re.compile(rf"[{_LETTERS}]|[^\W_]+(?:[-'][^\W_]+)*|[^\w\s]")
_AGE = re.compile(r"(?:,\s*\d{1,3}|\s*\([^()]{1,60}\))\s*$")
_BESIDE = re.compile(r",?\s+(?:and|et|y|e|und|en|i|и|та)\s+(?:\w+\s+){1,5}$")
_LATER = re.compile(rf"\s*,\s*(?P<who>[{WHO}])")
_WHOLE = re.compile(rf"(?P<who>[{ANY}])\s+\S+\s+(?:\S+\s+)?$")
"""The name that a preposition hangs on: "a court in NAME", "NAME of NAME"."""
_WORDS = 7
"""Plain words a noun phrase may have before its name."""
_INSERTIONS = 3
_VERB = 20
"""Characters of a verb before its subject, where verbs come first."""


@dataclass(frozen=True, slots=True)
class _Tail:
    """Patterns of one language that end a noun phrase."""

    last: re.Pattern[str]
    owned: re.Pattern[str]
    listed: re.Pattern[str]
    article: re.Pattern[str]
    more: re.Pattern[str]
    of: re.Pattern[str]
    joined: re.Pattern[str]
    clause: re.Pattern[str]
    opened: re.Pattern[str]
    part: re.Pattern[str]
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    apposed: re.Pattern[str]
    names: re.Pattern[str]
    town: re.Pattern[str]


@cache
def _tail(listing: str, tails: frozenset[str], of: str, article: str, relatives: str) -> _Tail:
    behind = rf"(?:\s+(?:{alternation(tails)}))?"
    between = rf"(?:,\s*(?:{listing})\s+|\s+(?:{listing})\s+|,\s+)(?:(?:{article})\s+)?"
    return _Tail(
        last=re.compile(rf"(?P<end>[{ANY}{NATION}])(?:'s?)?{behind}\s*$"),
        owned=re.compile(rf"[{ANY}{NATION}](?:'s?)?\s*$"),
        listed=re.compile(rf"(?P<end>[{ANY}]){between}$"),
        article=re.compile(article),
        more=re.compile(
            rf"{between}(?:(?:{article})\s+)?(?:[{NATION}{STATE}{BODY}](?:'s?)?\s+)?(?:\w+\s+)?(?:{OFFICE}\s+)?(?P<end>[{ANY}])"
        ),
        of=re.compile(rf"(?:{of})(?:\s+(?:{article}))?\s*$"),
        joined=re.compile(rf"(?:{listing})\s*$"),
        names=re.compile(rf"[{ANY}](?:(?:,\s*|\s+)(?:(?:{listing})\s+)?(?:(?:{article})\s+)?[{ANY}])*"),
        town=re.compile(rf"(?P<end>[{BODY}{AUTHORITY}]),\s*$"),
        part=re.compile(r"[;:]\s+"),
        closing=re.compile(listing),
        opening=re.compile(
            rf"(?:(?:{article})\s+)?(?P<names>[{ANY}](?:(?:,\s*|\s+)(?:(?:{listing})\s+)?(?:(?:{article})\s+)?[{ANY}])*)(?:\s*\([^()]*\))?,"
        ),
        apposed=re.compile(
            rf"(?P<end>[{ANY}])(?:\s*\([^()]*\))?,\s+(?:{article})\s+(?:[\w-]+\s+)*(?:[{ANY}{NATION}](?:'s)?\s+)?(?:[\w-]+\s+)*[\w-]+$"
        ),
        opened=re.compile(rf",\s*(?:{relatives})\s|[;:]\s"),
        clause=re.compile(rf"\s*(?:{relatives})\s+(?!(?:[{ANY},\s]|(?:{article})\s|(?:{listing})\s)*$)"),
    )


def tail_of(grammar: Grammar) -> _Tail:
    """The patterns of a language."""
    return _tail(grammar.listing, grammar.tails, grammar.of, grammar.article, grammar.relatives)


def before(view: View, place: int, grammar: Grammar, *, depth: int = 0) -> list[End]:
    """The ends of the noun phrase that stops at a place of the line, insertions passed; empty when it has no name."""
    if grammar.verb_first:
        behind_it = sorted(at for at, end in view.ends.items() if at >= place and end.kind in ANY)
        return [view.ends[behind_it[0]]] if behind_it and behind_it[0] < place + _VERB else []
    rest = view.line[:place].rstrip()
    joined = tail_of(grammar).joined.search(rest)
    if joined is not None:
        return _first(view, joined.start(), grammar)
    pronoun = grammar.them.search(rest) or grammar.he.search(rest)
    if pronoun is not None:
        return _meant(view, pronoun.start(), WHO if pronoun.re is grammar.he else BODIES)
    relative = grammar.relative.search(rest)
    if relative is not None:
        rest = rest[: relative.start()].rstrip(" ,")
        near = tail_of(grammar).last.search(rest)
        whole = tail_of(grammar).apposed.search(rest)
        if whole is not None:  # "NAME, a NAME force that takes over"
            return [view.ends[whole.start("end")]]
        if near is not None and near["end"] != NATION:
            return [view.ends[near.start("end")]]  # a clause hangs on the name it follows, whatever that hangs on
    headed = _headed(view, rest, grammar) if rest.endswith(",") else []
    if headed:
        return headed
    beside: list[End] = []
    for _ in range(_INSERTIONS):
        rest = _without_clause(rest, grammar)
        while (aside := _AGE.search(rest)) is not None:
            rest = rest[: aside.start()].rstrip()
        found = _at_end(view, rest, grammar)
        if not found and not rest.endswith(",") and OFFICE in rest[rest.rfind(",") + 1 :] and "," in rest:
            rest += ","  # "NAME, the commander of the group" before what is told of NAME
        if found or not rest.endswith(","):
            return found or beside
        cut = rest[:-1].rfind(",")
        inside = rest[cut + 1 : -1].strip()
        if grammar.alias.match(inside):
            rest = rest[: max(cut, 0)].rstrip()
            found = _at_end(view, rest, grammar) if cut >= 0 else []
            if found:
                return found
            rest += ","
            continue
        names = tail_of(grammar).names.fullmatch(inside)
        if names is not None and len(inside) > 1 and set(inside) & set(WHO):
            return [view.ends[cut + 1 + at] for at, letter in enumerate(rest[cut + 1 : -1]) if letter in ANY]
        if len(inside) == 1 and inside in ANY:
            end = view.ends[rest.rindex(inside)]
            if inside in WHO:
                return [end]
            beside = beside or [end]  # "the faction he founded, NAME, was": its name, if nothing before has one
        rest = rest[: max(cut, 0)].rstrip()
        if cut < 0:
            return _at_end(view, view.line[: view.line.index(",")], grammar) or beside
        rest = _without_clause(rest, grammar)
        found = _at_end(view, rest, grammar)
        if found:
            return found
        rest += ","
    return beside


def _headed(view: View, rest: str, grammar: Grammar) -> list[End]:
    """The names that a part of a sentence opens with, where a comma follows them: "NAME, set up …, once …, was"."""
    begun = max((m.end() for m in tail_of(grammar).part.finditer(rest)), default=0)
    opening = tail_of(grammar).opening.match(rest, begun)
    if opening is None or not set(opening["names"]) & set(ANY):
        return []
    low = opening.start("names")
    found = [view.ends[low + at] for at, letter in enumerate(opening["names"]) if letter in ANY]
    return found if len(found) == 1 or tail_of(grammar).closing.search(opening["names"]) else []


def _meant(view: View, place: int, kinds: str) -> list[End]:
    """Whom a pronoun takes up: the subject of the sentence, where it is of that kind, or the only one before it."""
    named = {e.party.name: e for at, e in sorted(view.ends.items()) if at < place and e.kind in kinds}
    return list(named.values())[:1]


def _without_clause(rest: str, grammar: Grammar) -> str:
    """A stretch of the line without a relative clause at its end ("NAME, who commands NAME," before "was")."""
    last = rest.rfind(",", 0, len(rest) - 1)
    return rest[:last].rstrip() if last >= 0 and tail_of(grammar).clause.match(rest, last + 1) else rest


def _first(view: View, place: int, grammar: Grammar) -> list[End]:
    """The subject of a verb that "and" joins to an earlier one: the sentence's first name behind no preposition."""
    begun = max((m.end() for m in tail_of(grammar).opened.finditer(view.line, 0, place)), default=0)
    for at, end in sorted(view.ends.items()):
        if at < begun:
            continue
        ahead = view.line[:at].split()
        while ahead and re.fullmatch(grammar.article, ahead[-1]):
            ahead.pop()
        if at < place and end.kind in ANY and not (ahead and ahead[-1] in grammar.blocks):
            return [end]
    return []


def _at_end(view: View, rest: str, grammar: Grammar) -> list[End]:
    """The ends a string closes with: a name, or names of a list; none behind a preposition that hangs on a noun."""
    tail = tail_of(grammar)
    match = tail.last.search(rest)
    if match is None:
        beside = _BESIDE.search(rest + " ")
        match = tail.last.search(rest[: beside.start()]) if beside is not None else None
        if match is None:
            return []
        rest = rest[: match.end()]
    end = view.ends[match.start("end")]
    ahead = rest[: match.start("end")]
    if end.kind == NATION:
        return []
    body = tail.town.search(ahead) if end.kind == STATE else None
    if body is not None:  # "the Federal High Court, Abuja,"
        return [view.ends[body.start("end")]]
    if tail.of.search(ahead):
        through = grammar.through.search(ahead)
        if through is not None:
            return [end]
        whole = _WHOLE.search(ahead)
        return [view.ends[whole.start("who")]] if whole is not None else []
    if ahead.split() and ahead.split()[-1] in grammar.blocks:
        return []
    found = [end]
    while (listed := tail.listed.search(ahead)) is not None:
        other = view.ends[listed.start("end")]
        ahead = ahead[: listed.start("end")]
        if (other.kind in WHO) != (end.kind in WHO) or tail.of.search(ahead):
            break
        found.insert(0, other)
    return found


def behind(view: View, place: int, grammar: Grammar, *, wanted: str = ANY, far: int = _WORDS) -> list[End]:
    """The ends of the noun phrase that begins at a place of the line; empty when it has no name of its own."""
    best: int | None = None
    office = False
    count = 0
    for token in _TOKEN.finditer(view.line, place):
        word = token.group()
        if word in WHO and view.line.startswith("'s", token.end()):
            office = True  # "NAME's deputy, NAME": the second is meant
            continue
        if word in WHO:
            best = token.start()
            later = _LATER.match(view.line, token.end())
            if later is not None and office and best > 3 and _is_of(view.line[:best].split()[-1], grammar):
                best = later.start("who")  # "a former minister of NAME, NAME": the first is the office's
            break
        if word == OFFICE:
            best, office = None, True
        elif word in (NATION, DATE):
            continue
        elif word in ANY:
            if best is not None and view.line[token.start() - 1] != " ":
                break
            best = token.start()
        elif word[0] in "'’":
            best = None
        elif not word[0].isalnum():
            if word == "," and office and view.line[token.end() : token.end() + 2].strip() in set(WHO):
                continue
            if word in '"“”«»-':
                continue
            break
        elif best is not None and tail_of(grammar).article.fullmatch(word):
            break  # "designated NAME a terrorist group"
        elif word in grammar.personal and not view.line[place : token.start()].strip():
            continue  # "condenó a NAME"
        elif word in grammar.stops:
            if best is None and office and _is_of(word, grammar):
                continue  # "the leader of NAME, NAME": the office's body is passed
            break
        elif word not in grammar.tails:
            best = None
            count += 1
            if count > far:
                break
    if best is None or view.ends[best].kind not in wanted:
        return []
    return [view.ends[best], *_listed(view, best, grammar, wanted)]


def fronted(view: View, doers: Sequence[End], grammar: Grammar) -> list[End]:
    """Those a relative pronoun before the subject takes up: "NAME, whom the court sentenced"."""
    if not doers:
        return []
    at = next((at for at, end in view.ends.items() if end.start >= doers[0].start), None)
    if at is None:
        return []
    ahead = view.line[:at].rstrip()
    article = re.search(rf"(?:{grammar.article})\s*$", ahead)
    if article is not None:
        ahead = ahead[: article.start()]
    which = grammar.relative.search(ahead)
    if which is None:
        return []
    near = tail_of(grammar).last.search(ahead, 0, which.start())
    if near is not None and near["end"] != NATION:
        return [view.ends[near.start("end")]]
    return before(view, which.start(), grammar)


def _is_of(word: str, grammar: Grammar) -> bool:
    """Whether a small word is an "of"."""
    return re.fullmatch(grammar.of, word) is not None


def _listed(view: View, place: int, grammar: Grammar, wanted: str) -> list[End]:
    found: list[End] = []
    human = view.ends[place].kind in WHO
    at = place + 1
    while (match := tail_of(grammar).more.match(view.line, at)) is not None:
        other = view.ends[match.start("end")]
        if (other.kind in WHO) != human or other.kind not in wanted:
            break
        found.append(other)
        at = match.end()
    return found


def alone(ends: Sequence[End]) -> list[End]:
    """Each end once, by its name, in order."""
    return list({end.party.name: end for end in ends}.values())


def officer(view: View, place: int, content: str) -> End | None:
    """The office without a name that a stretch of the line ends with ("a judge", "Mali's president"), as an end."""
    match = _OFFICER.search(view.line, 0, place)
    if match is None:
        return None
    low, high = view.span(match.start(), match.end("office"))
    owner = view.ends.get(match.start())
    country = owner.party.country if owner is not None else ""
    party = Party(name=" ".join(content[low:high].split()), kind=PartyKind.GOVERNMENT, country=country)
    return End(kind=AUTHORITY, start=low, end=high, party=party)


def officer_behind(view: View, place: int, content: str, grammar: Grammar) -> End | None:
    """The office without a name that begins at a place of the line, its article passed."""
    match = re.compile(
        rf"\s*(?:(?:{grammar.article})\s+)?(?P<all>(?:[{NATION}{STATE}{BODY}](?:'s?)?\s+)?{OFFICE})"
    ).match(view.line, place)
    return officer(view, match.end(), content) if match is not None else None


_OFFICER = re.compile(rf"(?:[{NATION}{STATE}{BODY}](?:'s?)?[ ]+)?(?P<office>{OFFICE})\s*$")
