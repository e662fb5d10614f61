"""What learning formulas require of their input.

A formula cannot look into a batch or a tracer, but where the numbers are there to look at, a level below 1, a model that
is no law and a data law outside its class are refused in one sentence.

Main definitions: ``require_level``, ``require_laws``, ``require_draws``, ``require_member``, ``require_sample``, ``known``.

Conventions: exact numbers are compared exactly, float masses up to the rounding of a sum in another order.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from theory_lab import numbers as xp
from theory_lab.numbers import Array

__all__ = ["known", "require_draws", "require_laws", "require_level", "require_member", "require_sample"]
_SLACK = 2.0**-32  # of float masses that were summed in some other order


def known(x: Array) -> bool:
    """Whether the numbers can be looked at: one instance, exact or plain floats."""
    return (x.is_exact or x.is_float) and x.number_of_instances == 1 and not x.is_jax


def require_level(level: Any) -> None:
    """Raise ``ValueError`` for a level of a coverage below 1."""
    plain = level if isinstance(level, int | float | Fraction) else None
    if isinstance(level, Array) and known(level) and not level.shape:
        plain = xp.value(level)
    if plain is not None and not plain >= 1:
        raise ValueError(f"the level of a coverage must be at least 1, got {plain}")


def require_draws(draws: int) -> None:
    """Raise ``ValueError`` without a draw, after which there are no frequencies."""
    if draws < 1:
        raise ValueError(f"frequencies need a sample of at least one draw, not of {draws}")


def require_sample(counts: Sequence[int], size: int, what: str) -> None:
    """Raise ``ValueError`` unless ``counts`` are those of a sample of so many outcomes, words or others, ``what`` they are."""
    if len(counts) != size or min(counts) < 0 or sum(counts) < 1:
        raise ValueError(f"a sample needs counts for {size} {what}, none negative and not all 0, got {list(counts)}")


def require_laws(models: Array, name: str = "model") -> None:
    """Raise ``ValueError`` unless every row of ``models`` (c, ...) is a law; rows are numbered unless it is "the" one."""
    if not known(models):
        return
    if not len(models):
        raise ValueError("a class has at least one model")
    table = models.reshape(len(models), models.size // len(models))
    totals = xp.sum(table, axis=1).numbers()
    exact = models.is_exact and all(total.is_exact for total in totals)
    with xp.guessing():  # of sums that are not rational only the gross error is told
        wrong = [(total != 1) if exact else not abs(float(total) - 1) <= _SLACK for total in totals]
        negative = [any(x < 0 if models.is_exact and x.is_exact else float(x) < -_SLACK for x in row) for row in table.numbers()]
    for k, total in enumerate(totals):
        which = name if name.startswith("the ") else f"{name} {k}"
        if wrong[k]:
            raise ValueError(f"{which} has total mass {total}; it must be a law, with total mass 1")
        if negative[k]:
            raise ValueError(f"{which} has a negative probability {min(table[k].numbers())}; it must be a law")


def require_member(value: Array, least: Any, most: Any, what: str) -> None:
    """Raise ``ValueError`` where a number () that a data law in the class would have in [least, most] is outside."""
    if not known(value):
        return
    number = xp.value(value)
    slack = 0 if value.is_exact else _SLACK
    if not least - slack <= number <= most + slack:
        raise ValueError(
            f"the data law has {what} {number} and is outside the class, where it is in [{least}, {most}];"
            " this maximum likelihood assumes that it is inside"
        )
