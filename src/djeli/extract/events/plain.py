"""Fiction, exercises, untrue reports and figures of speech in languages read without a parse, by words around.

The lists (`fiction`, `staged`, `untrue`, `figures` of modality.yaml) are those that `figures.py` and `modality.py` use
with a parse; here nearness and the small words between do the work of the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from djeli.extract.lexicon import Lexicon, ModalWords, View
from djeli.resources.event_types import EventType
from djeli.vocab import Modality, PartyKind

_REACH = 8
"""Tokens of one clause over which a cause, a team or a film still belongs to the word of force."""

_CLOSE = 4
"""Tokens behind a word of force in which "by the flood" or "of the film" begins."""

_AFTER_SMALL = 3
"""Tokens from "in" or "by" to its noun: an article and an adjective between."""

_FAR = 14
"""Tokens in which "reports of … were untrue" closes."""

_STOPS = frozenset('.;:!?"“”«»')
_MARKS = _STOPS | {",", "،", "؛"}
_GENERAL = 1
"""Specificity of mere killing: nature kills and wounds, it does not raid or behead."""


def told_untrue(at: int, view: View, words: ModalWords) -> Modality | None:
    """Hypothetical in a story or an exercise, negated in an untrue report, else None; `at` is an index of the view."""
    if _in_a_story(at, view, words):
        return Modality.HYPOTHETICAL
    before, behind = _left(at, view, _FAR, _STOPS), _right(at, view, _FAR, _STOPS)
    if not _any(view, before, words.reports):
        return None
    hearsay = max(n for n in before if _is(view, n, words.reports))
    # "FAUSSES rumeurs d'un attentat"; behind the noun the word may speak of details: "wrong figures on this raid"
    near = range(max(0, hearsay - 2), hearsay)
    return Modality.NEGATED if _any(view, near, words.untrue) or _any(view, behind, words.untrue) else None


def is_told_in_a_work(at: int, view: View, words: ModalWords) -> bool:
    """A film about a siege, a novel that tells of a kidnapping: the past behind the news, if it happened at all."""
    works = [n for n in _left(at, view, _REACH, _MARKS) if _is(view, n, words.fiction)]
    return bool(works) and _any(view, range(works[-1] + 1, at), words.tells)


def _in_a_story(at: int, view: View, words: ModalWords) -> bool:
    opening = range(min(at, _AFTER_SMALL + 1))  # "In the film, a soldier …"
    for n in {*opening, *_left(at, view, _REACH, _MARKS), *_right(at, view, _REACH, _MARKS)}:
        small = range(max(0, n - _AFTER_SMALL), n)
        if _is(view, n, words.fiction) and _any(view, small, words.within):
            return True
        if _is(view, n, words.staged) and _any(view, small, words.during):
            return True
    of = range(at + 1, min(len(view.lower), at + 1 + _AFTER_SMALL))  # "the attack of the film"
    return any(_is(view, n, words.fiction) and _any(view, range(at + 1, n), words.aimed) for n in of)


def is_plain_figure(first: int, last: int, view: View, kind: EventType, lexicon: Lexicon) -> bool:
    """Whether words of violence or war (Doc indexes, both included) tell a figure, a game or a misfortune."""
    words = lexicon.modal
    if kind.family != "violence" and kind.id != "war_declaration":
        return False
    at = next((n for n, index in enumerate(view.index) if index >= first), 0)
    end = next((n for n, index in enumerate(view.index) if index >= last), at)
    if _aimed_at_no_thing(end, view, words):
        return True
    if kind.specificity <= _GENERAL and _by_nature(at, view, lexicon):
        return True
    clause = [*_left(at, view, _REACH, _MARKS), *_right(at, view, _REACH, _MARKS)]
    sides = _left(at, view, _REACH, _MARKS)
    return kind.specificity > _GENERAL and _any(view, sides, words.contests) and _any(view, clause, words.games)


def _aimed_at_no_thing(at: int, view: View, words: ModalWords) -> bool:
    """As in "war ON POVERTY": only small words stand between the deed and what cannot be hit."""
    for n in range(at + 1, min(len(view.lower), at + 1 + _CLOSE + 1)):
        if _is(view, n, words.aims):
            return n > at + 1
        if view.lower[n] not in words.aimed:
            return False
    return False


def _by_nature(at: int, view: View, lexicon: Lexicon) -> bool:
    """As in "the FLOODS killed 30", "killed BY CHOLERA"; anybody who bears arms nearer by did it himself."""
    words = lexicon.modal
    for n in reversed(_left(at, view, _REACH, _MARKS)):
        if _is(view, n, words.causes):
            return not _is_rain_of(n, view, lexicon)
        if any(
            (kind := lexicon.people.get(name)) is not None and kind is not PartyKind.PLACE_OR_OBJECT
            for name in view.names[n]
        ):
            break
    for n in _right(at, view, _REACH, _MARKS):
        if _is(view, n, words.causes) and _any(view, range(max(at + 1, n - _AFTER_SMALL), n), words.by):
            return not _is_rain_of(n, view, lexicon)
    return False


def _is_rain_of(n: int, view: View, lexicon: Lexicon) -> bool:
    """As in "a rain OF SHELLS"."""
    weapons = {index for hit in lexicon.weapons.find(view) for index in range(hit.first, hit.last + 1)}
    return any(view.index[m] in weapons for m in range(n + 1, min(len(view.index), n + 1 + _AFTER_SMALL)))


def _left(at: int, view: View, reach: int, stops: frozenset[str]) -> Sequence[int]:
    low = max(0, at - reach)
    return range(next((n + 1 for n in range(at - 1, low - 1, -1) if view.lower[n] in stops), low), at)


def _right(at: int, view: View, reach: int, stops: frozenset[str]) -> Sequence[int]:
    high = min(len(view.lower), at + 1 + reach)
    return range(at + 1, next((n for n in range(at + 1, high) if view.lower[n] in stops), high))


def _is(view: View, n: int, words: frozenset[str]) -> bool:
    return not words.isdisjoint(view.names[n])


def _any(view: View, where: Iterable[int], words: frozenset[str]) -> bool:
    return any(_is(view, n, words) for n in where)
