"""What ends a case, and the work that cases may take.

Main definitions: ``Open``, ``Spent``, ``Vacuous``; ``Purse``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


class Ended(BaseException):
    """What ends a case, whatever the code of a claim may catch; ``raised`` counts, for code that catches even this."""

    raised: ClassVar[int] = 0

    def __init__(self, *said: str) -> None:
        super().__init__(*said)
        Ended.raised += 1


class Open(Ended):
    """A form that may have no value, or for which the rule has no name."""


class Spent(Ended):
    """There is no work left to spend."""


class Vacuous(Ended):
    """A case that no instance has."""


@dataclass
class Purse:
    """The work that is left, in terms of polynomials that are multiplied, factored or looked at."""

    left: int

    def spend(self, work: int) -> None:
        """Raises ``Spent`` where less is left."""
        self.left -= work
        if self.left < 0:
            raise Spent
