"""Code that branches: each way is a statement, under the conditions by which code goes there."""

from fractions import Fraction

import pytest

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.proofs import terms
from theory_lab.proofs.kernel.values import value
from theory_lab.proofs.statements import statements


def about(left):
    space = Space(x=Ratio(0, 4), y=Ratio(0, 4))
    return Claim("a <= b", Source("x", "x", status="derived"), space, lhs=left, rhs=lambda i: 9)


def once(i):
    return i.x if i.x > i.y else i.y + 1


def twice(i):
    if i.x > i.y:
        return i.x if i.x > 2 else 2 * i.y
    return i.y if i.y > 3 else xp.exact(1)


def in_a_row(i):
    return sum((k + 1 for k in range(3) if i.x > k), 0) + (10 if i.x > i.y else 0)


@pytest.mark.parametrize(("left", "ways"), [(once, 2), (twice, 4), (in_a_row, 16)])
def test_each_way_is_read_under_its_conditions(left, ways):
    found = statements(about(left))
    assert len(found) == len({one.hypotheses for one in found}) == ways
    for x in range(5):
        for y in (Fraction(k, 2) for k in (1, 3, 5, 7)):
            at = {"x": Fraction(x), "y": y}
            taken = [one for one in found if all(value(condition, at) for condition in one.hypotheses)]
            exact = left(about(left).space_at().exact({"x": (x, 1), "y": (y.numerator, y.denominator)}))
            (statement,) = taken
            assert Fraction(str(value(statement.sides[0], at))) == Fraction(str(xp.exact(exact).numbers().item()))


def test_what_is_asked_twice_is_answered_alike():
    found = statements(about(lambda i: (1 if i.x > i.y else 0) + (0 if i.x > i.y else xp.exact(1))))
    assert [one.sides[0] for one in found] == [terms.ONE] * 2
