"""Named actors: aliases of the actor table found in text, and aliases a text gives itself in brackets.

An alias matches whole words only. Short names in capitals ("IS", "FLA") match that very form; an alias may need
another word in the item before it counts ("the Front" needs "Azawad"). The longest name at a place wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import ahocorasick

from djeli.extract.mentions import ActorMention, Sentence
from djeli.extract.roles.initials import defined
from djeli.resources.actors import load_actors
from djeli.values import Party

SHORT = 5
"""Names in capitals up to this length match only in capitals: "IS" is not "is"."""

_HOME = 2
"""Countries of an actor that make others of the same country its company; those further on are where it goes."""

_BRACKET = re.compile(r"\s*\((?:(?:or|known as|the|also known as|aka|ou|dit)\s+)?[“\"']?([^()“”\"]{2,40}?)[”\"']?\)")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One written form of an actor. `needs` are lower-case words one of which the item must hold.

    Company is context as well: `near` are the actor's id, its parent's and its countries; a form with needs counts
    beside another actor that shares one of them and is sure.
    """

    form: str
    party: Party
    exact: bool
    needs: tuple[str, ...] = ()
    near: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ActorTable:
    """All aliases, compiled. `forms` keeps the aliases of each lower-case form, `near` the company of each actor."""

    automaton: Any = field(repr=False)
    forms: Mapping[str, tuple[Alias, ...]] = field(repr=False)
    near: Mapping[str, frozenset[str]] = field(repr=False)

    def __len__(self) -> int:
        return sum(len(found) for found in self.forms.values())


def compile_aliases(aliases: Iterable[Alias]) -> ActorTable:
    """A table over the given aliases."""
    forms: dict[str, list[Alias]] = {}
    for alias in aliases:
        forms.setdefault(_fold(alias.form), []).append(alias)
    automaton = ahocorasick.Automaton()
    for form in forms:
        automaton.add_word(form, form)
    if forms:
        automaton.make_automaton()
    near = {alias.party.actor: alias.near for found in forms.values() for alias in found if alias.near}
    return ActorTable(automaton, {form: tuple(found) for form, found in forms.items()}, near)


def _fold(text: str) -> str:
    """Lower case and plain apostrophes, character for character, so that offsets stay."""
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return folded.replace("’", "'").replace("‑", "-").replace("\n", " ").replace("\u00a0", " ")


def is_exact(form: str) -> bool:
    """Whether a written form counts in its very case only: short names that are not plain words."""
    letters = [c for c in form if c.isalpha()]
    return len(letters) <= SHORT and sum(c.isupper() for c in letters) >= 2


@cache
def actor_table(theatres: tuple[str, ...] = ()) -> ActorTable:
    """The actor table of the given theatres, compiled; all of them when none is named.

    Raises:
        ResourceError: the table breaks its rules.
    """
    return compile_aliases(_aliases(theatres))


def _aliases(theatres: tuple[str, ...]) -> Iterator[Alias]:
    for actor in load_actors(theatres or None).values():
        party = Party(name=actor.name, kind=actor.kind, actor=actor.id, country=actor.country)
        near = frozenset((actor.id, actor.parent, *actor.countries[:_HOME])) - {""}
        for form in dict.fromkeys(actor.forms):
            needs = tuple(_fold(word) for word in actor.needs.get(form, ()))
            yield Alias(form=form, party=party, exact=is_exact(form), needs=needs, near=near)


def find_actors(sentences: Sequence[Sentence], content: str, table: ActorTable) -> tuple[ActorMention, ...]:
    """Named actors of an item in reading order, names given in brackets on the way included."""
    if not sentences:
        return ()
    low, high = min(s.start for s in sentences), max(s.end for s in sentences)
    folded = _fold(content[low:high])
    found = list(_with_company(sentences, content, table, folded))
    own = [*_given_names(found, content), *_unknown_bodies(found, content, low, high)]
    if own:
        table_here = compile_aliases([*own])
        seen = {(m.start, m.end) for m in found}
        later = [m for m in _mentions(sentences, content, table_here, folded) if (m.start, m.end) not in seen]
        found += [m for m in later if not any(m.start < f.end and f.start < m.end for f in found)]
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))


