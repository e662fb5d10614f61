"""Recursions: claims at every horizon, by what one step does.

Part of the trusted base.

Main definitions
----------------
``Recursion``   the quantities of a step, how each follows from its neighbours, and the sides in terms of the first
``places``      the entries of a size that may be the horizon
``at_horizon``  a size with another horizon
``listed``      the horizons, or numbers of outcomes, at which a claim is read

Conventions
-----------
``v0, v1, ...`` at a step follow from those of the next step, ``x0, x1, ...`` from those of the step before, and ``c0, c1, ...``
are functions of the rows of the step alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.proofs.code.numbers import sizes_near
from theory_lab.proofs.statements import Range, Untraceable
from theory_lab.proofs.terms import Term

RING = {"add", "sub", "mul", "neg", "sum"}  # a coefficient is no polynomial in others


@dataclass(frozen=True)
class Recursion:
    """A claim at every horizon: ``sides`` in the parameters, the laws and the ``v`` of the first step.

    ``coefficients`` are terms in the rows of a step; ``last`` and ``back`` give ``v`` at the last and at earlier steps, in ``c``,
    ``x`` and the ``v`` of the next step; ``first`` and ``onward`` give ``x`` at the first step and at the next one.
    """

    parameters: Mapping[str, Range]
    laws: tuple[tuple[str, ...], ...]
    positive: frozenset[str]
    hypotheses: tuple[Term, ...]
    rows: Mapping[str, Range]
    coefficients: Mapping[str, Term]
    first: Mapping[str, Term]
    onward: Mapping[str, Term]
    last: Mapping[str, Term]
    back: Mapping[str, Term]
    sides: tuple[Term, ...]
    relation: str


def places(size: Any) -> tuple[int | None, ...]:
    """The entries of a size that may be the horizon; None for a size that is one number.

    None at all of a size with ``True`` or ``1.0`` in it, which is equal to another one and not the same to code.
    """
    if not _is_plain(size):
        return ()
    if isinstance(size, tuple):
        return tuple(k for k in reversed(range(len(size))) if isinstance(size[k], int))
    return (None,) if isinstance(size, int) else ()


def _is_plain(size: Any) -> bool:
    return all(map(_is_plain, size)) if isinstance(size, tuple) else type(size) in (int, str)


def at_horizon(size: Any, place: int | None, horizon: Any) -> Any:
    """The size with another horizon."""
    return horizon if place is None else (*size[:place], horizon, *size[place + 1 :])


def listed(claim: Claim, size: Any, place: int | None, others: Sequence[int]) -> tuple[int, ...]:
    """The horizons at which a claim is read: those told, its own, so that what is said of all of them is said of these, and those
    beside and beyond the numbers in its code.

    Raises ``Untraceable`` where it has the horizon 1, at which formulas are short of what they are made of, and where a number
    in its code is too large to be looked beyond.
    """
    alike = [one for one in claim.sizes if place in places(one) and at_horizon(one, place, 0) == at_horizon(size, place, 0)]
    own = {one if place is None else one[place] for one in alike}
    if any(one < min(others) for one in own):
        raise Untraceable(f"the formula at size {at_horizon(size, place, min(own))} is not looked at")
    return tuple(sorted(own.union(others, sizes_near(claim, min(others)))))
