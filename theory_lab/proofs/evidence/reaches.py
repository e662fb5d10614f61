"""How far proofs reach, in numbers: for all sizes, at each of a claim's own, at some.

Main definitions: ``Reaches``, ``counted``.

Conventions: a proof is told by the words for its reach, as records have them (``all n``, ``n = 2, 3``), and by whether it is
about each size of its claim.  Nothing of the kernel is needed for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

EVERY_SIZE = ("all n", "every tree")  # how words for a reach begin that is all sizes: ``all n, n = (N, 2)`` is such a one


class Reaches(NamedTuple):
    """How many proofs are for all sizes, how many of the others at each size of their claim, how many at some."""

    for_all: int
    whole: int
    part: int


def counted(proofs: Iterable[tuple[str, bool]]) -> Reaches:
    """The numbers of proofs, each the words for its reach and whether it is about each size of its claim."""
    found = Counter("for all" if is_for_all(reach) else "whole" if whole else "part" for reach, whole in proofs)
    return Reaches(found["for all"], found["whole"], found["part"])


def is_for_all(reach: str) -> bool:
    """Whether these are the words for all sizes."""
    return reach.startswith(EVERY_SIZE)
