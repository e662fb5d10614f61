"""Divergences of vectors of different mass: an error where it can be known, and no verdict on another statement."""

from fractions import Fraction

import pytest

import theory_lab
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.measures.divergences import kl, renyi
from theory_lab.measures.information import cross_entropy, mutual_information

HALVES = xp.exact([Fraction(1, 2), Fraction(1, 2)])
PARTS = xp.exact([Fraction(1, 4), Fraction(1, 2)])


@pytest.mark.parametrize("compared", [kl, cross_entropy, lambda p, q: renyi(p, q, 1)])
def test_parts_of_laws_are_refused(compared):
    with pytest.raises(ValueError, match="of equal mass"):
        compared(HALVES, PARTS)
    with pytest.raises(ValueError, match="of equal mass"):
        compared(PARTS, HALVES)


def test_parts_of_equal_mass_are_compared():
    half = xp.exact([Fraction(1, 4), Fraction(1, 4)])
    assert xp.value(kl(half, half)) == 0
    assert float(xp.value(kl(half, half[::-1] * xp.exact([Fraction(3, 2), Fraction(1, 2)])))) > 0
    kl(xp.floats([0.5, 0.5]), xp.floats([0.5, 0.6]))  # floats round, and only search


def test_information_in_a_part_of_a_joint_law_is_refused():
    joint = xp.exact([[Fraction(1, 4), Fraction(1, 8)], [Fraction(1, 8), Fraction(1, 4)]])
    with pytest.raises(ValueError, match="mutual_information compares"):
        mutual_information(joint)
    mutual_information(joint * Fraction(4, 3))


def log_sum(lhs):
    """The log-sum inequality on all but the first outcome."""
    return Claim(
        statement="x",
        source=Source("Cover and Thomas", "Theorem 2.7.1", status="textbook"),
        space=lambda n: Space(p=Simplex(n, positive=True), q=Simplex(n, positive=True)),
        sizes=(2, 3),
        relation=">=",
        lhs=lhs,
        rhs=lambda i: xp.sum(i.p[1:]) * xp.log(xp.sum(i.p[1:]) / xp.sum(i.q[1:])),
    )


def test_a_claim_on_parts_of_laws_ends_as_an_error_and_not_as_refuted():
    record = theory_lab.check(log_sum(lambda i: kl(i.p[1:], i.q[1:])))
    assert record.outcome == "error" and "of equal mass" in str(record)
    written_out = theory_lab.check(log_sum(lambda i: xp.sum(i.p[1:] * xp.log(i.p[1:] / i.q[1:]))))
    assert written_out.outcome == "holds"


def test_what_ends_as_an_error_is_not_proved():
    """``p_2 log(p_2/q_2) >= (sqrt p_2 - sqrt q_2)^2`` is false; with ``- p_2 + q_2`` on the left it is true."""
    false = Claim(
        statement="x",
        source=Source("nobody", "for a test", status="derived"),
        space=Space(p=Simplex(2), q=Simplex(2, positive=True)),
        relation=">=",
        lhs=lambda i: kl(i.p[1:], i.q[1:]),
        rhs=lambda i: xp.sum((xp.sqrt(i.p[1:]) - xp.sqrt(i.q[1:])) ** 2),
    )
    attempt = theory_lab.prove(false, seconds=5)
    assert not attempt.theorem.is_proved and "of equal mass" in attempt.open
    true = Claim(
        statement="x",
        source=false.source,
        space=Space(w=Table(1, 0, 1)),
        relation=">=",
        lhs=lambda i: xp.sum(i.w),
        rhs=lambda i: xp.sum(i.w) ** 2,
    )
    assert theory_lab.prove(true, seconds=5).theorem.is_proved
