"""What may leave a case, and for whom: protected names, waiting time, sensitive places. One veil stands before all.

`veil_of` makes the veil of a case for an audience; `Veil` says what it does.
"""

from djeli.policy.keys import KEY, Pseudonyms
from djeli.policy.making import veil_of
from djeli.policy.rules import INTERNAL, Rules, audiences, default_audience, rules
from djeli.policy.veil import Veil

__all__ = [
    "INTERNAL", "KEY", "Pseudonyms", "Rules", "Veil", "audiences", "default_audience", "rules", "veil_of",
]  # fmt: skip
