"""Sums by parts over ranks, and coefficients that are sums: what holds is accepted, and nothing more."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from tests.proofs.test_lemmas import SIGNS, leaf
from tests.proofs.test_mutations import _mutants, _stored
from theory_lab.proofs import terms
from theory_lab.proofs.kernel.lemmas import LEMMAS, holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.sums import needed
from theory_lab.proofs.kernel.values import value
from theory_lab.proofs.ranks import is_polynomial
from theory_lab.proofs.separate import Pattern, patterns
from theory_lab.proofs.theorems import MALFORMED

UNIT = (Fraction(0), Fraction(1))
P, Q, R, X = map(terms.variable, ("p", "q", "r", "x"))
NOTHING = {"sums": {}, "masses": {}}
ALL = leaf(SIGNS, "p", "q", "r", "x", "T0", "B0")


def pattern(**changed):
    """Laws ``p`` and ``q``, and rewards ``r`` that rank the outcomes by ``p``; ``S0`` is the mean of ``r`` under ``q``."""
    told = {
        "laws": ("p", "q"), "positive": frozenset(), "tables": (("r", *UNIT), ("x", *UNIT)), "parameters": (),
        "sums": (("S0", terms.multiply(Q, R)), ("S1", terms.multiply(Q, X))), "bounds": (), "everywhere": (), "hypotheses": (),
        "sides": (terms.ZERO, terms.ONE), "relation": "<=", "ranks": (("p", R),),
    }  # fmt: skip
    return Pattern(**(told | changed))


def test_outcomes_are_ranked_by_what_has_a_value_everywhere():
    assert is_polynomial(terms.add(R, terms.multiply(X, terms.number(3))))
    for wrong in (terms.divide(R, X), terms.log(R), terms.multiply(R, terms.sqrt(X)), terms.INF):
        assert not is_polynomial(wrong)


# Coefficients that are sums


def squared(text="-2*S0", mass="S0**2", **changed):
    """``E_q x**2 >= (E_q x)**2``, for ``q (x - m)**2`` is nonnegative at every outcome whatever ``m`` is."""
    told = pattern(sums=(("S0", terms.multiply(Q, X)), ("S1", terms.multiply(Q, terms.power(X, 2)))), ranks=(), **changed)
    lemma = {"rule": "linear", "form": {"sums": {"S0": text, "S1": "1"}, "masses": {"q": mass}}}
    factors = [["q", 1, 1, SIGNS], ["x - S0", 2, 1, None]]
    then = {"rule": "product", "factors": factors, "then": {"rule": "ball"}}
    return told, lemma, leaf(then, "p", "q", "r", "x", "S0")


def test_a_coefficient_may_be_a_sum():
    told, lemma, proof = squared()
    fact, _ = LEMMAS["linear"](told, {**lemma, "proof": proof}, ())
    assert Fraction(str(value(fact, {"S0": Fraction(1, 2), "S1": Fraction(1, 3)}))) == Fraction(1, 3) - Fraction(1, 4)
    for text, mass in (("-2*S0", "S0"), ("-S0", "S0**2"), ("-2*S1", "S0**2"), ("-2*x", "x**2"), ("-2*q", "q**2")):
        with pytest.raises((Rejected, *MALFORMED)):
            LEMMAS["linear"](told, {**squared(text, mass)[1], "proof": proof}, ())


def test_a_sum_that_is_a_coefficient_is_needed():
    told, lemma, _ = squared()
    only = {"rule": "linear", "form": {"sums": {"S1": "1"}, "masses": {"q": "S0**2"}}}
    assert needed(told, lemma) == needed(told, only) == {"S0", "S1"}
    assert needed(told, {"rule": "linear", "form": {"sums": {"S1": "1"}, "masses": {}}}) == {"S1"}


# What is shipped


def test_changed_proofs_of_a_shipped_claim():
    (claim, content), rng = _stored("alignment.best_of_n_monotone"), random.Random(0)
    told, proof = patterns(claim)[2], content["all_sizes"][2]
    holds_for_all_sizes(told, proof)
    left, middle, right = told.sides
    false = replace(told, sides=(left, middle, terms.multiply(right, terms.number(Fraction(99, 100)))))
    accepted = 0
    for mutant in _mutants(proof, rng, 40):
        try:
            holds_for_all_sizes(told, mutant)
            accepted += 1
        except (Rejected, *MALFORMED):
            pass
        with pytest.raises((Rejected, *MALFORMED)):
            holds_for_all_sizes(false, mutant)
    assert accepted < 20
