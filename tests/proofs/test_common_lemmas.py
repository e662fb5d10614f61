"""Lemmas that people bring, which the search finds without help: logarithms of sums, mixtures and channels.

Sharpened a little they are not found.
"""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests.power.planted import claim as planted
from tests.proofs.searches import AMPLE, LITTLE, at_size, for_all_sizes
from theory_lab import numbers as xp
from theory_lab.claims import Instance, Kernel, Ratio, Simplex, Table
from theory_lab.measures.divergences import chi2, kl
from theory_lab.numbers import ratio
from theory_lab.proofs import terms
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.prover import found_for_all_sizes
from theory_lab.proofs.search.goals.reasons import telling
from theory_lab.proofs.search.places.points import beyond, refuted, sampled
from theory_lab.proofs.separate import patterns

LAW = {"space": lambda n: dict(p=Simplex(n))}
PAIR = {"space": lambda n: dict(p=Simplex(n), q=Simplex(n, positive=True))}
REWARDS = {"space": lambda n: dict(p=Simplex(n), r=Table(n, 0, 1))}
SCORES = {"space": lambda n: dict(r=Table(n, -3, 2))}


def affinity(i: Instance):
    return xp.sum(xp.sqrt(i.p * i.q))


def exponential(i: Instance):
    return xp.log(xp.sum(i.p * xp.exp(i.r)))


SUMS = {
    "an affinity is at most 1": (PAIR, lambda i: xp.log(affinity(i)), lambda i: 0),
    "powers of sums": (LAW, lambda i: 2 * xp.log(xp.sum(i.p**2)), lambda i: xp.log(xp.sum(i.p**3))),
    "a number beside it": (REWARDS, exponential, lambda i: 1),
    "a maximum beside it": (REWARDS, exponential, lambda i: xp.max(i.r)),
    "below its tangent": (
        REWARDS,
        lambda i: xp.log(xp.sum(i.p * xp.exp(-i.r))),
        lambda i: xp.dot(i.p, i.r**2) / 2 - xp.dot(i.p, i.r),
    ),
    "the number of outcomes": (LAW, lambda i: 2 * xp.log(xp.sum(xp.sqrt(i.p))), lambda i: xp.log(i.size)),
}


@pytest.mark.parametrize("name", SUMS)
def test_logarithms_of_sums_are_below_their_tangents(name: str) -> None:
    fields, lhs, rhs = SUMS[name]
    told = planted(name, lhs=lhs, rhs=rhs, sizes=(2,), **fields)
    assert for_all_sizes(told, AMPLE) is not None
    assert for_all_sizes(replace(told, lhs=lambda i: lhs(i) + ratio(1, 1000)), LITTLE) is None


def test_sums_over_tables_are_positive_and_have_a_largest_term() -> None:
    """Without a law there is at least one outcome; no law says that a sum is positive."""
    told = planted(
        "max r <= log sum exp r", lhs=lambda i: xp.max(i.r), rhs=lambda i: xp.log(xp.sum(xp.exp(i.r))), sizes=(2,), **SCORES
    )
    assert for_all_sizes(told, AMPLE) is not None
    assert for_all_sizes(replace(told, lhs=lambda i: xp.max(i.r) + ratio(1, 1000)), LITTLE) is None


def test_a_proof_that_counts_outcomes_names_their_number() -> None:
    """The proof has the sum of 1, of which a lemma says that it is at least its term at any one outcome."""
    bare = planted(
        "sum a log(a/b)",
        lhs=lambda i: xp.sum(i.a) * xp.log(xp.sum(i.a) / xp.sum(i.b)),
        rhs=lambda i: xp.sum(i.a * xp.log(i.a / i.b)),
        sizes=(2,),
        space=lambda n: dict(a=Table(n, ratio(1, 9), 1), b=Table(n, ratio(1, 9), 1)),
    )
    found = for_all_sizes(bare, AMPLE)
    assert found is not None and found[0]["sums"] == ["1"] and found[0]["lemmas"][0]["each"]
    (pattern,) = patterns(bare)
    holds_for_all_sizes(pattern, found[0])


def test_a_square_of_a_mass_is_at_most_a_product_of_sums() -> None:
    """``1 = (sum p)^2 <= n sum p^2``."""
    told = planted("1/n <= sum p^2", lhs=lambda i: 1 / xp.exact(i.size), rhs=lambda i: xp.sum(i.p**2), sizes=(2,), **LAW)
    assert for_all_sizes(told, AMPLE) is not None
    assert for_all_sizes(replace(told, lhs=lambda i: ratio(1001, 1000) / i.size), LITTLE) is None


