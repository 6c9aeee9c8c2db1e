"""Those hit who lived: "five people were shot" less the dead that the same page counts.

Words like "shot" or "casualties" leave open who lived. The remainder is a statement of its own that rests on both
claims, so that it stands among the counts of wounded and loses to none by rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from djeli.fold.statements import Statement, statements
from djeli.values import Quantity
from djeli.views import Account
from djeli.vocab import Exactness, Harm, Scope


def survivors(accounts: Sequence[Account]) -> list[Statement]:
    """Statements of wounded out of those hit, one for each count of them; none where all of them died."""
    hit = statements(accounts, Harm.WOUNDED, scope=Scope.HIT)
    told = statements(accounts, Harm.KILLED) if hit else []
    dead, usual = _by_item(told), _usual(told)
    found = (_less(one, dead.get(one.item, usual)) for one in hit)
    return [one for one in found if one is not None]


def _by_item(found: Iterable[Statement]) -> dict[str, Statement]:
    """The most dead that each item counts."""
    most: dict[str, Statement] = {}
    for one in found:
        if one.item not in most or one.low > most[one.item].low:
            most[one.item] = one
    return most


def _usual(found: Sequence[Statement]) -> Statement | None:
    """The number of dead told most, the higher of two: for a page that tells of none, perhaps because it came early."""
    votes = Counter(one.low for one in found)
    return max(found, key=lambda one: (votes[one.low], one.low, one.claims), default=None)


def _less(hit: Statement, dead: Statement | None) -> Statement | None:
    """Those hit without the dead; one person hit where somebody died is that person."""
    if dead is None or dead.low == 0:
        return hit
    left = _remainder(hit.count, dead)
    claims = tuple(sorted({*hit.claims, *dead.claims}))
    return replace(hit, claims=claims, count=left, dead=dead.low) if left is not None else None


def _remainder(hit: Quantity, dead: Statement) -> Quantity | None:
    bounds = [None if n is None else n - dead.low for n in (hit.low, hit.best, hit.high)]
    if any(n is not None and n <= 0 for n in bounds[1:]) or (bounds[1:] == [None, None] and (bounds[0] or 0) <= 0):
        return None
    low, best, high = bounds
    loose = hit.exactness is Exactness.EXACT and dead.count.exactness is not Exactness.EXACT
    exactness = Exactness.APPROXIMATE if loose else hit.exactness
    return replace(hit, low=None if low is None else max(0, low), best=best, high=high, exactness=exactness)
