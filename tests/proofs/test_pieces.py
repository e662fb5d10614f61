"""The rules for boxes and for falling slopes, with attempts to cheat them, and the search that uses them."""

from dataclasses import replace

import pytest
from flint import fmpq

from tests.proofs.test_kernel import BALL, HALF_LINE, OPEN_LINE, SIGNS, UNIT, ZERO, accepts, field, number, rejects
from theory_lab.proofs.kernel.cells import Side
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.rules import extended, proves
from theory_lab.proofs.search.casework import Casework

HALVES = {"rule": "split", "var": "x", "at": "1/2", "inside": [BALL, BALL], "low": BALL, "high": BALL}


def test_a_box_is_positive_where_a_ball_shows_it():
    assert accepts("x**2 + 1", UNIT, BALL, strict=True)
    assert rejects("x**2 - x + 1", UNIT, BALL)  # the ball is too wide
    assert accepts("x**2 - x + 1", UNIT, HALVES, strict=True)
    for text in ("x", "x - 1/2", "x**2 - x + 1/4", "-x - 1", "1/(x - 1/2)", "1/x"):
        assert rejects(text, UNIT, BALL)
        assert rejects(text, UNIT, HALVES)


def test_a_box_has_constant_finite_ends():
    assert rejects("x + 1", HALF_LINE, BALL)
    two = field(x=(0, 1), y=(0, 1))
    tilted = two.with_side(Side("y", number(0), two.quotient_of("x")))
    assert rejects("y + 1", tilted, BALL)
    assert accepts("x + 1", tilted, BALL)
    assert rejects("x + y - 1/2", two, BALL)


def test_a_logarithm_on_a_box():
    logs = extended(field(x=(1, 2)), [["l", "log", "x", SIGNS]])
    assert accepts("l + 1/10", logs, BALL, strict=True)
    assert rejects("l - 1/10", logs, BALL)
    near_zero = extended(field(x=(0, 1, "(")), [["l", "log", "x", SIGNS]])
    assert rejects("x*l + 1", near_zero, BALL)
    assert rejects("1 + l", near_zero, HALVES)


def concave(low, high, slope=BALL, **other):
    return {"rule": "concave", "var": "x", "slope": slope, "values": [{"base": low}, {"base": high}], "ends": {}, **other}


def test_a_falling_slope_and_two_good_ends():
    assert accepts("x - x**2", UNIT, concave(ZERO, ZERO))
    assert accepts("x - x**2 + 1", UNIT, concave(BALL, BALL), strict=True)
    assert rejects("x - x**2", UNIT, concave(ZERO, ZERO), strict=True)
    assert rejects("x**2 - x", UNIT, concave(ZERO, ZERO))  # rising
    assert rejects("x - x**2 - 1/8", UNIT, concave(BALL, BALL))
    assert rejects("x - x**2", UNIT, concave(BALL, ZERO))
    assert rejects("x", HALF_LINE, concave(ZERO, ZERO, ZERO))
    for proof in (SIGNS, ZERO, BALL):
        assert rejects("x**3 - x", UNIT, concave(ZERO, ZERO, proof))


def test_a_pole_between_the_ends_does_not_go_unseen():
    """``1/(1/2 - x)`` has a slope of one sign and, beyond the pole, a falling one."""
    for sign in (1, -1):
        for proof in (SIGNS, BALL):
            tree = concave(BALL, BALL, SIGNS, sign=sign, denominator=proof)
            assert rejects("1/(1 - 2*x)**2 - 1", UNIT, tree)


def test_a_logarithm_at_an_open_end_needs_a_positive_argument_there():
    logs = extended(field(x=(0, 1, "(")), [["l", "log", "x", SIGNS]])
    for ends in ({}, {"l": SIGNS}):
        with pytest.raises((Rejected, LookupError)):
            proves(logs.quotient_of("l + 1"), logs, concave(BALL, BALL, SIGNS, ends=ends))
    unused = accepts("x - x**2", logs, concave(ZERO, ZERO))  # the logarithm is not in the function
    assert unused


def test_the_search_finds_pieces_that_the_kernel_accepts():
    """``t log t log 2 - 2 t log 2 + (1 + t) log(1 + t) - t log t`` is zero at 0 and, doubly, at 1."""
    where = extended(OPEN_LINE, [["lx", "log", "x", SIGNS], ["l2", "log", "2", BALL], ["l1", "log", "x + 1", SIGNS]])
    for text, true in (
        ("x*lx*l2 - 2*x*l2 + x*l1 + l1 - x*lx", True),
        ("559*x**2*lx + 559*x*lx - 1059*x**2 + 1000*x + 59", True),
        ("557*x**2*lx + 557*x*lx - 1057*x**2 + 1000*x + 57", False),
    ):
        e = where.quotient_of(text)
        tree = Casework(30).prove(e, where)
        assert (tree is not None) == true
        if tree is not None:
            proves(e, where, tree)


def test_a_ball_of_a_constant_is_still_a_constant():
    assert not UNIT.is_positive_constant(number(0))
    assert UNIT.is_positive_constant(number(fmpq(1, 3)))


def test_a_concave_function_is_looked_at_up_to_both_ends():
    """``log(2 - x)`` on ``[0, 1)`` and ``log(1 + x)`` on ``(0, 1]``: also at the open end the argument has to be positive."""
    for argument, open_end, ends, slope in (("2 - x", ")", (BALL, ZERO), "x - 2"), ("1 + x", "(", (ZERO, BALL), "x + 1")):
        where = extended(field(x=(0, 1, open_end)), [["l", "log", argument, SIGNS]])
        two = [["two", "log", "2", BALL]]
        values = [{"base": base, "generators": two} for base in ends]
        falls = {"rule": "product", "factors": [[slope, -2, 1, None]], "then": BALL}
        tree = {"rule": "concave", "var": "x", "slope": falls, "values": values, "ends": {"l": SIGNS}}
        assert accepts("l", where, tree)
        with pytest.raises(KeyError):
            proves(where.quotient_of("l"), where, {**tree, "ends": {}})
        assert rejects("l", where, {**tree, "ends": {"l": ZERO}})
        assert rejects("l - 1/1000", where, tree)


def test_a_variable_that_left_the_cell_is_no_function_of_one():
    """An end was put in for ``x``, which stays a generator: what comes after the sides of the cell may be a variable too."""
    whole = extended(field(x=(0, 1), y=(0, 1)), [["e", "exp", "y", SIGNS]])
    where = replace(whole, cell=whole.cell[1:])
    e = where.quotient_of("e - 1 - y")
    tree = Casework(30).prove(e, where)
    assert tree is not None
    proves(e, where, tree)


def test_a_range_that_ends_at_a_function_is_not_carried_where_that_is_not_yet_told():
    """``y <= log x`` says nothing before there is a logarithm: the search goes on without the end of ``x``."""
    two = field(x=(1, 4), y=(0, 1))
    told = extended(two, [["log0", "log", "x", SIGNS]])
    below = told.with_side(Side("y", number(0), told.quotient_of("log0")))
    bare = replace(below, generators=two.generators)
    search = Casework(10.0)
    with pytest.raises(Rejected, match="not there yet"):
        search.carried(below.quotient_of("log0 - y"), below, bare, {})
    assert search.between(below.quotient_of("log0 - y"), below, below.side("x"), False, 4, 1) is None
