"""Answers from what is told beside events: statements, relations of actors, figures, and what the table knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from djeli import wording
from djeli.ask import fit
from djeli.ask.answer import Found, Known
from djeli.ask.lines import grouped
from djeli.ask.reading import Asked, Mention
from djeli.ask.shelf import Shelf
from djeli.ask.words import Cue
from djeli.cited import Cited, CitedFigure, CitedSaying
from djeli.resources.actors import Actor, load_actors
from djeli.text.similarity import words
from djeli.values import Figure
from djeli.views import Event
from djeli.vocab import DisputeKind, FigureKind, Relation, Stance

SAID = {
    Stance.ASSERTS: "said",
    Stance.DENIES: "denied",
    Stance.CONFIRMS: "confirmed",
    Stance.ACCUSES: "accused",
    Stance.CLAIMS_RESPONSIBILITY: "claimed responsibility",
    Stance.CONDEMNS: "condemned",
    Stance.PREDICTS: "foresaw or warned",
    Stance.PROMISES: "promised",
    Stance.CALLS_FOR: "called for",
}
OPPOSED = (DisputeKind.RESPONSIBILITY, DisputeKind.DENIAL, DisputeKind.EXISTENCE)
"""Disputes in which words stand against words."""
POSITIONS = (Stance.CLAIMS_RESPONSIBILITY, Stance.DENIES, Stance.CONFIRMS, Stance.ACCUSES)
"""Stances that answer yes or no."""
_FACTS: dict[str, tuple[str, ...]] = {
    Relation.FOUNDED: ("founded", "merger_of"),
    Relation.MERGED_INTO: ("merged_into", "merger_of"),
    Relation.ALIAS_OF: ("known_as",),
    Relation.MEMBER_OF: ("member_of", "part_of"),
    Relation.MANDATED_BY: ("mandate_start",),
    Relation.EXTENDED_BY: ("mandate_end",),
    Relation.ENDED: ("mandate_end", "disbanded"),
}
"""Kinds of facts of the actor table that answer a relation; the others go by the relation's own name."""


# --- statements -------------------------------------------------------------------------------------------------


def statements(asked: Asked, shelf: Shelf) -> list[Found]:
    """Statements of the stance, speaker and subject asked for; those whose own words name the subject first."""
    if asked.main is None or not asked.main.stance:
        return []
    stance = asked.main.stance
    events = {event.id: event for event in shelf.events}
    fitting: list[tuple[int, Cited]] = []
    for one in shelf.statements:
        if stance not in ("any", one.claim.stance.value) or not _by(asked, one) or not _in_days(asked, one):
            continue
        near = _about(asked, one, [events[name] for name in one.events if name in events])
        if near:
            fitting.append((near, one))
    fitting.sort(key=lambda pair: -pair[0])
    close = [one for near, one in fitting if near > 1] or [one for _, one in fitting]
    return _as_found(close, events, shelf)


def positions(asked: Asked, shelf: Shelf) -> list[Found]:
    """Who claims, denies, confirms or lays the blame for what a yes-or-no question is about."""
    events = {event.id: event for event in shelf.events}
    said = [word for cue_word in asked.cue_words for word in cue_word.split()]

    def fits(one: Cited) -> bool:
        speaker = one.claim.speaker
        if one.claim.stance not in POSITIONS or speaker is None or not asked.mentions:
            return False
        text = words(one.passage)
        named = all(fit.spoken(m, text) or fit.is_end(m, speaker.actor, speaker.name) for m in asked.mentions)
        return named and all(fit.like(word, text) for word in (*said, *asked.topics, *asked.people))

    return _as_found([one for one in shelf.statements if fits(one) and _in_days(asked, one)], events, shelf)


