"""Named comparisons of two reports. Each is a pure function that answers with an observation or abstains.

Abstaining (None) is neutral: a report without a date is not evidence for another day. What an observation weighs is
not decided here but in the scorecard.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from djeli.link.evidence import Evidence
from djeli.link.profile import ItemWords, Profile
from djeli.values import When, Where
from djeli.vocab import Harm, Precision, Resolution

FINE = frozenset({Resolution.POINT, Resolution.SETTLEMENT, Resolution.NEAR, Resolution.BETWEEN})
"""Resolutions whose coordinates may be measured against one another."""
STORY = 700
"""Words up to which a page counts as one news story; longer ones tell many things."""
NEAR_CHARS = 400
"""Characters, about three sentences, between two reports that are told together."""
CROSSING = frozenset({"names", "numbers"})
"""Comparisons of words that hold across languages."""
CROSSED = 0.8
"""Overlap of names or numbers from which it speaks across languages; less is the languages' doing."""
PASSAGE = 0.25
"""Share of a long page below which a unit is a passage of it and not its story."""
WHOLE = 0.7
"""Share of a story's words from which a passage counts as the whole story."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What one comparison found: a number or a word, and both values as they may be shown."""

    name: str
    value: float | str
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two reports and everything that may be compared about them. `left.id < right.id`."""

    left: Profile
    right: Profile
    left_item: ItemWords
    right_item: ItemWords
    evidence: Evidence | None  # None within one item
    told: float | None  # cosine of the words the two are told in; None where one is told in none
    actor_rarity: Mapping[str, float]
    affinity: float


def day_gap(pair: Pair) -> Observation | None:
    """Days between the dates told, where both are known to the day."""
    a, b = pair.left.when, pair.right.when
    if a is None or b is None or not (a.precision is b.precision is Precision.DAY):
        return None
    return Observation("day_gap", a.gap_days(b), a.start.isoformat(), b.start.isoformat())


def period_gap(pair: Pair) -> Observation | None:
    """Days between the periods told, where at least one is coarser than a day."""
    a, b = pair.left.when, pair.right.when
    if a is None or b is None or a.precision is b.precision is Precision.DAY:
        return None
    return Observation("period_gap", a.gap_days(b), _period(a), _period(b))


def published_gap(pair: Pair) -> Observation | None:
    """Days between the publication dates of the two items."""
    a, b = pair.left_item.published, pair.right_item.published
    if a is None or b is None or pair.evidence is None:
        return None
    return Observation("published_gap", abs((a - b).days), a.isoformat(), b.isoformat())


def lag(pair: Pair) -> Observation | None:
    """Days from the date one report tells to the publication of the other, where that other tells no date."""
    dated, undated = (pair.left, pair.right_item) if pair.left.when else (pair.right, pair.left_item)
    if (pair.left.when is None) == (pair.right.when is None) or dated.when is None or undated.published is None:
        return None
    days = (undated.published - dated.when.start).days
    return Observation("lag", days, dated.when.start.isoformat(), undated.published.isoformat())


def place(pair: Pair) -> Observation | None:
    """How the two places lie to one another, given how fine each is known.

    One of: same, near (under 20 km), around (under 60 km), region (under 150 km, or the same first-order region),
    inside (one holds the other), country (nothing but the country is shared), far (same country, over 150 km or
    another region), elsewhere (other countries).
    """
    a, b = pair.left.where, pair.right.where
    if a is None or b is None:
        return None
    return Observation("place", relation(a, b), a.name, b.name)


def relation(a: Where, b: Where) -> str:
    """How two places lie to one another, in the words of `place`; none where one lies in no known country."""
    fine = a.resolution in FINE and b.resolution in FINE
    if a.geonameid is not None and a.geonameid == b.geonameid:
        return "same" if fine else ("inside" if a.resolution is not Resolution.COUNTRY else "country")
    distance = a.kilometres(b)
    if fine and distance is not None:
        for limit, word in ((3, "same"), (20, "near"), (60, "around"), (150, "region")):
            if distance < limit:
                return word
    if a.country and b.country and a.country != b.country:
        return "elsewhere"
    if a.unlisted and b.unlisted and a.name == b.name:
        return "same"
    if fine:
        return "far" if distance is not None else ("same" if a.name == b.name else "country")
    if not (a.country and b.country):
        return ""  # a border, a stretch of desert, a village that nothing puts in a country: nothing is known
    if Resolution.COUNTRY in (a.resolution, b.resolution) or not (a.adm1 and b.adm1):
        return "country"
    return "inside" if a.adm1 == b.adm1 else "far"


def event_type(pair: Pair) -> Observation | None:
    """How well the two types may name one event: 1 the same, less the further apart."""
    if not pair.left.type or not pair.right.type:
        return None
    return Observation("event_type", pair.affinity, pair.left.type, pair.right.type)


def actors(pair: Pair) -> Observation | None:
    """Parties both reports name, weighed by how rare they are in the case; "none" where no party is shared."""
    a, b = pair.left.actors, pair.right.actors
    if not a or not b:
        return None
    both = sorted(a & b, key=lambda name: (-pair.actor_rarity.get(name, 0.0), name))
    value: float | str = round(sum(pair.actor_rarity.get(name, 0.0) for name in both), 6) if both else "none"
    return Observation("actors", value, ", ".join(both or sorted(a)[:3]), ", ".join(both or sorted(b)[:3]))


def toll_killed(pair: Pair) -> Observation | None:
    """Ratio of the smaller to the larger count of killed; 1 when the ranges told overlap."""
    return _toll(pair, "toll_killed", (Harm.KILLED,))


def toll_other(pair: Pair) -> Observation | None:
    """The same for the first other harm both count."""
    return _toll(pair, "toll_other", tuple(harm for harm in Harm if harm is not Harm.KILLED))


def _toll(pair: Pair, name: str, harms: tuple[Harm, ...]) -> Observation | None:
    for harm in harms:
        if harm in pair.left.harm and harm in pair.right.harm:
            a, b = pair.left.harm[harm], pair.right.harm[harm]
            small, large = (a[1], b[0]) if a[1] < b[0] else (b[1], a[0])
            ratio = 1.0 if small >= large else round(small / large, 6)
            return Observation(name, ratio, f"{harm.value} {_range(a)}", f"{harm.value} {_range(b)}")
    return None


def told_alike(pair: Pair) -> Observation | None:
    """Cosine of the words in which the two reports themselves are told.

    Abstains where both passages are nearly all of their stories: `story_alike` has counted those words already.
    """
    if pair.told is None or pair.evidence is None or two_languages(pair):
        return None
    sides = ((pair.left, pair.left_item), (pair.right, pair.right_item))
    if all(_whole(one, item) for one, item in sides) and not _behind(pair):
        return None
    return Observation("told_alike", pair.told)


def story_alike(pair: Pair) -> Observation | None:
    """Cosine of the two whole stories."""
    return _story(pair, "story_alike", lambda e: e.cosine)


def title_alike(pair: Pair) -> Observation | None:
    """Cosine of the two titles, where both items have one."""
    if not pair.left_item.title or not pair.right_item.title:
        return None
    return _story(pair, "title_alike", lambda e: e.title)


def rare_words(pair: Pair) -> Observation | None:
    """Rare words both stories use, each counting more the rarer it is."""
    found = _story(pair, "rare_words", lambda e: e.rare)
    if found is None or pair.evidence is None:
        return found
    words = ", ".join(pair.evidence.shared)
    return Observation(found.name, found.value, words, words)


def names(pair: Pair) -> Observation | None:
    """Rare names (people, places, operations) both stories use."""
    return _story(pair, "names", lambda e: e.names)


def numbers(pair: Pair) -> Observation | None:
    """Rare figures both stories hold: ages, counts, road numbers."""
    return _story(pair, "numbers", lambda e: e.numbers)


def quotes(pair: Pair) -> Observation | None:
    """Quoted words both stories hold; of a section or chronicle nothing says that they go with the passage."""
    if pair.evidence is None or not pair.evidence.quotes or pair.left_item.manifold or pair.right_item.manifold:
        return None
    return Observation("quotes", pair.evidence.quotes)


def two_languages(pair: Pair) -> bool:
    """Whether the items are in different languages: then common wording proves something, its lack nothing."""
    one, other = pair.left_item.language, pair.right_item.language
    return bool(one and other and one != other)


def two_scripts(pair: Pair) -> bool:
    """Whether the items are written in different letters, where no word looks alike."""
    return pair.left_item.script != pair.right_item.script


def _whole(one: Profile, item: ItemWords) -> bool:
    return not item.manifold and len(one.tokens) >= WHOLE * len(item.tokens)


def _passing(one: Profile, item: ItemWords) -> bool:
    return item.manifold or (len(item.tokens) > STORY and len(one.tokens) < PASSAGE * len(item.tokens))


def _behind(pair: Pair) -> bool:
    """Whether either report stands in the background, where nothing is said about whole stories."""
    return pair.left.background or pair.right.background


def _story(pair: Pair, name: str, measure: Callable[[Evidence], float]) -> Observation | None:
    """Evidence of whole stories speaks for their foreground only, and never within one item.

    Nor does it speak for a passage of a long page: two long pages about one war are alike whatever a passage tells.
    """
    passing = _passing(pair.left, pair.left_item) or _passing(pair.right, pair.right_item)
    if pair.evidence is None or _behind(pair) or passing:
        return None
    if two_languages(pair) and (name not in CROSSING or measure(pair.evidence) < CROSSED):
        return None
    return Observation(name, measure(pair.evidence))


def background(pair: Pair) -> Observation | None:
    """Whether both reports, one, or none stands in the background of its story."""
    sides = pair.left.background + pair.right.background
    return Observation("background", ("none", "one", "both")[sides]) if sides else None


def copies(pair: Pair) -> Observation | None:
    """Reports told in the same words in copies of one text are the same report; translations share no words."""
    if pair.evidence is None or pair.left_item.family != pair.right_item.family or two_languages(pair):
        return None
    return Observation("copies", "same_words" if (pair.told or 0.0) >= 0.8 else "other_words")


def one_item(pair: Pair) -> Observation | None:
    """Whether two reports of one page tell one thing.

    One of: apart (place, date or toll say outright that two things are told), agree (they share a date or a place),
    story (nothing is shared, but the page is one news story), near (told within a few sentences of a longer page),
    scattered (far apart in a longer page, which tells many things).
    """
    return None if pair.evidence is not None else Observation("one_item", _within(pair))


def _within(pair: Pair) -> str:
    a, b = pair.left, pair.right
    if apart(a, b):
        return "apart"
    if _same_day(a, b) or _same_spot(a, b):
        return "agree"
    if len(pair.left_item.tokens) <= STORY:
        return "story"
    return "near" if max(a.start, b.start) - min(a.end, b.end) <= NEAR_CHARS else "scattered"


def apart(a: Profile, b: Profile) -> bool:
    """Whether two reports of one page contradict each other about day or place, or, sharing neither, about a toll."""
    if a.when and b.when and a.when.gap_days(b.when) > 1:
        return True
    if a.where and b.where and relation(a.where, b.where) in ("around", "region", "far", "elsewhere"):
        return True
    if _same_day(a, b) or _same_spot(a, b):
        return False
    return any(a.harm[h][1] < b.harm[h][0] or b.harm[h][1] < a.harm[h][0] for h in a.harm.keys() & b.harm.keys())


def _same_day(a: Profile, b: Profile) -> bool:
    if a.when is None or b.when is None or a.when.gap_days(b.when) > 1:
        return False
    return max((w.end - w.start).days for w in (a.when, b.when)) <= 7


def _same_spot(a: Profile, b: Profile) -> bool:
    return a.where is not None and b.where is not None and relation(a.where, b.where) in ("same", "near")


def specifics(pair: Pair) -> Observation | None:
    """How many of date, place and toll both reports tell closely enough to be held against one another.

    Asked of passages of long pages only: those that share none can be about anything their pages are about. A news
    story has its wording to go by.
    """
    if pair.evidence is None or not (_passing(pair.left, pair.left_item) or _passing(pair.right, pair.right_item)):
        return None
    a, b = pair.left, pair.right
    days = all(w is not None and (w.end - w.start).days <= 7 for w in (a.when, b.when))
    spots = all(w is not None and w.resolution in FINE for w in (a.where, b.where))
    return Observation("specifics", days + spots + bool(a.harm.keys() & b.harm.keys()))


def _range(count: tuple[int, int]) -> str:
    return str(count[0]) if count[0] == count[1] else f"{count[0]}–{count[1]}"


def _period(when: When) -> str:
    one_day = when.end - when.start < dt.timedelta(1)
    return when.start.isoformat() if one_day else f"{when.start} to {when.end}"


FEATURES: Mapping[str, Callable[[Pair], Observation | None]] = {
    function.__name__: function
    for function in (
        event_type,
        day_gap,
        period_gap,
        published_gap,
        lag,
        place,
        actors,
        toll_killed,
        toll_other,
        told_alike,
        story_alike,
        title_alike,
        rare_words,
        names,
        numbers,
        quotes,
        background,
        copies,
        one_item,
        specifics,
    )
}
"""All comparisons by name; the scorecard must weigh each of them."""


def observe(pair: Pair) -> tuple[Observation, ...]:
    """Everything the comparisons found about a pair."""
    return tuple(found for feature in FEATURES.values() if (found := feature(pair)) is not None)
