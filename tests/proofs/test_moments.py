"""Moments, mixtures and tilted laws: lemmas that people bring, which the search finds for all sizes.

Each has a false neighbour, which is not found.
"""

import itertools
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from tests.power.planted import claim as planted
from tests.proofs.means import SHORT, Side
from tests.proofs.searches import AMPLE, LITTLE, for_all_sizes
from theory_lab import numbers as xp
from theory_lab.claims import Instance, Ratio, Simplex, Table
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array, ratio
from theory_lab.proofs import terms
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.prover import found_for_all_sizes
from theory_lab.proofs.search import contradictions
from theory_lab.proofs.search.patterns.means.chords import chord_forms
from theory_lab.proofs.search.patterns.sets.merges import Merges
from theory_lab.proofs.search.places.points import sampled, values
from theory_lab.proofs.separate import patterns


def scores(n: int) -> dict[str, Any]:
    return dict(p=Simplex(n), f=Table(n, -1, 1), g=Table(n, -1, 1))


def covariance(i: Instance, f: Array, g: Array) -> Array:
    return xp.dot(i.p, f * g) - xp.dot(i.p, f) * xp.dot(i.p, g)


def variances(i: Instance) -> Array:
    return covariance(i, i.f, i.f) * covariance(i, i.g, i.g)


def tilted(i: Instance) -> Array:
    weights = i.p * xp.exp(i.t * i.f)
    return weights / xp.sum(weights)


def gain(i: Instance) -> Array:
    return i.t * xp.dot(tilted(i), i.f)


def exponent(i: Instance) -> Array:
    return xp.log(xp.sum(i.p * xp.exp(i.t * i.f)))


def term(a: Array, b: Array) -> Array:
    return xp.xlogx(a) - a * xp.log(b)


MOMENTS: dict[str, tuple[Any, Side, Side, Side]] = {
    "a product of sums has a tangent": (
        scores,
        lambda i: covariance(i, i.f, i.g) ** 2,
        variances,
        lambda i: SHORT * variances(i),
    ),
    "a tangent where a slope has the sign of a sum": (
        lambda n: dict(p=Simplex(n), f=Table(n, 0, 1)),
        lambda i: xp.dot(i.p, i.f) ** 3,
        lambda i: xp.dot(i.p, i.f**3),
        lambda i: SHORT * xp.dot(i.p, i.f**3),
    ),
    "a sum of a polynomial is one of others": (
        lambda n: dict(p=Simplex(n), f=Table(n, -1, 1), c=Ratio(-3, 3)),
        lambda i: covariance(i, i.f, i.f),
        lambda i: xp.dot(i.p, (i.f - i.c) ** 2),
        lambda i: SHORT * xp.dot(i.p, (i.f - i.c) ** 2),
    ),
    "a chord of an inverse": (
        lambda n: dict(p=Simplex(n), f=Table(n, 1, 3)),
        lambda i: xp.dot(i.p, i.f) * xp.sum(i.p / i.f),
        lambda i: ratio(4, 3),
        lambda i: SHORT * ratio(4, 3),
    ),
    "a chord of a square": (
        lambda n: dict(p=Simplex(n), f=Table(n, 1, 3)),
        lambda i: xp.dot(i.p, i.f**2),
        lambda i: ratio(4, 3) * xp.dot(i.p, i.f) ** 2,
        lambda i: SHORT * ratio(4, 3) * xp.dot(i.p, i.f) ** 2,
    ),
    "at each rate": (
        lambda n: dict(p=Simplex(n), q=Simplex(n, positive=True), f=Table(n, 0, 1), t=Ratio(ratio(1, 10), 4)),
        lambda i: xp.dot(i.p - i.q, i.f),
        lambda i: kl(i.p, i.q) / i.t + i.t / 8,
        lambda i: kl(i.p, i.q) / i.t + i.t / 9,
    ),
    "sums that may be 0": (
        lambda n: dict(a=Table(n, 0, 1), b=Table(n, ratio(1, 9), 1)),
        lambda i: term(xp.sum(i.a), xp.sum(i.b)),
        lambda i: xp.sum(term(i.a, i.b)),
        lambda i: xp.sum(term(i.a, i.b)) - xp.sum(i.a) / 100,
    ),
}


