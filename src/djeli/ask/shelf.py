"""What questions are answered from. The ledger hands it in, so that nothing here knows a database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from djeli.cited import Cited, CitedBond, CitedFigure, CitedSaying
from djeli.records import Claim
from djeli.views import Account, Event


class Shelf(Protocol):
    """Events, statements, relations and figures of a case, with their words."""

    @property
    def events(self) -> Sequence[Event]:
        """Events, newest first; also what did not happen."""
        ...

    @property
    def statements(self) -> Sequence[Cited]:
        """What somebody is told to have said, claim by claim."""
        ...

    @property
    def sayings(self) -> Sequence[CitedSaying]:
        """The same, each statement once however many copies tell it."""
        ...

    @property
    def bonds(self) -> Sequence[CitedBond]:
        """Relations of actors and what happens to them, each once however often it is told."""
        ...

    @property
    def places(self) -> Sequence[Cited]:
        """Where actors are told to be present."""
        ...

    @property
    def figures(self) -> Sequence[CitedFigure]:
        """Figures that are no toll of one event."""
        ...

    @property
    def secluded(self) -> frozenset[str]:
        """Names, in plain words, of persons without a public role: nothing is answered about them by name."""
        ...

    def holding(self, text: str) -> frozenset[str]:
        """Ids of events whose words hold all the words of the text; a closing * stands for any ending."""
        ...

    def accounts(self, event: Event) -> Sequence[Account]:
        """The accounts of one event."""
        ...

    def sentence(self, claim: Claim) -> str:
        """The sentences that a claim's spans stand in."""
        ...

    def page(self, account: Account) -> str:
        """Publisher and date of an account's item."""
        ...
