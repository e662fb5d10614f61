"""Claims whose formulas change at a number of outcomes, or of steps, that is named in their code: they are not read for all.

Each is true at the sizes 2 to 5 and 11 and refuted at an instance of a larger one.
"""

import functools

import pytest

from tests.proofs.test_more_reading_cheats import law
from tests.proofs.test_reading_cheats import claim, refuted
from theory_lab import numbers as xp
from theory_lab.claims import Ratio, Simplex, Space, Table
from theory_lab.measures.information import entropy
from theory_lab.proofs.asking import LARGEST, beyond
from theory_lab.proofs.horizons.reading import recursion
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.statements import Untraceable

CAP = 14


class Held:
    cap = 15


def at_most(n, cap=16):
    return min(n, cap)


def from_outside(cap):
    return lambda i: xp.log(min(i.size, cap))


def about(rhs, lhs=lambda i: entropy(i.p)):
    return claim(law, lhs, rhs, sizes=(2, 3))


def growing(n):
    return Space(p=Simplex(n, positive=n < 12))


CAPPED = {
    "in a minimum": (about(lambda i: xp.log(min(i.size, 12))), 13),
    "of exact numbers": (about(lambda i: xp.log(xp.minimum(i.size, 12))), 13),
    "in a condition": (about(lambda i: 1 if i.size < 20 else xp.ratio(1, 2), lambda i: xp.max(i.p)), 20),
    "as a float": (about(lambda i: 1 if i.size < 19.5 else xp.ratio(1, 2), lambda i: xp.max(i.p)), 20),
    "computed": (about(lambda i: xp.log(min(i.size, 2 * 2 * 3))), 13),
    "by a name": (about(lambda i: xp.log(min(i.size, CAP))), 15),
    "in a class": (about(lambda i: xp.log(min(i.size, Held.cap))), 16),
    "by a function": (about(lambda i: xp.log(at_most(i.size))), 17),
    "by a closure": (about(from_outside(17)), 18),
    "by what is bound": (about(functools.partial(lambda cap, i: xp.log(min(i.size, cap)), 18)), 19),
    "in a slice": (about(lambda i: xp.sum(i.p[:12]), lambda i: xp.sum(i.p)), 13),
    "in a range": (about(lambda i: sum((i.p[k] for k in range(min(i.size, 12))), xp.exact(0)), lambda i: xp.sum(i.p)), 13),
    "in the space": (claim(growing, lambda i: 0, lambda i: xp.min(i.p), relation="<", sizes=(2, 3)), 12),
}


@pytest.mark.parametrize("name", CAPPED)
def test_a_formula_that_changes_at_a_number_in_the_code_is_not_read_for_all_sizes(name):
    claimed, size = CAPPED[name]
    assert any(refuted(claimed, {"p": raw}, size) for raw in ([1] * size, [0] * (size - 1) + [1]))
    assert not any(refuted(claimed, {"p": raw}, n) for n in (2, 3, 4, 5, 11) for raw in ([1] * n, [*[0] * (n - 1), 1]))
    with pytest.raises(Untraceable):
        patterns(claimed)


def survival(i):
    """The product of ``1 - x_k``, from the last step to the first."""
    left = xp.exact(1)
    for k in reversed(range(i.size)):
        left = (1 - i.x[k]) * left
    return left


def test_nor_for_all_horizons():
    def steps(most):
        return claim(lambda n: Space(x=Table((n,), 0, 1)), survival, most, sizes=(2, 3))

    capped = steps(lambda i: 1 if i.size < 20 else xp.ratio(1, 2))
    assert refuted(capped, {"x": [1, *[0] * 20]}, 20) and not refuted(capped, {"x": [1, *[0] * 9]}, 9)
    with pytest.raises(Untraceable):
        recursion(capped, 2, None)
    assert recursion(steps(lambda i: 1), 2, None).back


def test_a_number_that_is_no_size_changes_nothing():
    space = lambda n: Space(p=Simplex(n), level=Ratio(0, 40))  # noqa: E731
    claimed = claim(space, lambda i: i.level * xp.sum(i.p), lambda i: 40, sizes=(2, 3))
    assert beyond(claimed) == 41 and len(patterns(claimed)) == 1


FAR = [(LARGEST, LARGEST + 1), (LARGEST + 1, 3), (float("inf"), 3), (float("nan"), 3), (-5, 3)]


@pytest.mark.parametrize(("cap", "found"), FAR)
def test_how_far_is_looked(cap, found):
    assert beyond(claim(law, lambda i: xp.sum(i.p**2), from_outside(cap), sizes=(2, 3))) == found


def test_what_was_read_is_told():
    capped = claim(law, lambda i: xp.sum(i.p), lambda i: min(i.size, 12), sizes=(2, 3))
    with pytest.raises(Untraceable, match="at the sizes 2, 3, 4, 5, 11, 13: a number is not affine in the size"):
        patterns(capped)
