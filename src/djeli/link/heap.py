"""Making many lasting objects at once without the interpreter looking through all of them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_cycles() -> Iterator[None]:
    """No search for cycles of objects inside, which there are none of: counted references free everything.

    The search starts over whenever objects have grown by a quarter, and looks at those of the whole program: a fifth of
    the time of linking. What it was set to comes back afterwards; it may be off already, or be put on by others.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