@pytest.mark.parametrize("size", [None, 3])
def test_a_strict_bound_has_a_positive_outcome(size: int | None) -> None:
    """For all sizes the law whose sum is positive is none of those in the form; at one size one of the outcomes is positive."""
    told = planted("0 < sum p^2", lhs=lambda i: 0, rhs=lambda i: xp.sum(i.p**2), sizes=(2, 3), relation="<", **LAW)
    assert (for_all_sizes(told, AMPLE) if size is None else at_size(told, size, AMPLE)) is not None
    other = replace(told, rhs=lambda i: xp.sum(i.p**2 * (1 - i.p)))
    assert (for_all_sizes(other, LITTLE) if size is None else at_size(other, size, LITTLE)) is None


def mixed(n: int) -> dict[str, Any]:
    return dict(p=Simplex(n), q=Simplex(n, positive=True), r=Simplex(n), s=Simplex(n, positive=True), t=Ratio(0, 1))


def test_products_that_multiply_the_same_logarithm_have_one_tangent() -> None:
    """``r - t r`` is the chance ``(1 - t) r``; and a mixture near 0 is no mixture that is 0."""
    told = planted(
        "KL is jointly convex",
        mixed,
        lambda i: kl(i.t * i.p + (1 - i.t) * i.r, i.t * i.q + (1 - i.t) * i.s),
        lambda i: i.t * kl(i.p, i.q) + (1 - i.t) * kl(i.r, i.s),
        sizes=(2,),
    )
    assert for_all_sizes(told, AMPLE) is not None
    assert (
        for_all_sizes(replace(told, rhs=lambda i: i.t * kl(i.p, i.q) + ratio(9, 10) * (1 - i.t) * kl(i.r, i.s)), LITTLE) is None
    )


def test_a_convex_term_is_at_most_what_it_is_at_the_corners_of_the_laws() -> None:
    told = planted(
        "KL from a mixture",
        lambda n: dict(p=Simplex(n), q=Simplex(n), t=Ratio(ratio(1, 9), 1)),
        lambda i: kl(i.p, i.t * i.p + (1 - i.t) * i.q),
        lambda i: -xp.log(i.t),
        sizes=(2,),
    )
    assert for_all_sizes(told, AMPLE) is not None
    assert for_all_sizes(replace(told, rhs=lambda i: -ratio(9, 10) * xp.log(i.t)), LITTLE) is None


@pytest.mark.parametrize("divergence", [kl, chi2])
def test_a_channel_of_two_outputs_is_a_tangent_of_quotients_of_sums(divergence) -> None:
    """What is known of columns that add up to 1 keeps random points on them, so that wrong masses are refuted."""
    told = planted(
        "data processing",
        lambda size: dict(p=Simplex(size[0]), q=Simplex(size[0], positive=True), k=Kernel(*size, positive=True)),
        lambda i: divergence(i.p @ i.k, i.q @ i.k),
        lambda i: divergence(i.p, i.q),
        sizes=((2, 2), (3, 2)),
    )
    found, _ = found_for_all_sizes(told, AMPLE, 0)
    assert found is not None
    for pattern, proof in zip(patterns(told, 0, few=True), found, strict=True):
        holds_for_all_sizes(pattern, proof)
    assert found_for_all_sizes(replace(told, rhs=lambda i: ratio(9, 10) * divergence(i.p, i.q)), LITTLE, 0)[0] is None


def test_of_several_reasons_a_goal_says_most_and_that_models_do_not_grow_says_least() -> None:
    goal, steps = "open: x >= 0", "p is a field of the kind Steps"
    assert telling(["no common pattern", goal, "the fields depend on the size"]) == goal
    assert telling(["p is met further away than at a neighbour", steps, steps]) == "p is met further away than at a neighbour"
    assert telling(["there is no model on the tree", "the fields depend on the size"]) == "the fields depend on the size"
    assert telling([]) == ""


def test_random_points_lie_on_equations() -> None:
    a, b = terms.variable("a"), terms.variable("b")
    told = terms.add(a, b)
    state = State({"a": (Fraction(0), Fraction(1)), "b": (Fraction(0), None)}, (), frozenset(), (), (terms.ZERO, terms.ZERO))
    state = state.known(terms.at_least(told, terms.ONE), terms.at_least(terms.ONE, told))
    at = sampled(state)
    assert len(at["a"]) > 100 and max(abs(at["a"] + at["b"] - 1)) < 1e-9 and min(at["b"]) >= 0
    assert refuted(replace(state, sides=(terms.multiply(terms.number(3), a), told)))
    assert not refuted(replace(state, sides=(a, told)))


def test_infinity_is_beyond_what_is_finite() -> None:
    a = terms.variable("a")
    state = State({"a": (Fraction(0), Fraction(1))}, (), frozenset(), (), (terms.INF, a))
    assert beyond(state)
    assert not beyond(replace(state, sides=(a, terms.INF))) and not beyond(replace(state, sides=(terms.INF, terms.INF)))
