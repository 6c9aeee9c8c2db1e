"""Djeli: public reports of conflict in, an evidence-graded ledger of events out.

>>> import djeli
>>> case = djeli.open("path/to/case")          # doctest: +SKIP
>>> case.events(country="ML")                  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from djeli.ledger import Case, create, open, passing

__version__ = "0.1.0"
__all__ = ["Case", "__version__", "create", "open", "passing"]


def __getattr__(name: str) -> Any:
    """The public names of `djeli.ledger`, loaded when first asked for: `import djeli` stays light."""
    if name in __all__:
        from djeli import ledger  # noqa: PLC0415 - see above

        return getattr(ledger, name)
    raise AttributeError(f"module 'djeli' has no attribute {name!r}")
