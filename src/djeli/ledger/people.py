"""Who is who in a case: the actors it tells of, and one actor's history as reports and the actor table tell it.

What the table says and what reports say are kept apart. Persons have a row only where a page shows them in a public
role; all others are counted, never listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from djeli.ask import Found, Known, table_facts
from djeli.ask.bonds import bond_found, place_found, shown
from djeli.cited import Cited, CitedBond, CitedSaying
from djeli.errors import NotFound
from djeli.ledger.courses import cases, ends, mission
from djeli.ledger.listed import ActorRow, Counts, of_table, rows
from djeli.ledger.quoting import voiced
from djeli.ledger.shelf import Shelf
from djeli.pipeline.parts import party_key
from djeli.resources.actors import load_actors
from djeli.text.similarity import words
from djeli.views import Bond, Event
from djeli.vocab import PartyKind, Relation, Role

SURE, NEAR, PARTLY = 92, 70, 85
"""Likeness of spellings, of 100: from which one name is taken for another, from which it is worth naming, and the same
for names that share some words.
"""
SHORT = 3
"""Letters up to which a word of a name tells nothing: "the", "al", "of"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An event an actor took part in, by its roles there."""

    event: Event
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One actor: what the table knows (`facts`, each with its reference), and what the reports of the case say.

    `taken_for` says how the name was understood where it isn't the actor's own. `bonds` are all its relations, private
    names marked; `held` those that last, and offices, with their words; `case` the steps of cases at law; `mission`
    mandates, prolongations, hosts and troops. There may be more statements than are handed out: `said_total` of its own
    and `about_total` of others that name it.
    """

    row: ActorRow
    taken_for: str = ""
    aliases: tuple[str, ...] = ()
    note: str = ""
    reference: str = ""
    facts: tuple[Known, ...] = ()
    bonds: tuple[Bond, ...] = ()
    held: tuple[Found, ...] = ()
    mission: tuple[Found, ...] = ()
    case: tuple[Found, ...] = ()
    events: tuple[Part, ...] = ()
    said: tuple[CitedSaying, ...] = ()
    about: tuple[CitedSaying, ...] = ()
    said_total: int = 0
    about_total: int = 0


MISSION = frozenset(
    {Relation.MANDATED_BY, Relation.EXTENDED_BY, Relation.ENDED, Relation.CONTRIBUTES_TO, Relation.HOSTED_BY}
)


LAW = frozenset({Relation.MEASURE_BY, *(one for one in Relation if one.judicial)})


def listed_on(shelf: Shelf) -> list[ActorRow]:
    """The actors of the case that a shelf stands in."""
    found: list[ActorRow] = shelf.made("people", lambda one: rows(one.view))
    return found


def filtered(found: Iterable[ActorRow], *, country: str, kind: str, text: str) -> list[ActorRow]:
    """Rows of a country, a kind of party, and with these words in a name or role.

    Raises:
        NotFound: no such kind.
    """
    wanted = kind.strip().casefold().replace(" ", "_")
    known = [one.value for one in PartyKind]
    if wanted and wanted not in known:
        raise NotFound(f"no kind of actor {kind!r}; there are {', '.join(known)}")
    asked = words(text)
    return [
        row
        for row in found
        if (not country or country in row.countries)
        and (not wanted or row.kind.value == wanted)
        and all(word in " ".join(words(_all_names(row))) for word in asked)
    ]


def _all_names(row: ActorRow) -> str:
    actor = load_actors().get(row.id)
    return " ".join((row.id, row.name, row.role, *(actor.aliases if actor is not None else ())))


# --- which actor a name means -----------------------------------------------------------------------------------


def resolve(name: str, listed: Sequence[ActorRow]) -> tuple[str, str]:
    """The id a name stands for, and how it was understood; near spellings count when one actor alone has them.

    Args:
        name: an id, a name, an alias, or something close to one.
        listed: the rows of the case, which come before actors of the table that the case does not tell of.

    Raises:
        NotFound: no such actor, or several; the message names those that come near.
    """
    forms = _forms(listed)
    plain = " ".join(words(name))
    told = {row.id for row in listed}
    if name in load_actors() or name in told:
        return name, ""
    exact = forms.get(plain, [])
    chosen = [one for one in exact if one in told] or exact
    if len(chosen) == 1:
        return chosen[0], ""
    if len(chosen) > 1:
        raise NotFound(f"{name!r} may be {_listed(chosen)}; ask with the id")
    close = process.extract(plain, list(forms), scorer=fuzz.ratio, limit=12, score_cutoff=NEAR) if plain else []
    close = close or _by_words(plain, forms)
    sure = {one for form, score, _ in close if score >= SURE for one in forms[form]}
    if len(sure) == 1:
        [found] = sure
        return found, f"taken for {_name(found)}, which is spelt nearly so"
    near = list(dict.fromkeys(one for form, _, _ in close for one in forms[form]))[:6]
    hint = f"near: {_listed(near)}" if near else "no name comes near; 'djeli actors' lists those the case tells of"
    raise NotFound(f"no actor {name!r} in this case or in the actor table; {hint}")


