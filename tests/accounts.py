"""Hand-made accounts for tests: one sentence, one report, and the claims that a reader would make of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from djeli import values
from djeli.records import Claim, Field, Item, Report, Speaker, Text
from djeli.values import Party, Quantity, When, Where
from djeli.views import Account
from djeli.vocab import (
    Basis,
    DateAnchor,
    Exactness,
    Informant,
    Modality,
    PartyKind,
    Precision,
    Resolution,
    Stance,
    SubjectKind,
)

PLACES: dict[str, tuple[float, float, str, str]] = {
    "Gao": (16.27, -0.04, "ML", "Gao"),
    "Ansongo": (15.66, 0.50, "ML", "Gao"),
    "Tera": (14.01, 0.75, "NE", "Tillabéri"),
    "Goma": (-1.68, 29.22, "CD", "North Kivu"),
    "Sake": (-1.57, 29.04, "CD", "North Kivu"),
    "Bunia": (1.56, 30.25, "CD", "Ituri"),
    "Myitkyina": (25.38, 97.40, "MM", "Kachin"),
    "Hpakant": (25.61, 96.31, "MM", "Kachin"),
    "Cúcuta": (7.89, -72.50, "CO", "Norte de Santander"),
    "Tibú": (8.64, -72.73, "CO", "Norte de Santander"),
    "Kherson": (46.64, 32.61, "UA", "Kherson"),
    "Marawi": (8.00, 124.29, "PH", "Lanao del Sur"),
    "Idlib": (35.93, 36.63, "SY", "Idlib"),
    "El Fasher": (13.63, 25.35, "SD", "North Darfur"),
    "Port-au-Prince": (18.54, -72.34, "HT", "Ouest"),
}


def place(name: str, resolution: Resolution = Resolution.SETTLEMENT, **more: Any) -> Where:
    """A place of the table; other names have neither coordinates nor country."""
    if name not in PLACES:
        return Where(name=name, resolution=resolution, **more)
    lat, lon, country, adm1 = PLACES[name]
    return Where(name=name, resolution=resolution, lat=lat, lon=lon, country=country, adm1=adm1, **more)


def day(iso: str, anchor: DateAnchor = DateAnchor.STATED) -> When:
    """One day, or two ISO dates joined by a slash."""
    start, _, end = iso.partition("/")
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end or start)
    length = (last - first).days + 1
    steps = ((1, Precision.DAY), (6, Precision.DAYS), (7, Precision.WEEK), (31, Precision.MONTH))
    precision = next((p for limit, p in steps if length <= limit), Precision.YEAR)
    return When(start=first, end=last, precision=precision, anchor=anchor)


def count(number: int | Quantity, **more: Any) -> Quantity:
    """An exact number, or a quantity as it is."""
    if isinstance(number, Quantity):
        return number
    return Quantity(low=number, best=number, high=number, exactness=Exactness.EXACT, **more)


def party(name: str, kind: PartyKind = PartyKind.UNKNOWN, actor: str = "", country: str = "") -> Party:
    """A party; ids of the actor table are given by hand."""
    return Party(name=name, kind=kind, actor=actor, country=country)


def account(
    sentence: str,
    *,
    type: str = "armed_attack",
    when: str | When | None = None,
    where: str | Where | None = None,
    says: tuple[str, Informant] | tuple[str, Informant, str] | None = None,
    stance: Stance = Stance.ASSERTS,
    modality: Modality = Modality.ACTUAL,
    background: bool = False,
    publisher: str = "",
    publisher_basis: Basis = Basis.SUPPLIED,
    published: str = "",
    title: str = "",
    family: str = "",
    page: str = "",
    credit: Sequence[str] = (),
    more: Mapping[str, Sequence[tuple[Any, tuple[str, Informant] | None, Stance]]] | None = None,
    **values_of: Any,
) -> Account:
    """One account. Keyword arguments named like a property (killed=3, perpetrator=party(...)) become claims.

    `page` tells pages with equal sentences apart; `says` is the speaker of all claims; `more` adds claims with
    their own speaker and stance.
    """
    document = hashlib.sha256(f"{page}|{sentence}".encode()).hexdigest()
    text = Text(document=document, reader="test@1", content=sentence)
    fields = {"title": title, "publisher": publisher, "published": published}
    supplied = {
        name: Field(value=value, basis=publisher_basis if publisher_basis is not Basis.TEXT else Basis.SUPPLIED)
        for name, value in fields.items()
        if value
    }
    if publisher and publisher_basis is Basis.TEXT:
        supplied["publisher"] = Field(value=publisher, basis=Basis.TEXT, span=text.span(0, 1))
    item = Item(text=text.id, start=0, end=len(sentence), language="en", **supplied)
    span = text.span(0, len(sentence))
    report = Report(item=item.id, anchor=span, scope=span, type=type, background=background)

    def claim(prop: str, value: Any, speaker: Any, how: Stance) -> Claim:
        who = (
            Speaker(name=speaker[0], span=span, informant=speaker[1], actor=speaker[2] if len(speaker) > 2 else "")
            if speaker
            else None
        )
        return Claim(
            item=item.id,
            subject_kind=SubjectKind.REPORT,
            subject=report.id,
            prop=prop,
            value=value if isinstance(value, str) else values.dump(value),
            spans=(span,),
            method="test@1",
            speaker=who,
            stance=how,
            modality=modality,
        )

    given: dict[str, Any] = {"type": type}
    if when is not None:
        given["when"] = day(when) if isinstance(when, str) else when
    if where is not None:
        given["where"] = place(where) if isinstance(where, str) else where
    given |= {name: count(v) if isinstance(v, int) else v for name, v in values_of.items()}
    claims = {name: [claim(name, value, says, stance)] for name, value in given.items()}
    claims |= {"credit": [claim("credit", party(name), None, Stance.ASSERTS) for name in credit]} if credit else {}
    for name, rows in (more or {}).items():
        extra = [claim(name, count(v) if isinstance(v, int) else v, speaker, how) for v, speaker, how in rows]
        claims.setdefault(name, []).extend(extra)
    return Account(
        report=report,
        item=item,
        document=document,
        claims={name: tuple(found) for name, found in claims.items()},
        family=family,
    )


def stories(accounts: Sequence[Account], sentences: Mapping[str, str]) -> dict[str, str]:
    """Item id to text, for accounts made from `sentences` (report id to sentence)."""
    return {a.item.id: sentences[a.report.id] for a in accounts}


TOWNS = ("Gao", "Ansongo", "Goma", "Sake", "Hpakant", "Tibú", "Kherson", "El Fasher")
SPEAKERS = (None, ("the army", Informant.ARMY), ("residents", Informant.RESIDENTS), ("AFP", Informant.MEDIA))


@cache
def case() -> tuple[tuple[Account, ...], dict[str, str]]:
    """Sixty accounts of about twenty events, some told twice in other words, some copied."""
    draw = random.Random(7)
    accounts, texts = [], {}
    for number in range(20):
        town, day = draw.choice(TOWNS), dt.date(2023, 3, 1) + dt.timedelta(draw.randrange(40))
        dead, who = draw.randrange(2, 40), party("JNIM", PartyKind.REBEL_GROUP, "jnim")
        for telling in range(3):
            toll = dead + draw.choice((0, 0, 3))
            sentence = (
                f"Fighters killed {toll} people at the {town} crossing.",
                f"At least {toll} were shot dead in an assault near {town}, people there said.",
                f"Assault number {number} on {town}: {toll} killed.",
            )[telling]
            one = account(
                sentence,
                page=f"{number}-{telling}",
                when=day.isoformat() if draw.random() < 0.8 else None,
                where=town,
                killed=toll,
                perpetrator=who,
                says=draw.choice(SPEAKERS),
                published=(day + dt.timedelta(telling)).isoformat(),
            )
            accounts.append(one)
            texts[one.item.id] = sentence
    return tuple(accounts), texts
