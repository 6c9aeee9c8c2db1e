"""The toll of an item's main occurrence: which of its many counts is meant when one number is wanted.

The counts themselves are claims and stay as they are; this only chooses among them, for comparing items.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from djeli.extract.harm.words import HarmWords, key, words_of
from djeli.extract.mentions import CountMention
from djeli.vocab import Exactness, Harm, Scope

_NEAR = 2  # sentences in which a larger count belongs to the same telling
_WIDE = (Scope.EVENT, Scope.AGGREGATE)


def _value(count: CountMention) -> int:
    quantity = count.quantity
    known = [n for n in (quantity.best, quantity.low, quantity.high) if n is not None]
    return known[0]


def _of(counts: Sequence[CountMention], harm: Harm) -> list[CountMention]:
    own = [c for c in counts if c.harm is harm and c.quantity.scope is Scope.EVENT]
    return own or [c for c in counts if c.harm is harm and c.quantity.scope in _WIDE]


def _cue(count: CountMention, content: str) -> str:
    return key(content[count.cue[0] : count.cue[1]])


def _reflexive(count: CountMention, content: str, words: HarmWords) -> bool:
    return words.reflexive_re.search(content[count.start : count.end]) is not None


def _implied(content: str, words: HarmWords) -> int:
    """Deaths that fixed phrases imply ("a fatal shooting": 1, "double homicide": 2), if nothing unmakes them."""
    return max(
        (
            number
            for number, pattern in words.implied.items()
            if any(
                not words.unmade_re.search(content[max(0, m.start() - 30) : m.start()])
                for m in pattern.finditer(content)
            )
        ),
        default=0,
    )


def main_killed(counts: Sequence[CountMention], content: str, lang: str) -> int:
    """Dead of the main occurrence: the first exact count told, the attacker's own death by his hand added.

    News puts the main toll first; later counts are background, other events or breakdowns. Where the first is one
    person, a larger count told at least twice, or within the next two sentences, is the toll and the person one of
    its dead. With no count at all, what phrases like "fatal shooting" imply.
    """
    words = words_of(lang)
    pool = _of(counts, Harm.KILLED)
    others = [c for c in pool if not _reflexive(c, content, words)]
    own_hand = 1 if len(others) < len(pool) else 0
    if not others:
        several = any(c.harm is Harm.WOUNDED and _value(c) > 1 for c in counts)
        return own_hand or (0 if several else _implied(content, words))
    first = others[0]
    return _toll(others) + (own_hand if _together(pool, first, content, words) else 0)


def _toll(counts: Sequence[CountMention]) -> int:
    """The first count that is not vague; a larger one that is repeated or near replaces a first count of one."""
    firm = [c for c in counts if c.quantity.exactness is not Exactness.VAGUE] or list(counts)
    if _value(firm[0]) > 1:
        return _value(firm[0])
    near = [_value(c) for c in firm if c.sentence <= firm[0].sentence + _NEAR]
    if max(near) > 1:
        return max(near)
    repeated = Counter(_value(c) for c in firm if _value(c) > 1).most_common(1)
    return repeated[0][0] if repeated and repeated[0][1] > 1 else _value(firm[0])


def _together(pool: Sequence[CountMention], first: CountMention, content: str, words: HarmWords) -> bool:
    """Whether the attacker's own death is told with the first count, in its sentence or the next two."""
    return any(_reflexive(c, content, words) and 0 <= c.sentence - first.sentence <= 2 for c in pool)


def main_wounded(counts: Sequence[CountMention], content: str, lang: str) -> int:
    """Wounded survivors of the main occurrence.

    Words like "shot" leave open who died: their first count is a total, from which the dead are taken off. One person
    shot where one died is the same person.
    """
    words = words_of(lang)
    killed = main_killed(counts, content, lang)
    pool = _of(counts, Harm.WOUNDED)
    clear = [c for c in pool if _cue(c, content) not in words.either]
    unclear = [c for c in pool if _cue(c, content) in words.either]
    counted = [c for c in clear if _value(c) != 1]
    if counted and counted[0].sentence <= (clear[0].sentence + 3):
        return _value(counted[0])
    several = [c for c in unclear if _value(c) > 1]
    if several and (not clear or several[0].sentence <= clear[0].sentence):
        return max(0, _value(several[0]) - killed)
    if clear:
        return _value(clear[0]) if not killed or _beside(clear[0], counts) else 0
    return (1 if unclear else 0) if not killed else 0


def _beside(wounded: CountMention, counts: Sequence[CountMention]) -> bool:
    """Whether dead are told in the sentence of the wounded: then they are other people."""
    return any(
        c.harm is Harm.KILLED and abs(c.sentence - wounded.sentence) == 0 and c.start != wounded.start for c in counts
    )
