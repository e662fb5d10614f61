"""What ends a case, and the work that cases may take.

Main definitions: ``Open``, ``Full``, ``Spent``, ``Vacuous``; ``Purse``.
"""

from __future__ import annotations

from dataclasses import dataclass


class Ended(BaseException):
    """What ends a case, whatever the code of a claim may catch."""


class Open(Ended):
    """A form that may have no value, or for which the rule has no name."""


class Full(Open):
    """More values of other functions than the region has names for."""


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