def _by_words(plain: str, forms: dict[str, list[str]]) -> list[tuple[str, float, int]]:
    """Names that share most of their telling words with the one asked for, in any order."""
    telling = " ".join(word for word in plain.split() if len(word) > SHORT)
    found = process.extract(telling, list(forms), scorer=fuzz.token_set_ratio, limit=12, score_cutoff=PARTLY)
    return found if telling else []


def _forms(listed: Iterable[ActorRow]) -> dict[str, list[str]]:
    """Every name in plain words, with the ids it stands for."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for actor in load_actors().values():
        for form in actor.forms:
            found[" ".join(words(form))][actor.id] = None
    for row in listed:
        if row.id not in load_actors():
            parts = words(row.name)
            found[" ".join(parts)][row.id] = None
            if row.kind is PartyKind.PERSON and len(parts) > 1:
                found[parts[-1]][row.id] = None
    return {form: list(ids) for form, ids in found.items() if form}


def _name(key: str) -> str:
    known = load_actors().get(key)
    return known.name if known is not None else key.removeprefix("name:")


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(f"{key} ({_name(key)})" if key in load_actors() else _name(key) for key in keys)


# --- one actor --------------------------------------------------------------------------------------------------


def history(name: str, shelf: Shelf, listed: Sequence[ActorRow] | None = None, *, most: int | None = None) -> History:
    """All that is known of one actor, the table's facts and the reports' words apart.

    `listed` are the actors of the case, `most` as many statements as are handed out of each sort.

    Raises:
        NotFound: no such actor, several, or a person without a public role.
    """
    plain = " ".join(words(name))
    if plain in shelf.secluded:
        raise NotFound(f"{name!r} is a person without a public role in these reports; only public roles have a page")
    listed = listed_on(shelf) if listed is None else listed
    key, how = resolve(name, listed)
    actor = load_actors().get(key)
    row = next((one for one in listed if one.id == key), None) or of_table(load_actors()[key], Counts())
    plain = key.removeprefix("name:")
    tied = [one for one in shelf.bonds if any(plain in ends(told) for told in one.told)]
    tied.sort(key=lambda one: (one.bond.denied, one.bond.relation.value, _day(one)))

    def told(wanted: Callable[[Relation], bool], *, by: bool = False) -> list[Found]:
        """Relations of some kinds; with `by` only those where the actor is the one who acts."""
        chosen = [one for one in tied if wanted(one.bond.relation)]
        chosen = [one for one in chosen if ends(one.told[0])[1] == plain] if by else chosen
        return [bond_found(one, shelf.secluded) for one in chosen]

    return History(
        row=row,
        taken_for=how,
        aliases=actor.aliases if actor is not None else (),
        note=actor.note if actor is not None else "",
        reference=actor.reference if actor is not None else "",
        facts=tuple(table_facts(actor)) if actor is not None else (),
        bonds=tuple(_marked(one.bond, shelf.secluded) for one in tied),
        held=(*told(lambda one: one not in MISSION and one not in LAW), *_present(plain, shelf)),
        mission=(*mission(plain, shelf), *told(_mandating, by=True), *_given(tied, plain, shelf)),
        case=(*cases(plain, shelf), *told(lambda one: one in LAW, by=True)),
        events=tuple(_parts(plain, shelf)),
        **voiced(shelf.view, shelf.text, plain, actor.forms if actor is not None else (row.name,), most=most)._asdict(),
    )


def _marked(one: Bond, secluded: frozenset[str]) -> Bond:
    return replace(one, subject_name=shown(one.subject_name, secluded), other_name=shown(one.other_name, secluded))


def _given(tied: Iterable[CitedBond], key: str, shelf: Shelf) -> Iterable[Found]:
    """What a state or force gives to missions."""
    given = (one for one in tied if one.bond.relation is Relation.CONTRIBUTES_TO)
    return (bond_found(one, shelf.secluded) for one in given if ends(one.told[0])[0] == key)


def _mandating(one: Relation) -> bool:
    """What a council or a host does to missions; whom a mission gets people from stands with the mission itself."""
    return one in MISSION and one is not Relation.CONTRIBUTES_TO


def _day(one: CitedBond) -> str:
    return one.bond.when.start.isoformat() if one.bond.when is not None else "9999"


def _present(key: str, shelf: Shelf) -> Iterable[Found]:
    """Where the actor is told to be, place by place."""
    found: dict[str, list[Cited]] = defaultdict(list)
    for one in shelf.places:
        if ends(one)[0] == key:
            found[one.claim.parsed().name].append(one)
    return (place_found(same) for same in found.values())


def _parts(key: str, shelf: Shelf) -> Iterable[Part]:
    for event in shelf.events_of(key):
        roles = tuple(dict.fromkeys(one.role for one in event.participants if party_key(one.party) == key))
        if roles:
            yield Part(event=event, roles=roles)