def _with_company(sentences: Sequence[Sentence], content: str, table: ActorTable, folded: str) -> list[ActorMention]:
    """Mentions; a form that lacked context is asked again beside the actors that are sure."""
    missed: list[str] = []
    found = list(_mentions(sentences, content, table, folded, missed=missed))
    if not (missed and found):
        return found
    company = frozenset(word for m in found for word in table.near.get(m.party.actor, ()))
    return list(_mentions(sentences, content, table, folded, company=company))


def _mentions(
    sentences: Sequence[Sentence],
    content: str,
    table: ActorTable,
    folded: str,
    *,
    company: frozenset[str] = frozenset(),
    missed: list[str] | None = None,
) -> Iterator[ActorMention]:
    """Names of the table in the sentences; forms that nothing decided are added to `missed`."""
    if not table.forms:
        return
    for sentence in sentences:
        piece = _fold(content[sentence.start : sentence.end])
        taken: list[tuple[int, int]] = []
        for start, end, form in _longest(piece, table.automaton):
            if any(start < high and low < end for low, high in taken):
                continue
            words = content[sentence.start + start : sentence.start + end]
            alias = _fitting(table.forms[form], words, folded, company)
            if alias is None and missed is not None:
                missed.append(form)
            if alias is not None:
                taken.append((start, end))
                yield ActorMention(
                    start=sentence.start + start,
                    end=sentence.start + end,
                    sentence=sentence.index,
                    party=alias.party,
                    named=True,
                )


def _longest(piece: str, automaton: Any) -> list[tuple[int, int, str]]:
    """Whole-word matches, longest first: "the Front" does not hide "Front of the River"."""
    raw = [(end - len(form) + 1, end + 1, form) for end, form in automaton.iter(piece)]
    whole = [(s, e, form) for s, e, form in raw if _border(piece, s) and _border(piece, e)]
    whole.sort(key=lambda m: (m[0] - m[1], m[0]))
    return whole


def _border(piece: str, at: int) -> bool:
    if at <= 0 or at >= len(piece):
        return True
    return not (_WORD.match(piece[at - 1]) and _WORD.match(piece[at]))


def _fitting(aliases: Sequence[Alias], words: str, folded: str, company: frozenset[str]) -> Alias | None:
    """The alias these words are, or None when several actors share the form and nothing decides."""
    flat = words.replace("\n", " ").replace("’", "'")
    fitting = [a for a in aliases if (not a.exact or a.form.replace("’", "'") == flat) and _cased(a, flat)]
    helped = [a for a in fitting if a.needs and any(need in folded for need in a.needs)]
    fitting = helped or [a for a in fitting if not a.needs] or [a for a in fitting if a.near & company]
    return fitting[0] if len({a.party for a in fitting}) == 1 else None


def _cased(alias: Alias, words: str) -> bool:
    """A name with a capital needs one in the text: "islamic state" may not, "the Base" may."""
    return not any(c.isupper() for c in alias.form) or any(c.isupper() for c in words)


def _given_names(found: Sequence[ActorMention], content: str) -> Iterator[Alias]:
    """Names the text gives in brackets right behind a known one: "Islamic State Sahel Province (IS Sahel)"."""
    for mention in found:
        match = _BRACKET.match(content, mention.end)
        if match is None:
            continue
        given = match.group(1).strip()
        short = len(given.split()) <= 4 and given[:1].isupper() and not given.isdigit()
        if short and not any(c.isdigit() for c in given):
            yield Alias(form=given, party=mention.party, exact=True)


def _unknown_bodies(found: Sequence[ActorMention], content: str, low: int, high: int) -> Iterator[Alias]:
    """Long and short name of bodies outside the table that a bracket names by their initials."""
    for start, end, short in defined(content, low, high):
        if any(m.start < end and start < m.end for m in found):
            continue
        party = Party(name=" ".join(content[start:end].split()))
        yield Alias(form=content[start:end], party=party, exact=False)
        yield Alias(form=short, party=party, exact=True)
