"""One small case that every form is tried on: a fight of days, a denial, a plan, a protest, words like formulas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from djeli import ledger
from djeli.ledger import Case
from djeli.settings import Settings

REPORTS = {
    "clash.txt": """Sahel Wire
4 May 2021

Army and rebels clash near Menaka

Fighting between Malian soldiers and fighters of the Movement for the Salvation of Azawad killed 12 soldiers and
wounded 20 in Menaka, Mali, from 1 to 3 May 2021, the army said.
""",
    "clash2.txt": """Desert Post
4 May 2021

Rebels say 90 soldiers killed in Menaka

Fighting between Malian soldiers and fighters of the Movement for the Salvation of Azawad killed 90 soldiers in Menaka,
Mali, from 1 to 3 May 2021, a spokesman for the rebels said. The army denied it.
""",
    "market.txt": """Market attack in Gao

Gunmen killed dozens of civilians in an attack on a market in Gao, Mali, on 3 June 2021, a hospital official said. 🚢
""",
    "=cmd.txt": """=HYPERLINK(1)

Rebels shelled Mopti, Mali, on 4 May 2021, killing two soldiers. (Sources: Reuters, AFP)
""",
    "protest.txt": """March in Bamako

Thousands of demonstrators marched in Bamako, Mali, on 10 June 2021 to demand elections. Nobody was hurt.
""",
    "plan.txt": """Offensive planned

The army plans to attack Kidal, Mali, in January 2031, a general said.
""",
    "arrest.txt": """Arrests in Sikasso

Police arrested 15 people in Sikasso, Mali, in March 2021, a judge said.
""",
}
TITLE = "Export test"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case, with one event that an analyst approved and graded."""
    root = tmp_path_factory.mktemp("forms")
    (root / "in").mkdir()
    for name, text in REPORTS.items():
        (root / "in" / name).write_text(text, encoding="utf-8")
    with ledger.create(root / "case", Settings(title=TITLE, custodian="Ada Example", workers=1)) as case:
        case.add([root / "in"])
        [shelled] = [event for event in case.events() if event.where and event.where.name == "Mopti"]
        case.regrade(f"event:{shelled.id}", "-2", by="Ada Example", why="seen by Ada Example on the spot")
    return root / "case"


@pytest.fixture
def case(folder: Path) -> Iterator[Case]:
    """The case, open."""
    with ledger.open(folder) as opened:
        yield opened
