"""What a page is mainly about: the deed, where the page's news is what followed it."""

from __future__ import annotations

import dataclasses

import pytest

from accounts import account
from djeli.link.profile import Profile, profile
from djeli.link.unit import follow_ups, unit, with_mains
from djeli.resources.event_types import event_types


def told(type: str, order: int, *, background: bool = False) -> Profile:
    """One unit of the page."""
    one = profile(account("Somebody did something.", type=type, page="page", background=background), "", order)
    return dataclasses.replace(unit([one]), id=f"{order}-{type}", item="page", start=order * 100)


@pytest.mark.parametrize(
    ("units", "main"),
    [
        ((told("arrest", 0), told("shooting", 1, background=True)), "shooting"),
        ((told("charge", 0), told("killing", 1)), "killing"),
        ((told("arrest", 0), told("protest", 1, background=True)), "arrest"),
        ((told("protest", 0), told("shooting", 1, background=True)), "protest"),
        ((told("trial", 0), told("shooting", 1, background=True), told("killing", 2)), "killing"),
        ((told("arrest", 0),), "arrest"),
        ((told("shooting", 0, background=True),), "shooting"),
        ((told("protest", 0, background=True),), None),
    ],
)
def test_a_step_that_follows_a_deed_stands_behind_it(units: tuple[Profile, ...], main: str | None) -> None:
    """News of an arrest is about the deed; a protest stands for itself; of the past alone only a deed."""
    found = [one.type for one in with_mains(units, {"page"}) if one.main]
    assert found == ([main] if main else [])


def test_follow_ups_are_types_without_casualties_of_their_own() -> None:
    """No type on the list could be a deed itself."""
    assert follow_ups()
    assert all(event_types()[kind].family != "violence" for kind in follow_ups())
