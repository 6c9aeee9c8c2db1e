"""Outlets that reports come from or are credited to: `outlets.yaml`, looked up by host or by name.

A profile belongs to a host that was really fetched. A name that a page gives itself finds the entry too, but whoever
asks must not grade by it: "says it is Reuters" is not Reuters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from djeli.resources import load_yaml
from djeli.resources.checks import Faults

UNREFERENCED = "unreferenced"
KINDS = (
    "wire",
    "broadcaster",
    "public_broadcaster",
    "newspaper",
    "magazine",
    "local_radio",
    "state_media",
    "party_media",
    "military",
    "government",
    "un",
    "ngo",
    "think_tank",
    "monitor",
    "aggregator",
)
STATES = (True, False, "editorially_controlled")
TYPOLOGY = ("SC", "CaPu", "CaPr", "ISFM", "ISF", "ISM", "IP")
REQUIRED = ("names", "hosts", "country", "kind", "state", "languages")
OPTIONAL = ("typology", "reference", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """What the table says of an outlet.

    `state` is "true" (state-owned, -funded or -run, edited independently), "editorially_controlled" or "false".
    `typology` is the code of State Media Monitor where the reference gives one. `reference` is the address that was
    opened and the day, or "unreferenced": then no fact of this record may enter a grade.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    hosts: tuple[str, ...]
    country: str
    kind: str
    state: str
    languages: tuple[str, ...]
    typology: str = ""
    reference: str = UNREFERENCED
    note: str = ""

    @property
    def referenced(self) -> bool:
        """Whether the facts stand on an address that was opened."""
        return self.reference != UNREFERENCED

    @property
    def controlled(self) -> bool:
        """Whether a state, a party or a government decides what it prints."""
        return self.state == "editorially_controlled"


@cache
def load_sources() -> Mapping[str, Outlet]:
    """All outlets by id.

    Raises:
        ResourceError: the file breaks its rules; every fault is in the message.
    """
    return parse_sources(load_yaml(files("djeli.resources") / "outlets.yaml"))


def parse_sources(raw: Mapping[str, Any]) -> Mapping[str, Outlet]:
    """Outlets from a parsed file with the keys `references` and `outlets`.

    Raises:
        ResourceError: as `load_sources`.
    """
    faults = Faults()
    faults.keys("outlets.yaml", raw, required=("references", "outlets"))
    faults.check()
    references = raw["references"]
    for key, reference in references.items():
        faults.keys(f"references.{key}", reference, required=("address", "opened"))
    for name, entry in raw["outlets"].items():
        _check_entry(name, entry, references, faults)
    faults.check()
    outlets = {name: _build(name, entry, references) for name, entry in raw["outlets"].items()}
    _check_unique(outlets.values(), faults)
    faults.check()
    return MappingProxyType(outlets)


def _check_entry(name: str, entry: Any, references: Mapping[str, Any], faults: Faults) -> None:
    before = len(faults.found)
    faults.keys(name, entry, required=REQUIRED, optional=OPTIONAL)
    if len(faults.found) > before:
        return
    if not faults.words(name, entry["names"], name="names"):
        faults.add(name, "'names' is empty; the canonical name comes first")
    for host in faults.words(name, entry["hosts"], name="hosts"):
        if host != host.lower() or "/" in host or "." not in host or host.startswith("www."):
            faults.add(name, f"the host {host!r} must be a bare domain in small letters, without www and path")
    faults.words(name, entry["languages"], name="languages")
    faults.member(name, entry["kind"], KINDS, name="kind")
    if entry["state"] not in STATES:
        faults.add(name, f"'state' is {entry['state']!r}; expected true, false or editorially_controlled")
    if not isinstance(entry["country"], str) or (entry["country"] and len(entry["country"]) != 2):
        faults.add(name, f"'country' is {entry['country']!r}; write an ISO code, quoted, or an empty word")
    if "typology" in entry:
        faults.member(name, entry["typology"], TYPOLOGY, name="typology")
        if "reference" not in entry:
            faults.add(name, "'typology' without the reference it comes from")
    if "reference" in entry:
        faults.member(name, entry["reference"], references, name="reference")


def _check_unique(outlets: Iterable[Outlet], faults: Faults) -> None:
    seen: dict[str, str] = {}
    for outlet in outlets:
        for word in dict.fromkeys((*(_key(n) for n in (outlet.name, *outlet.aliases)), *outlet.hosts)):
            if word in seen:
                faults.add(outlet.id, f"{word!r} leads to {seen[word]} already; leave it where it is surer")
            seen[word] = outlet.id


def _build(name: str, entry: Mapping[str, Any], references: Mapping[str, Any]) -> Outlet:
    first, *rest = entry["names"]
    reference = references[entry["reference"]] if "reference" in entry else None
    return Outlet(
        id=name,
        name=first,
        aliases=tuple(rest),
        hosts=tuple(entry["hosts"]),
        country=entry["country"],
        kind=entry["kind"],
        state=str(entry["state"]).lower(),
        languages=tuple(entry["languages"]),
        typology=entry.get("typology", ""),
        reference=f"{reference['address']} ({reference['opened']})" if reference else UNREFERENCED,
        note=entry.get("note", ""),
    )


def _key(name: str) -> str:
    plain = " ".join(name.casefold().replace("’", "'").split())
    return plain.removeprefix("the ")


@cache
def _hosts() -> Mapping[str, Outlet]:
    return {host: outlet for outlet in load_sources().values() for host in outlet.hosts}


@cache
def _names() -> Mapping[str, Outlet]:
    return {_key(name): outlet for outlet in load_sources().values() for name in (outlet.name, *outlet.aliases)}


def by_host(host: str) -> Outlet | None:
    """The outlet of a host or of the domain above it ("fr.example.com" finds "example.com"); None when unknown.

    Look-alikes ("example.com.evil.org", "notexample.com") find nothing.
    """
    labels = host.strip().lower().rstrip(".").split(":")[0].split(".")
    for start in range(len(labels) - 1):
        outlet = _hosts().get(".".join(labels[start:]))
        if outlet is not None:
            return outlet
    return None


def by_name(name: str) -> Outlet | None:
    """The outlet of a written name, in any case, with or without "the"; a host counts as a name. None when unknown."""
    return _names().get(_key(name)) or by_host(name)