def wordings(asked: Asked, shelf: Shelf) -> list[Found]:
    """Statements whose sentence holds every name and word of the question: for what no event or relation tells."""
    events = {event.id: event for event in shelf.events}
    said = [word for cue_word in asked.cue_words for word in cue_word.split()]
    wanted = (*said, *asked.topics, *asked.people)

    def fits(one: Cited) -> bool:
        speaker = one.claim.speaker
        text = words(f"{one.passage} {speaker.name if speaker else ''}")
        named = all(fit.spoken(mention, text) for mention in asked.mentions)
        return named and all(fit.like(word, text) for word in wanted)

    if not asked.mentions or not wanted:
        return []
    return _as_found([one for one in shelf.statements if fits(one) and _in_days(asked, one)], events, shelf)


def _speakers(asked: Asked) -> list[Mention]:
    return [one for one in asked.mentions if one.role == "doer" and asked.wanted != "who"]


def _by(asked: Asked, one: Cited) -> bool:
    """Whether the speaker is the one asked for: a name, or words such as "mayor" that stand where a name would."""
    early = () if asked.wanted == "who" else asked.early
    mentions = _speakers(asked)
    if not mentions and not early:
        return True
    speaker = one.claim.speaker
    if speaker is None:
        return False
    text = words(f"{speaker.name} {speaker.role} {speaker.organisation}")
    named = all(fit.is_end(mention, speaker.actor, speaker.name) or fit.spoken(mention, text) for mention in mentions)
    return named and all(fit.like(word, text) for word in early)


def _about(asked: Asked, one: Cited, events: Sequence[Event]) -> int:
    """How near a statement is to what is asked: 3 its own words hold it, 2 its sentence, 1 only its event, 0 not."""
    spoken = _speakers(asked)
    mentions = [mention for mention in asked.mentions if mention not in spoken]
    early = () if asked.wanted == "who" else asked.early
    topics = [word for word in (*asked.topics, *asked.people) if word not in early]

    def holds(text: Sequence[str], *, far: bool) -> bool:
        by_name = all(
            fit.spoken(m, text) or (far and any(fit.in_event(m, event) == fit.STRICT for event in events))
            for m in mentions
        )
        by_word = all(fit.like(word, text) for word in topics)
        return by_name and by_word and all(_of_cue(cue, said, text, events) for cue, said in _rest(asked))

    if holds(words(one.quote), far=False):
        return 3
    wide = words(one.passage)
    return 2 if holds(wide, far=False) else 1 if holds(wide, far=True) else 0


def _rest(asked: Asked) -> list[tuple[Cue, str]]:
    return list(zip(asked.cues, asked.cue_words, strict=False))[1:]


def _of_cue(cue: Cue, said: str, text: Sequence[str], events: Sequence[Event]) -> bool:
    return any(event.type in cue.types for event in events) or all(fit.like(word, text) for word in said.split())


def _in_days(asked: Asked, one: Cited) -> bool:
    """Whether the page is of the days asked for; a statement rarely has a day of its own."""
    if asked.since is None and asked.until is None:
        return True
    day = one.published
    after = asked.since is None or day >= asked.since.isoformat()
    return bool(day) and after and (asked.until is None or day <= asked.until.isoformat())


def _as_found(told: Sequence[Cited], events: dict[str, Event], shelf: Shelf) -> list[Found]:
    """One answer a statement; disputes of the event it is about stand with the first that speaks of it."""
    whole = {claim: one for one in shelf.sayings for claim in one.said.claims}
    chosen = {whole[one.claim.id].said.id: whole[one.claim.id] for one in told if one.claim.id in whole}
    found: list[Found] = []
    shown: set[str] = set()
    for one in chosen.values():
        about = [events[name] for name in one.said.events if name in events and name not in shown]
        shown |= set(one.said.events)
        opposed = [dispute for event in about for dispute in event.disputes if dispute.kind in OPPOSED]
        found.append(
            Found(
                sentence=_heading(one),
                lines=tuple(grouped(one.told, lambda told: "", voiced=False)),
                event=one.said.events[0] if one.said.events else "",
                disputes=(*one.said.disputes, *opposed),
            )
        )
    return found


