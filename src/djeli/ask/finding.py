"""From a question to its answer: which searches are tried in which order, and what is said when none finds anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from djeli import phrases
from djeli.ask import bonds, deeds, fit, sayings
from djeli.ask.answer import Answer, Found
from djeli.ask.lines import headline
from djeli.ask.names import ACTOR, NAME, PLACE, Named, Names
from djeli.ask.reading import Asked, read
from djeli.ask.shelf import Shelf
from djeli.cited import Cited
from djeli.resources.actors import load_actors
from djeli.text.similarity import words
from djeli.views import Event

MOST = 5
"""Answers shown; the rest is counted."""
NEAR = 4
_WANTED = {
    "who": "who",
    "when": "when",
    "where": "where",
    "how_many": "how many",
    "how": "with what",
    "why": "why",
    "what": "what",
    "whether": "whether",
}


def ask(question: str, shelf: Shelf, names: Names, place: Callable[[str], Named | None]) -> Answer:
    """What the ledger says to a question.

    Args:
        question: English or French, as typed.
        shelf: what is searched.
        names: the names of the case and the actor tables.
        place: what a capitalised word that is no known name may be.
    """
    asked = read(question, names, place)
    base = Answer(question=question, understood=understood(asked), searched=searched(shelf))
    refused = _refused(asked, shelf)
    if refused:
        return replace(base, reason=refused)
    missing = tuple(word for word in _needed(asked) if not _stands(word, shelf))
    found = [] if missing else _found(asked, shelf) or _words_alone(asked, shelf)
    known = tuple(sayings.known(asked))
    if found:
        return replace(base, found=tuple(found[:MOST]), more=max(0, len(found) - MOST), known=known)
    return replace(
        base, known=known, missing=missing, near=tuple(near(asked, shelf)), reason=_silence(asked, shelf, missing)
    )


def _found(asked: Asked, shelf: Shelf) -> list[Found]:
    """Answers of the searches that the question calls for, in the order that serves it."""
    main = asked.main
    if main is None:
        if not asked.mentions and not asked.topics:
            return []
        counted = sayings.figures(asked, shelf) if asked.wanted == "how_many" else []
        return [*counted, *bonds.ties(asked, shelf), *_untyped(asked, shelf)]
    said = sayings.statements(asked, shelf)
    tied, counted = bonds.ties(asked, shelf), sayings.figures(asked, shelf)
    done = deeds.answers(asked, shelf) if main.types or main.harm or main.presence else []
    if asked.wanted == "whether" and not main.stance:
        return [*tied, *done, *sayings.positions(asked, shelf), *counted]
    if asked.wanted == "how_many":
        return [*done, *counted, *tied]
    if main.stance:
        return [*(done if main.types and asked.wanted == "who" else []), *said, *counted]
    lasting = any(side != "over" for _, side in main.ties)
    first = tied if lasting and not (main.id == "leave" and done) else []
    return [*first, *counted, *done, *([] if first else tied)]


def _words_alone(asked: Asked, shelf: Shelf) -> list[Found]:
    """Where no value answers: events that fit, and statements that hold all the words, for the reader to read."""
    if asked.main is None:
        return []
    return [*deeds.silent(asked, shelf), *sayings.wordings(asked, shelf)]


def _untyped(asked: Asked, shelf: Shelf) -> list[Found]:
    """A question without a cue is answered from events only where it names something besides asking what or when."""
    return deeds.answers(asked, shelf) if asked.wanted in ("what", "when", "where", "whether") else []


def _refused(asked: Asked, shelf: Shelf) -> str:
    """Why a question is not answered at all; empty when it is."""
    for mention in asked.mentions:
        if any(one.sort == NAME and one.key in shelf.secluded for one in mention.meanings):
            return (
                f"{mention.words} is a person without a public role in these reports, and the ledger answers nothing "
                "about private persons by name. What pages print stands in 'djeli claims --text'."
            )
    if asked.undated:
        given = ", ".join(f"“{word}”" for word in asked.undated)
        return f"{given} can't be told without knowing from which day it counts; write the date, such as July 2024."
    if asked.wanted == "why":
        return "The ledger records who says what, not why things happen; ask what somebody said about it."
    if not (asked.main or asked.mentions or asked.topics):
        return "No word of the question says what it is about; name an actor, a place, an act or a day."
    if asked.main is None and asked.wanted == "how":
        return "No word of the question says what was done, said or counted; docs/why/asking.md lists what is read."
    return ""


def _needed(asked: Asked) -> list[str]:
    """Words that must stand somewhere before the question can be answered, as the question writes them."""
    names = [one.words for one in asked.mentions if all(m.sort == PLACE and not m.country for m in one.meanings)]
    return [*names, *(asked.written(word) for word in (*asked.topics, *asked.people))]


def _stands(word: str, shelf: Shelf) -> bool:
    """Whether a word, or a form of it, stands in any event, statement, relation or figure."""
    parts = words(word)
    if shelf.holding(" ".join([*parts[:-1], f"{fit.stem(parts[-1])}*" if len(parts[-1]) > 4 else parts[-1]])):
        return True
    return any(all(fit.like(part, words(one.passage)) for part in parts) for one in _all_told(shelf))


def _all_told(shelf: Shelf) -> Iterator[Cited]:
    """Every cited claim: statements, relations, places of presence, figures."""
    yield from shelf.statements
    yield from shelf.places
    for bond in shelf.bonds:
        yield from bond.told
    for figure in shelf.figures:
        yield from figure.told


def understood(asked: Asked) -> str:
    """The question as it was read, in words."""
    parts = [_WANTED[asked.wanted], *(f"“{word}”" for word in asked.cue_words)]
    for mention in asked.mentions:
        parts.append(
            f"{_names(mention.meanings)}" + (f" ({mention.role})" if mention.role in ("doer", "place") else "")
        )
    parts += [f"the word “{asked.written(word)}”" for word in (*asked.topics, *asked.people)]
    if asked.since or asked.until:
        parts.append(f"{asked.since or '…'} to {asked.until or '…'}")
    return " · ".join(parts)


def _names(meanings: tuple[Named, ...]) -> str:
    order = sorted(meanings, key=lambda one: (one.sort != ACTOR, one.sort != PLACE))
    return " or ".join(dict.fromkeys(one.name for one in order[:3]))


def searched(shelf: Shelf) -> str:
    """What there was to search, in words."""
    counts = (
        (len(shelf.events), "event"),
        (len(shelf.statements), "statement"),
        (len(shelf.bonds) + len(shelf.places), "relation"),
        (len(shelf.figures), "figure"),
    )
    return ", ".join(f"{count:,} {noun}{'s' * (count != 1)}" for count, noun in counts)


def _silence(asked: Asked, shelf: Shelf, missing: tuple[str, ...]) -> str:
    """Why nothing was found, in a sentence."""
    if missing:
        listed = ", ".join(f"“{word}”" for word in missing)
        return f"{listed} {'stands' if len(missing) == 1 else 'stand'} in no event, statement, relation or figure here."
    strangers = [m.words for m in asked.mentions if not any(_told_of(one, shelf) for one in m.meanings)]
    if strangers:
        return f"The reports of this case tell nothing of {', '.join(strangers)}."
    if asked.main is None and asked.topics:
        return f"No rule knows what to look up for {', '.join(f'“{asked.written(word)}”' for word in asked.topics)}."
    return "Nothing in the ledger fits all of the question at once."


def _told_of(one: Named, shelf: Shelf) -> bool:
    if one.sort != ACTOR:
        return True
    forms = {tuple(words(form)) for form in load_actors()[one.key].forms}
    in_events = any(p.party.actor == one.key for event in shelf.events for p in event.participants)
    return in_events or any(
        (c.claim.speaker is not None and c.claim.speaker.actor == one.key)
        or c.claim.subject == one.key
        or any(" ".join(form) in " ".join(words(c.passage)) for form in forms)
        for c in _all_told(shelf)
    )


def near(asked: Asked, shelf: Shelf) -> list[str]:
    """What fits a part of the question, best first: events by names and days, then statements."""
    scored: list[tuple[int, str]] = []
    for event in shelf.events:
        named = sum(fit.in_event(m, event) == fit.STRICT for m in asked.mentions)
        kind = any(event.type in cue.types for cue in asked.cues)
        dated = (asked.since or asked.until) is not None and fit.in_days(asked, event)
        topics = sum(fit.like(word, fit.text_of(event)) for word in asked.topics)
        if named or topics or (dated and kind):
            scored.append((2 * named + 2 * topics + kind + dated - event.background, _event_line(event)))
    for one in shelf.statements:
        text = words(one.passage)
        hits = sum(fit.spoken(m, text) for m in asked.mentions) + sum(fit.like(word, text) for word in asked.topics)
        stance = asked.main is not None and asked.main.stance in ("any", one.claim.stance.value)
        if hits and (stance or not scored):
            scored.append((2 * hits + stance, f"{one.who or one.page}: “{_clip(one.quote)}” ({one.page})"))
    scored.sort(key=lambda pair: -pair[0])
    return list(dict.fromkeys(line for _, line in scored))[:NEAR]


def _event_line(event: Event) -> str:
    return f"{event.id}  {headline(event)}, {phrases.where(event.where)}"


def _clip(text: str, limit: int = 120) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
