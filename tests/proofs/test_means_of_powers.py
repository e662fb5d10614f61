"""Means of powers, products and events: lemmas that are not affine in any sum, which the search finds for all sizes.

Each has a false neighbour, which is not found: a constant that is slightly too good, or a hypothesis that is dropped.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.power.planted import claim as planted
from tests.proofs.means import SHORT, E, Side, fields
from tests.proofs.searches import AMPLE, LITTLE, for_all_sizes
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Space, Table
from theory_lab.numbers import Array, ratio
from theory_lab.proofs.kernel.polynomials import Quotient, constant, generator
from theory_lab.proofs.search.patterns.means.geometric import mean_of_monomials


def variance(i: Instance) -> Array:
    return E(i, i.f**2) - E(i, i.f) ** 2


def tail(i: Instance) -> Array:
    return E(i, xp.indicator(i.f - E(i, i.f) >= i.t)) * (variance(i) + i.t**2)


def with_level(low: int, least: Any, most: Any) -> Callable[[int], dict[str, Any]]:
    return lambda n: dict(p=Simplex(n), f=Table(n, low, 1), t=Ratio(least, most))


# Fields, both sides, and the fields of which it is false; None where the sides are exchanged in part by a smaller constant alone.
MEANS: dict[str, tuple[Any, Side, Side, Any]] = {
    "orders 1, 2 and 4": (
        fields(0, 1),
        lambda i: E(i, i.f**2) ** 3,
        lambda i: E(i, i.f) ** 2 * E(i, i.f**4),
        fields(-1, 1),
    ),
    "absolute values": (fields(-1, 1), lambda i: E(i, i.f**2) ** 3, lambda i: E(i, abs(i.f)) ** 2 * E(i, i.f**4), None),
    "powers of means": (fields(0, 1), lambda i: E(i, i.f**2) ** 3, lambda i: E(i, i.f**3) ** 2, fields(-1, 1)),
    "two functions": (
        fields(0, 1, "fg"),
        lambda i: E(i, i.f * i.g**2) ** 3,
        lambda i: E(i, i.f**3) * E(i, i.g**3) ** 2,
        None,
    ),
    "an increasing function of a table": (
        fields(-1, 1),
        lambda i: E(i, i.f) * E(i, i.f**3),
        lambda i: E(i, i.f**4),
        None,
    ),
    "a square increases where it is of what is positive": (
        fields(0, 1),
        lambda i: E(i, i.f) * E(i, i.f**2),
        lambda i: E(i, i.f**3),
        fields(-1, 1),
    ),
    "an exponential": (
        fields(-1, 1),
        lambda i: E(i, i.f) * E(i, xp.exp(i.f)),
        lambda i: E(i, i.f * xp.exp(i.f)),
        None,
    ),
    "deviations to one side": (with_level(-1, ratio(1, 100), 2), tail, variance, with_level(-1, -1, 2)),
    "half of a mean": (
        fields(0, 1),
        lambda i: E(i, i.f) ** 2,
        lambda i: 4 * E(i, xp.indicator(i.f > E(i, i.f) / 2)) * E(i, i.f**2),
        fields(-1, 1),
    ),
}


def told(name: str) -> Claim:
    own, lhs, rhs, _ = MEANS[name]
    return planted(name, own, lhs, rhs, sizes=(2, 3))


@pytest.mark.parametrize("name", MEANS)
def test_means_are_compared(name: str) -> None:
    claim, (_, _, rhs, wider) = told(name), MEANS[name]
    assert for_all_sizes(claim, AMPLE) is not None
    if name != "half of a mean":
        assert for_all_sizes(replace(claim, rhs=lambda i: SHORT * rhs(i)), LITTLE) is None
    if wider is not None:
        assert for_all_sizes(replace(claim, space=lambda n: Space(**wider(n))), LITTLE) is None


def test_three_functions_have_a_geometric_mean() -> None:
    """At one outcome it is no square: a tangent for each monomial, whose logarithms cancel."""
    claim = planted(
        "Hoelder for three functions",
        lambda n: dict(p=Simplex(n), **{name: Table(n, ratio(1, 8), 1) for name in "fgh"}),
        lambda i: E(i, i.f * i.g * i.h) ** 3,
        lambda i: E(i, i.f**3) * E(i, i.g**3) * E(i, i.h**3),
        sizes=(2, 3),
    )
    proofs = for_all_sizes(claim, AMPLE)
    assert proofs is not None and "tangent" in str(proofs)
    assert for_all_sizes(replace(claim, rhs=lambda i: SHORT * claim.rhs(i)), LITTLE) is None


def test_one_monomial_is_a_mean_of_others_with_weights_of_its_own() -> None:
    x, y = generator(0), generator(1)
    one = constant(1)
    found = mean_of_monomials(Quotient(2 * x**3 + y**3 - 3 * (x**2 * y)))
    assert found is not None and sorted(str(weight) for _, weight in found[1]) == ["1/3", "2/3"]
    assert mean_of_monomials(Quotient(2 * x**3 + y**3 - 4 * (x**2 * y))) is None  # the mean is too small
    assert mean_of_monomials(Quotient(x**3 + one - x * y)) is None  # no mean: y is in none of the others
    assert mean_of_monomials(Quotient(x**3 + y**3 - x**2 * y - x * y**2)) is None  # two of them
