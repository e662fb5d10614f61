"""Lemmas in which products of sums are read at the outcomes of one of them, and lemmas on tilted laws.

Each has a false neighbour, whose constant is slightly too good; that is not found.
"""

from dataclasses import replace
from typing import Any

import pytest

from tests.power.planted import claim as planted
from tests.proofs.means import SHORT, E, Side, fields
from tests.proofs.searches import AMPLE, LITTLE, for_all_sizes
from theory_lab import numbers as xp
from theory_lab.claims import Instance, Ratio, Simplex, Table
from theory_lab.measures.divergences import kl, total_variation
from theory_lab.numbers import Array, ratio


def centred(i: Instance) -> Array:
    return i.f - E(i, i.f)


def tilted(i: Instance, weights: Array) -> Array:
    return i.p * weights / E(i, weights)


def gain(i: Instance, weights: Array) -> Array:
    return xp.dot(tilted(i, weights), i.f) - E(i, i.f)


def two_laws(n: int) -> dict[str, Any]:
    return dict(p=Simplex(n), q=Simplex(n), f=Table(n, -1, 1))


def covariance(i: Instance) -> Array:
    return abs(E(i, i.f * i.g) - E(i, i.f) * E(i, i.g))


def entropy(i: Instance) -> Array:
    return E(i, xp.xlogx(i.f)) - xp.xlogx(E(i, i.f))


def share_of_variance(i: Instance) -> Array:
    return E(i, i.f**2) / E(i, i.f) - E(i, i.f)


# Fields, both sides and hypotheses: false where the larger side is a hundredth smaller.
LEMMAS: dict[str, tuple[Any, Side, Side, dict[str, Any]]] = {
    "entropy by variance": (fields(ratio(1, 1000), 1), entropy, share_of_variance, {}),
    "entropy by variance, with zeros": (fields(0, 1), entropy, share_of_variance, {"mean": lambda i: E(i, i.f) > 0}),
    "covariance by the mean deviation": (
        fields(-1, 1, "fg"),
        covariance,
        lambda i: E(i, abs(centred(i))) * (xp.max(i.g) - xp.min(i.g)) / 2,
        {},
    ),
    "mean advantage by the largest": (
        two_laws,
        lambda i: abs(xp.dot(i.q, i.f) - E(i, i.f)),
        lambda i: 2 * total_variation(i.p, i.q) * xp.max(abs(centred(i))),
        {},
    ),
    "a tilted law has a larger mean": (
        fields(0, 1, s=Ratio(0, 4)),
        lambda i: E(i, i.f),
        lambda i: xp.dot(tilted(i, xp.exp(i.s * i.f)), i.f),
        {},
    ),
    "a law that is tilted down has a smaller mean": (
        fields(0, 1, s=Ratio(0, 4)),
        lambda i: xp.dot(tilted(i, xp.exp(-i.s * i.f)), i.f),
        lambda i: E(i, i.f),
        {},
    ),
    "weights that increase": (
        fields(0, 1),
        lambda i: E(i, i.f),
        lambda i: xp.dot(tilted(i, 1 + i.f**2), i.f),
        {},
    ),
    "divergence of a tilted law by its gain": (
        fields(0, 1, s=Ratio(0, 1000)),
        lambda i: kl(tilted(i, xp.exp(i.s * i.f)), i.p),
        lambda i: i.s * gain(i, xp.exp(i.s * i.f)),
        {},
    ),
}


@pytest.mark.parametrize("name", LEMMAS)
def test_lemma_is_found_and_its_sharper_neighbour_is_not(name: str) -> None:
    own, lhs, rhs, given = LEMMAS[name]
    claim = planted(name, own, lhs, rhs, sizes=(2, 3), given=given)
    assert for_all_sizes(claim, AMPLE) is not None
    assert for_all_sizes(replace(claim, rhs=lambda i: SHORT * rhs(i)), LITTLE) is None


def test_a_hypothesis_that_a_sum_is_positive_is_needed() -> None:
    """Without it the mean may be 0, where the larger side has no value: the proof is for where it has one."""
    own, lhs, rhs, given = LEMMAS["entropy by variance, with zeros"]
    found = for_all_sizes(planted("a mean that is positive", own, lhs, rhs, sizes=(2, 3), given=given), AMPLE)
    assert found is not None
    assert {"rule": "follows", "fact": "S0", "strict": True}.items() <= found[0]["lemmas"][0].items()
