"""Exponential and central moments of what is bounded, for any number of outcomes: Hoeffding's lemma, and Pearson's inequality.

Each has a false neighbour, which is not found: a constant that is slightly too good.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.power.planted import claim as planted
from tests.proofs.means import SHORT, E, Side, fields
from tests.proofs.searches import AMPLE, LITTLE, for_all_sizes
from theory_lab import numbers as xp
from theory_lab.claims import Instance, Ratio
from theory_lab.numbers import Array
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.telling.reading import told


def centred(i: Instance) -> Array:
    return i.f - E(i, i.f)


def moment(i: Instance, k: int) -> Array:
    return E(i, centred(i) ** k)


def exponential(i: Instance, sign: int = 1) -> Array:
    return E(i, xp.exp(sign * i.s * centred(i)))


def rated(low: Any, high: Any) -> Callable[[int], dict[str, Any]]:
    return fields(low, high, s=Ratio(0, 4))


# A name, the fields, what is true with the factor 1 and false with a smaller one, and that factor.
FOUND: list[tuple[str, Callable[[int], dict[str, Any]], Side, Callable[[Instance, Any], Any]]] = [
    ("centred", rated(0, 1), exponential, lambda i, c: xp.exp(c * i.s**2 / 8)),
    ("centred, below", rated(0, 1), lambda i: exponential(i, -1), lambda i, c: xp.exp(c * i.s**2 / 8)),
    ("centred, logarithms", rated(-1, 1), lambda i: xp.log(exponential(i)), lambda i, c: c * i.s**2 / 2),
    ("logarithms", rated(-1, 1), lambda i: xp.log(E(i, xp.exp(i.s * i.f))), lambda i, c: i.s * E(i, i.f) + c * i.s**2 / 2),
    ("pearson", fields(-1, 1), lambda i: moment(i, 3) ** 2, lambda i, c: c * moment(i, 2) * moment(i, 4) - moment(i, 2) ** 3),
    ("kurtosis", fields(0, 5), lambda i: moment(i, 3) ** 2 + moment(i, 2) ** 3, lambda i, c: c * moment(i, 2) * moment(i, 4)),
]  # fmt: skip
IDS = [name for name, *_ in FOUND]


@pytest.mark.parametrize(("space", "lhs", "rhs"), [one[1:] for one in FOUND], ids=IDS)
def test_moments_are_bounded_for_all_sizes(space, lhs, rhs):
    assert for_all_sizes(planted("moments", space, lhs, lambda i: rhs(i, 1), sizes=(2, 3)), AMPLE) is not None


@pytest.mark.parametrize(("space", "lhs", "rhs"), [one[1:] for one in FOUND], ids=IDS)
def test_a_constant_that_is_too_good_is_not_found(space, lhs, rhs):
    assert for_all_sizes(planted("moments", space, lhs, lambda i: rhs(i, SHORT), sizes=(2, 3)), LITTLE) is None


def test_the_proof_of_hoeffdings_lemma_goes_by_a_chord():
    """Concave in the table, and 0 at both ends: no monotony in the rate, derivative after derivative."""
    claim = planted("centred", rated(0, 1), exponential, lambda i: xp.exp(i.s**2 / 8), sizes=(2, 3))
    (proof,) = for_all_sizes(claim, AMPLE) or []
    text = "\n".join(told(patterns(claim, few=True)[0], proof))
    assert "is concave in f:" in text and "at the lower end, g(f = 0) = 0: equality there." in text
    lemma = text.split("Lemma 2.")[0]
    assert "increases" not in lemma and "decreases" not in lemma
    assert "log(X) - log(Y) >= 0 suffices" in text
