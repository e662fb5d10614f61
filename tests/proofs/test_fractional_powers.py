"""Proofs speak of whole powers and square roots; other roots are refused in a sentence, never read as something else."""

from fractions import Fraction

import pytest

import theory_lab
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.proofs import symbols, terms


def claim(rhs) -> Claim:
    return Claim("a", Source("b", "c", status="derived"), Space(x=Ratio(0, 1)), lhs=lambda i: i.x, rhs=rhs)


def test_a_power_with_denominator_two_is_one_of_a_square_root():
    x = terms.variable("x")
    assert symbols.power(symbols.constant(2), Fraction(3, 2))[0] == terms.power(terms.sqrt(terms.number(2)), 3)
    assert terms.power(terms.sqrt(x), 1) == terms.sqrt(x)
    assert theory_lab.prove(claim(lambda i: i.x ** Fraction(1, 2))).theorem.is_proved


@pytest.mark.parametrize(
    ("rhs", "words"),
    [
        (lambda i: i.x ** Fraction(1, 3), "not of the power 1/3"),
        (lambda i: i.x + xp.exact(2) ** Fraction(1, 3), "not of the root of index 3 of 2"),
        (lambda i: i.x + xp.sqrt(1 + xp.sqrt(xp.exact(2))), "has no normal form"),
    ],
)
def test_other_roots_are_refused(rhs, words):
    assert theory_lab.check(claim(rhs)).ok
    found = theory_lab.prove(claim(rhs))
    assert words in str(found) and not found.theorem.is_proved
