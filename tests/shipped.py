"""The shipped claims, each loaded once for all tests of a process.

Main definitions: ``CLAIMS`` (their names and places), ``shipped``, ``all_shipped``.

Conventions: what a test gets here it does not change.
"""

from __future__ import annotations

from functools import cache

from theory_lab.claims import registry
from theory_lab.claims.verdicts.certificates import Filed, filed

CLAIMS = registry.find()
_PLACES = dict(CLAIMS)


@cache
def shipped(identifier: str) -> Filed:
    """A claim with its certificate."""
    return filed(identifier, _PLACES[identifier])


def all_shipped() -> list[Filed]:
    """All of them, in their order."""
    return [shipped(identifier) for identifier, _ in CLAIMS]
