"""A case that grew by days: pages added one after the other, then decisions; what each state was is kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from djeli import ledger
from djeli.settings import Settings
from djeli.views import Event

PAGES = {
    "gao": """Raid on Gao market

Harbour Wire
12 March 2021

GAO, Mali - Gunmen attacked a market in Gao on 11 March 2021 and killed nine traders, the mayor said.
""",
    "aden": """Blast at Aden port

Harbour Wire
4 May 2019

ADEN, Yemen - A bomb exploded at the port of Aden on 3 May 2019, killing two sailors, the navy said.
""",
    "gao2": """Market attack in Gao

Desert Post
13 March 2021

Attackers on motorbikes raided the market of Gao, Mali, on 11 March 2021. The hospital of Gao said 15 traders were
killed in the attack on the market.
""",
    "goma": """Goma: two shot

Lake Radio
2 June 2022

Soldiers shot dead two farmers in Goma, DR Congo, on 1 June 2022, residents said.
""",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A state of the case: the last entry then, and the events."""

    name: str
    entry: int
    events: tuple[Event, ...]


def grown(folder: Path) -> list[Step]:
    """Make the case in `folder / "case"`, one page a step, then a correction and a merging that is taken back."""
    steps: list[Step] = []

    def note(name: str) -> None:
        with case.store.reading() as view:
            steps.append(Step(name, view.entry_before("9999")[0], tuple(case.events(planned=True))))

    with ledger.create(folder / "case", Settings(title="Grown", custodian="A. Clerk", workers=1)) as case:
        for name, text in PAGES.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            case.add([folder / f"{name}.txt"])
            note(name)
        aden = next(one for one in case.events() if one.where and one.where.country == "YE")
        goma = next(one for one in case.events() if one.where and one.where.country == "CD")
        case.correct(aden.id, "killed", "4", why="the navy's own list")
        note("corrected")
        case.merge([aden.id, goma.id], why="a slip")
        note("merged")
    return steps
