"""Means of what is bounded, and of mixtures: lemmas that the search finds for all sizes by one more idea each.

Each has a false neighbour, which is not found: a constant that is slightly too good.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.power.planted import claim as planted
from tests.proofs.means import SHORT, E, Side, fields
from tests.proofs.searches import AMPLE, LITTLE, for_all_sizes
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Table
from theory_lab.measures.divergences import chi2, kl, total_variation
from theory_lab.measures.information import entropy
from theory_lab.numbers import Array, ratio
from theory_lab.proofs.search.patterns.sets.merges import Merges
from theory_lab.proofs.separate import patterns


def variance(i: Instance, f: Array) -> Array:
    return E(i, f**2) - E(i, f) ** 2


def covariance(i: Instance) -> Array:
    return E(i, i.f * i.g) - E(i, i.f) * E(i, i.g)


def deviation(i: Instance) -> Array:
    return E(i, abs(i.f - E(i, i.f)))


def length(f: Array) -> Array:
    return xp.max(f) - xp.min(f)


def mixture(i: Instance) -> Array:
    return i.t * i.p + (1 - i.t) * i.q


def mean_entropy(i: Instance) -> Array:
    return i.t * entropy(i.p) + (1 - i.t) * entropy(i.q)


def coin(t: Array) -> Array:
    return -xp.xlogx(t) - xp.xlogx(1 - t)


def spread_of_mixture(i: Instance) -> Array:
    return i.t * kl(i.p, mixture(i)) + (1 - i.t) * kl(i.q, mixture(i))


def mixed(low: Any, high: Any) -> Callable[[int], dict[str, Any]]:
    return lambda n: dict(p=Simplex(n), q=Simplex(n), t=Ratio(low, high))


def weighted(n: int) -> dict[str, Any]:
    return dict(p=Simplex(n, positive=True), q=Simplex(n), f=Table(n, -1, 1))


# Fields and both sides: false where the larger one is a hundredth smaller.
LEMMAS: dict[str, tuple[Any, Side, Side]] = {
    "entropy of a mixture, with shares that may be 0": (
        mixed(0, 1),
        lambda i: entropy(mixture(i)),
        lambda i: mean_entropy(i) + coin(i.t),
    ),
    "divergence from a mixture, by total variation": (
        mixed(ratio(1, 100), ratio(99, 100)),
        spread_of_mixture,
        lambda i: coin(i.t) * total_variation(i.p, i.q),
    ),
    "divergence from a mixture, with shares that may be 0": (
        mixed(0, 1),
        lambda i: xp.sum(xp.kl_term(i.t * i.p, i.t * mixture(i)) + xp.kl_term((1 - i.t) * i.q, (1 - i.t) * mixture(i))),
        lambda i: coin(i.t) * total_variation(i.p, i.q),
    ),
    "a moment of Poisson's": (
        fields(0, 1, t=Ratio(0, 4)),
        lambda i: E(i, xp.exp(i.t * i.f)),
        lambda i: xp.exp(E(i, i.f) * (xp.exp(i.t) - 1)),
    ),
    "the moment of what is not negative": (
        fields(0, 1, t=Ratio(0, 4)),
        lambda i: E(i, xp.exp(-i.t * i.f)),
        lambda i: xp.exp(-i.t * E(i, i.f) + i.t**2 * E(i, i.f**2) / 2),
    ),
    "geometric and harmonic means": (
        fields(ratio(1, 100), 1),
        lambda i: ratio(1, 1),
        lambda i: xp.exp(E(i, xp.log(i.f))) * E(i, 1 / i.f),
    ),
    "variance by the range": (fields(-1, 1), lambda i: variance(i, i.f), lambda i: length(i.f) ** 2 / 4),
    "variance of weights": (
        weighted,
        lambda i: E(i, (i.q / i.p * i.f) ** 2) - E(i, i.q / i.p * i.f) ** 2,
        lambda i: 1 + chi2(i.q, i.p),
    ),
    "square of a covariance by ranges": (fields(0, 1, "fg"), lambda i: covariance(i) ** 2, lambda i: ratio(1, 16)),
    "covariance by ranges": (fields(0, 1, "fg"), lambda i: abs(covariance(i)), lambda i: ratio(1, 4)),
    "covariance by a range and a variance": (
        fields(0, 1, "fg"),
        lambda i: covariance(i) ** 2,
        lambda i: variance(i, i.f) / 4,
    ),
    "covariance by the ends of both": (
        fields(-1, 1, "fg"),
        lambda i: abs(covariance(i)),
        lambda i: length(i.f) * length(i.g) / 4,
    ),
}


# Of functions that have the mean of a table in them.
LEMMAS |= {
    "variance by the mean deviation": (fields(0, 1), lambda i: 2 * variance(i, i.f), lambda i: deviation(i)),
    "mean deviation by the mean": (fields(0, 1), lambda i: deviation(i), lambda i: 2 * E(i, i.f) * (1 - E(i, i.f))),
}


def told(name: str) -> Claim:
    own, lhs, rhs = LEMMAS[name]
    return planted(name, own, lhs, rhs, sizes=(2, 3))


@pytest.mark.parametrize("name", LEMMAS)
def test_lemma_is_found_and_its_sharper_neighbour_is_not(name: str) -> None:
    claim, (_, _, rhs) = told(name), LEMMAS[name]
    assert for_all_sizes(claim, AMPLE) is not None
    assert for_all_sizes(replace(claim, rhs=lambda i: SHORT * rhs(i)), LITTLE) is None


def test_what_is_left_below_a_tangent_is_asked_for_at_once_where_it_applies_alone() -> None:
    """Of a goal without covariances, exponentials and squares of means nothing is tried."""
    claim = planted("Jensen", fields(ratio(1, 100), 1), lambda i: E(i, xp.log(i.f)), lambda i: xp.log(E(i, i.f)), sizes=(2, 3))
    search = Merges(AMPLE)
    (pattern,) = patterns(claim)
    assert search.pattern_proof(pattern) is not None
    assert list(search._covariances()) == []
    assert not any(one.startswith(("covariance", "square")) for one in search.tried)