@pytest.mark.parametrize("name", MOMENTS)
def test_moments_are_compared(name: str) -> None:
    fields, lhs, rhs, less = MOMENTS[name]
    told = planted(name, fields, lhs, rhs, sizes=(2, 3))
    assert for_all_sizes(told, AMPLE) is not None
    assert for_all_sizes(replace(told, rhs=less), LITTLE) is None


def test_the_logarithm_of_a_tilted_law_is_less_that_of_its_mass() -> None:
    told = planted(
        "the divergence of a tilted law",
        lambda n: dict(p=Simplex(n, positive=True), f=Table(n, -1, 1), t=Ratio(0, 3)),
        lambda i: kl(tilted(i), i.p),
        lambda i: gain(i) - exponent(i),
        sizes=(2, 3),
        relation="==",
    )
    assert for_all_sizes(told, AMPLE) is not None
    assert for_all_sizes(replace(told, rhs=lambda i: gain(i) - SHORT * exponent(i)), LITTLE) is None


def mean(i: Instance, last: Any = 1) -> Array:
    return i.w[0] * kl(i.p, i.q) + i.w[1] * kl(i.r, i.q) + last * i.w[2] * kl(i.s, i.q)


def test_a_mixture_of_three_has_three_weights() -> None:
    """Each weight is 0 or positive; that the first one is so is kept where it is put in as the rest of the others."""
    told = planted(
        "KL of a mixture of three",
        lambda size: dict(
            w=Simplex(3), p=Simplex(size[1]), r=Simplex(size[1]), s=Simplex(size[1]), q=Simplex(size[1], positive=True)
        ),
        lambda i: kl(i.w[0] * i.p + i.w[1] * i.r + i.w[2] * i.s, i.q),
        mean,
        sizes=((3, 2), (3, 3)),
    )
    found, _ = found_for_all_sizes(told, AMPLE, 1)
    assert found is not None
    for pattern, proof in zip(patterns(told, 1, few=True), found, strict=True):
        holds_for_all_sizes(pattern, proof)
    assert found_for_all_sizes(replace(told, rhs=lambda i: mean(i, ratio(9, 10))), LITTLE, 1)[0] is None


def test_chords_meet_their_functions_at_the_ends() -> None:
    told = planted(
        "1/f", lambda n: dict(p=Simplex(n), f=Table(n, 1, 3)), lambda i: xp.sum(i.p / i.f), lambda i: xp.dot(i.p, i.f), sizes=(2,)
    )
    (pattern,) = patterns(told)
    forms = list(chord_forms(pattern))
    assert len(forms) == 4  # each function over the other, from both sides
    search = Merges(LITTLE)
    search.pattern = pattern
    for form, end in itertools.product(forms, (1, 3)):
        at_end = values(search.form(form)[0], {"p": np.array(1.0), "f": np.array(float(end))})
        assert abs(at_end) < 1e-12


def test_points_on_an_equation_say_that_there_is_no_contradiction(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where random points, moved onto the equation, satisfy all facts, no fact is excluded by the others, and none is tried."""
    whole = terms.total(tuple(map(terms.variable, "abc")))
    state = State({name: (Fraction(0), Fraction(1)) for name in "abc"}, (), frozenset(), (), (terms.ZERO, whole))
    state = state.known(terms.at_least(whole, terms.ONE), terms.at_least(terms.ONE, whole))
    tried = []
    monkeypatch.setattr(contradictions, "reached", lambda *_: False)
    monkeypatch.setattr(Merges, "_excluded", lambda *_: tried.append(True))
    assert len(sampled(state)["a"]) and Merges(AMPLE).contradiction(state, hard=True) is None
    assert not tried
