"""Named comparisons of what two stories are mainly about: for pairs of main occurrences only.

A page's main occurrence may be told with half its facts read wrongly; its whole story seldom is. So the main
occurrences of two pages are held against one another by their stories: wording, names, figures, and every day, place
and toll the pages tell, not only those that were tied to one sentence. What an observation weighs stands in the second
half of the scorecard, `stories`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from djeli.link import features
from djeli.link.features import (
    Observation,
    Pair,
    event_type,
    lag,
    published_gap,
    quotes,
    relation,
    title_alike,
    two_languages,
    two_scripts,
)
from djeli.text.skeleton import name_skeleton
from djeli.values import Where
from djeli.vocab import Harm, Precision, Resolution

NEARBY = ("same", "near")
_WIDE = frozenset({Resolution.COUNTRY, Resolution.ADM1, Resolution.AREA})
SOUND = 2
"""Consonants a place's name must have to be known again in another script: "Saada" has two."""


def story(pair: Pair) -> Observation | None:
    """Cosine of the two stories, where both are in one language."""
    if pair.evidence is None or two_languages(pair):
        return None
    return Observation("story", pair.evidence.cosine)


def story_across(pair: Pair) -> Observation | None:
    """Cosine of the words written alike in two languages: names, figures and words of common descent."""
    if pair.evidence is None or not two_languages(pair) or two_scripts(pair):
        return None
    return Observation("story_across", pair.evidence.cosine)


def names_told(pair: Pair) -> Observation | None:
    """Cosine of the names in both stories, where both are in one language."""
    if pair.evidence is None or two_languages(pair) or pair.evidence.names_alike is None:
        return None
    return Observation("names_told", pair.evidence.names_alike)


def names_across(pair: Pair) -> Observation | None:
    """The same across languages, where many names change their form."""
    if pair.evidence is None or not two_languages(pair) or two_scripts(pair) or pair.evidence.names_alike is None:
        return None
    return Observation("names_across", pair.evidence.names_alike)


def names_heard(pair: Pair) -> Observation | None:
    """Names that sound alike in two scripts, by the sum of their rarity; about one for each rare name."""
    if pair.evidence is None or pair.evidence.sounds is None:
        return None
    return Observation("names_heard", pair.evidence.sounds)


def figures_told(pair: Pair) -> Observation | None:
    """Cosine of the figures in both stories; they need no translation."""
    if pair.evidence is None or pair.evidence.numbers_alike is None:
        return None
    return Observation("figures_told", pair.evidence.numbers_alike)


def days_told(pair: Pair) -> Observation | None:
    """Days between the nearest two days told, first of the two occurrences, else of the two pages."""
    a, b = pair.left.when, pair.right.when
    if a is not None and b is not None and a.precision is b.precision is Precision.DAY and a.gap_days(b) <= 1:
        return Observation("days_told", a.gap_days(b), a.start.isoformat(), b.start.isoformat())
    gaps = [(abs((x - y).days), x, y) for x in pair.left_item.days for y in pair.right_item.days]
    if not gaps:
        return None
    days, one, other = min(gaps)
    return Observation("days_told", days, one.isoformat(), other.isoformat())


def places_told(pair: Pair) -> Observation | None:
    """How the two places lie to one another; "shared" where both pages name one fine place.

    A shared name outweighs a contradiction, because of two places of one name the wrong one may have been taken.
    """
    a, b = pair.left.where, pair.right.where
    how = relation(a, b) if a is not None and b is not None else ""
    both = sorted(pair.left_item.places & pair.right_item.places)
    if a is not None and b is not None and (how in NEARBY or (two_scripts(pair) and sound_alike(a, b))):
        return Observation("places_told", "same", a.name, b.name)
    if both:
        return Observation("places_told", "shared", ", ".join(both[:3]), ", ".join(both[:3]))
    return Observation("places_told", how, a.name, b.name) if how and a and b else None


def undated(pair: Pair) -> Observation | None:
    """Whether a page neither tells a day nor bears a date, so that the same place on another day looks like it.

    One of: one, both, across (one or both, in two languages, where little but names and figures can be alike).
    """
    open_ends = [not (item.days or item.bears_date) for item in (pair.left_item, pair.right_item)]
    if not any(open_ends):
        return None
    return Observation("undated", "across" if two_languages(pair) else "both" if all(open_ends) else "one")


def sound_alike(a: Where, b: Where) -> bool:
    """Whether two names of settlements in one country are one in two scripts."""
    if a.country and b.country and a.country != b.country:
        return False
    fine = all(w.unlisted or w.resolution not in _WIDE for w in (a, b))
    one, other = name_skeleton(a.name), name_skeleton(b.name)
    return fine and len(one) >= SOUND and one == other


def tolls_told(pair: Pair) -> Observation | None:
    """Whether both pages name one number of killed ("shared"), or how far apart the nearest two are, as a ratio."""
    one, other = pair.left_item.tolls, pair.right_item.tolls
    if not one or not other:
        return None
    ratio, a, b = max((min(a, b) / max(a, b), a, b) for a in one for b in other)
    return Observation("tolls_told", round(ratio, 6), f"{Harm.KILLED.value} {a}", f"{Harm.KILLED.value} {b}")


def copies(pair: Pair) -> Observation | None:
    """Copies of one text have one main occurrence, in translation as well."""
    if pair.evidence is None or pair.left_item.family != pair.right_item.family or not two_languages(pair):
        return features.copies(pair)
    return Observation("copies", "translated")


STORIES: Mapping[str, Callable[[Pair], Observation | None]] = {
    function.__name__: function
    for function in (
        event_type,
        story,
        story_across,
        names_told,
        names_across,
        names_heard,
        figures_told,
        days_told,
        places_told,
        tolls_told,
        undated,
        published_gap,
        lag,
        title_alike,
        quotes,
        copies,
    )
}
"""All comparisons of main occurrences by name; the second half of the scorecard must weigh each of them."""


def observe_stories(pair: Pair) -> tuple[Observation, ...]:
    """Everything the comparisons found about a pair of main occurrences."""
    return tuple(found for feature in STORIES.values() if (found := feature(pair)) is not None)
