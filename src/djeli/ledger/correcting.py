"""What a person types for a corrected value, as a value: "date=2024-07-25", "killed=50-60", "place=Kidal, Mali"."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping
from functools import cache

from djeli import values
from djeli.errors import NotFound
from djeli.gazetteer import Gazetteer, PlaceKind, name_key
from djeli.judge.spelling import party_list
from djeli.ledger.small import iso_day
from djeli.resources.actors import load_actors
from djeli.resources.event_types import event_types
from djeli.values import Party, Quantity, When, Where
from djeli.vocab import DateAnchor, Exactness, Harm, PartyKind, Precision, Resolution, Role

GRADE = "grade"

ALIASES = {
    "date": "when",
    "place": "where",
    "actor": Role.PERPETRATOR.value,
    "by": Role.PERPETRATOR.value,
    "against": Role.TARGET.value,
    "toll": Harm.KILLED.value,
    "injured": Harm.WOUNDED.value,
}
"""Other words for a property."""
KNOWN = ("when", "where", "type", GRADE, *(h.value for h in Harm), *(r.value for r in Role))
_FORM = "write killed=57, killed=50-60, killed=50+ (at least), killed=~50 (about), wounded=0"
_COUNT = re.compile(r"(?P<about>~)?(?P<low>\d[\d,]*)(?:(?P<more>\+)|\s*[-–]\s*(?P<high>\d[\d,]*))?\s*(?P<of>[^\d]*)")
_SPOT = re.compile(r"(?P<name>.*?)\s*@\s*(?P<lat>-?\d+(?:\.\d+)?)\s*,\s*(?P<lon>-?\d+(?:\.\d+)?)")


def property_of(name: str) -> str:
    """The property a word stands for.

    Raises:
        NotFound: none.
    """
    prop = ALIASES.get(name.strip().lower(), name.strip().lower())
    if prop not in KNOWN:
        words = sorted({*ALIASES, *KNOWN})
        raise NotFound(f"{name!r} is nothing that can be corrected; there are {', '.join(words)}")
    return prop


def value_of(prop: str, text: str, gazetteer: Gazetteer, *, of_event: bool) -> str:
    """A value as a decision keeps it.

    Args:
        prop: a property, as `property_of` names it.
        text: what was typed; empty empties a role.
        gazetteer: where places are looked up.
        of_event: whether the value is an event's; a role of an event may hold several parties, joined by ";".

    Raises:
        NotFound: what was typed is no value of that property; the message says what is.
    """
    if prop == "when":
        return values.dump(when_of(text))
    if prop == "where":
        return values.dump(where_of(text, gazetteer))
    if prop in set(Harm):
        return values.dump(count_of(text))
    if prop in set(Role):
        parties = tuple(party_of(name) for name in text.split(";") if name.strip())
        if of_event:
            return party_list(parties)
        if len(parties) != 1:
            raise NotFound("a report names one party in a claim; write one name, or correct the event")
        return values.dump(parties[0])
    return type_of(text)


def type_of(text: str) -> str:
    """An event type by its id or its label.

    Raises:
        NotFound: none is called so.
    """
    wanted, types = text.strip().lower().replace(" ", "_"), event_types()
    found = next(
        (name for name, one in types.items() if wanted in (name, one.label["en"].lower().replace(" ", "_"))), ""
    )
    if not found:
        near = [name for name in types if wanted[:4] and wanted[:4] in name][:8]
        raise NotFound(f"no event type {text!r}; near: {', '.join(near) or 'docs/reference/event-types.md lists all'}")
    return found


def when_of(text: str) -> When:
    """A day, month or year, or two of them with a slash between.

    Raises:
        NotFound: it is none.
    """
    first, _, last = text.strip().partition("/")
    start, end = (
        dt.date.fromisoformat(iso_day(one.strip(), last=late)) for one, late in ((first, False), (last or first, True))
    )
    if end < start:
        raise NotFound(f"{text!r} ends before it begins; write the earlier day first, as in 2024-07-25/2024-07-27")
    length = (end - start).days + 1
    steps = ((1, Precision.DAY), (6, Precision.DAYS), (7, Precision.WEEK), (31, Precision.MONTH), (366, Precision.YEAR))
    precision = next((p for limit, p in steps if length <= limit), Precision.LONGER)
    return When(start=start, end=end, precision=precision, anchor=DateAnchor.STATED)


def count_of(text: str) -> Quantity:
    """A count, with its bounds if it has any and what is counted: "57", "50-60 soldiers", "50+", "~50".

    Raises:
        NotFound: it is none.
    """
    met = _COUNT.fullmatch(text.strip())
    if met is None:
        raise NotFound(f"{text!r} is no count; {_FORM}")
    low = int(met["low"].replace(",", ""))
    of = met["of"].strip()
    if met["high"]:
        high = int(met["high"].replace(",", ""))
        if high < low:
            raise NotFound(f"{text!r} ends below where it begins; {_FORM}")
        return Quantity(low=low, best=None, high=high, exactness=Exactness.RANGE, of=of)
    if met["more"]:
        return Quantity(low=low, best=low, high=None, exactness=Exactness.AT_LEAST, of=of)
    how = Exactness.APPROXIMATE if met["about"] else Exactness.EXACT
    return Quantity(low=low, best=low, high=low, exactness=how, of=of)


def where_of(text: str, gazetteer: Gazetteer) -> Where:
    """A place of the gazetteer ("Kidal", "Kidal, Mali"), or any name with its degrees ("Abeibara@19.12,1.78, Mali").

    Raises:
        NotFound: no place, or several, go by that name.
    """
    spot = _SPOT.match(text.strip())
    rest = text.strip()[spot.end() :] if spot else ""
    name, _, more = (spot["name"] if spot else text).partition(",")
    country = gazetteer.country(_code((rest or more).strip(" ,").rpartition(",")[2].strip()))
    if spot:
        return Where(
            name=name.strip(),
            resolution=Resolution.SETTLEMENT,
            lat=float(spot["lat"]),
            lon=float(spot["lon"]),
            country=country.iso2 if country else "",
            country_name=country.name if country else "",
        )
    return _listed(name.strip(), more, country.iso2 if country else "", gazetteer)


def _code(text: str) -> str:
    return text.upper() if len(text) <= 3 else text


_RESOLUTIONS: Mapping[PlaceKind, Resolution] = {
    PlaceKind.ADM1: Resolution.ADM1,
    PlaceKind.ADM2: Resolution.ADM2,
    PlaceKind.COUNTRY: Resolution.COUNTRY,
    PlaceKind.AREA: Resolution.AREA,
    PlaceKind.WATER: Resolution.WATER,
}


def _listed(name: str, more: str, country: str, gazetteer: Gazetteer) -> Where:
    found = [place for place in gazetteer.lookup(name) if not country or place.country == country]
    units = {name_key(part) for part in more.split(",") if part.strip()}
    inside = [p for p in found if units & {name_key(p.adm1), name_key(p.adm2)}] or found
    if not inside:
        raise NotFound(f'no place {name!r} in the gazetteer; give its degrees, as in place="{name}@16.27,-0.04, Mali"')
    lands = sorted({place.country for place in inside})
    if len(lands) > 1 and not country:
        raise NotFound(f'{name!r} lies in {", ".join(lands)}; add the country, as in place="{name}, {lands[0]}"')
    best = max(inside, key=lambda p: (p.kind is PlaceKind.SETTLEMENT, p.population))
    land = gazetteer.country(best.country) if best.country else None
    return Where(
        name=best.name,
        resolution=_RESOLUTIONS.get(best.kind, Resolution.SETTLEMENT),
        lat=best.lat,
        lon=best.lon,
        country=best.country,
        country_name=land.name if land else "",
        adm1=best.adm1,
        adm2=best.adm2,
        geonameid=best.geonameid,
        radius_km=best.radius_km,
    )


@cache
def _actors() -> Mapping[str, tuple[str, str, PartyKind, str]]:
    """Every form of a name that one actor alone has -> id, name, kind, home country."""
    found: dict[str, set[str]] = {}
    actors = load_actors()
    for actor in actors.values():
        for form in (actor.id, actor.name, *actor.aliases):
            found.setdefault(name_key(form), set()).add(actor.id)
    alone = {form: actors[next(iter(ids))] for form, ids in found.items() if len(ids) == 1}
    return {form: (a.id, a.name, a.kind, next(iter(a.countries), "")) for form, a in alone.items()}


def party_of(name: str) -> Party:
    """A party by any of its names; one nobody lists goes by what was typed."""
    known = _actors().get(name_key(name))
    if known is None:
        return Party(name=" ".join(name.split()))
    actor, full, kind, country = known
    return dataclasses.replace(Party(name=full), actor=actor, kind=kind, country=country)
