"""Entropy and information, against sums of logarithms term by term, and by the laws that they obey."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.measures.pairs import pairs
from tests.oracles.agreement import check_agreement
from tests.oracles.laws import probability
from theory_lab import numbers as xp
from theory_lab.measures import information
from theory_lab.measures.divergences import kl

joints = st.lists(st.integers(0, 4), min_size=12, max_size=12).filter(any).map(probability)


def surprise(p, q):
    """``sum p log(1/q)``, a term at a time; ``p`` and ``q`` are fractions and ``q`` is positive where ``p`` is."""
    return sum((a * xp.log(1 / xp.exact(b)) for a, b in zip(p, q, strict=True) if a), xp.exact(0))


def of(table, *axes):
    """The marginal of a joint law of shape (2, 3, 2) on some axes, for each cell of it."""
    found = {}
    for cell, mass in zip(np.ndindex(2, 3, 2), table, strict=True):
        key = tuple(cell[axis] for axis in axes)
        found[key] = found.get(key, 0) + mass
    return [found[tuple(cell[axis] for axis in axes)] for cell in np.ndindex(2, 3, 2)]


@given(pairs)
def test_entropy_and_cross_entropy(pair):
    p, q = pair
    assert bool(information.entropy(xp.exact(p)) == surprise(p, p))
    if all(b or not a for a, b in zip(p, q, strict=True)):
        assert bool(information.cross_entropy(xp.exact(p), xp.exact(q)) == surprise(p, q))
    else:
        assert float(xp.value(information.cross_entropy(xp.exact(p), xp.exact(q)))) == float("inf")


@given(joints)
def test_conditional_quantities_term_by_term(table):
    joint = xp.exact(table).reshape(2, 3, 2)
    pair = xp.sum(joint, axis=2)
    rest = [a * b / c if c else Fraction(0) for a, b, c in zip(of(table, 0, 2), of(table, 1, 2), of(table, 2), strict=True)]
    assert bool(information.conditional_information(joint) == surprise(table, rest) - surprise(table, table))
    product = [a * b for a, b in zip(of(table, 0), of(table, 1), strict=True)]
    assert bool(information.mutual_information(pair) == surprise(table, product) - surprise(table, of(table, 0, 1)))
    assert bool(information.conditional_entropy(pair) == surprise(table, of(table, 0, 1)) - surprise(table, of(table, 1)))


@given(joints)
def test_the_chain_rule(table):
    joint = xp.exact(table).reshape(2, 3, 2)
    whole = information.mutual_information(joint.reshape(2, 6))
    last = information.mutual_information(xp.sum(joint, axis=1))
    assert bool(whole == last + information.conditional_information(joint))


def test_of_two_coins_nothing_and_with_their_parity_everything():
    joint = np.zeros((2, 2, 2), dtype=object)
    for x, y in np.ndindex(2, 2):
        joint[x, y, (x + y) % 2] = Fraction(1, 4)
    assert bool(information.mutual_information(xp.exact(joint.sum(axis=2))) == 0)
    assert bool(information.conditional_information(xp.exact(joint)) == xp.log(xp.exact(2)))


@pytest.mark.parametrize("table", [[[1, 0], [0, 0]], [["1/2", "1/8"], ["1/4", "1/8"]], [["1/3", "1/3"], [0, "1/3"]]])
def test_the_arithmetics_agree(table):
    table = [[Fraction(x) for x in row] for row in table]
    for formula in (information.entropy, information.conditional_entropy, information.mutual_information):
        check_agreement(formula, table, ulps=16)
    check_agreement(lambda p: information.conditional_information(p[:, :, None]), table, ulps=16)
    check_agreement(lambda p: information.cross_entropy(p, p) - kl(p, p), table, ulps=16)


@pytest.mark.parametrize("name", information.__all__)
def test_a_list_is_refused_by_the_name_of_what_was_called(name):
    arguments = [[0.5, 0.5]] * (2 if name == "cross_entropy" else 1)
    with pytest.raises(TypeError, match=f"^{name} takes arrays, not the list"):
        getattr(information, name)(*arguments)
