"""What is disputed in words: the matter, and each side with who says so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from djeli.report import grammar
from djeli.report.cites import speaks, voice_of
from djeli.report.dossier import File, Told
from djeli.report.templates import words
from djeli.resources.actors import load_actors
from djeli.values import Quantity
from djeli.views import Dispute, Side
from djeli.vocab import DisputeKind, Exactness


def counts(one: Dispute) -> bool:
    """Whether a dispute is about how many people came to harm."""
    return one.kind in (DisputeKind.TOLL, DisputeKind.FIGURE) and one.prop in words("harms")


def matter(one: Dispute) -> str:
    """What a dispute is about, in words; a denial may stand at a count and yet deny the deed."""
    harm = words("harms").get(one.prop)
    if harm and counts(one):
        return str(words("matters")["count"].format(harm=harm))
    known = words("matters").get(f"{one.kind.value}_{one.prop}") or words("matters")[one.kind.value]
    return str(known).format(what=one.prop.replace("_", " "))


def side_value(file: File, value: str) -> str:
    """What one side says, as a word of its own where it only says yes or no; an actor with its initials."""
    head = value.split(":", 1)[0]
    if ":" in value:
        return {"yes": "affirmed", "denied": "denied"}.get(head, value)
    name, claims, _ = value.partition(_CLAIMS)
    return f"{introduced(name, [one.passage for one in file.told])}{claims}"


_CLAIMS = " (claims it)"


def introduced(name: str, passages: Sequence[str]) -> str:
    """An actor by name with the initials that pages know it by: "Permanent Strategic Framework (CSP)"."""
    known = _initials().get(name, ())
    used = (one for one in known if any(re.search(rf"\b{one}\b", passage) for passage in passages)) if known else ()
    initials = next(iter(used), "")
    return f"{name} ({initials})" if initials and initials not in name else name


@cache
def _initials() -> Mapping[str, tuple[str, ...]]:
    found = ((one.name, tuple(filter(_INITIALS.fullmatch, one.aliases))) for one in load_actors().values())
    return {name: initials for name, initials in found if initials}


_INITIALS = re.compile(r"[A-Z]{3,7}")


def speakers_of(file: File, side: Side, most: int = 6) -> str:
    """Who says it, in a list, each actor once; pages that say it in their own voice by their outlets, at the end."""
    told = backing(file, side)
    voices = {one.voice_key: voice_of(one) for one in reversed(told) if one.voice and speaks(one)}
    outlets = [one.page.outlet for one in told if not one.voice]
    return grammar.listed([*reversed(voices.values()), *dict.fromkeys(outlets)][:most]).removesuffix(",")


def side_told(file: File, side: Side) -> str:
    """A side in a sentence: what it says, and who says so."""
    who, said_ = speakers_of(file, side, 3), side_value(file, side.value)
    name = "claimed" if said_.endswith(_CLAIMS) else said_ if said_ in ("affirmed", "denied") else "given"
    if name == "claimed":
        who = said_.removesuffix(_CLAIMS)
    return str(words("matters")[name].format(who=who, value=said_)) if who else said_


def backing(file: File, side: Side) -> list[Told]:
    """The tellings of a side that say its value; of counts none whose number lies apart from the one it is named by.

    A count far from all others is no dispute, as it may be of something else, and may stand on any side.
    """
    found = of_claims(file, side.claims)
    spans = [_reach(one.value) for one in found if isinstance(one.value, Quantity)]
    if not spans:
        return found
    low, high = max(spans, key=spans.count)
    return [
        one
        for one in found
        if not isinstance(one.value, Quantity) or (_reach(one.value)[0] <= high and low <= _reach(one.value)[1])
    ]


def _reach(value: Quantity) -> tuple[float, float]:
    """From the lowest to the highest that a count allows."""
    told = [one for one in (value.low, value.best, value.high) if one is not None]
    opened = value.high is None or value.exactness is Exactness.AT_LEAST
    return float(min(told, default=0)), float("inf") if opened else float(max(told, default=0))


def of_claims(file: File, claims: Sequence[str]) -> list[Told]:
    """The tellings of some claims."""
    wanted = set(claims)
    return [one for one in (*file.told, *file.said) if one.claim in wanted]
