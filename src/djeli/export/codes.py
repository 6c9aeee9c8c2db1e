"""Codes of other tables: the data files of `export/data/`, checked against the code lists when they are read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from djeli.gazetteer import country_name, open_gazetteer
from djeli.gazetteer.places import Country
from djeli.resources import load_yaml
from djeli.resources.checks import Faults
from djeli.resources.event_types import codes, event_types
from djeli.vocab import Harm, PartyKind, Precision, Resolution

Data = Mapping[str, Any]


@cache
def data(name: str) -> Data:
    """A data file of the exports, by name without ending.

    Raises:
        ResourceError: it breaks its rules; every fault is in the message.
    """
    found = load_yaml(files("djeli.export") / "data" / f"{name}.yaml")
    faults = Faults()
    _CHECKS[name](found, faults)
    faults.check()
    return found


def _keys(name: str, found: Mapping[Any, Any], known: type, faults: Faults) -> None:
    for key in found:
        faults.member(name, key, [one.value for one in known], name=name)  # type: ignore[attr-defined]


def _acled(found: Data, faults: Faults) -> None:
    lists = codes()["acled"]
    subs = [sub for group in lists.values() for sub in group]
    _keys("time_precision", found["time_precision"], Precision, faults)
    _keys("geo_precision", found["geo_precision"], Resolution, faults)
    for name in found["disorder"]:
        faults.member("disorder", name, lists, name="event type")
    for rule in found["refine"]:
        code = rule["code"]
        if faults.member("refine", code["event_type"], lists, name="event_type"):
            faults.member("refine", code["sub_event_type"], lists[code["event_type"]], name="sub_event_type")
        for name in rule["of"]:
            faults.member("refine", name, [*event_types(), *subs], name="of")
        for side in ("by", "against"):
            for kind in rule.get(side, ()):
                faults.member("refine", kind, [one.value for one in PartyKind], name=side)
        for kind in rule.get("harm", ()):
            faults.member("refine", kind, [one.value for one in Harm], name="harm")
    _check_reasons("acled", found["without"], {k for k, one in event_types().items() if one.acled is None}, faults)


def _check_reasons(name: str, reasons: Mapping[str, str], uncoded: set[str], faults: Faults) -> None:
    for kind in sorted(uncoded - set(reasons)):
        faults.add(name, f"the type {kind!r} has no code; give it one, or say under 'without' why it has none")
    for kind in sorted(set(reasons) - uncoded):
        faults.add(name, f"'without' names {kind!r}, which has a code, or is no type")


def _ucdp(found: Data, faults: Faults) -> None:
    _keys("date_prec", found["date_prec"], Precision, faults)
    _keys("where_prec", found["where_prec"], Resolution, faults)
    _keys("party", found["party"], PartyKind, faults)
    for kind in PartyKind:
        if kind.value not in found["party"]:
            faults.add("party", f"says nothing of the kind {kind.value!r}")
    for pair in found["violence"]:
        faults.member("violence", pair["is"], codes()["ucdp"], name="is")
    uncoded = (kind for kind in event_types().values() if kind.ucdp is None)
    may_kill = {kind.id for kind in uncoded if Harm.KILLED in kind.harm or kind.family == "violence"}
    _check_reasons("ucdp", found["without"], may_kill, faults)


def _plover(found: Data, faults: Faults) -> None:
    types = codes()["plover"]["types"]
    _keys("resolution", found["resolution"], Resolution, faults)
    _keys("sector", found["sector"], PartyKind, faults)
    for name in types:
        if name not in found["quad"] or name not in found["scale"]:
            faults.add("plover", f"{name} has no quad code or no scale")
    for key in found["scale"]:
        kind, _, mode = key.partition(":")
        if faults.member("scale", kind, types, name="type") and mode:
            faults.member("scale", mode, types[kind], name="mode")
    for sector in found["sector"].values():
        faults.member("sector", sector, codes()["plover"]["sectors"], name="sector")


def _hxl(found: Data, faults: Faults) -> None:
    for column, tag in found["tags"].items():
        if not str(tag).startswith("#"):
            faults.add("hxl", f"the tag of {column} begins with #, met {tag!r}")


_CHECKS = {"acled": _acled, "ucdp": _ucdp, "plover": _plover, "hxl": _hxl}


@cache
def country(code: str) -> Country | None:
    """What is known of a country by its ISO 3166-1 alpha-2 code; None for what is none."""
    return open_gazetteer().country(code) if len(code) == 2 else None


def place_name(code: str, told: str) -> str:
    """Name of a country as tables want it: as told, else by its code."""
    return told or country_name(code)


_DIGITS = {sign: value for value, sign in enumerate("0123456789ABCDEFGHJKMNPQRSTVWXYZ")}


def number(event: str) -> int:
    """The id of an event as a number, for tables whose ids are numbers: it is written to base 32 (Crockford's)."""
    found = 0
    for sign in event:
        found = found * 32 + _DIGITS[sign]
    return found
