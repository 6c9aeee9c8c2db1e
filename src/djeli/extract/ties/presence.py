"""Where named actors are: "X is active in northern Mali", "X controls Kidal".

Only what stands right behind the actor's name is read: nothing is guessed over a distance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from djeli.extract.mentions import ActorMention, PlaceMention, Sentence, TieMention
from djeli.extract.ties.words import StateWords, state_words
from djeli.vocab import PartyKind

_REACH = 120
"""Characters behind a name in which its place is told."""
_SKIP = 24
"""Characters between the words and the place's name ("in parts of northern Mali")."""


def may_be_present(sentences: Sequence[Sentence], actors: Sequence[ActorMention], content: str, code: str) -> bool:
    """Whether an item may tell where an actor is: a cheap look before places are sought for it."""
    words = state_words(code)
    if words is None or not actors:
        return False
    named = {a.sentence for a in actors if a.named}
    return any(s.index in named and words.hint.search(content, s.start, s.end) for s in sentences)


def find_presence(
    sentences: Sequence[Sentence],
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    content: str,
    code: str,
) -> Iterator[TieMention]:
    """Places of the named actors of an item, in reading order."""
    words = state_words(code)
    if words is None:
        return
    seen: set[tuple[int, int]] = set()
    for sentence in sentences:
        mine = [a for a in actors if a.sentence == sentence.index and a.named and a.party.kind is not PartyKind.PERSON]
        if not mine or not words.hint.search(content, sentence.start, sentence.end):
            continue
        here = [p for p in places if p.sentence == sentence.index and p.where is not None]
        for actor in mine:
            state = _behind(actor, sentence, here, content, words)
            if state is not None and (state.start, state.end) not in seen:
                seen.add((state.start, state.end))
                yield state


def _behind(
    actor: ActorMention, sentence: Sentence, places: Sequence[PlaceMention], content: str, words: StateWords
) -> TieMention | None:
    match = words.behind.match(content, actor.end, min(sentence.end, actor.end + _REACH))
    if match is None:
        return None
    at = match.end()
    near = (p for p in places if at - 1 <= p.start <= at + _SKIP)
    # "in parts of northern Mali", but not over another name
    place = next((p for p in near if content[at : p.start].islower() or p.start <= at + 1), None)
    if place is None or place.where is None:
        return None
    told = {name.rstrip("12") for name, met in match.groupdict().items() if met}
    return TieMention(
        start=min(actor.start, place.start),
        end=max(actor.end, place.end),
        sentence=actor.sentence,
        relation="present_in",
        subject=actor.party,
        value=place.where,
        spans=((actor.start, actor.end), (place.start, place.end)),
        over=bool(told & {"was", "over"}) or match["words"].lower() in words.past,
        denied="not" in told,
    )
