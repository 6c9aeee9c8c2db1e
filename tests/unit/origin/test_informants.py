"""Who stands behind an event: informants are counted, not pages."""

from __future__ import annotations

import dataclasses
import itertools

import pytest

from accounts import account
from djeli.origin import origins
from djeli.records import Span
from djeli.vocab import Informant, Modality, Stance

ARMY = ("the army", Informant.ARMY, "ml-army")
UNION = ("the teachers' union", Informant.UNION)
LOCALS = ("residents", Informant.RESIDENTS)


@pytest.mark.parametrize(
    ("name", "rows", "held", "credited"),
    [
        ("three agencies, one ministry", [{"says": ARMY, "publisher": p} for p in ("AFP", "Reuters", "BBC")], 1, 0),
        ("army and union", [{"says": ARMY}, {"says": UNION}], 2, 0),
        ("residents twice are one", [{"says": LOCALS}, {"says": ("villagers", Informant.RESIDENTS)}], 1, 0),
        ("copies of one text", [{"says": ARMY, "family": "f"}, {"says": ARMY, "family": "f"}], 1, 0),
        ("two publishers in their own voice", [{"publisher": "The Herald"}, {"publisher": "El Diario"}], 2, 0),
        ("one publisher twice", [{"publisher": "The Herald"}, {"publisher": "Herald"}], 1, 0),
        ("unknown publishers are one", [{}, {}, {}], 1, 0),
        ("credited outlet not held", [{"credit": ["Reuters"]}, {"credit": ["Reuters"]}], 1, 1),
        ("credited outlet held", [{"credit": ["Reuters"], "publisher": "B"}, {"publisher": "Reuters"}], 1, 0),
        ("credit beside an informant", [{"says": ARMY, "credit": ["AFP", "Xinhua"]}], 1, 2),
        ("a denial vouches for nothing", [{"says": ARMY, "stance": Stance.DENIES, "publisher": "P"}], 1, 0),
        ("plans vouch for nothing", [{"says": ARMY, "modality": Modality.PLANNED}], 0, 0),
        (
            "a body by its kind and in full",
            [
                {"says": ARMY, "publisher": "P"},
                {"says": ("army", Informant.ARMY)},
                {"says": ("soldiers' spokesman", Informant.ARMY)},
            ],
            1,
            0,
        ),
        (
            "two ministries and a bare one",
            [
                {"says": ("Kyrgyz ministry", Informant.GOVERNMENT)},
                {"says": ("Tajik ministry", Informant.GOVERNMENT)},
                {"says": ("ministry", Informant.GOVERNMENT)},
            ],
            3,
            0,
        ),
        ("two outlets, neither held", [{"credit": ["AFP"]}, {"credit": ["Reuters"]}], 1, 2),
        ("one outlet under two names", [{"credit": ["AFP"]}, {"publisher": "Agence France-Presse"}], 1, 0),
        ("a chain ends at the army", [{"credit": ["AFP"], "publisher": "B"}, {"says": ARMY, "publisher": "AFP"}], 1, 0),
        (
            "a chain of three",
            [{"credit": ["B"], "publisher": "C"}, {"credit": ["AFP"], "publisher": "B"}, {"publisher": "AFP"}],
            1,
            0,
        ),
        ("two that quote each other", [{"credit": ["B"], "publisher": "A"}, {"credit": ["A"], "publisher": "B"}], 1, 0),
        ("relayed and own voice", [{"credit": ["AFP"], "publisher": "A"}, {"publisher": "El Diario"}], 2, 1),
        ("quoted outlet", [{"says": ("Reuters", Informant.MEDIA), "publisher": "P"}], 1, 1),
    ],
)
def test_origins(name: str, rows: list[dict[str, object]], held: int, credited: int) -> None:
    """The table of the rule: what each set of accounts counts as, in every order."""
    accounts = [account(f"Fighters raided Bunia ({n}).", page=str(n), **row) for n, row in enumerate(rows)]
    for order in itertools.islice(itertools.permutations(accounts), 6):
        found = origins(order)
        assert (len(found.held), len(found.credited)) == (held, credited), name


def test_two_informants_in_one_text_do_not_confirm_each_other() -> None:
    """One page that quotes army and union has two origins, but one text: nothing independent yet."""
    one = account(
        "The army says 3 died, the union 9.", more={"killed": [(3, ARMY, Stance.ASSERTS), (9, UNION, Stance.ASSERTS)]}
    )
    found = origins([one])
    assert len(found.held) == 2
    assert found.independent == 1


def test_a_credit_counts_where_it_stands() -> None:
    """A credit under another paragraph is none of this report's."""
    one = account("Fighters raided Bunia.", credit=["AFP"], publisher="P")
    credit = one.claims["credit"][0]
    reach = dataclasses.replace(credit, spans=(credit.spans[0], Span(one.item.text, 500, 600)))
    other = dataclasses.replace(one, claims={**one.claims, "credit": (reach,)})
    assert len(origins([one]).credited) == 1
    assert not origins([other]).credited


def test_sections_of_one_outlet_do_not_confirm_one_another() -> None:
    """Two texts of one publisher with two informants are one outlet's word."""
    told = [account(f"Shells hit Idlib {n}.", page=str(n), says=s, publisher="P") for n, s in enumerate((ARMY, UNION))]
    assert len(origins(told).held) == 2
    assert origins(told).independent == 1


def test_a_hundred_copies_are_one_origin() -> None:
    """However often a text is printed, it corroborates nothing."""
    copies = [account("Soldiers shelled Idlib.", page=str(n), family="f", publisher=f"Site {n}") for n in range(100)]
    assert origins(copies).independent == 1