def _heading(one: CitedSaying) -> str:
    """Who said it and how, in which office, to whom, passed on by whom, and what took its place."""
    said = one.said
    role = ", ".join(part for part in (said.role, said.organisation) if part and part not in said.speaker)
    private = " (private)" if one.first.private else ""
    tail = f", told {said.addressee}" if said.addressee else ""
    tail += f", as passed on by {said.via}" if said.via else ""
    tail += f" (superseded: {said.stale})" if said.stale else ""
    return f"{said.speaker}{private}{f' ({role})' if role else ''} {SAID[said.stance]}{tail}:"


# --- figures ----------------------------------------------------------------------------------------------------


def figures(asked: Asked, shelf: Shelf) -> list[Found]:
    """Figures of the kinds asked for whose holder, details or sentence hold the question's names and words."""
    kinds = {kind for cue in asked.cues for kind in cue.figures} or (set() if asked.main else set(FigureKind))
    fitting = [one for one in shelf.figures if _figure_fits(asked, one, kinds)]
    held = [one for one in fitting if _holds(asked, one)]
    return [figure_found(one) for one in held or fitting]


def _holds(asked: Asked, one: CitedFigure) -> bool:
    """Whether the figure is of one of the question's names, not only told in one sentence with it."""
    figure = one.view.figure
    return any(fit.is_end(mention, figure.actor, figure.holder) for mention in asked.mentions)


def _figure_fits(asked: Asked, one: CitedFigure, kinds: set[FigureKind]) -> bool:
    value = one.view.figure
    if value.figure not in kinds and not _counted(asked, value):
        return False
    own = (value.holder, value.unit, *(detail for _, detail in value.details))
    text = words(" ".join((*own, *(told.passage for told in one.told))))
    named = all(
        fit.is_end(m, value.actor, value.holder) or (m.role != "doer" and fit.spoken(m, text)) for m in asked.mentions
    )
    return named and all(fit.like(word, text) for word in (*asked.topics, *asked.people))


def _counted(asked: Asked, value: Figure) -> bool:
    """Whether it counts the harm asked for, over a time or an area."""
    told = words(f"{value.detail('what')} {value.unit}")
    return any(
        asked.wanted == "how_many" and value.figure is FigureKind.COUNT and cue.harm and fit.like(cue.harm.value, told)
        for cue in asked.cues
    )


def figure_found(one: CitedFigure) -> Found:
    """A figure as one answer."""
    figure = one.view.figure
    said = [f"{wording.KINDS[figure.figure].capitalize()}: {wording.amount(figure) or 'no number told'}"]
    said += [part for part in (figure.holder, wording.details(figure), wording.held(one.view.when)) if part]
    judged = [j.sentence.rstrip(".") for j in (one.comparison, one.promise) if j is not None and j.sentence]
    return Found(
        sentence=f"{' · '.join([*said, *judged])}.",
        lines=tuple(grouped(one.told, lambda told: "")),
        disputes=one.disputes,
    )


# --- the actor table --------------------------------------------------------------------------------------------


def known(asked: Asked) -> list[Known]:
    """What the actor table says to a question about relations, or to one that only names an actor."""
    actors = [load_actors()[m.key] for mention in asked.mentions for m in mention.meanings if m.sort == "actor"]
    if asked.main is None:
        about = asked.wanted in ("who", "what") and not (asked.topics or asked.people)
        return [one for actor in actors[: int(about)] for one in table_facts(actor)]
    kinds = {kind for cue in asked.cues for prop, _ in cue.ties for kind in _FACTS.get(prop, (str(prop),))}
    if asked.main.types and not asked.main.ties:
        return []
    return [one for actor in dict.fromkeys(a.id for a in actors) for one in table_facts(load_actors()[actor], kinds)]


def table_facts(actor: Actor, kinds: Iterable[str] | None = None) -> list[Known]:
    """Facts of the actor table, all or of some kinds; without a page each says "unreferenced"."""
    wanted = None if kinds is None else set(kinds)
    found = []
    for fact in actor.facts:
        if wanted is not None and fact.kind.value not in wanted:
            continue
        other = load_actors().get(fact.value)
        said = wording.FACTS[fact.kind.value].format(value=other.name if other is not None else fact.value)
        found.append(Known(sentence=f"{actor.name}: {said}", date=wording.iso(fact.date), reference=fact.reference))
    return found
