"""Everything Djeli raises on purpose, as one tree.

    DjeliError
    ├── InvalidRecord        a record that may not exist (a claim without a span, a reversed span)
    ├── InputError           something handed in from outside cannot be used; the batch goes on without it
    │   ├── UnreadableInput  not what it says it is: truncated, encrypted, no text layer, unknown format
    │   ├── OversizedInput   larger, deeper or slower than the limits of settings
    │   └── ForbiddenAddress a URL that points where Djeli does not go (private networks, other schemes)
    ├── ResourceError        a data file (ontology, words, actors, sources, places) breaks its own rules
    ├── CaseError            a case folder is missing, damaged, locked or from a newer Djeli
    │   └── IntegrityError   `verify` found a row, an original or a span that is not what was written
    ├── NotFound             an id, a place, an actor or a table entry that is not there
    └── MissingExtra         a function needs an optional package that is not installed

Every message says what was met, where, what was expected and how to mend it. Messages stand where they are
raised. User errors are raised, never asserted.
"""

from __future__ import annotations


class DjeliError(Exception):
    """Root of the tree. `str(error)` is a sentence that can be shown to a person."""


class InvalidRecord(DjeliError, ValueError):
    """A record that breaks its own rule; it is never built."""


class InputError(DjeliError):
    """One input of a batch cannot be used.

    Args:
        what: the sentence that names fault and cure.
        where: path, address or member of a container that was being read.
    """

    def __init__(self, what: str, *, where: str = "") -> None:
        super().__init__(f"{where}: {what}" if where else what)
        self.what = what
        self.where = where


class UnreadableInput(InputError):
    """Not what it says it is: truncated, encrypted, without text, or of an unknown format."""


class OversizedInput(InputError):
    """Larger, deeper or slower to read than the limits in settings allow."""


class ForbiddenAddress(InputError):
    """An address Djeli does not fetch."""


class ResourceError(DjeliError):
    """A data file breaks the rules of its kind. Several faults are reported together."""


class CaseError(DjeliError):
    """A case folder that cannot be opened or written."""


class IntegrityError(CaseError):
    """What is in the case is not what was written to it."""


class NotFound(DjeliError, LookupError):
    """Nothing has that name or id; the message lists what comes near."""


class MissingExtra(DjeliError, ImportError):
    """An optional package is needed; the message names the extra that installs it."""
