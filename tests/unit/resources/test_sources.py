"""The outlet table: valid, wide, honest about its references, and not fooled by look-alike hosts."""

from __future__ import annotations

from typing import Any

import pytest

from djeli.errors import ResourceError
from djeli.resources.sources import KINDS, by_host, by_name, load_sources, parse_sources

OUTLETS = load_sources()
GOOD: dict[str, Any] = {
    "names": ["Example News", "EN"],
    "hosts": ["example.com"],
    "country": "FR",
    "kind": "newspaper",
    "state": False,
    "languages": ["fr"],
}


def table(**outlets: Any) -> dict[str, Any]:
    """A file with the given outlets and one reference."""
    return {"references": {"list": {"address": "https://example.org/list", "opened": "2026-11-21"}}, "outlets": outlets}


def test_the_table_is_wide() -> None:
    """At least 250 outlets of at least 60 countries, of every kind."""
    assert len(OUTLETS) >= 250
    assert len({outlet.country for outlet in OUTLETS.values()}) >= 60
    assert {outlet.kind for outlet in OUTLETS.values()} == set(KINDS)


HOSTS = [
    ("www.rfi.fr", "rfi"),
    ("reuters.com", "reuters"),
    ("fr.sputniknews.com", "sputnik"),
    ("English.Ahram.org.eg", "al_ahram"),
    ("bbc.co.uk:443", "bbc"),
    ("reuters.com.evil.org", None),
    ("notreuters.com", None),
    ("com", None),
    ("", None),
    ("reuters.com-news.info", None),
]


@pytest.mark.parametrize(("host", "expected"), HOSTS)
def test_by_host(host: str, expected: str | None) -> None:
    """Subdomains lead to their outlet; look-alikes lead nowhere."""
    found = by_host(host)
    assert (found.id if found else None) == expected


NAMES = [
    ("Radio France Internationale", "rfi"),
    ("rfi", "rfi"),
    ("The New York Times", "nyt"),
    ("New York Times", "nyt"),
    ("Agence France-Presse", "afp"),
    ("lemonde.fr", "le_monde"),
    ("Nobody's Gazette", None),
    ("", None),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_by_name(name: str, expected: str | None) -> None:
    """Names are found in any case and spelling that the table holds."""
    found = by_name(name)
    assert (found.id if found else None) == expected


def test_references() -> None:
    """A referenced fact names address and day; a typology never comes without; others say unreferenced."""
    referenced = [outlet for outlet in OUTLETS.values() if outlet.referenced]
    assert len(referenced) >= 100
    assert all(o.reference.startswith("https://") and o.reference.endswith("(2026-11-21)") for o in referenced)
    assert all(outlet.referenced for outlet in OUTLETS.values() if outlet.typology)
    assert OUTLETS["reuters"].reference == "unreferenced"


def test_funded_is_not_controlled() -> None:
    """Outlets a state pays but does not edit stand apart from those it edits, whichever state it is."""
    assert not OUTLETS["rfi"].controlled
    assert not OUTLETS["voa"].controlled
    assert OUTLETS["tass"].controlled
    assert OUTLETS["xinhua"].controlled
    controlled = {"SC", "CaPu", "CaPr"}
    assert all(o.controlled == (o.typology in controlled) for o in OUTLETS.values() if o.typology)


FAULTS: list[tuple[str, Any, str]] = [
    ("names", [], "canonical name"),
    ("hosts", ["www.example.com"], "bare domain"),
    ("hosts", ["https://example.com/"], "bare domain"),
    ("country", "France", "ISO code"),
    ("country", False, "ISO code"),
    ("kind", "blog", "expected one of wire"),
    ("state", "maybe", "editorially_controlled"),
    ("typology", "SC", "without the reference"),
    ("reference", "memory", "expected one of list"),
    ("grade", "A", "unknown key"),
]


@pytest.mark.parametrize(("key", "value", "message"), FAULTS)
def test_each_fault_is_named(key: str, value: Any, message: str) -> None:
    """A broken entry is refused with words that help to mend it."""
    with pytest.raises(ResourceError, match=message):
        parse_sources(table(example=GOOD | {key: value}))


def test_a_name_or_host_leads_to_one_outlet() -> None:
    """Two outlets may share neither a name nor a host."""
    with pytest.raises(ResourceError, match="leads to one already"):
        parse_sources(table(one=GOOD, two=GOOD | {"names": ["Other"]}))
    with pytest.raises(ResourceError, match="leads to one already"):
        parse_sources(table(one=GOOD, two=GOOD | {"hosts": ["other.example"]}))
