"""Families that grow are those of all texts at once, or say that they can't know."""

from __future__ import annotations

import random
from collections.abc import Iterable

from djeli.origin.families import look, share_of
from djeli.origin.growing import Copies, found_in
from djeli.origin.tellings import Tellings

WORDS = [a + b for a in ("ba", "ko", "ri", "tan", "mu", "sel") for b in ("do", "fa", "lin", "ga", "ru", "zo", "pe")]
LINE = "Send what you know to our desk in confidence"


def drawn(seed: int) -> dict[str, str]:
    """Forty texts, some of them copies or cuts of others, some with a line that strangers carry too."""
    draw, found = random.Random(seed), dict[str, str]()
    for number in range(40):
        text = " ".join(draw.choices(WORDS, k=draw.choice((6, 60, 200))))
        if found and draw.random() < 0.4:
            text = draw.choice(sorted(found.values())).splitlines()[0]
            text = text if draw.random() < 0.5 else " ".join(text.split()[: draw.choice((20, 40))])
        line = f"\n{LINE}" if draw.random() < 0.15 else ""
        found[f"{draw.randrange(16**6):06x}{number}"] = text + line
    return found


def test_growing_is_looking_for_all_anew() -> None:
    """After each text added, every family and share is that of looking through all texts."""
    grown = anew = 0
    for seed in range(6):
        texts = drawn(seed)
        order = list(texts)

        def read(names: Iterable[str], known: dict[str, str] = texts) -> Tellings:
            return Tellings({name: known[name] for name in names})

        copies = None
        for count in range(10, len(order) + 1):
            some = {name: texts[name] for name in order[:count]}
            last, wanted = order[count - 1], look(Tellings(some))
            joined = copies.add(last, Tellings({last: texts[last]}), read) if copies else None
            if copies is None or joined is None:
                anew += copies is not None
                copies = Copies(found_in(Tellings(some), wanted))
                continue
            grown += 1
            if grown % 3 == 0:
                copies = Copies(copies.found())
            homes = {item: (one.id, share_of(item, one)) for item, one in wanted.families.items()}
            assert {item: copies.home(item) for item in some} == homes
            assert {item: copies.size(item) for item in some} == {
                item: len(one.members) for item, one in wanted.families.items()
            }
    assert grown > 3 * anew > 0, (grown, anew)
